"""What the pages say of versions that a person gave."""

from pathlib import Path

from tests.command import Newsdiff
from tests.extract.pages import PARAGRAPHS, page
from tests.web.served import served
from tests.web.test_pages import words


def test_no_answer_is_told_of_a_page_that_a_person_saved(tmp_path: Path) -> None:
    db, saved = str(tmp_path / "archive.sqlite"), tmp_path / "page.html"
    saved.write_text(page(), encoding="utf-8")
    Newsdiff(db, tmp_path)("add", "https://gull.example.org/quay", str(saved), "--at", "2026-11-02T08:00Z")
    with served(db) as site:
        text = words(site.get("/articles/1/1").text)
    assert "It was recorded by hand" in text
    assert "address that was given https://gull.example.org/quay" in text
    for claimed in ("HTTP status", "redirects", "headers of the response"):
        assert claimed not in text


def test_two_versions_that_a_person_saved_are_told_in_one_line(tmp_path: Path) -> None:
    db, saved = str(tmp_path / "archive.sqlite"), tmp_path / "page.html"
    for hour, last in (("08", ""), ("09", "The quay has been closed.")):
        saved.write_text(page(paragraphs=(*PARAGRAPHS, last) if last else PARAGRAPHS), encoding="utf-8")
        Newsdiff(db, tmp_path)("add", "https://gull.example.org/quay", str(saved), "--at", f"2026-11-02T{hour}:00Z")
    with served(db) as site:
        text = words(site.get("/articles/1/1..2").text)
    assert text.count("recorded by hand") == 1
    assert "Versions 1 and 2 were recorded by hand." in text
