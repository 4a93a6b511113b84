"""Kinds of pages: live blogs, several stories on one page, pages that an archive shows."""

import pytest

from newsdiff.extract import extract_article
from newsdiff.model.article import ParagraphKind
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://example.org/2031/05/04/harbour"
LONG = (*PARAGRAPHS[:3], PARAGRAPHS[4])


def entry(time: str, text: str) -> str:
    return f"<div class='entry'>{time}<p>{text}</p></div>"


@pytest.mark.parametrize("day", ["{} March 2031", "March {}, 2031", "{}. März 2031", "{} mars 2031", "2031年3月{}日"])
def test_days_are_the_headings_of_a_chronicle(day: str) -> None:
    days = [day.format(n) for n in range(4, 8)]
    entries = tuple(f"<h2>{d}</h2><p>{p}</p>" for d, p in zip(days, LONG, strict=True))
    article = extract_article(page(paragraphs=entries), URL)
    assert article.texts == tuple(t for pair in zip(days, LONG, strict=True) for t in pair)
    corrected = extract_article(page(paragraphs=tuple(e.replace(days[1], days[0]) for e in entries[:3])), URL)
    assert corrected.texts == (days[0], LONG[0], days[0], LONG[1], days[2], LONG[2])
    alone = extract_article(page(inside=f"<h2>{days[0]}</h2>"), URL)
    assert alone.texts == PARAGRAPHS


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        ("<div>{}:05</div>", "{}:05"),
        ("<div>{}.05 Uhr</div>", "{}.05 Uhr"),
        ("<div>{}h05</div>", "{}h05"),
        ("<div>{}時05分</div>", "{}時05分"),
        ("<div><time>{}:05</time> <span>12 minutes ago</span></div>", "{}:05"),
    ],
)
def test_the_time_of_an_entry_of_a_live_blog_is_its_heading(time: str, shown: str) -> None:
    article = extract_article(page(paragraphs=tuple(entry(time.format(n), p) for n, p in enumerate(LONG, 10))), URL)
    assert article.texts == tuple(text for n, p in enumerate(LONG, 10) for text in (shown.format(n), p))
    assert {p.kind for p in article.paragraphs[::2]} == {ParagraphKind.HEADING}


@pytest.mark.parametrize("time", ["<div>{} minutes ago</div>", "<div>4.5.20{} 10:05</div>"])
def test_times_that_tick_and_dates_of_other_stories_are_no_headings(time: str) -> None:
    html = page(paragraphs=tuple(entry(time.format(n), p) for n, p in enumerate(LONG, 31)))
    assert extract_article(html, URL).texts == LONG


@pytest.mark.parametrize("times", [("10 p.m.", "4:14 p.m."), ("10:05", "11:20"), ("9.15 Uhr", "10 Uhr")])
def test_of_two_entries_nothing_but_a_time_is_the_heading(times: tuple[str, str]) -> None:
    entries = [text for time, p in zip(times, LONG, strict=False) for text in (time, p, LONG[2])]
    assert extract_article(page(paragraphs=tuple(entries)), URL).texts == tuple(entries)


@pytest.mark.parametrize("inside", ["<p>10:05</p>", "<p>Updated at 10:05</p>"])
def test_other_times_in_a_story_make_no_live_blog(inside: str) -> None:
    html = page(inside=inside)
    assert extract_article(html, URL).texts == PARAGRAPHS
    again = html.replace(f"<p>{PARAGRAPHS[4]}", f"{inside.replace('10:05', '11:20')}<p>{PARAGRAPHS[4]}")
    assert ("Updated" in inside) == (extract_article(again, URL).texts == PARAGRAPHS)


def beside(others: str) -> str:
    """The page with more articles beside its own, in one `<main>`."""
    return page().replace("<article>", "<main><article>", 1).replace("<footer>", f"{others}</main><footer>")


def stories(heading: str) -> str:
    return "".join(f"<article>{heading.format(n)}<p>{'</p><p>'.join(PARAGRAPHS)}</p></article>" for n in range(5))


@pytest.mark.parametrize("heading", ["<h1>Ferry number {} sinks</h1>", "<h2><a href='/f{}'>Ferry sinks</a></h2>"])
def test_other_stories_below_the_first_are_not_part_of_it(heading: str) -> None:
    article = extract_article(beside(stories(heading)), URL)
    assert (article.headline, article.texts) == (HEADLINE, PARAGRAPHS)


def test_entries_of_a_live_blog_are_no_other_stories() -> None:
    entries = "".join(f"<article><h2>Entry {n}</h2><p>{p}</p></article>" for n, p in enumerate(LONG))
    assert set(LONG) < set(extract_article(beside(entries), URL).texts)


