"""An article of many versions: its history comes in pages, and what goes back and forth in it is worked out once."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from newsdiff.app import App, open_app
from newsdiff.config import load_config
from newsdiff.tracking import views
from tests.web.served import Served, served
from tests.web.told import FILL, MORNING, Told, page, tell

VERSIONS = 120


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A live blog of 120 versions whose headline went back and forth at first, and a look that failed near each end."""
    db = str(tmp_path_factory.mktemp("long") / "archive.sqlite")
    states: list[str | int] = []
    for k in range(VERSIONS):
        headline = ("Storm nears the coast", "Storm: all ports closed")[k % 2 if k < 5 else 0]
        states.append(
            page(headline, *FILL, f"At {k} minutes past ten the wind was at {k + 40} knots, said the pilots.")
        )
    states[100:100] = [500]
    states[10:10] = [403]
    tell(db, [Told("https://example.org/live", "Gazette", tuple(states), tuple(10.0 * k for k in range(len(states))))])
    return db


@pytest.fixture(scope="module")
def site(db: str) -> Iterator[Served]:
    with served(db) as site:
        yield site


def versions(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'<li class="version(?: headline| first)?" id="v(\d+)">', text)]


def test_all_versions_and_looks_are_on_one_page_or_another(site: Served) -> None:
    path, seen, looks = "/articles/1", [], []
    while path:
        text = site.get(path).text
        seen.append(versions(text))
        looks.append([words for words in ("failed", "blocked") if f"<span>{words}" in text])
        assert "120\N{NO-BREAK SPACE}versions, 119\N{NO-BREAK SPACE}changes" in text
        assert "122\N{NO-BREAK SPACE}looks" in text
        assert ("Versions 81 to 120 of 120" in text) == (len(seen) == 1)
        assert len(re.findall("<circle", text)) == 2 * len(seen[-1]), "in a picture for each width"
        following = re.search(r'<a rel="next" href="([^"]+)"', text)
        path = following[1] if following else ""
    assert [len(numbers) for numbers in seen] == [40, 40, 40]
    assert [number for numbers in seen for number in numbers] == list(range(VERSIONS, 0, -1))
    assert looks == [["failed"], [], ["blocked"]]


def test_what_came_with_the_first_version_of_a_page_is_told(site: Served) -> None:
    text = site.get("/articles/1?before=81").text
    (line,) = re.findall(r'<li class="version(?: headline| first)?" id="v41">.*?</li>', text, re.DOTALL)
    assert "1\N{NO-BREAK SPACE}paragraph edited" in line
    assert "/articles/1/40..41" in line
    assert "minutes after version\N{NO-BREAK SPACE}40" in line
    assert "Storm nears" not in line, "the headline did not change"


@pytest.mark.parametrize(
    ("path", "newer"), [("", None), ("?before=81", "/articles/1"), ("?before=41", "/articles/1?before=81")]
)
def test_a_page_leads_to_the_newer_one(site: Served, path: str, newer: str | None) -> None:
    found = re.search(r'<a rel="prev" href="([^"]+)"', site.get(f"/articles/1{path}").text)
    assert (found and found[1]) == newer


@pytest.mark.parametrize("before", ["0", "1", "x", "-3", "1e3", "99999999999"])
def test_a_page_that_can_not_be_is_refused(site: Served, before: str) -> None:
    assert site.get(f"/articles/1?before={before}").status == 400


def test_a_number_behind_the_newest_is_the_newest_page(site: Served) -> None:
    assert versions(site.get("/articles/1?before=500").text) == list(range(120, 80, -1))


def test_some_versions_are_told_as_among_all(db: str) -> None:
    with open_app(load_config(db=db, environ={})) as app:
        article = app.archive.articles.by_id(1)
        everything, swings = app.views().versions(article)
        some, same = app.views().versions(article, range(3, 9))
        assert some == everything[2:8]
        assert same == swings
        assert swings


def kept(app: App) -> object:
    return app.archive.assessments.alternations(1, release=views.__version__)


def test_what_goes_back_and_forth_is_worked_out_once_for_all_versions(
    db: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with open_app(load_config(db=db, environ={})) as app:
        article = app.archive.articles.by_id(1)
        swings = app.views().alternations(article)
        assert kept(app) == swings
        with monkeypatch.context() as patch:
            patch.setattr(views, "alternations", lambda _: pytest.fail("all versions were compared again"))
            assert app.views().difference(article, 2, 3).alternations == swings


def test_a_new_version_or_reading_makes_it_be_worked_out_anew(tmp_path: Path) -> None:
    db = str(tmp_path / "archive.sqlite")
    lights = tuple(page(words, *FILL) for words in ("Harbour gets new lights", "New lights: who pays?"))
    tell(db, [Told("https://example.org/a", "Gazette", lights * 2, (0, 10, 20, 30))])
    with open_app(load_config(db=db, environ={})) as app:
        (swing,) = app.views().alternations(app.archive.articles.by_id(1))
        assert (swing.turns, swing.versions) == (3, (1, 2, 3, 4))
    tell(db, [Told("https://example.org/a", "Gazette", lights[:1], (40,))])
    with open_app(load_config(db=db, environ={})) as app:
        assert kept(app) is None
        article = app.archive.articles.by_id(1)
        (swing,) = app.views().alternations(article)
        assert (swing.turns, swing.versions) == (4, (1, 2, 3, 4, 5))
        version = app.archive.history.version(1, 2)
        text = app.reader.version(version, "Gazette", app.now())
        other = views.replace(text, make=views.replace(text.make, extractor="other"))
        app.archive.history.add_extraction(version.id, other, MORNING + timedelta(days=1))
        assert kept(app) is None
