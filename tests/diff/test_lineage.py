"""Where text comes from over many versions, and that the changes carry the whole way from the first to the last."""

import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.diff.align import align
from newsdiff.diff.cosmetic import is_cosmetic
from newsdiff.diff.lineage import Body, life, lineages
from newsdiff.model.change import Op, Operation, Spans
from newsdiff.model.lineage import Lineage, Origin

FERRY = "The last ferry to Lundholm was held in port on Sunday after waves of up to four metres."
FERRY_SIX = "The last ferry to Lundholm was held in port on Sunday after waves of up to six metres."
NIGHT = "Twelve passengers spent the night aboard, and the crew gave them soup."
SORRY = "“We make no apology for putting safety first,” said Mira Oduya, the harbour master."
SORRY_PLAIN = '"We make no apology for putting safety first," said Mira Oduya, the harbour master.'
CRITICS = "Critics say the company should have warned travellers sooner."
HOURS = "Several waited for hours in the rain outside the locked terminal."
COUNCIL = "The council meets again on Friday to talk about the harbour wall."


def newest(*bodies: Sequence[str]) -> tuple[Lineage, ...]:
    return lineages(bodies)[-1]


def test_what_stands_since_the_first_version_was_neither_added_nor_edited() -> None:
    (unit,) = newest([FERRY], [FERRY], [FERRY])
    assert (unit.brought, unit.edited, unit.op, unit.is_edited) == (1, 1, Op.ADDED, False)


def test_an_edit_keeps_the_origin() -> None:
    (unit,) = newest([FERRY], [FERRY], [FERRY_SIX])
    assert unit == Lineage(origins=(Origin(1, 0),), edited=3, op=Op.EDITED)


def test_a_move_is_followed_and_is_no_edit() -> None:
    bodies = [FERRY, NIGHT, SORRY, COUNCIL], [COUNCIL, FERRY, NIGHT, SORRY]
    assert [(u.brought, u.is_edited) for u in newest(*bodies)] == [(1, False)] * 4
    assert newest(*bodies)[0].origins == (Origin(1, 3),)


def test_typography_is_kept_apart_from_edits() -> None:
    (unit,) = newest([SORRY], [SORRY_PLAIN])
    assert (unit.edited, unit.is_edited, unit.cosmetic) == (1, False, 2)


def test_typography_of_a_moved_paragraph_is_kept_apart_too() -> None:
    unit = newest([FERRY, NIGHT, COUNCIL, SORRY], [SORRY_PLAIN, FERRY, NIGHT, COUNCIL])[0]
    assert (unit.origins, unit.is_edited, unit.cosmetic) == ((Origin(1, 3),), False, 2)


def test_an_edit_after_typography_makes_the_typography_old_news() -> None:
    edited = SORRY_PLAIN.replace("harbour master", "master of the harbour")
    (unit,) = newest([SORRY], [SORRY_PLAIN], [edited])
    assert (unit.edited, unit.cosmetic) == (3, None)


def test_both_parts_of_a_split_come_from_the_whole() -> None:
    first, second = newest([f"{CRITICS} {HOURS}"], [CRITICS, HOURS])
    assert first == second == Lineage(origins=(Origin(1, 0),), edited=2, op=Op.SPLIT)


def test_a_merged_paragraph_keeps_all_origins_and_the_earliest_brought_it() -> None:
    bodies = [HOURS], [CRITICS, HOURS], [f"{CRITICS} {HOURS}"]
    (unit,) = newest(*bodies)
    assert (unit.brought, unit.edited, unit.op) == (1, 3, Op.MERGED)
    assert unit.origins == (Origin(1, 0), Origin(2, 0))


def test_what_comes_back_is_brought_anew_and_tells_where_it_had_stood() -> None:
    with_it, without = [FERRY, NIGHT, COUNCIL], [FERRY, COUNCIL]
    unit = newest(with_it, with_it, without, with_it, without, with_it)[1]
    assert unit.origins == (Origin(6, 1, ((1, 2), (4, 4))),)


