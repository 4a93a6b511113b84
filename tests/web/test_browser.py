"""The pages in a real browser: journeys, keys, sizes, accessibility, and that nothing hostile runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.conftest import missing
from tests.web.browser import WIDTHS, find_chromium, opened, running
from tests.web.conftest import copied
from tests.web.hostile import paths, tell_hostile
from tests.web.served import Served, served
from tests.web.test_feeds import ATOM, check_atom

PAGES = (
    *("/", "/?label=number", "/articles/2", "/articles/9", "/articles/5/2..3", "/articles/5/2..3?layout=inline"),
    *("/articles/7/3..4?unchanged=shown", "/articles/10/1..2", "/articles/6/3", "/articles/1/5/blame", "/sources"),
    *("/about", "/lookup", "/lookup?url=https://example.org/unknown", "/nothing"),
    *("/search", "/search?q=the", "/search?q=(the"),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        missing("Chromium (Debian: apt-get install chromium)")
        return
    with running(program) as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(told_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(copied(told_file, tmp_path_factory.mktemp("browser"))) as site:
        yield site


def test_nothing_hostile_runs(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    db = str(tmp_path_factory.mktemp("hostile") / "archive.sqlite")
    articles = tell_hostile(db)
    with served(db) as site, opened(browser, site.base) as seen:
        for path in paths(articles):
            seen.page.goto(path)
            seen.page.mouse.move(300, 300)
            assert not seen.faults, path
            assert seen.page.url == site.base + path


def test_the_watch_sees_what_it_must(browser: Browser) -> None:
    with opened(browser, "http://127.0.0.1:9") as seen:
        seen.page.set_content("<img src=x onerror=alert(1)><script>throw Error('x')</script>")
        assert [fault.split(":")[0] for fault in seen.faults] == ["error", "dialog"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible(browser: Browser, pages: Served, theme: str) -> None:
    axe = Axe()
    with opened(browser, pages.base, color_scheme=theme) as seen:
        for path in PAGES:
            seen.page.goto(path)
            found = axe.run(seen.page)
            told = [(v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in found.response["violations"]]
            assert told == [], path


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_the_screen(browser: Browser, pages: Served, width: int) -> None:
    with opened(browser, pages.base, viewport={"width": width, "height": 800}) as seen:
        for path in PAGES:
            seen.page.goto(path)
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert not seen.faults


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_reader_walks_from_the_stream_through_the_versions(browser: Browser, pages: Served, scripts: bool) -> None:
    with opened(browser, pages.base, java_script_enabled=scripts) as seen:
        page = seen.page
        page.goto("/?source=Orvania+Courier&label=correction-note")
        page.get_by_role("link", name="Council paid for").click()
        assert page.url == pages.base + "/articles/5/2..3"
        page.get_by_role("link", name="Inline", exact=True).click()
        page.get_by_role("link", name="← Previous change").first.click()
        assert page.url == pages.base + "/articles/5/1..2?layout=inline"
        page.get_by_role("link", name="Version 1", exact=True).click()
        page.get_by_role("link", name="history").click()
        page.get_by_role("link", name="What changed with version 3").click()
        fold = page.locator("details.fold", has_text="unchanged paragraphs")
        assert not fold.locator(".row").first.is_visible()
        fold.locator("summary").click()
        assert fold.locator(".row").first.is_visible()
        assert not seen.faults


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_reader_finds_where_a_headline_vanished_and_subscribes(
    browser: Browser, pages: Served, scripts: bool
) -> None:
    with opened(browser, pages.base, java_script_enabled=scripts) as seen:
        page = seen.page
        page.goto("/")
        page.get_by_role("link", name="Search").click()
        page.get_by_label("Words").fill('headline:"11 ships"')
        page.get_by_label("Find versions that").select_option("removed these words")
        page.get_by_role("button", name="Search").click()
        feed = page.locator("footer").get_by_role("link", name="Atom feed").first.get_attribute("href")
        page.get_by_role("link", name="removed in version 13").click()
        assert page.url == pages.base + "/articles/9/12..13"
        assert page.locator(".field.headline del").first.inner_text() == "11"
        assert not seen.faults
    (entry,) = check_atom(pages.get(feed or "").body)
    assert "Removed in version 13" in (entry.findtext(ATOM + "summary") or "")


@pytest.mark.parametrize("path", ["/", "/search"])
def test_the_long_name_of_a_source_makes_no_phone_scroll_sideways(browser: Browser, pages: Served, path: str) -> None:
    with opened(browser, pages.base, viewport={"width": 360, "height": 740}) as seen:
        seen.page.goto(path)
        name = "coronavirus-cases-by-county-of-residence.example.org"
        seen.page.locator("select").first.evaluate("(e, name) => e.add(new Option(name + name))", name)
        seen.page.locator("details").first.evaluate("e => { e.open = true }") if path == "/" else None
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_sign_of_an_item_stands_clear_of_its_number(browser: Browser, pages: Served) -> None:
    """It is drawn left of the item's text, about a character wide: where the text of others begins."""
    left = "e => e.getBoundingClientRect().left"
    with opened(browser, pages.base, viewport={"width": 1440, "height": 900}) as seen:
        seen.page.goto("/articles/5/2..3")
        item = seen.page.locator(".cell p[dir]:visible").first
        before = item.evaluate(left)
        item.evaluate("e => { e.className = 'list_item' }")
        assert item.evaluate(left) - before >= 14


