"""Boxes in which the newsroom says what it has corrected: part of the article wherever they stand."""

from itertools import islice

from lxml import etree

from newsdiff.extract.page import Element, has_many_children, names, visible_text
from newsdiff.extract.text import ends_sentence, fold, weight
from newsdiff.extract.words import is_word, listed

_TAGS = ("aside", "details", "div", "section", "footer", "p")
_NAMES = frozenset(
    listed(
        """
        correction corrections clarification clarifications corrigendum erratum errata korrektur berichtigung
        richtigstellung rectificatif rettifica correccion correzione correcao rectificatie sprostowanie
        """
    )
)
_PAIRS = (("editors", "note"), ("editor", "note"), ("update", "note"), ("redaktion", "hinweis"))
#: text that such a box holds at most
_MAX_BOX = 900


def is_note_box(element: Element) -> bool:
    """Whether a small box is called a correction, or its first words are a label like "Updates to this article".

    It must say something: a sentence, and nothing to press or to fill in ("Suggest a correction").
    """
    if element.tag not in _TAGS:
        return False
    said = names(element) if element.tag != "details" else frozenset()
    named = bool(said & _NAMES or any(a in said and b in said for a, b in _PAIRS))
    if not (named or (not has_many_children(element) and is_word(_first_words(element), "note_label"))):
        return False
    if next(element.iter("form", "input", "button", "textarea", "h1"), None) is not None:
        return False
    text = visible_text(element)
    linked = weight(fold(" ".join(" ".join(a.itertext()) for a in element.iter("a"))))
    return weight(text) <= _MAX_BOX and 3 * linked < weight(text) and ends_sentence(text) and not text.endswith("?")


def _first_words(element: Element) -> str:
    """The first text in an element that is not white space."""
    for inner in islice(element.iter(etree.Element), 6):
        if inner.text and not inner.text.isspace():
            return fold(inner.text)
    return ""
