"""What networks and messengers show of a page where its link is passed on: words, and a card where one can be drawn."""

from collections.abc import Mapping, Sequence

from newsdiff.app import App
from newsdiff.cards import Card
from newsdiff.model.source import TrackedArticle
from newsdiff.model.stream import Opinion
from newsdiff.render.clean import clean
from newsdiff.render.phrases import count, summary
from newsdiff.render.rows import VersionRow
from newsdiff.render.view import DiffView
from newsdiff.web.links import Links
from newsdiff.web.page import Picture, Preview


def diff_preview(app: App, links: Links, view: DiffView, article: int, old: int, new: int) -> Preview:
    """Of a comparison, in its first form."""
    card = app.card(view)
    changed = "; ".join(summary(view.change)) or "no difference"
    return Preview(
        title=_title(view.new.headline or view.old.headline, view.source),
        description=f"Version {old} to {new}: {changed}",
        link=links.diff(article, old, new),
        picture=_picture(links, card, article, old, new) if isinstance(card, Card) else None,
    )


def article_preview(
    app: App, links: Links, article: TrackedArticle, rows: Sequence[VersionRow], opinions: Mapping[int, Opinion]
) -> Preview:
    """Of an article's history: its last change. `opinions`: what its changes are, by the id of the newer version."""
    return Preview(
        title=_title(article.headline or article.url, article.source),
        description=f"{count(article.versions, 'version')}, {count(article.changes, 'change')} seen",
        link=links.article(article.id),
        picture=_last(app, links, article, rows, opinions) if len(rows) > 1 else None,
    )


def _last(
    app: App, links: Links, article: TrackedArticle, rows: Sequence[VersionRow], opinions: Mapping[int, Opinion]
) -> Picture | None:
    """The card of the last change, as its own page has it; None where the versions cannot be compared any more."""
    old, new = rows[-2].version, rows[-1].version
    opinion = opinions.get(new.id)
    if opinion is None or opinion.assessment is None:
        return None
    card = app.card(app.views().compared(article, old, new, opinion.assessment))
    return _picture(links, card, article.id, old.number, new.number) if isinstance(card, Card) else None


def _picture(links: Links, card: Card, article: int, old: int, new: int) -> Picture:
    return Picture(link=links.picture(article, old, new), card=card)


def _title(headline: str | None, source: str | None) -> str:
    return clean(" – ".join(filter(None, (headline, source))))
