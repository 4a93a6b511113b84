"""Invented words of several scripts, as often as words are in any language."""

from itertools import accumulate, product
from random import Random

_LATIN = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu")
#: of each language: the syllables of its words, in two lengths
_SYLLABLES = {
    "en": _LATIN,
    "de": ("be", "ger", "schä", "lö", "mü", "stei", "un", "wal", "ta", "zen"),
    "fr": ("bé", "châ", "eau", "gri", "lou", "mê", "noi", "per", "sa", "vie"),
    "ru": ("бо", "гре", "да", "жи", "ку", "ле", "мо", "ря", "ста", "щи"),
    "ar": ("با", "تي", "جو", "را", "سو", "عم", "قا", "لي", "مو", "نا"),
    "zh": ("岸", "船", "灯", "港", "桥", "市", "水", "雨", "海", "风"),
    "ja": ("か", "さ", "た", "な", "は", "橋", "港", "雨", "ら", "わ"),
}
LANGUAGES = tuple(_SYLLABLES)
_UNSPACED = frozenset({"zh", "ja"})
VOCABULARY = ["".join(parts) for parts in product(_LATIN, repeat=4)]
#: the second word half as often as the first, and so on
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(VOCABULARY) + 1)))


def _vocabulary(language: str) -> list[str]:
    if language == "en":
        return VOCABULARY
    short = 2 if language in _UNSPACED else 3
    return ["".join(parts) for length in (short, 4) for parts in product(_SYLLABLES[language], repeat=length)]


_VOCABULARIES = {language: _vocabulary(language)[: len(VOCABULARY)] for language in LANGUAGES}


def sentence(random: Random, language: str, count: int = 16) -> str:
    """So many words, perhaps with a number or a quotation among them."""
    words = random.choices(_VOCABULARIES[language], cum_weights=_WEIGHTS, k=count)
    if random.random() < 0.3:
        words[random.randrange(1, count)] = str(random.randrange(2, 900))
    if random.random() < 0.15 and count > 8:
        words[4], words[8] = f"“{words[4]}", f"{words[8]}”"
    if language in _UNSPACED:
        return f"{''.join(words)}。"
    text = " ".join(words)
    return f"{text[:1].upper()}{text[1:]}."


def paragraph(random: Random, language: str) -> str:
    """One to three sentences."""
    gap = "" if language in _UNSPACED else " "
    return gap.join(sentence(random, language) for _ in range(random.randrange(1, 4)))


def edited(random: Random, text: str, language: str) -> str:
    """A paragraph with some of its words exchanged: a few, or all of a sentence."""
    if language in _UNSPACED:
        at = random.randrange(max(1, len(text) - 6))
        return f"{text[:at]}{sentence(random, language, 2)[:-1]}{text[at + 3 :]}"
    words, changed = text.split(" "), random.choice((1, 1, 1, 3, 8))
    at = random.randrange(max(1, len(words) - changed))
    fresh = random.choices(_VOCABULARIES[language], cum_weights=_WEIGHTS, k=changed)
    if random.random() < 0.2:
        fresh[0] = str(random.randrange(2, 900))
    return " ".join([*words[:at], *fresh, *words[at + changed :]])


def name(number: int) -> str:
    """A name of twelve letters, which no other number has.

    >>> name(17)
    'Babababaketi'
    """
    return "".join(_LATIN[int(digit)] for digit in f"{number:06d}").capitalize()


#: stands for the name in what is written before it is known
NOBODY = "Qqqqqqqqqqqq"
