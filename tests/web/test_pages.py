"""What the pages say, as their readers meet them."""

import re
from html import unescape
from itertools import combinations, pairwise
from math import hypot

import pytest

from newsdiff.model.change import Assessment, Change, FieldChange, Label, LabelName
from newsdiff.render.labels import label_title, quiet_words
from newsdiff.web.links import Links
from newsdiff.web.pages.about import MEANINGS
from newsdiff.web.pages.front import card
from newsdiff.web.words import changed_words
from tests.render.test_stream import entry
from tests.web.served import Served
from tests.web.told import HEADED


def words(html: str) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html.replace("<wbr>", "")))).replace(" ,", ",")


def links(html: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', html)]


def test_the_front_page_tells_changes_as_intervals_newest_first(site: Served) -> None:
    text = site.get("/").text
    cards = text.split('<article class="card">')[1:]
    assert all("changed between" in words(card) for card in cards)
    assert "edited at" not in words(text)
    newest = [re.findall(r'datetime="([^"]+)"', card)[1] for card in cards]
    assert newest == sorted(newest, reverse=True)
    assert "/articles/9/13..14" in links(cards[0])
    assert "1 to 14" not in words(cards[0])
    assert "By 17 18 o’clock" in words(cards[0]).replace("  ", " ")
    assert "1 paragraph edited, 1 added" in words(cards[0])


def test_a_filtered_page_shows_the_words_that_it_was_filtered_by(site: Served) -> None:
    def card(path: str) -> str:
        return next(c for c in site.get(path).text.split("<article") if "/articles/5/2..3" in c)

    assert '<p class="label">¶3 edited</p>' in card("/?source=Orvania+Courier&label=number")
    assert '<p class="label">¶14 added</p>' in card("/?source=Orvania+Courier&label=correction-note")
    assert "An earlier version of this article" in words(card("/?source=Orvania+Courier&label=correction-note"))


def test_a_day_is_that_of_a_look(site: Served) -> None:
    assert all(day.startswith("Seen on ") for day in re.findall(r"<h2>(.+)</h2>", site.get("/").text))


def test_a_changed_headline_stands_on_its_card_with_its_marks(site: Served) -> None:
    card = next(c for c in site.get("/").text.split("<article") if "/articles/7/3..4" in c)
    assert re.search(r'<h3[^\n]*<del class="dense">点検中の</del>', card)


def test_the_older_changes_of_a_story_stand_in_its_card(site: Served) -> None:
    cards = site.get("/").text.split('<article class="card">')[1:]
    stories = [re.findall(r'href="/articles/(\d+)', card) for card in cards]
    assert all(len(set(numbers)) == 1 for numbers in stories)
    assert len({numbers[0] for numbers in stories}) == len(cards) < 20
    storm = cards[0]
    older = re.findall(r'<li><a href="(/articles/9/\d+\.\.\d+)"', storm.split("<ol")[1])
    assert older == [f"/articles/9/{k}..{k + 1}" for k in range(12, 12 - len(older), -1)]
    told = " ".join(words(storm).split()).replace(" :", ":")
    assert (
        f"{len(older)} of the earlier changes, listed here: number in {len(older)} changes, headline" in told
        and "(12 earlier changes)" in told
    )
    assert re.search(r'<p class="said"[^>]*>Storm: <del>11</del> <ins>13</ins> ships still missing', storm)


def test_older_changes_follow_without_a_gap_or_a_repetition(site: Served) -> None:
    path, seen = "/", []
    for _ in range(10):
        text = site.get(path).text
        seen += re.findall(HEADED, text)
        older = re.search(r'rel="next" href="([^"]+)"', text)
        if older is None:
            break
        path = unescape(older[1])
    counts = [re.search(r"(\d+)\schanges?<", site.get(f"/articles/{k}").text) for k in range(1, 11)]
    changes = sum(int(found[1]) for found in counts if found)
    assert len(seen) == len(set(seen)) == changes - 3  # four turns of one back and forth stand once


def test_a_version_that_returns_leads_back(site: Served) -> None:
    assert 'back to <a href="/articles/8/1">version 1</a>' in site.get("/articles/8/2..3").text
    assert "back to" not in site.get("/articles/8/1..2").text


def test_the_rows_of_cells_are_explained_by_what_stands_in_them(site: Served) -> None:
    key = site.get("/articles/7").text.split('<ul class="key"')[1].split("</ul>")[0]
    told = " ".join(words(key).split(":")[1].split())
    assert told == "added edited, split or merged moved moved and edited unchanged"
    assert '<ul class="key"' not in site.get("/articles/8").text, "its headline alone changed"


def test_the_picture_of_time_repeats_no_labels_of_the_list(site: Served) -> None:
    picture = timeline(site, 7, "wide")
    assert "negation 2×" not in re.sub(r"<title>.*?</title>", "", picture), "the list below says it"


def test_what_changed_the_headline_is_filled_in_the_picture_and_in_the_list(site: Served) -> None:
    text = site.get("/articles/7").text
    filled = re.findall(r'<circle class="headline"[^>]*><title>version (\d+)', timeline(site, 7, "wide"))
    assert filled and sorted(re.findall(r'<li class="version headline" id="v(\d+)"', text)) == sorted(filled)


def test_a_paragraph_that_moved_and_was_edited_has_a_cell_of_its_own_kind(site: Served) -> None:
    text = site.get("/articles/1").text
    assert "¶2 moved and edited" in text and '<rect class="moved edited"' in text
    assert "moved and edited" in words(text.split('<ul class="key"')[1].split("</ul>")[0])


def test_each_label_is_explained(site: Served) -> None:
    text = site.get("/about").text
    assert re.findall(r"<dt id=\"label-[a-z-]+\">(.+?)</dt>", text) == [label_title(name) for name in MEANINGS]
    assert set(MEANINGS) == set(LabelName)
    assert '<h2 id="weight">' in text
    assert "for machines" not in text and "the headers of the response" in text
    for path in ("/", "/articles/5"):
        assert re.search(r'<a href="/about#weight">weight</a> \d', site.get(path).text), path
    assert "/about#labels" in links(site.get("/").text) and "/about" in links(site.get("/articles/1").text)


def test_what_was_published_long_before_is_not_taken_for_the_first_text(site: Served) -> None:
    said = "first seen about 4 months after its publication date: changes before our first look are not known."
    assert f"The article was {said}" in words(site.get("/articles/7").text)
    assert "after publication" not in site.get("/articles/9").text


def test_no_line_parts_a_number_from_its_noun(site: Served) -> None:
    text = site.get("/articles/5").text
    for told in (
        "3 versions",
        "8 looks",
        "1 paragraph edited, 2 added",
        "70 minutes after version 2",
        "5 Nov 2026, 10:40 UTC",
    ):
        assert re.sub(r"(?<=\d) (?=\D)|(?<=version) |(?<=Nov) |(?<=6,) ", "\N{NO-BREAK SPACE}", told) in text, told
    assert re.search(r"\(12\xa0earlier\xa0changes\)", site.get("/").text)
    assert "appeared 2\xa0Nov\xa02026, between" in site.get("/articles/5/3").text


def test_a_back_and_forth_is_one_card(site: Served) -> None:
    text = site.get("/?source=Harbour+Gazette&label=alternating").text
    (card,) = text.split('<article class="card">')[1:]
    assert "4 changes back and forth, versions 2 to 5" in words(card)
    assert "/articles/8" in links(card)


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("source=Brandweiler+Bote", {"Brandweiler Bote"}),
        ("source=%E9%9D%92%E9%B3%B4%E6%96%B0%E8%81%9E&weight=50", {"青鳴新聞"}),
        ("since=2026-11-05", {"Harbour Gazette", "Orvania Courier", "青鳴新聞"}),
        ("until=2026-11-02&label=correction-note", {"Orvania Courier"}),
    ],
)
def test_filters_stand_in_the_address(site: Served, query: str, sources: set[str]) -> None:
    text = site.get(f"/?{query}").text
    assert set(re.findall(r'class="of" href="[^"]+">([^<]+)<', text)) == sources
    assert re.search(r"<summary>Filter: changes .+</summary>", text) and "/" in links(text)


