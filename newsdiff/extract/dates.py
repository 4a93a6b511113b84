"""Dates as people write them, in metadata that keep to no format and in text: "24. Januar 2031", "Mar 5, 2031".

What can be read in two ways is not read: 03/05/2031 is in March or in May.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice, takewhile
from urllib.parse import urlsplit

from newsdiff.extract.page import Element, names
from newsdiff.extract.stamps import is_date_line, stamp
from newsdiff.extract.text import ends_sentence, fold, weight
from newsdiff.extract.words import begins_with, holds_any, months, words

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_NUMERIC = re.compile(
    rf"(?<!\d){_YEAR}\s?[./年년-]\s?(?P<m>\d\d?)\s?[./月월-]\s?(?P<d>\d\d?)(?!\d)"
    rf"|(?<![\d.])(?P<d2>\d\d?)(?P<sign>[./-])\s?(?P<m2>\d\d?)(?P=sign)\s?(?P<y2>(?:19|20)\d\d)(?!\d)"
)
_TIME = re.compile(
    r"[\s,T|日일]{0,4}(?:at\s|um\s|à\s|[-@]\s)?(\d\d?)[:時时](\d\d)(?::(\d\d)|分)?(?:\.\d+)?\s?(?:(am|pm)\b)?\s?(?:(?:GMT|UTC)?([+-]\d\d:?\d\d)|(Z|GMT|UTC)\b)?",
    re.I,
)
#: whole days in paths: /2031/03/05/, /2031-03-05-, /20310305/
_IN_PATH = re.compile(r"[/_-](20\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.+-]|$)")
_DATE_NAME = re.compile(
    r"(?i)(?<![a-z])(?:date|dateline|datum|fecha|data|pub(?:lish(?:ed)?)?|posted|time(?:stamp)?|meta)(?![a-z])|Date\b"
)
#: what is called so is readers' talk, so many elements above a date
_TALK, _DEEP = frozenset(["comment", "comments", "commentlist", "discuss", "discusscomments", "disqus", "reply"]), 8
#: parts a date from what stands before it, and so many words may stand between
_PARTS = re.compile(r"\s*[|•·]\s*")
_APART, _RUN = re.compile(r"[|•·,;:：–—/()（）\[\]【】]"), 3
#: elements looked at behind and before a headline, the longest text that is the page's date, and the least paragraph
_BEHIND, _BEFORE, _LONGEST, _PROSE = 90, 25, 120, 80
#: what sites call an attribute of their own in which a time ticks and its stamp stays
_STAMPED = re.compile(r"data-.*(?:publi|post|creat|date|time)")


def written_date(text: str) -> str | None:
    """The first date in a text as a stamp: with its time where one follows, with an offset where that has one.

    >>> written_date("Fri Apr 28 19:20:36 CEST 2023")
    '2023-04-28'
    """
    numeric, named = _NUMERIC.search(text), _named().search(text)
    if named is not None and (numeric is None or named.start() < numeric.start()):
        said = named.groupdict()
        name, year, number = (next(filter(None, (said[f"{part}{n}"] for n in "1234"))) for part in "nyd")
        day = _iso(year, months()[name.lower()], number)
        return _with_time(day, text[named.end() :])
    if numeric is None:
        return None
    said = numeric.groupdict()
    if said["y"]:
        return _with_time(_iso(said["y"], said["m"], said["d"]), text[numeric.end() :])
    first, second = int(said["d2"]), int(said["m2"])
    if second > 12:
        return _with_time(_iso(said["y2"], first, second), text[numeric.end() :])
    if said["sign"] == "." or first > 12 or first == second:
        return _with_time(_iso(said["y2"], second, first), text[numeric.end() :])
    return None


def _with_time(day: str | None, rest: str) -> str | None:
    found = _TIME.match(rest)
    if day is None or found is None:
        return day
    hour, minute, second, half, offset, zone = found.groups()
    at = int(hour) % 12 + 12 * (half.lower() == "pm") if half else int(hour)
    return stamp(f"{day}T{at:02}:{minute}:{second or '00'}{offset or ('Z' if zone else '')}") or day


def _iso(year: str, month: int | str, day: int | str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


@cache
def _named() -> re.Pattern[str]:
    name = "|".join(map(re.escape, sorted(months(), key=lambda m: (-len(m), m))))
    day = r"(?<!\d){}(?:st|nd|rd|th|er|\.|º)?"
    return re.compile(
        rf"{day.format('(?P<d1>[0-3]?[0-9])')}[\s-]*(?:of\s|de\s|d['’])?(?P<n1>{name})\b(?:/\w+)?\.?,?[\s-]*(?:de\s|del\s)?(?P<y1>(?:19|20)\d\d)(?!\d)"
        rf"|\b(?P<n2>{name})\b\.?\s+{day.format('(?P<d2>[0-3]?[0-9])')},?\s+(?P<y2>(?:19|20)\d\d)(?!\d)"
        rf"|\b(?P<n3>{name})\s+(?P<d3>[0-3]?\d)\s+\d\d:\d\d:\d\d\s+[A-Z+\-:0-9]{{0,9}}\s*(?P<y3>(?:19|20)\d\d)(?!\d)"
        rf"|(?<!\d)(?P<y4>(?:19|20)\d\d)\.?\s+(?P<n4>{name})\b\.?\s+{day.format('(?P<d4>[0-3]?[0-9])')}(?!\d)",
        re.I,
    )


def date_in_url(url: str) -> str | None:
    """The day that stands in the path of an address."""
    found = _IN_PATH.search(urlsplit(url).path)
    return _iso(found[1], found[3], found[4]) if found else None


def date_beside(headline: Element) -> str | None:
    """The date that readers see next to a headline: behind it first, in a line that is signed before others."""
    head = list(_head(headline))
    nearby = [*islice(_behind(headline), _BEHIND), *islice(_before(headline), _BEFORE)]
    times = (time_of(e) for e in nearby if e.tag == "time" and not _is_update(_own_text(e)) and not is_quoted(e))
    return next(filter(None, times), None) or _first_date(head, _is_signed) or _first_date(nearby, _tells_when)


def update_beside(headline: Element) -> str | None:
    """When a line between headline and text says that the page was changed: "Updated: 3 March 2031, 11:05"."""
    for line in (fold(_own_text(e)) for e in _head(headline)):
        at = min((found for word in words("updated") if (found := line.lower().find(word)) >= 0), default=-1)
        if at >= 0 and len(line) <= _LONGEST and any(map(is_date_line, (*_PARTS.split(line), line[at:]))):
            return written_date(line[at:])
    return None


def stamps_beside(headline: Element) -> list[str]:
    """The stamps for machines between headline and text."""
    written = (stamp(e.get("datetime") or "") for e in _head(headline) if not is_quoted(e))
    return list(filter(None, written))


def _head(headline: Element) -> Iterator[Element]:
    """What stands between a headline and the first paragraph behind it, and right before the headline."""
    behind = islice(_behind(headline), _BEHIND)
    yield from takewhile(lambda e: not _is_paragraph(_own_text(e)), behind)
    yield from islice(_before(headline), _BEFORE)


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PROSE and weight(text) >= _PROSE and ends_sentence(fold(text))


def date_by_name(root: Element) -> str | None:
    """The first date in an element that is called so, anywhere on a page; it walks along all of it."""
    for element in root.iter("*"):
        if not element.attrib or not _DATE_NAME.search(f"{element.get('class')} {element.get('id')}"):
            continue
        text = fold(" ".join(element.itertext())[: _LONGEST + 1])
        is_told = is_date_line(text) or _begins_with_time(text) or _tells_when(text)
        found = written_date(text) if is_told and len(text) <= _LONGEST else None
        if found and not _is_update(text) and not _is_reply(element):
            return found
    return None


def _is_reply(element: Element) -> bool:
    """Whether an element stands in what a reader wrote."""
    return any(not names(above).isdisjoint(_TALK) for above in islice(element.iterancestors(), _DEEP))


def _first_date(elements: Iterable[Element], tells_when: Callable[[str], bool]) -> str | None:
    """The date of the first text that is or begins with one; else of the first short one for which `tells_when` holds.

    A link is a date only where it says nothing else: that of another story.
    """
    own = ((e, fold(text)) for e in elements if any(map(str.isdigit, text := _own_text(e))))
    lines = [line for e, line in own if len(line) <= _LONGEST and (e.tag != "a" or is_date_line(line))]
    lines = [line for line in lines if not _is_update(line)]
    plain = (line for line in lines if is_date_line(line) or _begins_with_time(line))
    for line in (*plain, *filter(tells_when, lines)):
        if found := written_date(line):
            return found
    return None


def _tells_when(line: str) -> bool:
    """Whether a date in a line stands for itself: no words run into it, as they do in "signed on 3 May 2031"."""
    found = [date.start() for date in (_NUMERIC.search(line), _named().search(line)) if date is not None]
    if not found or _is_signed(line):
        return bool(found)
    return not ends_sentence(line) and len(_APART.split(line[: min(found)])[-1].split()) <= _RUN


def _is_signed(line: str) -> bool:
    """Whether a line begins as those do that tell who wrote a text and when; as a sentence "Written by ..." alone."""
    if not ends_sentence(line):
        return any(begins_with(line, meaning) for meaning in ("byline", "stamp"))
    return any(" " in word and line.lower().startswith(word) for word in words("byline"))


def _begins_with_time(line: str) -> bool:
    """Whether a line begins with a day and a time: "2031-03-05 08:15 Source: The Gull"."""
    found = _NUMERIC.match(line)
    return found is not None and _TIME.match(line, found.end()) is not None and not ends_sentence(line)


def _own_text(element: Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _is_update(text: str) -> bool:
    return holds_any(text, "updated")


def is_quoted(time: Element) -> bool:
    """Whether a time is that of somebody's post which the page shows."""
    return next(time.iterancestors("blockquote"), None) is not None


def time_of(element: Element) -> str | None:
    """The stamp of a `<time>` or of an element with `content`: for machines, else as it is shown."""
    written = (element.get("datetime") or element.get("content") or "").strip()
    found = stamp(written) or written_date(written) or written_date(" ".join(element.itertext())[:_LONGEST])
    if found is None and element.tag == "time":  # "4 hours ago", with the time in an attribute of the site's own
        own = (str(value) for name, value in element.attrib.items() if _STAMPED.match(str(name)) and "exp" not in name)
        return next(filter(None, map(stamp, own)), None)
    return found


def _behind(element: Element) -> Iterator[Element]:
    """Elements that begin behind the end of an element, in the order of the page."""
    at: Element | None = element
    while at is not None:
        for sibling in at.itersiblings():
            yield from sibling.iter("*")
        at = at.getparent()


def _before(element: Element) -> Iterator[Element]:
    """Elements that end before an element begins and are not far up in the tree, nearest first."""
    at: Element | None = element
    for _ in range(4):
        if at is None:
            return
        for sibling in at.itersiblings(preceding=True):
            yield from sibling.iter("*")
        at = at.getparent()
