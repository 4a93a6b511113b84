"""Negation, hedge and attribution: words that an edit put into a sentence that otherwise stands, or took out of it."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from newsdiff.diff.labels.edits import Edit, Hunk, hunk_of, words_at
from newsdiff.diff.labels.findings import Found
from newsdiff.diff.labels.vocabulary import is_word, pattern
from newsdiff.model.change import Span

_UNSPACED = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
#: between a source and its verb, either way round
_BESIDE = re.compile(r"[\s,]*")
_SPEECH_ENDS = re.compile(r"[,\"”»’」—–]\s*(?:—\s*)?$")
_MOST_WORDS = 6
#: a negation or hedge in a longer stretch that was put in or taken out turns or hedges that stretch, not what stands
_SHORT_STRETCH = 6
#: where a verb of saying stands in a long stretch that is an attribution: "according to ...", "..., he said"
_BEGINNING, _END = 5, 3
#: words on either side, where one stands for another
_WORD_FOR_WORD = 4
#: two names more alike than this are one name spelled in two ways
_SPELLING = 0.75
#: letters by which two forms of one word are known ("Republicans", "Republican")
_STEM = 6


def gained_or_lost(edit: Edit, meaning: str, language: str) -> Iterator[Found]:
    """The words of that meaning, when one side has more of them; one in place of another is no change.

    A sentence added or written anew says nothing about the old one, so that only edited sentences count.
    """
    if not edit.is_same_sentence:
        return
    known = pattern(meaning, language)
    old, new = (list(known.finditer(text)) for text in (edit.old, edit.new))
    if meaning == "hedge" and pattern("to_the_reader", language).search(f"{edit.old} {edit.new}"):
        # terms and rules permit with these words
        old, new = ([m for m in found if not is_word(m[0], "permission", language)] for found in (old, new))
    if len(old) == len(new) or (meaning == "attribution" and _moved_in_unit(edit, known, len(old) > len(new))):
        return
    lost = _without([m[0] for m in old if _bears(edit, m.span(), 0, meaning)], [m[0] for m in new])
    gained = _without([m[0] for m in new if _bears(edit, m.span(), 1, meaning)], [m[0] for m in old])
    if (lost if len(old) > len(new) else gained) and not _is_said_otherwise(edit, meaning, language):
        yield Found(" … ".join(lost), " … ".join(gained))


def _bears(edit: Edit, span: Span, side: int, meaning: str) -> bool:
    """Whether the word says something about the words that stand, and not only about those it came or went with."""
    k = hunk_of(span, edit.hunks, side)
    marked = None if k is None else edit.hunks[k].new if side else edit.hunks[k].old
    if marked is None:
        return True
    text = edit.new if side else edit.old
    before, after = _count(text[marked[0] : span[0]]), _count(text[span[1] : marked[1]])
    if before + after < _SHORT_STRETCH:
        return True
    return meaning == "attribution" and (before < _BEGINNING or after < _END)


def _count(text: str) -> int:
    """How many words; two characters of a script without spaces are one."""
    characters = len(_UNSPACED.findall(text))
    return characters // 2 if characters else len(_WORD.findall(text))


def _moved_in_unit(edit: Edit, known: re.Pattern[str], lost: bool) -> bool:
    """Whether the paragraph as a whole says no less (or no more) often who says so."""
    old, new = (len(known.findall(text)) for text in edit.unit)
    return any(edit.unit) and (old <= new if lost else new <= old)


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
            if (
                _names_somebody(before, language)
                and _names_somebody(after, language)
                and not _alike(before, after, language)
            ):
                yield Found(before, after)


def _is_said_otherwise(edit: Edit, meaning: str, language: str) -> bool:
    """Whether a weaker word of its kind stands in the place of the one that is counted ("said", "announced")."""
    other, counted = pattern(f"other_{meaning}", language), pattern(meaning, language)
    for hunk in edit.hunks:
        sides = (edit.old, hunk.old), (edit.new, hunk.new)
        if all(0 < _count(words_at(*side)) <= _WORD_FOR_WORD for side in sides) and any(
            _stands_at(counted, *a) and _stands_at(other, *b) for a, b in (sides, sides[::-1])
        ):
            return True
    return False


def _stands_at(known: re.Pattern[str], text: str, span: Span | None) -> bool:
    """Whether one of the words reaches into the stretch; it may begin before it (と説明)."""
    return span is not None and any(m.start() < span[1] and m.end() > span[0] for m in known.finditer(text))


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
    if not kept or len(found) > _MOST_WORDS or kept[-1] != _last(found, verbs):
        return False
    # "said he was leaving"
    return not (len(found) > 1 and verbs.fullmatch(found[0]) and is_word(found[1], "nobody", language))


def _last(found: list[str], verbs: re.Pattern[str]) -> str:
    """The last word that is no verb of saying: the head of the source in most of our languages."""
    return next((w for w in reversed(found) if not verbs.fullmatch(w)), "")


def _alike(a: str, b: str, language: str) -> bool:
    """Whether both name the same source: in two spellings, or by a word that stands in both ("the court")."""
    stems = [
        {
            w.lower()[:_STEM]
            for w in _WORD.findall(text)
            if len(w) > 3 and not pattern("attribution", language).fullmatch(w)
        }
        for text in (a, b)
    ]
    return bool(stems[0] & stems[1]) or SequenceMatcher(None, a.lower(), b.lower(), autojunk=False).ratio() >= _SPELLING