@pytest.mark.parametrize("path", ["/articles/5/2..3", "/articles/1/4..5", "/articles/7/3..4", "/articles/3/2..3"])
@pytest.mark.parametrize("layout", ["", "?layout=inline"])
def test_a_phone_shows_the_change_without_scrolling(browser: Browser, pages: Served, path: str, layout: str) -> None:
    height = 740
    with opened(browser, pages.base, viewport={"width": 360, "height": height}, java_script_enabled=False) as seen:
        seen.page.goto(path + layout)
        change = seen.page.locator(".row.changed").first.bounding_box()
        assert change and change["y"] < height - 40, "a line of it is seen"


@pytest.mark.parametrize(
    ("path", "told"), [("/articles/1/4..5", "v1v2v3v4v5"), ("/articles/9/7..8", "v1…v6v7v8v9…v14")]
)
def test_a_phone_has_the_versions_above_the_change(browser: Browser, pages: Served, path: str, told: str) -> None:
    with opened(browser, pages.base, viewport={"width": 360, "height": 740}) as seen:
        seen.page.goto(path)
        above = seen.page.locator(".walk").first
        numbers = above.locator("li:visible").evaluate_all(
            "all => all.map(one => one.innerText.replace(/version|\\s/g, '')).join('')"
        )
        assert numbers == told
        assert above.locator("ol").evaluate("e => e.parentElement.scrollWidth <= e.parentElement.clientWidth")
        assert "no later version seen" in above.inner_text() or path == "/articles/9/7..8"


@pytest.mark.parametrize("path", ["/articles/5/2..3", "/articles/5", "/articles/1/4..5?layout=inline"])
def test_items_of_a_list_stay_whole_where_they_fit(browser: Browser, pages: Served, path: str) -> None:
    lines = """all => all.filter(one => one.scrollWidth < 150 || one.getClientRects().length > 1)
        .map(one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))"""
    with opened(browser, pages.base, viewport={"width": 360, "height": 740}) as seen:
        seen.page.goto(path)
        assert all(height < 1.5 for height in seen.page.locator(":is(.facts, .jumps) li").evaluate_all(lines))


def test_what_stands_beside_a_text_begins_where_it_begins(browser: Browser, pages: Served) -> None:
    """On a phone: labels that wrap, the first words of what moved away, and the heads above Arabic."""
    left = "all => all.map(one => Math.round(one.getBoundingClientRect().left))"
    with opened(browser, pages.base, viewport={"width": 360, "height": 740}) as seen:
        seen.page.goto("/articles/5/2..3")
        (edge,) = set(seen.page.locator(".row.edited:not(.field) p[dir]:visible").evaluate_all(left))
        wrapped = [x for x in seen.page.locator(".cell .chip:visible").evaluate_all(left) if x < edge + 20]
        assert wrapped and set(wrapped) == {edge}
        seen.page.goto("/articles/1/4..5")
        stub = seen.page.locator(".left .cell p[dir]")
        assert stub.evaluate_all(left) == [edge]
    for width in WIDTHS:
        with opened(browser, pages.base, viewport={"width": width, "height": 900}) as seen:
            seen.page.goto("/articles/10/1..2")
            heads = seen.page.locator(":is(.head, .part)").evaluate_all(
                "all => all.map(one => getComputedStyle(one).paddingLeft)"
            )
            assert set(heads) == {"12px" if width == 360 else "16px"}


