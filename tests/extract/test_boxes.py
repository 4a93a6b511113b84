"""Boxes, cards and tool bars around and inside an article, and what only looks like one; on small invented pages."""

import pytest

from newsdiff.extract import extract_article
from newsdiff.model.article import ExtractionOutcome
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"


def texts(html: str) -> tuple[str, ...]:
    return extract_article(html, URL).texts


def cards(count: int, inner: str, attributes: str = ' class="k"') -> str:
    return "".join(f"<div{attributes}>{inner.replace('#', str(n))}</div>" for n in range(count))


TEASER = (
    '<a href="/s/#">Cat number # elected mayor of Tolsa</a><p>The animal has promised to nap in public, item #.</p>'
)
READER = '<b>heron #</b><p>I read this twice and still do not know who is to pay for it, number #.</p><a href="#r">Report</a>'  # noqa: E501


@pytest.mark.parametrize("card", [TEASER, READER])
@pytest.mark.parametrize("place", ["inside", "after"])
def test_cards_of_one_shape_are_not_the_article(card: str, place: str) -> None:
    long = PARAGRAPHS + tuple(f"{p} So it was said again on day {n}." for n, p in enumerate(PARAGRAPHS))
    assert texts(page(paragraphs=long, **{place: f"<div>{cards(4, card)}</div>"})) == long


def test_a_list_of_reviews_may_outweigh_the_story() -> None:
    review = (
        "<div><h3><a href='/r/#'>The hundred boats of Lind, part #</a></h3><div>" + "Nobody had sailed so far. " * 9
    )
    reviews = "".join(f"<div class='r'>{review.replace('#', str(n))}</div></div></div>" for n in range(9))
    html = (
        page(around=f"<div id='sidebar'>{reviews}</div>").replace("<article>", "<div>").replace("</article>", "</div>")
    )
    article = extract_article(html, URL)
    assert (article.outcome, article.texts) == (ExtractionOutcome.ARTICLE, PARAGRAPHS)


def test_cards_may_stand_in_the_items_of_a_list() -> None:
    card = (
        '<article class="k"><div><div><a href="/s/#"><h3>Cat number # elected mayor of Tolsa</h3></a>'
        '<p><span># hours ago</span> <a href="/life">Life</a></p></div></div></article>'
    )
    items = "".join(f"<li>{card.replace('#', str(n))}</li>" for n in range(1, 5))
    section = f"<section><ol>{items}</ol></section>"
    picture = "<figure><img src='/q.jpg'></figure>"
    assert texts(page(inside=f"{picture}</div><div>{section}</div><div class='story'>{picture}")) == PARAGRAPHS


@pytest.mark.parametrize("end", ["...", "… ", " [...]"])
def test_items_that_break_off_are_teasers(end: str) -> None:
    item = f"<li><a href='/s/#'>Cat number # elected in Tolsa</a> <span>TOLSA: The cat has promised to{end}</span></li>"
    items = "".join(item.replace("#", str(n)) for n in range(4))
    assert texts(page(inside=f"<ul>{items}</ul>")) == PARAGRAPHS
    whole = items.replace(end, " nap.")
    assert len(texts(page(inside=f"<ul>{whole}</ul>"))) == len(PARAGRAPHS) + 4


def test_items_with_a_link_and_a_text_are_no_cards() -> None:
    items = "".join(
        f"<li><a href='/{n}'>Quay {n}</a><p>Built of granite in 18{n}2, says the port.</p></li>" for n in range(5)
    )
    assert sum("granite" in text for text in texts(page(inside=f"<ul>{items}</ul>"))) == 5


def test_cards_that_are_most_of_the_page_are_the_article() -> None:
    posts = [f'<div class="post"><p>{n}:15 {PARAGRAPHS[n % 3]}</p><a href="#p{n}">Link</a></div>' for n in range(1, 9)]
    assert len(texts(page(paragraphs=tuple(posts)))) == 8


def test_data_rows_with_links_are_no_cards() -> None:
    rows = "".join(
        f"<tr><td>Quay {n}, built of granite in 18{n}2</td><td><a href='/{n}'>Map</a></td></tr>" for n in range(5)
    )
    found = texts(page(inside=f"<table>{rows}</table>"))
    assert sum("granite" in text for text in found) == 5


