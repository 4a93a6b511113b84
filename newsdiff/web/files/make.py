"""One build: everything that may have changed is made anew, everything else is kept."""

from collections.abc import Callable
from pathlib import Path

from newsdiff.app import App
from newsdiff.model.source import TrackedArticle
from newsdiff.web.files.folder import Counts, Folder
from newsdiff.web.files.keys import Period, article_keys, base_key, key, periods
from newsdiff.web.files.site import Site, period_name


def build(
    app: App,
    path: Path,
    address: str,
    *,
    on_plan: Callable[[int], None] = lambda _: None,
    on_done: Callable[[object], None] = lambda _: None,
) -> tuple[Counts, list[str]]:
    """Write the site; what was done, and what could not be made. Raises: ConfigError, StorageError.

    `address`: see `Site`. `on_plan` is told how many steps there will be, `on_done` of each.
    """
    folder = Folder(path)
    with folder.building():
        site = Site(app, folder, address)
        shown = public(app)
        base = base_key(address)
        keys = article_keys(app, shown, base)
        days, months = periods(app, shown, keys, base)
        on_plan(len(shown) + len(days))
        for article in shown:
            if not folder.is_fresh(f"article {article.id}", keys[article.id].page):
                site.article(article, keys[article.id].page)
            if not folder.is_fresh(f"history {article.id}", keys[article.id].history):
                site.history(article, keys[article.id].history)
            on_done(article)
        _stream(site, folder, "", days, None, on_done)
        for source in app.archive.articles.source_names():
            found = months.get(source, [])
            _stream(site, folder, source, found, key(base, *(month.key for month in found)))
        site.sources()
        site.about()
    return folder.counts, site.failed


def _stream(
    site: Site,
    folder: Folder,
    source: str,
    periods: list[Period],
    whole: str | None,
    on_done: Callable[[object], None] = lambda _: None,
) -> None:
    """The changes of a source or of all: the newest, and where there are more, all of them by time."""
    if whole is not None and folder.is_fresh(f"front {source}", whole):
        is_long = any(folder.had(period_name(source, period)) for period in periods)
    else:
        is_long = site.front(source, periods, whole)
    for place, period in enumerate(periods):
        if is_long and not folder.is_fresh(period_name(source, period), period.key):
            site.period(source, period, periods[place + 1 :])
        on_done(period)


def public(app: App) -> list[TrackedArticle]:
    """All articles that are shown, also those that were found to be another one."""
    articles = app.archive.articles.all(merged=True)
    withheld = {article.id for article in articles if article.withheld is not None}
    return [article for article in articles if article.id not in withheld and article.merged_into not in withheld]
