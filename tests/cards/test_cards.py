"""Pictures of changes: what they show, in any script, at any length, and when there is none."""

import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
import resvg_py
import uharfbuzz
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.cards import Card, NoCard, card, png
from newsdiff.cards.fonts import System, own
from newsdiff.model.article import Article
from newsdiff.render.card import CardText, card_alt, card_text
from newsdiff.render.pieces import BREAK, Piece, is_dense
from newsdiff.tracking.telling import most_telling
from tests.cards.pixels import rows, size
from tests.render.samples import article, new_article, view

PAPER = (253, 252, 249)
SVG = "{http://www.w3.org/2000/svg}"
TEXT = CardText(
    source="Harbour Times",
    headline=(Piece("same", "Storm closes harbour"),),
    label="¶2 edited",
    passage=(
        Piece("old", "Twelve"),
        Piece("new", "A total of 212"),
        Piece("same", " passengers spent the night aboard."),
    ),
    labels=("number",),
    versions="Version 2 to 3",
    when="changed between 2026-11-02 12:40 and 13:05 UTC",
    language="en",
)
#: one sentence each: a change of a number in it, and the language
SCRIPTS = {
    "en": ("The ferry left with ", "12", "212", " passengers aboard, says Mira Oduya."),
    "vi": ("Con tàu rời cảng với ", "12", "212", " hành khách, theo người quản lý bến cảng."),
    "ru": ("Паром вышел в море с ", "12", "212", " пассажирами на борту."),
    "el": ("Το πλοίο έφυγε με ", "12", "212", " επιβάτες, λέει ο λιμενάρχης."),
    "ar": ("غادرت العبارة وعلى متنها ", "12", "212", " راكبا، كما قال مدير الميناء."),
    "he": ("המעבורת North Star יצאה עם ", "12", "212", " נוסעים, אמר מנהל הנמל."),
    "ja": ("渡し船は", "十二人", "二百十二人", "の客を乗せて港を出たと、港の管理者は述べた。"),
    "ko": ("여객선은 승객 ", "열두 명", "이백 명", "을 태우고 항구를 떠났다고 관리자는 말했다."),
}


def drawn(text: CardText) -> Card:
    found = card(text)
    if isinstance(found, NoCard) and "no font" in found.reason:
        pytest.skip(found.reason)
    assert isinstance(found, Card)
    return found


def said(language: str, times: int = 1) -> CardText:
    start, old, new, end = SCRIPTS[language]
    more = (end + start) * (times - 1)
    pieces = (Piece("same", more + start), Piece("old", old), Piece("new", new), Piece("same", end + more))
    return replace(TEXT, headline=pieces, passage=pieces, language=language)


def marked(svg: str, decoration: str) -> list[str]:
    """The words that are drawn with a line, without those that only carry a ground."""
    tree = ElementTree.fromstring(svg)
    found = [node for node in tree.iter(f"{SVG}tspan") if node.get("text-decoration") == decoration]
    return [node.text for node in found if node.text]


@pytest.mark.parametrize("times", [1, 4, 20])
@pytest.mark.parametrize("language", SCRIPTS)
def test_in_any_script_and_length_nothing_leaves_the_card_and_both_sides_are_shown(language: str, times: int) -> None:
    one = drawn(said(language, times))
    _, old, new, _ = SCRIPTS[language]
    if is_dense(old):  # a line at once through or under them would make other signs of them
        assert "".join(marked(one.svg, "none")).replace(" ", "") == ((old + new) * 2).replace(" ", "")
    else:
        assert "".join(marked(one.svg, "line-through")).replace(" ", "") == (old * 2).replace(" ", "")
        assert "".join(marked(one.svg, "underline")).replace(" ", "") == (new * 2).replace(" ", "")
    shown = rows(small(one))
    edges = [row[x] for row in shown[4:] for x in (*range(16), *range(384, 400))]
    assert set(edges) == {PAPER}
    assert {colour for row in shown[205:] for colour in row} == {PAPER}
    assert len({colour for row in shown for colour in row}) > 20, "something is drawn"


def test_a_text_of_marks_alone_is_cut_at_the_last_line() -> None:
    pieces = tuple(Piece(kind, f"{kind} words {k} of many ") for k in range(40) for kind in ("old", "new"))
    one = drawn(replace(TEXT, headline=pieces, passage=pieces))
    texts = [node for node in ElementTree.fromstring(one.svg).iter(f"{SVG}text") if node.get("fill") != "none"]
    assert sum("".join(node.itertext()).endswith(" …") for node in texts) == 2
    shown = rows(small(one))
    assert {pixel for row in (shown[161], *shown[205:]) for pixel in row[:400]} == {PAPER}, "labels and below stay free"


def small(one: Card) -> bytes:
    """The picture at a third of its size: a ninth of the pixels to be looked at."""
    fonts = list(one.files)
    return resvg_py.svg_to_bytes(svg_string=one.svg, width=400, skip_system_fonts=True, font_files=fonts)