def test_a_card_of_an_older_change_says_that_others_came_later(site: Served) -> None:
    text = site.get("/?before=3:3").text
    (card,) = [card for card in text.split('<article class="card">') if "/articles/3/1..2" in card]
    assert "history of this article (1 later change)" in words(card)
    assert re.search(r"</h3>\s*<p class=\"superseded\">Headline of version\s2; it has changed since\.</p>", card)
    newest = site.get("/").text.split('class="day"', 1)[1]
    assert "later change" not in words(newest) and "it has changed since" not in words(newest)


def test_a_filtered_list_is_headed_by_what_it_shows(site: Served) -> None:
    text = site.get("/?source=Orvania+Courier&label=number").text
    head = re.search(r"<h1>(.+?)</h1>", text)
    assert head and head[1] == "Changes labelled “number” in articles from Orvania Courier"
    assert "Only these changes are shown here, newest first." in words(text)
    assert "Here is what changed in them" in words(site.get("/").text)


def test_the_ends_of_a_walk_say_that_there_is_nothing_further(site: Served) -> None:
    assert words(site.get("/articles/5/2..3").text).count("no later version seen") == 2
    assert words(site.get("/articles/5/1..2").text).count("no earlier version seen") == 2


def test_what_a_filter_leaves_out_is_told(site: Served) -> None:
    assert "without any label asked for are left out." in words(site.get("/?label=correction-note").text)


