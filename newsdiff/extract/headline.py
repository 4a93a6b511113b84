"""The headline: the h1 that is the article's, before og:title, before JSON-LD, before the title element."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from newsdiff.extract.blocks import read_blocks
from newsdiff.extract.heading import heading_text, leads_home
from newsdiff.extract.invisible import is_hidden
from newsdiff.extract.jsonld import LinkedData
from newsdiff.extract.page import Element, ancestors, fold_weight, names
from newsdiff.extract.struck import is_struck
from newsdiff.extract.text import fold, weight
from newsdiff.extract.title_line import HEADINGS, title_line
from newsdiff.model.article import Headlines

_TITLE_GAP = re.compile(r"\s+[|•·–—\-:»«/]\s+|\s*[|｜]\s*|\s+::\s+|\s*[_＿]\s*(?=[^_]{2,20}$)")
#: how names of sections and sites are appended
_APPENDED = re.compile(r"\s*[|｜ㅣ\-–—_]")
_WORDS = re.compile(r"\w+")
#: what else metadata call the headline
_TITLES = ("sailthru.title", "parsely-title", "dc.title", "citation_title")
_ASIDE = ("nav", "aside", "dialog", "footer")
#: what the way to a page from the front of its site is called, and how many elements around its last step are looked at
_CRUMBS, _AROUND_CRUMB = frozenset(["breadcrumb", "breadcrumbs", "crumb", "crumbs"]), 4
#: headlines longer than this are something else
_MAX_WEIGHT = 600
#: shares of words in common
_SOMEWHAT_ALIKE, _ALIKE = 0.5, 0.8
#: headlines shorter than this are the names of sections
_WORD_OR_TWO = 15
#: what weighs more before a heading is a paragraph
_PROSE = 80
#: as many paragraphs above a heading are looked at, and as many headings below an h1
_NEAR, _NEARBY = 8, 12


@dataclass(frozen=True, slots=True)
class Headline:
    """The chosen headline, all three, and the element where readers see it (None when it is in metadata alone)."""

    chosen: str | None
    all: Headlines
    element: Element | None


def find_headline(root: Element, meta: dict[str, str], linked: LinkedData, site: str) -> Headline:
    """The headline of a page whose chrome may still be in the tree."""
    og = meta.get("og:title") or meta.get("twitter:title")
    title_element = root.find(".//title")
    title = fold("".join(title_element.itertext())) if title_element is not None else ""
    said = [s for s in (og, linked.headline, title) if s]
    h1s = [(e, heading_text(e)) for e in root.iter("h1")]
    crumbs = [(e, text) for e, text in h1s if _is_crumb(e)]
    element = h1 = _h1([one for one in h1s if one not in crumbs], said, site)
    if element is not None and _is_linked(element) and not _is_said(heading_text(element), said, site):
        equal = _visible_equal(root, said, site)  # a story's own, below that of another one
        element = equal if equal is not None else element
    elif element is not None and _is_unlike(heading_text(element), said):
        repeated = _below_section(root, element, title)
        element = repeated if repeated is not None else element
    elif element is None:
        h1 = _in_header_bar(h1s, said, site)
        h1 = h1 if h1 is not None else _h1(crumbs, said, site)
        named = [*said, *filter(None, map(meta.get, _TITLES))]
        shown = (
            _without_h1(root, named, title, site) if h1 is None else _heads_story(root, said, site, heading_text(h1))
        )
        element = shown if shown is not None else h1
    cleaner = [linked.headline, meta.get("headline")]
    text = _shown_text(element) if element is not None else None
    chosen = text or _unappended(without_site(og or "", site, title), cleaner) or without_site(title, site, "")
    headlines = Headlines(
        h1=_shown_text(h1) if h1 is not None else None, og=og or None, json_ld=linked.headline or None
    )
    return Headline(chosen or None, headlines, element)


def _below_section(root: Element, h1: Element, title: str) -> Element | None:
    """A lesser heading that the title repeats, below an h1 that says another thing: that of a bar, a section's name.

    Titles for search engines are unlike most headlines: an h1 in the story is the headline whatever the title says.
    """
    if any(above.tag in ("article", "main") for above in h1.iterancestors()):
        return None
    repeated = title_line(root, title, HEADINGS)
    if repeated is None or repeated.getparent() is h1.getparent():
        return None
    return repeated if any(element is repeated for element in islice(_following(h1), _NEARBY)) else None


def _following(element: Element) -> Iterator[Element]:
    """The headings behind an element, in the order of the page."""
    for above in ancestors(element):
        for beside in above.itersiblings(etree.Element):
            yield from beside.iter(*HEADINGS)


def _without_h1(root: Element, said: list[str], title: str, site: str) -> Element | None:
    heading = title_line(root, title, HEADINGS)
    heading = heading if heading is not None else _visible_equal(root, said, site)
    return heading if heading is not None else title_line(root, title)


def _is_unlike(text: str, said: list[str]) -> bool:
    return all(likeness(text, s) < _SOMEWHAT_ALIKE for s in said)


def _unappended(og: str, cleaner: list[str | None]) -> str:
    """What metadata call the headline; without what og:title appends to it, the names of section and site."""
    begun = (said for said in cleaner if said and og.startswith(said) and _APPENDED.match(og, len(said)))
    return next(begun, og) or next(filter(None, cleaner), "")


def _shown_text(element: Element) -> str:
    """The text of a headline, what is struck out in it marked as in the body."""
    if not any(map(is_struck, element.iter(etree.Element))):
        return heading_text(element)
    return " ".join(block.text for block in read_blocks(element))


def _h1(h1s: list[tuple[Element, str]], said: list[str], site: str) -> Element | None:
    """The h1 declared so; the one most like what the metadata say; the first in an article or main; the first."""
    candidates = [(e, text) for e, text in h1s if _may_be_headline(e, text, site)]
    declared = [e for e, _ in candidates if "headline" in (e.get("itemprop") or "").split()]
    if len(declared) == 1:
        return declared[0]
    scored = [(max((likeness(text, s) for s in said), default=0.0), -at, e) for at, (e, text) in enumerate(candidates)]
    best = max(scored, key=lambda s: s[:2], default=None)
    if best is not None and best[0] >= _SOMEWHAT_ALIKE:
        return best[2]
    heads = [e for e, _ in candidates if not _stands_in_text(e) and not any(map(is_hidden, ancestors(e)))]
    inside = (e for e in heads if any(a.tag in ("article", "main") for a in e.iterancestors()))
    return next(inside, heads[0] if heads else None)


def _stands_in_text(heading: Element) -> bool:
    """Whether a heading follows paragraphs: the heading of a section, on pages that use h1 for these."""
    before = islice(heading.itersiblings("p", "blockquote", preceding=True), _NEAR)
    return any(fold_weight(element) >= _PROSE for element in before)


def _in_header_bar(h1s: list[tuple[Element, str]], said: list[str], site: str) -> Element | None:
    """Some themes put the article's h1 into the navigation bar: only what metadata repeat is believed there."""
    return next((e for e, text in h1s if not leads_home(e) and _is_said(text, said, site)), None)


