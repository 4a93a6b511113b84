"""Each rule by name, on small invented pages."""

import re

import pytest

from newsdiff.extract import extract_article
from newsdiff.model.article import ExtractionOutcome, ParagraphKind
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"


def read(html: str):
    return extract_article(html, URL)


def test_an_article_is_its_paragraphs_and_nothing_else() -> None:
    article = read(page())
    assert article.outcome is ExtractionOutcome.ARTICLE
    assert article.texts == PARAGRAPHS
    assert article.headline == HEADLINE
    assert article.source == "The Daily Gull"
    assert article.language == "en"


FOREIGN = {
    "link": '<p><a href="/x">Ferry line to the islands opens in spring</a></p>',
    "link_in_any_language": '<p><strong><a href="/x">港の再開は来月になる見通しだと市長が語った</a></strong></p>',
    "promo": '<p>READ MORE: <a href="/x">Ferry line to the islands opens in spring</a></p>',
    "label_and_link": '<p>Zopakuj tudy: <a href="/x">Ferry line to the islands opens in spring</a></p>',
    "label_and_link_without_a_colon": '<p>Zopakuj tudy <a href="/x">Ferry line to the islands opens in spring</a></p>',
    "label": "<p>Advertisement</p>",
    "interrupted": "<p>Your story continues after these ads</p>",
    "interrupted_elsewhere": "<p>Die Geschichte geht nach der Werbung weiter</p>",
    "interrupted_far_away": "<p>記事は広告の下に続く</p>",
    "two_labels": "<p>Advertisement · Scroll to continue</p>",
    "publisher_line": "<p>Our Standards: The Gull Principles of 1907 bind every reporter.</p>",
    "date": "<p>Monday, 3 March 2031, 10:15 am</p>",
    "reading_time": "<p>4 min read</p>",
    "relative_time": "<p>Updated 5 minutes ago</p>",
    "count": "<p>128 comments</p>",
    "rating": "<p>★★★★☆ 4.3 / 5 (95 voti)</p>",
    "thumbs": "<div><span>Sdílet</span> <b>143</b> 👍 <b>18</b> 👎</div>",
    "turned": "<p>2 / 12</p>",
    "turned_in_a_list": "<ul><li><b>1</b> of <b>39</b></li></ul>",
    "headline_again": f"<h2>{HEADLINE}</h2>",
    "sign": "<p>* * *</p>",
    "script": "<script>var text = 'The harbour was always closed on Sundays in winter.';</script>",
    "hidden": '<p style="display: none">The harbour was always closed on Sundays in winter, said the mayor.</p>',
    "aside": "<aside><p>The Gull was founded in 1907 and has won two prizes for its reports on fish.</p></aside>",
    "named_related": '<div class="related-box"><h3>More</h3><p>A cat was elected mayor of Tolsa for one day.</p></div>',
    "newsletter": '<div class="x1"><b>The morning letter</b><p>We write to you every day at six in the morning.</p>'
    '<form action="/n"><input type="email"><button>Go</button></form></div>',
    "poll": '<div class="q"><p>Should the harbour be moved to the south of the town?</p><button>Yes</button>'
    "<button>No</button><p>2,407 readers have answered this question so far.</p></div>",
    "appeal": '<section class="epic"><h2>We are in the room</h2><p>Our work takes months and is free for all to read.</p>'  # noqa: E501
    '<a class="button" href="/give">Give</a></section>',
    "again": f"<p>{PARAGRAPHS[1]}</p>",
    "promo_by_its_sign": '<p>&gt;&gt; Všechny lodě najdete <a href="/x">v novém přehledu</a></p>',
    "promo_in_brackets": '<p><em>[All we know of the quay stands <a href="/x">in our overview</a>.]</em></p>',
    "promo_with_a_bar": "<p><strong><em>WATCH | The mayor of Tolsa takes her first nap: </em></strong></p>",
    "by": "<p>By</p>",
    "caption_button": "<p>Show Caption</p>",
    "contents": "<p>Auf dieser Seite:</p>",
    "promo_by_an_arrow": '<p>👉 ほかの港は<a href="/x">こちらの一覧で</a></p>',
    "filed": '<div>Abgelegt unter <a href="/c/sea" rel="category tag">Meer</a>. Kommentare geschlossen.</div>',
    "tagged": '<div>Getaggt mit <a href="/t/1" rel="tag">Hafen</a>, <a href="/t/2" rel="tag">Kran</a></div>',
}


@pytest.mark.parametrize(
    "line",
    [
        "<h3>Fight over ad for ferries continues</h3>",
        "<p>“The ad continues to run,” he said.</p>",
        "<ul><li>Werbung: weiter verboten</li><li>Anlegen: erlaubt</li></ul>",
    ],
)
def test_what_only_speaks_of_advertisements_is_text(line: str) -> None:
    assert re.search(">([^<]+)<", line)[1] in read(page(inside=line)).texts  # type: ignore[index]


@pytest.mark.parametrize(
    "line",
    [
        'The harbour master spoke to <a href="/x">the newspaper of the next town.</a>',
        'The map is at <a href="/x">https://example.org/maps/of/the/harbour</a>',
        'Photographs and map <a href="/x">Odile Brandt</a>',
        '2008-2012 Hundred parts of <a href="/x">Bad Puns, Badly Looked Up in Books</a>',
    ],
)
def test_a_line_that_ends_in_a_link_may_be_text(line: str) -> None:
    text = re.sub("<[^>]*>", "", line)
    assert text in read(page(inside=f"<p>{line}</p>")).texts


def test_an_entry_that_is_a_link_goes_on_with_its_list() -> None:
    said = ("1. The quay, which cracked.", "2. The crane.", "3. The mayor of Tolsa takes her first nap of the year")
    html = "".join(f"<p>{text}</p>" for text in (*said[:2], f'3. <a href="/x">{said[2][3:]}</a>'))
    assert read(page(inside=html)).texts == (*PARAGRAPHS[:2], *said, *PARAGRAPHS[2:])
    alone = f'<p>3. <a href="/x">{said[2][3:]}</a></p>'
    assert read(page(inside=alone)).texts == PARAGRAPHS


