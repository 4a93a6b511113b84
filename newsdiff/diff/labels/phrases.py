"""Negation, hedge and attribution: words that an edit put into a sentence that otherwise stands, or took out of it."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from newsdiff.diff.labels.edits import Edit, Hunk, hunk_of, words_at
from newsdiff.diff.labels.findings import Found
from newsdiff.diff.labels.vocabulary import is_word, pattern
from newsdiff.model.change import Span

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
#: between a source and its verb, either way round
_BESIDE = re.compile(r"[\s,]*")
_SPEECH_ENDS = re.compile(r"[,\"”»’」—–]\s*(?:—\s*)?$")
_MOST_WORDS = 6
#: characters
_LONG_STRETCH = 80
#: two names more alike than this are one name spelled in two ways
_SPELLING = 0.75


def gained_or_lost(edit: Edit, meaning: str, language: str) -> Iterator[Found]:
    """The words of that meaning, when one side has more of them; one in place of another is no change.

    A sentence added or written anew says nothing about the old one, so that only edited sentences count.
    """
    if not edit.is_same_sentence:
        return
    known = pattern(meaning, language)
    old = [m[0] for m in known.finditer(edit.old) if _is_near(edit, m.span(), 0, meaning)]
    new = [m[0] for m in known.finditer(edit.new) if _is_near(edit, m.span(), 1, meaning)]
    if len(old) != len(new):
        lost, gained = _without(old, new), _without(new, old)
        yield Found(" … ".join(lost), " … ".join(gained))


def _is_near(edit: Edit, span: Span, side: int, meaning: str) -> bool:
    """Not in a long stretch that was put in or taken out: that turns or hedges itself, not the words that stand."""
    k = hunk_of(span, edit.hunks, side)
    marked = None if k is None else edit.hunks[k].new if side else edit.hunks[k].old
    return meaning == "attribution" or marked is None or marked[1] - marked[0] <= _LONG_STRETCH


def _without(words: list[str], others: list[str]) -> list[str]:
    left = Counter(word.lower() for word in others)
    kept = []
    for word in words:
        if left[word.lower()]:
            left[word.lower()] -= 1
        else:
            kept.append(word)
    return kept


def attribution_changes(edit: Edit, language: str) -> Iterator[Found]:
    """An attribution gained or lost, or another source in its place."""
    counted = list(gained_or_lost(edit, "attribution", language))
    yield from counted
    if counted or not edit.is_same_sentence:
        return
    for hunk in edit.hunks:
        if hunk.old and hunk.new and _is_source(edit, hunk, language):
            before, after = words_at(edit.old, hunk.old), words_at(edit.new, hunk.new)
            if _names_somebody(before, language) and _names_somebody(after, language) and not _alike(before, after):
                yield Found(before, after)


def _is_source(edit: Edit, hunk: Hunk, language: str) -> bool:
    """Whether the stretch stands where the source does: before the verb; after it behind a quotation or comma."""
    return all(
        span is not None and _beside_attribution(text, span, language)
        for text, span in ((edit.old, hunk.old), (edit.new, hunk.new))
    )


def _beside_attribution(text: str, span: tuple[int, int], language: str) -> bool:
    for match in pattern("attribution", language).finditer(text):
        if is_word(match[0], "attribution_preposition", language):
            if _follows(text, match.end(), span[0]):
                return True
        elif (
            (match.start() <= span[1] and match.end() > span[0])
            or (_gap(text, span[1], match.start()) and "," not in text[span[1] : match.start()])
            or (_SPEECH_ENDS.search(text, 0, match.start()) and _follows(text, match.end(), span[0]))
        ):
            return True
    return False


def _gap(text: str, end: int, start: int) -> bool:
    return start >= end and bool(_BESIDE.fullmatch(text, end, start))


def _follows(text: str, end: int, start: int) -> bool:
    """Whether the stretch comes next, an article or so aside."""
    return start >= end and len(text[end:start]) <= 5 and text[end:start].count(" ") <= 2


def _names_somebody(words: str, language: str) -> bool:
    found = _WORD.findall(words)
    verbs = pattern("attribution", language)
    kept = [w for w in found if not is_word(w, "nobody", language) and not verbs.fullmatch(w)]
    return bool(kept) and len(found) <= _MOST_WORDS and kept[-1] == _last(found, verbs)


def _last(found: list[str], verbs: re.Pattern[str]) -> str:
    """The last word that is no verb of saying: the head of the source in most of our languages."""
    return next((w for w in reversed(found) if not verbs.fullmatch(w)), "")


def _alike(a: str, b: str) -> bool:
    return SequenceMatcher(None, a.lower(), b.lower(), autojunk=False).ratio() >= _SPELLING
