"""Where texts come from, and the life of one paragraph: on a terminal and as JSON."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest
from rich.cells import cell_len

from newsdiff.diff.lineage import life, lineages
from newsdiff.render import json_lineage
from newsdiff.render.lineage import BlameView, LifeView, Unit, render_blame, render_life
from newsdiff.render.lines import Lines
from newsdiff.render.wrap import Run
from tests.render.samples import HOSTILE, NOON
from tests.render.test_json_shapes import TRACKED, VERSION, check

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
FERRY = "The last ferry to Lundholm was held in port after waves of up to four metres."
FERRY_SIX = FERRY.replace("four", "six")
NIGHT = "Twelve passengers spent the night aboard, and the crew gave them soup."
CRITICS = "Critics say the company should have warned travellers sooner."
HOURS = "Several waited for hours in the rain outside the locked terminal."
SORRY = "“We make no apology for putting safety first,” said Mira Oduya, the harbour master."
WIDE = "港口在星期日关闭，乘客在船上过夜，船员给他们送来了热汤。"
VERSIONS = tuple(
    replace(VERSION, number=n, after=NOON + timedelta(hours=n - 1) if n > 1 else None, by=NOON + timedelta(hours=n))
    for n in range(1, 13)
)

#: one of everything: an edit, a merge, a return, typography, something new
BODIES = (
    (FERRY, NIGHT, CRITICS, HOURS, SORRY),
    (FERRY_SIX, CRITICS, HOURS, SORRY),
    (FERRY_SIX, NIGHT, f"{CRITICS} {HOURS}", SORRY.replace("“", '"').replace("”", '"'), WIDE),
)


def blame(*bodies: Sequence[str], **fields: Any) -> BlameView:
    pairs = zip(bodies[-1], lineages(bodies)[-1], strict=True)
    units = [Unit(paragraph=k, text=text, lineage=lineage) for k, (text, lineage) in enumerate(pairs)]
    given = {"article": TRACKED, "versions": VERSIONS[: len(bodies)], "headline": "Ferry halted"}
    return BlameView(units=tuple(units), **{**given, **fields})


def of_life(bodies: Sequence[Sequence[str]], version: int, index: int, **fields: Any) -> LifeView:
    given = {"article": TRACKED, "versions": VERSIONS[: len(bodies)], "headline": "Ferry halted"}
    texts = tuple(map(tuple, bodies))
    lived = life(bodies, version, index)
    return LifeView(bodies=texts, version=version, index=index, life=lived, **{**given, **fields})


def test_each_paragraph_stands_behind_the_versions_that_brought_and_edited_it() -> None:
    lines = render_blame(blame(*BODIES)).splitlines()
    columns = [line.split()[:3] for line in lines if "¶" in line[:4]]
    assert columns == [["¶1", "v1", "v2"], ["¶2", "v3", "·"], ["¶3", "v1", "v3"], ["¶4", "v1", "·"], ["¶5", "v3", "·"]]
    counts = "1 as in v1, 2 from v1 but edited since, 2 that came in v2 to v3"
    assert f"article 12 · version 3 of 8 · 5 paragraphs: {counts}" in " ".join(lines)


def test_what_the_columns_do_not_tell_stands_under_the_text() -> None:
    text = " ".join(render_blame(blame(*BODIES)).split())
    assert "soup. came back in version 3: had stood before in version 1 ¶3" in text
    assert "terminal. merged in version 3 ¶4" in text, "all of it came with version 1, as stands in the column"
    assert "harbour master. typography changed in version 3 ¶5" in text


def test_what_is_merged_of_texts_of_several_versions_names_them() -> None:
    text = " ".join(render_blame(blame((CRITICS,), (CRITICS, HOURS), (f"{CRITICS} {HOURS}",))).split())
    assert "merged in version 3; holds texts first seen in versions 1 and 2" in text


def test_a_split_and_a_move_with_an_edit_are_named() -> None:
    text = render_blame(blame((f"{CRITICS} {HOURS}", NIGHT, SORRY, FERRY), (FERRY_SIX, CRITICS, HOURS, NIGHT, SORRY)))
    assert text.count("split in version 2") == 2
    assert "moved and edited in version 2" in text


def test_the_versions_named_are_told_with_their_intervals_and_no_others() -> None:
    later = blame((FERRY,), (FERRY,), (FERRY_SIX,), (FERRY_SIX,))
    told = render_blame(later).split("── Versions ─")[1]
    assert "v1  first seen 2026-11-02 13:00 UTC · brought 1\n" in told
    assert "v3  between 2026-11-02 14:00 and 15:00 UTC · edited 1\n" in told
    assert "v2" not in told and "v4" not in told
    local = render_blame(later, zone=timezone(timedelta(hours=1)))
    assert "between 2026-11-02 15:00 and 16:00 +01:00" in local


def test_a_version_without_text_says_so() -> None:
    assert "version 1 of 8 · no text\n" in render_blame(blame(()))


def test_sentences_have_their_paragraph_s_number_once() -> None:
    view = blame((CRITICS, HOURS, NIGHT), by_sentence=True)
    units = tuple(replace(unit, paragraph=place) for unit, place in zip(view.units, (0, 0, 1), strict=True))
    text = render_blame(replace(view, units=units))
    assert re.findall(r"^ *(¶\d)?  v1", text, re.MULTILINE) == ["¶1", "", "¶2"]
    assert "3 sentences" in text


def test_a_life_tells_each_version_with_its_interval_and_the_words_with_marks() -> None:
    text = render_life(of_life(BODIES, 3, 0))
    assert "¶1 stood in the first version\n  The last ferry" in text
    assert "── Version 2 ─" in text and "── Version 3 ─" not in text
    assert "\nbetween 2026-11-02 13:00 and 14:00 UTC\n\n~ ¶1 edited\n" in text
    assert "waves of up to [-four-] {+six+} metres" in " ".join(text.split())
    assert text.endswith("\nUnchanged since, it stands in version 3, the newest.\n")


def test_a_life_that_ended_says_when_and_whether_the_words_stand_again() -> None:
    text = " ".join(render_life(of_life(BODIES, 1, 1)).split())
    assert "- old ¶2 removed" in text
    assert "the same words stand again in version 3" in text
    assert text.endswith("Version 1 is the last in which it stands.")
    assert "the same words had stood before in version 1" in render_life(of_life(BODIES, 3, 1))


@pytest.mark.parametrize("width", [20, 33, 60, 80, 200])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, colour: bool) -> None:
    wide = ((WIDE * 9, "x" * 300, *HOSTILE), (WIDE * 8, "x" * 299 + "y", *HOSTILE[::-1]))
    views = [render_blame(view, width=width, colour=colour) for view in (blame(*BODIES), blame(*wide))]
    views += [render_life(of_life(wide, 2, k), width=width, colour=colour) for k in range(len(wide[1]))]
    for line in "".join(views).splitlines():
        assert cell_len(ESCAPES.sub("", line)) <= width


def test_what_stands_first_takes_its_room_from_the_line() -> None:
    lines = Lines(width=20, colour=False)
    lines.write([Run("seven words that do not fit one line")], first=[Run("first 港口")])
    assert max(map(cell_len, lines.text().splitlines())) <= 20


def test_wide_characters_are_counted_as_two_columns() -> None:
    under = [line for line in render_blame(blame((WIDE * 3,)), width=60).splitlines() if "乘" in line or "热" in line]
    assert under and all(cell_len(line) in (59, 60) for line in under[:-1])


def test_texts_stand_in_one_column_whatever_the_numbers() -> None:
    text = render_blame(blame(*[[f"Item {n} of the list." for n in range(12)]] * 12), width=80)
    assert {line.index("Item") for line in text.splitlines() if "Item" in line} == {19}


def test_hostile_text_is_harmless() -> None:
    text = render_blame(blame(HOSTILE, headline=HOSTILE[4])) + render_life(of_life((HOSTILE,), 1, 4))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066]", text)


def test_marks_have_colour_where_there_is_colour() -> None:
    text = render_life(of_life(BODIES, 3, 0), colour=True)
    assert "\x1b[31;9mfour\x1b[0m" in text and "[-four-]" not in text
    assert "\x1b[" not in render_life(of_life(BODIES, 3, 0)) + render_blame(blame(*BODIES))


def test_blame_json_keeps_its_shape() -> None:
    shape = json_lineage.blame_json(blame(*BODIES))
    check("blame", shape)
    edited, returned, merged, cosmetic, added = shape["units"]
    assert (edited["brought"], edited["edited"], edited["op"], edited["cosmetic"]) == (1, 2, "edited", None)
    assert returned["origins"] == [{"version": 3, "index": 1, "stood_before": [[1, 1]]}]
    assert [(origin["version"], origin["index"]) for origin in merged["origins"]] == [(1, 2), (1, 3)]
    assert (cosmetic["edited"], cosmetic["op"], cosmetic["cosmetic"]) == (None, None, 3)
    assert (added["brought"], added["edited"]) == (3, None)
    assert (shape["version"], shape["unit"], len(shape["versions"])) == (3, "paragraph", 3)
    check("blame", json_lineage.blame_json(blame((), by_sentence=True)))


def test_history_json_keeps_its_shape() -> None:
    shape = json_lineage.history_json(of_life(BODIES, 3, 0))
    check("history", shape)
    first, second = shape["events"]
    assert (first["version"], first["after"], first["operation"]["op"]) == (1, None, "added")
    assert (second["after"], second["by"]) == ("2026-11-02T13:00:00Z", "2026-11-02T14:00:00Z")
    assert (second["old_texts"], second["new_texts"]) == ([FERRY], [FERRY_SIX])
    removed = json_lineage.history_json(of_life(BODIES, 1, 1))
    check("history", removed)
    assert (removed["until"], removed["events"][-1]["also_stood"]) == (1, [[3, 3]])
    assert json.dumps(removed)