def test_teasers_in_a_layout_table_are_not_the_article() -> None:
    rows = "".join(
        f'<tr><td><img src="b.gif"></td><td><font><a href="/s/{n}">Story number {n} from the coast</a></font><br>'
        f"<font>Nobody had expected the fish to return so soon, said the minister {n}.</font></td></tr>"
        for n in range(6)
    )
    body = (
        "<pre>" + "\n\n".join(PARAGRAPHS * 1) + "\n\n" + "\n\n".join(p + " So they say." for p in PARAGRAPHS) + "</pre>"
    )
    html = f"<html><head><title>x</title></head><body><h1>{HEADLINE}</h1><table><tr><td>{body}</td><td><table>{rows}</table></td></tr></table></body></html>"  # noqa: E501
    assert texts(html) == PARAGRAPHS + tuple(p + " So they say." for p in PARAGRAPHS)


def test_a_sign_up_box_between_pre_goes_as_a_whole() -> None:
    box = '<table><tr><td><b>Gull by e-mail</b><br>Have the news at six in the morning.<form><input name="m"></form></td></tr></table>'  # noqa: E501
    html = page(paragraphs=(f"<pre>{chr(10).join(p + chr(10) for p in PARAGRAPHS)}</pre>{box}",))
    assert texts(html) == PARAGRAPHS


def test_a_row_of_links_is_a_tool_bar() -> None:
    row = '<p><a href="/p">Printable version</a> | <a href="/s">Send to a friend</a> | Letters on this: 12</p>'
    assert texts(page(inside=row)) == PARAGRAPHS


def test_a_card_about_the_author_goes_with_its_words() -> None:
    card = (
        '<div class="ak"><img src="lee.jpg"><div>Ann Lee</div><div>Newsroom, writes about ports and fish.</div></div>'
    )
    article = extract_article(page(before='<p class="byline">By Ann Lee</p>', after=card, inside=card), URL)
    assert article.texts == PARAGRAPHS
    assert article.captions == ()


def test_a_picture_with_its_words_first_is_a_caption() -> None:
    box = '<div><img src="q.jpg"><div>The northern quay at low tide, from the lighthouse.</div><div>A. Lee</div></div>'
    article = extract_article(page(inside=box), URL)
    assert "The northern quay at low tide, from the lighthouse." in article.captions


SAID = "The northern quay at low tide"


@pytest.mark.parametrize(
    "box",
    [
        f"<div><div><img src='/q.jpg'></div><br><span>{SAID}</span></div>",
        f"<p><img src='/q.jpg'><br><em>{SAID}</em></p>",
        f"<p><span class='x_caption'><img src='/q.jpg'><span>{SAID}. (<a href='/l'>Lee</a>)</span></span></p>",
        f"<div><a class='overlayLink' href='#'><img src='/q.jpg'></a><p>{SAID}</p></div>",
        f"<figure><img src='/q.jpg'><figcaption>{SAID}. Ann Lee</figcaption></figure><div>{SAID}.</div>",
        f"<dl><dt>Foto:</dt><dd>{SAID}</dd></dl>",
        f"<p><img src='/q.jpg'></p><p><em>{SAID}</em></p>",
        f"<div class='image_box'><b><img src='/q.jpg'></b><p>{SAID}</p><p>Foto: Odile Brandt, Beck Haven</p></div>",
    ],
)
def test_a_text_under_a_picture_or_beside_its_caption_is_one(box: str) -> None:
    article = extract_article(page(inside=box), URL)
    assert article.texts == PARAGRAPHS
    assert any(caption.startswith(SAID) for caption in article.captions)


@pytest.mark.parametrize(
    "text",
    [
        f"<p><img src='/tick.png'> {SAID} is dry</p>",
        f"<p><img src='/q.jpg'></p><p><em>{SAID} is dry.</em></p>",
        f"<p>It is 1962:</p><p><em>{SAID} is dry</em></p>",
        "<p>The quay is dry in winter, if you want to see it (throw in some images and ask a diver)</p>",
        f"<div><img src='/q.jpg'><br>{SAID} is dry, as the divers said.</div>",
        f"<div>Seen from the lighthouse:<img src='/q.jpg'><br>{SAID} is dry</div>",
    ],
)
def test_a_picture_makes_no_caption_of_a_line_or_a_sentence(text: str) -> None:
    assert any("is dry" in said for said in texts(page(inside=text)))


