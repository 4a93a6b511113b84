"""`extract --explain`: what became of each block of a page, and why."""

from pathlib import Path

from newsdiff.extract import PageExtractor
from newsdiff.extract.body import DROP_RULES
from newsdiff.extract.box_rules import BOX_RULES
from newsdiff.model.article import Selectors
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://example.org/2031/05/04/harbour"


def reasons(html: str, selectors: Selectors | None = None) -> dict[str, tuple[bool, str]]:
    decisions = PageExtractor().explain(html.encode(), URL, selectors=selectors or Selectors())
    return {d.text: (d.is_kept, d.reason) for d in decisions}


def test_every_block_is_told_with_its_kind_or_rule() -> None:
    found = reasons(
        page(
            before="<p>By Odile Brandt</p>",
            inside='<div class="promo">Try the Gull</div><p>Advertisement</p><p hidden>Not yet</p>',
            after='<h3>Related articles</h3><p><a href="/x">Ferry line to the islands opens</a></p>',
        )
    )
    assert {text: found[text] for text in PARAGRAPHS} == dict.fromkeys(PARAGRAPHS, (True, "text"))
    assert found[HEADLINE] == (False, "headline")
    assert found["By Odile Brandt"][1] == "byline"
    assert found["Try the Gull"] == (False, "name")
    assert found["Advertisement"] == (False, "label")
    assert found["Not yet"] == (False, "hidden")
    assert found["Related articles"] == (False, "outside")
    assert found["Home"] == (False, "tag")


def test_blocks_stand_in_the_order_of_the_page() -> None:
    decisions = PageExtractor().explain(page().encode(), URL)
    kept = [d.text for d in decisions if d.is_kept]
    assert kept == list(PARAGRAPHS)


def test_what_is_kept_is_what_the_article_says() -> None:
    html = page(inside="<ul><li>One</li><li>Two</li></ul><h2>Reactions</h2>").encode()
    extractor = PageExtractor()
    assert [d.text for d in extractor.explain(html, URL) if d.is_kept] == list(extractor.extract(html, URL).texts)


def test_a_plain_text_is_told_by_its_paragraphs() -> None:
    text = f"{HEADLINE}\n\n" + "\n\n".join(PARAGRAPHS)
    decisions = PageExtractor().explain(text.encode(), URL, content_type="text/plain")
    assert [(d.text, d.is_kept) for d in decisions] == [(p, True) for p in PARAGRAPHS]


def test_every_rule_is_in_the_documentation() -> None:
    told = (Path(__file__).parents[2] / "docs" / "extraction.md").read_text()
    others = ("tag", "role", "hidden", "comments", "controls", "hidden_offer", "cards", "name", "author_card", "apart")
    composed = ("dated", "again", "tail", "author_note", "appeal", "highlight", "heads_nothing")
    assert [rule for rule in (*DROP_RULES, *BOX_RULES, *others, *composed) if f"`{rule}`" not in told] == []
