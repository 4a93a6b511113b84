"""The stream of changes as an address asks for it: for pages, feeds and the API."""

from dataclasses import replace

from newsdiff.app import App
from newsdiff.errors import NotFound
from newsdiff.render.stream import StreamPage
from newsdiff.web.asking import Asked
from newsdiff.web.page import BadRequest

#: articles whose changes are assessed for one answer: the first readers of a large archive must not wait for all of it
MOST_ASSESSED = 50
#: versions that are looked through for a rare label or weight; what is older is on the following page
PATIENCE = 8_000


def stream_page(app: App, asked: Asked, *, limit: int, article: int | None = None) -> StreamPage:
    """What is asked for, of one article or of all; perhaps less of it, which the page then says. Raises: BadRequest."""
    wanted, stream = replace(asked.wanted, article=article), app.stream(most=MOST_ASSESSED, patience=PATIENCE)
    if wanted.source is not None and wanted.source not in app.archive.articles.source_names():
        raise BadRequest(f"No source here is called “{wanted.source}”.")
    try:
        before = stream.change(*asked.before) if asked.before else None
    except NotFound as error:
        raise BadRequest("The change where this page begins is not there. Begin again at the newest.") from error
    return stream.page(wanted, limit=limit, before=before)
