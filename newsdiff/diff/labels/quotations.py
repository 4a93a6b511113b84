"""Words inside quotation marks that an edit changed."""

import re
from collections.abc import Iterator
from functools import cache

from newsdiff.diff.labels.edits import Edit
from newsdiff.diff.labels.findings import Found, Mention, by_hunk, cancelled
from newsdiff.diff.labels.vocabulary import pattern

_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]|(?:(?![\u3041-\u30ff\u3400-\u9fff])[^\W_])+|\?|？")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘](?=\w)")
#: opening and closing marks, by style; the same opening mark may have several closing ones
_STYLES = (
    ("“", "”"),
    ("„", "“”"),
    ("«", "»"),
    ("»", "«"),
    ("「", "」"),
    ("『", "』"),
    ('"', '"'),
    ("‹", "›"),
)
_SINGLE = re.compile(r"(?<![\w’])[‘'‚](?=\w)(.{2,}?[\w.,!?…])(?<!\d)[’'‘](?!\w)")
_DASH = re.compile(r"^[—–―]\s*(?=\w)")
_INSERTED = re.compile(r"\s?[—–―]\s?")


def quotations(text: str, language: str) -> list[Mention]:
    """The stretches inside quotation marks, in order; one that is not closed ends with the text (a
    speech that goes on in the next paragraph).

    A paragraph that begins with a dash is direct speech where a verb of saying follows the next dash (in French,
    Spanish, Portuguese, Russian).
    """
    found = []
    at = 0
    while at < len(text):
        match = _opening().search(text, at)
        if match is None:
            break
        closing = next(close for opening, close in _STYLES if opening == match[0])
        end = next((k for k in range(match.end(), len(text)) if text[k] in closing), None)
        if end is None and (match[0] == "»" or (match[0] == '"' and match.start() > 0)):
            at = match.end()
            continue
        end = len(text) if end is None else end
        found.append(_mention(text, match.end(), end))
        at = end + 1
    taken = [m.span for m in found]
    single = [m for m in _SINGLE.finditer(text) if not any(s < m.end() and e > m.start() for s, e in taken)]
    found += [_mention(text, *match.span(1)) for match in single]
    return sorted([*found, *_dialogue(text, language)], key=lambda m: m.span)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile("[" + "".join(opening for opening, _ in _STYLES) + "]")


def _dialogue(text: str, language: str) -> Iterator[Mention]:
    start = _DASH.match(text)
    if not start or language not in ("es", "fr", "pt", "ru"):
        return
    pieces = [start.end(), *(k for m in _INSERTED.finditer(text, start.end()) for k in m.span()), len(text)]
    if len(pieces) > 2 and pattern("attribution", language).search(text, pieces[2], pieces[3]):
        for k in range(0, len(pieces) - 1, 4):
            yield _mention(text, pieces[k], pieces[k + 1])


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention((start, end), text[start:end].strip(" ,"), " ".join(_words(text[start:end])))


def _words(text: str) -> list[str]:
    """What counts of a quotation: its words and whether it asks."""
    return [word.lower() for word in _WORD.findall(_APOSTROPHE.sub("", text))]


def quotation_changes(edit: Edit, language: str) -> Iterator[Found]:
    """The quotations whose words an edit changed, and those lost and gained.

    Where the attribution stands ("...", he said, "..."), and how the marks look, does not matter.
    """
    old, new = quotations(edit.old, language), quotations(edit.new, language)
    if " ".join(m.key for m in old) == " ".join(m.key for m in new):
        return
    gone, come = cancelled(old, new, lambda a, b: a.key == b.key)
    placed = by_hunk(edit, gone, come)
    if len(gone) == len(come) and edit.is_same_sentence:
        placed = [([a], [b]) for a, b in zip(gone, come, strict=True)]
    for went, came in placed:
        yield Found(" … ".join(m.text for m in went), " … ".join(m.text for m in came))