def test_an_article_says_versions_and_changes_and_when_the_next_look_is(site: Served) -> None:
    text = words(site.get("/articles/2").text)
    assert "4 versions, 3 changes" in text
    assert re.search(r"the next look (is at|has been due since) \d+ [A-Z][a-z]{2} \d{4}, \d\d:\d\d UTC", text)
    assert "next look" not in words(site.get("/articles/2/3..4").text)
    assert "published 21 Apr 2026, 10:20 UTC, says the page" in text
    assert "suspect (shrunk)" in text
    order = [text.index(part) for part in ("Version 4", "suspect", "Version 3", "Version 1 first seen")]
    assert order == sorted(order)


def test_what_was_gone_and_came_back_stands_in_its_place(site: Served) -> None:
    text = words(site.get("/articles/4").text)
    order = [text.index(part) for part in ("Version 3", "back", "gone", "Version 2")]
    assert order == sorted(order)


def test_the_original_is_linked_without_a_trace(site: Served) -> None:
    text = site.get("/articles/5").text
    assert re.search(r'<a href="https://school\.example\.org/[^"]+" rel="noreferrer noopener nofollow external">', text)


def timeline(site: Served, article: int, width: str) -> str:
    """The picture of an article's life on narrow or wide screens."""
    (svg,) = re.findall(f'<svg class="timeline on-{width}".*?</svg>', site.get(f"/articles/{article}").text)
    return str(svg)


def numbers(svg: str) -> list[tuple[float, str]]:
    """What stands above the dots of a picture, with its place in percent."""
    return [(float(x), told) for x, told in re.findall(r'class="number" x="([\d.]+)%"[^>]*>([^<]+)<', svg)]


WIDTHS = [("narrow", 328), ("wide", 816)]


