"""Where the family loses or hides news: each rule of the behaviour's second section, by name, on both databases."""

import itertools
import unicodedata
from contextlib import closing
from dataclasses import replace

from newsdiff.storage.archive import open_archive
from tests.acceptance.pages import CAPTCHA, CONSENT, FRONT, LOGIN, SUBSCRIBE, page, prose
from tests.acceptance.stories import Story, looks
from tests.site import Answer, html, redirect

TEXT = prose("the harbour")
OTHER = prose("another story altogether")
HEADLINE = "Council votes to reopen the old harbour bridge"


def told(*changed: str, at: int = 2, headline: str = HEADLINE, **more: object) -> str:
    """The usual page with some paragraphs in place of others."""
    return page(headline, [*TEXT[:at], *changed, *TEXT[at + len(changed) :]], **more)  # type: ignore[arg-type]


# --- noise, punctuation, folding: what is a change at all


@looks(
    told("The flood has cost 12 lives so far. Prices rose by 2.1 per cent. Schools stay closed for 3 days."),
    told("The flood has cost 212 lives so far. Prices rose by 2.1 per cent. Schools stay closed for 3 days."),
    told("The flood has cost 212 lives so far. Prices rose by 8.9 per cent. Schools stay closed for 3 days."),
    told("The flood has cost 212 lives so far. Prices rose by 8.9 per cent. Schools stay closed for 30 days."),
)
def test_small_changes_of_numbers_are_never_hidden_as_noise(story: Story) -> None:
    assert story.outcomes == ["first", "changed", "changed", "changed"]
    assert story.news == [2, 3, 4]
    for old in (1, 2, 3):
        assert [o["op"] for o in story.change(old, old + 1)["operations"] if o["op"] != "unchanged"] == ["edited"]


@looks(
    told("Rates rise by 1.5% in May, the bank said. The chairman resigned. He gave no reason at all."),
    told("Rates rise by 15% in May, the bank said. The chairman resigned. He gave no reason at all."),
    told("Rates rise by 15% in May, the bank said. The chairman resigned? He gave no reason at all."),
    told("Rates rise by 15% in May, the bank said – the chairman resigned? “He” gave no reason at all."),
    told('Rates rise by 15% in May, the bank said - the chairman resigned? "He" gave no reason at all.'),
)
def test_punctuation_is_never_ignored(story: Story) -> None:
    assert story.outcomes == ["first", "changed", "changed", "changed", "changed"]
    assert [o["op"] for o in story.change(2, 3)["operations"]].count("edited") == 1
    assert {o["op"] for o in story.change(4, 5)["operations"]} == {"unchanged", "cosmetic"}


@looks(
    told("The Café on Mill Street reopens for 2,000 guests, the mayor of the town said on Friday."),
    told("The Café on  Mill\n Street\tre\u00adopens for\u00a02,000 guests, the mayor of the town said on\u202fFriday."),
    told(
        unicodedata.normalize(
            "NFD", "The Café on Mill Street reopens for 2,000 guests, the mayor of the town said on Friday."
        )
    ),
    told("The Café on Mill Street&#32;&nbsp;reopens for 2,000 guests, the mayor of the town said on Friday.").replace(
        "&amp;", "&"
    ),
)
def test_white_space_soft_hyphens_and_composition_make_no_version(story: Story) -> None:
    assert story.outcomes == ["first", "unchanged", "unchanged", "unchanged"]
    assert story.news == []


# --- what makes a version


@looks(told(), told(headline="Council votes to close the old harbour bridge"))
def test_a_headline_edit_alone_is_a_version(story: Story) -> None:
    assert story.outcomes == ["first", "changed"]
    assert [f["name"] for f in story.change(1, 2)["fields"]] == ["headline"]
    assert story.log["article"]["headline"] == "Council votes to close the old harbour bridge"


