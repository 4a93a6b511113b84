"""newsdiff shows how news articles change after publication.

The public API, imported only when it is used:

* `extract_article(html, url)`: what a page says, an `Article`;
* `diff_articles(old, new)`: what differs between two of them, a `Change`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsdiff.diff.articles import diff_articles as diff_articles
    from newsdiff.extract import extract_article as extract_article

__version__ = "0.1.0"
__all__ = ["__version__", "diff_articles", "extract_article"]

_HOMES = {"extract_article": "newsdiff.extract", "diff_articles": "newsdiff.diff.articles"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'newsdiff' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