@pytest.mark.parametrize(("width", "pixels"), WIDTHS)
def test_numbers_on_the_timeline_do_not_touch(site: Served, width: str, pixels: int) -> None:
    character = 7.5  # pixels of a bold digit
    for article in range(1, 11):
        found = numbers(timeline(site, article, width))
        assert found
        for (left, before), (right, after) in pairwise(found):
            apart = (right - left) / 100 * pixels
            assert apart > character * (len(before) + len(after)) / 2 + 5, (article, before, after)


def test_dots_that_stand_clear_have_numbers_of_their_own(site: Served) -> None:
    wide, narrow = ([told for _, told in numbers(timeline(site, 9, width))] for width, _ in WIDTHS[::-1])
    assert wide == ["v1–3", *(f"v{k}" for k in range(4, 15))]
    assert narrow[2:] == [f"v{k}" for k in range(8, 15)]


def test_each_change_on_the_timeline_has_its_bar(site: Served) -> None:
    """Below the line, where no dot hides it, and seen however short it is."""
    svg = timeline(site, 9, "wide")
    dots = re.findall(r'<circle class="[^"]+" cx="([\d.]+)%" cy="-([\d.]+)" r="([\d.]+)"', svg)
    bars = re.findall(r'<rect class="between" x="([\d.]+)%" y="1" width="([\d.]+)%"', svg)
    assert all(float(up) >= float(radius) for _, up, radius in dots)
    assert [float(start) + float(width) for start, width in bars] == pytest.approx(
        [float(x) for x, _, _ in dots[1:]], abs=0.02
    )
    assert re.findall(r'<line class="by" x1="([\d.]+)%"', svg) == [x for x, _, _ in dots[1:]]


@pytest.mark.parametrize(("width", "pixels"), WIDTHS)
def test_no_dot_of_the_timeline_hides_another(site: Served, width: str, pixels: int) -> None:
    for article in (5, 7, 8, 9):
        svg = timeline(site, article, width)
        dots = [tuple(map(float, dot)) for dot in re.findall(r'cx="([\d.]+)%" cy="([-\d.]+)" r="([\d.]+)"', svg)]
        assert len(dots) > 1
        for (x, y, r), (other_x, other_y, other_r) in combinations(dots, 2):
            assert hypot((x - other_x) / 100 * pixels, y - other_y) > r + other_r + 1.7, article
        assert svg.rfind('class="stem"') < svg.find("<circle"), "stems pass behind the dots"
        assert "03 Nov" not in svg


def test_a_picture_is_explained_by_what_stands_in_it(site: Served) -> None:
    stacked, filled = "Dots that are close in time are stacked: their height means nothing.", "Filled dots changed"
    assert stacked in site.get("/articles/5").text and filled in site.get("/articles/5").text
    arabic = site.get("/articles/10").text
    assert stacked not in arabic and filled not in arabic and "Each dot is a version" in arabic


def test_the_timeline_is_on_a_true_scale(site: Served) -> None:
    svg = timeline(site, 9, "wide")
    at = [float(x) for x in re.findall(r'cx="([\d.]+)%"', svg)]
    # looks were made after 30 k² minutes
    expected = [at[0] + (at[-1] - at[0]) * k * k / 13**2 for k in range(14)]
    assert at == pytest.approx(expected, abs=0.1)


def test_the_strip_says_in_words_which_paragraphs_were_touched(site: Served) -> None:
    strips = re.findall(r'class="strip" role="img" aria-label="([^"]+)"', site.get("/articles/5").text)
    assert strips[0] == "¶2 moved, ¶3 edited, old ¶6 removed, ¶7 added, ¶14 added"


def test_the_strips_of_a_history_stand_in_one_scale(site: Served) -> None:
    strips = re.findall(r'class="strip" role="img".+?</svg>', site.get("/articles/9").text)
    cells = [
        re.findall(r'<rect class="(?!removed)[^"]+" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', one) for one in strips
    ]
    assert len({len(one) for one in cells}) > 1
    assert len({width for one in cells for _, width in one}) == 1


