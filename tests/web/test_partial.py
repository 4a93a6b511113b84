"""A large archive is assessed in portions: its first readers do not wait for all of it."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape

import pytest

from newsdiff.app import open_app
from newsdiff.config import load_config
from newsdiff.model.change import LabelName
from newsdiff.model.stream import ChangeFilter
from tests.web.served import served
from tests.web.told import FILL, Told, page, tell


def test_what_was_not_worked_out_yet_is_told_and_follows(db: str) -> None:
    stories = [
        Told(f"https://example.org/{k}", "Gazette", (page(f"Ferry {k}", *FILL), page(f"Ferry {k} late", *FILL)))
        for k in range(5)
    ]
    tell(db, stories)
    rare = ChangeFilter(labels=frozenset({LabelName.NEGATION}))
    with open_app(load_config(db=db, environ={})) as app:
        pages = [app.stream(most=2).page(ChangeFilter(), limit=9) for _ in range(3)]
        found = app.stream(most=0).page(rare, limit=9)
    assert [len(page.entries) for page in pages] == [2, 4, 5]
    assert [page.is_partial for page in pages] == [True, True, False]
    assert (found.entries, found.is_partial, found.left_out.unlabelled) == ((), False, 5)


LABELS = ChangeFilter(labels=frozenset({LabelName.NUMBER}))


@pytest.mark.parametrize(
    "wanted",
    [
        LABELS,
        ChangeFilter(min_weight=52),
        ChangeFilter(source="Harbour Gazette"),
        replace(LABELS, source="Orvania Courier", min_weight=40),
    ],
    ids=["label", "weight", "large source", "label of a large source"],
)
def test_what_is_rare_is_looked_for_in_portions_which_together_are_all(
    told: str, wanted: ChangeFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_app(load_config(db=told, environ={})) as app:
        everything = app.stream().page(wanted, limit=200)
        monkeypatch.setattr("newsdiff.storage.assessments.FEW", 1)
        assert app.stream().page(wanted, limit=200) == everything
        for patience, limit in ((1, 3), (7, 4), (30, 200), (10_000, 200)):
            found, left_out, before, cut = [], 0, None, 0
            while True:
                stream = app.stream(patience=patience)
                page = stream.page(wanted, limit=limit, before=before)
                found += [entry.change for entry in page.entries]
                left_out += page.left_out.lighter + page.left_out.unlabelled
                cut += page.looked_through is not None
                if page.cursor is None:
                    break
                before = stream.change(*map(int, page.cursor.split(":")))
            assert found == [entry.change for entry in everything.entries]
            assert left_out == everything.left_out.lighter + everything.left_out.unlabelled
            assert cut > 0 if patience == 1 else patience < 10_000 or cut == 0


def test_a_page_says_how_far_it_looked_and_goes_on(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdiff.web.stream.PATIENCE", 10)
    with served(told) as site:
        path, seen, cards = "/?label=correction-note", 0, 0
        while path:
            text = site.get(path).text
            seen, cards = seen + 1, cards + text.count('class="card"')
            older = re.search(r'<p class="pages"><a rel="next" href="([^"]+)">Go on with older changes', text)
            assert bool(older) == ("were not looked through yet" in text)
            path = unescape(older[1]) if older else ""
        rows, address = [], f"{site.base}/api/v1/changes?label=correction-note"
        while address:
            page = json.loads(site.get(address.removeprefix(site.base)).body)
            rows, address = rows + page["changes"], page["next"]
    assert (seen > 2, cards, len(rows)) == (True, 1, 1)


def test_feeds_and_api_do_not_wait_for_all_of_a_large_archive_either(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdiff.web.stream.MOST_ASSESSED", 2)
    stories = [
        Told(f"https://example.org/{k}", "Gazette", (page(f"Ferry {k}", *FILL), page(f"Ferry {k} late", *FILL)))
        for k in range(7)
    ]
    tell(db, stories)
    with served(db) as site:
        assert site.get("/feed.atom").text.count("<entry>") == 2
        rows, address, pages = [], f"{site.base}/api/v1/changes", 0
        while address:
            got = json.loads(site.get(address.removeprefix(site.base)).body)
            rows, address, pages = rows + got["changes"], got["next"], pages + 1
        assert (pages, [row["article"] for row in rows]) == (3, [7, 6, 5, 4, 3, 2, 1])
        assert site.get("/feed.atom").text.count("<entry>") == 7


def test_many_first_readers_at_once_get_the_same_page(told: str) -> None:
    with served(told) as site, ThreadPoolExecutor(16) as readers:
        paths = ["/", "/articles/1", "/articles/1/1..5", "/?label=number"] * 4
        got = list(readers.map(site.get, paths))
    assert {answer.status for answer in got} == {200}
    assert len({answer.headers["etag"] for answer in got}) == 4
