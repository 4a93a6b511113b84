"""Rows of tables of data, each of which is one block."""

from itertools import islice

from lxml import etree

from newsdiff.extract.inline import is_inline
from newsdiff.extract.page import Element
from newsdiff.extract.text import fold, is_blank

#: what may wrap the line of a cell
LINE_TAGS = frozenset(["p", "div", "center"])
#: characters of a line, and what else a cell of data has none of
_MAX_LINE, _NO_DATA = 120, ("img", "a")
#: rows that are looked at to know a table
_MOST_ROWS = 200


def is_data_row(row: Element) -> bool:
    """Whether a table row holds short data: two cells or more, and no paragraphs, lists or tables in them."""
    cells = _cells(row)
    inside = (inner.tag for cell in cells for inner in cell.iterdescendants(etree.Element))
    return len(cells) > 1 and all(is_inline(tag) or tag == "br" for tag in inside)


def is_wrapped_row(row: Element) -> bool:
    """Whether each of two cells or more wraps its text in one paragraph, or has none around it."""
    cells = _cells(row)
    return len(cells) > 1 and all(map(_holds_one_block, cells))


def is_wrapped_table(table: Element) -> bool:
    """Whether nearly all rows of a table are lines of data in wrappers: one long or linked cell changes nothing."""
    rows = [row for row in islice(table.iter("tr"), _MOST_ROWS) if len(_cells(row)) > 1]
    lines = [row for row in rows if is_wrapped_row(row) and all(map(_is_line, _cells(row)))]
    return len(lines) > 1 and 3 * len(lines) >= 2 * len(rows)


def is_data_table(table: Element) -> bool:
    """Whether a table has two rows of data, and neither pictures nor tables in it, as layout has."""
    if next(table.iterdescendants("table", "img", "form", "h1"), None) is not None:
        return False
    return sum(1 for _ in islice(filter(is_data_row, table.iter("tr")), 2)) == 2 or is_wrapped_table(table)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _holds_one_block(cell: Element) -> bool:
    """Whether what stands in a cell is a line, bare or in one wrapper within the other, without words beside them."""
    at = cell
    while True:
        blocks = [e for e in at.iterchildren(etree.Element) if not is_inline(e.tag) and e.tag != "br"]
        if not blocks:
            return all(is_inline(e.tag) or e.tag == "br" for e in at.iterdescendants(etree.Element))
        if len(at) > 1 or blocks[0].tag not in LINE_TAGS or not (is_blank(at.text) and is_blank(blocks[0].tail)):
            return False
        at = blocks[0]


def _is_line(cell: Element) -> bool:
    return len(fold("".join(cell.itertext()))) <= _MAX_LINE and next(cell.iter(*_NO_DATA), None) is None
