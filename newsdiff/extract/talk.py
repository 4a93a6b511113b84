"""Readers' talk under an article, however long it is: by its name, and by the heading above it."""

import re
from collections import Counter

from newsdiff.extract.page import Element, names, visible_text
from newsdiff.extract.words import is_word

_TALK_NAMES = frozenset(["comments", "commentlist", "disqus"])
#: WordPress says on the article whether comments are open
_TALK_STATES = frozenset(["open", "closed", "post", "entry", "article", "has", "with", "no"])
_ON_ARTICLE = re.compile(
    r"(?<![\w-])(?:post|entry|article)[_-]comments(?:[_-](?:list|area|section|content|box))?(?![\w-])"
)
_BOXES = frozenset(["div", "section", "ol", "ul"])
_POSTS = frozenset(["div", "section", "article", "li"])
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
#: a number in a heading, and what Chinese, Japanese and Korean write behind a number
_NUMBER = re.compile(r"[(\[（]?\d[\d.,]*\s*(?:[km](?!\w))?\s*[件個条則则개건]?[)\]）]?", re.I)
#: a longer heading says more than that readers speak
_MAX_HEADING = 60
#: posts, and elements of which one is made: who says it, when, what
_SEVERAL = 2
#: how far above its heading the talk may begin
_MAX_CLIMB = 3


def readers_talk(root: Element) -> set[Element]:
    """The elements that hold the talk of readers."""
    called = {element for element in root.iter(*_BOXES) if _is_called_talk(element)}
    headings = (h for h in root.iter(*_HEADINGS) if heads_talk(visible_text(h)))
    return called | {box for heading in headings if (box := _box_under(heading)) is not None}


def _is_called_talk(element: Element) -> bool:
    said = names(element)
    if not said & _TALK_NAMES:
        return False
    return not said & _TALK_STATES or (_is_talk_on_article(element) and _has_posts(element))


def _is_talk_on_article(element: Element) -> bool:
    """Whether one name says both: "article_comments", not "article comments-open"."""
    return any(_ON_ARTICLE.search(name.lower()) for name in (element.get("id"), element.get("class")) if name)


def _has_posts(element: Element) -> bool:
    return any(map(_holds_posts, (element, *element.iterchildren(*_BOXES))))


def heads_talk(text: str) -> bool:
    """Whether a heading is that of readers' talk: "Comments", "345 comments", "Comments (12)"."""
    if len(text) > _MAX_HEADING:
        return False
    said = _NUMBER.sub(" ", text).strip()
    return is_word(said, "talk") or (said != text and is_word(said, "commented"))


def _box_under(heading: Element) -> Element | None:
    """The element that begins with the heading and has several posts of one shape in it or in its only list."""
    at = heading
    for _ in range(_MAX_CLIMB):
        above = at.getparent()
        if above is None or above.tag not in _BOXES | {"header"} or _first_said(above) is not at:
            return None
        if above.tag in _BOXES and _has_posts(above):
            return above
        at = above
    return None


def _first_said(element: Element) -> Element | None:
    """The first child with words in it."""
    return next((child for child in element if visible_text(child)), None)


def _holds_posts(element: Element) -> bool:
    """Whether several children are posts of one shape: each of more than one element, as a paragraph is not."""
    shapes = Counter((e.tag, e.get("class")) for e in element.iterchildren(*_POSTS) if len(e) >= _SEVERAL)
    return max(shapes.values(), default=0) >= _SEVERAL
