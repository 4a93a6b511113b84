"""The small parts: cosmetic keys, chains, likeness."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsdiff.diff.chain import heaviest_chain
from newsdiff.diff.cosmetic import cosmetic_key, is_cosmetic
from newsdiff.diff.similar import likeness
from newsdiff.diff.words import Lexicon


def test_equal_texts_are_not_a_cosmetic_difference() -> None:
    assert not is_cosmetic("same", "same")


def test_commas_inside_numbers_stay() -> None:
    assert cosmetic_key("1,500 of, say, 20") == "1,500 of say 20"


@given(st.text(alphabet='aB1,.…’"«»–- \u00a0é日', max_size=20))
def test_a_key_of_a_key_is_itself_or_shorter(text: str) -> None:
    assert len(cosmetic_key(cosmetic_key(text))) <= len(cosmetic_key(text))


PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 9)), max_size=9).map(sorted)


@given(PAIRS)
def test_the_chain_is_the_heaviest_of_all(pairs: list[tuple[int, int, int]]) -> None:
    chain = [pairs[k] for k in heaviest_chain(pairs)]
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))
    best = 0
    for size in range(1, len(pairs) + 1):
        for some in combinations(pairs, size):
            if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(some)):
                best = max(best, sum(weight for _, _, weight in some))
    assert sum(weight for _, _, weight in chain) == best


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_symmetric_and_between_nought_and_one(a: str, b: str) -> None:
    lexicon = Lexicon()
    one, two = lexicon.encode(a).code, lexicon.encode(b).code
    assert likeness(one, two) == likeness(two, one)
    assert 0 <= likeness(one, two) <= 1
