"""Boxes set between the paragraphs of an article that are not the article: polls, sign-ups, offers, cards, players.

Such a box has another shape than the paragraphs around it: another tag, class or inner structure. That alone drops
nothing, for a quotation or a fact box has it too. It needs a sign beside it, none of which depends on a language:
something to press, a link that stands apart from the text, a price, a question without an answer, a label above a
headline. A box goes as a whole: the question of a poll must not stay when its options go, nor the teaser of a card
when its headline does. A quotation and a correction stay, whatever box they stand in, and so do boxes of one shape
that together hold most of the text around them: in a live blog they are the article.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice

from newsdiff.extract.box import BLOCKS_INSIDE, LEAST_PARAGRAPH, SEVERAL, Box
from newsdiff.extract.box_rules import BOX_RULES, MOSTLY_LINKS, QUESTIONS, has_controls, holds_post, is_fact_box
from newsdiff.extract.bylines import is_byline
from newsdiff.extract.notes import is_note_text
from newsdiff.extract.page import Element, ancestors, fold_weight, names, outermost_wrapper
from newsdiff.extract.stamps import is_date_line
from newsdiff.extract.standfirst import is_standfirst_named
from newsdiff.extract.text import ends_sentence, weight
from newsdiff.extract.words import listed

#: prose that a box may hold and still go as a whole
SMALL_BOX = 900
#: so many elements are looked at on both sides of an aside
_NEAR = 4
_FOOTNOTES = frozenset(["footnote", "footnotes", "endnote", "endnotes"])
#: more blocks than this make no box
_MANY = 12
#: entries of a story are at least so many, and their paragraphs stand at most so deep in them
_ENTRIES, _DEEP = 3, 4
_ENTRY_TAGS = ("div", "section", "article")
#: a link longer than this names no one
_MAX_NAME = 24
_BOX_TAGS = frozenset(listed("div section aside article table ul ol dl fieldset details center"))
_QUOTES = "\"'“”„«»‹‘‚「『《"
Shape = tuple[str, str | None, str]
#: for each element that has paragraphs for children, how many of each shape
_Shapes = dict[Element, dict[Shape, int]]


#: above the first paragraph stand a portrait beside a byline, and key points with a label
_NOT_ABOVE = frozenset(["labelled", "profile"])


def foreign_boxes(
    prose: dict[Element, int], guarded: Collection[Element], framed: Collection[Element] = ()
) -> Iterator[tuple[Element, str]]:
    """The boxes that are not the article with the names of their rules, inner ones first.

    `prose`: for each element, in document order, the weight of its text outside links. Elements in `guarded` are never
    boxes; in those in `framed` stood a frame. Each is to be taken out before the next is asked for: a wrapper is judged
    without the boxes in it.
    """
    found, parts = _with_parts(_paragraphs(prose), prose)
    asking: set[Element] = set()
    for parent, shapes in reversed(found.items()):
        if max(shapes.values()) < SEVERAL:
            continue
        taken = []
        for box, is_above in _boxes(parent, shapes, parts, prose, guarded):
            box.is_framed = bool(framed) and any(element in framed for element in box.element.iter())
            box.is_asking = box.element in asking
            if rule := box_rule(box, is_above=is_above):
                taken.append((box.element, rule))
                if _is_field(box):
                    asking.add(parent)
        yield from taken


def _is_field(box: Box) -> bool:
    """Whether nothing stands in a box but what readers fill in, and the word on the button beside it."""
    fields = box.element.iter("input", "textarea", "select")
    return len(box.texts) <= 1 and any(field.get("type") != "hidden" for field in fields)


def box_rule(box: Box, *, is_above: bool = False) -> str | None:
    """The name of the rule that drops a box; None when it stays. `is_above`: it stands above the first paragraph."""
    if not box.texts:
        return "controls" if has_controls(box) else None  # else the paragraphs around it seem to hold them
    if _is_kept(box):
        return None
    asked = (name for name in BOX_RULES if not is_above or name not in _NOT_ABOVE)
    found = next((name for name in asked if BOX_RULES[name](box)), None)
    return found if found == "controls" or not is_above or not is_head(box) else None


def rule_beside(element: Element, pressed: Collection[Element]) -> str | None:
    """The name of the rule by which an element beside the body, however long, is not part of it; None when it may be.

    `pressed`: elements that held something to press when the page was whole.
    """
    box = small_box(element)
    if not box.texts or _is_note(box):
        return None
    if element in pressed or has_controls(box):
        return "controls"
    return box_rule(box) if box.prose <= SMALL_BOX else None


def rule_above(element: Element) -> str | None:
    """The same for what stands between headline and body, where it may be a standfirst, a byline, a beginning."""
    box = small_box(element)
    return box_rule(box, is_above=True) if box.prose <= SMALL_BOX and not is_head(box) else None


def small_box(element: Element) -> Box:
    """An element that stands alone as a box."""
    box = Box(element, 0, 1)
    box.prose = sum(block.weight for block in box.plain)
    return box


def is_head(box: Box) -> bool:
    """Whether a box belongs to the head of the article: it holds a date, a byline or a standfirst.

    A text and the linked name of who wrote it are a standfirst and a byline, whatever they are called.
    """
    if box.tags & {"time", "h1"}:
        return True
    said = any(ends_sentence(b.text) and not b.text.endswith(QUESTIONS) for b in box.plain)
    if said and len(box.texts) <= SEVERAL and "img" not in box.tags and any(b.weight <= _MAX_NAME for b in box.links):
        return True
    return any(is_date_line(b.text) or is_byline(b) or is_standfirst_named(b) for b in box.texts)


def is_background(element: Element) -> bool:
    """Whether an `<aside>` stands between paragraphs and is told as they are: a heading, sentences, no link apart.

    Where a template wraps each part of the story, it stands in a wrapper of its own between those of paragraphs.
    """
    at = outermost_wrapper(element, ("div", "section"))
    inside = () if at is element else (at.tag,)
    before, behind = (
        {said for e in islice(side, _NEAR) for said in _long_ones(e, inside)}
        for side in (at.itersiblings(preceding=True), at.itersiblings())
    )
    is_between = not before.isdisjoint(behind) if inside else bool(before and behind)
    box = small_box(element)
    return is_between and is_fact_box(box) and box_rule(box) is None


def _long_ones(element: Element, wrappers: Collection[str]) -> Iterator[str]:
    """The classes of the paragraphs that an element is or, where it is one of the wrappers, that stand in it."""
    held = element.iter("p") if element.tag in wrappers else (element,) if element.tag == "p" else ()
    return (p.get("class") or "" for p in islice(held, _NEAR) if fold_weight(p) >= LEAST_PARAGRAPH)


def _is_kept(box: Box) -> bool:
    """A note of the newsroom, a piece of the text, a quotation. A form or a headline may begin with one and is none."""
    if _is_note(box) or holds_post(box.element) or _is_footnote(box.element):
        return True
    if box.sentences > max(SEVERAL, box.links_apart) or len(box.plain) > _MANY:
        return True
    first = box.plain[0] if box.plain else None
    if first is None or first.text[0] not in _QUOTES or first.link_density >= MOSTLY_LINKS:
        return False
    return not box.tags & {"form", "input"}


def _is_footnote(element: Element) -> bool:
    """Whether it is a note at the foot of the text, whose number is a link back to its place in it."""
    said = names(element)
    return not said.isdisjoint(_FOOTNOTES) and "author" not in said


def _is_note(box: Box) -> bool:
    return any(block.kind == "note" or is_note_text(block.text) for block in box.texts)


def _boxes(
    parent: Element,
    shapes: dict[Shape, int],
    parts: Collection[Element],
    prose: dict[Element, int],
    guarded: Collection[Element],
) -> Iterator[tuple[Box, bool]]:
    """Small boxes among the children of an element, unless those of one shape hold most of its prose."""
    alike: dict[tuple[str, str | None], list[Element]] = {}
    for child in parent:
        if isinstance(child.tag, str):
            alike.setdefault((child.tag, child.get("class")), []).append(child)
    #: of each tag and class that are no paragraphs: how many, and the weight of their prose
    unlike: dict[tuple[str, str | None], tuple[int, int]] = {}
    is_above = True
    for child in parent:
        shape = _shape(child) if child in prose and prose[child] >= LEAST_PARAGRAPH else None
        is_paragraph = shape is not None and (shapes.get(shape, 0) >= SEVERAL or child.tag == "p")
        if is_paragraph or child in parts:
            is_above = False
        elif (wrapped := _wrapped(child, shapes)) is not None:
            beside = (e for e in wrapped if e not in guarded and _may_be_box(e, prose))
            yield from [(Box(e, prose.get(e, 0), 1), is_above) for e in beside]
            is_above = False
        elif _may_be_box(child, prose) and child not in guarded:
            kind = child.tag, child.get("class")
            if kind not in unlike:
                own = [e for e in alike[kind] if (shape := _shape(e)) is None or shapes.get(shape, 0) < SEVERAL]
                unlike[kind] = len(own), sum(prose.get(e, 0) for e in own)
            number, size = unlike[kind]
            if 2 * size <= prose.get(parent, 0):
                yield Box(child, prose.get(child, 0), number), is_above


def _wrapped(element: Element, shapes: dict[Shape, int]) -> list[Element] | None:
    """What stands beside paragraphs in a wrapper like those of others; None where an element is no such wrapper.

    It has the tag and the class of those that hold nothing but paragraphs, and may hold one wrapper more, as they do.
    Whatever else stands in it does not take the paragraph along.
    """
    tag, said = element.tag, element.get("class")
    if said is None:
        return None
    inside = {s[2] for s, count in shapes.items() if s[2] and s[1] == said and s[0] == tag and count >= SEVERAL}
    while inside and len(element) == 1:
        element = element[0]
        around = " ".join(filter(None, (str(element.tag), element.get("class"))))
        inside = {shape.removeprefix(around).lstrip() for shape in inside if shape.startswith(around)}
    beside = [e for e in element if _inner(e) not in inside]
    return beside if len(beside) < len(element) else None


def _inner(element: Element) -> str:
    """The shape of a paragraph as its wrapper's names it."""
    return "p" if element.tag == "p" else " ".join(filter(None, _shape(element) or ()))


