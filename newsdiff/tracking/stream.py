"""The changes of a whole archive, newest first. What each is, is worked out once and kept (storage.assessments)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import takewhile

from newsdiff import __version__
from newsdiff.diff.articles import diff_articles
from newsdiff.diff.labels import RULES, assess
from newsdiff.errors import ExtractError, NotFound, StorageError
from newsdiff.model.article import Article
from newsdiff.model.change import Alternation
from newsdiff.model.source import TrackedArticle
from newsdiff.model.stream import ChangeFilter, Horizon, Opinion, RecordedChange
from newsdiff.model.version import Version
from newsdiff.render.stream import StreamEntry, StreamPage
from newsdiff.render.view import VersionHeader
from newsdiff.storage.archive import Archive
from newsdiff.tracking.reading import Reader
from newsdiff.tracking.telling import most_telling, swing_of, turns_in
from newsdiff.tracking.views import Views, header

#: labels stand on operations, and another release may align the same texts in another way
KEPT_RULES = f"{RULES} of newsdiff {__version__}"
#: changes asked for at once while it is worked out what they are
_MOST = 1_000
#: changes of which the texts are held at once: a list may be as long as the archive
_BATCH = 100
#: why two versions cannot be compared: the extractor, or a page that is lost or damaged. A database that fails
#: altogether fails at the next statement too, and there it is told
_UNREAD = (ExtractError, StorageError)


class Stream:
    """The changes of one archive."""

    def __init__(
        self,
        *,
        archive: Archive,
        reader: Reader,
        now: datetime,
        most: int | None = None,
        patience: int | None = None,
        on_plan: Callable[[int], None] = lambda _: None,
        on_assessed: Callable[[int], None] = lambda _: None,
    ) -> None:
        """`most`: articles that are assessed at most; `patience`: versions that are looked through for a page of some
        labels or weights, which may be rare. None for as many as it takes.

        `on_plan` is told how many more articles will be assessed, `on_assessed` the number of each that was."""
        self._archive = archive
        self._reader = reader
        self._views = Views(archive=archive, reader=reader, now=now)
        self._now = now
        self._left = most
        self._patience = patience
        self._on_plan = on_plan
        self._on_assessed = on_assessed

    def page(self, wanted: ChangeFilter, *, limit: int, before: RecordedChange | None = None) -> StreamPage:
        """At most `limit` wanted changes, newest first, all of them before `before`.

        What is not known of them yet is worked out and kept, article by article: an interrupted run loses one.
        """
        is_walk = self._is_walk(wanted)
        horizon = self._horizon(wanted, before) if is_walk else None
        found, is_partial = self._known(wanted, limit + 1, before, horizon, is_walk=is_walk)
        shown, has_more = found[:limit], len(found) > limit
        is_cut = horizon is not None and not has_more and not is_partial
        left_out = self._archive.assessments.left_out(
            wanted,
            rules=KEPT_RULES,
            now=self._now,
            before=before,
            until=shown[-1] if has_more else None,
            horizon=horizon,
            is_walk=is_walk,
        )
        return StreamPage(
            entries=tuple(self._entries(shown, wanted)),
            has_more=has_more,
            is_partial=is_partial,
            looked_through=(horizon.article_id, horizon.number) if horizon and is_cut else None,
            left_out=left_out,
            label_rules=RULES,
        )

    def _is_walk(self, wanted: ChangeFilter) -> bool:
        """Whether wanted changes are met on the way back from the newest: there may be few on a long way.

        What one article or a small source has is found by itself.
        """
        if wanted.article is not None:
            return False
        return self._archive.assessments.is_large(wanted.source) if wanted.source else wanted.is_selective

    def _horizon(self, wanted: ChangeFilter, before: RecordedChange | None) -> Horizon | None:
        """How far back is looked for this page."""
        if self._patience is None:
            return None
        return self._archive.assessments.horizon(self._patience, until=wanted.until, before=before)

    def change(self, article_id: int, number: int) -> RecordedChange:
        """The change that led to a version. Raises: NotFound."""
        self._archive.articles.by_id(article_id)  # an unknown article is told before its version is
        version = self._archive.history.version(article_id, number)
        found = self._archive.assessments.change(version.id, rules=KEPT_RULES, now=self._now)
        if found is None:
            raise NotFound(f"no change led to version {number} of article {article_id}; name one that `changes` lists")
        return found

    def opinions(self, article_id: int, numbers: range) -> dict[int, Opinion]:
        """What the changes to these versions are, by the ids of the versions; worked out where need be."""
        self._known(ChangeFilter(article=article_id), limit=1, before=None)  # assesses all of the article, or nothing
        return self._archive.assessments.of_article(article_id, rules=KEPT_RULES, numbers=numbers)

    def _known(
        self,
        wanted: ChangeFilter,
        limit: int,
        before: RecordedChange | None,
        horizon: Horizon | None = None,
        *,
        is_walk: bool = False,
    ) -> tuple[list[RecordedChange], bool]:
        """The newest wanted changes, all of them assessed; whether there would be more if more might be assessed."""
        reach = limit
        while True:
            found = self._archive.assessments.newest(
                wanted, limit=reach, rules=KEPT_RULES, now=self._now, before=before, horizon=horizon, is_walk=is_walk
            )
            if all(change.opinion for change in found[:limit]):
                return found[:limit], False
            if self._left == 0:
                return list(takewhile(lambda change: change.opinion, found[:limit])), True
            pending = dict.fromkeys(change.article_id for change in found if change.opinion is None)
            self._assess_all(list(pending)[: self._left])
            # a rare label may lie far back: more at once from now on
            reach = max(limit, min(2 * reach, _MOST))

    def _assess_all(self, article_ids: Sequence[int]) -> None:
        self._on_plan(len(article_ids))
        for article_id in article_ids:
            self._assess(article_id)
            self._on_assessed(article_id)
        if self._left is not None:
            self._left -= len(article_ids)

    def _assess(self, article_id: int) -> None:
        """Work out, and keep, what each change of an article is; what stands is left as it is."""
        article = self._archive.articles.by_id(article_id)
        versions = {version.number: version for version in self._archive.history.versions(article_id)}
        swings = self._swings(article)
        known = self._archive.assessments.of_article(article_id, rules=KEPT_RULES)
        opinions = [
            self._opinion(article, versions.get(number - 1), version, swings)
            for number, version in versions.items()
            if number > 1 and not _stands(known.get(version.id), number, swings)
        ]
        self._archive.assessments.save(
            article_id, opinions, of_versions=article.versions, rules=KEPT_RULES, now=self._now
        )

    def _swings(self, article: TrackedArticle) -> tuple[Alternation, ...]:
        """What goes back and forth in an article; nothing where some version cannot be read."""
        try:
            return self._views.alternations(article)
        except _UNREAD:
            return ()

    def _opinion(
        self, article: TrackedArticle, old: Version | None, new: Version, swings: Sequence[Alternation]
    ) -> Opinion:
        try:
            if old is None:
                raise NotFound(_missing(new.number - 1))
            before, after = self._reader.pair(old, new, article.source, self._now)
        except _UNREAD as error:
            return Opinion(version_id=new.id, unread=str(error))
        change = diff_articles(before, after)
        turns = turns_in(change, before, after, new.number, swings)
        names = {turn.name for turn in turns}
        assessment = assess(change, before, after, returns_to=new.returns_to, alternating=names, stood_at=new.after)
        return Opinion(version_id=new.id, assessment=assessment, swing=swing_of(change, before, after, turns))

    def _entries(self, changes: Sequence[RecordedChange], wanted: ChangeFilter) -> Iterator[StreamEntry]:
        """The changes with the words that differ, which are not kept; what many of them need is read at once."""
        history = self._archive.history
        for start in range(0, len(changes), _BATCH):
            batch = changes[start : start + _BATCH]
            swings = [self._archive.assessments.swing(one, wanted, rules=KEPT_RULES, now=self._now) for one in batch]
            pairs = history.changes({change.version_id for some in (batch, *swings) for change in some})
            own = [pairs[change.version_id] for change in batch if change.version_id in pairs]
            texts = history.extractions_of({version.id for pair in own for version in pair})
            for change, swing in zip(batch, swings, strict=True):
                yield self._entry(change, swing, pairs, texts)

    def _entry(
        self,
        change: RecordedChange,
        swing: Sequence[RecordedChange],
        pairs: Mapping[int, tuple[Version, Version]],
        texts: Mapping[int, Sequence[Article]],
    ) -> StreamEntry:
        opinion = change.opinion
        assert opinion is not None  # all of a page are known  # noqa: S101
        number, pair = change.number, pairs.get(change.version_id)
        entry = StreamEntry(
            change=change,
            assessment=opinion.assessment,
            old_version=VersionHeader(label=f"version {number - 1}", number=number - 1),
            new_version=self._header(change, pairs),
            swing=tuple(self._header(turn, pairs) for turn in swing) if len(swing) > 1 else (),
            unread=opinion.unread,
        )
        if opinion.unread:
            return entry
        if pair is None:
            return entry.with_reason(_missing(number - 1))
        try:
            before, after = self._reader.pair(*pair, change.source, self._now, texts)
        except _UNREAD as error:
            return entry.with_reason(str(error))
        differing = diff_articles(before, after)
        labels = opinion.assessment.labels if opinion.assessment else ()
        telling = most_telling(differing, before, after, labels)
        return entry.with_texts(header(pair[0]), before, after, differing, telling)

    def _header(self, change: RecordedChange, pairs: Mapping[int, tuple[Version, Version]]) -> VersionHeader:
        """Of the version to which a change led; where the one before it is missing, it is read by itself."""
        pair = pairs.get(change.version_id)
        return header(pair[1] if pair else self._archive.history.version(change.article_id, change.number))


def _missing(number: int) -> str:
    return f"version {number} is missing; run `newsdiff doctor`"


def _stands(opinion: Opinion | None, number: int, swings: Sequence[Alternation]) -> bool:
    """Whether a newer version of the article can change nothing about it: it takes no part in a back and forth."""
    is_known = opinion is not None and opinion.assessment is not None
    return is_known and all(number not in swing.versions[1:] for swing in swings)
