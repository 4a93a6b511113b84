"""Pages that stand where the article should be, and the elements and metadata that mark a paywall.

A wall is a page with little prose *and* a sign: the machinery of a challenge, or a wall's words in its title, its
headline, its body or, when it shows little text at all, anywhere. With some prose only its titles, or two of a wall's
words in the body, make a page a wall, and none at all when it is marked as an article, but for a page of maintenance
that says so in its headline and again in its text. A long article about captchas has prose; a consent dialog beside
an article is not the body. A paywall is an element called so that acts as one, or metadata that say that the text is
not free; walls known by their wording alone are the work of `withheld`. The words are in `words.toml`.
"""

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree

from newsdiff.extract.headline import Headline
from newsdiff.extract.invisible import drop, is_hidden
from newsdiff.extract.jsonld import LinkedData
from newsdiff.extract.page import Element, visible_text, words_of
from newsdiff.extract.text import ends_sentence, fold, weight
from newsdiff.extract.words import holds_any, holds_word, listed, words
from newsdiff.model.article import PaywallMark, Wall

#: with this much prose a page says something itself
ENOUGH_PROSE = 250
#: with this much it is no wall, whatever its words
_NO_WALL = 1_500
#: with this much only a title that is a wall's words makes it one
_SOME_PROSE = 700
#: more visible text than this, and words far from title and body prove nothing
_LITTLE_PAGE = 1_500
#: challenges begin no farther down in a page's source
_MAX_MACHINERY = 200_000
#: shares of a title
_HALF, _NEARLY_ALL = 0.5, 0.7
#: signs of maintenance that make a page with some prose and no article's marks one
_FEW = 3
_ORDER = (Wall.CAPTCHA, Wall.ERROR_PAGE, Wall.COOKIES, Wall.LOGIN, Wall.CONSENT)
_MACHINERY = re.compile(
    r"/cdn-cgi/challenge-platform|cf-browser-verification|cf_chl_|challenge-form|px-captcha|captcha-delivery\.com|"
    r"perimeterx|geo\.captcha|_Incapsula_Resource|hcaptcha\.com/1/api|recaptcha/api|g-recaptcha|h-captcha|cf-turnstile|"
    r"ddos-guard|awswaf\.com|datadome",
    re.I,
)
_WALL_NAMES = frozenset(
    listed(
        """
        paywall regwall paygate tinypass piano poool meterwall softwall hardwall subscribewall loginwall
        """
    )
)
_NOSCRIPT = re.compile(r"(?s)<noscript\b[^>]*>(.*?)</noscript|<NOSCRIPT\b[^>]*>(.*?)</NOSCRIPT")
_TAG = re.compile(r"<[^>]+>")
#: in each name of a wall stands one of these
_OF_WALLS = ("wall", "gate", "tinypass", "piano", "poool")
_NAMED_BY = ("class", "id", "data-testid")
#: all such values of a page; to ask each element for them takes twice as long
_NAMES = etree.XPath("|".join(f"//@{name}" for name in _NAMED_BY), smart_strings=False)
#: the class of a text that a script makes readable; a readable one shares more of its words with the page
_CIPHER, _KNOWN = "obfuscated", 0.1
_WORD = re.compile(r"[^\W\d_]{2,}")
_WALL_PAIRS = (
    *(("subscribe", "wall"), ("subscription", "wall"), ("registration", "wall"), ("pay", "wall"), ("login", "wall")),
    *(
        ("premium", "wall"),
        ("content", "gate"),
        ("article", "gate"),
        ("premium", "gate"),
        ("reg", "wall"),
        ("sub", "wall"),
    ),
)
#: paragraphs this heavy, and as many of them, are a story
_PARAGRAPH, _PARAGRAPHS = 100, 3
#: lighter ones, and fewer, are the beginning of one
_BEGUN, _BEGINNING = 80, 2
#: what is lighter is a button, in the head of every page
_LEAST_WALL = 40
#: prose that a wall element may hold
_MAX_WALL_TEXT, _MAX_WALL_PARAGRAPH = 1_800, 200


@dataclass(frozen=True, slots=True)
class Surface:
    """What of a page decides whether it is a wall."""

    title: str
    headline: str
    #: what metadata call the page
    og: str
    #: all visible text, dialogs included, cut
    text: str
    #: what is shown without scripts, on a page that shows hardly anything else
    noscript: str
    #: the page's source, at the beginning of which the machinery of challenges stands
    source: str
    #: whether metadata call it an article
    marked_article: bool


