"""What people look for: a small language, read into a tree of `Phrase`, `And`, `Or` and `Not`.

    ferry winch              both words, anywhere in a version
    "two hours late"         these words in this order, in one paragraph
    harb*                    words that begin so; also behind a phrase: "two ho"*
    ferry OR tunnel          AND binds closer than OR
    ferry -winch, ferry NOT winch
    headline:ferry           also standfirst:, byline:, body:, and in front of a phrase or parentheses
    (ferry OR tunnel) late

Nothing of it reaches a database but words that `words` has cut.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from newsdiff.errors import ConfigError
from newsdiff.model.search import Field
from newsdiff.search.words import words

#: characters of a query; parentheses in one another; words and phrases
MOST_CHARACTERS, MOST_DEPTH, MOST_PHRASES = 2_000, 20, 60
#: words of one phrase, as the index guarantees to find them; longer ones are looked for in pieces
LONGEST_PHRASE = 64
#: of a word before `*`
_LEAST_PREFIX = 2


class QueryError(ConfigError):
    """A query that cannot be understood; the message says where and what to write."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other; a single word is a phrase of one."""

    words: tuple[str, ...]
    #: the last word may go on
    is_prefix: bool = False
    #: None: anywhere
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class And:
    """All of these hold for a version."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these holds for a version."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """This does not hold for a version."""

    part: "Query"


Query = Phrase | And | Or | Not


def phrases(query: Query) -> Iterator[Phrase]:
    """All phrases of a query, from left to right."""
    if isinstance(query, Phrase):
        yield query
        return
    for part in (query.part,) if isinstance(query, Not) else query.parts:
        yield from phrases(part)


def wanted_phrases(query: Query) -> Iterator[Phrase]:
    """The phrases that make a version fit, and not those that keep it out."""
    if isinstance(query, Phrase):
        yield query
    elif not isinstance(query, Not):
        for part in query.parts:
            yield from wanted_phrases(part)


def parse(text: str) -> Query:
    """The query that a text means. Raises: QueryError."""
    if len(text) > MOST_CHARACTERS:
        raise QueryError(f"the search has {len(text):,} characters; {MOST_CHARACTERS:,} are the most")
    parser = _Parser(list(_tokens(text)))
    query = parser.whole()
    if not _finds(query):
        raise QueryError("NOT and - only take away from what is found: name something to look for besides")
    if sum(1 for _ in phrases(query)) > MOST_PHRASES:
        raise QueryError(f"the search has more than {MOST_PHRASES} words and phrases")
    return query


class _Token(NamedTuple):
    #: "(", ")", "field", "phrase", "word", "-", "AND", "OR", "NOT"
    kind: str
    #: its text without quotes, star and colon
    text: str
    has_star: bool = False


_TOKEN = re.compile(
    r"""\s+
    | (?P<paren>[()])
    | (?P<minus>-)(?=[^\s)]) (?<![^\s(]-)
    | (?P<field>[^\W\d_]+):(?=\S)(?!//)
    | "(?P<phrase>[^"]*)"(?P<star>\*)?
    | [“”„](?P<curly>[^“”]*)[“”](?P<star_>\*)?
    | (?P<open>["“”„].*)
    | (?P<word>[^\s()"“”„]+)
    """,
    re.VERBOSE | re.DOTALL,
)


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if found["open"] is not None:
            raise QueryError(f"the quotation mark before {_short(found['open'][1:])} is never closed")
        if found["paren"]:
            yield _Token(found[0], found[0])
        elif found["minus"]:
            yield _Token("-", "-")
        elif found["field"]:
            yield _Token("field", found["field"])
        elif found["phrase"] is not None or found["curly"] is not None:
            inner = found["phrase"] if found["phrase"] is not None else found["curly"]
            yield _Token("phrase", inner, has_star=bool(found["star"] or found["star_"]))
        elif kind is not None:
            yield _word(found["word"])


def _word(text: str) -> _Token:
    if text in {"AND", "OR", "NOT"}:
        return _Token(text, text)
    bare = text.rstrip("*")
    if "*" in bare or not bare:
        raise QueryError(f"{_short(text)}: * stands behind the beginning of a word, as in harb*")
    return _Token("word", bare, has_star=bare != text)


class _Parser:
    """Goes through the tokens once, from left to right."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    def whole(self) -> Query:
        if not self._tokens:
            raise QueryError('nothing to look for: write a word, or "a phrase"')
        query = self._either(None)
        if self._peek():
            raise QueryError("there is a ) without its (")
        return query

    def _peek(self) -> str:
        return self._tokens[self._place].kind if self._place < len(self._tokens) else ""

    def _take(self) -> _Token:
        self._place += 1
        return self._tokens[self._place - 1]

    def _either(self, field: Field | None) -> Query:
        parts = [self._all(field)]
        while self._peek() == "OR":
            self._take()
            parts.append(self._all(field))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self, field: Field | None) -> Query:
        parts = [self._one(field)]
        while self._peek() not in {"", ")", "OR"}:
            if self._peek() == "AND":
                self._take()
            parts.append(self._one(field))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self, field: Field | None) -> Query:
        """One word, phrase or group, with what stands in front of it."""
        is_not = False
        while (kind := self._peek()) in {"-", "NOT", "field"}:
            token = self._take()
            if kind == "field":
                field = _field(token.text)
            else:
                is_not = not is_not
        found = self._atom(field)
        return Not(found) if is_not else found

    def _atom(self, field: Field | None) -> Query:
        kind = self._peek()
        if kind in {"", ")", "OR", "AND"}:
            before = self._tokens[self._place - 1].text if self._place else ""
            behind = f"behind {before}" if before else "at the beginning"
            raise QueryError(
                f"a word or phrase is missing {behind}; and, or, not are words when they are written small"
            )
        token = self._take()
        return self._group(field) if kind == "(" else _phrase(token, field)

    def _group(self, field: Field | None) -> Query:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise QueryError(f"more than {MOST_DEPTH} parentheses in one another")
        found = self._either(field)
        if self._peek() != ")":
            raise QueryError("there is a ( without its )")
        self._take()
        self._depth -= 1
        return found


def _field(name: str) -> Field:
    try:
        return Field(name.lower())
    except ValueError:
        known = ", ".join(f"{field}:" for field in Field)
        raise QueryError(
            f"{name}: is no place to look in; there are {known} (a text with a colon is written in quotes)"
        ) from None


def _phrase(token: _Token, field: Field | None) -> Query:
    found = list(words(token.text))
    if not found:
        raise QueryError(f"{_short(token.text)} holds no letter or digit to look for")
    last, is_prefix = found[-1], token.has_star
    if last.is_last:
        # any text may go on behind the last character; that it is there, the pair before it says
        if len(found) > 1 and found[-2].end == last.end and not found[-2].is_last:
            found.pop()
            is_prefix = False
        else:
            is_prefix = True
    elif is_prefix and len(last.text) < _LEAST_PREFIX:
        raise QueryError(f"{last.text}* would find too much: write at least {_LEAST_PREFIX} letters before *")
    return _in_pieces(Phrase(tuple(word.text for word in found), is_prefix=is_prefix, field=field))


def _in_pieces(phrase: Phrase) -> Query:
    """A phrase, or pieces of one that is too long, each sharing a word with the next."""
    step = LONGEST_PHRASE - 1
    if len(phrase.words) <= LONGEST_PHRASE:
        return phrase
    starts = range(0, len(phrase.words) - 1, step)
    pieces = [replace(phrase, words=phrase.words[k : k + LONGEST_PHRASE], is_prefix=False) for k in starts]
    pieces[-1] = replace(pieces[-1], is_prefix=phrase.is_prefix)
    return And(tuple(pieces))


def _finds(query: Query) -> bool:
    """Whether only versions that hold something fit: what all others would fit finds nothing that was looked for."""
    if isinstance(query, And):
        return any(map(_finds, query.parts))
    if isinstance(query, Or):
        return all(map(_finds, query.parts))
    return isinstance(query, Phrase)


def _short(text: str) -> str:
    return repr(text if len(text) <= 30 else f"{text[:29]}…")