@pytest.mark.parametrize("width", [360, 1440])
def test_a_dashed_line_parts_old_from_new_alone(browser: Browser, pages: Served, width: int) -> None:
    lines = "all => all.map(one => getComputedStyle(one).borderTopStyle)"
    with opened(browser, pages.base, viewport={"width": width, "height": 900}) as seen:
        seen.page.goto("/articles/5/2..3")
        for whole in (".added", ".same"):
            assert set(seen.page.locator(f".row{whole} .cell + .cell").evaluate_all(lines)) == {"none"}
        edited = set(seen.page.locator(".row.edited .cell + .cell").evaluate_all(lines))
        assert edited == ({"dashed"} if width == 360 else {"none"})


@pytest.mark.parametrize("layout", ["", "?layout=inline"])
def test_no_line_makes_another_number_of_a_chinese_one(browser: Browser, pages: Served, layout: str) -> None:
    with opened(browser, pages.base) as seen:
        seen.page.goto(f"/articles/7/3..4{layout}")
        lines = "all => all.map(one => getComputedStyle(one).textDecorationLine)"
        assert set(seen.page.locator("del.dense").evaluate_all(lines)) == {"none"}
        frames = "all => all.map(one => getComputedStyle(one).borderTopStyle)"
        assert set(seen.page.locator(".cell del.dense").evaluate_all(frames)) == {"dashed"}
        assert "line-through" in seen.page.evaluate(
            "() => { const one = document.createElement('del'); document.body.append(one); "
            "return getComputedStyle(one).textDecorationLine; }"
        )


def test_no_mark_looks_like_a_space_and_old_words_stand_apart_from_new_ones(browser: Browser, pages: Served) -> None:
    gaps = """all => all.map(one => one.nextElementSibling.getClientRects()[0].left
        - [...one.getClientRects()].at(-1).right)"""
    with opened(browser, pages.base) as seen:
        seen.page.goto("/articles/7/3..4?layout=inline")
        paddings = "all => all.map(one => parseFloat(getComputedStyle(one).paddingLeft))"
        assert max(seen.page.locator(":is(ins, del)").evaluate_all(paddings)) <= 1
        (first, *others) = seen.page.locator("p.text del.apart").evaluate_all(gaps)
        assert min(first, *others, key=abs) > 5


def test_a_page_has_one_sign_for_what_was_taken_out(browser: Browser, pages: Served) -> None:
    frames = "all => all.map(one => getComputedStyle(one).borderTopStyle + getComputedStyle(one).textDecorationLine)"
    with opened(browser, pages.base) as seen:
        for path in ("/articles/7/3..4", "/articles/7/3..4?layout=inline"):
            seen.page.goto(path)
            assert seen.page.locator("#modified del:not(.dense)").count() == 1
            assert set(seen.page.locator(".row:not(.removed) .cell del").evaluate_all(frames)) == {"dashednone"}


def test_words_of_labels_have_no_lines_as_links_or_marks_have(browser: Browser, pages: Served) -> None:
    with opened(browser, pages.base) as seen:
        seen.page.goto("/articles/5/2..3")
        lines = "all => all.map(one => getComputedStyle(one).textDecorationLine)"
        assert set(seen.page.locator(".chip :is(del, ins)").evaluate_all(lines)) == {"none"}
        assert seen.page.locator(".chip del").inner_text() == "“probably”"


def test_no_line_begins_with_the_empty_end_of_a_mark(browser: Browser, pages: Served) -> None:
    widths = "all => all.flatMap(one => [...one.getClientRects()].map(part => part.width))"
    with opened(browser, pages.base) as seen:
        for path in ("/articles/7/3..4", "/articles/7/3..4?layout=inline", "/articles/5/2..3"):
            seen.page.goto(path)
            for width in range(300, 420, 3):
                seen.page.set_viewport_size({"width": width, "height": 740})
                parts = seen.page.locator(":is(ins, del):visible").evaluate_all(widths)
                assert parts and min(parts) > 6, f"{path} at {width} pixels: narrower than any sign with its margins"


def test_numbers_stand_where_a_text_begins(browser: Browser, pages: Served) -> None:
    """On the right of Arabic, on the left of English; never over the text."""
    for path, is_rtl in (("/articles/10/1..2", True), ("/articles/1/4..5?layout=inline", False)):
        for width in WIDTHS:
            with opened(browser, pages.base, viewport={"width": width, "height": 900}) as seen:
                seen.page.goto(path)
                cells = seen.page.locator(".cell:visible:has(> .n)").all()
                assert cells
                for cell in cells:
                    number, text = cell.locator(".n").bounding_box(), cell.locator("p[dir]").first.bounding_box()
                    assert number and text
                    apart = (
                        number["x"] - (text["x"] + text["width"])
                        if is_rtl
                        else text["x"] - number["x"] - number["width"]
                    )
                    assert apart >= 0, (path, width)


