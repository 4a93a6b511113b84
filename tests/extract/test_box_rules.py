"""Each rule for boxes between paragraphs by name, in several languages and mark-ups, and what must stay."""

# ruff: noqa: E501

import pytest

from newsdiff.extract import extract_article
from newsdiff.extract.box import Box
from newsdiff.extract.box_rules import BOX_RULES
from newsdiff.extract.boxes import box_rule
from newsdiff.extract.page import Element, parse
from tests.extract.pages import PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"

FOREIGN = {
    "controls": [
        "<div><p>Soll der Hafen verlegt werden?</p><button>Ja</button><button>Nein</button><p>2.407 Stimmen</p></div>",
        '<section class="k1"><p>Chaque matin à six heures, l’essentiel de la côte.</p><a role="button" href="/i">Oui</a></section>',
        "<div><p>记者的工作需要时间。请支持我们。</p><progress max='9' value='4'></progress></div>",
        '<div><p>Posłuchaj</p><audio src="/a.mp3"></audio><span>12 min</span></div>',
        '<div><h4>¿Cuántos muelles tiene Tolsa?</h4><div role="radiogroup"><div>Dos</div><div>Tres</div></div></div>',
        "<div><p>Журналистика стоит денег.</p><div onclick='give()'>Поддержать</div></div>",
        "<div><p>이 글에서 잘못을 찾으셨나요?</p><span tabindex='0'>신고</span></div>",
    ],
    "player": [
        "<div><span>▶</span><span>Ascolta l’articolo</span></div>",
        "<section><b>記事を聴く</b><i>0:00</i><i>12:05</i></section>",
    ],
    "card": [
        "<div><span>Z redakce</span><strong><a href='/s'>Kočka zvolena starostkou</a></strong><span>Zvíře slíbilo spát.</span></div>",
        "<div><h4><a href='/s'>Gato eleito prefeito de Tolsa</a></h4><p>O animal prometeu dormir em público.</p></div>",
        "<section><p>Our work takes months and is free for all to read.</p><p><a href='/give'>Give</a></p></section>",
        "<div><a href='/s'><span>Kočka zvolena starostkou</span></a><span>Zvíře slíbilo spát na veřejnosti.</span></div>",
        "<div><h4>L’edizione della sera</h4><p>Che cosa è accaduto sulla costa.</p><a href='/n'>Ordina</a><small>Basta un clic per disdire.</small></div>",
        "<table><tr><td><img src='c.jpg'></td><td><b><a href='/s'>Katt valdes till borgmästare i Tolsa</a></b><br>Djuret har lovat att sova på torget.</td></tr></table>",
        "<div><p>Chyby poprawiamy od razu. <a href='/p'>Więcej</a></p></div>",
        "<div><b>Tolsa</b> 2:1 <b>Beck</b> <a href='/m'>Dakika dakika</a></div>",
        "<article><img src='c.jpg'><div><a href='/s'>قط يفوز في الانتخابات</a></div><div>وعد بالنوم في الساحة.</div></article>",
    ],
    "link_list": [
        "<div><h3>Veel bekeken</h3><div><b>1</b><a href='/a'>Kat kiest zee</a></div><div><b>2</b><a href='/b'>Boot vaart weer</a></div></div>",
        "<ul><li><b>„Die Katze kommt“: </b><a href='/a'>Tolsa wählt neuen Bürgermeister</a></li><li><b>Seenot: </b><a href='/b'>Fähre fährt wieder</a></li></ul>",
        "<dl><dt>많이 찾은</dt><dd><a href='/a'>고양이가 시장이 되다</a></dd><dd><a href='/b'>밤배가 돌아온다</a></dd></dl>",
    ],
    "question": [
        "<div><div>Czy przenieść port?</div><div><i>Tak</i> 34 %</div><div><i>Nie</i> 60 %</div><div>812 głosów</div></div>",
        "<section><h3>港を移すべきですか？</h3><ul><li>はい</li><li>いいえ</li></ul></section>",
    ],
    "labelled": [
        "<div><span>Materiał sponsorowany</span><p>Z farbą Mewa każda łódź wytrzyma dwanaście lat w soli i w piasku, a potem jeszcze trochę, jeśli tylko ktoś o nią zadba.</p><p>Ponad dwadzieścia tysięcy rybaków maluje nią swoje łodzie każdej wiosny, a kto nie jest zadowolony, dostaje z powrotem pieniądze, i to bez pytania o powód.</p></div>",
        "<div><h4>Так держится краска</h4><p>С краской «Чайка» лодка служит двенадцать лет и в соли, и в песке.</p><p>При поддержке «Чайки»</p></div>",
        "<div><b>Anzeige</b><p>Mit Möwe-Farbe hält jedes Boot zwölf Jahre lang dicht, im Salz wie im Sand.</p></div>"],
    "profile": [
        "<table width='100%'><tr><td><img src='lee.jpg'></td><td><b>안 리</b><br>2019년부터 항구를 취재한다.</td></tr></table>",
        "<div><img src='lee.jpg'><div><b>Ann Lee</b><p>She has written about ports and fish since 2019.</p></div></div>"
    ],
    "kicker": [
        "<div><div>編集部から</div><div>猫が市長になった町</div><div>公約は広場で眠ることだった。記者が町を訪ねた。</div></div>",
        "<section><div>Da Gabbiano</div><h4>Vernici</h4><p>Con la nostra vernice la barca dura dodici anni.</p></section>",
    ],
    "appeal": [
        "<div><small>Partner</small><h4>Farby Mewa</h4><p>Z farbą Mewa każda łódź wytrzyma dwanaście lat w soli i w piasku, a potem jeszcze trochę, jeśli tylko ktoś o nią zadba.</p><p>Ponad dwadzieścia tysięcy rybaków maluje nią swoje łodzie każdej wiosny, a kto nie jest zadowolony, dostaje z powrotem pieniądze, i to bez pytania o powód.</p><p><a href='/f'>Zobacz</a></p></div>",
    ],
    "asks": [
        "<div><h3>Liest du die Möwe schon am Telefon?</h3><p>Abonniere den Whatsapp-Kanal der Möwe, und du weißt morgens um sechs, was an der Küste war.</p></div>",
        "<section><p><b>What to know about the quay</b></p><ul><li>Today’s news: Follow live updates from the port.</li><li>We want to hear from you: Do you fish at Tolsa?</li><li>The letter: Have it in your inbox every Monday at six.</li></ul></section>",
        "<div><b>Новости моря</b><p>Подписывайтесь на наш канал, чтобы первыми узнавать о портах и кораблях.</p></div>",
    ],
    "channels": [
        "<div><p>Наши новости — в телефоне <a href='https://t.me/gull_news'>тут</a></p></div>",
    ],
    "display": ["<div><div><b>Tolsa</b> <span>12°C</span></div><div><b>Beck</b> <span>-3 °C</span></div></div>"],
}  # fmt: skip


