"""A blog that reposts agency stories: WordPress-like mark-up, shop promotions, cut headlines and a comment form."""

# ruff: noqa: E501  (the long lines are HTML)

from . import parts
from .parts import CDN, NONCE, Page, slot

SITE = "Tidings Daily Digest"


def render(page: Page) -> str:
    blocks = parts.grouped(
        page.body,
        {"text": "<p>{html}</p>", "heading": '<h3 class="wp-block-heading">{html}</h3>', "note": "<p>{html}</p>"},
    )
    caption = "".join(
        f'<div id="attachment_4711" class="wp-caption aligncenter" style="width:810px"><img loading="lazy" class="size-large '
        f'wp-image-4711" src="{CDN}/wp-content/uploads/2026/05/{page.slug}-1024x683.jpg?x={NONCE}" alt="" width="800" height="534">'
        f'<p class="wp-caption-text">{text}</p></div>'
        for text in page.captions
    )
    body = parts.place(
        blocks,
        [
            (
                2,
                '<div class="code-block code-block-2" style="margin:8px 0;clear:both">'
                + slot("ad", '<p class="adtag">Advertisement</p>')
                + "</div>",
            ),
            (3, parts.teasers(page, 1, '<p><strong>ALSO READ: <a href="{href}/">{title}</a></strong></p>')),
            (
                5,
                '<div class="wpforms-container digest-optin"><p>Join more than 80,000 readers who start their day with our digest of shipping, '
                'grain and money.</p><form class="wpforms-form" method="post" action="/?optin"><input type="email" name="e" aria-label="Email" '
                'placeholder="Email"><button type="submit">Count me in</button></form></div>',
            ),
            (10, caption),
            (
                11,
                slot(
                    "related",
                    '<div class="jp-relatedposts-inline"><em>Related</em><ul>'
                    + parts.teasers(page, 3, '<li><a href="{href}/">{title}</a></li>')
                    + "</ul></div>",
                ),
            ),
            (
                13,
                '<div class="woocommerce-deal"><span class="onsale">Sale!</span><h4>Brass Ship’s Clock, 8 Inch</h4><span class="price"><del>€89.00</del> '
                '<ins>€59.90</ins></span><p>A dependable companion for the study or the bridge, delivered with batteries.</p><a href="/shop/clock/" '
                'class="button">Add to cart</a></div>',
            ),
        ],
    )
    goods = "".join(
        f'<li class="product type-product post-{n}"><a href="/shop/{n}/"><img data-src="{CDN}/shop/{n}.jpg" alt=""><h2 class='
        f'"woocommerce-loop-product__title">{name}</h2><span class="price">€{price}</span></a><a class="button add_to_cart" '
        f'href="?add-to-cart={n}" rel="nofollow">Add to cart</a></li>'
        for n, (name, price) in enumerate(
            (
                ("Oilskin Jacket, Yellow", "119.00"),
                ("Pocket Tide Table 2026", "6.50"),
                ("Enamel Mug “Captain”", "14.90"),
                ("Rope Mat, Medium", "32.00"),
                ("Solar Radio", "48.00"),
                ("Sourdough Starter Kit", "19.95"),
            ),
            901,
        )
    )
    cut = parts.teasers(page, 5, "<li><a href='{href}/'>{cut}</a></li>")
    posts = parts.teasers(
        page,
        14,
        '<article class="post-{id} post type-post status-publish has-post-thumbnail hentry"><div class="post-thumb"><a '
        'href="{href}/"><img data-src="{img}" alt="" class="attachment-medium wp-post-image"></a></div><h2 class="entry-title"><a '
        'href="{href}/" rel="bookmark">{title}</a></h2><div class="entry-summary"><p>{teaser} [&hellip;]</p></div></article>',
    )
    popular = parts.teasers(
        page,
        7,
        '<li class="widget-popular-{n}"><a href="{href}/">{title}</a> <span class="post-date">May {n}, 2026</span></li>',
    )
    nav = parts.menu(
        page,
        '<li class="menu-item menu-item-type-taxonomy menu-item-has-children"><a href="/category{href}/">{name}</a><ul '
        'class="sub-menu">{items}</ul></li>',
        '<li class="menu-item"><a href="/category{href}/">{name}</a></li>',
    )
    tags = parts.menu(page, "{items}", '<a class="tag-cloud-link" href="/tag{href}/" style="font-size:11pt">{name}</a>')
    share = "".join(
        f'<li class="share-{n}"><a data-share rel="nofollow noopener" class="share-icon sd-button" href="{page.url}?share={n}&amp;nb=1">'
        f"<span>{t}</span></a></li>"
        for n, t in (("x", "Post"), ("email", "Email"), ("print", "Print"), ("pin", "Pin it"))
    )
    classes = (
        "site-header main-navigation menu-item sub-menu entry-header entry-title entry-meta entry-content wp-caption wp-caption-text "
        "sharedaddy sd-content code-block digest-optin woocommerce-deal onsale price product button jp-relatedposts-inline widget "
        "widget-title tag-cloud-link comment-respond comment-form comment-notes form-submit hentry post-thumb entry-summary site-footer "
        "site-info cli-bar adtag may-like-products may-like-articles source-link"
    )
    return f"""<!DOCTYPE html>
<html lang="en-GB" prefix="og: https://ogp.me/ns#">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="profile" href="https://example.com/xfn/11">
{parts.metas(page, SITE, " – Tidings Daily Digest")}
<meta name="generator" content="WordPress 6.5.2">
<link rel="alternate" type="application/json" href="https://example.org/wp-json/wp/v2/posts/48213">
<link rel="shortlink" href="https://example.org/?p=48213">
{parts.json_ld(page, SITE)}
<link rel="stylesheet" id="theme-css" href="https://example.org/wp-content/themes/digest/style.css?ver={NONCE}" media="all">
<style id="digest-inline-css">
{parts.css(classes, page.fixed)}
</style>
{parts.script(page)}
<script nonce="{NONCE}" id="wp-vars">var digest_ajax = {{"ajax_url":"https://example.org/wp-admin/admin-ajax.php","nonce":"{NONCE}","post_id":"48213"}};</script>
</head>
<body class="post-template-default single single-post postid-48213 single-format-standard wp-custom-logo">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="https://example.org/" rel="home">Tidings Daily Digest</a></p>
<p class="site-description">The news you would have read anyway</p><span class="top-date">{slot("date-line", page.when(page.modified, "%A, %B %d, %Y"))}</span>
<nav id="site-navigation" class="main-navigation"><ul id="primary-menu" class="menu">
{nav}
</ul></nav></header>
<div class="top-banner">{slot("ad", '<ins class="adsbyexample" data-ad-slot="111"></ins>')}</div>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-48213" class="post-48213 post type-post status-publish format-standard has-post-thumbnail hentry category-business">
<header class="entry-header"><h1 class="entry-title">{page.headline}</h1>
<div class="entry-meta"><span class="posted-on">Posted on <a href="{page.url}" rel="bookmark"><time class="entry-date published" datetime="{page.published}">
{page.when(page.published, "%B %d, %Y")}</time></a></span> <span class="comments-link"><a href="{page.url}#respond">{slot("comments-count", "Leave a comment")}</a></span></div></header>
<div class="entry-content">
<div class="sharedaddy sd-top"><ul>{share}</ul></div>
{body}
<p class="source-link"><a href="https://example.com/northline/harbour-states" rel="nofollow">Source link</a></p>
<div class="may-like-products"><h4>Products You May Like</h4><ul class="products columns-3">{goods}</ul></div>
<div class="may-like-articles"><h4>Articles You May Like</h4>{slot("related", f"<ul>{cut}</ul>")}</div>
<div class="sharedaddy sd-sharing-enabled"><div class="sd-content"><h3 class="sd-title">Share this:</h3><ul>{share}</ul></div></div>
</div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/category/business/" rel="category tag">Business</a></span>
<span class="tags-links">Tagged <a href="/tag/grain/" rel="tag">grain</a>, <a href="/tag/lenthe/" rel="tag">Lenthe</a></span></footer>
</article>
<nav class="navigation post-navigation"><h2 class="screen-reader-text">Post navigation</h2><div class="nav-previous"><a href="/2026/05/18/mussels/" rel="prev">
Mussels in the lake listen to ships, researchers say</a></div></nav>
<div id="comments" class="comments-area"><div id="respond" class="comment-respond"><h3 id="reply-title" class="comment-reply-title">Leave a Reply</h3>
<form action="https://example.org/wp-comments-post.php" method="post" id="commentform" class="comment-form"><p class="comment-notes">
<span id="email-notes">Your email address will not be published.</span> Required fields are marked <span class="required">*</span></p>
<p class="comment-form-comment"><label for="comment">Comment *</label><textarea id="comment" name="comment" cols="45" rows="8"></textarea></p>
<p><label for="author">Name *</label><input id="author" name="author" type="text"></p><p class="form-submit"><input name="submit" type="submit" value="Post Comment"></p>
<input type="hidden" name="token" value="{NONCE}"></form></div></div>
</main></div>
<aside id="secondary" class="widget-area"><section class="widget widget_popular"><h2 class="widget-title">Popular this week</h2>{slot("most-read", f"<ul>{popular}</ul>")}</section>
<section class="widget widget_ad">{slot("ad", '<ins class="adsbyexample" data-ad-slot="222"></ins>')}</section>
<section class="widget widget_tag_cloud"><h2 class="widget-title">Tags</h2><div class="tagcloud">{tags}</div></section></aside></div>
<section class="latest"><h2>Latest posts</h2>
{posts}
</section>
<div id="consent" class="cli-bar"><p>This website uses cookies to improve your experience. You can opt out if you wish.</p><a data-consent="all" class="button">Accept</a></div>
<footer id="colophon" class="site-footer"><div class="site-info">Proudly powered by WordPress | Theme: Digest | Copyright © 2026 Tidings Daily Digest</div></footer>
<script nonce="{NONCE}" src="https://example.org/wp-includes/js/comment-reply.min.js?ver={NONCE}" id="comment-reply-js"></script>
</body>
</html>
"""
