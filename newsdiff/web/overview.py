"""What stands above a comparison: where the texts differ, and what the labels say of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from newsdiff.model.change import Change, LabelName, Op, Operation
from newsdiff.render.html_parts import text_html
from newsdiff.render.html_table import label_text, languages
from newsdiff.render.labels import Place, place_of, quiet_line, told_labels
from newsdiff.render.view import DiffView
from newsdiff.web.links import Links
from newsdiff.web.page import markup
from newsdiff.web.words import label_anchor, metadata_names

#: a live blog may have hundreds of changes of one kind; the first ones are linked from the top
_MOST_JUMPS = 12
_MOST_CHIPS = 12
_MOST_PLACES = 6
_ORDER = (Op.EDITED, Op.ADDED, Op.REMOVED, Op.MOVED, Op.SPLIT, Op.MERGED, Op.COSMETIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """What happened to some paragraphs, and where they are."""

    #: "edited", "headline"
    words: str
    places: tuple[Place, ...]
    #: how many more there are
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A label."""

    name: str
    #: where it is explained
    about: str
    #: that fired it; "" where they are shown anyway
    words: Markup | str = ""
    places: tuple[Place, ...] = ()
    more: int = 0


def jumps(change: Change) -> list[Jump]:
    """Everything that differs, kind by kind."""
    found = [Jump(words="", places=(Place(field.name, field.name),)) for field in change.fields]
    for op in _ORDER:
        for words in (op.value, f"{op.value} and edited"):
            places = [place_of(one) for one in change.operations if one.op is op and _words(one) == words]
            if places:
                more = max(0, len(places) - _MOST_JUMPS)
                found.append(Jump(words=words, places=tuple(places[:_MOST_JUMPS]), more=more))
    if any(operation.op is not Op.UNCHANGED for operation in change.captions):
        found.append(Jump(words="", places=(Place("captions", "captions"),)))
    found += [Jump(words="", places=(Place(name, "metadata"),)) for name in metadata_names(change)]
    return found


def _words(operation: Operation) -> str:
    return f"{operation.op.value}{' and edited' if operation.edited and operation.op is not Op.EDITED else ''}"


def chips(view: DiffView, links: Links) -> tuple[Sequence[Chip], int]:
    """The labels that say more than the form of the page does, heaviest first, and how many are left out."""
    found = list(_chips(view, links))
    return found[:_MOST_CHIPS], max(0, len(found) - _MOST_CHIPS)


def _chips(view: DiffView, links: Links) -> Iterator[Chip]:
    for told in told_labels(view):
        yield Chip(
            name=told.name.value,
            about=links.about(label_anchor(told.name)),
            words=markup(label_text(told.words, languages(view))),
            places=told.places[:_MOST_PLACES],
            more=max(0, len(told.places) - _MOST_PLACES),
        )
    if quiet := quiet_line(view):
        about = links.about(label_anchor(LabelName.QUIET))
        yield Chip(name=LabelName.QUIET.value, about=about, words=markup(f" {text_html(quiet)}"))
