"""What is learned of a source: lines on many of its articles, boxes that tick; and what people say of them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsdiff.app import page_extractor
from newsdiff.storage.archive import open_archive
from tests.acceptance.pages import page, prose
from tests.acceptance.stories import Inside, Story, looks
from tests.site import Site, serving

NAMES = ("ferry", "tannery", "tram", "library", "fish market", "breakwater", "clinic")
LINE = "The Orle Gazette keeps to the rules of the Press Trust, and whoever finds a mistake in it may write there."
LABEL = "Voices from the Orle valley"
TEXT = prose("the lighthouse")


def path(name: str) -> str:
    return f"/2031/05/04/all-about-the-{name.replace(' ', '-')}.html"


def told(name: str, *more: str) -> str:
    return page(f"All about the {name} of the valley", [*prose(name), *more])


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site({path(name): told(name, LABEL, LINE) for name in NAMES})) as site:
        yield site


@pytest.fixture
def newsdiff(db: str, tmp_path: Path, site: Site) -> Inside:
    """A source of which the articles were looked at once."""
    inside = Inside(db, tmp_path)
    inside("track", "--source", "gazette", "--kind", "article", *(site.url(path(name)) for name in NAMES))
    inside("snapshot", "--all")
    return inside


def versions(newsdiff: Inside) -> list[int]:
    return [row["versions"] for row in newsdiff("list", "--json").json]


def show_all(newsdiff: Inside, site: Site, *more: str) -> None:
    """Let all pages end with these paragraphs, and look at them."""
    site.answers |= {path(name): told(name, *more) for name in NAMES}
    newsdiff("snapshot", "--all")


def texts(newsdiff: Inside, number: int) -> list[str]:
    return [p["text"] for p in newsdiff("show", "1", str(number), "--json").json["extraction"]["paragraphs"]]


def left_out(newsdiff: Inside) -> list[str]:
    rows = newsdiff("sources", "boilerplate", "gazette", "--json").json["lines"]
    return sorted(row["text"] for row in rows if row["left_out"])


def test_lines_on_many_articles_are_learned_with_the_first_snapshot_and_make_no_version(
    newsdiff: Inside, site: Site
) -> None:
    assert left_out(newsdiff) == sorted([LABEL, LINE])
    assert f"     7        {LINE}\n" in newsdiff("sources", "boilerplate", "gazette").out
    show_all(newsdiff, site)
    assert versions(newsdiff) == [1] * len(NAMES)
    show_all(newsdiff, site, LINE, LABEL)
    assert versions(newsdiff) == [1] * len(NAMES)
    site.answers[path("ferry")] = told("ferry", LABEL, LINE).replace("Farmers in the valley", "Nobody in the valley")
    site.answers[path("tram")] = told(
        "tram", LABEL, LINE, "The trams ran on Sunday, and were full, said the conductor."
    )
    newsdiff("snapshot", "--all")
    assert versions(newsdiff)[2] == 2
    assert "were full, said the conductor" in newsdiff("diff", "3").out
    assert LABEL not in newsdiff("diff", "3").out


def test_learning_changes_no_stored_extraction_and_what_was_read_repeats_bit_for_bit(
    newsdiff: Inside, site: Site
) -> None:
    with closing(open_archive(newsdiff.db)) as archive:
        (first,) = archive.history.versions(1)
        (before,) = archive.history.extractions(first.id)
    show_all(newsdiff, site)
    with closing(open_archive(newsdiff.db)) as archive:
        old, new = archive.history.extractions(first.id)
        assert old == before
        assert old.texts == (*prose("ferry"), LABEL, LINE)
        assert (new.texts, new.left_out) == (tuple(prose("ferry")), (LABEL, LINE))
        again = page_extractor().extract(
            archive.history.payload(first.payload_sha256),
            first.final_url,
            content_type=first.content_type,
            charset=first.charset,
            knowledge=archive.knowledge.by_version(new.make.knowledge),
            hint=new.hint,
        )
        assert again == new


def test_a_line_that_a_person_keeps_is_part_of_the_article_again(newsdiff: Inside, site: Site) -> None:
    newsdiff("sources", "boilerplate", "gazette", "--keep", f"  {LABEL} ")
    assert left_out(newsdiff) == [LINE]
    show_all(newsdiff, site, LINE)
    assert versions(newsdiff) == [2] * len(NAMES)
    newsdiff("sources", "boilerplate", "gazette", "--forget", LABEL)
    assert left_out(newsdiff) == sorted([LABEL, LINE])


def test_a_line_that_a_person_bans_makes_no_version(newsdiff: Inside, site: Site) -> None:
    banned = "Whoever reads this paper on the ferry pays nothing for it, and may take it home."
    newsdiff("sources", "boilerplate", "gazette", "--ban", banned)
    show_all(newsdiff, site, banned)
    assert versions(newsdiff) == [1] * len(NAMES)
    rows = newsdiff("sources", "boilerplate", "gazette", "--json").json["lines"]
    assert {"text": banned, "articles": 0, "word": "ban", "left_out": True} in rows
    newsdiff("sources", "learn", "gazette")
    assert banned in left_out(newsdiff)


def test_learning_when_asked_says_what_it_found_and_teaches_the_same_again(newsdiff: Inside) -> None:
    assert newsdiff("sources", "learn").out == "gazette: 2 lines and 0 boxes from 7 articles\n"
    assert newsdiff("sources", "learn", "gazette").out == "gazette: 2 lines and 0 boxes from 7 articles\n"
    assert "no source 'herald'" in newsdiff("sources", "boilerplate", "herald", expect=2).err
    assert "no source 'herald'" in newsdiff("sources", "learn", "herald", expect=2).err


def test_nothing_is_learned_where_that_is_switched_off(newsdiff: Inside, site: Site) -> None:
    newsdiff.config += "[knowledge]\nboilerplate = false\n"
    show_all(newsdiff, site)
    assert versions(newsdiff) == [2] * len(NAMES)


def box(words: str, *text: str, name: str) -> str:
    """The story of the lighthouse with a box of that name in its midst."""
    body = list(text or TEXT)
    return page("A lighthouse for the valley", body).replace(
        f"<p>{body[3]}", f'<div class="{name}"><p>{words}</p></div><p>{body[3]}'
    )


def voices(*numbers: str, words: str = "{} voices", name: str = "tally") -> list[str]:
    return [box(words.format(number), name=name) for number in numbers]


@looks(*voices("1,204", "1,310", "1,377", "1,402"), box("1,402 voices", *TEXT[1:], name="tally"))
def test_a_number_that_ticks_in_a_box_makes_no_version_and_is_told_once(story: Story) -> None:
    assert story.outcomes == ["first", "suspect ticking", "unchanged ticking", "unchanged ticking", "changed"]
    assert " ".join(story.read("log").split()).count("what changes by itself, in div.tally/p") == 1


@looks(*voices("12", "212", "212", words="Dead so far: {}", name="toll"))
def test_a_number_that_stays_is_news_from_when_it_was_first_seen(story: Story) -> None:
    assert story.outcomes == ["first", "suspect ticking", "changed"]


@looks(*voices("12", "13", "13", "14", "14", words="Dead so far: {}", name="toll"))
def test_a_number_that_is_edited_again_and_again_is_news_each_time(story: Story) -> None:
    assert story.outcomes == ["first", "suspect ticking", "changed", "suspect ticking", "changed"]


@looks(*voices("12", "13", "12", words="Dead so far: {}", name="toll"))
def test_a_number_that_goes_back_at_once_was_never_another(story: Story) -> None:
    assert story.outcomes == ["first", "suspect ticking", "unchanged"]


@looks(*voices("5", "7", "9", "11", name="meter"), name="one")
@looks(*voices("6", "8", "10", "12", name="meter"), name="two")
def test_a_box_that_ticks_on_several_articles_is_learned_and_left_out(story: Story) -> None:
    for one in (story.other("one"), story.other("two")):
        assert one.outcomes == ["first", "suspect ticking", "unchanged ticking", "unchanged"]
    rows = story.teller.newsdiff("sources", "boilerplate", "gazette", "--json").json["boxes"]
    assert {"text": "div.meter/p", "articles": 2, "word": None, "left_out": True} in rows


NUMBER = prose("the lamp", 5)


@looks(
    box("12 voices", *NUMBER, "It burned 12 times.", name="choir"),
    box("12 voices", *NUMBER, "It burned 14 times.", name="choir"),
)
def test_a_number_in_a_paragraph_is_always_news(story: Story) -> None:
    assert story.outcomes == ["first", "changed"]
