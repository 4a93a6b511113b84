"""Text -> tree: the one parse of a page, bounded, and what is asked of elements everywhere."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

from lxml import etree

from newsdiff.extract.text import fold, weight
from newsdiff.extract.words import listed

#: lxml has no types of its own; an element of a parsed page
Element: TypeAlias = Any
#: tag and class of an element
Shape: TypeAlias = tuple[str, str]

#: characters read of a page; the rest is left, with a warning
MAX_CHARS = 8_000_000
#: elements beyond which only the coarse reading is done: blocks of the whole page, no choice of container
MAX_ELEMENTS = 120_000
#: the parser gives up below this depth; deeper pages are read as their bare text
MAX_DEPTH = 1_000

#: what no page may have and becomes a space: control characters, in UTF-8, and halves of characters
_CONTROLS = bytes.maketrans(bytes((*range(9), 11, 12, *range(14, 32))), b" " * 29)
_HALVES = re.compile("[\ud800-\udfff]")
#: so do references to characters that no tree can hold
_REFERENCES = re.compile(
    rb"&#(?:0*(?:[1-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    rb"|[xX]0*(?:[1-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
_ENDS = re.compile(rb"</(?:html|body)\s*>", re.I)
_MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|title|article|div|p|br|h1|table|span|pre|a|meta|script)\b", re.I)
_NO_MARKUP = re.compile(r"<(script|style)\b|<!--", re.I)
_NO_TEXT = re.compile(r"<(script|style|noscript|template)\b|<!--", re.I)
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|section|article|blockquote|pre)\b[^<>]*>", re.I)
_TAG = re.compile(r"<[a-z/!][^<>]*>", re.I)
_NESTING = re.compile(
    rb"<(/?)(?!(?:a|p|li|t[dhr]|d[dt]|option|br|hr|img|input|meta|link|source|wbr|area|base|col|embed|param|track|path)\b)[a-z]",
    re.I,
)
_DIGIT = re.compile(r"\d")
_PIECE = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
#: a class that so many paragraphs have is that of the story
_PARAGRAPHS = 3
_NO_NAMES: frozenset[str] = frozenset()
#: what may stand in a page's head; anything else begins its body, whether or not a tag says so
_HEAD_TAGS = listed("base basefont bgsound link meta noframes noscript object script style template title")


def looks_like_markup(text: str) -> bool:
    """Whether the text is HTML rather than plain text: a known tag near its beginning."""
    return bool(_MARKUP.search(text[:20_000]))


def parse(html: str) -> Element | None:
    """The tree of a page, comments and processing instructions left out; None when it is empty, or nested too deep."""
    html = html[:MAX_CHARS]
    clean = _clean(html)
    # most pages need no second look: tags in the strings of scripts are few
    if _is_too_deep(clean) and _is_too_deep(_clean(_without(html, _NO_MARKUP))):
        return None
    # not lxml.html's parser: its classes of elements cost a call in Python for every element that is touched
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(clean, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    if root is None or not isinstance(root.tag, str):
        return None
    if root.find("head") is None:
        root.insert(0, etree.Element("head"))
    if root.find("body") is None:
        root.append(etree.Element("body"))
    _end_head(root)
    return root


def _clean(html: str) -> bytes:
    """A page in UTF-8 as the parser takes it, which stops where the first `</html>` stands; browsers go on."""
    html = html.replace("\ufffe", " ").replace("\uffff", " ")
    try:
        encoded = html.encode()
    except UnicodeEncodeError:
        encoded = _HALVES.sub(" ", html).encode()
    return _ENDS.sub(b"", _REFERENCES.sub(b" ", encoded.translate(_CONTROLS)))


def _end_head(root: Element) -> None:
    """Let the body begin where the head ends for a browser: at the first element that is none of the head's.

    The parser knows the elements of HTML 4 only. Without a `</head>` it goes on in the head when `<nav>`, `<main>` or
    `<article>` begins, often up to the end of the page, and the head is never read as text.
    See "after head" in https://html.spec.whatwg.org/multipage/parsing.html.
    """
    head, body = root.find("head"), root.find("body")
    first = next((e for e in head if e.tag not in _HEAD_TAGS), None) if head is not None and body is not None else None
    if first is None:
        return
    moved = [first, *first.itersiblings()]
    moved[-1].tail = (moved[-1].tail or "") + (body.text or "")
    body.text = None
    body[:0] = moved


def _is_too_deep(html: bytes) -> bool:
    """Whether elements are nested deeper than the parser follows (judged by the tags that are opened and closed).

    Elements without content and those whose end is implied do not count.
    """
    depth = 0
    for closes in _NESTING.findall(html):
        depth = max(depth - 1, 0) if closes else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False


def bare_text(html: str) -> str:
    """The text of a page that has no usable tree, one blank line where a block began or ended."""
    text = _without(html[:MAX_CHARS], _NO_TEXT)
    return _TAG.sub(" ", _BLOCK_TAG.sub("\n\n", text))


def _without(html: str, begins: re.Pattern[str]) -> str:
    """The source without the elements and comments that begin so, up to the first that nobody ends: in linear time."""
    kept: list[str] = []
    at = 0
    while (opened := begins.search(html, at)) is not None:
        ends = re.compile(rf"</{opened[1]}\s*>" if opened[1] else "-->", re.I).search(html, opened.end())
        if ends is None:
            break
        kept += (html[at : opened.start()], " ")
        at = ends.end()
    return "".join((*kept, html[at:]))


def names(element: Element) -> frozenset[str]:
    """The words that class, id and data-testid are made of: "article__relatedLinks" -> article, related, links."""
    said = element.attrib
    return _names(said.get("class"), said.get("id"), said.get("data-testid")) if said else _NO_NAMES


@lru_cache(maxsize=20_000)
def _names(*said: str | None) -> frozenset[str]:
    return words_of(" ".join(filter(None, said)))


def words_of(said: str) -> frozenset[str]:
    """The words that a name is made of, lower case."""
    if said.islower() and not _DIGIT.search(said):
        return frozenset(_WORD.findall(said))
    found: list[str] = []
    for piece in _PIECE.findall(said):
        if piece.isalpha() and piece.islower() and piece.isascii():
            found.append(piece)
            continue
        parts = _WORD.findall(piece)
        # three bits or more of three letters at most are a hash ("kF3adB", "86ad7c4ca"), not words
        if len(parts) < 3 or any(len(part) > 3 and part.isalpha() for part in parts):
            found += map(str.lower, parts)
    return frozenset(found)


def all_names(element: Element) -> frozenset[str]:
    """`names`, and the short values of all data attributes, which some sites use as others use classes."""
    said = [v for k, v in element.attrib.items() if str(k).startswith("data-") and len(v) <= 40]
    return names(element) | frozenset(word.lower() for v in said for word in _WORD.findall(str(v)))


def outermost_wrapper(element: Element, tags: Collection[str]) -> Element:
    """The outermost element of these tags that holds an element and no other beside it; itself where there is none.

    Its neighbours are asked for, not the number of children: `len()` would walk along all of them.
    """
    at = element
    while at.getprevious() is None and at.getnext() is None:
        above = at.getparent()
        if above is None or above.tag not in tags:
            break
        at = above
    return at


def has_many_children(element: Element) -> bool:
    """Whether an element has more than six children; `len()` would walk along all of them."""
    return next(islice(element, 6, None), None) is not None


def visible_text(element: Element) -> str:
    """The folded text of an element, white space where an element inside begins or ends as a block."""
    return fold(" ".join(element.itertext())) if len(element) else fold(element.text or "")


def shown_text(root: Element) -> str:
    """The folded text of a page's body, elements not parted from each other: made quickly, to look for words in."""
    body = root.find("body")
    # most of it is white space between elements: gone first, which is far quicker than to fold it
    return fold(" ".join(etree.tostring(body, method="text", encoding="unicode").split())) if body is not None else ""


