"""`search`: finding the version in which a sentence vanished, as a reader of the archive does."""

import re
from typing import Any

from newsdiff.storage import fulltext
from newsdiff.storage.dialect import Database, database_url
from tests.acceptance.pages import page, prose
from tests.acceptance.stories import Story, looks
from tests.acceptance.test_commands import require_shape

TITLE = "The weir at Aldmoor is to be opened"
TEXT = prose("the weir at Aldmoor", 8)
CLAIM = "Nobody had inspected the sluice gates since nineteen ninety, a former warden told this paper."
SHORTER = "Nobody had inspected the sluice gates, a former warden told this paper."


def found(story: Story, query: str, *options: str) -> list[dict[str, Any]]:
    told = story.teller.newsdiff("search", query, "--json", *options).json
    require_shape("search", told)
    hits: list[dict[str, Any]] = told["hits"]
    return hits


@looks(
    page(TITLE, TEXT),
    page(TITLE, [*TEXT[:3], CLAIM, *TEXT[3:]]),
    page(TITLE, [*TEXT[:3], SHORTER, *TEXT[3:]]),
    page(f"{TITLE} in May", [*TEXT[:3], SHORTER, *TEXT[3:]]),
)
def test_the_version_in_which_a_sentence_vanished_is_found(story: Story) -> None:
    (hit,) = found(story, '"since nineteen ninety"', "--removed")
    versions = story.versions
    assert (hit["url"], hit["source"], hit["versions"]) == (story.url, "gazette", 4)
    assert (hit["ranges"], hit["in_newest"]) == ([[2, 2]], False)
    assert hit["removed"] == [{"version": 3, "after": versions[2]["after"], "by": versions[2]["by"]}] == [hit["listed"]]
    assert hit["first_seen"]["version"] == hit["shown"] == 2
    (snippet,) = hit["snippets"]
    assert snippet["text"] == CLAIM and snippet["paragraph"] == 3
    assert [CLAIM[start:end] for start, end in snippet["spans"]] == ["since nineteen ninety"]
    text = story.teller.newsdiff("search", '"since nineteen ninety"', "--removed").out
    assert "[since nineteen ninety]" in text and "(version 3)" in text
    command = re.findall(r"newsdiff (diff \d+ 2 3)", text)
    assert "since nineteen ninety" in " ".join(story.teller.newsdiff(*command[0].split()).out.split())
    assert [one["listed"]["version"] for one in found(story, "sluice", "--added")] == [2]
    assert found(story, "sluice", "--removed") == []
    assert [one["ranges"] for one in found(story, "headline:may sluice")] == [[[4, 4]]]


@looks(page("渡船停航两天", ["港口在星期日关闭，乘客在船上过夜，船员给他们送来了热汤。" * 4] * 3))
def test_a_chinese_story_is_found_by_a_part_of_a_sentence(story: Story) -> None:
    (hit,) = found(story, "送来了热汤")
    assert hit["url"] == story.url
    assert found(story, "热汤了") == []


@looks(page("A stile at Ottery", prose("the stile at Ottery", 8)))
def test_filters_and_pages_and_what_is_said_of_nothing(story: Story) -> None:
    newsdiff = story.teller.newsdiff
    assert found(story, "ottery", "--source", "gazette", "--since", "today")
    assert found(story, "ottery", "--until", "2020-01-01") == []
    assert "there are: gazette" in newsdiff("search", "ottery", "--source", "nobody", expect=2).err
    assert "nothing found in" in newsdiff("search", "nothingofthatkind").out
    assert "`newsdiff search ottery` looks everywhere" in newsdiff("search", "ottery", "--until", "2020-01-01").out
    assert "never closed" in newsdiff("search", '"ottery', expect=2).err
    assert "--added or --removed" in newsdiff("search", "ottery", "--added", "--removed", expect=2).err
    first = newsdiff("search", "council OR ottery OR sluice OR 船", "--limit", "1").out
    (before,) = re.findall(r"older: newsdiff search '.*' --limit 1 --before (\S+)", " ".join(first.split()))
    second = newsdiff("search", "council OR ottery OR sluice OR 船", "--limit", "1", "--before", before).out
    assert re.findall(r"^article \d+", first, re.MULTILINE) != re.findall(r"^article \d+", second, re.MULTILINE) != []


@looks(page("A kiln at Sallow", prose("the kiln at Sallow", 8)))
def test_a_lost_index_is_made_anew(story: Story) -> None:
    newsdiff = story.teller.newsdiff
    before = found(story, "sallow")
    database = Database(database_url(newsdiff.db))
    with database.write() as conn:
        fulltext.of(conn).drop(conn)
        fulltext.of(conn).create(conn)
    database.close()
    assert found(story, "sallow") == []
    assert re.fullmatch(r"search index: \d articles\n", newsdiff("db", "reindex").out)
    assert found(story, "sallow") == before
