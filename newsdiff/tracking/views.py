"""From the archive to what renderings show: comparisons, logs, lists. Writes missing opinions and extractions alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from newsdiff import __version__
from newsdiff.diff.alternating import LEAST_TURNS, alternations
from newsdiff.diff.articles import diff_articles
from newsdiff.diff.lineage import life, lineages
from newsdiff.diff.sentences import by_sentence, sentences
from newsdiff.errors import NotFound
from newsdiff.interfaces import Extractor
from newsdiff.model.address import readable
from newsdiff.model.article import Article, PaywallMark, Selectors
from newsdiff.model.change import Alternation, Assessment, Change, LabelName
from newsdiff.model.recording import Standing
from newsdiff.model.source import TrackedArticle
from newsdiff.model.version import Version
from newsdiff.render.lineage import BlameView, LifeView, Unit
from newsdiff.render.phrases import count, instant, summary
from newsdiff.render.rows import VersionRow
from newsdiff.render.view import DiffView, VersionHeader
from newsdiff.storage.archive import Archive
from newsdiff.tracking.by_hand import content_type_of
from newsdiff.tracking.reading import Reader

DAY_S = 86_400.0
_OF_THE_WHOLE = frozenset({LabelName.RETURNED, LabelName.ALTERNATING, LabelName.QUIET})


def policy_sentence(article: TrackedArticle, now: datetime, told: Callable[[datetime], str] = instant) -> str:
    """When the next look is, or why there is none: one sentence without its full stop. `told`: a time in words."""
    if not article.is_tracked:
        return "It is no longer tracked and won't be looked at again"
    if article.next_check_at is None:
        since = article.last_changed_at or article.first_seen_at or article.added_at
        days = int((now - since).total_seconds() // DAY_S)
        return f"It last changed over {days} days ago and won't be looked at again"
    prefix = "It is gone from its site; the next look" if article.gone_at else "The next look"
    when = "has been due since" if article.next_check_at <= now else "is at"
    return f"{prefix} {when} {told(article.next_check_at)}"


def header(version: Version) -> VersionHeader:
    """One side of a comparison."""
    return VersionHeader(
        label=f"version {version.number}",
        number=version.number,
        after=version.after,
        by=version.by,
        origin=version.origin,
        returns_to=version.returns_to,
    )


class Views:
    """What can be shown of one archive."""

    def __init__(self, *, archive: Archive, reader: Reader, now: datetime) -> None:
        self._archive = archive
        self._reader = reader
        self._now = now

    def texts(self, article: TrackedArticle, numbers: range | None = None) -> list[tuple[Version, Article]]:
        """All versions, or those of these numbers, with what they say, oldest first.

        Read by one make where all versions of the article were, whichever are asked for.
        """
        history, known = self._archive.history, self._archive.history.makes(article.id)
        wanted = range(1, max(known, default=0) + 1) if numbers is None else numbers
        versions = history.versions(article.id, after=wanted.start - 1, limit=len(wanted))
        versions = [version for version in versions if version.number in wanted]
        newest = known[max(known)] if known else []
        shared = [make for make in newest if all(make in makes for makes in known.values())]
        if not shared:
            return [(version, self._reader.version(version, article.source, self._now)) for version in versions]
        read = history.extractions_by(shared[-1], article.id, wanted)
        return [(version, read[version.number]) for version in versions]

    def alternations(self, article: TrackedArticle) -> tuple[Alternation, ...]:
        """What goes back and forth in an article's history: worked out once, and kept until a version is added."""
        if article.versions <= LEAST_TURNS:
            return ()
        kept = self._archive.assessments.alternations(article.id, release=__version__)
        if kept is not None:
            return kept
        found = alternations([(version.by, text) for version, text in self.texts(article)])
        self._archive.assessments.save_alternations(
            article.id, found, of_versions=article.versions, release=__version__
        )
        return found

    def difference(self, article: TrackedArticle, old: int, new: int) -> DiffView:
        """Two versions compared, read by the same make. Raises: NotFound."""
        history = self._archive.history
        first, second = history.version(article.id, old), history.version(article.id, new)
        old_text, new_text = self._reader.pair(first, second, article.source, self._now)
        change, swings = diff_articles(old_text, new_text), self.alternations(article)
        return DiffView(
            old=old_text,
            new=new_text,
            change=change,
            assessment=_assessed(change, old_text, new_text, (first, second), swings),
            old_version=header(first),
            new_version=header(second),
            source=article.source,
            url=article.url,
            readable_url=readable(article.url),
            article_id=article.id,
            versions=article.versions,
            first_seen_at=article.first_seen_at,
            policy=policy_sentence(article, self._now),
            alternations=swings,
            notices=(
                *_same(change),
                *_single(article),
                *_walled(first, old_text),
                *_walled(second, new_text),
                *_moulted(first, old_text, second, new_text),
                *self._since(article),
            ),
        )

    def compared(self, article: TrackedArticle, first: Version, second: Version, known: Assessment) -> DiffView:
        """Two versions whose change is assessed already, without what the rest of the history tells."""
        old, new = self._reader.pair(first, second, article.source, self._now)
        return DiffView(
            old=old,
            new=new,
            change=diff_articles(old, new),
            assessment=known,
            old_version=header(first),
            new_version=header(second),
            source=article.source,
            url=article.url,
            readable_url=readable(article.url),
        )

    def _since(self, article: TrackedArticle) -> Iterator[str]:
        """What was seen after the newest version was last seen, if anything."""
        standing = self._archive.history.standing(article.id)
        if standing.since and standing.last_shown_at:
            at = _minute(standing.last_shown_at)
            yield f"The newest version was last seen at {at}; since then {seen_since(standing)}"

    def single(self, article: TrackedArticle) -> str:
        """For an article that cannot be compared yet: since when its version stands, and what was seen after it."""
        if article.first_seen_at is None:
            return f"article {article.id} has no version yet: {article.url}"
        standing = self._archive.history.standing(article.id)
        since = f"which stands since {_minute(article.first_seen_at)}"
        if standing.since and standing.last_shown_at:
            since = f"last seen at {_minute(standing.last_shown_at)}; since then {seen_since(standing)}"
        return f"article {article.id} has one version, {since}: {article.headline or article.url}"

    def headline(self, article_id: int) -> str | None:
        """The headline of an article's newest version."""
        return self._archive.articles.by_id(article_id).headline

    def change_words(self, article: TrackedArticle, number: int) -> tuple[str, ...]:
        """What a version changed against the one before, in words; empty for the first."""
        if number < 2:
            return ()
        history = self._archive.history
        first, second = history.version(article.id, number - 1), history.version(article.id, number)
        old, new = self._reader.pair(first, second, article.source, self._now)
        return summary(diff_articles(old, new))

    def versions(
        self, article: TrackedArticle, numbers: range | None = None
    ) -> tuple[list[VersionRow], tuple[Alternation, ...]]:
        """The versions, or those of these numbers, as a log shows them, and what alternates among all."""
        before = range(max(1, numbers.start - 1), numbers.stop) if numbers is not None else None
        texts = self.texts(article, before)
        swings = self.alternations(article)
        swinging = {number for swing in swings for number in swing.versions}
        rows = []
        for place, (version, text) in enumerate(texts):
            if numbers is not None and version.number < numbers.start:
                continue
            differing = diff_articles(texts[place - 1][1], text) if place else None
            rows.append(
                VersionRow(
                    version=version,
                    headline=text.headline,
                    changed=summary(differing) if differing else (),
                    differing=differing,
                    paragraphs=len(text.paragraphs),
                    alternating=version.number in swinging,
                    extractor=text.make.extractor,
                )
            )
        return rows, swings

    def blame(self, article: TrackedArticle, number: int | None, *, by_sentence: bool = False) -> BlameView:
        """Where the paragraphs or sentences of a version (None: the newest) come from. Raises: NotFound."""
        shown = self._version(article, number)
        texts = self.texts(article, range(1, shown.number + 1))
        bodies = [_units(text, by_sentence) for _, text in texts]
        found = lineages([[unit for _, unit in body] for body in bodies])[-1]
        return BlameView(
            article=article,
            versions=tuple(version for version, _ in texts),
            headline=texts[-1][1].headline,
            units=tuple(Unit(paragraph=k, text=t, lineage=u) for (k, t), u in zip(bodies[-1], found, strict=True)),
            by_sentence=by_sentence,
        )

    def life(self, article: TrackedArticle, number: int | None, paragraph: int) -> LifeView:
        """The life of one paragraph (from 1) of a version (None: the newest). Raises: NotFound."""
        shown = self._version(article, number)
        texts = self.texts(article)
        bodies = tuple(text.texts for _, text in texts)
        size = len(bodies[shown.number - 1])
        if not 0 < paragraph <= size:
            have = f"version {shown.number} of article {article.id} has {count(size, 'paragraph')}"
            raise NotFound(f"{have}, and no ¶{paragraph}; `newsdiff blame {article.id} {shown.number}` numbers them")
        return LifeView(
            article=article,
            versions=tuple(version for version, _ in texts),
            bodies=bodies,
            headline=texts[shown.number - 1][1].headline,
            version=shown.number,
            index=paragraph - 1,
            life=life(bodies, shown.number, paragraph - 1),
        )

    def _version(self, article: TrackedArticle, number: int | None) -> Version:
        """A version by its number, None: the newest. Raises: NotFound, naming those there are."""
        return self._archive.history.version(article.id, (article.versions or 1) if number is None else number)


