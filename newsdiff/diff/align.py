"""Which paragraph became which.

Step by step: equal ends are trimmed; equal paragraphs (raw, else by cosmetic key) that kept their order are
anchors; equal ones that crossed are moves; what is left is paired by likeness of words, first in order between the
anchors, then as moves; paragraphs still alone may be parts of a split or a merge. Never by position.
After P. Heckel, "A technique for isolating differences between files" (1978), and B. Cohen's patience diff.
"""

from collections.abc import Sequence

from newsdiff.diff.chain import Pairs, heaviest_chain
from newsdiff.diff.cosmetic import cosmetic_key
from newsdiff.diff.joins import join_neighbours
from newsdiff.diff.operations import Unit, described, in_reading_order, swapped, unchanged
from newsdiff.diff.pairing import expected_places, moves, pairs_in_order, rewritten_in_place
from newsdiff.diff.rows import Rows, is_figure
from newsdiff.diff.similar import Candidates, Texts
from newsdiff.diff.words import Lexicon
from newsdiff.model.change import Operation

#: shorter equal lines that occur more than once are boilerplate: they never count as moved
_MOVE_WORDS = 6
#: of keys that occur more often (old times new), only the k-th is paired with the k-th
_ALL_COPIES = 64
_UNIQUE_WEIGHT = 16
_COPY_WEIGHT = 2
_NEIGHBOUR_BONUS = 4

#: texts, and which of them are compared
_Part = tuple[Sequence[str], range]


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Operation, ...]:
    """What happened to every paragraph: each old and each new index stands in exactly one operation.

    The result is in reading order of the new side, removed paragraphs where they stood. Units are taken as they are:
    paragraphs, captions or sentences. Backwards it is the same change: added and removed, split and merged swapped.

    >>> [op.op.value for op in align(["It rains."], ["It rains.", "It pours."])]
    ['unchanged', 'added']
    """
    head, tail = _equal_ends(old, new)
    operations = [unchanged(i, i) for i in range(head)]
    operations += _middle((old, range(head, len(old) - tail)), (new, range(head, len(new) - tail)))
    operations += [unchanged(len(old) - k, len(new) - k) for k in range(tail, 0, -1)]
    return tuple(operations)


def _equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _middle(old: _Part, new: _Part) -> list[Operation]:
    """The operations of two sequences that differ at both ends; always worked out in one order of the two sides."""
    start = old[1].start
    if not old[1] and not new[1]:
        return []
    backwards = bool(old[1] and new[1]) and old[0][start] > new[0][start]
    lexicon = Lexicon()
    one, two = (new, old) if backwards else (old, new)
    sides = Texts(*one, lexicon), Texts(*two, lexicon)
    operations = described(_aligned(*sides), *sides, lexicon)
    if backwards:
        operations = [swapped(operation) for operation in operations]
    return in_reading_order(operations, start)


def _aligned(old: Texts, new: Texts) -> list[Unit]:
    """The units of two sides that differ at both ends."""
    if not old or not new:
        return []
    keys_old, keys_new = _keys(old.raw, new.raw)
    anchors = _anchors(keys_old, keys_new)
    rows = Rows(old.texts, new.texts, (old.part, new.part))
    if found := rows.in_order(anchors):
        anchors = dict(sorted((anchors | found).items()))
    pairs = anchors | {i: j for i, j in _exact_moves(keys_old, keys_new, anchors).items() if rows.may_move(i)}
    alone = _alone(old, new, pairs)
    if not (alone[0] and alone[1]):
        return join_neighbours([Unit((i,), (j,)) for i, j in sorted(pairs.items())], (old, new), rows)
    candidates = Candidates(old, new, alone, expected_places(anchors, *alone), rows)
    in_order = dict(sorted((anchors | pairs_in_order(candidates, anchors)).items()))
    pairs |= in_order
    pairs |= rows.elsewhere(pairs)
    pairs |= moves(candidates, pairs, old, new, rows)
    units = join_neighbours([Unit((i,), (j,)) for i, j in sorted(pairs.items())], (old, new), rows)
    return units + rewritten_in_place(in_order, units, old, new, rows)


def _alone(old: Texts, new: Texts, pairs: Pairs) -> tuple[list[int], list[int]]:
    taken = set(pairs.values())
    return [i for i in range(len(old)) if i not in pairs], [j for j in range(len(new)) if j not in taken]


def _keys(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """The raw text where it stands on the other side too, else its cosmetic key."""
    raw_old, raw_new = set(old), set(new)
    shared = raw_old & raw_new
    return (
        [text if text in shared else "\0" + cosmetic_key(text) for text in old],
        [text if text in shared else "\0" + cosmetic_key(text) for text in new],
    )


def _positions(keys: Sequence[str]) -> dict[str, list[int]]:
    positions: dict[str, list[int]] = {}
    for k, key in enumerate(keys):
        positions.setdefault(key, []).append(k)
    return positions


def _anchors(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Equal paragraphs that kept their order."""
    places_old, places_new = _positions(old), _positions(new)
    found: list[tuple[int, int, int]] = []
    for key, rows in places_old.items():
        columns = places_new.get(key, [])
        if len(rows) == len(columns) == 1:
            found.append((rows[0], columns[0], _COPY_WEIGHT if is_figure(key) else _UNIQUE_WEIGHT))
        else:
            found += [(i, j, _copy_weight(old, new, i, j)) for i, j in _copies(rows, columns)]
    found.sort()
    return {found[k][0]: found[k][1] for k in heaviest_chain(found)}


def _copies(rows: list[int], columns: list[int]) -> list[tuple[int, int]]:
    if len(rows) * len(columns) <= _ALL_COPIES:
        return [(i, j) for i in rows for j in columns]
    from_start = zip(rows, columns, strict=False)
    from_end = zip(reversed(rows), reversed(columns), strict=False)
    return list(dict.fromkeys([*from_start, *from_end]))


def _copy_weight(old: Sequence[str], new: Sequence[str], i: int, j: int) -> int:
    """A copy that stands between the same neighbours is more likely the same line."""
    before = old[i - 1 : i] == new[j - 1 : j] if i and j else i == j
    after = old[i + 1 : i + 2] == new[j + 1 : j + 2]
    return _COPY_WEIGHT + _NEIGHBOUR_BONUS * (before + after)


def _exact_moves(old: Sequence[str], new: Sequence[str], anchors: Pairs) -> Pairs:
    """Equal paragraphs that crossed the anchors: unique ones, or long enough to be no boilerplate."""
    places_old, places_new = _positions(old), _positions(new)
    taken = set(anchors.values())
    moves: Pairs = {}
    for key, rows in places_old.items():
        columns = places_new.get(key, [])
        unique = len(rows) == len(columns) == 1
        if not columns or is_figure(key) or not (unique or len(key.split()) >= _MOVE_WORDS):
            continue
        left = [i for i in rows if i not in anchors]
        right = [j for j in columns if j not in taken]
        moves.update(zip(left, right, strict=False))
    return moves
