"""The addresses of all pages. Whoever links to a page asks here, so that a base path is in all of them or in none."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal
from urllib.parse import urlencode

#: how a comparison is laid out
Layout = Literal["side-by-side", "inline"]
#: how a feed is written
FeedForm = Literal["atom", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a comparison is shown; carried in its links."""

    layout: Layout = "side-by-side"
    #: unchanged paragraphs are not folded
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses below a base path: "" or "/x", without a slash at its end."""

    base: str = ""
    #: a server answers: it searches, looks up, filters, and says when the next look is. Files do not
    is_live: ClassVar[bool] = True

    def has_blame(self, version: int, versions: int) -> bool:
        """Whether there is a page with the age of this version's paragraphs."""
        return 0 < version <= versions

    def front(self, asked: Iterable[tuple[str, str]] = ()) -> str:
        """The stream of changes, filtered as `asked` (see `asking`)."""
        return self._with(f"{self.base}/", asked)

    def article(self, article: int, anchor: str = "", *, before: int | None = None) -> str:
        """One article's history. `before`: its page of versions before that one."""
        path = self._with(f"{self.base}/articles/{article}", [] if before is None else [("before", str(before))])
        return f"{path}#{anchor}" if anchor else path

    def version(self, article: int, version: int, anchor: str = "") -> str:
        """What a version says."""
        return f"{self.base}/articles/{article}/{version}{f'#{anchor}' if anchor else ''}"

    def blame(self, article: int, version: int) -> str:
        """How old each paragraph of a version is."""
        return f"{self.base}/articles/{article}/{version}/blame"

    def diff(self, article: int, old: int, new: int, *, layout: Layout = "side-by-side", is_whole: bool = False) -> str:
        """Two versions compared. `is_whole`: unchanged paragraphs are not folded."""
        asked: list[tuple[str, str]] = [("layout", layout)] if layout != "side-by-side" else []
        asked += [("unchanged", "shown")] if is_whole else []
        return self._with(f"{self.base}/articles/{article}/{old}..{new}", asked)

    def picture(self, article: int, old: int, new: int) -> str:
        """The card of two versions."""
        return f"{self.base}/articles/{article}/{old}..{new}.png"

    def feed(self, form: FeedForm, asked: Iterable[tuple[str, str]] = (), article: int | None = None) -> str:
        """A feed of the stream of changes, filtered as `asked`, or of one article."""
        path = f"{self.base}/" if article is None else f"{self.article(article)}/"
        return self._with(f"{path}feed.{form}", asked)

    def about(self, anchor: str = "") -> str:
        """How the pages are to be read."""
        return f"{self.base}/about{f'#{anchor}' if anchor else ''}"

    def sources(self) -> str:
        """All sources."""
        return f"{self.base}/sources"

    def search(self, asked: Iterable[tuple[str, str]] = ()) -> str:
        """What was said in all versions, searched as `asked` (see `seeking`)."""
        return self._with(f"{self.base}/search", asked)

    def search_feed(self, form: FeedForm, asked: Iterable[tuple[str, str]]) -> str:
        """A feed of what a search finds."""
        return self._with(f"{self.base}/search/feed.{form}", asked)

    def lookup(self, url: str | None = None) -> str:
        """The article that an address names."""
        return self._with(f"{self.base}/lookup", [] if url is None else [("url", url)])

    def health(self) -> str:
        """The state of the archive, for programs."""
        return f"{self.base}/healthz"

    def static(self, name: str) -> str:
        """A style sheet, script or picture; its name holds its hash (see `assets`)."""
        return f"{self.base}/static/{name}"

    @staticmethod
    def _with(path: str, asked: Iterable[tuple[str, str]]) -> str:
        query = urlencode(list(asked))
        return f"{path}?{query}" if query else path
