"""Search: which versions of which articles say something, since when, until when, and what is gone again."""

from dataclasses import dataclass
from http import HTTPStatus

from markupsafe import Markup

from newsdiff.app import App
from newsdiff.model.search import Field, SearchHit, SearchPage, Sighting, Snippet
from newsdiff.render.hit_html import passage_html, snippet_html
from newsdiff.render.html_table import language_tag
from newsdiff.render.search import snippet_place
from newsdiff.search.query import MOST_CHARACTERS
from newsdiff.web.hits import PATIENCE, search_hits
from newsdiff.web.links import Links
from newsdiff.web.page import BadRequest, Page, markup
from newsdiff.web.seeking import Sought
from newsdiff.web.silence import stopped
from newsdiff.web.times import moment, seen

#: articles on one page
LIMIT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A version that added or removed what was looked for."""

    words: str
    link: str
    when: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One article of which a version fits."""

    source: str
    of_source: str
    #: of the newest version; what was found in it is marked
    headline: Markup | str
    link: str
    #: the versions that fit: numbers and links of the first and last of each range, once where they are one
    ranges: list[list[tuple[int, str]]]
    #: of these there are so many
    versions: int
    first: Markup
    last: Markup
    #: the first version says it: it may have stood there before the first look
    is_from_first: bool
    #: a single look showed it
    is_once: bool
    is_in_newest: bool
    steps: list[Step]
    #: tag of the texts' language; "" when unknown
    language: str
    #: where it stands, a link to there, and the words
    snippets: list[tuple[str, str, Markup]]


def search_page(app: App, links: Links, sought: Sought, *, limit: int = LIMIT, patience: int = PATIENCE) -> Page:
    """What is found, under the form; what cannot be understood is told there too. Raises: StorageError."""
    sources = app.archive.articles.source_names()
    found, trouble = SearchPage(hits=()), ""
    if sought.text:
        try:
            found = search_hits(app, sought, limit=limit, patience=patience)
        except BadRequest as error:
            trouble = str(error)
    values = {
        "sought": sought,
        "text": sought.text[:MOST_CHARACTERS],
        "most": MOST_CHARACTERS,
        "sources": sources,
        "trouble": trouble,
        "hits": [_hit(hit, links) for hit in found.hits],
        "older": links.search(sought.query(found.cursor)) if found.cursor else "",
        "newest": links.search(sought.query()) if sought.before else "",
        "everywhere": links.search([("q", sought.text)]) if sought.is_narrow else "",
        "stopped": stopped(app, sought.source) if found.hits else "",
        "is_partial": found.cursor is not None and len(found.hits) < limit,
        "patience": patience,
    }
    status = HTTPStatus.BAD_REQUEST if trouble else HTTPStatus.OK
    return Page(
        template="search.html",
        title=f"{sought.text[:MOST_CHARACTERS]} – Search" if sought.text else "Search",
        values=values,
        section="search",
        status=status,
        is_indexed=not sought.text,
    )


def _hit(hit: SearchHit, links: Links) -> Found:
    snippets = [one for one in hit.snippets if not _is_headline(hit, one)]
    marked = [markup(passage_html(one)) for one in hit.snippets if _is_headline(hit, one)]
    return Found(
        source=hit.source,
        of_source=links.front([("source", hit.source)]),
        headline=marked[0] if marked else hit.headline or hit.url,
        link=links.article(hit.article_id),
        ranges=[[(n, links.version(hit.article_id, n)) for n in sorted({*ends})] for ends in hit.ranges],
        versions=hit.versions,
        first=moment(hit.first_seen.by),
        last=moment(hit.last_seen_at),
        is_from_first=hit.first_seen.version == 1,
        is_once=hit.first_seen.by == hit.last_seen_at,
        is_in_newest=hit.is_in_newest,
        steps=_steps(hit, links),
        language=language_tag(hit.language),
        snippets=[_snippet(hit, snippet, links) for snippet in snippets],
    )


def _is_headline(hit: SearchHit, snippet: Snippet) -> bool:
    """Whether it is the text that stands above all that is told of the article."""
    return snippet.passage.field is Field.HEADLINE and snippet.passage.text == hit.headline


def _steps(hit: SearchHit, links: Links) -> list[Step]:
    """What came and went, in order."""
    steps: list[tuple[Sighting, str]] = [(one, "added") for one in hit.added]
    steps += [(one, "removed") for one in hit.removed]
    return [
        Step(
            words=f"{did} in version {one.version}",
            link=links.diff(hit.article_id, one.version - 1, one.version),
            when=seen(one.after, one.by, ""),
        )
        for one, did in sorted(steps, key=lambda step: step[0].version)
    ]


def _snippet(hit: SearchHit, snippet: Snippet, links: Links) -> tuple[str, str, Markup]:
    paragraph = snippet.passage.paragraph
    anchor = "" if paragraph is None else f"p{paragraph + 1}"
    link = links.version(hit.article_id, hit.shown, anchor)
    return snippet_place(hit, snippet), link, markup(snippet_html(snippet))
