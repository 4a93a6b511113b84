"""The byline as readers see it: what names the authors, without what stands beside them to be pressed."""

import pytest

from newsdiff.extract import extract_article
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"


def byline(inside: str, name: str = "byline") -> str | None:
    return extract_article(page(before=f'<div class="{name}">{inside}</div>'), URL).byline


@pytest.mark.parametrize(
    "control",
    [
        '<a class="PrintLink" href="/print">Print</a>',
        '<a class="twitter-follow-button" href="https://x.example.org/lee">Follow @lee</a>',
        '<div class="author-flyout"><ul><li><a href="/lee">View author archive</a></li></ul></div>',
        '<span class="resimg Avatar">Ann Lee</span>',
        '<a rel="category tag" href="/t/sea">Sea</a>',
        '<a class="comment-count" href="#talk">Talk</a>',
        '<span class="date">3 March &rsquo;31</span>',
        '<p class="author-email"><a href="mailto:lee@example.org">lee@example.org</a></p>',
    ],
)
def test_what_stands_beside_the_name_is_no_part_of_the_byline(control: str) -> None:
    assert byline(f'{control} By <a href="/by/lee">Ann Lee</a>') == "By Ann Lee"
    assert byline(f'By <a href="/by/lee">Ann Lee</a> {control}') == "By Ann Lee"


def test_a_row_of_links_to_share_the_page_is_no_part_of_the_byline() -> None:
    share = "".join(
        f'<li><a href="{address}?u=1">{name}</a></li>'
        for address, name in (
            ("https://www.facebook.com/dialog/share", "Facebook"),
            ("https://twitter.com/intent/tweet", "Twitter"),
        )
    )
    assert byline(f'By <a href="/by/lee">Ann Lee</a><x-bar><ul>{share}<li>Copy</li></ul></x-bar>') == "By Ann Lee"


def test_what_holds_the_headline_is_no_byline() -> None:
    head = '<div class="byline-region"><h1>{}</h1><h3 class="byline">By Ann Lee</h3></div>'
    article = extract_article(page().replace(f"<h1>{HEADLINE}</h1>", head.format(HEADLINE)), URL)
    assert (article.headline, article.byline) == (HEADLINE, "By Ann Lee")


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        ("<dl><dt>by</dt><dd>Ann Lee</dd></dl>", "by Ann Lee"),
        ("By <a href='/lee'>Ann Lee</a><section>Reporter</section>", "By Ann Lee Reporter"),
        ("By <span>Ann Lee</span>, <span>Jon Moe</span>", "By Ann Lee, Jon Moe"),
    ],
)
def test_words_of_two_elements_are_parted_as_readers_see_them(inside: str, read: str) -> None:
    assert byline(inside) == read


def test_a_name_in_an_element_that_is_called_so_stays() -> None:
    assert byline('<div class="author-date">By <a rel="author" href="/by/lee">Ann Lee</a></div>') == "By Ann Lee"
    assert byline('<div class="item--has-date">By <a href="/by/lee">Ann Lee</a></div>') == "By Ann Lee"


def test_an_address_is_no_author() -> None:
    other = "<p>By Jörg Maier</p>"
    assert (
        extract_article(page(before=f'<div class="byline">By desk@example.org</div>{other}'), URL).byline
        == "By Jörg Maier"
    )


@pytest.mark.parametrize("before", ["on", "Updated", "| Published on"])
def test_the_words_before_a_time_go_with_it(before: str) -> None:
    assert byline(f'By <a href="/by/lee">Ann Lee</a> {before} <time>3 March 2031</time>') == "By Ann Lee"


def test_the_last_letter_of_a_name_may_stand_in_an_element_of_its_own() -> None:
    article = extract_article(
        page(before='<p class="byline"><a rel="author" href="/lee">Emma Grey Elli<span>s</span></a></p>'), URL
    )
    assert (article.byline, article.authors) == ("Emma Grey Ellis", ("Emma Grey Ellis",))


@pytest.mark.parametrize(
    "line",
    [
        "<div><time>March 5, 2031</time><span> | by <a>Ann Lee</a></span></div>",
        "<div>5 March 2031 - by Ann Lee</div>",
    ],
)
def test_a_byline_may_stand_behind_the_date(line: str) -> None:
    article = extract_article(page(before=line), URL)
    assert (article.byline, article.authors) == ("by Ann Lee", ("Ann Lee",))


