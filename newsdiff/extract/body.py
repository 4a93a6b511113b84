"""Blocks of the container -> paragraphs and captions: each block judged by its own evidence.

Every rule has a name and looks at one block and its neighbours. There is no minimum length inside the container:
"No," he said. is a paragraph.
"""

import re
from collections.abc import Collection

from newsdiff.extract.block import Block
from newsdiff.extract.box_rules import is_post
from newsdiff.extract.bylines import is_byline
from newsdiff.extract.context import Context, Rule
from newsdiff.extract.link_lines import (
    is_channel,
    is_filed,
    is_label_and_link,
    is_link,
    is_link_row,
    is_promo,
    parts_of,
)
from newsdiff.extract.notes import is_note_text
from newsdiff.extract.stamps import is_ago_line, is_count_line, is_date_line
from newsdiff.extract.text import ends_sentence, weight
from newsdiff.extract.words import begins_with, holds_any, holds_word, is_word, words

_UNFILLED = re.compile(r"([$%#@]{2})[^$%#@]{1,60}\1|\{\{[^{}]{1,60}\}\}|\[\[[^\[\]]{1,60}\]\]")
#: which picture of a gallery is shown: "Image 1 of 5", "3 von 12"
_TURNED = re.compile(r"(?:(?P<what>\w+)\s+)?\d{1,3}\s*(?:of|von|de|sur|di|van|av|z|из|/)\s*\d{1,3}", re.I)
#: a rating, and by how many: "★★★★☆ 4.3/5 (95 votes)"
_STARS = re.compile("[★☆⭐]{3,}")
#: signs under which readers are counted
_THUMBS = re.compile("[👍👎❤♥]")
_MAX_HEADING = 90
#: "0-0", "40.1"
_FIGURE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}|\d+[.,]\d+")
#: a word in front of an author's name is no heavier
_MAX_BY = 12
_QUOTED = re.compile('["“”„«»「」『』]')
#: heavier blocks say more than what the publisher earns
_MAX_DISCLOSURE = 600
#: heavier blocks say more than who holds which rights; the least part of a line that reserves them, and its sign
_MAX_RIGHTS, _RIGHTS, _SIGN = 240, 0.25, re.compile("[©ⓒ]")
#: heavier lines are no counts
_MAX_LINE = 60


def is_label(block: Block, context: Context) -> bool:
    """A label of the page: "Advertisement", "Share", the name of the site; a "By" whose name stands elsewhere."""
    if (block.weight <= _MAX_BY and is_word(block.text, "byline")) or _interrupts(block):
        return True
    return all(is_word(part, "label") for part in parts_of(block.text)) or bool(
        context.source and block.text.lower() == context.source.lower()
    )


def _interrupts(block: Block) -> bool:
    """Whether a line says that the text goes on behind an advertisement."""
    if block.kind != "text" or block.is_row or block.weight > _MAX_LINE or ends_sentence(block.text):
        return False
    return holds_word(block.text, "advert") and holds_word(block.text, "goes_on")


def is_publisher_line(block: Block, _: Context) -> bool:
    """Terms, rights and appeals of the publisher; a short line that reserves rights, wherever it says so."""
    if block.kind == "heading" or block.weight >= 400:
        return False
    return begins_with(block.text, "publisher") or _reserves_rights(block)


def _reserves_rights(block: Block) -> bool:
    """Whether a short line does little else than to reserve rights, or has the sign for them; nobody is quoted."""
    if block.kind not in ("text", "note") or block.weight > _MAX_RIGHTS or _QUOTED.search(block.text):
        return False
    low = block.text.lower()
    said = sum(len(word) for word in words("rights") if word in low)
    return said > 0 and (said >= _RIGHTS * len(low) or bool(_SIGN.search(low)))


def is_disclosure(block: Block, _: Context) -> bool:
    """What the publisher earns from links, and whose views are told, in its own voice: nobody is quoted."""
    if block.weight > _MAX_DISCLOSURE or block.kind in ("heading", "note") or _QUOTED.search(block.text):
        return False
    return holds_any(block.text, "disclosure")


def is_date(block: Block, _: Context) -> bool:
    """Nothing but a date, a time or a reading time.

    News are numbers in a table of data, a result, a figure, and an item of a list that is no stamp: "Time: 7 p.m.".
    """
    if is_ago_line(block.text):
        return True
    if block.is_row or _FIGURE.fullmatch(block.text):
        return False
    return is_date_line(block.text) and (block.kind != "list_item" or holds_any(block.text, "updated"))


