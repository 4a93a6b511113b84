"""A large archive is assessed in portions: its first readers do not wait for all of it."""

from concurrent.futures import ThreadPoolExecutor

from newsdiff.app import open_app
from newsdiff.config import load_config
from newsdiff.model.change import LabelName
from newsdiff.model.stream import ChangeFilter
from tests.web.served import served
from tests.web.told import FILL, Told, page, samples, tell


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


def test_many_first_readers_at_once_get_the_same_page(db: str) -> None:
    tell(db, samples())
    with served(db) as site, ThreadPoolExecutor(16) as readers:
        paths = ["/", "/articles/1", "/articles/1/1..5", "/?label=number"] * 8
        got = list(readers.map(site.get, paths))
    assert {answer.status for answer in got} == {200}
    assert len({answer.headers["etag"] for answer in got}) == 4
