"""What `--json` prints, held against the published schemas."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from newsdiff.model.article import Article, ExtractionOutcome, Headlines, Make, Paragraph
from newsdiff.model.change import Op, Operation
from newsdiff.model.feed import TargetKind
from newsdiff.model.knowledge import Counted, Learned, Word
from newsdiff.model.observation import Observation, Origin, Outcome
from newsdiff.model.source import ArticleState, Feed, TrackedArticle
from newsdiff.model.version import Version
from newsdiff.render import json_archive, json_shapes, json_upkeep
from newsdiff.render.rows import (
    FeedRow,
    Finding,
    Setting,
    SnapshotChange,
    SnapshotFailure,
    SnapshotSummary,
    SourceRow,
    VersionRow,
)
from tests.render.samples import ADDRESS, NOON, file_view, hostile_view, new_article, old_article, view

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"
SCHEMAS = {path.name.removesuffix(".v1.json"): json.loads(path.read_text()) for path in FOLDER.glob("*.v1.json")}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)

TRACKED = TrackedArticle(
    id=12,
    url=ADDRESS,
    source="harbour",
    state=ArticleState.WATCHED,
    headline="Ferry halted",
    versions=8,
    added_at=NOON,
    first_seen_at=NOON,
    last_checked_at=NOON,
    next_check_at=None,
    aliases=("https://harbour.example.org/f",),
)
VERSION = Version(
    id=5,
    article_id=12,
    number=2,
    after=NOON,
    by=NOON + timedelta(minutes=5),
    observation_id=77,
    origin=Origin.BY_HAND,
    payload_sha256="00" * 32,
    content_hash="11" * 32,
    chain_hash="22" * 32,
    returns_to=None,
    final_url=ADDRESS,
    content_type="text/html",
    charset="utf-8",
)
LOOKS = (
    Observation(id=76, article_id=12, at=NOON, outcome=Outcome.FAILED, reason="timeout", detail="No answer in 30 s."),
    Observation(id=77, article_id=12, at=NOON, outcome=Outcome.CHANGED, version=2, metadata=(("image", None),)),
)
SUMMARY = SnapshotSummary(
    started_at=NOON,
    finished_at=NOON + timedelta(seconds=3),
    articles_checked=2,
    outcomes={"changed": 1, "failed": 1},
    changes=(
        SnapshotChange(
            article_id=12,
            url=ADDRESS,
            source="harbour",
            headline=None,
            old_version=None,
            new_version=1,
            changed=("text",),
        ),
    ),
    failures=(SnapshotFailure(article_id=None, feed_id=3, url=ADDRESS, kind="timeout", message="No answer in 30 s."),),
)
FEED = Feed(id=3, url=ADDRESS, kind=TargetKind.FEED, source="harbour", period_s=300, added_at=NOON)


def check(name: str, value: object) -> None:
    Draft202012Validator(SCHEMAS[name], registry=REGISTRY, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        json.loads(json.dumps(value))
    )


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_schemas_are_valid_schemas(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"].endswith(f"/{name}.v1.json")


def test_boilerplate() -> None:
    lines = (Counted(text="L", articles=7), Counted(text="M", articles=0, word=Word.BAN))
    boxes = (Counted(text="div.poll", articles=2, word=Word.KEEP),)
    told = json_upkeep.boilerplate_json("harbour", Learned(lines=lines, boxes=boxes, articles=9))
    check("boilerplate", told)
    assert [row["left_out"] for row in (*told["lines"], *told["boxes"])] == [True, True, False]


def test_article() -> None:
    article = Article(
        url=ADDRESS,
        outcome=ExtractionOutcome.ARTICLE,
        make=Make(extractor="x 1", knowledge="k"),
        headline="H",
        headlines=Headlines(h1="H"),
        paragraphs=(Paragraph(text="It rains."),),
        captions=("A cloud",),
        published="2026-11-02T13:00:00+01:00",
        published_utc=NOON,
    )
    shape = json_shapes.article_json(article)
    check("article", shape)
    assert list(shape) == [
        *(
            "url",
            "outcome",
            "headline",
            "headlines",
            "standfirst",
            "byline",
            "authors",
            "source",
            "published",
            "modified",
        ),
        *(
            "published_utc",
            "modified_utc",
            "language",
            "section",
            "image",
            "image_caption",
            "canonical",
            "amp",
            "paywall",
        ),
        *("paragraphs", "captions", "warnings"),
        "extractor",
    ]
    assert shape["headlines"] == {"h1": "H", "og": None, "json_ld": None}
    assert shape["paragraphs"] == [{"text": "It rains.", "kind": "text"}]
    assert shape["captions"] == [{"text": "A cloud"}]
    assert shape["published"] == "2026-11-02T13:00:00+01:00"
    assert shape["published_utc"] == "2026-11-02T12:00:00Z"
    assert shape["extractor"] == "x 1"


def test_no_article() -> None:
    article = Article(url=ADDRESS, outcome=ExtractionOutcome.NO_ARTICLE, make=Make(extractor="x 1"))
    shape = json_shapes.article_json(article)
    check("article", shape)
    assert (shape["outcome"], shape["paragraphs"], shape["headline"]) == ("no_article", [], None)


def test_operations() -> None:
    assert json_shapes.operation_json(Operation(op=Op.ADDED, new=(4,))) == {"op": "added", "old": [], "new": [4]}
    assert json_shapes.operation_json(
        Operation(op=Op.EDITED, old=(1,), new=(2,), edited=True, spans_old=(((0, 3),),), spans_new=((),))
    ) == {"op": "edited", "old": [1], "new": [2], "spans_old": [[[0, 3]]], "spans_new": [[]]}
    moved = Operation(op=Op.MOVED, old=(1,), new=(2,))
    assert json_shapes.operation_json(moved) == {"op": "moved", "old": [1], "new": [2], "edited": False}
    check("operations", json_shapes.operations_json(view().change.operations))
    check("operations", json_shapes.operations_json(hostile_view().change.operations))


def test_operations_schema_refuses_nonsense() -> None:
    for bad in ({"op": "edited", "old": [1], "new": [2]}, {"op": "moved", "old": [1], "new": [2]}, {"op": "shrunk"}):
        with pytest.raises(Exception, match=r"required|enum|not one of"):
            check("operations", [bad])


def test_change() -> None:
    shape = json_shapes.change_json(view())
    check("change", shape)
    assert (shape["versions"], shape["changes"], shape["differs"]) == (8, 7, True)
    assert shape["new"]["origin"] == "by_hand"
    assert [field["name"] for field in shape["metadata"]] == ["modified", "image"]
    check("change", json_shapes.change_json(hostile_view()))


def test_change_of_files() -> None:
    shape = json_shapes.change_json(file_view(old_article(), new_article()))
    check("change", shape)
    assert (shape["article"], shape["old"]["label"]) == (None, "./old.html")


def test_equal_sides_do_not_differ() -> None:
    assert json_shapes.change_json(file_view(old_article(), old_article()))["differs"] is False


def test_list() -> None:
    row = json_archive.list_row_json(TRACKED, Outcome.NO_ARTICLE)
    check("list", [row, json_archive.list_row_json(TRACKED, None)])
    assert list(row) == [
        *("id", "url", "aliases", "source", "headline", "state", "withheld", "last_outcome", "versions"),
        *("changes", "first_seen_at", "last_checked_at", "last_changed_at", "next_check_at"),
    ]
    assert (row["url"], row["changes"], row["last_outcome"]) == (ADDRESS, 7, "no_article")


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_in_the_schema_of_the_list(outcome: Outcome) -> None:
    check("list", [json_archive.list_row_json(TRACKED, outcome)])


def test_settings() -> None:
    settings = [
        Setting(name="archive.db", value="a.sqlite", origin="default"),
        Setting(name="fetch.host_gap_s", value=2.5, origin="newsdiff.toml"),
        Setting(name="fetch.obey_robots", value=True, origin="default"),
        Setting(name="fetch.allow_private", value=("10.0.0.0/8",), origin="NEWSDIFF_FETCH_ALLOW_PRIVATE"),
    ]
    shape = json_upkeep.config_json(settings)
    check("config", shape)
    assert shape["fetch.allow_private"] == {"value": ["10.0.0.0/8"], "origin": "NEWSDIFF_FETCH_ALLOW_PRIVATE"}
    with pytest.raises(Exception, match=r"required|not of type"):
        check("config", {**shape, "fetch.contact": {"value": None}})


def test_show_and_log() -> None:
    shown = json_archive.show_json(TRACKED, VERSION, old_article(), Outcome.BLOCKED)
    check("show", shown)
    assert shown["article"]["last_outcome"] == "blocked"
    row = VersionRow(version=VERSION, headline="H", changed=("headline",), extractor="x 1")
    shape = json_archive.log_json(TRACKED, [row], LOOKS, view().alternations)
    check("log", shape)
    assert [look["outcome"] for look in shape["observations"]] == ["failed", "changed"]
    assert shape["article"]["last_outcome"] == "changed"
    assert json_archive.log_json(TRACKED, [], [])["article"]["last_outcome"] is None
    assert shape["observations"][1]["metadata"] == {"image": None}


def test_sources_feeds_snapshot_and_doctor() -> None:
    check("sources", [json_archive.source_json(SourceRow(name="harbour", feeds=1, articles=2, last_changed_at=NOON))])
    check("feeds", [json_archive.feed_json(FeedRow(feed=FEED, articles=4))])
    check("snapshot", json_archive.snapshot_json(SUMMARY))
    faulty = Finding(severity="error", kind="integrity", subject="payloads", message="A hash is wrong.")
    shape = json_upkeep.doctor_json([faulty])
    check("doctor", shape)
    assert shape["healthy"] is False
    assert json_upkeep.doctor_json([])["healthy"] is True


def test_instants_are_utc_with_a_z() -> None:
    local = datetime(2026, 11, 2, 14, 0, 0, 250, tzinfo=timezone(timedelta(hours=2)))
    assert json_shapes.instant_json(local) == "2026-11-02T12:00:00.000250Z"
    assert json_shapes.instant_json(None) is None
