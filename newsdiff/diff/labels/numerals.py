"""Numbers as newsrooms write them, in digits of any script and in words, as values that can be compared."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from newsdiff.diff.labels.vocabulary import tables

#: where 1.500 is fifteen hundred
_POINT_GROUPS = frozenset(("de", "es", "fr", "it", "nl", "pt", "ru"))
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


def digits_value(text: str, language: str) -> Decimal | None:
    """What digits with separators are worth; None for what is no single number (a time, a date).

    >>> digits_value("1.500", "de"), digits_value("1.500", "en"), digits_value("1,500", "en")
    (Decimal('1.5E+3'), Decimal('1.5'), Decimal('1.5E+3'))
    """
    plain = _DIGIT.sub(lambda m: str(unicodedata.digit(m[0])), text).replace("٫", ".").replace("٬", ",")
    plain = re.sub(r"[\s’']", "", plain)
    decimal = _decimal_sign(plain, language)
    for sign in ".,":
        if sign != decimal:
            plain = plain.replace(sign, "")
    if not re.fullmatch(r"\d+(?:[.,]\d+)?", plain):
        return None
    return Decimal(plain.replace(",", ".")).normalize()


def _decimal_sign(plain: str, language: str) -> str:
    """The sign before the decimals; "" when there are none."""
    signs = [c for c in plain if c in ".,"]
    if not signs or (len(signs) > 1 and len(set(signs)) == 1):
        return ""
    if len(set(signs)) == 2:
        return signs[-1]
    grouping = "." if language in _POINT_GROUPS else ","
    in_threes = len(plain) - plain.index(signs[0]) == 4 and not plain.startswith("0")
    return "" if in_threes and signs[0] == grouping else signs[0]


@cache
def cardinals(language: str) -> dict[str, int]:
    """Number words of a language, lower case; German compounds are formed here."""
    known: dict[str, int] = dict(tables("quantities")["cardinal"].get(language, {}))
    if language == "de":
        units = {"ein": 1} | {word: n for word, n in known.items() if 2 <= n <= 9}
        tens = {word: n for word, n in known.items() if 20 <= n <= 90}
        known |= {f"{u}und{t}": n + m for u, n in units.items() for t, m in tens.items()}
        known |= {f"{u}hundert": 100 * n for u, n in units.items()}
        known |= {
            f"{u}tausend": 1000 * n
            for u, n in (units | {w: n for w, n in known.items() if n >= 10}).items()
            if n < 1000
        }
    return known


def spelled_out(text: str, language: str) -> Iterator[tuple[int, int, Decimal]]:
    """Start, end and value of each number in words ("two hundred and five"), in order."""
    known = cardinals(language)
    run: list[tuple[int, int, int]] = []
    for match in _WORD.finditer(text):
        value = known.get(match[0].lower())
        if run and match[0] == "neuf":  # alone it means "new"
            value = 9
        if run and not _continues(text[run[-1][1] : match.start()], run[-1][2], value):
            yield from _value(run, language)
            run = []
        if value is not None:
            run.append((match.start(), match.end(), value))
    yield from _value(run, language)


_LINK = re.compile(r"[\s-]+(?:and\s+|et[\s-]|y\s+|e\s+|و\s*)?")


def _continues(between: str, last: int, value: int | None) -> bool:
    """Whether a number word goes on with the number before it: "two hundred", "forty-one", not "two three"."""
    if value is None:
        # a link word ("and") may stand between: decided at the word after it
        return bool(re.fullmatch(r"[\s-]+", between)) and last >= 20
    if not _LINK.fullmatch(between):
        return False
    zeros = len(str(last)) - len(str(last).rstrip("0")) if last else 0
    return (
        (value >= 100 and value > last)
        or (last >= 20 and value < 10**zeros)
        or (last, value) == (4, 20)
        # soixante-dix, quatre-vingt-onze, dix-sept
        or (last == 10 and 7 <= value <= 9 and between == "-")
        or (last in (20, 60) and 10 <= value < 20 and between.strip(" ") in ("-", "et"))
    )


def _value(run: list[tuple[int, int, int]], language: str) -> Iterator[tuple[int, int, Decimal]]:
    """Addition and multiplication as the words ask for it."""
    if not run:
        return
    total = current = 0
    for _, _, value in run:
        if value in (20,) and current == 4 and language == "fr":
            current = 80
        elif value >= 1000 or (value == 100 and current):
            current = max(current, 1) * value
            if value >= 1000:
                total, current = total + current, 0
        else:
            current += value
    yield run[0][0], run[-1][1], Decimal(total + current).normalize()
