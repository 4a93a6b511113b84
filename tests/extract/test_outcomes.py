"""Walls, paywalls, pages without an article, short flashes."""

import pytest

from newsdiff.extract import PageExtractor, extract_article
from newsdiff.model.article import ExtractionOutcome, PaywallMark, Wall
from tests.extract.pages import HEADLINE, PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"


def wall_page(text: str, title: str = "gull.example.org", extra: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{extra}</head><body><div><h1>{title}</h1><p>{text}</p></div></body></html>"
    )


WALLS = [
    (Wall.CAPTCHA, "Verify you are human by completing the action below."),
    (Wall.CAPTCHA, "Bitte bestätigen Sie, dass Sie kein Roboter sind."),
    (Wall.CAPTCHA, "Confirmez que vous n’êtes pas un robot."),
    (Wall.CAPTCHA, "Подтвердите, что вы не робот."),
    (Wall.CAPTCHA, "请完成验证后继续访问。"),
    (Wall.CAPTCHA, "Confirma que no eres un robot."),
    (Wall.CAPTCHA, "ロボットではありませんことを確認してください。"),
    (Wall.CONSENT, "We value your privacy. We and our partners store information on your device."),
    (Wall.CONSENT, "Mit Werbung weiterlesen oder ein Abo abschließen."),
    (Wall.CONSENT, "Accepter et continuer. Nous et nos partenaires lisons des données."),
    (Wall.CONSENT, "Aceptar y continuar. Nosotros y nuestros socios usamos datos."),
    (Wall.CONSENT, "Accetta e continua. Il tuo consenso è importante."),
    (Wall.CONSENT, "Mы и партнёры: мы используем файлы cookie, принять все."),
    (Wall.LOGIN, "Please log in to continue. Forgot your password?"),
    (Wall.LOGIN, "Bitte melden Sie sich an. Passwort vergessen?"),
    (Wall.LOGIN, "Veuillez vous connecter pour lire la suite."),
    (Wall.LOGIN, "请登录后阅读。"),
    (Wall.LOGIN, "로그인이 필요한 서비스입니다."),
    (Wall.LOGIN, "Faça login para continuar."),
    (Wall.ERROR_PAGE, "The page you are looking for could not be found."),
    (Wall.ERROR_PAGE, "Die Seite wurde nicht gefunden."),
    (Wall.ERROR_PAGE, "Página no encontrada."),
    (Wall.ERROR_PAGE, "Страница не найдена."),
    (Wall.ERROR_PAGE, "お探しのページが見つかりません。"),
    (Wall.ERROR_PAGE, "503 Service Unavailable"),
    (Wall.ERROR_PAGE, "This site is temporarily unavailable."),
    (Wall.COOKIES, "Please enable JavaScript and cookies to continue."),
    (Wall.COOKIES, "Bitte aktivieren Sie JavaScript in Ihrem Browser."),
    (Wall.COOKIES, "Veuillez activer JavaScript."),
    (Wall.COOKIES, "Включите JavaScript, чтобы продолжить."),
    (Wall.COOKIES, "请启用JavaScript后再试。"),
    (Wall.COOKIES, "JavaScriptを有効にしてください。"),
]


@pytest.mark.parametrize(("wall", "text"), WALLS)
def test_a_wall_is_recognised(wall: Wall, text: str) -> None:
    article = extract_article(wall_page(text), URL)
    assert article.outcome is ExtractionOutcome.BLOCKED
    assert article.wall is wall
    assert article.paragraphs == ()


@pytest.mark.parametrize(
    "machinery",
    [
        '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1"></script>',
        '<script src="https://ct.captcha-delivery.com/c.js"></script>',
        '<div id="px-captcha"></div>',
    ],
)
def test_a_challenge_is_known_by_its_machinery(machinery: str) -> None:
    article = extract_article(wall_page("Just a moment...", extra=machinery), URL)
    assert article.wall is Wall.CAPTCHA


def test_an_article_about_captchas_is_an_article() -> None:
    texts = tuple(f"{p} Readers were asked to verify you are human, to solve the captcha." for p in PARAGRAPHS)
    article = extract_article(page(paragraphs=texts, headline="Why sites ask whether you are not a robot"), URL)
    assert article.outcome is ExtractionOutcome.ARTICLE


