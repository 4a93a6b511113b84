"""Which elements of a page are not the article, by what they are and what they are called.

An element is judged by its own tag, role and names, never by averages over the page; what is guarded stays (`guard`).
"""

import re
from collections.abc import Callable, Collection
from itertools import takewhile

from newsdiff.extract.box_rules import CONTROLS, is_ticked
from newsdiff.extract.boxes import SMALL_BOX, foreign_boxes, is_background
from newsdiff.extract.card_rows import card_rows, cut_items
from newsdiff.extract.guard import Guard, declared_bodies, holders_of_the_article
from newsdiff.extract.head_lines import CARELESS, head_lines
from newsdiff.extract.invisible import drop, is_hidden, is_hidden_by_class
from newsdiff.extract.page import (
    Element,
    names,
    visible_text,
    words_of,
)
from newsdiff.extract.text import ends_sentence, is_blank, weight
from newsdiff.extract.tickers import is_ticker
from newsdiff.extract.walls import tells_a_story
from newsdiff.extract.words import holds_word, listed
from newsdiff.extract.wrappers import dissolve_wrappers

_CHROME_TAGS = listed(
    """
    audio nav aside form button menu dialog footer textarea input meter progress fieldset
    """
)
_CHROME_ROLES = frozenset(
    listed(
        """
        navigation complementary search banner contentinfo dialog alertdialog menu menubar toolbar
        tablist radiogroup progressbar form
        """
    )
)
#: a name that holds one of these words names something beside the article
_CHROME_WORDS = frozenset(
    listed(
        """
        ad ads adbox adslot adunit adv advert adverts advertisement advertising advertorial sponsor
        sponsored sponsors promo promos promoted promotion promobox outbrain taboola nativo dfp gpt
        related relatedposts relatedarticles recommended recommendation recommendations recirc
        recirculation readmore mostread mostpopular popular trending teaser teasers upnext morefrom
        alsoread similar share sharing sharebar shares addtoany addthis sharethis social socials
        socialmedia newsletter newsletters signup subscribe subscription subscriptions donate donation
        donations paywall regwall piano tinypass comment comments commentlist disqus respond reply
        replies spende spenden umfrage abstimmung donar encuesta sondage sondaggio enquete abonnement
        gewinnspiel merkliste cookie cookies gdpr consent onetrust didomi usercentrics iubenda cookiebot cybot borlabs
        complianz cmplz cookieyes osano termly trustarc klaro sourcepoint tarteaucitron axeptio nav navbar
        navigation menu breadcrumb breadcrumbs pagination pager paging toolbar sidebar skip skiplink
        popup modal overlay lightbox toast tooltip hovercard snackbar poll polls quiz survey rating ratings vote
        closedcaption voting tags taglist tagcloud keywords toc footer masthead screenreader offscreen
        """
    )
)
#: pairs of words next to each other's company that do the same
_CHROME_PAIRS = tuple(
    pair.split("-")
    for pair in listed(
        """
        most-read most-popular most-viewed read-more read-next also-read more-stories more-news
        more-articles more-from more-like up-next author-bio author-box author-card author-endnote about-author
        sign-up log-in sr-only visually-hidden screen-reader mc-embed back-top site-header rollover-block
        call-action in-case latest-news link-list price-box affiliate-box listen-audio audio-enhancement
        audio-player video-player media-player subscribe-wall
        """
    )
)
#: what a wall may close is called after it: a paragraph, the second half of one, some of them
_WALLS = frozenset(["paywall", "regwall", "piano", "tinypass"])
#: and no line is the head of a site
_NOT_OF_LINES = _WALLS | {"site"}
_VERDICTS = frozenset(["rating", "ratings"])
_SECONDS = {first: frozenset(b for a, b in _CHROME_PAIRS if a == first) for first, _ in _CHROME_PAIRS}
_FIRSTS = frozenset(_SECONDS)
#: tags that may be foreign without an attribute that says so
_TAGS_THAT_SAY = _CHROME_TAGS | {"div", "section", "ul", "table"}
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_LINES = _HEADINGS | {"p", "span"}
#: what headings are called that stand in the contents of their page
_CONTENTS = frozenset(["toc"])
_EMPHASIS = ("b", "strong", "i", "em", "span", "u")
#: prose that such an offer holds at most
_MAX_OFFER = 2_500
#: and words that a hidden label does
_MAX_HIDDEN_LABEL = 60
#: what stands around a link in the middle of a sentence
_BEFORE_LINK, _BEHIND_LINK = re.compile(r"(?:[^\W\d_]|,)\s*$"), re.compile(r"\s*[.,;?!]|\s+[^\W\d_A-ZÀ-ÞА-Я]")
#: classes that say what stands in an element: "has-sidebar", "with-ads"
_HAS = re.compile(r"(?<!\S)(?:has|with)-\S+")
#: words of an id that may be made of a text, and characters of the text
_LEAST_SLUG, _BEGINNING = 5, 300


