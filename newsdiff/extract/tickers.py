"""Prices of shares in sentences, which are others at each look."""

import re

from newsdiff.extract.page import Element, names, visible_text

#: what shows the price of a share: elements of its own, and spans that are called so
_TICKING_TAGS = frozenset(["span", "bg-quote", "fin-streamer"])
_QUOTES = frozenset(["quote", "quotes"])
_TICKERS = _QUOTES | {"ticker", "stock", "stocks", "quoteinbody"}
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_PRICES = re.compile(r"[\s\d.,%+\-−–()（）/|▲▼$€£¥]{1,80}")
#: elements that one may hold
_FEW = 4


def is_ticker(element: Element) -> bool:
    """Whether an element in a sentence shows the price of a share, which is another one at each look.

    One figure that is called a quote may be quoted; several are price, change and percentage.
    """
    if element.tag not in _TICKING_TAGS or len(element) > _FEW:
        return False
    said = names(element) if element.attrib else frozenset()
    if element.tag == "span" and said.isdisjoint(_TICKERS):
        return False
    text = visible_text(element)
    figures = _FIGURE.findall(text) if _PRICES.fullmatch(text) else []
    return bool(figures) and (element.tag != "span" or not said.isdisjoint(_TICKERS - _QUOTES) or len(figures) > 1)
