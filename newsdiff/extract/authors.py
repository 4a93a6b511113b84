"""Who wrote the article, one name each: what metadata claim, or what the byline says when they name nobody.

Metadata of many sites have the house for the author, or an e-mail address, or a whole byline in one string. A claim is
cleaned and taken apart; when only the house is left, the people whom readers see in the byline are believed instead.
"""

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from newsdiff.extract.jsonld import LinkedData
from newsdiff.extract.page import Element, shown_text
from newsdiff.extract.stamps import without_dates
from newsdiff.extract.text import fold
from newsdiff.extract.words import after, begins_with, is_word, words

#: between the texts of two elements of a byline
APART = "\x1f"
_ADDRESS = re.compile(r"https?://\S+|www\.\S+/\S*|\S*@\S*|\[email\W+protected\]", re.I)
#: a point between Chinese characters stands in names from elsewhere
_SIGNS = re.compile(r"\s*(?:[,;|•、，；\x1f]|(?<![\u3400-\u9fff])·|·(?![\u3400-\u9fff]))\s*|\s+[-–—]\s+")
#: initials behind a name: "Ann Lee (al)"
_INITIALS = re.compile(r"\s*\([a-zà-ÿ./]{1,6}\)$")
_BRACKETED = re.compile(r"\(([^()]+)\)")
#: what stands behind a name in Korean, Japanese and Chinese bylines
_OFFICE = re.compile(r"(?<=\w)\s*(?:기자|특파원|記者|记者|[／/]\S*(?:編集部|取材班))$")
#: the same before it, with the house: "甲报记者 王小明"
_OFFICE_OF = re.compile(
    r"^[\u3400-\u9fff]{0,8}(?:记者|記者|专栏作者|專欄作者|评论员|評論員|撰稿人)\s+(?=[\u3400-\u9fff])"
)
#: names of three characters or four with spaces between them; shorter ones may be one name
_SPACED = re.compile(r"(?:[\u3400-\u9fff]{3,4} )+[\u3400-\u9fff]{3,4}")
#: words for "by" with which names begin too
_PARTICLES = frozenset(["de", "di", "von", "da", "av", "af", "oleh", "door", "par", "por"])
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(?:\s+[^\W\d_][\w'’.\-]*){1,5}")
#: Chinese, Japanese and Korean names, and the most characters of one, of one from elsewhere
_UNSPACED, _MAX_UNSPACED, _MAX_FOREIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"), 7, 16
_TRIM = " \t\n\r\u00a0.,:;|/–—-©\x1f【】（）[]"
#: nobody's name has more characters or words
_MAX_NAME, _MAX_WORDS = 80, 6
#: the last part of a meta element's name when it says who wrote
_META = re.compile(r"(?:^|[.:_#-])(?:authors?|creator|byline?|byl)$")
#: of which there may be one for each author; "creator" is that of a picture too
_EACH = frozenset(["author", "article:author", "citation_author", "parsely-author", "sailthru.author"])
_NOT_META = re.compile(r"^(?:twitter|book|music|video|image|profile)\b")


def find_authors(claims: Iterable[tuple[str, ...]], byline: str, house: "House") -> tuple[str, ...]:
    """The authors: of the first claim that names a person, else the persons of the byline, else the first claim.

    `byline` has `APART` where one element ended and another began, and is "" when the page has none.
    """
    cleaned = [names for claim in claims if (names := _unique(n for text in claim for n in house.names_in(text)))]
    for names in cleaned:
        people = tuple(n for n in names if not house.is_called(n))
        if any(map(is_person, people)):
            return people if all(map(is_person, people)) else names
    others = [names for names in cleaned if not all(map(house.is_called, names))]
    signed = _unique(names_in(byline, is_seen=True))
    seen = _beside_newsrooms(tuple(n for n in signed if not house.is_called(n)))
    claimed = next(iter(others or cleaned), ())
    return tuple(filter(is_person, seen)) or claimed or seen[:1] or signed[:1]


def _beside_newsrooms(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names without those of newsrooms ("Gull Health News"), where others are left."""
    people = tuple(name for name in names if name.lower().split()[-1] not in words("organ"))
    return people or names


class House:
    """The names by which a publication signs what no person does."""

    def __init__(self, url: str, *said: str) -> None:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        labels = host.split(".")
        self._names = {_bare(n) for n in (*said, host, *labels[:-1]) if len(_bare(n)) > 1}
        self._host = _bare(host)

    def names_in(self, text: str) -> list[str]:
        """The names in a claim; a house may be called as no person is: "Route 12"."""
        return [text] if self._is_name(text) else names_in(text)

    def _is_name(self, text: str) -> bool:
        return _bare(text) in self._names and not _ADDRESS.search(text)

    def is_called(self, name: str) -> bool:
        """Whether a name is the house's, with or without a word for its newsroom."""
        bare = _bare(name)
        if bare in self._names or is_word(name, "newsroom") or (len(self._host) > 4 and self._host in bare):
            return True
        return any(len(n) > 2 and n in bare and _bare(bare.replace(n, "")) in _newsroom() for n in self._names)


def claimed_authors(meta: Iterable[tuple[str, str]], linked: LinkedData, root: Element) -> list[tuple[str, ...]]:
    """What metadata claim, JSON-LD first, then meta elements whose name ends in a word for author.

    Many sites write an element for each author. Who is named second must stand on the page too: a firm that made the
    site does not.
    """
    said: dict[str, tuple[str, ...]] = {}
    shown = ""
    for key, value in meta:
        if not _META.search(key) or _NOT_META.match(key):
            continue
        if key in said:
            shown = shown or shown_text(root)
            if key not in _EACH or value not in shown:
                continue
        said[key] = (*said.get(key, ()), value)
    return [claim for claim in (linked.authors, *said.values()) if claim]


def names_in(text: str, *, is_seen: bool = False) -> list[str]:
    """The names in a claim, or in a byline that readers see.

    >>> names_in("By Ann Lee and Jörg Maier | ann@example.org")
    ['Ann Lee', 'Jörg Maier']
    """
    bracketed = _BRACKETED.fullmatch(text.strip(_TRIM))
    text = _ADDRESS.sub(APART, bracketed[1] if bracketed else text)
    found: list[str] = []
    # a date has commas of its own
    undated = _behind_by(APART.join(map(without_dates, text.split(APART))).strip(_TRIM), is_seen=is_seen)
    for piece in (piece for part in _SIGNS.split(undated) for piece in _and().split(part)):
        name = fold(_OFFICE.sub("", _INITIALS.sub("", piece.strip(_TRIM)))).strip(_TRIM)
        name = _OFFICE_OF.sub("", name)
        is_list = "记者" in text and _SPACED.fullmatch(name)  # in Japanese the family name stands apart
        found += filter(_may_be_name, name.split() if is_list else [name])
    return found if len(found) < 2 else [name for name in found if not _is_office(name)]


def _is_office(name: str) -> bool:
    """Whether what stands beside a name is what somebody is: three words or more, the last one of an office."""
    said = name.lower().split()
    return len(said) > 2 and said[-1] in words("office")


def _may_be_name(name: str) -> bool:
    low = name.lower()
    if not (1 < len(name) <= _MAX_NAME and any(map(str.isalpha, name)) and len(name.split()) <= _MAX_WORDS):
        return False
    if is_word(name, "label") or is_word(name, "tail") or begins_with(name, "edited"):
        return False
    if low in words("stamp") | words("byline") or f"{low}:" in words("byline") or low.split()[-1] in words("firm"):
        return False
    return words("role").isdisjoint(low.split())


def _behind_by(text: str, *, is_seen: bool) -> str:
    """Without "by" at the beginning, unless that may be the beginning of a claimed name ("De Souza", "von der Aue")."""
    rest = after(text, "byline")
    if not rest:
        return text
    word = text[: len(text) - len(rest)].strip().lower()
    return rest if is_seen or word not in _PARTICLES or is_person(_SIGNS.split(rest)[0]) else text


def is_person(name: str) -> bool:
    """Whether this may be a person's full name: two words or more, each with a capital where the script has them."""
    if _UNSPACED.match(name):
        is_short = len(name) <= (_MAX_FOREIGN if "·" in name else _MAX_UNSPACED)
        return is_short and not any(map(name.endswith, words("organ")))
    if not name.isascii() and name[0] > "\u0590":
        return not name.isdigit()
    found = _NAME.fullmatch(name)
    return found is not None and name[0].isupper() and name.split()[-1][0].isupper()


@cache
def _and() -> re.Pattern[str]:
    return re.compile(r"\s+(?:" + "|".join(map(re.escape, sorted(words("and")))) + r")\s+")


def _newsroom() -> frozenset[str]:
    return frozenset({"", *(_bare(word) for word in words("newsroom"))})


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, whatever its case."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold(), name)
    return tuple(found.values())
