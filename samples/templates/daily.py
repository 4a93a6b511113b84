"""A quality daily with semantic mark-up: article, h1, p; the whole text once more in JSON-LD as one unbroken blob."""

# ruff: noqa: E501  (the long lines are HTML)

from . import parts
from .parts import CDN, NONCE, Page, slot

SITE = "The Ferrier Courier"


def render(page: Page) -> str:
    blocks = parts.grouped(
        page.body, {"text": "<p>{html}</p>", "note": '<p class="footnote-amend"><em>{html}</em></p>'}
    )
    figures = [
        f'<figure class="element element-image" itemscope itemtype="https://schema.org/ImageObject"><picture><source media="(min-width: 980px)" '
        f'srcset="{CDN}/media/{page.slug}/{n}-1240.jpg?s={NONCE}"><img src="{CDN}/media/{page.slug}/{n}-620.jpg" alt="" itemprop="contentUrl"></picture>'
        f'<figcaption itemprop="caption">{text}</figcaption></figure>'
        for n, text in enumerate(page.captions)
    ]
    body = parts.place(
        blocks,
        [
            (
                2,
                slot(
                    "ad",
                    '<div class="ad-slot ad-slot--inline1" aria-hidden="true"><div class="ad-slot__label">Advertisement</div></div>',
                ),
            ),
            (
                3,
                parts.teasers(
                    page,
                    1,
                    '<aside class="element element-rich-link"><div class="rich-link"><a href="{href}"><img data-src="{img}" alt=""><h2 '
                    'class="rich-link__title">{title}</h2><div class="rich-link__read-more">Read more</div></a></div></aside>',
                ),
            ),
            (
                4,
                '<aside class="newsletter-signup" role="complementary"><h3>First Bell</h3><p>Our education team explains what happened in the county’s '
                'classrooms, kitchens and council chambers this week.</p><form action="/email/first-bell"><label>Email address <input type="email" '
                'name="email"></label><button type="submit">Sign up</button></form><p class="newsletter-signup__small">Newsletters may contain information '
                "about charities and content funded by outside parties.</p></aside>",
            ),
            (5, figures[1]),
            (6, parts.teasers(page, 1, '<p><a href="{href}">Read more: {title}</a></p>')),
            (
                8,
                '<div class="atom atom--timeline-poll"><h3>How was school lunch where you live?</h3><ul><li><button>Hot and on time</button></li><li><button>'
                "Cold</button></li><li><button>There was none</button></li></ul><p>Results are published on Saturdays.</p></div>",
            ),
            (
                9,
                slot(
                    "related",
                    '<div class="promo promo--series"><p class="promo__kicker">More on this story</p>'
                    + parts.teasers(
                        page,
                        2,
                        '<a class="promo__item" href="{href}"><span class="promo__title">{title}</span><span class="promo__trail">{teaser}</span></a>',
                    )
                    + "</div>",
                ),
            ),
            (
                11,
                slot(
                    "ad",
                    '<div class="ad-slot ad-slot--inline2" aria-hidden="true"><div class="ad-slot__label">Advertisement</div></div>',
                ),
            ),
        ],
    )
    bios = "".join(
        f'<div class="author-bio"><img data-src="{CDN}/people/{n.split()[-1].lower()}.png" alt=""><p><strong>{n}</strong> writes about councils, '
        "schools and public money for the Courier.</p></div>"
        for n in page.names
    )
    names = " and ".join(f'<a rel="author" href="/profile/{n.lower().replace(" ", "")}">{n}</a>' for n in page.names)
    appeal = (
        '<section class="contributions-epic" data-component="epic"><h2>We are in the room when the invoices are read</h2><p>Local journalism is patient '
        "work. It took two of our reporters five months to obtain this audit, and it is free for everybody to read.</p><p>If you can, please support "
        'us with a gift of any size. It takes less than a minute.</p><a class="button" href="/support">Support the Courier</a></section>'
    )
    blob = " ".join(p.text for p in page.body if p.kind != "note")
    cards = parts.teasers(
        page,
        12,
        '<li class="fc-slice__item"><div class="fc-item" data-id="{id}"><a class="fc-item__link" href="{href}"><span class='
        '"fc-item__kicker">{section}</span> <span class="fc-item__headline">{title}</span></a><div class="fc-item__standfirst">{teaser}'
        '</div><img class="fc-item__image" data-src="{img}" alt="" loading="lazy"></div></li>',
    )
    read = parts.teasers(page, 10, '<li class="most-popular__item"><a href="{href}">{title}</a></li>')
    nav = parts.menu(
        page,
        '<li class="pillars__item"><a class="pillar-link" href="{href}">{name}</a><ul class="subnav">{items}</ul></li>',
        '<li class="subnav__item"><a href="{href}">{name}</a></li>',
    )
    foot = parts.menu(
        page,
        '<ul class="colophon__list"><li class="colophon__head">{name}</li>{items}</ul>',
        '<li class="colophon__item"><a href="{href}">{name}</a></li>',
    )
    talk = parts.comments(
        '<li class="d-comment" id="comment-{n}"><article><header><span class="d-comment__author">{name}</span> <time>{n}h ago</time></header>'
        '<div class="d-comment__body"><p>{text}</p></div><button class="d-comment__recommend">Recommend</button></article></li>'
    )
    share = "".join(
        f'<li class="social__item"><a data-share href="https://share.example.com/{t.lower()}?u={page.url}">{t}</a></li>'
        for t in ("Chirp", "Mail", "Link")
    )
    classes = (
        "element element-image element-rich-link rich-link rich-link__title newsletter-signup ad-slot ad-slot__label atom promo promo__item promo__title "
        "promo__trail author-bio contributions-epic fc-slice__item fc-item fc-item__link fc-item__kicker fc-item__headline fc-item__standfirst most-popular__item "
        "pillars__item pillar-link subnav subnav__item colophon__list colophon__item d-comment d-comment__author d-comment__body social__item "
        "content__headline content__standfirst content__meta footnote-amend site-message"
    )
    return f"""<!DOCTYPE html>
<html lang="en" class="no-js is-off svg">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,minimum-scale=1,initial-scale=1">
{parts.metas(page, SITE, " | Society | The Ferrier Courier")}
{"".join(f'<meta property="article:author" content="{n}">' for n in page.names)}
{parts.json_ld(page, SITE, articleBody=blob, wordCount=len(blob.split()))}
<style>
{parts.css(classes, page.fixed)}
</style>
{parts.script(page)}
<script nonce="{NONCE}">window.courier = {{"config":{{"page":{{"pageId":"{page.path[1:]}","build":"{NONCE}","ophan":"{NONCE}"}},"switches":{{"epic":true,"comments":true}}}}}};</script>
</head>
<body id="top" class="has-page-skin">
<a class="skip" href="#maincontent">Skip to main content</a>
<div class="site-message" id="consent" role="dialog"><p>We value your privacy. We and our partners use cookies to keep this site running and to show you
fewer adverts for things you already own.</p><button data-consent="yes">Yes, I’m happy</button><button data-consent="manage">Manage my cookies</button></div>
<header class="new-header"><a class="logo" href="/">The Ferrier Courier</a><p class="header-date">{slot("date-line", page.when(page.modified, "%A %d %B %Y"))}</p>
<nav aria-label="Sections"><ul class="pillars">
{nav}
</ul></nav></header>
{slot("ad", '<div class="ad-slot ad-slot--top">Advertisement</div>')}
<main id="maincontent">
<article class="content content--article" itemscope itemtype="https://schema.org/NewsArticle">
<header class="content__head"><div class="content__labels"><a href="/society">Society</a> <a href="/education/school-meals">School meals</a></div>
<h1 class="content__headline" itemprop="headline">{page.headline}</h1>
<div class="content__standfirst" data-link-name="standfirst"><p>{page.standfirst}</p></div>
<div class="content__meta"><p class="byline">By {names}</p><p class="dateline"><time datetime="{page.published}" itemprop="datePublished">
{page.when(page.published, "%a %d %b %Y %H.%M")} BST</time></p><p class="dateline dateline--mod">Last modified <time datetime="{page.modified}" itemprop="dateModified">
{page.when(page.modified, "%a %d %b %Y %H.%M")} BST</time></p><ul class="social">{share}</ul>
<a class="commentcount" href="#comments">{slot("comments-count", "318")}</a></div></header>
{figures[0]}
<div class="content__article-body" itemprop="articleBody">
{body}
{appeal}
</div>
{bios}
<div class="submeta"><span class="submeta__label">Topics</span><ul><li><a href="/education/school-meals">School meals</a></li><li><a href="/politics/councils">Councils</a></li></ul>
<a href="https://syndication.example.com/?article={page.url}">Reuse this content</a></div>
</article>
<aside class="aside-most"><h2>Most viewed</h2>{slot("most-read", f"<ol>{read}</ol>")}{slot("ad", '<div class="ad-slot ad-slot--right">Advertisement</div>')}</aside>
<section class="fc-container"><h2>Related stories</h2>{slot("related", f'<ul class="fc-slice">{cards}</ul>')}</section>
<section id="comments" class="discussion"><h2>Comments ({slot("comments-count", "318")})</h2><ul>
{talk}
</ul></section>
</main>
<footer class="l-footer"><form action="/email/today"><label>Email address for the Courier Today <input type="email" name="e"></label><button>Sign up</button></form>
{foot}
<small>© 2026 Ferrier Courier Trust or its affiliated companies. All rights reserved.</small></footer>
<script nonce="{NONCE}" src="{CDN}/javascripts/boot.{NONCE}.js" async></script>
</body>
</html>
"""
