"""An invented story in two versions, with one of everything, ready to be rendered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from newsdiff.diff.articles import diff_articles
from newsdiff.diff.labels import assess
from newsdiff.model.article import Article, ExtractionOutcome, Headlines, Make, Paragraph, ParagraphKind
from newsdiff.model.change import Alternation
from newsdiff.model.observation import Origin
from newsdiff.render.view import DiffView, VersionHeader

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
ADDRESS = "https://harbour.example.org/2026/11/ferry"

OLD_TEXTS = (
    "The last ferry to Lundholm was held in port on Sunday after waves of up to four metres.",
    "Twelve passengers spent the night aboard.",
    "“We make no apology for putting safety first,” said Mira Oduya, the harbour master.",
    "Background",
    "The line carries about 1,500 people a day. It was founded in 1911.",
    "It has never lost a ship in all that time, the company likes to say.",
    "Ticket sales fell by 1.5% last year, according to the company’s annual report.",
    "Critics say the company should have warned travellers sooner. Several waited for hours in the rain.",
    "The mayor has not commented.",
    "Forecasters warn that a second storm may follow on Wednesday.",
    "Schools on the island will open as usual.",
    "The council meets again on Friday.",
    "Its first topic is the harbour wall.",
)
NEW_TEXTS = (
    "The last ferry to Lundholm was held in port on Sunday after waves of up to six metres.",
    "A total of 212 passengers spent the night aboard.",
    "Forecasters warn that a second storm may follow on Wednesday.",
    '"We make no apology for putting safety first," said Mira Oduya, the harbour master.',
    "Background",
    "The line carries about 1,500 people a day. It was founded in 1911.",
    "It has never lost a ship in all that time, the company likes to say.",
    "Ticket sales fell by 15% last year, according to the company’s annual report.",
    "Critics say the company should have warned travellers sooner.",
    "Several waited for hours in the cold rain.",
    "Schools on the island will open as usual.",
    "The council meets again on Friday.",
    "Its first topic is the harbour wall.",
    "Correction: An earlier version of this article gave the wrong number of passengers.",
)


def article(*texts: str, **fields: Any) -> Article:
    fields.setdefault("url", ADDRESS)
    fields.setdefault("make", Make(extractor="test-extractor 1"))
    return Article(
        outcome=ExtractionOutcome.ARTICLE, paragraphs=tuple(Paragraph(text=text) for text in texts), **fields
    )


def old_article() -> Article:
    return article(
        *OLD_TEXTS,
        headline="Ferry halted by storm",
        headlines=Headlines(h1="Ferry halted by storm", og="Ferry halted"),
        standfirst="Passengers wait as the harbour closes.",
        byline="By Jan Example",
        captions=("The ferry in port on Sunday.",),
        modified="2026-11-02T12:00:00Z",
        modified_utc=NOON,
        language="en",
        image="https://img.example.org/a.jpg",
    )


def new_article() -> Article:
    new = article(
        *NEW_TEXTS,
        headline="Ferry service halted as storm closes harbour",
        headlines=Headlines(h1="Ferry service halted as storm closes harbour", og="Ferry halted"),
        standfirst="Passengers wait as the harbour closes.",
        byline="By Jan Example and Ola Nord",
        captions=("The ferry in port on Monday.",),
        modified="2026-11-02T13:00:00Z",
        modified_utc=NOON + timedelta(hours=1),
        language="en",
        image="https://img.example.org/b.jpg",
    )
    note = replace(new.paragraphs[-1], kind=ParagraphKind.NOTE)
    return replace(new, paragraphs=(*new.paragraphs[:-1], note))


def view(old: Article | None = None, new: Article | None = None, **fields: Any) -> DiffView:
    old, new = old or old_article(), new or new_article()
    given: dict[str, Any] = {
        "source": "Harbour Times",
        "url": ADDRESS,
        "article_id": 12,
        "versions": 8,
        "first_seen_at": NOON - timedelta(days=1),
        "policy": "The next look is at 2026-11-02 14:05 UTC",
        "old_version": VersionHeader(
            label="version 2", number=2, after=NOON - timedelta(minutes=30), by=NOON, origin=Origin.FETCHED
        ),
        "new_version": VersionHeader(
            label="version 3",
            number=3,
            after=NOON + timedelta(minutes=40),
            by=NOON + timedelta(minutes=65),
            origin=Origin.BY_HAND,
            returns_to=1,
        ),
        "alternations": (
            Alternation("headline", "Ferry halted by storm", "Storm stops ferry", 4, (2, 3, 4, 5), NOON, NOON),
        ),
        "notices": ("The source calls this story live",),
    }
    change = diff_articles(old, new)
    given["assessment"] = assess(change, old, new, returns_to=1)
    return DiffView(old=old, new=new, change=change, **{**given, **fields})


def file_view(old: Article, new: Article) -> DiffView:
    change = diff_articles(old, new)
    return DiffView(
        old=old,
        new=new,
        change=change,
        assessment=assess(change, old, new),
        old_version=VersionHeader(label="./old.html"),
        new_version=VersionHeader(label="./new.html"),
    )


#: what a hostile page may say anywhere
HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</style><style>*{display:none}",
    "&lt;b&gt; &amp; &#x3c;",
    "\x1b[31mred\x1b]0;title\x07 \x9b2J",
    "abc\u202edcba\u2066 x\u200bz\ufeff",
    "]]> --> <!--",
    "line\nbreak\r\u2028here\u0085",
    "lone \ud800 surrogate \udfff",
    "`code` **bold** ~~gone~~ [link](javascript:alert(1)) <b>",
    "# heading",
    "1. item",
    "- item",
    "www.example.org https://example.org mail@example.org",
)


def hostile_view() -> DiffView:
    texts = tuple(HOSTILE)
    old = article(
        *texts,
        "The end of the story is here, where it always was.",
        headline=HOSTILE[0],
        standfirst=HOSTILE[1],
        byline=HOSTILE[5],
        captions=texts,
        language='en"><script>',
        make=Make(extractor='evil"><script>'),
        image="javascript:alert(1)",
        modified=HOSTILE[4],
    )
    new = article(
        *reversed(texts),
        "The end of the story is here, \u202ewhere it always was. <script>",
        headline=HOSTILE[1],
        standfirst=HOSTILE[2],
        byline=HOSTILE[4],
        captions=texts[1:],
        language="en\nx",
        image="javascript:alert(2)",
        modified=HOSTILE[5],
    )
    return view(
        old,
        new,
        source=HOSTILE[0],
        url='javascript:alert("1")',
        readable_url=HOSTILE[4],
        policy=HOSTILE[1],
        notices=HOSTILE,
        old_version=VersionHeader(label=HOSTILE[0]),
        new_version=VersionHeader(label=HOSTILE[4]),
        alternations=(Alternation("headline", HOSTILE[0], HOSTILE[4], 3, (1, 2, 3, 4), NOON, NOON),),
    )
