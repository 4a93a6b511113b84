"""A live progress bar on a terminal, and nothing of it elsewhere."""

import errno
import os
import subprocess
from pathlib import Path

from tests.acceptance.pages import page, prose
from tests.command import Newsdiff
from tests.site import Site, serving


def all_shown(terminal: int) -> str:
    """What is written to a terminal until its last writer has closed it, which ends a read with an error."""
    shown = b""
    try:
        while part := os.read(terminal, 4096):
            shown += part
    except OSError as ended:
        assert ended.errno == errno.EIO
    finally:
        os.close(terminal)
    return shown.decode(errors="replace")


def test_a_terminal_shows_a_progress_bar_and_the_output_stays_clean(tmp_path: Path) -> None:
    newsdiff = Newsdiff(str(tmp_path / "archive.sqlite"), tmp_path, env={"TERM": "xterm", **Newsdiff("", tmp_path).env})
    with serving(Site({"/2031/05/a-story": page("The bridge", prose("bridge"))})) as site:
        newsdiff("track", "--kind", "article", site.url("/2031/05/a-story"))
        ours, theirs = os.openpty()
        with subprocess.Popen(
            newsdiff.line("snapshot"),
            env=newsdiff.environment(),
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=theirs,
            stdin=subprocess.DEVNULL,
        ) as done:
            os.close(theirs)
            shown = all_shown(ours)
            out, _ = done.communicate()
    assert done.returncode == 0
    assert "looking" in shown
    assert "1/1" in shown
    assert out == b""
