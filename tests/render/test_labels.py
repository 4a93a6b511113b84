"""What a change is, in every form of a comparison."""

import re
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from rich.cells import cell_len

from newsdiff.diff.labels.weight import POINTS
from newsdiff.model.change import Label, LabelName
from newsdiff.render import json_shapes
from newsdiff.render.html import render_html
from newsdiff.render.labels import HEAVIEST_FIRST, label_words, place_names, quiet_line, told_labels
from newsdiff.render.markdown import render_markdown
from newsdiff.render.pieces import Piece
from newsdiff.render.side_by_side import render_side_by_side
from newsdiff.render.terminal import render_terminal
from newsdiff.render.view import DiffView
from tests.render.samples import HOSTILE, article, file_view, new_article, old_article, view
from tests.render.test_html import ALLOWED, Page
from tests.render.test_json_shapes import check

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
NUMBER, HEDGE, NEGATION = LabelName.NUMBER, LabelName.HEDGE, LabelName.NEGATION
#: positions in the operations of `view()`
EDITED_1, EDITED_2, COSMETIC_4, EDITED_8, NOTE_14 = 0, 1, 3, 7, 13


def labelled(*labels: Label) -> DiffView:
    """The sample, labelled otherwise."""
    shown = view()
    return replace(shown, assessment=replace(shown.assessment, labels=labels))


def many(count: int) -> DiffView:
    return labelled(*(Label(name=NUMBER, operation=EDITED_1, old=str(n), new=str(n + 1)) for n in range(count)))


def block(text: str, name: str) -> str:
    """The lines of the head that begin with a name, as one."""
    match = re.search(rf"^{name}  .*(?:\n {{8}}.*)*", text, re.MULTILINE)
    return " ".join(match[0].split()) if match else ""


def test_labels_are_told_in_the_order_of_their_weight() -> None:
    points = [POINTS[name] for name in HEAVIEST_FIRST]
    assert points == sorted(points, reverse=True)
    assert sorted(HEAVIEST_FIRST) == sorted(LabelName)


def test_both_sides_have_an_arrow_between_them_and_one_side_stands_alone() -> None:
    old, new = Piece("old", "12"), Piece("new", "212")
    assert label_words(Label(name=NUMBER, old="12", new="212")) == (old, Piece("same", " → "), new)
    assert label_words(Label(name=NUMBER, old="12")) == (old,)
    assert label_words(Label(name=NUMBER, new="212")) == (new,)
    assert label_words(Label(name=LabelName.COSMETIC)) == ()


def test_phrases_that_stood_apart_are_entries_of_their_own() -> None:
    comma = Piece("same", ", ")
    lost = (Piece("old", "nobody"), comma, Piece("old", "no"))
    assert label_words(Label(name=LabelName.NEGATION, old="nobody … no")) == lost
    both = label_words(Label(name=LabelName.HEDGE, old="may … probably", new="perhaps"))
    assert [piece.text for piece in both] == ["may", ", ", "probably", " → ", "perhaps"]


def test_long_words_are_cut_where_they_begin_alike() -> None:
    words = "They have divided up a fish of {} that nobody in the harbour had caught before"
    old, _, new = label_words(Label(name=NUMBER, old=words.format("gold"), new=words.format("tin")), columns=20)
    assert (old.text, new.text) == ("… fish of gold that …", "… fish of tin that …")


def test_the_same_words_are_told_once_with_all_their_places() -> None:
    label = Label(name=NUMBER, operation=EDITED_1, old="4", new="6")
    told = told_labels(labelled(replace(label, operation=None, field="headline"), label, label))
    assert [place_names(one.places) for one in told] == ["headline and ¶1"]


def test_the_terminal_tells_labels_at_the_head_heaviest_first() -> None:
    assert block(render_terminal(view()), "labels") == (
        "labels correction note (¶14) · number four metres → six metres (¶1) · number Twelve → 212 (¶2) ·"
        " number 1.5% → 15% (¶8) · number Sunday → Monday (captions)"
    )


def test_the_terminal_tells_labels_behind_each_operation() -> None:
    shown = labelled(
        Label(name=HEDGE, operation=EDITED_1, old="probably"), Label(name=NEGATION, operation=EDITED_1, new="never")
    )
    assert "\n~ ¶1 edited · negation “never” added · hedge “probably” removed\n" in render_terminal(shown)
    assert "\n~ ¶2 edited · number Twelve → 212\n" in render_terminal(view())
    assert "\n+ ¶14 added · correction note\n" in render_terminal(view())


