"""What stands in one line with the text around it, and what begins a new one."""

import re

import pytest

from newsdiff.extract import extract_article
from newsdiff.model.article import ParagraphKind
from tests.extract.pages import PARAGRAPHS, page

URL = "https://example.org/2031/05/04/harbour"


def texts(*paragraphs: str) -> tuple[str, ...]:
    return extract_article(page(paragraphs=(*paragraphs, *PARAGRAPHS)), URL).texts[: -len(PARAGRAPHS)]


@pytest.mark.parametrize("tag", ["person", "o:p", "chron", "location"])
def test_an_element_that_html_does_not_know_stands_in_the_line(tag: str) -> None:
    said = "When {0} asked in {1}, nobody answered: “{2}!”"
    names = ("Odile Brandt", "Beck Haven", "Selma")
    assert texts(f"<p>{said.format(*(f'<{tag}>{name}</{tag}>' for name in names))}</p>") == (said.format(*names),)


@pytest.mark.parametrize("name", ["initial-letter", "dropcap", "has-drop"])
def test_the_large_first_letter_belongs_to_its_word(name: str) -> None:
    first = '<p><span class="outer"><span class="{}">{}</span></span> <span>{}</span></p>'
    assert texts(first.format(name, "N", "obody was hurt.")) == ("Nobody was hurt.",)
    assert texts(first.format(name, "A", "crane fell.")) == ("A crane fell.",), "a word of its own"
    assert texts(first.format("x", "N", "obody was hurt.")) == ("N obody was hurt.",), "perhaps a list"


def test_a_sentence_whose_full_stop_stands_outside_its_link_is_text() -> None:
    linked = '<p><a href="/sea/crane">The crane has not been found yet</a>{}</p>'
    assert texts(linked.format(".")) == ("The crane has not been found yet.",)
    assert texts(linked.format("")) == ()
    assert texts('<p><a href="/sea/crane">Read more: The crane has not been found</a>.</p>') == ()


def test_linked_headings_above_paragraphs_head_parts_of_the_text() -> None:
    """Below the headline of another story stands one paragraph at most."""
    names = (
        "The Nordhavn charger for cars and boats",
        "The wall charger of sixty watts",
        "The old mouse, third edition",
    )
    said = ("{} It was tried at the quay of Beck Haven for {} weeks, in wind and rain, and never failed anybody.",) * 2
    parts = [
        f'<h3><a href="https://shop.example.org/{n}">{name}</a></h3>'
        + "".join(f"<p>{text.format(f'Part {k} of {n}.', n + 2)}</p>" for k, text in enumerate(said))
        for n, name in enumerate(names)
    ]
    assert [text for text in texts(*PARAGRAPHS, *parts) if text in names] == list(names)
    teasers = [part.split("</p>")[0] + "</p>" for part in parts]
    assert [text for text in texts(*PARAGRAPHS, *teasers) if text in names] == []


@pytest.mark.parametrize("wrapper", ["<div>{}</div>", '<div class="embed"><div>{}</div></div>'])
def test_a_short_post_is_text_as_a_long_one_is(wrapper: str) -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>Ferry! <a href="https://x.example.org/t">#sea</a> '
        '<a href="https://x.example.org/u">@gull</a></p>— Port (@port) '
        '<a href="https://x.example.org/1">March 3, 2031</a></blockquote>'
    )
    assert "Ferry! #sea @gull" in texts(*PARAGRAPHS, wrapper.format(post))


def test_sentences_of_the_story_below_a_label_for_other_stories_are_text() -> None:
    ahead = ("Gulls: Host the Herons on Friday.", "Herons: Visit the Gulls on Friday.")
    told = "".join(f"<p>{line}</p>" for line in ahead)
    article = extract_article(page(paragraphs=(*PARAGRAPHS, f"<p>UP NEXT</p>{told}")), URL)
    assert article.texts == (*PARAGRAPHS, *ahead)
    linked = '<p>UP NEXT</p><p><a href="/a">Gulls host the Herons</a></p>'
    assert extract_article(page(paragraphs=(*PARAGRAPHS, linked)), URL).texts == PARAGRAPHS


