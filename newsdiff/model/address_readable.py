"""Addresses as people read them, without letting a look-alike deceive.

A host in xn-- form is shown in its letters when every label is of one script (the combinations of Japanese,
Chinese and Korean writing count as one) and is not made of look-alikes of Latin letters alone: the policy of
browsers for internationalised names, in its plain form. %-escapes are shown where they are printable and not
ASCII.
"""

import re
import unicodedata
from urllib.parse import urlsplit

import idna

_HIGH_ESCAPES = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
#: scripts that one label may mix, as the writing systems do
_TOGETHER = (
    frozenset({"CJK", "HIRAGANA", "KATAKANA", "LATIN"}),
    frozenset({"CJK", "BOPOMOFO", "LATIN"}),
    frozenset({"CJK", "HANGUL", "LATIN"}),
)
#: Cyrillic and Greek letters that look like Latin ones: a label of nothing else stays in xn-- form
_LOOKALIKES = frozenset("асԁеһіјӏорԛѕԝхуъьҽпгѵѡАВЕКМНОРСТХαικνορτυω")
#: letters that show nothing
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def readable_host(host: str) -> str:
    """The host with each xn-- label decoded where that is safe, unchanged otherwise."""
    return ".".join(_readable_label(label) for label in host.split("."))


def readable_url(url: str) -> str:
    """The whole address: host decoded where safe, printable non-ASCII %-escapes in path and query decoded.

    >>> readable_url("https://xn--bcher-kva.example.org/%C3%BC%20x")
    'https://bücher.example.org/ü%20x'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    head, sep, rest = url.partition(parts.netloc) if parts.netloc else ("", "", url)
    return head + (readable_host(sep) if sep else "") + _HIGH_ESCAPES.sub(_letters, rest)


def _readable_label(label: str) -> str:
    name, colon, port = label.partition(":")
    if not name.lower().startswith("xn--"):
        return label
    try:
        decoded = idna.decode(name)
        if idna.encode(decoded).decode("ascii") != name.lower():
            return label
    except (idna.IDNAError, UnicodeError):
        return label
    return decoded + colon + port if _is_one_script(decoded) else label


def _is_one_script(label: str) -> bool:
    letters = [c for c in label if c not in "-0123456789"]
    if any(unicodedata.category(c)[0] not in "LM" for c in letters):
        return False
    scripts = {unicodedata.name(c, "UNKNOWN").split()[0] for c in letters if unicodedata.category(c)[0] == "L"}
    if scripts & {"CYRILLIC", "GREEK"} and all(c in _LOOKALIKES for c in letters):
        return False
    return len(scripts) == 1 or any(scripts <= group for group in _TOGETHER)


def _letters(match: re.Match[str]) -> str:
    """The run of escapes as letters; as it is when it is no UTF-8 or not everything in it can be seen."""
    try:
        text = bytes.fromhex(match[0].replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    shown = text.isprintable() and not _BLANK & set(text) and not unicodedata.combining(text[0])
    return text if shown else match[0]