@pytest.mark.parametrize("name", ["NavNode", "link--tooltip", "related-link", "ad-word"])
@pytest.mark.parametrize("around", ["{}", "<strong>{}</strong>"])
def test_a_linked_word_of_a_sentence_stays_whatever_it_is_called(name: str, around: str) -> None:
    link = around.format(f'<a class="{name}" href="/q">northern quay</a>')
    said = "The divers went down at the {} on Tuesday and came back with a stone of forty pounds."
    assert said.format("northern quay") in read(page(inside=f"<p>{said.format(link)}</p>")).texts
    alone = f'<p><a class="{name}" href="/q">Ferry line to the islands opens</a> in spring</p>'
    assert read(page(inside=alone)).texts in (PARAGRAPHS, (*PARAGRAPHS[:2], "in spring", *PARAGRAPHS[2:]))


@pytest.mark.parametrize("form", ['<h2><a href="#q">{}</a></h2>', '<h3><a href="#" aria-expanded="false">{}</a></h3>'])
def test_a_heading_that_is_linked_to_its_own_page_is_a_heading(form: str) -> None:
    text = "What the divers found"
    assert read(page(inside=form.format(text))).texts == (*PARAGRAPHS[:2], text, *PARAGRAPHS[2:])


def test_a_heading_before_a_link_of_the_same_words_is_no_caption() -> None:
    text = "Divers found a second crack in the quay"
    html = f'<h3>{text}</h3><p><a href="/x">{text}</a></p>'
    assert read(page(inside=html)).texts == (*PARAGRAPHS[:2], text, *PARAGRAPHS[2:])


def test_a_long_introduction_above_the_body_may_end_with_a_colon() -> None:
    text = " ".join(PARAGRAPHS) + " This is what you need to know about the quay:"
    days = tuple(f"{p} That was on day {n} of the week." for n, p in enumerate(PARAGRAPHS * 6))
    assert read(page(before=f"<p>{text}</p>", paragraphs=days)).texts == (text, *days)


def test_a_standfirst_that_is_declared_above_the_body_is_no_teaser() -> None:
    lead = f'<div class="teaser-text" itemprop="description"><p>{PARAGRAPHS[0]}</p></div>'
    article = read(page(before=lead, paragraphs=PARAGRAPHS[1:] * 2, wrapper='<div itemprop="articleBody">'))
    assert article.standfirst == PARAGRAPHS[0]


def test_an_item_that_is_a_link_belongs_to_the_text_of_its_list() -> None:
    said = ("The quay, which cracked on Sunday night.", "The crane at its end.", "Ferry line to the islands opens")
    items = (*said[:2], f'<a href="/x">{said[2]}</a>')
    html = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    assert read(page(inside=html)).texts == (*PARAGRAPHS[:2], *said, *PARAGRAPHS[2:])


@pytest.mark.parametrize("said", ['id="social-links"', 'class="chart-title toc"', 'id="block-86ad7c4caf9d09b72225"'])
def test_a_heading_is_not_what_its_id_or_the_contents_of_the_page_call_it(said: str) -> None:
    text = "What the divers found"
    assert read(page(inside=f"<h2 {said}>{text}</h2>")).texts == (*PARAGRAPHS[:2], text, *PARAGRAPHS[2:])


def test_a_hash_is_no_name() -> None:
    text = "Two divers went down on Tuesday morning, and came back with a stone."
    html = f'<div id="block-86ad7c4caf9d09b72225"><p>{text}</p></div>'
    assert read(page(inside=html)).texts == (*PARAGRAPHS[:2], text, *PARAGRAPHS[2:])


NAMES = ("Quay House", "The Red Crane", "Tolsa Inn")


def test_linked_names_that_head_parts_of_the_text_are_headings() -> None:
    html = "".join(f'<h2><a href="/p/{n}">{name}</a></h2><p>It opens at noon.</p>' for n, name in enumerate(NAMES))
    said = [text for name in NAMES for text in (name, "It opens at noon.")]
    assert read(page(paragraphs=(*PARAGRAPHS, html))).texts == (*PARAGRAPHS, *said)


@pytest.mark.parametrize("count", [1, 3])
def test_linked_headlines_and_a_single_name_are_links(count: int) -> None:
    link = '<h2><a href="/x">{}</a></h2><p>It opens at noon.</p>'
    text = "Ferry line to the islands opens in spring" if count > 1 else NAMES[0]
    assert text not in read(page(paragraphs=(*PARAGRAPHS, link.format(text) * count))).texts


@pytest.mark.parametrize("name", FOREIGN)
def test_what_stands_between_paragraphs_is_dropped(name: str) -> None:
    assert read(page(inside=FOREIGN[name])).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "text",
    [
        '<p>The <a href="/t/1" rel="tag">northern quay</a> was built in 1962, says the port.</p>',
        '<div>The <a href="/q">northern quay</a> was built in 1962, says the port.<br><br>'
        'Filed under <a href="/c/sea" rel="category tag">Sea</a></div>',
    ],
)
def test_a_sentence_is_not_filed_under_a_tag(text: str) -> None:
    assert "The northern quay was built in 1962, says the port." in read(page(inside=text)).texts


@pytest.mark.parametrize(
    "line",
    [
        "<p>0-0</p>",
        "<p>3–1</p>",
        "<p>40.1</p>",
        "<ul><li>Date: Tuesday, 4 March 2031</li><li>Time: 7 p.m.</li></ul>",
        "<ul><li>1931</li><li>1962</li></ul>",
    ],
)
def test_results_figures_and_items_are_no_dates(line: str) -> None:
    said = tuple(re.sub("<[^>]*>", "", part) for part in re.findall("<(?:p|li)>[^<]*", line))
    assert read(page(inside=line)).texts == PARAGRAPHS[:2] + said + PARAGRAPHS[2:]