def test_addresses_written_out_behind_the_text_are_not_it() -> None:
    more = "<p>More sailing: https://gull.example.org/sailing</p>"
    assert extract_article(page(paragraphs=(*PARAGRAPHS, more)), URL).texts == PARAGRAPHS


def test_a_component_is_a_block() -> None:
    said = ("The divers came back on Tuesday morning.", "They had found a second crack.")
    assert texts("".join(f"<x-text>{one}</x-text>" for one in said)) == said


DIVERS = "Two divers from Tolsa went down on Tuesday morning, and came back with a stone of forty pounds."


def test_a_line_in_bold_above_prose_is_a_heading() -> None:
    story = f"{PARAGRAPHS[0]}<br><br><b>What the divers found</b><br>{DIVERS}<br><br>{PARAGRAPHS[1]}"
    article = extract_article(page(paragraphs=(f"<div>{story}</div>",)), URL)
    assert article.texts == (PARAGRAPHS[0], "What the divers found", DIVERS, PARAGRAPHS[1])
    assert [p.kind for p in article.paragraphs][1] is ParagraphKind.HEADING


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("<b>What the</b> divers found<br>", DIVERS),
        ("<b>4 March 2031</b><br>", DIVERS),
        ("<b>Quay of Tolsa</b><br>", "Port of Beck Haven"),
        ("<b>What the divers found</b><br>", f'<a href="/x">{DIVERS}</a> Yes.'),
    ],
)
def test_other_lines_are_parted_by_nothing(line: str, text: str) -> None:
    said = re.sub("<[^>]*>", " ", f"{line}{text}")
    assert texts(f"<p>{line}{text}</p>") == (" ".join(said.split()),)


def test_lines_with_a_label_each_are_paragraphs_of_their_own() -> None:
    lines = ("Name: Odile Brandt", "Place: Beck Haven, by the quay", "Rent: 420 marks a month")
    assert texts(f"<p>{'<br>'.join(lines)}</p>") == lines
    assert texts(f"<p>The Heron<br>{'<br>'.join(lines)}</p>") == ("The Heron", *lines)
    told = ("The rule is this: nobody", "goes on board at night")
    assert texts(f"<p>{'<br>'.join(told)}</p>") == (" ".join(told),)
    linked = [f'Gull: <a href="/s/{n}">Ferry number {n} stays in port</a>' for n in range(3)]
    assert texts(f"<p>{'<br>'.join(linked)}</p>") == (), "other stories"


@pytest.mark.parametrize("name", ["twitter-tweet", "twitter-video"])
def test_the_links_of_a_post_belong_to_it(name: str) -> None:
    said = f"{PARAGRAPHS[0]} I saw it.", "No, that is no crane pic.gullgram.example.org/DaFByrAX3O"
    link = '<a href="/p">pic.gullgram.example.org/DaFByrAX3O</a>'
    post = f'<blockquote class="{name}"><p>{said[0]}<br><br>No, that is no crane {link}</p></blockquote>'
    assert texts(post) == said


def test_who_is_quoted_stands_in_the_foot_of_the_quotation() -> None:
    foot = "<footer>Odile Brandt, harbour master</footer>"
    quoted = f"<blockquote><p>{PARAGRAPHS[0]} She said it twice.</p>{foot}</blockquote>"
    assert texts(quoted)[-1] == "Odile Brandt, harbour master"


def test_empty_lines_part_the_paragraphs_of_a_bare_text() -> None:
    """A style shows them so; in a paragraph they are those of the source."""
    text = "\n\n".join(PARAGRAPHS[:3])
    bare = page(paragraphs=(f"<div>{text}\n\nEnd.</div>",))
    assert extract_article(bare, URL).texts == (*PARAGRAPHS[:3], "End.")
    assert len(extract_article(page(paragraphs=(f"<p>{text}</p>",)), URL).texts) == 1
