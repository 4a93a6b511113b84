"""The search page: what was said in any version, where it came and went, and what cannot be understood."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest

from newsdiff.app import open_app
from newsdiff.config import load_config
from newsdiff.web.links import Links
from newsdiff.web.pages.search import search_page
from newsdiff.web.seeking import read_sought
from tests.web.hostile import TEXTS, tell_hostile
from tests.web.served import Served, served
from tests.web.test_hostile import require_harmless
from tests.web.test_pages import links, words
from tests.web.told import FILL, Told, page, tell

WINCH = "A broken winch had kept the ferry at her berth for three hours, said the master of the harbour on Monday."
CHINESE = (
    "港口管理局星期日宣布关闭北码头，乘客只能在船上过夜，直到星期一早上风暴过去为止。",
    "工程师表示，旧码头自春季以来已经移动了四厘米，但仍然在允许的范围之内，不会影响航行。",
    "市议会将在三月第一周举行第二次会议，届时将公布冬季风暴造成的损失数字和维修费用。",
)
STORIES = [
    Told(
        "https://gazette.example.org/ferry",
        "Gazette",
        (page("Ferry late", *FILL), page("Ferry late", *FILL, WINCH), page("Ferry back", *FILL)),
        (0, 30, 60),
    ),
    Told("https://courier.example.org/winch", "Courier", (page("Winch makers meet", *FILL, WINCH),), (5,)),
    Told("https://haven.example.org/zh", "港口報", (page("北码头关闭", *CHINESE, lang="zh"),), (10,)),
    Told("https://courier.example.org/named", "Courier", (page("A person named", *FILL, WINCH),), (20,)),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    db = str(tmp_path_factory.mktemp("search") / "archive.sqlite")
    tell(db, STORIES)
    with open_app(load_config(db=db, environ={})) as app:
        app.archive.articles.withhold(4, "Withdrawn.")
    return db


@pytest.fixture(scope="module")
def told(archive: str) -> Iterator[Served]:
    with served(archive) as site:
        yield site


def asked(**parameters: str) -> str:
    return f"/search?{urlencode(parameters)}"


def hits(html: str) -> list[str]:
    return html.split('<article class="card">')[1:]


def test_a_phrase_is_found_with_the_version_in_which_it_vanished(told: Served) -> None:
    got = told.get(asked(q='"broken winch"'))
    assert (got.status, got.headers["x-robots-tag"]) == (200, "noindex")
    ferry, winch = hits(got.text)
    assert links(ferry)[:3] == ["/?source=Gazette", "/articles/1", "/articles/1/2"]
    said = words(ferry)
    assert "version 2 of 3 seen with the words once, 2 Nov 2026, 08:10 UTC" in said
    assert "no longer in the newest version" in said
    (lights,) = hits(told.get(asked(q="quay", source="Gazette")).text)
    assert re.search(r'<a href="/articles/1/1">version.1</a> to <a href="/articles/1/3">version.3</a> of 3', lights)
    assert "added in version 2, 2 Nov 2026, between 07:40 and 08:10 UTC" in said
    assert "removed in version 3, 2 Nov 2026, between 08:10 and 08:40 UTC" in said
    assert {"/articles/1/1..2", "/articles/1/2..3"} <= set(links(ferry))
    assert "A <mark>broken winch</mark> had kept" in ferry and "¶5 of version 2" in said
    assert "still in the newest version" in words(winch) and "added in" not in winch


def test_words_of_the_headline_are_marked_there_and_not_told_again_below(told: Served) -> None:
    _, winch = hits(told.get(asked(q="winch")).text)
    assert '<a href="/articles/2"><mark>Winch</mark> makers meet</a>' in winch
    assert winch.count("makers meet") == 1
    (late,) = hits(told.get(asked(q="late", event="removed")).text)
    assert "Ferry back" in late and "Headline, version 2" in words(late)  # it is another one now


def test_events_sources_and_days_narrow_it(told: Served) -> None:
    for narrow in ({"event": "removed"}, {"event": "added"}, {"source": "Gazette"}):
        (hit,) = hits(told.get(asked(q="winch", **narrow)).text)
        assert "/articles/1" in links(hit), narrow
    assert len(hits(told.get(asked(q="winch", since="2026-11-02", until="2026-11-02", event="")).text)) == 2
    nothing = told.get(asked(q="winch", source="Gazette", since="2026-11-03")).text
    assert "Nothing found: no archived version fits." in words(nothing) and "/search?q=winch" in links(nothing)


def test_the_form_keeps_what_was_asked(told: Served) -> None:
    text = told.get(asked(q='"broken winch"', source="Gazette", event="removed", since="2026-11-01")).text
    assert 'value="&#34;broken winch&#34;"' in text and 'value="2026-11-01"' in text
    assert '<option value="Gazette" selected>' in text and '<option value="removed" selected>' in text


def test_scripts_without_spaces_are_found_by_any_part(told: Served) -> None:
    (hit,) = hits(told.get(asked(q="乘客只能在船上过夜")).text)
    assert "<mark>乘客只能在船上过夜</mark>" in hit and "/articles/3" in links(hit)


@pytest.mark.parametrize(("query", "part"), [("水門", "水門"), ('"Thousands of Ferrier pupils"', "Ferrier")])
def test_both_databases_answer(site: Served, query: str, part: str) -> None:
    found = hits(site.get(asked(q=query)).text)
    assert found and part in "".join(re.findall(r"<mark>(.*?)</mark>", found[0]))


@pytest.mark.parametrize(
    ("parameters", "told_of"),
    [
        ({"q": "(winch"}, "This search cannot be read: there is a ( without its )."),
        ({"q": "-winch"}, "name something to look for besides"),
        ({"q": "winch", "source": "Nobody"}, "No source here is called “Nobody”."),
        ({"q": "winch", "since": "soon"}, "“soon” is no day"),
        ({"q": "winch", "since": "2026-11-03", "until": "2026-11-02"}, "Nothing lies between"),
        ({"q": "winch", "event": "moved"}, "There are: added, removed."),
        ({"q": "winch", "before": "1"}, "damaged"),
        ({"q": "winch", "before": "1:9"}, "Begin again at the newest."),
        ({"q": "w" * 2_001}, "2,001 characters"),
    ],
)
def test_what_cannot_be_understood_is_told_above_the_kept_form(
    told: Served, parameters: dict[str, str], told_of: str
) -> None:
    got = told.get(asked(**parameters))
    assert (got.status, got.headers["cache-control"]) == (400, "no-store")
    assert told_of in words(got.text)
    assert f'value="{parameters["q"][:2_000]}"' in got.text and not hits(got.text)


def test_without_words_it_is_a_form(told: Served) -> None:
    for path in ("/search", "/search?q=+&source=&event="):
        got = told.get(path)
        assert got.status == 200 and "x-robots-tag" not in got.headers
        assert "ferry -winch – with “ferry”, without “winch”" in words(got.text)
        assert "Nothing found" not in got.text and '<a href="/search" aria-current="page">' in got.text


def test_a_withheld_article_is_absent(told: Served) -> None:
    for query in ("winch", "headline:named", "quay", "named OR winch"):
        for event in ("", "added", "removed"):
            text = told.get(asked(q=query, event=event)).text
            assert "/articles/4" not in text and "A person" not in text, query


@pytest.mark.parametrize(("limit", "patience"), [(1, 100), (20, 1)])
def test_pages_follow_each_other_and_say_when_they_ended_early(archive: str, limit: int, patience: int) -> None:
    query: dict[str, list[str]] = {"q": ["winch -tunnel"]}
    found: list[str] = []
    is_partial = False
    with open_app(load_config(db=archive, environ={})) as app:
        while query:
            values = search_page(app, Links(), read_sought(query), limit=limit, patience=patience).values
            found += [hit.link for hit in values["hits"]]
            is_partial |= values["is_partial"]
            query = parse_qs(urlsplit(values["older"]).query)
    assert (found, is_partial) == (["/articles/1", "/articles/2"], patience == 1)


def test_hostile_texts_and_queries_are_harmless(tmp_path_factory: pytest.TempPathFactory) -> None:
    db = str(tmp_path_factory.mktemp("hostile") / "archive.sqlite")
    tell_hostile(db)
    with served(db) as site:
        for query in ("alert", "script OR img OR svg OR include OR evil", *TEXTS):
            for name in ("q", "source", "event", "since", "until", "before"):
                path = f"/search?q=alert&{name}={quote(query)}" if name != "q" else f"/search?q={quote(query)}"
                got = site.get(path)
                assert got.status in (200, 400), path
                require_harmless(got, path)
        (first, *_) = [hit for hit in hits(site.get("/search?q=alert").text) if "/articles/1" in links(hit)]
        assert "&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt;" in first
