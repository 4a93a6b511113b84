"""Fields and paragraphs that go back and forth between two texts over many versions (A/B-tested headlines, mostly)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsdiff.diff.align import align
from newsdiff.diff.rows import is_figure, row_label
from newsdiff.model.article import Article
from newsdiff.model.change import AlternatingName, Alternation, Op

#: changes from the one text to the other, either way
LEAST_TURNS = 3
WITHIN = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class _Turn:
    """In version `version` (1-based) the text `new` took the place of `old`."""

    old: str
    new: str
    version: int


def alternations(versions: Sequence[tuple[datetime, Article]]) -> tuple[Alternation, ...]:
    """What alternates in the history of one article: at least 3 turns between the same two texts within 48 hours.

    `versions` are in order of their numbers, from 1, each with the instant at which it was first seen. Paragraphs
    count when one replaced the other in the same place. The result is ordered by first version, then field.
    """
    seen = [at for at, _ in versions]
    found: list[Alternation] = []
    names: tuple[AlternatingName, ...] = ("headline", "standfirst", "byline")
    for name in names:
        turns = _field_turns([getattr(article, name) for _, article in versions])
        found += _alternating(name, turns, seen)
    found += _alternating("paragraph", _paragraph_turns([article.texts for _, article in versions]), seen)
    return tuple(sorted(found, key=lambda alternation: alternation.versions))


def _field_turns(values: Sequence[str | None]) -> Iterator[_Turn]:
    for k in range(1, len(values)):
        old, new = values[k - 1] or "", values[k] or ""
        if old != new:
            yield _Turn(old, new, k + 1)


def _paragraph_turns(bodies: Sequence[tuple[str, ...]]) -> Iterator[_Turn]:
    """A figure that comes back is no turn: rows of a table count up and down, and meet what stood above them."""
    for k in range(1, len(bodies)):
        turns = _replaced(bodies[k - 1], bodies[k], k + 1)
        yield from (
            turn for turn in turns if not any(is_figure(said) or row_label(said) for said in (turn.old, turn.new))
        )


def _replaced(old: tuple[str, ...], new: tuple[str, ...], version: int) -> Iterator[_Turn]:
    """Edited paragraphs, and as many removed as added ones in one gap: the first for the first, and so on."""
    gone: list[str] = []
    come: list[str] = []
    for operation in align(old, new):
        if operation.op is Op.REMOVED:
            gone.append(old[operation.old[0]])
        elif operation.op is Op.ADDED:
            come.append(new[operation.new[0]])
        else:
            yield from _replacements(gone, come, version)
            gone, come = [], []
            if operation.op in (Op.EDITED, Op.COSMETIC):
                yield _Turn(old[operation.old[0]], new[operation.new[0]], version)
    yield from _replacements(gone, come, version)


def _replacements(gone: list[str], come: list[str], version: int) -> Iterator[_Turn]:
    if len(gone) == len(come):
        yield from (_Turn(old, new, version) for old, new in zip(gone, come, strict=True))


def _alternating(name: AlternatingName, turns: Iterator[_Turn], seen: Sequence[datetime]) -> Iterator[Alternation]:
    by_pair: dict[tuple[str, str], list[_Turn]] = {}
    for turn in turns:
        low, high = sorted((turn.old, turn.new))
        of_pair = by_pair.setdefault((low, high), [])
        # the same words of two paragraphs change as one, and only back again is a turn
        if not of_pair or (turn.version > of_pair[-1].version and turn.old == of_pair[-1].new):
            of_pair.append(turn)
        elif turn.version > of_pair[-1].version:
            of_pair[-1] = turn  # once more the same way, by a third text: what goes back is this one
    for of_pair in by_pair.values():
        run = _run(of_pair, seen)
        if run:
            first, last = run[0], run[-1]
            yield Alternation(
                name=name,
                a=first.old,
                b=first.new,
                turns=len(run),
                versions=tuple(range(first.version - 1, last.version + 1)),
                since=seen[first.version - 2],
                until=seen[last.version - 1],
            )


def _run(turns: list[_Turn], seen: Sequence[datetime]) -> list[_Turn]:
    """The turns from the first to the last that lies, with enough others, within the time; empty when none do."""
    close: set[int] = set()
    for k in range(len(turns) - LEAST_TURNS + 1):
        last = k + LEAST_TURNS - 1
        if seen[turns[last].version - 1] - seen[turns[k].version - 1] <= WITHIN:
            close.update(range(k, last + 1))
    return [turns[k] for k in range(min(close), max(close) + 1)] if close else []
