"""One article, from address to change: look, read, decide, record. The pipeline of the architecture, in its order.

`Checker.look` is the part that waits for the network; `Checker.digest` reads, decides and records, and runs in the one
thread that writes. A failure is a value: only a broken archive or a programming error raises.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from newsdiff.config import Config
from newsdiff.errors import BlockedByRobots, Conflict, ExtractError, FetchError, NeedsCookies
from newsdiff.interfaces import Extractor, Fetcher
from newsdiff.model.address import address_key, is_front_page
from newsdiff.model.article import Article
from newsdiff.model.knowledge import Tick
from newsdiff.model.observation import SHOWING, Observation, Origin, Outcome
from newsdiff.model.page import Deferred, Fetched, HostState, NotModified
from newsdiff.model.recording import Recording, Standing
from newsdiff.model.source import Alias, AliasKind, TrackedArticle
from newsdiff.storage.archive import Archive
from newsdiff.tracking import addresses, schedule
from newsdiff.tracking.content import content_hash, metadata_of
from newsdiff.tracking.decide import (
    MISSING_STATUSES,
    REFUSING_STATUSES,
    Seen,
    Verdict,
    decide,
    decide_missing,
    decide_not_modified,
    learnable,
)
from newsdiff.tracking.reading import Reader

#: what a look brings back; an error is one of the answers
Answer = Fetched | NotModified | FetchError


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What came of one look."""

    article: TrackedArticle
    observation: Observation
    #: True when a person should hear of it
    is_news: bool = False
    #: number of the version that the look made, None when it made none
    new_version: int | None = None
    #: something about the article's addresses that a person should know
    warning: str = ""


