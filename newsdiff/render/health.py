"""`doctor` on a terminal: each finding as a short paragraph, worst first, wrapped to the width, with its next step."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from newsdiff.render.clean import clean
from newsdiff.render.phrases import count
from newsdiff.render.rows import Finding
from newsdiff.render.wrap import Run, wrapped

#: wider lines are hard to read
_MEASURE = 96
_LEAST_MEASURE = 40
_INDENT = " " * 9
_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[33m", "note": "\x1b[2m", "head": "\x1b[1m", "dim": "\x1b[2m"}
_RESET = "\x1b[0m"
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def render_findings(findings: Sequence[Finding], *, width: int = 80, colour: bool = False) -> str:
    """All findings, then how many there are of each severity. Ends in a newline."""
    measure = max(_LEAST_MEASURE, min(width, _MEASURE))
    blocks = ["\n".join(_block(finding, measure, colour)) for finding in findings]
    return "\n\n".join([*blocks, _tally(findings)]) + "\n"


def _block(finding: Finding, measure: int, colour: bool) -> list[str]:
    word = f"{finding.severity:<{len(_INDENT)}}"
    room = measure - len(_INDENT)
    lines = _lines(finding.subject, room, "head", colour)
    lines += _lines(finding.message, room, "", colour)
    if finding.next_step:
        first, *rest = _lines(finding.next_step, room - 2, "dim", colour)
        lines += [f"→ {first}", *(f"  {line}" for line in rest)]
    return [_styled(word, finding.severity, colour) + lines[0], *(_INDENT + line for line in lines[1:])]


def _lines(text: str, room: int, style: str, colour: bool) -> list[str]:
    lines = wrapped([Run(clean(text))], room)
    return [_styled("".join(run.text for run in line), style, colour) for line in lines]


def _styled(text: str, style: str, colour: bool) -> str:
    return f"{_COLOURS[style]}{text}{_RESET}" if colour and style else text


def _tally(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    if not counts["error"] and not counts["warning"]:
        return "No fault found."
    words = [count(counts[word], word) for word in ("error", "warning", "note") if counts[word]]
    return f"Found {enumeration(words)}."


def enumeration(names: Sequence[str], most: int = 5) -> str:
    """ "3", "3 and 7", "3, 7, 9, 12, 15 and 4 more"."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def byte_count(number: int) -> str:
    """ "412 kB", "1.3 GB": decimal units, as disks are sold."""
    size = float(number)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" or size >= 100 else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:,.1f} TB"


def amount_of_time(time: timedelta) -> str:
    """ "5 days", "90 minutes": whole, rounded down, at least two of its unit where there are smaller ones."""
    seconds = int(time.total_seconds())
    for size, unit in _UNITS:
        if seconds >= 2 * size or unit == "minute":
            return count(seconds // size, unit)
    return count(seconds, "second")