@looks(
    told(),
    told(standfirst="Nothing is known so far, nobody decides next, and the valley waits for an answer."),
    told(
        standfirst="Nothing is known so far, nobody decides next, and the valley waits for an answer.",
        byline="By Ann Leeson and Bo Marsh",
    ),
)
def test_standfirst_and_byline_make_versions(story: Story) -> None:
    assert story.outcomes == ["first", "changed", "changed"]
    assert [f["name"] for f in story.change(1, 2)["fields"]] == ["standfirst"]
    assert [f["name"] for f in story.change(2, 3)["fields"]] == ["byline"]


@looks(
    told(),
    told(modified="2031-05-04T12:30:00+02:00"),
    told(modified="2031-05-04T12:30:00+02:00", image="https://pictures.example.org/ferry.jpg"),
    told(
        modified="2031-05-04T12:30:00+02:00",
        image="https://pictures.example.org/ferry.jpg",
        og="You won't believe this bridge",
    ),
    told(
        modified="2031-05-04T12:30:00+02:00",
        image="https://pictures.example.org/ferry.jpg",
        og="You won't believe this bridge",
        json_ld="Old harbour bridge reopens",
    ),
)
def test_stamp_image_and_headlines_for_machines_alone_make_no_version_and_are_shown_as_metadata(story: Story) -> None:
    assert story.outcomes == ["first", *["unchanged"] * 4]
    kept = [o["metadata"] for o in story.log["observations"]]
    changed = [sorted(k for k in new if new[k] != old[k]) for old, new in itertools.pairwise(kept)]
    assert changed == [["modified"], ["image"], ["og_headline"], ["json_ld_headline"]]
    lines = story.read("log", "--all").splitlines()
    assert sum("metadata changed" in line for line in lines) == 4


@looks(
    told(published="2031-05-04T09:00:00+02:00", image="https://pictures.example.org/a.jpg?w=640&token=1"),
    told(published="2031-05-04T07:00:00Z", image="https://pictures.example.org/a.jpg?w=1280&token=2"),
)
def test_stamps_are_compared_as_instants_and_images_without_query(story: Story) -> None:
    assert story.outcomes == ["first", "unchanged"]
    assert story.log["observations"][1]["metadata"] is None


@looks(
    *[
        told(headline=f"Who will pay for {what} bridge of the harbour?")
        for what in ("the new", "this", "the new", "this")
    ]
)
def test_headlines_under_an_ab_test_are_kept_labelled_and_shown_as_one(story: Story) -> None:
    assert story.outcomes == ["first", "changed", "changed", "changed"]
    (swing,) = story.log["alternations"]
    assert (swing["name"], swing["turns"], swing["versions"]) == ("headline", 3, [1, 2, 3, 4])
    assert all(version["alternating"] for version in story.versions)
    first = story.read("log").splitlines()[2]
    assert "alternates: 3 turns" in first


@looks(told(), told("An entirely new third paragraph tells what the council would not say on Tuesday."), told())
def test_a_return_to_an_earlier_text_is_a_third_version_marked_as_such(story: Story) -> None:
    assert story.outcomes == ["first", "changed", "changed"]
    assert [v["returns_to"] for v in story.versions] == [None, None, 1]
    assert "Version 3 returns to version 1" in story.read("diff").replace("\n", " ")


# --- what is no version, however often it is seen


@looks(
    told(),
    html("<h1>Not found</h1>", status=404),
    told(),
    html("gone", status=410),
    html("gone", status=404),
    html("gone", status=404),
    told(),
)
def test_not_found_is_gone_at_the_second_time_told_once_and_back_when_it_returns(story: Story) -> None:
    assert story.outcomes == ["first", "failed 404", "unchanged", "failed 410", "gone 404", "gone 404", "back"]
    assert len(story.versions) == 1
    assert story.log["article"]["state"] == "watched"


