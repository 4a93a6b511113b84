"""Invented histories of stories: what each version says, what changed with it, and what is searched of it.

All texts hold `words.NOBODY`, in whose place each article that is made of a story has a name of its own.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from html import escape
from random import Random

from newsdiff.app import page_extractor
from newsdiff.diff.alternating import LEAST_TURNS, alternations
from newsdiff.diff.articles import diff_articles
from newsdiff.diff.labels import assess
from newsdiff.model.article import Article, Paragraph, Selectors
from newsdiff.model.change import Alternation
from newsdiff.model.search import passages
from newsdiff.search.words import words
from newsdiff.storage import chain
from newsdiff.storage.indexing import _parts
from newsdiff.tracking.telling import swing_of, turns_in
from tests.large.words import LANGUAGES, NOBODY, edited, paragraph, sentence

MOST_PARAGRAPHS = 30
#: stands in one of ten articles, in all of its versions but the last one
COMMON = "the harbour office said so"
#: stands in one of two thousand
RARE = "three boats lay at the quay"
#: one story in so many has hundreds of versions
_LONG = 100
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class State:
    """One version. Texts hold `NOBODY`."""

    #: since the first look
    at: timedelta
    #: the last look before it; None for the first one
    after: timedelta | None
    page: str
    #: what the content hash is over
    content: str
    headline: str
    fields: str
    paragraphs: str
    returns_to: int | None
    weight: int | None = None
    labels: str = "[]"
    label_names: tuple[str, ...] = ()
    swing: int | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """A text that is searched, and in which versions (from 0) it stands."""

    field: str
    text: str
    #: one for each row of the index
    parts: tuple[str, ...]
    stays: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One history."""

    source: int
    states: tuple[State, ...]
    searched: tuple[Searched, ...]
    #: what goes back and forth, on a clock that begins at `EPOCH`; None: too few versions to ask
    swings: tuple[Alternation, ...] | None


def host(source: int) -> str:
    """Where a source publishes."""
    return f"gazette-{source}.example.org"


def make_story(number: int, sources: int) -> Story:
    """The story of that number, always the same."""
    random = Random(number)
    source = number % sources
    language = "en" if source % 2 else LANGUAGES[source // 2 % len(LANGUAGES)]
    texts = list(_histories(random, number, language))
    articles = _articles(texts, language, source)
    times = _times(random, len(articles))
    clock = [EPOCH + at for at, _ in times]
    swings = alternations([(at, article) for at, (_, article) in zip(clock, articles, strict=True)])
    return Story(
        source=source,
        states=tuple(_states(articles, times, swings)),
        searched=tuple(_searched(articles)),
        swings=swings if len(articles) > LEAST_TURNS else None,
    )


def _count(random: Random, number: int) -> int:
    if number % _LONG == _LONG // 2:
        return random.randrange(160, 480)
    return random.choices((1, 2, 3, 5, 9, 13, 21), weights=(8, 14, 16, 20, 22, 14, 6))[0]


def _times(random: Random, count: int) -> list[tuple[timedelta, timedelta | None]]:
    at, found = timedelta(), [(timedelta(), None)]
    for _ in range(count - 1):
        before = at + timedelta(minutes=random.randrange(15, 300))
        at = before + timedelta(minutes=random.choice((15, 15, 30, 60)))
        found.append((at, before))
    return found


def _histories(random: Random, number: int, language: str) -> Iterator[tuple[str, list[str]]]:
    """Headline and paragraphs of each version; no version is that before it."""
    count = _count(random, number)
    body = [f"{NOBODY} {paragraph(random, language)}"]
    body += [paragraph(random, language) for _ in range(random.randrange(3, MOST_PARAGRAPHS - 2))]
    if number % 10 == 0:
        body[1] = f"{body[1]} {COMMON.capitalize()}."
    if number % 2_000 == 7:
        body.insert(2, f"{RARE.capitalize()}, {body[2]}")
    headlines = [f"{NOBODY} {sentence(random, language, 6)[:-1]}" for _ in range(2)]
    headline, is_swinging = headlines[0], random.random() < 0.1
    former: list[str] = []
    for turn in range(count):
        if turn and is_swinging and turn < 6:
            headline = headlines[turn % 2]
        elif turn:
            before, kept = (headline, list(body)), list(body)
            while (headline, body) == before:
                headline = _change(random, body, headline, former, language)
            former = kept
        if turn and turn == count - 1 and number % 10 == 0:
            body[1] = body[1].removesuffix(f" {COMMON.capitalize()}.")
        yield headline, list(body)


def _change(random: Random, body: list[str], headline: str, former: Sequence[str], language: str) -> str:
    """What an editor does to a story; the headline."""
    deed, place = random.random(), random.randrange(2, len(body))
    if deed < 0.1:
        return f"{NOBODY} {sentence(random, language, 6)[:-1]}"
    if deed < 0.25 and len(body) < MOST_PARAGRAPHS:
        body.insert(random.choice((place, len(body))), paragraph(random, language))
    elif deed < 0.32 and len(body) > 5:
        del body[place]
    elif deed < 0.37 and former:
        body[:] = former
    else:
        for k in {place, *(random.randrange(2, len(body)) for _ in range(random.choice((0, 0, 0, 2))))}:
            body[k] = edited(random, body[k], language)
    return headline


def _page(headline: str, body: Sequence[str], language: str) -> str:
    told = "".join(f"<p>{escape(text)}</p>\n" for text in body)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(headline)}</title></head>'
        f"<body><nav><a href='/'>Front</a> <a href='/town'>Town</a></nav><main><article><h1>{escape(headline)}</h1>\n"
        f"{told}</article></main><footer>All of it is invented.</footer></body></html>\n"
    )


