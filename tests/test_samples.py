"""The samples: real enough to be hard, and read and compared as expected."""

import json
import re
from functools import cache
from typing import Any

import pytest
from bs4 import BeautifulSoup

from newsdiff import diff_articles, extract_article
from newsdiff.demo.site import noisy, samples_folder
from newsdiff.model.article import Article

SAMPLES = samples_folder()
STORIES = sorted(path.parent.name for path in SAMPLES.glob("*/expected.json") if path.parent.name != "texts")
VERSIONS = [
    (story, number)
    for story in STORIES
    for number, _ in enumerate(json.loads((SAMPLES / story / "expected.json").read_text())["versions"], 1)
]


@cache
def expected(story: str) -> Any:
    return json.loads((SAMPLES / story / "expected.json").read_text(encoding="utf-8"))


@cache
def page(story: str, number: int) -> str:
    return (SAMPLES / story / f"v{number}.html").read_text(encoding="utf-8")


@cache
def article(story: str, number: int) -> Article:
    return extract_article(page(story, number), f"https://example.org{expected(story)['url_path']}")


def texts(story: str, number: int) -> list[str]:
    return [paragraph["text"] for paragraph in expected(story)["versions"][number - 1]["paragraphs"]]


def test_there_are_at_least_six_stories_with_three_to_six_versions() -> None:
    assert len(STORIES) >= 6
    assert all(3 <= len(expected(story)["versions"]) <= 6 for story in STORIES)


@pytest.mark.parametrize(("story", "number"), VERSIONS)
def test_a_sample_is_read_as_expected(story: str, number: int) -> None:
    wanted = expected(story)["versions"][number - 1]
    found = article(story, number)
    assert found.headline == wanted["headline"]
    assert found.standfirst == wanted["standfirst"]
    assert found.byline == wanted["byline"]
    assert [{"text": p.text, "kind": p.kind.value} for p in found.paragraphs] == wanted["paragraphs"]
    assert list(found.captions) == wanted["captions"]


@pytest.mark.parametrize(("story", "number"), VERSIONS)
def test_the_noise_of_a_request_changes_nothing(story: str, number: int) -> None:
    again = noisy(page(story, number))
    assert again != noisy(page(story, number))
    other = extract_article(again, f"https://example.org{expected(story)['url_path']}")
    assert (other.headline, other.standfirst, other.byline, other.texts) == (
        article(story, number).headline,
        article(story, number).standfirst,
        article(story, number).byline,
        article(story, number).texts,
    )


@pytest.mark.parametrize("story", STORIES)
def test_a_change_is_told_as_expected(story: str) -> None:
    for change in expected(story)["changes"]:
        found = diff_articles(article(story, change["old"]), article(story, change["new"]))
        operations = [{"op": o.op.value, "old": list(o.old), "new": list(o.new)} for o in found.operations]
        assert sorted(operations, key=str) == sorted(
            ({"op": o["op"], "old": o["old"], "new": o["new"]} for o in change["operations"]), key=str
        )
        assert ("headline" in {field.name for field in found.fields}) == change["headline_changed"]


@pytest.mark.parametrize(("story", "number"), VERSIONS)
def test_every_page_is_large(story: str, number: int) -> None:
    assert len(page(story, number).encode()) >= 40_000


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_all_p_elements_alone_get_at_least_three_stories_wrong() -> None:
    wrong = 0
    for story in STORIES:
        found = [folded(p.get_text()) for p in BeautifulSoup(page(story, 1), "lxml").find_all("p")]
        wrong += [text for text in found if text] != texts(story, 1)
    assert wrong >= 3


def test_trafilatura_alone_gets_at_least_three_stories_wrong() -> None:
    import trafilatura

    wrong = 0
    for story in STORIES:
        found = trafilatura.extract(page(story, 1), favor_precision=True, include_comments=False) or ""
        wrong += [folded(line) for line in found.splitlines() if line.strip()] != texts(story, 1)
    assert wrong >= 3


@pytest.mark.parametrize(
    "wanted", json.loads((SAMPLES / "texts" / "expected.json").read_text()), ids=lambda w: w["file"]
)
def test_a_saved_text_is_read_as_expected(wanted: dict[str, Any]) -> None:
    from newsdiff.extract import PageExtractor

    payload = (SAMPLES / "texts" / wanted["file"]).read_bytes()
    found = PageExtractor().extract(payload, "", content_type="text/plain")
    assert found.headline == wanted["headline"]
    assert found.byline == wanted["byline"]
    assert [{"text": p.text, "kind": p.kind.value} for p in found.paragraphs] == wanted["paragraphs"]
    assert list(found.captions) == wanted["captions"]
    assert bool(found.warnings) == bool(wanted["warning"])
    assert all(wanted["warning"] in warning for warning in found.warnings)
