"""Bodies that a page declares: `itemprop=articleBody`."""

import pytest

from newsdiff.extract import extract_article
from tests.extract.pages import HEADLINE, PARAGRAPHS

URL = "https://example.org/2031/05/04/harbour"
LONG = tuple(f"{text} So it went on for {n} days." for n, text in enumerate(PARAGRAPHS * 2, 2))
LAST = "The council will meet again on Friday."


def story(*sections: str, item: str = "<article>{}</article>") -> str:
    return f"<title>{HEADLINE}</title>{item.format(f'<h1>{HEADLINE}</h1>' + ''.join(sections))}"


def section(*texts: str, name: str = "story__part") -> str:
    held = "".join(f"<p>{text}</p>" for text in texts)
    return (
        f'<div class="row"><section itemprop="articleBody" class="{name}">{held}</section><div class="ad"></div></div>'
    )


def test_all_parts_of_a_body_are_read() -> None:
    html = story(section(*LONG[:6]), section(*LONG[6:]), section(LAST))
    assert extract_article(html, URL).texts == (*LONG, LAST)


@pytest.mark.parametrize(
    "other", ["<article>{}</article>", '<div itemscope itemtype="https://schema.org/Article">{}</div>']
)
def test_the_body_of_another_article_is_not(other: str) -> None:
    another = other.format(f'<h2><a href="/x">Ferry</a></h2>{section("The ferry to Tolsa was late again on Monday.")}')
    html = story(section(*LONG)) + another
    assert extract_article(html, URL).texts == LONG


def test_nor_is_a_part_of_another_kind() -> None:
    html = story(section(*LONG), section("The Gull was founded in 1907 and has won two prizes.", name="about"))
    assert extract_article(html, URL).texts == LONG


def test_the_heading_above_a_declared_part_is_one_of_its_sections() -> None:
    row = '<div class="row">'
    headed = section(*LONG[4:]).replace(row, f"{row}<h4>How the quay was lost</h4>")
    article = extract_article(story(section(*LONG[:4]), headed), URL)
    assert article.texts == (*LONG[:4], "How the quay was lost", *LONG[4:])


def test_of_several_declared_bodies_that_of_the_headline_is_read() -> None:
    """A page that goes on with older stories: each has a headline and a body of its own."""
    bodies = (section(*(f"{p} On board of ferry {n}." for p in LONG)) for n in range(3))
    older = "".join(f"<article><h1>Ferry {n} stays in port</h1>{body}</article>" for n, body in enumerate(bodies))
    assert extract_article(story(section(*LONG[:3])) + f"<div><div>{older}</div></div>", URL).texts == LONG[:3]


def test_a_body_beside_the_article_of_the_headline_may_be_the_rest_of_it() -> None:
    part = '<div itemprop="articleBody">{}</div>'
    begun, rest = (part.format("".join(f"<p>{p}</p>" for p in told)) for told in (LONG[:3], LONG[3:]))
    html = f"<title>{HEADLINE}</title><article><h1>{HEADLINE}</h1>{begun}</article>{rest}"
    assert set(LONG[3:]) <= set(extract_article(html, URL).texts)


def test_stories_beside_the_article_do_not_cut_it() -> None:
    """It goes on in a section of its own, and how many other stories stand beside says nothing."""
    begun, rest = ("".join(f"<p>{p}</p>" for p in told) for told in (LONG[:3], LONG[3:]))
    other = "<article><h1>Flood in Lind</h1><p>{}</p></article>".format(LONG[0].replace("harbour", "dam"))
    html = (
        f"<title>{HEADLINE}</title><main><article><h1>{HEADLINE}</h1>{begun}</article><section>{rest}</section></main>"
    )
    assert [extract_article(f"{html}<div>{other * n}</div>", URL).texts for n in (2, 3, 5)] == [LONG] * 3