def read(inside: str) -> tuple[str, ...]:
    return extract_article(page(inside=inside), URL).texts


@pytest.mark.parametrize("box", [box for boxes in FOREIGN.values() for box in boxes])
@pytest.mark.parametrize("place", ["between", "at_the_end"])
def test_a_box_goes_as_a_whole(box: str, place: str) -> None:
    html = page(inside=box) if place == "between" else page(paragraphs=(*PARAGRAPHS, box))
    assert extract_article(html, URL).texts == PARAGRAPHS


@pytest.mark.parametrize("name", BOX_RULES)
def test_each_rule_knows_its_boxes(name: str) -> None:
    for html in FOREIGN[name]:
        assert BOX_RULES[name](_box(html)), html


@pytest.mark.parametrize("tag", ["div", "section", "aside", "article", "fieldset"])
@pytest.mark.parametrize("name", ["", ' class="c-7fKq2"', ' class="mt-4 flex p-2"', ' class="zeitung__box--b"'])
def test_names_and_tags_of_a_box_make_no_difference(tag: str, name: str) -> None:
    card = f"<{tag}{name}><h4><a href='/s'>Koers kater</a></h4><p>Het dier slaapt voortaan in het openbaar.</p></{tag}>"
    assert read(card) == PARAGRAPHS


