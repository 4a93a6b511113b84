"""bytes -> Article: what a page says, apart from everything around it.

Heavy libraries (lxml, BeautifulSoup) are imported at the first use of a name, not with the package, so
that `newsdiff --help` stays quick. What the network gave comes in; nothing here opens a connection or keeps state.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsdiff.extract.article import PageExtractor, extract_article

__all__ = ["PageExtractor", "extract_article"]


def __getattr__(name: str) -> Any:
    """Import the real thing when it is asked for."""
    if name in __all__:
        from newsdiff.extract import article

        return getattr(article, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
