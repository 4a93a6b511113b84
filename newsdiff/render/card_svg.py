"""The picture of a comparison as SVG: 1200 x 630, as large as networks show a link's preview. Pure: values to text.

Lines are broken here, since SVG breaks none; the writing direction within a line is the renderer's affair. What is
marked is underlined or struck through, and stands on a ground of its own: lines behind the text, as wide as they are
drawn, so that the renderer puts them wherever it puts the words, from right to left too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from newsdiff.render.card import CardText
from newsdiff.render.excerpt import excerpt
from newsdiff.render.html_style import THEME
from newsdiff.render.pieces import Piece, is_dense
from newsdiff.render.wrap import Run, wrapped

WIDTH, HEIGHT = 1200, 630
_MARGIN = 64
_TEXT_WIDTH = WIDTH - 2 * _MARGIN
#: the light colours of the pages
_COLOUR = dict(re.findall(r"--([\w-]+): (#\w{6})", THEME.partition("@media")[0]))
#: where the headline begins, and where the text must end; pixels from above
_TOP, _BOTTOM = 116, 548
_LABELS_HEIGHT = 60
#: of what happened to the paragraph, above it
_LABEL_HEIGHT = 40
#: of the text behind its rule
_INDENT = 28
#: font sizes, tried from the largest on
_HEADLINE_SIZES, _PASSAGE_SIZES = (58, 52, 48, 44, 40, 36), (48, 44, 40, 37, 34, 31, 29)
_LONE_SIZES = (72, 64, 56, 50, 44, 38, 34)
#: how much is kept around marks and of each marked stretch: less and less, until it fits
_LIMITS = ((120, 400), (80, 300), (60, 200), (45, 130), (35, 90), (25, 60))
_WHOLE = 900
#: height of a headline above a paragraph: three lines of middle size
_HEADLINE_ROOM = 164
#: from line to line, in font sizes
_HEADLINE_LEADING, _PASSAGE_LEADING = 1.22, 1.42
#: scripts whose letters are taller than Latin ones need more
_TALL = 1.12
#: ground of a mark: lines of a quarter of the font size, so far below the line through the text
_GROUND, _GROUNDS = 0.27, (-0.40, -0.20, 0.0, 0.20, 0.36)
#: line under dense signs: the font's own would touch them, and 二 would be 三
_UNDER, _BELOW = 0.035, 0.5
_MARKS = {"old": ("old-bg", "old-ink", "line-through"), "new": ("new-bg", "new-ink", "underline")}
#: makes a line run from right to left, whatever it begins with, and ends that
_RTL, _END = "\u2067", "\u2069"
#: noncharacters, which XML has no way to write; controls have been cleaned away
_NOT_XML = re.compile("[\ufffe\uffff]")


class Face(Protocol):
    """A font, with others for what it lacks."""

    @property
    def family(self) -> str:
        """The name of the font."""
        ...

    @property
    def weight(self) -> int:
        """400 or 700."""
        ...

    @property
    def is_tall(self) -> bool:
        """Its letters are taller than Latin ones."""
        ...

    def width(self, text: str) -> float:
        """Of a text on one line, in font sizes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The fonts of one card."""

    headline: Face
    passage: Face
    source: Face
    #: of what newsdiff says
    words: Face
    strong: Face
    brand: Face


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Lines of one text that fit."""

    lines: list[list[Run]]
    size: int
    leading: float
    face: Face
    is_rtl: bool

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * self.leading


def card_svg(text: CardText, faces: Faces) -> str:
    """The card."""
    body = "".join((*_top(text, faces), *_middle(text, faces), *_foot(text, faces)))
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_COLOUR["paper"]}"/>'
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{ground}{body}</svg>'


def _top(text: CardText, faces: Faces) -> Iterator[str]:
    """The source, and who says so."""
    yield f'<rect width="{WIDTH}" height="10" fill="{_COLOUR["accent"]}"/>'
    room = _TEXT_WIDTH - 200
    source = _one_line(text.source, 27, faces.source, room)
    yield _plain(source, _MARGIN, 74, 27, faces.source, _COLOUR["ink"])
    brand = f'news<tspan fill="{_COLOUR["accent"]}">diff</tspan>'
    yield _text(brand, WIDTH - _MARGIN, 74, 30, faces.brand, _COLOUR["ink"], is_at_end=True)


