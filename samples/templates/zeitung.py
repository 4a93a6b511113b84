"""Eine Regionalzeitung: div soup, the text of the article is one <div> with its paragraphs parted by <br><br>."""

# ruff: noqa: E501  (the long lines are HTML)

from . import parts
from .parts import CDN, NONCE, Page, slot

SITE = "Brandweiler Bote"


def render(page: Page) -> str:
    blocks = parts.grouped(
        page.body,
        {
            "text": "{html}\n<br><br>",
            "heading": '<h3 class="zwt">{html}</h3>',
            "quote": '<blockquote class="zit">{html}</blockquote>',
        },
    )
    body = parts.place(
        blocks,
        [
            (1, slot("ad", '<div class="wrb wrb-1"><span class="wrb-k">Anzeige</span></div>')),
            (2, parts.teasers(page, 1, '<a class="mehr" href="{href}.html">Mehr zum Thema: {title}</a>\n<br><br>')),
            (
                5,
                '<div class="nlb"><div class="nlb-t">Der Morgenbote</div><p>Was heute in Brandweiler und umzu wichtig wird, schicken wir Ihnen jeden Morgen um '
                'sechs ins Postfach.</p><form action="/newsletter"><input type="email" name="m" aria-label="E-Mail"><button>Anmelden</button></form></div>',
            ),
            (
                7,
                slot(
                    "related",
                    '<div class="bx3"><div class="bx3-k">Lesen Sie auch</div>'
                    + parts.teasers(page, 3, '<div class="bx3-z"><a href="{href}.html">{title}</a></div>')
                    + "</div>",
                ),
            ),
            (
                9,
                '<div class="umf"><div class="umf-f">Soll die Stadtbahn trotzdem gebaut werden?</div><label><input type="radio" name="u">Ja, unbedingt</label><label>'
                '<input type="radio" name="u">Nein</label><label><input type="radio" name="u">Nur mit Bundesmitteln</label><button>Abstimmen</button></div>',
            ),
            (11, slot("ad", '<div class="wrb wrb-2"><span class="wrb-k">Anzeige</span></div>')),
        ],
    )
    picture = "".join(
        f'<div class="abild"><img src="{CDN}/bilder/{page.slug}-gross.jpg?t={NONCE}" alt="" width="980" height="551"><div class="abild-u">{text}</div></div>'
        for text in page.captions
    )
    nav = parts.menu(
        page,
        '<div class="hn-p"><a class="hn-a" href="{href}/">{name}</a><div class="hn-u">{items}</div></div>',
        '<a class="hn-b" href="{href}/">{name}</a>',
    )
    foot = parts.menu(
        page,
        '<div class="fs"><div class="fs-k">{name}</div>{items}</div>',
        '<div class="fs-z"><a href="{href}/">{name}</a></div>',
    )
    cards = parts.teasers(
        page,
        14,
        '<div class="tz" data-nr="{id}"><a href="{href}.html"><img data-src="{img}" alt=""></a><div class="tz-d">{section}</div><div class="tz-h">'
        '<a href="{href}.html">{title}</a></div><div class="tz-t">{teaser} <a class="tz-m" href="{href}.html">mehr</a></div></div>',
    )
    small = parts.teasers(
        page,
        12,
        '<div class="kurz"><span>{n}:15</span><a href="{href}.html">{title}</a><div class="kurz-t">{teaser}</div></div>',
    )
    read = parts.teasers(
        page, 8, '<div class="ml-z"><span class="ml-n">{n}</span><a href="{href}.html">{title}</a></div>'
    )
    talk = "".join(
        f'<div class="lk"><div class="lk-n">{name}</div><div class="lk-t">{text}</div><a href="#melden">Beitrag melden</a></div>'
        for name, text in (
            (
                "Uferläufer",
                "Bei jedem Bauwerk dieser Stadt dasselbe Lied, und am Ende singt der Steuerzahler die zweite Stimme.",
            ),
            (
                "H. Brockmöller",
                "Ich fahre seit dreißig Jahren mit der 17 und wäre froh, wenn sie wenigstens pünktlich käme.",
            ),
            ("Gerbergeselle", "Die Brücke gehört ins Museum und die Bahn auf die Brücke. Fertig."),
            ("anonym_0815", "Wer hat denn damals mit der einen Stimme gestimmt? Das würde mich einmal interessieren."),
            ("Lindenauerin", "Wir warten. Wir können das."),
        )
    )
    share = "".join(
        f'<a class="tl" data-share href="https://share.example.com/{n}?u={page.url}">{t}</a>'
        for n, t in (("m", "Mailen"), ("d", "Drucken"), ("t", "Teilen"), ("k", "Link"))
    )
    authors = "".join(
        f'<div class="ak"><img data-src="{CDN}/koepfe/{n.split()[-1].lower()}.jpg" alt=""><div class="ak-n">{n}</div><div class="ak-t">Redaktion Lokales, schreibt über '
        "Verkehr, Bauen und Kommunalpolitik.</div></div>"
        for n in page.names
    )
    classes = (
        "wrb wrb-k mehr nlb nlb-t bx3 bx3-k bx3-z umf umf-f abild abild-u hn-p hn-a hn-u hn-b fs fs-k fs-z tz tz-d tz-h tz-t tz-m kurz kurz-t ml-z ml-n lk lk-n lk-t tl ak "
        "ak-n ak-t zwt zit kopf seite spl spr txt vsp aut dat spende ckb rub rub-k wetter"
    )
    return f"""<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{parts.metas(page, SITE, " | Brandweiler Bote")}
<meta name="news_keywords" content="Stadtbahn, Lindenau, Brandweiler, Verkehr, Baukosten">
{parts.json_ld(page, SITE)}
<style>
{parts.css(classes, page.fixed)}
</style>
{parts.script(page)}
<script nonce="{NONCE}">var bb={{seite:"{NONCE}",ressort:"lokales",sitzung:"{NONCE}",zaehler:"{CDN}/z/{NONCE}.gif"}};</script>
</head>
<body>
<div class="ckb" id="consent"><div>Mit Werbung und Cookies weiterlesen: Wir und unsere Partner speichern Informationen auf Ihrem Gerät und messen, wie unsere Inhalte
genutzt werden.</div><div><a href="#" data-consent="ja">Zustimmen</a> <a href="/pur">Ohne Werbung lesen</a></div></div>
<div class="kopf"><div class="kopf-l"><a href="/">Brandweiler Bote</a></div><div class="kopf-d">{slot("date-line", page.when(page.modified, "%d.%m.%Y"))}</div>
<div class="hn">
{nav}
</div></div>
<div class="wrb wrb-0">{slot("ad", '<span class="wrb-k">Anzeige</span>')}</div>
<div class="seite">
<div class="spl">
<div class="art" id="artikel" data-id="10482217">
<div class="dach"><a href="/lokales/">Lokales</a> › <a href="/lokales/brandweiler/">Brandweiler</a></div>
<h1 class="ueb">{page.headline}</h1>
<div class="vsp">{page.standfirst}</div>
<div class="aut">{page.byline}</div>
<div class="dat">{page.when(page.published, "%d.%m.%Y, %H:%M")} Uhr · Aktualisiert: {page.when(page.modified, "%d.%m.%Y, %H:%M")} Uhr · Lesedauer: 3 Min.</div>
<div class="tls">{share}</div>
{picture}
<div class="txt">
{body}
<div class="spende">Guter Lokaljournalismus braucht Zeit. Wenn Sie unsere Arbeit schätzen, unterstützen Sie uns mit einem freiwilligen Betrag. <a href="/unterstuetzen">Jetzt
unterstützen</a></div>
</div>
{authors}
<div class="komz"><a href="#leser">{slot("comments-count", "47")} Kommentare</a></div>
</div>
<div class="leser" id="leser"><div class="rub-k">Leserkommentare</div>
{talk}
</div>
<div class="rub"><div class="rub-k">Das könnte Sie auch interessieren</div>{slot("related", cards)}</div>
</div>
<div class="spr"><div class="ml"><div class="rub-k">Meistgelesen</div>{slot("most-read", read)}</div>
{slot("ad", '<div class="wrb wrb-3"><span class="wrb-k">Anzeige</span></div>')}
<div class="rub"><div class="rub-k">Kurz gemeldet</div>{small}</div>
<div class="wetter">Brandweiler heute: 4 Grad, Nieselregen. <a href="/wetter">Zum Wetterbericht</a></div></div>
</div>
<div class="fuss">
{foot}
<div class="impr">© 2026 Brandweiler Bote Verlags-Gesellschaft. <a href="/impressum">Impressum</a> · <a href="/datenschutz">Datenschutz</a> · <a href="/agb">AGB</a></div></div>
<script nonce="{NONCE}" src="{CDN}/js/bote.{NONCE}.js"></script>
</body>
</html>
"""
