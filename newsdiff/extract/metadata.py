"""What a page says about its article: source, stamps, language, picture, addresses."""

import re
import warnings
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import etree

from newsdiff.extract.jsonld import LinkedData
from newsdiff.extract.page import Element
from newsdiff.extract.stamps import stamp

_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created", "dc.date", "date", "pubdate", "publishdate", "publish-date",
    "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified",
    "article.updated", "lastmod",
)  # fmt: skip
_SIZE_SEGMENT = re.compile(r"^(?:\d{2,4}x\d{0,4}|[wh]_?\d{2,4}|w\d+-h\d+|\d{2,4}w|fit-in)$")
_SIZE_SUFFIX = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled|\d{3,4}w)(?=\.\w{3,4}$)")
#: source beyond which htmldate is not asked
_MAX_HTMLDATE = 400_000


@dataclass(frozen=True, slots=True)
class Stamps:
    """The stamps as the page writes them."""

    published: str | None
    modified: str | None


def find_stamps(root: Element, meta: dict[str, str], linked: LinkedData) -> Stamps:
    """Stamps from JSON-LD, meta elements and `<time>`, in this order; never relative ones."""
    published = (
        stamp(linked.published)
        or _from_meta(meta, _PUBLISHED)
        or _from_time(root, ("pub", "post", "creat", "entry", "date"))
    )
    modified = stamp(linked.modified) or _from_meta(meta, _MODIFIED) or _from_time(root, ("updat", "modif"))
    return Stamps(published or _only_time(root), modified)


def _from_meta(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((found for key in keys if key in meta and (found := stamp(meta[key]))), None)


def _from_time(root: Element, hints: tuple[str, ...]) -> str | None:
    """The first `<time>` or itemprop that is called so."""
    for element in root.xpath("//time[@datetime]|//*[@itemprop][@content or @datetime]"):
        said = " ".join(filter(None, (element.get("itemprop"), element.get("class"), element.get("id")))).lower()
        written = element.get("datetime") or element.get("content") or ""
        if any(h in said for h in hints) and "date" in said + "date" and (found := stamp(written)):
            return found
    return None


def _only_time(root: Element) -> str | None:
    """The one stamp that all `<time>` elements of the page agree on, or the first beside the headline."""
    found = [s for e in root.iter("time") if (s := stamp(e.get("datetime") or ""))]
    return found[0] if len(set(found)) == 1 else None


def date_by_htmldate(root: Element, url: str, size: int) -> str | None:
    """The date of publication as htmldate finds it in visible text; the last resort.

    `catch_warnings` changes the filters of the whole process: extraction runs in one thread of a process, never in two.
    """
    if size > _MAX_HTMLDATE:
        return None
    from htmldate import find_date

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = find_date(
                etree.tostring(root, encoding="unicode", method="html"),
                url=url or None,
                original_date=True,
                extensive_search=False,
                deferred_url_extractor=True,
            )
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    return stamp(found) if found else None


def find_site(meta: dict[str, str], linked: LinkedData) -> str:
    """The name of the publication, "" when the page does not say."""
    return meta.get("og:site_name") or linked.publisher or meta.get("application-name") or meta.get("publisher") or ""


def find_language(root: Element, meta: dict[str, str], linked: LinkedData) -> str | None:
    """The language by the page's own word: html lang, JSON-LD, og:locale; as written, "-" between parts."""
    html = root if root.tag == "html" else root.find(".//html")
    said = (
        (html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") or "") if html is not None else ""
    )
    said = said or linked.language or meta.get("og:locale", "") or meta.get("content-language", "")
    said = said.strip().split(",")[0].replace("_", "-")
    return said if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", said) else None


def find_image(meta: dict[str, str], linked: LinkedData, base: str) -> str | None:
    """Address of the lead image, absolute, without query, fragment and the part that names a size."""
    said = meta.get("og:image") or meta.get("og:image:url") or meta.get("twitter:image") or linked.image
    absolute = absolute_url(said, base)
    if not absolute:
        return None
    parts = urlsplit(absolute)
    path = "/".join(s for s in parts.path.split("/") if not _SIZE_SEGMENT.match(s))
    return urlunsplit((parts.scheme, parts.netloc, _SIZE_SUFFIX.sub("", path), "", ""))


def find_canonical(root: Element, meta: dict[str, str], base: str) -> str | None:
    """The address that the page gives itself: rel=canonical, then og:url; absolute."""
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            found = absolute_url(link.get("href"), base)
            if found:
                return found
    return absolute_url(meta.get("og:url"), base)


def absolute_url(said: str | None, base: str) -> str | None:
    """An http(s) address made absolute; None when it is none."""
    if not said or not said.strip():
        return None
    try:
        joined = urljoin(base, said.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None
