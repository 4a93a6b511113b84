"""Parts of a comparison as HTML that the self-contained page and the pages of `serve` share. All text is escaped."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from html import escape
from urllib.parse import urlsplit

from newsdiff.model.change import LabelName, Op
from newsdiff.render.clean import clean, visible
from newsdiff.render.html_table import label_text, language, languages
from newsdiff.render.json_shapes import instant_json
from newsdiff.render.labels import Told, more, quiet_line, told_labels
from newsdiff.render.phrases import (
    added_notes,
    alternation_words,
    both_ends,
    counts,
    field_name,
    instant,
    published,
    summary,
    version_notices,
)
from newsdiff.render.view import DiffView, VersionHeader

#: a live blog may have hundreds of changes; the first ones are linked from the top
_MOST_JUMPS = 40
#: labels above the text, and places linked from one of them; each stands again beside its paragraph
_MOST_CHIPS = 16
_MOST_PLACES = 8


#: between the parts of an address
_SLASH = re.compile(r"(?<![:/])/(?!/)")


def text_html(text: str) -> str:
    """A text as a page may show it."""
    return escape(clean(text))


def facts(view: DiffView, tell: Callable[[datetime], str]) -> Iterator[str]:
    """What is known of the article, one item each. `tell`: makes markup of an instant."""
    if view.url:
        yield f"address: {link_html(view.url, view.readable_url or view.url)}"
    if stamp := _published(view, tell):
        yield stamp
    if view.first_seen_at:
        yield f"first seen {tell(view.first_seen_at)}"
    if counts(view):
        yield counts(view)
    if view.policy:
        yield text_html(view.policy)


def _published(view: DiffView, tell: Callable[[datetime], str]) -> str:
    """As `published` says it, with the instant where the stamp is one."""
    at = (view.new if view.new.published else view.old).published_utc
    words = text_html(published(view))
    return words.replace(instant(at), tell(at)) if at else words


def link_html(url: str, shown: str) -> str:
    """A link for http and https only; any other address is text."""
    try:
        parts = urlsplit(url)
        is_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web:
        return address_html(shown)
    return f'<a href="{escape(clean(url))}" rel="noreferrer noopener nofollow external">{address_html(shown)}</a>'


def address_html(address: str) -> str:
    """An address that a line may end in behind its slashes: where it may end anywhere it does so within words."""
    return _SLASH.sub("/<wbr>", text_html(address))


def notices(view: DiffView, tell: Callable[[datetime], str], *, has_notes: bool = True) -> Iterator[str]:
    """What a reader must know before the texts, a paragraph each. `has_notes`: also corrections, in full; `tell`: see
    `facts`."""
    for notice in version_notices(view):
        yield f'<p class="notice">{text_html(notice)}.</p>'
    for index, text in added_notes(view) if has_notes else ():
        link = f'<a href="#p{index + 1}">¶{index + 1}</a>'
        quoted = f'<q dir="auto"{language(view.new)}>{text_html(text)}</q>'
        yield f'<p class="notice">Note in this version, {link}: {quoted}</p>'
    for alternation in view.alternations:
        texts = "".join(
            f'<q dir="auto"{language(view.new)}>{escape(visible(text))}</q>' if text else "<i>nothing</i>"
            for text in (alternation.a, alternation.b)
        )
        when = f"{tell(alternation.since)} to {tell(alternation.until)}"
        yield f'<p class="notice">{escape(alternation_words(alternation))}, {when}: {texts}</p>'


def label_list(view: DiffView, zone: tzinfo = UTC) -> str:
    """What the change is: every kind of label, each with links to where it stands."""
    told, quiet = told_labels(view, without=frozenset()), quiet_line(view, zone)
    items = [_chip(one, view) for one in told[:_MOST_CHIPS]]
    if len(told) > _MOST_CHIPS:
        items.append(more(len(told) - _MOST_CHIPS))
    if quiet:
        items.append(f"<b>quiet</b> {text_html(quiet)}")
    chips = "".join(f'<li class="chip">{item}</li>' for item in items)
    return f'<ul class="labels" aria-label="What the change is">{chips}</ul>' if chips else ""


def _chip(told: Told, view: DiffView) -> str:
    name = f"<b>{told.name.value}</b>"
    if [place.name for place in told.places] == [told.name]:  # a field that is its own label
        return f'<a href="#{told.places[0].anchor}">{name}</a>'
    if told.name is LabelName.STAMP:
        links = [f'<a href="#{one.anchor}"><b>{field_name(one.name).lower()}</b></a>' for one in told.places]
        return " ".join(links)
    links = [f'<a href="#{place.anchor}">{place.name}</a>' for place in told.places[:_MOST_PLACES]]
    more_places = " …" if len(told.places) > _MOST_PLACES else ""
    return f"{name}{label_text(told.words, languages(view))} in {', '.join(links)}{more_places}"


def what_changed(view: DiffView) -> str:
    """How much differs, with links to the places."""
    words = "; ".join(summary(view.change, view.unit))
    if not words:  # a notice says so
        return ""
    targets = list(_jumps(view))
    links = " ".join(targets[:_MOST_JUMPS]) + (" …" if len(targets) > _MOST_JUMPS else "")
    jump = f' <nav class="jump" aria-label="Changes">Go to {links}</nav>' if links else ""
    return f"{escape(words[:1].upper() + words[1:])}.{jump}"


def _jumps(view: DiffView) -> Iterator[str]:
    for field in view.change.fields:
        yield f'<a href="#{field.name}">{field.name}</a>'
    for operation in view.change.operations:
        if operation.op is Op.REMOVED:
            yield f'<a href="#o{operation.old[0] + 1}">old ¶{operation.old[0] + 1}</a>'
        elif operation.op is not Op.UNCHANGED:
            yield f'<a href="#p{operation.new[0] + 1}">¶{operation.new[0] + 1}</a>'


def interval_html(version: VersionHeader, zone: tzinfo = UTC) -> str:
    """When the version appeared: never a moment, always both ends of what is known."""
    if version.by is None:
        return ""
    if version.after is None:
        return f"first seen {time_html(version.by, instant(version.by, zone))}"
    start, end = both_ends(version.after, version.by, zone)
    return f"appeared between {time_html(version.after, start)} and {time_html(version.by, end)}"


def time_html(at: datetime, shown: str) -> str:
    """An instant in the words in which it is shown."""
    return f'<time datetime="{instant_json(at)}">{shown}</time>'