def test_an_item_that_says_when_a_page_was_updated_is_a_date() -> None:
    line = "<ul><li>Updated 4 March 2031, 10:15</li></ul>"
    assert read(page(inside=line)).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "We may earn a commission when you buy a boat through one of the links on this page.",
        "Kaufen Sie ein Boot über diese Seite, erhalten wir eine Provision vom Händler.",
    ],
)
def test_what_the_publisher_earns_is_not_the_article(line: str) -> None:
    assert read(page(paragraphs=(line, *PARAGRAPHS))).texts == PARAGRAPHS
    assert read(page(paragraphs=(*PARAGRAPHS, line))).texts == PARAGRAPHS


def test_what_somebody_else_earns_from_links_is_news() -> None:
    said = "“We may earn a commission on each boat that is sold,” the harbour master told the council."
    assert said in read(page(inside=f"<p>{said}</p>")).texts


def test_a_last_item_that_tells_what_to_do_is_text() -> None:
    steps = (
        "<ul><li>Write down the number of the boat.</li><li>Sign up for <a href='/b'>a berth</a> at the port.</li></ul>"
    )
    assert read(page(head=ARTICLE, paragraphs=(*PARAGRAPHS, steps))).texts[-1] == "Sign up for a berth at the port."


def test_a_sentence_of_the_text_that_is_the_standfirst_too_stays_in_the_text() -> None:
    standfirst = f'<p class="standfirst">{PARAGRAPHS[4]}</p>'
    article = read(page(before=standfirst))
    assert (article.standfirst, article.texts) == (PARAGRAPHS[4], PARAGRAPHS)


def test_a_caption_may_be_an_inline_element() -> None:
    caption = "The northern quay at low tide, before the crack was found. Divers were looking at it on Sunday."
    article = read(page(inside=f'<div><span><span class="media-caption">{caption}</span></span></div>'))
    assert (article.texts, article.captions) == (PARAGRAPHS, (caption,))


def test_a_first_paragraph_outside_the_body_may_hold_a_long_link() -> None:
    lead = (
        'The port <a href="/1962">that was built in 1962 and repaired in 2009</a> will stay closed until Sunday, and '
        "the fishermen go to sea."
    )
    standfirst = '<p class="standfirst">A crack was found in the quay.</p>'
    html = page(before=f"{standfirst}<div><p>{lead}</p></div>", paragraphs=PARAGRAPHS * 3, wrapper='<div class="s">')
    assert read(html).texts[0].startswith("The port that was built")


def test_each_paragraph_may_be_declared_as_the_body() -> None:
    declared = tuple(f'<p itemprop="articleBody">{p}{" And so on." * 20}</p>' for p in PARAGRAPHS)
    assert len(read(page(paragraphs=declared)).texts) == len(PARAGRAPHS)


def test_a_figure_that_nobody_closed_holds_no_captions() -> None:
    told = (PARAGRAPHS[0], '<figure><img src="q.jpg">', *(f"<p>{n}. {p}</p>" for n, p in enumerate(PARAGRAPHS * 2)))
    article = read(page(paragraphs=told))
    assert len(article.texts) == 1 + 2 * len(PARAGRAPHS)
    assert article.captions == ()


ARTICLE = '<meta property="og:type" content="article">'
SIGNED = '<meta name="author" content="Odile Brandt">'
CORRECTION = "Correction: An earlier version of this article gave a wrong year for the repair."


@pytest.mark.parametrize(
    "note",
    [
        "Odile Brandt has been the harbour correspondent of the Gull since 2019.",
        "Our correspondent Odile Brandt writes about ports and those who work in them.",
        "Write to Odile Brandt at brandt@gull.example.org",
        "Odile Brandt: 206-010 or brandt@gull.example.org; she covers the ports of the coast.",
    ],
)
def test_who_the_author_is_is_not_the_article(note: str) -> None:
    assert read(page(head=SIGNED, paragraphs=(*PARAGRAPHS, note))).texts == PARAGRAPHS
    assert read(page(head=SIGNED, paragraphs=(*PARAGRAPHS, note, CORRECTION))).texts == (*PARAGRAPHS, CORRECTION)


@pytest.mark.parametrize(
    "line",
    [
        'Got a story? Get in touch with our team at <a href="mailto:news@gull.example.org">news@gull.example.org</a>.',
        'To contact the reporter on this story: Ann Lee at <a href="mailto:lee@example.org">lee@example.org</a>',
        'For the latest from the coast, sign up for <a href="/letters">our newsletters</a>.',
        'Folgen Sie uns auch auf <a href="/kanal">unserem Kanal</a>.',
        'Suscríbase al boletín <a href="/boletin">aquí</a> y reciba las noticias del puerto.',
        'Подписывайтесь на наш канал <a href="/kanal">здесь</a>, чтобы не пропустить новости порта.',
        "港のニュースは<a href='/news'>こちら</a>、メールマガジンもどうぞ。",
        'Follow our sea desk on <a href="/wire">The Wire</a> and on the island radio.',
        'Suivez <a href="/mer">toute la mer</a> et ses ports.',
        'Segui <a href="/p">tutti i porti del mare</a> con noi.',
    ],
)
def test_what_the_publisher_asks_for_behind_the_text_is_not_the_article(line: str) -> None:
    assert read(page(head=ARTICLE, paragraphs=(*PARAGRAPHS, line, CORRECTION))).texts == (*PARAGRAPHS, CORRECTION)
    # what calls itself no article may be a policy, whose last paragraph says so in earnest
    assert len(read(page(paragraphs=(*PARAGRAPHS, line))).texts) == len(PARAGRAPHS) + 1