def test_a_heading_alone_with_a_film_is_its_title() -> None:
    film = f"<h2>{SAID}?</h2><video controls><p>Your browser shows no films.</p></video>"
    article = extract_article(page(inside=f"<div>{film}</div>"), URL)
    assert (article.texts, article.captions) == (PARAGRAPHS, (f"{SAID}?",))
    assert f"{SAID}?" in texts(page(inside=f"<div>{film}<p>It is dry as the divers said.</p></div>"))


def test_what_is_shown_when_a_pointer_rests_on_a_name_is_no_text() -> None:
    card = "<span class='rollover-card-block'><a href='/b'>Odile Brandt</a><a href='/c'>Ferry sails again</a></span>"
    name = f"<span class='rollover-person'><a href='/brandt'>Odile Brandt</a>{card}</span>"
    text = f"<p>The harbour master {name} has said so before, and nobody believed a word of it.</p>"
    assert "The harbour master Odile Brandt has said so before, and nobody believed a word of it." in texts(
        page(inside=text)
    )


PIXEL = '<img src="/count.gif" width="1" height="1" alt="">'


@pytest.mark.parametrize("wrapped", ["<div><p>#</p>" + PIXEL + "</div>", "<div>" + PIXEL + "<p>#</p></div>"])
def test_a_pixel_that_counts_readers_is_no_picture(wrapped: str) -> None:
    assert texts(page(paragraphs=tuple(wrapped.replace("#", p) for p in PARAGRAPHS))) == PARAGRAPHS


@pytest.mark.parametrize("tag", ["div", "section"])
def test_a_caption_stands_beside_its_picture_not_around_it(tag: str) -> None:
    said = "The crack in the quay was found by divers, says the harbour master."
    around, beside = f"<p>{said}<img src='/q.jpg'></p>", f"<img src='/q.jpg'><p>{said}</p>"
    assert said in texts(page(inside=f"<{tag}>{around}</{tag}>"))
    assert said not in texts(page(inside=f"<{tag}>{beside}</{tag}>"))


def test_a_sentence_that_begins_like_a_promotion_stays() -> None:
    text = (
        'SIGN UP for <a href="/n">the port’s free weekly letter</a> and receive the times of all the ferries, the '
        "state of the wall and the price of herring, the harbour master told the fishermen."
    )
    for sign in ("", "» "):
        assert any("SIGN UP for" in t for t in texts(page(inside=f"<p>{sign}{text}</p>")))


def test_a_promotion_with_a_headline_goes() -> None:
    for promo in ("» READ MORE: ", "Lees ook: ", "Sign up "):
        assert texts(page(inside=f'<p>{promo}<a href="/x">Ferry line to the islands opens</a> today</p>')) == PARAGRAPHS


@pytest.mark.parametrize(
    ("link", "stays"),
    [
        ("<p><a href='/es'>Leer en español</a></p>", True),
        ("<p><a href='/es'>Ferry line to the islands opens in spring</a></p>", False),
        ("<p class='x'><a href='/es'>Leer en español</a></p>", False),
        ("<div><a href='/es'>Leer en español</a></div>", False),
        ("<p><a href='/es'>Read more »</a></p>", False),
        ("<p><a href='/es'>Website</a></p>", False),
        ("<p><a href='/es'>https://port.example.org/wall/report-2031.html</a></p>", True),
        ("<p><a href='/es'>port.example.org</a></p>", True),
        ("<div><a href='/es'>https://port.example.org/wall/report-2031.html</a></div>", False),
    ],
)
def test_a_link_too_short_for_a_headline_names_a_document(link: str, stays: bool) -> None:
    found = texts(page(inside=link))
    assert (found != PARAGRAPHS) is stays
    assert set(PARAGRAPHS) <= set(found)


STRENGTHS = (
    "<p>ベック県：トルサ町、リンド市、ラム村、ハーヴェン市、オディール町</p>",
    "<p>トルサ県：<a href='/t/1'>北トルサ市</a>、<a href='/t/2'>南トルサ市</a></p>",
    "<p>リンド県：<a href='/t/3'>リンド市</a></p>",
)


