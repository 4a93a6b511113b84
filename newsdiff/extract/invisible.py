"""What nobody sees of a page: scripts, styles, the insides of frames and pictures, what the mark-up hides."""

import re

from newsdiff.extract.page import Element
from newsdiff.extract.words import listed

#: never visible as text, wherever they stand
INVISIBLE_TAGS = frozenset(
    listed(
        """
        script style noscript template svg iframe object embed applet canvas video map math-field
        select datalist head link meta frame frameset noframes param source track area base
        """
    )
)
_FRAMES = frozenset(listed("iframe object embed canvas video"))
#: width or height of a picture that nobody sees
_POINTS = frozenset(["0", "1", "0px", "1px"])
_HIDDEN_STYLES = ("display:none", "visibility:hidden", "clip:rect(0", "clip-path:inset(50%)")
#: classes of what only stands on paper, and those that say so together
_ON_PAPER = frozenset(["print-only", "printonly", "only-print", "visible-print", "visible-print-block"])
_ONLY_ON_PAPER = (frozenset(["d-none", "d-print-block"]), frozenset(["hidden", "print:block"]))

#: classes by which frameworks hide an element, and by which they show it on some screens all the same
_HIDDEN_CLASSES = frozenset(["hidden", "is-hidden", "u-hidden", "d-none", "hide", "display-none"])
_SHOWN_ON_SOME = re.compile(r":(?:block|flex|grid|inline|table|contents)|^d-\w{2,3}-(?!none)")


def is_hidden(element: Element) -> bool:
    """Whether the mark-up itself says that readers do not see the element."""
    if element.get("hidden") is not None:
        return True
    style, said = element.get("style"), element.get("class")
    if said is not None and "print" in said and _is_on_paper(frozenset(said.split())):
        return True
    return bool(style is not None and any(s in style.replace(" ", "").lower() for s in _HIDDEN_STYLES))


def _is_on_paper(said: frozenset[str]) -> bool:
    """Whether classes show an element in print alone: how to cite the page, and when it was printed."""
    return not said.isdisjoint(_ON_PAPER) or any(both <= said for both in _ONLY_ON_PAPER)


def is_hidden_by_class(element: Element) -> bool:
    """Whether a class of frameworks hides an element; not on small screens only.

    The class alone says nothing: the rest of a story behind "continue reading" is hidden in the same way.
    """
    tokens = (element.get("class") or "").split()
    return not _HIDDEN_CLASSES.isdisjoint(tokens) and not any(_SHOWN_ON_SOME.search(token) for token in tokens)


def remove_invisible(root: Element) -> set[Element]:
    """Take scripts, styles, frames, pictures' insides, pixels that count readers and the like out of the tree.

    Of a film the empty element stays: what stands above it alone is its title. The elements in which a frame, a canvas
    or a chart stood are returned: a map, a video, a game was shown there.
    """
    framed: set[Element] = set()
    for element in list(root.iter(*INVISIBLE_TAGS)):
        parent = element.getparent()
        if parent is not None and (element.tag in _FRAMES or _is_chart(element)):
            framed.add(parent)
        if element.tag == "video":
            element[:] = []
            element.text = None
        else:
            drop(element)
    for image in list(root.iter("img", "amp-pixel")):
        if image.tag == "amp-pixel" or image.get("width") in _POINTS or image.get("height") in _POINTS:
            drop(image)
    return framed


def _is_chart(element: Element) -> bool:
    """Whether a drawing has words in it, as a chart has and an icon has not."""
    return element.tag == "svg" and next(element.iter("text"), None) is not None


def drop(element: Element) -> None:
    """Take an element out and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
