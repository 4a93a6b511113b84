"""What the network gave: answers, validators, what is known of a host."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a conditional request sends back; both as the server wrote them."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A complete answer of any HTTP status but 304."""

    #: the address asked for
    url: str
    #: the address that answered, after redirects
    final_url: str
    #: addresses passed on the way, the asked one first, the final one left out
    redirects: tuple[str, ...] = ()
    status: int
    #: names in lower case, in the order received
    headers: tuple[tuple[str, str], ...] = ()
    #: decoded from its content encoding
    body: bytes = field(repr=False)
    #: when the answer began
    at: datetime
    elapsed_s: float = 0.0

    def header(self, name: str) -> str | None:
        """The first header of that name (lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def validators(self) -> Validators:
        """What a later conditional request may send."""
        return Validators(etag=self.header("etag"), last_modified=self.header("last-modified"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The server said 304."""

    url: str
    final_url: str
    redirects: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    at: datetime
    elapsed_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred:
    """No look was made: the host asked for quiet, or failed lately. Not an observation."""

    url: str
    host: str
    until: datetime
    #: "retry_after" or "backoff"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """What must survive a restart about one host ("name" or "name:port" when the port is not the default)."""

    host: str
    last_request_at: datetime | None = None
    #: from Retry-After; obeyed always
    retry_after_until: datetime | None = None
    #: our own pause after failures in a row
    backoff_until: datetime | None = None
    failures: int = 0
    last_error: str | None = None
    robots: str | None = None
    robots_status: int | None = None
    robots_fetched_at: datetime | None = None