@looks(
    told(),
    html("", status=410),
    html("", status=410),
    told("It returned with a paragraph that nobody had read before it went away."),
)
def test_what_returns_changed_is_back_and_a_version(story: Story) -> None:
    assert story.outcomes == ["first", "failed 410", "gone 410", "back changed"]
    assert story.news == [2]


@looks(told(), CAPTCHA, CAPTCHA, CAPTCHA, told())
@looks(told(), CONSENT, CONSENT, LOGIN, LOGIN, told(), name="others")
def test_captcha_consent_and_login_walls_are_blocked_however_often_they_are_seen(story: Story) -> None:
    assert story.outcomes == ["first", *["blocked captcha"] * 3, "unchanged"]
    others = story.other("others")
    assert others.outcomes == ["first", *["blocked consent"] * 2, *["blocked login"] * 2, "unchanged"]
    assert story.news == others.news == []


@looks(told(), "", "<html><body></body></html>", FRONT, html(told(), status=500), html(told(), status=403), told())
def test_empty_pages_lists_and_errors_are_observations_and_never_versions(story: Story) -> None:
    assert story.outcomes[0] == "first"
    assert story.outcomes[1:4] == ["no_article"] * 3
    assert story.outcomes[4:] == ["failed 500", "blocked 403", "unchanged"]
    assert story.news == []


@looks(
    told(), replace(html("%PDF-1.7 nothing to read"), type="application/pdf"), "<html><body><p>Hm.</p></body></html>"
)
def test_an_extraction_failure_is_an_outcome_of_its_own_and_its_payload_is_kept(story: Story) -> None:
    assert story.outcomes == ["first", "failed content_type", "no_article"]
    failure = story.teller.passes[0]["failures"]
    assert [f["kind"] for f in failure if f["url"] == story.url] == ["failed"]
    with closing(open_archive(story.teller.newsdiff.db)) as archive:
        kept = [archive.history.payload(o["payload_sha256"]) for o in story.log["observations"][1:]]
    assert kept == [b"%PDF-1.7 nothing to read", b"<html><body><p>Hm.</p></body></html>"]


# --- loss of text: suspect, wall, cut


@looks(told(), page(HEADLINE, TEXT[:3]), page(HEADLINE, TEXT[:3]), page(HEADLINE, TEXT[:3]))
def test_an_unexplained_loss_of_text_is_suspect_and_believed_when_the_next_look_shows_the_same(story: Story) -> None:
    assert story.outcomes == ["first", "suspect shrunk", "changed", "unchanged"]
    suspect, version = story.log["observations"][1], story.versions[1]
    assert (version["after"], version["by"]) == (story.log["observations"][0]["at"], suspect["at"])


@looks(told(), page(HEADLINE, TEXT[:3]), told(), page(HEADLINE, TEXT[4:6]), page(HEADLINE, TEXT[6:8]), told())
def test_a_loss_that_is_not_confirmed_by_the_same_text_makes_no_version(story: Story) -> None:
    assert story.outcomes == ["first", "suspect shrunk", "unchanged", "suspect shrunk", "suspect shrunk", "unchanged"]
    assert story.news == []


@looks(
    html(told(), etag='"whole"'),
    html(page(HEADLINE, TEXT[:2]), etag='"cut"'),
    html(page(HEADLINE, TEXT[:2]), etag='"cut"'),
    html(page(HEADLINE, TEXT[:2]), etag='"cut"'),
)
def test_a_true_cut_behind_an_etag_becomes_a_version_at_the_second_look(story: Story) -> None:
    assert story.outcomes == ["first", "suspect shrunk", "changed", "not_modified"]
    assert story.conditions == [None, '"whole"', '"whole"', '"cut"']


@looks(
    told(),
    page(HEADLINE, TEXT[:3], free=False, wall=SUBSCRIBE),
    page(HEADLINE, TEXT[:3], free=False, wall=SUBSCRIBE),
    page(HEADLINE, TEXT[:3], free=False),
    page(HEADLINE, [*TEXT[:3], TEXT[3][:90] + "…"], free=False),
    told(),
)
def test_text_cut_by_a_wall_that_the_page_shows_is_paywalled_however_often_it_is_seen(story: Story) -> None:
    assert story.outcomes == ["first", *["paywalled"] * 4, "unchanged"]
    assert story.news == []


