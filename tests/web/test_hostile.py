"""Nothing that came from outside leaves its place: texts, addresses, headers, parameters."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from lxml import html as lxml_html

from tests.web.hostile import TEXTS, URLS, paths, tell_hostile
from tests.web.served import Got, Served, served

#: what the templates themselves use
OURS = frozenset(
    re.findall(
        r"\w+",
        """
        html head meta title link script body header nav main footer section article h1 h2 h3 p div span a b i q br time
        mark code kbd ins del details summary ul ol li dl dt dd table thead tbody tr th td figure figcaption form label
        input select option fieldset legend button svg g rect circle line text wbr
        """,
    )
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, list[str]]]:
    db = str(tmp_path_factory.mktemp("hostile") / "archive.sqlite")
    articles = tell_hostile(db)
    with served(db) as site:
        yield site, paths(articles)


def require_harmless(got: Got, path: str) -> None:
    """Only elements and attributes of ours, and links to where the pages lead."""
    document = lxml_html.fromstring(got.body)
    for element in document.iter():
        assert isinstance(element.tag, str), f"{path}: a comment"
        assert element.tag in OURS, f"{path}: <{element.tag}>"
        for name, value in element.attrib.items():
            assert not name.startswith("on"), f"{path}: {name}={value}"
            assert name not in ("style", "srcdoc", "autofocus", "http-equiv"), f"{path}: {name}={value}"
            if name in ("href", "src", "action"):
                parts = urlsplit(value)
                assert (parts.scheme, parts.netloc) in (("", ""), ("https", "example.org")), f"{path}: {value}"
    scripts = document.findall(".//script")
    assert all(script.get("src", "").startswith("/static/changes.") and not script.text for script in scripts), path
    assert not {"\u202e", "\x1b", "\x00", "\u2066", "\u200b"} & set(got.text), path


def test_every_page_of_a_hostile_archive_is_harmless(hostile: tuple[Served, list[str]]) -> None:
    site, pages = hostile
    for path in pages:
        got = site.get(path)
        assert got.status == 200, path
        require_harmless(got, path)


def test_hostile_texts_are_shown_as_they_were(hostile: tuple[Served, list[str]]) -> None:
    site, _ = hostile
    shown = lxml_html.fromstring(site.get("/articles/1/2").body).findtext(".//h1")
    assert shown == f"{TEXTS[0]} 1"
    assert "49" not in site.get("/articles/8/2").text.split("<h1")[1].split("</h1>")[0]


@pytest.mark.parametrize("text", [*TEXTS, *URLS])
def test_parameters_are_harmless(hostile: tuple[Served, list[str]], text: str) -> None:
    site, _ = hostile
    value = quote(text)
    names = ("source", "label", "weight", "since", "until", "before")
    for path in (*(f"/?{name}={value}" for name in names), f"/lookup?url={value}", f"/{quote(text, safe='')}"):
        got = site.get(path)
        assert got.status in (400, 404), path
        require_harmless(got, path)
    require_harmless(site.get(f"/articles/1/1..2?layout={value}&unchanged={value}&{value}={value}"), text)


def test_a_source_of_any_name_can_be_filtered_by(hostile: tuple[Served, list[str]]) -> None:
    site, _ = hostile
    for text in TEXTS:
        if "\x00" not in text:
            got = site.get(f"/?source={quote(f'source {text}')}")
            assert got.status == 200, text
            require_harmless(got, text)


def test_headers_are_harmless(hostile: tuple[Served, list[str]]) -> None:
    site, _ = hostile
    for text in TEXTS[:8]:
        got = site.get("/lookup", headers={"X-Forwarded-Proto": text, "If-None-Match": text, "Accept-Language": text})
        assert got.status == 200
        require_harmless(got, text)
