"""What the page templates share: noise slots, pools of invented surroundings, head elements, style sheets.

Everything is deterministic: a page has one random generator for what stays the same in all versions of a story
(``page.fixed``) and one for what differs from version to version (``page.fresh``).
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from datetime import datetime
from html import escape, unescape
from pathlib import Path

HERE = Path(__file__).parent
NONCE = "NOISE-NONCE"
ORIGIN = "https://example.org"
CDN = "https://static.example.com"


@dataclass
class Paragraph:
    key: str
    kind: str
    html: str

    @property
    def text(self) -> str:
        return " ".join(unescape(re.sub(r"<[^>]+>", "", self.html)).split())


@dataclass
class Page:
    """One version of one story, ready to be put into a template."""

    slug: str
    path: str
    language: str
    section: str
    name: str
    published: str
    modified: str
    headline: str
    standfirst: str | None
    byline: str | None
    captions: list[str]
    body: list[Paragraph]
    highlights: list[str] = field(default_factory=list)
    dateline: str = ""

    def __post_init__(self) -> None:
        self.fixed = random.Random(self.slug)
        self.fresh = random.Random(f"{self.slug}/{self.name}")

    @property
    def url(self) -> str:
        return ORIGIN + self.path

    @property
    def summary(self) -> str:
        return self.standfirst or self.body[0].text[:155]

    @property
    def names(self) -> list[str]:
        """The authors in the byline, without its "By" and the name of the house."""
        line = re.sub(r"^(By|From|Von|社会部・)\s*|, QBN$", "", self.byline or "")
        return [n for n in re.split(r" and | und |、", line) if n]

    def when(self, stamp: str, form: str) -> str:
        return datetime.fromisoformat(stamp).strftime(form)


def slot(name: str, default: str) -> str:
    """A chunk that a server may replace by other bytes at each request."""
    assert name in {"related", "most-read", "ad", "comments-count", "date-line"}
    return f"<!--noise:{name}-->{default}<!--/noise-->"


def pool(language: str) -> list[tuple[str, str, str]]:
    lines = (HERE / f"pool_{language}.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(part.strip() for part in line.split("|")) for line in lines if line and not line.startswith("#")]


def slugify(text: str, rng: random.Random) -> str:
    """The part of an address that a title gives; a number for a title that is not in Latin script."""
    plain = text.lower().translate(str.maketrans("äöüß’“”", "aous   "))
    number = rng.randrange(10**9, 10**10)
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") if plain.isascii() else f"a{number}"


def teasers(page: Page, count: int, form: str, rng: random.Random | None = None, joint: str = "\n") -> str:
    """`count` other stories through a format string with {href} {title} {teaser} {section} {img} {id} {n} {cut}."""
    rng = rng or page.fresh
    stories = pool(page.language)
    out = []
    for number, (section, title, teaser) in enumerate(rng.sample(stories, min(count, len(stories))), 1):
        ident = rng.randrange(10**7, 10**8)
        href = f"/{slugify(section, rng)}/{slugify(title, rng)}-{ident}"
        out.append(
            form.format(
                href=href,
                title=escape(title, False),
                teaser=escape(teaser, False),
                section=section,
                img=f"{CDN}/media/{ident % 97}/{ident}-320x180.jpg",
                id=ident,
                n=number,
                cut=escape(title[: len(title) * 2 // 3].rstrip(), False),
            )
        )
    return joint.join(out)


MENUS = json.loads((HERE / "menus.json").read_text(encoding="utf-8"))


def menu(page: Page, outer: str, inner: str) -> str:
    """A navigation menu: `outer` takes {name} {href} {items}, `inner` takes {name} {href}."""
    rng, out = random.Random(page.slug + "/menu"), []
    for number, (name, subs) in enumerate(MENUS[page.language].items()):
        base = "/" + (slugify(name, rng) if page.language != "ja" else f"genre{number:02}")
        items = "\n".join(inner.format(name=sub, href=f"{base}/{slugify(sub + ' news', rng)}") for sub in subs)
        out.append(outer.format(name=name, href=base, items=items))
    return "\n".join(out)


def place(blocks: list[str], boxes: list[tuple[int, str]], joint: str = "\n") -> str:
    """The blocks with boxes between them: (n, html) comes after the n-th block; what has no place is left out."""
    out = []
    for number, block in enumerate(blocks, 1):
        out.append(block)
        out.extend(html for after, html in boxes if after == number)
    return joint.join(out)


def grouped(body: list[Paragraph], forms: dict[str, str], list_form: str = "<ul>{items}</ul>") -> list[str]:
    """Each paragraph through the format of its kind ({html}, {n}); runs of list items become one block."""
    out, items = [], []
    for number, paragraph in enumerate([*body, None]):
        if paragraph is not None and paragraph.kind == "list_item":
            items.append(f"<li>{paragraph.html}</li>")
            continue
        if items:
            out.append(list_form.format(items="\n".join(items)))
            items = []
        if paragraph is not None:
            out.append(forms[paragraph.kind].format(html=paragraph.html, n=number))
    return out


def json_ld(page: Page, publisher: str, **more: object) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": page.url,
        "headline": page.headline,
        "description": page.summary,
        "inLanguage": page.language,
        "datePublished": page.published,
        "dateModified": page.modified,
        "articleSection": page.section,
        "image": [f"{CDN}/media/{page.slug}/lead-1200x675.jpg"],
        "author": [{"@type": "Person", "name": name} for name in page.names],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": publisher,
            "logo": {"@type": "ImageObject", "url": f"{CDN}/logo.png", "width": 240, "height": 60},
        },
        "isAccessibleForFree": True,
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def metas(page: Page, site: str, suffix: str) -> str:
    """The usual elements of a head: title, description, Open Graph, Twitter, canonical."""
    quoted = {
        "title": escape(page.headline),
        "text": escape(page.summary),
        "url": page.url,
        "img": f"{CDN}/media/{page.slug}/lead-1200x675.jpg?v={NONCE}",
        "site": escape(site),
        "suffix": suffix,
        "pub": page.published,
        "mod": page.modified,
        "sec": page.section,
        "lang": page.language,
    }
    return """<title>{title}{suffix}</title>