@pytest.mark.parametrize(
    "line",
    [
        "“Sign up for our <a href='/fund'>fund</a>,” said the mayor at the end of the meeting.",
        "The port will sign up for our kind of insurance, the town said.",
    ],
)
def test_an_appeal_that_is_quoted_or_leads_nowhere_is_news(line: str) -> None:
    assert len(read(page(head=ARTICLE, paragraphs=(*PARAGRAPHS, line))).texts) == len(PARAGRAPHS) + 1


def test_the_same_words_in_the_middle_of_the_text_are_news() -> None:
    line = 'Who wants to help can sign up for our <a href="/fund">fund</a>, the harbour master said on Monday evening.'
    assert len(read(page(head=ARTICLE, inside=f"<p>{line}</p>")).texts) == len(PARAGRAPHS) + 1


@pytest.mark.parametrize("label", ["<p>On the air:</p>", "<section><div>Stories from the coast</div></section>"])
def test_a_label_behind_the_text_heads_nothing(label: str) -> None:
    assert read(page(after=label, paragraphs=(*PARAGRAPHS, label))).texts == PARAGRAPHS


def test_a_long_sentence_in_a_heading_behind_the_text_is_text() -> None:
    last = "<h3>The council invites everybody to the meeting on Thursday evening, which begins at seven o'clock.</h3>"
    assert len(read(page(paragraphs=(*PARAGRAPHS, last))).texts) == len(PARAGRAPHS) + 1


@pytest.mark.parametrize(
    "wrapped", ["{}", "<p>{}</p>", "<div><p>{}</p></div>", '<section class="t"><p>{}</p></section>']
)
def test_a_short_last_line_among_the_paragraphs_stays(wrapped: str) -> None:
    told = tuple(wrapped.format(text) for text in (*PARAGRAPHS, "Odile Brandt, Beck Haven"))
    assert read(page(paragraphs=told)).texts[-1] == "Odile Brandt, Beck Haven"


@pytest.mark.parametrize(
    "line",
    [
        "Odile Brandt: Thank you for the talk, and see you on the quay.",
        "The mayor said on Monday evening that she would answer all of them, and Odile Brandt asked her when.",
        "Brandt Quay has been closed since Monday.",
        "— Odile Brandt",
    ],
)
def test_a_line_that_only_names_the_author_is_the_article(line: str) -> None:
    assert read(page(head=SIGNED, paragraphs=(*PARAGRAPHS, line))).texts == (*PARAGRAPHS, line)


@pytest.mark.parametrize(
    "line", ["1,204 comments", "3.4K views", "12 Kommentare", "18 комментариев", "52件のコメント", "7 comentários"]
)
def test_what_is_counted_beside_a_story_is_no_paragraph_in_any_language(line: str) -> None:
    assert read(page(inside=f"<p>{line}</p>")).texts == PARAGRAPHS


@pytest.mark.parametrize("line", ["12 comments came in by noon.", "204 crates", "No comments yet, he said"])
def test_a_number_of_anything_else_is_text(line: str) -> None:
    assert line in read(page(inside=f"<p>{line}</p>")).texts


@pytest.mark.parametrize("heading", ["About the author", "Über die Autorin", "この記事を書いた人", "No comments yet"])
def test_nothing_comes_after_a_heading_that_ends_the_article(heading: str) -> None:
    tail = (f"<h3>{heading}</h3>", "She has lived at the harbour for as long as she can think, and writes about it.")
    assert read(page(paragraphs=(*PARAGRAPHS, *tail))).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "We apologize, but this video has failed to load.",
        "Ihr Browser unterstützt die Wiedergabe von Videos nicht.",
        "Loading …",
        "読み込み中",
        "Este post foi publicado em Porto e marcado com cais.",
    ],
)
def test_what_a_player_or_a_template_says_is_not_the_article(line: str) -> None:
    assert read(page(inside=f"<p>{line}</p>")).texts == PARAGRAPHS


PUBLISHED = f'{ARTICLE}<meta property="article:published_time" content="2031-03-03T08:15:00+01:00">'


@pytest.mark.parametrize(
    "line",
    [
        "Odile Brandt 3 March 2031 5 min read Sea",
        "Posted on March 3, 2031 by Admin",
        "渡辺洋介2031年3月3日 21時37分",
        "03.03.2031, 09:30 UhrBeck Haven",
    ],
)
def test_a_line_above_the_text_with_the_day_of_publication_is_dropped(line: str) -> None:
    assert read(page(head=PUBLISHED, paragraphs=(line, *PARAGRAPHS))).texts == PARAGRAPHS


def test_it_is_dropped_whether_or_not_the_page_calls_itself_an_article() -> None:
    line = "Odile Brandt 3 March 2031 5 min read Sea"
    head = '<meta name="date" content="2031-03-03">'
    marked = head + '<meta property="og:type" content="article">'
    for said in (head, marked):
        assert read(page(head=said, paragraphs=(line, *PARAGRAPHS))).texts == PARAGRAPHS


def test_so_is_one_behind_the_text() -> None:
    assert (
        read(page(head=PUBLISHED, paragraphs=(*PARAGRAPHS, "Published by Ann Lee on 3 March 2031"))).texts == PARAGRAPHS
    )


@pytest.mark.parametrize(
    "line",
    [
        "The night of 3 March 2031.",
        "The night of 9 February 1962",
        "Dernière mise à jour des règles : 3.3.2031",
        "Effective: March 3, 2031",
        "Gültig ab 3. März 2031",
        "Letter 2 of the port authority on the state of the quays, March 3, 2031",
    ],
)
def test_a_sentence_another_day_or_an_update_above_the_text_stays(line: str) -> None:
    assert read(page(head=PUBLISHED, paragraphs=(line, *PARAGRAPHS))).texts == (line, *PARAGRAPHS)


