"""Rows of tables of data, each of which is one block."""

from itertools import islice

from lxml import etree

from newsdiff.extract.inline import is_inline
from newsdiff.extract.page import Element

#: what may wrap the line of a cell, and the characters of a line
LINE_TAGS, _MAX_CELL = frozenset(["p", "div", "center"]), 120


def is_data_row(row: Element) -> bool:
    """Whether a table row holds short data: two cells or more, and no paragraphs, lists or tables in them.

    A cell may hold its text in one paragraph, where the row beside it does so too.
    """
    cells = _cells(row)
    if len(cells) < 2:
        return False
    if all(
        is_inline(inner.tag) or inner.tag == "br" for cell in cells for inner in cell.iterdescendants(etree.Element)
    ):
        return True
    beside = (next(row.itersiblings("tr", preceding=before), None) for before in (True, False))
    rows = [other for other in (row, *beside) if other is not None]
    return len(rows) > 1 and all(len(_cells(other)) > 1 and all(map(_holds_a_line, _cells(other))) for other in rows)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _holds_a_line(cell: Element) -> bool:
    """Whether nothing but a short line stands in a cell, bare or in one wrapper within the other."""
    inner = list(cell.iterdescendants(etree.Element))
    blocks = [e for e in inner if not is_inline(e.tag)]
    if any(e.tag not in LINE_TAGS for e in blocks) or any(e.tag in ("img", "a") for e in inner):
        return False
    parents = {e.getparent() for e in blocks}
    return len(parents) == len(blocks) and sum(map(len, cell.itertext())) <= _MAX_CELL


def is_data_table(table: Element) -> bool:
    """Whether a table has two rows of data, and neither pictures nor tables in it, as layout has."""
    if next(table.iterdescendants("table", "img", "form", "h1"), None) is not None:
        return False
    return sum(1 for _ in islice(filter(is_data_row, table.iter("tr")), 2)) == 2
