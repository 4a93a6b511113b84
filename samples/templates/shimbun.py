"""A Japanese daily: utility classes and data attributes, paragraphs without spaces."""

# ruff: noqa: E501  (the long lines are HTML)

from . import parts
from .parts import CDN, NONCE, Page, slot

SITE = "青鳴日報"


def render(page: Page) -> str:
    blocks = parts.grouped(
        page.body,
        {
            "text": '<p class="mt-6 leading-loose" data-cx="txt">　{html}</p>',
            "heading": '<h2 class="mt-10 text-xl font-bold" data-cx="mid">{html}</h2>',
        },
        '<ul class="mt-4 pl-5 list-disc" data-cx="list">{items}</ul>',
    )
    body = parts.place(
        blocks,
        [
            (2, slot("ad", '<div class="my-6 text-center" data-cx="pr"><span class="text-xs">広告</span></div>')),
            (
                3,
                parts.teasers(
                    page,
                    1,
                    '<p class="mt-6 leading-loose" data-cx="txt"><a class="underline" href="{href}">【関連記事】{title}</a></p>',
                ),
            ),
            (
                5,
                '<div class="my-8 border p-4" data-cx="mail"><p class="font-bold">朝のメールマガジン</p><p class="text-sm">県内の主なニュースを毎朝六時にお届けします。登録は無料で、いつでも解除できます。</p>'
                '<form action="/mail"><input type="email" name="m" aria-label="メールアドレス"><button class="btn">登録する</button></form></div>',
            ),
            (
                7,
                slot(
                    "related",
                    '<div class="my-8 bg-gray-50 p-4" data-cx="rel"><p class="font-bold">あわせて読みたい</p><ul>'
                    + parts.teasers(page, 3, '<li><a href="{href}">{title}</a></li>')
                    + "</ul></div>",
                ),
            ),
            (
                9,
                '<div class="my-8 border p-4" data-cx="vote"><p>水門の管理は県に移すべきだと思いますか。</p><button class="btn">はい</button><button class="btn">いいえ</button><button class="btn">'
                'わからない</button><p class="text-xs">これまでに二千四百七人が回答しました。</p></div>',
            ),
            (
                11,
                parts.teasers(
                    page,
                    1,
                    '<p class="mt-6 leading-loose" data-cx="txt"><a class="underline" href="{href}">{title}</a></p>',
                ),
            ),
        ],
    )
    figure = "".join(
        f'<figure class="my-6" data-cx="photo"><a href="/photo/{page.slug}"><img src="{CDN}/photo/{page.slug}-l.jpg?v={NONCE}" alt="" width="900" height="600"></a>'
        f'<figcaption class="text-sm text-gray-600">{text}</figcaption></figure>'
        for text in page.captions
    )
    nav = parts.menu(
        page,
        '<li class="relative px-3"><a class="block font-bold" href="{href}">{name}</a><ul class="absolute hidden bg-white shadow">{items}</ul></li>',
        '<li><a class="block px-4 py-2 whitespace-nowrap" href="{href}">{name}</a></li>',
    )
    foot = parts.menu(
        page,
        '<dl class="w-1/4 p-3"><dt class="font-bold">{name}</dt>{items}</dl>',
        '<dd class="text-sm"><a href="{href}">{name}</a></dd>',
    )
    cards = parts.teasers(
        page,
        16,
        '<li class="flex py-4 border-b" data-id="{id}"><a class="w-32 shrink-0" href="{href}"><img data-src="{img}" alt="" loading="lazy"></a><div class='
        '"pl-4"><span class="text-xs bg-gray-200">{section}</span><h3 class="font-bold"><a href="{href}">{title}</a></h3><p class="text-sm text-gray-600">{teaser}</p>'
        '<time class="text-xs">七月十五日　{n}時</time></div></li>',
    )
    read = parts.teasers(page, 10, '<li class="flex"><span class="w-6">{n}</span><a href="{href}">{title}</a></li>')
    flash = parts.teasers(
        page, 14, '<li><time>{n}:05</time><a href="{href}">{title}</a><span class="text-xs">{teaser}</span></li>'
    )
    share = "".join(
        f'<li><a data-share class="btn btn-{n}" href="https://share.example.com/{n}?u={page.url}">{t}</a></li>'
        for n, t in (("s", "シェア"), ("m", "メール"), ("p", "印刷"), ("k", "保存"))
    )
    classes = (
        "mt-6 leading-loose my-6 my-8 text-center text-xs text-sm text-xl font-bold border p-4 btn bg-gray-50 bg-gray-200 text-gray-600 underline relative absolute hidden "
        "px-3 px-4 py-2 py-4 shadow flex border-b shrink-0 pl-4 pl-5 list-disc whitespace-nowrap block w-32 w-6"
    )
    tokens = (
        ":root{"
        + ";".join(
            f"--{name}-{step}:hsl({hue} {20 + step // 20}% {95 - step // 10}%)"
            for hue, name in enumerate(("ink", "river", "rice", "brick", "moss", "plum", "sand"), 3)
            for step in range(50, 1000, 50)
        )
        + "}"
    )
    return f"""<!DOCTYPE html>
<html lang="ja">
<head prefix="og: https://ogp.me/ns# article: https://ogp.me/ns/article#">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
{parts.metas(page, SITE, " | 青鳴日報")}
<meta name="cXenseParse:publishtime" content="{page.published}">
{parts.json_ld(page, SITE)}
<style>
{tokens}
{parts.css(classes, page.fixed)}
</style>
{parts.script(page)}
<script nonce="{NONCE}">window.__NUXT__={{build:"{NONCE}",user:null,article:{{id:"k00100m040221",fee:"free",words:{sum(len(p.text) for p in page.body)}}},req:"{NONCE}"}}</script>
</head>
<body class="font-sans" data-build="{NONCE}">
<div id="consent" class="fixed bottom-0 p-4 bg-white"><p class="text-sm">当サイトでは利用状況の把握と広告配信のためにクッキーを使用しています。</p><button class="btn" data-consent="yes">同意する</button></div>
<header class="border-b"><div class="flex"><a class="logo" href="/">青鳴日報</a><span class="text-xs">{slot("date-line", page.when(page.modified, "%Y年%m月%d日"))}</span>
<a class="btn" href="/login">ログイン</a><a class="btn" href="/join">会員登録</a></div>
<nav aria-label="ジャンル"><ul class="flex">
{nav}
</ul></nav></header>
<div class="text-center">{slot("ad", '<span class="text-xs">広告</span>')}</div>
<div class="flex container" id="layout">
<main class="grow">
<nav class="text-xs" aria-label="パンくず"><a href="/">トップ</a> &gt; <a href="/genre00">社会</a> &gt; 記事</nav>
<section data-cx="article" class="p-4">
<h1 class="text-3xl font-bold">{page.headline}</h1>
<p class="mt-2 text-lg" data-cx="lead-sub">{page.standfirst}</p>
<div class="flex text-sm"><time datetime="{page.modified}">{page.when(page.modified, "%Y/%m/%d %H:%M")}</time><span class="ml-4" data-cx="author">{page.byline}</span>
<span class="ml-4">読む目安　二分</span></div>
<ul class="flex">{share}</ul>
{figure}
<div data-cx="body">
{body}
<div class="my-8 bg-gray-50 p-4" data-cx="fund"><p>青鳴日報は読者の購読料に支えられています。地域の出来事を追い続けるため、ご支援をお願いします。</p><a class="btn" href="/support">支援する</a></div>
</div>
<p class="text-xs">コメント <a href="#cm">{slot("comments-count", "十八")}</a> 件</p>
</section>
<section class="p-4"><h2 class="text-xl font-bold">社会の新着</h2>{slot("related", f"<ul>{cards}</ul>")}</section>
</main>
<aside class="w-80"><section><h2 class="font-bold">アクセスランキング</h2>{slot("most-read", f"<ol>{read}</ol>")}</section>
{slot("ad", '<div data-cx="pr"><span class="text-xs">広告</span></div>')}
<section><h2 class="font-bold">速報</h2><ul>{flash}</ul></section></aside>
</div>
<footer class="border-t"><div class="flex">
{foot}
</div><p class="text-xs">© 2026 青鳴日報社　無断転載を禁じます</p></footer>
<script nonce="{NONCE}" src="{CDN}/_nuxt/entry.{NONCE}.js" type="module"></script>
</body>
</html>
"""
