"""Readers' talk under an article: known by its heading, whatever it is called and however long it is."""

import pytest

from newsdiff.extract import extract_article
from tests.extract.pages import PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"
SAID = "I never liked that quay in all my life, and I have walked along it with the dog every day since 1971."


def posts(heading: str, *, tag: str = "div") -> str:
    """Talk in wrappers without a name, longer than the article."""
    post = f"<{tag}><div><b>heron</b> <span>3</span></div><p>{SAID * 4}</p><button>Reply</button></{tag}>"
    return f"<div><h3>{heading}</h3><section>{post * 9}</section></div>"


def texts(html: str) -> tuple[str, ...]:
    return extract_article(html, URL).texts


@pytest.mark.parametrize(
    "heading",
    [
        "345 comments",
        "Comments (12)",
        "Reader comments",
        "12 Leserkommentare",
        "1 commentaire",
        "コメント 345件",
        "评论 (8)",
        "댓글 12개",
    ],
)
@pytest.mark.parametrize("tag", ["div", "article"])
def test_what_readers_say_is_not_the_article(heading: str, tag: str) -> None:
    talk = posts(heading, tag=tag)
    assert texts(page(around=talk)) == texts(page(after=talk)) == PARAGRAPHS


@pytest.mark.parametrize("heading", ["Comment", "Kommentar", "Responses", "What the port says", "12 crates"])
def test_a_heading_that_does_not_say_so_takes_nothing_away(heading: str) -> None:
    section = f"<div><h3>{heading}</h3><div><p>{SAID}</p><p>{SAID} So do the gulls.</p></div></div>"
    assert SAID in texts(page(inside=section))


def test_paragraphs_under_such_a_heading_are_no_posts() -> None:
    section = f"<div><h3>345 comments</h3><div>{SAID}</div><div>{SAID} So do the gulls.</div></div>"
    assert SAID in texts(page(inside=section))


@pytest.mark.parametrize("name", ["article_comments", "post-comments-list"])
def test_talk_is_known_by_a_name_that_says_on_what_it_is(name: str) -> None:
    post = f'<div class="item"><span>Gull</span><div class="said">{SAID}</div></div>'
    talk = f'<div id="{name}">{post * 12}</div>'
    assert texts(page(after=talk)) == PARAGRAPHS


def test_a_wrapper_that_says_that_comments_are_enabled_keeps_its_story() -> None:
    section = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    source = page(
        paragraphs=(), wrapper=f'<div class="article-comments-enabled"><div>{section}</div><div>{section}</div>'
    )
    assert texts(source)[: len(PARAGRAPHS)] == PARAGRAPHS
