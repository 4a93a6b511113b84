"""An agency's site as a script framework renders it: hashed class names, paragraphs in <div>, the state once more as JSON."""

# ruff: noqa: E501  (the long lines are HTML)

import json

from . import parts
from .parts import CDN, NONCE, Page, slot

SITE = "Northline"


def hashed(name: str) -> str:
    return f"{name}__{abs(hash_of(name)) % 60466176:05x}"


def hash_of(text: str) -> int:
    value = 5381
    for char in text:
        value = value * 33 % 4294967291 + ord(char)
    return value


class Names(dict):
    """Class names on demand: names["Body-para"] -> "Body-para__1f3a9"."""

    def __missing__(self, key: str) -> str:
        self[key] = hashed(key)
        return self[key]


def render(page: Page) -> str:
    c = Names()
    blocks = parts.grouped(
        page.body,
        {
            "text": f'<div class="{c["Text-base"]} {c["Body-para"]}" data-testid="paragraph-{{n}}">{{html}}</div>',
            "note": f'<div class="{c["Text-base"]} {c["Sign-off"]}" data-testid="SignOff">{{html}}</div>',
        },
    )
    read_next = parts.teasers(
        page,
        1,
        f'<div class="{c["Next-box"]}"><span class="{c["Next-label"]}">Read Next</span>'
        f'<a class="{c["Link-plain"]}" href="{{href}}"><span>{{title}}</span></a>'
        f'<div class="{c["Next-teaser"]}">{{teaser}}</div></div>',
    )
    inline = parts.teasers(
        page,
        1,
        f'<div class="{c["Text-base"]} {c["Body-link"]}"><a class="{c["Link-strong"]}" href="{{href}}">'
        "Read more: {title}</a></div>",
    )
    body = parts.place(
        blocks,
        [
            (
                1,
                slot(
                    "ad",
                    f'<div class="{c["Slot-inline"]}" data-unit="inline-1"><span class="{c["Slot-label"]}">Advertisement · '
                    "Scroll to continue</span></div>",
                ),
            ),
            (
                2,
                f'<div class="{c["Mail-card"]}"><div class="{c["Mail-title"]}">The Northline Briefing</div><p class="{c["Mail-copy"]}">'
                "Every weekday morning we send you the six stories that moved the lakes and the markets, and one that did not have to.</p>"
                f'<form action="/newsletters"><input type="email" name="mail" aria-label="Your address" placeholder="you@example.com">'
                f'<button class="{c["Btn-main"]}">Sign up</button></form><p class="{c["Mail-small"]}">By signing up you accept our terms '
                "of use and our privacy statement.</p></div>",
            ),
            (4, slot("related", read_next)),
            (6, inline),
            (
                8,
                slot(
                    "ad",
                    f'<div class="{c["Slot-inline"]}" data-unit="inline-2"><span class="{c["Slot-label"]}">Advertisement</span></div>',
                ),
            ),
            (
                9,
                f'<div class="{c["Ask-box"]}"><div class="{c["Ask-question"]}">Do you feel safe on the lake ferries?</div>'
                f'<label><input type="radio" name="ask">Yes, always</label><label><input type="radio" name="ask">Only in summer</label>'
                f'<label><input type="radio" name="ask">I take the road</label><button class="{c["Btn-main"]}">Vote</button>'
                f'<div class="{c["Ask-foot"]}">3,118 readers have voted so far.</div></div>',
            ),
            (11, parts.teasers(page, 1, f'<div class="{c["Body-link"]}"><a href="{{href}}">{{title}}</a></div>')),
        ],
    )
    faces = "".join(
        f'<div class="{c["Author-card"]}"><img alt="" src="{CDN}/people/{n.split()[-1].lower()}.jpg"><div '
        f'class="{c["Author-name"]}">{n}</div><p class="{c["Author-bio"]}">{n} covers Orvania and the lake states for '
        "Northline and has reported from the region since 2015.</p></div>"
        for n in page.names
    )
    cards = parts.teasers(
        page,
        12,
        f'<li class="{c["Card-item"]}"><a class="{c["Card-link"]}" href="{{href}}"><img data-src="{{img}}" '
        f'alt="" loading="lazy" class="{c["Card-img"]}"></a><div class="{c["Card-copy"]}"><span class="{c["Card-kicker"]}">'
        f'{{section}}</span><h3 class="{c["Card-title"]}"><a href="{{href}}">{{title}}</a></h3><p class="{c["Card-text"]}">'
        f'{{teaser}}</p><time class="{c["Card-time"]}">{{n}}h ago</time></div></li>',
    )
    read = parts.teasers(page, 5, '<li><a href="{href}">{title}</a></li>')
    nav = parts.menu(
        page,
        f'<li class="{c["Nav-item"]}"><a class="{c["Nav-link"]}" href="{{href}}">{{name}}</a><ul class="{c["Nav-sub"]}">'
        "{items}</ul></li>",
        f'<li><a class="{c["Nav-sublink"]}" href="{{href}}">{{name}}</a></li>',
    )
    foot = parts.menu(
        page,
        f'<section class="{c["Foot-col"]}"><h4>{{name}}</h4><ul>{{items}}</ul></section>',
        '<li><a href="{href}">{name}</a></li>',
    )
    state = {
        "buildId": NONCE,
        "page": {"id": page.slug, "canonical": page.url, "type": "story"},
        "story": {
            "headline": page.headline,
            "byline": page.names,
            "published": page.published,
            "updated": page.modified,
            "content": [{"type": "paragraph", "id": f"p{n}", "html": p.html} for n, p in enumerate(page.body)],
        },
        "session": f"s-{NONCE}",
        "experiments": {"headline": NONCE, "rail": "b", "paywall": "off"},
        "recommended": [
            dict(zip(("section", "title", "teaser"), item, strict=True))
            for item in page.fresh.sample(parts.pool("en"), 14)
        ],
    }
    figure = "".join(
        f'<figure class="{c["Fig-wrap"]}"><img src="{CDN}/media/{page.slug}/lead-1200x675.jpg?h={NONCE}" alt="" width="1200" '
        f'height="675"><figcaption class="{c["Fig-caption"]}">{text}</figcaption></figure>'
        for text in page.captions
    )
    share = "".join(
        f'<a class="{c["Share-btn"]}" data-share href="https://share.example.com/{n}?u={page.url}">{t}</a>'
        for n, t in (("x", "Post"), ("mail", "Mail"), ("copy", "Copy link"), ("bird", "Chirp"))
    )
    return f"""<!DOCTYPE html>
<html lang="en" data-build="{NONCE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{parts.metas(page, SITE, " | Northline")}
{parts.json_ld(page, SITE)}
<link rel="preload" as="script" href="{CDN}/_next/static/chunks/main-{NONCE}.js">
<style data-href="{CDN}/css/{NONCE}.css">
{parts.css(" ".join(c.values()), page.fixed)}
</style>
{parts.script(page)}
</head>
<body>
<div id="__root">
<a class="{c["Skip-link"]}" href="#main-content">Skip to main content</a>
<div id="consent" class="{c["Consent-bar"]}" role="dialog" aria-label="Cookies"><p>We and our 412 partners store information on your
device to measure audiences and to show advertising that may interest you.</p><button data-consent="all">Accept all</button>
<button data-consent="none">Reject all</button></div>
<header class="{c["Head-bar"]}"><a href="/" class="{c["Head-logo"]}" aria-label="Northline home">Northline</a>
<nav aria-label="Main"><ul class="{c["Nav-list"]}">
{nav}
</ul></nav><button class="{c["Btn-main"]}">Register</button><div class="{c["Head-date"]}">{slot("date-line", page.when(page.modified, "%A, %B %d, %Y"))}</div></header>
<div class="{c["Slot-top"]}">{slot("ad", '<div data-unit="top">Advertisement</div>')}</div>
<main id="main-content">
<article class="{c["Article-grid"]}" data-testid="Article">
<header class="{c["Article-head"]}"><span class="{c["Article-kicker"]}">{page.section}</span>
<h1 class="{c["Text-heading"]}" data-testid="Heading">{page.headline}</h1>
<div class="{c["Info-row"]}"><div class="{c["Author-line"]}" rel="author">{page.byline}</div>
<time class="{c["Date-line"]}" datetime="{page.modified}"><span>{page.when(page.modified, "%B %d, %Y")}</span>
<span>{page.when(page.modified, "%I:%M %p")} GMT</span><span>Updated {slot("date-line", "4 hours ago")}</span></time></div>
<div class="{c["Share-row"]}" role="toolbar">{share}</div></header>
{figure}
<div class="{c["Article-body"]}">
{body}
<p class="{c["Trust-line"]}">Our editing rules: <a href="/charter">The Northline Charter.</a></p>
<div class="{c["License-row"]}"><a href="/licensing">Purchase licensing rights</a></div>
</div>
<div class="{c["Author-list"]}">{faces}</div>
</article>
<aside class="{c["Rail-col"]}"><h2>Most read</h2>{slot("most-read", f"<ol>{read}</ol>")}
{slot("ad", '<div data-unit="rail-1">Advertisement</div>')}</aside>
<section class="{c["More-grid"]}"><h2>More from Northline</h2>{slot("related", f'<ul class="{c["Card-list"]}">{cards}</ul>')}</section>
</main>
<footer class="{c["Foot-wrap"]}">
{foot}
<p>All quotes delayed a minimum of 15 minutes. © 2026 Northline News Agency. All rights reserved.</p></footer>
</div>
<script id="__STATE__" type="application/json" nonce="{NONCE}">{json.dumps(state, ensure_ascii=False)}</script>
<script nonce="{NONCE}" src="{CDN}/_next/static/chunks/app.{NONCE}.js" defer></script>
</body>
</html>
"""
