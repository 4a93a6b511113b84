"""The container chosen last time: how an element is called so that it is found again, and whether it still holds most.

A page is looked at again and again. What tips the choice of the container (a longer list of comments, one paragraph
more in a box) is then no longer a question: the element that held the body is taken again as long as it is there and
holds more than half of the paragraphs that stood in it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from newsdiff.extract.block import Block
from newsdiff.extract.page import Element, ancestors
from newsdiff.extract.words import listed
from newsdiff.model.knowledge import Hint, paragraph_key

#: elements that a page has one or few of: no name is needed to find them again
_TELLING_TAGS = frozenset(listed("body main article"))
#: what comes before a name that a program made up ("css-1x2y3z", "sc-bdVaJa")
_MADE_UP = frozenset(listed("css sc jsx jss svelte emotion styles module yui"))
#: an element outside of which half as much stands as in it is no longer the body
_OUTGROWN = 1.5
#: a block is text when less of it than this is link text
_LINKED = 0.5
_PARTS = re.compile(r"[-_\s:]+")
#: words, alone or joined as programmers do ("articleBody"): no digits, no lone capitals, as hashes have
_WORD = re.compile(r"[A-Z]?[a-z]{2,}(?:[A-Z][a-z]{2,})*|[A-Z]{2,}")


def signature(element: Element) -> str:
    """How an element is called: tag, id and classes, from the nearest ancestor that has a name down to it.

    Digits and hashes in names are left out, since they change from one build or page to the next:
    `<div class="Body_main__3xYz1"><div>` is "div.Body-main/div".
    """
    steps: list[str] = []
    for at in ancestors(element):
        name = step(at)
        steps.append(name)
        if name != at.tag or at.tag in _TELLING_TAGS:
            break
    return "/".join(reversed(steps))


def step(element: Element) -> str:
    """How one element is called: tag, id and classes, as far as they are stable."""
    named = element.attrib
    return str(element.tag) + (_called(named.get("id") or "", named.get("class") or "") if named else "")


@lru_cache(maxsize=10_000)
def _called(own: str, classes: str) -> str:
    own = _stable(own)
    stable = sorted({name for word in classes.split() if (name := _stable(word))})
    return "".join((f"#{own}" if own else "", *(f".{name}" for name in stable)))


def _stable(name: str) -> str:
    """The parts of a class or id that are words, joined again; "" when nothing is left, or a program made it up."""
    parts = [part for part in _PARTS.split(name) if part]
    if not parts or parts[0].lower() in _MADE_UP:
        return ""
    return "-".join(part for part in parts if _WORD.fullmatch(part))


def find_hinted(blocks: list[Block], hint: Hint | None, chosen: Element) -> Element | None:
    """The element that the hint means, when it holds more than half of what stood in it; None otherwise.

    Of several with one signature it is the one that holds most, and of those the innermost. `chosen` is what the page
    alone suggests: where that is around it, with half as much text again, the article has outgrown it, or it never was
    the body, and text must not be missed.
    """
    if hint is None:
        return None
    held = _held(blocks, frozenset(hint.keys))
    wanted = [e for e, keys in held.items() if 2 * len(keys) > len(set(hint.keys)) and signature(e) == hint.container]
    best = max(wanted, key=lambda e: (len(held[e]), sum(1 for _ in ancestors(e))), default=None)
    return None if best is None or _is_outgrown(best, chosen, blocks) else best


def _is_outgrown(element: Element, chosen: Element, blocks: list[Block]) -> bool:
    if element is chosen or not any(above is chosen for above in element.iterancestors()):
        return False
    return _prose_in(chosen, blocks) > _OUTGROWN * _prose_in(element, blocks)


def _prose_in(element: Element, blocks: list[Block]) -> int:
    inside = set(element.iter())
    return sum(b.weight for b in blocks if b.owner in inside and b.link_density < _LINKED)


def _held(blocks: list[Block], wanted: frozenset[str]) -> dict[Element, set[str]]:
    """Which of the wanted paragraphs stand in each element."""
    held: dict[Element, set[str]] = {}
    for element, key in _places(blocks, wanted):
        for above in ancestors(element):
            held.setdefault(above, set()).add(key)
    return held


def _places(blocks: list[Block], wanted: frozenset[str]) -> Iterator[tuple[Element, str]]:
    for block in blocks:
        key = paragraph_key(block.text) if block.owner is not None else ""
        if key in wanted:
            yield block.owner, key
