"""The hashes are what docs/formats.md says: recomputed here from its words alone, and by the program."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from newsdiff.model.article import Make
from newsdiff.model.observation import Outcome
from newsdiff.storage import chain
from newsdiff.storage import tables as t
from newsdiff.storage.archive import Archive
from tests.storage.making import URL, look, page, story, track

FORMATS = Path(__file__).parents[2] / "docs" / "formats.md"


@pytest.fixture(scope="module")
def vector() -> Any:
    found = re.search(r"## Test vector\s+```json\n(.*?)```", FORMATS.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return json.loads(found[1])


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def documented_json(value: Any) -> str:
    """Canonical JSON, written anew from the page's words."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{documented_json(key)}:{documented_json(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(documented_json, value)) + "]"
    if isinstance(value, str):
        short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
        return '"' + "".join(short.get(c) or (f"\\u{ord(c):04x}" if c < " " else c) for c in value) + '"'
    assert value is None
    return "null"


def documented_extraction_hash(fields: str, paragraphs: str, make: dict[str, str]) -> str:
    return sha256('{"fields":' + fields + ',"make":' + documented_json(make) + ',"paragraphs":' + paragraphs + "}")


def documented_chain_hash(*lines: str) -> str:
    return sha256("".join(f"{line}\n" for line in ("newsdiff version 1", *lines)))


def test_the_vector_is_what_the_words_say(vector: Any) -> None:
    assert documented_json(json.loads(vector["fields"])) == vector["fields"]
    assert documented_json(json.loads(vector["paragraphs"])) == vector["paragraphs"]
    extraction = documented_extraction_hash(vector["fields"], vector["paragraphs"], vector["make"])
    assert extraction == vector["extraction_hash"]
    facts = (vector["previous"], vector["url"], str(vector["number"]), sha256(vector["page"]))
    found = documented_chain_hash(*facts, extraction, vector["after"], vector["by"])
    assert found == vector["chain_hash"]


def test_the_program_forms_the_vector(vector: Any) -> None:
    make = Make(**vector["make"])
    article = chain.read_article(vector["fields"], vector["paragraphs"], make)
    assert (chain.fields_json(article), chain.paragraphs_json(article)) == (vector["fields"], vector["paragraphs"])
    extraction = chain.extraction_hash(make, vector["fields"], vector["paragraphs"])
    assert extraction == vector["extraction_hash"]
    found = chain.chain_hash(
        previous=vector["previous"],
        url=vector["url"],
        number=vector["number"],
        payload_sha256=sha256(vector["page"]),
        extraction_sha256=extraction,
        after=datetime.fromisoformat(vector["after"]),
        by=datetime.fromisoformat(vector["by"]),
    )
    assert found == vector["chain_hash"]


def test_an_archives_hashes_can_be_checked_with_the_words_alone(archive: Archive) -> None:
    article = track(archive, URL + "?q=é")
    look(archive, article.id, Outcome.FIRST, text="One “”\t\x01.")
    look(archive, article.id, Outcome.CHANGED, text="Two.", minutes=10)
    one, two = archive.history.versions(article.id)
    with archive.database.read() as conn:
        rows = conn.execute(sa.select(t.extractions).order_by(t.extractions.c.version_id)).all()
    hashes = [
        documented_extraction_hash(
            row.fields,
            row.paragraphs,
            {"extractor": row.extractor, "knowledge": row.knowledge, "selectors": row.selectors},
        )
        for row in rows
    ]
    noon, later = "2026-11-02T12:00:00.000000Z", "2026-11-02T12:10:00.000000Z"
    pages = [hashlib.sha256(page(text)).hexdigest() for text in ("One “”\t\x01.", "Two.")]
    assert one.chain_hash == documented_chain_hash("0" * 64, URL + "?q=é", "1", pages[0], hashes[0], "-", noon)
    assert two.chain_hash == documented_chain_hash(one.chain_hash, URL + "?q=é", "2", pages[1], hashes[1], noon, later)


def test_the_year_1_is_written_with_four_digits() -> None:
    assert chain.instant(datetime(1, 1, 1, tzinfo=UTC)) == "0001-01-01T00:00:00.000000Z"


def test_a_field_that_a_later_program_added_does_not_hinder_reading() -> None:
    article = story("One.")
    fields = json.loads(chain.fields_json(article)) | {"mood": "good"}
    read = chain.read_article(json.dumps(fields), chain.paragraphs_json(article), article.make)
    assert read == replace(article)
