"""Searching all versions, the same on both databases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdiff.errors import NotFound
from newsdiff.model.article import Article, Make, Paragraph
from newsdiff.model.observation import Outcome
from newsdiff.model.recording import Recording
from newsdiff.model.search import Event, Field, SearchFilter, SearchHit, Sighting, passages
from newsdiff.search.matching import places, ranges
from newsdiff.search.query import And, Not, Phrase, Query, QueryError, parse
from newsdiff.search.words import words
from newsdiff.storage import tables as t
from newsdiff.storage.archive import Archive
from newsdiff.storage.search import Bounds, SearchStore
from tests.storage.making import MAKE, after, look, new_version, page, seen, story, track

WINCH = "A broken winch had kept the “Möwe” at her berth for three hours."
MASTER = "“We have ordered the part,” said the master of the harbour."
NEWER = Make(extractor="plain-2")


def said(*texts: str, make: Make = MAKE, **fields: Any) -> Article:
    fields = {"headline": "Ferry late", "byline": "By Ada Ruiz", **fields}
    return replace(story("", make=make), paragraphs=tuple(Paragraph(text=text) for text in texts), **fields)


def record(archive: Archive, article_id: int, article: Article, minutes: float) -> None:
    """Record one version."""
    standing = archive.history.standing(article_id)
    body = page(f"{article}")
    outcome = Outcome.CHANGED if standing.article.versions else Outcome.FIRST
    version = new_version(str(article), after=standing.last_shown_at, by=after(minutes), article=article)
    archive.history.record(
        Recording(
            observation=seen(article_id, outcome, after(minutes), body),
            payload=body,
            keeps_payload=True,
            version=version,
            expected_versions=standing.article.versions,
            next_check_at=after(minutes + 30),
            period_s=1800.0,
        )
    )


def told(archive: Archive, name: str, *versions: Article | str, start: float = 0, **options: Any) -> int:
    """An article with these versions, ten minutes apart; its id."""
    article = track(archive, f"https://example.org/{name}", **options)
    for turn, version in enumerate(versions):
        text = said(version) if isinstance(version, str) else version
        record(archive, article.id, text, start + 10 * turn)
    return article.id


def find(archive: Archive, query: str, *, limit: int = 100, **wanted: Any) -> Sequence[SearchHit]:
    before = wanted.pop("before", None)
    return archive.search.find(parse(query), SearchFilter(**wanted), limit=limit, before=before).hits


def found(archive: Archive, query: str, **wanted: Any) -> dict[int, tuple[tuple[int, int], ...]]:
    return {hit.article_id: hit.ranges for hit in find(archive, query, **wanted)}


def numbers(sightings: Sequence[Sighting]) -> list[int]:
    return [one.version for one in sightings]


def test_a_hit_tells_which_versions_hold_a_phrase_since_when_and_where_it_vanished(archive: Archive) -> None:
    ferry = told(archive, "ferry", said("One."), said("One.", WINCH), said("One.", WINCH, MASTER), said(MASTER))
    look(archive, ferry, Outcome.UNCHANGED, minutes=50, text="seen again")
    told(archive, "tunnel", "Nothing of that.")
    (hit,) = find(archive, '"broken winch"')
    assert (hit.article_id, hit.url, hit.source) == (ferry, "https://example.org/ferry", "example")
    assert (hit.headline, hit.versions, hit.is_in_newest) == ("Ferry late", 4, False)
    assert (hit.ranges, numbers(hit.added), numbers(hit.removed)) == (((2, 3),), [2], [4])
    assert (hit.first_seen.version, hit.first_seen.after, hit.first_seen.by) == (2, after(0), after(10))
    assert hit.last_seen_at == after(20)
    assert hit.vanished and (hit.vanished.after, hit.vanished.by) == (after(20), after(30))
    assert (hit.listed.version, hit.shown) == (3, 3)
    (snippet,) = hit.snippets
    assert (snippet.passage.field, snippet.passage.paragraph, snippet.passage.text) == (Field.BODY, 1, WINCH)
    assert [WINCH[start:end] for start, end in snippet.spans] == ["broken winch"]
    (still,) = find(archive, "harbour")
    assert (still.ranges, still.is_in_newest, still.last_seen_at) == (((3, 4),), True, after(50))


def test_a_text_that_comes_back_has_two_ranges(archive: Archive) -> None:
    told(archive, "ferry", said(WINCH), said("One."), said(WINCH, "One."), said("Two."))
    (hit,) = find(archive, "winch")
    assert (hit.ranges, numbers(hit.added), numbers(hit.removed)) == (((1, 1), (3, 3)), [3], [2, 4])


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("winch", [1, 2]),
        ("WINCH möwe", [1]),
        ("mowe", [1]),
        ('"winch broken"', []),
        ('"broken winch"', [1]),
        ("winch harbour", [1]),
        ("winch OR tunnel", [1, 2, 3]),
        ("winch -harbour", [1, 2]),
        ("winch NOT headline:ferry", [2]),
        ("(winch OR tunnel) AND opens", [3]),
        ("headline:winch", [2]),
        ("headline:ferry body:winch", [1]),
        ("byline:ruiz", [1, 2]),
        ("body:ruiz", []),
        ("standfirst:(part OR opens)", [3]),
        ("harb*", [1]),
        ('"broken win"*', [1]),
        ('"the master of the harb"*', [1]),
        ("winches", []),
        ("-winch tunnel", [3]),
    ],
)  # fmt: skip
def test_words_phrases_beginnings_and_their_connections(archive: Archive, query: str, numbers: list[int]) -> None:
    told(archive, "ferry", said(WINCH, MASTER), said(WINCH))
    told(archive, "winch", said("Nobody was hurt.", headline="A winch broke"))
    told(archive, "tunnel", said("A tunnel.", headline="Tunnel", standfirst="It opens in May.", byline=None))
    assert sorted(found(archive, query)) == numbers


def test_all_words_must_stand_in_one_version_but_not_in_one_paragraph(archive: Archive) -> None:
    told(archive, "ferry", said("Wind.", "Rain."), said("Wind.", "Snow."), said("Fog.", "Snow."))
    assert found(archive, "wind snow") == {1: ((2, 2),)}
    assert found(archive, "wind -rain") == {1: ((2, 2),)}
    assert found(archive, "wind OR fog") == {1: ((1, 3),)}
    assert found(archive, "rain fog") == {}
    (hit,) = find(archive, "wind snow")
    assert [snippet.passage.text for snippet in hit.snippets] == ["Wind.", "Snow."]


@pytest.mark.parametrize(
    ("text", "whole", "parts", "absent"),
    [
        ("港口在星期日关闭，乘客在船上过夜。", "乘客在船上过夜", ["港口", "夜", "船", "关闭"], ["口港", "过船"]),
        ("渡し船は日曜日に止まり、乗客は船で夜を明かした。", "乗客は船で夜を明かした", ["渡し船", "た"], ["曜渡"]),
        ("เรือข้ามฟากหยุดให้บริการในวันอาทิตย์", "หยุดให้บริการ", ["เรือ", "วันอาทิตย์"], ["ฟากเรือ"]),
    ],
    ids=["chinese", "japanese", "thai"],
)  # fmt: skip
def test_scripts_without_spaces_are_found_by_any_part_of_a_run(
    archive: Archive, text: str, whole: str, parts: list[str], absent: list[str]
) -> None:
    told(archive, "ferry", said("One."), said(text), said("One."))
    for query in (whole, f'"{whole}"', *parts):
        (hit,) = find(archive, query)
        assert (hit.ranges, numbers(hit.removed)) == (((2, 2),), [3]), query
        (snippet,) = hit.snippets
        marked = [text[start:end] for start, end in snippet.spans]
        assert marked and all(one == query.strip('"') for one in marked)
    for query in absent:
        assert found(archive, query) == {}, query


def test_added_and_removed_choose_by_what_a_version_did_and_list_by_it(archive: Archive) -> None:
    always = told(archive, "always", said(WINCH), said(WINCH, "One."))
    came = told(archive, "came", said("One."), said(WINCH), said(WINCH, "One."), start=1)
    went = told(archive, "went", said(WINCH), said(WINCH, "One."), said("Two."), start=2)
    assert [hit.article_id for hit in find(archive, "winch")] == [came, went, always]
    (added,) = find(archive, "winch", event=Event.ADDED)
    assert (added.article_id, added.listed.version, added.shown) == (came, 2, 2)
    (removed,) = find(archive, "winch", event=Event.REMOVED)
    assert (removed.article_id, removed.listed.version, removed.shown) == (went, 3, 2)
    assert (removed.listed.after, removed.listed.by) == (after(12), after(22))
    assert removed.snippets[0].passage.text == WINCH


def test_source_and_time_choose(archive: Archive) -> None:
    ferry = told(archive, "ferry", said(WINCH), said(WINCH, "One."), said("Two."))
    tunnel = told(archive, "tunnel", said(WINCH), start=5, source="other")
    assert set(found(archive, "winch", source="other")) == {tunnel}
    assert found(archive, "winch", since=after(6)) == {ferry: ((1, 2),)}
    assert [hit.listed.version for hit in find(archive, "winch", until=after(10))] == [1, 1]
    assert found(archive, "winch", since=after(10), until=after(10)) == {}
    assert set(found(archive, "winch", since=after(20), event=Event.REMOVED)) == {ferry}
    assert found(archive, "winch", until=after(20), event=Event.REMOVED) == {}
    assert found(archive, "winch", source="nobody") == {}


def test_merged_articles_are_not_found_twice(archive: Archive) -> None:
    ferry = told(archive, "ferry", WINCH)
    double = told(archive, "double", WINCH)
    look(archive, double, Outcome.UNCHANGED, minutes=60, merged_into=ferry)
    assert set(found(archive, "winch")) == {ferry}


@pytest.mark.parametrize("rare", [2_000, 0], ids=["rare", "common"])
def test_withheld_articles_are_found_unless_all_must_be_public(archive: Archive, rare: int) -> None:
    archive.search = SearchStore(archive.database, Bounds(rare=rare, gathered=rare))
    ferry = told(archive, "ferry", said(WINCH), said("One."))
    tunnel = told(archive, "tunnel", said(WINCH), said("One."), start=5)
    archive.articles.withhold(tunnel, "Withdrawn.")
    for event in (None, Event.REMOVED):
        assert set(found(archive, "winch", event=event)) == {ferry, tunnel}
        assert set(found(archive, "winch", event=event, is_public=True)) == {ferry}
    assert set(found(archive, "winch", is_public=True, before=(tunnel, 2))) == {ferry}, "a page may begin there"
    archive.articles.withhold(tunnel, None)
    assert set(found(archive, "winch", is_public=True)) == {ferry, tunnel}


@pytest.mark.parametrize(("rare", "few"), [(2_000, 900), (2_000, 0), (0, 0)], ids=["few", "rare", "common"])
def test_pages_follow_each_other_without_a_gap(archive: Archive, rare: int, few: int) -> None:
    archive.search = SearchStore(archive.database, Bounds(rare=rare, gathered=rare, few=few, stride=3))
    for k in range(7):
        told(archive, f"a{k}", said(WINCH), said(WINCH, "One."), said("Two."), start=k % 3)
        told(archive, f"b{k}", said("One."), start=k)
    for wanted in ({}, {"event": Event.REMOVED}, {"since": after(1), "until": after(12)}):
        whole = find(archive, "winch -tunnel", **wanted)
        keys: list[tuple[datetime, int]] = [(hit.listed.by, hit.article_id) for hit in whole]
        assert keys == sorted(keys, reverse=True) and len(keys) >= 4
        walked: list[SearchHit] = []
        while more := find(archive, "winch -tunnel", limit=2, before=walked[-1].cursor if walked else None, **wanted):
            walked += more
        assert walked == list(whole)
    with pytest.raises(NotFound, match="no version 9 of article 1"):
        find(archive, "winch", before=(1, 9))


@pytest.mark.parametrize("event", [None, *Event])
@pytest.mark.parametrize("query", ["winch", "winch one", "two OR winch", "one -winch", "win* two", "wi*", "two -zzz"])
def test_common_and_rare_phrases_find_the_same(archive: Archive, query: str, event: Event | None) -> None:
    told(archive, "ferry", said(WINCH), said("One.", WINCH), said("Two."))
    told(archive, "tunnel", said("Two."), said("One."), said(WINCH, "Two."), start=3)
    rare = find(archive, query, event=event)
    archive.search = SearchStore(archive.database, Bounds(rare=0, gathered=0))
    assert find(archive, query, event=event) == rare


@pytest.mark.parametrize(("rare", "gathered"), [(2_000, 2_000), (0, 2_000), (0, 0)], ids=["rare", "gathered", "common"])
def test_a_search_that_takes_long_may_be_left_and_taken_up_again(archive: Archive, rare: int, gathered: int) -> None:
    archive.search = SearchStore(
        archive.database, Bounds(rare=rare, gathered=gathered, few=0, stride=2, longest_stride=2)
    )
    for k in range(9):
        told(archive, f"a{k}", said(WINCH, "One." if k % 4 else "Two."), said("One."), start=k % 2)
    wanted = SearchFilter(event=Event.REMOVED)
    whole = archive.search.find(parse("winch two"), wanted, limit=9).hits
    pages = [archive.search.find(parse("winch two"), wanted, limit=9, patience=1)]
    while cursor := pages[-1].cursor:
        pages.append(archive.search.find(parse("winch two"), wanted, limit=9, patience=1, before=cursor))
    assert len(pages) > 1 and len(whole) == 3
    assert [hit for one in pages for hit in one.hits] == list(whole)


@pytest.mark.parametrize("rare", [2_000, 0], ids=["rare", "common"])
def test_beginnings_of_any_length_are_found(archive: Archive, rare: int) -> None:
    archive.search = SearchStore(archive.database, Bounds(rare=rare, gathered=rare))
    texts = ("the harbourmaster", "a harbour of the Möwe", "harbingers", "船长说", "Hafenmöwen")
    for k, text in enumerate(texts):
        told(archive, f"a{k}", said("One."), said(text))
    asked = [word.text[:size] for text in texts for word in words(text) for size in range(2, len(word.text) + 1)]
    for beginning in {*asked, "船", "长"}:
        query = beginning if len(beginning) == 1 else f"{beginning}*"
        fits = {k for k, text in enumerate(texts, 1) if any(w.text.startswith(beginning) for w in words(text))}
        assert found(archive, query) == dict.fromkeys(fits, ((2, 2),)), query
    assert set(found(archive, '"the harbou"*')) == {1} and set(found(archive, '"of the mo"*')) == {2}


def test_articles_are_found_whatever_lies_between_them(archive: Archive) -> None:
    archive.search = SearchStore(archive.database, Bounds(rare=0, gathered=0))
    fits = []
    for gap in (0, 1, 7, 8, 9, 30):
        for k in range(gap):
            told(archive, f"between-{gap}-{k}", "Nothing of that.")
        fits.append(told(archive, f"a{gap}", WINCH))
    assert set(found(archive, "winch")) == set(fits)
    assert set(found(archive, "winch nothing")) == set()


def test_a_long_text_is_found_from_its_beginning_to_its_end(archive: Archive) -> None:
    words = [f"w{k}" if k % 2 else "the" for k in range(1_501)]
    told(archive, "ferry", said(" ".join(words)), said("One."))
    for start in (0, 150, 191, 192, 254, 255, 700, 1_437, 1_490):
        for size in (1, 10, 64, 200):
            assert found(archive, f'"{" ".join(words[start : start + size])}"') == {1: ((1, 1),)}, (start, size)
    assert found(archive, '"w1 the w5"') == {}


def test_what_a_better_extractor_reads_is_never_told_as_an_edit(archive: Archive) -> None:
    ferry = told(archive, "ferry", said("One."), said("Two."))
    (_, second) = archive.history.versions(ferry)
    archive.history.add_extraction(second.id, said("Two.", WINCH, make=NEWER), after(15))
    record(archive, ferry, said("Three.", WINCH, make=NEWER), 20)
    record(archive, ferry, said("Three.", make=NEWER), 30)
    (hit,) = find(archive, "winch")
    assert (hit.ranges, numbers(hit.added), numbers(hit.removed)) == (((2, 3),), [], [4])
    assert found(archive, "two") == {ferry: ((2, 2),)}


def test_an_article_is_searched_as_the_newest_make_that_read_all_of_it(archive: Archive) -> None:
    ferry = told(archive, "ferry", said("One.", "Follow us."), said("Two.", "Follow us."))
    first, second = archive.history.versions(ferry)
    archive.history.add_extraction(first.id, said("One.", make=NEWER), after(15))
    assert found(archive, "follow") == {ferry: ((1, 2),)}
    archive.history.add_extraction(second.id, said("Two.", WINCH, make=NEWER), after(15))
    assert found(archive, "follow") == {}
    (hit,) = find(archive, "winch")
    assert (hit.ranges, numbers(hit.added)) == (((2, 2),), [2])


def test_the_index_made_anew_finds_the_same(archive: Archive) -> None:
    ferry = told(archive, "ferry", said("One."), said("Two.", WINCH))
    _, second = archive.history.versions(ferry)
    archive.history.add_extraction(second.id, said("Two.", MASTER, make=NEWER), after(15))
    record(archive, ferry, said("Three.", make=NEWER), 20)
    told(archive, "tunnel", WINCH, "One.")
    queries = ("winch", "master", "one", "two", "three")
    before = [find(archive, query) for query in queries]
    counted: list[int] = []
    archive.search.reindex(on_article=counted.append)
    assert [find(archive, query) for query in queries] == before
    assert counted == [1, 2]
    record(archive, ferry, said("Four.", make=NEWER), 30)
    assert found(archive, "four three") == {}
    assert found(archive, "four") == {ferry: ((4, 4),)}


def test_a_damaged_archive_is_searched_without_snippets_and_goes_on(archive: Archive) -> None:
    ferry = told(archive, "ferry", said(WINCH))
    with archive.database.write() as conn:
        conn.execute(sa.delete(t.extractions))
    (hit,) = find(archive, "winch")
    assert (hit.ranges, hit.snippets) == (((1, 1),), ())
    record(archive, ferry, said("Two."), 10)
    assert found(archive, "winch OR two") == {ferry: ((1, 2),)}


def test_text_that_no_database_holds_is_searched_all_the_same(archive: Archive) -> None:
    told(archive, "ferry", said("A \ud800 lone\0one, 'quoted' \\ and \"so\" ⒈ x" + "y" * 3_000), said("One."))
    for query in ("lone", "quoted so", "1", "lone one"):
        assert found(archive, query) == {1: ((1, 1),)}, query


def test_nothing_is_found_in_an_empty_archive(archive: Archive) -> None:
    assert found(archive, "winch") == {}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.text(alphabet="ab\"'*()-:\\ OR|&!<>{}^+,.;%_京都ก", max_size=25))
def test_any_query_gives_a_result_or_a_clear_error(archive: Archive, query: str) -> None:
    if not archive.articles.all():
        told(archive, "ferry", said("a b ab 京都 ก 'a' b*"))
    try:
        wanted = parse(query)
    except QueryError as error:
        assert len(str(error)) > 20
    else:
        archive.search.find(wanted, SearchFilter(), limit=5)


def holds(query: Query, article: Article) -> bool:
    """Whether an article fits, found by reading all of it."""
    if isinstance(query, Phrase):
        return any(
            places(query, list(words(one.text))) for one in passages(article) if query.field in {None, one.field}
        )
    if isinstance(query, Not):
        return not holds(query.part, article)
    return (all if isinstance(query, And) else any)(holds(part, article) for part in query.parts)


def random_text(random: Random) -> str:
    return " ".join(
        random.choices(("ferry", "Möwe", "quay", "winch", "winchman", "late", "京都市", "เรือ"), k=random.randint(1, 6))
    )


def random_query(random: Random, depth: int = 0) -> str:
    turn = random.random()
    if depth > 2 or turn < 0.4:
        word = random.choice(("ferry", "mowe", "quay", "win*", "winchm*", "late", "京都", "市", "รื", "none"))
        return f"{random.choice(('', '', 'headline:', 'body:', '-'))}{word}"
    if turn < 0.55:
        return f'"{random_text(random)}"'
    parts = [random_query(random, depth + 1) for _ in range(random.randint(2, 3))]
    return f"({random.choice((' ', ' OR ')).join(parts)})"


@pytest.mark.parametrize(("rare", "gathered"), [(2_000, 2_000), (3, 2_000), (3, 3)], ids=["rare", "gathered", "common"])
def test_random_searches_find_what_reading_everything_finds(
    archive: Archive, rare: int, gathered: int, soak: bool
) -> None:
    archive.search = SearchStore(archive.database, Bounds(rare=rare, gathered=gathered, few=3, at_once=2, stride=4))
    random = Random(3)
    stories: dict[int, list[Article]] = {}
    for k in range(15):
        texts = [random_text(random) for _ in range(3)]
        versions = []
        for _ in range(random.randint(1, 5)):
            texts[random.randrange(3)] = random_text(random)
            versions.append(said(*texts[1:], headline=texts[0]))
        stories[told(archive, f"a{k}", *versions, start=random.randint(0, 30))] = versions
    asked = 0
    while asked < (1_000 if soak else 30):
        try:
            query = parse(random_query(random))
        except QueryError:
            continue
        asked += 1
        fits = {i: [holds(query, one) for one in versions] for i, versions in stories.items()}
        turns = {i: [(k + 1, b) for k, (a, b) in enumerate(pairwise(one), 1) if a != b] for i, one in fits.items()}
        hits = archive.search.find(query, SearchFilter(), limit=99).hits
        told_of = {hit.article_id: hit for hit in hits}
        assert told_of.keys() == {i for i, one in fits.items() if any(one)}, query
        for i, hit in told_of.items():
            assert hit.ranges == ranges([k for k, is_fit in enumerate(fits[i], 1) if is_fit]), query
            assert numbers(hit.added) == [k for k, is_added in turns[i] if is_added], query
            assert numbers(hit.removed) == [k for k, is_added in turns[i] if not is_added], query
            assert hit.snippets and hit.snippets[0].spans, query
        for event, is_added in ((Event.ADDED, True), (Event.REMOVED, False)):
            page = archive.search.find(query, SearchFilter(event=event), limit=99)
            wanted = {i: [k for k, one in turns[i] if one is is_added] for i in stories}
            assert {hit.article_id: hit.listed.version for hit in page.hits} == {
                i: numbers[-1] for i, numbers in wanted.items() if numbers
            }, query
