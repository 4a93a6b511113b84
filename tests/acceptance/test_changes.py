"""`changes`: the stream of changes over the whole archive, as an editor reads it each morning."""

import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from newsdiff.storage import tables as t
from newsdiff.storage.dialect import Database, database_url
from newsdiff.tracking import stream
from tests.acceptance.pages import page, prose
from tests.acceptance.stories import Inside, Story, Teller, looks
from tests.acceptance.test_commands import require_shape
from tests.command import Newsdiff
from tests.site import Site, serving

A, B = "A bridge over the Orle is closed", "Nobody may cross the Orle any more"
TEXT = prose("the bridge over the Orle", 8)
NUMBER = re.sub(r"\d+", "1,001", TEXT[1], count=1)
QUOTED = [
    *TEXT[:4],
    "“We shall rebuild it in stone,” said Ann Orr, who has been the mayor since the spring.",
    *TEXT[4:],
]
UNQUOTED = [text.replace("in stone", "in wood") for text in QUOTED]
COSMETIC = [text.replace("“", '"').replace("”", '"') for text in QUOTED]

#: what the other stories of the archive are, beside the one that a test is about
OTHERS = {
    "number": (page(A, TEXT), page(A, [TEXT[0], NUMBER, *TEXT[2:]])),
    "quotation": (page(A, QUOTED), page(A, UNQUOTED)),
    "cosmetic": (page(A, QUOTED), page(A, COSMETIC)),
}


def listed(teller: Teller, *options: str) -> list[dict[str, Any]]:
    told = teller.newsdiff("changes", "--json", "--limit", "100", *options).json
    require_shape("changes", told)
    changes: list[dict[str, Any]] = told["changes"]
    return changes


def of(story: Story, *options: str) -> list[dict[str, Any]]:
    """The changes of a story among all that are listed."""
    return [change for change in listed(story.teller, *options) if change["url"] == story.url]


def labels(change: dict[str, Any]) -> set[str]:
    return {label["name"] for label in change["labels"]}


@looks(*OTHERS["number"])
def test_a_change_is_listed_with_its_interval_labels_weight_and_most_telling_paragraph(story: Story) -> None:
    (change,) = of(story)
    version = story.versions[1]
    assert (change["old_version"], change["new_version"], change["source"]) == (1, 2, "gazette")
    assert (change["after"], change["by"]) == (version["after"], version["by"])
    assert change["headline"] == change["old_headline"] == A
    assert (change["changed"], change["operations"]) == (["1 paragraph edited"], {"edited": 1})
    (number,) = [label for label in change["labels"] if label["name"] == "number"]
    assert "1,001" in number["new"] and number["operation"] == change["telling"]["index"] == 1
    assert (change["telling"]["old_texts"], change["telling"]["new_texts"]) == ([TEXT[1]], [NUMBER])
    assert change["weight"] >= 50
    text = story.teller.newsdiff("changes", "--limit", "100").out
    assert f"newsdiff diff {change['article']} 1 2" in text and "{+1,001+}" in text


@looks(*OTHERS["number"])
@looks(*OTHERS["quotation"], name="quotation")
@looks(*OTHERS["cosmetic"], name="cosmetic")
def test_labels_choose_changes_and_any_of_several_will_do(story: Story) -> None:
    quotation, cosmetic = story.other("quotation"), story.other("cosmetic")
    assert [len(of(one, "--label", "number")) for one in (story, quotation, cosmetic)] == [1, 0, 0]
    assert [len(of(one, "--label", "number,quotation")) for one in (story, quotation, cosmetic)] == [1, 1, 0]
    assert all("cosmetic" in labels(change) for change in listed(story.teller, "--label", "cosmetic"))
    assert len(of(cosmetic, "--label", "cosmetic")) == 1


@looks(*OTHERS["number"])
@looks(*OTHERS["cosmetic"], name="cosmetic")
def test_a_least_weight_leaves_light_changes_out_and_says_how_many(story: Story) -> None:
    everything = listed(story.teller)
    light = [change for change in everything if change["weight"] < 30]
    assert len(of(story, "--min-weight", "30")) == 1
    assert of(story.other("cosmetic"), "--min-weight", "30") == []
    told = story.teller.newsdiff("changes", "--min-weight", "30", "--limit", "100", "--json").json
    assert told["left_out"] == {"lighter": len(light), "unlabelled": 0}
    assert len(told["changes"]) + len(light) == len(everything)
    text = story.teller.newsdiff("changes", "--min-weight", "30", "--limit", "100").out
    assert text.endswith(f"{len(light)} lighter change{'s are' if len(light) > 1 else ' is'} left out\n")
    assert "left out" not in story.teller.newsdiff("changes").out
    nothing = story.teller.newsdiff("changes", "--min-weight", "100").out
    total = sum(max(1, len(change["swing"])) for change in everything)
    assert nothing == f"no such changes; {total} lighter changes are left out\n"


