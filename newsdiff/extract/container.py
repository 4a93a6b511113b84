"""Which element holds the body of the article.

A body that the page declares (`itemprop=articleBody`) is believed. Otherwise we descend from the `<article>` that
holds the headline, from `<main>` or from the whole page, as long as one child holds most of the votes. Each block of
prose votes with its weight, but for teasers of other stories; what JSON-LD has as `articleBody` weighs four times as
much. A smooth vote, so that one opinion that flips does not flip the result.
"""

import re
from collections.abc import Collection
from itertools import islice

from newsdiff.extract.block import Block
from newsdiff.extract.boxes import SMALL_BOX, is_paragraph, rule_beside
from newsdiff.extract.front import is_teaser
from newsdiff.extract.page import Element, ancestors, names, outermost_articles, visible_text
from newsdiff.extract.prose import is_notice
from newsdiff.extract.text import fold, is_blank

#: share of the votes that a child must hold to be descended into
DESCENT = 0.85
#: what an opinion from outside adds to a block's own weight
_TRUSTED = 4
#: a declared body with less prose than this is not believed
_LEAST_DECLARED = 250
#: a child with a smaller part of the votes is no body that boxes stand beside
_LEAST_PART = 1 / 3
#: blocks lighter than this do not vote
_LEAST_VOTE = 40
#: characters by which a block is found again in `articleBody`
_BEGINNING = 120
#: so many neighbours on each side are looked at
_NEAR = 12
#: a body is never only one of these
_ENDS = ("p", "ul", "ol", "blockquote", "pre", "dl", "figure")
_KEY = re.compile(r"\W+")


def choose_container(
    root: Element,
    blocks: list[Block],
    headline: Element | None,
    cards: set[Element],
    known_body: str,
    pressed: Collection[Element] = (),
    head_at: float = -1,
) -> Element:
    """The element whose blocks are the body. `known_body` is the JSON-LD `articleBody`, "" when there is none.

    `head_at`: the place of the headline, -1 without one. `pressed`: elements that held something to press before
    chrome was taken out.
    """
    votes = _below(head_at, blocks, _votes(blocks, cards))
    sums = _sums(blocks, votes)
    declared = _declared(sums, headline)
    if declared is not None:
        return declared
    start = _start(root, sums, headline, blocks)
    known = _key(known_body) if len(known_body) >= _LEAST_DECLARED else ""
    if known:
        votes = [
            v * (_TRUSTED if v and _key(b.text)[:_BEGINNING] in known else 1)
            for b, v in zip(blocks, votes, strict=True)
        ]
        sums = _sums(blocks, votes)
    return _descend(start, sums, blocks, headline, pressed)


def _votes(blocks: list[Block], cards: set[Element]) -> list[int]:
    """What each block says for its place: its weight when it is prose, nothing when it is the teaser of another story.

    Unless most of the prose would be teasers: then the headlines of a live blog are links, or the page is a list.
    """
    votes = [own_vote(block) for block in blocks]
    if not cards:
        return votes
    apart = [0 if v and is_teaser(b, cards) else v for b, v in zip(blocks, votes, strict=True)]
    return apart if 2 * sum(apart) >= sum(votes) else votes


def _below(head_at: float, blocks: list[Block], votes: list[int]) -> list[int]:
    """The votes without those above the headline (consent, a banner, however long), unless most stand there."""
    below = [v if b.place > head_at else 0 for b, v in zip(blocks, votes, strict=True)]
    return below if 2 * sum(below) > sum(votes) else votes


def own_vote(block: Block) -> int:
    """The weight of prose and of rows in a table of data; 0 for all else."""
    if block.kind in ("caption", "heading") or block.link_density > 0.5:
        return 0
    return block.weight if block.weight >= _LEAST_VOTE or block.is_row else 0


def _sums(blocks: list[Block], votes: list[int]) -> dict[Element, int]:
    """Votes of all blocks in each element that has any, in the order of the page."""
    sums: dict[Element, int] = {}
    by_owner: dict[Element, int] = {}
    for block, vote in zip(blocks, votes, strict=True):
        if block.owner is not None and vote:
            by_owner[block.owner] = by_owner.get(block.owner, 0) + vote
    for owner, vote in by_owner.items():
        for element in reversed([*ancestors(owner)]):
            sums[element] = sums.get(element, 0) + vote
    return sums