def _units(article: Article, by_sentence: bool) -> list[tuple[int, str]]:
    """The paragraphs or sentences, each with the index of its paragraph."""
    cut = sentences if by_sentence else lambda text: [text]
    return [(k, unit) for k, text in enumerate(article.texts) for unit in cut(text)]


def seen_since(standing: Standing) -> str:
    """What the looks after the newest version showed, in words."""
    newest = standing.since[0]
    what = newest.outcome.value.replace("_", " ")
    detail = f" ({newest.detail})" if newest.detail else ""
    return f"{what}{detail} at {count(len(standing.since), 'look')}"


def _assessed(
    change: Change, old: Article, new: Article, versions: tuple[Version, Version], swings: Sequence[Alternation]
) -> Assessment:
    """What a change is. Returns, and what goes back and forth, are said of a version and the one just before it."""
    # the rules of labels are read from files: no command but those that show changes needs them
    from newsdiff.diff.labels import assess
    from newsdiff.tracking.telling import turns_in

    first, version = versions
    if version.number != first.number + 1:
        return assess(change, old, new, stood_at=first.by)
    names = {turn.name for turn in turns_in(change, old, new, version.number, swings)}
    return assess(change, old, new, returns_to=version.returns_to, alternating=names, stood_at=version.after)


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _walled(version: Version, article: Article) -> Iterator[str]:
    if article.paywall is PaywallMark.ELEMENT:
        yield f"The page of version {version.number} asks to pay: the text may be only a beginning"