def _may_be_box(element: Element, prose: dict[Element, int]) -> bool:
    tag = element.tag
    return isinstance(tag, str) and (tag in _BOX_TAGS or "-" in tag) and prose.get(element, 0) <= SMALL_BOX


def _paragraphs(prose: dict[Element, int]) -> _Shapes:
    """For each element that has paragraphs for children, how many of each shape; bare runs of text are a shape too."""
    found: _Shapes = {}
    for element, size in prose.items():
        if size < LEAST_PARAGRAPH:
            continue
        shape = _shape(element)
        parent = element.getparent()
        if shape is not None and parent is not None:
            shapes = found.setdefault(parent, {})
            shapes[shape] = shapes.get(shape, 0) + (1 if element.tag != "pre" else _blocks_in(element))
        runs = _runs(element) if next(element.iterchildren("br"), None) is not None else 0
        if runs >= SEVERAL:
            found.setdefault(element, {})["", None, ""] = runs
    return found


def _with_parts(found: _Shapes, prose: dict[Element, int]) -> tuple[_Shapes, set[Element]]:
    """The same for a story that its template cuts every few paragraphs, and its parts of more than one.

    The parts are neighbours of one tag and class that hold most of the prose around them. In each of them the
    paragraphs of all count; what stands between two parts stands between paragraphs too.
    """
    alike: dict[tuple[Element | None, str, str | None], list[Element]] = {}
    for element in found:
        alike.setdefault((element.getparent(), str(element.tag), element.get("class")), []).append(element)
    parts: set[Element] = set()
    for (above, tag, said), together in alike.items():
        if len(together) < SEVERAL or 2 * sum(map(prose.__getitem__, together)) <= prose.get(above, 0):
            continue
        several = [element for element in together if max(found[element].values()) >= SEVERAL]
        whole: Counter[Shape] = Counter()
        for element in together:
            whole.update(found[element])
        found |= dict.fromkeys(together, whole)
        parts.update(several)
        if above is not None:
            found[above] = found.get(above, {}) | {(tag, said, "parts"): len(together)}
    parts |= _add_entries(found, prose)
    return {element: found[element] for element in prose if element in found}, parts


