"""When an article was published, by metadata, by its address and by what readers see."""

import pytest

from newsdiff.extract import extract_article
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"


def published(*, head: str = "", before: str = "", url: str = URL) -> str | None:
    return extract_article(page(head=head, before=before), url).published


@pytest.mark.parametrize(
    ("written", "stamp"),
    [
        ("Wed Mar 05 08:15:00 CET 2031", "2031-03-05"),
        ("Wed Mar 05 2031 08:15:00 GMT+0100 (Central European Time)", "2031-03-05T08:15:00+01:00"),
        ("Wed, 05 Mar 2031 08:15:00 GMT", "2031-03-05T08:15:00Z"),
        ("March 5, 2031", "2031-03-05"),
        ("5. März 2031", "2031-03-05"),
        ("5 de marzo de 2031", "2031-03-05"),
        ("1er mars 2031", "2031-03-01"),
        ("5 марта 2031, 08:15", "2031-03-05T08:15:00"),
        ("2031年3月5日", "2031-03-05"),
        ("2031. március 5., 8:15", "2031-03-05T08:15:00"),
        ("5 март 2031 08:15", "2031-03-05T08:15:00"),
        ("5 Μαρτίου 2031", "2031-03-05"),
        ("5. maaliskuuta 2031", "2031-03-05"),
        ("05 آذار/مارس 2031", "2031-03-05"),
        ("2031년 3월 5일", "2031-03-05"),
        ("2031/03/05 8:15 pm", "2031-03-05T20:15:00"),
        ("05.03.2031", "2031-03-05"),
        ("25/03/2031", "2031-03-25"),
        ("03/25/2031", "2031-03-25"),
        ("03.25.2031 07:00 AM", "2031-03-25T07:00:00"),
        ("2031-03-05 08:15:22 UTC", "2031-03-05T08:15:22Z"),
        ("March 5, 2031 8:15 pm CST", "2031-03-05T20:15:00"),
        ("2031-03-05 08:15:00 GMT+0200", "2031-03-05T08:15:00+02:00"),
        ("2031-03-05 08:15:00 UTC+02:00", "2031-03-05T08:15:00+02:00"),
        ("2031年03月05日 08時15分", "2031-03-05T08:15:00"),
        ("03/05/2031", None),
        ("31 February 2031", None),
        ("5 minutes ago", None),
        ("0001-01-01T00:00:00Z", None),
    ],
)
def test_dates_in_metadata_are_read_as_they_are_written(written: str, stamp: str | None) -> None:
    assert published(head=f'<meta name="date" content="{written}">') == stamp


@pytest.mark.parametrize("key", ["article:published:time", "publish_date", "published_at", "og:publication_date"])
def test_keys_that_read_like_a_date_of_publication_are_one(key: str) -> None:
    assert published(head=f'<meta property="{key}" content="2031-03-05T08:15:00Z">') == "2031-03-05T08:15:00Z"


def test_metadata_go_before_the_address_and_that_before_the_page() -> None:
    url, head, line = URL + "/2031/03/04/quay", '<meta name="date" content="2031-03-03">', "<p>5 March 2031</p>"
    assert published(head=head, before=line, url=url) == "2031-03-03"
    assert published(before=line, url=url) == "2031-03-04"
    assert published(before=line) == "2031-03-05"


def test_the_line_that_is_a_date_goes_before_a_date_in_a_line() -> None:
    caption = "<p>The quay on 2 March 2031 (archive)</p>"
    assert published(before=f"{caption}<p>Wednesday, 5 March 2031, 08:15</p>") == "2031-03-05T08:15:00"


def test_a_time_beside_the_headline_goes_before_those_of_other_stories() -> None:
    other = '<aside><time datetime="2031-03-01"></time><time datetime="2031-03-02"></time></aside>'
    html = page(around=other, before='<time datetime="2031-03-05">5 March</time>')
    assert extract_article(html, URL).published == "2031-03-05"


def test_the_day_of_an_update_is_not_the_day_of_publication() -> None:
    assert published(before="<p>Updated 5 March 2031</p>") is None


def test_dates_told_in_the_text_are_not_the_pages() -> None:
    told = "The quay was closed on 2 March 2031, when a diver found a second crack near the lighthouse."
    assert extract_article(page(paragraphs=(told, *PARAGRAPHS)), URL).published is None


def test_an_element_that_is_called_a_date_is_one_wherever_it_stands() -> None:
    footer = '<div><div><div class="post-date">March 5, 2031</div></div></div>'
    html = page(after=footer).replace(f"<h1>{HEADLINE}</h1>", "")
    assert extract_article(html, URL).published == "2031-03-05"