def test_a_consent_dialog_beside_an_article_is_no_wall() -> None:
    dialog = '<div id="cmp" role="dialog"><p>We value your privacy. We and our partners use cookies.</p><button>Accept all</button></div>'  # noqa: E501
    article = extract_article(page(around=dialog), URL)
    assert article.outcome is ExtractionOutcome.ARTICLE
    assert article.texts == PARAGRAPHS


def test_metadata_mark_a_paywall() -> None:
    for value in ("false", '"False"'):
        data = f'{{"@type":"NewsArticle","hasPart":{{"@type":"WebPageElement","isAccessibleForFree":{value}}}}}'
        head = f'<script type="application/ld+json">{data}</script>'
        assert extract_article(page(head=head), URL).paywall is PaywallMark.MARKED
    free = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":true}</script>'
    assert extract_article(page(head=free), URL).paywall is None


def test_a_wall_element_outranks_metadata_and_is_no_paragraph() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    wall = (
        '<div class="paywall"><p>Subscribe to keep reading this story and all of our reports from the coast.</p></div>'
    )
    article = extract_article(page(head=head, inside=wall), URL)
    assert article.paywall is PaywallMark.ELEMENT
    assert article.texts == PARAGRAPHS


@pytest.mark.parametrize("name", ["poool-content", "paywall", "regwall-body"])
def test_a_short_story_in_a_wrapper_named_after_its_wall_is_no_wall(name: str) -> None:
    told = (
        *PARAGRAPHS,
        "Who wants to subscribe to the fund can do so at the town hall until Friday, said the council.",
    )
    article = extract_article(page(paragraphs=told, wrapper=f'<div class="{name}">'), URL)
    assert article.texts == told
    assert article.paywall is None


def test_paragraphs_called_after_the_wall_are_no_walls() -> None:
    told = tuple(f'<p class="paywall">{p} More about it on Thursday, to support the town.</p>' for p in PARAGRAPHS)
    article = extract_article(page(paragraphs=told), URL)
    assert len(article.texts) == len(PARAGRAPHS)
    assert article.paywall is None


def test_two_paragraphs_called_after_the_wall_among_others_are_no_walls() -> None:
    last = (
        "The council will meet again about the repair of the wall when the divers have looked at the southern quay, "
        * 2
    )
    told = (*PARAGRAPHS, *(f'<p class="paywall" aria-hidden="true">{n}. {last}then.</p>' for n in "12"))
    assert len(extract_article(page(paragraphs=told), URL).texts) == len(told)


def test_a_class_that_hides_the_rest_of_a_story_hides_no_offer_when_words_only_look_like_one() -> None:
    rest = "What is known about the crack, above all: it is in the oldest part of the wall, and nobody looked at it."
    article = extract_article(page(paragraphs=(*PARAGRAPHS, f'<div class="hidden"><p>{rest}</p></div>')), URL)
    assert article.texts == (*PARAGRAPHS, rest)


def test_a_button_to_log_in_is_no_paywall() -> None:
    assert extract_article(page(around='<p id="piano-login">Sign in</p>'), URL).paywall is None


def test_a_wrapper_called_paywall_around_an_article_is_no_wall_element() -> None:
    long = PARAGRAPHS * 6
    unique = tuple(f"{p} ({n} subscribe)" for n, p in enumerate(long))
    assert extract_article(page(paragraphs=unique, wrapper='<div class="paywall-content">'), URL).paywall is None


def front(teaser: str, count: int = 12) -> str:
    cards = "".join(
        f'<div class="c"><h3><a href="/s/{n}">Story number {n} about the harbour and its wall</a></h3><p>{teaser} {n}.</p></div>'  # noqa: E501
        for n in range(count)
    )
    return f"<html><head><title>The Daily Gull</title></head><body><h1>News</h1><main>{cards}</main></body></html>"


@pytest.mark.parametrize("teaser", ["Short", " ".join(PARAGRAPHS[:3])])
def test_a_front_page_is_no_article(teaser: str) -> None:
    article = extract_article(front(teaser), URL)
    assert article.outcome is ExtractionOutcome.NO_ARTICLE
    assert article.paragraphs == ()