OWN = {
    "wrapped_paragraphs_with_a_button": "<div class='g'><p>The price of herring rose<button></button> by four marks at noon.</p><p>It had never been so high before that day, they added.</p><p>Nobody knew the reason for it, so the brokers of Tolsa said.</p><p>The fishermen hope that it will stay so until the summer.</p></div>",
    "quotation": "<div class='q'><div>“The sea always wins in the end, my father used to say.”</div><div>Odile Brandt</div></div>",
    "german_quotation": "<div class='q'>„Am Ende gewinnt immer das Meer“, sagte ihr Vater.</div>",
    "shared_quotation": "<div><p>«La mer gagne toujours», disait son père.</p><button>Partager</button></div>",
    "correction": "<div class='z'><p>Korrektur: In einer früheren Fassung war das Baujahr falsch.</p></div>",
    "pull_quote": "<div class='p'><div class='i'>The sea always wins in the end</div></div>",
    "fact_box": "<div class='f'><h3>The quay</h3><p>It was built in 1962.</p><p>It is eleven metres high.</p></div>",
    "facts_with_numbers": "<div class='f'><div>Length: 240 metres</div><div>Built: 1962</div><div>Cranes: 4</div></div>",
    "list": "<ul><li>A survey of the wall by Friday</li><li>A vote of the council on Thursday</li></ul>",
    "list_with_a_source": "<ul><li>A survey of the wall by Friday, as was said</li><li><a href='/r'>The report</a> of the divers</li></ul>",
    "table": "<table><tr><td>Quay 1, built of granite in 1812</td><td><a href='/1'>Map</a></td></tr></table>",
    "question_and_answer": "<div class='qa'><div>Who pays for the wall?</div><div>The town lends 4 million marks to the port.</div></div>",
    "wrapped_paragraph": "<div><p>The ferry will call at Tolsa until then, its owner said.</p></div>",
    "own_element": "<gull-text><p>The ferry will call at Tolsa until then, its owner said.</p></gull-text>",
    "empty_link": "<div class='z'><p>The ferry will call at Tolsa until then, its owner said.<a href='/x'></a></p></div>",
    "focusable_table": "<div tabindex='0'><table><tr><td>Quay 1, built of granite</td><td>1812</td></tr><tr><td>Quay 2, built of oak</td><td>1790</td></tr></table></div>",
    "help_for_readers": "<div class='h'><h4>What the mayor said</h4><p>The ferry will call at Tolsa until then, its owner said on Monday.</p><p>He had asked the council to support our port, and to lend it money for a wall.</p><p>The town lends 4 million marks to the port for the wall of the northern quay.</p></div>",
    "dates_with_links": "<ul><li>4 July: <a href='/1'>The Day of the Northern Quay</a> (Beck Haven)</li><li>9 July: <a href='/2'>Festival of the Herring</a> (Tolsa)</li></ul>",
    "source_on_telegram": "<div><p>The mayor wrote on <a href='https://t.me/mayor/412'>Telegram</a> that nobody was hurt.</p></div>",
}  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_another_shape_alone_takes_nothing_out(name: str) -> None:
    root = parse(OWN[name])
    assert root is not None
    own = [text for e in root.iter() if e.tag != "button" for text in (e.text, e.tail) if text]
    found = read(OWN[name])
    assert set(PARAGRAPHS) <= set(found)
    assert set(" ".join(own).split()) <= set(" ".join(found).split())


def test_a_check_list_of_sentences_is_the_article() -> None:
    tick = "<button type='button' role='checkbox'></button><input type='checkbox'>"
    items = [
        f"<div class='i'>{tick}<div><h4>Step {n}</h4><p>Ask for report {n} on the quay.</p></div></div>"
        for n in range(4)
    ]
    assert sum("report" in text for text in read("".join(items))) == 4
    consent = f"<div class='i'><input type='checkbox'><p>{PARAGRAPHS[0]} I agree.</p></div>"
    assert read(consent) == PARAGRAPHS


def test_a_headed_box_with_a_link_at_its_end_is_no_appeal() -> None:
    told = tuple(f"{PARAGRAPHS[n]} {PARAGRAPHS[1 - n]} So the divers found on day {n}." for n in (0, 1))
    box = f"<div class='f'><h3>What was found</h3><p>{told[0]}</p><p>{told[1]}</p><p><a href='/r'>The report</a></p></div>"
    assert set(told) <= set(read(box))


def test_a_time_before_a_sentence_is_no_length_to_play() -> None:
    entry = "The police close the northern ramp."
    assert entry in read(f"<div class='t'><b>14:35</b><p>{entry}</p></div>")


@pytest.mark.parametrize(("drawn", "stays"), [("<text>4 m</text>", False), ("<path d='M0 0'/>", True)])
def test_a_chart_goes_with_its_title_and_its_source(drawn: str, stays: bool) -> None:
    chart = f"<div><div>Poziom wody w porcie od maja</div><svg>{drawn}</svg><div>Wykres: Mewa, dane: port</div></div>"
    assert ("Poziom wody w porcie od maja" in read(chart)) == stays


