"""The stream of changes as an address asks for it: for pages, feeds and the API."""

from dataclasses import replace

from newsdiff.app import App
from newsdiff.errors import NotFound
from newsdiff.render.stream import StreamPage
from newsdiff.web.asking import Asked
from newsdiff.web.page import BadRequest


def stream_page(
    app: App, asked: Asked, *, limit: int, article: int | None = None, most: int | None = None
) -> StreamPage:
    """What is asked for, of one article or of all. `most`: articles that are assessed at once. Raises: BadRequest."""
    wanted, stream = replace(asked.wanted, article=article), app.stream(most=most)
    if wanted.source is not None and wanted.source not in app.archive.articles.source_names():
        raise BadRequest(f"No source here is called “{wanted.source}”.")
    try:
        before = stream.change(*asked.before) if asked.before else None
    except NotFound as error:
        raise BadRequest("The change where this page begins is not there. Begin again at the newest.") from error
    return stream.page(wanted, limit=limit, before=before)
