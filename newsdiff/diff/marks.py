"""Which words differ between two texts.

Both texts are strings of one private character per token (see `words`), and diff-match-patch compares those: marks then
never begin or end inside a word. It runs without its timeout (which would make results depend on the machine); instead
its input is bounded here. See N. Fraser, "Diff Strategies"; E. Myers, "An O(ND) Difference Algorithm" (1986).
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import Indel, Postfix, Prefix

from newsdiff.diff.chain import heaviest_chain
from newsdiff.diff.islands import Hunk, settled
from newsdiff.diff.words import Lexicon, WordString
from newsdiff.model.change import Span, Spans

#: a text, and where its words begin
_Side = tuple[WordString, list[int]]

#: where the distance between two token strings is larger, rapidfuzz's bit-parallel LCS takes over from
#: diff-match-patch's Python loops, whose cost grows with its square (at 400: 40 ms a pair)
_DMP_DISTANCE = 120
#: texts with more tokens are first cut where a run of tokens is unique on both sides
_CUT_ABOVE = 3000
_RUN, _STRIDE = 5, 4
#: above this many cells (bits of memory) a stretch is marked as a whole
_CELLS = 200_000_000


def mark_words(old: str, new: str) -> tuple[Spans, Spans]:
    """What must be marked on either side to explain the difference, as code point spans, end exclusive.

    The unmarked text of both sides is equal, white space aside. No mark begins or ends inside a word. Either direction
    marks the same words.

    >>> mark_words("It has 12 rooms.", "It has 212 rooms.")
    (((7, 9),), ((7, 10),))
    """
    if old == new:
        return (), ()
    lexicon = Lexicon()
    a, b = lexicon.encode(old), lexicon.encode(new)
    if lexicon.is_full:
        return ((0, len(old)),), ((0, len(new)),)
    return mark_encoded(a, b)


def mark_encoded(old: WordString, new: WordString) -> tuple[Spans, Spans]:
    """The same for texts that were cut into words already, by one lexicon that was not full."""
    if old.text > new.text:  # always compared in one order, so that either direction marks the same words
        spans_new, spans_old = _marked(new, old)
        return spans_old, spans_new
    return _marked(old, new)


def _marked(old: WordString, new: WordString) -> tuple[Spans, Spans]:
    a, b = old.starts(), new.starts()
    hunks = _hunks(old.code, new.code)
    if not hunks:
        return _differing_gaps(old, new, a, b)
    hunks = _placed(settled(hunks, old, new), (old, a), (new, b))
    return (
        tuple((a[i1], a[i2 - 1] + len(old.words[i2 - 1])) for i1, i2, _, _ in hunks if i1 < i2),
        tuple((b[j1], b[j2 - 1] + len(new.words[j2 - 1])) for _, _, j1, j2 in hunks if j1 < j2),
    )


def _hunks(a: str, b: str) -> list[Hunk]:
    """The differing stretches of two token strings, in order, apart from each other."""
    found: list[Hunk] = []
    head = Prefix.similarity(a, b)
    tail = Postfix.similarity(a[head:], b[head:])
    end_a, end_b = len(a) - tail, len(b) - tail
    if end_a + end_b - 2 * head <= _CUT_ABOVE:
        _compare(a, b, (head, end_a, head, end_b), found)
        return found
    i = j = head
    for i2, j2 in [*_cuts(a, b, (head, end_a, head, end_b)), (end_a, end_b)]:
        _compare(a, b, (i, i2, j, j2), found)
        i, j = i2, j2
    return found


def _compare(a: str, b: str, part: Hunk, found: list[Hunk]) -> None:
    """Append the differing stretches within one part of both strings."""
    i, i2, j, j2 = part
    left, right = a[i:i2], b[j:j2]
    head = Prefix.similarity(left, right)
    left, right = left[head:], right[head:]
    tail = Postfix.similarity(left, right)
    left, right = left[: len(left) - tail], right[: len(right) - tail]
    i, j = i + head, j + head
    found.extend((i + w, i + x, j + y, j + z) for w, x, y, z in _steps(left, right))


def _steps(left: str, right: str) -> Iterable[Hunk]:
    """The differing stretches of two strings without common ends, by the engine that suits their size."""
    if not left and not right:
        return ()
    if not left or not right or set(left).isdisjoint(right):
        return ((0, len(left), 0, len(right)),)
    if Indel.distance(left, right, score_cutoff=_DMP_DISTANCE) <= _DMP_DISTANCE:
        return _dmp_steps(left, right)
    if len(left) * len(right) <= _CELLS:
        return _lcs_steps(left, right)
    return ((0, len(left), 0, len(right)),)


@lru_cache(maxsize=1)
def _engine() -> Any:
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine


def _dmp_steps(left: str, right: str) -> Iterable[Hunk]:
    i = j = i0 = j0 = 0
    for kind, text in _engine().diff_main(left, right, False):
        if kind == 0:
            if (i0, j0) != (i, j):
                yield i0, i, j0, j
            i, j = i + len(text), j + len(text)
            i0, j0 = i, j
        elif kind < 0:
            i += len(text)
        else:
            j += len(text)
    if (i0, j0) != (i, j):
        yield i0, i, j0, j


def _lcs_steps(left: str, right: str) -> Iterable[Hunk]:
    """The same from rapidfuzz."""
    i = j = 0
    for block in Indel.editops(left, right).as_matching_blocks():
        if (i, j) != (block.a, block.b):
            yield i, block.a, j, block.b
        i, j = block.a + block.size, block.b + block.size


def _cuts(a: str, b: str, part: Hunk) -> list[tuple[int, int]]:
    """Places in a part where both strings may be cut: runs of tokens that are unique on both sides.

    Only every fourth run of one side is asked for: enough for short parts, at a fraction of the time.
    """
    i, i2, j, j2 = part
    runs_a, runs_b = _runs(a, i, i2), _runs(b, j, j2)
    asked = set(runs_a[::_STRIDE])
    here, there = _unique(runs_a, asked), _unique(runs_b, asked)
    pairs = [(i + k, j + there[run], 1) for run, k in here.items() if run in there]
    return [pairs[k][:2] for k in heaviest_chain(pairs)]


def _runs(a: str, start: int, end: int) -> list[str]:
    """All runs of five tokens."""
    return [a[k : k + _RUN] for k in range(start, end - _RUN + 1)]


def _unique(runs: list[str], asked: set[str]) -> dict[str, int]:
    """Where each run that is asked for and stands only once begins, in order."""
    times = Counter(filter(asked.__contains__, runs))
    return {run: k for k, run in enumerate(runs) if run in asked and times[run] == 1}


def _placed(hunks: list[Hunk], a: _Side, b: _Side) -> list[Hunk]:
    """One-sided hunks slid to where a reader would put them: "He left. [He cried. ]He won"."""
    placed: list[Hunk] = []
    for k, (i1, i2, j1, j2) in enumerate(hunks):
        shift = 0
        if i1 == i2 or j1 == j2:
            side, start, end = (b, j1, j2) if i1 == i2 else (a, i1, i2)
            column = 2 if i1 == i2 else 0
            low = placed[-1][column + 1] if placed else 0
            high = hunks[k + 1][column] if k + 1 < len(hunks) else len(side[1])
            shift = _best_shift(side, start, end, low, high)
        placed.append((i1 + shift, i2 + shift, j1 + shift, j2 + shift))
    return placed


def _best_shift(side: _Side, start: int, end: int, low: int, high: int) -> int:
    code = side[0].code
    best, best_score = 0, _start_score(side, start)
    for step, stop in ((-1, low - start), (1, high - end)):
        shift = 0
        while shift != stop:
            out, into = (end + shift - 1, start + shift - 1) if step < 0 else (start + shift, end + shift)
            if code[out] != code[into]:
                break
            shift += step
            score = _start_score(side, start + shift)
            if score > best_score:
                best, best_score = shift, score
    return best


def _start_score(side: _Side, start: int) -> int:
    """How good a place this is for a stretch to begin: a sentence, a clause, a word, anywhere else."""
    if start == 0:
        return 4
    encoded, starts = side
    before = encoded.words[start - 1]
    if starts[start - 1] + len(before) == starts[start]:  # no space between them
        return 1 if before in "。！？" else 0
    return 4 if before in ".?!" else 3 if before in ",;:" else 2


def _differing_gaps(old: WordString, new: WordString, a: list[int], b: list[int]) -> tuple[Spans, Spans]:
    """The white space that differs, of texts whose words are the same."""
    spans: tuple[list[Span], list[Span]] = ([], [])
    gaps = zip(_gaps(old, a), _gaps(new, b), strict=True)
    for (start_old, end_old), (start_new, end_new) in gaps:
        if old.text[start_old:end_old] != new.text[start_new:end_new]:
            spans[0].append((start_old, end_old))
            spans[1].append((start_new, end_new))
    return tuple(s for s in spans[0] if s[0] < s[1]), tuple(s for s in spans[1] if s[0] < s[1])


def _gaps(encoded: WordString, starts: list[int]) -> list[Span]:
    ends = [0, *(start + len(word) for start, word in zip(starts, encoded.words, strict=True))]
    return list(zip(ends, [*starts, len(encoded.text)], strict=True))