def test_a_comparison_has_both_headlines_both_times_and_the_distance(site: Served) -> None:
    text = site.get("/articles/5/2..3").text
    said = words(text)
    assert "appeared 2 Nov 2026, between 07:40 and 08:05 UTC" in said
    assert "appeared 2 Nov 2026, between 08:05 and 08:50 UTC, up to 70 minutes after version 2" in said
    assert "<del>Thousands of Ferrier pupils missed free</del>" in text
    assert "<ins>Council paid for 410,000</ins>" in text
    assert "correction note" in said


@pytest.mark.parametrize("layout", ["", "?layout=inline", "?unchanged=shown", "?layout=inline&unchanged=shown"])
@pytest.mark.parametrize("path", ["/articles/5/2..3", "/articles/1/3..5", "/articles/7/3..4", "/articles/7/4..1"])
def test_every_link_within_a_comparison_has_its_end(site: Served, path: str, layout: str) -> None:
    text = site.get(path + layout).text
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links(text) if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize("layout", ["", "?layout=inline"])
def test_both_ends_of_a_move_lead_to_each_other(site: Served, layout: str) -> None:
    text = site.get(f"/articles/5/2..3{layout}").text
    assert 'moved from old <a href="#o7">¶7</a>' in text
    assert 'moved up to new <a href="#p2">¶2</a>' in text
    facing = 0 if layout else 1
    assert text.count("Dalia Winthrop, whose two sons attend the") == 2 + facing
    assert text.count("Dalia Winthrop, whose two sons attend the primary school") == 1 + facing, (
        "its old place keeps its beginning"
    )


def row(text: str, anchor: str) -> list[str]:
    """The cells of a row of a comparison."""
    html = text.split(f'id="{anchor}">\n<div class="cell">')[1].split('<div class="row')[0]
    return [words(cell).strip() for cell in html.split('<div class="cell">')]


def test_a_comparison_says_once_above_where_and_what_the_change_is(site: Served) -> None:
    def told(path: str) -> list[str]:
        head = site.get(path).text.split('<nav class="jumps"')[1].split('<nav class="walk"')[0]
        return [" ".join(words(item).split()) for item in re.findall(r"<li.*?</li>", head, re.DOTALL)]

    places = ["headline", "edited ¶3", "added ¶7, ¶14", "removed old ¶6", "moved ¶2", "modified time"]
    labels = ["correction note in ¶14", "number “410,000” added in headline", "number 41,000 → 410,000 in ¶3"]
    labels += ["hedge “probably” removed in ¶3"]
    assert told("/articles/5/2..3") == places + labels
    assert "moved and edited ¶2" in told("/articles/1/4..5")


def test_words_of_labels_are_explained_and_a_note_has_none(site: Served) -> None:
    assert "“probably” removed, “Two” added, 19 → 21" in words(site.get("/about").text)
    cards = site.get("/?source=Orvania+Courier").text.split('<article class="card">')[1:]
    (card,) = (card for card in cards if "/articles/5/2..3" in card)
    chips = card.split('<ul class="labels"')[1].split("</ul>")[0]
    assert next(" ".join(words(one).split()) for one in re.findall(r"<li.*?</li>", chips)) == "correction note"
    history = site.get("/articles/5").text
    assert "number</a> in 2 places" in history and "hedge “probably” removed" in words(history)


def test_a_label_stands_in_the_cell_that_has_its_words(site: Served) -> None:
    cells = row(site.get("/articles/5/2..3").text, "p3")
    assert [re.findall(r"number|hedge", cell) for cell in cells] == [["number", "hedge"], ["number"]]
    both = row(site.get("/articles/5/2..3?layout=inline").text, "p3")
    assert [re.findall(r"number|hedge", cell) for cell in both] == [["number", "hedge"]]
    old, new = row(site.get("/articles/6/4..5").text, "p7")
    assert "negation" in new and "negation" not in old


