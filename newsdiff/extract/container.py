"""Which element holds the body of the article.

A body that the page declares (`itemprop=articleBody`) is believed. Otherwise we descend from the `<article>` that
holds the headline, from `<main>` or from the whole page, as long as one child holds most of the votes. Each block of
prose votes with its weight; what trafilatura (precision mode) takes for the article, or what JSON-LD has as
`articleBody`, weighs four times as much. A smooth vote, so that one opinion that flips does not flip the result.
"""

import logging
import re
from copy import deepcopy

from newsdiff.extract.blocks import Block
from newsdiff.extract.compose import is_notice
from newsdiff.extract.page import Element, ancestors
from newsdiff.extract.text import fold

#: share of the votes that a child must hold to be descended into
DESCENT = 0.85
#: what an opinion from outside adds to a block's own weight
_TRUSTED = 4
#: a declared body with less prose than this is not believed
_LEAST_DECLARED = 250
#: blocks lighter than this do not vote
_LEAST_VOTE = 40
#: pages with more elements are not shown to trafilatura, whose time grows faster than the page
MAX_JUDGED_ELEMENTS = 12_000
#: nor are pages with more text
MAX_JUDGED_CHARS = 600_000
#: a body is never only one of these
_ENDS = ("p", "ul", "ol", "blockquote", "pre", "dl")
_KEY = re.compile(r"\W+")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def choose_container(root: Element, blocks: list[Block], headline: Element | None, known_body: str) -> Element:
    """The element whose blocks are the body. `known_body` is the JSON-LD `articleBody`, "" when there is none."""
    votes = [_own_votes(block) for block in blocks]
    sums = _sums(blocks, votes)
    declared = _declared(root, sums)
    if declared is not None:
        return declared
    start = _start(root, sums, headline, blocks)
    if _is_settled(start, sums):
        return _descend(start, sums)
    trusted = _keys_of_text(known_body) or _judged(root, blocks)
    if trusted:
        votes = [v * (_TRUSTED if _is_among(b.text, trusted) else 1) for b, v in zip(blocks, votes, strict=True)]
    return _descend(start, _sums(blocks, votes))


def _own_votes(block: Block) -> int:
    """What a block says for its place: its weight when it is prose."""
    if block.kind in ("caption", "heading") or block.weight < _LEAST_VOTE or block.link_density > 0.5:
        return 0
    return block.weight


def _sums(blocks: list[Block], votes: list[int]) -> dict[Element, int]:
    """Votes of all blocks in each element."""
    sums: dict[Element, int] = {}
    by_owner: dict[Element, int] = {}
    for block, vote in zip(blocks, votes, strict=True):
        if block.owner is not None and vote:
            by_owner[block.owner] = by_owner.get(block.owner, 0) + vote
    for owner, vote in by_owner.items():
        for element in ancestors(owner):
            sums[element] = sums.get(element, 0) + vote
    return sums


def _declared(root: Element, sums: dict[Element, int]) -> Element | None:
    """The article body that the page's mark-up names; the heaviest when there are several."""
    marked = root.xpath("//*[contains(concat(' ', @itemprop, ' '), ' articleBody ') or @property='articleBody']")
    best = max(marked, key=lambda e: sums.get(e, 0), default=None)
    return best if best is not None and sums.get(best, 0) >= _LEAST_DECLARED else None


def _start(root: Element, sums: dict[Element, int], headline: Element | None, blocks: list[Block]) -> Element:
    """Where to begin the descent: the article of the headline, an article or main with most of the prose, the page."""
    total = sums.get(root, 0)
    # the only article of a page is believed whatever else stands there: an urgent item is shorter than its teasers
    alone = len(root.xpath("//article[not(ancestor::article)]")) == 1
    around = [] if headline is None else list(headline.iterancestors("article"))
    if alone and around and not sums.get(around[-1], 0) and _says_something(around[-1], blocks):
        return around[-1]
    around = [e for e in around if sums.get(e, 0) and (alone or 3 * sums[e] >= total)]
    mains = [e for e in root.xpath("//article|//main|//*[@role='main']") if 2 * sums.get(e, 0) > total]
    for candidates in (around, mains):
        if candidates:
            return candidates[-1] if candidates is mains else candidates[0]
    body = root.find("body")
    return root if body is None else body


def _says_something(article: Element, blocks: list[Block]) -> bool:
    """Whether an article without prose has a sentence: a notice that the text has been withdrawn."""
    return any(
        is_notice(block) and block.owner is not None and any(above is article for above in ancestors(block.owner))
        for block in blocks
    )


def _descend(start: Element, sums: dict[Element, int]) -> Element:
    at = start
    while True:
        best = max(at, key=lambda e: sums.get(e, 0), default=None)
        if best is None or best.tag in _ENDS:
            return at
        if sums.get(best, 0) < DESCENT * sums.get(at, 0) or not sums.get(best, 0):
            return at
        at = best


def _is_settled(start: Element, sums: dict[Element, int]) -> bool:
    """Whether no opinion from outside, for or against any child, could change a step of the descent.

    It saves trafilatura's time on pages whose mass is clear, and never changes the result.
    """
    at = start
    while True:
        best = max(at, key=lambda e: sums.get(e, 0), default=None)
        total, held = sums.get(at, 0), sums.get(best, 0)
        if best is None or best.tag in _ENDS or not total:
            return True
        if held < DESCENT * total:
            # all of the child trusted and nothing beside it
            return _TRUSTED * held < DESCENT * (_TRUSTED * held + total - held)
        if held < DESCENT * (held + _TRUSTED * (total - held)):
            return False
        at = best


def _judged(root: Element, blocks: list[Block]) -> frozenset[str]:
    """Keys of what trafilatura keeps of this tree; empty when the page is too large for it, or it finds nothing."""
    if len(blocks) > MAX_JUDGED_ELEMENTS or sum(b.weight for b in blocks) > MAX_JUDGED_CHARS:
        return frozenset()
    if sum(1 for _ in root.iter()) > MAX_JUDGED_ELEMENTS:
        return frozenset()
    from trafilatura import bare_extraction

    found = bare_extraction(
        deepcopy(root),
        fast=True,
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=False,
    )
    text = getattr(found, "text", None)
    return frozenset(filter(None, (_key(line) for line in text.split("\n")))) if text else frozenset()


def _keys_of_text(text: str) -> frozenset[str]:
    return frozenset({_key(text)}) if len(text) >= _LEAST_DECLARED else frozenset()


def _is_among(text: str, keys: frozenset[str]) -> bool:
    key = _key(text)
    return key in keys or (len(keys) == 1 and key[:120] in next(iter(keys)))


def _key(text: str) -> str:
    """Letters and digits alone, so that spacing and mark-up of two libraries make no difference."""
    return _KEY.sub("", fold(text)).lower()