def test_what_went_and_what_came_differ_without_colour() -> None:
    one = drawn(TEXT)
    assert (marked(one.svg, "line-through"), marked(one.svg, "underline")) == (["Twelve"], ["A total of 212"])
    picture = png(one)
    assert size(picture) == (1200, 630)
    grey = [[sum(pixel) // 3 for pixel in row] for row in rows(picture)]
    dark = [max(sum(value < 120 for value in row[start:end]) for row in grey) for start, end in ((60, 230), (240, 560))]
    assert all(count > 100 for count in dark), "a line through the old words and one under the new ones"


def test_a_text_from_right_to_left_stands_on_the_right() -> None:
    arabic, english = ([node.get("text-anchor") for node in lines(said(name))] for name in ("ar", "en"))
    assert set(arabic) == {"end"}
    assert set(english) == {None}


def lines(text: CardText) -> list[ElementTree.Element]:
    tree = ElementTree.fromstring(drawn(text).svg)
    return [node for node in tree.iter(f"{SVG}text") if node.find(f"{SVG}tspan") is not None and node.text != "news"]


@pytest.mark.skipif(
    not {"Noto Serif CJK JP", "Noto Serif CJK SC", "Noto Serif CJK TC"} <= {font.family for font in System().all()},
    reason="this machine's fonts have one form of Han letters alone",
)
def test_han_letters_are_those_of_the_language() -> None:
    families = {
        language: {node.get("font-family") for node in lines(replace(said("ja"), language=language))}
        for language in ("ja", "zh", "zh-Hant-TW")
    }
    names = {language: {str(name).rpartition(" ")[2] for name in found} for language, found in families.items()}
    assert names == {"ja": {"JP"}, "zh": {"SC"}, "zh-Hant-TW": {"TC"}}


@pytest.mark.parametrize("sign", ["水", "\U0010fffd"])
def test_without_a_font_there_is_no_card_and_a_reason(sign: str) -> None:
    none = System(folders=())
    found = card(replace(TEXT, passage=(Piece("same", "The gate "), Piece("new", sign))), none)
    assert isinstance(found, NoCard)
    assert f"U+{ord(sign):04X}" in found.reason
    assert isinstance(card(TEXT, none), Card), "Latin needs none of the machine's fonts"


def test_a_sign_that_nobody_changed_may_be_missing() -> None:
    none = System(folders=())
    assert isinstance(card(replace(TEXT, headline=(Piece("same", "Harbour party 🎉"),)), none), Card)
    assert isinstance(card(replace(TEXT, headline=(Piece("same", "Harbour party "), Piece("new", "🎉"))), none), NoCard)


def test_a_folder_of_broken_fonts_is_a_folder_without_fonts(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font at all")
    (tmp_path / "empty.otf").write_bytes(b"")
    (tmp_path / "folder.ttc").mkdir()
    assert isinstance(card(said("ja"), System(folders=(tmp_path,))), NoCard)


def test_the_fonts_carry_their_licence() -> None:
    licence = files("newsdiff.cards").joinpath("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert len(own()) == 4
    for font in own().values():
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font.path))
        assert face.get_name(uharfbuzz.OTNameIdPredefined.COPYRIGHT) in licence
        assert "SIL Open Font License, Version 1.1" in face.get_name(uharfbuzz.OTNameIdPredefined.LICENSE)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["same", "old", "new"]),
            st.text(st.characters(codec="utf-8") | st.sampled_from("<>&\"' \t\u202e\ufffe\x00" + BREAK), max_size=300),
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=60)
def test_any_text_is_text(pieces: list[tuple[str, str]]) -> None:
    """Whatever a page says, it is no markup, and fits a card or has none for a reason."""
    start, end = article(*["same"], headline="x"), article("same", headline="y")
    made = card_text(view(start, end, alternations=()), None)
    texts = tuple(Piece(kind, text) for kind, text in pieces)  # type: ignore[arg-type]
    found = card(replace(made, headline=cleaned(texts), passage=cleaned(texts)))
    if isinstance(found, NoCard):
        assert found.reason
        return
    tree = ElementTree.fromstring(found.svg)
    assert {node.tag.removeprefix(SVG) for node in tree.iter()} <= {"svg", "rect", "text", "tspan"}
    assert size(png(found)) == (1200, 630)


def cleaned(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    from newsdiff.render.card import _cleaned

    return _cleaned(pieces)


def shown(old: Article, new: Article) -> CardText:
    found = view(old, new)
    return card_text(found, most_telling(found.change, old, new, found.assessment.labels))


def test_it_says_what_the_comparison_says() -> None:
    found = view()
    text = card_text(found, most_telling(found.change, found.old, found.new, found.assessment.labels))
    assert (text.source, text.versions) == ("Harbour Times", "Version 2 to 3")
    assert text.when == "changed between 2026-11-02 12:40 and 13:05 UTC, recorded by hand"
    assert text.label == "¶14 added"
    assert text.labels[:2] == ("correction note", "number")
    assert [piece.kind for piece in text.passage] == ["new"]
    words = card_alt(text)
    assert words.startswith("Harbour Times: “Ferry")
    assert "[added: Correction: An earlier version" in words
    assert len(words) < 900


def test_where_no_paragraph_changed_the_fields_are_told() -> None:
    old = replace(new_article(), byline="By Jan Example", captions=())
    text = shown(old, replace(old, byline="By Ola Nord"))
    assert text.label == "Byline"
    assert [piece.kind for piece in text.passage] == ["same", "old", "same", "new"]
    only = shown(old, replace(old, headline="Harbour shut"))
    assert (only.label, only.passage) == ("", ())
    assert isinstance(card(only), Card)


def test_a_mark_of_nothing_visible_is_named() -> None:
    old = article("The gate is open.", headline="Gate")
    text = shown(old, replace(old, headline="Gate\u202e"))
    assert "<U+202E>" in "".join(piece.text for piece in text.headline)
    assert "&lt;U+202E&gt;" in drawn(text).svg


def test_one_picture_has_one_digest() -> None:
    assert drawn(TEXT).digest == drawn(TEXT).digest
    assert drawn(TEXT).digest != drawn(replace(TEXT, when="changed between 2026-11-02 12:40 and 13:06 UTC")).digest
    assert png(drawn(TEXT)) == png(drawn(TEXT))
    assert re.fullmatch(r"[0-9a-f]{64}", drawn(TEXT).digest)
