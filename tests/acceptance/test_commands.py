"""The commands as programs meet them: exit codes, silence, JSON that keeps its published shape, pipes, files."""

import json
import resource
import subprocess
import sys
from math import inf
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.acceptance.pages import CAPTCHA, page, prose
from tests.acceptance.stories import Inside
from tests.command import Newsdiff
from tests.site import Answer, Site, html, serving

TEXT = prose("the museum roof")
STORY = page("Museum roof leaks again", TEXT)
EDITED = page("Museum roof is dry again", [*TEXT[:3], "The rain has stopped, said the curator.", *TEXT[4:]])
PATH = "/2031/05/04/the-museum-and-its-roof.html"
HEAVY = ("sqlalchemy", "httpx2", "lxml", "bs4", "alembic")

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"
SCHEMAS = {path.name.removesuffix(".v1.json"): json.loads(path.read_text()) for path in FOLDER.glob("*.v1.json")}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)


def require_shape(name: str, value: Any) -> None:
    """Hold what a command printed against its published schema."""
    Draft202012Validator(SCHEMAS[name], registry=REGISTRY).validate(value)


def rss(site: Site) -> Answer:
    item = f"<item><title>Museum</title><link>{site.url(PATH)}</link></item>"
    return Answer(
        body=f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>{item}</channel></rss>'.encode(),
        type="application/rss+xml",
    )


def test_everything_that_lists_or_shows_prints_json_of_its_published_shape(db: str, tmp_path: Path) -> None:
    inside = Inside(db, tmp_path)
    with serving(Site({PATH: STORY, "/feed.xml": "", "/b": html("no", status=500)})) as site:
        site.answers["/feed.xml"] = rss(site)
        require_shape("track", inside("track", site.url("/feed.xml"), "--json").json)
        require_shape("track", inside("track", site.url("/b"), "--json", expect=1).json)
        inside("track", "--kind", "article", site.url("/b"))
        require_shape("list", inside("list", "--json").json)
        require_shape("snapshot", inside("snapshot", "--all", "--json", expect=1).json)
        for state in (EDITED, STORY, EDITED, CAPTCHA, html("gone", status=410), html("gone", status=410)):
            site.answers[PATH] = state
            require_shape("snapshot", inside("snapshot", "1", "--json", expect=None).json)
        site.answers["/feed.xml"] = html("no", status=403)
        require_shape("snapshot", inside("snapshot", "--all", "--json", expect=1).json)
    (story, failing) = inside("list", "--json").json
    require_shape("list", [story, failing])
    assert (story["state"], story["versions"], story["changes"], story["url"]) == ("gone", 4, 3, site.url(PATH))
    require_shape("log", inside("log", "1", "--json").json)
    require_shape("log", inside("log", "2", "--json").json)
    require_shape("show", inside("show", "1", "--json").json)
    require_shape("show", inside("show", "1", "2", "--json").json)
    require_shape("change", inside("diff", "1", "--format", "json").json)
    require_shape("feeds", inside("feeds", "--json").json)
    require_shape("sources", inside("sources", "--json").json)
    require_shape("doctor", inside("doctor", "--json", expect=None).json)
    (tmp_path / "page.html").write_text(STORY)
    require_shape("article", inside("extract", str(tmp_path / "page.html"), "--json").json)
    require_shape("explain", inside("extract", str(tmp_path / "page.html"), "--explain", "--json").json)
    assert len(inside("list", "--json", "--limit", "1").json) == 1


def test_exit_codes(db: str, tmp_path: Path) -> None:
    """0 fine, 1 something failed, 2 usage or settings; 3 (held by another run) has a test of its own."""
    inside = Inside(db, tmp_path)
    with serving(Site({PATH: STORY})) as site:
        assert inside("track", site.url(PATH), expect=0).err == ""
        assert "HTTP 404" in inside("track", site.url("/nothing"), expect=1).err
        site.answers[PATH] = html("", status=500)
        assert "failed (500)" in inside("snapshot", "--all", expect=1).err
        site.answers[PATH] = html("", status=403)
        assert "refuses automatic readers (403)" in inside("snapshot", "1", expect=1).err
        refused = inside("track", site.url(PATH) + "?id=2", expect=1)
        assert "HTTP 404" in refused.err
        site.answers["/2031/refusing"] = html("", status=403)
        assert "refuses automatic readers (403)" in inside("track", site.url("/2031/refusing"), expect=1).err
    for arguments in (["no-such-command"], ["track"], ["log", "99"], ["log", "no address"], ["show", "1", "7"]):
        done = inside(*arguments, expect=2)
        assert done.err
    assert inside("diff", "1", "--exit-code").code == 0
    assert "Traceback" not in done.err


