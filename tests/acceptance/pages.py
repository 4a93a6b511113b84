"""Invented article pages of a realistic make: chrome, lists of other stories, other bytes each time."""

import json
import random
from collections.abc import Sequence
from html import escape

from tests.site import NONCE

_WHO = (
    "The harbour council",
    "Residents of the lower town",
    "Two ferry captains",
    "The school board",
    "Farmers in the valley",
    "A spokeswoman for the railway",
    "The night-shift nurses",
    "Volunteers from the lifeboat station",
    "The mayor's office",
    "Shopkeepers along Mill Street",
    "An engineer at the waterworks",
    "The museum's curator",
)
_DID = (
    "agreed on Tuesday to postpone",
    "asked again for a public inquiry into",
    "said they had known for months about",
    "published a long list of complaints about",
    "quietly withdrew their support for",
    "spent the afternoon discussing",
    "promised to pay their share of",
    "rejected the latest draft of",
    "measured the effects of",
    "raised doubts over",
)
_WHAT = (
    "the new breakwater",
    "the winter timetable",
    "the reopening of the old tannery",
    "a second bridge over the Orle",
    "the price of heating in rented flats",
    "the closure of the evening clinic",
    "the tender for the tram depot",
    "the flooding of the allotments",
    "the planned cut in library hours",
    "the rebuilding of the fish market",
)
_WHY = (
    "because the estimates no longer match the bills that arrived in spring",
    "after a winter in which little was repaired",
    "although nobody in the chamber could name the engineer responsible",
    "while the county keeps its own figures under lock",
    "and expect an answer before the first frost",
    "in the hope that the ministry reads its letters this time",
    "despite a warning from the auditors that was read out twice",
    "which surprised even those who had argued for it",
)


def prose(seed: str, paragraphs: int = 9) -> list[str]:
    """Paragraphs of two or three invented sentences each; the same for the same seed."""
    draw = random.Random(seed)
    return [" ".join(_sentence(draw) for _ in range(draw.choice((2, 2, 3)))) for _ in range(paragraphs)]


def _sentence(draw: random.Random) -> str:
    number = draw.randrange(11, 989)
    extra = draw.choice((f"in {number} pages", f"for the {number}th time in a row", f"before {number} listeners"))
    return f"{draw.choice(_WHO)} {draw.choice(_DID)} {draw.choice(_WHAT)} {extra}, {draw.choice(_WHY)}."


def page(
    headline: str,
    paragraphs: Sequence[str],
    *,
    standfirst: str | None = "What is known so far, who decides next, and why the valley waits for an answer.",
    byline: str | None = "By Ann Leeson",
    og: str | None = None,
    json_ld: str | None = None,
    published: str = "2031-05-04T09:00:00+02:00",
    modified: str = "2031-05-04T11:00:00+02:00",
    image: str = "https://pictures.example.org/harbour.jpg",
    canonical: str | None = None,
    free: bool = True,
    wall: str = "",
    charset: str = "utf-8",
    lang: str = "en",
) -> str:
    """One article page. `og` and `json_ld` are the headlines for machines (the visible one unless given)."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": json_ld or headline,
        "datePublished": published,
        "dateModified": modified,
        "isAccessibleForFree": free,
    }
    text = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)
    lead = f'<p class="standfirst">{escape(standfirst)}</p>' if standfirst else ""
    author = f'<div class="byline">{escape(byline)}</div>' if byline else ""
    link = f'<link rel="canonical" href="{escape(canonical)}">' if canonical else ""
    return f"""<!doctype html>
<html lang="{lang}"><head><meta charset="{charset}"><title>{escape(headline)} - The Orle Gazette</title>
<meta property="og:title" content="{escape(og or headline)}"><meta property="og:type" content="article">
<meta property="og:site_name" content="The Orle Gazette"><meta property="og:image" content="{escape(image)}">{link}
<script type="application/ld+json">{json.dumps(data, ensure_ascii=True)}</script></head>
<body><header><a href="/">The Orle Gazette</a><p>Token {NONCE}</p></header>
<nav><ul><li><a href="/town/">Town</a></li><li><a href="/sport/">Sport</a></li>
<li><a href="/weather/">Weather</a></li></ul></nav>
<main><article><h1>{escape(headline)}</h1>
{lead}
{author}
{text}
{wall}
</article>
<aside><h2>Most read</h2><ul><li><a href="/more/{NONCE}">Story number {NONCE} of the day</a></li></ul></aside></main>
<footer><p>&copy; The Orle Gazette</p>
<ul><li><a href="/about/">About us</a></li><li><a href="/contact/">Contact</a></li></ul></footer>
</body></html>
"""


CAPTCHA = f"""<!doctype html><html><head><title>Just a moment...</title></head><body>
<h1>Verify you are human</h1><p>Please complete the security check to continue. {NONCE}</p>
<div class="g-recaptcha" data-sitekey="x"></div></body></html>"""

CONSENT = f"""<!doctype html><html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1>
<p>We and our partners use cookies. {NONCE}</p><button>Accept all</button>
<button>Manage consent</button></body></html>"""

LOGIN = f"""<!doctype html><html><head><title>Log in</title></head><body><h1>Log in to continue</h1>
<form><input name="user"><input type="password"><button>Log in</button></form>
<p>Forgot your password? {NONCE}</p></body></html>"""

FRONT = f"""<!doctype html><html><head><title>The Orle Gazette</title></head><body><h1>The Orle Gazette</h1><ul>
<li><a href="/2031/05/one-story-of-the-harbour">One story of the harbour and of its new breakwater</a></li>
<li><a href="/2031/05/two-stories-of-the-tram">Two stories of the tram and of its old depot</a></li></ul>
{NONCE}</body></html>"""

SUBSCRIBE = (
    '<div class="paywall"><h2>Keep reading</h2><p>Subscribe now to read the rest of this story.</p>'
    '<a href="/subscribe">Subscribe</a></div>'
)
