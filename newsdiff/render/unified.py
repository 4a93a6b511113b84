"""What a version says as plain text, and two such texts as a unified diff that `patch` applies.

The plain text is what `show --text` prints: one line for each of headline, standfirst, byline, paragraphs and captions,
an empty line between them. The diff is POSIX's `diff -u`; its unchanged lines are those of the change, so that all
forms of a comparison agree, and no page costs a second alignment.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, tzinfo
from difflib import Match, SequenceMatcher
from typing import TypeAlias

from newsdiff.model.article import Article
from newsdiff.model.change import Op
from newsdiff.render.clean import clean
from newsdiff.render.phrases import version_time
from newsdiff.render.view import DiffView, VersionHeader

#: as difflib's: what happened, to which lines of the old text, and of the new one, ends exclusive
_Opcode: TypeAlias = tuple[str, int, int, int, int]
#: headline, standfirst and byline come before the paragraphs
_FIELDS = 3


def plain_text(article: Article) -> str:
    """The article's texts, each on one line, without control characters; empty, or ends in a newline."""
    return "".join(_Lines(article).lines)


def render_unified(view: DiffView, *, context: int = 1, zone: tzinfo = UTC) -> str:
    """The diff that turns the older version's plain text into the newer one's; empty when they are the same.

    `context` counts unchanged paragraphs, as in the other forms, not lines: each has an empty line beside it.
    """
    old, new = _Lines(view.old), _Lines(view.new)
    if old.lines == new.lines:
        return ""
    matcher = _Matcher(_same_lines(old, new, view), (len(old.lines), len(new.lines)))
    hunks = [text for group in matcher.get_grouped_opcodes(2 * context) for text in _hunk(group, old.lines, new.lines)]
    return "".join((f"--- {_name(view.old_version, zone)}\n", f"+++ {_name(view.new_version, zone)}\n", *hunks))


class _Lines:
    """The lines of an article, and where each of its texts stands among them."""

    def __init__(self, article: Article) -> None:
        self.lines: list[str] = []
        #: line of each text; None for one that is absent, or has nothing to show
        self.places: list[int | None] = []
        fields = (article.headline, article.standfirst, article.byline)
        for text in (*fields, *article.texts, *article.captions):
            line = clean(text or "").strip()
            if line and self.lines:
                self.lines.append("\n")
            self.places.append(len(self.lines) if line else None)
            if line:
                self.lines.append(f"{line}\n")


class _Matcher(SequenceMatcher[str]):
    """Lets difflib group the lines that are known to be unchanged."""

    def __init__(self, pairs: Iterable[tuple[int, int]], sizes: tuple[int, int]) -> None:
        super().__init__()
        self._blocks: list[Match] = []
        for i, j in pairs:
            last = self._blocks[-1] if self._blocks else Match(0, 0, 0)
            if (last.a + last.size, last.b + last.size) == (i, j):
                self._blocks[-1:] = [Match(i - last.size, j - last.size, last.size + 1)]
            else:
                self._blocks.append(Match(i, j, 1))
        self._blocks.append(Match(*sizes, 0))

    def get_matching_blocks(self) -> list[Match]:
        """As the base class's."""
        return self._blocks


def _same_lines(old: _Lines, new: _Lines, view: DiffView) -> Iterator[tuple[int, int]]:
    """Pairs of equal lines, in order; the empty line before a text goes with it, also where the text was edited."""
    for text_i, text_j in _facing_texts(view):
        i, j = old.places[text_i], new.places[text_j]
        if i is None or j is None:
            continue
        if i and j:
            yield i - 1, j - 1
        if old.lines[i] == new.lines[j]:
            yield i, j


def _facing_texts(view: DiffView) -> Iterator[tuple[int, int]]:
    """Pairs of texts, one of either side, that stayed where they were, as places among the texts of an article."""
    yield from ((place, place) for place in range(_FIELDS))
    old_start = new_start = _FIELDS
    for operations in (view.change.operations, view.change.captions):
        for operation in operations:
            if operation.op in (Op.UNCHANGED, Op.COSMETIC, Op.EDITED):
                yield old_start + operation.old[0], new_start + operation.new[0]
        old_start += len(view.old.paragraphs)
        new_start += len(view.new.paragraphs)


def _hunk(opcodes: Sequence[_Opcode], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    first, last = opcodes[0], opcodes[-1]
    yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"
    for tag, i, i_end, j, j_end in opcodes:
        if tag == "equal":
            yield from (f" {line}" for line in old[i:i_end])
        else:
            yield from (f"-{line}" for line in old[i:i_end])
            yield from (f"+{line}" for line in new[j:j_end])


def _range(start: int, end: int) -> str:
    """Lines counted from 1; an empty range is named by the line before it."""
    return f"{start + 1},{end - start}" if end > start else f"{start},0"


def _name(version: VersionHeader, zone: tzinfo) -> str:
    """Label and interval, parted by the tab that ends a file's name there."""
    return "\t".join(filter(None, (clean(version.label), version_time(version, zone))))