def test_labels_of_a_headline_stand_below_its_heading() -> None:
    shown = labelled(Label(name=NUMBER, field="headline", old="48", new="84"))
    assert re.search(r"── Headline ─+\n~ number 48 → 84\n  Ferry", render_terminal(shown))
    assert "│ ~ number 48 → 84\n" in render_side_by_side(shown)
    assert "\n*edited* · number 48 → 84\n" in render_markdown(shown)
    assert '</span> <span class="chip">number</span>' in render_html(shown).split('id="headline"')[1]


def test_what_the_form_shows_by_itself_is_not_said_again() -> None:
    for text in (render_terminal(view()), render_side_by_side(view()), render_markdown(view())):
        assert not re.search(r"· (headline|byline|stamp|image|cosmetic)\b", text)
        assert text.count("returns to version 1") == 1


def test_what_alternates_is_told_once() -> None:
    shown = labelled(Label(name=LabelName.ALTERNATING, field="headline"))
    assert render_terminal(shown).count("alternat") == 1
    assert "labels" not in render_terminal(shown)


def test_words_of_labels_are_written_alike_everywhere_and_marked_nowhere() -> None:
    quoted = Label(name=LabelName.QUOTATION, operation=EDITED_1, old="We shall sail", new="We shall stay")
    shown = labelled(
        quoted, *(Label(name=HEDGE, operation=EDITED_1, **one) for one in ({"old": "may"}, {"new": "will"}))
    )
    said = "quotation We shall sail → We shall stay (¶1) · hedge “may” removed (¶1) · hedge “will” added (¶1)"
    assert block(render_terminal(shown), "labels") == f"labels {said}"
    assert f"- labels: {said}\n" in render_markdown(shown)
    chips = re.findall(r'<li class="chip">(.*?)</li>', render_html(shown))
    assert [re.sub("<.*?>", "", chip) for chip in chips] == said.replace("(", "in ").replace(")", "").split(" · ")
    assert re.search(r"<del><span[^>]*>“may”</span></del> removed", chips[1])


def test_a_quotation_stands_below_its_operation_and_its_words_only_at_the_head() -> None:
    shown = labelled(Label(name=LabelName.QUOTATION, operation=EDITED_1, old="We shall sail", new="We shall stay"))
    text = render_terminal(shown)
    assert "quotation We shall sail → We shall stay (¶1)" in block(text, "labels")
    assert "\n~ ¶1 edited · quotation\n" in text


def test_a_list_of_labels_is_cut_and_counted() -> None:
    text = render_terminal(many(12))
    assert block(text, "labels").endswith("number 7 → 8 (¶1) · and 4 more")
    assert "number 8 → 9" not in text
    assert " · and 4 more\n" in render_markdown(many(12))
    assert block(render_terminal(many(9)), "labels").endswith("number 8 → 9 (¶1)")


def test_quiet_says_what_was_seen() -> None:
    shown = labelled(Label(name=LabelName.QUIET, old="x", new="x"))
    said = "the text changed; the modified time that the publisher gives ({}) did not, and no note says so"
    assert block(render_terminal(shown), "quiet") == f"quiet {said.format('2026-11-02 13:00 UTC')}"
    assert quiet_line(shown, timezone(timedelta(hours=2))) == said.format("2026-11-02 15:00 +02:00")
    unread = replace(shown, new=replace(shown.new, modified="Monday, 1 p.m.", modified_utc=None))
    assert quiet_line(unread) == said.format("Monday, 1 p.m.")
    assert f"- quiet: {said.format('2026-11-02 13:00 UTC')}" in render_markdown(shown)
    assert "quiet" not in render_terminal(view()) + render_markdown(view()) + render_html(view()).split("</style>")[1]


@pytest.mark.parametrize("width", [20, 33, 60, 80, 200])
@pytest.mark.parametrize("colour", [False, True])
def test_lines_of_labels_fit_and_break_between_them(width: int, colour: bool) -> None:
    wide = Label(name=LabelName.NAME, operation=EDITED_1, old="港口在星期日关闭" * 9, new="渡轮停在港口" * 9)
    for shown in (many(12), labelled(wide, wide, Label(name=LabelName.QUIET, new="x"))):
        text = ESCAPES.sub("", render_terminal(shown, width=width, colour=colour))
        assert max(map(cell_len, text.splitlines())) <= width
        if width >= 60:
            assert not re.search(r"\n +·", text)
    lines = render_terminal(many(12), width=60).splitlines()
    start = next(k for k, line in enumerate(lines) if line.startswith("~ ¶1 edited"))
    assert lines[start].endswith(" ·")
    assert lines[start + 1].startswith("    number")