def test_linked_names_in_a_list_of_lines_are_text() -> None:
    assert len(texts(page(paragraphs=(*PARAGRAPHS, *STRENGTHS)))) == len(PARAGRAPHS) + len(STRENGTHS)
    linked = tuple(f"<p>{n}県：<a href='/t/{n}'>トルサ{n}市</a></p>" for n in range(4))
    assert len(texts(page(paragraphs=(*PARAGRAPHS, *linked)))) == len(PARAGRAPHS) + len(linked)
    film = ("<p>Length: 96 minutes</p>", "<p>Director: <a href='/lee'>Ann Lee</a></p>")
    assert "Director: Ann Lee" in texts(page(paragraphs=(*PARAGRAPHS, *film)))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Read more: <a href='/t'>Tolsa</a>, <a href='/l'>Lind</a></p>",
        "<p>Opět: <a href='/t'>Ferry line to the islands opens in spring</a></p>",
        "<p>Topics: <a href='/t'>Tolsa</a>, <a href='/l'>Lind</a></p>",
    ],
)
def test_a_label_and_a_headline_or_topics_are_no_line_of_a_list(line: str) -> None:
    beside = ("<p>Length: 96 minutes</p>",) if "Topics" not in line else ()
    assert len(texts(page(paragraphs=(*PARAGRAPHS, *beside, line)))) == len(PARAGRAPHS) + len(beside)


@pytest.mark.parametrize(("kind", "stays"), [("ClaimReview", True), ("NewsArticle", False)])
def test_the_rating_of_a_fact_check_is_its_verdict(kind: str, stays: bool) -> None:
    head = f'<script type="application/ld+json">{{"@type": "{kind}"}}</script>'
    box = "<div class='rating-wrapper'><h5>Mostly false</h5></div>"
    assert ("Mostly false" in texts(page(head=head, inside=box))) is stays


def test_a_verdict_may_stand_above_the_body() -> None:
    said = '{"@type": "ClaimReview", "reviewRating": {"@type": "Rating", "alternateName": "Mostly false"}}'
    box = "<div class='rating-wrapper'><h5>Mostly false</h5><a href='/ratings'>About this rating</a></div>"
    html = page(head=f'<script type="application/ld+json">{said}</script>', before=box)
    assert texts(html) == ("Mostly false", *PARAGRAPHS)


def test_a_careless_name_does_not_take_the_article_along_however_much_stands_beside_it() -> None:
    wrapper = '<div class="content-with-sidebar paywall">'
    talk = "".join(f"<section><p>{p} Reader {n} agrees with that.</p></section>" for n, p in enumerate(PARAGRAPHS * 9))
    plain, noisy = (
        texts(page(wrapper=wrapper)),
        texts(page(wrapper=wrapper, around=f'<div class="comments">{talk}</div>')),
    )
    assert plain == noisy == PARAGRAPHS


def test_other_prose_on_the_page_does_not_weigh_against_the_article() -> None:
    other = "".join(f"<p>{p} It was another year, {n}.</p>" for n, p in enumerate(PARAGRAPHS * 4))
    assert texts(page(wrapper='<div class="with-sidebar">', around=f"<div>{other}</div>")) == PARAGRAPHS


def test_the_headline_and_the_standfirst_again_are_no_text() -> None:
    first = "Fishermen fear for the season as the town argues about money."
    before = f'<p class="standfirst">{first}</p>'
    article = extract_article(page(before=before, paragraphs=(first, f"<h2>{HEADLINE}</h2>", *PARAGRAPHS)), URL)
    assert (article.standfirst, article.texts) == (first, PARAGRAPHS)


def test_the_byline_again_is_no_text() -> None:
    inside = "<p>By Ann Lee in Beck Haven</p>"
    article = extract_article(page(before='<div class="byline">By Ann Lee in Beck Haven</div>', inside=inside), URL)
    assert (article.byline, article.texts) == ("By Ann Lee in Beck Haven", PARAGRAPHS)


def test_highlights_go_even_above_a_stub() -> None:
    highlights = "<ul><li>Crack found in the quay</li><li>Council decides on Thursday</li></ul>"
    assert (
        texts(page(paragraphs=PARAGRAPHS[:3], before="", inside="").replace("<p>", highlights + "<p>", 1))
        == PARAGRAPHS[:3]
    )


def test_a_date_glued_to_a_reading_time_is_no_text() -> None:
    line = "<p>Aktualisiert am 07.01.2031 - 18:50 Uhr<span>Lesedauer: 4 Min.</span></p>"
    assert texts(page(inside=line)) == PARAGRAPHS


