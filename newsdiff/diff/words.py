"""Which words differ between two texts.

Both texts are cut into tokens (words, numbers, single punctuation marks, white space), each distinct token becomes one
private character, and diff-match-patch compares the two strings of such characters: marks then never begin or end
inside a word. It runs without its timeout (which would make results depend on the machine); instead its input is
bounded here. See N. Fraser, "Diff Strategies"; E. Myers, "An O(ND) Difference Algorithm" (1986).
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from rapidfuzz.distance import Indel

from newsdiff.diff.stopwords import STOP_WORDS
from newsdiff.model.change import Spans

#: tokens [i1, i2) of the old side became tokens [j1, j2) of the new side
Hunk = tuple[int, int, int, int]

#: combining marks and joiners that belong to the character before them (`\w` leaves them out)
_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    "\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d81-\u0d83\u0dca-\u0ddf\u0f18\u0f19\u0f35-\u0f39\u0f71-\u0f84"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
#: scripts written without spaces: one token per character (with its marks), katakana by runs as the loan words they are
_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f"
_THAI = (
    "[\u0e40-\u0e44\u0ec0-\u0ec4]?[\u0e01-\u0e3a\u0e45\u0e81-\u0eb9]"
    "[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebd\u0ec8-\u0ecd]*"
)
_SOUTH_EAST = "[\u1000-\u1021\u103f\u1780-\u17b3][\u102b-\u103e\u17b4-\u17d3]*"

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+\w*"
    rf"|\s+|[{_HAN}][{_MARK}]*|[{_KATAKANA}]+|{_THAI}|{_SOUTH_EAST}"
    rf"|(?:(?![{_HAN}{_KATAKANA}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])[\w{_MARK}])+|\w"
    rf"|.(?:[{_MARK}\U0001f3fb-\U0001f3ff]|(?<=\u200d)[^\w\s])*",
    re.DOTALL,
)

#: where the distance between two token strings is larger, rapidfuzz's bit-parallel LCS takes over from
#: diff-match-patch's Python loops, whose cost grows with its square (at 400: 40 ms a pair)
_DMP_DISTANCE = 120
#: texts with more tokens are first cut where a run of tokens is unique on both sides
_CUT_ABOVE = 3000
_SHINGLE = 5
#: above this many cells (bits of memory) a stretch is marked as a whole
_CELLS = 200_000_000
_PRIVATE = 0xE000
_PRIVATE_END = 0xF900
_PLANE_15 = 0xF0000
#: private characters there are: one per distinct token
_MOST_DISTINCT = (_PRIVATE_END - _PRIVATE) + (0x110000 - _PLANE_15)


def tokens(text: str) -> list[str]:
    """The text cut into words, numbers (1,500.5 is one), punctuation marks and white space; joined they are the text.

    Scripts without spaces give one token per character with its combining marks (katakana: per run).
    """
    return _TOKEN.findall(text)


def mark_words(old: str, new: str) -> tuple[Spans, Spans]:
    """What must be marked on either side to explain the difference, as code point spans, end exclusive.

    The unmarked text of both sides is equal, white space aside. No mark begins or ends inside a word.

    >>> mark_words("It has 12 rooms.", "It has 212 rooms.")
    (((7, 9),), ((7, 10),))
    """
    if old == new:
        return (), ()
    a, b = tokens(old), tokens(new)
    hunks = _joined(_placed(_hunks(a, b), a, b), a, b)
    return _spans(hunks, old, new, a, b)


def _hunks(a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """The differing stretches of two token lists, in order, apart from each other."""
    found: list[Hunk] = []
    if len(a) + len(b) <= _CUT_ABOVE:
        _compare(a, b, (0, len(a), 0, len(b)), found)
        return found
    i = j = 0
    for i2, j2 in [*_cuts(a, b), (len(a), len(b))]:
        _compare(a, b, (i, i2, j, j2), found)
        i, j = i2, j2
    return found


def _compare(a: Sequence[str], b: Sequence[str], part: Hunk, found: list[Hunk]) -> None:
    """Append the differing stretches within one part of both lists."""
    i1, i2, j1, j2 = part
    while i1 < i2 and j1 < j2 and a[i1] == b[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and a[i2 - 1] == b[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    if i1 == i2 and j1 == j2:
        return
    left_words, right_words = set(a[i1:i2]), set(b[j1:j2])
    if left_words.isdisjoint(right_words) or len(left_words | right_words) > _MOST_DISTINCT:
        found.append((i1, i2, j1, j2))
        return
    characters = {t: _private(k) for k, t in enumerate(dict.fromkeys([*a[i1:i2], *b[j1:j2]]))}
    left, right = "".join([characters[t] for t in a[i1:i2]]), "".join([characters[t] for t in b[j1:j2]])
    steps: Iterable[Hunk]
    if Indel.distance(left, right, score_cutoff=_DMP_DISTANCE) <= _DMP_DISTANCE:
        steps = _dmp_steps(left, right)
    elif len(left) * len(right) <= _CELLS:
        steps = _lcs_steps(left, right)
    else:
        steps = [(0, len(left), 0, len(right))]
    found.extend((i1 + w, i1 + x, j1 + y, j1 + z) for w, x, y, z in steps)


def _private(number: int) -> str:
    """The private character of a token number; past the 6,400 of the first area, planes 15 and 16."""
    first_area = _PRIVATE_END - _PRIVATE
    return chr(_PRIVATE + number if number < first_area else _PLANE_15 + number - first_area)


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
    """The same from rapidfuzz; neighbouring deletions and insertions made one hunk."""
    i0 = j0 = i1 = j1 = 0
    for step in Indel.opcodes(left, right):
        if step.tag == "equal":
            if i1 > i0 or j1 > j0:
                yield i0, i1, j0, j1
            i0, j0 = step.src_end, step.dest_end
        i1, j1 = step.src_end, step.dest_end
    if i1 > i0 or j1 > j0:
        yield i0, i1, j0, j1


def _cuts(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Places where both lists may be cut: starts of runs of tokens that are unique on both sides, in order."""
    from newsdiff.diff.chain import heaviest_chain

    here, there = _unique_shingles(a), _unique_shingles(b)
    pairs = sorted((i, there[run], 1) for run, i in here.items() if run in there)
    return [pairs[k][:2] for k in heaviest_chain(pairs)]


