"""Prices of shares in sentences, which are others at each look."""

import re

from newsdiff.extract.page import Element, visible_text

#: what shows the price of a share: elements of its own, and spans that are called so
_TICKING_TAGS = frozenset(["span", "bg-quote", "fin-streamer"])
#: whole names, for "in-stock" and "live-ticker-minute" are other things
_CALLED = re.compile(
    r"(?<![\w-])(?:quoteinbody[\w-]*|quote_[\w.]+|stock[_-]?(?:quote|ticker|price)|ticker[_-]?(?:price|quote))(?![\w-])"
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_PRICES = re.compile(r"[\s\d.,%+\-−–()（）/|▲▼$€£¥]{1,80}")
#: elements that one may hold
_FEW = 4


def is_ticker(element: Element) -> bool:
    """Whether an element in a sentence shows the price of a share, which is another one at each look.

    A bare figure in a span may be anything: a price has a percentage, or stands beside its change.
    """
    if element.tag not in _TICKING_TAGS or len(element) > _FEW:
        return False
    is_span = element.tag == "span"
    if is_span and not _CALLED.search(f"{element.get('class') or ''} {element.get('id') or ''}".lower()):
        return False
    text = visible_text(element)
    figures = _FIGURE.findall(text) if _PRICES.fullmatch(text) else []
    return bool(figures) and (not is_span or "%" in text or len(figures) > 1)