@pytest.mark.parametrize("width", range(40, 64))
def test_no_dot_stands_alone_on_a_line(width: int) -> None:
    words = Label(name=NEGATION, operation=EDITED_1, old="Mira Oduya of Lundholm", new="Myra Oduya of Lund")
    text = render_terminal(labelled(words, *many(3).assessment.labels), width=width)
    assert not re.search(r"^ *·", text, re.MULTILINE)


def test_words_of_labels_have_colours_too() -> None:
    text = render_terminal(view(), colour=True)
    assert "\x1b[31mTwelve\x1b[0m → \x1b[32m212\x1b[0m" in text, "no line through or under them"


def test_in_two_columns_the_newer_side_has_the_labels() -> None:
    pairs = [line.split("│") for line in render_side_by_side(view(), width=140).splitlines() if "│" in line]
    assert ["~ ¶2 edited", "~ ¶2 edited · number Twelve → 212"] in [
        [one.strip(), other.strip()] for one, other in pairs
    ]
    assert "number" not in "".join(one for one, _ in pairs)
    assert block(render_side_by_side(view()), "labels").startswith("labels correction note (¶14)")


def test_in_two_columns_a_label_stands_where_its_words_are() -> None:
    shown = labelled(
        Label(name=HEDGE, operation=EDITED_1, old="probably"),
        Label(name=NUMBER, operation=EDITED_1, old="4", new="6"),
        Label(name=NEGATION, field="headline", old="not"),
        Label(name=LabelName.QUOTATION, operation=EDITED_2, old="We sail"),
        Label(name=LabelName.QUOTATION, operation=EDITED_2, new="We stay"),
    )
    pairs = [[one.strip() for one in line.split("│")] for line in render_side_by_side(shown, width=140).splitlines()]
    assert ["~ ¶1 edited · hedge “probably” removed", "~ ¶1 edited · number 4 → 6"] in pairs
    assert ["~ negation “not” removed", ""] in pairs
    assert ["~ ¶2 edited · quotation", "~ ¶2 edited · quotation"] in pairs
    rows = re.findall(r'<tr class="changed" id="(p1|headline)"><td>(.*?)</td><td>(.*?)</td>', render_html(shown))
    chips = {name: [re.findall(r'<span class="chip">(\w+)', cell) for cell in cells] for name, *cells in rows}
    assert chips == {"headline": [["negation"], []], "p1": [["number", "hedge"], ["number"]]}


def test_in_two_columns_the_words_face_each_other_below_labels_of_several_lines() -> None:
    rows = [line.split("│") for line in render_side_by_side(many(9), width=80).splitlines() if "│" in line]
    (first,) = [(left, right) for left, right in rows if "The last ferry" in left]
    assert "The last ferry" in first[1]


def test_a_caption_that_changed_alike_has_no_labels() -> None:
    old = article("Twelve passengers spent the night aboard.", captions=("Twelve passengers spent the night aboard.",))
    new = article(
        "Some 212 passengers spent the night aboard.", captions=("Some 212 passengers spent the night aboard.",)
    )
    shown = file_view(old, new)
    assert shown.change.operations == shown.change.captions
    for text in (render_terminal(shown), render_side_by_side(shown), render_markdown(shown)):
        text, captions = text.split("Captions")
        assert re.search(r"¶1 edited\*? · number", text)
        assert "number" not in captions
    assert 'class="chip"' not in render_html(shown).split(">Captions<")[1]


def test_markdown_lists_labels_at_the_top_and_behind_each_operation() -> None:
    text = render_markdown(view())
    assert "\n- labels: correction note (¶14) · number four metres → six metres (¶1) · " in text
    assert "\n*¶2 edited* · number Twelve → 212\n" in text
    assert "\n*¶1 edited* · hedge “probably” removed\n" in render_markdown(
        labelled(Label(name=HEDGE, operation=EDITED_1, old="probably"))
    )


