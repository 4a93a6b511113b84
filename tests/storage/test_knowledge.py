"""What is known of sources: states are added, people overrule, ticks are kept once."""

from newsdiff.model.knowledge import Counted, Knowledge, Learned, Tick, Word
from newsdiff.model.observation import Outcome
from newsdiff.storage.archive import Archive, open_archive
from tests.storage.making import after, look, track

LEARNED = Learned(
    lines=(Counted(text="More from us", articles=9), Counted(text="© Ünïcödé", articles=7)),
    boxes=(Counted(text="div.poll/p", articles=2),),
    articles=12,
    ticks=3,
)


def test_a_source_of_which_nothing_is_known(archive: Archive) -> None:
    track(archive)
    assert archive.knowledge.current("example") == Knowledge()
    assert Knowledge().version == ""
    assert archive.knowledge.learned("example") == Learned()
    assert archive.knowledge.learned("no such source") == Learned()


def test_what_was_learned_counts_at_once_and_in_later_runs_and_for_its_source_alone(archive: Archive, db: str) -> None:
    track(archive)
    track(archive, "https://example.net/s", source="other")
    known = archive.knowledge.learn("example", LEARNED, after(0))
    assert known == Knowledge(lines=("More from us", "© Ünïcödé"), boxes=("div.poll/p",))
    assert archive.knowledge.current("example") == known
    assert archive.knowledge.learned("example") == LEARNED
    assert archive.knowledge.current("other") == Knowledge()
    again = open_archive(db)
    assert again.knowledge.current("example") == known
    again.close()


def test_former_states_stay_and_are_found_by_their_version(archive: Archive) -> None:
    track(archive)
    first = archive.knowledge.learn("example", LEARNED, after(0))
    assert archive.knowledge.learned_from() == {"example": (12, 3)}
    second = archive.knowledge.learn("example", Learned(articles=20), after(1))
    assert archive.knowledge.learned_from() == {"example": (20, 0)}
    assert second == Knowledge()
    assert first.version.startswith("source-")
    assert archive.knowledge.by_version(first.version) == first
    assert archive.knowledge.current("example") == second


def test_a_persons_word_counts_before_what_is_learned_until_it_is_taken_back(archive: Archive) -> None:
    track(archive)
    archive.knowledge.learn("example", LEARNED, after(0))
    words = [("More from us", Word.KEEP), ("Buy now", Word.BAN), ("div.poll/p", Word.KEEP)]
    known = archive.knowledge.say("example", words, after(1))
    assert known == Knowledge(lines=("Buy now", "© Ünïcödé"))
    assert archive.knowledge.learn("example", LEARNED, after(2)) == known
    told = archive.knowledge.learned("example")
    assert told.lines[0] == Counted(text="More from us", articles=9, word=Word.KEEP)
    assert told.lines[-1] == Counted(text="Buy now", articles=0, word=Word.BAN)
    assert told.boxes == (Counted(text="div.poll/p", articles=2, word=Word.KEEP),)
    archive.knowledge.say("example", [(text, Word.FORGET) for text, _ in words], after(3))
    assert archive.knowledge.learned("example") == LEARNED


def test_the_newest_version_of_each_article_is_learned_from_as_it_was_read_last(archive: Archive) -> None:
    one, two = track(archive, "https://example.org/1"), track(archive, "https://example.org/2")
    look(archive, one.id, Outcome.FIRST, text="One.")
    look(archive, one.id, Outcome.CHANGED, text="One more.", minutes=1)
    look(archive, two.id, Outcome.FIRST, text="Two.")
    track(archive, "https://example.org/unseen")
    assert [page.texts[0] for page in archive.knowledge.pages("example", 9)] == ["One more.", "Two."]
    assert [page.texts[0] for page in archive.knowledge.pages("example", 1)] == ["Two."]
    assert archive.knowledge.amounts() == {"example": (2, 0)}


def test_ticks_are_kept_with_the_look_each_once_for_each_article(archive: Archive) -> None:
    article = track(archive)
    look(archive, article.id, Outcome.FIRST, text="One.")
    count, turn = Tick(box="div.poll", is_count=True), Tick(box="div.more", is_count=False)
    for minutes in (1, 2):
        look(archive, article.id, Outcome.UNCHANGED, text="One.", minutes=minutes, ticks=(count, turn))
    found = [Tick(box=t.box, article_id=article.id, is_count=t.is_count) for t in (count, turn)]
    assert archive.knowledge.ticks(article_id=article.id) == found
    assert archive.knowledge.ticks(source="example") == found
    assert archive.knowledge.ticks(source="other") == []
    assert archive.knowledge.amounts() == {"example": (1, 2)}
