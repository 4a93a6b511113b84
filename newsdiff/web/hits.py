"""The articles that a search finds, as an address asks for them: for pages, feeds and the API."""

from newsdiff.app import App
from newsdiff.errors import NotFound
from newsdiff.model.search import SearchPage
from newsdiff.search.query import QueryError
from newsdiff.web.page import BadRequest
from newsdiff.web.seeking import Sought

#: articles judged for one answer: words that stand everywhere and hardly ever fit together must not hold up a reader
PATIENCE = 500


def search_hits(app: App, sought: Sought, *, limit: int, patience: int = PATIENCE) -> SearchPage:
    """What is found; perhaps less than is there, and then its cursor goes on. Raises: BadRequest, StorageError."""
    if not sought.text:
        raise BadRequest("q is missing: it gives the words to look for.")
    if sought.source and sought.source not in app.archive.articles.source_names():
        raise BadRequest(f"No source here is called “{sought.source}”.")
    wanted, before = sought.wanted(), sought.begins_behind()
    try:
        return app.search(sought.text, wanted, limit=limit, before=before, patience=patience)
    except QueryError as error:
        raise BadRequest(f"This search cannot be read: {error}.") from error
    except NotFound as error:
        raise BadRequest("The version where this page begins is not there. Begin again at the newest.") from error
