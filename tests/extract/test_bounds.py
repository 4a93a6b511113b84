"""Limits, charsets, walls and selectors one by one: each test goes red when its rule is broken."""

from time import process_time

import pytest

from newsdiff.extract import PageExtractor, extract_article, html
from newsdiff.extract.charset import choose_charset
from newsdiff.model.article import PaywallMark, Selectors
from tests.extract.pages import PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"
KOI8 = "Порт закрыт.".encode("koi8-r")


def test_meta_alone_decides_where_detection_would_err() -> None:
    payload = b'<html><head><meta charset="koi8-u"></head><body><p>' + KOI8
    assert choose_charset(payload) == "koi8-u"


def test_a_label_that_does_not_decode_the_bytes_is_passed_over() -> None:
    payload = "<p>岸壁に亀裂が見つかった。</p>".encode("shift_jis")
    assert choose_charset(b'<meta charset="shift_jis">' + payload, "text/html; charset=euc-jp") == "shift_jis"


def test_the_language_decides_when_nothing_else_does() -> None:
    payload = '<html lang="th"><body><p>ท่าเรือจะปิดจนถึงสิ้นเดือน'.encode("cp874")
    assert choose_charset(payload) == "windows-874"


def test_a_wall_is_known_by_two_words_of_its_name() -> None:
    wall = '<div class="premium-wall"><p>Subscribe to read on, and support the reports from the coast.</p></div>'
    article = extract_article(page(inside=wall), URL)
    assert (article.paywall, article.texts) == (PaywallMark.ELEMENT, PARAGRAPHS)


@pytest.mark.parametrize("name", ["piano-inline-content", "paywall", "regwall-body"])
def test_the_beginning_of_a_story_above_a_sign_up_box_in_what_a_wall_would_close_is_text(name: str) -> None:
    form = '<div class="sign-up"><form action="/mail"><p>The Gull by mail</p><input type="email"></form></div>'
    begun = f'<div class="{name}"><p>{PARAGRAPHS[0]}</p>{form}<p>{PARAGRAPHS[1]}</p></div>'
    rest = tuple(f"<p>{p} It was said twice, and once more at noon.</p>" for p in PARAGRAPHS[2:])
    article = extract_article(page(paragraphs=(begun, *rest)), URL)
    assert article.texts[:2] == PARAGRAPHS[:2]
    called = begun.replace(PARAGRAPHS[1], "Subscribe to read on, and support the reports from the coast, each day.")
    assert extract_article(page(paragraphs=(called, *rest)), URL).texts[0].startswith(PARAGRAPHS[2])


def test_a_hidden_wall_is_none() -> None:
    wall = '<div class="paywall" style="display:none"><p>Subscribe to read on, and support our reports.</p></div>'
    assert extract_article(page(inside=wall), URL).paywall is None


def test_the_tier_marks_a_paywall() -> None:
    for tier, mark in (("locked", PaywallMark.MARKED), ("free", None)):
        head = f'<meta property="article:content_tier" content="{tier}">'
        assert extract_article(page(head=head), URL).paywall is mark


def test_a_remove_selector_takes_what_no_rule_would() -> None:
    extra = '<p class="zz">The tide will be high at noon and low at six in the evening, says the almanac.</p>'
    kept = PageExtractor().read(page(inside=extra), URL)
    assert len(kept.texts) == len(PARAGRAPHS) + 1
    removed = PageExtractor().read(page(inside=extra), URL, selectors=Selectors(remove=(".zz",)))
    assert (removed.texts, removed.warnings) == (PARAGRAPHS, ())


def test_an_article_selector_holds_the_body_and_all_of_it() -> None:
    extra = "<div class='zz'><p>A second story of the day stands here, and it is about the price of herring.</p></div>"
    chosen = PageExtractor().read(page(after=extra), URL, selectors=Selectors(article=("div.story", ".zz")))
    assert len(chosen.texts) == len(PARAGRAPHS) + 1


def test_a_page_above_the_limit_is_read_up_to_it_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    text = page()
    end = text.index(PARAGRAPHS[4])
    monkeypatch.setattr(html, "MAX_CHARS", end)
    monkeypatch.setattr("newsdiff.extract.page.MAX_CHARS", end)
    article = extract_article(text, URL)
    assert article.texts == PARAGRAPHS[:4]
    assert str(end) in article.warnings[0]


def test_a_page_of_too_many_blocks_is_read_without_choosing(monkeypatch: pytest.MonkeyPatch) -> None:
    extra = "<div><p>The tide will be high at noon and low at six in the evening, says the almanac.</p></div>"
    assert extract_article(page(around=extra), URL).texts == PARAGRAPHS
    monkeypatch.setattr(html, "MAX_ELEMENTS", 3)
    assert set(PARAGRAPHS) < set(extract_article(page(around=extra), URL).texts)


@pytest.mark.parametrize("held", ["<script>var s = '#';</script>", "<style>/* # */</style>", "<!-- # -->"])
def test_tags_that_are_no_mark_up_make_no_page_deep(held: str) -> None:
    article = extract_article(page(inside=held.replace("#", "<div>" * 1_200)), URL)
    assert (article.texts, article.warnings) == (PARAGRAPHS, ())


@pytest.mark.parametrize("begun", ["<!--", "<script>", "<p "])
def test_what_nobody_ends_is_looked_for_once(begun: str) -> None:
    article = extract_article(page(around="<div>" * 1_200, after=begun * 200_000), URL)
    assert set(PARAGRAPHS) <= set(article.texts)


@pytest.mark.parametrize(
    "many",
    [
        "<p>The quay" + " <a-source>1</a-source>" * 40_000 + " is closed.</p>",
        "<div>" + "The harbour of Beck Haven is closed. " * 60_000 + "</div>",
        '<div style="display:none" itemprop="articleBody">' + f"{PARAGRAPHS[0]}</div>" * 4_000,
        "<table>" + "<tr><td><p>Kent</p></td><td><p>21</p></td></tr>" * 30_000 + "</table>",
    ],
    ids=["components", "one block", "hidden bodies", "rows"],
)
def test_what_stands_there_a_thousand_times_is_looked_at_once(many: str) -> None:
    began = process_time()
    extract_article(f"<article><h1>Closed</h1><div><div>{many}</div></div></article>", URL)
    assert process_time() - began < 10


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</BODY>\n</HTML >"])
def test_what_stands_behind_the_end_of_the_page_is_read_as_browsers_show_it(end: str) -> None:
    """Parts of pages that are put together have ends of their own."""
    assert extract_article(page(around=f"<div>Menu</div>{end}")).texts == PARAGRAPHS
