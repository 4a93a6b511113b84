"""Tree -> blocks: runs of text between block boundaries, in document order, each with its own evidence.

Blocks, not nodes: whether a paragraph is a `<p>`, a `<div>` or a run of text between two `<br>` makes no difference.
`<br><br>` splits; a single `<br>` only after the end of a sentence, after a line in bold above prose, or between lines
that all have a label; `<pre>` is read as plain text.
"""

import re
from collections.abc import Callable
from itertools import islice

from lxml import etree

from newsdiff.extract.block import CELL_GAP, Block
from newsdiff.extract.data_rows import LINE_TAGS, is_data_row, is_data_table, is_wrapped_row, is_wrapped_table
from newsdiff.extract.inline import is_inline
from newsdiff.extract.notes import is_note_box
from newsdiff.extract.page import Element, fold_weight, names
from newsdiff.extract.pictures import CAPTION_WORDS, belongs_to_picture
from newsdiff.extract.plain import Kind, split_lines, split_paragraphs
from newsdiff.extract.stamps import is_date_line
from newsdiff.extract.struck import held, is_struck, marked
from newsdiff.extract.text import ends_sentence, fold, letters, lowered, raised, weight

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "summary"])
#: beside a word for captions: whether there is one
_SAYS_WHETHER = frozenset(["has", "with", "no", "without"])
#: paragraphs that a caption may have
_MAX_CAPTION = 4
#: long paragraphs that an item of a list may have
_MAX_ITEM = 4
#: characters of a line in bold that heads a paragraph
_MAX_BOLD = 90
#: what it heads is no lighter, and no greater part of that is links
_HEADED, _LINKED = 80, 0.3
#: how many of the last parts of a run tell whether a sentence has ended: a run may have as many as a page has elements
_LAST = 6
#: letters that are no words, and what elements are called that hold the first one of a text
_CONSONANTS = frozenset("BCDFGHJKLMNPQRSTVWXZ")
_INITIAL_NAMES = frozenset(["initial", "dropcap", "dropcaps", "drop"])
#: a few words and a colon at the beginning of a line, and lines below a name
_LABELLED, _FEW_LINES = re.compile(r"[^\W\d_][^.!?:：,;]{0,28}[:：]\s*\S"), 2
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
#: a `<br>` inside a block, apart from the ends of lines in the source, which mean nothing; never part of a parsed text
_BREAK = "\v"


