"""Where the body stood last time: what a site that changes its template looks like, through the real command line."""

from contextlib import closing

from newsdiff.app import page_extractor
from newsdiff.storage.archive import open_archive
from tests.acceptance.pages import page, prose
from tests.acceptance.stories import Story, looks

TEXT, MORE = prose("the windmill", 5), prose("the millrace", 9)
CODA = (
    "The mill may be visited on Sunday between nine and noon, said the miller, who asks for stout shoes and patience."
)

LAST = "Whoever comes by boat finds the mill behind the second weir, where the miller keeps a lamp burning until noon."


def mill(*paragraphs: str, box: str = "text") -> str:
    """An article in two boxes, the second of which is lost once the first weighs too much."""
    marker = "The first line of the story of the windmill."
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return page("Windmill turns again", [marker]).replace(
        f"<p>{marker}</p>", f'<div class="{box}">{body}</div><div class="{box} coda"><p>{CODA}</p><p>{LAST}</p></div>'
    )


@looks(mill(*TEXT[:2]), mill(*TEXT, *MORE), mill(*TEXT, *MORE))
def test_a_text_that_grows_keeps_its_container(story: Story) -> None:
    assert story.outcomes == ["first", "changed", "unchanged"]
    assert [p["text"] for p in story.says(2)["paragraphs"]] == [*TEXT, *MORE, CODA, LAST]


@looks(mill(*MORE), mill(*MORE, box="prose"), mill(*MORE, box="prose"), mill(*MORE[1:], box="prose"))
def test_a_new_template_is_told_once_and_the_text_is_compared_all_the_same(story: Story) -> None:
    assert story.outcomes == ["first", "unchanged template", "unchanged", "changed"]
    told = story.read("log")
    assert told.count("template changed") == 1
    assert "the body stands in div.prose, not in div.text" in " ".join(told.split())


@looks(mill(*MORE), mill(*MORE[1:], box="prose"), mill(*MORE[1:], box="prose"))
def test_a_new_template_with_another_text_is_a_version_that_says_so(story: Story) -> None:
    assert story.outcomes == ["first", "changed template", "unchanged"]
    assert "template changed" in next(line for line in story.read("log").splitlines() if line.startswith("v2"))
    assert "changed its template between versions 1 and 2" in story.read("diff")


@looks(mill(*TEXT[:2]), mill(*TEXT, *MORE))
def test_what_was_read_with_a_hint_repeats_bit_for_bit(story: Story) -> None:
    with closing(open_archive(story.teller.newsdiff.db)) as archive:
        history, number = archive.history, story.log["article"]["id"]
        first, second = history.versions(number)
        known = history.extractions(second.id)[0]
        assert known.hint == history.extractions(first.id)[0].next_hint is not None
        again = page_extractor().extract(
            history.payload(second.payload_sha256),
            second.final_url,
            content_type=second.content_type,
            charset=second.charset,
            hint=known.hint,
        )
        assert again == known
