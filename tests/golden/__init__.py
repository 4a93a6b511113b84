"""Every form of a comparison, kept as files over the samples: a change of any form shows in review.

`python -m tests.golden` writes them anew; read `git diff tests/golden` before you commit.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from newsdiff import diff_articles, extract_article
from newsdiff.demo.site import samples_folder
from newsdiff.diff.labels import assess
from newsdiff.model.article import Article, Make
from newsdiff.render.html import render_html
from newsdiff.render.json_shapes import change_json
from newsdiff.render.markdown import render_markdown
from newsdiff.render.side_by_side import render_side_by_side
from newsdiff.render.terminal import render_terminal
from newsdiff.render.unified import render_unified
from newsdiff.render.view import DiffView, VersionHeader

FOLDER = Path(__file__).parent
SAMPLES = samples_folder()
#: together they show every operation: (story, older version, newer version)
PAIRS = (
    ("school-meals", 2, 3),  # headline, edited, added, removed, moved, a correction note
    ("lake-ferry", 3, 5),  # merged; moved and edited
    ("stadtbahn", 1, 2),  # split; German
    ("grain-repost", 1, 2),  # cosmetic
    ("suimon", 3, 4),  # moved, merged; Japanese
)
FORMS: dict[str, Callable[[DiffView], str]] = {
    "terminal": lambda view: render_terminal(view, width=80),
    "side-by-side": lambda view: render_side_by_side(view, width=120),
    "html": render_html,
    "markdown": render_markdown,
    "json": lambda view: json.dumps(change_json(view), ensure_ascii=False, indent=2) + "\n",
    "unified": render_unified,
}
_FIRST_SEEN = datetime(2026, 11, 22, 4, 50, tzinfo=UTC)


@cache
def sample(story: str, number: int) -> Article:
    """A version of a sample, as if read by an extractor whose name never changes."""
    path = json.loads((SAMPLES / story / "expected.json").read_text(encoding="utf-8"))["url_path"]
    page = (SAMPLES / story / f"v{number}.html").read_text(encoding="utf-8")
    return replace(extract_article(page, f"https://example.org{path}"), make=Make(extractor="golden 1"))


def compared(story: str, old: int, new: int) -> DiffView:
    """Two versions of a sample, seen a quarter of an hour apart."""
    before, after = sample(story, old), sample(story, new)
    change = diff_articles(before, after)
    return DiffView(
        old=before,
        new=after,
        change=change,
        assessment=assess(change, before, after),
        old_version=_header(old),
        new_version=_header(new),
        source="samples",
        url=after.url,
        article_id=5,
        versions=new,
        first_seen_at=_FIRST_SEEN,
        policy="The next check is at 2026-11-22 06:05 UTC",
    )


def _header(number: int) -> VersionHeader:
    by = _FIRST_SEEN + timedelta(minutes=15 * (number - 1))
    after = by - timedelta(minutes=15) if number > 1 else None
    return VersionHeader(label=f"version {number}", number=number, after=after, by=by)


def golden_file(story: str, old: int, new: int, form: str) -> Path:
    """Where a form of a comparison is kept."""
    return FOLDER / f"{story}.{old}-{new}.{form}"
