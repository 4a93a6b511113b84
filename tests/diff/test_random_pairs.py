"""Random pairs of texts, a million of them in the long form: nothing breaks, and every operation explains itself."""

import random
from collections.abc import Iterator, Sequence

from newsdiff.diff.align import align
from newsdiff.model.change import Op, Operation, Spans

VOCABULARY = """
the of and a to in harbour mayor storm ferry council report crew soup bread said not 12 212 1,500 3.5 % “ ” ’ - – , .
? ! ( ) Straße öffnet l’été e\u0301te\u0301 港口 市長 が 発表 เรือ ท่า مرفأ عمدة गाँव мэр порт
"""
WORDS = [*VOCABULARY.split(), "👩\u200d🚒", "\u00a0", "\n", ""]


def made(random_: random.Random) -> list[str]:
    return [" ".join(random_.choices(WORDS, k=random_.randrange(18))) for _ in range(random_.randrange(9))]


def edited(random_: random.Random, old: Sequence[str]) -> list[str]:
    """Some of what newsrooms do, a few times over."""
    new = list(old)
    for _ in range(random_.randrange(5)):
        at = random_.randrange(len(new) + 1)
        text = new[at] if at < len(new) else ""
        match random_.randrange(7):
            case 0:
                new.insert(at, " ".join(random_.choices(WORDS, k=8)))
            case 1:
                new[at : at + 1] = []
            case 2:
                cut = random_.randrange(len(text) + 1)
                new[at : at + 1] = [text[:cut], text[cut:]]
            case 3:
                new[at : at + 2] = [" ".join(new[at : at + 2])]
            case 4:
                random_.shuffle(new)
            case 5:
                new[at : at + 1] = [text.replace(random_.choice(WORDS) or " ", random_.choice(WORDS))]
            case 6:
                new[at : at + 1] = [text.replace(" ", "  "), text]
    return new


def pairs(count: int) -> Iterator[tuple[list[str], list[str]]]:
    random_ = random.Random(1848)
    for _ in range(count):
        old = made(random_)
        new = edited(random_, old) if random_.random() < 0.8 else made(random_)
        yield old, new


def unmarked(texts: Sequence[str], indexes: tuple[int, ...], spans: tuple[Spans, ...]) -> str:
    kept = ""
    for k, index in enumerate(indexes):
        at = 0
        for start, end in spans[k] if spans else ():
            assert at <= start < end <= len(texts[index])
            kept, at = kept + texts[index][at:start], end
        kept += texts[index][at:]
    return "".join(kept.split())


def check(old: list[str], new: list[str], found: Sequence[Operation]) -> None:
    assert sorted(i for o in found for i in o.old) == list(range(len(old)))
    assert sorted(j for o in found for j in o.new) == list(range(len(new)))
    for o in found:
        if o.op not in (Op.ADDED, Op.REMOVED):
            assert unmarked(old, o.old, o.spans_old) == unmarked(new, o.new, o.spans_new), o


def test_random_pairs_are_explained(soak: bool) -> None:
    for old, new in pairs(1_000_000 if soak else 4_000):
        check(old, new, align(old, new))
