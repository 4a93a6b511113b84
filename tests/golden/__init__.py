"""Every form of a comparison, and what is told of many versions, kept as files over the samples.

A change of any form shows in review.
`python -m tests.golden` writes them anew; read `git diff tests/golden` before you commit.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from newsdiff import diff_articles, extract_article
from newsdiff.app import open_app
from newsdiff.config import load_config
from newsdiff.demo.site import samples_folder
from newsdiff.diff.labels import assess
from newsdiff.model.article import Article, Make
from newsdiff.model.stream import ChangeFilter
from newsdiff.render.html import render_html
from newsdiff.render.json_shapes import change_json
from newsdiff.render.lineage import render_blame, render_life
from newsdiff.render.markdown import render_markdown
from newsdiff.render.side_by_side import render_side_by_side
from newsdiff.render.stream import render_stream
from newsdiff.render.terminal import render_terminal
from newsdiff.render.unified import render_unified
from newsdiff.render.view import DiffView, VersionHeader
from newsdiff.tracking.views import compared_by_sentence
from tests.acceptance.stories import Inside

FOLDER = Path(__file__).parent
SAMPLES = samples_folder()
#: together they show every operation: (story, older version, newer version)
PAIRS = (
    ("school-meals", 2, 3),  # headline, edited, added, removed, moved, a correction note
    ("lake-ferry", 3, 5),  # merged; moved and edited
    ("stadtbahn", 1, 2),  # split; German
    ("grain-repost", 1, 2),  # cosmetic
    ("suimon", 3, 4),  # moved, merged; Japanese
    ("fishing-border", 3, 4),  # captions, a quotation, a hedge
    ("tunnel-wire", 1, 3),  # split, a negation
)
FORMS: dict[str, Callable[[DiffView], str]] = {
    "terminal": lambda view: render_terminal(view, width=80),
    "side-by-side": lambda view: render_side_by_side(view, width=120),
    "sentences": lambda view: render_terminal(compared_by_sentence(view), width=80),
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
        policy="The next look is at 2026-11-22 06:05 UTC",
    )


def _header(number: int) -> VersionHeader:
    by = _FIRST_SEEN + timedelta(minutes=15 * (number - 1))
    after = by - timedelta(minutes=15) if number > 1 else None
    return VersionHeader(label=f"version {number}", number=number, after=after, by=by)


def told_of_all(folder: Path) -> dict[str, str]:
    """The forms of `blame`, `history` and `changes` over all samples, by file name; `folder` takes the archive."""
    newsdiff = Inside(str(folder / "archive.sqlite"), folder)
    stories = sorted(path.parent.name for path in SAMPLES.glob("*/v1.html"))
    for k, story in enumerate(stories):
        path = json.loads((SAMPLES / story / "expected.json").read_text(encoding="utf-8"))["url_path"]
        for number, page in enumerate(sorted((SAMPLES / story).glob("v*.html"))):
            at = _FIRST_SEEN + timedelta(minutes=15 * number + k)
            newsdiff("add", f"https://example.org{path}", str(page), "--at", at.isoformat(), "--source", "samples")
    told = {}
    with open_app(load_config(db=newsdiff.db)) as app:
        for story, article in zip(stories, app.archive.articles.all(), strict=True):
            told[f"{story}.blame"] = render_blame(app.views().blame(article, None), width=80)
            told[f"{story}.history"] = render_life(app.views().life(article, None, 3), width=80)
        changes = app.stream().page(ChangeFilter(), limit=99)
        told["all.changes"] = render_stream(changes, command="newsdiff changes", width=80)
    return told


def golden_file(story: str, old: int, new: int, form: str) -> Path:
    """Where a form of a comparison is kept."""
    return FOLDER / f"{story}.{old}-{new}.{form}"
