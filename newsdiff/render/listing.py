"""Tables on a terminal: plain, aligned, cut to the width, wide characters counted right, text cleaned."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from newsdiff.model.address import readable
from newsdiff.model.source import ArticleState, TrackedArticle
from newsdiff.render.clean import clean
from newsdiff.render.phrases import zone_name
from newsdiff.render.rows import FeedRow, SourceRow
from newsdiff.render.wrap import cut, width_of

#: no column but the last is cut below this
_LEAST_COLUMN = 8
_GAP = "  "


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, width: int, right: Sequence[int] = ()) -> str:
    """Rows under their heads, cleaned and aligned; columns too wide for the line are cut, the widest first.

    `right` names the columns (from 0) that are aligned right. Ends in a newline; empty when there are no rows.
    """
    if not rows:
        return ""
    cells = [list(heads), *([clean(cell) for cell in row] for row in rows)]
    widths = [max(width_of(row[k]) for row in cells) for k in range(len(heads))]
    widths = _fitted(widths, width - len(_GAP) * (len(heads) - 1))
    lines = []
    for row in cells:
        padded = [_padded(cut(cell, widths[k]), widths[k], k in right) for k, cell in enumerate(row)]
        lines.append(_GAP.join(padded).rstrip())
    return "\n".join(lines) + "\n"


def _fitted(widths: list[int], room: int) -> list[int]:
    fitted = list(widths)
    while sum(fitted) > room:
        widest = max(range(len(fitted)), key=lambda k: fitted[k])
        if fitted[widest] <= _LEAST_COLUMN:
            break
        fitted[widest] -= 1
    return fitted


def _padded(cell: str, width: int, is_right: bool) -> str:
    space = " " * max(0, width - width_of(cell))
    return space + cell if is_right else cell + space


def render_list(articles: Sequence[TrackedArticle], *, width: int = 80, zone: tzinfo = UTC) -> str:
    """`list`: one line per article."""
    rows = [
        (
            str(article.id),
            str(article.changes) if article.versions else "-",
            _short(article.last_changed_at, zone),
            _next_look(article, zone),
            f"{article.headline or readable(article.url)} · {article.source}",
        )
        for article in articles
    ]
    name = zone_name(datetime.now(zone))
    return table(
        ("id", "changes", f"changed ({name})", "next look", "headline · source"), rows, width=width, right=(0, 1)
    )


def _next_look(article: TrackedArticle, zone: tzinfo) -> str:
    if article.state in {ArticleState.NEW, ArticleState.WATCHED}:
        return _short(article.next_check_at, zone)
    return article.state.value


def render_sources(sources: Sequence[SourceRow], *, width: int = 80, zone: tzinfo = UTC) -> str:
    """`sources`: one line per source."""
    rows = [
        (
            row.name,
            str(row.feeds),
            str(row.articles),
            str(row.changes),
            _short(row.last_changed_at, zone),
            row.schedule or "",
        )
        for row in sources
    ]
    heads = ("source", "feeds", "articles", "changes", f"changed ({zone_name(datetime.now(zone))})", "schedule")
    return table(heads, rows, width=width, right=(1, 2, 3))


def render_feeds(feeds: Sequence[FeedRow], *, width: int = 80, zone: tzinfo = UTC) -> str:
    """`feeds`: one line per feed, sitemap or section page; a failing one says why."""
    rows = [
        (
            str(row.feed.id),
            row.feed.kind.value,
            str(row.articles),
            _short(row.feed.last_success_at, zone),
            _feed_state(row),
            readable(row.feed.url),
        )
        for row in feeds
    ]
    heads = ("id", "kind", "articles", f"last read ({zone_name(datetime.now(zone))})", "state", "address")
    return table(heads, rows, width=width, right=(0, 2))


def _feed_state(row: FeedRow) -> str:
    if not row.feed.is_tracked:
        return "untracked"
    if row.feed.failures:
        return f"failed {row.feed.failures}×: {row.feed.last_error}"
    return f"ok, {row.waiting} waiting" if row.waiting else "ok"


def _short(at: datetime | None, zone: tzinfo) -> str:
    return "-" if at is None else f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
