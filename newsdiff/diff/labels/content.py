"""The labels of what an edited text says: number, name, quotation, negation, hedge, attribution, typo."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsdiff.diff.labels.context import Context
from newsdiff.diff.labels.edits import Edit, Hunk, edits, paired_hunks, words_at
from newsdiff.diff.labels.findings import Found
from newsdiff.diff.labels.names import name_changes
from newsdiff.diff.labels.numbers import number_changes, quantities
from newsdiff.diff.labels.phrases import attribution_changes, gained_or_lost
from newsdiff.diff.labels.quotations import quotation_changes
from newsdiff.diff.labels.typos import is_slip
from newsdiff.model.change import LabelName, Spans

#: what is left of a text for this question: words, and the signs that change what they say
_SAID = re.compile(r"\w+|[?？؟%٪$€£¥₽₹⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉]")
#: "front-line" is "frontline"
_JOINED = dict.fromkeys(map(ord, "’'-_"))
#: an address that a mail shield masks: what is left of it is chance
_MASKED = re.compile(r"\S*\[email\sprotected\]\S*")
_LETTER = re.compile(r"[^\W\d_]")
#: without one of these nothing is quoted
_MARK = re.compile("[\"“„«»‹「『‘'‚]|^[—–―]")
Fired = tuple[LabelName, Found]


@dataclass(frozen=True, slots=True)
class Unit:
    """An edited paragraph (or several that became one, or one that became several), or a field."""

    old: Sequence[str]
    new: Sequence[str]
    spans_old: Sequence[Spans]
    spans_new: Sequence[Spans]

    def edits(self, context: Context) -> list[Edit]:
        """Its edits; paragraphs joined by one space."""
        old, spans_old, _ = _joined(self.old, self.spans_old)
        new, spans_new, edges = _joined(self.new, self.spans_new)
        return edits(old, new, spans_old, spans_new, (context.old, context.new), edges)


def _joined(texts: Sequence[str], spans: Sequence[Spans]) -> tuple[str, Spans, frozenset[int]]:
    marked: list[tuple[int, int]] = []
    edges = set()
    start = 0
    for k, text in enumerate(texts):
        marked += [(s + start, e + start) for s, e in (spans[k] if k < len(spans) else ())]
        edges |= {start, start + len(text)}
        start += len(text) + 1
    return " ".join(texts), tuple(marked), frozenset(edges)


def quotation_labels(unit: Unit, context: Context) -> Iterator[Fired]:
    """The quotations that a unit changed: looked at as a whole, for a speech goes over many sentences."""
    if not any(_MARK.search(text) for text in (*unit.old, *unit.new)):
        return
    old, spans_old, _ = _joined(unit.old, unit.spans_old)
    new, spans_new, _ = _joined(unit.new, unit.spans_new)
    edit = Edit(old, new, tuple(paired_hunks(old, new, spans_old, spans_new)), is_same_sentence=True, at_edge=False)
    rest = mended(edit, slips_of(edit, context))
    for found in quotation_changes(
        rest, context.language, lambda words, side: context.elsewhere(words, (old, new), side)
    ):
        yield LabelName.QUOTATION, found


def content_labels(edit: Edit, context: Context) -> Iterator[Fired]:
    """What an edit changes, each with its words; what a slip of spelling alone changes is a typo and nothing else."""
    language = context.language
    slips = slips_of(edit, context)
    rest = mended(edit, slips)
    if rest.hunks:
        yield from ((LabelName.NUMBER, found) for found in number_changes(rest, language))
        yield from ((LabelName.NAME, found) for found in name_changes(rest, context.names))
        yield from ((LabelName.NEGATION, found) for found in gained_or_lost(rest, "negation", language))
        yield from ((LabelName.HEDGE, found) for found in gained_or_lost(rest, "hedge", language))
        yield from ((LabelName.ATTRIBUTION, found) for found in attribution_changes(rest, language))
    for hunk in slips:
        yield LabelName.TYPO, Found(words_at(edit.old, hunk.old), words_at(edit.new, hunk.new))


def slips_of(edit: Edit, context: Context) -> list[Hunk]:
    """The differing stretches that are slips of spelling."""
    names = context.names
    return [h for h in edit.hunks if is_slip(edit, h, context.language, context.stands, names.known)]


def mended(edit: Edit, slips: Sequence[Hunk]) -> Edit:
    """The edit without its slips: the old side spelled as the new one."""
    if not slips:
        return edit
    old, shift, hunks = edit.old, 0, []
    for hunk in edit.hunks:
        start, end = hunk.old or (0, 0)
        if hunk not in slips:
            hunks.append(Hunk((start + shift, end + shift) if hunk.old else None, hunk.new))
        elif hunk.old:
            new = words_at(edit.new, hunk.new)
            old = old[: start + shift] + new + old[end + shift :]
            shift += len(new) - (end - start)
    return replace(edit, old=old, hunks=tuple(hunks))


def is_substantial(edit: Edit, context: Context) -> bool:
    """Whether more differs than slips, case, the way a number is written, and marks that change no sense."""
    rest = mended(edit, slips_of(edit, context))
    return bool(rest.hunks) and _said(rest.old, context.language) != _said(rest.new, context.language)


def says_something(text: str) -> bool:
    """Whether a paragraph is more than a number: those of code lines and pages come and go with the template."""
    return bool(_LETTER.search(_MASKED.sub("", text)))


def _said(text: str, language: str) -> list[str]:
    """The words of a text with its numbers as values, without markup and masked addresses."""
    text = _MASKED.sub("", text)
    pieces, last = [], 0
    for quantity in quantities(text, language):
        pieces += [text[last : quantity.span[0]], f" {quantity.value} {quantity.unit} "]
        last = quantity.span[1]
    said = " ".join([*pieces, text[last:]]).translate(_JOINED)
    return [word.lower() for word in _SAID.findall(said)]
