"""An old broadcaster's site: numbered columns, prefixed class names, story highlights, inline scripts for everything."""

# ruff: noqa: E501  (the long lines are HTML)

from . import parts
from .parts import CDN, NONCE, Page, slot

SITE = "QBN.example"


def render(page: Page) -> str:
    blocks = parts.grouped(
        page.body, {"text": '<p class="qbnPara">{html}</p>', "note": '<p class="qbnContrib">{html}</p>'}
    )
    body = parts.place(
        blocks,
        [
            (
                1,
                '<div class="qbnVidBox"><div class="qbnVidHd">Watch: the talks in Ostrand</div><p class="qbnVidTx">Our correspondent walks '
                'the corridor where two delegations spent nine hours avoiding each other.</p><a href="/video/ostrand">Play</a></div>',
            ),
            (2, slot("ad", '<div class="qbnAdSlug"><span>ADVERTISEMENT</span><div id="ad-300x250-a"></div></div>')),
            (
                4,
                parts.teasers(
                    page, 1, '<p class="qbnPara"><strong><a href="{href}">READ MORE: {title}</a></strong></p>'
                ),
            ),
            (
                6,
                slot(
                    "related",
                    '<div class="qbnRelBox"><div class="qbnRelHd">Related topics</div><ul>'
                    + parts.teasers(page, 4, '<li><a href="{href}">{title}</a></li>')
                    + "</ul></div>",
                ),
            ),
            (
                7,
                '<div class="qbnQuickVote"><h4>QuickVote</h4><p>Should fishing on the Sable Bank stop for three years?</p><form action="/poll">'
                '<div><input type="radio" name="qv" id="qv1"><label for="qv1">Yes</label></div><div><input type="radio" name="qv" id="qv2">'
                '<label for="qv2">No</label></div><input type="submit" value="VOTE"> or <a href="/poll/results">view results</a></form></div>',
            ),
            (9, parts.teasers(page, 1, '<p class="qbnPara"><a href="{href}">{title}</a></p>')),
            (
                11,
                '<div class="qbnMailAlert"><b>Stay informed</b><p>Get breaking news alerts from QBN by e-mail, usually before your neighbors '
                'do.</p><form action="/alerts"><input type="text" name="m" value="" aria-label="E-mail"><input type="submit" value="Go"></form></div>',
            ),
        ],
    )
    highlights = "".join(f"<li>{line}</li>" for line in page.highlights)
    nav = parts.menu(
        page,
        '<li id="nav-{name}"><a href="{href}" class="qbnTopNav">{name}</a><div class="qbnNavDrop"><ul>{items}</ul></div></li>',
        '<li><a href="{href}">{name}</a></li>',
    )
    foot = parts.menu(
        page,
        '<td class="qbnFootCol"><b>{name}</b><br>{items}</td>',
        '<a href="{href}" class="qbnFootLk">{name}</a><br>',
    )
    cards = parts.teasers(
        page,
        14,
        '<div class="qbnC3Story"><a href="{href}"><img data-src="{img}" width="120" height="68" alt="" border="0"></a>'
        '<div class="qbnC3Tx"><a class="qbnC3Hd" href="{href}">{title}</a><div class="qbnC3Bl">{teaser}</div></div></div>',
    )
    read = parts.teasers(page, 8, '<div class="qbnMostRow"><span>{n}.</span><a href="{href}">{title}</a></div>')
    talk = parts.comments(
        '<div class="qbnSndOff" id="c{n}"><b>{name}</b> <span class="qbnSndTm">{n} hours ago</span><p>{text}</p>'
        '<a href="#report{n}">Report abuse</a></div>'
    )
    tools = "".join(
        f'<li class="qbnTool{n}"><a data-share href="https://share.example.com/{n}?u={page.url}">{t}</a></li>'
        for n, t in enumerate(("E-mail", "Save", "Print", "Share", "RSS"))
    )
    image = "".join(
        f'<div class="qbnStryPic"><img src="{CDN}/media/{page.slug}/story.top.jpg?{NONCE}" alt="" width="640" height="360">'
        f'<div class="qbnStryPicCap">{text}</div></div>'
        for text in page.captions
    )
    classes = (
        "qbnPara qbnContrib qbnVidBox qbnVidHd qbnVidTx qbnAdSlug qbnRelBox qbnRelHd qbnQuickVote qbnMailAlert qbnTopNav qbnNavDrop "
        "qbnFootCol qbnFootLk qbnC3Story qbnC3Tx qbnC3Hd qbnC3Bl qbnMostRow qbnSndOff qbnSndTm qbnStryPic qbnStryPicCap qbnByLine "
        "qbnTmStmp qbnHilites qbnHiliteHd qbnColLt qbnColRt qbnBrk qbnTools qbnGlobalFoot qbnHd qbnSearch qbnEdition"
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="robots" content="index,follow">
{parts.metas(page, SITE, " - QBN.example")}
<meta name="author" content="{page.byline}">
<style type="text/css">
{parts.css(classes, page.fixed)}
</style>
{parts.json_ld(page, "QBN", alternativeHeadline=page.headline)}
{parts.script(page)}
<script nonce="{NONCE}">var qbnPageId = "{NONCE}", qbnSect = "world", qbnBrand = "qbn.{NONCE}"; function qbnAd(id) {{ window.adUnits.push(id); }}</script>
</head>
<body id="qbnMainPage" class="world">
<a class="qbnSkip" href="#qbnContent">Skip to main content</a>
<div id="consent" class="qbnCookie"><p>QBN uses cookies. If you continue to use this page we assume that you are fine with that.</p>
<a href="#" data-consent="yes">OK</a> <a href="/cookies">Find out more</a></div>
<div class="qbnHd"><div class="qbnEdition">EDITION: <a href="/intl">INTERNATIONAL</a> | <a href="/lakes">LAKE STATES</a></div>
<form class="qbnSearch" action="/search"><input name="q" type="text" aria-label="Search"><input type="submit" value="SEARCH"></form>
<ul class="qbnNavList">
{nav}
</ul>
<div class="qbnBrk"><b>Breaking News</b> {slot("date-line", page.when(page.modified, "%a %B %d, %Y"))}</div>
<div id="ad-728x90">{slot("ad", "<span>ADVERTISEMENT</span>")}</div></div>
<div id="qbnContent">
<div class="qbnColLt">
<h1>{page.headline}</h1>
<div class="qbnByLine">{page.byline}</div>
<div class="qbnTmStmp">{page.when(page.modified, "%B %d, %Y")} -- Updated {slot("date-line", page.when(page.modified, "%H%M GMT"))}</div>
<ul class="qbnTools">{tools}</ul>
{image}
<div id="qbnStoryText" class="storytext" role="article">
<div class="qbnHilites"><div class="qbnHiliteHd">STORY HIGHLIGHTS</div><ul>{highlights}</ul></div>
{body}
</div>
<div class="qbnStryBtm"><span>{slot("comments-count", "214")} Comments</span> <a href="#talk">Sound off</a></div>
<div id="talk">
{talk}
</div>
</div>
<div class="qbnColRt">
<div class="qbnMost"><h3>Most popular</h3>{slot("most-read", read)}</div>
{slot("ad", '<div id="ad-300x600"><span>ADVERTISEMENT</span></div>')}
<div class="qbnC3"><h3>From around the web</h3>{slot("related", cards)}</div>
<div class="qbnWeather"><h3>Weather forecast</h3><p>Home weather: 11°C, light rain in Ostrand, wind from the west.</p></div>
</div>
</div>
<div class="qbnGlobalFoot"><table><tbody><tr>
{foot}
</tr></tbody></table>
<div>© 2026 Quay Broadcasting Network. All rights reserved. <a href="/terms">Terms of service</a> | <a href="/ads">Advertise with us</a> |
<a href="/about">About us</a> | <a href="/contact">Contact us</a></div></div>
<script nonce="{NONCE}" src="{CDN}/qbn/{NONCE}/main.js"></script>
</body>
</html>
"""
