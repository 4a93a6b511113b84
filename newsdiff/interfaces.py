"""The seams of the pipeline: what `tracking` needs from the parts it is given."""

from collections.abc import Sequence
from typing import Protocol

from newsdiff.model.article import Article, Make, Selectors
from newsdiff.model.knowledge import Hint, Knowledge
from newsdiff.model.page import Deferred, Fetched, HostState, NotModified, Validators


class Fetcher(Protocol):
    """URL -> bytes; the only way out to the network."""

    async def fetch(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        patient: bool = True,
    ) -> Fetched | NotModified | Deferred:
        """One look. Waits for the host's turn, obeys robots.txt, follows redirects, each hop checked anew.

        Any HTTP status is an answer, not an error. `Deferred` means that no request was made because the host
        asked for quiet (Retry-After) or failed lately; with `patient=False` only Retry-After defers.

        Raises: FetchError (see errors.py) when there is no usable answer.
        """
        ...

    def changed_hosts(self) -> Sequence[HostState]:
        """States of the hosts that changed since the last call, to be stored by the caller."""
        ...

    async def aclose(self) -> None:
        """Let go of all connections."""
        ...


class Extractor(Protocol):
    """bytes -> Article. A pure function of its arguments, so that it may run in another process."""

    def make(self, selectors: Selectors, *, is_vouched: bool = ..., knowledge: Knowledge = ...) -> Make:
        """The make that `extract` would write into its result."""
        ...

    def extract(
        self,
        payload: bytes,
        url: str,
        *,
        content_type: str | None = None,
        charset: str | None = None,
        selectors: Selectors = ...,
        is_vouched: bool = ...,
        knowledge: Knowledge = ...,
        hint: Hint | None = ...,
    ) -> Article:
        """Read an article. `charset` overrules the choice made by header, BOM, meta and detection.

        `is_vouched`: a person says that the page is an article. Then it is one although it is a list of others or
        shorter than articles are; walls stay walls. `knowledge`: what is known of its source. `hint`: where the body of
        the same article was last time.

        Raises: UnsupportedContentType when the bytes are no text at all.
        """
        ...

    def charset(self, payload: bytes, content_type: str | None) -> str:
        """The character set that `extract` would choose."""
        ...