def _declared(sums: dict[Element, int], headline: Element | None) -> Element | None:
    """The article body that the page's mark-up names; of several that of the headline's `<article>`, or the heaviest.

    Where each paragraph is named so, it is the element that holds them.
    """
    bodies = [e.getparent() if e.tag in _ENDS else e for e in sums if is_marked(e)]
    story = None if headline is None else next(headline.iterancestors("article"), None)
    own = [e for e in bodies if story is not None and any(a is story for a in e.iterancestors())]
    are_apart = own and all(e in own or _stands_under_h1(e) for e in bodies)
    best = max(own if are_apart else bodies, key=lambda e: sums[e], default=None)
    return best if best is not None and sums[best] >= _LEAST_DECLARED else None


def _stands_under_h1(body: Element) -> bool:
    """Whether a declared body stands in an `<article>` with a headline of its own."""
    story = next(body.iterancestors("article"), None)
    return story is not None and next(story.iter("h1"), None) is not None


def is_marked(element: Element) -> bool:
    return "articleBody" in (element.get("itemprop") or "").split() or element.get("property") == "articleBody"


def _start(root: Element, sums: dict[Element, int], headline: Element | None, blocks: list[Block]) -> Element:
    """Where to begin the descent: the article of the headline, an article or main with most of the prose, the page."""
    total = sums.get(root, 0)
    around = [] if headline is None else list(headline.iterancestors("article"))
    # the only article of a page is believed whatever else stands there: an urgent item is shorter than its teasers
    alone = bool(around) and len(outermost_articles(root)) == 1
    if alone and around and not sums.get(around[-1], 0) and _says_something(around[-1], blocks):
        return around[-1]
    if around and sums.get(around[-1], 0) >= _LEAST_DECLARED and _is_one_of_several(around[-1], sums):
        return around[-1]
    around = [e for e in around if sums.get(e, 0) and (alone or 3 * sums[e] >= total)]
    mains = [e for e, size in sums.items() if 2 * size > total and _is_main(e)]
    for candidates in (around, mains):
        if candidates:
            return candidates[-1] if candidates is mains else candidates[0]
    body = root.find("body")
    return root if body is None else body


def _is_main(element: Element) -> bool:
    return element.tag in ("article", "main") or element.get("role") == "main"


def _is_one_of_several(article: Element, sums: dict[Element, int]) -> bool:
    """Whether other stories stand beside an `<article>`: others of its tag that begin with a headline of their own.

    Such a headline is an h1, or a link to another page. Entries of a live blog begin with a time or a plain heading.
    Those that a page goes on with may stand elsewhere on it, where little else does.
    """
    above = article.getparent()
    siblings = (e for e in (above if above is not None else ()) if e.tag == "article")
    if any(e is not article and _is_headed_apart(e) for e in siblings):
        return True
    root = article.getroottree().getroot()
    others = (e for e in outermost_articles(root) if e is not article)
    headed = [other for other in others if next(other.iter("h1"), None) is not None]
    beside = sums.get(root, 0) - sum(sums.get(e, 0) for e in (article, *headed))
    return len(headed) > 1 and next(article.iter("h1"), None) is not None and beside < sums.get(article, 0)


def _is_headed_apart(article: Element) -> bool:
    heading = next(article.iter("h1", "h2", "h3"), None)
    if heading is None:
        return False
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    return heading.tag == "h1" or any((a.get("href") or "#")[0] != "#" for a in links)


def _says_something(article: Element, blocks: list[Block]) -> bool:
    """Whether an article without prose has a sentence: a notice that the text has been withdrawn."""
    return any(
        is_notice(block) and block.owner is not None and any(above is article for above in ancestors(block.owner))
        for block in blocks
    )


def _descend(
    at: Element, sums: dict[Element, int], blocks: list[Block], headline: Element | None, pressed: Collection[Element]
) -> Element:
    head = set() if headline is None else set(ancestors(headline))
    while True:
        best = max(at, key=lambda e: sums.get(e, 0), default=None)
        total = sums.get(at, 0)
        if best is not None and best.tag not in _ENDS and _LEAST_PART * total <= sums.get(best, 0) < DESCENT * total:
            best, total = _without_boxes(at, head, sums, blocks, pressed)
        if best is None or best.tag in _ENDS or not sums.get(best, 0) or sums[best] < DESCENT * total:
            return at
        if _wraps_one_of_several(best):
            return at
        at = best


