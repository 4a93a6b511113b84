"""Tables on a terminal: plain, aligned, cut to the width, wide characters counted right, text cleaned; on a narrow
one each row takes a few lines instead."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo

from newsdiff.model.address import readable
from newsdiff.model.knowledge import Learned
from newsdiff.model.observation import SHOWING, Outcome
from newsdiff.model.source import ArticleState, TrackedArticle
from newsdiff.render.clean import clean
from newsdiff.render.phrases import count, instant, zone_name
from newsdiff.render.rows import FeedRow, SourceRow
from newsdiff.render.wrap import cut, width_of

#: no column but the last is cut below this
_LEAST_COLUMN = 8
#: narrower terminals leave too little for headlines and addresses beside the other columns: entries are stacked there
_LEAST_TABLE = 72
_GAP = "  "
_LOOKED_AT = frozenset({ArticleState.NEW, ArticleState.WATCHED})


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


def stacked(entries: Sequence[tuple[str, str, Sequence[str]]], *, width: int) -> str:
    """For terminals too narrow for a table: (number, title, facts), the title in a line, the facts in those below it.

    Titles are cut, facts stay whole where one fits the line. Ends in a newline; empty when there are no entries.
    """
    indent = max((width_of(number) for number, _, _ in entries), default=0) + len(_GAP)
    lines = []
    for number, title, facts in entries:
        head = f"{_padded(number, indent - len(_GAP), is_right=True)}{_GAP}" if number else _GAP
        lines.append(cut(f"{head}{clean(title)}", width))
        lines += [cut(f"{' ' * indent}{line}", width) for line in _packed(facts, width - indent)]
    return "".join(f"{line}\n" for line in lines)


def _packed(facts: Sequence[str], room: int) -> list[str]:
    """The facts, as many in each line as fit."""
    lines: list[str] = []
    for fact in filter(None, map(clean, facts)):
        if lines and width_of(lines[-1]) + width_of(fact) + 3 <= room:
            lines[-1] += f" · {fact}"
        else:
            lines.append(fact)
    return lines


def render_list(
    articles: Sequence[TrackedArticle],
    outcomes: Mapping[int, Outcome] | None = None,
    *,
    width: int = 80,
    zone: tzinfo = UTC,
) -> str:
    """`list`: one line per article, two or more on a narrow terminal.

    `outcomes`: of each article's newest look, by its id; what kept that look from showing the article stands before
    the headline.
    """
    titles = [_title(article, (outcomes or {}).get(article.id)) for article in articles]
    if width < _LEAST_TABLE:
        facts = [list(_facts(article, zone)) for article in articles]
        numbers = [str(article.id) for article in articles]
        return stacked(list(zip(numbers, titles, facts, strict=True)), width=width)
    rows = [
        (
            str(article.id),
            str(article.changes) if article.versions else "-",
            _short(article.last_changed_at, zone),
            _next_look(article, zone),
            f"{title} · {article.source}",
        )
        for article, title in zip(articles, titles, strict=True)
    ]
    name = zone_name(datetime.now(zone))
    return table(
        ("id", "changes", f"changed ({name})", "next look", "headline · source"), rows, width=width, right=(0, 1)
    )


def _title(article: TrackedArticle, outcome: Outcome | None) -> str:
    title = article.headline or readable(article.url)
    if article.withheld is not None:
        return f"(withheld: {article.withheld}) {title}"
    is_told = outcome is Outcome.GONE and article.state is ArticleState.GONE  # where the next look would stand
    if outcome is None or outcome in SHOWING or is_told:
        return title
    return f"({outcome.value.replace('_', ' ')}) {title}"


def _facts(article: TrackedArticle, zone: tzinfo) -> Iterator[str]:
    yield article.source
    yield count(article.changes, "change") if article.versions else "no version yet"
    if article.last_changed_at:
        yield f"changed {instant(article.last_changed_at, zone)}"
    if article.state not in _LOOKED_AT:
        yield article.state.value
    elif article.next_check_at:
        yield f"next look {instant(article.next_check_at, zone)}"


def _next_look(article: TrackedArticle, zone: tzinfo) -> str:
    if article.state in _LOOKED_AT:
        return _short(article.next_check_at, zone)
    return article.state.value


def render_sources(sources: Sequence[SourceRow], *, width: int = 80, zone: tzinfo = UTC) -> str:
    """`sources`: one line per source, two or more on a narrow terminal."""
    if width < _LEAST_TABLE:
        return stacked([("", row.name, list(_source_facts(row, zone))) for row in sources], width=width)
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


def render_boilerplate(learned: Learned) -> str:
    """`sources boilerplate`: each line and box, whole, after its number of articles and a person's word on it."""
    said = [f"learned from {count(learned.articles, 'article')}"]
    for title, group in (("lines that are left out", learned.lines), ("boxes that are left out", learned.boxes)):
        rows = [(f"{known.articles or ''}", known.word.value if known.word else "", known.text) for known in group]
        said += [f"{title}:", *(f"{articles:>6}  {word:<4}  {clean(text)}" for articles, word, text in rows)]
    return "\n".join(said) + "\n"


def _source_facts(row: SourceRow, zone: tzinfo) -> Iterator[str]:
    yield count(row.feeds, "feed")
    yield count(row.articles, "article")
    yield count(row.changes, "change")
    if row.last_changed_at:
        yield f"changed {instant(row.last_changed_at, zone)}"
    yield f"schedule {row.schedule}" if row.schedule else ""


def render_feeds(feeds: Sequence[FeedRow], *, width: int = 80, zone: tzinfo = UTC) -> str:
    """`feeds`: one line per feed, sitemap or section page, two or more on a narrow terminal; a failing one says why."""
    if width < _LEAST_TABLE:
        entries = [(str(row.feed.id), readable(row.feed.url), list(_feed_facts(row, zone))) for row in feeds]
        return stacked(entries, width=width)
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


def _feed_facts(row: FeedRow, zone: tzinfo) -> Iterator[str]:
    yield row.feed.kind.value
    yield count(row.articles, "article")
    yield f"last read {instant(row.feed.last_success_at, zone)}" if row.feed.last_success_at else "never read"
    yield _feed_state(row)


def _feed_state(row: FeedRow) -> str:
    if not row.feed.is_tracked:
        return "untracked"
    if row.feed.failures:
        return f"failed {row.feed.failures}×: {row.feed.last_error}"
    return f"ok, {row.waiting} waiting" if row.waiting else "ok"


def _short(at: datetime | None, zone: tzinfo) -> str:
    return "-" if at is None else f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
