"""`diff`: two versions, two files, or lists of units from standard input."""

import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsdiff.cli.settings import LocalFlag, opened, read_file, wants_colour, warn, width, zone
from newsdiff.errors import ConfigError

if TYPE_CHECKING:
    from newsdiff.app import App
    from newsdiff.model.source import TrackedArticle
    from newsdiff.render.view import DiffView


#: two versions as the pages write them
_BOTH = re.compile(r"(\d+)\.\.(\d+)", re.ASCII)


class Format(StrEnum):
    """How a comparison is written."""

    TERMINAL = "terminal"
    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"
    UNIFIED = "unified"


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(diff)


def diff(
    ctx: typer.Context,
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE|FILE", help="number or address of an article, or a file")
    ] = None,
    old: Annotated[str | None, typer.Argument(metavar="[OLD|FILE]", help="number of the older version")] = None,
    new: Annotated[str | None, typer.Argument(metavar="[NEW]", help="number of the newer version")] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="how it is written")] = Format.TERMINAL,
    side_by_side: Annotated[
        bool, typer.Option("--side-by-side", "-y", help="both versions in a column of their own (on a terminal)")
    ] = False,
    sentences: Annotated[bool, typer.Option("--sentences", help="sentence by sentence, not by paragraph")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="exit with 1 when they differ, as git does")] = False,
    context: Annotated[int, typer.Option(metavar="N", min=0, help="unchanged paragraphs shown around changes")] = 1,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='read {"old": [...], "new": [...]} lines, write operations')
    ] = False,
    local: LocalFlag = False,
) -> None:
    """Show what changed in an article.

    The last change, or between two versions, or between two files. Numbers are articles and versions; ./12 is a file.

    \b
    newsdiff diff 12
    newsdiff diff 12 1 4 --side-by-side
    newsdiff diff 12 1..4
    newsdiff diff 12 --sentences
    newsdiff diff 12 1 4 --format html > page.html
    newsdiff diff before.html after.html
    """
    if jsonl and (article is not None or side_by_side or sentences or form is not Format.TERMINAL):
        raise ConfigError("--jsonl compares lists from standard input and writes JSON: leave out all else")
    if jsonl:
        _answer_lines()
        return
    if side_by_side and form is not Format.TERMINAL:
        raise ConfigError(f"--side-by-side is a form for terminals: leave out --format {form}")
    if sentences and form is Format.UNIFIED:
        raise ConfigError("a unified diff is of whole paragraphs, as `show --text` prints them: leave out --sentences")
    if article is None:
        raise ConfigError("say which article: newsdiff diff ARTICLE [OLD] [NEW], or newsdiff diff FILE FILE")
    if old is not None and new is None and (both := _BOTH.fullmatch(old)):
        old, new = both.groups()
    if old is not None and new is None and _are_files(article, old):
        from newsdiff.extract import PageExtractor
        from newsdiff.tracking.views import compare_files

        view = compare_files((article, read_file(article)), (old, read_file(old)), PageExtractor())
    else:
        with opened(ctx) as app:
            found = app.article(article)
            if found.versions < 2 and old is None and form is Format.TERMINAL:
                _tell_single(app, found)
                return
            view = app.views().difference(found, *version_numbers(found, old, new))
    differs = not view.change.is_empty
    if sentences:
        from newsdiff.tracking.views import compared_by_sentence

        view = compared_by_sentence(view)
    if form is Format.TERMINAL:
        text = _on_terminal(view, side_by_side, context, local)
    else:
        text = _written(view, form, context, local)
    typer.echo(text, nl=False, color=wants_colour())
    if exit_code and differs:
        raise typer.Exit(1)


def _are_files(old: str, new: str) -> bool:
    """Whether two names mean files: neither is a number or an address, or the first one is written as a path (./12)."""
    if old.isdigit() or "://" in old:
        return False
    return not new.isdigit() or old.startswith((".", "/", "~")) or Path(old).is_file()


def version_numbers(article: "TrackedArticle", old: str | None, new: str | None) -> tuple[int, int]:
    """The two versions meant: the last change; or OLD against the newest; or both as given."""
    if old is None:  # with one version only it is compared with itself
        return max(1, article.versions - 1), max(1, article.versions)
    return _number(old), _number(new) if new is not None else article.versions


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ConfigError(f"{text!r} is no version number; two files need both to exist")
    return int(text)


def _tell_single(app: "App", article: "TrackedArticle") -> None:
    """There is nothing to compare yet: say since when it stands and when the next look is."""
    from newsdiff.render.clean import clean

    typer.echo(clean(app.views().single(article)))
    typer.echo(f"{app.policy(article)}.")


def _on_terminal(view: "DiffView", side_by_side: bool, context: int, local: bool) -> str:
    """In two columns if wanted, and the terminal is wide enough for two; otherwise as one text."""
    from newsdiff.render.side_by_side import LEAST_WIDTH, render_side_by_side
    from newsdiff.render.terminal import render_terminal

    columns = width()
    render = render_side_by_side if side_by_side and columns >= LEAST_WIDTH else render_terminal
    if side_by_side and columns < LEAST_WIDTH:
        warn(f"newsdiff: two columns need a terminal of {LEAST_WIDTH}, and this one has {columns}: shown as one text")
    return render(view, width=columns, colour=wants_colour(), context=context, zone=zone(local))


def _written(view: "DiffView", form: Format, context: int, local: bool) -> str:
    if form is Format.HTML:
        from newsdiff.render.html import render_html

        return render_html(view, zone=zone(local))
    if form is Format.MARKDOWN:
        from newsdiff.render.markdown import render_markdown

        return render_markdown(view, context=context, zone=zone(local))
    if form is Format.UNIFIED:
        from newsdiff.render.unified import render_unified

        return render_unified(view, context=context, zone=zone(local))
    from newsdiff.render.json_shapes import change_json

    return json.dumps(change_json(view), ensure_ascii=False, indent=2) + "\n"


def _answer_lines() -> None:
    """One JSON list of operations for each line, flushed before the next line is read."""
    from newsdiff.diff.align import align
    from newsdiff.render.json_shapes import operations_json

    for line in sys.stdin.buffer:
        try:
            old, new = _units(line)
            answer: Any = operations_json(align(old, new))
        except ConfigError as error:
            answer = {"error": str(error)}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _units(line: bytes) -> tuple[Any, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"no JSON: {error}") from error
    old, new = (value.get("old"), value.get("new")) if isinstance(value, dict) else (None, None)
    if not (_are_texts(old) and _are_texts(new)):
        raise ConfigError('a line must be {"old": [texts], "new": [texts]}')
    return old, new


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(unit, str) for unit in value)
