"""`newsdiff demo`: the real commands, on a throw-away archive, against the sample site."""

import sys
import tempfile
from pathlib import Path

import typer

from newsdiff.demo.site import FEED_PATH, SampleSite, samples_folder, serving

_CONFIG = """\
[fetch]
allow_private = ["127.0.0.0/8"]   # the demonstration's site is on this machine
host_gap_s = 0
contact = "demo@example.org"
"""
#: the story whose last change holds one of everything, and those that went away and came back
SHOWCASE, GONE, SUSPECT = "school-meals", "grain-repost", "fishing-border"


def run() -> None:
    """Serve, track, look, show. Leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="newsdiff-demo-") as folder:
        config = Path(folder) / "newsdiff.toml"
        config.write_text(_CONFIG, encoding="utf-8")
        settings = ["--config", str(config), "--db", str(Path(folder) / "demo.sqlite")]
        site = SampleSite(samples_folder())
        with serving(site) as base:
            _tell(f"A small news site with {len(site.stories)} invented stories runs at {base}. Track its feed:")
            _newsdiff(settings, "track", base + FEED_PATH, "--source", "samples")
            _tell("Look at everything, again and again, while the site moves on:")
            for step in range(site.steps):
                site.step = step
                _newsdiff(settings, "snapshot", "--all", "-v")
            _tell("What is known now:")
            _newsdiff(settings, "list")
            addresses = {story["slug"]: base + story["path"] for story in site.stories}
            _tell("One story lost most of its text for a while, which was not believed:")
            _newsdiff(settings, "log", addresses[SUSPECT])
            _tell("Another was gone and came back:")
            _newsdiff(settings, "log", addresses[GONE])
            _tell("And this is what happened to a third between two looks:")
            _newsdiff(settings, "diff", addresses[SHOWCASE])
    _tell("That was all on this machine, and is cleaned up. Now your own: newsdiff track https://...")


def _tell(text: str) -> None:
    typer.echo(f"\n{typer.style(f'# {text}', bold=True) if sys.stdout.isatty() else f'# {text}'}\n")


def _newsdiff(settings: list[str], *arguments: str) -> None:
    """Run one command as a user would, and show it."""
    from newsdiff.cli import main

    typer.echo(f"$ newsdiff {' '.join(arguments)}")
    sys.stdout.flush()
    try:
        main([*settings, *arguments])
    except SystemExit as leaving:
        # 1 only says that something failed, which is part of the show; anything else is a fault of the show
        if leaving.code not in (0, 1, None):
            raise
