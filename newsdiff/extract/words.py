"""The words of `words.toml`, by what they mean, ready to be looked up."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"\w+")
#: in texts this long phrases are looked up by their words
_LONG_TEXT = 1_500
#: what may follow a label without making it anything else
_AFTER = " :：.…!»›>→▼*-–—|"


def listed(text: str) -> frozenset[str]:
    """The words of a list written in code, parted by white space."""
    return frozenset(text.split())


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("newsdiff.extract").joinpath("words.toml").read_text("utf-8"))


@cache
def words(meaning: str) -> frozenset[str]:
    """All words of that meaning in all languages, lower case; "wall.captcha" reaches into a table."""
    table = _tables()
    for part in meaning.split("."):
        table = table[part]
    return frozenset(word for listed in table.values() for said in listed for word in said.split("|"))


@cache
def months() -> dict[str, int]:
    """The number of each month's name in lower case, 1 to 12, in all languages."""
    rows = _tables()["month"].values()
    return {word: number for row in rows for number, said in enumerate(row, 1) for word in said.split("|")}


def is_word(text: str, meaning: str) -> bool:
    """Whether the whole text is one of these words, whatever case and final punctuation."""
    low = text.lower()
    return low in words(meaning) or low.rstrip(_AFTER).lstrip("#•▶►→») ") in words(meaning)


@cache
def _beginning(meaning: str) -> re.Pattern[str]:
    longest_first = sorted(words(meaning), key=lambda word: (-len(word), word))
    # a word that ends in a letter of an alphabet with spaces must end there
    return re.compile("(?:" + "|".join(_bounded(word) for word in longest_first) + ")")


def _bounded(word: str) -> str:
    return re.escape(word) + (r"(?!\w)" if word[-1].isalnum() and word[-1] < "\u2e80" else "")


def begins_with(text: str, meaning: str) -> bool:
    """Whether the text begins with one of these words."""
    return bool(_beginning(meaning).match(text.lower().lstrip("[(（【*•▶►→»–—- ")))


def holds_any(text: str, *meanings: str) -> bool:
    """Whether a word of one of these meanings stands anywhere in the text."""
    low = text.lower().replace("’", "'")
    if len(low) < _LONG_TEXT:
        for meaning in meanings:
            for word in words(meaning):  # a generator takes twice as long
                if word in low:
                    return True
        return False
    phrases, unspaced = _phrases(meanings)
    said = set(_WORD.findall(low))
    return any(whole <= said and phrase in low for whole, phrase in phrases) or bool(unspaced.search(low))


def holds_word(text: str, meaning: str) -> bool:
    """The same, but no part of a longer word ("abo" in "about"); words with other letters than a to z may go on."""
    return bool(_anywhere(meaning).search(text.lower().replace("’", "'")))


@cache
def _anywhere(meaning: str) -> re.Pattern[str]:
    longest_first = sorted(words(meaning), key=lambda word: (-len(word), word))
    return re.compile("|".join(_whole(word) for word in longest_first))


def _whole(word: str) -> str:
    begins = r"(?<!\w)" if word[0] < "\u2e80" else ""
    return begins + re.escape(word) + (r"(?!\w)" if word.isascii() else "")


@cache
def _phrases(meanings: tuple[str, ...]) -> tuple[list[tuple[frozenset[str], str]], re.Pattern[str]]:
    """Phrases, each with the words that stand whole in a text that has it, and those of scripts without spaces.

    So few phrases need to be looked for in a long text.
    """
    phrases: list[tuple[frozenset[str], str]] = []
    unspaced: list[str] = []
    for phrase in sorted(frozenset().union(*map(words, meanings))):
        first = _WORD.match(phrase)
        if first is not None and phrase[first.end() :].startswith(" "):
            phrases.append((frozenset(_WORD.findall(phrase)[:-1]), phrase))
        elif phrase[0] >= "\u2e80":
            unspaced.append(re.escape(phrase))
        else:
            phrases.append((frozenset(), phrase))
    return phrases, re.compile("|".join(unspaced) or "(?!)")


def after(text: str, meaning: str) -> str:
    """The text behind the word of that meaning with which it begins; "" when it begins with none or is no more."""
    found = _beginning(meaning).match(text.lower())
    return text[found.end() :].lstrip(" :：/／·") if found else ""