def _wraps_one_of_several(element: Element) -> bool:
    """Whether an element is the wrapper of one paragraph, and what stands beside it has such wrappers too.

    A long paragraph above short lines would be the whole body, where each has a wrapper of its own.
    """
    if not _wraps_one(element):
        return False
    sides = (element.itersiblings(element.tag, preceding=True), element.itersiblings(element.tag))
    beside = (e for side in sides for e in islice(side, _NEAR))
    return any(e.get("class") == element.get("class") and _wraps_one(e) for e in beside)


def _wraps_one(element: Element) -> bool:
    """Whether nothing but one paragraph stands in an element, however deep, or it is one: no row, no `<pre>`."""
    while element.tag not in _ENDS and len(element) == 1 and is_blank(element.text) and is_blank(element[0].tail):
        element = element[0]
    is_one = element.tag in ("p", "div") and is_paragraph(element) and next(element.iter("br"), None) is None
    return is_one and bool(visible_text(element))


def _without_boxes(
    at: Element, head: set[Element], sums: dict[Element, int], blocks: list[Block], pressed: Collection[Element]
) -> tuple[Element | None, int]:
    """The child with most votes, and all votes there, without those of boxes beside it."""
    voted = [child for child in at if sums.get(child, 0)]
    above = _boxes_above(voted, head, sums, pressed)
    left = [child for child in voted if child not in above]
    best = max(left, key=lambda e: sums[e], default=None)
    at_best = left.index(best) if best is not None else 0
    foreign = [
        e
        for n, e in enumerate(left)
        if n != at_best and e not in head and _is_foreign_to(best, e, sums, blocks, pressed, is_above=n < at_best)
    ]
    return best, sums.get(at, 0) - sum(sums[e] for e in (*above, *foreign))


def _boxes_above(
    voted: list[Element], head: set[Element], sums: dict[Element, int], pressed: Collection[Element]
) -> list[Element]:
    """The boxes above the child that holds the headline and a text: consent, a banner, longer than the text."""
    at = next((n for n, child in enumerate(voted) if child in head), 0)
    return [e for e in voted[:at] if sums[voted[at]] >= _LEAST_DECLARED and rule_beside(e, pressed)]


def _is_foreign_to(
    body: Element,
    element: Element,
    sums: dict[Element, int],
    blocks: list[Block],
    pressed: Collection[Element],
    *,
    is_above: bool,
) -> bool:
    """Whether an element is a box or a small one of another name, and holds no paragraph shaped like those in the body.

    A second part of a story has a name like that of the first: "body-1" and "body-2". Above the body stands its
    beginning too, and only what is far smaller is foreign. Figures are always the story's, and what
    the metadata have as its text, which weighs more than its own votes.
    """
    most = min(SMALL_BOX, sums[body] * (_LEAST_PART if is_above else 1))
    is_small = element.tag not in _ENDS and sums[element] <= most and names(element).isdisjoint(names(body))
    is_small = is_small and not any(map(_is_main, (element, *element.iter("main"))))
    if not is_small and (is_above or rule_beside(element, pressed) is None):
        return False
    held = [b for b in blocks if own_vote(b) and _is_within(b, element)]
    if is_small and (any(b.is_row for b in held) or sums[element] > sum(map(own_vote, held))):
        return False
    shapes = {shape_around(b) for b in blocks if own_vote(b) and _is_within(b, body)}
    return shapes.isdisjoint(map(shape_around, held))


def _is_within(block: Block, element: Element) -> bool:
    return block.owner is not None and any(above is element for above in ancestors(block.owner))


def shape_around(block: Block) -> tuple[object, ...]:
    """What a paragraph has in common with others: tag and class, and those of its wrapper when it has no class."""
    owner = block.owner
    if owner is None:
        return ()
    above = owner.getparent()
    if owner.get("class") or above is None:
        return owner.tag, owner.get("class")
    return owner.tag, None, above.tag, above.get("class")


def _key(text: str) -> str:
    """Letters and digits alone, so that spacing and mark-up of two libraries make no difference."""
    return _KEY.sub("", fold(text)).lower()
