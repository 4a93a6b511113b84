"""The text of pages that carry it in their scripts alone, for a browser to show: the last place where it is looked for.

Such pages hold a story either as one string of mark-up, or as many strings of one kind ("text" of each item of
"blocks"). Among all strings of a page's JSON the kind with most prose is the story; a kind is the way from the root to
the string, numbers of list items left out. Streams of React ("self.__next_f.push([1, ...])") are joined first, for a
string may be cut anywhere.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from newsdiff.extract.block import Block
from newsdiff.extract.blocks import read_blocks
from newsdiff.extract.page import Element, parse
from newsdiff.extract.prose import is_prose
from newsdiff.extract.text import fold, weight

#: less prose than this is no story
_LEAST = 250
#: scripts beyond this are not looked at
_MAX_CHARS = 6_000_000
_MAX_VALUES = 200_000
#: strings inside strings are opened so often
_MAX_DEPTH = 4
_LEAST_STRING = 40
_STREAM = re.compile(r"self\.__next_f\.push\((\[.*\])\)\s*;?\s*$", re.S)
_TEXT_ROW = re.compile(rb"[0-9a-f]{1,6}:T([0-9a-f]{1,7}),")
#: the way to what stands between the quotation marks of a program
_QUOTED = ("quoted",)
_ANY_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.S)
_STRING = re.compile(r'"(?:[^"\\]|\\.){40,}"', re.S)
_MARKUP = re.compile(r"<(?:p|div|br|h[2-6])\b", re.I)
#: what stands in programs and in no text: of strings between the quotation marks of a script some are its code
_CODE = re.compile(
    r"\bfunction\s*\w*\(|\)\s*\{|[;{]\s*(?:var|const)\b|&&|\|\||===|\)\s*=>|\w\.\w+\(|^\s*[,;)]",
)
_ADDRESS = re.compile(r"(?:https?:)?//\S+$")
#: keys under which pages describe themselves, and tell of the story in other words
_ABOUT = frozenset(["description", "summary", "abstract", "caption", "alt", "bio", "comment", "articlebody", "excerpt"])


def blocks_in_scripts(scripts: Iterable[Element]) -> list[Block]:
    """The blocks of the story that stands in these scripts of a page; [] when there is none."""
    kinds: dict[tuple[str, ...], list[str]] = {}
    for way, text in islice(_strings(scripts), _MAX_VALUES):
        if not _ABOUT & {part.lower() for part in way} and not (way == _QUOTED and _CODE.search(text)):
            kinds.setdefault(way, []).append(text)
    found = [_blocks(list(dict.fromkeys(texts)), is_told=way != _QUOTED) for way, texts in kinds.items()]
    best = max(found, key=_prose, default=[])
    return best if _prose(best) >= _LEAST else []


def _prose(blocks: list[Block]) -> int:
    return sum(b.weight for b in blocks if is_prose(b))


def _blocks(texts: list[str], *, is_told: bool) -> list[Block]:
    """The blocks of strings of one kind; of a kind in mark-up the one string with most prose, for each is a story.

    What stands between quotation marks in a program need not be told to anybody: only prose is taken from there, and a
    line between two pieces of it.
    """
    if any(_MARKUP.search(text) for text in texts):
        trees = [parse(text) for text in texts if _MARKUP.search(text)]
        return max((read_blocks(tree) for tree in trees if tree is not None), key=_prose, default=[])
    pieces = (piece for text in texts for piece in map(fold, text.split("\n")) if piece and not _ADDRESS.match(piece))
    blocks = [Block(text=piece, weight=weight(piece)) for piece in pieces]
    if is_told:
        return blocks
    prose = [False, *map(is_prose, blocks), False]
    around = zip(blocks, prose, prose[1:], prose[2:], strict=False)
    return [block for block, before, told, behind in around if told or (before and behind)]


def _strings(scripts: Iterable[Element]) -> Iterator[tuple[tuple[str, ...], str]]:
    """All strings in the scripts of a page with the way to each, in their order."""
    left = _MAX_CHARS
    stream: list[str] = []
    for script in scripts:
        text = script.text or ""
        kind = (script.get("type") or "").lower()
        if len(text) < _LEAST_STRING or len(text) > left or "ld+json" in kind:
            continue
        left -= len(text)
        if pushed := _STREAM.search(text):
            stream += (part for part in _loaded(pushed.group(1)) or [] if isinstance(part, str))
        elif (data := _loaded(text)) is not None:
            yield from _walk(data, (), 0)
        else:
            yield from _quoted(text, 0, _ANY_STRING if "json" in kind else _STRING)
    yield from _streamed("".join(stream).encode("utf-8", "replace"))


def _streamed(stream: bytes) -> Iterator[tuple[tuple[str, ...], str]]:
    """The strings of a React stream: rows of JSON, and rows "1a:T21a,..." of a text with its length in bytes."""
    at = 0
    for row in _TEXT_ROW.finditer(stream):
        if row.start() < at:
            continue
        yield from _quoted(stream[at : row.start()].decode("utf-8", "replace"), 1)
        at = row.end() + int(row.group(1), 16)
        yield ("row",), stream[row.end() : at].decode("utf-8", "replace")
    yield from _quoted(stream[at:].decode("utf-8", "replace"), 1)


def _quoted(text: str, depth: int, string: re.Pattern[str] = _STRING) -> Iterator[tuple[tuple[str, ...], str]]:
    """The strings that stand in quotes in a text that is no JSON as a whole: a program, or a broken one."""
    for found in string.finditer(text):
        value = _loaded(found.group()) if len(found.group()) > _LEAST_STRING else None
        if isinstance(value, str):
            yield from _opened(value, _QUOTED, depth)


def _walk(data: Any, way: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], str]]:
    stack: list[tuple[Any, tuple[str, ...]]] = [(data, way)]
    while stack:
        value, at = stack.pop()
        if isinstance(value, dict):
            stack += reversed([(inner, (*at, key)) for key, inner in value.items()])
        elif isinstance(value, list):
            stack += reversed([(inner, at) for inner in value])
        elif isinstance(value, str) and value:
            yield from _opened(value, at, depth)


def _opened(text: str, way: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """A string, or what stands in it when it is JSON itself."""
    inner = _loaded(text) if depth < _MAX_DEPTH and text[:1] in '{["' else None
    if isinstance(inner, dict | list):
        yield from _walk(inner, way, depth + 1)
    elif not _MARKUP.search(text) and '\\"' in text and depth < _MAX_DEPTH:
        yield from _quoted(text, depth + 1)
    else:
        yield way, text


def _loaded(text: str) -> Any:
    """The JSON value that a text is; None when it is none."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
