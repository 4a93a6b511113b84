"""The body as a whole: what the order of the blocks tells, after each was judged alone."""

import itertools
import re
from dataclasses import dataclass, field

from newsdiff.extract.block import Block
from newsdiff.extract.body import dropped_by, is_disclosure, is_note, is_subheading
from newsdiff.extract.captions import is_caption, undoubled
from newsdiff.extract.context import Context, Rule
from newsdiff.extract.copies import copies_among
from newsdiff.extract.dates import written_date
from newsdiff.extract.link_lines import parts_of
from newsdiff.extract.prose import PROSE, is_prose, place_of
from newsdiff.extract.stamps import is_ago_line, is_date_line
from newsdiff.extract.talk import heads_talk
from newsdiff.extract.text import ends_sentence, weight
from newsdiff.extract.words import begins_with, holds_any, is_word
from newsdiff.model.article import Paragraph, ParagraphKind

_KINDS = {
    "text": ParagraphKind.TEXT,
    "heading": ParagraphKind.HEADING,
    "list_item": ParagraphKind.LIST_ITEM,
    "quote": ParagraphKind.QUOTE,
    "note": ParagraphKind.NOTE,
}
#: entries of a live blog, each under its time, are at least so many, or two where nothing but a time stands there, with
#: no more letters: "4.14 Uhr", "10 p.m. ET"
_LEAST_ENTRIES, _LEAST_BARE, _MAX_LETTERS = 3, 2, 4
_TIME_OF_DAY = re.compile(
    r"(?<![\d:.])\d{1,2}(?::\d\d|\.\d\d(?![.\d])|\s?h\s?\d\d|[時点點시]|\s?(?:[ap]\.?m\b|uhr))", re.I
)
#: a line with a year in it dates another story
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: more items than this above the text are not highlights
_MAX_HIGHLIGHTS = 8
_MAX_TAIL_LABEL, _MAX_ANNOUNCED = 60, 40
#: a shorter name of a publication may be any word
_LEAST_SOURCE = 3
#: a line above the text that holds the day of publication is no heavier, nor a row of such lines with signs between
#: them, and no more lines stand above it
_MAX_DATED, _MAX_ROW, _MAX_ABOVE = 60, 120, 4
#: what stands before the name in a line on the author: "Our correspondent", "Write to"
_MAX_TITLE = 24
#: no credit behind a caption or a word for it is heavier
_MAX_CREDIT = 60
#: heavier lines behind the text are no appeals; nor are those in which somebody is quoted
_MAX_APPEAL = 500
#: an appeal may begin with questions, and speaks of what is ours
_OURS = re.compile(r"(?i)\b(?:our|us|newsletter|unser\w*|nuestr[oa]s?|nos|notre|noss[oa]s?|наш\w*)\b")
_LATER, _FEW_SENTENCES = re.compile(r"(?<=[?!？！])\s+"), 3
_NAMED = re.compile('[„“«»‹「『"](?:[^\\W]|[ .&-]){2,40}(?<![,.!?])[”“«»›」』"](?=:|\\s(?:is|ist|est|es)\\s)')
_QUOTES = re.compile('["“”„«»「」『』]')


