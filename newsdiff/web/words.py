"""Small prepared values that several pages show."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from newsdiff.model.article import Article
from newsdiff.model.change import Change, FieldChange, LabelName, Op
from newsdiff.model.source import TrackedArticle
from newsdiff.model.stamp import ANY_ZONE, read_stamp
from newsdiff.render.html_parts import link_html
from newsdiff.render.html_table import label_text, language
from newsdiff.render.labels import OBVIOUS
from newsdiff.render.phrases import STAMPS, distance, field_name, summary
from newsdiff.render.pieces import Side
from newsdiff.render.stream import LabelKind
from newsdiff.web.links import Links
from newsdiff.web.page import markup

#: labels that pages tell in words of their own: what differs by its form, and what came back
IN_WORDS = OBVIOUS | {LabelName.RETURNED, LabelName.ALTERNATING}
#: the spaces of "8 looks", of "1 earlier change", of "version 3", and of "2 Nov 2026, 10:40 UTC"
_HOLDS = re.compile(
    r"(?<=\d) (?=[^\W\d])|(?<=\bearlier) (?=change)|(?<=\blater) (?=change)|(?<=\bversion) (?=\d)"
    r"|(?<=\d [A-Z][a-z]{2}) (?=\d{4}\b)|(?<=\b\d{4},) (?=\d\d:\d\d\b)"
)
_METADATA = {name: field_name(name).lower() for name in STAMPS} | {"image": LabelName.IMAGE.value}
#: an article that is first seen later may have changed before
_SOON = timedelta(hours=6)


def article_values(links: Links, article: TrackedArticle) -> dict[str, str | Markup]:
    """What each page of an article shows above its headline."""
    return {
        "source": article.source,
        "of_source": links.front([("source", article.source)]),
        "history": links.article(article.id),
        "original": markup(link_html(article.url, "live page")),
    }


def unwatched(text: Article | None, first_seen: datetime | None, *, is_brief: bool = False) -> str:
    """That the first version need not be what was published; "" where it was seen soon after, or never.

    `text`: of any version that says when it was published. `is_brief`: where nothing above speaks of one version, and
    there is little room.
    """
    if first_seen is None:
        return ""
    when = _when_published(text.published or "") if text else None
    if when is None:
        return "The page gives no time of publication: changes before our first look are not known."
    published, at_most = when
    if first_seen - published < at_most + _SOON:
        return ""
    late = distance(published, first_seen).removesuffix(" later")
    seen = "First seen" if is_brief else "The article was first seen"
    return f"{seen} {late} after its publication date: changes before our first look are not known."


def _when_published(stamp: str) -> tuple[datetime, timedelta] | None:
    """About when, and how much later it may have been: a bare day and a time without an offset are of any zone."""
    at = read_stamp(stamp)
    if at is None or at.tzinfo:
        return (at, timedelta()) if at else None
    at = at.replace(tzinfo=UTC)
    return (at, ANY_ZONE) if ":" in stamp else (at + ANY_ZONE, 2 * ANY_ZONE)


def touched(change: Change) -> int:
    """How many paragraphs differ: of a split or merge all that it has on the side where they are more."""
    return sum(max(len(o.old), len(o.new)) for o in change.operations if o.op is not Op.UNCHANGED)


def changed_words(change: Change) -> list[str]:
    """All that differs, in few words: ["headline", "3 paragraphs edited", "1 added", "modified time"]."""
    return [*summary(replace(change, metadata=())), *metadata_names(change)]


def metadata_names(change: Change) -> list[str]:
    """What differs of the metadata, each kind once, by the name of its label where it has one."""
    own = [field for field in change.metadata if not is_like_headline(field, change)]
    return list(dict.fromkeys(_METADATA.get(field.name, field_name(field.name).lower()) for field in own))


def is_like_headline(field: FieldChange, change: Change) -> bool:
    """Whether a field changed exactly as the headline did, which is told once."""
    return any((one.old, one.new) == (field.old, field.new) for one in change.fields if one.name == "headline")


def held(text: str) -> str:
    """A text of ours in which no line ends between a number and its noun, or within a day; not for markup."""
    return _HOLDS.sub("\N{NO-BREAK SPACE}", text)


def label_anchor(name: LabelName) -> str:
    """Where the page "How to read these pages" explains a label."""
    return f"label-{name.value.replace(' ', '-')}"


def kind_html(kind: LabelKind, old: Article | None, new: Article | None) -> Markup:
    """The words that fired a kind of label, behind a space."""
    langs: dict[Side, str] = {"old": language(old) if old else "", "new": language(new) if new else ""}
    words = ";".join(label_text(words, langs) for words in kind.words)
    return markup(f"{words} and {kind.more} more" if kind.more else words)
