"""How old each paragraph of a version is, in words and in colour."""

from dataclasses import dataclass

from markupsafe import Markup

from newsdiff.app import App
from newsdiff.render.html_table import language
from newsdiff.render.lineage import BlameView, Unit, blame_facts, lineage_did, lineage_rest
from newsdiff.web.links import Links
from newsdiff.web.page import Page, markup
from newsdiff.web.silence import left_alone
from newsdiff.web.times import seen
from newsdiff.web.walk import near
from newsdiff.web.words import article_values, unwatched

#: shades of age in the style sheet, 0 for the oldest
_SHADES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AgedLine:
    """One paragraph, and since when it stands so."""

    number: int
    text: str
    kind: str
    #: "from version 1, edited in version 3"
    brought: int
    brought_link: str
    edited: int | None
    #: what that version did: "edited", "moved and edited"
    did: str
    edited_link: str
    notes: str
    #: class of its colour
    shade: int


def blame_page(app: App, links: Links, article_id: int, number: int) -> Page:
    """The paragraphs with their age. Raises: NotFound, ExtractError, StorageError."""
    article = app.archive.articles.by_id(article_id)
    view = app.views().blame(article, number)
    text = app.reader.version(view.versions[-1], article.source, app.now())
    kinds = [paragraph.kind.value for paragraph in text.paragraphs]
    lines = [_line(unit, view, kinds, links) for unit in view.units]
    headline = view.headline or article.url
    values = {
        **article_values(links, article),
        "headline": headline,
        "lang": markup(language(text)),
        "lines": lines,
        "number": number,
        "versions": article.versions,
        "facts": blame_facts(view),
        "left_alone": left_alone(article, app.now()) if links.is_live else "",
        "unwatched": unwatched(text, article.first_seen_at),
        "legend": _legend(view, links),
        "text_link": links.version(article_id, number),
        "steps": [(n, links.blame(article_id, n), n == number) for n in near(article.versions, {number})]
        if links.is_live
        else [],
    }
    return Page(template="blame.html", title=f"{headline} – age of version {number}", values=values, is_indexed=False)


def _line(unit: Unit, view: BlameView, kinds: list[str], links: Links) -> AgedLine:
    lineage, article = unit.lineage, view.article.id
    last = lineage.edited if lineage.is_edited else lineage.brought
    return AgedLine(
        number=unit.paragraph + 1,
        text=unit.text,
        kind=kinds[unit.paragraph] if unit.paragraph < len(kinds) else "text",
        brought=lineage.brought,
        brought_link=_change(links, article, lineage.brought),
        edited=lineage.edited if lineage.is_edited else None,
        edited_link=_change(links, article, lineage.edited),
        did=lineage_did(lineage),
        notes="; ".join(lineage_rest(lineage)),
        shade=_shade(last, len(view.versions)),
    )


def _change(links: Links, article: int, number: int) -> str:
    return links.diff(article, number - 1, number) if number > 1 else links.version(article, 1)


def _shade(number: int, versions: int) -> int:
    """0 for what stood in the first version, the last shade for what came with the newest one."""
    return 0 if versions < 2 else -(-(number - 1) * (_SHADES - 1) // (versions - 1))


def _legend(view: BlameView, links: Links) -> list[tuple[int, str, Markup, int]]:
    """The versions that brought or edited something: number, link, interval, shade."""
    used = {u.lineage.brought for u in view.units} | {u.lineage.edited for u in view.units if u.lineage.is_edited}
    return [
        (v.number, _change(links, view.article.id, v.number), seen(v.after, v.by), _shade(v.number, len(view.versions)))
        for v in view.versions
        if v.number in used
    ]
