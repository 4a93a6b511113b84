"""Numbers in Chinese numerals, as Chinese and Japanese newsrooms write them.

Numerals also stand in words that count nothing (一部, 十分, 万一) and in names (五十嵐): one numeral is a number before
what is counted, several are one by themselves, and where a word may go on only in the place of another number.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from newsdiff.diff.labels.vocabulary import alternatives, tables

_DIGITS = dict(zip("〇零一二三四五六七八九两兩", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HAN = re.compile("[\u3400-\u9fff]")
_SCALE = f"[{''.join(_SCALES)}]"
#: a power of ten begins a number behind 数 ("several"); behind one without a number (万一) there is none
_NUMBER = re.compile(
    rf"(?:(?<!\D{_SCALE})[{''.join((*_DIGITS, *_TENS))}]|(?<=[数數几幾]){_SCALE})"
    rf"[{''.join((*_DIGITS, *_TENS, *_SCALES))}]*"
)
#: ranks and days of the week
_NOT_BEHIND = ("第", "星期", "周", "週")
#: fractions, and the scale on which Japan tells earthquakes
_BEHIND = ("分之", "分の", "震度")
_ONE = "一"
#: one of these is one and no less; other words make an article of it ("一个") or something else (一時, 一度)
_COUNTS_ONE = re.compile("[人月日号號]")
_DIGIT = "[一二三四五六七八九两兩]"
_SECTION = f"(?:{_DIGIT}?千)?[零〇]?(?:{_DIGIT}?百)?[零〇]?(?:{_DIGIT}?十)?{_DIGIT}?"
#: numerals in the order that makes one number of them; not "三三两两"
_WHOLE = re.compile(f"[〇零一二三四五六七八九]{{3,}}|(?:{_SECTION}{_SCALE})*{_SECTION}")


def han_numbers(text: str) -> Iterator[tuple[int, int, Decimal, bool]]:
    """Start, end and value of each number, in order, and whether it counts only in the place of another.

    >>> [(str(value), is_weak) for *_, value, is_weak in han_numbers("一部で十四か所、三千の家、五十嵐氏")]
    [('14', False), ('3000', False), ('50', True)]
    """
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        before = text[max(0, start - 2) : start]
        if before.endswith(_NOT_BEHIND):
            continue
        if before.endswith(_BEHIND) or _counted().match(text, end):
            is_weak = match[0] == _ONE and not _COUNTS_ONE.match(text, end)
        elif end - start > 1 and _WHOLE.fullmatch(match[0]):
            is_weak = bool(_HAN.match(text, end))
        else:
            continue
        yield start, end, Decimal(_value(match[0])), is_weak


@cache
def _counted() -> re.Pattern[str]:
    """What is counted. 十分 ("enough") are ten minutes behind an hour only."""
    minutes = rf"(?:(?<!\A十)(?<!(?!{_DIGIT}).十)|(?<=[時时点點]十))分(?<!百分(?=之))"
    return re.compile(rf"[多余餘]?(?:{alternatives(tables('quantities')['counter']['han'])}|{minutes})")


def _value(word: str) -> int:
    if all(c in _DIGITS for c in word):
        return int("".join(str(_DIGITS[c]) for c in word))
    total = section = digit = 0
    for c in word:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _TENS:
            section, digit = section + max(digit, 1) * _TENS[c], 0
        else:
            section, digit = section + digit, 0
            # 一億二千万 is a sum, 三万亿 a product
            total = total + section * _SCALES[c] if total > _SCALES[c] else max(total + section, 1) * _SCALES[c]
            section = 0
    return total + section + digit
