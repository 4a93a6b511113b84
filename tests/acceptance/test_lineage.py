"""`blame` and `history`: what the archive's versions say of where a text comes from."""

import re

from tests.acceptance.pages import page, prose
from tests.acceptance.stories import Story, looks
from tests.acceptance.test_commands import require_shape

HEADLINE = "A bridge over the Orle is closed"
TEXT = prose("the bridge over the Orle", 8)
FIRST, SECOND = TEXT[2].split(". ", 1)
EDITED = re.sub(r"\d+", "1,001", TEXT[1], count=1)

ADDED = [*TEXT[:2], f"{FIRST}.", SECOND, *TEXT[3:], "The bridge was built in 1931, when nobody on the Orle had a car."]
WITHOUT = [TEXT[7], TEXT[0], EDITED, f"{FIRST}.", SECOND, *TEXT[3:6]]
BACK = [*WITHOUT, TEXT[6]]
STATES = tuple(page(HEADLINE, texts) for texts in (TEXT, ADDED, WITHOUT, BACK))


@looks(*STATES)
def test_blame_follows_edits_splits_moves_and_returns(story: Story) -> None:
    told = story.teller.newsdiff("blame", story.url, "--json").json
    require_shape("blame", told)
    assert [unit["text"] for unit in told["units"]] == BACK
    assert [(unit["brought"], unit["edited"], unit["op"]) for unit in told["units"]] == [
        (1, None, None),
        (1, None, None),
        (1, 3, "edited"),
        (1, 2, "split"),
        (1, 2, "split"),
        (1, None, None),
        (1, None, None),
        (1, None, None),
        (4, None, None),
    ]
    assert told["units"][0]["origins"] == [{"version": 1, "index": 7, "stood_before": []}]
    assert told["units"][8]["origins"] == [{"version": 4, "index": 8, "stood_before": [[1, 2]]}]
    text = story.read("blame")
    assert "version 4 of 4 · 9 paragraphs: 5 as in v1, 3 from v1 but edited" in text
    assert "came back in version 4: had stood before in versions 1–2" in text


@looks(*STATES)
def test_blame_of_an_older_version_knows_nothing_of_later_ones(story: Story) -> None:
    told = story.teller.newsdiff("blame", story.url, "2", "--json").json
    assert (told["version"], len(told["versions"])) == (2, 2)
    assert [unit["text"] for unit in told["units"]] == ADDED
    assert [unit["brought"] for unit in told["units"]] == [1] * 9 + [2]
    assert told["units"][1]["edited"] is None


@looks(*STATES)
def test_blame_tells_sentences_of_their_own(story: Story) -> None:
    told = story.teller.newsdiff("blame", story.url, "--sentences", "--json").json
    require_shape("blame", told)
    assert told["unit"] == "sentence"
    assert len(told["units"]) > len(BACK)
    assert all(unit["text"] in BACK[unit["paragraph"]] for unit in told["units"])
    assert {unit["brought"] for unit in told["units"] if unit["paragraph"] < 8} == {1}
    assert {unit["brought"] for unit in told["units"] if unit["paragraph"] == 8} == {4}
    (edited,) = [unit for unit in told["units"] if unit["edited"]]
    assert (edited["paragraph"], "1,001" in edited["text"]) == (2, True)
    assert "19 sentences: 15 as in v1, 1 from v1 but edited" in story.read("blame", "--sentences")


@looks(*STATES)
def test_a_history_goes_back_to_the_origin_and_on_to_the_end(story: Story) -> None:
    told = story.teller.newsdiff("history", story.url, "--paragraph", "3", "--json").json
    require_shape("history", told)
    assert [(event["version"], event["operation"]["op"]) for event in told["events"]] == [(1, "added"), (3, "edited")]
    assert (told["paragraph"], told["until"]) == (2, 4)
    (log,) = [version for version in story.versions if version["version"] == 3]
    assert (told["events"][1]["after"], told["events"][1]["by"]) == (log["after"], log["by"])
    removed = story.teller.newsdiff("history", story.url, "--paragraph", "8", "--version", "2", "--json").json
    require_shape("history", removed)
    assert [event["operation"]["op"] for event in removed["events"]] == ["added", "removed"]
    assert (removed["until"], removed["events"][1]["also_stood"]) == (2, [[4, 4]])
    text = story.read("history", "-p", "8", "--version", "2")
    assert "the same words stand again in version 4" in text
    assert text.endswith("Version 2 is the last in which it stands.\n")
    assert "{+1,001+}" in story.read("history", "-p", "3")


@looks(*STATES)
def test_what_there_is_not_is_told_with_what_there_is(story: Story) -> None:
    newsdiff, number = story.teller.newsdiff, story.log["article"]["id"]
    for command in (["blame", story.url, "9"], ["history", story.url, "-p", "1", "--version", "9"]):
        assert f"article {number} has no version 9; it has versions 1 to 4" in newsdiff(*command, expect=2).err
    many = newsdiff("history", story.url, "--paragraph", "12", "--version", "3", expect=2).err
    assert f"version 3 of article {number} has 8 paragraphs, and no ¶12; `newsdiff blame {number} 3` numbers" in many
    assert "no ¶0" in newsdiff("history", story.url, "--paragraph", "0", expect=2).err
    for command in (["blame", "999"], ["history", "999", "-p", "1"]):
        assert "999" in newsdiff(*command, expect=2).err
    unseen = story.teller.site.url("/2031/05/04/never-looked-at.html")
    newsdiff("track", "--kind", "article", unseen)
    assert "has no version 1; it has no versions yet" in newsdiff("blame", unseen, expect=2).err