@pytest.mark.parametrize(
    "html", ["", " ", "<html></html>", "<p>Hello there.</p>", "<ul><li><a href='/a'>A</a></li></ul>", "\x00" * 3]
)
def test_an_empty_page_is_no_article(html: str) -> None:
    assert extract_article(html, URL).outcome is ExtractionOutcome.NO_ARTICLE


def test_a_marked_flash_is_an_article_and_an_unmarked_stub_is_not() -> None:
    flash = ("The harbour of Beck Haven is closed, the port authority says.",)
    marked = page(paragraphs=flash, head='<meta property="og:type" content="article">')
    assert extract_article(marked, URL).texts == flash
    assert extract_article(page(paragraphs=flash), URL).texts == flash
    bare = page(paragraphs=flash).replace("article>", "div>")
    assert extract_article(bare, URL).outcome is ExtractionOutcome.NO_ARTICLE


def test_japanese_characters_count_three_times() -> None:
    text = "青鳴市の港は月末まで閉鎖されると当局が月曜日に発表した。岸壁に長さ十一メートルの亀裂が見つかったためで、漁師たちは漁期を心配している。市議会は木曜日に修理費の貸し付けを決める予定だ。"  # noqa: E501
    assert extract_article(page(paragraphs=(text,), headline="港の閉鎖続く"), URL).texts == (text,)


def test_selectors_choose_and_remove() -> None:
    from newsdiff.model.article import Selectors

    extractor = PageExtractor()
    html = page(inside='<p class="quiz-x">What do you know about quays, and what do your friends know?</p>')
    chosen = extractor.read(html, URL, selectors=Selectors(article=("div.story",), remove=(".quiz-x",)))
    assert chosen.texts == PARAGRAPHS
    assert chosen.warnings == ()


@pytest.mark.parametrize("css", ["div.gone", "div[["])
def test_a_selector_that_does_nothing_warns_and_falls_back(css: str) -> None:
    from newsdiff.model.article import Selectors

    article = PageExtractor().read(page(), URL, selectors=Selectors(article=(css,)))
    assert article.texts == PARAGRAPHS
    assert css in article.warnings[0]


def test_headline_is_read_even_when_the_page_is_no_article() -> None:
    assert extract_article(page(paragraphs=("Short.",)), URL).headline == HEADLINE


def test_a_flash_among_links_to_other_stories_is_an_article() -> None:
    cards = "".join(f'<div><h3><a href="/{n}">Other story number {n} of the day</a></h3></div>' for n in range(9))
    flash = ("The harbour of Beck Haven is closed, the port authority says.", "Nobody was hurt, it says.")
    html = page(paragraphs=flash, head='<meta property="og:type" content="article">', after=f"<div>{cards}</div>")
    assert extract_article(html, URL).texts == flash


WITHHELD = [
    "Subscribe to continue reading",
    "You have reached your limit of free articles.",
    "You’ve reached your limit of free articles this month. Log in or subscribe.",
    "Already a subscriber? Log in",
    "Subscribe to continue reading this article. Already a subscriber? Log in.",
    "Jetzt weiterlesen – dieser Artikel ist nur für Abonnenten.",
    "Cet article est réservé aux abonnés.",
    "Pour lire la suite, abonnez-vous.",
    "Suscríbete para seguir leyendo",
    "Assine para continuar lendo",
    "Abbonati per continuare a leggere",
    "Wilt u verder lezen? Neem een abonnement.",
    "Чтобы продолжить чтение, оформите подписку.",
    "この記事は有料会員限定です。",
    "订阅后继续阅读全文。",
]
BOXES = (
    "<p>#</p>",
    '<div class="zx-31"><h3>#</h3><button>Go</button></div>',
    '<section class="subscribe-box"><p>#</p><p>All of our reports, all of our podcasts and the paper of the day for one mark a month, as long as you like.</p></section>',  # noqa: E501
)


@pytest.mark.parametrize("text", WITHHELD)
@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("place", ["last", "after"])
def test_a_wall_is_known_by_what_it_says(text: str, box: str, place: str) -> None:
    wall = box.replace("#", text)
    html = page(paragraphs=(*PARAGRAPHS, wall)) if place == "last" else page(after=wall)
    article = extract_article(html, URL)
    assert article.paywall is PaywallMark.ELEMENT
    assert article.texts == PARAGRAPHS