@looks(page(A, TEXT), page(B, TEXT), page(A, TEXT), page(B, TEXT), page(A, TEXT))
def test_a_headline_that_alternates_is_one_entry(story: Story) -> None:
    (change,) = of(story)
    assert (change["old_version"], change["new_version"]) == (4, 5)
    assert [turn["version"] for turn in change["swing"]] == [2, 3, 4, 5]
    assert "alternating" in labels(change)
    text = story.teller.newsdiff("changes", "--label", "alternating").out
    assert f"article {change['article']}, versions 2–5 · 4 changes back and forth" in " ".join(text.split())
    assert f"newsdiff log {change['article']}" in text


@looks(page(A, TEXT), page(B, TEXT), page(A, [TEXT[0], NUMBER, *TEXT[2:]]), page(B, [TEXT[0], NUMBER, *TEXT[2:]]))
def test_a_change_that_does_more_than_alternate_stands_for_itself(story: Story) -> None:
    changes = of(story)
    assert [(change["new_version"], len(change["swing"])) for change in changes] == [(4, 2), (3, 0)]
    assert {"alternating", "number"} <= labels(changes[1])


@looks(page(A, TEXT), page(B, TEXT[:7]), page(A, TEXT))
def test_a_return_is_labelled(story: Story) -> None:
    back, away = of(story)
    assert (back["returns_to"], away["returns_to"]) == (1, None)
    assert "returned" in labels(back)
    assert (away["old_headline"], away["headline"]) == (A, B)


@looks(*OTHERS["number"])
def test_changes_come_newest_first_and_pages_go_on_without_a_gap(story: Story) -> None:
    everything = [(change["article"], change["new_version"]) for change in listed(story.teller)]
    times = [change["by"] for change in listed(story.teller)]
    assert times == sorted(times, reverse=True)
    walked, before = [], []
    for _ in range(len(everything)):
        told = story.teller.newsdiff("changes", "--limit", "3", "--json", *before).json
        walked += [(change["article"], change["new_version"]) for change in told["changes"]]
        if told["before"] is None:
            break
        before = ["--before", told["before"]]
    assert walked == everything
    text = story.teller.newsdiff("changes", "--limit", "1", "--since", "7d").out
    article, version = everything[0]
    assert text.endswith(f"older changes: newsdiff changes --since 7d --limit 1 --before {article}:{version}\n")


@looks(*OTHERS["number"])
def test_the_time_and_the_source_choose_changes(story: Story) -> None:
    (change,) = of(story)
    assert (
        of(story, "--since", "24h") == of(story, "--since", "yesterday") == of(story, "--source", "gazette") == [change]
    )
    assert of(story, "--since", change["by"]) == [change]
    assert of(story, "--until", change["by"]) == []
    assert of(story, "--until", "yesterday") == []
    silent = story.teller.newsdiff("changes", "--until", "2001-01-01")
    assert silent.out == "no such changes; `newsdiff changes` lists all\n"


@looks(*OTHERS["number"])
def test_what_is_wrongly_asked_is_told_with_what_there_is(story: Story) -> None:
    newsdiff, number = story.teller.newsdiff, story.log["article"]["id"]
    for options, words in (
        (("--label", "numbers"), "'numbers' is no label; known: headline, standfirst"),
        (("--since", "soon"), "'soon' is no time: write 2026-11-22"),
        (("--since", "2026-02-02", "--until", "2026-02-01"), "nothing lies between --since 2026-02-02 and --until"),
        (("--source", "herald"), "no source 'herald' in this archive; there are: gazette"),
        (("--before", "12"), "--before 12: write ARTICLE:VERSION"),
        (("--before", "999:1"), "no article 999 in this archive"),
        (("--limit", "9" * 30), "--limit"),
        (("--before", f"{number}:9"), f"article {number} has no version 9; it has versions 1 to 2"),
        (("--before", f"{number}:1"), f"no change led to version 1 of article {number}"),
        (("--min-weight", "101"), "--min-weight"),
    ):
        assert words in newsdiff("changes", *options, expect=2).err, options