def _middle(text: CardText, faces: Faces) -> Iterator[str]:
    """Headline and paragraph, as large as they fit between the top and the labels."""
    bottom = _BOTTOM - (_LABELS_HEIGHT if text.labels else 0)
    room = bottom - _TOP
    if not text.passage:
        block = _fitted(text.headline, faces.headline, _LONE_SIZES, _HEADLINE_LEADING, _TEXT_WIDTH, room)
        yield from _drawn(block, _TOP, _MARGIN)
        return
    head_room = _HEADLINE_ROOM * (_TALL if faces.headline.is_tall else 1)
    head = _fitted(text.headline, faces.headline, _HEADLINE_SIZES, _HEADLINE_LEADING, _TEXT_WIDTH, head_room)
    yield from _drawn(head, _TOP, _MARGIN)
    yield from _passage(text, faces, _TOP + head.height + 24, bottom)


def _passage(text: CardText, faces: Faces, top: float, bottom: float) -> Iterator[str]:
    """The paragraph under what happened to it, beside a rule."""
    width, room = _TEXT_WIDTH - _INDENT, bottom - top - _LABEL_HEIGHT
    block = _fitted(text.passage, faces.passage, _PASSAGE_SIZES, _PASSAGE_LEADING, width, room)
    rule, x = (WIDTH - _MARGIN - 5, WIDTH - _MARGIN - _INDENT) if block.is_rtl else (_MARGIN, _MARGIN + _INDENT)
    height = _LABEL_HEIGHT + block.height
    yield f'<rect x="{rule}" y="{top:.0f}" width="5" height="{height:.0f}" fill="{_COLOUR["line"]}"/>'
    yield _plain(text.label, x, top + 22, 21, faces.strong, _COLOUR["soft"], is_at_end=block.is_rtl)
    yield from _drawn(block, top + _LABEL_HEIGHT, _MARGIN + _INDENT)


def _foot(text: CardText, faces: Faces) -> Iterator[str]:
    """Labels as chips, and below them which versions, and when."""
    x, y = float(_MARGIN), _BOTTOM - 38.0
    for k, label in enumerate(text.labels):
        rest = len(text.labels) - k
        if x + _chip_width(label, faces) > WIDTH - _MARGIN - (_chip_width(f"+ {rest}", faces) if rest > 1 else 0):
            yield from _chip(f"+ {rest}", x, y, faces)
            break
        yield from _chip(label, x, y, faces)
        x += _chip_width(label, faces) + 12
    yield f'<rect x="{_MARGIN}" y="{_BOTTOM + 18}" width="{_TEXT_WIDTH}" height="1.5" fill="{_COLOUR["line"]}"/>'
    said = _one_line(" · ".join(filter(None, (text.versions, text.when))), 22, faces.words, _TEXT_WIDTH)
    yield _plain(said, _MARGIN, _BOTTOM + 53, 22, faces.words, _COLOUR["soft"])


def _chip_width(label: str, faces: Faces) -> float:
    return faces.strong.width(label) * 20 + 26


def _chip(label: str, x: float, y: float, faces: Faces) -> Iterator[str]:
    look = f'rx="7" fill="{_COLOUR["panel"]}" stroke="{_COLOUR["line"]}" stroke-width="1.5"'
    yield f'<rect x="{x:.1f}" y="{y:.1f}" width="{_chip_width(label, faces):.1f}" height="36" {look}/>'
    yield _plain(label, x + 13, y + 25, 20, faces.strong, _COLOUR["ink"])


