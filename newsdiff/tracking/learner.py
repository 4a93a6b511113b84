"""When a source is learned: at the end of a snapshot, if there is more to learn from, or when a person asks for it."""

from collections.abc import Sequence
from datetime import datetime

from newsdiff.model.knowledge import Learned
from newsdiff.storage.archive import Archive
from newsdiff.tracking.learning import MOST_PAGES, is_due, learn


def learn_sources(archive: Archive, now: datetime, *, only: Sequence[str] | None = None) -> dict[str, Learned]:
    """Learn every source that is due, or those that are named, due or not; what was learned, by source.

    The same archive teaches the same, whoever asks. Stored extractions stay as they are.
    """
    found = {}
    before = archive.knowledge.learned_from()
    for source, (articles, ticks) in sorted(archive.knowledge.amounts().items()):
        # the pages beyond the newest ones teach nothing new
        there = (min(articles, MOST_PAGES), ticks)
        if is_due(before.get(source, (0, 0)), there) if only is None else source in only:
            learned = learn(archive.knowledge.pages(source, MOST_PAGES), archive.knowledge.ticks(source=source))
            archive.knowledge.learn(source, learned, now)
            found[source] = learned
    return found
