"""Wrappers that templates put around paragraphs say nothing; those around entries, boxes and posts do."""

import pytest

from newsdiff.extract import extract_article
from tests.extract.pages import PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"
LONG = tuple(f"{p} It was said twice, and once more at noon." for p in (*PARAGRAPHS[:3], PARAGRAPHS[4]))


def story(wrap: str, size: int = 1, *, inside: str = "") -> tuple[str, ...]:
    """What is read of three headings that are links, each above two paragraphs, in wrappers of so many of them."""
    head = '<h3><a href="/p{}">The {} part</a></h3>'
    parts = [
        part
        for n, name in enumerate(("northern", "southern", "outer"))
        for part in (head.format(n, name), f"<p>{LONG[n]}</p>", f"<p>{LONG[n + 1]} So in part {n}.</p>")
    ]
    if inside:
        parts.insert(4, inside)
    groups = ["".join(parts[k : k + size]) for k in range(0, len(parts), size)]
    return extract_article(page(paragraphs=("".join(map(wrap.format, groups)),)), URL).texts


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize(
    "wrap",
    [
        '<div class="text-block">{}</div>',
        '<section class="chunk">{}</section>',
        '<div class="row"><div>{}</div></div>',
        "<div><div>{}</div></div>",
    ],
)
def test_wrappers_of_paragraphs_change_nothing(wrap: str, size: int) -> None:
    flat = story("{}")
    assert len(flat) == 9
    assert story(wrap, size) == flat


@pytest.mark.parametrize("size", [1, 3])
def test_a_box_in_such_a_wrapper_is_one(size: int) -> None:
    poll = (
        "<div><h4>Should the harbour move?</h4><p>Your answer counts.</p><button>Yes</button><button>No</button></div>"
    )
    wrap = '<div class="text-block">{}</div>'
    assert story(wrap, size, inside=poll) == story("{}")


def test_wrappers_with_the_time_of_an_entry_stay() -> None:
    entries = "".join(f'<div class="e"><time>1{n}:15</time><p>{p}</p></div>' for n, p in enumerate(LONG))
    assert extract_article(page(paragraphs=(entries,)), URL).texts == tuple(
        text for n, p in enumerate(LONG) for text in (f"1{n}:15", p)
    )


@pytest.mark.parametrize("name", ["comment", "teaser", "post related"])
def test_wrappers_with_a_telling_name_stay(name: str) -> None:
    said = ("I have never liked that old quay in my life.", "Nobody asked me what I think of the wall.")
    posts = "".join(f'<div class="{name}"><p>{said[0]} {n}.</p><p>{said[1]} {n}.</p></div>' for n in range(3))
    article = extract_article(page(after=f"<div>{posts}</div>", paragraphs=LONG), URL)
    assert article.texts == LONG


def test_paragraphs_in_wrappers_with_a_careless_name_are_read() -> None:
    told = [f"{p} So in part {n}." for n in range(3) for p in LONG]
    wrapped = [
        f'<div class="sidebar-grid__text"><p>{a}</p><p>{b}</p></div>'
        for a, b in zip(told[::2], told[1::2], strict=True)
    ]
    grids = [
        f'<div class="sidebar-grid narrow">{"".join(wrapped[:3])}</div>',
        f"<div>{'<i></i>'.join(wrapped[3:])}</div>",
    ]
    assert extract_article(page(paragraphs=tuple(grids)), URL).texts == tuple(told)


def test_a_text_goes_on_in_a_wrapper_of_the_same_name() -> None:
    wrapper = '<div class="block"><div><div class="article-text wide">{}</div></div></div>'
    long = [f"{p} So it was in the year {n}." for n, p in enumerate(LONG * 3, 2000)]
    last = wrapper.format(f"<p>{long[-1]}</p>").replace("wide", "wide no-review")
    first = wrapper.format("".join(f"<p>{p}</p>" for p in long[:-1]))
    assert list(extract_article(page(paragraphs=(first, "<div class='ad'></div>", last)), URL).texts) == long
    teaser = last.replace("<p>", "<h4><a href='/s/2'>Ferry stays in port</a></h4><p>")
    assert list(extract_article(page(paragraphs=(first, teaser)), URL).texts) == long[:-1]
    reader = last.replace("no-review", "reader")
    assert list(extract_article(page(paragraphs=(first, reader)), URL).texts) == long[:-1]


def test_a_story_may_run_out_of_its_container() -> None:
    """An end tag too many behind each box inside: browsers show the rest in the elements around it."""
    more = [f"{p} That was in the year {n}." for n, p in enumerate(LONG, 2020)]
    rest = "".join(f"<p>{p}</p>" for p in more)
    begun = f"<div class='body' itemprop='articleBody'><p>{LONG[0]}</p><p>{LONG[1]}</p></div>"
    html = f"<title>Harbour</title><main><h1>Harbour</h1>{begun}{{}}</main>{{}}"
    spilled = extract_article(html.format(f"<p>{more[0]}</p>", rest.partition("</p>")[2]), URL)
    assert spilled.texts == (*LONG[:2], *more)
    foot = "<p>© 2031 The Daily Gull. All texts and pictures belong to the paper and its authors.</p>"
    assert extract_article(html.format("", foot), URL).texts == LONG[:2]
    assert extract_article(html.format("", rest), URL).texts == LONG[:2], "about the paper"
