"""What the whole of both articles says about an edit, worked out once and only when asked for."""

import re
from collections import Counter
from functools import cached_property

from newsdiff.diff.labels.language import language_of
from newsdiff.diff.labels.names import Names
from newsdiff.model.article import Article

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


class Context:
    """Both whole texts, their language, their words and names."""

    def __init__(self, old: Article, new: Article) -> None:
        self.old, self.new = "\n".join(old.texts), "\n".join(new.texts)
        self.language = _language(new, new.language or old.language)
        #: whether the new text is in another language than the old one: every word differs, and says the same
        self.is_translated = bool(self.language) and _language(old, old.language) not in ("", self.language)
        self.names = Names(_with_fields(old), _with_fields(new), self.language)

    def elsewhere(self, words: str, unit: tuple[str, str], side: int) -> bool:
        """Whether the old (0) or new (1) article holds the words in another unit than this one."""
        whole = (self.old, self.new)[side]
        return whole.count(words) > unit[side].count(words)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(word.lower() for text in (self.old, self.new) for word in _WORD.findall(text))

    def stands(self, word: str) -> int:
        """How often a word, lower case, stands in both texts."""
        return self._counts[word]


def _language(article: Article, tagged: str | None) -> str:
    fields = " ".join(filter(None, (article.headline, article.standfirst)))
    text = "\n".join(article.texts)
    return language_of(f"{text}\n{fields}" if text else fields, tagged)


def _with_fields(article: Article) -> str:
    return "\n".join([*article.texts, *filter(None, (article.headline, article.standfirst))])