def remove_chrome(
    root: Element,
    framed: Collection[Element] = (),
    headline: Element | None = None,
    *,
    is_fact_check: bool = False,
) -> tuple[dict[Element, str], set[Element]]:
    """Take everything out of the tree that is not the article; what is guarded stays.

    `framed` are the elements in which frames stood; `is_fact_check`: what the page calls a rating is its verdict, not
    that of its readers.

    What was taken out is returned, each element with the name of the rule that took it; and the elements in which
    something to press was taken out alone.

    What tags, roles and talk of readers say goes first: what is left is the measure for elements whose names only hint.
    """
    believed = _CHROME_WORDS - _VERDICTS if is_fact_check else _CHROME_WORDS
    prose = _prose_weights(root)
    declared = declared_bodies(root)
    guarded = holders_of_the_article(root, declared, headline)
    dissolve_wrappers(root, prose, guarded, _CHROME_WORDS)
    taken = _take_boxes(root, prose, guarded, framed)
    guard = Guard.of(root, prose, declared, guarded)
    lines = head_lines(headline, prose)
    rules: tuple[Callable[[Element], str | None], ...] = (
        lambda element: _foreign_kind(element, prose, guard),
        lambda element: _foreign_name(element, believed - CARELESS if element in lines else believed),
    )
    may_be_foreign = [e for e in root.iter() if e.attrib or e.tag in _TAGS_THAT_SAY]
    gone: set[Element] = set()
    pressed: set[Element] = set()
    for rule_of in rules:
        found: dict[Element, str] = {}
        for element in may_be_foreign:
            rule = rule_of(element) if element not in gone else None
            if rule is not None and not guard.keeps(element, rule):
                found[element] = rule
                _weigh_out(element, prose)
                gone.update(element.iter())
        for box in found:
            if box.tag in CONTROLS:
                pressed.update(takewhile(lambda e: e not in pressed, box.iterancestors()))
            drop(box)
        taken.update(found)
    return taken, pressed


def _take_boxes(
    root: Element, prose: dict[Element, int], guarded: set[Element], framed: Collection[Element]
) -> dict[Element, str]:
    """Take boxes among the paragraphs and rows of cards out of the tree; each with the name of its rule."""
    taken: dict[Element, str] = {}
    for box, rule in foreign_boxes(prose, guarded, framed):
        taken[box] = rule
        _take_out(box, prose)
    for card in (*card_rows(root, prose, guarded), *cut_items(root)):
        taken[card] = "cards"
        _take_out(card, prose)
    return taken


def _take_out(element: Element, prose: dict[Element, int]) -> None:
    """Drop an element and its weight in all that it stands in."""
    if element.getparent() is not None:
        _weigh_out(element, prose)
        drop(element)


def _weigh_out(element: Element, prose: dict[Element, int]) -> None:
    """Take the weight of an element out of all that it stands in."""
    size = 0 if is_hidden(element) else prose.get(element, 0)
    if size:
        for above in element.iterancestors():
            prose[above] = prose.get(above, 0) - size


def _foreign_kind(element: Element, prose: dict[Element, int], guard: Guard) -> str | None:
    """Tag, role, a hidden state, controls, talk of readers: what says that an element is not the article, if any."""
    if element.tag in _CHROME_TAGS:
        is_source = element.tag == "footer" and next(element.iterancestors("blockquote"), None) is not None
        return None if is_source or (element.tag == "aside" and is_background(element)) else "tag"
    if is_hidden(element):
        return "hidden"
    if (role := (element.get("role") or "").lower()) in _CHROME_ROLES:
        return None if role == "complementary" and is_background(element) else "role"
    if element in guard.talk:
        return "comments"
    if is_ticker(element):
        return "ticker"
    if is_hidden_by_class(element) and (_is_hidden_offer(element, prose) or guard.is_beside_story(element)):
        return "hidden_offer"
    return "controls" if _is_form_box(element, prose) else None


