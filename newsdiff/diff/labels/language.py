"""Which language a text is in, as far as it decides where to look words up."""

import re
from functools import cache

from newsdiff.diff.labels.vocabulary import languages

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30ff]"), 0.1),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), 0.3),
    ("ar", re.compile(r"[\u0621-\u064a]"), 0.4),
    ("ru", re.compile(r"[\u0400-\u04ff]"), 0.4),
)
#: letters of Arabic script and of Cyrillic that Arabic and Russian do not have
_OTHERS = re.compile(r"[پچژگکیٹڈےіїєґўјљњћђџѓќ]")
#: words that only one of these languages has, among the most frequent of each
_COMMON = {
    "en": "the and of to with was were is that for his her their has have not from by an at had been this would",
    "de": "der die das und ist nicht ein eine einen mit den dem auf für von wurde im zu sich auch werden hat bei am",
    "fr": "le les des et est une dans du pour qui sur au par ne pas ont avec cette il elle été sont ses aux la un",
    "es": "el los las y del una por con para su es fue se lo al en la un no más como pero",
    "pt": "o os as e do da dos das um uma em não para foi com ao à na no são mais é pelo pela",
    "it": "il gli di che è un una per con del della nel non sono alla le dei lo ha più",
    "nl": "de het een en van is niet op voor met dat zijn aan te die bij in door werd",
}
_MUCH = 2_000


def language_of(text: str, tagged: str | None) -> str:
    """ISO 639-1 code of a listed language, or "" when it is none of them.

    The script decides, then the frequent words, then (for a short text) what the page says of itself: pages often carry
    the language of their template.
    """
    sample = text[:_MUCH]
    for language, script, share in _SCRIPTS:
        if len(script.findall(sample)) > share * max(len(sample.replace(" ", "")), 1):
            return "" if _OTHERS.search(sample) else language
    said = (tagged or "").lower().replace("_", "-").split("-")[0]
    known = said if said in languages() else ""
    counts = _counts(sample)
    best = max(counts, key=lambda language: (counts[language], language == known))
    return best if counts[best] >= 3 and counts[best] > counts.get(known, 0) else known


def _counts(text: str) -> dict[str, int]:
    words = [word.lower() for word in _WORD.findall(text)]
    return {language: sum(word in common for word in words) for language, common in _common().items()}


@cache
def _common() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _COMMON.items()}