def _unique_shingles(a: Sequence[str]) -> dict[tuple[str, ...], int]:
    first: dict[tuple[str, ...], int] = {}
    again: set[tuple[str, ...]] = set()
    for i, run in enumerate(zip(*(a[k:] for k in range(_SHINGLE)), strict=False)):
        if run in first:
            again.add(run)
        first.setdefault(run, i)
    return {run: i for run, i in first.items() if run not in again}


def _placed(hunks: list[Hunk], a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """One-sided hunks slid to where a reader would put them: "He left. [He cried. ]He won"."""
    placed: list[Hunk] = []
    for k, (i1, i2, j1, j2) in enumerate(hunks):
        shift = 0
        if i1 == i2 or j1 == j2:
            side, start, end = (b, j1, j2) if i1 == i2 else (a, i1, i2)
            column = 2 if i1 == i2 else 0
            low = placed[-1][column + 1] if placed else 0
            high = hunks[k + 1][column] if k + 1 < len(hunks) else len(side)
            shift = _best_shift(side, start, end, low, high)
        placed.append((i1 + shift, i2 + shift, j1 + shift, j2 + shift))
    return placed


def _best_shift(side: Sequence[str], start: int, end: int, low: int, high: int) -> int:
    best, best_score = 0, _start_score(side, start)
    for step, stop in ((-1, low - start), (1, high - end)):
        shift = 0
        while shift != stop:
            out, into = (end + shift - 1, start + shift - 1) if step < 0 else (start + shift, end + shift)
            if side[out] != side[into]:
                break
            shift += step
            score = _start_score(side, start + shift)
            if score > best_score:
                best, best_score = shift, score
    return best


def _start_score(side: Sequence[str], start: int) -> int:
    """How good a place this is for a stretch to begin: a sentence, a clause, a word, anywhere else."""
    if start == 0:
        return 4
    if not side[start - 1].isspace():
        return 1 if side[start - 1] in "。！？" or side[start].isspace() else 0
    before = side[start - 2] if start > 1 else "."
    return 4 if before in ".?!" else 3 if before in ",;:" else 2


def _joined(hunks: list[Hunk], a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """Two-sided hunks with nothing but spaces or one stop word between them, made one."""
    joined: list[Hunk] = []
    for hunk in hunks:
        if joined and _two_sided(joined[-1], a, b) and _two_sided(hunk, a, b):
            between = [t for t in a[joined[-1][1] : hunk[0]] if not t.isspace()]
            if not between or (len(between) == 1 and between[0].lower() in STOP_WORDS):
                joined[-1] = (joined[-1][0], hunk[1], joined[-1][2], hunk[3])
                continue
        joined.append(hunk)
    return joined


def _two_sided(hunk: Hunk, a: Sequence[str], b: Sequence[str]) -> bool:
    i1, i2, j1, j2 = hunk
    return any(not t.isspace() for t in a[i1:i2]) and any(not t.isspace() for t in b[j1:j2])


def _spans(hunks: list[Hunk], old: str, new: str, a: Sequence[str], b: Sequence[str]) -> tuple[Spans, Spans]:
    at_old, at_new = _offsets(a), _offsets(b)
    marks_old: list[tuple[int, int]] = []
    marks_new: list[tuple[int, int]] = []
    for i1, i2, j1, j2 in hunks:
        left, right = (at_old[i1], at_old[i2]), (at_new[j1], at_new[j2])
        only_space = not old[slice(*left)].strip() and not new[slice(*right)].strip()
        _add(marks_old, left, old, only_space)
        _add(marks_new, right, new, only_space)
    return tuple(marks_old), tuple(marks_new)


def _offsets(side: Sequence[str]) -> list[int]:
    return list(accumulate(map(len, side), initial=0))


def _add(marks: list[tuple[int, int]], span: tuple[int, int], text: str, only_space: bool) -> None:
    """Append a mark, without the spaces at its ends; grown together with the one before when only space parts them."""
    start, end = span
    if not only_space:
        marked = text[start:end]
        start, end = end - len(marked.lstrip()), start + len(marked.rstrip())
    if start >= end:
        return
    if marks and not text[marks[-1][1] : start].strip():
        start = marks.pop()[0]
    marks.append((start, end))
