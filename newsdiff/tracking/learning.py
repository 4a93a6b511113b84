"""What many pages of one source teach: lines that stand on many of its articles, boxes that tick. Pure.

The rules are strict, because a line that is taken for boilerplate is no longer compared: it must stand, the same to the
last character, in articles of at least `LEAST_STORIES` different stories, so that whichever of them is read, five
others say so; and on a part of all articles, larger for what could be a sentence of a story. Notes of the newsroom are
never learned.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from newsdiff.extract.text import ends_sentence, weight
from newsdiff.model.article import Article, ParagraphKind
from newsdiff.model.knowledge import Counted, Learned, Tick
from newsdiff.tracking.content import agree

#: different stories in which a line must stand
LEAST_STORIES = 6
#: part of a source's articles in which a line must stand that is no sentence
LABEL_SHARE = 0.1
#: and one that is a sentence or a heading
TEXT_SHARE = 0.3
#: weight from which a sentence must stand at the beginning or the end of the body, as a publisher's lines do
_PROSE = 80
#: a source is learned anew when it has so many times the articles of the last time
GROWTH = 1.5
#: newest articles of a source that are learned from
MOST_PAGES = 400
#: heavier paragraphs are no lines
_HEAVIEST = 600
_FIRST, _LAST = 2, 4
#: part of its places that must be there
_AT_AN_END = 0.9
#: two articles that share this part of the shorter one's prose, word for word, tell one story
_SAME_STORY = 1 / 3
#: articles on which a box must have ticked: in its numbers alone, in any way; and the part of all articles
LEAST_COUNTING, LEAST_TICKING, TICKING_SHARE = 2, 3, 0.05


def learn(pages: Sequence[Article], ticks: Sequence[Tick]) -> Learned:
    """What the newest versions of a source's articles, and the ticks seen in them, teach."""
    lines, boxes = tuple(_lines(pages)), tuple(_boxes(ticks, len(pages)))
    return Learned(lines=lines, boxes=boxes, articles=len(pages), ticks=len(ticks))


def is_due(before: tuple[int, int], there: tuple[int, int]) -> bool:
    """Whether there is more to learn from than last time: half as many articles again, or ticks never seen before.

    `before`: how many articles and ticks it was then; `there`: how many there are now.

    Rarely on purpose: what is learned makes all stored versions to be read anew before they are compared.
    """
    articles, ticks = there
    is_more = articles >= LEAST_STORIES and articles > before[0] and articles >= GROWTH * before[0]
    return is_more or ticks > before[1]


def _lines(pages: Sequence[Article]) -> Iterator[Counted]:
    standing: dict[str, list[int]] = {}
    for at, page in enumerate(pages):
        for text in _learnable(page):
            standing.setdefault(text, []).append(at)
    often = {text: ats for text, ats in standing.items() if len(ats) >= LEAST_STORIES}
    own = [{text: len(text) for text in page.texts if _is_prose(text)} for page in pages]
    for text, ats in sorted(often.items(), key=lambda item: (-len(item[1]), item[0])):
        where = [pages[at] for at in ats]
        needed = max(LEAST_STORIES, _share(text, where) * len(pages))
        is_learned = len(ats) >= needed and _is_at_an_end(text, where)
        if is_learned and _has_stories(where, [own[at] for at in ats], needed):
            yield Counted(text=text, articles=len(ats))


def _learnable(page: Article) -> Iterator[str]:
    """Each text once; what was left out as known counts on, or it would be forgotten."""
    texts = [p.text for p in page.paragraphs if p.kind is not ParagraphKind.NOTE]
    notes = {p.text for p in page.paragraphs if p.kind is ParagraphKind.NOTE}
    for text in dict.fromkeys([*texts, *page.left_out]):
        if text not in notes and weight(text) <= _HEAVIEST:
            yield text


def _share(text: str, pages: Sequence[Article]) -> float:
    kinds = Counter(p.kind for page in pages for p in page.paragraphs if p.text == text)
    is_heading = 2 * kinds[ParagraphKind.HEADING] > kinds.total()
    return TEXT_SHARE if is_heading or ends_sentence(text) else LABEL_SHARE


def _is_prose(text: str) -> bool:
    return weight(text) >= _PROSE and ends_sentence(text)


def _is_at_an_end(text: str, pages: Sequence[Article]) -> bool:
    """Whether it is no prose, or nearly always stands among the first or last paragraphs."""
    if not _is_prose(text):
        return True
    shown = [page.texts for page in pages if text in page.texts]
    ends = sum(1 for texts in shown if text in texts[:_FIRST] or text in texts[-_LAST:])
    return ends >= _AT_AN_END * len(shown)


def _has_stories(pages: Sequence[Article], own: Sequence[dict[str, int]], needed: float) -> bool:
    """Whether so many of the articles tell different stories."""
    found: list[int] = []
    for at, page in enumerate(pages):
        if not any(agree(page.headline, pages[other].headline) or _is_shared(own[at], own[other]) for other in found):
            found.append(at)
        if len(found) >= needed:
            return True
    return False


def _is_shared(one: dict[str, int], other: dict[str, int]) -> bool:
    shared = sum(size for text, size in one.items() if text in other)
    return shared >= _SAME_STORY * max(1, min(sum(one.values()), sum(other.values())))


def _boxes(ticks: Sequence[Tick], articles: int) -> Iterator[Counted]:
    for box in sorted({tick.box for tick in ticks}):
        counting = {tick.article_id for tick in ticks if tick.box == box and tick.is_count}
        ticking = {tick.article_id for tick in ticks if tick.box == box}
        share = TICKING_SHARE * articles
        if len(counting) >= max(LEAST_COUNTING, share) or len(ticking) >= max(LEAST_TICKING, share):
            yield Counted(text=box, articles=len(ticking))
