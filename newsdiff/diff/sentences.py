"""Paragraphs cut into sentences, and what happened to the sentences of aligned paragraphs.

Rules instead of a model: a cut depends on the stop, on the two words before it, on the word behind it and on whether
the sentence has only begun, and on nothing else. So an edit inside a sentence moves no other cut, which matters more
than a clever cut here and there. Every language has the same rules, because pages err about theirs and may change
their mind between two versions; the words are in `sentences.toml`. Where a stop could be both (at 9 a.m. Smith),
the sentence goes on. Thai and Lao have no stop: a paragraph of theirs stays whole.
After T. Kiss and J. Strunk, "Unsupervised Multilingual Sentence Boundary Detection" (2006): abbreviations, initials
and ordinals, and words that often begin a sentence.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from newsdiff.diff.align import align
from newsdiff.model.article import Article
from newsdiff.model.change import Operation, Span

#: stops that end a sentence with or without a space: Chinese and Japanese, Hindi, Urdu and Arabic, Ethiopic, Armenian,
#: Burmese, Khmer
_HARD = "。！？｡।॥۔؟።፧։။។"
_CLOSING = "\"'”’“‘»›«‹)\\]}」』》】）］"
#: » stands apart from its sentence in French, ” in careless pages; where a word follows, » opens
_STOP = re.compile(
    rf"(?:(?P<hard>[{_HARD}][{_HARD}.!?…]*)|(?P<stop>[.!?…]+|(?<=[\u0370-\u03ff\u1f00-\u1fff]);))"
    rf"(?P<close>[{_CLOSING}]*(?:[ \xa0\u202f][»”](?!\w))?)(?P<gap>\s*)"
    r"(?=(?:[\"'“‘„‚«‹»›(\[{¿¡•—–-]\s*)*(?P<next>\w*))"
)
#: what may stand around a word
_AROUND = "\"'“”‘’„‚«»‹›()[]{}¿¡•—–-…., "
_OPENING = tuple("([（［")
#: U.S, a.m, z.B, S.p.A, J.-C, т.д
_DOTTED = re.compile(r"[^\s.\d]{1,2}(?:\.-?[^\s.\d]{1,2})+")
#: Dipl.-Ing., l’avv.
_JOINT = re.compile("[-’']")
_NUMERAL = re.compile(r"\d|[IVXLC]{2,}$")
_UNSTOPPED = re.compile("[\u0e01-\u0eff]")
#: so a Japanese sentence goes on behind what it quotes: 「…。」と述べた
_QUOTING = ("と", "って", "など", "の", "が", "を", "は")
#: no decision looks further back; keeps a text of abbreviations alone from being quadratic
_LOOK_BACK = 80


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists of `sentences.toml`, all languages together."""

    title: frozenset[str]
    abbreviation: frozenset[str]
    numbered: frozenset[str]
    starter: frozenset[str]
    before_ordinal: frozenset[str]
    month: frozenset[str]


@cache
def _words() -> _Words:
    tables = tomllib.loads(files("newsdiff.diff").joinpath("sentences.toml").read_text("utf-8"))
    return _Words(
        **{
            meaning: frozenset(
                form for words in lists.values() for word in words for form in (word, word[0].upper() + word[1:])
            )
            for meaning, lists in tables.items()
        }
    )


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in order: all of its text but the white space between them.

    >>> sentences("Dr. J. R. Smith left the U.S. Senate at 9 a.m. sharp. “Why?!” Nobody knows.")
    ['Dr. J. R. Smith left the U.S. Senate at 9 a.m. sharp.', '“Why?!”', 'Nobody knows.']
    """
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[Span]:
    """Where each sentence starts and ends, in order; only white space is outside."""
    start, last = len(text) - len(text.lstrip()), len(text.rstrip())
    spans = []
    for match in _STOP.finditer(text):
        if match.end() < last and not _goes_on(text, start, match):
            spans.append((start, match.end("close")))
            start = match.end()
    return [*spans, (start, last)] if start < last else spans


def sentence_operations(operation: Operation, old: Sequence[str], new: Sequence[str]) -> tuple[Operation, ...]:
    """What happened to the sentences of one aligned unit: the same eight operations as for paragraphs.

    `old` and `new` are all paragraphs of either side, as given to `align`. The indexes in the result count the
    sentences of the unit's own paragraphs on that side, joined in their order.

    >>> [unit] = align(["It rains."], ["It rains. It pours."])
    >>> [found.op.value for found in sentence_operations(unit, ["It rains."], ["It rains. It pours."])]
    ['unchanged', 'added']
    """
    return align(
        [sentence for i in operation.old for sentence in sentences(old[i])],
        [sentence for j in operation.new for sentence in sentences(new[j])],
    )


def by_sentence(article: Article) -> Article:
    """The article with its sentences for paragraphs, each of the kind of its paragraph."""
    return replace(
        article,
        paragraphs=tuple(replace(p, text=sentence) for p in article.paragraphs for sentence in sentences(p.text)),
    )


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a stop is inside the sentence that began at `start`."""
    if match["hard"]:
        return not match["gap"] and _hard_stop_goes_on(text, match)
    if not match["gap"] or (_is_small(match["next"][:1]) and match["next"] not in ("http", "https")):
        return True
    window = max(start, match.start() - _LOOK_BACK)
    before = text[window : match.start()]
    if not before.strip(_AROUND):  # "... And then": nothing has been said yet
        return True
    if match["close"] and before.endswith(_OPENING):  # the mayor (!), […]
        return True
    if match["stop"] == ".":
        return _is_no_full_stop(before, match["next"], is_whole=window == start)
    # the ellipsis of what a quotation leaves out stands apart
    return match["stop"] in ("…", "...") and before[-1].isspace() and match["next"] not in _words().starter


def _hard_stop_goes_on(text: str, match: re.Match[str]) -> bool:
    if match["close"]:
        return text.startswith(_QUOTING, match.end())
    before = text[match.start() - 1 : match.start()]  # Yahoo！ニュース
    return match["hard"] == "！" and before.isascii() and before.isalpha()


def _is_no_full_stop(before: str, following: str, *, is_whole: bool) -> bool:
    """Whether the point after `before` abbreviates or numbers something; `is_whole`: the sentence begins with it."""
    words = _words()
    *others, last = before.rsplit(None, 2)
    word = last.strip(_AROUND)
    is_listed = is_whole and not others  # 1. Go to the office.
    if word.isdigit():
        return len(word) <= 3 and (is_listed or _is_ordinal(others[-1] if others else "", following))
    if _UNSTOPPED.match(word[-1:]):
        return True
    tail = _JOINT.split(word)[-1]
    if tail in words.title or (tail in words.numbered and _NUMERAL.match(following)):
        return True
    if _is_letter(word):
        return is_listed or following not in words.starter
    return (tail in words.abbreviation or bool(_DOTTED.fullmatch(word))) and following not in words.starter


def _is_ordinal(before: str, following: str) -> bool:
    """Whether a number with its point is German for third (3. Mai, der 2. Weltkrieg)."""
    words = _words()
    if following in words.month:
        return True
    return before in words.before_ordinal and following[:1].isupper() and following not in words.starter


def _is_letter(word: str) -> bool:
    """Whether a word is an initial; not of Korean, where a syllable may be a word."""
    return len(word) == 1 and word.isalpha() and not "가" <= word <= "힣"


def _is_small(letter: str) -> bool:
    """Whether no sentence begins with it; Georgian letters are all small, and have no capital in a text."""
    return letter.islower() and letter.title() != letter
