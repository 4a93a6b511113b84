"""The error tree. Whatever newsdiff raises on purpose descends from `NewsdiffError`.

    NewsdiffError
    ├── ConfigError            a setting or an argument is wrong
    ├── ArticleError(url)      one address could not be handled
    │   ├── FetchError         no answer could be had
    │   │   ├── Timeout
    │   │   ├── ConnectionFailed
    │   │   ├── BlockedByRobots
    │   │   ├── NeedsCookies
    │   │   ├── RedirectLoop
    │   │   ├── UnsafeAddress
    │   │   └── TooLarge
    │   └── ExtractError       an answer came, and cannot be read
    │       ├── UnsupportedContentType
    │       ├── ExtractorFailed
    │       └── FeedError
    ├── Withheld               an article is not shown, by a person's decision
    └── StorageError
        ├── NotFound
        ├── SchemaOutOfDate
        ├── Conflict
        └── Locked

Messages name the thing, the cause and the next step. "Not modified", "unchanged" and any HTTP status are values,
not errors; an error of one article never stops a run.
"""


class NewsdiffError(Exception):
    """Base of every error that newsdiff raises on purpose; `str()` is fit to be shown to a person."""


class ConfigError(NewsdiffError):
    """A setting, an argument or a file given by the user is wrong."""


class ArticleError(NewsdiffError):
    """Something about one address; `url` is that address as it was asked for."""

    def __init__(self, url: str, message: str) -> None:
        super().__init__(message)
        self.url = url


class FetchError(ArticleError):
    """No usable answer. `kind` is the word kept with the observation ("timeout", "tls", ...)."""

    kind = "fetch"


class Timeout(FetchError):
    """The answer was not complete within the deadline of one fetch."""

    kind = "timeout"


class ConnectionFailed(FetchError):
    """No connection, or one that broke. `kind` tells more: dns, connect, tls, protocol."""

    kind = "connect"

    def __init__(self, url: str, message: str, kind: str = "connect") -> None:
        super().__init__(url, message)
        self.kind = kind


class BlockedByRobots(FetchError):
    """robots.txt of the host does not allow us to look."""

    kind = "robots"


class NeedsCookies(FetchError):
    """The site sends every reader without cookies round in a circle."""

    kind = "cookies"


class RedirectLoop(FetchError):
    """More redirects than allowed, or a circle of them."""

    kind = "redirects"


class UnsafeAddress(FetchError):
    """The address, or one it redirects to, must not be fetched (scheme, private network, downgrade)."""

    kind = "unsafe"


class TooLarge(FetchError):
    """The decoded answer passed the limit; nothing of it was kept."""

    kind = "too_large"


class ExtractError(ArticleError):
    """The bytes cannot be read as what they should be."""

    kind = "extract"


class UnsupportedContentType(ExtractError):
    """Not a page: a picture, a PDF, a video."""

    kind = "content_type"


class ExtractorFailed(ExtractError):
    """The extractor broke on this page: a fault of ours. The payload is kept, so nothing is lost."""

    kind = "extractor"


class FeedError(ExtractError):
    """A feed or sitemap that cannot be read. `line` is 1-based, None when unknown."""

    kind = "feed"

    def __init__(self, url: str, message: str, line: int | None = None) -> None:
        super().__init__(url, message)
        self.line = line


class Withheld(NewsdiffError):
    """A person decided that an article is not shown to browsers; the message is the reason."""


class StorageError(NewsdiffError):
    """The archive cannot be read or written."""


class NotFound(StorageError):
    """No such article, version, source or feed in this archive."""


class SchemaOutOfDate(StorageError):
    """The archive's schema is older or newer than this program's."""


class Conflict(StorageError):
    """Another program recorded a look at the same article in between: know the article anew and decide again."""


class Locked(StorageError):
    """Another run holds the archive, or another build the folder. `holder` says who: process id, host, since when."""

    def __init__(self, message: str, holder: str) -> None:
        super().__init__(message)
        self.holder = holder