def test_labels_lead_to_what_they_mean(site: Served) -> None:
    meant = set(re.findall(r'<dt id="([^"]+)">', site.get("/about").text))
    for path in ("/", "/articles/5", "/articles/5/2..3"):
        led = {link.partition("#")[2] for link in links(site.get(path).text) if link.startswith("/about#label-")}
        assert led and led <= meant, path


def test_what_changed_as_the_headline_did_is_told_in_a_line(site: Served) -> None:
    metadata = site.get("/articles/5/2..3").text.split('id="metadata"')[1].split("</section>")[0]
    assert "Headline for social media and headline for search engines: changed as the headline did." in metadata
    assert words(metadata).count("Council paid") == 0 and "The publisher’s modified time changed" in metadata


@pytest.mark.parametrize("layout", ["", "?layout=inline"])
def test_a_modified_time_before_the_change_that_we_saw_is_told_as_such(site: Served, layout: str) -> None:
    metadata = words(site.get(f"/articles/5/2..3{layout}").text.split('id="metadata"')[1].split("</section>")[0])
    said = "The page still showed version 2 on 2 Nov 2026, 08:05 UTC, after the modified time that version 3 gives."
    assert f"19:20 UTC {said}" in metadata and metadata.count("still showed") == 1, metadata


@pytest.mark.parametrize("path", ["/", "/?label=stamp", "/articles/5", "/articles/5/2..3", "/articles/5/3", "/about"])
def test_nobody_reads_of_stamps(site: Served, path: str) -> None:
    assert "stamp" not in words(site.get(path).text).lower()


@pytest.mark.parametrize("layout", ["", "?layout=inline"])
def test_stamps_read_as_times_in_comparisons_and_raw_in_the_version(site: Served, layout: str) -> None:
    stamps = words(site.get(f"/articles/7/3..4{layout}").text.split('id="metadata"')[1].split("</section>")[0])
    assert "The publisher’s modified time changed" in stamps
    assert "15 Jul 2026, 09:25 UTC" in stamps and "16 Jul 2026, 11:00 UTC" in stamps
    assert "+09:00" not in stamps
    assert "2026-07-16T20:00:00+09:00" in site.get("/articles/7/4").text


def kinds(html: str) -> set[str]:
    """The labels that a part of a page lists."""
    return set(re.findall(r'<a class="kind"[^>]*>([^<]+)</a>', html))


def test_a_change_has_the_same_labels_on_all_pages(site: Served) -> None:
    number = {"correction note", "number", "hedge"}
    card = site.get("/?source=Orvania+Courier&label=correction-note").text.split('<article class="card">')[1]
    line = site.get("/articles/5").text.split('id="v3">')[1].split("</li>\n<li")[0]
    assert kinds(card) == kinds(line) == kinds(site.get("/articles/5/2..3").text) == number
    for part in (card, line):
        assert "headline, 1 paragraph edited, 2 added, 1 removed, 1 moved, modified time" in words(part)
    byline = site.get("/?source=Orvania+Courier&label=byline").text
    assert "byline, 1 paragraph edited, 1 added, modified time" in words(byline) and "byline" not in kinds(byline)
    assert "byline, 1 paragraph edited, 1 added, modified time" in words(site.get("/articles/5").text)


def test_what_machines_read_goes_by_one_name(site: Served) -> None:
    text = site.get("/articles/1/4..5").text
    assert '<a href="#metadata">modified time</a>' in text
    assert '<h2 class="part" id="metadata">Metadata</h2>' in text and "The publisher’s modified time changed" in words(
        text
    )


def test_a_paragraph_that_only_moved_faces_its_old_text_as_well(site: Served) -> None:
    old, new = row(site.get("/articles/5/2..3").text, "p2")
    assert "in version 2 further down, at old ¶7" in old and "moved from old ¶7" in new
    assert old.split("¶7")[-1].strip() == new.split("¶2")[-1].strip() != ""