def test_a_gallery_that_calls_itself_an_article_has_a_headline_and_no_text() -> None:
    marked = '<meta property="og:type" content="article">'
    for counter, outcome in (("1 of 39", ExtractionOutcome.ARTICLE), ("", ExtractionOutcome.NO_ARTICLE)):
        html = page(paragraphs=(f"<ul><li>{counter}</li></ul>",), head=marked)
        assert extract_article(html, URL).outcome is outcome
    unmarked = page(paragraphs=("<ul><li>1 of 39</li></ul>",))
    assert extract_article(unmarked, URL).outcome is ExtractionOutcome.NO_ARTICLE


def test_a_list_in_a_box_of_its_own_takes_no_short_paragraph_along() -> None:
    box = '<div class="m"><h3>Most read</h3><ol><li><a href="/x">Ferry line to the islands opens</a></li></ol></div>'
    short = ("“No,” he said.", "Nobody asked why.")
    html = page(paragraphs=(*PARAGRAPHS[:2], box, *short, *PARAGRAPHS[2:]))
    assert texts(html) == (*PARAGRAPHS[:2], *short, *PARAGRAPHS[2:])


def test_teasers_below_the_story_do_not_widen_the_body() -> None:
    teasers = "".join(
        f"<div><h3><a href='/{n}'>Story number {n} of the day</a></h3><div>{PARAGRAPHS[n % 3]} Or so.</div></div>"
        for n in range(4)
    )
    html = page(wrapper="<div>").replace("article>", "div>").replace("<footer>", f"<div>{teasers}</div><footer>")
    assert texts(html) == PARAGRAPHS


def test_a_table_of_figures_below_a_little_prose_is_part_of_the_story() -> None:
    rows = "".join(f"<tr><td>County {n}</td><td>{n}</td><td>{2 * n}</td></tr>" for n in range(9))
    blocks = "".join(f"<div><p>{p}</p></div>" for p in PARAGRAPHS)
    table = f"<div><h2>Results</h2><table><tr><th>County</th><th>Ill</th><th>Well</th></tr>{rows}</table></div>"
    html = page(paragraphs=(f"<div>{blocks}</div>", table), wrapper="<div>").replace("article>", "div>")
    assert "County 7 | 7 | 14" in texts(html)


def test_a_hidden_copy_for_search_engines_is_not_the_story() -> None:
    texts_of_copy = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    copy = (
        f'<div style="display:none;" itemscope itemtype="http://schema.org/NewsArticle"><h1>{HEADLINE}</h1>'
        f'<p>By Odile Brandt, harbour correspondent</p><div itemprop="articleBody">{texts_of_copy}</div></div>'
    )
    told = (*PARAGRAPHS[:4], PARAGRAPHS[4].replace("4.2", "4.7"))
    assert texts(page(around=copy, paragraphs=told)) == told


def test_a_story_that_only_scripts_show_is_read_where_it_is_hidden() -> None:
    teaser = f"<p>{PARAGRAPHS[0]}</p>"
    assert texts(page(before=teaser, wrapper='<div style="display:none">')) == PARAGRAPHS


def test_an_answer_that_ends_in_a_link_stays_beside_the_others() -> None:
    said = (("Is the ferry running?", "Yes."), ("Can I park at the quay?", "No, use the yard."))
    answers = "".join(f'<div class="qa"><h3>{q}</h3><p>{a}</p></div>' for q, a in said)
    last = '<div class="qa"><h3>Who pays for it?</h3><p>The board. <a href="/b">See its budget</a></p></div>'
    found = texts(page(inside=answers + last))
    assert found[2:8] == (*said[0], *said[1], "Who pays for it?", "The board. See its budget")
    assert texts(page(inside=last)) == PARAGRAPHS


@pytest.mark.parametrize(
    "first", ["More on that later.", "Watch: the tide rises at six.", "Read more books, she said."]
)
@pytest.mark.parametrize("box", ["<ul><li>{}</li><li>The crane fell.</li></ul>", "<div class='zz'><p>{}</p></div>"])
def test_a_sentence_without_a_link_is_no_label_of_a_box(first: str, box: str) -> None:
    found = texts(page(inside=box.format(first)))
    assert found[2] == first
    linked = "<div class='zz'><p>Read more: <a href='/x'>the tide rises at six.</a></p></div>"
    assert texts(page(inside=linked)) == PARAGRAPHS


