"""The versioned page."""

import re
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from newsdiff.render.html import render_html
from newsdiff.render.html_style import STYLE
from newsdiff.render.html_table import excerpt_html, marked_text
from newsdiff.render.pieces import Kind, Piece
from newsdiff.render.view import VersionHeader
from tests.render.samples import ADDRESS, NEW_TEXTS, OLD_TEXTS, article, file_view, hostile_view, view

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "p", "h1", "ul", "li", "a"),
    *("time", "q", "div", "nav", "input", "label", "table", "thead", "tbody", "tr", "th", "td", "b", "i", "span"),
    *("ins", "del", "wbr"),
}
VOID = {"meta", "input", "wbr"}


class Page(HTMLParser):
    """A small tree: tags seen, attributes, text per row."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.stack: list[str] = []
        self.cells: dict[str, list[str]] = {}
        self.row = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.stack.append(tag)
        if tag == "tr":
            self.row = dict(attrs).get("id") or ""
            self.cells[self.row] = []
        if tag == "td":
            self.cells[self.row].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.stack:
            self.cells[self.row][-1] += data

    def values(self, name: str) -> list[str | None]:
        return [value for _, key, value in self.attributes if key == name]


@pytest.fixture(scope="module")
def source() -> str:
    return render_html(view())


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def test_the_page_is_well_formed_and_made_of_known_elements(page: Page) -> None:
    assert page.stack == []
    assert set(page.tags) <= ALLOWED


def test_the_page_loads_and_runs_nothing(source: str, page: Page) -> None:
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in source
    assert f"<style>{STYLE}</style>" in source
    assert "style" not in {name for _, name, _ in page.attributes}
    assert not [value for value in page.values("src") if value]
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_every_paragraph_of_both_sides_stands_in_its_column_once(page: Page) -> None:
    left = "\n".join(cells[0] for cells in page.cells.values() if cells)
    right = "\n".join(cells[1] for cells in page.cells.values() if len(cells) > 1)
    for text in OLD_TEXTS:
        assert left.count(text) == 1, text
    for text in NEW_TEXTS:
        assert right.count(text) == 1, text


def test_each_paragraph_of_each_side_has_an_anchor_of_its_own(page: Page) -> None:
    ids = [value for value in page.values("id") if value]
    assert len(ids) == len(set(ids))
    # where a row has both sides its own anchor is the new paragraph's; what left or was removed has a row of its own
    assert {f"p{n}" for n in range(1, len(NEW_TEXTS) + 1)} <= set(ids)
    assert {f"o{n}" for n in range(1, len(OLD_TEXTS) + 1)} <= set(ids)
    assert {"cp1", "co1"} <= set(ids)
    links = {value[1:] for value in page.values("href") if value and value.startswith("#")}
    assert links <= set(ids)


def test_both_sides_of_a_split_are_linked(source: str) -> None:
    assert 'split into new <a href="#p9">¶9</a> and <a href="#p10">¶10</a>' in source
    assert 'split from old <a href="#o8">¶8</a>' in source
    assert '<a class="n" href="#p10">¶10</a><p dir="auto" class="text" lang="en" id="p10">' in source


def test_both_ends_of_a_move_are_linked(source: str, page: Page) -> None:
    assert 'moved from old <a href="#o10">¶10</a>' in source
    assert 'moved to new <a href="#p3">¶3</a>' in source
    assert page.cells["o10"][1] == ""
    assert page.cells["p3"][0] == ""


def test_a_split_is_one_row_with_both_parts(page: Page) -> None:
    old, new = page.cells["p9"]
    assert OLD_TEXTS[7] in old
    assert NEW_TEXTS[8] in new
    assert NEW_TEXTS[9] in new
    assert "split into new ¶9 and ¶10" in old


def test_words_are_marked_on_both_sides(source: str) -> None:
    assert "Ferry halted <del>by</del> storm" in source
    assert "Ferry <ins>service</ins> halted <ins>as</ins> storm <ins>closes harbour</ins>" in source
    assert "fell by <del>1.5</del>% last year" in source
    assert "fell by <ins>15</ins>% last year" in source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("十二人", '<del class="dense">十二</del>人'),
        ("いち人", '<del class="dense">いち</del>人'),
        ("오늘 ", '<del class="dense">오늘</del> '),
        ("12人", "<del>12</del>人"),
        ("два", "<del>дв</del>а"),
    ],
)
def test_signs_of_which_a_line_would_make_others_are_told_apart(text: str, expected: str) -> None:
    assert marked_text(text, ((0, 2),), "old") == expected


@pytest.mark.parametrize(("kind", "tag"), [("same", ""), ("old", "</del>")])
def test_what_stands_for_the_end_of_an_excerpt_begins_no_line(kind: Kind, tag: str) -> None:
    text = "One … two three. " * 40
    assert re.search(rf"One … two .* \w+\.?\u00a0…{tag}$", excerpt_html([Piece(kind, text)]))
    assert excerpt_html([Piece("same", "One …")]) == "One\u00a0…"


def test_the_head_tells_source_counts_policy_and_original(source: str) -> None:
    assert "Harbour Times" in source
    assert "8 versions, 7 changes" in source
    assert "The next look is at 2026-11-02 14:05 UTC" in source
    assert f'<a href="{ADDRESS}" rel="noreferrer noopener nofollow external">' in source
    assert 'first seen <time datetime="2026-11-01T12:00:00Z">2026-11-01 12:00 UTC</time>' in source


def test_times_are_intervals_and_never_moments(source: str) -> None:
    assert (
        'appeared between <time datetime="2026-11-02T12:40:00Z">2026-11-02 12:40</time>'
        ' and <time datetime="2026-11-02T13:05:00Z">13:05 UTC</time>' in source
    )
    assert "40 to 95 minutes after version 2" in source


def test_looks_within_one_minute_are_told_apart() -> None:
    first, second = datetime(2026, 11, 2, 13, 5, 7, tzinfo=UTC), datetime(2026, 11, 2, 13, 5, 40, tzinfo=UTC)
    source = render_html(view(new_version=VersionHeader(label="version 2", number=2, after=first, by=second)))
    assert ">2026-11-02 13:05:07</time>" in source
    assert ">13:05:40 UTC</time>" in source


def test_notices_are_told(source: str) -> None:
    for text in (
        "Version 3 was recorded by hand.",
        "Version 3 returns to version 1.",
        "Headline alternates: 4 turns in versions 2–5",
        "Storm stops ferry",
        'Note in this version, <a href="#p14">¶14</a>',
    ):
        assert text in source


def test_the_extractor_is_named_in_the_metadata(source: str) -> None:
    assert '<meta name="newsdiff:extractor" content="test-extractor 1">' in source


def test_changed_captions_and_metadata_stand_below_the_text(source: str) -> None:
    assert source.index(">Text<") < source.index(">Captions<") < source.index(">Metadata changed<")
    assert "<del>2026-11-02T12:00:00Z</del>" in source


def test_changes_are_told_in_words_too(source: str) -> None:
    for label in (">edited <", ">added <", ">removed <", "cosmetic (typography only)", ">Headline changed <"):
        assert label in source
    assert 'del::before { content: " [removed: "; }' in STYLE


def test_texts_say_their_language_and_direction() -> None:
    old = article("رست العبارة في الميناء مساء الأحد.", headline="العبارة", language="ar", captions=("العبارة",))
    new = article("رست العبارة في الميناء مساء الاثنين.", headline="السفينة", language="fa")
    page = render_html(file_view(old, new))
    texts = re.findall(r"<(?:p|h1)((?: [^>]*)?)>(?=(?:<(?:ins|del)>)?[\u0600-\u06ff])", page)
    assert len(texts) == 6
    assert all(' dir="auto"' in attributes for attributes in texts)
    assert sum(' lang="ar"' in attributes for attributes in texts) == 3
    assert sum(' lang="fa"' in attributes for attributes in texts) == 3
    assert '<html lang="en">' in page


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((text, ground) for text in ("ink", "soft", "accent") for ground in ("paper", "panel", "note")),
        *(("old-ink", "old-bg"), ("new-ink", "new-bg")),
    ],
)
def test_contrast_is_enough_to_read(theme: int, text: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    colours = dict(re.findall(r"--([\w-]+): (#\w+)", re.findall(r":root {(.*?)}", STYLE, re.DOTALL)[theme]))
    dark, light = sorted((luminance(colours[text]), luminance(colours[ground])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_light_dark_print_and_phone_are_thought_of() -> None:
    for rule in ("prefers-color-scheme: dark", "@media print", "max-width: 44rem"):
        assert rule in STYLE


def test_hostile_text_stays_text() -> None:
    source = render_html(hostile_view())
    page = Page(source)
    assert page.stack == []
    assert set(page.tags) <= ALLOWED
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name in ("src", "style")]
    assert not [value for value in page.values("href") if value and not value.startswith("#")]
    assert not [value for value in page.values("lang") if value != "en"]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source)
    source.encode()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "javascript://host/%0aalert(1)",
        "ftp://host/x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x",
        "http:[",
        "",
    ],
)
def test_only_http_addresses_become_links(url: str) -> None:
    assert not [v for v in Page(render_html(view(url=url))).values("href") if v and not v.startswith("#")]


def test_files_without_anything_render() -> None:
    assert "./old.html" in render_html(file_view(article(), article()))


def test_a_live_blog_links_only_its_first_changes() -> None:
    old = article(*(f"Entry {n}: unit {n * n} is ready." for n in range(300)))
    new = article(*(f"Entry {n}: unit {n * n} is busy." for n in range(300)))
    source = render_html(file_view(old, new))
    assert source.count('<a href="#p1">¶1</a>') == 1
    assert " …</nav>" in source
