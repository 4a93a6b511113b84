"""The feed of a search: an entry for each article that says it, or for each version that added or removed it."""

from datetime import datetime

from newsdiff import __version__
from newsdiff.app import App
from newsdiff.model.search import Event, SearchHit
from newsdiff.render.clean import clean
from newsdiff.render.feed import Feed, FeedEntry
from newsdiff.render.hit_html import hit_html, hit_summary
from newsdiff.render.html_table import language_tag
from newsdiff.web.feed_ids import LIMIT, feed_name, urn
from newsdiff.web.hits import search_hits
from newsdiff.web.links import FeedForm, Links
from newsdiff.web.seeking import Sought


def make_search_feed(app: App, links: Links, origin: str, form: FeedForm, sought: Sought) -> Feed:
    """What a search finds, as its page lists it. `origin`: of this server. Raises: BadRequest, StorageError."""
    found = search_hits(app, sought, limit=LIMIT)
    name, oldest = feed_name(app, "search", *sought.query())
    entries = tuple(_entry(links, origin, sought, hit) for hit in found.hits)
    return Feed(
        id=name,
        title=clean(f"newsdiff: {searched(sought)}"),
        page=origin + links.search(sought.query()),
        address=origin + links.search_feed(form, sought.query(sought.begins_behind())),
        older=origin + links.search_feed(form, sought.query(found.cursor)) if found.cursor else "",
        updated=max((entry.updated for entry in entries), default=oldest),
        release=__version__,
        entries=entries,
    )


def _entry(links: Links, origin: str, sought: Sought, hit: SearchHit) -> FeedEntry:
    event = sought.wanted().event
    told = hit.listed if event else hit.vanished
    link = origin + (
        links.diff(hit.article_id, told.version - 1, told.version) if told else links.version(hit.article_id, hit.shown)
    )
    return FeedEntry(
        id=urn("search", hit.url, *sought.query(), hit.listed.by if event else ""),
        link=link,
        title=clean(hit.headline or hit.url),
        language=language_tag(hit.language),
        author=clean(hit.source),
        published=hit.listed.by if event else hit.first_seen.by,
        updated=hit.listed.by if event else _turned_at(hit),
        summary=hit_summary(hit, event),
        html=hit_html(hit, event, link=link, history=origin + links.article(hit.article_id)),
        labels=(),
    )


def _turned_at(hit: SearchHit) -> datetime:
    """When it last came or went: a version that says it as the one before did makes no entry newer."""
    return max(one.by for one in (hit.first_seen, *hit.added, *hit.removed))


def searched(sought: Sought) -> str:
    """What is looked for, in words: "versions of articles from Example that added “broken winch”"."""
    did = {"": "found by", Event.ADDED: "that added", Event.REMOVED: "that removed"}[sought.event]
    quoted = sought.text if '"' in sought.text else f"“{sought.text}”"
    days = [f"{name} {day}" for name, day in (("since", sought.since), ("until", sought.until)) if day]
    told = ["versions", f"of articles from {sought.source}" if sought.source else "", f"{did} {quoted}", *days]
    return clean(" ".join(filter(None, told)))