def test_a_template_that_cuts_the_story_every_few_paragraphs_has_boxes_in_its_parts() -> None:
    question = "<div><h4>Soll der Hafen umziehen?</h4><button>Ja</button><button>Nein</button></div>"
    one, two, said, _, last = (f"<p>{p}</p>" for p in PARAGRAPHS)
    parts = "".join(f"<section>{part}</section>" for part in (one + two, question + said, last))
    assert texts(page(paragraphs=(parts,))) == (*PARAGRAPHS[:3], PARAGRAPHS[4])


def test_what_stands_between_the_parts_of_such_a_template_is_a_box_too() -> None:
    gift = "<div><h4>Geschichte verschenken</h4><p>Drei im Monat sind frei.</p><button>Adresse kopieren</button></div>"
    parts = [f"<section><div><p>{p}</p></div><div></div></section>" for p in PARAGRAPHS if len(p) > 9]
    assert texts(page(paragraphs=(*parts[:2], gift, *parts[2:]))) == (*PARAGRAPHS[:3], PARAGRAPHS[4])


def test_a_paragraph_beside_a_box_in_two_wrappers_like_those_of_others_stays() -> None:
    related = '<div class="more"><h2>Related</h2><ul><li><a href="/a">The mole, 100 years on</a></li></ul></div>'
    parts = [f"<p>{one}</p><p>{one} It was said twice.</p>" for one in PARAGRAPHS[:2]]
    parts.append(f"{related}<p>{PARAGRAPHS[2]}</p>")
    told = tuple(f'<div class="row"><div>{part}</div></div>' for part in parts)
    assert texts(page(paragraphs=told))[4:] == (PARAGRAPHS[2],)


@pytest.mark.parametrize("field", ['<input type="text" aria-label="Mail">', "<textarea></textarea>"])
def test_what_is_to_be_filled_in_takes_all_of_its_box_along(field: str) -> None:
    small = "You can leave with one click, and we give your address to nobody."
    box = f"<div class='zz'><h4>The Gull by mail</h4><p>What happened at sea today, and what to watch tomorrow.</p>{{}}<p>{small}</p></div>"  # noqa: E501
    assert texts(page(inside=box.format(f"<div>{field}<button>Send it</button></div>"))) == PARAGRAPHS
    assert small in texts(page(inside=box.format('<div><input type="hidden" value="3"></div>')))


@pytest.mark.parametrize("tag", ["div", "section"])
def test_boxes_between_the_slides_of_a_story_are_boxes(tag: str) -> None:
    slide = (
        '<{0} class="slide"><div><img src="/{1}.jpg"><p>{2}</p><p>{2} It was said twice.</p></div><span></span></{0}>'
    )
    slides = [slide.format(tag, n, p) for n, p in enumerate((*PARAGRAPHS[:3], PARAGRAPHS[4]))]
    gift = "<div><div><strong>Give this story</strong><p>Three a month are free.</p><button>Copy</button></div></div>"
    told = texts(page(paragraphs=("".join([*slides[:2], gift, *slides[2:]]),)))
    assert told == texts(page(paragraphs=("".join(slides),)))
    assert len(told) == 8


def test_a_button_without_words_takes_no_paragraphs_along() -> None:
    one, two = (f"{p} That was said twice." for p in PARAGRAPHS[:2])
    part = f"<section><p>{one}</p><p>{two}</p><div><button onclick='hide()'></button></div></section>"
    assert texts(page(inside=part)) == (*PARAGRAPHS[:2], one, two, *PARAGRAPHS[2:])


def test_the_second_half_of_a_paragraph_may_be_called_after_the_wall_that_closes_it() -> None:
    first, rest = PARAGRAPHS[0].split(" until")
    assert texts(page(paragraphs=(f'{first}<span class="paywall"> until{rest}</span>', *PARAGRAPHS[1:]))) == PARAGRAPHS


@pytest.mark.parametrize(
    ("name", "stays"), [("port-promoted-by-the-council-of-tolsa", True), ("promoted-by-gull-paint-box-seven", False)]
)
def test_an_id_made_of_the_words_of_its_heading_says_nothing(name: str, stays: bool) -> None:
    said = "The council has paid for posters with a crane and a gull on them, which hang in every town of the coast."
    box = f"<div id='{name}'><h2>Port promoted by the council of Tolsa</h2><div><p>{said}</p></div></div>"
    assert (said in texts(page(inside=box))) == stays