@pytest.mark.parametrize(
    ("seen", "stamp"),
    [
        ("March 5, 2031 8:15 pm", "2031-03-05T20:15:00"),
        ("March 6, 2031 0:40 am", "2031-03-06T00:40:00"),
        ("March 9, 2031 8:15 pm", "2031-03-05"),
        ("Updated March 5, 2031 8:15 pm", "2031-03-05"),
        ("March 5, 2031", "2031-03-05"),
    ],
)
def test_a_bare_day_gets_the_time_that_readers_see(seen: str, stamp: str) -> None:
    """Day and night may part the two: the zone of an address is another."""
    assert published(head='<meta name="date" content="2031-03-05">', before=f"<div><span>{seen}</span></div>") == stamp


def test_the_time_of_a_change_is_not_that_of_publication() -> None:
    times = (
        '<time itemprop="dateModified" datetime="2031-03-06T10:37:32+02:00"></time>'
        '<time itemprop="datePublished" datetime="2031-03-05T17:08:23+02:00"></time>'
    )
    assert published(before=times) == "2031-03-05T17:08:23+02:00"


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("The old law on quays was signed on August 14, 1985", None),
        ("Beck Haven, Odile Brandt, August 14, 2030", "2030-08-14"),
        ("By the sea desk of the Daily Gull August 14, 2030", "2030-08-14"),
    ],
)
def test_a_date_that_words_run_into_is_not_that_of_publication(line: str, stamp: str | None) -> None:
    assert published(before=f"<ul><li>{line}</li></ul>") == stamp


def test_a_line_that_begins_with_the_time_goes_before_a_date_farther_off() -> None:
    beside = "<div>2031-03-05 08:15:22 Source: The Gull, Editor: Lee</div><ol><li><b>2031-04-01</b></li></ol>"
    assert published(before=beside) == "2031-03-05T08:15:22"


def test_a_time_that_is_called_both_is_that_of_publication() -> None:
    """WordPress says both of a post that was never updated; another story's time stands beside."""
    own = '<time class="entry-date published updated" datetime="2031-03-05T08:15:00+01:00"></time>'
    assert (
        published(before=f'{own}<time class="post-date" datetime="2029-01-05">x</time>') == "2031-03-05T08:15:00+01:00"
    )


def test_a_line_beside_the_headline_goes_before_a_date_farther_off() -> None:
    archive = "<ul><li><b>Ann Lee</b></li><li><i>/ 18 December 2024</i></li></ul>"
    signed = (
        '<div class="post-info">by <a href="/lee">Odile Brandt</a> / January 19, 2031 / <a>Leave a comment</a></div>'
    )
    assert extract_article(page(before=signed, after=archive), URL).published == "2031-01-19"


def test_the_date_of_a_picture_near_the_headline_is_not_that_of_the_page() -> None:
    picture = "<figure><img src='q.jpg'><span>The old crane at the quay (24.04.2030)</span></figure>"
    behind = "<ul>" + "<li><b>Ann Lee</b></li>" * 20 + "<li><i>5 March 2031</i></li></ul>"
    assert published(before=picture + behind) == "2031-03-05"


def test_a_time_that_is_only_shown_goes_behind_those_for_machines() -> None:
    other = '<time class="meta__date">October 15, 2030 12:00 PM</time>'
    assert published(before=f'{other}<time datetime="2031-03-05 05:00:00">3/5</time>') == "2031-03-05T05:00:00"


def test_a_signed_line_may_end_with_a_full_stop() -> None:
    line = (
        "<div>Written by <a>Ann Lee</a> in <a>Harbours</a> on 1 June 2031 at 08:34 PM EDT. <a>Add a comment</a></div>"
    )
    assert published(before=line) == "2031-06-01T20:34:00"


def test_a_time_without_the_attribute_for_machines_is_read_as_it_is_shown() -> None:
    post = '<blockquote><p>The quay</p><time datetime="2031-03-01T17:10:10+00:00"></time></blockquote>'
    own = '<time class="article-published-date">March 5, 2031 @ 3:53 PM</time>'
    assert extract_article(page(before=own, inside=post), URL).published == "2031-03-05T15:53:00"
    assert extract_article(page(inside=post), URL).published is None


def test_a_time_that_ticks_may_have_its_stamp_in_an_attribute_of_the_sites_own() -> None:
    own = (
        '<ul><li><a href="/lee">Ann Lee</a> - <time data-published="2031-03-05 09:13:00Z">4 hours ago</time></li></ul>'
    )
    assert published(before=own) == "2031-03-05T09:13:00Z"


@pytest.mark.parametrize("zone", ["Z", "+00:00", ""])
def test_the_offset_that_the_page_shows_goes_before_a_z_in_metadata(zone: str) -> None:
    """Japanese and American sites write their own clock and a Z."""
    head = f'<meta property="article:published_time" content="2031-03-05T20:00:00{zone}">'
    shown = '<time datetime="2031-03-05T20:00:00+09:00">5 March</time>'
    assert published(head=head, before=shown) == "2031-03-05T20:00:00+09:00"
    other = shown.replace("20:00", "20:01")
    assert published(head=head, before=other) == f"2031-03-05T20:00:00{zone}"


