"""Wrappers in which a template puts each paragraph of a story, or a few of them: they are dissolved.

Redesigns bring such wrappers and take them away, and nothing that readers see changes. Without them a paragraph stands
beside the next one, and a box between both beside paragraphs, in whatever mark-up.
"""

from collections.abc import Collection, Iterator

from newsdiff.extract.box import LEAST_PARAGRAPH
from newsdiff.extract.box_rules import CONTROLS
from newsdiff.extract.boxes import box_rule, small_box
from newsdiff.extract.invisible import drop
from newsdiff.extract.page import Element, names, outermost_wrapper
from newsdiff.extract.selectors import MARK
from newsdiff.extract.text import is_blank

#: neighbours of one tag and class that are wrappers are at least so many
_SEVERAL = 3
_TAGS = ("div", "section")
_Kind = tuple[str, str | None, Element | None]
#: what text begins with, where no link is in it
_BEGINNINGS = frozenset(["p", "h2", "h3"])
#: what stands in a wrapper of the text, whatever else is in it
_TEXT_TAGS = frozenset(
    ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "figure", "table", "hr", "br"]
)


def dissolve_wrappers(
    root: Element, prose: dict[Element, int], guarded: Collection[Element], careless: frozenset[str]
) -> None:
    """Put what stands in such wrappers in their places; `prose` loses them.

    All of a kind go or none: where one is a box, or named by a `careless` word, they say more than that text is in
    them. Readers' posts and teasers of other stories do. Those in `guarded` stay.
    """
    kinds: dict[_Kind, set[Element]] = {}
    kept: set[_Kind] = set()
    for wrappers in _wrappers(root, prose):
        kinds.setdefault(_kind(wrappers[0]), set()).update(wrappers)
        if not _say_nothing(wrappers, careless):
            kept.add(_kind(wrappers[0]))
    found = [(e, kind) for e in root.iter(*_TAGS) if (kind := _kind(e)) in kinds and kind not in kept] if kinds else []
    for wrapper, kind in found:
        core = _core(wrapper)
        if wrapper not in guarded and (wrapper in kinds[kind] or _holds_text_alone(core)):
            _dissolve(wrapper, core, prose)


def _kind(wrapper: Element) -> _Kind:
    """Tag and class; of one without a class the element that it stands in too."""
    said = wrapper.get("class")
    return str(wrapper.tag), said, None if said else wrapper.getparent()


def _say_nothing(wrappers: list[Element], careless: frozenset[str]) -> bool:
    cores = list(map(_core, wrappers))
    if _are_entries(cores) or not all(map(_may_go, wrappers, cores)):
        return False
    return all(careless.isdisjoint(names(element)) for element in (*wrappers, *cores))


def _wrappers(root: Element, prose: dict[Element, int]) -> Iterator[list[Element]]:
    """Neighbours of one tag and class around paragraphs, several that hold most of the prose around them."""
    alike: dict[tuple[Element, str, str | None], dict[Element, None]] = {}
    for p in root.iter("p"):
        if prose.get(p, 0) < LEAST_PARAGRAPH:
            continue
        wrapper = _outermost(p)
        above = wrapper.getparent() if wrapper is not None else None
        if wrapper is not None and above is not None:
            alike.setdefault((above, str(wrapper.tag), wrapper.get("class")), {})[wrapper] = None
    for (above, *_), together in alike.items():
        if len(together) >= _SEVERAL and 2 * sum(map(prose.__getitem__, together)) > prose.get(above, 0):
            yield list(together)


def _outermost(p: Element) -> Element | None:
    """The outermost element around a paragraph and what stands beside it, and around nothing else."""
    above = p.getparent()
    return outermost_wrapper(above, _TAGS) if above is not None and above.tag in _TAGS else None


def _core(wrapper: Element) -> Element:
    """The innermost of wrappers around each other."""
    at = wrapper
    while len(at) == 1 and at[0].tag in _TAGS and is_blank(at.text) and is_blank(at[0].tail):
        at = at[0]
    return at


def _are_entries(cores: list[Element]) -> bool:
    """Whether most begin alike, with something else than text: a time, who speaks, a picture, another's headline."""
    begun = [core[0] for core in cores if len(core)]
    firsts = [(e.tag, e.get("class")) for e in begun if e.tag not in _BEGINNINGS or next(e.iter("a"), None) is not None]
    return any(2 * firsts.count(first) > len(cores) for first in set(firsts))


def _may_go(wrapper: Element, core: Element) -> bool:
    """Whether a wrapper holds no box, and no text of its own."""
    if not len(core) or not is_blank(core.text) or wrapper.get(MARK) or core.get(MARK):
        return False
    if _holds_text_alone(core) or box_rule(small_box(wrapper)) is None:
        return True
    return all(_is_apart(child) for child in core if child.tag not in _TEXT_TAGS)


def _is_apart(element: Element) -> bool:
    """Whether an element is empty or a box by itself, with words of its own: not what readers press in one."""
    if element.tag not in (*_TAGS, "aside"):
        return False
    box = small_box(element)
    return (not box.texts and next(element.iter(*CONTROLS), None) is None) or (
        len(box.texts) > 1 and box_rule(box) is not None
    )


def _holds_text_alone(core: Element) -> bool:
    """Whether headings, lists, pictures of the text stand in a wrapper, and nothing else."""
    return len(core) > 0 and is_blank(core.text) and all(child.tag in _TEXT_TAGS for child in core)


def _dissolve(wrapper: Element, core: Element, prose: dict[Element, int]) -> None:
    for at in (wrapper, *wrapper.iterdescendants(*_TAGS)):
        prose.pop(at, None)
        if at is core:
            break
    for child in list(core):
        wrapper.addprevious(child)
    drop(wrapper)
