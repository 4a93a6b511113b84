"""Rows of tables and figures that stand alone: what they are called decides, not how alike they are.

"Kent | 21" became "Kent | 30", however alike "Kent | 21" and "Essex | 21" are; and a 94 where a 78 stood is a new
figure, not the 94 that stood elsewhere before.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from newsdiff.diff.chain import Pairs, heaviest_chain
from newsdiff.diff.marks import mark_words
from newsdiff.model.change import Span, Spans

#: between the cells of a row
_CELL = " | "
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f']\d+)*")
_WORD = re.compile(r"[^\W\d_]{2}|[^\W\d_a-z]")
#: a date or a time of day
_DATELIKE = re.compile(r"\d[./-]\d+[./-]\d|\d:\d\d")
#: no figure has more characters
_MOST = 40
#: of two cells neither is a sentence nor has more words: a stroke may part a text from what stands before it
_FEW_CELLS, _MOST_WORDS = 2, 8
_SENTENCE = re.compile(r"\w{2,}\s\w.*[.!?。][\"”»’)]*$")

#: where rows of a name stand: the gap between anchors, and the name
Places = dict[tuple[int, str], list[int]]


def is_figure(text: str) -> bool:
    """Whether a text is a figure without a word: "94", "8 %", "(+7)"; no date, no time and no row of figures."""
    if len(text) > _MOST or _CELL in text or _DATELIKE.search(text):
        return False
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def is_row(text: str) -> bool:
    """Whether a text is a row of a table, its cells parted as extraction does it; a time before a sentence is none."""
    if _CELL not in text:
        return False
    cells = text.split(_CELL)
    return len(cells) > _FEW_CELLS or not any(
        _SENTENCE.search(cell) or len(cell.split()) > _MOST_WORDS for cell in cells
    )


def row_cells(text: str) -> list[str]:
    """The cells of a row of a table; [] for what is no row."""
    return [cell.strip(" |") for cell in text.split(_CELL)] if is_row(text) else []


def row_label(text: str) -> str:
    """What a row is called: its first cell with a word in it, else its first one, "" for what is no row.

    >>> row_label("1 | Kent | 21")
    'Kent'
    """
    cells = row_cells(text)
    return next((cell for cell in cells if _WORD.search(cell)), cells[0] if cells else "")


class Rows:
    """The rows of both sides of a comparison by what they are called."""

    def __init__(self, old: Sequence[str], new: Sequence[str], parts: tuple[range, range]) -> None:
        """`parts`: what is compared of both sides; the rest, which stays, tells what other rows are called."""
        #: most articles have none, and are asked for each pair of paragraphs
        self.are_none = not (any(map(is_row, old)) or any(map(is_row, new)))
        self._labels: tuple[list[str], list[str]] = [], []
        self._numbers: tuple[Counter[str], Counter[str]] = Counter(), Counter()
        self._heads: tuple[list[tuple[str, str]], list[tuple[str, str]]] = [], []
        if self.are_none:
            return
        names = list(map(row_label, old)), list(map(row_label, new))
        numbered = _by_number(names[0], old), _by_number(names[1], new)
        if all(map(_have_shared_names, names)) and not any(map(_have_shared_names, numbered)):
            names = names if any(map(_is_ranking, numbered)) else numbered
        self._numbers = Counter(names[0]), Counter(names[1])
        one, two = (side[part.start : part.stop] for side, part in zip(names, parts, strict=True))
        self._labels = one, two
        heads = (_heads(*side) for side in zip(names, (old, new), strict=True))
        first, second = (side[part.start : part.stop] for side, part in zip(heads, parts, strict=True))
        self._heads = first, second

    def is_row(self, side: int, k: int) -> bool:
        """Whether a text of the old (0) or new (1) side is a row."""
        return not self.are_none and bool(self._labels[side][k])

    def may_be_one(self, i: int, j: int) -> bool:
        """Whether two texts may be the same paragraph: not two rows of which one has its like on the other side."""
        if self.are_none:
            return True
        one, two = self._labels[0][i], self._labels[1][j]
        return one == two or not (one and two) or not (self._numbers[1][one] or self._numbers[0][two])

    def may_move(self, i: int) -> bool:
        """Whether an old text may have moved: a row only when no other is called so, as in another table."""
        return self.are_none or not self._labels[0][i] or self._is_alone(self._labels[0][i])

    def in_order(self, anchors: Pairs) -> Pairs:
        """Rows of one name that stand between the same neighbours, once on either side; then those of a longer one."""
        if self.are_none:
            return {}
        old = self._by_gap(0, list(anchors), anchors)
        new = self._by_gap(1, list(anchors.values()), {*anchors.values()})
        found = [(*pair, 2) for pair in _single(old, new) if self._are_of_one_table(*pair)]
        short = [_by_first_word(one, two) for one, two in ((old, new), (new, old))]
        alike = [(i, j, self._difference(i, j)) for i, j in _single(*short)]
        renamed = Counter(more for _, _, more in alike if more)
        found += [(i, j, 1) for i, j, more in alike if renamed[more] > 1]
        found.sort()
        return {found[k][0]: found[k][1] for k in heaviest_chain(found)}

    def _difference(self, i: int, j: int) -> str:
        """What one name has behind the other: " County" of "Kent County" and "Kent", which other rows lost as well."""
        one, two = sorted((self._labels[0][i], self._labels[1][j]), key=len)
        return two[len(one) :] if two.startswith(f"{one} ") else ""

    def elsewhere(self, pairs: Pairs) -> Pairs:
        """Rows without their pair whose name stands once on either side: they moved in their table and changed."""
        if self.are_none:
            return {}
        taken = {*pairs.values()}
        places = {label: j for j, label in enumerate(self._labels[1]) if label and j not in taken}
        left = ((i, label) for i, label in enumerate(self._labels[0]) if i not in pairs and label in places)
        found = {i: places[label] for i, label in left if self._is_alone(label)}
        return {i: j for i, j in found.items() if self._are_of_one_table(i, j)}

    def _are_of_one_table(self, i: int, j: int) -> bool:
        """Whether what stands above two tables, or their first rows, are the same but for figures."""
        return any(one == two for one, two in zip(self._heads[0][i], self._heads[1][j], strict=True))

    def _is_alone(self, label: str) -> bool:
        return all(numbers[label] == 1 for numbers in self._numbers)

    def _by_gap(self, side: int, anchors: list[int], taken: Collection[int]) -> Places:
        places: Places = {}
        for k, label in enumerate(self._labels[side]):
            if label and k not in taken:
                places.setdefault((bisect_left(anchors, k), label), []).append(k)
        return places


def _by_first_word(places: Places, others: Places) -> Places:
    """The rows whose name the other side does not have there, by its first word."""
    found: Places = {}
    for (gap, said), rows in places.items():
        if (gap, said) not in others:
            found.setdefault((gap, said.partition(" ")[0]), []).extend(rows)
    return found


def _heads(names: list[str], texts: Sequence[str]) -> list[tuple[str, str]]:
    """For each row the text above its table and the table's first row, both without figures."""
    found, head = [], ("", "")
    for k, name in enumerate(names):
        if name and (k == 0 or not names[k - 1]):
            head = (_NUMBER.sub("", texts[k - 1]) if k else "", _NUMBER.sub("", texts[k]))
        found.append(head)
    return found


