"""What a page is before it becomes HTTP: a template with prepared values. Also what a static site could be made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from newsdiff.cards import Card
from newsdiff.errors import NewsdiffError


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed that a page names, in both forms."""

    title: str
    atom: str
    json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that stands for a page, where its link is shown."""

    link: str
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is told of a page where its link is passed on (OpenGraph)."""

    title: str
    description: str
    #: the page, in the form in which it is passed on
    link: str
    #: None: there is no font for it, or no library to draw it
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, ready to be written."""

    #: name in templates/
    template: str
    #: in the browser's tab, before the site's name
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    #: False for stored texts: they belong to their publishers, and search engines should lead to those
    is_indexed: bool = True
    #: it has two columns of text, or a wide table
    is_wide: bool = False
    #: entry of the navigation that is marked as the present one
    section: str = ""
    #: the feeds that it names
    feeds: tuple[Subscription, ...] = ()
    preview: Preview | None = None


class BadRequest(NewsdiffError):
    """A parameter that cannot be understood; the message is fit for its sender."""


def markup(html: str) -> Markup:
    """HTML that `newsdiff.render` made, where all text is escaped. The one place that says so."""
    return Markup(html)  # noqa: S704