class Checker:
    """Checks articles of one archive."""

    def __init__(
        self,
        *,
        archive: Archive,
        fetcher: Fetcher,
        extractor: Callable[[], Extractor],
        config: Config,
        now: Callable[[], datetime],
        jitter: Callable[[], float],
    ) -> None:
        self._archive = archive
        self._fetcher = fetcher
        self._config = config
        self._now = now
        self._jitter = jitter
        self._unsaved_hosts: dict[str, HostState] = {}
        self.reader = Reader(archive=archive, extractor=extractor, config=config)

    async def look(self, standing: Standing, *, patient: bool = True) -> Answer | Deferred:
        """Go and see. Conditional where the newest version left validators.

        A 304 from another address than the one that gave the validators says nothing about this article: then the
        look is made again without conditions.
        """
        url = standing.article.url
        try:
            answer = await self._fetcher.fetch(url, validators=standing.validators, patient=patient)
            if isinstance(answer, NotModified) and answer.final_url != standing.validated_url:
                answer = await self._fetcher.fetch(url, patient=patient)
        except FetchError as error:
            return error
        return answer

    def standing(self, article_id: int) -> Standing:
        """What the look must know."""
        return self._archive.history.standing(article_id)

    def digest(self, standing: Standing, answer: Answer, *, origin: Origin = Origin.FETCHED) -> CheckResult:
        """Read, decide, record: one transaction. Decided anew when another program recorded a version in between."""
        try:
            return self._digest(standing, answer, origin)
        except Conflict:
            return self._digest(self.standing(standing.article.id), answer, origin)

    def _digest(self, standing: Standing, answer: Answer, origin: Origin) -> CheckResult:
        if isinstance(answer, FetchError):
            return self._record(standing, self._observed(standing, self._now()), _failed(answer))
        if isinstance(answer, NotModified):
            return self._record(standing, self._observed(standing, answer.at, answer), decide_not_modified(standing))
        seen = replace(self._observed(standing, answer.at, answer), origin=origin)
        verdict = _refused(standing, answer.status)
        if verdict is not None:
            return self._record(standing, seen, verdict, answer)
        other = addresses.duplicate(self._archive, standing, answer.final_url)
        if other is not None:
            return self._merge(standing, seen, answer, other.id)
        return self._digest_page(standing, seen, answer)

    def _digest_page(self, standing: Standing, seen: Observation, page: Fetched) -> CheckResult:
        seen = replace(seen, charset=self.reader.charset(page.body, page.header("content-type")))
        try:
            shown = self._shown(standing, seen, page)
        except ExtractError as error:
            verdict = Verdict(outcome=Outcome.FAILED, reason=error.kind, detail=str(error))
            return self._record(standing, seen, verdict, page)
        article = shown.article
        verdict = decide(standing, shown)
        if verdict.outcome not in SHOWING:
            return self._record(standing, replace(seen, content_hash=content_hash(article)), verdict, page)
        metadata = metadata_of(article)
        seen = replace(
            seen,
            content_hash=content_hash(article),
            metadata=metadata if metadata != standing.metadata else None,
        )
        learned = addresses.learn(self._archive, standing, article, page.final_url, page.redirects)
        if learned.merged_into is not None:
            return self._merge(standing, seen, page, learned.merged_into)
        return self._record(standing, seen, verdict, page, learned, ticks=learnable(shown, verdict))

    def _shown(self, standing: Standing, seen: Observation, page: Fetched) -> Seen:
        """Read the page, and what it is compared to. Raises: ExtractError."""
        source, content_type = standing.article.source, page.header("content-type")
        previous = self.reader.version(standing.latest, source, seen.at) if standing.latest else None
        hint = previous.next_hint if previous is not None else None
        article = self.reader.fresh(
            page.body, page.final_url, standing, content_type=content_type, charset=seen.charset, hint=hint
        )
        is_same = previous is not None and self.reader.is_same(article, previous, standing, seen, page.body)
        is_elsewhere = address_key(page.final_url) not in standing.keys
        found = () if previous is None or is_same or is_elsewhere else self._ticks(standing, seen, article, previous)
        return Seen(
            article=article,
            observation=seen,
            previous=previous,
            is_same=is_same,
            earlier=() if is_same else self.reader.earlier(standing, seen.at),
            doubts=self.reader.doubts(standing, previous),
            breaks_off=not is_same and self.reader.breaks_off(page.body, standing.latest),
            is_elsewhere=is_elsewhere,
            is_front_page=is_elsewhere and is_front_page(page.final_url),
            new_template=self._new_template(standing, article),
            ticks=found,
            ticked=tuple(self._archive.knowledge.ticks(article_id=standing.article.id)) if found else (),
        )

    def _ticks(self, standing: Standing, seen: Observation, article: Article, previous: Article) -> tuple[Tick, ...]:
        if standing.latest is None or seen.origin is not Origin.FETCHED:  # a person vouches for what was saved
            return ()
        return self.reader.ticks(article, previous, standing.latest, standing.article.source)

    def _new_template(self, standing: Standing, article: Article) -> str:
        """What to tell of a template that changed, once for each version and template; "" when there is nothing."""
        if not article.has_new_template or article.hint is None:
            return ""
        detail = f"the site's template changed: the body stands in {article.container}, not in {article.hint.container}"
        is_told = self._archive.history.was_told(standing.article.id, standing.article.versions, detail)
        return "" if is_told else detail

    def _observed(self, standing: Standing, at: datetime, answer: Fetched | NotModified | None = None) -> Observation:
        """The facts of a look, before anything is decided."""
        plain = Observation(article_id=standing.article.id, at=at, outcome=Outcome.FAILED, url=standing.article.url)
        if answer is None:
            return plain
        found = replace(plain, final_url=answer.final_url, headers=answer.headers, elapsed_s=answer.elapsed_s)
        if isinstance(answer, NotModified):
            return replace(found, status=304)
        digest = hashlib.sha256(answer.body).hexdigest()
        return replace(found, status=answer.status, validators=answer.validators, payload_sha256=digest)

    def _merge(self, standing: Standing, seen: Observation, page: Fetched, into: int) -> CheckResult:
        """A first look showed an article that is known under another address."""
        detail = f"it is article {into} under another address"
        verdict = Verdict(outcome=Outcome.UNCHANGED, reason="merged", detail=detail)
        own = Alias(url=standing.article.url, key=address_key(standing.article.url), kind=AliasKind.TRACKED)
        passed = addresses.redirect_aliases(page.final_url, page.redirects, standing)
        learned = addresses.Addresses(aliases=(own, *passed), merged_into=into)
        return self._record(standing, seen, verdict, page, learned)

    def _record(
        self,
        standing: Standing,
        seen: Observation,
        verdict: Verdict,
        page: Fetched | None = None,
        learned: addresses.Addresses | None = None,
        ticks: tuple[Tick, ...] = (),
    ) -> CheckResult:
        learned = learned or addresses.Addresses()
        shows = verdict.outcome in SHOWING and verdict.version is None and standing.latest is not None
        seen = replace(
            seen,
            outcome=verdict.outcome,
            reason=verdict.reason,
            detail=verdict.detail,
            version=standing.latest.number if shows and standing.latest else None,
        )
        plan = self._plan(standing, seen, verdict, is_merged=learned.merged_into is not None)
        # kept until they are stored: a look that is decided anew must not lose them
        self._unsaved_hosts |= {state.host: state for state in self._fetcher.changed_hosts()}
        stored = self._archive.history.record(
            Recording(
                observation=seen,
                expected_versions=standing.article.versions,
                payload=page.body if page else None,
                keeps_payload=verdict.outcome is not Outcome.UNCHANGED,
                version=verdict.version,
                next_check_at=plan.at,
                period_s=plan.period_s,
                gone_at=_gone_at(standing, seen),
                aliases=learned.aliases,
                hosts=tuple(self._unsaved_hosts.values()),
                merged_into=learned.merged_into,
                ticks=ticks,
            )
        )
        self._unsaved_hosts.clear()
        warning = self._drop(learned.dropped, seen.at) if learned.dropped else ""
        return CheckResult(
            article=standing.article,
            observation=stored,
            is_news=verdict.is_news,
            new_version=stored.version if verdict.version else None,
            warning=warning,
        )

    def _drop(self, claim: Alias, now: datetime) -> str:
        self._archive.articles.drop_alias(claim, now)
        return f"two stories with different headlines claim {claim.url} as theirs: rel=canonical is not believed there"

    def _plan(self, standing: Standing, seen: Observation, verdict: Verdict, *, is_merged: bool) -> schedule.Plan:
        article = standing.article
        if is_merged:
            return schedule.Plan(at=None, period_s=None)
        if verdict.is_doubtful:
            is_first = not any(o.outcome is Outcome.SUSPECT for o in standing.since)
            return schedule.doubtful_look(seen.at, is_first_doubt=is_first, period_s=article.period_s)
        return schedule.next_look(
            self._config.policy(article.source),
            now=seen.at,
            changed_at=article.last_changed_at or article.first_seen_at or article.added_at,
            period_s=article.period_s,
            has_changed=verdict.version is not None,
            jitter=self._jitter(),
        )


def _gone_at(standing: Standing, seen: Observation) -> datetime | None:
    if seen.outcome in SHOWING and seen.origin is Origin.FETCHED:
        return None
    return standing.article.gone_at or (seen.at if seen.outcome is Outcome.GONE else None)


def _failed(error: FetchError) -> Verdict:
    if isinstance(error, BlockedByRobots | NeedsCookies):
        return Verdict(outcome=Outcome.BLOCKED, reason=error.kind, detail=str(error))
    return Verdict(outcome=Outcome.FAILED, reason=error.kind, detail=str(error))


def _refused(standing: Standing, status: int) -> Verdict | None:
    """What an HTTP status alone says; None when the page must be read."""
    if status in MISSING_STATUSES:
        return decide_missing(standing, status)
    if status in REFUSING_STATUSES:
        return Verdict(
            outcome=Outcome.BLOCKED, reason=str(status), detail=f"the site refuses automatic readers ({status})"
        )
    if not 200 <= status < 300:
        return Verdict(outcome=Outcome.FAILED, reason=str(status), detail=f"HTTP {status}")
    return None
