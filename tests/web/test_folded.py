"""What a comparison folds away."""

from pathlib import Path

import pytest

from tests.web.served import served
from tests.web.told import FILL, Told, page, tell

URL = "https://gazette.example.org/harbour"


@pytest.mark.parametrize("layout", ["", "?layout=inline"])
def test_a_text_that_stayed_is_folded_where_the_headline_changed(tmp_path: Path, layout: str) -> None:
    db = str(tmp_path / "archive.sqlite")
    tell(db, [Told(URL, "Gazette", (page("Harbour closed", *FILL), page("Harbour reopened", *FILL)), (0, 30))])
    with served(db) as site:
        folded = site.get(f"/articles/1/1..2{layout}").text
        whole = site.get(f"/articles/1/1..2?unchanged=shown{layout.replace('?', '&')}").text
        single = site.get(f"/articles/1/1..1{layout}").text
    assert f"<summary>{len(FILL)} unchanged paragraphs</summary>" in folded
    assert "unchanged paragraphs</summary>" not in whole + single


def test_what_stayed_above_the_text_is_listed(tmp_path: Path) -> None:
    db = str(tmp_path / "archive.sqlite")
    head = (
        '<p class="standfirst">The council meets on Monday to decide on the quay.</p><p class="byline">By Ann Lee</p>'
    )
    states = [page("Harbour closed", *FILL[: 3 + n]).replace("</h1>", f"</h1>{head}") for n in range(2)]
    tell(db, [Told(URL, "Gazette", (states[0], states[1]), (0, 30))])
    with served(db) as site:
        assert "unchanged headline, standfirst and byline<" in site.get("/articles/1/1..2").text


@pytest.mark.parametrize(("old", "new", "what"), [("", "A", "added"), ("A", "", "removed"), ("A", "B", "changed")])
def test_a_field_that_came_or_went_is_not_called_changed(tmp_path: Path, old: str, new: str, what: str) -> None:
    db = str(tmp_path / "archive.sqlite")
    bylines = [f'<p class="byline">By Ann {name}lder</p>' if name else "" for name in (old, new)]
    states = [page("Harbour closed", *FILL).replace("</h1>", f"</h1>{byline}") for byline in bylines]
    tell(db, [Told(URL, "Gazette", (states[0], states[1]), (0, 30))])
    with served(db) as site:
        assert f"Byline {what}" in site.get("/articles/1/1..2").text