def test_boxes_that_hold_most_of_the_text_are_the_article() -> None:
    entries = [
        f"<div class='e'><h3>{n}:15</h3><p>{PARAGRAPHS[n % 2]} Day {n}.</p><p><a href='#e{n}'>Link to this entry</a></p></div>"
        for n in range(6)
    ]
    found = extract_article(page(paragraphs=(*PARAGRAPHS[:3], *entries)), URL).texts
    assert sum("Day" in text for text in found) == 6


def test_a_wrapper_of_paragraphs_does_not_go_with_the_form_in_it() -> None:
    form = "<div><p>Harbour moved?</p><label><input type='radio'> Yes</label></div>"
    late = tuple(f"{p} It was said again." for p in PARAGRAPHS[:2])
    wrapped = f"<section class='late'><p>{late[0]}</p>{form}<p>{late[1]}</p></section>"
    long = PARAGRAPHS + tuple(f"{p} So they say." for p in PARAGRAPHS)
    assert extract_article(
        page(paragraphs=(*long, wrapped, "<p>The end came at noon, and all went home.</p>")), URL
    ).texts == (
        *long,
        *late,
        "The end came at noon, and all went home.",
    )


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("<p><i>더 알아보기 – </i><a href='/s'>고양이가 시장으로 뽑히다</a></p>", False),
        (
            "<p><strong>Nasze wieści w telefonie: <a href='https://whatsapp.com/channel/0a9'>Obserwuj</a></strong></p>",
            False,
        ),
        ("<p>在手机上看港口新闻：<a href='https://t.me/gull_zh'>关注</a></p>", False),
        ("<p>The mayor said on <a href='https://t.me/mayor/412'>Telegram</a> that nobody was hurt</p>", True),
        ("<p>The town’s <a href='https://t.me/mayor'>channel</a> had named the day of the vote long before.</p>", True),
    ],
)
def test_a_line_that_leads_to_a_channel_is_no_text(line: str, stays: bool) -> None:
    assert (read(line) != PARAGRAPHS) is stays


@pytest.mark.parametrize("name", ["controls", "link_list", "question", "kicker", "channels", "display"])
def test_a_box_above_the_first_paragraph_goes_too(name: str) -> None:
    for box in FOREIGN[name]:
        assert extract_article(page(paragraphs=(box, *PARAGRAPHS)), URL).texts == PARAGRAPHS, box


@pytest.mark.parametrize(
    "head",
    [
        "<div>By <b>Ann Lee</b><p><a href='/lee'>More of hers</a></p></div>",
        "<div class='standfirst'>A crack in the quay keeps the cranes idle for a month. <a href='/w'>What we know</a></div>",
    ],
)
def test_the_head_of_an_article_is_no_box(head: str) -> None:
    with_head = extract_article(page(paragraphs=(head, *PARAGRAPHS)), URL)
    assert with_head.byline or with_head.standfirst


def test_paragraphs_with_numbered_classes_are_alike() -> None:
    numbered = [f"<p class='order-{n}'>{p}</p>" for n, p in enumerate(PARAGRAPHS)]
    for box in FOREIGN["controls"]:
        assert extract_article(page(paragraphs=(*numbered[:3], box, *numbered[3:])), URL).texts == PARAGRAPHS, box


@pytest.mark.parametrize("question", ["Haben Sie einen Fehler gefunden?", "您发现错误了吗？", "Artikel anhören"])
def test_a_question_and_a_link_are_no_standfirst_and_name(question: str) -> None:
    box = f"<div><p>{question}</p><p><a href='/x'>Melden</a></p></div>"
    article = extract_article(page(paragraphs=(box, *PARAGRAPHS)), URL)
    assert (article.standfirst, article.texts) == (None, PARAGRAPHS)


@pytest.mark.parametrize("wrapped", ["<div class='t'><p>#</p>@</div>", "<div class='t'><div class='x'>#</div>@</div>"])
@pytest.mark.parametrize("name", ["controls", "card", "link_list", "question"])
def test_a_box_takes_no_paragraph_along_that_stands_in_its_wrapper(wrapped: str, name: str) -> None:
    for box in FOREIGN[name]:
        inside = tuple(wrapped.replace("#", p).replace("@", box * (n == 2)) for n, p in enumerate(PARAGRAPHS))
        assert extract_article(page(paragraphs=inside), URL).texts == PARAGRAPHS, box


