"""The container chosen last time: how it is called, when it is kept, and that a useless hint does no harm."""

from dataclasses import replace

import pytest
from lxml import html

from newsdiff.extract import PageExtractor
from newsdiff.extract.hint import signature
from newsdiff.model.article import Article, Selectors
from newsdiff.model.knowledge import MOST_KEYS, Hint, hint_for, paragraph_key
from tests.extract.pages import HEADLINE, PARAGRAPHS

CODA = "Whoever has a boat in the harbour may fetch it on Saturday between nine and noon, the harbour master said."
LAST = "She asks them to bring their papers, a lamp and a friend, since the northern quay will be dark on that day too."
MORE = tuple(
    f"Boat number {number} left the harbour in tow on that evening, and her crew of {number} slept in the town hall."
    for number in range(3, 15)
)


def page(*paragraphs: str, box: str = "text", coda: str = CODA) -> str:
    """An article in two boxes. The more stands in the first, the less the second weighs in the choice."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<html><body><article class='story'><h1>{HEADLINE}</h1><div class='{box}'>{body}</div>"
        f"<div class='text coda'><p>{coda}</p><p>{LAST}</p></div></article></body></html>"
    )


def read(text: str, hint: Hint | None = None) -> Article:
    return PageExtractor().extract(text.encode(), "https://example.org/s", hint=hint)


FIRST = page(*PARAGRAPHS)
GROWN = page(*PARAGRAPHS, *MORE)


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ("<div class='article-body mt-4'><p>x</p></div>", "div.article-body.mt"),
        ("<div class='b a b'><p>x</p></div>", "body/div"),
        ("<div class='StoryBody_main__3xYz1 sc-bdVaJa'>x</div>", "div.StoryBody-main"),
        ("<div class='css-1x2y3z'>x</div>", "body/div"),
        ("<div id='post-4711' class='entry'>x</div>", "div#post.entry"),
        ("<div class='文章 正文'>x</div>", "body/div"),
        ("<main><section><div>x</div></section></main>", "main"),
    ],
)
def test_an_element_is_called_by_its_stable_names_from_the_nearest_that_has_one(element: str, name: str) -> None:
    tree = html.document_fromstring(f"<html><body>{element}</body></html>")
    assert signature(tree.find("body")[0]) == name


def test_an_element_without_names_is_called_by_its_way_from_one_that_has_them() -> None:
    tree = html.document_fromstring(
        "<html><body><div id='a'><section><div><p>x</p></div></section></div></body></html>"
    )
    assert signature(tree.find(".//p").getparent()) == "body/div/section/div"
    tree.find(".//section").set("class", "story")
    assert signature(tree.find(".//p").getparent()) == "section.story/div"


def test_the_container_of_last_time_is_kept_where_the_page_alone_would_tip_the_choice() -> None:
    first = read(FIRST)
    assert first.texts[-2:] == (CODA, LAST)
    assert CODA not in read(GROWN).texts, "the page alone no former says that the second box belongs to the article"
    grown = read(GROWN, first.next_hint)
    assert grown.texts == (*PARAGRAPHS, *MORE, CODA, LAST)
    assert (grown.hint, grown.container, grown.has_new_template) == (first.next_hint, first.container, False)


def test_a_page_that_says_what_it_said_is_read_the_same_with_its_own_hint() -> None:
    for text in (FIRST, GROWN):
        alone = read(text)
        again = read(text, alone.next_hint)
        assert replace(again, hint=None) == alone
        assert again.next_hint == alone.next_hint


def test_a_container_that_lost_half_of_what_it_held_is_chosen_anew() -> None:
    hint = read(page(*MORE[2:])).next_hint
    assert hint is not None
    other = page(*PARAGRAPHS, *("Another " + text for text in MORE))
    assert read(other, hint).texts == read(other).texts
    assert CODA not in read(other, hint).texts


def test_a_container_that_the_article_has_outgrown_hides_no_text() -> None:
    former = f"<div class='text'>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</div>"
    rest = "".join(f"<p>{text}</p>" for text in MORE)
    head = f"<html><body><article class='story'><h1>{HEADLINE}</h1>"
    text = f"{head}{former}<div class='rest'>{rest}</div></article></body></html>"
    hint = Hint(container="div.text", keys=tuple(map(paragraph_key, PARAGRAPHS)))
    assert set(MORE) <= set(read(text, hint).texts)


def test_a_container_that_is_gone_is_a_new_template_and_the_text_is_read_all_the_same() -> None:
    hint = read(GROWN).next_hint
    moved = read(GROWN.replace("class='text'", "class='prose'"), hint)
    assert moved.has_new_template
    assert moved.container == "div.prose"
    assert moved.texts == read(GROWN).texts


def test_names_that_change_with_each_build_are_no_new_template() -> None:
    hint = read(page(*PARAGRAPHS, *MORE, box="text__a1B2c css-9xk2")).next_hint
    assert not read(page(*PARAGRAPHS, *MORE, box="text__Zz9y8 css-77qq1"), hint).has_new_template


@pytest.mark.parametrize(
    "hint",
    [
        None,
        Hint(container="div.elsewhere", keys=tuple(map(paragraph_key, PARAGRAPHS))),
        Hint(container="article.story", keys=("0" * 16, "1" * 16)),
        Hint(container="article.story", keys=()),
        Hint(container="", keys=("",)),
    ],
    ids=["lost", "no-such-element", "other-text", "no-text", "empty"],
)
def test_a_hint_that_fits_nothing_changes_nothing(hint: Hint | None) -> None:
    assert read(GROWN, hint).texts == read(GROWN).texts


def test_of_several_elements_with_one_name_the_one_that_holds_most_is_meant() -> None:
    hint = read(GROWN).next_hint
    assert hint is not None
    other = f"<div class='text'><p>{CODA}</p></div>"
    twice = GROWN.replace("<div class='coda'>", f"{other}<div class='coda'>")
    assert read(twice, hint).texts == (*PARAGRAPHS, *MORE)


def test_where_people_chose_the_elements_no_hint_is_needed() -> None:
    chosen = PageExtractor().extract(
        GROWN.encode(), "", selectors=Selectors(article=(".coda",)), hint=read(FIRST).next_hint
    )
    assert chosen.texts == (CODA, LAST)
    assert chosen.next_hint is None
    assert not chosen.has_new_template


def test_the_longest_paragraphs_of_a_long_article_are_remembered() -> None:
    hint = hint_for("main", [*(f"{'long ' * 9}{number}" for number in range(MOST_KEYS)), "short"])
    assert hint is not None
    assert len(hint.keys) == MOST_KEYS
    assert paragraph_key("short") not in hint.keys
    assert hint_for("main", []) is None
