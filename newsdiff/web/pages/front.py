"""The front page: what changed in all articles, newest first, each article as a card with its changes on the page."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from itertools import groupby

from markupsafe import Markup

from newsdiff.app import App
from newsdiff.model.change import Label, LabelName
from newsdiff.model.observation import Origin
from newsdiff.render.gist import gist, headline_pieces
from newsdiff.render.html_parts import text_html
from newsdiff.render.html_table import excerpt_html, language, pieces_html
from newsdiff.render.labels import NOTES, label_title
from newsdiff.render.phrases import count, instant
from newsdiff.render.stream import LabelKind, StreamEntry, label_kinds, left_out_line
from newsdiff.web.asking import Asked, narrowed
from newsdiff.web.links import Links
from newsdiff.web.overview import Chip
from newsdiff.web.page import Page, markup
from newsdiff.web.silence import stopped
from newsdiff.web.stream import PATIENCE, stream_page
from newsdiff.web.times import Above, day_html, seen
from newsdiff.web.words import IN_WORDS, changed_words, kind_html, label_anchor

#: changes on one page
LIMIT = 20
#: words of one kind of label on a card
_MOST_WORDS = 2
#: and columns for either side of them
_COLUMNS = 36
#: fields that a card shows in place of a paragraph
_PASSAGES = frozenset({"standfirst", "byline"})
_SHOWN = _PASSAGES | {"headline"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """One marked text on a card."""

    label: str
    #: "added" or "removed" as a whole; "" else
    op: str
    lang: Markup
    text: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One of an article's older changes on the page."""

    #: which versions, and how many paragraphs
    facts: tuple[str, ...]
    link: str
    when: Markup
    #: with its marks, where it changed
    headline: Markup | str
    lang: Markup
    #: of the labels
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One change, or one back and forth; with the older changes of the same article on the page."""

    source: str
    of_source: str
    headline: Markup
    #: that it is an older one; "" else
    superseded: str
    lang: Markup
    link: str
    #: on which it was seen; stands above the card
    day: date
    when: Markup
    #: which versions, and how many paragraphs
    facts: tuple[str, ...]
    chips: tuple[Chip, ...]
    weight: int | None
    excerpts: tuple[Excerpt, ...]
    history: str
    #: "11 earlier changes, 1 later": how many the article has, on the page or not
    others: str
    unread: bool
    earlier: tuple[Earlier, ...] = ()
    #: "9 of the earlier changes, listed here"
    earlier_count: str = ""
    #: what the older ones are, in words: "number in 3 changes, headline"
    earlier_names: str = ""


def front_page(app: App, links: Links, asked: Asked, *, limit: int = LIMIT) -> Page:
    """The newest changes that are asked for. Raises: BadRequest, StorageError."""
    found = stream_page(app, asked, limit=limit)
    values = {
        "days": _days(cards([_telling_of(entry, asked.wanted.labels) for entry in found.entries], links)),
        "older": links.front(asked.query(found.cursor)) if found.cursor else "",
        "newest": links.front(asked.query()) if asked.before else "",
        "is_partial": found.is_partial,
        "patience": PATIENCE,
        "is_looked_through": found.looked_through is not None,
        "cursor": found.cursor,
        "is_unread": any(entry.unread for entry in found.entries),
        "period": "",
        "older_words": "Go on with older changes" if found.looked_through is not None else "Older changes",
        "left_out": left_out_line(found.left_out),
        "stopped": stopped(app, asked.wanted.source) if links.is_live else "",
        "asked": asked,
        "is_narrow": bool(asked.query()),
        "narrowed": narrowed(asked),
        "sources": app.archive.articles.source_names(),
        "labels": [
            (name.value.replace(" ", "-"), label_title(name), name in asked.wanted.labels) for name in LabelName
        ],
    }
    return Page(template="front.html", title="Changes", values=values, section="changes")


def _days(shown: Iterable[Card]) -> list[tuple[Markup, list[Card]]]:
    """The cards under the days on which their newest changes were seen."""
    return [(day_html(day), list(group)) for day, group in groupby(shown, key=lambda one: one.day)]


def _telling_of(entry: StreamEntry, wanted: Collection[LabelName]) -> StreamEntry:
    """The entry with a passage that shows one of the labels by which the page is filtered, where a text bears one."""
    labels = [label for label in entry.assessment.labels if label.name in wanted] if entry.assessment else []
    paragraphs = [label.operation for label in labels if label.operation is not None]
    if entry.telling in paragraphs:
        return entry
    if paragraphs:
        return replace(entry, telling=paragraphs[0])
    return replace(entry, telling=None) if any(label.field in _PASSAGES for label in labels) else entry


def cards(entries: Sequence[StreamEntry], links: Links) -> Iterator[Card]:
    """A card for each article, where its newest change stands: a story edited all day must not be all the news."""
    by_article: dict[int, list[StreamEntry]] = {}
    for entry in entries:
        by_article.setdefault(entry.change.article_id, []).append(entry)
    for newest, *older in by_article.values():
        above = Above(year=newest.change.by.astimezone(UTC).year, zone=True)
        earlier = tuple(_earlier(entry, links, above) for entry in older)
        named = Counter(kind.title for entry in older for kind in _kinds(entry))
        names = ", ".join(name if times == 1 else f"{name} in {times} changes" for name, times in named.most_common())
        is_all = len(older) == newest.change.number - 2
        number = count(len(older), "earlier change") if is_all else f"{len(older)} of the earlier changes, listed here"
        yield replace(card(newest, links), earlier=earlier, earlier_count=number, earlier_names=names)


def _earlier(entry: StreamEntry, links: Links, above: Above) -> Earlier:
    fields = entry.differing.fields if entry.differing else ()
    return Earlier(
        facts=tuple(_facts(entry)),
        link=_link(entry, links),
        when=_when(entry, above),
        headline=_headline(entry) if any(field.name == "headline" for field in fields) else "",
        lang=_lang(entry),
        names=tuple(kind.title for kind in _kinds(entry) if kind.name not in IN_WORDS),
    )


def _kinds(entry: StreamEntry) -> list[LabelKind]:
    """The kinds of its labels, the heaviest first."""
    return label_kinds(entry.assessment.labels) if entry.assessment else []


def card(entry: StreamEntry, links: Links) -> Card:
    """What the front page shows of one change."""
    change = entry.change
    day = change.by.astimezone(UTC).date()
    return Card(
        source=change.source,
        of_source=links.front([("source", change.source)]),
        headline=_headline(entry),
        superseded=_superseded(entry),
        lang=_lang(entry),
        link=_link(entry, links),
        day=day,
        when=_when(entry, Above(year=day.year, day=day, zone=True)),
        facts=tuple(_facts(entry)),
        chips=tuple(_chips(entry, links)),
        weight=entry.assessment.weight if entry.assessment else None,
        excerpts=tuple(_excerpts(entry)),
        history=links.article(change.article_id),
        others=_others(entry),
        unread=bool(entry.unread),
    )


def _others(entry: StreamEntry) -> str:
    """How many changes the article has beside this one; of a back and forth only those that came later."""
    earlier = 0 if entry.swing else entry.change.number - 2
    later = entry.change.newest - entry.change.number
    told = [count(earlier, "earlier change")] if earlier else []
    told += [count(later, "later change")] if later else []
    return ", ".join(told)


def _superseded(entry: StreamEntry) -> str:
    """That the newest version has another headline than the one above the card; "" where it has the same."""
    if entry.new is None or entry.new.headline in (None, entry.change.headline):
        return ""
    return f"Headline of version {entry.change.number}; it has changed since."


def _chips(entry: StreamEntry, links: Links) -> Iterator[Chip]:
    """What the change is: each kind of label, with the words that the headline and the excerpt don't show."""
    labels = entry.assessment.labels if entry.assessment else ()
    unseen = [one for one in labels if not _is_shown(one, entry) and one.name not in NOTES]
    words = {kind.name: kind for kind in label_kinds(unseen, _stamp(entry), most=_MOST_WORDS, columns=_COLUMNS)}
    for kind in label_kinds(labels):
        if kind.name not in IN_WORDS:
            told = words.get(kind.name)
            text = kind_html(told, entry.old, entry.new) if told else markup("")
            # of the change as a whole nothing stands elsewhere
            where = "" if kind.name is LabelName.QUIET else ", elsewhere"
            text = markup(f"{where}{text}") if text else text
            yield Chip(name=kind.name.value, about=links.about(label_anchor(kind.name)), words=text)