def test_an_archive_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    inside = Inside(str(tmp_path / "none.sqlite"), tmp_path)
    for command in (["list"], ["snapshot"], ["log", "1"]):
        assert "no archive at" in inside(*command, expect=2).err
    assert not (tmp_path / "none.sqlite").exists()


def test_one_version_only_says_since_when_it_stands_and_when_the_next_look_is(db: str, tmp_path: Path) -> None:
    inside = Inside(db, tmp_path)
    with serving(Site({PATH: STORY})) as site:
        inside("track", site.url(PATH))
        said = inside("diff", site.url(PATH)).out
        assert "one version, which stands since 20" in said
        assert "The next look is at 20" in said
        alone = inside("diff", "1", "--format", "json").json
        assert alone["differs"] is False
        site.answers[PATH] = EDITED
        assert "(headline, 1 paragraph added, 1 removed)" in inside("snapshot", "--all").out
        assert inside("diff", "1", "--exit-code", expect=1).out
        page_of_it = inside("diff", "1", "--format", "html").out
        assert page_of_it.startswith("<!doctype html>") or page_of_it.startswith("<!DOCTYPE html>")
        assert "1 change" in page_of_it and "2 versions" in page_of_it


def test_what_a_person_saved_is_shown_as_recorded_by_hand_everywhere(db: str, tmp_path: Path) -> None:
    inside = Inside(db, tmp_path)
    url = "https://paid.example.org/2031/05/04/the-museum-and-its-roof.html"
    (tmp_path / "one.html").write_text(STORY)
    (tmp_path / "two.html").write_text(EDITED)
    assert "by hand as version 1" in inside("add", url, str(tmp_path / "one.html"), "--at", "2026-01-02T10:00Z").out
    assert "by hand as version 2" in inside("add", "1", str(tmp_path / "two.html"), "--at", "2026-01-03T10:00Z").out
    assert "it says what version 2 says" in inside("add", "1", str(tmp_path / "two.html")).out
    log = inside("log", "1", "--json").json
    assert [v["origin"] for v in log["versions"]] == ["by_hand", "by_hand"]
    assert (log["versions"][1]["after"], log["versions"][1]["by"]) == ("2026-01-02T10:00:00Z", "2026-01-03T10:00:00Z")
    assert log["article"]["next_check_at"] is None
    assert "by hand" in inside("log", "1", "--all").out
    assert "by hand" in inside("show", "1").out
    for form in ("terminal", "html", "markdown"):
        assert "by hand" in inside("diff", "1", "--format", form).out, form
    assert inside("diff", "1", "--format", "json").json["new"]["origin"] == "by_hand"
    assert inside("show", "1", "--json").json["version"]["origin"] == "by_hand"
    early = inside("add", "1", str(tmp_path / "one.html"), "--at", "2026-01-01T10:00Z", expect=2)
    assert "in the order of their times" in early.err
    future = inside("add", "1", str(tmp_path / "one.html"), "--at", "2126-01-01T10:00Z", expect=2)
    assert "in the future" in future.err
    assert len(inside("log", "1", "--json").json["observations"]) == 3


def test_two_files_are_compared_without_an_archive_and_a_number_is_an_article(tmp_path: Path) -> None:
    newsdiff = Newsdiff(str(tmp_path / "none.sqlite"), tmp_path)
    (tmp_path / "12").write_text(STORY)
    (tmp_path / "new.html").write_text(EDITED)
    done = newsdiff("diff", "./12", "new.html", "--exit-code", expect=1)
    assert "The rain has stopped" in done.out
    assert "no archive" in newsdiff("diff", "12", "new.html", expect=2).err
    assert not (tmp_path / "none.sqlite").exists()


def test_help_imports_nothing_heavy_and_costs_little(tmp_path: Path) -> None:
    newsdiff = Newsdiff(str(tmp_path / "none.sqlite"), tmp_path)
    look = "import sys; from newsdiff.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    line = [sys.executable, "-c", f"{look}print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"]
    done = subprocess.run(line, capture_output=True, text=True, env=newsdiff.environment(), cwd=tmp_path)
    assert done.stderr.strip() == "[]"
    typer = [sys.executable, "-c", "import typer"]
    # by turns: what else is running must not meet one of them alone; the least is what each costs
    helped = imported = inf
    for turn in range(40):
        helped = min(helped, cpu_of(newsdiff.line("--help"), newsdiff))
        imported = min(imported, cpu_of(typer, newsdiff))
        if turn > 5 and helped <= 1.7 * imported:
            break
    assert helped <= 1.7 * imported, "newsdiff --help against the import of typer alone, CPU seconds"


