"""Why a block of a page is text or is not: for people who wonder, and who write selectors."""

from newsdiff.extract.block import Block
from newsdiff.extract.blocks import read_blocks
from newsdiff.extract.html import open_page, read_page
from newsdiff.extract.invisible import INVISIBLE_TAGS
from newsdiff.extract.page import ancestors
from newsdiff.extract.reading import Reading
from newsdiff.model.article import Article, Decision, Make, Selectors


def explain_html(html: str, url: str, make: Make, selectors: Selectors) -> list[Decision]:
    """What became of each block of a page, in document order; of a bare text or a comparison only what was kept.

    Struck words, and text that stands in the scripts of a page alone, are told as the article has them.
    """
    page = open_page(html, url, make, selectors)
    if isinstance(page, Article):
        return kept_of(page)
    blocks = [block for block in read_blocks(page.root) if block.owner is not None]
    article = read_page(page, html, make)
    paragraphs = {p.text: p.kind.value for p in article.paragraphs}
    shown = [block for block in blocks if not any(a.tag in INVISIBLE_TAGS for a in ancestors(block.owner))]
    known = {block.text for block in shown}
    in_scripts = [decision for decision in kept_of(article) if decision.text not in known]
    return [_decision(block, page, article, paragraphs) for block in shown] + in_scripts


def kept_of(article: Article) -> list[Decision]:
    """The paragraphs of an article as decisions."""
    return [Decision(text=p.text, is_kept=True, reason=p.kind.value) for p in article.paragraphs]


def _decision(block: Block, page: Reading, article: Article, paragraphs: dict[str, str]) -> Decision:
    rule = _rule(block, page) or _field(block, article)
    is_kept = rule is None and block.text in paragraphs
    reason = paragraphs[block.text] if is_kept else rule or "outside"
    return Decision(text=block.text, is_kept=is_kept, reason=reason)


def _rule(block: Block, page: Reading) -> str | None:
    """The rule that took the block, or something around it, out."""
    around = (page.taken[a] for a in ancestors(block.owner) if a in page.taken)
    left_out = (rule for b, rule in page.dropped if b.owner is block.owner and b.text == block.text)
    return next(around, None) or next(left_out, None)


def _field(block: Block, article: Article) -> str | None:
    for name in ("headline", "standfirst", "byline"):
        if block.text == getattr(article, name):
            return name
    return None