def _articles(texts: Sequence[tuple[str, list[str]]], language: str, source: int) -> list[tuple[str, Article]]:
    """Each page, and what the extractor reads there: the first is read, the others differ in what is changed there."""
    pages = [_page(headline, body, language) for headline, body in texts]
    url = f"https://{host(source)}/{NOBODY}"
    first = page_extractor().extract(
        pages[0].encode(), url, content_type="text/html; charset=utf-8", selectors=Selectors()
    )
    assert first.texts == tuple(texts[0][1]), "the extractor does not read what was written"
    return [
        (page, replace(first, headline=said, headlines=replace(first.headlines, h1=said), paragraphs=_paragraphs(body)))
        for page, (said, body) in zip(pages, texts, strict=True)
    ]


def _paragraphs(body: Sequence[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text=text) for text in body)


def _states(
    pages: Sequence[tuple[str, Article]],
    times: Sequence[tuple[timedelta, timedelta | None]],
    swings: Sequence[Alternation],
) -> Iterator[State]:
    articles = [article for _, article in pages]
    seen: dict[str, int] = {}
    for k, ((page, article), (at, after)) in enumerate(zip(pages, times, strict=True)):
        content = json.dumps(
            [article.headline, article.standfirst, article.byline, list(article.texts)], ensure_ascii=False
        )
        state = State(
            at=at,
            after=after,
            page=page,
            content=content,
            headline=article.headline or "",
            fields=chain.fields_json(article),
            paragraphs=chain.paragraphs_json(article),
            returns_to=seen.get(content),
        )
        seen[content] = k + 1
        if k:
            change = diff_articles(articles[k - 1], article)
            turns = turns_in(change, articles[k - 1], article, k + 1, swings)
            names = {turn.name for turn in turns}
            opinion = assess(change, articles[k - 1], article, returns_to=state.returns_to, alternating=names)
            state = replace(
                state,
                weight=opinion.weight,
                labels=chain.canonical_json([asdict(label) for label in opinion.labels]),
                label_names=tuple(sorted({label.name.value for label in opinion.labels})),
                swing=swing_of(change, articles[k - 1], article, turns),
            )
        yield state


def _searched(pages: Sequence[tuple[str, Article]]) -> Iterator[Searched]:
    """The rows of the search index, in the order in which texts came."""
    standing: dict[tuple[str, str], list[tuple[int, int | None]]] = {}
    open_: set[tuple[str, str]] = set()
    for place, (_, article) in enumerate(pages):
        said = list(dict.fromkeys((one.field.value, one.text) for one in passages(article)))
        for key in open_.difference(said):
            standing[key][-1] = (standing[key][-1][0], place)
        for key in said:
            if key not in open_:
                standing.setdefault(key, []).append((place, None))
        open_ = set(said)
    for (field, text), stays in standing.items():
        parts = tuple(" ".join(part) for part in _parts([word.text for word in words(text)]))
        yield Searched(field=field, text=text, parts=parts, stays=tuple(stays))
