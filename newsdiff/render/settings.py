"""`config show` on a terminal: one setting per line, its origin beside it, or below it where the line is full."""

from collections.abc import Iterator, Sequence

from newsdiff.render.clean import clean
from newsdiff.render.rows import Setting
from newsdiff.render.wrap import Run, width_of, wrapped

#: narrower terminals have no room for names of one width
_LEAST_ALIGNED = 72
#: a longer name (of a source) does not push all values to the right
_LONGEST_ALIGNED = 28
_INDENT = "    "


def render_settings(settings: Sequence[Setting], *, width: int = 80) -> str:
    """`name = value  # from`; nothing behind it for a default. Ends in a newline."""
    widths = (width_of(clean(setting.name)) for setting in settings)
    column = max((w for w in widths if w <= _LONGEST_ALIGNED), default=0) if width >= _LEAST_ALIGNED else 0
    return "".join(f"{line}\n" for setting in settings for line in _setting(setting, column, width))


def hanging(text: str, width: int) -> Iterator[str]:
    """A paragraph, its lines after the first one indented; no line is wider than a terminal of 20 columns or more."""
    text = clean(text)
    if width_of(text) <= width:
        yield text
        return
    for place, runs in enumerate(wrapped([Run(text)], max(20, width) - len(_INDENT))):
        yield (_INDENT if place else "") + "".join(run.text for run in runs)


def _setting(setting: Setting, column: int, width: int) -> Iterator[str]:
    name = clean(setting.name)
    line = f"{name}{' ' * max(0, column - width_of(name))} = {_written(setting.value)}"
    if setting.origin == "default":
        yield from hanging(line, width)
        return
    origin = f"# {setting.origin}"
    if width_of(clean(f"{line}  {origin}")) <= width:
        yield clean(f"{line}  {origin}")
        return
    yield from hanging(line, width)
    for runs in wrapped([Run(clean(origin))], max(20, width) - len(_INDENT)):
        yield _INDENT + "".join(run.text for run in runs)


def _written(value: str | float | bool | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "(none)"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if value != "" else "(empty)"
