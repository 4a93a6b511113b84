"""Rows of tables and figures that stand alone."""

import pytest

from newsdiff.diff.align import align
from newsdiff.diff.rows import is_row, row_label
from newsdiff.model.change import Op

HEAD = "Cases by county | Cases"


def told(old: list[str], new: list[str]) -> list[tuple[str, str, str]]:
    """What became of each text that did not stay: how, the old texts, the new ones."""
    return [
        (o.op.value, " / ".join(old[i] for i in o.old), " / ".join(new[j] for j in o.new))
        for o in align(old, new)
        if o.op is not Op.UNCHANGED
    ]


def test_a_row_is_known_by_its_name_and_not_by_its_figures() -> None:
    old = [HEAD, "Arvik | 4", "Chisa | 1", "Total | 5"]
    new = [HEAD, "Arvik | 4", "Chisa | 2", "Sherbo | 1", "Total | 7"]
    assert told(old, new) == [
        ("edited", "Chisa | 1", "Chisa | 2"),
        ("added", "", "Sherbo | 1"),
        ("edited", "Total | 5", "Total | 7"),
    ]


def test_new_rows_beside_a_row_do_not_split_it() -> None:
    old = [HEAD, "Broomhaven county | 1 | 0", "Total | 1"]
    new = [HEAD, "Broomhaven county | 1 | 0", "Broomhill county | 1 | 0", "Tiogahaven county | 1 | 0", "Total | 3"]
    assert [op for op, _, _ in told(old, new)] == ["added", "added", "edited"]


def test_an_equal_row_of_another_table_has_not_moved() -> None:
    old = [HEAD, "Jackson | 1", "Munro | 2", "Deaths by county | Deaths", "Jackson | 2", "Munro | 1"]
    new = [HEAD, "Jackson | 2", "Munro | 4", "Deaths by county | Deaths", "Jackson | 3", "Munro | 1"]
    assert told(old, new) == [
        ("edited", "Jackson | 1", "Jackson | 2"),
        ("edited", "Munro | 2", "Munro | 4"),
        ("edited", "Jackson | 2", "Jackson | 3"),
    ]


def test_a_row_that_rose_in_its_table_has_moved_and_was_edited() -> None:
    old = [HEAD, "1 | Arvik | 30", "2 | Lundholm | 28", "3 | Saltholm | 27"]
    new = [HEAD, "1 | Saltholm | 30", "2 | Arvik | 30", "3 | Lundholm | 28"]
    assert sorted(told(old, new)) == [
        ("edited", "1 | Arvik | 30", "2 | Arvik | 30"),
        ("edited", "2 | Lundholm | 28", "3 | Lundholm | 28"),
        ("moved", "3 | Saltholm | 27", "1 | Saltholm | 30"),
    ]


def test_a_row_whose_name_was_corrected_is_edited() -> None:
    old, new = [HEAD, "Broom county | 12 | 3"], [HEAD, "Broome county | 12 | 3"]
    assert told(old, new) == [("edited", old[1], new[1])]


@pytest.mark.parametrize(("was", "became"), [("40", "53"), ("8 %", "11 %"), ("(+7)", "(+12)"), ("787", "1,035")])
def test_a_figure_alone_in_its_place_is_edited(was: str, became: str) -> None:
    old, new = ["Cases in Arvik:", was, "Deaths:", "2"], ["Cases in Arvik:", became, "Deaths:", "2"]
    assert told(old, new) == [("edited", was, became)]


def test_figures_in_a_row_of_paragraphs_are_edited_one_by_one() -> None:
    old, new = ["Arvik", "149", "144", "3", "Saltholm"], ["Arvik", "193", "181", "9", "Saltholm"]
    assert told(old, new) == [("edited", "149", "193"), ("edited", "144", "181"), ("edited", "3", "9")]