def _may_be_headline(element: Element, text: str, site: str) -> bool:
    if not text or weight(text) > _MAX_WEIGHT or text.lower() == site.lower():
        return False
    if any(a.tag in _ASIDE for a in ancestors(element)) or leads_home(element):
        return False
    parent = element.getparent()
    return "logo" not in names(element) | (names(parent) if parent is not None else frozenset())


def _is_linked(heading: Element) -> bool:
    return any(link.get("href") for link in (*heading.iter("a"), *islice(heading.iterancestors("a"), 1)))


def _is_crumb(element: Element) -> bool:
    """Whether a heading is the last step of the way from the front: often in words for search engines."""
    return any(not names(a).isdisjoint(_CRUMBS) for a in islice(ancestors(element), _AROUND_CRUMB))


def _heads_story(root: Element, said: list[str], site: str, crumb: str) -> Element | None:
    """Where the only h1 is the last crumb: the first h2 that is no teaser, of those that metadata repeat if they do."""
    found = [
        element
        for element in root.iter("h2")
        if (weight(text := heading_text(element)) > _WORD_OR_TWO or text == crumb)
        and _may_be_headline(element, text, site)
        and not _stands_in_text(element)
        and not any(a.tag == "a" for a in ancestors(element))
        and next(element.iter("a"), None) is None
    ]
    alike = (e for e in found if max((likeness(heading_text(e), s) for s in said), default=0.0) >= _SOMEWHAT_ALIKE)
    return next(alike, found[0] if found else None)


def _visible_equal(root: Element, said: list[str], site: str) -> Element | None:
    """Without an h1: the first lesser heading whose text is what the metadata call the headline."""
    for element in root.iter("h2", "h3", "div", "p", "span"):
        if element.tag in ("div", "p", "span") and "headline" not in (element.get("itemprop") or ""):
            continue
        text = heading_text(element)
        if _is_said(text, said, site) and _may_be_headline(element, text, site):
            return element
    return None


def _is_said(text: str, said: list[str], site: str) -> bool:
    """Whether metadata have the text for the headline, and it is more than a word or the site's name."""
    return (
        weight(text) > _WORD_OR_TWO and text.lower() != site.lower() and any(likeness(text, s) >= _ALIKE for s in said)
    )


def likeness(a: str, b: str) -> float:
    """Share of the words of the shorter text that stand in the other, 0 to 1; characters for Chinese and the like."""
    one, two = _bag(a), _bag(b)
    if not one or not two:
        return 0.0
    small, large = sorted((one, two), key=len)
    if len(small) * 4 < len(large):
        return 0.0
    return len(small & large) / len(small)


def _bag(text: str) -> frozenset[str]:
    low = text.lower()
    return frozenset(low) - {" "} if weight(text) > 1.8 * len(text) else frozenset(_WORDS.findall(low))


def without_site(text: str, site: str, title: str) -> str:
    """The text without the name of the site at its end or beginning; only with evidence that it is that name.

    >>> without_site("Bridge reopens - The Daily Gull", "The Daily Gull", "")
    'Bridge reopens'
    """
    cuts = [*_TITLE_GAP.finditer(text)]
    for cut in reversed(cuts):
        tail = text[cut.end() :]
        if _is_site(tail, site):
            return without_site(text[: cut.start()], site, title)
    if cuts and _is_site(text[: cuts[0].start()], site):
        return text[cuts[0].end() :]
    return text


def house_in(root: Element, url: str) -> str:
    """The part of the title that is the name of the host, where a page does not say what its site is called."""
    labels = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    host = max(labels[:-1], key=len, default="")
    title = root.find(".//title")
    parts = _TITLE_GAP.split(fold("".join(title.itertext()))) if title is not None and host else []
    return next((part for part in parts if "".join(_WORDS.findall(part.lower())) == host), "")


def _is_site(part: str, site: str) -> bool:
    if not site:
        return False
    one, two = ("".join(_WORDS.findall(t.lower())) for t in (part, site))
    return bool(one) and (one == two or (len(one) > 3 and (one in two or two in one) and len(one) < 2 * len(two)))