@pytest.mark.parametrize(
    "offer",
    [
        "<p>Subscribe to our newsletter and have the news at six in the morning.</p>",
        "<div class='x'><p>Support the Gull: subscribe now, from one mark a month.</p></div>",
        "<p>Readers who saw the words “Subscribe to continue reading” told the Gull that they had paid.</p>",
        "<p>To keep reading the gauge of the northern quay, the port hired two divers.</p>",
        "<div hidden><p>Subscribe to continue reading</p></div>",
        "<p style='display:none'>Subscribe to continue reading</p>",
    ],
)
def test_an_offer_withholds_nothing(offer: str) -> None:
    assert extract_article(page(paragraphs=(*PARAGRAPHS, offer)), URL).paywall is None
    assert extract_article(page(after=offer), URL).paywall is None


def test_a_login_in_the_head_or_foot_of_the_page_withholds_nothing() -> None:
    line = "<div><p>Already a subscriber? Log in</p></div>"
    foot = "<div><ul><li>Contact</li><li>Imprint</li><li>Jobs at the Gull</li></ul></div>" + line
    assert extract_article(page(around=line), URL).paywall is None
    assert extract_article(page().replace("</footer>", f"{foot}</footer>"), URL).paywall is None


def test_a_wall_in_the_middle_of_the_text_withholds_nothing() -> None:
    article = extract_article(page(inside="<div><p>Subscribe to continue reading</p></div>"), URL)
    assert article.paywall is None
    assert set(PARAGRAPHS) <= set(article.texts)


def test_badges_and_buttons_of_teasers_withhold_nothing() -> None:
    card = '<div class="k"><a href="/#">Katze # wird Bürgermeisterin</a><b>Nur für Abonnenten</b><a href="/#">Jetzt weiterlesen</a></div>'  # noqa: E501
    teasers = "".join(card.replace("#", str(n)) for n in range(4))
    assert extract_article(page(after=f"<div><h3>Mehr</h3>{teasers}</div>"), URL).paywall is None


REPAIRS = [
    ("We’ll be right back", "Our site is down for scheduled maintenance, and we are working hard on it."),
    ("The Daily Gull", "This website is temporarily unavailable. We are undergoing scheduled maintenance."),
    ("Wartungsarbeiten", "Unsere Seite ist wegen Wartungsarbeiten vorübergehend nicht erreichbar."),
    ("Site en maintenance", "Notre site est en maintenance. Merci de votre patience."),
    ("Сайт временно недоступен", "Ведутся технические работы. Приносим извинения."),
]
MORE = " Read our app in the meantime, where the news of the whole coast is told, and do not forget the fish." * 3


@pytest.mark.parametrize(("headline", "text"), REPAIRS)
@pytest.mark.parametrize("more", ["", MORE])
def test_a_page_of_maintenance_is_an_error_page(headline: str, text: str, more: str) -> None:
    thanks = " Sorry for the inconvenience. Wir bitten um Verständnis." if headline == "The Daily Gull" else ""
    text = f"{text}{thanks}{more}"
    bare = extract_article(wall_page(text, title=headline), URL)
    chrome = extract_article(page(paragraphs=(text,), headline=headline), URL)
    assert (bare.wall, chrome.wall) == (Wall.ERROR_PAGE, Wall.ERROR_PAGE)
    assert (bare.outcome, chrome.outcome) == (ExtractionOutcome.BLOCKED, ExtractionOutcome.BLOCKED)


def test_a_page_of_maintenance_may_have_the_template_of_an_article() -> None:
    headline, text = REPAIRS[0]
    html = page(paragraphs=(text + MORE,), headline=headline, head='<meta property="og:type" content="article">')
    assert extract_article(html, URL).wall is Wall.ERROR_PAGE


LOST = f"Use the search, or read what the whole coast reads today. {PARAGRAPHS[0]} {PARAGRAPHS[1]}"


