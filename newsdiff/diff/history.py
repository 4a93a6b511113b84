"""What can be said of a whole history without looking at pairs: returns to an earlier text."""

from collections.abc import Sequence

from newsdiff.model.article import Article


def content(article: Article) -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
    """What makes a version: headline, standfirst, byline and the paragraphs' texts. Hashable and comparable."""
    return article.headline or None, article.standfirst or None, article.byline or None, article.texts


def returns_to(articles: Sequence[Article]) -> list[int | None]:
    """For each version (in order, the first is number 1) the number of the newest earlier one that said the same.

    The version just before does not count: a return has something else in between. None where there is no return.
    """
    newest: dict[tuple[object, ...], int] = {}
    returns: list[int | None] = []
    for number, article in enumerate(articles, start=1):
        earlier = newest.get(content(article))
        returns.append(earlier if earlier is not None and earlier < number - 1 else None)
        newest[content(article)] = number
    return returns
