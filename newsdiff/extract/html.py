"""A page -> Article: the steps on one tree, in their order."""

import re
from dataclasses import replace

from lxml import etree

from newsdiff.extract.authors import House, claimed_authors, find_authors
from newsdiff.extract.between import between, is_shaped_like, outside_boxes, vouched_for
from newsdiff.extract.block import Block
from newsdiff.extract.blocks import read_blocks
from newsdiff.extract.boilerplate import remove_chrome
from newsdiff.extract.bylines import Byline, author_cards, is_byline
from newsdiff.extract.comparison import COMPARED, comparison_in_text, comparison_in_tree
from newsdiff.extract.compose import Body, compose
from newsdiff.extract.container import choose_container
from newsdiff.extract.context import Context
from newsdiff.extract.front import card_holders, count_cards
from newsdiff.extract.headline import find_headline, house_in
from newsdiff.extract.hint import find_hinted, signature
from newsdiff.extract.invisible import remove_invisible
from newsdiff.extract.jsonld import read_json_ld
from newsdiff.extract.link_lines import is_link
from newsdiff.extract.metadata import (
    find_canonical,
    find_image,
    find_image_caption,
    find_language,
    find_link,
    find_section,
    find_site,
    find_stamps,
)
from newsdiff.extract.notes import is_note_text
from newsdiff.extract.outcome import LONG_TEXT, is_article
from newsdiff.extract.page import (
    MAX_CHARS,
    MAX_ELEMENTS,
    Element,
    bare_text,
    meta_contents,
    meta_values,
    parse,
    shown_text,
)
from newsdiff.extract.parts import body_elements
from newsdiff.extract.places import places_of
from newsdiff.extract.prose import is_notice, is_prose
from newsdiff.extract.reading import Reading
from newsdiff.extract.saved import from_comparison, is_bare, raw_text, read_text
from newsdiff.extract.scripts import blocks_in_scripts
from newsdiff.extract.selectors import MARK, apply_selectors
from newsdiff.extract.signed import page_byline
from newsdiff.extract.stamps import instant
from newsdiff.extract.standfirst import find_standfirst, is_named_line
from newsdiff.extract.text import ends_sentence, fold
from newsdiff.extract.vouched import vouched_body
from newsdiff.extract.walls import recognised_wall, surface_of, take_paywall
from newsdiff.extract.withheld import find_withheld, take_withheld
from newsdiff.model.article import Article, ExtractionOutcome, Make, PaywallMark, Selectors
from newsdiff.model.knowledge import Hint

#: blocks at the top of the body among which a named standfirst or the byline may stand
_OPENING = 4
#: the counter of a gallery, and its greatest length
_TURNED = re.compile(r"\d{1,3}\s*(?:of|von|de|sur|di|van|av|z|из|/)\s*\d{1,3}", re.I)
_MAX_TURNED = 12


def read_html(html: str, url: str, make: Make, selectors: Selectors, hint: Hint | None = None) -> Article:
    """The article in a page. Total for any text; the work is bounded by the limits of `page` and `container`."""
    page = open_page(html, url, make, selectors, hint)
    return page if isinstance(page, Article) else read_page(page, html, make)


def open_page(html: str, url: str, make: Make, selectors: Selectors, hint: Hint | None = None) -> Reading | Article:
    """A page before its article is read; the article at once where it is a bare text or a comparison of two."""
    warnings = [f"only the first {MAX_CHARS} characters were read"] if len(html) > MAX_CHARS else []
    html, said = apply_selectors(html, selectors)
    warnings += said
    root = parse(html)
    if root is None:
        coarse = read_text(bare_text(html), url, make)
        return replace(coarse, warnings=(*warnings, "the page is nested too deeply or broken: read as bare text"))
    elements = list(root.iter())
    linked, metas = read_json_ld(root), list(root.iter("meta"))
    meta = meta_values(metas)
    compared = comparison_in_tree(root)
    if compared is None and COMPARED.search(html):
        compared = comparison_in_text(raw_text(root))
    if compared is not None:
        return from_comparison(compared, url, make)
    if is_bare(root, meta, linked):
        title = root.find(".//title")
        return read_text(raw_text(root), url, make, fold("".join(title.itertext())) if title is not None else None)
    headline = find_headline(root, meta, linked, find_site(meta, linked) or house_in(root, url))
    canonical = find_canonical(root, meta, url)
    # pictures have creators too, by itemprop
    own = list(meta_contents(element for element in metas if element.get("itemprop") is None))
    others = [(key, value) for key, value in meta.items() if key not in {key for key, _ in own}]
    claims = claimed_authors([*own, *others], linked, root)
    has_choice = bool(selectors.article)
    return Reading(root, url, meta, claims, linked, headline, warnings, canonical, elements, has_choice, hint)


