"""Which text of a page is its headline, each rule by a page that needs it."""

import pytest

from newsdiff.extract import extract_article
from newsdiff.model.article import Article
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"
JSON_LD = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{HEADLINE}"}}</script>'


def with_h1(inner: str, *, attributes: str = "", **parts: str) -> Article:
    """The article of a page whose h1 is written so."""
    return extract_article(page(**parts).replace(f"<h1>{HEADLINE}</h1>", f"<h1{attributes}>{inner}</h1>"), URL)


@pytest.mark.parametrize(
    "above",
    [
        '<span class="title__kicker">Sea</span> ',
        '<div class="entry-section"><a href="/sea">Sea | </a></div>',
        '<span class="head-topline">Trouble at the northern quay</span> ',
    ],
)
def test_a_line_above_the_headline_is_not_the_headline(above: str) -> None:
    assert with_h1(f"{above}<span>{HEADLINE}</span>").headline == HEADLINE


def test_a_block_before_the_headline_in_its_element_is_not_the_headline() -> None:
    assert with_h1(f"<div>News</div> {HEADLINE}").headline == HEADLINE


@pytest.mark.parametrize("shown", [HEADLINE, "Harbour stays closed for a month", "Closed!"])
def test_the_last_step_of_the_way_from_the_front_is_not_the_headline_where_readers_see_another(shown: str) -> None:
    """Its words are those for search engines."""
    crumb = "Closed!" if shown == "Closed!" else "Beck Haven harbour: crack, divers, closed until March"
    crumbs = f'<ol class="breadcrumbs"><li><a href="/sea">Sea</a></li><li><h1 class="step">{crumb}</h1></li></ol>'
    article = extract_article(page(around=crumbs).replace(f"<h1>{HEADLINE}</h1>", f"<h2>{shown}</h2>"), URL)
    assert (article.headline, article.texts) == (shown, PARAGRAPHS)


def test_the_last_step_is_the_headline_where_there_is_no_other() -> None:
    crumbs = f'<ol class="breadcrumbs"><li><a href="/sea">Sea</a></li><li><h1>{HEADLINE}</h1></li></ol>'
    article = extract_article(page(around=crumbs).replace(f"<article><h1>{HEADLINE}</h1>", "<article>"), URL)
    assert (article.headline, article.texts) == (HEADLINE, PARAGRAPHS)


def test_the_linked_headline_of_another_story_is_not_the_headline_where_metadata_repeat_a_lesser_one() -> None:
    other = (
        '<article class="featured"><h1><a href="/wreck">Why nobody fights for the reindeer of Rhum</a></h1></article>'
    )
    own = f'<h2><a href="">{HEADLINE}</a></h2>'
    html = page(head=f'<meta property="og:title" content="{HEADLINE}">').replace(f"<h1>{HEADLINE}</h1>", own)
    article = extract_article(html.replace("</article>", f"</article>{other}"), URL)
    assert (article.headline, article.texts) == (HEADLINE, PARAGRAPHS)


def test_a_sign_behind_an_empty_line_above_it_does_not_begin_the_headline() -> None:
    above = '<span class="kicker"></span><span class="hidden"> | </span>'
    assert with_h1(f'{above}<span class="headline">{HEADLINE}</span>').headline == HEADLINE


def test_words_before_a_block_in_the_headline_are_a_line_above_it() -> None:
    assert with_h1(f"<span>News</span><div>{HEADLINE}</div>").headline == HEADLINE


@pytest.mark.parametrize("sign", [":", '<span class="hidden">: </span>', " –"])
def test_a_line_that_a_sign_joins_to_the_headline_is_part_of_it(sign: str) -> None:
    headline = with_h1(f'<span class="kicker">Beck Haven</span>{sign} <span>{HEADLINE}</span>').headline
    assert headline is not None
    assert headline.startswith("Beck Haven")
    assert headline.endswith(HEADLINE)


def test_of_two_lines_the_one_that_is_called_the_headline_is_it() -> None:
    lower = f'<span class="head_headline">{HEADLINE}</span>'
    assert with_h1(f'<span class="text-s">Trouble at sea</span>{lower}').headline == HEADLINE
    for both in (f'<span class="headline">Trouble at sea</span> {lower}', f"<span>Trouble at sea</span> {lower} again"):
        assert (with_h1(both).headline or "").startswith("Trouble at sea")


def test_a_word_in_a_link_or_in_bold_stays_in_the_headline() -> None:
    inner = HEADLINE.replace("Harbour", '<a href="/tag/harbour">Harbour</a>').replace("crack", "<b>crack</b>")
    assert with_h1(inner).headline == HEADLINE


def test_a_link_to_press_behind_the_headline_is_no_part_of_it() -> None:
    assert with_h1(f'{HEADLINE} <a href="#" class="add">Add to ...</a>').headline == HEADLINE
    assert with_h1(f'<a href="#">{HEADLINE}</a>').headline == HEADLINE


