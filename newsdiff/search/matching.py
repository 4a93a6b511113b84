"""Which versions fit a query, and which words of a text are meant: pure, and the same for both databases.

The sets of versions are whole numbers whose bits are readings: bit 0 is the first reading of an article.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from newsdiff.model.article import Article
from newsdiff.model.search import Passage, Snippet, passages
from newsdiff.search.query import And, Not, Phrase, Query, wanted_phrases
from newsdiff.search.words import Word, folded, words

#: passages shown of one article, where no single one holds all that was looked for
_MOST_SNIPPETS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One version as one make read it. A version stands twice where two makes meet in it."""

    version: int
    #: the reading before it is of the version before, by the same make: what differs, an editor changed
    follows: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """The versions that fit a query, and those that made it so or not so."""

    versions: tuple[int, ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]


def fitting(query: Query, found: Mapping[Phrase, int], readings: int) -> int:
    """The readings that fit, given those that hold each phrase, and the number of all."""
    if isinstance(query, Phrase):
        return found.get(query, 0)
    if isinstance(query, Not):
        return ~fitting(query.part, found, readings) & ((1 << readings) - 1)
    sets = [fitting(part, found, readings) for part in query.parts]
    result = sets[0]
    for other in sets[1:]:
        result = result & other if isinstance(query, And) else result | other
    return result


def newest_fit(readings: Sequence[Reading], fits: int) -> int | None:
    """The newest of the versions of `fit`, without working out all of them."""
    later = None
    for k in range(len(readings) - 1, -1, -1):
        if fits >> k & 1 and readings[k].version != later:
            return readings[k].version
        later = readings[k].version
    return None


def fit(readings: Sequence[Reading], fits: int) -> Fit:
    """What a set of readings says of versions.

    A version is as its last reading says. It added or removed something only against a reading by the same make, and
    only if its last reading says so too: where two makes differ, nobody edited anything.
    """
    is_fit = [bool(fits >> k & 1) for k in range(len(readings))]
    last = {reading.version: is_fit[k] for k, reading in enumerate(readings)}
    turns = [
        (reading.version, is_fit[k])
        for k, reading in enumerate(readings)
        if k and reading.follows and is_fit[k] != is_fit[k - 1] and is_fit[k] == last[reading.version]
    ]
    return Fit(
        versions=tuple(version for version, fits_it in last.items() if fits_it),
        added=tuple(version for version, is_added in turns if is_added),
        removed=tuple(version for version, is_added in turns if not is_added),
    )


def ranges(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Ascending numbers as ranges of neighbours.

    >>> ranges([1, 2, 3, 7])
    ((1, 3), (7, 7))
    """
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def snippets(query: Query, article: Article) -> tuple[Snippet, ...]:
    """The passages that say what was looked for: the one with most of it first, then those with the rest."""
    wanted = list(dict.fromkeys(wanted_phrases(query)))
    marked: list[tuple[Passage, dict[Phrase, list[tuple[int, int]]]]] = []
    for passage in passages(article):
        possible = _possible(passage, wanted)
        # one that can say no more than one before it is never chosen
        if not possible or any(marks.keys() >= possible for _, marks in marked):
            continue
        if marks := _marked(passage, possible):
            marked.append((passage, marks))
            if len(marks) == len(wanted):
                break
    chosen: list[Snippet] = []
    missing = set(wanted)
    while marked and len(chosen) < _MOST_SNIPPETS:
        passage, marks = max(marked, key=lambda one: len(missing & one[1].keys()))
        if not missing & marks.keys():
            break
        chosen.append(Snippet(passage=passage, spans=_merged(span for spans in marks.values() for span in spans)))
        missing -= marks.keys()
    return tuple(chosen)


def _possible(passage: Passage, wanted: Sequence[Phrase]) -> Set[Phrase]:
    """The phrases that a passage may hold: cutting a text into words takes longer than to see that one is not in it."""
    bare = folded(passage.text)
    asked = (one for one in wanted if one.field in {None, passage.field})
    return dict.fromkeys(one for one in asked if all(word in bare for word in one.words)).keys()


def _marked(passage: Passage, possible: Set[Phrase]) -> dict[Phrase, list[tuple[int, int]]]:
    """Those of these phrases that a passage holds, each with its places."""
    found = list(words(passage.text))
    marks = {phrase: places(phrase, found) for phrase in possible}
    return {phrase: spans for phrase, spans in marks.items() if spans}


def places(phrase: Phrase, found: Sequence[Word]) -> list[tuple[int, int]]:
    """Where a phrase stands among the words of a text, as offsets."""
    size, texts = len(phrase.words), [word.text for word in found]
    *head, last = phrase.words
    spans = []
    for k in range(len(texts) - size + 1):
        ending = texts[k + size - 1]
        if (ending.startswith(last) if phrase.is_prefix else ending == last) and texts[k : k + size - 1] == head:
            end = found[k + size - 1]
            spans.append((found[k].start, _end(end, last)))
    return spans


def _end(word: Word, asked: str) -> int:
    """Where the mark ends: of a pair of characters of which one was asked for, behind that one."""
    is_half = len(asked) == 1 and len(word.text) == 2 and word.end - word.start == 2
    return word.start + 1 if is_half else word.end


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