def recognised_wall(surface: Surface, body: str) -> Wall | None:
    """The wall that a page is, given the text that was taken for its body; None when it is none."""
    size = weight(body)
    if size >= _NO_WALL:
        return None
    if size >= ENOUGH_PROSE:
        if size < _SOME_PROSE and (_is_maintenance(surface, body) or _is_called_error(surface)):
            return Wall.ERROR_PAGE
        return None if surface.marked_article else _by_title_and_body(surface, body)
    is_little = weight(surface.text) < _LITTLE_PAGE
    if is_little and not surface.marked_article and _MACHINERY.search(surface.source, 0, _MAX_MACHINERY):
        return Wall.CAPTCHA
    for text in (
        f"{surface.title} {surface.headline}",
        body,
        surface.text if is_little else "",
    ):
        for wall in _ORDER:
            if holds_any(text, f"wall.{wall}") and not _is_only_told(surface, text, wall):
                return wall
    if weight(surface.text) < ENOUGH_PROSE and holds_any(surface.noscript, "wall.cookies"):
        return Wall.COOKIES
    return None


def _is_maintenance(surface: Surface, body: str) -> bool:
    """Whether a page with some prose says that its site is being repaired: in its headline and again in its text."""
    if not holds_any(body, "maintenance"):
        return False
    if any(_share(title, "maintenance") >= _NEARLY_ALL for title in (surface.headline, surface.title)):
        return True
    return not surface.marked_article and _count(f"{surface.title} {surface.headline} {body}", "maintenance") >= _FEW


def _is_called_error(surface: Surface) -> bool:
    """Whether two of its titles say in different words that there is no such page, whatever template it has."""
    titles = {_lowered(title) for title in (surface.title, surface.headline, surface.og)}
    return sum(_share(title, f"wall.{Wall.ERROR_PAGE}") >= _NEARLY_ALL for title in titles) > 1


def _is_only_told(surface: Surface, text: str, wall: Wall) -> bool:
    """Whether an article's flash tells of a repair: with an article's marks and a headline that is news of its own."""
    if wall is not Wall.ERROR_PAGE or not surface.marked_article:
        return False
    if any(_share(title, f"wall.{wall}") >= _HALF for title in (surface.headline, surface.title)):
        return False
    low = _lowered(text)
    return all(word in words("maintenance") for word in words(f"wall.{wall}") if word in low)


def _by_title_and_body(surface: Surface, body: str) -> Wall | None:
    """For a page with some prose: its title is little more than a wall's words, or its text has two of them."""
    for wall in _ORDER:
        if any(_is_mostly(title, wall) for title in (surface.title, surface.headline)):
            return wall
        if wall is not Wall.ERROR_PAGE and weight(body) < _SOME_PROSE and _hits(body, wall) >= 2:
            return wall
    return None


def _is_mostly(title: str, wall: Wall) -> bool:
    """Whether a title is little more than a wall's words; news of errors is more common than of other walls."""
    return _share(title, f"wall.{wall}") >= (_NEARLY_ALL if wall is Wall.ERROR_PAGE else _HALF)


def _share(title: str, meaning: str) -> float:
    """How much of a title is the longest of the words that stands in it, 0 to 1."""
    low = _lowered(title)
    found = max((len(word) for word in words(meaning) if word in low), default=0)
    return found / len(low) if low else 0.0


def _hits(text: str, wall: Wall) -> int:
    return _count(text, f"wall.{wall}")


def _count(text: str, meaning: str) -> int:
    """How many of the words stand in a text, those inside others left out."""
    low = _lowered(text)
    found = [word for word in words(meaning) if word in low]
    return sum(1 for word in found if not any(word in other for other in found if other != word))


def _lowered(text: str) -> str:
    return text.lower().replace("’", "'")


