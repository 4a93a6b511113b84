"""Numbers that an edit changed: value or unit, before and after."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from newsdiff.diff.labels.edits import Edit
from newsdiff.diff.labels.findings import Found, Mention, by_hunk, cancelled
from newsdiff.diff.labels.han_numerals import han_numbers
from newsdiff.diff.labels.numerals import digits_value, spelled_out
from newsdiff.diff.labels.vocabulary import UNSPACED, alternatives, tables
from newsdiff.diff.rows import is_figure, is_row
from newsdiff.model.change import Span

#: what is written in addresses and names of files is read by nobody
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\S+\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|html?)\b")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉½¼¾⅓⅔⅛"
_DIGITS = re.compile(
    r"(?:(?<!\S)[-−](?=\d))?(?:[A-Z]{1,3}-?)?(?:"
    r"\d{1,4}(?:[:/]\d{1,4}){1,2}|\d{4}-\d\d-\d\d(?!-?\d)|\d{1,4}(?:-\d{2,4}){2,3}(?!-?\d)|\d{1,2}\.\d{1,2}\.\d{2,4}"
    r"|\d{1,3}(?:[ ’]\d{3})+(?!\d)|\d+(?:[.,٫٬]\d+)*)"
    rf"[{_RAISED}]*|[{_RAISED[-6:]}]"
)
_HEAD = re.compile(r"\d+(?:[.,]\d+)*")
_CAPITAL = re.compile(r"[A-ZÀ-ÞА-ЯЁ]")
#: a number and its noun
_FEW_WORDS = 2
#: begins the key of what is no number by itself
_WEAK = "~"
#: groups of three parted by a space are one number where that is the custom
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, where it stands."""

    span: Span
    text: str
    value: str
    unit: str = ""
    #: counts only where something else of its kind took its place: "one", "second", names of days and months
    is_weak: bool = False


def number_changes(edit: Edit, language: str) -> Iterator[Found]:
    """The numbers that an edit replaced, lost and gained.

    Two numbers are before and after when they stood in the same place of the same sentence; otherwise one was lost and
    the other gained. The same value written in another way ("two", "2") is no change.
    """
    old, new = _mentions(quantities(edit.old, language)), _mentions(quantities(edit.new, language))
    pairs = _in_place(edit, old, new)
    placed = {*pairs.values()}
    gone, come = cancelled([m for m in old if m not in pairs], [m for m in new if m not in placed], _same)
    for a, b in _partly_standing(gone, come) if edit.is_same_sentence else ():
        gone.remove(a)
        come.remove(b)
        yield Found(a.text, b.text)
    gone, come = (sorted(side, key=lambda m: m.span) for side in ([*gone, *pairs], [*come, *pairs.values()]))
    for went, came in by_hunk(edit, gone, come):
        yield from _replaced(went, came, paired=edit.is_same_sentence or bool(pairs))


def _in_place(edit: Edit, old: list[Mention], new: list[Mention]) -> dict[Mention, Mention]:
    """Numbers that are nearly all that differs in their place, whatever other numbers stand elsewhere."""
    if not (edit.is_same_sentence or all(is_figure(text) or is_row(text) for text in (edit.old, edit.new))):
        return {}
    pairs = [(_only(old, edit.old, hunk.old), _only(new, edit.new, hunk.new)) for hunk in edit.hunks]
    return {a: b for a, b in pairs if a is not None and b is not None and not _same(a, b)}


def _only(mentions: list[Mention], text: str, span: Span | None) -> Mention | None:
    """The number in a stretch of few words, if there is one alone."""
    if span is None or len(text[slice(*span)].split()) > _FEW_WORDS:
        return None
    held = [m for m in mentions if m.span[0] < span[1] and m.span[1] > span[0]]
    return held[0] if len(held) == 1 and not held[0].key.startswith(_WEAK) else None


def _partly_standing(gone: list[Mention], come: list[Mention]) -> list[tuple[Mention, Mention]]:
    """Numbers to which digits or a power of ten were added or taken away: "$400" and "$400 million", "4" and "4:30".

    In such a pair the one has no place of its own among what differs. Those that begin alike, in the same order.
    """
    pairs: list[tuple[Mention, Mention]] = []
    left = list(come)
    for a in gone:
        heads = (_HEAD.search(a.text), *(_HEAD.search(b.text) for b in left))
        same = next((k for k, head in enumerate(heads[1:]) if head and heads[0] and head[0] == heads[0][0]), None)
        if same is not None:
            pairs.append((a, left[same]))
            left = left[same + 1 :]
    return pairs


