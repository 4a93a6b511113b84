"""Pages for which a person vouches that they are articles, where the rules alone find none.

A topic page, a list of teasers, a page of one sentence: the rules that refuse such pages are then overruled. What was
taken for the body is believed; where that is nothing, the text is all that the page shows outside its chrome.
"""

from newsdiff.extract.block import Block
from newsdiff.extract.blocks import read_blocks
from newsdiff.extract.body import dropped_by
from newsdiff.extract.compose import Body, paragraph_of
from newsdiff.extract.context import Context
from newsdiff.extract.page import Element
from newsdiff.model.article import Article

#: rules that are not asked here: links are what a list of teasers says
_OF_LINKS = frozenset({"link", "label_and_link"})
#: lighter links are entries of a menu, no headlines
_LEAST_LINK = 18


def vouched_body(body: Body, article: Article, shown: list[Element], *, shows_headline: bool) -> Body | None:
    """The body of a page that is taken for an article on a person's word; None when the page shows nothing.

    `body` is what the rules left of it, `shown` what a person chose, else the tree without its chrome. A headline that
    readers see is enough to be a page; one that stands in metadata alone may be the frame of a page made by scripts.
    """
    if not body.paragraphs:
        body = _all_that_shows(article, shown, body.captions)
    return body if body.paragraphs or shows_headline else None


def _all_that_shows(article: Article, shown: list[Element], captions: list[str]) -> Body:
    """Every block in these elements, teasers included, each text once."""
    context = Context(article.headline, article.standfirst, article.byline, source=article.source)
    blocks = {b.text: b for element in shown for b in read_blocks(element) if _may_stay(b, context)}
    kept = list(blocks.values())
    return Body([paragraph_of(b, kept, at) for at, b in enumerate(kept)], kept, captions)


def _may_stay(block: Block, context: Context) -> bool:
    if block.kind == "caption" or (block.link_density > 0.5 and block.weight < _LEAST_LINK):
        return False
    return dropped_by(block, context, unasked=_OF_LINKS) is None