def test_of_two_stamps_of_one_instant_the_one_with_its_offset_is_told() -> None:
    bare = '<meta name="parsely-pub-date" content="2031-03-05T18:38:14">'
    assert published(head=f'{bare}<meta name="sailthru.date" content="2031-03-05T13:38:14-0500">') == (
        "2031-03-05T13:38:14-05:00"
    )
    assert published(head=f'{bare}<meta name="sailthru.date" content="2031-03-05T13:39:14-0500">') == (
        "2031-03-05T18:38:14"
    )


def test_the_original_date_is_that_of_publication() -> None:
    head = (
        '<meta name="article_date_original" content="Wednesday, March 5, 2031,  2:47 PM">'
        '<meta name="article_date_updated" content="Wednesday, March 5, 2031,  3:53 PM">'
    )
    article = extract_article(page(head=head), URL)
    assert (article.published, article.modified) == ("2031-03-05T14:47:00", "2031-03-05T15:53:00")


def test_an_update_beside_the_headline_is_the_time_of_the_change() -> None:
    article = extract_article(page(before="<div>Ann Lee | GNN | Updated: Mar 5, 2031, 11:05 IST</div>"), URL)
    assert (article.published, article.modified) == (None, "2031-03-05T11:05:00")
    assert extract_article(page(before="<p>In force as of 5 March 2031</p>"), URL).modified is None


def test_what_a_reader_wrote_has_no_date_of_the_page() -> None:
    talk = '<div id="discusscomments"><div><p>I saw it.</p><span class="date">December 9, 2030</span></div></div>'
    assert published(before="<p>Published in the north</p>") is None
    assert extract_article(page(after=talk).replace(f"<h1>{HEADLINE}</h1>", ""), URL).published is None


def test_a_link_to_another_story_has_no_date_of_the_page() -> None:
    assert (
        published(before='<table><tr><td><a href="/s/2">渡し船は港にとどまる（2031/3/20）</a></td></tr></table>')
        is None
    )


def test_a_stamp_for_machines_may_stand_on_any_element() -> None:
    shown = '<div class="PostByline__timestamp" datetime="2031-03-05 17:00:00 -0400">Mar 5, 2031</div>'
    assert published(before=shown) == "2031-03-05T17:00:00-04:00"


@pytest.mark.parametrize(
    "line",
    [
        "On 2 May 2019 twelve people died on the bridge.",
        "By 1 July 2032, all ferries in Beck Haven must be electric.",
        "El 2 de mayo de 2019 murieron doce personas.",
        "Published on 3 May 2019, the report warned of cracks.",
        "Am 1. Juli 2032 tritt das neue Gesetz in Kraft.",
        "At least 12 ferries were lost as of 2 May 2019, the ministry said.",
    ],
)
def test_a_first_sentence_dates_neither_the_article_nor_its_change(line: str) -> None:
    article = extract_article(page(paragraphs=(line, *PARAGRAPHS)), URL)
    assert (article.published, article.modified) == (None, None)
    dated = extract_article(
        page(before='<div class="meta">Lind, 5 March 2031</div>', paragraphs=(line, *PARAGRAPHS)), URL
    )
    assert (dated.published, dated.modified) == ("2031-03-05", None)


@pytest.mark.parametrize(
    "line",
    [
        "Published 1 March 2031, updated 3 March 2031",
        "Published 1 March 2031 | Last updated 3 March 2031",
        "Posted 1 March 2031 – updated 3 March 2031",
    ],
)
def test_the_change_is_dated_behind_the_word_for_it(line: str) -> None:
    assert extract_article(page(before=f"<p>{line}</p>"), URL).modified == "2031-03-03"


def test_what_stands_behind_the_text_dates_neither_it_nor_its_offset() -> None:
    head = '<meta property="article:published_time" content="2031-03-05T08:00:00Z">'
    other = '<div><a href="/x">Flood hits Lind</a><time datetime="2031-03-05T08:00:00+02:00">8:00</time></div>'
    article = extract_article(page(head=head, after=f"{other}<p>Updated: 9 March 2031, 10:05</p>"), URL)
    assert (article.published, article.modified) == ("2031-03-05T08:00:00Z", None)


@pytest.mark.parametrize("name", ["current-date", "post-date", "comment-date"])
def test_a_shown_time_elsewhere_goes_behind_the_day_in_the_address(name: str) -> None:
    clock = f'<header><time class="{name}">Saturday, March 8, 2031</time></header>'
    html = page(around=clock)
    assert extract_article(html, f"{URL}/2031/03/05/bridge").published == "2031-03-05"


def test_when_an_offer_ends_is_not_the_time_of_publication() -> None:
    assert published(before='<time data-expires-date="2032-01-01T00:00:00Z">4 hours ago</time>') is None


def test_stamps_at_the_end_of_all_time_are_read() -> None:
    head = '<meta property="article:published_time" content="9999-12-31T23:59:59-05:00">'
    assert published(head=f'{head}<meta name="date" content="9999-12-31">') == "9999-12-31T23:59:59-05:00"