def _replaced(went: list[Mention], came: list[Mention], *, paired: bool) -> Iterator[Found]:
    """In one place: as many as before are those before, a day or month only another day or month."""
    for is_date in (False, True):
        before = [m for m in went if _is_date(m) == is_date]
        after = [m for m in came if _is_date(m) == is_date]
        count = len(before) if paired and len(before) == len(after) else 0
        for a, b in zip(before[:count], after[:count], strict=True):
            yield Found(a.text, b.text)
        yield from (Found(old=m.text) for m in before[count:] if not m.key.startswith(_WEAK))
        yield from (Found(new=m.text) for m in after[count:] if not m.key.startswith(_WEAK))


def _is_date(mention: Mention) -> bool:
    return mention.key.startswith((_WEAK + "month", _WEAK + "weekday"))


def _mentions(found: tuple[Quantity, ...]) -> list[Mention]:
    return [Mention(q.span, q.text, f"{_WEAK if q.is_weak else ''}{q.value}|{q.unit}") for q in found]


def _same(a: Mention, b: Mention) -> bool:
    value_a, _, unit_a = a.key.lstrip(_WEAK).partition("|")
    value_b, _, unit_b = b.key.lstrip(_WEAK).partition("|")
    if value_a != value_b:
        return False
    strict = tables("quantities")["strict"]["units"]
    return unit_a == unit_b or (not (unit_a and unit_b) and unit_a not in strict and unit_b not in strict)


