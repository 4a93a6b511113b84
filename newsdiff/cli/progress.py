"""A live progress bar on a terminal, nothing elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress


class Progress:
    """Counts what is planned and done: looks, mostly."""

    def __init__(self, bar: "RichProgress | None" = None, doing: str = "") -> None:
        self._bar = bar
        self._planned = 0
        self._task = bar.add_task(doing, total=None) if bar else None

    def plan(self, number: int) -> None:
        """So many more will be done."""
        self._planned += number
        if self._bar and self._task is not None:
            self._bar.update(self._task, total=self._planned)

    def advance(self, _result: Any) -> None:
        """One is done."""
        if self._bar and self._task is not None:
            self._bar.advance(self._task)


@contextmanager
def progress(is_shown: bool, doing: str = "looking") -> Iterator[Progress]:
    """A bar on stderr while the block runs, gone when it ends."""
    if not is_shown:
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as RichProgress

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Progress(bar, doing)
