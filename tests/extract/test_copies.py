"""What a page says twice: by the story, and by a copy of it for print or for other screens."""

import pytest

from newsdiff.extract import extract_article
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"
QUESTION = "What would you do with the northern quay if it were yours alone, for a year or for as long as you like?"
ANSWERS = ("I would plant trees on it.", "I would sell it to the town of Tolsa.", "I would sit there and fish.")
PLAN = ("Morning", "One herring and two potatoes, boiled without salt for eleven minutes, no longer.", "Evening")


def texts(html: str) -> tuple[str, ...]:
    return extract_article(html, URL).texts


def test_a_question_put_to_several_is_told_each_time() -> None:
    asked = "".join(f'<div class="qa"><p><b>{QUESTION}</b></p><p>{answer}</p></div>' for answer in ANSWERS)
    told = tuple(text for answer in ANSWERS for text in (QUESTION, answer))
    assert texts(page(inside=asked)) == (*PARAGRAPHS[:2], *told, *PARAGRAPHS[2:])


def test_a_plan_that_repeats_its_parts_beside_each_other_is_told_whole() -> None:
    plan = f"<h3>{PLAN[0]}</h3><p>{PLAN[1]}</p><h3>{PLAN[2]}</h3><p>{PLAN[1]}</p>"
    assert texts(page(inside=plan * 2)) == (*PARAGRAPHS[:2], *(*PLAN, PLAN[1]) * 2, *PARAGRAPHS[2:])


@pytest.mark.parametrize("name", ["print", "story-copy"])
def test_a_copy_of_the_whole_text_is_not_told(name: str) -> None:
    copy = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    assert texts(page().replace("</article>", f'<div class="{name}">{copy}</div></article>')) == PARAGRAPHS


def test_the_head_of_a_table_is_told_and_a_second_one_above_it_is_not() -> None:
    head = "<tr><th>Boat</th><th>Herring</th><th>Cod</th></tr>"
    rows = "<tr><td>Marta</td><td>120</td><td>14</td></tr><tr><td>Gull</td><td>80</td><td>3</td></tr>"
    found = texts(page(inside=f"<table><thead>{head * 2}</thead><tbody>{rows}</tbody></table>"))
    table = ("Boat | Herring | Cod", "Marta | 120 | 14", "Gull | 80 | 3")
    assert found == (*PARAGRAPHS[:2], *table, *PARAGRAPHS[2:])


@pytest.mark.parametrize(
    "attributes",
    [
        'class="d-none d-print-block"',
        'class="print-only"',
        'style="position:absolute; clip: rect(0 0 0 0); height: 1px"',
    ],
)
def test_what_only_stands_on_paper_or_is_cut_away_is_no_text(attributes: str) -> None:
    """ "Retrieved 5 March" would be another day at each look."""
    cited = "Citation: The Daily Gull, retrieved 5 March 2031 from https://gull.example.org/sea."
    assert texts(page(inside=f"<div {attributes}><p>{cited}</p></div>")) == PARAGRAPHS
    spoken = f"<p>The <a href='/r'>report<span {attributes}>, opens a new tab</span></a> is out.</p>"
    assert texts(page(inside=spoken)) == (*PARAGRAPHS[:2], "The report is out.", *PARAGRAPHS[2:])


def test_a_hidden_copy_goes_although_most_of_what_is_shown_is_links() -> None:
    """For search engines the text stands there once more, without its links: it outweighs what is no link."""
    items = tuple(f"{p} It was said on day {n}." for n, p in enumerate(PARAGRAPHS[:3] * 3))
    shown = "".join(f'<li><a href="/{n}">{item[:90]}</a>{item[90:]}</li>' for n, item in enumerate(items))
    meta = f'<p itemprop="description">{PARAGRAPHS[0][:40]}...</p><div itemprop="articleBody">{" ".join(items)}</div>'
    copy = f'<div style="display:none" itemscope itemtype="https://schema.org/NewsArticle">{meta}</div>'
    article = extract_article(page(paragraphs=(f"<ol>{shown}</ol>",), after=copy * 2), URL)
    assert (article.standfirst, article.texts) == (None, items)


def test_text_that_is_hidden_twice_and_shown_nowhere_is_told() -> None:
    """Until a script shows it, there is no other."""
    text = " ".join(PARAGRAPHS)
    copy = f'<div style="display:none" itemscope><div itemprop="articleBody"><p>{text}</p></div></div>'
    html = f"<title>{HEADLINE}</title><article><h1>{HEADLINE}</h1>{copy * 2}</article>"
    assert text in extract_article(html, URL).texts


def test_a_text_for_search_engines_alone_goes_though_it_outweighs_the_story() -> None:
    spam = "Cheap cranes of all sizes, best quays in town, gulls delivered. " * 200
    source = page(around=f'<div style="display: none">{spam}</div>').replace("article>", "div>")
    assert extract_article(source).texts == PARAGRAPHS


def test_a_page_that_its_scripts_will_show_is_read_beside_a_banner() -> None:
    banner = "We use cookies for all sorts of things on this page, and so do the gulls of Beck Haven and others. " * 2
    source = page(around=f"<div><p>{banner}</p></div><div style='display:none'>").replace("<footer>", "</div><footer>")
    assert extract_article(source).texts[-len(PARAGRAPHS) :] == PARAGRAPHS


def test_the_rest_of_a_story_that_waits_for_a_button_is_read() -> None:
    rest = "".join(f"<p>{p} The gulls said nothing of it.</p>" for p in PARAGRAPHS * 3)
    texts = extract_article(page(after=f'<div style="display:none">{rest}</div>')).texts
    assert len(texts) > 2 * len(PARAGRAPHS)


def test_what_a_list_above_the_text_says_is_told_in_the_text_too() -> None:
    """Else an edit of the one alone would add a paragraph."""
    points = f"<ul><li>{PARAGRAPHS[2]}</li><li>The wall is to cost 4.2 million marks.</li></ul>"
    long = (*PARAGRAPHS[:3], PARAGRAPHS[4])
    texts = extract_article(page(paragraphs=long, before=points)).texts
    assert texts[-4:] == long
    assert texts.count(PARAGRAPHS[2]) == 2


def test_a_story_that_a_script_reveals_is_read_beside_a_long_banner() -> None:
    banner = "We use cookies for all sorts of things on this page, and so do the gulls of Beck Haven and others. " * 4
    story = "".join(f"<p>{p} The gulls said nothing of it.</p>" for p in PARAGRAPHS)
    source = (
        f"<html><body><header><h1>{HEADLINE}</h1></header><div>{banner}</div><div style='display:none'>{story}</div>"
    )
    assert len(extract_article(source).texts) >= len(PARAGRAPHS)