def _same(change: Change) -> Iterator[str]:
    if not summary(change):
        yield "No difference"


def _moulted(old: Version, old_text: Article, new: Version, new_text: Article) -> Iterator[str]:
    containers = (old_text.container, new_text.container)
    if old_text.make == new_text.make and all(containers) and containers[0] != containers[1]:
        yield f"The site changed its template between versions {old.number} and {new.number}"


def _single(article: TrackedArticle) -> tuple[str, ...]:
    return ("This is the only version so far",) if article.versions == 1 else ()


def compare_files(old: tuple[str, bytes], new: tuple[str, bytes], extractor: Extractor) -> DiffView:
    """Two saved pages or texts compared, each (name, bytes). Raises: UnsupportedContentType."""

    def read(payload: bytes) -> Article:
        return extractor.extract(payload, "", content_type=content_type_of(payload), selectors=Selectors())

    from newsdiff.diff.labels import assess

    first, second = read(old[1]), read(new[1])
    change = diff_articles(first, second)
    return DiffView(
        old=first,
        new=second,
        change=change,
        assessment=assess(change, first, second),
        old_version=VersionHeader(label=old[0]),
        new_version=VersionHeader(label=new[0]),
        notices=tuple(_same(change)),
    )


def compared_by_sentence(view: DiffView) -> DiffView:
    """The same comparison, sentence by sentence instead of paragraph by paragraph; captions stay whole."""
    from newsdiff.diff.labels import assess

    old, new = by_sentence(view.old), by_sentence(view.new)
    change = diff_articles(old, new)
    notices = [*view.notices, "Compared sentence by sentence: ¶3 is the third sentence of the text"]
    if change.is_empty and not view.change.is_empty:
        notices.append("Only the breaks between paragraphs differ")
    return replace(
        view,
        old=old,
        new=new,
        change=change,
        assessment=_placed(view.assessment, assess(change, old, new)),
        notices=tuple(notices),
        by_sentence=True,
    )


def _placed(whole: Assessment, by_unit: Assessment) -> Assessment:
    """Labels where they stand among the sentences; what is said of the change as a whole stays what it was."""
    labels = [label for label in by_unit.labels if label.name not in _OF_THE_WHOLE]
    labels += [label for label in whole.labels if label.name in _OF_THE_WHOLE]
    return replace(whole, labels=tuple(labels))