@looks(told(free=False), page(HEADLINE, TEXT[:-1], free=False))
def test_an_editors_cut_on_a_paid_page_is_a_version(story: Story) -> None:
    assert story.outcomes == ["first", "changed"]


# --- redirects


@looks(
    told(),
    redirect("SITE/2031/05/04/a-story-of-the-museum-and-its-roof.html"),
    redirect("SITE/2031/05/04/a-story-of-the-museum-and-its-roof.html"),
    beside={"/2031/05/04/a-story-of-the-museum-and-its-roof.html": page("Museum roof leaks again", OTHER)},
)
def test_an_article_redirected_to_another_story_is_suspect_and_then_believed(story: Story) -> None:
    assert story.outcomes == ["first", "suspect moved", "changed"]
    assert story.versions[1]["final_url"].endswith("a-story-of-the-museum-and-its-roof.html")


@looks(
    told(),
    redirect("SITE/2031/05/04/the-bridge-at-its-new-address.html"),
    beside={"/2031/05/04/the-bridge-at-its-new-address.html": told()},
)
def test_an_article_that_moves_to_a_new_address_is_the_same_article(story: Story) -> None:
    assert story.outcomes == ["first", "unchanged"]
    assert story.log["article"]["aliases"] == [story.teller.site.url("/2031/05/04/the-bridge-at-its-new-address.html")]


@looks(told(), redirect("SITE/"), redirect("SITE/"), redirect("SITE/"), told(), beside={"/": FRONT})
def test_a_redirect_to_the_front_page_is_suspect_then_gone_told_once(story: Story) -> None:
    assert story.outcomes == ["first", "suspect moved", "gone moved", "gone moved", "back"]
    assert len(story.versions) == 1


# --- validators


@looks(
    html(told(), etag='"one"'),
    html(told(), etag='"one"'),
    html(CAPTCHA, etag='"wall"'),
    html("", status=404, etag='"missing"'),
    html("<p>Hm.</p>", etag='"nothing"'),
    html(told(), etag='"two"'),
    html(told(), etag='"two"'),
)
def test_validators_are_those_of_the_newest_look_that_showed_the_newest_version(story: Story) -> None:
    assert story.outcomes == [
        "first",
        "not_modified",
        "blocked captcha",
        "failed 404",
        "no_article",
        "unchanged",
        "not_modified",
    ]
    assert story.conditions == [None, *['"one"'] * 5, '"two"']


@looks(html(told(), modified="Sun, 04 May 2031 09:00:00 GMT"), html(told(), modified="Sun, 04 May 2031 09:00:00 GMT"))
def test_last_modified_is_sent_back_as_the_server_wrote_it(story: Story) -> None:
    assert story.outcomes == ["first", "not_modified"]
    assert story.requests[1].headers["if-modified-since"] == "Sun, 04 May 2031 09:00:00 GMT"


_MUSEUM = "/2031/05/04/a-museum-with-the-same-validator.html"


@looks(
    html(told(), etag='"same"'),
    redirect(f"SITE{_MUSEUM}"),
    html(told(), etag='"same"'),
    beside={_MUSEUM: html(page("Museum roof leaks again", OTHER), etag='"same"')},
)
def test_a_304_from_another_address_says_nothing_about_this_article(story: Story) -> None:
    assert story.outcomes == ["first", "suspect moved", "not_modified"]
    asked = story.teller.site.asked(_MUSEUM)
    assert [r.headers.get("if-none-match") for r in asked] == ['"same"', None]


# --- character sets


def in_charset(text: str, codec: str, header: str | None) -> Answer:
    return Answer(body=text.encode(codec), type=f"text/html; charset={header}" if header else "text/html")