def test_the_day_of_publication_below_the_first_paragraph_stays() -> None:
    texts = (PARAGRAPHS[0], "3 March 2031, Beck Haven, northern quay", *PARAGRAPHS[1:])
    assert read(page(head=PUBLISHED, paragraphs=texts)).texts == texts


@pytest.mark.parametrize(
    "line",
    [
        "November 20, 2030 - 11:28 AMT",
        "Tempo de leitura: 1 minuto",
        "Publicerad 23 okt 2030 kl 10.23Uppdaterad kl 12.17",
        "Время чтения: 5 мин",
        "Image 3 of 12",
        "Bild 3 von 12",
    ],
)
def test_times_reading_times_and_counters_are_no_text(line: str) -> None:
    assert read(page(inside=f"<p>{line}</p>")).texts == PARAGRAPHS


def test_a_rating_is_text() -> None:
    assert read(page(inside="<p>Rating 4 of 5</p>")).texts == (*PARAGRAPHS[:2], "Rating 4 of 5", *PARAGRAPHS[2:])


def test_related_articles_at_the_end_are_dropped_with_their_heading() -> None:
    tail = "<h3>Articles You May Like</h3><p>Cat elected mayor for one</p><p>Storm tears roof off market</p>"
    assert read(page(paragraphs=(*PARAGRAPHS, *tail.replace("><", ">\n<").split("\n")))).texts == PARAGRAPHS


@pytest.mark.parametrize("heading", ["More Great Daily Gull Stories", "Mehr von The Daily Gull"])
def test_more_of_the_same_publication_is_other_stories(heading: str) -> None:
    item = "<li>The strange life of <a href='/s/#'>the cat who became mayor, part #</a></li>"
    items = "".join(item.replace("#", str(n)) for n in range(3))
    last = "<li>Want the best boots? See <a href='/b'>what our testers wear in winter</a>, in the port.</li>"
    listed = f"<div>{heading}</div><ul>{items}{last}</ul>"
    assert read(page(paragraphs=(*PARAGRAPHS, listed))).texts == PARAGRAPHS


def test_a_heading_about_the_publication_is_a_heading() -> None:
    for heading in ("Why the Daily Gull sailed along", "More herring than ever"):
        assert heading in read(page(inside=f"<h2>{heading}</h2>")).texts


def test_comments_of_readers_are_not_the_article() -> None:
    talk = (
        "<h3>Reader comments</h3>",
        "I have lived here for fifty years and never saw a crack like that one, honestly.",
    )
    assert read(page(paragraphs=(*PARAGRAPHS, *talk))).texts == PARAGRAPHS


def test_a_correction_after_the_body_is_kept_as_a_note() -> None:
    note = "Correction: An earlier version of this article gave the wrong year for the last repair of the quay."
    for after in (f"<p>{note}</p>", f'<footer class="article-footer"><p>{note}</p></footer>', f"<aside>{note}</aside>"):
        article = read(page(after=after))
        assert article.texts == (*PARAGRAPHS, note)
        assert article.paragraphs[-1].kind is ParagraphKind.NOTE


@pytest.mark.parametrize(
    "note",
    [
        "Additional reporting by Ann Lee in Tolsa; Editing by Bo Marsh",
        "Korrektur: In einer früheren Fassung war das Baujahr falsch.",
        "訂正：記事の一部に誤りがありました。",
        "Исправление: в тексте был неверно указан год.",
    ],
)
def test_credits_and_corrections_are_notes(note: str) -> None:
    assert read(page(paragraphs=(*PARAGRAPHS, note))).paragraphs[-1].kind is ParagraphKind.NOTE


def test_kinds_follow_the_mark_up() -> None:
    inside = (
        "<h2>What comes next</h2><ul><li>A survey of the whole wall by the end of the week</li></ul>"
        "<blockquote><p>The sea always wins in the end, my father used to say.</p></blockquote>"
    )
    kinds = [p.kind for p in read(page(inside=inside)).paragraphs]
    assert kinds[2:5] == [ParagraphKind.HEADING, ParagraphKind.LIST_ITEM, ParagraphKind.QUOTE]


def test_captions_are_apart() -> None:
    figure = "<figure><img src='q.jpg'><figcaption>The northern quay at low tide. Photo: Ann Lee</figcaption></figure>"
    article = read(page(inside=figure))
    assert article.texts == PARAGRAPHS
    assert article.captions == ("The northern quay at low tide. Photo: Ann Lee",)


def test_a_caption_is_known_by_its_credit() -> None:
    caption = "Odile Brandt (R), the harbour master, on the northern quay, August 17, 2031.Jonas Ferrow"
    article = read(page(inside=f"<p>{caption}</p>"))
    assert article.texts == PARAGRAPHS
    assert article.captions == (caption,)


def test_br_br_makes_paragraphs_and_single_br_does_not() -> None:
    text = "<br><br>".join(p.replace("port ", "port<br>") for p in PARAGRAPHS)
    assert read(page(paragraphs=(f"<div>{text}</div>",))).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "form",
    [
        "<p>{0}</p><b>{1}</b><p>{2}</p><p>{3}</p>",
        "<p>{0}</p>{1}<p>{2}</p><p>{3}</p>",
        "<p>{0}</p>{1}<br><br>{2}<p>{3}</p>",
        "{0}<p>{1}</p><p>{2}</p><p>{3}</p>",
        "<p>{0}</p><p>{1}</p>{2}<br><br>{3}",
    ],
)
def test_text_without_an_element_of_its_own_keeps_its_place(form: str) -> None:
    texts = [p for p in PARAGRAPHS if len(p) > 20]
    head = '<meta property="og:type" content="article">'
    for body in (form.format(*texts), f"<div>{form.format(*texts)}</div>"):
        html = f"<html><head>{head}</head><body><article><h1>{HEADLINE}</h1>{body}</article></body></html>"
        article = extract_article(html)
        assert (article.standfirst, list(article.texts)) == (None, texts)


