"""Which sources have fallen silent, asked of the archive once a minute: watchers and readers may ask every second.

Also what readers are told where nobody looks any more.
"""

from datetime import datetime
from threading import Lock
from time import monotonic

from markupsafe import Markup

from newsdiff.app import App
from newsdiff.model.source import TrackedArticle
from newsdiff.tracking.silence import LEAST, Silent
from newsdiff.web.page import markup
from newsdiff.web.times import Above, moment

#: seconds for which it stays known: it takes some looking
_KEPT_S = 60.0


class Silence:
    """The silent sources of one archive."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._lock = Lock()
        #: when the clock must be asked again, the sources, and as of when
        self._known: tuple[float, list[Silent], datetime] | None = None

    def sources(self) -> tuple[list[Silent], datetime]:
        """The silent ones by name, and as of when. Raises: StorageError."""
        with self._lock:
            if self._known is None or self._known[0] < monotonic():
                as_of = self._app.now()
                self._known = (monotonic() + _KEPT_S, self._app.silent_sources(), as_of)
            return self._known[1:]


def stopped(app: App, source: str | None) -> Markup | str:
    """That nobody has looked at anything, or at that source, for too long: no change is told then; "" else."""
    last = app.archive.history.last_look(source)
    if last is None or last >= app.now() - LEAST:
        return ""
    what = "any article of this source" if source else "any article"
    when = moment(last, Above(zone=True))
    return markup(f"The newest look at {what} was on {when}, at others perhaps earlier; later changes are not known.")


def left_alone(article: TrackedArticle, now: datetime) -> Markup | str:
    """That no look at an article is planned, or the next is late by more than a day; "" else, and before any look."""
    last, due = article.last_checked_at, article.next_check_at if article.is_tracked else None
    if last is None or (due is not None and due >= now - LEAST):
        return ""
    return markup(f"The last look at this article was on {moment(last)}; later changes are not known.")