def test_the_headline_does_not_hang_on_what_search_engines_are_told() -> None:
    kicker = f'<span class="kicker">Sea</span> <span>{HEADLINE}</span>'
    for title in (HEADLINE, f"Sea: {HEADLINE}", "Beck Haven quay: what we know", ""):
        article = with_h1(kicker, head=f'<meta property="og:title" content="{title}">')
        assert (article.headline, article.headlines.og) == (HEADLINE, title or None)


def test_styles_and_pictures_in_a_heading_are_no_text() -> None:
    inner = f"<style>.a{{color:red}}</style><svg><title>Gull</title></svg>{HEADLINE}<button>Share</button>"
    assert with_h1(inner).headline == HEADLINE


def test_an_h1_that_leads_home_is_the_name_of_the_site() -> None:
    for home in ("/", "https://gull.example.org", "https://web.archive.org/web/20310305/https://gull.example.org/"):
        html = page(around=f'<h1><a href="{home}">Gull and Harbour News</a></h1>').replace(
            f"<h1>{HEADLINE}</h1>", f"<h2>{HEADLINE}</h2>"
        )
        assert extract_article(html, URL).headline == HEADLINE


@pytest.mark.parametrize("search", [HEADLINE, "Beck Haven quay: what we know", ""])
def test_the_last_crumb_is_not_the_headline_where_a_heading_is(search: str) -> None:
    crumb = '<nav class="crumbs"><h1>Trouble at the quay of Beck Haven</h1></nav>'
    teaser = (
        '<h2><a href="/b">Ferry line to the islands opens</a></h2><a href="/c"><h2>Storm warning for Monday</h2></a>'
    )
    html = page(around=crumb + teaser, head=f'<meta property="og:title" content="{search}">')
    html = html.replace(f"<h1>{HEADLINE}</h1>", f"<h2>{HEADLINE}</h2>")
    html = html.replace(f"<title>{HEADLINE} |", "<title>Trouble at the quay of Beck Haven |")
    article = extract_article(html, URL)
    assert (article.headline, article.headlines.h1) == (HEADLINE, "Trouble at the quay of Beck Haven")


def test_of_several_headings_below_the_last_crumb_the_one_that_metadata_repeat_is_the_headline() -> None:
    crumb = "<nav><h1>Trouble at the quay of Beck Haven</h1></nav>"
    html = page(around=f'{crumb}<div class="bar"><h2>Read on for one mark a week</h2></div>').replace(
        f"<h1>{HEADLINE}</h1>", f"<h2>{HEADLINE}</h2>"
    )
    html = html.replace("<head>", '<head><meta property="og:title" content="Trouble at the quay of Beck Haven">')
    assert extract_article(html, URL).headline == HEADLINE


def test_headings_within_the_text_are_not_the_headline() -> None:
    head = '<meta property="og:title" content="Beck Haven">'
    html = page(head=head, inside="<h1>Another winter</h1>").replace(f"<h1>{HEADLINE}</h1>", "")
    assert extract_article(html, URL).headline == "Beck Haven"


def test_headings_of_sections_in_h1_do_not_outrank_the_title_that_readers_see() -> None:
    days = "".join(f"<p>{PARAGRAPHS[0]}</p><ul><li>Tides</li></ul><h1>Day {n}</h1>" for n in range(7, 10))
    html = page(headline="Two weeks at the quay of Tolsa", paragraphs=(days,))
    html = html.replace("<h1>Two", "<h2>Two").replace("of Tolsa</h1>", "of Tolsa</h2>")
    assert extract_article(html, URL).headline == "Two weeks at the quay of Tolsa"


@pytest.mark.parametrize("cleaner", [f'<meta name="headline" content="{HEADLINE}">', JSON_LD])
def test_names_of_section_and_site_behind_a_title_go_where_metadata_have_it_without(cleaner: str) -> None:
    head = f'<meta property="og:title" content="{HEADLINE}-Seaㅣ갈매기">{cleaner}'
    assert with_h1("", head=head).headline == HEADLINE


def test_the_h1_that_is_declared_the_headline_is_it() -> None:
    html = (
        f"<title>Sea items | The Daily Gull</title><h1>Sea items</h1><article><h1 itemprop='headline'>{HEADLINE}</h1>"
    )
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    assert extract_article(f"{html}{text}</article>", URL).headline == HEADLINE


@pytest.mark.parametrize(
    "ends", ["", " | The Daily Gull", "_Sea_Gull", "--Gull, sea and coast", " Beck Haven office_Gull"]
)
@pytest.mark.parametrize("tag", ["div", "span", "h5", "td"])
def test_without_an_h1_the_line_that_the_title_begins_with_is_the_headline(tag: str, ends: str) -> None:
    line = f"<table><tr><td>{HEADLINE}</td></tr></table>" if tag == "td" else f"<{tag}>{HEADLINE}</{tag}>"
    source = page().replace(f"<h1>{HEADLINE}</h1>", line).replace(f"{HEADLINE} | The Daily Gull", f"{HEADLINE}{ends}")
    article = extract_article(source.replace('content="The Daily Gull"', 'content=""'), URL)
    assert (article.headline, article.texts) == (HEADLINE, PARAGRAPHS)