def _fitted(
    pieces: Sequence[Piece], face: Face, sizes: Sequence[int], leading: float, width: float, room: float
) -> _Block:
    """The text in the largest size in which it fits; where none is small enough, with less of it, and at last cut."""
    leading *= _TALL if face.is_tall else 1
    is_rtl = _is_right_to_left(piece.text for piece in pieces)

    def block(lines: list[list[Run]], size: int) -> _Block:
        return _Block(lines=lines, size=size, leading=leading, face=face, is_rtl=is_rtl)

    lines: list[list[Run]] = []
    for around, marked in _LIMITS:
        runs = [Run(p.text, p.kind) for p in excerpt(pieces, around=around, marked=marked, whole=_WHOLE)]
        for size in sizes:
            lines = _lines(runs, face, size, width)
            if block(lines, size).height <= room:
                return block(lines, size)
    kept = max(1, int(room // (sizes[-1] * leading)))
    return block(_cut(lines, kept, face, sizes[-1], width), sizes[-1])


def _lines(runs: Sequence[Run], face: Face, size: int, width: float) -> list[list[Run]]:
    return wrapped(runs, width, lambda text: face.width(text) * size)


def _cut(lines: list[list[Run]], kept: int, face: Face, size: int, width: float) -> list[list[Run]]:
    """The first lines, the last of them with an ellipsis."""
    if len(lines) <= kept:
        return lines
    last = list(lines[kept - 1])
    while last and face.width("".join(run.text for run in last) + " …") * size > width:
        shorter = last[-1].text.rstrip()[:-1].rstrip()
        last = [*last[:-1], *([Run(shorter, last[-1].style)] if shorter else [])]
    return [*lines[: kept - 1], [*last, Run(" …", "same")]]


def _one_line(text: str, size: int, face: Face, width: float) -> str:
    """The text, or its beginning and an ellipsis."""
    (line,) = _cut(_lines([Run(text)], face, size, width), 1, face, size, width)
    return "".join(run.text for run in line)


def _is_right_to_left(texts: Iterable[str]) -> bool:
    """By the first letter that has a direction."""
    for text in texts:
        for character in text:
            direction = unicodedata.bidirectional(character)
            if direction in ("R", "AL", "L"):
                return direction != "L"
    return False


def _drawn(block: _Block, top: float, left: float) -> Iterator[str]:
    """All grounds before all texts: a ground must cover no letter of the line above."""
    x = WIDTH - left if block.is_rtl else left
    step = block.size * block.leading
    base = top + (step + block.size * 0.7) / 2
    for k, line in enumerate(block.lines):
        if any(run.style in _MARKS for run in line):
            ground = "".join(_ground(run, block.size) for run in line)
            for offset in _GROUNDS:
                y = base + k * step + offset * block.size
                yield _text(ground, x, y, block.size, block.face, "none", is_at_end=block.is_rtl, is_rtl=block.is_rtl)
            if under := _under(line, block.size):
                y = base + k * step + _BELOW * block.size
                yield _text(under, x, y, block.size, block.face, "none", is_at_end=block.is_rtl, is_rtl=block.is_rtl)
    for k, line in enumerate(block.lines):
        inner = "".join(_marked(run) for run in line)
        y, ink = base + k * step, _COLOUR["ink"]
        yield _text(inner, x, y, block.size, block.face, ink, is_at_end=block.is_rtl, is_rtl=block.is_rtl)


def _ground(run: Run, size: int) -> str:
    """The words themselves unseen, and behind those that are marked a thick line."""
    if run.style not in _MARKS:
        return f"<tspan>{_xml(run.text)}</tspan>"
    colour = _COLOUR[_MARKS[run.style][0]]
    line = f'fill="{colour}" stroke="{colour}" stroke-width="{size * _GROUND:.1f}" stroke-linejoin="round"'
    unseen = f'<tspan fill="none" stroke="none">{_xml(run.text)}</tspan>'
    return f'<tspan {line} text-decoration="line-through">{unseen}</tspan>'


def _under(line: list[Run], size: int) -> str:
    """The words unseen, with a line under those that came and are dense; "" where there are none."""
    came = [run.style == "new" and is_dense(run.text) for run in line]
    if not any(came):
        return ""
    ink = _COLOUR[_MARKS["new"][1]]
    drawn = f'fill="{ink}" stroke="{ink}" stroke-width="{size * _UNDER:.1f}" text-decoration="line-through"'
    unseen = [f'<tspan fill="none" stroke="none">{_xml(run.text)}</tspan>' for run in line]
    return "".join(
        f"<tspan {drawn}>{text}</tspan>" if is_new else text for text, is_new in zip(unseen, came, strict=True)
    )


def _marked(run: Run) -> str:
    if run.style not in _MARKS:
        return f"<tspan>{_xml(run.text)}</tspan>"
    _, ink, decoration = _MARKS[run.style]
    if is_dense(run.text):
        decoration = "none"  # a line through 二 makes 三 of it
    return f'<tspan fill="{_COLOUR[ink]}" text-decoration="{decoration}">{_xml(run.text)}</tspan>'


def _plain(text: str, x: float, y: float, size: int, face: Face, fill: str, *, is_at_end: bool = False) -> str:
    return _text(_xml(text), x, y, size, face, fill, is_at_end=is_at_end)


def _text(
    inner: str,
    x: float,
    y: float,
    size: int,
    face: Face,
    fill: str,
    *,
    is_at_end: bool = False,
    is_rtl: bool = False,
) -> str:
    anchor = ' text-anchor="end"' if is_at_end else ""
    font = f'font-family="{escape(face.family)}" font-weight="{face.weight}" font-size="{size}"'
    said = f"{_RTL}{inner}{_END}" if is_rtl else inner
    return f'<text x="{x:.1f}" y="{y:.1f}"{anchor} {font} fill="{fill}" xml:space="preserve">{said}</text>'


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("", text))
