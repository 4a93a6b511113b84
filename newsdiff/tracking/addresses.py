"""Which other addresses name an article: redirects and rel=canonical, believed only with evidence."""

from dataclasses import dataclass

from newsdiff.model.address import address_key, is_front_page, is_section_address, same_site
from newsdiff.model.article import Article
from newsdiff.model.recording import Standing
from newsdiff.model.source import Alias, AliasKind, TrackedArticle
from newsdiff.storage.archive import Archive
from newsdiff.tracking.content import agree


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """What a look taught about addresses."""

    aliases: tuple[Alias, ...] = ()
    #: the article that this one turned out to be; only a first look can tell
    merged_into: int | None = None
    #: a claim to be dropped, because two stories make it
    dropped: Alias | None = None


def redirect_aliases(final_url: str, redirects: tuple[str, ...], standing: Standing) -> tuple[Alias, ...]:
    """The addresses passed on the way to the article, and the final one."""
    found = {}
    for url in (*redirects, final_url):
        key = address_key(url)
        if url != standing.article.url and key not in standing.keys:
            found[key] = Alias(url=url, key=key, kind=AliasKind.REDIRECT)
    return tuple(found.values())


def duplicate(archive: Archive, standing: Standing, final_url: str) -> TrackedArticle | None:
    """The article already known at the final address of a first look, or None."""
    if standing.latest is not None or address_key(final_url) in standing.keys or is_front_page(final_url):
        return None
    known = archive.articles.by_key(address_key(final_url))
    return known if known is not None and known.id != standing.article.id else None


def learn(
    archive: Archive, standing: Standing, article: Article, final_url: str, redirects: tuple[str, ...]
) -> Addresses:
    """What a look that showed the article says about its addresses."""
    aliases = redirect_aliases(final_url, redirects, standing)
    canonical = article.canonical
    if canonical is None or not _is_believable(canonical, final_url):
        return Addresses(aliases=aliases)
    key = address_key(canonical)
    if key in standing.keys or key == address_key(final_url) or archive.articles.is_dropped(key):
        return Addresses(aliases=aliases)
    claim = Alias(url=canonical, key=key, kind=AliasKind.CANONICAL)
    other = archive.articles.by_key(key)
    if other is None:
        return Addresses(aliases=(*aliases, claim))
    if other.versions == 0 or other.id == standing.article.id:
        return Addresses(aliases=aliases)
    if not agree(other.headline, article.headline):
        return Addresses(aliases=aliases, dropped=claim)
    if standing.latest is None:
        return Addresses(aliases=aliases, merged_into=other.id)
    return Addresses(aliases=aliases)


def _is_believable(canonical: str, final_url: str) -> bool:
    return same_site(canonical, final_url) and not is_front_page(canonical) and not is_section_address(canonical)
