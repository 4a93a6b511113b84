"""Which of the words between two marks an editor left standing, and which only met their like.

An engine that looks for the longest common text keeps every word it can: also the "of" that both the words taken out
and the words put in happen to contain. So where marks lie close together, what is kept between them is chosen anew.
A kept word is worth something, a stop word less; every run of kept words costs something, because a reader must take
in one more mark; and so does every word by which the text would shift there and back, because who replaces a few
words mostly puts in about as many. The choice is a chain of best worth over the words that stand on both sides.
A character of a script without spaces is only a part of a word: alone it is not worth a run, two or three may be.
Then a little word that is all that was kept between two marks, one of them long, is marked too.
After the cleanup of diff-match-patch (N. Fraser, "Diff Strategies"), which only ever drops what was kept, and the
gap costs of O. Gotoh, "An improved algorithm for matching biological sequences" (1982).
"""

from collections.abc import Sequence

from newsdiff.diff.stopwords import STOP_WORDS
from newsdiff.diff.words import HIRAGANA, SIGN, WordString

#: words [i1, i2) of the old side became words [j1, j2) of the new side
Hunk = tuple[int, int, int, int]

#: marks with more words between them are apart
_APART = 3
#: what keeping a word is worth: a stop word, any other, and each of its first letters
_STOP_WORD, _WORD, _LETTERS = 5, 10, 8
#: and a character of a script without spaces: hiragana, any other
_HIRAGANA, _SIGN = 2, 4
#: what a run of kept words costs, and each word by which the texts shift there (up to so many), or each character
_RUN, _SHIFT, _MOST_SHIFT, _SIGN_SHIFT = 4, 2, 8, 1
#: a kept word of so few letters is marked too where the marks beside it have so many times its letters: the smaller of
#: both, the larger
_LITTLE, _LESS, _MORE = 3, 3, 16
#: where more pairs of equal words are, the marks stay as they are: the time grows with the square
_PAIRS = 100


def settled(hunks: Sequence[Hunk], old: WordString, new: WordString) -> list[Hunk]:
    """The differing stretches of two texts, in order, with what is kept between close ones chosen anew."""
    found: list[Hunk] = []
    start = 0
    for end in range(1, len(hunks) + 1):
        if end < len(hunks) and hunks[end][0] - hunks[end - 1][1] <= _APART:
            continue
        if end - start == 1:
            found.append(hunks[start])
        else:
            whole = (hunks[start][0], hunks[end - 1][1], hunks[start][2], hunks[end - 1][3])
            pairs = _equal_words(whole, old.code, new.code)
            found += _between(_best_chain(whole, pairs, old.words), whole) if pairs else hunks[start:end]
        start = end
    return _without_chance(found, old.words, new.words)


def _without_chance(hunks: Sequence[Hunk], old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """The hunks, those made one between which a little word alone was kept though much differs on both sides."""
    found: list[Hunk] = []
    for hunk in hunks:
        whole = hunk
        while found and _is_chance(found[-1], whole, old, new):
            last = found.pop()
            whole = (last[0], whole[1], last[2], whole[3])
        found.append(whole)
    return found


def _is_chance(left: Hunk, right: Hunk, old: Sequence[str], new: Sequence[str]) -> bool:
    kept = old[left[1] : right[0]]
    if len(kept) != 1 or len(kept[0]) > _LITTLE or not kept[0].islower():
        return False
    less, more = sorted(len("".join((*old[i1:i2], *new[j1:j2]))) for i1, i2, j1, j2 in (left, right))
    return less >= _LESS * len(kept[0]) and more >= _MORE * len(kept[0])


def _equal_words(whole: Hunk, old: str, new: str) -> list[tuple[int, int]]:
    """Every place where a word of the old side stands on the new side, in order; none where they are too many."""
    i1, i2, j1, j2 = whole
    pairs: list[tuple[int, int]] = []
    for i in range(i1, i2):
        j = new.find(old[i], j1, j2)
        while j >= 0:
            pairs.append((i, j))
            if len(pairs) > _PAIRS:
                return []
            j = new.find(old[i], j + 1, j2)
    return pairs


def _best_chain(whole: Hunk, pairs: list[tuple[int, int]], old: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs that are worth most together, each behind the one before it on both sides."""
    i1, i2, j1, j2 = whole
    before_all = (i1 - 1, j1 - 1)
    shift = _SIGN_SHIFT if any(map(SIGN.fullmatch, old[i1:i2])) else _SHIFT
    worth: list[int] = []
    previous: list[int] = []
    for here in [*pairs, (i2, j2)]:
        best, best_before = -_cost(before_all, here, shift), -1
        for k, before in enumerate(pairs[: len(worth)]):
            if before[0] < here[0] and before[1] < here[1]:
                total = worth[k] - _cost(before, here, shift)
                if total > best:
                    best, best_before = total, k
        worth.append(best + (_worth(old[here[0]]) if here[0] < i2 else 0))
        previous.append(best_before)
    chain = []
    k = previous[-1]
    while k >= 0:
        chain.append(pairs[k])
        k = previous[k]
    return chain[::-1]


def _worth(word: str) -> int:
    if SIGN.fullmatch(word):
        return _HIRAGANA if HIRAGANA.fullmatch(word) else _SIGN
    return _STOP_WORD if word.lower() in STOP_WORDS else _WORD + min(len(word), _LETTERS)


def _cost(before: tuple[int, int], here: tuple[int, int], shift: int) -> int:
    """What it costs that something differs between two kept words; nothing when they are neighbours on both sides."""
    taken_out, put_in = here[0] - before[0] - 1, here[1] - before[1] - 1
    return _RUN + shift * min(abs(taken_out - put_in), _MOST_SHIFT) if taken_out or put_in else 0


def _between(chain: list[tuple[int, int]], whole: Hunk) -> list[Hunk]:
    """The stretches between the kept words."""
    i, i2, j, j2 = whole
    found = []
    for here in [*chain, (i2, j2)]:
        if here != (i, j):
            found.append((i, here[0], j, here[1]))
        i, j = here[0] + 1, here[1] + 1
    return found
