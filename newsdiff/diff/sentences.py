"""Paragraphs cut into sentences."""

import re

#: after a stop, with what closes a quotation or bracket, where white space and no lower-case letter follow; or after
#: a stop of a script that puts no space there
_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[^\sa-z])|(?<=[。！？])(?![。！？」』）])")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in order: all of its text but the white space between them."""
    ends = [match.end() for match in _END.finditer(text)]
    cut = [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [sentence for sentence in cut if sentence]
