"""Plain text -> Article: a text saved by hand, or a page that is nothing but its text."""

from lxml import etree

from newsdiff.extract.block import Block
from newsdiff.extract.bylines import begins_as_byline, clean_byline
from newsdiff.extract.captions import is_caption
from newsdiff.extract.comparison import Comparison, comparison_in_text
from newsdiff.extract.compose import Body, compose
from newsdiff.extract.context import Context
from newsdiff.extract.inline import is_inline
from newsdiff.extract.jsonld import LinkedData
from newsdiff.extract.page import Element
from newsdiff.extract.plain import split_paragraphs
from newsdiff.extract.prose import is_prose
from newsdiff.extract.struck import held, is_struck, marked
from newsdiff.extract.text import ends_sentence, weight
from newsdiff.extract.walls import ENOUGH_PROSE, Surface, recognised_wall
from newsdiff.extract.words import is_word
from newsdiff.model.article import Article, ExtractionOutcome, Headlines, Make, Paragraph

#: a headline is no heavier
_MAX_HEADLINE = 220
#: how far down a text the headline and the byline are looked for
_TOP = 12


def read_text(text: str, url: str, make: Make, title: str | None = None) -> Article:
    """The article in a plain text; `title` is a title known from elsewhere, used when the text shows none."""
    compared = comparison_in_text(text)
    if compared is not None:
        return from_comparison(compared, url, make)
    blocks = [Block(text=piece, kind=kind, weight=weight(piece)) for kind, piece in split_paragraphs(text)]
    at = _headline_at(blocks)
    headline = blocks[at].text if at is not None else title
    rest = blocks[at + 1 :] if at is not None else blocks
    byline = _byline(rest)
    body = compose([b for b in rest if b.text != byline], Context(headline=headline, byline=byline))
    byline = clean_byline(byline) if byline else None
    is_vouched = make.is_vouched and bool(body.paragraphs or at is not None)
    return _article(url, make, headline, byline, body, text, is_vouched=is_vouched)


def _headline_at(blocks: list[Block]) -> int | None:
    """The first line above the first prose that is no label and no sentence."""
    for at, block in enumerate(blocks[:_TOP]):
        if is_prose(block):
            return None
        if (
            block.kind != "text"
            or is_word(block.text, "label")
            or begins_as_byline(block.text)
            or is_caption(block, Context())
        ):
            continue
        if block.weight <= _MAX_HEADLINE and not block.text.endswith((".", ":", "。")):
            return at
    return None


def _byline(blocks: list[Block]) -> str | None:
    """The first line that reads as a byline, above the first prose."""
    for block in blocks[:_TOP]:
        if is_prose(block):
            return None
        if begins_as_byline(block.text):
            return block.text
    return None


def _article(
    url: str, make: Make, headline: str | None, byline: str | None, body: Body, text: str, *, is_vouched: bool
) -> Article:
    written = " ".join(p.text for p in body.paragraphs)
    surface = Surface(
        title="", headline=headline or "", og="", text=text[:20_000], noscript="", source="", marked_article=False
    )
    wall = recognised_wall(surface, written)
    if wall is not None:
        return Article(url=url, make=make, outcome=ExtractionOutcome.BLOCKED, headline=headline, wall=wall)
    is_prose_enough = weight(written) >= ENOUGH_PROSE and any(ends_sentence(p.text) for p in body.paragraphs)
    if not (is_prose_enough or is_vouched):
        return Article(url=url, make=make, outcome=ExtractionOutcome.NO_ARTICLE, headline=headline)
    return Article(
        url=url,
        make=make,
        outcome=ExtractionOutcome.ARTICLE,
        headline=headline,
        headlines=Headlines(),
        byline=byline,
        paragraphs=tuple(body.paragraphs),
        captions=tuple(body.captions),
    )


def from_comparison(side: Comparison, url: str, make: Make) -> Article:
    """One side of a comparison page as an article, with its warning."""
    return Article(
        url=url,
        make=make,
        outcome=ExtractionOutcome.ARTICLE if side.paragraphs else ExtractionOutcome.NO_ARTICLE,
        headline=side.headline,
        source=side.source,
        canonical=side.canonical,
        paragraphs=tuple(Paragraph(text=p) for p in side.paragraphs),
        warnings=(side.warning,),
    )


def is_bare(root: Element, meta: dict[str, str], linked: LinkedData) -> bool:
    """Whether the page is a saved text in the thinnest of mark-up: no headings, links, articles or metadata."""
    if linked.types or any(key.startswith(("og:", "article:")) for key in meta):
        return False
    return (
        next(root.iter("h1", "h2", "h3", "a", "article", "main", "nav", "table", "li", "blockquote", "figure"), None)
        is None
    )


def raw_text(root: Element) -> str:
    """The text of a page with its line breaks, a blank line between blocks, struck text marked."""
    parts: list[str] = []
    struck = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in ("script", "style", "head", "title"):
            continue
        if not is_inline(element.tag):
            parts.append("\n" if element.tag == "br" and event == "start" else "" if element.tag == "br" else "\n\n")
        struck += is_struck(element) * (1 if event == "start" else -1)
        text = (element.text if event == "start" else element.tail) or ""
        parts.append(held(text) if struck and text else text)
    return marked("".join(parts))