_CARD = """<div class="author-card"><a href="https://gull.example.org/author/ann-lee"><img src="lee.jpg"></a>
<span><a href="https://gull.example.org/author/ann-lee"><b>Ann Lee</b></a> <button>Follow</button></span></div>"""


@pytest.mark.parametrize(
    "where",
    [
        f"<div class='byline'><div class='byline__authors'>{_CARD}</div></div>",
        f"<aside class='left-rail'>{_CARD}<div class='share'><a href='/fb'>Share</a></div></aside>",
        '<div class="meta_bar"><a href="/about/editors/ann-lee/">Ann Lee</a><span>, <a href="/x">@lee</a></span></div>',
    ],
)
def test_a_link_to_the_page_of_a_writer_signs(where: str) -> None:
    article = extract_article(page(before=where), URL)
    assert (article.byline, article.authors) == ("Ann Lee", ("Ann Lee",))


@pytest.mark.parametrize(
    "other",
    [
        '<div class="card"><h3><a href="/s/2">Ferry stays in port</a></h3><a href="/author/jon-moe">Jon Moe</a></div>',
        '<nav><a href="/author/jon-moe">Jon Moe</a></nav>',
        '<div hidden><a href="/author/jon-moe">Jon Moe</a></div>',
        '<div><a href="/author/jon-moe">All Articles</a></div>',
        '<div><a href="/topics/jon-moe">Jon Moe</a></div>',
        '<div class="menu"><ul><li><a href="/columnists/jon-moe">Jon Moe</a></li></ul></div>',
        '<div class="related"><a href="/x">Flood hits Lind</a><span>By Jon Moe</span></div>',
        '<p class="standfirst">A new life of <a href="/authors/jon-moe">Jon Moe</a> is out.</p>',
        '<div class="ministers"><a href="/staff/jon-moe">Jon Moe</a></div>',
        '<div class="share"><a rel="author" href="http://[">All Articles</a></div>',
    ],
)
def test_other_links_do_not_sign(other: str) -> None:
    assert extract_article(page(before=other), URL).byline is None


def test_who_signs_below_the_first_paragraph_wrote_another_story() -> None:
    article = extract_article(page(inside='<div><a href="/author/jon-moe">Jon Moe</a></div>'), URL)
    assert (article.byline, article.authors) == (None, ())


def test_agencies_sign_in_brackets_behind_the_text() -> None:
    article = extract_article(page(after="<div><p>(By Ann Lee)</p><p>Enditem/</p></div>"), URL)
    assert article.authors == ()
    signed = page(paragraphs=(*PARAGRAPHS, "(By Ann Lee)"))
    assert (extract_article(signed, URL).authors, extract_article(signed, URL).texts) == (("Ann Lee",), PARAGRAPHS)


@pytest.mark.parametrize(
    "other",
    [
        '<figure><img src="q.jpg"><small itemprop="author">Photograph by Pia Roe</small></figure>',
        '<div class="pull-quote"><p>“No.”</p><span class="author">Jon Moe</span></div>',
        '<blockquote><p>“No.”</p><span class="author">Jon Moe</span></blockquote>',
    ],
)
def test_who_made_a_picture_or_is_quoted_has_not_written_the_story(other: str) -> None:
    assert extract_article(page(inside=other), URL).byline is None


def test_a_short_foot_of_a_headline_may_hold_the_byline() -> None:
    foot = '<footer class="meta"><p>By <a rel="author" href="/staff/ann-lee">Ann Lee</a></p></footer>'
    assert extract_article(page(before=foot), URL).authors == ("Ann Lee",)


def test_a_name_that_metadata_claim_signs_wherever_its_link_stands() -> None:
    head = '<meta name="author" content="Ann Lee">'
    article = extract_article(page(head=head, before='<div class="x1y"><a href="/author/lee">Ann Lee</a></div>'), URL)
    assert article.byline == "Ann Lee"
    assert extract_article(page(before='<div class="x1y"><a href="/author/lee">Ann Lee</a></div>'), URL).byline is None