def test_above_the_first_paragraph_stand_byline_and_standfirst() -> None:
    before = (
        "<div class='dk'><div>Fishermen fear for the season as the town argues.</div><a href='/l'>Ann Lee</a></div>"
    )
    article = extract_article(page(paragraphs=(before, *PARAGRAPHS)), URL)
    assert "Fishermen fear for the season as the town argues." in (article.standfirst, *article.texts)


def test_a_hash_that_spells_a_word_is_no_name() -> None:
    assert len(read(f"<div id='p-k7adFx'>{PARAGRAPHS[0]} So it was said.</div>")) == len(PARAGRAPHS) + 1
    assert len(read(f"<div class='ad-k7'><p>{PARAGRAPHS[0]} So it was said.</p></div>")) == len(PARAGRAPHS)


def _box(html: str) -> Box:
    root = parse(f"<html><body>{html}</body></html>")
    assert root is not None
    element: Element = root.find("body")[0]
    assert box_rule(Box(element, 0, 1)) is not None
    return Box(element, 0, 1)


OFFER = (
    "<h2>Subscribe to read on</h2><p>Read all stories of the Gull on every device.</p><ul><li>Daily puzzles.</li></ul>"
)


@pytest.mark.parametrize("hidden", ["hidden", "gate d-none", "offer is-hidden"])
def test_an_offer_that_a_class_hides_goes(hidden: str) -> None:
    assert read(f'<div class="{hidden}"><div>{OFFER}</div></div>') == PARAGRAPHS


@pytest.mark.parametrize(
    "label", ['<h2 class="head hidden">Main part</h2>', '<div class="hide"><b>No. 10021848</b></div>']
)
def test_a_label_that_a_class_hides_goes(label: str) -> None:
    assert read(label) == PARAGRAPHS


def test_the_rest_of_a_story_that_a_class_hides_stays() -> None:
    rest = f'<div class="hidden">{"".join(f"<p>{p} So it is.</p>" for p in PARAGRAPHS[:2])}</div>'
    assert "So it is." in " ".join(read(rest))


@pytest.mark.parametrize("shown", ["hidden md:block", "d-none d-md-flex"])
def test_what_is_hidden_on_small_screens_alone_is_shown(shown: str) -> None:
    told = f'<div class="{shown}"><p>{PARAGRAPHS[0]} They subscribe to that.</p></div>'
    assert f"{PARAGRAPHS[0]} They subscribe to that." in read(told)


def test_a_table_with_pictures_in_its_rows_is_data() -> None:
    rows = "".join(f"<tr><td><img src='{n}.jpg'></td><td>Quay {n}</td><td>{n} cranes</td></tr>" for n in range(2))
    assert len(read(f"<table>{rows}</table>")) > len(PARAGRAPHS)


def test_words_beside_a_frame_go_with_it() -> None:
    for frame in ('<iframe src="/map"></iframe>', "<canvas></canvas>"):
        assert read(f"<div><div>Karta stängda vägar</div>{frame}</div>") == PARAGRAPHS
        assert read(f"<div><p>{TOLD}</p>{frame}</div>") == (*PARAGRAPHS[:2], TOLD, *PARAGRAPHS[2:])


TOLD = "The map shows the roads that will be closed until the end of the month, and those that were closed before."


@pytest.mark.parametrize(
    "box",
    [
        "<div><div>Beck Haven</div><div>Port on the northern coast</div></div>",
        f"<div><div>Beck Haven</div><div>Port on the northern coast</div><div>{TOLD}</div><div>{TOLD} Again.</div></div>",
        f"<div><span>Most of it </span><a href='/s'>stood in the paper</a><span> of the next town. {TOLD}</span></div>",
        f"<div><h4>The roads</h4><p>{TOLD}</p><p>Supported by four pillars, the quay was built in 1962.</p></div>",
    ],
)
def test_lines_like_those_of_a_teaser_stay_without_its_shape(box: str) -> None:
    assert len(read(box)) > len(PARAGRAPHS)


def test_a_list_that_ends_with_a_question_asks_nothing() -> None:
    items = ("Writing down what the gulls say", "Counting ships by night", "Reading in the light of the tower?")
    inside = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    assert set(items) <= set(extract_article(page(inside=inside)).texts)
