"""The addresses of pages that are files: from any of them to any other, whatever the site is a part of."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from newsdiff.web.links import FeedForm, Layout, Links

#: characters of the hash that stands for a source's name, which may be anything and so names no folder itself
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class FileLinks(Links):
    """Addresses behind `base`: "../../" for a page two folders deep, or "https://example.org/changes/" for whole ones.

    A page is a folder with an index.html, so that its address is the same on every host. What needs a server has none:
    pages leave it out (`is_live`).
    """

    is_live: ClassVar[bool] = False

    def has_blame(self, version: int, versions: int) -> bool:
        """For the newest version alone: the others' would all be new with each version."""
        return version == versions

    def front(self, asked: Iterable[tuple[str, str]] = ()) -> str:
        """The stream: all of it, of a source, of a day or a source's month, and further pages (see `stream_path`).

        "" for a further page of all changes, or of all of a source: files are cut by time.
        """
        told = dict(asked)
        if "before" in told and "since" not in told:
            return ""
        return self.base + stream_path(told.get("source", ""), told.get("since", ""), told.get("before", "")) or "./"

    def article(self, article: int, anchor: str = "", *, before: int | None = None) -> str:
        """One article's history. `before`: its page of versions before that one."""
        page = f"before-{before}/" if before is not None else ""
        return f"{self.base}articles/{article}/{page}{f'#{anchor}' if anchor else ''}"

    def version(self, article: int, version: int, anchor: str = "") -> str:
        """What a version says."""
        return f"{self.base}articles/{article}/{version}/{f'#{anchor}' if anchor else ''}"

    def blame(self, article: int, version: int) -> str:
        """How old each paragraph of a version is."""
        return f"{self.base}articles/{article}/{version}/blame/"

    def diff(self, article: int, old: int, new: int, *, layout: Layout = "side-by-side", is_whole: bool = False) -> str:
        """Two versions compared; what is folded can be opened on the page itself."""
        del is_whole
        return f"{self.base}articles/{article}/{old}..{new}/{'inline/' if layout == 'inline' else ''}"

    def picture(self, article: int, old: int, new: int) -> str:
        """The card of two versions."""
        return f"{self.base}articles/{article}/{old}..{new}.png"

    def feed(self, form: FeedForm, asked: Iterable[tuple[str, str]] = (), article: int | None = None) -> str:
        """A feed of all changes, of a source's, or of one article's."""
        path = stream_path(dict(asked).get("source", "")) if article is None else f"articles/{article}/"
        return f"{self.base}{path}feed.{form}"

    def sources(self) -> str:
        """All sources."""
        return f"{self.base}sources/"

    def about(self, anchor: str = "") -> str:
        """How to read the pages."""
        return f"{self.base}about/{f'#{anchor}' if anchor else ''}"

    def static(self, name: str) -> str:
        """A style sheet, script or picture."""
        return f"{self.base}static/{name}"


def stream_path(source: str, since: str = "", before: str = "") -> str:
    """The folder of a page of the stream: "", "changes/2026-11-02/", "sources/0123456789ab/2026-11/12-3/".

    `since`: the first day of what it shows; `before`: the change that ends the page before it.
    """
    root = f"sources/{sha256(source.encode()).hexdigest()[:_DIGITS]}/" if source else ""
    if not since:
        return root
    period = f"{root}{since[:7]}/" if source else f"changes/{since}/"
    return f"{period}{before.replace(':', '-')}/" if before else period
