"""Looking again: by each article's own schedule, as hosts ask for, with feeds as a hint, by one make of extractor."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from newsdiff.storage.dialect import Database, database_url
from tests.acceptance.pages import page, prose
from tests.acceptance.stories import CONFIG, Inside
from tests.site import Answer, Site, html, serving

TEXT = prose("the lifeboat")
STORY = page("Lifeboat station gets a second crew", TEXT)
EDITED = page("Lifeboat station gets a third crew", TEXT)
PATH = "/2031/05/04/a-second-crew-for-the-lifeboat.html"
ANOTHER = "/2031/05/04/another-crew-for-another-boat.html"


@contextmanager
def sql(db: str) -> Iterator[sa.Connection]:
    """The archive's tables, behind newsdiff's back."""
    with closing(Database(database_url(db))) as database, database.write() as conn:
        yield conn


def feed(site: Site, *items: tuple[str, str]) -> Answer:
    """An Atom feed of (path, updated)."""
    entries = "".join(
        f'<entry><id>{path}</id><title>A story</title><link href="{site.url(path)}"/>'
        f"<updated>{updated}</updated></entry>"
        for path, updated in items
    )
    head = "<title>The Orle Gazette</title><id>x</id><updated>2031-05-04T00:00:00Z</updated>"
    body = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>'
    return Answer(body=body.encode(), type="application/atom+xml")


def stamp(**by: float) -> str:
    return (datetime.now(UTC) + timedelta(**by)).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_an_article_is_watched_after_it_left_the_feed_and_a_newer_updated_brings_its_look_forward(
    db: str, tmp_path: Path
) -> None:
    inside = Inside(db, tmp_path)
    with serving(Site({PATH: STORY, ANOTHER: STORY.replace("second", "fourth")})) as site:
        old = stamp(hours=-2)
        site.answers["/feed.xml"] = feed(site, (PATH, old), (ANOTHER, old))
        inside("track", site.url("/feed.xml"))
        inside("snapshot")
        planned = {row["id"]: row["next_check_at"] for row in inside("list", "--json").json}
        with sql(db) as conn:
            conn.execute(sa.text("UPDATE feeds SET next_check_at = added_at"))

        # the same `updated` brings nothing forward
        assert inside("snapshot", "--json").json["articles_checked"] == 0
        assert {row["id"]: row["next_check_at"] for row in inside("list", "--json").json} == planned

        # a newer one does, for that article alone
        site.answers["/feed.xml"] = feed(site, (PATH, stamp(hours=-1)), (ANOTHER, old))
        site.answers[PATH] = EDITED
        with sql(db) as conn:
            conn.execute(sa.text("UPDATE feeds SET next_check_at = added_at"))
        told = inside("snapshot", "--json").json
        assert (told["articles_checked"], told["outcomes"]) == (1, {"changed": 1})

        # out of the feed, and still looked at by its own schedule
        site.answers["/feed.xml"] = feed(site)
        site.answers[PATH] = STORY
        with sql(db) as conn:
            conn.execute(sa.text("UPDATE articles SET next_check_at = added_at"))
            conn.execute(sa.text("UPDATE feeds SET next_check_at = added_at"))
        told = inside("snapshot", "--json").json
        assert told["outcomes"] == {"changed": 1, "unchanged": 1}
        assert [v["returns_to"] for v in inside("log", site.url(PATH), "--json").json["versions"]] == [None, None, 1]


def test_retry_after_is_obeyed_by_the_next_runs_and_deferred_looks_are_no_observations(db: str, tmp_path: Path) -> None:
    inside = Inside(db, tmp_path)
    with serving(Site({PATH: STORY, ANOTHER: STORY})) as site:
        inside("track", site.url(PATH), site.url(ANOTHER))
        site.answers[PATH] = Answer(status=503, body=b"busy", headers=(("Retry-After", "3600"),))
        inside("snapshot", "1", expect=1)
        before = len(site.requests)
        for arguments in (["snapshot", "--all"], ["snapshot", "2"], ["snapshot", "--all", "-v"]):
            done = inside(*arguments)
        assert "2 looks put off: the host asked for quiet" in done.out
        assert len(site.requests) == before
        assert [o["outcome"] for o in inside("log", "2", "--json").json["observations"]] == ["first"]
        refused = inside("track", site.url("/2031/05/04/a-third-story.html"), expect=1)
        assert "asked for quiet until" in refused.err
        assert len(site.requests) == before
        with sql(db) as conn:
            conn.execute(sa.text("UPDATE hosts SET retry_after_until = last_request_at, backoff_until = NULL"))
        site.answers[PATH] = STORY
        assert inside("snapshot", "--all", "--json").json["outcomes"] == {"unchanged": 2}


def test_an_upgrade_of_the_extractor_makes_no_version_and_diffs_get_better_with_it(db: str, tmp_path: Path) -> None:
    """Both sides are read by one make before they are compared; only inputs are stored, so old diffs get better too."""
    inside = Inside(db, tmp_path)
    promoted = "Our shop on the quay has new mugs with lifeboats on them, at a price that nobody will regret."
    boxed = f'<div class="zz-box"><p>{promoted}</p></div>\n<p>{TEXT[4]}</p>'
    other_box = boxed.replace("mugs", "scarves")
    with serving(Site({PATH: STORY.replace(f"<p>{TEXT[4]}</p>", boxed)})) as site:
        inside("track", site.url(PATH), "--source", "gazette")
        site.answers[PATH] = EDITED.replace(f"<p>{TEXT[4]}</p>", other_box)
        inside("snapshot", "--all")
        assert len(_edited(inside)) == 1, "the box is taken for text by this make"

        # an older extractor read something else out of the same pages
        with sql(db) as conn:
            conn.execute(
                sa.text("UPDATE extractions SET extractor = 'newsdiff-0', paragraphs = '[[\"text\",\"Less.\"]]'")
            )
            conn.execute(sa.text("UPDATE versions SET content_hash = 'older'"))
        assert inside("snapshot", "--all", "--json").json["outcomes"] == {"unchanged": 1}
        assert len(inside("list", "--json").json) == 1

        # and so does a person who writes selectors
        inside.config = f'{CONFIG}[sources.gazette]\nremove = [".zz-box"]\n'
        assert inside("snapshot", "--all", "--json").json["outcomes"] == {"unchanged": 1}
        assert [v["version"] for v in inside("log", "1", "--json").json["versions"]] == [1, 2]
        site.answers[PATH] = EDITED.replace(f"<p>{TEXT[4]}</p>", boxed.replace("mugs", "kites"))
        assert inside("snapshot", "--all", "--json").json["outcomes"] == {"unchanged": 1}
    with sql(db) as conn:
        kept = conn.execute(sa.text("SELECT version_id, extractor, selectors, is_first FROM extractions ORDER BY id"))
        rows = kept.all()
    assert [row.is_first for row in rows if row.extractor == "newsdiff-0"] == [True, True]
    assert any(row.selectors for row in rows)


def _edited(inside: Inside) -> list[object]:
    operations = inside("diff", "1", "1", "2", "--format", "json").json["operations"]
    return [operation for operation in operations if operation["op"] != "unchanged"]


def test_an_edit_that_the_older_make_could_not_see_does_not_hide_the_next_one(db: str, tmp_path: Path) -> None:
    inside = Inside(db, tmp_path)
    with serving(Site({PATH: STORY})) as site:
        inside("track", site.url(PATH))
        with sql(db) as conn:
            conn.execute(sa.text("UPDATE extractions SET extractor = 'newsdiff-0'"))
        site.answers[PATH] = EDITED
        assert inside("snapshot", "--all", "--json").json["outcomes"] == {"changed": 1}


def test_a_return_is_recognised_across_an_upgrade_of_the_extractor(db: str, tmp_path: Path) -> None:
    inside = Inside(db, tmp_path)
    with serving(Site({PATH: STORY})) as site:
        inside("track", site.url(PATH))
        site.answers[PATH] = EDITED
        inside("snapshot", "--all")
        with sql(db) as conn:
            conn.execute(sa.text("UPDATE extractions SET extractor = 'newsdiff-0', paragraphs = '[]'"))
            conn.execute(sa.text("UPDATE versions SET content_hash = 'older'"))
        site.answers[PATH] = STORY
        inside("snapshot", "--all")
    assert [v["returns_to"] for v in inside("log", "1", "--json").json["versions"]] == [None, None, 1]


def test_a_newer_updated_of_a_merged_address_brings_the_article_forward(db: str, tmp_path: Path) -> None:
    inside = Inside(db, tmp_path)
    amp = "/amp/2031/05/04/a-second-crew-for-the-lifeboat.html"
    with serving(Site({PATH: STORY})) as site:
        site.answers[amp] = page("Lifeboat station gets a second crew", TEXT, canonical=site.url(PATH))
        site.answers["/feed.xml"] = feed(site, (amp, stamp(hours=-2)))
        inside("track", site.url(PATH), site.url("/feed.xml"))
        inside("snapshot")
        assert len(inside("list", "--json").json) == 1, "the feed's address is the article's other one"
        site.answers["/feed.xml"] = feed(site, (amp, stamp(hours=-1)))
        with sql(db) as conn:
            conn.execute(sa.text("UPDATE feeds SET next_check_at = added_at"))
        assert inside("snapshot", "--json").json["articles_checked"] == 1


def test_due_articles_alone_are_looked_at_and_a_quiet_pass_prints_nothing(db: str, tmp_path: Path) -> None:
    inside = Inside(db, tmp_path)
    with serving(Site({PATH: STORY, ANOTHER: html(STORY, etag='"x"')})) as site:
        inside("track", site.url(PATH), site.url(ANOTHER))
        before = len(site.requests)
        done = inside("snapshot")
        assert (done.out, done.err) == ("", "")
        assert len(site.requests) == before
        done = inside("snapshot", "--all")
        assert (done.out, done.err) == ("", "")
        assert "2 articles looked at" in inside("snapshot", "--all", "-v").out
        inside("untrack", "1")
        assert inside("snapshot", "--all", "--json").json["articles_checked"] == 1
        assert [row["state"] for row in inside("list", "--json").json] == ["untracked", "watched"]
        assert len(inside("log", "1", "--json").json["versions"]) == 1