def is_count(block: Block, _: Context) -> bool:
    """A number of comments, shares or views; a rating in stars and numbers; which picture of a gallery is shown."""
    turned = _TURNED.fullmatch(block.text)
    if turned and not block.is_row and (turned["what"] is None or is_word(turned["what"], "credit")):
        return True
    if block.kind in ("list_item", "heading") or block.is_row:
        return False
    is_short = block.weight <= _MAX_LINE and not ends_sentence(block.text) and any(map(str.isdigit, block.text))
    if is_short and (_STARS.match(block.text) or _THUMBS.search(block.text)):
        return True
    return is_count_line(block.text)


def repeats_headline(block: Block, context: Context) -> bool:
    """The headline once more."""
    return bool(context.headline) and _same(block.text, context.headline or "")


def repeats_standfirst(block: Block, context: Context) -> bool:
    """The standfirst once more."""
    return bool(context.standfirst) and _same(block.text, context.standfirst or "")


def is_the_byline(block: Block, context: Context) -> bool:
    """The byline, with whatever stands beside it in the same block."""
    if not context.byline or block.weight > 2 * weight(context.byline) + 80:
        return False
    if len(block.text) > 4 and block.text in context.byline:
        return True
    return block.text.startswith(context.byline) or (is_byline(block) and context.byline.split(" | ")[0] in block.text)


def is_sign(block: Block, _: Context) -> bool:
    """No letter and no digit in it: a rule, stars, an arrow; or a place that a template left unfilled, "{{ad}}"."""
    return not any(c.isalnum() for c in block.text) or bool(_UNFILLED.fullmatch(block.text))


#: name -> rule; a block for which one of them holds is not text
DROP_RULES: dict[str, Rule] = {
    "sign": is_sign,
    "link": is_link,
    "promo": is_promo,
    "label_and_link": is_label_and_link,
    "channel": is_channel,
    "link_row": is_link_row,
    "filed": is_filed,
    "label": is_label,
    "publisher_line": is_publisher_line,
    "date": is_date,
    "count": is_count,
    "headline_again": repeats_headline,
    "standfirst_again": repeats_standfirst,
    "byline": is_the_byline,
}


#: a block of fewer words than this in a post may be a mere address
_FEW_WORDS = 3
#: reasons for removal that do not hold in a post of a network: its links are names, tags and pictures
_OF_LINKS = frozenset(["link", "promo", "label_and_link", "link_row", "channel"])


def is_posted(block: Block) -> bool:
    """Whether a block stands in a post of a network that the page shows, and is no mere address."""
    if len(block.text.split()) < _FEW_WORDS:
        return False
    quote = next(block.owner.iterancestors("blockquote"), None) if block.owner is not None else None
    return quote is not None and is_post(quote)


def dropped_by(block: Block, context: Context, *, unasked: Collection[str] = ()) -> str | None:
    """The name of the rule that drops the block; None when it stays. Rules in `unasked` drop nothing."""
    if block.kind in ("label", "date"):
        return block.kind
    if is_posted(block):
        unasked = {*unasked, *_OF_LINKS}
    return next((name for name, rule in DROP_RULES.items() if name not in unasked and rule(block, context)), None)


def is_subheading(block: Block, before: Block | None, after: Block | None) -> bool:
    """A short line without an end between two paragraphs that have one."""
    if (
        block.kind != "text"
        or block.is_row
        or block.weight > _MAX_HEADING
        or len(block.text.split()) > 12
        or before is None
        or after is None
    ):
        return False
    if ends_sentence(block.text) or block.text[-1] in ',;:—–-"”»)]、：；，' or not block.text[0].isalnum():
        return False
    return all(
        b.kind in ("text", "quote", "list_item") and b.weight > block.weight and ends_sentence(b.text)
        for b in (before, after)
    )


def is_note(block: Block) -> bool:
    """A note of the newsroom: credits of reporters and editors, a correction."""
    if block.kind not in ("text", "list_item", "quote", "note"):
        return False
    return (
        block.kind == "note"
        or is_note_text(block.text)
        or (block.weight < 300 and holds_any(block.text, "contributed"))
    )


def _same(a: str, b: str) -> bool:
    return a.casefold().rstrip(" .:") == b.casefold().rstrip(" .:")
