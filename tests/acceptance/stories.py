"""Many stories watched side by side: what a story's address answers at each look stands at its test.

    @looks(page("A bridge opens", TEXT), page("A bridge closes", TEXT))
    def test_a_headline_edit_is_a_version(story: Story) -> None:
        assert story.outcomes == ["first", "changed"]

All stories of a module share one site and one archive for each database: the first look is one `track`, each further
one is one `snapshot`, so that tens of rules cost a handful of runs.
"""

import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from newsdiff.cli import main
from tests.command import Done, Newsdiff
from tests.site import Answer, Request, Site

#: what an address answers at one look
State = str | Answer
Test = TypeVar("Test", bound=Callable[..., None])

CONFIG = """\
[fetch]
allow_private = ["127.0.0.0/8"]
host_gap_s = 0
contact = "tests@example.org"
"""


@dataclass(frozen=True)
class Script:
    """One story: its path, and its address's answer at each look."""

    path: str
    states: tuple[State, ...]
    #: what other addresses answer, whenever they are asked
    beside: dict[str, State]


def looks(*states: State, beside: dict[str, State] | None = None, name: str = "") -> Callable[[Test], Test]:
    """Let the story of a test answer these, look after look. With a `name` it is one more story of that test."""

    def mark(test: Test) -> Test:
        own = path_of(test.__name__, name)
        test.__dict__.setdefault("scripts", {})[name] = Script(own, states, beside or {})
        return test

    return mark


def path_of(test: str, name: str = "") -> str:
    """The path of a test's story: an address such as stories have."""
    words = test.removeprefix("test_").replace("_", "-")
    return f"/2031/05/04/{words}{f'-{name}' if name else ''}.html"


@dataclass
class Inside(Newsdiff):
    """The command line without a process of its own, which is quicker by a second each time."""

    #: what stands in newsdiff.toml
    config: str = CONFIG

    def __call__(self, *arguments: str, stdin: str | bytes = "", expect: int | None = 0) -> Done:
        assert not stdin, "a process of its own is needed for that"
        config = self.folder / "inside.toml"
        config.write_text(self.config)
        out, err, code = io.StringIO(), io.StringIO(), 0
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main(["--db", self.db, "--config", str(config), *arguments])
            except SystemExit as leaving:
                code = int(leaving.code or 0)
        done = Done(code, out.getvalue(), err.getvalue())
        assert expect in (None, code), f"newsdiff {' '.join(arguments)}: exit {code}\n{done.out}\n{done.err}"
        return done


class Teller:
    """Plays all scripts of a module against one archive."""

    def __init__(self, scripts: list[Script], newsdiff: Newsdiff, site: Site) -> None:
        self.scripts = scripts
        self.newsdiff = newsdiff
        self.site = site
        self.look = 0
        #: what each snapshot told
        self.passes: list[dict[str, Any]] = []
        #: what was written to stderr
        self.warnings: list[str] = []
        for script in scripts:
            site.answers |= {path: _whenever(state, site) for path, state in script.beside.items()}
            site.answers[script.path] = self._now(script)

    def _now(self, script: Script) -> Callable[[Request], State]:
        return lambda _: _filled(script.states[min(self.look, len(script.states) - 1)], self.site)

    def play(self) -> None:
        done = self.newsdiff(
            "track", "--source", "gazette", *(self.site.url(s.path) for s in self.scripts), expect=None
        )
        assert done.code == 0, done.err
        self.warnings += done.err.splitlines()
        for look in range(1, max(len(s.states) for s in self.scripts)):
            self.look = look
            going_on = [self.site.url(s.path) for s in self.scripts if self.look < len(s.states)]
            done = self.newsdiff("snapshot", "--json", *going_on, expect=None)
            assert done.code in (0, 1), done.err
            self.passes.append(done.json)
            self.warnings += done.err.splitlines()


def _filled(state: State, site: Site) -> State:
    """A state with the site's address where it says SITE."""
    if isinstance(state, str):
        return state.replace("SITE", site.base)
    headers = tuple((name, value.replace("SITE", site.base)) for name, value in state.headers)
    return Answer(**{**_fields(state), "headers": headers, "body": state.body.replace(b"SITE", site.base.encode())})


def _fields(answer: Answer) -> dict[str, Any]:
    return {name: getattr(answer, name) for name in answer.__dataclass_fields__}


def _whenever(state: State, site: Site) -> Callable[[Request], State]:
    return lambda _: _filled(state, site)


@dataclass
class Story:
    """One test's story after all looks, as the command line tells it."""

    teller: Teller
    script: Script
    test: str
    _log: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.teller.site.url(self.script.path)

    def other(self, name: str) -> "Story":
        """The test's story of that name."""
        path = path_of(self.test, name)
        return Story(self.teller, next(s for s in self.teller.scripts if s.path == path), self.test)

    @property
    def log(self) -> dict[str, Any]:
        if not self._log:
            self._log = self.teller.newsdiff("log", self.url, "--json").json
        return self._log

    @property
    def outcomes(self) -> list[str]:
        """Outcome and reason of each look: "first", "suspect shrunk"."""
        return [f"{o['outcome']} {o['reason']}".strip() for o in self.log["observations"]]

    @property
    def versions(self) -> list[dict[str, Any]]:
        return self.log["versions"]

    @property
    def requests(self) -> list[Request]:
        return self.teller.site.asked(self.script.path)

    @property
    def conditions(self) -> list[str | None]:
        """The If-None-Match that the server received at each request."""
        return [request.headers.get("if-none-match") for request in self.requests]

    def read(self, command: str, *arguments: str) -> str:
        """What a command says of the story."""
        return self.teller.newsdiff(command, self.url, *arguments).out

    def says(self, version: int) -> dict[str, Any]:
        found: dict[str, Any] = self.teller.newsdiff("show", self.url, str(version), "--json").json["extraction"]
        return found

    def change(self, old: int, new: int) -> dict[str, Any]:
        found: dict[str, Any] = self.teller.newsdiff("diff", self.url, str(old), str(new), "--format", "json").json
        return found

    @property
    def news(self) -> list[int]:
        """Numbers of the versions that `snapshot` announced, in order."""
        number = self.log["article"]["id"]
        return [c["new_version"] for told in self.teller.passes for c in told["changes"] if c["article"] == number]


def scripts_of(tests: dict[str, Any]) -> list[Script]:
    """All scripts of a module's tests."""
    marked = [list(getattr(test, "scripts", {}).values()) for test in tests.values()]
    return [script for scripts in marked for script in reversed(scripts)]  # decorators work from the bottom up