def test_an_id_made_of_its_words_does_not_clear_a_class() -> None:
    advert = "<div class='ad' id='ad-paint-for-every-boat-of-tolsa'><p>Paint for every boat of Tolsa, ad.</p></div>"
    assert texts(page(inside=advert)) == PARAGRAPHS


UNDER = "The northern quay, seen from the light"
_IMG = '<img src="/quay.jpg">'


@pytest.mark.parametrize(
    "set_so",
    [
        f'<p class="f_center">{_IMG}</p><p style="text-align: center">{UNDER}</p>',
        f'<div>{_IMG}</div><p align="center"><small>{UNDER}</small></p>',
        f"{_IMG}<center>{UNDER}</center>",
        f'<p class="f_center">{_IMG}{UNDER}</p>',
    ],
)
def test_a_line_that_is_centred_under_a_picture_is_its_caption(set_so: str) -> None:
    article = extract_article(page(inside=set_so), URL)
    assert (article.captions, article.texts) == ((UNDER,), PARAGRAPHS)


@pytest.mark.parametrize(
    "set_so",
    [
        f'<p>{_IMG}</p><p style="text-align:center"><b>{UNDER}</b></p>',
        f'<p>{_IMG}</p><p style="text-align:center">{UNDER}, as <a href="/a">Ann Lee</a> saw it.</p>',
        f'<p style="text-align:center">{UNDER}</p><p>{_IMG}</p>',
        f'<p>The quay. {_IMG}</p><p style="text-align:center">{UNDER}</p>',
    ],
)
def test_headings_and_lines_elsewhere_that_are_centred_are_none(set_so: str) -> None:
    assert not extract_article(page(inside=set_so), URL).captions


def test_where_paragraphs_are_centred_too_a_line_under_a_picture_is_none() -> None:
    centred = tuple(f'<p align="center">{p}</p>' for p in PARAGRAPHS)
    inside = f'<p align="center">{_IMG}</p><p align="center">{UNDER}</p>'
    assert UNDER in extract_article(page(paragraphs=centred, inside=inside), URL).texts


@pytest.mark.parametrize("form", ["<p>{}</p>", "<table><tr><td>{}</td></tr></table>", "<div>{}</div>"])
@pytest.mark.parametrize("name", ["popup", "tooltip", "related"])
def test_a_link_in_the_middle_of_a_sentence_stays_whatever_its_class(form: str, name: str) -> None:
    said = "The keeper <a>went back at once</a> to the room behind the light, and there he is to stay <a>until May</a>."
    kept = form.format(said.replace("<a>", f'<a href="javascript:void(0)" class="{name}">'))
    assert said.replace("<a>", "").replace("</a>", "") in texts(page(inside=kept))


@pytest.mark.parametrize("name", ["image_hit no_caption", "has-caption", "wide without-caption"])
def test_a_name_that_says_whether_there_is_a_caption_names_none(name: str) -> None:
    said = "The mother of the keeper said on Monday how the light had gone out in the night of the storm."
    inside = f'<div class="{name}"><h2>{said}</h2><div><img src="/light.jpg"></div></div>'
    assert said in texts(page(inside=inside))


@pytest.mark.parametrize(
    "said",
    [
        "“I will not resign,” the mayor told reporters on the steps of the town hall.",
        "The mayor told reporters on the steps of the town hall that he will not resign.",
    ],
)
def test_a_sentence_that_is_centred_under_a_picture_is_text(said: str) -> None:
    assert said in texts(page(inside=f'<p>{_IMG}</p><p style="text-align:center">{said}</p>'))


def test_a_byline_that_is_centred_under_a_picture_is_no_caption() -> None:
    under = f'<p>{_IMG}</p><p align="center">By Anna Lee, Beck Haven</p>'
    article = extract_article(page(before=under), URL)
    assert not article.captions
    assert "Anna Lee" in (article.byline or "")


