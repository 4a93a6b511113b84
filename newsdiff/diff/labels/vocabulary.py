"""The words of `words.toml`, `quantities.toml` and `notes.toml` as compiled patterns, by language and meaning."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

#: written without spaces: their words are found anywhere
UNSPACED = ("zh", "ja")
_APOSTROPHES = "['’‘ʼ]"
#: matches nothing
_NEVER = re.compile(r"(?!)")


@cache
def tables(name: str) -> dict[str, Any]:
    """One data file beside this module."""
    return tomllib.loads(files("newsdiff.diff.labels").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def languages() -> frozenset[str]:
    """The languages of which words are known."""
    return frozenset(tables("words")["negation"])


def alternatives(parts: list[str]) -> str:
    """Parts of regular expressions as one, the longest first; ’ for any apostrophe."""
    longest_first = sorted(parts, key=lambda part: (-len(part), part))
    return "(?:" + "|".join(longest_first).replace("’", _APOSTROPHES) + ")"


@cache
def pattern(meaning: str, language: str) -> re.Pattern[str]:
    """What finds the words of that meaning; for a language that is not listed, what finds nothing."""
    parts = tables("words").get(meaning, {}).get(language)
    if not parts:
        return _NEVER
    found = alternatives(parts)
    return re.compile(found if language in UNSPACED else rf"(?<!\w){found}(?!\w)", re.IGNORECASE)


def is_word(word: str, meaning: str, language: str) -> bool:
    """Whether the whole text is one of these words."""
    return bool(pattern(meaning, language).fullmatch(word))