def test_hard_wrapped_pre_is_unwrapped() -> None:
    wrapped = "\n\n".join(p.replace(", ", ",\n") for p in PARAGRAPHS)
    assert read(page(paragraphs=(f"<pre>{wrapped}</pre>",))).texts == PARAGRAPHS


def test_ins_and_time_keep_their_text_and_del_is_marked() -> None:
    text = "The wall is <del>twelve</del> <ins>eleven</ins> metres long, they found at <time>noon</time> on Monday."
    assert (
        "The wall is ~~twelve~~ eleven metres long, they found at noon on Monday."
        in read(page(inside=f"<p>{text}</p>")).texts
    )


def test_superscripts_stay_distinguishable() -> None:
    texts = read(page(inside="<p>Some 10<sup>5</sup> litres of H<sub>2</sub>O came in.</p>")).texts
    assert "Some 10⁵ litres of H₂O came in." in texts


def test_standfirst_and_byline_are_fields_and_not_paragraphs() -> None:
    before = (
        '<p class="standfirst">Fishermen fear for the season as the town argues about money.</p>'
        '<div class="byline">By Ann Lee | <time datetime="2031-03-03">3 March 2031</time> | 5 min read</div>'
    )
    article = read(page(before=before))
    assert article.standfirst == "Fishermen fear for the season as the town argues about money."
    assert article.byline == "By Ann Lee"
    assert article.texts == PARAGRAPHS


def test_a_byline_that_ends_with_the_time_of_day_is_no_standfirst() -> None:
    article = read(page(before="<p>By Ann Lee, Jörg Maier on Monday, March 3rd, 2031 at 11:08 a.m.</p>"))
    assert (article.standfirst, article.authors, article.texts) == (None, ("Ann Lee", "Jörg Maier"), PARAGRAPHS)


def test_a_description_for_search_engines_is_no_standfirst() -> None:
    plain = read(page())
    described = read(page(head='<meta name="description" content="The harbour stays closed, and the season is lost.">'))
    assert described.standfirst is None
    first = read(page(head=f'<meta name="description" content="{PARAGRAPHS[0]}">'))
    assert first.texts == described.texts == plain.texts


def test_a_newsroom_signs_without_a_name() -> None:
    assert read(page(before='<p class="author">By Staff</p>')).byline is None


def test_headlines_are_kept_apart_and_the_visible_one_is_chosen() -> None:
    head = (
        '<meta property="og:title" content="Crack closes harbour"><script type="application/ld+json">'
        '{"@type":"NewsArticle","headline":"Harbour closed",}</script>'
    )
    article = read(page(head=head))
    assert (article.headlines.h1, article.headlines.og, article.headlines.json_ld) == (
        HEADLINE,
        "Crack closes harbour",
        "Harbour closed",
    )
    assert article.headline == HEADLINE


def test_without_h1_the_site_name_is_cut_from_og_title() -> None:
    html = page(head='<meta property="og:title" content="Crack closes harbour - The Daily Gull">')
    assert read(html.replace(f"<h1>{HEADLINE}</h1>", "")).headline == "Crack closes harbour"


def test_story_highlights_are_not_paragraphs() -> None:
    before = "<ul><li>Crack found in the quay</li><li>Council decides on Thursday</li></ul>"
    assert read(page(before=before)).texts == PARAGRAPHS


def test_stamps_keep_the_pages_own_offset() -> None:
    data = (
        '{"@graph":[{"@type":["NewsArticle"],"datePublished":"2031-03-03T08:15:00+01:00","dateModified":"2031-03-04"}]}'
    )
    article = read(page(head=f'<script type="application/ld+json"><!-- {data} --></script>'))
    assert article.published == "2031-03-03T08:15:00+01:00"
    assert article.published_utc is not None
    assert article.published_utc.isoformat() == "2031-03-03T07:15:00+00:00"
    assert article.modified == "2031-03-04"
    assert article.modified_utc is None


def test_image_and_canonical_are_absolute_and_bare() -> None:
    head = '<meta property="og:image" content="/img/640x360/quay.jpg?v=3"><link rel="canonical" href="/sea/harbour">'
    article = read(page(head=head))
    assert article.image == "https://gull.example.org/img/quay.jpg"
    assert article.canonical == "https://gull.example.org/sea/harbour"


YEARS = "".join(f"<tr><td>{year}</td><td>{wrecks}</td></tr>" for year, wrecks in ((2029, 7), (2030, 12), (2031, 7)))


@pytest.mark.parametrize("place", ["inside", "last", "boxed"])
def test_rows_of_numbers_are_paragraphs(place: str) -> None:
    table = f"<table><tr><th>Year</th><th>Wrecks</th></tr>{YEARS}</table>"
    box = f"<div>{table}</div>" if place == "boxed" else table
    html = page(paragraphs=(*PARAGRAPHS, box)) if place == "last" else page(inside=box)
    texts = read(html).texts
    assert [t for t in texts if " | " in t] == ["Year | Wrecks", "2029 | 7", "2030 | 12", "2031 | 7"]
    assert all(p.kind is ParagraphKind.TEXT for p in read(html).paragraphs)


def test_rows_of_links_and_numbers_are_paragraphs() -> None:
    rows = "".join(f"<tr><td><a href='/{n}'>Rowers of pier {n}</a></td><td>{20 - n}</td></tr>" for n in (1, 2, 3))
    html = page(inside=f"<table><tr><th>Club</th><th>Points</th></tr>{rows}</table>")
    assert [t for t in read(html).texts if " | " in t][1:] == [f"Rowers of pier {n} | {20 - n}" for n in (1, 2, 3)]


