"""Whether two names are one, written in two ways: an abbreviation, an acronym, another form of the word."""

import re
from collections.abc import Sequence

from newsdiff.diff.labels.findings import Mention

#: letters of an abbreviation at most
_ABBREVIATION = 4
#: endings of peoples, parties and plurals
_FORM = re.compile(r"(?:i?ans?|ics?|ish|ese|s|ns?|i?a)$")


def is_same_name(went: Sequence[Mention], came: Sequence[Mention]) -> bool:
    """Whether one is the other's abbreviation ("Pa.", "Pennsylvania"), acronym, or another form of the word."""
    if len(went) == len(came) and all(_root(a.key) == _root(b.key) for a, b in zip(went, came, strict=True)):
        return True
    if len(went) > 1 or len(came) > 1:
        acronym, words = sorted((went, came), key=len)
        letters = iter(acronym[0].key)
        # one of its words may stand elsewhere in the sentence, or have no letter in it
        held = sum(m.key[0] in letters for m in words)
        return len(acronym) == 1 and acronym[0].text.isupper() and held >= min(len(words), len(acronym[0].key))
    short, long = sorted((went[0].key, came[0].key), key=len)
    letters = iter(long)
    is_short = len(short) <= _ABBREVIATION <= len(long) - len(short) and short[0] == long[0]
    return is_short and all(c in letters for c in short)


def _root(key: str) -> str:
    """Without the endings of peoples, parties and plurals."""
    root = _FORM.sub("", key)
    return root if len(root) >= _ABBREVIATION else key