class _Run:
    """The text collected since the last block boundary."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.links: list[str] = []
        self.strong: list[str] = []
        self.times: list[str] = []
        #: how many parts are a first line in bold; 0 without one
        self.bold = 0


def read_blocks(root: Element) -> list[Block]:
    """All blocks under an element, in document order."""
    walker = _Walker()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            walker.at += 1
            walker.enter(element)
        else:
            walker.leave(element, is_root=element is root)
    walker.flush()
    for block in walker.blocks:
        if belongs_to_picture(block):
            block.kind = "caption"
    return walker.blocks


class _Walker:
    """State of one pass over a tree: where we are, and the run of text so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.owners: list[Element] = []
        self.kinds: list[Kind] = ["text"]
        self.run = _Run()
        #: how many of these elements are open, and those whose text is struck out
        self.open = dict.fromkeys(("a", "b", "strong", "time", "pre"), 0)
        self.struck: list[Element] = []
        self.breaks = 0
        self.in_row = False
        #: what holds of tables
        self.tables: dict[tuple[Callable[[Element], bool], Element], bool] = {}
        #: whether the first letter of a word was read, which stood in an element of its own
        self.is_begun = False
        #: the number of the element opened last, and the place of the last boundary
        self.at = -1
        self.place: float = 0

    def enter(self, element: Element) -> None:
        """A tag opens: a boundary, unless it is inline or a cell of a row."""
        tag = element.tag
        if tag == "br":
            self.line_break()
            return
        if tag in ("td", "th") and self.in_row:
            self.run.parts.append(CELL_GAP if self.run.parts else "")
        elif not (is_inline(tag) or (self.in_row and tag in LINE_TAGS) or self.goes_on(element)):
            self.flush()
            self.place = self.at
            self.in_row = tag == "tr" and self.is_row(element)
            self.owners.append(element)
            self.kinds.append(self.kind_inside(element))
        if tag in self.open:
            self.open[tag] += 1
        if is_struck(element):
            self.struck.append(element)
        text = element.text
        if text and len(text) == 1 and _is_initial(element):
            self.add(text)
            self.is_begun = True
            return
        if text and tag in ("sup", "sub"):
            text = (raised if tag == "sup" else lowered)(text)
        self.add(text)

    def leave(self, element: Element, *, is_root: bool) -> None:
        """A tag closes; the text behind it follows."""
        tag = element.tag
        if tag != "br":
            if tag in self.open:
                self.open[tag] -= 1
            if self.struck and self.struck[-1] is element:
                self.struck.pop()
            if self.owners and self.owners[-1] is element:
                self.flush()
                self.place = self.at + 0.5
                self.in_row = False
                self.owners.pop()
                self.kinds.pop()
        if not is_root:
            self.add(element.tail)

    def goes_on(self, element: Element) -> bool:
        """Whether a component stands in the middle of a sentence of a paragraph: the number of a source in brackets."""
        if "-" not in element.tag or not self.owners or self.owners[-1].tag != "p" or self.breaks:
            return False
        said = marked("".join(self.run.parts[-_LAST:])).rstrip()
        return bool(said) and not ends_sentence(said) and all(is_inline(e.tag) for e in element.iterdescendants())

    def add(self, text: str | None) -> None:
        """Collect text where the walk stands, with what it stands in."""
        if not text:
            return
        if self.is_begun:
            if text.isspace():
                return
            rest, self.is_begun = text.lstrip(), False
            text = rest if rest[0].islower() else text
        if self.breaks and text.strip():
            self.after_break()
        text = held(text) if self.struck else text
        run, is_open = self.run, self.open
        run.parts.append(text)
        if is_open["a"]:
            run.links.append(text)
        if is_open["b"] or is_open["strong"]:
            run.strong.append(text)
        if is_open["time"]:
            run.times.append(text)

    def line_break(self) -> None:
        """Note a `<br>`; what follows decides what it means."""
        if self.open["pre"]:
            self.run.parts.append("\n")
        else:
            self.breaks += 1

    def after_break(self) -> None:
        """Text goes on after `<br>`: a new paragraph after two of them, or after the end of a sentence."""
        breaks, self.breaks = self.breaks, 0
        if breaks > 1 or ends_sentence(marked("".join(self.run.parts[-_LAST:])).rstrip()):
            self.flush()
        else:
            if _BREAK not in self.run.parts and self.is_bold_line():
                self.run.bold = len(self.run.parts)
            self.run.parts.append(_BREAK)

    def is_bold_line(self) -> bool:
        """Whether the run is a short line, all of it in bold."""
        said, strong = "".join(self.run.parts), "".join(self.run.strong)
        return len(said) <= _MAX_BOLD and bool(strong.strip()) and letters(said) == letters(strong)

    def kind_inside(self, element: Element) -> Kind:
        """The kind of the text directly in this element, given what it stands in."""
        tag, above, said = element.tag, self.kinds[-1], names(element)
        if above == "note" or is_note_box(element, said):
            return "note"
        if tag == "figure" and above != "caption" and _holds_story(element):
            return above  # a figure that nobody closed
        if tag in ("figcaption", "figure", "caption") or above == "caption":
            return "text" if tag in ("blockquote", "table") else "caption"
        if tag in _HEADINGS:
            return "heading"
        if tag == "blockquote":
            return "quote"
        if said & CAPTION_WORDS and not said & _SAYS_WHETHER and tag not in ("body", "main", "article", "section"):
            return "caption"
        if tag in ("li", "dt", "dd"):
            return above if tag == "li" and _is_column(element) else "list_item"
        if above == "heading" and tag == "p" and _stands_beside_another(element):
            return "text"  # a heading that nobody closed
        return "text" if tag in ("table", "td", "th", "tr", "article", "section") else above

    def flush(self) -> None:
        """End the run: make it a block, or several where its lines say so."""
        self.is_begun = False
        self.breaks = 0
        if not self.run.parts:
            return
        run, self.run = self.run, _Run()
        raw = marked("".join(run.parts))
        if not raw or raw.isspace():
            return
        owner = self.owners[-1] if self.owners else None
        if self.in_row and CELL_GAP in raw and fold(raw).strip(" |"):
            # the line of the source on which the first cell stands, and cells without text
            row = _block(fold(raw).lstrip(" |"), self.kinds[-1], (owner, self.place), run, whole=True)
            row.is_row = self.says(is_data_table, owner)
            self.blocks.append(row)
            return
        if self.open["pre"] or (owner is not None and owner.tag == "pre"):
            pieces = split_paragraphs(raw)
        elif self.kinds[-1] == "text" and (headed := _headed(run)):
            pieces = [("text", headed[0]), ("text", headed[1])]
        elif owner is not None and owner.tag != "p" and (parted := _parted(raw)):
            pieces = parted
        else:
            pieces = _labelled(raw, run) or split_lines(raw.replace("\n", " ").replace(_BREAK, "\n"))
        for kind, text in pieces:
            kind = kind if kind != "text" else self.kinds[-1]
            self.blocks.append(_block(text, kind, (owner, self.place), run, len(pieces) == 1))

    def is_row(self, row: Element) -> bool:
        """Whether a row is one block."""
        return is_data_row(row) or (is_wrapped_row(row) and self.says(is_wrapped_table, row))

    def says(self, is_such: Callable[[Element], bool], row: Element | None) -> bool:
        """What holds of the table around a row; each table is looked at once."""
        table = next(row.iterancestors("table"), None) if row is not None else None
        if table is None:
            return False
        if (is_such, table) not in self.tables:
            self.tables[is_such, table] = is_such(table)
        return self.tables[is_such, table]


