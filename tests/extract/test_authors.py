"""Who wrote an article, by its metadata and by its byline."""

import pytest

from newsdiff.extract import extract_article
from tests.extract.pages import page

URL = "https://gull.example.org/sea/harbour.html"


def authors(*, head: str = "", before: str = "", url: str = URL) -> tuple[str, ...]:
    return extract_article(page(head=head, before=before), url).authors


def claim(name: str) -> str:
    return f'<meta name="author" content="{name}">'


def json_ld(said: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {said}}}</script>'


BYLINE = '<div class="byline">By <a href="/by/lee">Ann Lee</a> and <a href="/by/maier">Jörg Maier</a></div>'


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Ann Lee and Jörg Maier", ("Ann Lee", "Jörg Maier")),
        ("Von Ann Lee und Jörg Maier, Tolsa", ("Ann Lee", "Jörg Maier", "Tolsa")),
        ("Ann Lee et Jörg Maier", ("Ann Lee", "Jörg Maier")),
        ("Ann Lee y Jörg Maier", ("Ann Lee", "Jörg Maier")),
        ("山田花子、鈴木一郎", ("山田花子", "鈴木一郎")),
        ("長谷川 健太郎", ("長谷川 健太郎",)),
        ("约翰·史密斯、王小明", ("约翰·史密斯", "王小明")),
        ("김하나 기자", ("김하나",)),
        ("Ann Lee | ann@example.org", ("Ann Lee",)),
        ("Ann Lee (al), The Daily Gull", ("Ann Lee",)),
        ("By Ann Lee, senior reporter", ("Ann Lee",)),
        ("De Souza", ("De Souza",)),
        ("Von der Aue", ("Von der Aue",)),
    ],
)
def test_a_claim_is_taken_apart(said: str, names: tuple[str, ...]) -> None:
    assert authors(head=claim(said)) == names


@pytest.mark.parametrize(
    "house", ["The Daily Gull", "gull.example.org", "Daily Gull (gull.example.org)", "a@example.org"]
)
def test_people_in_the_byline_are_believed_before_the_house(house: str) -> None:
    assert authors(head=claim(house), before=BYLINE) == ("Ann Lee", "Jörg Maier")


def test_the_house_is_the_author_where_nobody_else_is_named() -> None:
    assert authors(head=claim("The Daily Gull")) == ("The Daily Gull",)


def test_a_claim_that_names_people_goes_before_the_byline() -> None:
    assert authors(head=json_ld('"author": [{"name": "Odile Brandt"}]'), before=BYLINE) == ("Odile Brandt",)


def test_json_ld_of_the_house_gives_way_to_a_meta_element_with_a_name() -> None:
    head = json_ld('"author": {"name": "The Daily Gull"}') + '<meta name="stats.author" content="Ann Lee">'
    assert authors(head=head) == ("Ann Lee",)


def test_accounts_and_profiles_are_no_authors() -> None:
    head = (
        '<meta name="twitter:creator" content="gull"><meta property="article:author" content="https://x.example.org/a">'
    )
    assert authors(head=head) == ()


def test_elements_of_a_byline_part_names() -> None:
    row = '<div class="byline"><span>Ann Lee</span> <span>Jörg Maier</span><span>Reporter</span></div>'
    assert authors(before=row) == ("Ann Lee", "Jörg Maier")


def test_a_date_in_the_byline_is_no_name() -> None:
    assert authors(before='<p class="byline">by annlee | 5 March 2031 | 4 min read</p>') == ("annlee",)


@pytest.mark.parametrize("nobody", ["name", "GullWire", "海鸥晚报", "海鸥新闻", "海鸥网"])
def test_people_in_the_byline_are_believed_before_a_claim_that_names_none(nobody: str) -> None:
    assert authors(head=claim(nobody), before=BYLINE) == ("Ann Lee", "Jörg Maier")
    assert authors(head=claim(nobody)) == (nobody,)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("2031-03-05 来源：海鸥网 作者：王小明 编辑：李芳", ("王小明",)),
        ("海鸥网 记者：王小明、李芳菲 2031年3月5日", ("王小明", "李芳菲")),
        ("采写：甲报记者 欧阳小明 李芳菲", ("欧阳小明", "李芳菲")),
        ("责任编辑：李芳", ()),
    ],
)
def test_a_word_for_by_in_a_line_that_tells_more_names_the_authors(line: str, names: tuple[str, ...]) -> None:
    assert authors(before=f"<div><span>{line}</span></div>") == names


def test_the_way_from_the_front_is_no_byline() -> None:
    way = '<div class="news-author"><p>Here: Gull > Sea > Coast > Beck Haven</p></div>'
    assert authors(before=way) == ()


@pytest.mark.parametrize("button", ["关注", "查看更多"])
def test_a_button_beside_a_name_is_no_author(button: str) -> None:
    assert authors(before=f'<div class="author"><p>王小明</p><div>{button}</div></div>') == ("王小明",)


@pytest.mark.parametrize("beside", ["Gull Health News", "Coast Desk", "Marland News Agency"])
def test_a_newsroom_beside_a_person_in_the_byline_is_no_author(beside: str) -> None:
    byline = f'<div class="byline">By <a rel="author">Ann Lee</a><br>{beside}</div>'
    assert authors(before=byline) == ("Ann Lee",)
    assert authors(before=byline.replace('<a rel="author">Ann Lee</a><br>', "")) == (beside,)


def test_each_of_several_elements_names_an_author() -> None:
    head = '<meta name="author" content="Ann Lee"><meta name="author" content="Jon Moe">'
    picture = '<div itemscope><meta itemprop="author" content="Pia Roe"></div>'
    line = "<p>By Ann Lee and Jon Moe</p>"
    assert extract_article(page(head=head, before=picture + line), URL).authors == ("Ann Lee", "Jon Moe")
    assert extract_article(page(head=head, before=picture), URL).authors == ("Ann Lee",), "perhaps who made the site"


@pytest.mark.parametrize(
    "name", ["President Ama Serwaa", "Chief Emeka Anyaoku", "Ann Fellow", "Oleh Sentsov", "Af Jochnick"]
)
def test_offices_and_words_for_by_stand_in_names(name: str) -> None:
    assert authors(head=claim(name)) == (name,)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By <a>Ann Lee</a> <span>Chief &amp; Human Resources Officer</span>", ("Ann Lee",)),
        ("<a>Ann Lee</a> <span>Gull News Fellow</span>", ("Ann Lee",)),
        ("Written by <a>Ann Lee</a> <a>Add a comment</a>", ("Ann Lee",)),
        ("<span>TEXT BY ANN LEE</span> <span>TRANSLATION BY JON MOE</span>", ("ANN LEE",)),
        ("By <a>Ann Lee</a> <span>Illustration by Pia Roe</span>", ("Ann Lee",)),
        ("Nga <a>Ann Lee</a>", ("Ann Lee",)),
        ("文●山田太郎／GULL編集部", ("山田太郎",)),
    ],
)
def test_labels_tasks_and_offices_are_no_authors(line: str, authors: tuple[str, ...]) -> None:
    assert extract_article(page(before=f'<p class="byline">{line}</p>'), URL).authors == authors


def test_a_house_keeps_the_number_in_its_name() -> None:
    head = '<meta property="og:site_name" content="Route 12"><meta name="author" content="Route 12">'
    html = page(head=head).replace('<meta property="og:site_name" content="The Daily Gull">', "")
    assert extract_article(html, URL).authors == ("Route 12",)