def test_a_paragraph_that_moved_and_was_edited_faces_its_old_text_where_it_stands_now(site: Served) -> None:
    text = site.get("/articles/1/4..5").text
    old, new = row(text, "p2")
    assert "in version 4 further down, at old ¶8" in old and "radar had been switched off" in old
    assert "moved from old ¶8, edited" in new and "radar was not switched on" in new
    left, right = row(text, "o8")
    assert (
        " ".join(left.split()) == "moved up to new ¶2, edited there old ¶8 Investigators were looking at whether the …"
    )
    assert right == ""
    assert "<del>whether</del> <ins>why</ins> the ferry" in site.get("/articles/1/4..5?layout=inline").text


def test_the_form_is_carried_from_one_comparison_to_the_next(site: Served) -> None:
    text = site.get("/articles/9/6..7?layout=inline&unchanged=shown").text
    walk = text.split('class="walk"')[1].split("</nav>")[0]
    assert "/articles/9/5..6?layout=inline&unchanged=shown" in links(walk)
    assert "/articles/9/7..8?layout=inline&unchanged=shown" in links(walk)
    assert all("layout=inline" in link or link == "/articles/9/1" for link in links(walk))


def test_runs_of_unchanged_paragraphs_are_folded_until_asked_for(site: Served) -> None:
    folded, shown = (site.get(f"/articles/5/2..3{form}").text for form in ("", "?unchanged=shown"))
    assert re.findall(r"<summary>(.+)</summary>", folded) == [
        "unchanged standfirst and byline",
        "4 unchanged paragraphs",
        "2 unchanged captions",
    ]
    assert "<details" not in shown
    assert folded.count('<div class="row') == shown.count('<div class="row')


def test_what_is_folded_can_be_shown(site: Served) -> None:
    folded = site.get("/articles/10/1..2").text
    assert re.findall(r"<summary>(.+)</summary>", folded) == ["unchanged headline"]
    assert "Show unchanged" in words(folded)
    assert "Fold unchanged" in words(site.get("/articles/10/1..2?unchanged=shown").text)


def test_two_equal_versions_show_no_difference(site: Served) -> None:
    assert "No difference" in words(site.get("/articles/5/2..2").text)


@pytest.mark.parametrize("layout", ["", "?layout=inline"])
def test_a_comparison_says_what_was_not_watched(site: Served, layout: str) -> None:
    text = site.get(f"/articles/2/3..4{layout}").text
    assert re.search(
        r"First seen about \d+ months after its publication date: changes before our first look are not known\.",
        words(text),
    )
    for other in ("/articles/2/3", "/articles/2/3/blame"):
        assert "after its publication date: changes before our first look are not known." in words(site.get(other).text)
    assert ('<body class="wide">' in text) == (not layout)


def test_paragraphs_added_or_removed_whole_are_marked_alike_on_cards_and_explained(site: Served) -> None:
    card = site.get("/?source=Orvania+Courier&label=correction-note").text
    assert re.search(r'<div class="excerpt added">\s*<p class="label">¶14 added</p>', card)
    assert "It has a broken bar beside it, and is not struck through." in words(site.get("/about").text)


def test_the_schedules_of_the_sources_are_explained(site: Served) -> None:
    assert "“attentive”: a look is due every 15 minutes" in words(site.get("/sources").text)


def test_one_text_holds_both_sides(site: Served) -> None:
    text = site.get("/articles/5/2..3?layout=inline").text
    assert "found that <del>41,000</del> <ins>410,000</ins> meals had been billed" in text
    assert '<a class="n" href="#o6">old ¶6</a>' in text


def test_a_version_shows_its_text_and_its_evidence(site: Served) -> None:
    text = site.get("/articles/6/3").text
    said = words(text)
    assert "Mellenthin kannte die Zahlen" in said
    assert "Archived text: version 3 of" in said and "What the page says besides its text" in said
    assert 'class="story" lang="de"' in text
    assert len(re.findall(r"<code>[0-9a-f]{64}</code>", text)) == 3
    assert "Invented/1.0" in said
    assert "200" in said


