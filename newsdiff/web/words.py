"""Small prepared values that several pages show."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from newsdiff.model.article import Article
from newsdiff.model.change import Change, Op
from newsdiff.render.html_parts import time_html
from newsdiff.render.html_table import label_text, language
from newsdiff.render.phrases import both_ends, instant, summary
from newsdiff.render.pieces import Side
from newsdiff.render.stream import LabelKind
from newsdiff.web.page import markup


def seen(after: datetime | None, by: datetime, did: str = "appeared") -> Markup:
    """When something happened: both ends of what is known, never a moment. `did`: what, in the past tense."""
    if after is None:
        return markup(f"first seen {time_html(by, instant(by))}")
    start, end = both_ends(after, by)
    return markup(f"{did} between {time_html(after, start)} and {time_html(by, end)}".lstrip())


def moment(at: datetime) -> Markup:
    """The instant of a look."""
    return markup(time_html(at, instant(at)))


def touched(change: Change) -> int:
    """How many paragraphs differ: of a split or merge all that it has on the side where they are more."""
    return sum(max(len(o.old), len(o.new)) for o in change.operations if o.op is not Op.UNCHANGED)


def touched_words(change: Change) -> str:
    """ "3 paragraphs edited, 1 added"; "" where none differs."""
    return ", ".join(summary(replace(change, fields=(), captions=(), metadata=())))


def kinds_html(kinds: Sequence[LabelKind], old: Article | None, new: Article | None) -> list[tuple[str, Markup]]:
    """Each kind of label with the words that fired it."""
    langs: dict[Side, str] = {"old": language(old) if old else "", "new": language(new) if new else ""}
    found = []
    for kind in kinds:
        words = ";".join(label_text(words, langs) for words in kind.words)
        found.append((kind.name.value, markup(f"{words} and {kind.more} more" if kind.more else words)))
    return found
