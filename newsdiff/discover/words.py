"""Counting words in any script: languages written without spaces are counted by characters."""

import re

_WORD = re.compile(r"\w+", re.UNICODE)
#: Han, kana, Thai, Lao, Khmer, Burmese: no spaces between words
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
#: characters that make about one word
_CHARS_PER_WORD = 2
_MIN_WORDS = 3
_MAX_CHARS = 400


def word_count(text: str) -> int:
    """The number of words; two characters of a script without spaces count as one."""
    spaceless = len(_SPACELESS.findall(text))
    return len(_WORD.findall(_SPACELESS.sub(" ", text))) + spaceless // _CHARS_PER_WORD


def is_headline_length(text: str) -> bool:
    """True for what could be a headline by its length: three words or more, and not a paragraph."""
    return word_count(text) >= _MIN_WORDS and len(text) <= _MAX_CHARS