def _single(old: Places, new: Places) -> Iterator[tuple[int, int]]:
    """The rows that stand alone in one place of both sides."""
    both = ((rows, new[place]) for place, rows in old.items() if place in new)
    return ((rows[0], columns[0]) for rows, columns in both if len(rows) == len(columns) == 1)


def _by_number(names: list[str], texts: Sequence[str]) -> list[str]:
    """For each row the number that it begins with, else its name: of a register, whose cells are anybody's."""
    return [(name and _first_number(text)) or name for name, text in zip(names, texts, strict=True)]


def _is_ranking(labels: list[str]) -> bool:
    """Whether numbers count from one upwards: places of a table, which are not of who stands there."""
    numbers = [int(label) for label in labels if label.isdecimal()]
    return numbers == list(range(1, len(numbers) + 1))


def _have_shared_names(labels: list[str]) -> bool:
    return any(label and count > 1 for label, count in Counter(labels).items())


def _first_number(row: str) -> str:
    first = row.split(_CELL)[0].strip(" |.")
    return first if first.isdecimal() else ""


def figures_in_place(rows: list[int], columns: list[int], old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Figures of one form that stand in one place, when as many went as came."""
    if len(rows) != len(columns):
        return {}
    pairs = dict(zip(rows, columns, strict=True))
    return pairs if all(_form(old[i]) == _form(new[j]) != "" for i, j in pairs.items()) else {}


def marked_cells(old: str, new: str) -> tuple[Spans, Spans] | None:
    """The marks of a row, each cell compared with the one in its column; None for what are not rows of as many cells.

    In a row of figures the same ones stand in other columns.
    """
    if _CELL not in old or old.count(_CELL) != new.count(_CELL):
        return None
    spans: tuple[list[Span], list[Span]] = [], []
    at_old = at_new = 0
    for cell_old, cell_new in zip(old.split(_CELL), new.split(_CELL), strict=True):
        marks = mark_words(cell_old, cell_new) if cell_old != cell_new else ((), ())
        spans[0].extend((start + at_old, end + at_old) for start, end in marks[0])
        spans[1].extend((start + at_new, end + at_new) for start, end in marks[1])
        at_old += len(cell_old) + len(_CELL)
        at_new += len(cell_new) + len(_CELL)
    return tuple(spans[0]), tuple(spans[1])


def _form(text: str) -> str:
    """A figure without its digits; "" for what is none."""
    return _NUMBER.sub("0", text) if is_figure(text) else ""