@pytest.mark.parametrize(("was", "became"), [("40", "53 %"), ("40", "Forty"), ("40", "53\n12")])
def test_figures_of_other_forms_are_not_one(was: str, became: str) -> None:
    old, new = ["Cases in Arvik:", was], ["Cases in Arvik:", *became.split("\n")]
    assert next(op for op, _, _ in told(old, new)) in ("added", "removed")


def test_a_figure_never_moves() -> None:
    old = ["Queensland", "78", "Victoria", "94", "Tasmania", "10"]
    new = ["Queensland", "94", "Victoria", "121", "Tasmania", "10"]
    assert told(old, new) == [("edited", "78", "94"), ("edited", "94", "121")]


def test_cells_are_compared_with_those_in_their_column() -> None:
    old, new = "Arvik | 12 | 8 | 13 | 11 | 18", "Arvik | 12 | 10 | 15 | 13 | 19"
    [operation] = align([old], [new])
    assert [old[slice(*span)] for span in operation.spans_old[0]] == ["8", "13", "11", "18"]
    assert [new[slice(*span)] for span in operation.spans_new[0]] == ["10", "15", "13", "19"]


def test_rows_whose_names_all_lost_a_word_are_themselves() -> None:
    old = [HEAD, "Westhaven County | 148", "New York County | 41", "New Arvik County | 3", "Total | 192"]
    new = [HEAD, "Westhaven | 178", "New York | 79", "New Arvik | 3", "Total | 260"]
    assert told(old, new)[0] == ("edited", old[1], new[1])
    assert told(old, new)[-1] == ("edited", old[4], new[4])
    assert not [one for one in told(old, new) if one[0] == "edited" and one[1][:7] != one[2][:7]]


def test_cases_of_a_register_go_by_their_numbers() -> None:
    old = [HEAD, "37 | Hillsborough | 45 | Yes", "38 | Broward | 40 | No", "40 | Hillsborough | 42 | No"]
    new = [HEAD, "37 | Hillsborough | 45 | Yes", "38 | Hillsborough | 68 | No", "40 | Broward | 49 | No"]
    assert told(old, new) == [("edited", old[2], new[2]), ("edited", old[3], new[3])]


def test_numbers_that_rank_are_no_names() -> None:
    old = [HEAD, "1 | Arvik | 30", "2 | Lundholm | 28"]
    new = [HEAD, "1 | Lundholm | 31", "2 | Arvik | 30"]
    assert (old[2], new[1]) in {pair[1:] for pair in told(old, new)}


def test_years_name_rows_of_figures() -> None:
    old, new = [HEAD, "2019 | 21", "2020 | 30"], [HEAD, "2019 | 21", "2020 | 31", "2021 | 35"]
    assert told(old, new) == [("edited", "2020 | 30", "2020 | 31"), ("added", "", "2021 | 35")]


def test_rows_of_another_table_are_others_though_they_have_the_names() -> None:
    old = ["Deaths by county", "County | Deaths", "Kent | 21", "Essex | 4"]
    new = ["Vaccinations given so far", "County | Doses", "Kent | 90,000", "Essex | 80,000"]
    assert ("edited", "Kent | 21", "Kent | 90,000") not in told(old, new)


def test_a_sentence_behind_a_time_and_a_stroke_is_no_row() -> None:
    old = "12:31 | The minister said he would not resign over the affair."
    assert not is_row(old)
    assert row_label("LONDON | Police arrested Anna Weber today.") == ""


@pytest.mark.parametrize("date", ["12.03.2026", "08:15"])
def test_dates_and_times_may_move(date: str) -> None:
    entry = "The quay was closed for good on that day, said the council of Beck Haven to all."
    old, new = ["A first line.", date, entry, "A last line."], [date, entry, "A first line.", "A last line."]
    assert not [one for one in told(old, new) if one[0] in ("removed", "added")]


def test_rows_of_odd_white_space_are_told_too() -> None:
    old, new = [HEAD, "\x1f | 1", "\u3000a | 2"], [HEAD, "\x1c | 4", "\u3000b | 3"]
    assert len(align(old, new)) >= len(old)
