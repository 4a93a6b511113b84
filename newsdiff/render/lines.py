"""Lines on a terminal: styled runs wrapped to its width, word marks, operations; with or without colour.

Without colour the marks are shapes, `[-old words-] {+new words+}` as in `git diff --word-diff`; with colour old words
are red and struck through, new ones green and underlined, so that colour is never all there is.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from newsdiff.model.change import Op, Operation
from newsdiff.render.clean import clean, visible
from newsdiff.render.labels import written
from newsdiff.render.phrases import operation_label, pilcrows
from newsdiff.render.pieces import BREAK, Piece, operation_pieces
from newsdiff.render.wrap import Run, is_right_to_left, width_of, wrapped

#: wider columns are hard to read; the rest of a wide terminal stays empty
MEASURE = 96
INDENT = "  "
#: behind each of several items but the last
_DOT = " ·"
#: between two columns
GUTTER = " │ "
SIGNS = {
    Op.UNCHANGED: " ",
    Op.COSMETIC: "≈",
    Op.EDITED: "~",
    Op.ADDED: "+",
    Op.REMOVED: "-",
    Op.MOVED: ">",
    Op.SPLIT: "<",
    Op.MERGED: "&",
}
_COLOURS = {
    "old": "\x1b[31;9m",
    "new": "\x1b[32;4m",
    "removed": "\x1b[31m",
    "added": "\x1b[32m",
    "label": "\x1b[36m",
    "dim": "\x1b[2m",
    "head": "\x1b[1m",
    "notice": "\x1b[33m",
    "found": "\x1b[1;4m",
}
#: around marked words where there is no colour
_BRACKETS = {"old": ("[-", "-]"), "new": ("{+", "+}"), "found": ("[", "]")}
_RESET = "\x1b[0m"
#: LEFT-TO-RIGHT MARK: a terminal that turns right-to-left text around must not turn two columns around with it
_LEFT_TO_RIGHT = "\u200e"


class Lines:
    """A page, or a column of one, that is written from top to bottom."""

    def __init__(self, *, width: int, colour: bool, measure: int = MEASURE) -> None:
        """At most `measure` columns of the terminal's `width` are used, and never less than 20."""
        self.width = min(max(width, 20), measure)
        self.colour = colour
        self._lines: list[list[Run]] = []

    def text(self) -> str:
        """The page; ends in a newline."""
        lines = ("".join(map(self._styled, line)).rstrip() for line in self._lines)
        return "\n".join(lines).rstrip("\n") + "\n"

    def write(self, runs: Sequence[Run], *, first: Sequence[Run] = (), hang: str = "") -> None:
        """Runs wrapped to at most `MEASURE`, behind `first` on the first line and behind `hang` on the others."""
        lead = sum(width_of(run.text) for run in first)
        for k, line in enumerate(wrapped(runs, min(self.width, MEASURE) - max(lead, len(hang)))):
            start = first if k == 0 else [Run(hang)]
            self._lines.append([run for run in (*start, *line) if run.text])

    def heading(self, title: str) -> None:
        """A line across the page, after an empty one."""
        self.blank()
        rule = " ".ljust(self.width - width_of(title) - 3, "─").rstrip()
        self._lines.append([Run("── ", "dim"), Run(title, "head"), Run(rule, "dim")])

    def blank(self) -> None:
        """One empty line, never two, none at the top."""
        if self._lines and self._lines[-1]:
            self._lines.append([])

    def column(self) -> "Lines":
        """An empty column for `beside`: half of the page, less the gutter."""
        return Lines(width=(self.width - len(GUTTER)) // 2, colour=self.colour)

    def beside(self, left: "Lines", right: "Lines") -> None:
        """Two columns, line by line, the left one filled up to its width."""
        for one, other in zip_longest(left._lines, right._lines, fillvalue=()):
            padding = " " * (left.width - width_of("".join(run.text for run in one)))
            self._lines.append([*_kept_in_place(one), Run(padding), Run(GUTTER, "dim"), *_kept_in_place(other)])

    def gutter(self) -> None:
        """An empty line between two rows of columns."""
        self.beside(self._empty(), self._empty())

    def _empty(self) -> "Lines":
        column = self.column()
        column._lines.append([])
        return column

    def operation(
        self, operation: Operation, old: Sequence[str], new: Sequence[str], fired: Sequence[Sequence[Run]] = ()
    ) -> None:
        """What happened to a unit, and its words with their marks; `old` and `new` are all texts of either side.

        `fired` are the unit's labels.
        """
        removed = operation.op is Op.REMOVED
        numbers = f"old {pilcrows(operation.old)}" if removed else pilcrows(operation.new)
        self.label(operation.op, f"{numbers} {operation_label(operation)}", fired)
        for paragraph in _paragraphs(operation_pieces(operation, old, new)):
            self.paragraph(operation.op, paragraph)

    def label(self, op: Op, words: str, fired: Sequence[Sequence[Run]] = ()) -> None:
        """The operation's sign, and what is said of it; more than one line of it hangs deeper than the text below."""
        style = {Op.ADDED: "added", Op.REMOVED: "removed"}.get(op, "label")
        said = [Run(f"{SIGNS[op]} {words}", style)]
        if fired:
            self.items([said, *fired], hang=INDENT * 2)
        else:
            self.write(said, hang=INDENT)

    def edited_field(self, fired: Sequence[Sequence[Run]]) -> None:
        """The labels of a field; nothing where there are none."""
        if fired:
            self.items(fired, first=[Run(f"{SIGNS[Op.EDITED]} ", "label")], hang=INDENT * 2)

    def items(self, items: Sequence[Sequence[Run]], *, first: Sequence[Run] = (), hang: str = "") -> None:
        """Items with a dot between them; a line breaks between two of them, inside only one that is longer."""
        room = min(self.width, MEASURE) - max(sum(width_of(run.text) for run in first), len(hang))
        start = first
        for line in _packed(items, room):
            self.write(line, first=start, hang=hang)
            start = [Run(hang)]

    def paragraph(self, op: Op, pieces: Sequence[Piece]) -> None:
        """One paragraph, indented; one that is wholly old, new or unchanged needs no marks."""
        style = {Op.ADDED: "added", Op.REMOVED: "removed", Op.UNCHANGED: "dim"}.get(op)
        runs = self.marked(pieces) if style is None else [Run(clean(piece.text), style) for piece in pieces]
        self.write(runs, first=[Run(INDENT)], hang=INDENT)

    def marked(self, pieces: Sequence[Piece]) -> list[Run]:
        """Marked pieces in colour, or between brackets where there is none."""
        return [self._marked(piece) for piece in pieces]

    def words(self, pieces: Sequence[Piece]) -> list[Run]:
        """The words of a label (see `written`), in colours where there are any, and never struck out."""
        styles = {"old": "removed", "new": "added"}
        return [Run(clean(piece.text), styles.get(piece.kind, "")) for piece in written(pieces)]

    def _marked(self, piece: Piece) -> Run:
        if piece.kind == "same":
            return Run(clean(piece.text))
        text = visible(piece.text)
        if not self.colour:
            start, end = _BRACKETS[piece.kind]
            text = f"{start}{text}{end}"
        return Run(text, piece.kind)

    def _styled(self, run: Run) -> str:
        if not (self.colour and run.style and run.text):
            return run.text
        return f"{_COLOURS[run.style]}{run.text}{_RESET}"


def _kept_in_place(line: Sequence[Run]) -> Sequence[Run]:
    """A column's line, which must not change places with the other column's where it runs from right to left."""
    return [Run(_LEFT_TO_RIGHT), *line] if any(is_right_to_left(run.text) for run in line) else line


def _packed(items: Sequence[Sequence[Run]], room: int) -> Iterator[list[Run]]:
    """Items on lines of at most `room` cells, each but the last with a dot behind it, where there is room for one."""
    line: list[Run] = []
    used = 0
    for k, item in enumerate(items):
        dotted = [*item, Run(_DOT, "dim")] if k < len(items) - 1 else list(item)
        if len(wrapped(dotted, room)) > len(wrapped(item, room)):
            dotted = list(item)  # a dot alone on a line
        needed = sum(width_of(run.text) for run in dotted)
        if line and used + 1 + needed > room:
            yield line
            line, used = [], 0
        elif line:
            line.append(Run(" "))
            used += 1
        line += dotted
        used += needed
    if line:
        yield line


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces, cut where one side has a paragraph break."""
    paragraph: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split(BREAK)
        paragraph.append(Piece(piece.kind, first))
        for text in others:
            yield [p for p in paragraph if p.text]
            paragraph = [Piece(piece.kind, text)]
    yield [p for p in paragraph if p.text]
