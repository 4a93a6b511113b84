"""Paragraphs and sentences in which the newsroom says that it corrected or updated the article. Words: `notes.toml`."""

import re
from collections.abc import Iterable
from functools import cache

from newsdiff.diff.labels.vocabulary import alternatives, tables
from newsdiff.model.change import LabelName

_MARKS = r"^[\s\[(*_•▶►#—–<【（]*"
_MONTHS = alternatives([name for listed in tables("quantities")["month"].values() for name in listed])
_DAYS = alternatives([name for listed in tables("quantities")["weekday"].values() for name in listed])
_DATE = (
    rf"(?:{_MONTHS}\.?\s\d{{1,2}}\b|\d{{1,2}}(?:\.|st|nd|rd|th|er|º)?(?:\sde)?\s{_MONTHS}"
    r"|\d{1,4}[./-]\d{1,2}|\d{1,2}[:.h]\s?\d\d|\d{1,4}[年月]"
    rf"|noon\b|midnight\b|{_DAYS}\b)"
)
#: after the label of a note
_AFTER = (
    r"(?:[^\S\n]*[】\])）]*[^\S\n]*(?:[:：—–|]|-\s|\)|\]|】|\.?$)"
    # a day: "UPDATE, FRIDAY:"
    r"|,\s[^\d:：]{0,12}[:：]"
    # a date or time: "Update, Nov. 10:", "Updated on 3 May at 12:10."
    rf"|[,(]?\s*\(?(?:(?:on|at|as\sof|from|vom|am|um|le|du|el|em|de|от|в)\s)?(?:{_DAYS},?\s)?(?:{_MONTHS}\.?\s\d|\d)"
    r"[^:：]{0,60}?(?:[:：—–)\]]|-\s|\d\.(?=\s|$)|(?<=\d)$|m\.$)"
    # a date, and the rest of a short note: "Updated 3 May with a statement by the council."
    rf"|[,(]?\s*\(?(?:(?:on|at|as\sof|from|vom|am|um|le|à|du|el|a\slas|em|às|de|от|в|с)\s)?(?:{_DAYS},?\s)?{_DATE}.{{0,120}}$"
    # the label as a sentence of its own: "Erratum. The pier ..."
    r"|\.\s)"
)
#: longer paragraphs that merely hold such words are text
_LONGEST = 1_200


def note_kind(text: str) -> LabelName | None:
    """Whether a paragraph or sentence is a correction note or an update note; None when it is neither.

    A clarification or retraction is a correction; an editor's note that corrects nothing is an update.
    """
    if _label("correction").match(text):
        return LabelName.CORRECTION_NOTE
    is_update = bool(_label("update").match(text))
    if len(text) <= _LONGEST and _phrase("correction").search(text):
        return LabelName.CORRECTION_NOTE
    if is_update or (len(text) <= _LONGEST and _phrase("update").search(text)):
        return LabelName.CORRECTION_NOTE if _corrects(text, is_update) else LabelName.UPDATE_NOTE
    return None


def is_labelled(text: str) -> bool:
    """Whether the text begins as a note does, so that all of it is one."""
    return bool(_label("correction").match(text) or _label("update").match(text))


def announces_updates(texts: Iterable[str]) -> bool:
    """Whether a text says that it goes on: "This story will be updated", "Developing story"."""
    return any(len(text) <= _LONGEST and _announcing().search(text) for text in texts)


@cache
def _announcing() -> re.Pattern[str]:
    known = [part for parts in tables("notes")["announces"].values() for part in parts]
    return re.compile(rf"(?<![a-zà-ÿа-я]){alternatives(known)}", re.IGNORECASE)


def _corrects(text: str, labelled: bool) -> bool:
    """Whether an update or an editor's note says that it corrects; the first sentences of a long one decide."""
    return bool(_correcting().search(text[: 400 if labelled else _LONGEST])) and bool(_about_text().search(text))


@cache
def _label(kind: str) -> re.Pattern[str]:
    known = [part for parts in tables("notes")["label"][kind].values() for part in parts]
    return re.compile(_MARKS + alternatives(known) + _AFTER, re.IGNORECASE)


@cache
def _phrase(kind: str) -> re.Pattern[str]:
    known = [part for parts in tables("notes")["phrase"][kind].values() for part in parts]
    return re.compile(rf"(?<![a-zà-ÿа-я]){alternatives(known)}", re.IGNORECASE)


@cache
def _correcting() -> re.Pattern[str]:
    return re.compile(
        alternatives([part for parts in tables("notes")["corrects"].values() for part in parts]), re.IGNORECASE
    )


@cache
def _about_text() -> re.Pattern[str]:
    return re.compile(alternatives(tables("notes")["text"]["words"]), re.IGNORECASE)
