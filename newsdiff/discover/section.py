"""Front and section pages: HTML -> the stories they link to, judged by address shape and by place on the
page.

Neither alone is enough: a menu may link to dated addresses, and a headline may lead to a shop. Each address
collects the evidence of all its links (headline, picture, "read more", comment count), so that the order of a
teaser's parts does not matter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from newsdiff.discover.entries import absolute_url
from newsdiff.discover.page import HEADINGS, Menus, base_address, parsed_page, visible_text
from newsdiff.discover.story_address import story_score
from newsdiff.discover.words import is_headline_length, word_count
from newsdiff.model.address import address_key, same_site
from newsdiff.model.feed import Entry, Listing, TargetKind

#: what an address and its links must reach together: a slug of three words under a short headline, or a
#: number under a long link
_ENOUGH = 4
_MAX_TITLE_CHARS = 300
_MAX_CLIMB = 4
#: real front pages have up to 1,500
_MAX_LINKS = 5_000


@dataclass(slots=True)
class _Candidate:
    url: str
    #: best texts of its links, by how good a source they are: 2 a heading, 1 a link of headline length
    titles: dict[int, str] = field(default_factory=dict)

    def add(self, text: str, rank: int) -> None:
        """Keep the longest text of each rank."""
        if len(text) > len(self.titles.get(rank, "")):
            self.titles[rank] = text

    @property
    def title(self) -> str | None:
        """The heading, unless it is only the kicker with which the link's own text begins."""
        heading, own = self.titles.get(2), self.titles.get(1)
        if heading and own and word_count(heading) < 3 and own.startswith(heading):
            return own
        return heading or own

    @property
    def place_score(self) -> int:
        longest = max((word_count(text) for text in self.titles.values()), default=0)
        return (2 if 2 in self.titles else 0) + (2 if longest >= 6 else 1 if longest >= 3 else 0)


def read_section(html: str | bytes, url: str, content_type: str | None = None) -> Listing:
    """The stories a front or section page links to, in its order, each address once, with the best link text.

    Only addresses of the same site; nothing from menus, page headers and footers; no lists, authors,
    services.
    """
    return listed_stories(parsed_page(html, content_type), url)


def listed_stories(root: Any, url: str) -> Listing:
    """`read_section` for a page that is parsed already; None is an empty page."""
    candidates = _candidates(root, url) if root is not None else {}
    lists = _directories(candidates.values())
    entries = tuple(
        Entry(url=c.url, title=c.title)
        for c in candidates.values()
        if c.title and _is_story(c) and _path(c.url) not in lists
    )
    return Listing(
        kind=TargetKind.SECTION,
        title=" ".join((root.findtext(".//title") or "").split()) or None if root is not None else None,
        entries=entries,
        warnings=() if entries else ("no links to stories were found on this page",),
    )


def _is_story(candidate: _Candidate) -> bool:
    shape = story_score(candidate.url)
    return shape >= 1 and shape + candidate.place_score >= _ENOUGH


def _directories(candidates: Iterable[_Candidate]) -> set[str]:
    """The paths under which other stories of the page lie: such an address is their section, not a story."""
    found: set[str] = set()
    for candidate in candidates:
        if story_score(candidate.url) >= 2:
            parent = _path(candidate.url).rpartition("/")[0]
            while parent and parent not in found:
                found.add(parent)
                parent = parent.rpartition("/")[0]
    return found


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")


def _candidates(root: Any, url: str) -> dict[str, _Candidate]:
    base, own, menus = base_address(root, url), address_key(url), Menus()
    found: dict[str, _Candidate] = {}
    for link in islice(root.iter("a"), _MAX_LINKS):
        target = absolute_url(base, link.get("href"))
        if target is None or "{" in target or "sponsored" in (link.get("rel") or ""):
            continue
        target = target.partition("#")[0]
        key = address_key(target)
        if key == own or not same_site(url, target) or menus.hold(link):
            continue
        candidate = found.setdefault(key, _Candidate(url=target))
        for text, rank in _texts(link):
            candidate.add(text[:_MAX_TITLE_CHARS], rank)
    return found


def _texts(link: Any) -> Iterator[tuple[str, int]]:
    """What the link says: a heading in it or around it, its own words, the only heading beside an empty one."""
    inside = [text for h in link.iter(*HEADINGS) if (text := visible_text(h))]
    words = visible_text(link)
    own = words or " ".join((link.get("title") or link.get("aria-label") or "").split())
    if inside:
        yield max(inside, key=len), 2
    elif word_count(own) >= 2 and any(a.tag in HEADINGS for a in link.iterancestors()):
        yield own, 2
    elif not words and (beside := _heading_beside(link)):
        yield beside, 2
    if is_headline_length(own):
        yield own, 1


def _heading_beside(link: Any) -> str | None:
    """The heading of the teaser that an empty link covers, when the teaser has just one."""
    for ancestor in islice(link.iterancestors(), _MAX_CLIMB):
        if ancestor.tag in ("body", "main", "section"):
            return None
        headings = list(islice(ancestor.iter(*HEADINGS), 2))
        if headings:
            text = visible_text(headings[0])
            return text if len(headings) == 1 and word_count(text) >= 3 else None
    return None