@pytest.mark.parametrize("layout", ["", "?layout=inline"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_number_of_a_place_left_stands_beside_its_first_line(
    browser: Browser, pages: Served, width: int, layout: str
) -> None:
    with opened(browser, pages.base, viewport={"width": width, "height": 900}) as seen:
        seen.page.goto(f"/articles/1/4..5{layout}")
        left = seen.page.locator(".row.left .cell").first
        number, label = left.locator(".n").bounding_box(), left.locator(".label").bounding_box()
        assert number and label
        assert abs(number["y"] + number["height"] - label["y"] - label["height"]) < 2


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/articles/10", "/articles/10/1..2", "/articles/10/1..2?layout=inline"])
def test_an_arabic_headline_stands_at_the_right(browser: Browser, pages: Served, path: str, width: int) -> None:
    with opened(browser, pages.base, viewport={"width": width, "height": 900}) as seen:
        seen.page.goto(path)
        ends = (
            "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().right }"
        )
        headline, facts = seen.page.locator("h1").evaluate(ends), seen.page.locator("main").bounding_box()
        assert facts and facts["x"] + facts["width"] - headline < 30
        source = seen.page.locator("main > .meta .of").evaluate(ends)
        assert abs(headline - source) < 4, "what belongs to it stands where it does"


@pytest.mark.parametrize("path", ["/articles/5", "/articles/9"])
def test_signs_of_a_history_stand_on_its_line(browser: Browser, pages: Served, path: str) -> None:
    middles = """all => all.map(one => { const sign = getComputedStyle(one, '::before');
      const border = sign.boxSizing === 'border-box' ? 0 : parseFloat(sign.borderLeftWidth);
      return parseFloat(sign.left) + border + parseFloat(sign.width) / 2 })"""
    with opened(browser, pages.base) as seen:
        seen.page.goto(path)
        found = seen.page.locator(".history > li").evaluate_all(middles)
        assert found and all(abs(middle + 1) < 0.1 for middle in found), "of a line of two pixels before them"


def test_links_of_a_history_stand_at_equal_distances(browser: Browser, pages: Served) -> None:
    gaps = """all => all.map(one => [...one.children].map(part => part.getBoundingClientRect()))
      .map(parts => parts.slice(1).map((part, k) => Math.round(part.left - parts[k].right)))"""
    with opened(browser, pages.base, viewport={"width": 1440, "height": 900}) as seen:
        seen.page.goto("/articles/5")
        found = seen.page.locator(":is(.history .links, .actions)").evaluate_all(gaps)
        assert len({gap for one in found for gap in one}) == 1


def test_one_text_has_one_right_edge(browser: Browser, pages: Served) -> None:
    with opened(browser, pages.base, viewport={"width": 1440, "height": 900}) as seen:
        ends = "all => all.map(one => one.getBoundingClientRect().right)"
        for layout in ("", "?layout=inline"):
            seen.page.goto(f"/articles/5/2..3{layout}")
            right = seen.page.locator("main > :is(.notice, .walk, .forms, .diff)").evaluate_all(ends)
            assert len(right) == 5 and max(right) - min(right) < 1


@pytest.mark.parametrize("width", [1000, 1440])
def test_short_names_of_sources_and_their_silence_stand_in_one_line(
    browser: Browser, pages: Served, width: int
) -> None:
    heights = "all => all.map(one => one.getBoundingClientRect().height)"
    with opened(browser, pages.base, viewport={"width": width, "height": 900}) as seen:
        seen.page.goto("/sources")
        for part in ("th[scope=row] a:not(:dir(rtl))", ".silent"):
            found = seen.page.locator(f".sources {part}").evaluate_all(heights)
            assert found and max(found) < 30, part
        assert seen.page.locator(".scroll").evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize("width", [840, 1000, 1440])
def test_a_number_of_changes_is_not_read_as_part_of_a_day(browser: Browser, pages: Served, width: int) -> None:
    gaps = """all => all.map(one => { const number = document.createRange(); number.selectNodeContents(one);
      const day = document.createRange(); day.selectNodeContents(one.nextElementSibling);
      return day.getBoundingClientRect().left - number.getBoundingClientRect().right })"""
    with opened(browser, pages.base, viewport={"width": width, "height": 900}) as seen:
        seen.page.goto("/sources")
        found = seen.page.locator(".sources td.number:has(+ td:not(.number))").evaluate_all(gaps)
        assert found and min(found) >= 24
        assert seen.page.locator(".scroll").evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_both_ends_of_the_time_to_search_stand_together(browser: Browser, pages: Served, width: int) -> None:
    with opened(browser, pages.base, viewport={"width": width, "height": 900}) as seen:
        seen.page.goto("/search")
        first, last = (seen.page.locator(f"#{name}").bounding_box() for name in ("since", "until"))
        assert first and last and first["y"] == last["y"]


def test_numbers_of_places_left_stand_in_one_line(browser: Browser, pages: Served) -> None:
    for path, width in (("/articles/5/2..3?layout=inline", 1440), ("/articles/1/4..5", 360)):
        with opened(browser, pages.base, viewport={"width": width, "height": 900}) as seen:
            seen.page.goto(path)
            number, label = (seen.page.locator(f".left .{part}").first.bounding_box() for part in ("n", "label"))
            assert number and label
            assert number["height"] < 1.5 * label["height"] and number["x"] + number["width"] <= label["x"]


@pytest.mark.parametrize("layout", ["", "?layout=inline"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_all_numbers_are_of_one_size_at_one_edge_in_one_line(
    browser: Browser, pages: Served, width: int, layout: str
) -> None:
    found = """all => all.map(one => { const style = getComputedStyle(one), box = one.getBoundingClientRect();
      const from = one.closest('.cell').getBoundingClientRect().left + one.closest('.cell').clientLeft;
      return [style.fontSize, Math.round(box.left - from), Math.round(box.height)].join() })"""
    with opened(browser, pages.base, viewport={"width": width, "height": 900}) as seen:
        for path in ("/articles/5/2..3", "/articles/1/4..5"):
            seen.page.goto(path + layout)
            numbers = seen.page.locator(".n:visible")
            assert seen.page.locator(".left .n:visible").count()
            assert len(set(numbers.evaluate_all(found))) == 1, path


def test_old_numbers_say_so_where_columns_are_stacked(browser: Browser, pages: Served) -> None:
    for width, told in ((360, "old ¶8"), (1440, "¶8")):
        with opened(browser, pages.base, viewport={"width": width, "height": 900}) as seen:
            seen.page.goto("/articles/1/4..5")
            for number in seen.page.locator('.n[href="#o8"]').all():
                assert " ".join(number.inner_text().split()) == told


def test_no_last_line_of_a_note_is_a_single_word(browser: Browser, pages: Served) -> None:
    alone = """all => all.map(one => { const text = document.createTreeWalker(one, 4), last = [];
      while (text.nextNode()) for (const word of text.currentNode.data.matchAll(/\\S+/g)) {
        const range = document.createRange(); range.setStart(text.currentNode, word.index);
        range.setEnd(text.currentNode, word.index + word[0].length); last.push(range.getBoundingClientRect().bottom) }
      return Math.abs(last.at(-1) - last.at(-2)) > 5 })"""
    with opened(browser, pages.base) as seen:
        seen.page.goto("/articles/5")
        for width in range(320, 480, 8):
            seen.page.set_viewport_size({"width": width, "height": 740})
            found = seen.page.locator(".foot p:first-child, .notice, figcaption").evaluate_all(alone)
            assert len(found) == 4 and not any(found), width


def test_filters_work_without_scripts(browser: Browser, pages: Served) -> None:
    with opened(browser, pages.base, java_script_enabled=False) as seen:
        page = seen.page
        page.goto("/")
        page.get_by_text("Filter", exact=True).click()
        page.get_by_label("Source").select_option("Brandweiler Bote")
        page.get_by_label("headline", exact=True).check()
        page.get_by_role("button", name="Show").click()
        assert "source=Brandweiler+Bote" in page.url
        assert {name.strip() for name in page.locator(".card .of").all_inner_texts()} == {"Brandweiler Bote"}


def test_keys_go_from_change_to_change(browser: Browser, pages: Served) -> None:
    with opened(browser, pages.base) as seen:
        page = seen.page
        page.goto("/articles/5/2..3")
        here = "document.activeElement.id"
        found = []
        for key in ("j", "j", "j", "k"):
            page.keyboard.press(key)
            found.append(page.evaluate(here))
        assert found == ["headline", "p2", "p3", "p2"]


def test_the_first_key_leads_past_the_navigation(browser: Browser, pages: Served) -> None:
    with opened(browser, pages.base) as seen:
        seen.page.goto("/articles/5")
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.textContent") == "Skip to the text"
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "main"
