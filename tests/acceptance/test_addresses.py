"""By which addresses an article is known: aliases, rel=canonical, the address a person gave."""

from pathlib import Path

from tests.acceptance.pages import FRONT, page, prose
from tests.acceptance.stories import Inside, Story, looks, path_of
from tests.site import Site, html, redirect, serving

TEXT = prose("the tram depot")
HEADLINE = "Tram depot to be rebuilt on the old tannery's ground"
STORY = page(HEADLINE, TEXT)


def canonical(path: str, headline: str = HEADLINE, seed: str = "the tram depot") -> str:
    return page(headline, prose(seed), canonical=f"SITE{path}" if path.startswith("/") else path)


@looks(canonical(path_of("desktop", "story")), canonical(path_of("desktop", "story")))
def test_a_mobile_or_amp_page_whose_canonical_nobody_knows_gets_it_as_alias(story: Story) -> None:
    assert story.log["article"]["aliases"] == [story.teller.site.url(path_of("desktop", "story"))]
    assert story.outcomes == ["first", "unchanged"]


_KNOWN = path_of("test_a_second_address_of_a_known_article_is_merged_when_the_headlines_agree")


@looks(STORY)
@looks(canonical(_KNOWN), name="zz-amp")
def test_a_second_address_of_a_known_article_is_merged_when_the_headlines_agree(story: Story) -> None:
    """Both are tracked in one command; the second to be looked at is found to be the first."""
    assert story.other("zz-amp").log["article"]["id"] == story.log["article"]["id"]
    assert story.log["article"]["url"] == story.url
    assert story.other("zz-amp").url in story.log["article"]["aliases"]


@looks(canonical("/"), canonical("/"), beside={"/": FRONT})
@looks(canonical("/politics/"), canonical("/politics/"), name="section")
@looks(canonical("http://another.example.net/2031/05/04/story-of-the-tram.html"), name="elsewhere")
def test_a_canonical_to_a_front_page_a_section_or_another_site_is_not_believed(story: Story) -> None:
    for one in (story, story.other("section"), story.other("elsewhere")):
        assert one.log["article"]["aliases"] == []


_CLAIMED = path_of("claimed", "by-two")


@looks(canonical(_CLAIMED), canonical(_CLAIMED), canonical(_CLAIMED))
@looks(
    canonical(_CLAIMED, "The fish market burns", "fire"),
    canonical(_CLAIMED, "The fish market burns", "fire"),
    canonical(_CLAIMED, "The fish market burns", "fire"),
    name="second",
)
def test_a_canonical_claimed_by_two_different_headlines_is_dropped_with_a_warning(story: Story) -> None:
    one, two = story, story.other("second")
    assert one.log["article"]["id"] != two.log["article"]["id"]
    assert one.outcomes == two.outcomes == ["first", "unchanged", "unchanged"]
    assert two.log["article"]["aliases"] == []
    warnings = [line for line in story.teller.warnings if _CLAIMED in line]
    assert len(warnings) == 1 and "two stories with different headlines" in warnings[0]
    assert story.teller.newsdiff("log", story.teller.site.url(_CLAIMED), expect=2).out == ""


@looks(canonical(path_of("claimed-also", "by-two")))
@looks(canonical(path_of("claimed-also", "by-two"), "The fish market burns", "fire"), name="second")
def test_a_dropped_canonical_is_no_alias_any_more(story: Story) -> None:
    assert story.log["article"]["aliases"] == []


@looks(page("The first of two stories on one script", prose("one")), name="page.php?id=1")
@looks(page("The second of two stories on one script", prose("two")), name="page.php?id=2")
def test_two_stories_with_differing_ids_are_not_merged(story: Story) -> None:
    one, two = story.other("page.php?id=1"), story.other("page.php?id=2")
    assert one.log["article"]["id"] != two.log["article"]["id"]
    assert one.says(1)["headline"] != two.says(1)["headline"]


def test_spellings_of_one_address_are_one_article_and_the_given_one_is_kept_byte_for_byte(
    db: str, tmp_path: Path
) -> None:
    newsdiff = Inside(db, tmp_path)
    with serving(Site({"/2031/05/04/tram.html?b=2&a=1&utm_source=x": html(STORY)})) as site:
        given = site.url("/2031/05/04/tram.html?b=2&a=1&utm_source=x") + "#top"
        newsdiff("track", given)
        plain = site.url("/2031/05/04/tram.html?b=2&a=1")
        spellings = [plain, f"{plain}&fbclid=zz", plain.replace("http:", "https:"), plain.replace("/2031", "/./2031")]
        for told in newsdiff("track", *spellings, "--json").json:
            assert (told["id"], told["new"]) == (1, False)
        (row,) = newsdiff("list", "--json").json
        assert row["url"] == given
        assert row["aliases"] == spellings
        assert newsdiff("log", given, "--json").json["article"]["id"] == 1
        other = newsdiff("track", site.url("/2031/05/04/tram.html?b=2&a=2"), "--kind", "article", "--json").json
        assert other[0]["new"] is True


@looks(
    redirect("SITE/2031/05/04/behind-a-redirect-from-the-start.html"),
    STORY,
    beside={"/2031/05/04/behind-a-redirect-from-the-start.html": STORY},
)
def test_the_final_address_of_a_redirect_is_an_alias_and_the_given_one_stays(story: Story) -> None:
    assert story.log["article"]["url"] == story.url
    assert story.log["article"]["aliases"] == [
        story.teller.site.url("/2031/05/04/behind-a-redirect-from-the-start.html")
    ]
    assert story.outcomes == ["first", "unchanged"]