@looks(*OTHERS["number"])
def test_what_is_known_is_not_worked_out_again_unless_the_rules_change(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = listed(story.teller)
    worked_out: list[int] = []
    assess = stream.assess

    def watched(*arguments: Any, **options: Any) -> Any:
        worked_out.append(1)
        return assess(*arguments, **options)

    monkeypatch.setattr(stream, "assess", watched)
    assert listed(story.teller) == before
    assert worked_out == []
    monkeypatch.setattr(stream, "KEPT_RULES", "later ones")
    assert listed(story.teller) == before
    assert len(worked_out) == sum(max(1, len(change["swing"])) for change in before)


#: of the article that changes
VERSION_2 = sa.select(t.versions.c.id).where(t.versions.c.article_id == 1, t.versions.c.number == 2)


@pytest.fixture
def own(db: str, tmp_path: Path) -> Inside:
    """An archive of the test's own with one article of three versions, and one of one."""
    inside = Inside(db, tmp_path)
    path = "/2031/05/04/the-bridge-over-the-orle.html"
    with serving(Site({path: page(A, TEXT), "/2031/05/04/another-one.html": page(B, QUOTED)})) as site:
        inside("track", site.url(path), site.url("/2031/05/04/another-one.html"))
        assert inside("changes").out == "no changes yet in 2 articles; `newsdiff snapshot` looks at what is due\n"
        for texts in ([TEXT[0], NUMBER, *TEXT[2:]], TEXT[1:]):
            site.answers[path] = page(A, texts)
            inside("snapshot", "--all")
    return inside


def execute(inside: Inside, *statements: sa.Executable) -> None:
    with closing(Database(database_url(inside.db))) as database, database.write() as conn:
        for statement in statements:
            conn.execute(statement)


def test_a_version_that_cannot_be_read_is_listed_with_the_reason_whatever_is_asked_for(own: Inside) -> None:
    execute(
        own,
        sa.delete(t.extractions).where(t.extractions.c.version_id.in_(VERSION_2)),
        sa.update(t.payloads).values(data=b"damaged"),
    )
    for options in ((), ("--label", "number"), ("--min-weight", "100")):
        told = own("changes", "--json", *options).json
        require_shape("changes", told)
        assert [change["new_version"] for change in told["changes"]] == [3, 2]
        assert all(change["unread"] and change["weight"] is None for change in told["changes"])
    text = own("changes").out
    assert text.count("! cannot be compared: payload") == 2
    assert "weight unknown" in text and A in text


def test_a_change_that_cannot_be_read_any_more_keeps_its_labels(own: Inside) -> None:
    assert own("changes", "--label", "number").code == 0
    execute(
        own,
        sa.delete(t.extractions).where(t.extractions.c.version_id.in_(VERSION_2)),
        sa.update(t.payloads).values(data=b"damaged"),
    )
    changes = own("changes", "--label", "number", "--json").json["changes"]
    assert [change["new_version"] for change in changes] == [3, 2]
    assert all(change["unread"] and "number" in labels(change) for change in changes)


def test_a_version_that_is_missing_leaves_its_changes_in_the_list(own: Inside) -> None:
    with closing(Database(database_url(own.db))) as database, database.engine.connect() as conn:
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql("PRAGMA foreign_keys=OFF")
        conn.exec_driver_sql("UPDATE versions SET number = 7 WHERE article_id = 1 AND number = 1")
        conn.commit()
    reasons = {change["new_version"]: change["unread"] for change in own("changes", "--json").json["changes"]}
    assert "version 1 is missing" in reasons[2] and reasons[3] is None


def test_what_later_turns_out_to_alternate_is_put_together_with_what_was_listed_before(db: str, tmp_path: Path) -> None:
    inside, path = Inside(db, tmp_path), "/2031/05/04/the-bridge-over-the-orle.html"
    listed = []
    with serving(Site({path: page(A, TEXT)})) as site:
        inside("track", site.url(path))
        for site.answers[path] in (page(B, TEXT), page(A, TEXT), page(B, TEXT), page(B, [*TEXT, QUOTED[4]])):
            inside("snapshot", "--all")
            changes = inside("changes", "--json").json["changes"]
            listed.append([(change["new_version"], len(change["swing"])) for change in changes])
    assert listed == [[(2, 0)], [(3, 0), (2, 0)], [(4, 3)], [(5, 0), (4, 3)]]
    assert "alternating" in labels(changes[1]) and "alternating" not in labels(changes[0])


def test_all_that_is_kept_may_be_deleted(own: Inside) -> None:
    before = own("changes", "--json").json
    assert [change["new_version"] for change in before["changes"]] == [3, 2]
    execute(own, sa.delete(t.assessment_labels), sa.delete(t.assessments))
    assert own("changes", "--json").json == before
    assert own("doctor", "--json", expect=None).json["findings"] is not None


def test_an_interrupted_run_keeps_what_it_had_worked_out(own: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Site({"/2031/05/04/a-third.html": page(A, TEXT)})) as site:
        own("track", site.url("/2031/05/04/a-third.html"))
        site.answers["/2031/05/04/a-third.html"] = page(B, TEXT)
        own("snapshot", "3")
    assess, told = stream.Stream._assess, []

    def stopped(self: stream.Stream, article_id: int) -> None:
        if told:
            raise KeyboardInterrupt
        told.append(article_id)
        assess(self, article_id)

    monkeypatch.setattr(stream.Stream, "_assess", stopped)
    assert own("changes", expect=130).out == ""
    with closing(Database(database_url(own.db))) as database, database.read() as conn:
        kept = sa.select(t.versions.c.article_id).join(t.assessments, t.assessments.c.version_id == t.versions.c.id)
        assert conn.scalars(kept).all() == [3]
    assert told == [3]


def test_an_archive_without_articles_says_what_to_do(tmp_path: Path) -> None:
    newsdiff = Newsdiff(str(tmp_path / "archive.sqlite"), tmp_path)
    assert "no archive" in newsdiff("changes", expect=2).err
    newsdiff("track", "--kind", "feed", "https://example.org/feed.xml")
    assert newsdiff("changes").out == (
        "no changes yet: no article is tracked; `newsdiff track URL` looks at one from now on\n"
    )
    told = newsdiff("changes", "--json").json
    require_shape("changes", told)
    assert (told["changes"], told["before"]) == ([], None)