def cpu_of(line: list[str], newsdiff: Newsdiff) -> float:
    """CPU seconds of a command: how many depends on the machine and on what else it does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(line, capture_output=True, env=newsdiff.environment(), cwd=newsdiff.folder, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize(
    ("command", "line", "key"),
    [
        ("diff", {"old": ["One thing.", "Another thing."], "new": ["One thing.", "Another matter."]}, None),
        ("extract", {"html": STORY, "url": "https://example.org/2031/05/04/x.html"}, "headline"),
    ],
)
def test_each_line_is_answered_before_the_next_is_read(
    tmp_path: Path, command: str, line: dict[str, Any], key: str | None
) -> None:
    newsdiff = Newsdiff(str(tmp_path / "none.sqlite"), tmp_path)
    with subprocess.Popen(
        newsdiff.line(command, "--jsonl"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=newsdiff.environment(),
        cwd=tmp_path,
    ) as run:
        assert run.stdin and run.stdout
        for sent in (json.dumps(line), "no json", "[]", json.dumps(line)):
            run.stdin.write(sent.encode() + b"\n")
            run.stdin.flush()
            answer = json.loads(run.stdout.readline())  # would wait for ever if the answer were held back
            if sent.startswith("{"):
                require_shape("article" if key else "operations", answer)
            else:
                assert list(answer) == ["error"]
        run.stdin.close()
        assert run.stdout.read() == b""


def test_a_return_is_marked_in_a_log_of_80_columns(tmp_path: Path) -> None:
    db = str(tmp_path / "archive.sqlite")
    inside = Inside(db, tmp_path)
    with serving(Site({PATH: STORY})) as site:
        inside("track", site.url(PATH))
        for site.answers[PATH] in (EDITED, STORY):
            inside("snapshot", "--all")
    assert "returns to version 1" in Newsdiff(db, tmp_path)("log", "1").out.replace("\n", " ")


def test_a_warning_is_told_with_json_too(tmp_path: Path) -> None:
    inside, other = Inside(str(tmp_path / "archive.sqlite"), tmp_path), "/2031/05/04/another-story-of-the-museum.html"
    with serving(Site({PATH: STORY, other: page("Museum gets a new curator", prose("curator"))})) as site:
        inside("track", site.url(PATH), site.url(other))
        claimed = site.url("/2031/05/04/claimed-by-two-stories.html")
        site.answers[PATH] = page("Museum roof leaks again", TEXT, canonical=claimed)
        site.answers[other] = page("Museum gets a new curator", prose("curator"), canonical=claimed)
        done = inside("snapshot", "--all", "--json")
    assert "two stories" in done.out + done.err


def test_a_selector_that_is_no_css_is_refused(tmp_path: Path) -> None:
    newsdiff = Newsdiff(str(tmp_path / "archive.sqlite"), tmp_path)
    (tmp_path / "newsdiff.toml").write_text('[sources.gazette]\nremove = ["p[["]\n')
    done = newsdiff("track", "--kind", "article", "https://example.org/a", expect=2)
    assert "[sources.gazette] 'p[[' is no CSS selector" in done.err


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    newsdiff = Newsdiff(str(tmp_path / "archive.sqlite"), tmp_path)
    (tmp_path / "12").write_text("A headline\n\nOne paragraph.\n")
    assert "./13 cannot be read" in newsdiff("diff", "./12", "./13", expect=2).err


def test_colour_is_forced_or_forbidden_by_the_environment(tmp_path: Path) -> None:
    for name, text in (("a", "ten"), ("b", "twelve")):
        (tmp_path / f"{name}.txt").write_text(f"A headline\n\nThe council has {text} members, said the mayor of it.\n")
    plain = Newsdiff("unused", tmp_path)
    assert "\x1b[" not in plain("diff", "a.txt", "b.txt").out
    forced = Newsdiff("unused", tmp_path, env={"FORCE_COLOR": "1"})
    assert "\x1b[" in forced("diff", "a.txt", "b.txt").out
    assert (
        "\x1b["
        not in Newsdiff("unused", tmp_path, env={"FORCE_COLOR": "1", "NO_COLOR": "1"})("diff", "a.txt", "b.txt").out
    )


def test_output_that_cannot_be_written_is_an_error_of_one_line(tmp_path: Path) -> None:
    newsdiff = Newsdiff("unused", tmp_path)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            newsdiff.line("--help"), env=newsdiff.environment(), stdout=full, stderr=subprocess.PIPE, cwd=tmp_path
        )
    assert done.returncode == 4
    assert done.stderr.decode().startswith("newsdiff: the output cannot be written")