@pytest.mark.parametrize(
    ("headline", "title"), [("404 Errors", "Page Not Found"), ("Error 404", "Die Seite wurde nicht gefunden")]
)
def test_a_page_whose_titles_say_twice_that_it_is_missing_is_an_error_page(headline: str, title: str) -> None:
    head = f'<meta property="og:type" content="article"><meta property="og:title" content="{title}">'
    assert extract_article(page(paragraphs=(LOST,), headline=headline, head=head), URL).wall is Wall.ERROR_PAGE


def test_an_article_with_such_a_headline_is_an_article() -> None:
    same = '<meta property="og:type" content="article"><meta property="og:title" content="Page not found">'
    assert extract_article(page(paragraphs=(LOST,), headline="Page not found", head=same), URL).wall is None


@pytest.mark.parametrize(
    ("count", "head"), [(n, '<meta property="og:type" content="article">') for n in (1, 2, 4)] + [(2, ""), (4, "")]
)
def test_an_article_about_an_outage_is_an_article(count: int, head: str) -> None:
    first = "The booking site of the port was temporarily unavailable on Monday because of scheduled maintenance."
    html = page(
        paragraphs=(first, *(p for p in PARAGRAPHS if len(p) > 40))[: count + 1] if count > 1 else (first,),
        headline="Booking site of the port down for scheduled maintenance",
        head=head,
    )
    assert extract_article(html, URL).outcome is ExtractionOutcome.ARTICLE


MARKS = {
    "og": '<meta property="og:type" content="article">',
    "json_ld": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>',
    "article_element": "",
}


@pytest.mark.parametrize(
    "notice",
    [
        "This article has been withdrawn.",
        "Retracted: the editors no longer stand by this report.",
        "Dieser Artikel wurde zurückgezogen.",
        "Эта статья отозвана редакцией.",
        "本文已被撤回。",
    ],
)
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "around", ["", "<div><p>The Gull was founded in 1907 by fishermen who could not spell.</p></div>"]
)
def test_a_notice_instead_of_the_text_is_read(notice: str, mark: str, around: str) -> None:
    html = page(paragraphs=(notice,), head=MARKS[mark], around=around)
    article = extract_article(html, URL)
    assert (article.outcome, article.texts) == (ExtractionOutcome.ARTICLE, (notice,))


@pytest.mark.parametrize("text", ["Loading ...", "Photos", '<a href="/x">All reports of the harbour are here.</a>'])
def test_an_article_page_without_a_sentence_is_no_article(text: str) -> None:
    html = page(paragraphs=(text,), head=MARKS["og"])
    assert extract_article(html, URL).outcome is ExtractionOutcome.NO_ARTICLE


def test_parts_of_a_story_with_a_linked_headline_behind_the_text_are_no_teasers() -> None:
    told = [p for p in PARAGRAPHS if len(p) > 80]
    link = '<div><h3><a href="/s/{n}">Cat number {n} elected mayor of Tolsa</a></h3></div>'
    parts = [f"<section><p>{p}</p><p>{p} So it was said.</p>{link.format(n=n)}</section>" for n, p in enumerate(told)]
    article = extract_article(page(paragraphs=tuple(parts)), URL)
    assert (article.outcome, len(article.texts)) == (ExtractionOutcome.ARTICLE, 2 * len(told))


def test_paragraphs_without_full_stops_are_a_text() -> None:
    unended = tuple(p.rstrip(".").removesuffix(".") for p in PARAGRAPHS if len(p) > 80)
    assert extract_article(page(paragraphs=unended)).texts == unended


def test_paragraphs_in_cipher_are_withheld() -> None:
    """A script makes them readable for those who have paid."""
    cipher = "Uif!ibscpvs!pg!Cfdl!Ibwfo!xjmm!tubz!dmptfe!voujm!uif!foe!pg!uif!npoui/"
    inside = "".join(f'<p class="obfuscated">{cipher}</p>' for _ in range(4))
    article = extract_article(page(paragraphs=(*PARAGRAPHS[:3], inside)), URL)
    assert (article.texts, article.paywall) == (PARAGRAPHS[:3], PaywallMark.ELEMENT)
    plain = f'<p class="obfuscated">{PARAGRAPHS[4]}</p>'
    article = extract_article(page(paragraphs=(*PARAGRAPHS[:3], plain)), URL)
    assert (article.texts, article.paywall) == ((*PARAGRAPHS[:3], PARAGRAPHS[4]), None)
