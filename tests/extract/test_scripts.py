"""Pages whose text stands in their scripts alone."""

import json

import pytest

from newsdiff.extract import extract_article
from newsdiff.model.article import ExtractionOutcome
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://example.org/2031/05/04/harbour"
MARKUP = "".join(f"<p class='x'>{p}</p>" for p in PARAGRAPHS)
ITEMS = [{"type": "paragraph", "text": p} for p in PARAGRAPHS]
TEASER = [{"headline": "Ferry", "teaser": f"{p} That is what the paper says elsewhere."} for p in PARAGRAPHS[:2]]
ARTICLE = '<meta property="og:type" content="article">'


def bare(scripts: str, head: str = ARTICLE) -> str:
    """A page that shows its headline and nothing else until its scripts have run."""
    return page(paragraphs=(), head=head, after=scripts)


def stream(text: str) -> str:
    """A text in the pieces in which React streams it, cut anywhere."""
    cut = len(text) // 2
    return "".join(f"<script>self.__next_f.push({json.dumps([1, part])})</script>" for part in (text[:cut], text[cut:]))


SCRIPTS = {
    "json": f"<script type='application/json'>{json.dumps({'article': {'html': MARKUP}, 'more': TEASER})}</script>",
    "assigned": f"<script>window.__STATE__ = {json.dumps({'html': MARKUP})};</script>",
    "items": f"<script type='application/json'>{json.dumps({'more': TEASER, 'blocks': ITEMS})}</script>",
    "json_in_json": f"<script type='application/json'>{json.dumps({'state': json.dumps({'html': MARKUP})})}</script>",
    "stream": stream("3:" + json.dumps({"html": MARKUP})),
    "stream_of_text": stream(f"1a:T{len(MARKUP):x},{MARKUP}"),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_story_in_scripts_is_read(name: str) -> None:
    article = extract_article(bare(SCRIPTS[name]), URL)
    assert article.outcome is ExtractionOutcome.ARTICLE
    assert article.headline == HEADLINE
    assert article.texts == PARAGRAPHS


def test_text_that_readers_see_is_never_replaced_by_scripts() -> None:
    other = json.dumps({"html": MARKUP.replace("Monday", "Tuesday") * 3})
    html = page(head=ARTICLE, after=f"<script type='application/json'>{other}</script>")
    assert extract_article(html, URL).texts == PARAGRAPHS


@pytest.mark.parametrize(
    "head",
    ["", f'{ARTICLE}<meta property="article:content_tier" content="locked">'],
    ids=["no_article", "behind_a_paywall"],
)
def test_scripts_are_not_read_where_there_is_no_free_article(head: str) -> None:
    article = extract_article(bare(SCRIPTS["json"], head), URL)
    assert article.outcome is not ExtractionOutcome.ARTICLE
    assert article.texts == ()


def test_what_pages_say_about_a_story_is_not_the_story() -> None:
    script = f"<script type='application/json'>{json.dumps({'description': ' '.join(PARAGRAPHS)})}</script>"
    assert extract_article(bare(script), URL).texts == ()


def test_broken_scripts_do_no_harm() -> None:
    for script in ('{"a": "<p>', '"' * 99, "[" * 5_000 + "]" * 5_000, "self.__next_f.push([1,)"):
        assert extract_article(bare(f"<script>{script}</script>"), URL).texts == ()


@pytest.mark.parametrize("place", ["$$AD$$", "{{ad_slot_3}}", "[[poll]]", "%%BANNER%%"])
def test_a_place_that_a_template_left_unfilled_is_no_text(place: str) -> None:
    assert extract_article(page(inside=f"<p>{place}</p>"), URL).texts == PARAGRAPHS


def test_what_stands_in_a_program_is_no_text() -> None:
    """Between the quotation marks of a script stands its code too."""
    code = "".join(f";e.add{n}=function(t,n){{return t.hasClass(n)&&n.match(/a/)}},e.win=window" for n in range(9))
    html = bare(f'<script>var e=this;e.a="a"{code},e.b=e.a?"b":"c"</script>')
    assert extract_article(html, URL).outcome is ExtractionOutcome.NO_ARTICLE


def test_only_prose_is_taken_from_between_the_quotation_marks_of_a_program() -> None:
    said = "".join(f'"{p} It was told so in the evening.",' for p in PARAGRAPHS[:3])
    notes = "".join(f'"consentDetails.decision can be {n}, which says nothing to anybody",' for n in range(4))
    html = bare(f"<script>var a = [{notes}{said}{notes}]; a.b(</script>")
    assert extract_article(html, URL).texts == tuple(f"{p} It was told so in the evening." for p in PARAGRAPHS[:3])


@pytest.mark.parametrize(
    "line",
    [
        "Did the treasurer know of the cracks (and of the price)? The council wants an answer by Friday, it said.",
        "The quay was gone; let nobody say that it could not be seen, the harbour master said in the debate.",
        "“It was safe,” he said&nbsp;(twice); return of the ferries is not to be thought of before next spring.",
    ],
)
def test_signs_of_programs_in_a_story_are_its_own(line: str) -> None:
    markup = f"{MARKUP}<p>{line}</p>"
    script = f"<script type='application/json'>{json.dumps({'article': {'html': markup}})}</script>"
    assert len(extract_article(bare(script), URL).texts) == len(PARAGRAPHS) + 1
