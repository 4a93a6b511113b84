"""Saved comparison pages of another tracker: two versions of a story side by side.

Such a page is not an article; it holds two. One side is taken whole and the warning says which, and what of the other
side is missing from this copy. A difference is never made of it.
"""

import re
from dataclasses import dataclass

from newsdiff.extract.page import Element, names, visible_text
from newsdiff.extract.text import fold

Row = tuple[str, str]

#: a page without this is no comparison saved as text
COMPARED = re.compile(r"Version \d+[^|\n]{0,200}\|")
_VERSIONS = re.compile(r"^[ \t]*Version (\d+)[ \t]*\|[ \t]*Version (\d+)[ \t]*\|?[ \t]*$", re.M)
_VERSION = re.compile(r"Version (\d+)$")
_RULE = re.compile(r"[\s|:-]+$")
_LATER = re.compile(
    r"\((?:about |less than |almost |over )?(?:\d+|an?) (?:sec|min|hour|day|week|month|year)[a-z]* (?:later|earlier)\)$"
)
#: an address in the same line as a word for where the story came from, and the name of the publication in quotes
_ORIGINAL = re.compile(r"\b(?:originally|original|source)\b[^\n|]{0,80}?(https?://\S+)", re.I)
_SOURCE = re.compile(r"\b(?:source|publisher|publication)\b[^\n|'\"‘“]{0,20}['\"‘“]([^'\"’”\n|]{1,60})['\"’”]", re.I)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One side of a comparison page."""

    headline: str | None
    paragraphs: tuple[str, ...]
    warning: str
    canonical: str | None
    source: str | None


def comparison_in_text(text: str) -> Comparison | None:
    """The side to take of a comparison saved as text, rows as "left | right |"; None when it is none."""
    head = _VERSIONS.search(text)
    if not head:
        return None
    rows = [_row(line) for line in text[head.end() :].splitlines() if line.strip() and not _RULE.match(line)]
    return _taken(head.groups(), rows, text[: head.start()])


def comparison_in_tree(root: Element) -> Comparison | None:
    """The side to take of a comparison page; None when the page has no table of two versions."""
    for table in root.iter("table"):
        rows = [[visible_text(cell) for cell in tr if cell.tag in ("td", "th")] for tr in table.iter("tr")]
        pairs = [(row[0], row[1]) for row in rows if len(row) == 2]
        numbers = [_VERSION.match(cell) for cell in pairs[0]] if pairs else []
        named = bool({"version", "diff"} <= names(table)) and len(pairs) > 1
        if len(numbers) == 2 and all(numbers):
            labels = tuple(n.group(1) for n in numbers if n)
            return _taken(labels, pairs[1:], fold(" ".join(root.itertext()))[:4_000])
        if named:
            return _taken(("1", "2"), pairs, fold(" ".join(root.itertext()))[:4_000])
    return None


def _row(line: str) -> Row:
    left, _, right = line.strip().strip("|").partition("|")
    return fold(left), fold(right)


def _taken(labels: tuple[str, ...], rows: list[Row], above: str) -> Comparison:
    """The fuller side; the older one when both are full."""
    rows = [row for row in rows if any(row) and not any(_LATER.match(cell) for cell in row)]
    headlines, body = (rows[0], rows[1:]) if rows else (("", ""), [])
    side = 0 if sum(bool(r[0]) for r in body) >= sum(bool(r[1]) for r in body) else 1
    other = 1 - side
    missing = sum(1 for row in body if row[side] and not row[other])
    gap = (
        f"; {missing} of {len(body)} cells of version {labels[other]} are empty or missing in this copy"
        if missing
        else ""
    )
    original, source = _ORIGINAL.search(above), _SOURCE.search(above)
    return Comparison(
        headline=headlines[side] or None,
        paragraphs=tuple(row[side] for row in body if row[side]),
        warning=f"a page that compares two versions: version {labels[side]} was taken{gap}",
        canonical=original.group(1) if original else None,
        source=fold(source.group(1)) if source else None,
    )
