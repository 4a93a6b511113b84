"""Which sources have fallen silent, asked of the archive once a minute: watchers and readers may ask every second."""

from datetime import datetime
from threading import Lock
from time import monotonic

from newsdiff.app import App
from newsdiff.tracking.silence import Silent

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
