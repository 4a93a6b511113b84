"""What a page says about its article: source, stamps, language, picture, addresses."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit, urlunsplit

from newsdiff.extract.dates import (
    date_beside,
    date_by_name,
    date_in_url,
    is_quoted,
    stamps_beside,
    time_of,
    update_beside,
    written_date,
)
from newsdiff.extract.jsonld import LinkedData
from newsdiff.extract.page import Element, visible_text
from newsdiff.extract.stamps import instant, stamp

_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created", "dc.date", "date", "pubdate", "publishdate", "publish-date",
    "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified",
    "article.updated", "lastmod",
)  # fmt: skip
#: what the time of a change is called
_UPDATES = ("updat", "modif")
#: shorter names of files are "main" or "image", and say nothing
_LEAST_STEM = 6
_SIZE_SEGMENT = re.compile(r"^(?:\d{2,4}x\d{0,4}|[wh]_?\d{2,4}|w\d+-h\d+|\d{2,4}w|fit-in)$")
_SIZE_SUFFIX = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled|\d{3,4}w)(?=\.\w{3,4}$)")
#: the same for sites that write them in other ways, signs left out: "article:published:time", "publish_date"
_PUBLISHED_KEY = re.compile(
    r"publish(?:ed|ing)?(?:date|time|at|on)|pub(?:lication)?date|dateissued|date(?:created|posted|original)"
)
_MODIFIED_KEY = re.compile(r"modified(?:date|time|at|on)|updated?(?:date|time|at|on)|date(?:modified|updated)")
_SIGNS = re.compile(r"[^a-z]")
#: a stamp with a time and another offset than that of UTC, and one without
_PLACED, _UNPLACED = re.compile(r"T\d\d:\d\d:\d\d[+-](?!00:00)"), re.compile(r"T\d\d:\d\d:\d\d(?:Z|[+-]00:00)?$")

#: what the Wayback Machine writes before each address of a page that it shows
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)")


@dataclass(frozen=True, slots=True)
class Stamps:
    """The stamps as the page writes them."""

    published: str | None
    modified: str | None


def find_stamps(root: Element, meta: dict[str, str], linked: LinkedData, headline: Element | None, url: str) -> Stamps:
    """Stamps by JSON-LD, meta elements, `<time>`, the address, then by what readers see; never relative ones."""
    published = (
        _read(linked.published)
        or _from_meta(meta, _PUBLISHED, _PUBLISHED_KEY)
        or _from_time(root, ("pub",))
        or _from_time(root, ("post", "creat", "entry", "date"), _UPDATES)
        or _only_time(root)
        or date_in_url(url)
    )
    if published is None or "T" not in published:
        seen = date_beside(headline) if headline is not None else None
        published = (seen if published is None or _is_its_time(seen, published) else published) or date_by_name(root)
    modified = _read(linked.modified) or _from_meta(meta, _MODIFIED, _MODIFIED_KEY) or _from_time(root, _UPDATES)
    if modified is None and headline is not None:
        modified = update_beside(headline)
    shown = stamps_beside(headline) if headline is not None else []
    return Stamps(_with_offset(shown, published), _with_offset(shown, modified))


def _with_offset(shown: list[str], written: str | None) -> str | None:
    """A stamp without an offset, or in UTC, with the offset that one beside the headline gives to the same minute.

    Many sites write their own clock and a "Z" into metadata, and the true offset beside what readers see.
    """
    if written is None or not _UNPLACED.search(written):
        return written
    return next((s for s in shown if s[:16] == written[:16] and _PLACED.search(s)), written)


def _is_its_time(seen: str | None, day: str) -> bool:
    """Whether what readers see tells the time of a bare day; where day and night part depends on the time zone."""
    if seen is None or "T" not in seen:
        return False
    return abs(date.fromisoformat(seen[:10]) - date.fromisoformat(day)) <= timedelta(days=1)


def _read(text: str) -> str | None:
    return stamp(text) or (written_date(text) if text else None)


def _from_meta(meta: dict[str, str], keys: tuple[str, ...], like: re.Pattern[str]) -> str | None:
    """The stamp under the first known key, else under the first that reads like one of them."""
    said = [meta[key] for key in keys if key in meta]
    said += [value for key, value in meta.items() if like.search(_SIGNS.sub("", key))]
    found = [written for value in said if (written := _read(value))]
    return next((s for s in found if _in_utc(s) == found[0]), found[0]) if found else None


def _in_utc(written: str) -> str | None:
    """A stamp that has an offset as its clock shows it in UTC, without that word; None for others."""
    at = instant(written) if _PLACED.search(written) else None
    return at.replace(tzinfo=None).isoformat() if at else None


def _from_time(root: Element, hints: tuple[str, ...], others: tuple[str, ...] = ()) -> str | None:
    """The first element with a stamp for machines that is called so, and nothing else."""
    for element in root.xpath("//*[@datetime]|//*[@itemprop][@content]"):
        said = " ".join(filter(None, (element.get("itemprop"), element.get("class"), element.get("id")))).lower()
        is_called = any(h in said for h in hints) and not any(o in said for o in others)
        if is_called and (found := time_of(element)):
            return found
    return None


def _only_time(root: Element) -> str | None:
    """The one stamp that all `<time>` elements of the page agree on, but for those of posts that it shows."""
    found = {s for time in root.iter("time") if not is_quoted(time) and (s := stamp(time.get("datetime") or ""))}
    return found.pop() if len(found) == 1 else None


def find_site(meta: dict[str, str], linked: LinkedData) -> str:
    """The name of the publication, "" when the page does not say; some pages have the headline in its place."""
    named = meta.get("og:site_name")
    if named and named == meta.get("og:title"):
        named = None
    return named or linked.publisher or meta.get("application-name") or meta.get("publisher") or ""


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


def find_image_caption(root: Element, image: str | None, linked: LinkedData) -> str | None:
    """What the page shows beneath its lead image, known by the name of its file; else the caption in JSON-LD."""
    stem = urlsplit(image or "").path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    for figure in root.iter("figure") if len(stem) >= _LEAST_STEM else ():
        caption = next(figure.iter("figcaption"), None)
        if caption is not None and any(
            stem in str(value) for picture in figure.iter("img", "source") for value in picture.attrib.values()
        ):
            return visible_text(caption) or None
    return linked.image_caption or None


def find_section(meta: dict[str, str], linked: LinkedData) -> str | None:
    """The part of the publication that the article stands in, as metadata call it."""
    return next(filter(None, (meta.get("article:section"), linked.section, meta.get("parsely-section"))), None)


def find_canonical(root: Element, meta: dict[str, str], base: str) -> str | None:
    """The address that the page gives itself: rel=canonical, then og:url; absolute."""
    return find_link(root, "canonical", base) or absolute_url(meta.get("og:url"), base)


def find_link(root: Element, relation: str, base: str) -> str | None:
    """The absolute address of the first `<link>` of that relation that has one."""
    links = (e for e in root.iter("link") if relation in (e.get("rel") or "").lower().split())
    return next(filter(None, (absolute_url(e.get("href"), base) for e in links)), None)


def absolute_url(said: str | None, base: str) -> str | None:
    """An http(s) address made absolute; None when it is none."""
    if not said or not said.strip():
        return None
    try:
        joined = _ARCHIVED.sub("", urljoin(base, said.strip()))
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None