@pytest.mark.parametrize("form", ["", "if_", "id_"])
def test_addresses_of_an_archived_page_are_those_of_the_page(form: str) -> None:
    archive = f"https://web.archive.org/web/20310504101010{form}/"
    head = f'<link rel="canonical" href="{archive}{URL}"><meta property="og:image" content="{archive}{URL}.jpg">'
    article = extract_article(page(head=head), f"{archive}{URL}")
    assert article.canonical == URL
    assert article.image == f"{URL}.jpg"


def test_a_heading_that_nobody_closed_makes_no_headings_of_the_paragraphs() -> None:
    article = extract_article(page(wrapper='<h2 class="excerpt"><div class="story">'), URL)
    assert article.texts == PARAGRAPHS
    assert {p.kind for p in article.paragraphs} == {ParagraphKind.TEXT}


def test_an_article_of_one_paragraph_is_no_standfirst() -> None:
    text = " ".join(LONG)
    article = extract_article(page(paragraphs=(f'<p class="summary">{text}</p>',)), URL)
    assert (article.standfirst, article.texts) == (None, (text,))


@pytest.mark.parametrize("cell", ["{}", "<p>{}</p>", "<div><p>{}</p></div>", "<div>{}</div>", "<p><b>{}</b></p>"])
def test_a_row_of_data_is_one_paragraph_however_its_cells_are_wrapped(cell: str) -> None:
    """Apart, a figure would be nobody's."""
    rows = [("County", "Cases"), ("Arvik", "1,035"), ("Lundholm", "3")]
    body = "".join("<tr>" + "".join(f"<td>{cell.format(said)}</td>" for said in row) + "</tr>" for row in rows)
    texts = extract_article(page(inside=f"<table>{body}</table>")).texts
    assert texts[2:5] == ("County | Cases", "Arvik | 1,035", "Lundholm | 3")


@pytest.mark.parametrize("cell", ["<p>{0}</p><p>{0}</p>", "<ul><li>{0}</li></ul>", "<p>" + 8 * "{0} " + "</p>"])
def test_columns_of_text_are_no_rows(cell: str) -> None:
    said = "The quay stays closed."
    row = f"<tr><td>{cell.format(said)}</td><td>{cell.format(said)}</td></tr>"
    assert not any("|" in text for text in extract_article(page(inside=f"<table>{row}{row}</table>")).texts)


def test_one_row_of_wrapped_lines_is_no_table() -> None:
    row = "<tr><td><p>The quay stays closed.</p></td><td><p>The pier is open.</p></td></tr>"
    assert "The quay stays closed." in extract_article(page(inside=f"<table>{row}</table>")).texts


def test_a_column_made_as_an_item_of_a_list_holds_paragraphs() -> None:
    """Columns are items of lists on some sites; as items their headings and labels were text."""
    source = page(paragraphs=(*LONG, *(f"{p} So it was told on Tuesday." for p in LONG)), headline=HEADLINE)
    article = extract_article(source.replace("<article>", "<ul><li>").replace("</article>", "</li></ul>"), URL)
    assert {p.kind for p in article.paragraphs} == {ParagraphKind.TEXT}


def test_items_of_a_list_stay_items_though_some_have_two_paragraphs() -> None:
    items = "".join(f"<li><p>{p}</p><p>{p} So it was told.</p></li>" for p in LONG)
    kinds = [p.kind for p in extract_article(page(inside=f"<ul>{items}</ul>"), URL).paragraphs]
    assert kinds.count(ParagraphKind.LIST_ITEM) >= len(LONG)


def test_words_beside_a_wrapper_in_a_cell_do_not_run_together() -> None:
    row = "<tr><td>Gold<div>Anna Lee</div></td><td>GBR<div>12.1</div></td></tr>"
    said = " ".join(extract_article(page(inside=f"<table>{row * 3}</table>")).texts)
    assert "GoldAnna" not in said and "GBR12.1" not in said


@pytest.mark.parametrize("cell", ["<p>" + 8 * "as the mayor said " + "</p>", '<p><a href="/x">Lundholm</a></p>'])
def test_one_long_or_linked_cell_leaves_the_rows_beside_it_alone(cell: str) -> None:
    rows = "".join(f"<tr><td><p>Ward {n}</p></td><td><p>{n}</p></td></tr>" for n in range(8))
    texts = extract_article(
        page(inside=f"<table>{rows}<tr><td><p>Arvik</p></td><td>{cell}</td></tr>{rows}</table>")
    ).texts
    assert texts.count("Ward 7 | 7") == 2 == texts.count("Ward 0 | 0")