def fold_weight(element: Element) -> int:
    """The weight of an element's text."""
    return weight(visible_text(element))


def meta_values(metas: Iterable[Element]) -> dict[str, str]:
    """The first non-empty content of each `<meta>`, by its name, property or itemprop in lower case."""
    found: dict[str, str] = {}
    for key, content in meta_contents(metas):
        found.setdefault(key, content)
    return found


def meta_contents(metas: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """The name, property or itemprop of each `<meta>`, in lower case, with its content where that is not empty."""
    for meta in metas:
        content = fold(meta.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv") if content else ():
            key = meta.get(attribute)
            if key:
                yield key.strip().lower(), content


def outermost_articles(root: Element) -> list[Element]:
    """The `<article>` elements of a page that stand in no other."""
    return [article for article in root.iter("article") if next(article.iterancestors("article"), None) is None]


def ruling_shape(paragraphs: Iterable[tuple[Shape | None, int]]) -> Shape | None:
    """The shape that more than half of the prose has, in three paragraphs at least; None without one.

    Of each paragraph its shape, None where it has no class, and its weight are given. A class that so much has is that
    of the story, whatever its wrappers are called.
    """
    sizes: Counter[Shape | None] = Counter()
    counts: Counter[Shape | None] = Counter()
    for shape, size in paragraphs:
        sizes[shape] += size
        counts[shape] += 1
    best = max(sizes, key=lambda shape: sizes[shape], default=None)
    return best if counts[best] >= _PARAGRAPHS and 2 * sizes[best] > sizes.total() else None


def ancestors(element: Element) -> Iterator[Element]:
    """The element and all that it stands in, inside out."""
    at: Element | None = element
    while at is not None:
        yield at
        at = at.getparent()
