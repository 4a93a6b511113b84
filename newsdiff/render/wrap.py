"""Styled runs of text broken into lines of a width: in terminal cells, with wide characters and emoji counted right, or
as a font measures them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

#: no line is asked to be narrower, whatever the terminal says
_LEAST_WIDTH = 8
#: punctuation that does not begin a line, in scripts that break anywhere
_NOT_FIRST = frozenset("、。，．・：；？！）」』】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
#: spaces, or a word of characters that are surely narrow (group 1), or anything else
_CHUNK = re.compile(r"( +|[!-\u10ff\u2010-\u2027\u2030-\u205e]+)|[^ !-\u10ff\u2010-\u2027\u2030-\u205e]+", re.DOTALL)
#: these change the width of the character before them
_JOINERS = re.compile("[\u200d\ufe0e\ufe0f\u20e3]")
#: a joiner that joins no emoji, as in the Persian "ه\u200d." for Hijri years: rich would swallow what follows
_BARE_JOINER = re.compile("\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])")
#: the blocks of the scripts with spacing marks, from Devanagari to Balinese, and beyond the first plane
_INDIC = re.compile("[\u0900-\u1cff\ua800-\uabff\U00011000-\U00011fff]")
#: the blocks of all scripts that run from right to left, and of their digits
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style; what a style means is the caller's affair."""

    text: str
    style: str = ""


@dataclass(slots=True)
class _Atom:
    """The least that a line break may part: a word, a space, one wide character."""

    parts: list[Run]
    width: float
    is_space: bool
    #: ends in a narrow character: a narrow one that follows belongs to the same word
    is_narrow: bool


def width_of(text: str) -> int:
    """The cells that cleaned text takes on a terminal."""
    if text.isascii():
        return len(text)
    return _split(text)[1]


def is_right_to_left(text: str) -> bool:
    """Whether any of the text belongs to a script that runs from right to left."""
    return not text.isascii() and bool(_RIGHT_TO_LEFT.search(text))


def _split(text: str) -> tuple[list[tuple[int, int, int]], int]:
    """Graphemes as (start, end, cells), and the cells of all; rich is loaded only when something is shown.

    rich gives no cell to the vowel signs of Indic scripts that stand beside their letter. The C library's `wcwidth`
    gives them one, and so do the terminals that go by it (xterm, VTE, tmux): lines would run over their end.
    """
    from rich.cells import split_graphemes

    graphemes, cells = split_graphemes(_BARE_JOINER.sub("\u200c", text))
    if not _INDIC.search(text):
        return graphemes, cells
    found = [(start, end, wide + sum(category(c) == "Mc" for c in text[start:end])) for start, end, wide in graphemes]
    return found, sum(wide for _, _, wide in found)


def cut(text: str, width: int) -> str:
    """The text, or its beginning and an ellipsis, within a width in cells."""
    if width_of(text) <= width:
        return text
    kept, used = [], 0
    for start, end, cells in _split(text)[0]:
        if used + cells > width - 1:
            break
        kept.append(text[start:end])
        used += cells
    return "".join(kept).rstrip() + "…"


def wrapped(runs: Sequence[Run], width: float, measure: Callable[[str], float] = width_of) -> list[list[Run]]:
    """Lines of runs, none wider than `width` (at least 8); spaces at line ends are dropped.

    `measure` tells how wide a text is: in cells, where the caller has no other measure.
    """
    width = max(width, _LEAST_WIDTH)
    lines: list[list[Run]] = [[]]
    used = 0.0
    pending: _Atom | None = None
    for atom in _atoms(runs, width, measure):
        if atom.is_space:
            pending = atom if used else None
            continue
        space = pending.width if pending else 0
        if used and used + space + atom.width > width:
            lines.append([])
            used = 0.0
        elif pending:
            lines[-1] += pending.parts
            used += space
        lines[-1] += atom.parts
        used += atom.width
        pending = None
    return [_merged(line) for line in lines]


def _atoms(runs: Sequence[Run], width: float, measure: Callable[[str], float]) -> list[_Atom]:
    atoms: list[_Atom] = []
    for run in runs:
        for cluster, cells, is_narrow in _clusters(run.text, width, measure):
            last = atoms[-1] if atoms else None
            is_space = cluster[0] == " "
            if last and _keeps(last, cluster, cells, is_narrow, width):
                last.parts.append(Run(cluster, run.style))
                last.width += cells
                last.is_narrow = is_narrow or not cells
            else:
                atoms.append(_Atom([Run(cluster, run.style)], cells, is_space=is_space, is_narrow=is_narrow))
    return atoms


def _clusters(text: str, width: float, measure: Callable[[str], float]) -> Iterator[tuple[str, float, bool]]:
    """Pieces that no line break may part, with their width and whether they are of a script that has spaces."""
    if _JOINERS.search(text):
        yield from _graphemes(text, measure)
        return
    for match in _CHUNK.finditer(text):
        chunk = match[0]
        size = measure(chunk) if match[1] is not None else 0
        if match[1] is not None and (size <= width or chunk[0] == " "):
            yield chunk, size, True
        else:
            yield from _graphemes(chunk, measure)


def _graphemes(text: str, measure: Callable[[str], float]) -> Iterator[tuple[str, float, bool]]:
    for start, end, cells in _split(text)[0]:
        size = cells if measure is width_of else measure(text[start:end])
        yield text[start:end], size, cells == 1 or text[start] < "\u1100"


def _keeps(atom: _Atom, cluster: str, cells: float, is_narrow: bool, width: float) -> bool:
    """True when no line may break between the atom and the next cluster."""
    is_space = cluster[0] == " "
    if is_space or atom.is_space:
        return is_space and atom.is_space
    if atom.width + cells > width:
        return False
    return cells == 0 or cluster in _NOT_FIRST or (is_narrow and atom.is_narrow)


def _merged(line: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in line:
        if merged and merged[-1].style == run.style:
            merged[-1] = Run(merged[-1].text + run.text, run.style)
        else:
            merged.append(run)
    return merged