<meta name="description" content="{text}">
<link rel="canonical" href="{url}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="{site}">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{text}">
<meta property="og:url" content="{url}">
<meta property="og:image" content="{img}">
<meta property="article:published_time" content="{pub}">
<meta property="article:modified_time" content="{mod}">
<meta property="article:section" content="{sec}">
<meta name="twitter:card" content="summary_large_image">
<meta name="twitter:title" content="{title}">
<meta name="twitter:description" content="{text}">
<link rel="alternate" type="application/rss+xml" title="{site}" href="/feed.xml">""".format(**quoted)


CHOICES = [
    ("margin", "0 auto;0 0 1rem;0 -12px;1.5rem 0 .5rem;0"),
    ("padding", "0;12px 16px;.5em 0;20px;8px 12px 10px"),
    ("color", "#1a1a1a;#333;#5b6470;#004b6b;#7a1f1f;inherit"),
    ("display", "block;flex;inline-block;grid"),
    ("background", "#fff;#f6f6f4;#eef2f5;transparent;#fffbe8"),
    ("font-weight", "400;600;700"),
    ("font-size", "14px;.875rem;1.125rem;16px;22px;13px"),
    ("line-height", "1.2;1.45;1.6;24px"),
    ("border-bottom", "1px solid #ddd;2px solid #004b6b;0"),
    ("max-width", "100%;640px;1180px;42em"),
]


def css(names: str, rng: random.Random, prefix: str = ".") -> str:
    """A style sheet for the given class names, as long and as dull as real ones."""
    rules = []
    for name in names.split():
        for state in ("", ":hover", " a", " > *:last-child")[: rng.randrange(2, 5)]:
            picked = rng.sample(CHOICES, rng.randrange(2, 5))
            rules.append(
                f"{prefix}{name}{state}{{{';'.join(f'{k}:{rng.choice(v.split(chr(59)))}' for k, v in picked)}}}"
            )
    half = rules[::3]
    return "\n".join(rules) + "\n@media (max-width:720px){\n" + "\n".join(half) + "\n}"


def script(page: Page) -> str:
    """What every page loads: consent, lazy pictures, share windows, scroll depth, ad units."""
    fields = {"slug": page.slug, "section": page.section, "language": page.language}
    source = (HERE / "page.js").read_text(encoding="utf-8").strip() % fields
    return (
        f'<script nonce="{NONCE}">{source}</script>\n'
        f'<script nonce="{NONCE}" async src="{CDN}/js/app.{NONCE}.js"></script>'
    )


def comments(form: str) -> str:
    """Reader comments through a format string with {name} {text} {n}."""
    lines = (HERE / "comments_en.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("|") for line in lines if line and not line.startswith("#")]
    return "\n".join(form.format(name=escape(a.strip()), text=b.strip(), n=n) for n, (a, b) in enumerate(pairs, 1))
