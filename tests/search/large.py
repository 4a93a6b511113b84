"""How long searching a large archive takes, and what the index costs whoever records.

python -m tests.large DIR                                       makes DIR/archive.sqlite
python -m tests.search.large measure DIR/archive.sqlite         what each query takes, in milliseconds
python -m tests.search.large record new.sqlite [ARTICLES]       what recording a version takes, and the index's part
"""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from random import Random
from statistics import median
from time import perf_counter, process_time

from newsdiff.model.article import Article, Make, Paragraph
from newsdiff.model.observation import Outcome
from newsdiff.model.recording import Recording
from newsdiff.model.search import Event, SearchFilter
from newsdiff.search.query import parse
from newsdiff.storage import indexing
from newsdiff.storage.archive import Archive, open_archive
from newsdiff.storage.recording import record
from tests.large.stories import COMMON, RARE
from tests.large.words import VOCABULARY, paragraph, sentence
from tests.storage.making import NOON, new_version, seen, story, track

VERSIONS, PARAGRAPHS = 5, 25
MAKE = Make(extractor="large-1")


def versions(random: Random) -> Iterator[Article]:
    texts = [paragraph(random, "en") for _ in range(PARAGRAPHS)]
    for turn in range(VERSIONS):
        if turn:
            texts[random.randrange(len(texts))] = paragraph(random, "en")
        headline = sentence(random, "en", 8) if turn in {0, 2} else headline  # noqa: F821
        yield replace(story(""), make=MAKE, headline=headline, paragraphs=tuple(Paragraph(text=t) for t in texts))


def recordings(article_id: int, number: int, random: Random) -> Iterator[Recording]:
    start = NOON + timedelta(minutes=number)
    for turn, article in enumerate(versions(random)):
        by, text = start + timedelta(hours=turn), "\n".join(article.texts)
        body = f"<html><h1>{article.headline}</h1>{text}</html>".encode()
        version = new_version(text, after=by - timedelta(minutes=30) if turn else None, by=by, article=article)
        outcome = Outcome.CHANGED if turn else Outcome.FIRST
        yield Recording(
            observation=seen(article_id, outcome, by, body, payload_sha256=hashlib.sha256(body).hexdigest()),
            payload=body,
            keeps_payload=True,
            version=version,
            expected_versions=turn,
            next_check_at=by,
            period_s=1800.0,
        )


def measure_recording(archive: Archive, articles: int) -> None:
    random, took, indexed = Random(5), 0.0, 0.0
    add_version = indexing.add_version

    def timed(*arguments: object) -> None:
        nonlocal indexed
        start = process_time()
        add_version(*arguments)  # type: ignore[arg-type]
        indexed += process_time() - start

    indexing.add_version = timed  # type: ignore[assignment]
    for first in range(0, articles, 500):
        numbers = range(first, min(first + 500, articles))
        ids = [track(archive, f"https://example.org/{n}", source=f"source-{n % 20}").id for n in numbers]
        with archive.database.write() as conn:
            for article_id, number in zip(ids, numbers, strict=True):
                looks = list(recordings(article_id, number, random))
                start = process_time()
                for look in looks:
                    record(conn, look)
                took += process_time() - start
    count = articles * VERSIONS
    print(f"{count:,} versions: {1000 * took / count:.2f} ms each, of which the index {1000 * indexed / count:.2f} ms")


QUERIES = (
    ("common phrase", f'"{COMMON}"', {}),
    ("common phrase, removed", f'"{COMMON}"', {"event": Event.REMOVED}),
    ("rare phrase", f'"{RARE}"', {}),
    ("rare phrase, removed", f'"{RARE}"', {"event": Event.REMOVED}),
    ("most common word", VOCABULARY[0], {}),
    ("most common word, one source", VOCABULARY[0], {"source": "Gazette 7"}),
    ("most common word, removed", VOCABULARY[0], {"event": Event.REMOVED}),
    ("two common words", f"{VOCABULARY[1]} {VOCABULARY[2]}", {}),
    ("common and rare", f'{VOCABULARY[0]} "{RARE}"', {}),
    ("middling word", VOCABULARY[400], {}),
    ("two middling words", f"{VOCABULARY[60]} {VOCABULARY[70]}", {}),
    ("headline word", f"headline:{VOCABULARY[0]}", {}),
    ("common without common", f"{VOCABULARY[5]} -{VOCABULARY[0]}", {}),
    ("beginning", "bakelim*", {}),
    ("short beginning", "ba*", {}),
    ("nothing", "nothingofthatkind", {}),
)


def measure(archive: Archive) -> None:
    for name, text, wanted in QUERIES:
        took, worked = [], []
        for _ in range(9):
            start, began = perf_counter(), process_time()
            found = archive.search.find(parse(text), SearchFilter(**wanted), limit=20)  # type: ignore[arg-type]
            took.append(1000 * (perf_counter() - start))
            worked.append(1000 * (process_time() - began))
        times = f"median {median(took):7.1f} ms  worst {max(took):7.1f} ms  CPU median {median(worked):7.1f} ms"
        print(f"{name:30} {len(found.hits):>3} hits  {times}")


def main() -> None:
    with closing(open_archive(sys.argv[2])) as archive:
        if sys.argv[1] == "record":
            measure_recording(archive, int(sys.argv[3]) if len(sys.argv) > 3 else 500)
        else:
            measure(archive)


if __name__ == "__main__":
    main()