def take_paywall(elements: list[Element], linked: LinkedData, meta: dict[str, str]) -> PaywallMark | None:
    """How the page says that readers must pay. Elements that act as a wall are taken out of the tree."""
    said = set(_NAMES(elements[0]))
    walls = [e for e in _named_as_walls(elements, said) if _is_wall_element(e)]
    if any(_CIPHER in value for value in said):
        walls += _ciphers(elements)
    for element in walls:
        drop(element)
    if walls:
        return PaywallMark.ELEMENT
    tier = meta.get("article:content_tier", "").lower()
    return PaywallMark.MARKED if linked.not_free or tier in ("locked", "metered") else None


def _ciphers(elements: list[Element]) -> list[Element]:
    """The outermost elements that are called so and hold none of the words of the page around them.

    A script makes them readable for those who have paid.
    """
    called = [e for e in elements if e.tag in ("p", "div", "section") and _CIPHER in (e.get("class") or "").split()]
    within = set(called)
    outer = [e for e in called if not any(a in within for a in e.iterancestors())]
    ciphered = [_WORD.findall(visible_text(e).lower()) for e in outer]
    plain = Counter(_WORD.findall(visible_text(elements[0]).lower()))
    for said in ciphered:
        plain.subtract(said)
    known = {word for word, number in plain.items() if number > 0}
    return [
        e
        for e, said in zip(outer, ciphered, strict=True)
        if said and _KNOWN * len(said) > sum(w in known for w in said)
    ]


def _named_as_walls(elements: list[Element], said: set[str]) -> list[Element]:
    """Elements whose class, id or data-testid is that of a wall; only where there is such a value each is looked at.

    `said`: all these values of the page.
    """
    if not _may_name_a_wall("\n".join(said)):
        return []
    walls = {value for value in said if _may_name_a_wall(value) and _names_a_wall(words_of(value))}
    named = [e for e in elements if not walls.isdisjoint(map(e.get, _NAMED_BY))] if walls else []
    shapes = Counter((e.tag, e.get("class")) for e in named)
    # the same name on several elements is that of what a wall would close: of each paragraph, on many sites
    return [e for e in named if shapes[e.tag, e.get("class")] < _PARAGRAPHS]


def _may_name_a_wall(said: str) -> bool:
    low = said.lower()
    return any(sign in low for sign in _OF_WALLS)


def _names_a_wall(said: frozenset[str]) -> bool:
    return bool(said & _WALL_NAMES) or any(a in said and b in said for a, b in _WALL_PAIRS)


def _is_wall_element(element: Element) -> bool:
    """Whether an element called a wall acts as one: shown, with a call to subscribe or log in, without long prose."""
    if element.tag in ("html", "body", "main", "article", "script", "style", "link", "meta") or is_hidden(element):
        return False
    text = visible_text(element)
    most = _MAX_WALL_PARAGRAPH if element.tag == "p" else _MAX_WALL_TEXT
    if not _LEAST_WALL <= weight(text) <= most or tells_a_story(element):
        return False
    return holds_word(text, "subscribe") or element.find(".//form") is not None


def tells_a_story(element: Element) -> bool:
    """Whether paragraphs stand in an element called after a wall: it is what the wall would close, not the wall.

    Three are a story, or two in which nobody is called to subscribe: the beginning of one, above a sign-up box.
    """
    texts = [text for p in element.iter("p") if weight(text := visible_text(p)) >= _BEGUN and ends_sentence(text)]
    if sum(1 for text in texts if weight(text) >= _PARAGRAPH) >= _PARAGRAPHS:
        return True
    return len(texts) >= _BEGINNING and not any(holds_word(text, "subscribe") for text in texts)


def surface_of(root: Element, text: str, html: str, headline: Headline, marked_article: bool) -> Surface:
    """The surface of a page whose chrome is still in the tree; `text` is its `shown_text`."""
    title = root.find(".//title")
    body = root.find("body")
    # only of little text the words are read, and there each element's stand apart
    if body is not None and len(text) < 2 * _LITTLE_PAGE:
        text = fold(" ".join(body.itertext()))
    # where readers see some text nobody asks for it
    found = _NOSCRIPT.findall(html[:300_000]) if weight(text) < ENOUGH_PROSE else []
    return Surface(
        title=fold("".join(title.itertext())) if title is not None else "",
        headline=headline.chosen or "",
        og=headline.all.og or "",
        text=text[:60_000],
        noscript=fold(_TAG.sub(" ", " ".join(a or b for a, b in found)))[:4_000],
        source=html,
        marked_article=marked_article,
    )