def _headed(run: _Run) -> tuple[str, str] | None:
    """The heading and the paragraph of a run that begins with a line in bold: prose follows it, and no link."""
    if not run.bold:
        return None
    heading, rest = (fold(marked("".join(parts))) for parts in (run.parts[: run.bold], run.parts[run.bold :]))
    is_linked = sum(map(len, run.links)) > _LINKED * len(rest)
    is_prose = weight(rest) >= _HEADED and ends_sentence(rest) and not is_linked
    return (heading, rest) if heading and is_prose and not is_date_line(heading) else None


def _parted(raw: str) -> list[tuple[Kind, str]]:
    """The paragraphs of a bare text in which empty lines part them, as a style may show it; nothing in any other."""
    lines = [line for said in _EMPTY_LINE.split(raw) if (line := fold(said))] if _BREAK not in raw else []
    told = [line for line in lines if ends_sentence(line)]
    if len(lines) <= _FEW_LINES or 4 * len(told) < 3 * len(lines) or sum(map(weight, told)) < _HEADED * len(told):
        return []
    return [("text", line) for line in lines]


def _labelled(raw: str, run: _Run) -> list[tuple[Kind, str]]:
    """The lines of a run of which each is a label and what it is: "Name: Odile<br>Place: Beck Haven"; else nothing.

    A name may stand above several such lines. Links lead elsewhere, and are judged in one piece.
    """
    if _BREAK not in raw or sum(map(len, run.links)) > _LINKED * len(raw):
        return []
    lines = [line for said in raw.split(_BREAK) if (line := fold(said))]
    if any(map(is_date_line, lines)):
        return []  # alone it would be a stamp
    labelled = [bool(_LABELLED.match(line)) for line in lines]
    if not (all(labelled[1:]) and (labelled[:1] == [True] or len(lines) > _FEW_LINES)) or len(lines) < 2:
        return []
    return [("text", line) for line in lines]


def _is_column(item: Element) -> bool:
    """Whether an item is a column of the page: it holds the headline, or as many paragraphs as a story has."""
    if next(item.iter("h1"), None) is not None:
        return True
    paragraphs = (p for p in item.iter("p") if fold_weight(p) >= _HEADED)
    return next(islice(paragraphs, _MAX_ITEM, None), None) is not None


def _holds_story(figure: Element) -> bool:
    """Whether more paragraphs stand in a figure than a caption has."""
    paragraphs = (p for p in figure.iter("p") if next(p.iterancestors("figcaption"), None) is None)
    return next(islice(paragraphs, _MAX_CAPTION, None), None) is not None


def _is_initial(element: Element) -> bool:
    """Whether an element holds the large first letter of a text, and that is no word of its own, as "A" and "I" are."""
    return element.text in _CONSONANTS and not names(element).isdisjoint(_INITIAL_NAMES)


def _stands_beside_another(p: Element) -> bool:
    return any(beside is not None and beside.tag == "p" for beside in (p.getprevious(), p.getnext()))


def _block(text: str, kind: Kind, where: tuple[Element | None, float], run: _Run, whole: bool) -> Block:
    links = sum(map(str.isalnum, "".join(run.links))) if run.links and whole else 0
    strong = weight(fold("".join(run.strong))) if run.strong and whole else 0
    times = [fold(t) for t in run.times]
    return Block(text, *where, kind, weight(text), links, strong, times=times)
