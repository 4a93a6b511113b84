"""Dates and times: stamps as the page writes them, and lines that are nothing but a date.

A relative time ("5 minutes ago") ticks with every look: it is never a stamp and never text.
"""

import re
from datetime import UTC, datetime
from functools import cache

from newsdiff.extract.words import begins_with, holds_any, is_word, words

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?!\d)"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*((?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?|Z|UTC\b|GMT\b)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_TOKEN = re.compile(r"[^\s,;|•·—–()\[\]/\-:：،、]+")
_NUMBERED = re.compile(
    r"(?:\d+(?:st|nd|rd|th|er|h|hs|min|m|º|ª|am|pm|a\.m|p\.m|\.)?|[\d年月日時时分秒년월일시]+(?:前|发布|更新|公開|전)?|\d+h\d+)\.?",
    re.I,
)
_GLUED = re.compile("(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\\d)(?=[A-ZÀ-Þ][a-zß-ÿ])")
#: what makes bare numbers a date or a time: "3.5.2031", "2031-03-05", "8:15", "2031年"
_DATED = re.compile(r"\d[./:-]\d|\dh\d\d|\d[年月日時时년월일]|(?<!\d)(?:19|20)\d\d(?!\d)")
#: "12", "1.2K", "3,5 m", and what parts them from what they count
_NUMBER = re.compile(r"[\d.,]+\s*(?:[km](?!\w))?\s*", re.I)
_COUNTED = ("counted", "commented", "talk")
#: a stamp of an earlier year is an empty value; archives of papers date back their issues
_FIRST_YEAR = 1600
#: no line of date and time is longer
_MAX_LINE = 110
#: no line that only says how long ago something was is longer
_MAX_AGO = 60


def stamp(text: str) -> str | None:
    """The stamp that a piece of metadata writes: ISO 8601 with the page's own offset or without, or a bare date.

    >>> stamp("2031-03-05 08:15:00 +0100")
    '2031-03-05T08:15:00+01:00'

    None when it is no ISO date, or no possible one: the year 1 is what programs write for no date.
    """
    found = _ISO.match(text.strip()) or _COMPACT.fullmatch(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    if int(year) < _FIRST_YEAR:
        return None
    written = f"{year}-{month}-{day}"
    if hour is not None:
        written += f"T{hour}:{minute}:{second or '00'}" + _offset(zone)
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return None
    return written


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    zone = zone.removeprefix("UTC").removeprefix("GMT")
    if zone in ("", "Z"):
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def instant(written: str | None) -> datetime | None:
    """The instant of a stamp in UTC; None for a bare date and for a time without an offset."""
    if not written or "T" not in written:
        return None
    at = datetime.fromisoformat(written)
    try:
        return at.astimezone(UTC) if at.tzinfo else None
    except OverflowError:
        return None


def is_date_line(text: str) -> bool:
    """Whether a line is nothing but dates, times, and the words around them ("Updated 3 March 2031, 5 min read")."""
    if len(text) > _MAX_LINE or not any(c.isdigit() for c in text):
        return False
    # two elements without a space between them: "18:50 UhrLesedauer: 4 Min."
    tokens = _TOKEN.findall(_GLUED.sub(" ", text).lower())
    if not 0 < len(tokens) <= 24 or not all(_is_date_token(token) for token in tokens):
        return False
    return bool(_DATED.search(text)) or any(not token[0].isdigit() for token in tokens)


def is_ago_line(text: str) -> bool:
    """Whether a short line only says how long ago something was: "Last updated 5 minutes ago", "il y a 5 minutes".

    Every word of it must be of that kind; without a figure ("an hour ago") it must begin with a word like "updated".
    """
    if len(text) > _MAX_AGO or not holds_any(text, "ago"):
        return False
    low = text.lower()
    tokens = [token.rstrip(".") for token in _TOKEN.findall(low)]
    known = _ago_tokens()
    if not all(token in known or _is_date_token(token) or _is_ago_unspaced(token) for token in tokens):
        return False
    return any(c.isdigit() for c in text) or (len(tokens) > 2 and begins_with(low, "stamp"))


def _is_ago_unspaced(token: str) -> bool:
    """The same for a token of a script without spaces: nothing is left of it but figures when its words are out."""
    if token.isascii() or not any(c >= "\u2e80" for c in token):
        return False
    for word in sorted(_ago_tokens(), key=lambda w: (-len(w), w)):
        token = token.replace(word, "") if not word.isascii() else token
    return not token or token.isdigit()


@cache
def _ago_tokens() -> frozenset[str]:
    """The single words of all that is written before, in and after a time that ticks."""
    return frozenset(
        token for meaning in ("stamp", "ago", "ago_around") for word in words(meaning) for token in word.split()
    )


def is_count_line(text: str) -> bool:
    """Whether a line is a number and what it counts beside a story: "12 comments", "1.2K"."""
    number = _NUMBER.match(text)
    if number is None or not any(map(str.isalpha, text)):
        return False
    counted = text[number.end() :]
    return not counted or any(is_word(counted, meaning) for meaning in _COUNTED)


def begins_with_count(text: str) -> bool:
    """The same for the beginning of a line."""
    number = _NUMBER.match(text)
    counted = text[number.end() :] if number is not None else ""
    return any(begins_with(counted, meaning) for meaning in _COUNTED)


def without_dates(text: str) -> str:
    """The text without its runs of date and time, as a byline is kept ("Ann Lee | 3 May 2031" -> "Ann Lee")."""
    kept: list[str] = []
    run: list[str] = []
    for part in filter(None, [*re.split(r"(\s+|[|•·,;])", text), "\x00"]):
        if not part.strip() or part in "|•·,;" or _is_date_token(part.lower().strip("()[]:,")):
            run.append(part)
            continue
        kept += _unless_dated(run)
        run = []
        kept.append(part)
    return re.sub(r"\s+", " ", "".join(kept).rstrip("\x00")).strip(" |•·,;:-–—/")


def _unless_dated(run: list[str]) -> list[str]:
    """A run is a date when a digit is in it; else its words may be part of a name."""
    joined = "".join(run)
    return [" "] if any(c.isdigit() for c in joined) else run


def _is_date_token(token: str) -> bool:
    if not token.strip("-–—/:.,"):
        return True
    if all(_NUMBERED.fullmatch(part) for part in re.split(r"[-–—/:.]", token) if part):
        return True
    bare = token.rstrip(".:")
    return bare in words("month") or bare in words("clock") or bare in _stamp_tokens()


@cache
def _stamp_tokens() -> frozenset[str]:
    return frozenset(token for word in words("stamp") for token in (word, *word.split()))
