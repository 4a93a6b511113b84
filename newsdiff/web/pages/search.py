"""Search: which versions of which articles say something, since when, until when, and what is gone again."""

from dataclasses import dataclass
from http import HTTPStatus

from markupsafe import Markup

from newsdiff.app import App
from newsdiff.errors import NotFound
from newsdiff.model.search import Field, SearchHit, SearchPage, Sighting, Snippet
from newsdiff.render.excerpt import excerpt
from newsdiff.render.html_table import pieces_html
from newsdiff.render.phrases import field_name, pilcrows
from newsdiff.render.pieces import one_side
from newsdiff.search.query import MOST_CHARACTERS, QueryError
from newsdiff.web.links import Links
from newsdiff.web.page import BadRequest, Page, markup
from newsdiff.web.seeking import Sought
from newsdiff.web.words import moment, seen

#: articles on one page
LIMIT = 20
#: articles judged for one page: words that stand everywhere and hardly ever fit together must not hold up a reader
PATIENCE = 2_000


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
    headline: str
    link: str
    #: the versions that fit: numbers and links of the first and last of each range, once where they are one
    ranges: list[list[tuple[int, str]]]
    #: of these there are so many
    versions: int
    is_one: bool
    first: Markup
    last: Markup
    is_in_newest: bool
    steps: list[Step]
    #: where it stands, and the words there
    snippets: list[tuple[str, Markup]]


def search_page(app: App, links: Links, sought: Sought, *, limit: int = LIMIT, patience: int = PATIENCE) -> Page:
    """What is found, under the form; what cannot be understood is told there too. Raises: StorageError."""
    sources = app.archive.articles.source_names()
    found, trouble = SearchPage(hits=()), ""
    if sought.text:
        try:
            found = _found(app, sought, sources, limit, patience)
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
        "is_partial": found.cursor is not None and len(found.hits) < limit,
        "patience": patience,
    }
    status = HTTPStatus.BAD_REQUEST if trouble else HTTPStatus.OK
    is_indexed = not sought.text
    return Page(
        template="search.html", title="Search", values=values, section="search", status=status, is_indexed=is_indexed
    )


def _found(app: App, sought: Sought, sources: list[str], limit: int, patience: int) -> SearchPage:
    if sought.source and sought.source not in sources:
        raise BadRequest(f"No source here is called “{sought.source}”.")
    wanted, before = sought.wanted(), sought.begins_behind()
    try:
        return app.search(sought.text, wanted, limit=limit, before=before, patience=patience)
    except QueryError as error:
        raise BadRequest(f"This search cannot be read: {error}.") from error
    except NotFound as error:
        raise BadRequest("The version where this page begins is not there. Begin again at the newest.") from error


def _hit(hit: SearchHit, links: Links) -> Found:
    return Found(
        source=hit.source,
        of_source=links.front([("source", hit.source)]),
        headline=hit.headline or hit.url,
        link=links.article(hit.article_id),
        ranges=[[(n, links.version(hit.article_id, n)) for n in sorted({*ends})] for ends in hit.ranges],
        versions=hit.versions,
        is_one=len(hit.ranges) == 1 and hit.ranges[0][0] == hit.ranges[0][1],
        first=moment(hit.first_seen.by),
        last=moment(hit.last_seen_at),
        is_in_newest=hit.is_in_newest,
        steps=_steps(hit, links),
        snippets=[(_place(hit, snippet), _marked(snippet)) for snippet in hit.snippets],
    )


def _steps(hit: SearchHit, links: Links) -> list[Step]:
    """What came and went, in order."""
    steps: list[tuple[Sighting, str]] = [(one, "added") for one in hit.added]
    steps += [(one, "removed") for one in hit.removed]
    return [
        Step(
            words=f"{did} in version {one.version}",
            link=links.diff(hit.article_id, one.version - 1, one.version),
            when=seen(one.after, one.by),
        )
        for one, did in sorted(steps, key=lambda step: step[0].version)
    ]


def _place(hit: SearchHit, snippet: Snippet) -> str:
    passage = snippet.passage
    if passage.field is Field.BODY and passage.paragraph is not None:
        return f"{pilcrows([passage.paragraph])} of version {hit.shown}"
    return f"{field_name(passage.field)}, version {hit.shown}"


def _marked(snippet: Snippet) -> Markup:
    return markup(pieces_html(excerpt(one_side(snippet.passage.text, snippet.spans, "found"))))
