"""A comparison in Markdown."""

import re

import pytest

from newsdiff.render.markdown import escaped, marked, render_markdown
from newsdiff.render.pieces import Piece
from tests.render.samples import article, file_view, hostile_view, view


def test_marks_are_struck_and_bold() -> None:
    text = render_markdown(view())
    assert "waves of up to ~~four~~ **six** metres." in text
    assert "# Ferry service halted as storm closes harbour" in text


def test_marks_that_markdown_would_not_read_become_tags() -> None:
    text = render_markdown(file_view(article("He resigned."), article("He resigned?")))
    assert "He resigned<del>.</del><ins>?</ins>" in text


def test_signs_of_which_a_line_would_make_others_stand_between_brackets() -> None:
    text = render_markdown(file_view(article("约二千名学生。"), article("约三千名学生。")))
    assert r"约\[-二千-\]\{+三千+\}名学生。" in text
    assert "~~" not in text and "<del>" not in text


def test_each_operation_is_named() -> None:
    text = render_markdown(view())
    for label in ("*¶1 edited* · number four metres → six metres", "*¶3 moved from old ¶10*", "*old ¶9 removed*"):
        assert f"\n{label}\n" in text


def test_unchanged_paragraphs_are_counted() -> None:
    assert "*… 3 unchanged paragraphs …*" in render_markdown(view(), context=0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**bold**", r"\*\*bold\*\*"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("# not a heading", r"\# not a heading"),
        ("1. not a list", r"1\. not a list"),
        ("- not a list", r"\- not a list"),
        ("=====", r"\====="),
        ("    not code", "not code"),
        ("[x](y)", r"\[x\](y)"),
        ("two\nlines", "two lines"),
    ],
)
def test_fetched_text_is_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_addresses_do_not_turn_into_links() -> None:
    assert "://" not in escaped("https://evil.example.org")
    assert "www." not in escaped("www.evil.example.org")
    assert "\\@" in escaped("me@evil.example.org")


def test_hostile_text_stays_text() -> None:
    text = render_markdown(hostile_view())
    assert "<script" not in text
    assert "<img" not in text
    assert "\x1b" not in text
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    tags = set(re.findall(r"<(?!del>|/del>|ins>|/ins>|https?://)", text))
    assert not tags
    text.encode()


def test_pieces_of_one_paragraph_stay_on_one_line() -> None:
    assert "\n" not in marked([Piece("same", "a\n"), Piece("new", "b\r\nc")])