def read_page(page: Reading, html: str, make: Make) -> Article:
    """The article of a page that is neither a comparison nor a bare text."""
    article = _described(page, make)
    scripts = list(page.root.iter("script"))
    framed = remove_invisible(page.root)
    text = shown_text(page.root)
    surface = surface_of(page.root, text, html, page.headline, page.calls_itself_article)
    withheld = find_withheld(page.root, text)
    if page.headline.element is None and not page.calls_itself_article:
        page.cards = count_cards(page.root)
    is_fact_check = "claimreview" in page.linked.types
    page.taken, page.pressed = remove_chrome(page.root, framed, page.headline.element, is_fact_check=is_fact_check)
    page.holders = card_holders(page.root, page.headline.element)
    body, context = _read_body(page, article)
    article = replace(
        article,
        standfirst=context.standfirst,
        byline=context.byline,
        authors=context.authors,
        container=page.container,
        hint=page.hint,
    )
    if take_withheld(withheld, body):
        article = replace(article, paywall=PaywallMark.ELEMENT)
    elif article.paywall is None and page.calls_itself_article and not is_article(page, body):
        body = _body_in_scripts(scripts, article) or body
    wall = recognised_wall(surface, " ".join(p.text for p in body.paragraphs))
    if wall is not None:
        return replace(article, outcome=ExtractionOutcome.BLOCKED, wall=wall)
    if not is_article(page, body):
        shows_headline = page.headline.element is not None
        shown = _chosen(page) or [page.root]
        vouched = vouched_body(body, article, shown, shows_headline=shows_headline) if make.is_vouched else None
        if vouched is None:
            return article
        body = vouched
    return replace(
        article,
        outcome=ExtractionOutcome.ARTICLE,
        paragraphs=tuple(body.paragraphs),
        captions=tuple(body.captions),
        places=places_of(body.blocks, page.box),
    )


def _body_in_scripts(scripts: list[Element], article: Article) -> Body | None:
    """The body of a page whose text is shown by its scripts alone; None when they hold none."""
    context = Context(article.headline, article.standfirst, article.byline, source=article.source)
    blocks = blocks_in_scripts(scripts)
    return compose(blocks, context) if blocks else None


def _described(page: Reading, make: Make) -> Article:
    """What the page says about itself, still without text; elements that act as a paywall leave the tree."""
    root, meta, linked = page.root, page.meta, page.linked
    stamps = find_stamps(root, meta, linked, page.headline.element, page.url)
    image = find_image(meta, linked, page.url)
    return Article(
        url=page.url,
        outcome=ExtractionOutcome.NO_ARTICLE,
        make=make,
        headline=page.headline.chosen,
        headlines=page.headline.all,
        source=find_site(meta, linked) or None,
        published=stamps.published,
        modified=stamps.modified,
        published_utc=instant(stamps.published),
        modified_utc=instant(stamps.modified),
        language=find_language(root, meta, linked),
        section=find_section(meta, linked),
        image=image,
        image_caption=find_image_caption(root, image, linked),
        canonical=page.canonical,
        amp=find_link(root, "amphtml", page.url),
        paywall=take_paywall(page.elements, linked, meta),
        warnings=tuple(page.warnings),
    )


def _read_body(page: Reading, article: Article) -> tuple[Body, Context]:
    """The body of the tree without its chrome, and what was found around it: standfirst, byline, authors."""
    headline = set() if page.headline.element is None else set(page.headline.element.iter(etree.Element))
    blocks = [b for b in read_blocks(page.root) if b.owner not in headline]
    page.turns_pages = any(_TURNED.fullmatch(b.text) for b in blocks if len(b.text) < _MAX_TURNED)
    context = Context(headline=page.headline.chosen, source=article.source, dropped=page.dropped)
    context.is_marked = page.calls_itself_article
    context.day = (article.published or "")[:10]
    chosen = set(_chosen(page))
    if chosen or len(blocks) > MAX_ELEMENTS:
        context.authors = _authors(page, None, article.source)
        inside = [b for b in blocks if _is_in(b, chosen)] if chosen else blocks
        return compose(inside, context), context
    order = {element: at for at, element in enumerate(page.root.iter(etree.Element))}
    head_at = order.get(page.headline.element, -1) if page.headline.element is not None else -1
    inside = _inside(page, blocks, head_at)
    zone = between(blocks, head_at, inside)
    above = [b for b in zone if _is_note(b) and _is_told(b)]
    zone = vouched_for(outside_boxes([b for b in zone if b not in above], page), inside, page)
    opening = [b for b in inside[: 2 * _OPENING] if not is_link(b, context)][:_OPENING]
    found = find_standfirst(zone, opening)
    if not any(is_prose(b) for b in inside if b is not found):
        found = None  # what is named a standfirst is all that the article says
    context.standfirst = found.text if found else None
    byline = page_byline(page, [*zone, *opening], inside, order, head_at)
    context.byline = byline.text if byline else None
    context.authors = _authors(page, byline, article.source)
    cards = author_cards(inside, context.byline)
    page.taken.update(dict.fromkeys(cards, "author_card"))
    if cards:
        inside = [b for b in inside if not _is_in(b, cards)]
    verdict = page.linked.verdict
    lead = [b for b in zone if b is not found and (_is_told_above(b) or (verdict and b.text == verdict))]
    lead += [b for b in zone if b not in (found, *lead) and is_named_line(b)]
    told = [*lead, found] if found else lead
    lead += [b for b in zone if b not in (found, *lead) and _is_bare_notice(b, told, page.box)]
    lead += _headings_behind(found if found and is_shaped_like(inside, [found]) else None, lead, zone)
    lead = sorted([*above, *lead], key=lambda b: b.place)
    captions = [b for b in zone if b.kind == "caption"]
    text = [b for b in inside if b is not found]
    body = compose([*captions, *lead, *text, *_notes_after(blocks, inside)], context)
    return body, context


