"""Which elements of a page belong to the body beside its container: what templates and broken mark-up part from it."""

from newsdiff.extract.block import Block
from newsdiff.extract.container import is_marked, own_vote
from newsdiff.extract.page import Element, Shape, ancestors, names, ruling_shape
from newsdiff.extract.prose import is_prose

_SUBHEADINGS = ("h2", "h3", "h4", "h5", "h6")
#: what wrappers of texts are called, and the least number of classes by which one is known again
_OF_TEXTS, _FEW_CLASSES = frozenset(["text", "body", "content", "story", "copy"]), 2
#: what else such a wrapper may be called
_MORE = frozenset(
    ["no", "review", "first", "last", "second", "end", "part", "more", "after", "below", "bottom", "clearfix"]
)
#: fewer paragraphs behind a container have not run out of it, nor have those that all stand in one element
_FEW_SPILLED, _FEW_PLACES = 3, 2


def body_elements(container: Element, blocks: list[Block]) -> set[Element]:
    """All elements of the body: those of the container, and of the wrappers of paragraphs like its own.

    Templates cut a story in two around an advertisement or a wall: the first paragraph stands in one wrapper, the rest
    in another. Paragraphs of the class that most of the prose in the container has are the story's wherever they stand,
    and so are other bodies that the page declares of the same article.
    """
    parts = _declared_parts(container)
    parts += [*_of_the_same_name(container, blocks), *_headings_above(parts)]
    held = {element for part in parts for element in part.iter()}
    around = set(container.iterancestors())
    held.update(_spilled(container, around, blocks))
    shape = ruling_shape((shape_of(b), vote) for b in blocks if b.owner in held and (vote := own_vote(b)))
    for block in blocks if shape else ():
        owner = block.owner
        if owner is not None and owner not in held and shape_of(block) == shape and own_vote(block):
            wrapper = owner.getparent()
            held.update((owner if wrapper in around else wrapper).iter())
    return held


def _declared_parts(container: Element) -> list[Element]:
    """The container and the other bodies declared in its article or item with its tag and class, as they stand."""
    above = container.iterancestors() if is_marked(container) else ()
    item = next((e for e in above if e.tag in ("article", "body") or e.get("itemscope") is not None), container)
    alike = (e for e in item.iter(container.tag) if e.get("class") == container.get("class"))
    return [e for e in alike if e is container or is_marked(e)]


def _headings_above(parts: list[Element]) -> list[Element]:
    """The headings right above declared parts but the first: those of sections, of which each is declared alone."""
    before = (part.getprevious() for part in parts[1:])
    return [e for e in before if e is not None and e.tag in _SUBHEADINGS]


def _of_the_same_name(container: Element, blocks: list[Block]) -> list[Element]:
    """The elements in the container's `<article>` that have all its classes, two at least, and prose in them.

    Templates repeat the wrapper of a text behind an advertisement: "article-text wide" and "article-text wide last".
    """
    said = {*(container.get("class") or "").split()}
    if len(said) < _FEW_CLASSES or names(container).isdisjoint(_OF_TEXTS):
        return []
    story = next(container.iterancestors("article"), None)
    inside = set(container.iter())
    alike = [] if story is None else [e for e in story.iter(container.tag) if said <= {*(e.get("class") or "").split()}]
    owners = {a for b in blocks if is_prose(b) and b.owner is not None for a in ancestors(b.owner)}
    return [
        e
        for e in alike
        if e not in inside and e in owners and (names(e) - names(container)) <= _MORE and not _has_heading(e)
    ]


def _has_heading(element: Element) -> bool:
    return next(element.iter(*_SUBHEADINGS), None) is not None


def _spilled(container: Element, around: set[Element], blocks: list[Block]) -> list[Element]:
    """The bare paragraphs behind a container of such ones, right in the elements around it.

    An end tag too many closes what the story stands in, and browsers show the rest of it as if nothing had happened;
    the next one closes one element more.
    """
    bare = [(b.owner, vote) for b in blocks if _is_bare(b.owner) and (vote := own_vote(b))]
    last = max((at for at, (p, _) in enumerate(bare) if p is not None and p.getparent() is container), default=None)
    if last is None:
        return []
    own = sum(vote for p, vote in bare[: last + 1] if p is not None and p.getparent() is container)
    behind = [(p, vote) for p, vote in bare[last + 1 :] if p is not None and p.getparent() in around]
    places = {p.getparent() for p, _ in behind if p is not None}
    is_story = len(behind) >= _FEW_SPILLED and len(places) >= _FEW_PLACES and sum(vote for _, vote in behind) >= own
    return [p for p, _ in behind] if is_story else []


def _is_bare(owner: Element | None) -> bool:
    return owner is not None and owner.tag == "p" and not owner.attrib


def shape_of(block: Block) -> Shape | None:
    """Tag and class of the element whose text a block is; None where it has no class."""
    if block.owner is None:
        return None
    said = (block.owner.get("class") or "").strip()
    return (block.owner.tag, said) if said else None