@pytest.mark.parametrize(
    "place",
    ['<a href="/x">{}</a>', "<ul><li><span>{}</span></li></ul>", '<div class="breadcrumb"><span>{}</span></div>'],
)
def test_links_lists_and_crumbs_are_not_that_line(place: str) -> None:
    other = f"{HEADLINE} - Daily Gull"
    source = page(around=place.format(other)).replace(f"<h1>{HEADLINE}</h1>", f"<div>{HEADLINE}</div>")
    source = source.replace(f"<title>{HEADLINE} | The Daily Gull", f"<title>{other}")
    assert extract_article(source, URL).headline == HEADLINE


def test_the_h1_of_a_bar_with_a_section_is_not_the_headline_where_the_title_is_a_lesser_heading() -> None:
    bar = '<div class="bar"><h1>Sea and coast</h1></div>'
    article = extract_article(page(around=bar).replace(f"<h1>{HEADLINE}</h1>", f"<h2>{HEADLINE}</h2>"), URL)
    assert (article.headline, article.texts) == (HEADLINE, PARAGRAPHS)


def test_an_h1_above_its_own_lesser_heading_stays_the_headline() -> None:
    """The title may be made for search engines of a line below the headline."""
    shown = "Nobody sails"
    article = extract_article(page().replace(f"<h1>{HEADLINE}</h1>", f"<h1>{shown}</h1><h2>{HEADLINE}</h2>"), URL)
    assert article.headline == shown


def test_a_bold_line_in_a_text_is_not_that_line() -> None:
    """In a `<pre>` the headline stands in one block with all of the story: nothing may end there."""
    story = f"<pre>Gull\n<b>{HEADLINE}</b>\n\n" + "\n\n".join(PARAGRAPHS) + "</pre>"
    article = extract_article(page(paragraphs=(), wrapper=story).replace(f"<h1>{HEADLINE}</h1>", ""), URL)
    assert article.texts[-len(PARAGRAPHS) :] == PARAGRAPHS


@pytest.mark.parametrize(
    "repeated",
    ["<span class='sticky'>{}</span>", "<div hidden><h2>{}</h2></div>", "<div class='share'><div>{}</div></div>"],
)
def test_the_h1_of_a_story_is_the_headline_whatever_the_title_says(repeated: str) -> None:
    title = "Flood in Harbour Town destroys two hundred homes"
    source = page(around=repeated.format(title), after=repeated.format(title))
    article = extract_article(source.replace(f"{HEADLINE} | The Daily Gull", f"{title} - The Daily Gull"), URL)
    assert article.headline == HEADLINE


def test_a_hidden_h1_is_no_headline() -> None:
    html = (
        page()
        .replace("<h1>", '<div><h1 style="display:none">Gull To Go</h1></div><h2>')
        .replace("</h1><div", "</h2><div")
    )
    assert extract_article(html, URL).headline == HEADLINE


def test_the_name_of_the_host_is_that_of_the_site_where_the_page_does_not_say() -> None:
    html = (
        page()
        .replace(f"<h1>{HEADLINE}</h1>", "")
        .replace('<meta property="og:site_name" content="The Daily Gull">', "")
    )
    html = html.replace("| The Daily Gull</title>", "- Example</title>")
    assert extract_article(html, "https://www.example.org/harbour").headline == HEADLINE


def test_a_heading_that_any_title_in_metadata_repeats_is_the_headline() -> None:
    head = f'<meta name="sailthru.title" content="{HEADLINE}"><meta property="og:title" content="Nobody expected this">'
    html = page(head=head).replace("<h1>", "<header><h2>").replace("</h1>", "</h2></header>")
    html = html.replace(f"<title>{HEADLINE}", "<title>Nobody expected this")
    assert extract_article(html, URL).headline == HEADLINE


def test_other_titles_in_metadata_do_not_make_the_name_of_the_site_a_headline() -> None:
    head = f'<meta name="DC.title" content="Gull News"><meta property="og:title" content="{HEADLINE}">'
    html = page(head=head, around="<div><h1>Gull News</h1></div>")
    assert extract_article(html, URL).headline == HEADLINE


def test_a_part_of_a_headline_that_the_host_is_called_after_stays() -> None:
    html = page(headline="Tolsa – Governor denies bribes").replace("<h1>Tolsa – Governor denies bribes</h1>", "")
    html = html.replace('<meta property="og:site_name" content="The Daily Gull">', "").replace(" | The Daily Gull", "")
    assert extract_article(html, "https://www.tolsapost.example/a").headline == "Tolsa – Governor denies bribes"
