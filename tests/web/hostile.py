"""An archive in which every text, address and header tries to get out of its place."""

import hashlib
from datetime import timedelta
from itertools import pairwise

from newsdiff.app import App, open_app
from newsdiff.config import load_config
from newsdiff.model.article import Article, ExtractionOutcome, Headlines, Paragraph, ParagraphKind
from newsdiff.model.observation import Observation, Outcome
from newsdiff.model.recording import Recording
from newsdiff.model.version import NewVersion
from newsdiff.tracking.content import content_hash
from tests.web.told import FILL, MORNING

#: each would raise a dialog, load something or change the page if it got out
TEXTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) tabindex=1 x='",
    "</title></style></textarea><script>alert(1)</script>",
    "<svg/onload=alert(1)><iframe srcdoc='<script>alert(1)</script>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "<!-- --!> <![CDATA[ ]]> <a href='javascript:alert(1)'>press</a>",
    "{{ 7 * 7 }} {% include 'base.html' %} ${7*7} <%= 7 * 7 %> {{ ''.__class__ }}",
    "\u202egnp.exe\u2066 \u200b\u2028<b onclick=alert(1)>\x1b[31m\x00red",
    "<base href=//evil.example><meta http-equiv=refresh content='0;url=//evil.example'><form action=//evil.example>",
)
URLS = (
    'https://example.org/"><script>alert(1)</script>',
    "javascript:alert(1)//https://example.org/",
    "https://example.org/' onmouseover='alert(1)",
    "data:text/html,<script>alert(1)</script>",
)
_PAYLOAD = b"<html><script>alert(1)</script></html>"


def tell_hostile(db: str) -> int:
    """Articles of three versions, one for each text; how many there are."""
    with open_app(load_config(db=db, environ={})) as app:
        for k, text in enumerate(TEXTS):
            _record(app, k, text)
    return len(TEXTS)


def _record(app: App, k: int, text: str) -> None:
    url = URLS[k % len(URLS)] + str(k)
    article, _ = app.archive.articles.add(url=url, key=f"hostile {k}", source=f"source {text}", now=MORNING)
    last = None
    for number, by in ((n, MORNING + timedelta(minutes=30 * n + k)) for n in range(3)):
        said = _article(app, text, url, f"source {text}", number)
        outcome = Outcome.CHANGED if number else Outcome.FIRST
        look = Observation(
            article_id=article.id,
            at=by,
            outcome=outcome,
            detail=text,
            url=url,
            final_url=url,
            status=200,
            headers=(("content-type", text), (text, text)),
            payload_sha256=hashlib.sha256(_PAYLOAD).hexdigest(),
        )
        version = NewVersion(article=said, content_hash=content_hash(said), after=last, by=by)
        app.archive.history.record(
            Recording(observation=look, payload=_PAYLOAD, version=version, expected_versions=number, next_check_at=by)
        )
        last = by
    failed = Observation(
        article_id=article.id, at=MORNING + timedelta(days=1), outcome=Outcome.FAILED, detail=text, url=url
    )
    app.archive.history.record(Recording(observation=failed, expected_versions=3, next_check_at=MORNING))


def _article(app: App, text: str, url: str, source: str, number: int) -> Article:
    """The text everywhere, differently in each version."""
    said = f"{text} {number}"
    kinds = zip(FILL[:3], (ParagraphKind.TEXT, ParagraphKind.QUOTE, ParagraphKind.HEADING), strict=True)
    own = [Paragraph(text=f"{fill} {said} {n}", kind=kind) for n, (fill, kind) in enumerate(kinds)]
    moved = own if number % 2 else own[::-1]
    return Article(
        url=url,
        outcome=ExtractionOutcome.ARTICLE,
        make=app.reader.make(source, is_vouched=False),
        headline=said,
        headlines=Headlines(h1=said, og=f"og {said}", json_ld=f"ld {said}"),
        standfirst=f"standfirst {said}",
        byline=f"By {said}",
        authors=(said,),
        source=source,
        published=said,
        modified=said,
        language='en" onload="alert(1)',
        section=said,
        image=f"javascript:alert({number})",
        canonical=url,
        paragraphs=(*moved, Paragraph(text=said, kind=ParagraphKind.NOTE)),
        captions=(f"Caption {said}",),
    )


def paths(articles: int) -> list[str]:
    """Every page of the archive."""
    found = ["/", "/sources", "/lookup", "/search", "/search?q=the"]
    for k in range(1, articles + 1):
        found += [f"/articles/{k}", f"/articles/{k}/2", f"/articles/{k}/3/blame"]
        found += [
            f"/articles/{k}/{old}..{new}{form}" for old, new in pairwise((1, 2, 3)) for form in ("", "?layout=inline")
        ]
    return found
