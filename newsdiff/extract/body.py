"""Blocks of the container -> paragraphs and captions: each block judged by its own evidence.

Every rule has a name and looks at one block and its neighbours. There is no minimum length inside the container:
"No," he said. is a paragraph.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from newsdiff.extract.blocks import CELL_GAP, Block
from newsdiff.extract.box_rules import leads_away
from newsdiff.extract.fields import is_byline
from newsdiff.extract.notes import is_note_text
from newsdiff.extract.page import Element, visible_text
from newsdiff.extract.stamps import is_ago_line, is_date_line
from newsdiff.extract.text import ends_sentence, weight
from newsdiff.extract.words import begins_with, holds_any, is_word, words

#: a block is a link when this share of it is link text
LINK_DENSITY = 0.8
_CREDIT_GLUED = re.compile(
    r"(?:\d{4}|[.!?)\]”\"])\s?\.?(?<=[.!?)\]”\"])(?:[A-ZÀ-Þ][\w'’.\-]+(?:[ /][A-ZÀ-Þ][\w'’.\-]*){0,5})$"
)
_AGENCY_CREDIT = re.compile(
    r"(?:REUTERS|Reuters|AFP|AP Photo|Getty Images|EPA|dpa|ANSA|TASS|Xinhua)\s?/\s?[A-ZÀ-Þ][\w'’.\- /]{2,60}\)?\.?$"
)
_BRACKETED_END = re.compile(r"[(（\[]([^()（）\[\]]{3,80})[)）\]][.。]?$")
_POSITION = re.compile(
    r"\((?:From )?(?:L|R|C|left|right|center|centre|[2-9](?:nd|rd|th) [LR]|[lr]\.|links|rechts|gauche|droite)\)", re.I
)
_UNFILLED = re.compile(r"([$%#@]{2})[^$%#@]{1,60}\1|\{\{[^{}]{1,60}\}\}|\[\[[^\[\]]{1,60}\]\]")
_LABEL_END = re.compile(r"[:：]|\s[–—|>»→]\s")
_DIVIDERS = re.compile("[·|•]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w\-]+(?:\.[\w\-]+)*\.[a-z]{2,12}(?:/\S*)?", re.I)
_COUNTS = re.compile(
    r"[\d.,]+\s*[KkMm]?\s*(?:comments?|shares?|views?|likes?|replies|kommentare?|commentaires?|comentarios?|commenti|reacties|komentar|комментари\w*|просмотр\w*|コメント|댓글|评论)?$"
)
#: which picture of a gallery is shown: "Image 1 of 5", "3 von 12"
_TURNED = re.compile(r"(?:(?P<what>\w+)\s+)?\d{1,3}\s*(?:of|von|de|sur|di|van|av|z|из|/)\s*\d{1,3}", re.I)
#: a rating, and by how many: "★★★★☆ 4.3/5 (95 votes)"
_STARS = re.compile("[★☆⭐]{3,}")
#: signs under which readers are counted
_THUMBS = re.compile("[👍👎❤♥]")
#: no name in a credit has these
_NO_NAME = ".:。"
#: heavier captions recognised by their words alone are paragraphs
_MAX_CAPTION = 900
#: nor does a credit at the end of a text, with the word before it, have more characters
_MAX_CREDIT = 120
_MAX_HEADING = 90
_LONG = 80
#: a link longer than this may be the headline of another story
_MAX_NAME = 24
#: "0-0", "40.1"
_FIGURE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}|\d+[.,]\d+")
#: nor has a name so many words
_FEW_WORDS = 4
#: how many neighbours are looked at, and how many of them must be paragraphs
_NEAR, _FEW = 12, 3
#: heavier blocks say more than where to follow
_MAX_INVITATION = 300
#: a word in front of an author's name is no heavier
_MAX_BY = 12
#: signs that point to another page
_POINTS = re.compile(r"(?:>>?|»|→|►|▶|➤|➡|➔|👉|☞)\s*\w")
_QUOTED = re.compile('["“”„«»「」『』]')
#: heavier blocks say more than what the publisher earns
_MAX_DISCLOSURE = 600
#: nor do they say what a story was filed under
_MAX_FILED = 500
#: heavier lines are no counts
_MAX_LINE = 60
#: longer parts of a row are no links of a tool bar
_MAX_PART = 40


@dataclass(slots=True)
class Context:
    """What the rules know beside the block."""

    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    #: whether metadata call the page an article; else it may be a policy or a notice, in which all is text
    is_marked: bool = False
    #: the day of publication, as an ISO date; "" when it is not known
    day: str = ""
    #: texts and alternative texts of pictures, known captions
    captions: set[str] = field(default_factory=set)
    #: name of the publication
    source: str | None = None
    #: blocks that were left out so far, with the name of the rule
    dropped: list[tuple[Block, str]] = field(default_factory=list)


Rule = Callable[[Block, Context], bool]


def is_link(block: Block, _: Context) -> bool:
    """Nearly all of it is a link: it points to another page. A note of the newsroom may be one."""
    if block.link_density < LINK_DENSITY or begins_with(block.text, "note"):
        return False
    return not _names_a_document(block) and not _has_figures(block) and not _is_of_a_list(block)


def _is_of_a_list(block: Block) -> bool:
    """Whether a line of a label and names is one of several such, or stands beside one that is text.

    The names are linked by chance: "Haven: <a>Beck</a>, <a>Tolsa</a>" beside "Inland: Lind, Rhum".
    """
    owner = block.owner
    if owner is None or owner.tag != "p" or not _is_labelled(block.text) or not _links_names(owner):
        return False
    if begins_with(block.text, "promo") or is_word(block.text.replace("：", ":").partition(":")[0], "label"):
        return False
    siblings = (*islice(owner.itersiblings("p", preceding=True), _NEAR), *islice(owner.itersiblings("p"), _NEAR))
    beside = [p for p in siblings if _is_labelled(visible_text(p)) and _links_names(p)]
    return len(beside) >= _FEW or any(2 * _linked(p) < weight(visible_text(p)) for p in beside)


def _links_names(p: Element) -> bool:
    """Whether no link in a line is long enough to be a headline."""
    return all(weight(visible_text(link)) <= _MAX_NAME for link in p.iter("a"))


def _is_labelled(text: str) -> bool:
    """Whether a line begins with a few words and a colon."""
    before, colon, after = text.replace("：", ":").partition(":")
    return bool(colon and after.strip()) and 0 < weight(before) <= _MAX_NAME and not ends_sentence(text)


def _linked(p: Element) -> int:
    return sum(weight(visible_text(link)) for link in p.iter("a"))


def _has_figures(block: Block) -> bool:
    """Whether it is a row of a table with a head, and one of its cells is a bare number: what is linked is news too."""
    if not block.is_row or block.owner is None:
        return False
    table = next(block.owner.iterancestors("table"), None)
    if table is None or next(table.iter("th"), None) is None:
        return False
    cells = block.text.split(CELL_GAP)
    return any(any(c.isdigit() for c in cell) and not any(c.isalpha() for c in cell) for cell in cells)


def _names_a_document(block: Block) -> bool:
    """Whether a link is too short for a headline and a bare `<p>` among bare ones: a translation, a report, a site.

    So is an address, however long.
    """
    owner, text = block.owner, block.text
    if owner is None or owner.tag != "p" or owner.attrib or not (_ADDRESS.fullmatch(text) or _is_name(text)):
        return False
    parent = owner.getparent()
    bare = (p for p in parent if p.tag == "p" and not p.attrib) if parent is not None else ()
    return sum(1 for p in islice(bare, _NEAR) if weight(visible_text(p)) >= _LONG) >= _FEW


def _is_name(text: str) -> bool:
    if not _may_name(text) or len(text.split()) < 2 or not text[-1].isalpha():
        return False
    return not begins_with(text, "promo") and not any(is_word(text, w) for w in ("tail", "end"))


def _may_name(text: str) -> bool:
    """Whether a text is too short for a headline: three words at most."""
    return weight(text) <= _MAX_NAME and len(text.split()) < _FEW_WORDS


def is_promo(block: Block, _: Context) -> bool:
    """ "Read more: ..." or "» ..." with a link, or in front of one; not a whole sentence that happens to hold one."""
    points = block.link_density > 0.3 and _POINTS.match(block.text) and "«" not in block.text
    if not points and not begins_with(block.text.replace(" |", ":", 1), "promo"):
        return False
    if block.link_density < 0.6 and block.weight * (1 - block.link_density) >= _LONG and ends_sentence(block.text):
        return False
    return block.link_density > 0.3 or (block.weight < _LONG and block.text.endswith((":", "：", "»", ">", "→")))


def is_label_and_link(block: Block, _: Context) -> bool:
    """A few words, a colon and a link after it, in any language; an address in the link is news of its own.

    Without a colon the link ends the line, nothing ends a sentence, and no number stands before it: a year does so in a
    chronicle.
    """
    if block.link_density < 0.4 or block.kind == "list_item" or _is_of_a_list(block):
        return False
    if _ends_in_link(block):
        return True
    before, *rest = _LABEL_END.split(block.text, maxsplit=1)
    after = "".join(rest)
    if not rest or weight(before) > 60:
        return False
    if "@" in after or after.lstrip().startswith(("http", "www", "//")) or sum(c.isdigit() for c in after) > 6:
        return False
    return abs(sum(c.isalnum() for c in after) - block.links) <= 2 and not begins_with(block.text, "note")


def _ends_in_link(block: Block) -> bool:
    """Whether a `<p>` that is no sentence is some words and one link that is heavier than they are."""
    owner = block.owner
    if owner is None or owner.tag != "p" or ends_sentence(block.text) or begins_with(block.text, "note"):
        return False
    links = [text for a in owner.iter("a") if (text := visible_text(a))]
    if len(links) != 1 or not block.text.endswith(links[0]) or _may_name(links[0]):
        return False
    label = block.text.removesuffix(links[0])
    if (
        not any(map(str.isalpha, label))
        or any(map(str.isdigit, label))
        or _LABEL_END.search(label)
        or "://" in links[0]
        or links[0].startswith("www")
    ):
        return False
    return weight(label) <= min(_MAX_LINE, weight(links[0]))


def is_channel(block: Block, _: Context) -> bool:
    """An invitation to follow a channel, to install an app, to share: known by where its link leads."""
    if not block.links or block.owner is None or block.weight > _MAX_INVITATION or begins_with(block.text, "note"):
        return False
    if ends_sentence(block.text) and block.link_density < 0.3:
        return False
    return any(map(leads_away, block.owner.iter("a")))


def is_link_row(block: Block, _: Context) -> bool:
    """A row of links and counters with signs between them: "Print | Send | Letters: 12"."""
    if block.link_density < 0.5 or ends_sentence(block.text) or _has_figures(block):
        return False
    parts = parts_of(block.text)
    return len(parts) > 2 and all(weight(part) <= _MAX_PART for part in parts)


def is_filed(block: Block, _: Context) -> bool:
    """What the story was filed under: a link with `rel="category tag"`, or a row with one that names a tag.

    See https://microformats.org/wiki/rel-tag. Some sites mark links in the text as tags.
    """
    if not block.links or block.owner is None or block.weight > _MAX_FILED:
        return False
    links = list(block.owner.iter("a"))
    said = [rel.split() for link in links if (rel := link.get("rel"))]
    if not said or sum(c.isalnum() for link in links for c in "".join(link.itertext())) != block.links:
        return False  # none, or some of them stand in another block of the same element
    if any("tag" in rel and "category" in rel for rel in said):
        return True
    return block.link_density >= 0.4 and not ends_sentence(block.text) and any("tag" in rel for rel in said)


def parts_of(text: str) -> list[str]:
    """What stands between the signs of a row."""
    return [part for piece in _DIVIDERS.split(text) if (part := piece.strip())]


def is_label(block: Block, context: Context) -> bool:
    """A label of the page: "Advertisement", "Share", the name of the site; a "By" whose name stands elsewhere."""
    if block.weight <= _MAX_BY and is_word(block.text, "byline"):
        return True
    return all(is_word(part, "label") for part in parts_of(block.text)) or bool(
        context.source and block.text.lower() == context.source.lower()
    )


def is_publisher_line(block: Block, _: Context) -> bool:
    """Terms, rights and appeals of the publisher."""
    return block.kind != "heading" and block.weight < 400 and begins_with(block.text, "publisher")


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
    if block.kind in ("list_item", "heading") or block.is_row:
        return False
    is_short = block.weight <= _MAX_LINE and not ends_sentence(block.text) and any(map(str.isdigit, block.text))
    if is_short and (_STARS.match(block.text) or _THUMBS.search(block.text)):
        return True
    turned = _TURNED.fullmatch(block.text)
    if turned and (turned["what"] is None or is_word(turned["what"], "credit")):
        return True
    return any(map(str.isalpha, block.text)) and bool(_COUNTS.fullmatch(block.text))


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


def dropped_by(block: Block, context: Context, *, unasked: Collection[str] = ()) -> str | None:
    """The name of the rule that drops the block; None when it stays. Rules in `unasked` drop nothing."""
    if block.kind in ("label", "date"):
        return block.kind
    return next((name for name, rule in DROP_RULES.items() if name not in unasked and rule(block, context)), None)


def is_caption(block: Block, context: Context) -> bool:
    """A caption by its mark-up, by a photo credit at its end, by standing twice, or as the text of a picture."""
    if block.kind == "caption" or block.text in context.captions:
        return True
    if block.kind in ("heading", "list_item", "quote") or block.weight > _MAX_CAPTION:
        return False
    text, end = block.text, block.text[-_MAX_CREDIT:]
    if block.weight < 500 and end[-1] not in _NO_NAME and _credit_after_colon().search(end):
        return True
    bracket = _BRACKETED_END.search(end)
    if bracket and _is_credit(bracket.group(1)):
        return True
    if _AGENCY_CREDIT.search(end) and not begins_with(text, "note"):
        return True
    glued = _CREDIT_GLUED.search(text)
    return bool(glued and (_POSITION.search(text) or re.search(r"\d{4}\.\w", text[-60:]))) or is_doubled(text)


@cache
def _credit_after_colon() -> re.Pattern[str]:
    """ "... Foto: Ann Lee" at the end: a credit word, a sign, a name."""
    listed = "|".join(re.escape(w) for w in sorted(words("credit"), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{listed})\s?[:：=／/]\s?[^{_NO_NAME}]{{2,60}}$", re.I)


def _is_credit(text: str) -> bool:
    return bool(_AGENCY_CREDIT.search(text) or _credit_word().search(text.lower()))


@cache
def _credit_word() -> re.Pattern[str]:
    """A word for a picture at the beginning or the end of a bracket, or before a sign or a name."""
    said = (rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else re.escape(word) for word in words("credit"))
    word = f"(?:{'|'.join(said)})"
    return re.compile(rf"^{word}|{word}\W*$|{word}\s?(?:[:：=／/,©]|by |via |from |von |de |di |da )")


def is_doubled(text: str) -> bool:
    """The same text twice: a picture's alternative text and its caption."""
    half = len(text) // 2
    return len(text) > 20 and len(text) % 2 == 1 and text[half] == " " and text[:half] == text[half + 1 :]


def undoubled(text: str) -> str:
    """One of the two when a text stands twice."""
    return text[: len(text) // 2] if is_doubled(text) else text


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