def test_a_dateline_in_a_layout_table_is_no_data() -> None:
    assert read(page(inside="<table><tr><td>3 March 2031</td><td>10:15</td></tr></table>")).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "Last updated 5 minutes ago",
        "Updated an hour ago",
        "Published 2 hours ago, updated 4 mins ago",
        "vor 5 Minuten aktualisiert",
        "Zuletzt aktualisiert vor einer Stunde",
        "Il y a 5 minutes",
        "Mis à jour il y a 5 minutes",
        "Dernière mise à jour il y a 12 minutes",
        "Actualizado hace 5 minutos",
        "Ultimo aggiornamento: 5 minuti fa",
        "Atualizado há 5 minutos",
        "Обновлено 5 минут назад",
        "Laatst bijgewerkt 3 uur geleden",
        "5分前",
        "更新于5分钟前",
    ],
)
def test_a_line_that_says_how_long_ago_is_no_text(line: str) -> None:
    assert read(page(inside=f"<p class='u'>{line}</p>")).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    ["The warning was updated 5 minutes ago.", "Long ago", "Two ships sank here 40 years ago", "Hace frío en Tolsa."],
)
def test_a_sentence_that_says_how_long_ago_stays(line: str) -> None:
    assert line in read(page(inside=f"<p>{line}</p>")).texts


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ("<aside class='correction'><strong>Correction</strong><p>#</p></aside>", "The quay was built in 1962."),
        ("<aside><h4>Clarification</h4><p>#</p></aside>", "The quay was built in 1962."),
        ("<aside class='article-correction'><p>#</p></aside>", "The quay was built in 1962."),
        ("<details><summary>Updates to this article</summary><p>#</p></details>", "3 Mar: We corrected the length."),
        ("<p class='small'>#</p>", "* This article was changed on 3 March because the crack is eleven metres long."),
        ("<div><b>Korrektur</b><p>#</p></div>", "Der Kai wurde 1962 gebaut."),
    ],
)
@pytest.mark.parametrize("place", ["inside", "after"])
def test_a_correction_in_a_box_is_a_note(box: str, said: str, place: str) -> None:
    paragraphs = read(page(**{place: box.replace("#", said)})).paragraphs
    assert [p.kind for p in paragraphs if p.text == said] == [ParagraphKind.NOTE]
    assert tuple(p.text for p in paragraphs if p.kind is not ParagraphKind.NOTE) == PARAGRAPHS


def test_a_box_that_asks_for_corrections_is_no_note() -> None:
    box = (
        '<aside class="corrections"><p>Seen an error? <a href="/c">Suggest a correction to the editors.</a></p></aside>'
    )
    assert read(page(inside=box)).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "5 gennaio 2031 ( modifica il 6 gennaio 2031 | 15:24)",
        "Last updated: 3 March 2031",
        "Última actualización 3/5/2031",
    ],
)
def test_a_stamp_of_several_words_is_no_text(line: str) -> None:
    assert extract_article(page(inside=f"<p>{line}</p>"), URL).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "[Ann Lee lee@example.org] [ⓒ The Gull, 무단전재 및 재배포 금지]",
        "本文为海鸥日报原创，转载请注明出处",
        "The Gull, 2031. All rights reserved",
    ],
)
def test_who_holds_the_rights_is_not_the_article(line: str) -> None:
    assert extract_article(page(paragraphs=(*PARAGRAPHS, line)), URL).texts == PARAGRAPHS
    told = "The council said that all rights reserved for the port in the treaty of 1962 would go to the town, " * 3
    assert " ".join(told.split()) in extract_article(page(paragraphs=(*PARAGRAPHS, told)), URL).texts


def test_the_title_that_a_text_had_elsewhere_is_not_the_article() -> None:
    assert extract_article(page(paragraphs=("（原标题：港口因裂缝关闭至月底）", *PARAGRAPHS)), URL).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        'Can’t get enough of us? Sign up now for <a href="/n">the Gull’s newsletter</a> about ships!',
        'Would you like to be part of the team? Join our <a href="/c">Contributor Program</a> today!',
    ],
)
def test_an_appeal_may_begin_with_a_question(line: str) -> None:
    html = page(paragraphs=(*PARAGRAPHS, line), head='<meta property="og:type" content="article">')
    assert extract_article(html, URL).texts == PARAGRAPHS


def test_a_telephone_that_points_elsewhere_is_a_sign() -> None:
    line = '📲 All news from <a href="/l">Tolsa and Lind</a> are on our page 📲 So is <a href="/s">the weather</a>'
    assert read(page(paragraphs=(*PARAGRAPHS, line))).texts == PARAGRAPHS


def test_an_item_that_is_a_link_belongs_to_the_lists_beside_it() -> None:
    items = ("The quay is <a href='/q'>closed</a> to ships", "The crane is <a href='/c'>sold</a> to Lind")
    told = f"<ul class='k'>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    linked = "<ul class='k'><li><a href='/h'>Harbour of Beck Haven</a></li></ul>"
    texts = read(page(inside=f"<p>Open:</p>{told}<p>Closed:</p>{linked}")).texts
    assert "Harbour of Beck Haven" in texts
    assert "Harbour of Beck Haven" not in read(page(inside=linked)).texts


def test_a_short_sentence_may_begin_the_text_behind_a_list_of_other_stories() -> None:
    other = "<div><h3>Latest news</h3><ul><li>Ferry stays in port</li><li>Cat elected mayor</li></ul></div>"
    first = '<p><b><a href="/brandt">Odile Brandt</a></b> has made up her mind.</p>'
    read_ = extract_article(page(paragraphs=(other, first, *PARAGRAPHS)), URL).texts
    assert read_ == ("Odile Brandt has made up her mind.", *PARAGRAPHS)


def test_who_else_reported_is_told_in_the_foot_of_an_article() -> None:
    line = "Reporting was contributed by Jon Moe, Pia Roe and Ann Lee."
    article = extract_article(page(after=f"<footer><div class='story-notes'><p>{line}</p></div></footer>"), URL)
    assert article.texts == (*PARAGRAPHS, line)