def _is_shown(label: Label, entry: StreamEntry) -> bool:
    """Whether the card shows what fired a label: in its fields of text, or in the paragraph that says most."""
    return label.field in _SHOWN or (label.operation is not None and label.operation == entry.telling)


def _lang(entry: StreamEntry) -> Markup:
    return markup(language(entry.new)) if entry.new else markup("")


def _link(entry: StreamEntry, links: Links) -> str:
    """To the comparison; of a back and forth to the history."""
    article, number = entry.change.article_id, entry.change.number
    return links.article(article) if entry.swing else links.diff(article, number - 1, number)


def _when(entry: StreamEntry, above: Above) -> Markup:
    after = entry.swing[0].after if entry.swing else entry.new_version.after
    return seen(after, entry.change.by, "changed", above)


def _headline(entry: StreamEntry) -> Markup:
    """With its marks when it changed."""
    pieces = headline_pieces(entry.differing) if entry.differing else []
    return markup(pieces_html(pieces) if pieces else text_html(entry.headline or entry.change.url))


def _facts(entry: StreamEntry) -> list[str]:
    """Which versions, and how much of them."""
    number, swing = entry.change.number, entry.swing
    if swing:
        found = [f"{count(len(swing), 'change')} back and forth, versions {swing[0].number} to {swing[-1].number}"]
    else:
        found = [f"version {number - 1} to {number}"]
    if entry.differing:
        found.append(", ".join(changed_words(entry.differing)))
    if entry.new_version.returns_to is not None and not swing:
        found.append(f"returns to version {entry.new_version.returns_to}")
    if entry.new_version.origin is Origin.BY_HAND:
        found.append("recorded by hand")
    return [text for text in found if text]


def _excerpts(entry: StreamEntry) -> list[Excerpt]:
    if entry.differing is None or entry.old is None or entry.new is None:
        return []
    passages = gist(entry.differing, entry.telling, entry.old, entry.new)
    if entry.telling is not None:
        passages += gist(entry.differing, None, entry.old, entry.new)  # a byline, a standfirst
    return [
        Excerpt(
            label=passage.label,
            op=passage.op,
            lang=markup(language(entry.old if passage.is_old else entry.new)),
            text=markup(excerpt_html(passage.pieces)),
        )
        for passage in passages
    ]


def _stamp(entry: StreamEntry) -> str:
    modified = entry.new.modified_utc if entry.new else None
    return instant(modified) if modified else ""
