"""A small wire service on an old table layout: the story is hard-wrapped text in two <pre>, without any structured data."""

# ruff: noqa: E501  (the long lines are HTML)

import textwrap
from html import escape

from . import parts
from .parts import CDN, NONCE, Page, slot

SITE = "Seaboard News"
WIDTH = 65
MARKETS = (
    "Lenthe 30",
    "Corvay Index",
    "Torvia All Share",
    "Timber",
    "Herring",
    "Wheat",
    "Diesel",
    "Glass",
    "Crown/Mark",
    "Mark/Dollar",
)


def wrap(text: str) -> str:
    return escape("\n".join(textwrap.wrap(text, WIDTH, break_on_hyphens=False, break_long_words=False)), quote=False)


def render(page: Page) -> str:
    blocks = [wrap(p.text) for p in page.body]
    blocks[-1] += "\n" + page.dateline
    blocks += [wrap(text) for text in page.captions]
    blocks.insert(0, f'{SITE}\n<a href="/main.html">Back to Main</a>\n<b>{escape(page.headline, False)}</b>')
    half = len(blocks) // 2
    nav = parts.menu(
        page,
        '<tr><td bgcolor="#003366"><font face="Verdana" size="1" color="#ffffff"><b>{name}</b></font></td></tr>\n{items}',
        '<tr><td><font face="Verdana" size="1">&#183; <a href="{href}.html">{name}</a></font></td></tr>',
    )
    foot = parts.menu(
        page, '<font size="1" face="Arial"><b>{name}:</b> {items}</font><br>', '[<a href="{href}.html">{name}</a>]'
    )
    heads = parts.teasers(
        page,
        16,
        '<tr><td valign="top"><img src="/img/bullet.gif" width="8" height="8" alt=""></td><td><font face="Arial" '
        'size="2"><a href="{href}.html">{title}</a></font><br><font face="Arial" size="1" color="#666666">{teaser}</font></td></tr>',
    )
    more = parts.teasers(page, 3, '<font size="2"><a href="{href}.html">{title}</a></font><br>')
    read = parts.teasers(
        page,
        10,
        '<tr><td><font size="1">{n}</font></td><td><font size="1" face="Arial"><a href="{href}.html">{title}</a>'
        "</font></td></tr>",
    )
    stocks = "".join(
        f'<tr><td><font size="1">{name}</font></td><td align="right"><font size="1">{page.fresh.uniform(2, 900):.2f}</font></td>'
        f'<td align="right"><font size="1" color="green">{page.fresh.uniform(0, 3):+.1f}%</font></td></tr>'
        for name in MARKETS
    )
    days = "".join(
        "<tr>"
        + "".join(
            f'<td align="center"><font size="1"><a href="/archive/2026/{month:02}/{day:02}.html">{day}</a></font></td>'
            for day in range(week, min(week + 7, 32))
        )
        + "</tr>\n"
        for month in (8, 9, 10)
        for week in range(1, 32, 7)
    )
    classes = "hd nav box small warn cal tick promo foot srch"
    story = "\n\n".join(blocks[:half])
    rest = "\n\n".join(blocks[half:])
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
{parts.metas(page, SITE, " | Seaboard News")}
<meta name="keywords" content="news, wire, Torvia, Hokura, railways, shipping, coast">
<meta name="generator" content="deskpub 2.1 ({NONCE})">
<style type="text/css">
{parts.css(classes, page.fixed)}
pre {{ font-family: "Courier New", monospace; font-size: 13px; }}
</style>
{parts.script(page)}
<script nonce="{NONCE}" type="text/javascript">var sid = "{NONCE}"; document.cookie = "sid=" + sid + "; path=/";</script>
</head>
<body bgcolor="#ffffff" text="#000000" link="#003399">
<div id="consent" class="warn"><font size="1">This site stores a small file on your computer. <a href="#" data-consent="ok">Understood</a></font></div>
<table width="980" border="0" cellspacing="0" cellpadding="4" align="center">
<tr><td colspan="3" class="hd"><img src="/img/seaboard.gif?{NONCE}" width="240" height="48" alt="Seaboard News">
<font face="Verdana" size="1">{slot("date-line", page.when(page.modified, "%A, %b. %d, %Y"))} | <a href="/main.html">Main</a> |
<a href="/subscribe.html">Subscribe</a> | <a href="/help.html">Help</a></font></td></tr>
<tr><td colspan="3" align="center">{slot("ad", '<table border="1"><tr><td>Advertisement</td></tr></table>')}</td></tr>
<tr>
<td width="150" valign="top" bgcolor="#eeeeee"><table border="0" cellspacing="1" width="150">
{nav}
</table>
<form action="/search.html" class="srch"><input type="text" name="q" size="12" aria-label="Search"><input type="submit" value="Find"></form>
<table class="cal" border="0"><caption><font size="1">Archive</font></caption>
{days}</table></td>
<td width="600" valign="top" class="story">
<pre>
{story}
</pre>
<table class="promo" width="590" bgcolor="#ffffcc" border="0"><tr><td><font face="Arial" size="1">Advertisement</font><br>
{slot("ad", '<a href="/go?c=77">Coastal Savings: your money by the sea</a>')}</td><td valign="top"><font face="Arial" size="2"><b>Related
stories</b></font><br>{slot("related", more)}</td></tr></table>
<pre>
{rest}
</pre>
<table width="590" border="0" bgcolor="#eef4ff"><tr><td><font face="Arial" size="2"><b>Seaboard by e-mail</b><br>Have the night's dispatches
delivered to your desk at six in the morning, plain text, without pictures.</font><form action="/mail.html"><input type="text" name="m"
aria-label="E-mail"><input type="submit" value="Send it"></form></td></tr></table>
<font face="Arial" size="1"><a href="/print.html">Printable version</a> | <a href="/send.html">Send to a friend</a> |
Letters on this story: {slot("comments-count", "12")}</font>
</td>
<td width="230" valign="top"><table border="0" width="230"><tr><td colspan="2" bgcolor="#003366"><font color="#ffffff" size="2">More headlines</font></td></tr>
{heads}
</table>
{slot("most-read", f'<table border="0" width="230"><tr><td colspan="2" bgcolor="#cccccc"><font size="2">Most read</font></td></tr>{read}</table>')}
<table class="tick" border="0" width="230"><tr><td colspan="3" bgcolor="#cccccc"><font size="2">Markets</font></td></tr>
{stocks}</table></td>
</tr>
<tr><td colspan="3" class="foot" bgcolor="#eeeeee">
{foot}
<font size="1">Copyright 2026 Seaboard News Cooperative. This material may not be published, broadcast or rewritten without permission.</font></td></tr>
</table>
<script nonce="{NONCE}" src="{CDN}/old/count.js?{NONCE}"></script>
</body>
</html>
"""
