"""The extractor: payload -> `Article`. A pure function; this module only puts the steps in their order.

1. charset and text (`charset`), HTML or plain text (`page`, `plain`);
2. metadata and headline, while scripts and chrome are still there (`jsonld`, `metadata`, `headline`);
3. walls' elements and chrome go (`walls`, `boilerplate`), what is left becomes blocks (`blocks`);
4. the container is chosen (`container`), standfirst and byline are found (`standfirst`, `bylines`), the body is
   composed (`compose`);
5. is it an article at all, or a list of them (`outcome`, `front`)?
"""

import hashlib
import json
from functools import cache
from importlib.metadata import version

from newsdiff.errors import UnsupportedContentType
from newsdiff.extract.charset import choose_charset, decode
from newsdiff.extract.explain import explain_html, kept_of
from newsdiff.extract.html import read_html
from newsdiff.extract.known import without_known
from newsdiff.extract.page import MAX_CHARS, looks_like_markup
from newsdiff.extract.saved import read_text
from newsdiff.model.article import VOUCHED, Article, Decision, Make, Selectors
from newsdiff.model.knowledge import Hint, Knowledge

#: version of our own rules; raise it when their result changes
RULES = "11"
_NO_SELECTORS = Selectors()
_NOTHING = Knowledge()
_BINARY_TYPES = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/gzip")
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"RIFF",
    b"\x00\x00\x00\x18ftyp",
    b"\x00\x00\x00\x20ftyp",
    b"ID3",
    b"7z\xbc\xaf",
    b"wOFF",
    b"wOF2",
    b"BM\x00",
)


class PageExtractor:
    """Reads articles out of pages; see `newsdiff.interfaces.Extractor`. Has no state, so that it may be pickled."""

    def make(
        self, selectors: Selectors = _NO_SELECTORS, *, is_vouched: bool = False, knowledge: Knowledge = _NOTHING
    ) -> Make:
        """The make of what `extract` returns: our rules, and the version of the parser they stand on."""
        known = " ".join(filter(None, (VOUCHED if is_vouched else "", knowledge.version)))
        return Make(extractor=_extractor_name(), knowledge=known, selectors=_fingerprint(selectors))

    def charset(self, payload: bytes, content_type: str | None) -> str:
        """The character set that `extract` would choose, by its WHATWG name."""
        return choose_charset(payload, content_type)

    def extract(
        self,
        payload: bytes,
        url: str,
        *,
        content_type: str | None = None,
        charset: str | None = None,
        selectors: Selectors = _NO_SELECTORS,
        is_vouched: bool = False,
        knowledge: Knowledge = _NOTHING,
        hint: Hint | None = None,
    ) -> Article:
        """Read an article. `charset` overrules the choice made by header, BOM, meta and detection.

        `is_vouched`: a person says that the page is an article. Then it is one although it is a list of others or
        shorter than articles are; walls stay walls. `knowledge`: what is known of its source. `hint`: where its
        body was last time.

        Raises: UnsupportedContentType when the bytes are no text at all.
        """
        refuse_binary(payload, url, content_type)
        text = decode(payload, charset or choose_charset(payload, content_type))
        make = self.make(selectors, is_vouched=is_vouched, knowledge=knowledge)
        return without_known(_read(text, url, make, selectors, hint, plain=_is_plain(content_type)), knowledge)

    def explain(
        self, payload: bytes, url: str, *, content_type: str | None = None, selectors: Selectors = _NO_SELECTORS
    ) -> list[Decision]:
        """What became of each block of a page, in document order. Of a plain text only what was kept is told.

        Raises: UnsupportedContentType when the bytes are no text at all.
        """
        refuse_binary(payload, url, content_type)
        text = decode(payload, choose_charset(payload, content_type))
        if _is_plain(content_type) or not looks_like_markup(text):
            return kept_of(read_text(text[:MAX_CHARS], url, self.make(selectors)))
        return explain_html(text, url, self.make(selectors), selectors)

    def read(self, text: str, url: str, *, plain: bool = False, selectors: Selectors = _NO_SELECTORS) -> Article:
        """Read an article out of decoded text. `plain` says that it is no HTML, whatever it looks like."""
        return _read(text, url, self.make(selectors), selectors, None, plain=plain)


def extract_article(html: str | bytes, url: str = "") -> Article:
    """What the page at `url` says: headline, standfirst, byline, paragraphs, metadata.

    `html` is a page or a plain text, decoded or as bytes; `url` makes its relative addresses absolute.

    Raises: UnsupportedContentType when bytes are no text at all.
    """
    extractor = PageExtractor()
    return extractor.extract(html, url) if isinstance(html, bytes) else extractor.read(html.removeprefix("\ufeff"), url)


def refuse_binary(payload: bytes, url: str, content_type: str | None) -> None:
    """Raise UnsupportedContentType for pictures, PDFs, archives, films, by header or by their first bytes."""
    kind = (content_type or "").split(";")[0].strip().lower()
    if kind == "image/svg+xml" or kind.startswith(_BINARY_TYPES):
        raise UnsupportedContentType(url, f"{url} is no page but {kind}; only HTML and plain text can be tracked")
    if payload.startswith(_MAGIC):
        raise UnsupportedContentType(url, f"{url} is no page: its bytes are those of a picture, a PDF or an archive")
    if payload and not payload.startswith((b"\xff\xfe", b"\xfe\xff")) and "utf-16" not in (content_type or "").lower():
        sample = payload[:4096]
        if 10 * sample.count(0) > len(sample):
            raise UnsupportedContentType(url, f"{url} is no page: its bytes are no text")


def _read(text: str, url: str, make: Make, selectors: Selectors, hint: Hint | None, *, plain: bool) -> Article:
    if plain or not looks_like_markup(text):
        return read_text(text[:MAX_CHARS], url, make)
    return read_html(text, url, make, selectors, hint)


def _is_plain(content_type: str | None) -> bool:
    return (content_type or "").split(";")[0].strip().lower() == "text/plain"


@cache
def _extractor_name() -> str:
    return f"newsdiff-{RULES}+lxml-{version('lxml')}"


def _fingerprint(selectors: Selectors) -> str:
    """SHA-256 of the selectors as canonical JSON; "" when there are none."""
    if not selectors.article and not selectors.remove:
        return ""
    said = {"article": list(selectors.article), "remove": list(selectors.remove)}
    return hashlib.sha256(
        json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()