def test_a_second_copy_of_what_stands_is_no_return() -> None:
    twice = newest([NIGHT, FERRY], [FERRY], [FERRY, NIGHT], [NIGHT, FERRY, NIGHT])
    assert [unit.origins[0].stood_before for unit in twice if unit.brought == 4] == [()]


def test_no_versions_and_empty_versions_have_no_lineages() -> None:
    assert lineages([]) == ()
    assert lineages([[], [FERRY], []]) == ((), (Lineage(origins=(Origin(2, 0),), edited=2),), ())


def test_a_life_tells_each_event_from_the_origin_to_the_end() -> None:
    bodies = [COUNCIL], [COUNCIL, FERRY], [COUNCIL, FERRY], [COUNCIL, FERRY_SIX], [COUNCIL], [COUNCIL, FERRY_SIX]
    lived = life(bodies, 3, 1)
    assert [(e.version, e.operation.op, e.also_stood) for e in lived.events] == [
        (2, Op.ADDED, ()),
        (4, Op.EDITED, ()),
        (5, Op.REMOVED, ((6, 6),)),
    ]
    assert lived.until == 4
    assert life(bodies, 6, 1).events[0].also_stood == ((4, 4),)


def test_a_life_goes_back_through_a_merge_and_on_through_a_split() -> None:
    joined = f"{CRITICS} {HOURS}"
    bodies = [CRITICS, COUNCIL, FERRY], [CRITICS, HOURS, COUNCIL, FERRY], [joined, COUNCIL, FERRY]
    lived = life((*bodies, [CRITICS, HOURS, COUNCIL, FERRY], [HOURS, COUNCIL, FERRY]), 3, 0)
    assert [(e.version, e.operation.op) for e in lived.events] == [
        (1, Op.ADDED),
        (2, Op.ADDED),
        (3, Op.MERGED),
        (4, Op.SPLIT),
        (5, Op.REMOVED),
    ]
    assert lived.until == 5


def test_a_life_of_nothing_is_an_error() -> None:
    for version, index in ((0, 0), (2, 0), (1, 1), (1, -1)):
        with pytest.raises(IndexError):
            life([[FERRY]], version, index)


def test_fifty_versions_of_sixty_paragraphs_take_well_under_a_second() -> None:
    body = [f"Paragraph {n} of the long report on the harbour wall has {n * 7} words." for n in range(60)]
    versions = []
    for look in range(50):
        body = [*body[1:30], f"In look {look} the divers found {look * 13} cracks.", *body[30:60], body[0]][:60]
        body[look] = f"{body[look]} It was measured again at look {look}."
        versions.append(body)
    start = time.process_time()
    assert len(lineages(versions)[-1]) == 60
    assert time.process_time() - start < 0.9


# Against brute force: for each unit anew, a search over all ways back through all versions.


