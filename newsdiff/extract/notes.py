"""What the newsroom says about the article, above all what it has corrected: part of it wherever it stands."""

import re
from functools import lru_cache
from itertools import islice

from newsdiff.extract.page import Element, has_many_children, visible_text
from newsdiff.extract.text import ends_sentence, fold, weight
from newsdiff.extract.words import begins_with, holds_any, is_word, listed

_TAGS = ("aside", "details", "div", "section", "footer", "p")
_NAMES = frozenset(
    listed(
        """
        correction corrections clarification clarifications corrigendum erratum errata korrektur berichtigung
        richtigstellung rectificatif rettifica correccion correzione correcao rectificatie sprostowanie
        """
    )
)
_PAIRS = {"note": frozenset(["editors", "editor", "update"]), "hinweis": frozenset(["redaktion"])}
#: nor has a label above a note more characters
_MAX_LABEL = 100
#: text that such a box holds at most
_MAX_BOX = 900
#: a heavier text that tells what was corrected is a paragraph
_MAX_NOTE = 400
#: a longer text that names who else reported is a paragraph
_MAX_CONTRIBUTED = 300
#: what a sentence or a bracket ends with, wherever it stands: labels and menus need not be searched for words
_END = re.compile("[.!。！।)]")


@lru_cache(maxsize=512)
def is_note_text(text: str) -> bool:
    """Whether a text is a note by its words: it begins as one, tells who else reported, or what was corrected."""
    if begins_with(text, "note"):
        return True
    if len(text) < _MAX_CONTRIBUTED and holds_any(text, "reported"):
        return True
    is_short = len(text) <= _MAX_NOTE and weight(text) <= _MAX_NOTE and bool(_END.search(text))
    return is_short and holds_any(text, "corrected")


def is_note_box(element: Element, said: frozenset[str]) -> bool:
    """Whether a small box is called a correction, or its first words are a label like "Updates to this article".

    `said` are its names. It must say something: a sentence, and nothing to press or to fill in, as in "Suggest a
    correction".
    """
    if element.tag not in _TAGS:
        return False
    if not (
        (element.tag != "details" and _names_note(said))
        or (not has_many_children(element) and is_word(_first_words(element), "note_label"))
    ):
        return False
    if next(element.iter("form", "input", "button", "textarea", "h1"), None) is not None:
        return False
    text = visible_text(element)
    linked = weight(fold(" ".join(" ".join(a.itertext()) for a in element.iter("a"))))
    return weight(text) <= _MAX_BOX and 3 * linked < weight(text) and ends_sentence(text) and not text.endswith("?")


def _names_note(said: frozenset[str]) -> bool:
    return not said.isdisjoint(_NAMES) or any(not said.isdisjoint(_PAIRS[last]) for last in said & _PAIRS.keys())


def _first_words(element: Element) -> str:
    """The first text in an element that is not white space; "" when it is no label for its length."""
    for inner in islice(element.iter(), 6):
        if text := (inner.text or "").strip():
            return fold(text) if len(text) <= _MAX_LABEL else ""
    return ""