def _is_hidden_offer(element: Element, prose: dict[Element, int]) -> bool:
    """A call to subscribe or to log in that a class hides until a script has counted the reader's visits.

    Or a few words that are no sentence: a label for those who do not see the page.
    """
    size = prose.get(element, 0)
    if 0 < size <= _MAX_HIDDEN_LABEL and not ends_sentence(visible_text(element)):
        return True
    return size <= _MAX_OFFER and holds_word(visible_text(element), "subscribe")


def _foreign_name(element: Element, believed: frozenset[str]) -> str | None:
    """ "name" where an element is called like something beside the article, by a word in `believed` or a pair."""
    said = names(element)
    if element.tag in _HEADINGS:
        said = _own_names(element) - _CONTENTS  # the id of a heading is made of its words, and contents list it
    if element.tag in _LINES:
        said -= _NOT_OF_LINES
    if not said.isdisjoint(_WALLS) and tells_a_story(element):
        said -= _WALLS
    if not said or element.tag in ("body", "html", "main"):
        return None
    if element.tag == "a" and (all(map(is_blank, element.itertext())) or _stands_in_sentence(element)):
        return None  # around a picture, by which its caption is known; or a word of a paragraph
    if not _names_chrome(said, believed, element) or _is_named_after_its_text(element, believed):
        return None
    said_of_it = _HAS.sub("", element.get("class") or "")
    if said_of_it == (element.get("class") or ""):
        return "name"
    named = words_of(" ".join((said_of_it, element.get("id") or "", element.get("data-testid") or "")))
    return "name" if _names_chrome(named & said, believed, element) else None


def _own_names(element: Element) -> frozenset[str]:
    """The words of an element's class and data-testid."""
    return words_of(" ".join(filter(None, map(element.get, ("class", "data-testid")))))


def _stands_in_sentence(link: Element) -> bool:
    """Whether a link stands in the middle of words, or in a paragraph that says more beside its links than in them."""
    if _goes_on_around(link):
        return True
    paragraph = next((e for e in link.iterancestors() if e.tag not in _EMPHASIS), None)
    if paragraph is None or paragraph.tag not in ("p", "li"):
        return False
    linked = sum(weight(visible_text(other)) for other in paragraph.iter("a"))
    return 2 * linked < weight(visible_text(paragraph))


def _goes_on_around(link: Element) -> bool:
    """Whether a word or a comma stands right before a link and words or a full stop right behind it."""
    before, above = link.getprevious(), link.getparent()
    said = (before.tail if before is not None else above.text if above is not None else "") or ""
    return bool(_BEFORE_LINK.search(said) and _BEHIND_LINK.match(link.tail or ""))


def _names_chrome(said: frozenset[str], believed: frozenset[str], element: Element) -> bool:
    if not said.isdisjoint(believed):
        return bool(element.tag != "article")
    return any(not said.isdisjoint(_SECONDS[first]) for first in said & _FIRSTS)


def _is_named_after_its_text(element: Element, believed: frozenset[str]) -> bool:
    """Whether only an id names it so, which is made of the words at its beginning: "port-promoted-by-its-council"."""
    said = {word for word in words_of(element.get("id") or "") if len(word) > 1}
    if len(said) < _LEAST_SLUG or _names_chrome(_own_names(element), believed, element):
        return False
    beginning = words_of(visible_text(element)[:_BEGINNING].lower())
    return 4 * len(said & beginning) >= 3 * len(said)


def _is_form_box(element: Element, prose: dict[Element, int]) -> bool:
    """A small box that holds controls to fill in: a poll, a newsletter sign-up, a calculator."""
    if element.tag not in ("div", "section", "ul", "table") or prose.get(element, 0) > SMALL_BOX:
        return False
    controls = list(element.iterchildren("input", "textarea"))
    kinds = [control.get("type") for control in controls if control.tag == "input"]
    return (kinds[:1] not in ([], ["hidden"]) or len(kinds) < len(controls)) and not is_ticked(element)


def _prose_weights(root: Element) -> dict[Element, int]:
    """For each element the weight of text outside links in it, hidden parts left out."""
    totals: dict[Element, int] = dict.fromkeys(root.iter(), 0)
    for element in reversed(totals):
        text, tail, above = element.text, element.tail, element.getparent()
        if text and element.tag != "a":
            totals[element] += weight(text.strip())
        if above is None:
            continue
        if totals[element] and not is_hidden(element):
            totals[above] += totals[element]
        if tail:
            totals[above] += weight(tail.strip())
    return totals