def test_pages_of_texts_say_their_language_and_find_their_direction(site: Served) -> None:
    for path in ("/articles/10", "/articles/10/2", "/articles/10/1..2", "/articles/10/2/blame"):
        assert re.search(r'dir="auto" lang="ar"|lang="ar">\s*<h1 dir="auto"', site.get(path).text), path


def test_the_age_of_paragraphs_is_told_in_words(site: Served) -> None:
    text = words(site.get("/articles/1/5/blame").text)
    assert "¶1 from version 1, edited in version 4" in text
    assert "¶2 from version 4, moved and edited in version 5 Investigators" in text
    assert "Colour: the version that last touched a paragraph." in text


@pytest.mark.parametrize("path", ["/articles/1/5/blame", "/articles/6/3", "/articles/5/2..3"])
def test_pages_of_an_article_name_source_history_and_live_page(site: Served, path: str) -> None:
    (head,) = re.findall(r'<p class="meta">(<a class="of".+?)</p>', site.get(path).text)
    assert re.findall(r">([^<]+)</a>", head)[1:] == ["history", "live page"]


@pytest.mark.parametrize(
    ("path", "link"), [("/articles/5", "Newest version"), ("/articles/5/3", "What changed: version")]
)
def test_what_is_not_known_stands_before_where_one_can_go(site: Served, path: str, link: str) -> None:
    text = site.get(path).text
    assert text.index("changes before our first look are not known") < text.index(link)


def test_a_headline_for_others_has_the_name_that_the_comparison_gives_it() -> None:
    changed = FieldChange(name="og_headline", old="Harbour closed", new="Harbour shut")
    change = Change(fields=(), operations=(), captions=(), metadata=(changed,))
    assert changed_words(change)[-1] == "headline for social media"


def test_sources_are_counted(site: Served) -> None:
    assert "Harbour Gazette 2 17" in words(site.get("/sources").text)


def test_any_address_of_an_article_leads_to_it(site: Served) -> None:
    for address in ("https://gazette.example.org/storm", "http://gazette.example.org/storm?utm_source=x#top"):
        got = site.get(f"/lookup?url={address.replace('#', '%23').replace('?', '%3F')}")
        assert (got.status, got.headers["location"]) == (302, "/articles/9")


def test_an_unknown_address_says_how_to_track_it(site: Served) -> None:
    text = words(site.get("/lookup?url=https://example.org/it's").text)
    assert "newsdiff track 'https://example.org/it'\"'\"'s'" in text
    assert "no address of an article" in words(site.get("/lookup?url=9").text)


def test_the_bookmarklet_leads_to_this_server(site: Served) -> None:
    text = unescape(site.get("/lookup", headers={"Host": "news.example.org", "X-Forwarded-Proto": "https"}).text)
    assert "javascript:location.href='https://news.example.org/lookup?url='" in text
    assert "javascript:" not in "".join(links(text))


@pytest.mark.parametrize(
    ("label", "words_beside"),
    [
        (Label(name=LabelName.NUMBER, field="standfirst", old="40", new="53"), ""),
        (Label(name=LabelName.NUMBER, field="captions", old="40", new="53"), ", elsewhere 40 → 53"),
        (Label(name=LabelName.QUIET, new="2026-11-02T13:00:00Z"), f" {quiet_words('2026-11-02 13:00 UTC')}"),
    ],
)
def test_a_card_says_of_words_alone_that_they_stand_elsewhere(label: Label, words_beside: str) -> None:
    """A standfirst that changed is shown on the card, and what is said of the whole change stands nowhere."""
    shown = card(entry(assessment=Assessment(labels=(label,), weight=9, rules="1")), Links())
    assert words(str(shown.chips[0].words)).rstrip() == words_beside
