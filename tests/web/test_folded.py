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
