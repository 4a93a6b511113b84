"""Archives for tests of the pages: invented stories, looked at when a test says so, by the real pipeline."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any, cast

from newsdiff.app import App, open_app, page_extractor
from newsdiff.config import load_config
from newsdiff.demo.site import samples_folder
from newsdiff.interfaces import Fetcher
from newsdiff.model.address import address_key
from newsdiff.model.page import Fetched
from newsdiff.tracking.check import Checker

MORNING = datetime(2026, 11, 2, 7, 40, tzinfo=UTC)
#: minutes after the first look at which the samples are looked at
LOOKS = (0, 25, 70, 180, 540, 1440, 1500, 4320)
#: on the front page the address of each change: of the headline of its card, or in a card's list of earlier ones
HEADED = r'(?:<h3[^>]*>|<li>)<a href="(/articles/[^"]+)">(?=[^\n]*(?:</h3>|<span class="when">))'
ARABIC = ("وزارة النقل تعلن تأجيل افتتاح الجسر", "أعلنت الوزارة أن الجسر سيفتح أمام المارة في الصيف")


@dataclass(frozen=True)
class Told:
    """One story: what its address answers at each look; a number is a status without a page."""

    url: str
    source: str
    states: tuple[str | int, ...]
    looks: tuple[float, ...] = LOOKS
    #: the address that answers, where it is another
    final_url: str = ""


class _NoFetcher:
    def changed_hosts(self) -> Sequence[Any]:
        return ()


def tell(db: str, stories: Sequence[Told], *, start: datetime = MORNING) -> list[int]:
    """Record all looks in order of time; the stories' article numbers."""
    with open_app(load_config(db=db, environ={})) as app:
        numbers = [_add(app, story, start) for story in stories]
        looks = sorted(
            (minutes, k, state)
            for k, story in enumerate(stories)
            for minutes, state in zip(story.looks, story.states, strict=False)
        )
        checker, clock = _checker(app)
        for minutes, k, state in looks:
            at = start + timedelta(minutes=minutes, seconds=7 * k)
            clock(at)
            body = b"" if isinstance(state, int) else state.encode("utf-8", "replace")
            page = Fetched(
                url=stories[k].url,
                final_url=stories[k].final_url or stories[k].url,
                status=state if isinstance(state, int) else 200,
                headers=(("content-type", "text/html; charset=utf-8"), ("server", "Invented/1.0")),
                body=body,
                at=at,
            )
            checker.digest(checker.standing(numbers[k]), page)
        return numbers


def _add(app: App, story: Told, now: datetime) -> int:
    article, _ = app.archive.articles.add(url=story.url, key=address_key(story.url), source=story.source, now=now)
    return article.id


def _checker(app: App) -> tuple[Checker, Callable[[datetime], None]]:
    times = [MORNING]
    checker = Checker(
        archive=app.archive,
        fetcher=cast(Fetcher, _NoFetcher()),
        extractor=page_extractor,
        config=app.config,
        now=lambda: times[-1],
        jitter=lambda: 0.0,
    )
    return checker, times.append


def samples() -> list[Told]:
    """The invented samples, as their site serves them."""
    folder = samples_folder()
    plan = json.loads((folder / "site.json").read_text(encoding="utf-8"))
    return [
        Told(
            url=f"https://{story['slug'].split('-')[0]}.example.org{story['path']}",
            source={"stadtbahn": "Brandweiler Bote", "suimon": "青鳴新聞"}.get(story["slug"], "Orvania Courier"),
            states=tuple(
                404 if state == "404" else (folder / story["slug"] / f"{state}.html").read_text(encoding="utf-8")
                for state in story["states"]
            ),
        )
        for story in plan["stories"]
    ]


def page(headline: str, *paragraphs: str, byline: str = "", lang: str = "en") -> str:
    """A small page of a story; its texts are escaped as a newsroom's would be."""
    said = f'<p class="byline">{escape(byline)}</p>' if byline else ""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    rtl = ' dir="rtl"' if lang in ("ar", "he", "fa") else ""
    return (
        f'<!doctype html><html lang="{lang}"{rtl}><head><title>{escape(headline)}</title></head><body><main><article>'
        f"<h1>{escape(headline)}</h1>{said}{body}</article></main></body></html>"
    )


FILL = (
    "The harbour council met for three hours on Monday evening and heard from engineers, shopkeepers and two pilots.",
    "Nobody on the council spoke against the plan, although several members asked who would pay for the new lights.",
    "The engineers said that the old quay had moved by four centimetres since the spring, which was within the limits.",
    "A second meeting is planned for the first week of March, when the figures of the winter storms will be known.",
)


def more() -> list[Told]:
    """A headline that goes back and forth, a long history, a story written from right to left."""
    a, b = (page(words, *FILL) for words in ("Harbour gets new lights", "New lights for the harbour: who pays?"))
    found = "By {} o’clock the coast guard had found {} of the ships that were at sea when the storm began."
    long = tuple(
        page(f"Storm: {k + (k % 3 == 0)} ships still missing", *FILL[: 2 + k % 3], found.format(k + 5, k * 2))
        for k in range(14)
    )
    rest = (
        f"{ARABIC[1]} كما قال الوزير أمس في المؤتمر الصحفي",
        f"{ARABIC[1]} بعد أن تنتهي أعمال الطلاء",
        f"{ARABIC[0]}، وقال المهندسون إن الأعمال تسير كما خطط لها منذ العام الماضي.",
    )
    arabic = tuple(page(ARABIC[0], f"{ARABIC[1]} {when}", *rest, lang="ar") for when in ("المقبل", "بعد المقبل"))
    return [
        Told("https://gazette.example.org/harbour-lights", "Harbour Gazette", (a, b, a, b, a), (5, 40, 75, 110, 145)),
        Told("https://gazette.example.org/storm", "Harbour Gazette", long, tuple(30.0 * k * k + 3 for k in range(14))),
        Told("https://bridge.example.org/jisr", "صحيفة الجسر", arabic, (12, 300)),
    ]
