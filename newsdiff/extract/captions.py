"""Captions and photo credits: by their mark-up, by a credit at the end, as the text of a picture."""

import re
from functools import cache

from newsdiff.extract.block import Block
from newsdiff.extract.context import Context
from newsdiff.extract.words import begins_with, words

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
#: no name in a credit has these
_NO_NAME = ".:。"
#: heavier captions recognised by their words alone are paragraphs
_MAX_CAPTION = 900
#: nor does a credit at the end of a text, with the word before it, have more characters
_MAX_CREDIT = 120


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