def _chosen(page: Reading) -> list[Element]:
    """The elements that a person chose as the body."""
    return list(page.root.xpath(f"//*[@{MARK}]")) if page.has_choice else []


def _inside(page: Reading, blocks: list[Block], head_at: int) -> list[Block]:
    """Blocks of the container, without what stands above the headline."""
    container = choose_container(
        page.root, blocks, page.headline.element, page.holders, page.linked.body, page.pressed, head_at
    )
    hinted = find_hinted(blocks, page.hint, container)
    container = container if hinted is None else hinted
    page.box, page.container = container, signature(container)
    held = body_elements(container, blocks)
    inside = _after_headline([b for b in blocks if b.owner in held], head_at)
    return inside if head_at >= 0 else _below_title(inside, page.headline.chosen)


def _notes_after(blocks: list[Block], inside: list[Block]) -> list[Block]:
    """Notes of the newsroom behind the body: a correction stands outside the container on many sites."""
    return [b for b in _after(blocks, inside) if _is_note(b)]


def _is_note(block: Block) -> bool:
    """Whether a block outside the body is a note; nearly all links about corrections are the publisher's."""
    return (block.kind == "note" or is_note_text(block.text)) and block.kind != "caption" and block.link_density < 0.5


def _is_bare_notice(block: Block, told: list[Block], body: Element | None) -> bool:
    """Whether a block is a sentence, however short, in a `<p>` without a name, beside body or what is `told` above."""
    owner = block.owner
    if owner is None or body is None or owner.tag != "p" or owner.attrib or not is_notice(block):
        return False
    beside = (*body.iterancestors(), *(b.owner.getparent() for b in told if b.owner is not None))
    return owner.getparent() in beside


def _is_told_above(block: Block) -> bool:
    """Whether a block above the body is prose, or long enough to be: an introduction may end with a colon."""
    is_long = block.kind == "text" and block.weight >= LONG_TEXT and block.link_density < 0.3
    return is_long or is_prose(block)


def _headings_behind(first: Block | None, lead: list[Block], zone: list[Block]) -> list[Block]:
    """Headings behind the first prose above the body, if any: they head what follows."""
    places = [b.place for b in (first, *lead) if b is not None and is_prose(b)]
    return [b for b in zone if b.kind == "heading" and places and b.place > min(places) and b not in lead]


def _is_told(block: Block) -> bool:
    """Whether a note says something of its own: "Reporting by Ann Lee" is a byline where bylines stand."""
    return ends_sentence(block.text.rstrip(")]")) and not is_byline(block)


def _after_headline(inside: list[Block], head_at: int) -> list[Block]:
    """Without what stands above the headline, unless most of the prose does."""
    below = [b for b in inside if b.place > head_at]
    return (
        below
        if 2 * sum(b.weight for b in below if is_prose(b)) > sum(b.weight for b in inside if is_prose(b))
        else inside
    )


def _below_title(inside: list[Block], title: str | None) -> list[Block]:
    """Without what stands above a line that is the title, on pages without a headline in mark-up."""
    at = next((i for i, b in enumerate(inside) if title and b.text.casefold() == title.casefold()), None)
    if at is None:
        return inside
    below = inside[at + 1 :]
    return (
        below
        if 2 * sum(b.weight for b in below if is_prose(b)) > sum(b.weight for b in inside if is_prose(b))
        else inside
    )


def _after(blocks: list[Block], inside: list[Block]) -> list[Block]:
    return [b for b in blocks if b.place > inside[-1].place] if inside else []


def _is_in(block: Block, elements: set[Element]) -> bool:
    owner = block.owner
    return owner is not None and (owner in elements or any(a in elements for a in owner.iterancestors()))


def _authors(page: Reading, byline: Byline | None, source: str | None) -> tuple[str, ...]:
    house = House(page.url, source or "", page.linked.publisher)
    return find_authors(page.claims, byline.parts if byline else "", house)
