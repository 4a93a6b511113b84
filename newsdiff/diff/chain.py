"""The heaviest increasing chain: of crossing pairs, those that kept their order.

Fredman's O(K log K) longest increasing subsequence with weights, on a Fenwick tree of prefix maxima.
"""

from collections.abc import Sequence
from itertools import pairwise

#: old index -> new index
Pairs = dict[int, int]


def heaviest_chain(pairs: Sequence[tuple[int, int, int]]) -> list[int]:
    """Positions of the pairs (i, j, weight > 0) that form the heaviest chain strictly increasing in both i and j.

    `pairs` must be sorted by i. Of equally heavy chains the first found is taken, so the result depends on the input
    alone.
    """
    if all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(pairs)):
        return list(range(len(pairs)))
    columns = {j: rank for rank, j in enumerate(sorted({j for _, j, _ in pairs}), start=1)}
    weights = [0] * (len(columns) + 1)
    ends = [-1] * (len(columns) + 1)
    before = [-1] * len(pairs)
    best, best_end = 0, -1
    start = 0
    while start < len(pairs):
        stop = start
        row: list[tuple[int, int, int]] = []
        while stop < len(pairs) and pairs[stop][0] == pairs[start][0]:
            _, j, weight = pairs[stop]
            total, end = 0, -1
            k = columns[j] - 1
            while k:
                if weights[k] > total:
                    total, end = weights[k], ends[k]
                k &= k - 1
            before[stop] = end
            row.append((columns[j], total + weight, stop))
            stop += 1
        # only after the whole row has looked: two pairs of one row must not follow each other
        for column, total, position in row:
            if total > best:
                best, best_end = total, position
            while column < len(weights):
                if total > weights[column]:
                    weights[column], ends[column] = total, position
                column += column & -column
        start = stop
    chain = []
    while best_end >= 0:
        chain.append(best_end)
        best_end = before[best_end]
    return chain[::-1]