@dataclass(frozen=True)
class Graph:
    """All versions' units as nodes (version, index), and which became which."""

    bodies: Sequence[Body]
    #: (older, newer) -> what happened on the way: "same", "cosmetic" or "edit"
    ways: dict[tuple[tuple[int, int], tuple[int, int]], str]

    @classmethod
    def of(cls, bodies: Sequence[Body]) -> "Graph":
        ways = {}
        for version, (old, new) in enumerate(pairwise(bodies), start=2):
            for operation in align(old, new):
                for i in operation.old:
                    for j in operation.new:
                        kind = "same" if old[i] == new[j] else "cosmetic" if is_cosmetic(old[i], new[j]) else "edit"
                        alone = len(operation.old) == len(operation.new) == 1
                        ways[(version - 1, i), (version, j)] = kind if alone else "edit"
        return cls(bodies, ways)

    def back(self, node: tuple[int, int]) -> set[tuple[int, int]]:
        """The node and everything it can have come from."""
        found = {node}
        while more := {older for older, newer in self.ways if newer in found} - found:
            found |= more
        return found

    def traced(self, node: tuple[int, int]) -> tuple[set[tuple[int, int]], int, int | None]:
        """Origins, the last edit (or what brought it), and the last typography after it."""
        found = self.back(node)
        kinds = [(newer[0], kind) for (_, newer), kind in self.ways.items() if newer in found]
        origins = found - {newer for _, newer in self.ways}
        edited = max([version for version, kind in kinds if kind == "edit"] + [min(version for version, _ in origins)])
        cosmetic = max((version for version, kind in kinds if kind == "cosmetic"), default=0)
        return origins, edited, cosmetic if cosmetic > edited else None

    def stood_before(self, origin: tuple[int, int]) -> list[int]:
        """The versions in which an origin's text stood and from which it had vanished."""
        version, index = origin
        text = self.bodies[version - 1][index]
        earlier = [number for number in range(1, version) if text in self.bodies[number - 1]]
        return [] if version - 1 in earlier else earlier

    def run(self, node: tuple[int, int]) -> tuple[int, bool]:
        """The first of the versions up to this one in which the very text stands without a break; if always once."""
        version, index = node
        text, once = self.bodies[version - 1][index], True
        while version and text in self.bodies[version - 1]:
            once &= list(self.bodies[version - 1]).count(text) == 1
            version -= 1
        return version + 1, once


def compare(bodies: Sequence[Body]) -> Counter[str]:
    """Every unit of every version held against the search; counts of what was compared and what was found."""
    graph, found = Graph.of(bodies), Counter[str]()
    for version, units in enumerate(lineages(bodies), start=1):
        for index, unit in enumerate(units):
            origins, edited, cosmetic = graph.traced((version, index))
            told = {(origin.version, origin.index) for origin in unit.origins}
            assert (told, unit.edited, unit.cosmetic) == (origins, edited, cosmetic), (version, index)
            assert unit.brought == min(origins)[0]
            for origin in unit.origins:
                stood = [number for first, last in origin.stood_before for number in range(first, last + 1)]
                assert stood == graph.stood_before((origin.version, origin.index))
            touched = max(unit.edited, unit.cosmetic or 0)
            first, once = graph.run((version, index))
            assert first <= touched, "the very text stood before it was edited, and after"
            found.update(("units",), newest=version == len(bodies), once=once, exact=first == touched)
            found.update(inexact_once=once and first != touched)
            returned = bool(unit.origins[0].stood_before)
            found.update(edited=unit.is_edited, merged=len(unit.origins) > 1, returned=returned)
    return found


def histories(shared: Path, pages: int | None) -> Iterator[list[list[str]]]:
    """The pages with the most versions (None: all), each as its versions' paragraphs."""
    with gzip.open(shared / "corpora" / "text-spotlightpa" / "dev" / "pages.jsonl.gz", "rt") as lines:
        found = [json.loads(line) for line in lines]
    found.sort(key=lambda page: (-len(page["revs"]), page["page_id"]))
    for page in found[:pages]:
        yield [[page["paras"][k] for k in revision["p"]] for revision in page["revs"]]


def test_real_histories_are_traced_as_a_search_over_all_versions_traces_them(shared: Path, soak: bool) -> None:
    found = Counter[str]()
    for bodies in histories(shared, None if soak else 200):
        found += compare(bodies)
    print(dict(found))
    assert found["units"] >= 25_000
    assert found["edited"] and found["merged"] and found["returned"]
    assert found["inexact_once"] == 0


#: few texts, so that they repeat, move, vanish and come back; some like each other, some joined from others
TEXTS = (FERRY, FERRY_SIX, NIGHT, SORRY, SORRY_PLAIN, CRITICS, HOURS, f"{CRITICS} {HOURS}", COUNCIL, "* * *", "")
BODIES = st.lists(st.lists(st.sampled_from(TEXTS), max_size=7), max_size=7)