@lru_cache(maxsize=256)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every number of a text, in order; remembered, for several labels ask for those of one edit."""
    found: list[Quantity] = []
    hidden = [m.span() for m in ADDRESS.finditer(text)] if "." in text else []
    for match in _DIGITS.finditer(text):
        if not any(s <= match.start() < e for s, e in hidden):
            found += _in_digits(text, match, language)
    taken = [q.span for q in found]
    for start, end, value, is_weak in _in_words(text, language):
        if not any(s < end and e > start for s, e in taken):
            found.append(replace(_measured(text, (start, end), value, language), is_weak=is_weak))
    taken = [q.span for q in found]
    found += [q for q in _named(text, language) if not any(s < q.span[1] and e > q.span[0] for s, e in taken)]
    return tuple(_with_months(text, sorted(found, key=lambda q: q.span)))


def _in_words(text: str, language: str) -> Iterator[tuple[int, int, Decimal, bool]]:
    if language in UNSPACED:
        return han_numbers(text)
    return ((*number, False) for number in spelled_out(text, language))


def _in_digits(text: str, match: re.Match[str], language: str) -> Iterator[Quantity]:
    """One number; several when digits that look like groups are none ("in 2019 300 people" in English)."""
    start, end = match.span()
    if start and (text[start - 1].isalpha() or text[start - 1] in "_@#") and text[start - 1] < "\u2e80":
        # a word that ends in digits (a road, an aircraft) is one thing
        return
    if _SPACED.fullmatch(match[0]) and language in ("en", *UNSPACED):
        for part in re.finditer(r"\d+", match[0]):
            span = (start + part.start(), start + part.end())
            yield _measured(text, span, digits_value(part[0], language), language)
        return
    value = digits_value(match[0].lstrip("-−"), language)
    if value is not None and match[0][0] in "-−":
        value = -value
    quantity = _measured(text, (start, end), value, language)
    # so is one that goes on in capitals (a unit, a form)
    if quantity.span[1] > end or not _CAPITAL.match(text, end):
        yield quantity


def _measured(text: str, span: Span, value: Decimal | None, language: str) -> Quantity:
    """The number with the power of ten and the unit that stand beside it."""
    start, end = span
    if value is not None and (scale := _scales(language).match(text, end)):
        value, end = value * _scale_value(scale[1], language), scale.end()
    unit, before = "", _unit_before().search(text, max(0, start - 4), start)
    if before:
        unit, start = _units()[before[1].lower()], before.start()
    elif after := _unit_after().match(text, end):
        unit, end = _units()[re.sub(r"\s+", " ", after[1].lower())], after.end()
    said = text[span[0] : span[1]] if value is None else f"{value.normalize():f}"
    return Quantity((start, end), text[start:end], said, unit)


@cache
def _scales(language: str) -> re.Pattern[str]:
    words = tables("quantities")
    known = [w for w, n in words["cardinal"].get(language, {}).items() if n >= 1000]
    known += [re.escape(w) for w in words["scale"].get(language, {})]
    if not known:
        return re.compile(r"(?!)()")
    end = "" if language in UNSPACED else r"(?!\w)\.?"
    return re.compile(rf"[\s-]?({alternatives(known)}){end}", re.IGNORECASE)


def _scale_value(word: str, language: str) -> int:
    words = tables("quantities")
    found: int = (words["cardinal"].get(language, {}) | words["scale"].get(language, {}))[word.lower()]
    return found


@cache
def _units() -> dict[str, str]:
    return {name: unit for unit, names in tables("quantities")["unit"].items() for name in names}


@cache
def _unit_after() -> re.Pattern[str]:
    return re.compile(
        rf"[\s-]?({alternatives([re.escape(n).replace(chr(92) + ' ', ' ') for n in _units()])})(?!(?<=\w)[^\W\d_])",
        re.IGNORECASE,
    )


@cache
def _unit_before() -> re.Pattern[str]:
    signs = [re.escape(name) for name in _units() if not name.isalpha() and name not in "%٪％" and " " not in name]
    return re.compile(rf"({alternatives([*signs, 'usd', 'eur', 'gbp'])})\s?$", re.IGNORECASE)


def _named(text: str, language: str) -> Iterator[Quantity]:
    """Ranks, days, months, and words that are numbers only in the place of another."""
    for match in _names(language).finditer(text):
        word = match[0].lower()
        value = _name_values(language)[word]
        if word in ("may", "march", "mar", "sun") and not match[0][0].isupper():
            continue
        yield Quantity(match.span(), match[0], value, is_weak=":" in value or value == "1")


@cache
def _name_values(language: str) -> dict[str, str]:
    words = tables("quantities")
    ranks = words["ordinal"].get(language, {})
    values = {word: f"rank{n}" for word, n in ranks.items()}
    values |= {word: f"rank:{n}" for word, n in words["other_ordinal"].get(language, {}).items()}
    for key in ("month", "weekday"):
        for listed in (words[key].get(language, []), words[key].get(language + "2", [])):
            values |= {word: f"{key}:{n}" for n, word in enumerate(listed, 1)}
    return values | dict.fromkeys(words["one"].get(language, []), "1")


def is_calendar(word: str, language: str) -> bool:
    """Whether the word is the name of a day or month."""
    return _name_values(language).get(word.lower(), "").startswith(("month", "weekday"))


@cache
def _names(language: str) -> re.Pattern[str]:
    known = [re.escape(word) for word in _name_values(language)]
    if not known:
        return re.compile(r"(?!)")
    return re.compile(
        alternatives(known) if language in UNSPACED else rf"(?<!\w){alternatives(known)}(?!\w|-part)", re.IGNORECASE
    )


_DATE_LINK = re.compile(r"(?:st|nd|rd|th|er|\.|º)?(?:,?\s|\sde\s|\sof\s)")


def _with_months(text: str, found: list[Quantity]) -> list[Quantity]:
    """A day and its month shown together: "May 3", "3 mai"."""
    shown = list(found)
    for k in range(len(found) - 1):
        a, b = found[k], found[k + 1]
        months = [q.value.startswith("month") for q in (a, b)]
        days = [q.value.isdigit() and int(q.value) <= 31 and not q.unit for q in (a, b)]
        if sum(months) == sum(days) == 1 and _DATE_LINK.fullmatch(text, a.span[1], b.span[0]):
            whole = text[a.span[0] : b.span[1]]
            shown[k] = Quantity(a.span, whole, a.value, a.unit, a.is_weak and not months[0])
            shown[k + 1] = Quantity(b.span, whole, b.value, b.unit, b.is_weak and not months[1])
    return shown
