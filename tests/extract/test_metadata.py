"""What metadata say of an article beside its text: section, pictures, addresses."""

import json

from newsdiff.diff.articles import diff_articles
from newsdiff.extract import extract_article
from newsdiff.model.article import Article, PaywallMark
from newsdiff.render.reading import render_article
from newsdiff.storage import chain
from newsdiff.tracking.content import content_hash
from tests.extract.pages import page

URL = "https://gull.example.org/sea/harbour.html"
IMAGE = '<meta property="og:image" content="https://img.example.org/1200x800/northern-quay.jpg?w=9">'
FIGURES = (
    '<figure><img src="/a/lighthouse.jpg"><figcaption>The lighthouse</figcaption></figure>'
    '<figure><picture><source srcset="https://img.example.org/400x300/northern-quay.jpg 400w"></picture>'
    "<figcaption>The northern quay in March</figcaption></figure>"
)


def read(head: str = "", before: str = "") -> Article:
    return extract_article(page(head=head, before=before), URL)


def linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **said})}</script>'


def test_the_section_is_what_meta_elements_or_json_ld_call_it() -> None:
    assert read('<meta property="article:section" content="Sea">' + linked(articleSection="Ports")).section == "Sea"
    assert read(linked(articleSection=["Ports", "Sea"])).section == "Ports"
    assert read().section is None


def test_the_caption_is_that_of_the_lead_image() -> None:
    article = read(IMAGE, FIGURES)
    assert article.image == "https://img.example.org/northern-quay.jpg"
    assert article.image_caption == "The northern quay in March"


def test_the_caption_in_json_ld_is_told_where_none_is_seen() -> None:
    said = linked(image=[{"url": "https://img.example.org/northern-quay.jpg", "caption": "Northern quay"}])
    assert read(said).image_caption == "Northern quay"
    assert read(said, FIGURES).image_caption == "The northern quay in March"


def test_a_short_name_of_a_file_finds_no_caption() -> None:
    assert read(IMAGE.replace("northern-quay", "a"), FIGURES.replace("northern-quay", "a")).image_caption is None


def test_the_amp_address_is_absolute() -> None:
    assert (
        read('<link rel="amphtml" href="/amp/sea/harbour.html">').amp == "https://gull.example.org/amp/sea/harbour.html"
    )


def test_metadata_make_no_version() -> None:
    said = '<meta property="article:section" content="Sea"><link rel="amphtml" href="/amp">' + IMAGE
    told = linked(
        headline="Crack in quay", author={"name": "Ann Lee"}, datePublished="2031-03-05", image={"caption": "Q"}
    )
    old, new = read(), read(said + told)
    assert new.authors == ("Ann Lee",)
    assert content_hash(old) == content_hash(new)
    assert not diff_articles(old, new).fields


def test_an_extraction_stored_before_a_field_was_known_is_read_without_it() -> None:
    article = read('<meta property="article:section" content="Sea">')
    fields = json.loads(chain.fields_json(article))
    for name in ("section", "amp", "image_caption"):
        del fields[name]
    old = chain.read_article(json.dumps(fields), chain.paragraphs_json(article), article.make)
    assert (old.section, old.headline) == (None, article.headline)


def test_the_text_for_people_ends_with_the_metadata() -> None:
    head = '<meta property="article:section" content="Sea"><meta property="og:title" content="Crack in quay">' + IMAGE
    lines = render_article(read(head)).splitlines()
    assert "[section] Sea" in lines
    assert "[og headline] Crack in quay" in lines
    assert lines.index("[section] Sea") > lines.index("[source] The Daily Gull")
    assert not [line for line in lines if line.startswith("[paywall]")]
    marked = read('<meta property="article:content_tier" content="locked">')
    assert marked.paywall is PaywallMark.MARKED
    assert "[paywall] marked" in render_article(marked)