def test_an_entry_of_a_story_told_in_pictures_is_no_card() -> None:
    told = "#. A diver found a second crack on Monday, and it was longer than the first one had been in spring."
    inner = f"<h2>{told}</h2><p><a href='/picture/#'>View this image</a></p><p>heron_# / Gullgram</p>"
    read = texts(page(inside=f"<div>{cards(4, inner)}</div>"))
    assert [told.replace("#", str(n)) in read for n in range(4)] == [True] * 4


def test_what_a_class_hides_beside_the_part_of_the_page_with_the_story_is_not_seen() -> None:
    said = "This paper has an edition for Tolsa. Would you rather read that one from now on?"
    bar = f"<div class='bar hidden'><p class='txt hidden'>{said}</p><div class='hidden'>Yes!</div></div>"
    story = page(paragraphs=tuple(f"<p class='txt'>{p}</p>" for p in PARAGRAPHS))
    html = story.replace("<article>", "<div>").replace("</article>", f"</div>{bar}")
    assert texts(html) == PARAGRAPHS
    rest = f"<div class='rest hidden'><p>{PARAGRAPHS[0]} That is what it said in March.</p></div>"
    assert len(texts(page(paragraphs=(*PARAGRAPHS, rest)))) == len(PARAGRAPHS) + 1, "behind a button"
    begun, later = ("".join(f"<p>{p}</p>" for p in told) for told in (PARAGRAPHS[:3], PARAGRAPHS[3:]))
    apart = f"<body><div class='story'><h1>Quay</h1>{begun}</div><div class='story hidden'>{later}</div></body>"
    assert texts(apart) == PARAGRAPHS, "beside the beginning"


def test_a_hidden_dialog_is_no_article_where_there_is_no_other_text() -> None:
    said = "".join(f"<p>{p} Cookies are stored for it in your browser.</p>" for p in PARAGRAPHS)
    dialog = f'<div class="cli-modal" role="dialog" aria-hidden="true"><h4>Privacy Overview</h4>{said}</div>'
    home = f"<title>The Daily Gull</title><h3><a href='/s/1'>Ferry stays in port</a></h3>{dialog}"
    assert extract_article(home, URL).outcome is ExtractionOutcome.NO_ARTICLE


def test_a_linked_headline_in_an_aside_is_another_story_whatever_its_tag() -> None:
    linked = "<h1>Ferry stays in port</h1><a href='/s/2'></a><div>Read more</div>"
    rich = f"<aside class='rich-link'><div>{linked}</div></aside>"
    assert texts(page(inside=rich)) == PARAGRAPHS


@pytest.mark.parametrize("name", ["cmp cmp-text grid--none", "author has-bio", "part with-ads"])
def test_a_component_and_what_an_element_has_are_no_names_of_chrome(name: str) -> None:
    said = "The old crane of 1962 is to be sold to a collector from Lind, the harbour master said."
    html = page(paragraphs=(*PARAGRAPHS[:2], f"<div class='{name}'><p><b><i>{said}</i></b></p></div>", *PARAGRAPHS[2:]))
    assert said in texts(html)


def test_a_note_at_the_foot_of_the_text_belongs_to_it() -> None:
    number = '<a href="https://gull.example.org/h#anchor-{0}" class="footnote-number">{0}</a>'
    said = [f"{text} (Lind, {n})" for n, text in enumerate(PARAGRAPHS[:3], 1)]
    notes = [
        f"<div class='footnote'>{number.format(n)}<div><p>{text}</p></div></div>" for n, text in enumerate(said, 1)
    ]
    read = texts(page(paragraphs=(*PARAGRAPHS, *notes)))
    assert [text in " ".join(read) for text in said] == [True] * 3


def test_a_dialog_of_a_consent_tool_is_no_article() -> None:
    said = "<p>We and 1,111 partners use cookies for technical purposes and, with your consent, for others too.</p>" * 3
    box = f"<div class='iubenda-cs-container'><h2>Notice</h2>{said}</div>"
    assert texts(page(after=box).replace("<article>", "<div>").replace("</article>", "</div>")) == PARAGRAPHS


@pytest.mark.parametrize("name", ["newsletter has-newsletter", "comments has-comments", "sidebar with-sidebar"])
def test_what_is_called_chrome_is_that_whatever_it_has(name: str) -> None:
    said = "Get the most important news of the harbour every morning in your mailbox, as 12,000 readers do already."
    assert texts(page(inside=f"<div class='{name}'><p>{said}</p></div>")) == PARAGRAPHS
