"""`reextract` on a terminal: how many versions say something else when they are read anew, and the first of them."""

from collections.abc import Iterator

from newsdiff.render.clean import clean
from newsdiff.render.phrases import count
from newsdiff.render.rows import Reextraction, Reread
from newsdiff.render.wrap import Run, wrapped

#: versions that cannot be read which are listed one by one
_MOST_UNREAD = 20


def render_reextraction(report: Reextraction, *, width: int = 80) -> str:
    """Counts, then the versions that differ with what differs, then those that cannot be read. Ends in a newline."""
    lines = [_wrapped(line, width) for line in _lines(report)]
    return "".join(f"{line}\n" for group in lines for line in group)


def _lines(report: Reextraction) -> Iterator[str]:
    done, differ = report.same + report.different, "would differ" if report.is_dry else "differs"
    yield f"{count(done, 'version')} {'to read' if report.is_dry else 'read'} anew, {report.current:,} read so before"
    if done:
        where = f", in {count(len(report.articles), 'article')}" if report.articles else ""
        yield f"the text of {report.different:,} {differ}{where}; that of {report.same:,} stays"
    for row in report.told:
        yield f"{_name(row)}: {', '.join(row.words) or 'other metadata'}"
    if report.different > len(report.told) > 0:
        yield f"… and {report.different - len(report.told):,} more"
    if report.unread:
        yield f"{count(len(report.unread), 'version')} cannot be read:"
    for row in report.unread[:_MOST_UNREAD]:
        yield f"{_name(row)}: {', '.join(row.words)}"


def _name(row: Reread) -> str:
    return f"article {row.article_id} v{row.version} {row.url}"


def _wrapped(line: str, width: int) -> Iterator[str]:
    for place, runs in enumerate(wrapped([Run(clean(line))], max(20, width) - 2)):
        yield ("  " if place else "") + "".join(run.text for run in runs)
