"""Which unmatched paragraphs became which, by likeness: in order, moved, or rewritten in their place."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise, product

from newsdiff.diff.chain import Pairs, heaviest_chain
from newsdiff.diff.operations import Unit
from newsdiff.diff.rows import Rows, figures_in_place, is_figure
from newsdiff.diff.similar import Candidates, Texts, common, least_likeness, likeness, of_one_pattern, spelled_alike

#: a moved and edited paragraph is at least this much alike, and beats each rival by the margin
_MOVE_LIKENESS = 0.44
_MOVE_MARGIN = 0.12
#: rivals with less of the shared tokens than this in common are parts of one whole
_COMPLEMENT = 0.50
#: how much less is enough for one paragraph in the place of one, between neighbours that stayed; the more pairs there
#: are to choose from in one place, the less their place says
_SAME_PLACE = 0.13
_SAME_PLACE_PAIRS = 6


def expected_places(anchors: Pairs, old: list[int], new: list[int]) -> dict[int, int]:
    """Where, among the unmatched old paragraphs, each unmatched new one would stand if nothing had moved."""
    anchor_old, anchor_new = list(anchors), list(anchors.values())
    expected = {}
    for j in new:
        k = bisect_left(anchor_new, j)
        offset = j - anchor_new[k - 1] if k else j + 1
        place = (anchor_old[k - 1] if k else -1) + offset
        expected[j] = bisect_left(old, place)
    return expected


def pairs_in_order(candidates: Candidates, anchors: Pairs) -> Pairs:
    """The pairs of like paragraphs that agree with the anchors and with each other."""
    anchor_old, anchor_new = list(anchors), list(anchors.values())
    between = [
        (i, j, round(alike * 1000))
        for i, j, alike in candidates.pairs
        if bisect_left(anchor_old, i) == bisect_left(anchor_new, j)
    ]
    return {between[k][0]: between[k][1] for k in heaviest_chain(between)}


def moves(candidates: Candidates, matched: Pairs, old: Texts, new: Texts, rows: Rows) -> Pairs:
    """Moved and edited paragraphs: the most alike first, each clearly better than its rivals.

    Neighbours count as rivals too: of a live blog or a table, another line stands there.
    """
    taken = set(matched.values())
    free = [
        (i, j, alike)
        for i, j, alike in candidates.pairs
        if i not in matched
        and j not in taken
        and rows.may_move(i)
        and not (is_figure(old.raw[i]) or is_figure(new.raw[j]))
        and not of_one_pattern(old, i, new, j, alike, _MOVE_MARGIN)
    ]
    ranked = sorted(free, key=lambda pair: (-pair[2], pair[0], pair[1]))
    by_old: dict[int, list[tuple[int, float]]] = {}
    by_new: dict[int, list[tuple[int, float]]] = {}
    for i, j, alike in ranked:
        by_old.setdefault(i, []).append((j, alike))
        by_new.setdefault(j, []).append((i, alike))
    found: Pairs = {}
    gone: set[int] = set()
    for i, j, alike in ranked:
        if alike < _MOVE_LIKENESS or i in found or j in gone:
            continue
        close_new = [k for k, rival in by_old[i] if k != j and alike - rival < _MOVE_MARGIN]
        close_old = [k for k, rival in by_new[j] if k != i and alike - rival < _MOVE_MARGIN]
        if all(_complement(new[j].code, new[k].code, old[i].code) for k in close_new) and all(
            _complement(old[i].code, old[k].code, new[j].code) for k in close_old
        ):
            found[i] = j
            gone.add(j)
    return found


def _complement(one: str, two: str, whole: str) -> bool:
    """True when two rivals hold different parts of a whole: no rivals, but what it was split into or merged from."""
    first, second = common(one, whole), common(two, whole)
    both = max(common(one + two, whole), common(two + one, whole))
    return both - max(first, second) >= _COMPLEMENT * min(first, second)


def rewritten_in_place(in_order: Pairs, units: Sequence[Unit], old: Texts, new: Texts, names: Rows) -> list[Unit]:
    """Heavily rewritten paragraphs and other figures: what is still alone between the same two neighbours."""
    matched_old, matched_new = {i for unit in units for i in unit.old}, {j for unit in units for j in unit.new}
    found = []
    for (i, j), (i2, j2) in pairwise([(-1, -1), *in_order.items(), (len(old), len(new))]):
        rows = [k for k in range(i + 1, i2) if k not in matched_old]
        columns = [k for k in range(j + 1, j2) if k not in matched_new]
        pairs = len(rows) * len(columns)
        figures = [Unit((k,), (m,)) for k, m in figures_in_place(rows, columns, old.raw, new.raw).items()]
        if figures or not 1 <= pairs <= _SAME_PLACE_PAIRS:
            found += figures
            continue
        asked = [(k, m) for k, m in product(rows, columns) if names.may_be_one(k, m)]
        found += _rewritten(asked, old, new, _SAME_PLACE / pairs**0.5)
    return found


def _rewritten(asked: list[tuple[int, int]], old: Texts, new: Texts, less: float) -> list[Unit]:
    found = []
    for i, j in asked:
        a, b = old[i].code, new[j].code
        alike = likeness(a, b, least_likeness(a, b) - less)
        if alike and of_one_pattern(old, i, new, j, alike):
            continue
        alike = alike or spelled_alike(old, i, new, j)
        if alike:
            found.append((i, j, round(alike * 1000)))
    return [Unit((found[k][0],), (found[k][1],)) for k in heaviest_chain(found)]