@dataclass(slots=True)
class Body:
    """Paragraphs in order, the blocks they came from, and captions apart."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)


def compose(blocks: list[Block], context: Context) -> Body:
    """Paragraphs and captions of the blocks of the body."""
    blocks = _merged_captions(blocks, context)
    kept: list[Block] = []
    captions: list[str] = []
    emptied = False
    belonging = _without_tails(blocks, context.source or "")
    context.dropped += _missing(blocks, belonging, "tail")
    times, copies = _entry_times(belonging), copies_among(belonging)
    for block in belonging:
        # far below the top it is the sentence that the standfirst was taken from
        unasked = ("standfirst_again",) if sum(map(is_prose, kept[:_MAX_ABOVE])) > 1 else ()
        rule = dropped_by(block, context, unasked=unasked) if block.place not in times else None
        if rule is None and len(kept) <= _MAX_ABOVE and not any(map(is_prose, kept)):
            rule = next((name for name, holds in _FOREWORDS.items() if holds(block, context)), None)
        if rule is None and id(block) in copies:
            rule = "again"
        if rule is not None:
            context.dropped.append((block, rule))
        if rule is None and is_caption(block, context):
            context.dropped.append((block, "caption"))
            captions.append(undoubled(block.text))
        elif rule is None:
            if block.kind == "heading" and kept and kept[-1].kind == "heading" and emptied:
                kept.pop()
            kept.append(block)
            emptied = False
        elif rule in ("link", "promo"):
            emptied = True
    headed = _without_ends(kept)
    context.dropped += _missing(kept, headed, "heads_nothing")
    told = _without_afterwords(headed, context)
    kept = _without_highlights(told)
    context.dropped += _missing(told, kept, "highlight")
    return Body([paragraph_of(b, kept, at) for at, b in enumerate(kept)], kept, list(dict.fromkeys(captions)))


def _missing(before: list[Block], after: list[Block], rule: str) -> list[tuple[Block, str]]:
    """The blocks that a step left out, with its name."""
    stayed = set(map(id, after))
    return [(block, rule) for block in before if id(block) not in stayed]


def _entry_times(blocks: list[Block]) -> set[float]:
    """The places of the times at which the entries of a live blog were written: each is the heading of its entry.

    They are times of day on a line of their own, each in front of prose or of a heading; a time that ticks
    ("12 minutes ago") is none.
    """
    found = [
        (block, time)
        for block, after in itertools.pairwise(blocks)
        if (time := _time_of_day(block)) and (after.kind == "heading" or is_prose(after))
    ]
    dated = _dated_headings(blocks)
    are_bare = all(sum(map(str.isalpha, block.text)) <= _MAX_LETTERS for block, _ in found)
    if len(found) < (_LEAST_BARE if are_bare else _LEAST_ENTRIES):
        return dated
    for block, time in found:
        block.kind, block.text = "heading", time
    return dated | {block.place for block, _ in found}


def _dated_headings(blocks: list[Block]) -> set[float]:
    """The places of headings that are a day each, three at least, each in front of prose: those of a chronicle."""
    found = [
        block
        for block, after in itertools.pairwise(blocks)
        if block.kind == "heading" and is_prose(after) and is_date_line(block.text) and written_date(block.text)
    ]
    differ = len({block.text for block in found}) > 1
    return {block.place for block in found} if differ and len(found) >= _LEAST_ENTRIES else set()


def _time_of_day(block: Block) -> str | None:
    """The time that a line of nothing but times says, without how long ago that was."""
    if not (is_date_line(block.text) or is_ago_line(block.text)):
        return None
    said = (block.text, *block.times)
    return next((t for t in said if _TIME_OF_DAY.search(t) and not _YEAR.search(t) and not is_ago_line(t)), None)


def _is_dated_line(block: Block, context: Context) -> bool:
    """A line above or behind the text with the day of publication in it: "Sea, 3 March 2031, by Odile Brandt".

    When a text was updated, and since when it holds, is news where nothing else tells it: in terms and policies.
    """
    if block.kind != "text" or block.weight > _MAX_ROW or ends_sentence(block.text):
        return False
    if any(weight(part) > _MAX_DATED for part in parts_of(block.text)):
        return False
    written = written_date(block.text)
    return written is not None and written[:10] == context.day and not holds_any(block.text, "updated")


def _merged_captions(blocks: list[Block], context: Context) -> list[Block]:
    """A block that stands twice in a row is a picture's text and its caption.

    So is what begins the caption beside it, and a name behind the word for whose picture it is.
    """
    for one, two in itertools.pairwise(blocks):
        is_text = one.kind != "heading" and not one.is_row
        if one.text == two.text and one.weight > 25 and not ends_sentence(one.text) and is_text:
            context.captions.add(one.text)
        elif "caption" in (one.kind, two.kind) and one.kind != two.kind:
            text, caption = (two, one) if one.kind == "caption" else (one, two)
            if text.weight > 25 and caption.weight - text.weight <= _MAX_CREDIT and caption.text.startswith(text.text):
                context.captions.add(text.text)
        elif one.text[-1] in ":：" and is_word(one.text, "credit") and _is_no_sentence(two):
            context.captions |= {one.text, two.text}
    return blocks


def _is_no_sentence(block: Block) -> bool:
    return block.kind in ("text", "list_item") and block.weight <= _MAX_CREDIT and not ends_sentence(block.text)


def _without_tails(blocks: list[Block], source: str) -> list[Block]:
    """Leave out what follows a heading like "Related articles", up to the next prose or true heading."""
    kept: list[Block] = []
    in_tail = False
    label: Block | None = None
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if kept and (is_word(block.text, "end") or heads_talk(block.text)) and _is_mostly_over(blocks, at):
            return kept + [b for b in blocks[at:] if is_note(b)]
        if _is_tail_label(block, source) and not _is_said_on(after, kept):
            in_tail, label = True, block
        elif (in_tail and label is not None and _goes_on(block, label, kept)) or (
            in_tail and (_is_own(block) or (_begins_own(block, after) and _is_own(after)))
        ):
            in_tail = False
        if not in_tail:
            kept.append(block)
    return kept


def _is_said_on(after: Block | None, kept: list[Block]) -> bool:
    """Whether what follows a label is a short sentence without a link that stands as the paragraphs above do.

    "Up next" may head what the teams do next. A longer one ends what a label announces anyway.
    """
    if after is None or after.links or after.kind != "text" or not ends_sentence(after.text) or is_prose(after):
        return False
    return any(place_of(after) == place_of(block) for block in kept if is_prose(block))


def _is_mostly_over(blocks: list[Block], at: int) -> bool:
    """Whether most of the prose stands above this place."""
    above = sum(b.weight for b in blocks[:at] if is_prose(b))
    return above > sum(b.weight for b in blocks[at:] if is_prose(b))


def _is_own(block: Block | None) -> bool:
    """Whether a block after a list of other stories belongs to the article again."""
    if block is None or block.link_density >= 0.3 or begins_with(block.text, "publisher"):
        return False
    return is_prose(block) or is_note(block)


def _begins_own(block: Block, after: Block | None) -> bool:
    """Whether a block may begin the article above its prose: a heading, or a short sentence in the same place."""
    if block.kind == "heading":
        return block.link_density < 0.3
    is_sentence = block.kind == "text" and block.link_density < 0.5 and ends_sentence(block.text)
    return is_sentence and after is not None and place_of(after) == place_of(block)


def _goes_on(block: Block, label: Block, kept: list[Block]) -> bool:
    """Whether the label stood in a box of its own, and this is a paragraph beside those before the box."""
    last = next((b for b in reversed(kept) if is_prose(b)), None)
    if block.owner is None or label.owner is None or last is None or last.owner is None or block.link_density >= 0.3:
        return False
    body = last.owner.getparent()
    return bool(
        block.owner.tag == last.owner.tag == "p"
        and block.owner.get("class") == last.owner.get("class")
        and block.owner.getparent() is body
        and label.owner.getparent() is not body
    )


def _is_tail_label(block: Block, source: str) -> bool:
    """Whether it announces other stories, by its words or as more of the `source`: "More stories by the Gull"."""
    if block.weight > _MAX_TAIL_LABEL or block.kind not in ("heading", "text"):
        return False
    if is_word(block.text, "tail"):
        return True
    name = source.casefold().removeprefix("the ")
    names_source = len(name) >= _LEAST_SOURCE and name in block.text.casefold()
    return names_source and begins_with(block.text, "more") and not ends_sentence(block.text)


def _without_ends(blocks: list[Block]) -> list[Block]:
    """Headings after the last text head nothing, nor do labels of what was left out there."""
    end = len(blocks)
    while end and (_heads_nothing(blocks[end - 1]) or _is_last_label(blocks[end - 1], blocks[: end - 1])):
        end -= 1
    return blocks[:end]


def _heads_nothing(last: Block) -> bool:
    """Whether the last block is a heading; a sentence or more is text, whatever its tag."""
    return last.kind == "heading" and not (last.weight >= PROSE and ends_sentence(last.text))


def _is_last_label(block: Block, before: list[Block]) -> bool:
    """Whether a few words behind the text announce something ("In the programme:") or stand in a box of their own."""
    if block.kind != "text" or block.weight > _MAX_TAIL_LABEL or is_note(block) or block.is_row:
        return False
    if block.text.endswith((":", "：")) and block.weight <= _MAX_ANNOUNCED:
        return True
    return not ends_sentence(block.text) and place_of(block) not in map(place_of, before)


def _without_afterwords(blocks: list[Block], context: Context) -> list[Block]:
    """Leave out what is told behind the last paragraph, among notes: who the author is, what the publisher asks for.

    Sites change that on all pages at once.
    """
    kept, notes, dropped = list(blocks), [], []
    while kept:
        last = kept[-1]
        rule = next((name for name, holds in _AFTERWORDS.items() if holds(last, context)), None)
        if rule is None and not is_note(last):
            break
        if is_note(last):
            notes.append(last)
        elif rule is not None:
            dropped.append((last, rule))
        kept.pop()
    if not any(map(is_prose, kept)):
        return blocks
    context.dropped += dropped
    return [*kept, *reversed(notes)]


def _is_appeal(block: Block, context: Context) -> bool:
    """Whether the publisher speaks to readers: sign up, follow us, write to us. There is a link or an address in it."""
    if not context.is_marked or block.weight > _MAX_APPEAL or _is_said(block.text):
        return False
    if not (block.links or "@" in block.text):
        return False
    # behind a question or two the house speaks of itself
    later = _LATER.split(block.text)[1:_FEW_SENTENCES] if _OURS.search(block.text) else []
    invites = block.kind != "list_item" and any(begins_with(sentence, "invite") for sentence in (block.text, *later))
    return invites or holds_any(block.text, "appeal")


def _is_said(text: str) -> bool:
    """Whether somebody is quoted; a few words at the beginning are the name of what is offered."""
    named = _NAMED.match(text)
    return bool(_QUOTES.search(text, named.end() if named else 0))


def _is_first_title(block: Block, _: Context) -> bool:
    """Whether a portal says what the text was called where it comes from."""
    return block.weight <= 2 * _MAX_ROW and begins_with(block.text, "first_title")


def _points_on(block: Block, _: Context) -> bool:
    """Whether addresses are written out behind "More ...": "More sailing: https://gull.example.org/sailing"."""
    return "://" in block.text and begins_with(block.text, "more") and block.weight <= _MAX_APPEAL


def _begins_with_author(block: Block, context: Context) -> bool:
    """Whether the full name of an author stands at the beginning, after a title or two at most, and more behind it.

    An author who speaks ("Ann Lee: Thank you.") is part of an interview, one with an address behind the colon is not.
    """
    low = block.text.casefold()
    speaks = "" if "@" in block.text else ":："
    return any(
        0 <= (at := low.find(name)) <= _MAX_TITLE and (behind := low[at + len(name) :][:1]) and behind not in speaks
        for name in map(str.casefold, context.authors)
        if len(name.split()) > 1
    )


#: name -> rule for what stands above the text, and behind it
_FOREWORDS: dict[str, Rule] = {
    "dated": _is_dated_line,
    "disclosure": is_disclosure,
    "first_title": _is_first_title,
}
_AFTERWORDS: dict[str, Rule] = {
    "author_note": _begins_with_author,
    "appeal": _is_appeal,
    "points_on": _points_on,
} | _FOREWORDS


def _without_highlights(blocks: list[Block]) -> list[Block]:
    """Story highlights, a few bare items above the first paragraph, repeat what the text says."""
    start = 0
    while start < len(blocks) and blocks[start].kind == "list_item":
        start += 1
    rest = blocks[start:]
    if (
        0 < start <= _MAX_HIGHLIGHTS
        and sum(map(is_prose, rest)) >= 2
        and not any(ends_sentence(b.text) for b in blocks[:start])
    ):
        return rest
    return blocks


def paragraph_of(block: Block, blocks: list[Block], at: int) -> Paragraph:
    """The paragraph that the block at place `at` among all kept ones is."""
    before = blocks[at - 1] if at else None
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    if is_note(block):
        return Paragraph(text=block.text, kind=ParagraphKind.NOTE)
    if is_subheading(block, before, after):
        return Paragraph(text=block.text, kind=ParagraphKind.HEADING)
    return Paragraph(text=block.text, kind=_KINDS.get(block.kind, ParagraphKind.TEXT))
