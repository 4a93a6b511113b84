"""Fetched text made harmless for a terminal: no control characters, nothing that turns the writing direction."""

import re

#: white space other than the space itself
_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
#: C0 and C1 controls, direction marks, embeddings, overrides and isolates, zero-width space and no-break space,
#: interlinear marks, tags, lone surrogates. The joiners U+200C and U+200D stay: Persian, Hindi and emoji need them
_UNSAFE = re.compile(
    "[\x00-\x1b\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """The text on one line, without control, direction and invisible characters. Everything printed passes here.

    >>> clean("a\\x1b[31mred\\u202e b\\nc")
    'a[31mred b c'
    """
    return _UNSAFE.sub("", _SPACES.sub(" ", text))


def visible(text: str) -> str:
    """As `clean`, but of a text that would vanish altogether its characters' names are shown: a marked change
    of an invisible character stays visible.

    >>> visible("\\u202e")
    '<U+202E>'
    """
    cleaned = clean(text)
    if cleaned.strip():
        return cleaned
    return "".join("␣" if character == " " else f"<U+{ord(character):04X}>" for character in text)