@given(BODIES)
def test_any_history_is_traced_as_a_search_over_all_versions_traces_it(bodies: list[list[str]]) -> None:
    compare(bodies)


@given(BODIES)
def test_a_life_has_all_events_on_all_ways(bodies: list[list[str]]) -> None:
    graph = Graph.of(bodies)
    for version, body in enumerate(bodies, start=1):
        for index in range(len(body)):
            lived = life(bodies, version, index)
            back = graph.back((version, index))
            on = {node for node in _nodes(bodies, version) if (version, index) in graph.back(node)}
            told = [(event.version, event.operation) for event in lived.events]
            assert told == list(_happened(bodies, version, back, on))
            assert lived.until == max(number for number, _ in on)


def _nodes(bodies: Sequence[Body], version: int) -> Iterator[tuple[int, int]]:
    for number in range(version, len(bodies) + 1):
        yield from ((number, index) for index in range(len(bodies[number - 1])))


def _happened(
    bodies: Sequence[Body], version: int, back: set[tuple[int, int]], on: set[tuple[int, int]]
) -> Iterator[tuple[int, Operation]]:
    """The operations that brought what lies behind a unit, and those that befell what came of it."""
    for number, (old, new) in enumerate(pairwise(([], *bodies)), start=1):
        for operation in align(old, new):
            came = number <= version and any((number, j) in back for j in operation.new)
            went = number > version and any((number - 1, i) in on for i in operation.old)
            if (came or went) and operation.op is not Op.UNCHANGED:
                yield number, operation


# Applying change after change. A patch says of each new text how many visible characters are kept from the old side,
# in order, and what stands between them; it has nothing of the new side but its marked stretches and white space.

Patch = list[int | str]


def patch(text: str, spans: Spans, kept: bool) -> Patch:
    """One new text as it is told to somebody who has the old side; `kept`: the operation has an old side at all."""
    found: Patch = []
    for place, character in enumerate(text):
        marked = not kept or any(start <= place < end for start, end in spans)
        found.append(character if marked or character.isspace() else 1)
    return found


def applied(old: Sequence[str], told: Sequence[tuple[Operation, list[Patch]]], size: int) -> list[str]:
    """The new version's texts, from the old version's and what is told of the change."""
    new = [""] * size
    for operation, patches in told:
        spans = operation.spans_old or [()] * len(operation.old)
        marks = ((old[i], marked) for i, marked in zip(operation.old, spans, strict=True))
        unmarked = "".join(
            character
            for text, marked in marks
            for place, character in enumerate(text)
            if not (character.isspace() or any(start <= place < end for start, end in marked))
        )
        left = iter(unmarked)
        for j, pieces in zip(operation.new, patches, strict=True):
            new[j] = "".join(piece if isinstance(piece, str) else next(left) for piece in pieces)
        assert operation.op is Op.REMOVED or not list(left), "kept text that stands nowhere"
    return new


def carried(bodies: Sequence[Body]) -> list[str]:
    """The first version's texts with all changes applied, one after the other."""
    body = list(bodies[0])
    for old, new in pairwise(bodies):
        told = []
        for operation in align(old, new):
            spans = operation.spans_new or ((),) * len(operation.new)
            patches = [patch(new[j], s, bool(operation.old)) for j, s in zip(operation.new, spans, strict=True)]
            told.append((operation, patches))
        body = applied(body, told, len(new))
    return body


@given(st.lists(st.lists(st.sampled_from(TEXTS) | st.text(max_size=30), max_size=7), min_size=1, max_size=6))
def test_changes_applied_one_after_the_other_lead_from_the_first_version_to_the_last(bodies: list[list[str]]) -> None:
    assert carried(bodies) == bodies[-1]


def test_real_changes_applied_one_after_the_other_lead_to_the_last_version(shared: Path, soak: bool) -> None:
    for bodies in histories(shared, 200 if soak else 40):
        assert carried(bodies) == bodies[-1]
        assert carried(bodies[::-1]) == bodies[0]