def test_the_page_has_a_chip_for_every_label_with_links_to_its_places() -> None:
    source = render_html(view())
    chips = re.findall(r'<li class="chip">(.*?)</li>', source)
    assert [re.sub("<.*?>", "", chip) for chip in chips] == [
        *("correction note in ¶14", "number four metres → six metres in ¶1", "number Twelve → 212 in ¶2"),
        *(
            "number 1.5% → 15% in ¶8",
            "number Sunday → Monday in captions",
            "headline",
            "byline",
            "image",
            "modified time",
            "cosmetic in ¶4",
        ),
    ]
    page = Page(source)
    assert page.stack == [] and set(page.tags) <= ALLOWED
    links = set(re.findall(r'href="#(.*?)"', "".join(chips)))
    assert links == {"p14", "p1", "p2", "p8", "p4", "captions", "headline", "byline", "image", "modified"}
    assert links <= set(page.values("id"))
    assert '<ul class="labels" aria-label="What the change is">' in source


def test_the_page_names_labels_beside_what_happened_and_their_words_once_above() -> None:
    source = render_html(view())
    where = "(as in version 3)".replace(" ", "\N{NO-BREAK SPACE}")
    beside = f'<p class="label">edited <span class="side">{where}</span> <span class="chip">number</span></p>'
    assert beside in source
    words = '<span dir="auto" lang="en">Twelve</span> → <span dir="auto" lang="en">212</span>'
    assert source.count(words) == 1 and source.index(words) < source.index("<table>")
    assert source.count('<span class="chip">') == 7, "three of the four beside both texts, in which their words stand"


def test_a_page_of_many_labels_stays_readable() -> None:
    old = article(*(f"Entry {n}: unit {n * n} is ready." for n in range(300)))
    new = article(*(f"Entry {n}: unit {n * n + 7} is ready." for n in range(300)))
    source = render_html(file_view(old, new))
    assert 0 < source.count('<li class="chip">') <= 18
    assert re.search(r'<li class="chip">and \d+ more</li></ul>', source)
    everywhere = labelled(*(Label(name=HEDGE, operation=k, old="probably") for k in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)))
    assert "</a> …</li>" in render_html(everywhere)


def test_hostile_words_stay_words() -> None:
    shown = labelled(
        *(Label(name=LabelName.NAME, operation=EDITED_1, old=text, new=text[::-1]) for text in HOSTILE),
        *(Label(name=NUMBER, operation=EDITED_2, old=text) for text in HOSTILE[:8]),
        Label(name=LabelName.QUIET, new=HOSTILE[0]),
    )
    shown = replace(shown, new=replace(shown.new, modified=HOSTILE[1], modified_utc=None))
    page = Page(render_html(shown))
    assert page.stack == [] and set(page.tags) <= ALLOWED
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name in ("src", "style")]
    for text in (render_terminal(shown), render_markdown(shown), render_html(shown)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    assert "<script>" not in render_markdown(shown)
    assert "<img" not in render_markdown(shown)


def test_json_has_labels_weight_and_the_version_of_the_rules() -> None:
    shape = json_shapes.change_json(view())
    check("change", shape)
    assert list(shape)[-3:] == ["labels", "weight", "label_rules"]
    assert {"name": "number", "operation": 1, "field": None, "old": "Twelve", "new": "212"} in shape["labels"]
    assert {"headline", "byline", "stamp", "image", "cosmetic", "returned"} <= {one["name"] for one in shape["labels"]}
    assert (shape["weight"], shape["label_rules"]) == (view().assessment.weight, view().assessment.rules)


@pytest.mark.parametrize("name", LabelName)
def test_every_label_is_in_the_schema(name: LabelName) -> None:
    check("change", json_shapes.change_json(labelled(Label(name=name))))


def test_the_schema_of_labels_refuses_nonsense() -> None:
    shape = json_shapes.change_json(view())
    for bad in ({"name": "lie"}, {"operation": -1}, {"field": "footer"}, {"old": None}, {"certainty": 1}):
        with pytest.raises(Exception, match=r"not one of|minimum|not of type|unexpected"):
            check("change", {**shape, "labels": [{**shape["labels"][0], **bad}]})


def test_equal_sides_have_nothing_to_tell() -> None:
    same = file_view(old_article(), old_article())
    assert "labels" not in render_terminal(same) + render_markdown(same)
    assert 'class="labels"' not in render_html(same)
    assert json_shapes.change_json(same)["labels"] == []
    assert "labels" in render_terminal(file_view(old_article(), new_article()))