def foreign(lang: str, charset: str, headline: str, *sentences: str) -> str:
    texts = [one + two for one, two in itertools.permutations(sentences, 2)]
    return page(headline, texts, standfirst=None, byline=None, lang=lang, charset=charset)


RUSSIAN = (
    "Совет решил открыть старый мост в гавани",
    "Совет гавани во вторник решил отложить строительство нового мола, потому что сметы больше не сходятся. ",
    "Жители нижнего города снова потребовали открытого расследования и ждут ответа до первых морозов этой зимы. ",
    "Инженер водоканала заявил, что знал о повреждениях опор уже несколько месяцев, но никто его не спрашивал. ",
    "Мэрия обещала заплатить свою часть расходов, хотя областные власти по-прежнему держат цифры под замком. ",
)
JAPANESE = (
    "港の古い橋、再開へ　議会が決定",
    "港湾評議会は火曜日、見積もりが請求額と一致しなくなったため、新しい防波堤の建設を延期することを決めた。",
    "下町の住民は改めて公開の調査を求め、最初の霜が降りる前に回答があることを期待している。",
    "水道局の技術者は、橋脚の損傷を数か月前から知っていたが、誰にも尋ねられなかったと述べた。",
    "市長室は費用の一部を負担すると約束したが、県は依然として数字を公表していない。",
)
CHINESE = (
    "港口旧桥将重新开放",
    "港口委员会星期二决定推迟修建新的防波堤，因为预算与春天送来的账单已经不相符。",
    "下城的居民再次要求进行公开调查，并希望在第一次霜冻之前得到答复。",
    "自来水厂的一名工程师说，他几个月前就知道桥墩受损，但是没有人问过他。",
    "市长办公室承诺支付自己的那一部分费用，而县政府仍然没有公布数字。",
)
KOREAN = (
    "항구의 오래된 다리 다시 열린다",
    "항만위원회는 화요일에 견적이 봄에 도착한 청구서와 더 이상 맞지 않는다는 이유로 새 방파제 건설을 연기하기로 했다. ",
    "아랫마을 주민들은 다시 공개 조사를 요구했으며 첫 서리가 내리기 전에 답변을 받기를 기대하고 있다. ",
    "수도국의 한 기술자는 교각의 손상을 몇 달 전부터 알고 있었지만 아무도 묻지 않았다고 말했다. ",
    "시장실은 비용의 일부를 부담하겠다고 약속했지만 도청은 여전히 수치를 공개하지 않고 있다. ",
)


def flips(lang: str, charset: str, codec: str, text: tuple[str, ...]) -> tuple[Answer, ...]:
    """The same story: named in the header, in the meta element alone, nowhere, and in UTF-8 under the old meta."""
    said, silent = (
        foreign(lang, charset, *text),
        foreign(lang, charset, *text).replace(f'<meta charset="{charset}">', ""),
    )
    return (
        in_charset(said, codec, charset),
        in_charset(said, codec, None),
        in_charset(silent, codec, None),
        in_charset(said, "utf-8", "utf-8"),
        in_charset(said, codec, "utf-8"),
        in_charset(silent, codec, charset),
    )


FLIPS = ["first", *["unchanged"] * 5]


@looks(*flips("ru", "windows-1251", "cp1251", RUSSIAN))
def test_a_charset_that_flips_between_1251_and_others_makes_no_version(story: Story) -> None:
    assert story.outcomes == FLIPS
    assert story.says(1)["headline"] == RUSSIAN[0]


@looks(*flips("ja", "shift_jis", "cp932", JAPANESE))
def test_a_charset_that_flips_between_shift_jis_and_others_makes_no_version(story: Story) -> None:
    assert story.outcomes == FLIPS
    assert story.says(1)["paragraphs"][0]["text"] == JAPANESE[1] + JAPANESE[2]


