"""Text that is struck out: readers see it, and see that it no longer stands. "~~13~~ 12 were hurt" says both.

Newsrooms strike words out to show a correction. Read as standing text they would hide the very edit that was made
visible; left out, what readers still see would be missing, and a tag that nobody closed would take a story along. So
the text is kept between the signs that Markdown has for it: striking it out is told as a change, taking it out is too.
"""

import re

from newsdiff.extract.page import Element

SIGN = "~~"
_TAGS = frozenset(["s", "strike", "del"])
#: around struck text while a block is put together; no page has these characters (see `page.parse`)
_OPEN, _CLOSE = "\ufffe", "\uffff"
_HELD = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


def is_struck(element: Element) -> bool:
    """Whether what stands in an element is struck out: by its tag, or by the style that editors give it instead."""
    return element.tag in _TAGS or "line-through" in (element.get("style") or "")


def held(text: str) -> str:
    """Struck text, for `marked`."""
    return f"{_OPEN}{text}{_CLOSE}"


def marked(text: str) -> str:
    """The text with what was `held` in it between signs, white space outside them.

    >>> marked("were " + held("13 or ") + held("14 ") + "12")
    'were ~~13 or 14~~ 12'

    Signs alone are decoration, such as the @ before a name, and stay as they are.
    """
    return _HELD.sub(_between_signs, text.replace(_CLOSE + _OPEN, "")) if _OPEN in text else text


def _between_signs(match: re.Match[str]) -> str:
    text = match[1]
    core = text.strip()
    return text.replace(core, f"{SIGN}{core}{SIGN}", 1) if any(c.isalnum() for c in core) else text
