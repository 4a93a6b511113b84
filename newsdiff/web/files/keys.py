"""What pages depend on, as keys: while a page's key is the same, it would be made the same.

A page is a function of the archive's facts, of the code that reads, compares and prints them, and of the fonts for
cards. What changes only with time (when the next look is due) is left out of files.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files
from itertools import zip_longest
from typing import TYPE_CHECKING

from newsdiff import __version__, cards
from newsdiff.app import App
from newsdiff.model.source import TrackedArticle
from newsdiff.tracking.stream import KEPT_RULES
from newsdiff.web.assets import assets

if TYPE_CHECKING:
    from hashlib import _Hash


def key(*parts: object) -> str:
    """One hash of all."""
    return sha256("\n".join(repr(part) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleKeys:
    """The keys of one article."""

    #: of what its versions say
    texts: str
    #: of all pages that compare or show versions: they tell too when the newest one was no longer seen
    history: str
    #: of the page that lists all looks
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A day of the stream, or a source's month, with its key."""

    start: date
    end: date
    key: str


def base_key(site: str) -> str:
    """Of the code and of what was asked for."""
    templates = sorted(files("newsdiff.web").joinpath("templates").iterdir(), key=lambda file: file.name)
    made_of = [asset.name for asset in assets().values()] + [file.read_text(encoding="utf-8") for file in templates]
    return key(__version__, KEPT_RULES, site, cards.release(), *made_of)


def article_keys(app: App, articles: Iterable[TrackedArticle], base: str) -> dict[int, ArticleKeys]:
    """Of all articles."""
    marks, makes, found = app.archive.history.marks(), {}, {}
    for article in articles:
        reads = (article.source, article.is_vouched)
        if reads not in makes:  # a new make reads versions anew when they are shown
            makes[reads] = app.reader.make(article.source, is_vouched=article.is_vouched)
        mark = marks.get(article.id)
        said = (article.id, article.url, article.source, article.merged_into, article.versions)
        texts = key(base, said, mark and mark.reading, makes[reads])
        since = mark.look if mark and mark.look > mark.shown else 0
        history = key(texts, article.headline, article.first_seen_at, since)
        page = key(history, article.aliases, mark and mark.look)
        found[article.id] = ArticleKeys(texts=texts, history=history, page=page)
    return found


def periods(
    app: App, articles: Iterable[TrackedArticle], keys: Mapping[int, ArticleKeys], base: str
) -> tuple[list[Period], dict[str, list[Period]]]:
    """The days on which anything changed, newest first; and for each source the months."""
    source_of = {article.id: article.source for article in articles if article.merged_into is None}
    days: dict[date, _Hash] = defaultdict(sha256)
    months: dict[str, dict[date, _Hash]] = defaultdict(lambda: defaultdict(sha256))
    for article, number, by in app.archive.history.moments():
        if article in source_of:
            one = f"{article} {number} {by.isoformat()} {keys[article].texts}\n".encode()
            days[by.date()].update(one)
            months[source_of[article]][by.date().replace(day=1)].update(one)
    of_sources = {source: _periods(found, base, is_month=True) for source, found in months.items()}
    return _periods(days, base), of_sources


def _periods(found: Mapping[date, "_Hash"], base: str, *, is_month: bool = False) -> list[Period]:
    """Newest first; the key holds the period before too, to which the page leads on."""
    starts = sorted(found, reverse=True)
    ends = [_month_end(start) if is_month else start for start in starts]
    return [
        Period(start=start, end=end, key=key(base, older, found[start].hexdigest()))
        for start, end, older in zip_longest(starts, ends, starts[1:])
    ]


def _month_end(start: date) -> date:
    following = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return date.fromordinal(following.toordinal() - 1)
