"""Is what was read out of a page an article at all?"""

from newsdiff.extract.block import Block
from newsdiff.extract.compose import Body
from newsdiff.extract.front import is_front
from newsdiff.extract.page import outermost_articles
from newsdiff.extract.prose import PROSE, is_notice, is_prose
from newsdiff.extract.reading import Reading
from newsdiff.extract.text import ends_sentence, weight
from newsdiff.extract.walls import ENOUGH_PROSE

#: a flash may be this short when the page calls itself an article
_LEAST_FLASH = 40
#: a paragraph this long is text, whatever it ends with
LONG_TEXT = 400
#: so many paragraphs make a text
_SEVERAL = 3
#: a page without a headline of its own and with as many of other stories is a front
_FRONT_CARDS = 6


def is_article(page: Reading, body: Body) -> bool:
    """Whether there is an article: enough text that is not a list of teasers, or a flash that is marked as one."""
    marked, headed = page.calls_itself_article, page.headline.element is not None
    if page.linked.is_list and not marked:
        return False
    if not (headed or marked) and page.cards >= _FRONT_CARDS:
        return False
    if is_front(body.blocks, page.holders):
        return False
    size = sum(weight(p.text) for p in body.paragraphs)
    prose = any(ends_sentence(b.text) or is_prose(b) or b.weight >= LONG_TEXT for b in body.blocks)
    if size >= ENOUGH_PROSE and (prose or (headed and _is_text_unended(body.blocks))):
        return True
    if page.headline.all.h1 is None:
        return False
    if marked and prose and size >= _LEAST_FLASH:
        return True
    if (marked or _stands_alone(page)) and any(map(is_notice, body.blocks)):
        return True
    return page.shows_pictures or (marked and page.turns_pages)


def _is_text_unended(blocks: list[Block]) -> bool:
    """Whether several paragraphs stand there of which none ends as a sentence does: some writers put no full stop."""
    long = [b for b in blocks if b.kind == "text" and b.weight >= PROSE and not b.links]
    return len(long) >= _SEVERAL


def _stands_alone(page: Reading) -> bool:
    """Whether the headline stands in the only `<article>` of the page."""
    outermost = outermost_articles(page.root)
    element = page.headline.element
    return len(outermost) == 1 and element is not None and any(a is outermost[0] for a in element.iterancestors())
