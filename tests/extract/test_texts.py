"""Plain texts, as they are and as simple pages; folding; the measuring texts when they are there."""

import html
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from newsdiff.extract import PageExtractor, extract_article
from newsdiff.extract.text import fold, weight
from tests.extract.pages import HEADLINE, PARAGRAPHS

URL = "https://gull.example.org/saved"
SHARED = os.environ.get("NEWSDIFF_SHARED")
SHAPES = ("plain", "pre", "p")


def shaped(text: str, shape: str) -> str:
    if shape == "pre":
        return f"<html><head><title>Saved</title></head><body><pre>{html.escape(text)}</pre></body></html>"
    if shape == "p":
        blocks = re.split(r"\n\s*\n", text)
        return "<html><body>" + "\n".join(f"<p>{html.escape(b)}</p>" for b in blocks) + "</body></html>"
    return text


@pytest.mark.parametrize("shape", SHAPES)
def test_a_saved_text_is_read_without_its_boilerplate(shape: str) -> None:
    wrapped = "\n\n".join(p.replace(", ", ",\n") for p in PARAGRAPHS)
    text = (
        f"Gull News\nBack to Main\n{HEADLINE}\n\nFrom Ann Lee, QBN\n  • Quay cracked\n  • Council to decide\n\n"
        f"{wrapped}\n(Aug. 17)\n\nDivers on the quay in August. (Pool photo)\n\nLeave a Reply\n\n"
        "Your email address will not be published."
    )
    article = extract_article(shaped(text, shape), URL)
    assert article.texts == PARAGRAPHS
    assert (article.headline, article.byline) == (HEADLINE, "From Ann Lee, QBN")
    assert article.captions == ("Divers on the quay in August. (Pool photo)",)


@pytest.mark.parametrize("shape", [*SHAPES, "table"])
def test_a_comparison_page_gives_one_side_and_a_warning(shape: str) -> None:
    rows = [
        (HEADLINE, HEADLINE),
        ("(about 1 hour later)", ""),
        *((p, p if n == 1 else "") for n, p in enumerate(PARAGRAPHS)),
    ]
    text = "This article has changed 3 times.\nVersion 2 | Version 3 |\n---|---|\n" + "\n".join(
        f"{a} | {b} |" for a, b in rows
    )
    page = shaped(text, shape)
    if shape == "table":
        cells = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in [("Version 2", "Version 3"), *rows])
        page = f"<html><body><p>This article has changed.</p><table class='version_diff'>{cells}</table></body></html>"
    article = extract_article(page, URL)
    assert article.texts == PARAGRAPHS
    assert article.headline == HEADLINE
    assert "4 of 5 cells of version 3" in article.warnings[0]


@pytest.mark.parametrize(
    "frame", ["", "Two wordings, side by side.\nSource: ‘Gull’, originally at https://g.example.org/a\n"]
)
def test_a_comparison_is_known_by_its_shape(frame: str) -> None:
    rows = "\n".join(f"{p} | |" for p in (HEADLINE, *PARAGRAPHS))
    article = extract_article(f"{frame}Version 4 | Version 5 |\n---|---|\n{rows}\n", URL)
    assert article.texts == PARAGRAPHS
    assert (article.source, article.canonical) == (("Gull", "https://g.example.org/a") if frame else (None, None))


def test_content_type_says_that_a_text_is_plain() -> None:
    text = HEADLINE + "\n\n" + "\n\n".join(f"a <p> {p}" for p in PARAGRAPHS)
    article = PageExtractor().extract(text.encode(), URL, content_type="text/plain; charset=utf-8")
    assert article.texts[0].startswith("a <p> ")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("a\u00a0b\u2009c\n d", "a b c d"),
        ("har\u00adbour", "harbour"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("cafe\u0301", "café"),
        ("½ ２", "½ ２"),
        ("it\x92s", "it’s"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("a\u200cb", "ab"),
        ("“quotes” – kept…", "“quotes” – kept…"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


def test_weight_counts_han_kana_and_hangul_three_times() -> None:
    assert weight("港 abc") == 7


@pytest.mark.skipif(not SHARED, reason="NEWSDIFF_SHARED is not set")
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("number", "kinds", "captions"),
    [
        ("000", {"text": 17}, 0),
        ("001", {"text": 22}, 1),
        ("002", {"text": 17}, 1),
        ("003", {"text": 17}, 0),
        ("004", {"text": 31, "heading": 1, "note": 1}, 1),
    ],
)
def test_the_five_measuring_texts(number: str, kinds: dict[str, int], captions: int, shape: str) -> None:
    path = next(Path(SHARED or "", "seeds").glob(f"{number}_*.txt"))
    article = extract_article(shaped(path.read_text("utf-8"), shape), URL)
    assert Counter(str(p.kind) for p in article.paragraphs) == kinds
    assert len(article.captions) == captions
    assert bool(article.warnings) == (number == "003")