def _add_entries(found: _Shapes, prose: dict[Element, int]) -> set[Element]:
    """The entries of a story told in many (slides, items of a list), which is added where they stand.

    They are neighbours of one tag and class that hold most of the prose around them, each with paragraphs somewhere in
    it, and no paragraph stands beside them: what stands between two of them stands between paragraphs.
    """
    alike: dict[tuple[Element, str, str], dict[Element, None]] = {}
    for element in found:
        for at in islice(ancestors(element), _DEEP):
            above, said = at.getparent(), at.get("class")
            if above is not None and above not in found and said and at.tag in _ENTRY_TAGS:
                alike.setdefault((above, at.tag, said), {})[at] = None
    entries: set[Element] = set()
    for (above, tag, said), together in alike.items():
        if len(together) >= _ENTRIES and 2 * sum(map(prose.__getitem__, together)) > prose.get(above, 0):
            found.setdefault(above, {})[tag, said, "parts"] = len(together)
            entries.update(together)
    return entries


def _runs(element: Element) -> int:
    """How many bare runs of text an element has that weigh as much as a paragraph."""
    runs = (element.text, *(child.tail for child in element))
    return sum(1 for run in runs if run and weight(run.strip()) >= LEAST_PARAGRAPH)


def _shape(element: Element) -> Shape | None:
    """Tag, class and inner structure of a paragraph: a `<p>`, a `<div>` of text, a wrapper of `<p>` alone."""
    tag = element.tag
    if tag in ("p", "pre"):
        return tag, None, ""  # numbered on some sites, each with a class of its own
    if not isinstance(tag, str) or (tag not in ("div", "section") and "-" not in tag):
        return None
    inside = {child.tag for child in element}
    if inside == {"p"}:
        return tag, element.get("class"), "p"
    if not inside & BLOCKS_INSIDE:
        return tag, element.get("class"), ""
    only = element[0] if len(element) == 1 and not (element.text or "").strip() else None
    inner = _inner(only) if only is not None else ""
    return (tag, element.get("class"), inner) if inner else None


def is_paragraph(element: Element) -> bool:
    """Whether an element is a `<p>`, or another with text and without blocks in it."""
    return element.tag == "p" or not any(child.tag in BLOCKS_INSIDE for child in element)


def _blocks_in(pre: Element) -> int:
    """How many paragraphs a `<pre>` has: its text between blank lines."""
    return 1 + (pre.text or "").strip().count("\n\n")
