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
        fields = " ".join(filter(None, (new.headline, new.standfirst)))
        self.language = language_of(f"{self.new}\n{fields}" if self.new else fields, new.language or old.language)
        self.names = Names(self.old, self.new, self.language)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(word.lower() for text in (self.old, self.new) for word in _WORD.findall(text))

    def stands(self, word: str) -> int:
        """How often a word, lower case, stands in both texts."""
        return self._counts[word]
