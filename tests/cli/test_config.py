"""`newsdiff config show`: every setting, its value, and where it came from."""

from pathlib import Path

import pytest

from newsdiff.config import Config
from tests.command import Newsdiff
from tests.render.test_json_shapes import check

FILE = """
[archive]
db = "from-file.sqlite"

[fetch]
host_gap_s = 7
contact = "file@example.org"
allow_private = ["10.0.0.0/8", "fd00::/8"]

[sources.example]
article = "main .story"
policy = "newsdiffs"
"""


def newsdiff(tmp_path: Path, **env: str) -> Newsdiff:
    (tmp_path / "newsdiff.toml").write_text(FILE)
    return Newsdiff("", tmp_path, env)


def test_flags_overrule_the_environment_which_overrules_the_file_which_overrules_the_defaults(tmp_path: Path) -> None:
    run = newsdiff(tmp_path, NEWSDIFF_FETCH_HOST_GAP_S="5", NEWSDIFF_DB="from-env.sqlite")
    found = run("config", "show", "--json", "--db", "from-flag.sqlite").json
    assert found["archive.db"] == {"value": "from-flag.sqlite", "origin": "--db"}
    assert found["fetch.host_gap_s"] == {"value": 5.0, "origin": "NEWSDIFF_FETCH_HOST_GAP_S"}
    assert found["fetch.contact"] == {"value": "file@example.org", "origin": "newsdiff.toml"}
    assert found["fetch.allow_private"]["value"] == ["10.0.0.0/8", "fd00::/8"]
    assert found["fetch.timeout_s"] == {"value": 30.0, "origin": "default"}
    assert found["sources.example.policy"]["value"] == "newsdiffs"
    assert run("config", "show", "--json").json["archive.db"]["origin"] == "NEWSDIFF_DB"


def test_every_setting_is_shown(tmp_path: Path) -> None:
    shown = set(newsdiff(tmp_path)("config", "show", "--json").json)
    config = Config(db="")
    for section in ("fetch", "discover", "schedule"):
        assert {f"{section}.{name}" for name in getattr(config, section).__slots__} <= shown


def test_the_table_names_the_origin_of_what_is_no_default(tmp_path: Path) -> None:
    told = newsdiff(tmp_path, NEWSDIFF_DISCOVER_FEED_PERIOD_S="600")("config", "show").out
    rows = {line.split()[0]: line.split()[1:] for line in told.splitlines() if line.strip()}
    assert rows["discover.feed_period_s"] == ["=", "600.0", "#", "NEWSDIFF_DISCOVER_FEED_PERIOD_S"]
    assert rows["fetch.contact"] == ["=", "file@example.org", "#", "newsdiff.toml"]
    assert rows["fetch.timeout_s"] == ["=", "30.0"]


@pytest.mark.parametrize("columns", ["40", "60", "80", "200"])
def test_nothing_is_wider_than_the_terminal(tmp_path: Path, columns: str) -> None:
    run = newsdiff(tmp_path, COLUMNS=columns, NEWSDIFF_FETCH_CONTACT="", NEWSDIFF_DB="a-long-name/" * 12 + "a.sqlite")
    told = run("config", "show").out
    assert max(map(len, told.splitlines())) <= int(columns)
    assert "[fetch] contact" in " ".join(told.split())


def test_the_json_is_as_published(tmp_path: Path) -> None:
    check("config", newsdiff(tmp_path)("config", "show", "--json").json)


def test_a_contact_is_asked_for_while_there_is_none(tmp_path: Path) -> None:
    assert '[fetch] contact = "you@example.org"' in newsdiff(tmp_path, NEWSDIFF_FETCH_CONTACT="")("config", "show").out
    assert "you@example.org" not in newsdiff(tmp_path)("config", "show").out


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    run = Newsdiff("postgresql://me:secret@localhost/news", tmp_path, {})
    for told in (run("config", "show"), run("config", "show", "--json")):
        assert "secret" not in told.out
        assert "me:***@localhost" in told.out


def test_a_wrong_setting_is_one_line_and_exit_2(tmp_path: Path) -> None:
    told = newsdiff(tmp_path, NEWSDIFF_FETCH_HOST_GAP="5")("config", "show", expect=2)
    assert told.err.startswith("newsdiff: NEWSDIFF_FETCH_HOST_GAP names no setting; known: ")
    assert told.err.count("\n") == 1
