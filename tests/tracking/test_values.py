"""What steps hand to each other can be sent to another process, and read or compared there."""

import pickle
from typing import TypeVar

from newsdiff import diff_articles
from newsdiff.extract import PageExtractor
from newsdiff.model.article import Article
from tests.acceptance.pages import page, prose

T = TypeVar("T")


def through_pickle(value: T) -> T:
    copy: T = pickle.loads(pickle.dumps(value))
    return copy


def test_extraction_and_diff_are_functions_of_values_that_can_be_pickled() -> None:
    old, new = (page("The bridge", prose(seed)).encode() for seed in ("one", "two"))

    def read(payload: bytes) -> Article:
        return through_pickle(PageExtractor().extract)(through_pickle(payload), "https://example.org/a")

    change = diff_articles(through_pickle(read(old)), through_pickle(read(new)))
    assert through_pickle(change) == diff_articles(read(old), read(new))
