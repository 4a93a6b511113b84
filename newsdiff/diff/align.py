"""Which paragraph became which.

Step by step: equal ends are trimmed; equal paragraphs (raw, else by cosmetic key) that kept their order are
anchors; equal ones that crossed are moves; what is left is paired by likeness of words, first in order between the
anchors, then as moves; paragraphs still alone may be parts of a split or a merge. Never by position.
After P. Heckel, "A technique for isolating differences between files" (1978), and B. Cohen's patience diff.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from newsdiff.diff.chain import heaviest_chain
from newsdiff.diff.cosmetic import cosmetic_key
from newsdiff.diff.joins import join_neighbours
from newsdiff.diff.operations import Unit, described
from newsdiff.diff.similar import Candidates, Vocabulary, WordString
from newsdiff.model.change import Operation

#: shorter equal lines that occur more than once are boilerplate: they never count as moved
_MOVE_WORDS = 6
#: a moved and edited paragraph is at least this much alike, and beats each rival by the margin
_MOVE_LIKENESS = 0.33
_MOVE_MARGIN = 0.12
#: of keys that occur more often (old times new), only the k-th is paired with the k-th
_ALL_COPIES = 64
_UNIQUE_WEIGHT = 16
_COPY_WEIGHT = 2
_NEIGHBOUR_BONUS = 4

_Pairs = dict[int, int]


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Operation, ...]:
    """What happened to every paragraph: each old and each new index stands in exactly one operation.

    The result is in reading order of the new side, removed paragraphs where they stood. Units are taken as they are:
    paragraphs, captions or sentences.

    >>> [op.op.value for op in align(["It rains."], ["It rains.", "It pours."])]
    ['unchanged', 'added']
    """
    head, tail = _equal_ends(old, new)
    units = [Unit((i,), (i,)) for i in range(head)]
    middle = _aligned(old[head : len(old) - tail], new[head : len(new) - tail])
    units += [unit.shifted(head, head) for unit in middle]
    units += [Unit((len(old) - k,), (len(new) - k,)) for k in range(tail, 0, -1)]
    return described(old, new, units)


def _equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[Unit]:
    """The units of two sequences that differ at both ends."""
    if not old or not new:
        return []
    keys_old, keys_new = _keys(old, new)
    anchors = _anchors(keys_old, keys_new)
    pairs = anchors | _exact_moves(keys_old, keys_new, anchors)
    vocabulary = Vocabulary()
    alone_old = _alone(old, set(pairs), vocabulary)
    alone_new = _alone(new, set(pairs.values()), vocabulary)
    if alone_old and alone_new:
        candidates = Candidates(alone_old, alone_new, _expected(anchors, alone_old, alone_new))
        pairs |= _in_order(candidates, anchors)
        pairs |= _fuzzy_moves(candidates, pairs)
    units = [Unit((i,), (j,)) for i, j in sorted(pairs.items())]
    return join_neighbours(units, old, new, vocabulary)


def _alone(texts: Sequence[str], matched: set[int], vocabulary: Vocabulary) -> dict[int, WordString]:
    return {k: vocabulary.word_string(text) for k, text in enumerate(texts) if k not in matched}


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


def _anchors(old: Sequence[str], new: Sequence[str]) -> _Pairs:
    """Equal paragraphs that kept their order."""
    places_old, places_new = _positions(old), _positions(new)
    found: list[tuple[int, int, int]] = []
    for key, rows in places_old.items():
        columns = places_new.get(key, [])
        if len(rows) == len(columns) == 1:
            found.append((rows[0], columns[0], _UNIQUE_WEIGHT))
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


def _exact_moves(old: Sequence[str], new: Sequence[str], anchors: _Pairs) -> _Pairs:
    """Equal paragraphs that crossed the anchors: unique ones, or long enough to be no boilerplate."""
    places_old, places_new = _positions(old), _positions(new)
    taken = set(anchors.values())
    moves: _Pairs = {}
    for key, rows in places_old.items():
        columns = places_new.get(key, [])
        unique = len(rows) == len(columns) == 1
        if not columns or not (unique or len(key.split()) >= _MOVE_WORDS):
            continue
        left = [i for i in rows if i not in anchors]
        right = [j for j in columns if j not in taken]
        moves.update(zip(left, right, strict=False))
    return moves


def _expected(anchors: _Pairs, old: dict[int, WordString], new: dict[int, WordString]) -> dict[int, int]:
    """Where, among the unmatched old paragraphs, each unmatched new one would stand if nothing had moved."""
    anchor_old, anchor_new = list(anchors), list(anchors.values())
    in_order = sorted(old)
    expected = {}
    for j in new:
        k = bisect_left(anchor_new, j)
        offset = j - anchor_new[k - 1] if k else j + 1
        place = (anchor_old[k - 1] if k else -1) + offset
        expected[j] = bisect_left(in_order, place)
    return expected


def _in_order(candidates: Candidates, anchors: _Pairs) -> _Pairs:
    """The pairs of like paragraphs that agree with the anchors and with each other."""
    anchor_old, anchor_new = list(anchors), list(anchors.values())
    between = [
        (i, j, round(alike * 1000))
        for i, j, alike in candidates.pairs
        if bisect_left(anchor_old, i) == bisect_left(anchor_new, j)
    ]
    return {between[k][0]: between[k][1] for k in heaviest_chain(between)}


def _fuzzy_moves(candidates: Candidates, matched: _Pairs) -> _Pairs:
    """Moved and edited paragraphs: the most alike first, each clearly better than its rivals."""
    taken = set(matched.values())
    free = [(i, j, alike) for i, j, alike in candidates.pairs if i not in matched and j not in taken]
    rows, columns = Counter[int](), Counter[int]()
    ranked = sorted(free, key=lambda pair: (-pair[2], pair[0], pair[1]))
    best_old: dict[int, list[float]] = {}
    best_new: dict[int, list[float]] = {}
    for i, j, alike in ranked:
        best_old.setdefault(i, []).append(alike)
        best_new.setdefault(j, []).append(alike)
    moves: _Pairs = {}
    for i, j, alike in ranked:
        if alike < _MOVE_LIKENESS or rows[i] or columns[j]:
            continue
        rivals = [*_without(best_old[i], alike), *_without(best_new[j], alike)]
        if all(alike - rival >= _MOVE_MARGIN for rival in rivals):
            moves[i] = j
            rows[i] = columns[j] = 1
    return moves


def _without(values: list[float], value: float) -> list[float]:
    rest = list(values)
    rest.remove(value)
    return rest