@looks(*flips("zh", "gbk", "gbk", CHINESE))
def test_a_charset_that_flips_between_gbk_and_others_makes_no_version(story: Story) -> None:
    assert story.outcomes == FLIPS
    assert story.says(1)["headline"] == CHINESE[0]


@looks(*flips("ko", "euc-kr", "cp949", KOREAN))
def test_a_charset_that_flips_between_euc_kr_and_others_makes_no_version(story: Story) -> None:
    assert story.outcomes == FLIPS
    assert story.says(1)["headline"] == KOREAN[0]


_CURLY = told("The mayor’s “quiet” plan – the one nobody’s read – costs €40 million, the café’s owner said on Friday.")


@looks(
    in_charset(_CURLY, "utf-8", "utf-8"),
    in_charset(_CURLY, "cp1252", "utf-8"),
    in_charset(_CURLY, "cp1252", "iso-8859-1"),
    in_charset(_CURLY, "utf-8", "iso-8859-1"),
)
def test_windows_1252_sent_as_utf_8_and_header_against_meta_make_no_version(story: Story) -> None:
    assert story.outcomes == ["first", "unchanged", "unchanged", "unchanged"]


_SAID = foreign("ru", "windows-1251", *RUSSIAN)


@looks(
    in_charset(_SAID, "cp1251", "iso-8859-1"),
    in_charset(_SAID, "cp1251", None),
    in_charset(_SAID, "cp1251", "iso-8859-1"),
    in_charset(_SAID.replace("Мэрия", "Ратуша"), "cp1251", None),
)
def test_a_header_that_contradicts_the_meta_element_for_a_while_makes_no_version(story: Story) -> None:
    """The same bytes read by another charset are another text, and still no change of the story."""
    assert story.outcomes == ["first", "unchanged", "unchanged", "changed"]
    assert story.says(1)["headline"] != story.says(2)["headline"] == RUSSIAN[0]


# --- one pass


@looks(told(), html("broken", status=500), told("The pass went on although the page before this one had failed."))
@looks(told(), told("The pass went on although the page before this one had failed."), name="next")
def test_a_failing_page_does_not_abort_the_pass(story: Story) -> None:
    assert story.outcomes == ["first", "failed 500", "changed"]
    assert story.other("next").outcomes == ["first", "changed"]
    assert story.teller.passes[0]["failures"]


# --- answers cut on their way, captions, notices


def cut_off(text: str, share: float) -> Answer:
    """A page whose connection broke after a part of it, sent without its length."""
    whole = text.encode()
    return Answer(pieces=lambda: [whole[: int(len(whole) * share)]])


LONG = page("Harbour wall cracks in the storm", prose("the wall", 12))


@looks(LONG, cut_off(LONG, 0.72), cut_off(LONG, 0.8), LONG)
def test_a_page_that_breaks_off_at_another_place_each_time_is_suspect_and_makes_no_version(story: Story) -> None:
    assert story.outcomes == ["first", "suspect shrunk", "suspect shrunk", "unchanged"]


def with_caption(caption: str) -> str:
    figure = f'<figure><img src="https://pictures.example.org/b.jpg"><figcaption>{caption}</figcaption></figure>'
    return page("Bridge to the island stays open", TEXT).replace("</article>", f"{figure}</article>")


@looks(with_caption("The mayor opens the bridge on Friday."), with_caption("The mayor closes the bridge on Friday."))
def test_a_caption_that_changes_alone_is_kept_and_shown_as_metadata(story: Story) -> None:
    assert story.outcomes == ["first", "unchanged"]
    assert "closes" in story.log["observations"][1]["metadata"]["captions"]
    assert "metadata changed: captions" in story.read("log", "--all")


@looks(page("Vote on the tram put off", TEXT), CAPTCHA)
def test_what_was_seen_after_the_newest_version_is_said_beside_it(story: Story) -> None:
    told = " ".join(story.read("diff").split())
    assert "since then blocked" in told
    assert "stands since" not in told