def test_a_description_right_below_the_headline_is_the_standfirst() -> None:
    line = "Inside the story of how a harbour master and two fishermen tried to save the northern quay"
    article = extract_article(page(before=f'<p class="content-description">{line}</p>'), URL)
    assert (article.standfirst, article.texts) == (line, PARAGRAPHS)


def test_a_headline_in_the_place_of_the_sites_name_is_a_headline() -> None:
    """An h1 that is called as the site is else that of its logo."""
    html = (
        page()
        .replace("The Daily Gull", HEADLINE)
        .replace('<meta property="og:site', f'<meta property="og:title" content="{HEADLINE}"><meta property="og:site')
    )
    article = extract_article(html, URL)
    assert (article.headline, article.texts, article.source) == (HEADLINE, PARAGRAPHS, None)


def test_an_item_that_is_nearly_a_link_stays_with_those_beside_it() -> None:
    """What others wrote of a meeting: the link, and whose it is."""
    names = (
        "The harbour in spring and what has become of it (Jon)",
        "A walk along the quay of Beck Haven (the diary of gulls)",
    )
    items = "".join(
        f"<li><a href='/{n}'>{name.rpartition(' (')[0]}</a> ({name.rpartition(' (')[2]}</li>"
        for n, name in enumerate(names * 3)
    )
    assert extract_article(page(inside=f"<ul>{items}</ul>"), URL).texts.count(names[0]) == 3


def test_headings_that_link_to_many_sites_are_those_of_a_letter() -> None:
    topics = ("Is the quay safe yet? No.", "Divers steal the sound of cranes", "Gullgram is free for teams")
    parts = "".join(
        f'<h2><a href="https://{name}.example.org/">{topic}</a></h2><p>{PARAGRAPHS[n]} So they say.</p>'
        for n, (topic, name) in enumerate(zip(topics, "abc", strict=True))
    )
    texts = extract_article(page(inside=parts), URL).texts
    assert [topic in texts for topic in topics] == [True] * 3
    own = parts.replace("https://a.", "https://c.").replace("https://b.", "https://c.")
    assert topics[0] not in extract_article(page(inside=own), URL).texts


def test_a_line_called_a_standfirst_is_no_caption_of_the_picture_beside_it() -> None:
    line = "Time to break out the tissues, harbour fans"
    row = (
        f'<div class="header__row"><div class="header__dek">{line}</div><div class="lead"><img src="q.jpg"></div></div>'
    )
    article = extract_article(page(before=row), URL)
    assert (article.standfirst, article.captions) == (line, ())


@pytest.mark.parametrize(
    "box",
    [
        "<p>Story continued below</p>",
        "<p>Share this post:</p>",
        "<p>Estimated reading time: 5 minutes</p>",
        "<div class='player-closedcaption'><b>Closed Captioning</b><p>apply | reset</p><p>font size</p></div>",
        "<h2><attachment>[Embed]</attachment></h2>",
        "<div class='AudioEnhancement-info'><div>Quay</div><div>Divers found a crack on Monday.</div></div>",
        "<div class='author-endnote-container'>Ann Lee writes for the Gull. She was born in 1990.</div>",
    ],
)
def test_what_players_and_frames_say_is_not_the_article(box: str) -> None:
    assert extract_article(page(inside=box), URL).texts == PARAGRAPHS


def test_who_wrote_and_where_to_follow_them_is_not_the_article() -> None:
    note = 'Ann Lee is an editor at the Gull. Follow her on <a href="https://gullgram.example.org/lee">Gullgram</a>.'
    html = page(paragraphs=(*PARAGRAPHS, note), head='<meta property="og:type" content="article">')
    assert extract_article(html, URL).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "The leaked memo was stamped “All rights reserved”, and the judge ruled that the paper could print it.",
        "市長は記事の無断転載を認め、辞任した。",
        "시장은 기사를 무단전재한 사실을 인정하고 사과했다.",
        "You can now listen to the mayor's secret call with the builder: a court released the tape on Tuesday.",
        "原标题党文章被删除，作者表示这是编辑部的决定，读者对此表示不解，港务局没有回应记者的提问。",
        "Will he resign? Follow the money, the <a href='/r'>prosecutor</a> told the court: all went to one firm.",
        "The governor wrote on his <a href='https://t.me/x'>Telegram channel</a> that he called the strike “barbaric”.",
        "(By Friday, the treasurer had left the country.)",
        "(From Monday, Lind Street will be closed too.)",
    ],
)
def test_news_that_hold_words_of_the_publisher_stay(line: str) -> None:
    article = read(page(head=ARTICLE, paragraphs=(*PARAGRAPHS, line)))
    assert (len(article.texts), article.byline) == (len(PARAGRAPHS) + 1, None)


@pytest.mark.parametrize("heading", ["2014: From Kyiv to Donetsk", "От София до Варна", "Nga Tirana në Bruksel"])
def test_a_heading_is_no_byline(heading: str) -> None:
    article = read(page(paragraphs=(PARAGRAPHS[0], f"<h3>{heading}</h3>", *PARAGRAPHS[1:])))
    assert (article.byline, article.texts[1]) == (None, heading)


def test_lines_of_which_one_is_a_date_stay_together() -> None:
    line = "Date: 3 March 2031<br>Time: 19:30<br>Place: Town Hall"
    assert "Date: 3 March 2031 Time: 19:30 Place: Town Hall" in read(page(inside=f"<p>{line}</p>")).texts


@pytest.mark.parametrize(
    "line",
    [
        "Documentos mostram que empresas colaboraram com o regime militar em Beck Haven.",
        "Heavy rain contributed from Friday on to the collapse of the Lind dam, experts say.",
    ],
)
def test_what_stands_behind_the_body_is_no_note_for_a_common_verb(line: str) -> None:
    assert read(page(after=f"<div class='side'><p>{line}</p></div>")).texts == PARAGRAPHS
