"""Slips of spelling that an edit mended (or made): told only where another meaning is out of the question.

There is no dictionary here. What counts: an apostrophe, a word doubled, a space missing, two letters exchanged, a
letter doubled or not, an accent, a letter missing in a long word; or any small difference when the article itself
shows which spelling is right. Words that both exist ("trial", "trail"), numbers, names, negations and hedges are never
slips.
"""

import re
import unicodedata
from collections.abc import Callable

from rapidfuzz.distance import OSA

from newsdiff.diff.labels.edits import Edit, Hunk, words_at
from newsdiff.diff.labels.vocabulary import is_word, pattern

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_APOSTROPHE = re.compile("['’]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff]")
_OUTER = ".,;:!?\"'“”«»‘’() "
_SHORTEST = 4
_LONG = 9


def is_slip(
    edit: Edit, hunk: Hunk, language: str, stands: Callable[[str], int], is_name: Callable[[str], bool]
) -> bool:
    """Whether one differing stretch is a slip of spelling.

    `stands` counts a word, lower case, in both whole articles; `is_name` says whether a word is a name there.
    """
    old, new = words_at(edit.old, hunk.old).strip(_OUTER), words_at(edit.new, hunk.new).strip(_OUTER)
    if _doubled(edit.old, hunk.old, old, new) or _doubled(edit.new, hunk.new, new, old):
        return True
    if not old or not new or _UNSPACED.search(old + new):
        return False
    if old != new and _APOSTROPHE.sub("", old) == _APOSTROPHE.sub("", new) and _WORD.fullmatch(old):
        return True
    if " " in old or " " in new:
        return _parted(old, new, language)
    if not (_WORD.fullmatch(old) and _WORD.fullmatch(new)) or _says_much(old, language) or _says_much(new, language):
        return False
    if _has_capital(edit.old, hunk.old, language) or _are_words(old, new, language):
        return False
    a, b = old.lower(), new.lower()
    # a German noun may be a name: its spelling must be shown elsewhere
    noun = language == "de" and old[0].isupper()
    is_likely = a != b and ((not noun and _is_pattern(a, b)) or _is_shown(a, b, stands))
    return is_likely and not is_name(old) and not is_name(new)


def _doubled(text: str, span: tuple[int, int] | None, words: str, others: str) -> bool:
    """Whether the stretch is one word that stands again right before or after it ("the the")."""
    if span is None or others or not _WORD.fullmatch(words) or words.lower() in ("had", "that", "very", "nous", "vous"):
        return False
    before, after = text[: span[0]].split()[-1:], text[span[1] :].split()[:1]
    return any(word.lower() == words.lower() for word in before + after)


def _parted(old: str, new: str, language: str) -> bool:
    """Whether a space is missing or too much, in words that are long enough to leave no doubt."""
    joined, parted = sorted((old, new), key=lambda text: text.count(" "))
    if " " in joined or parted.count(" ") != 1 or len(joined) < 5 or joined != parted.replace(" ", ""):
        return False
    return not any(_says_much(word, language) for word in (*parted.split(), joined)) and not parted.lower().startswith(
        ("a ", "any ", "every ", "some ", "may ")
    )


def _says_much(word: str, language: str) -> bool:
    return any(pattern(meaning, language).fullmatch(word) for meaning in ("negation", "hedge"))


def _has_capital(text: str, span: tuple[int, int] | None, language: str) -> bool:
    """Whether the word has a capital inside its sentence: a name, except in German."""
    if span is None or language == "de":
        return False
    before = text[: span[0]].rstrip()
    return text[span[0]].isupper() and bool(before) and before[-1] not in '.!?:"“„«‘'


def _are_words(old: str, new: str, language: str) -> bool:
    return is_word(old, "real_words", language) and is_word(new, "real_words", language)


def _is_pattern(a: str, b: str) -> bool:
    """The slips that are known by their form."""
    if a[0] != b[0] or min(len(a), len(b)) < _SHORTEST or "-" in a + b:
        return False
    if _without_accents(a) == _without_accents(b):
        return a[-1] == b[-1] and (len(a) >= 6 or "ç" in a + b)
    if OSA.distance(a, b) != 1 or min(len(a), len(b)) < _SHORTEST + 1:
        return False
    if len(a) == len(b):
        swapped = sorted(a) == sorted(b)
        return (swapped and len(a) >= 6 and a[-1] == b[-1]) or (
            len(a) >= _LONG and a[:3] == b[:3] and a[-3:] == b[-3:] and swapped
        )
    shorter, longer = sorted((a, b), key=len)
    at = next((k for k, c in enumerate(shorter) if c != longer[k]), len(shorter))
    doubled = at > 0 and longer[at] in (longer[at - 1], shorter[at : at + 1]) and at < len(shorter)
    return (doubled and len(shorter) >= 5) or (len(shorter) >= _LONG and a[:3] == b[:3] and a[-4:] == b[-4:])


def _is_shown(a: str, b: str, stands: Callable[[str], int]) -> bool:
    """Whether the article itself spells the word the one way elsewhere, and the other way nowhere else."""
    if min(len(a), len(b)) < 6 or a[0] != b[0] or a[-1] != b[-1] or OSA.distance(a, b) > 2:
        return False
    return stands(a) == 1 and stands(b) >= 3


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
