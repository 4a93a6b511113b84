"""Plain text -> pieces: what the lines of saved text say about its paragraphs.

Blocks are parted by blank lines; the lines inside a block are a hard wrap and are joined, except where a line speaks
for itself: a bullet, a date in brackets, a line of the page's own above the headline.
"""

import re
from typing import Literal, TypeAlias

from newsdiff.extract.text import fold
from newsdiff.extract.words import is_word

Kind: TypeAlias = Literal["text", "heading", "list_item", "quote", "note", "caption", "date", "label"]
Piece: TypeAlias = tuple[Kind, str]

_BLANK_LINES = re.compile(r"\n[ \t\u00a0\u3000]*(?:\n[ \t\u00a0\u3000]*)+")
_NEW_LINES = re.compile(r"\r\n?|[\u2028\u0085\f\v]")
_PARAGRAPH_SIGN = re.compile("\u2029")
_BULLET = re.compile(r"\s*[•▪●◦‣∙■□◆‧⁃]\s*")
#: a line that is a date in brackets: "(Aug. 17)", "(17 août 2031)", "(3月5日)"
_BRACKETED_DATE = re.compile(r"[(（\[][^()（）\[\]]{0,12}\d{1,2}[^()（）\[\]]{0,18}[)）\]]")


def split_paragraphs(text: str) -> list[Piece]:
    """The pieces of a plain text, blank-line blocks first, each read by `split_lines`."""
    text = _PARAGRAPH_SIGN.sub("\n\n", _NEW_LINES.sub("\n", text))
    return [piece for block in _BLANK_LINES.split(text) for piece in split_lines(block)]


def split_lines(block: str) -> list[Piece]:
    """The pieces of one block of text: one paragraph, unless its lines say otherwise."""
    if "\n" not in block:
        return _one(block)
    lines = [line for line in block.split("\n") if line and not line.isspace()]
    if len(lines) < 2:
        return _one(block)
    pieces: list[Piece] = []
    lines = _leading_labels(lines, pieces)
    last: list[Piece] = []
    if len(lines) > 1 and _is_date_line(lines[-1]):
        last = [("date", fold(lines.pop()))]
    pieces += _by_bullets(lines) if any(_BULLET.match(line) for line in lines) else _one("\n".join(lines))
    return pieces + last


def _one(text: str) -> list[Piece]:
    folded = fold(text)
    if not folded:
        return []
    bullet = _BULLET.match(folded)
    if bullet and len(folded) > bullet.end():
        return [("list_item", folded[bullet.end() :])]
    return [("text", folded)]


def _leading_labels(lines: list[str], into: list[Piece]) -> list[str]:
    """Lines at the top of a block up to the last one that is a label of the page ("Back to Main")."""
    end = 0
    for at, line in enumerate(lines[:4], 1):
        if is_word(fold(line), "label"):
            end = at
    if end == len(lines):
        end = len(lines) if all(is_word(fold(line), "label") for line in lines) else 0
    into += [("label", fold(line)) for line in lines[:end]]
    return lines[end:]


def _is_date_line(line: str) -> bool:
    return bool(_BRACKETED_DATE.fullmatch(line.strip()))


def _by_bullets(lines: list[str]) -> list[Piece]:
    """Lines from a bullet to the next are one item; what stands before the first bullet is its own piece."""
    pieces: list[Piece] = []
    group: list[str] = []
    for line in [*lines, "•"]:
        if _BULLET.match(line) and group:
            pieces += _one("\n".join(group))
            group = []
        group.append(line)
    return pieces
