"""Every form of a comparison is as it was; `python -m tests.golden` writes the files anew."""

import pytest

from newsdiff.model.change import Op
from tests.golden import FOLDER, FORMS, PAIRS, SAMPLES, compared, golden_file, told_of_all

NAMES = ["{}.{}-{}".format(*pair) for pair in PAIRS]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_a_comparison_looks_as_it_did(pair: tuple[str, int, int], form: str) -> None:
    found = FORMS[form](compared(*pair)).split("\n")
    assert found == golden_file(*pair, form).read_bytes().decode().split("\n")


def test_the_pairs_show_every_operation() -> None:
    shown = {operation.op for pair in PAIRS for operation in compared(*pair).change.operations}
    assert shown == set(Op)


def test_the_pairs_show_every_sample() -> None:
    assert {story for story, _, _ in PAIRS} == {path.parent.name for path in SAMPLES.glob("*/v1.html")}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return told_of_all(tmp_path_factory.mktemp("golden"))


def test_what_is_told_of_many_versions_is_as_it_was(told: dict[str, str]) -> None:
    for name, text in told.items():
        assert text.split("\n") == (FOLDER / name).read_bytes().decode().split("\n"), name


def test_no_file_is_left_over(told: dict[str, str]) -> None:
    kept = {path.name for path in FOLDER.iterdir() if path.is_file() and path.suffix != ".py"}
    assert kept == {*told, *(golden_file(*pair, form).name for pair in PAIRS for form in FORMS)}
