"""A live progress bar on a terminal, and nothing of it elsewhere."""

import os
import subprocess
from pathlib import Path

from tests.acceptance.pages import page, prose
from tests.command import Newsdiff
from tests.site import Site, serving


def test_a_terminal_shows_a_progress_bar_and_the_output_stays_clean(tmp_path: Path) -> None:
    newsdiff = Newsdiff(str(tmp_path / "archive.sqlite"), tmp_path, env={"TERM": "xterm", **Newsdiff("", tmp_path).env})
    with serving(Site({"/2031/05/a-story": page("The bridge", prose("bridge"))})) as site:
        newsdiff("track", "--kind", "article", site.url("/2031/05/a-story"))
        ours, theirs = os.openpty()
        try:
            done = subprocess.run(
                newsdiff.line("snapshot"),
                env=newsdiff.environment(),
                cwd=tmp_path,
                stdout=subprocess.PIPE,
                stderr=theirs,
                stdin=subprocess.DEVNULL,
            )
            shown = os.read(ours, 100_000).decode(errors="replace")  # the terminal gives so many bytes at once
        finally:
            os.close(theirs)
            os.close(ours)
    assert done.returncode == 0
    assert "looking" in shown
    assert "1/1" in shown
    assert done.stdout == b""
