"""One version: the article as it was, with the evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from newsdiff.app import App
from newsdiff.diff.rows import row_cells
from newsdiff.model.article import Article
from newsdiff.model.observation import Observation, Origin
from newsdiff.model.source import TrackedArticle
from newsdiff.model.version import Version
from newsdiff.render.html_parts import address_html
from newsdiff.render.html_table import language
from newsdiff.web.links import Links
from newsdiff.web.page import Page, markup
from newsdiff.web.times import moment, seen, stamp_words
from newsdiff.web.walk import near
from newsdiff.web.words import article_values, held, unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the evidence, or of what the page says besides its text."""

    name: str
    value: str | Markup
    #: a hash, a header: in a font of one width
    is_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph of a version, or a table: rows of one."""

    #: from 1
    number: int
    kind: str
    text: str
    #: the cells of each row; rows have numbers from that of the block on
    rows: tuple[tuple[str, ...], ...] = ()


def version_page(app: App, links: Links, article_id: int, number: int) -> Page:
    """What a version says. Raises: NotFound, ExtractError, StorageError."""
    article = app.archive.articles.by_id(article_id)
    version = app.archive.history.version(article_id, number)
    text = app.reader.version(version, article.source, app.now())
    look = app.archive.history.observation(version.observation_id)
    headline = text.headline or "(no headline)"
    values = {
        **article_values(links, article),
        **_ways(links, article, number),
        "headline": headline,
        "lang": markup(language(text)),
        "text": text,
        "blocks": list(_blocks(text)),
        "number": number,
        "versions": article.versions,
        "when": seen(version.after, version.by),
        "newest": links.version(article_id, article.versions) if number < article.versions else "",
        "returns_to": version.returns_to,
        "returned": links.version(article_id, version.returns_to) if version.returns_to else "",
        "unwatched": unwatched(text, article.first_seen_at),
        "is_by_hand": version.origin is Origin.BY_HAND,
        "said": list(_said(text)),
        "evidence": list(_evidence(version, look, text)),
        "headers": () if version.origin is Origin.BY_HAND else look.headers,
    }
    title = f"{headline} – version {number}"
    return Page(template="version.html", title=title, values=values, is_indexed=False)


def _blocks(text: Article) -> Iterator[Block]:
    """The paragraphs of a version; two rows or more that stand together are a table."""
    numbered = list(enumerate(text.paragraphs, 1))
    for is_table, run in groupby(numbered, key=lambda one: bool(row_cells(one[1].text))):
        block = list(run)
        if is_table and len(block) > 1:
            rows = tuple(tuple(row_cells(paragraph.text)) for _, paragraph in block)
            yield Block(number=block[0][0], kind="table", text="", rows=rows)
        else:
            yield from (Block(number=n, kind=one.kind.value, text=one.text) for n, one in block)


def _ways(links: Links, article: TrackedArticle, number: int) -> dict[str, Any]:
    """Where one can go from this version."""
    last = article.versions
    return {
        "blame": links.blame(article.id, number) if links.has_blame(number, last) else "",
        "change": links.diff(article.id, number - 1, number) if number > 1 else "",
        "next": links.diff(article.id, number, number + 1) if number < last else "",
        "steps": [(n, links.version(article.id, n), n == number) for n in near(last, {number})],
    }


def _said(text: Article) -> list[Fact]:
    """What the page says besides its text."""
    told = {
        "authors": ", ".join(text.authors),
        "section": text.section,
        "language": text.language,
        "published time": _stamp(text.published, stamp_words(text.published_utc) if text.published_utc else ""),
        "modified time": _stamp(text.modified, stamp_words(text.modified_utc) if text.modified_utc else ""),
        "lead image": _address(text.image),
        "headline for social media": text.headlines.og if text.headlines.og != text.headline else "",
        "headline for search engines": text.headlines.json_ld if text.headlines.json_ld != text.headline else "",
        "canonical address": _address(text.canonical),
    }
    return [Fact(name=name, value=value) for name, value in told.items() if value]


def _address(url: str | None) -> Markup | None:
    return markup(address_html(url)) if url else None


def _stamp(written: str | None, read: str) -> str:
    """A stamp as the page writes it, and what that means."""
    return f"{written} ({held(read)})" if written and read else written or ""


def _evidence(version: Version, look: Observation, text: Article) -> list[Fact]:
    answered: dict[str, str | Markup | None] = {
        "HTTP status": str(look.status) if look.status else None,
        "address requested": _address(look.url),
        "address after redirects": _address(version.final_url),
    }
    # of a page that a person saved no answer is known
    by_hand = {"address that was given": _address(look.url)}
    told: dict[str, str | Markup | None] = {
        "last look before it": moment(version.after) if version.after else "none: it is the first",
        "look that showed it": moment(version.by),
        **(by_hand if version.origin is Origin.BY_HAND else answered),
        "read by": " ".join(filter(None, (text.make.extractor, text.make.knowledge))),
    }
    hashes = {
        "SHA-256 of the page": version.payload_sha256,
        "SHA-256 of the text": version.content_hash,
        "SHA-256 of the chain": version.chain_hash,
    }
    facts = [Fact(name=name, value=value) for name, value in told.items() if value]
    return facts + [Fact(name=name, value=value, is_code=True) for name, value in hashes.items()]
