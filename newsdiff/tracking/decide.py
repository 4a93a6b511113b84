"""What a look means. Pure: everything known goes in, a `Verdict` comes out.

The rules, in the order in which they are tried:

* a recognised wall is *blocked*, however often it is seen;
* 404 and 410 are a failure once and *gone* from the second time on; what returns is *back*;
* text that is cut where the page itself shows a paywall is *paywalled*;
* what differs in a box alone is *suspect*, news when the next look shows the same, and no change when it ticks;
* a page that lost more than half of its text, or a look that ended at another story or at a front page, is *suspect*,
  and believed when the next look shows the same;
* everything else that differs is a new version.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from newsdiff.model.article import Article, ExtractionOutcome, PaywallMark
from newsdiff.model.knowledge import Tick
from newsdiff.model.observation import TEMPLATE, TICKING, Observation, Origin, Outcome
from newsdiff.model.recording import Standing
from newsdiff.model.version import NewVersion
from newsdiff.tracking.content import body_length, content_hash, is_beginning, is_same_story
from newsdiff.tracking.ticking import MINUTES_APART, are_known

#: reasons of suspicion
SHRUNK, MOVED = "shrunk", "moved"
MISSING_STATUSES = frozenset({404, 410})
#: statuses by which a site refuses readers like us
REFUSING_STATUSES = frozenset({401, 402, 403, 407, 429, 451})
#: a page that is only marked as paid must have lost this part of its text to count as cut by its wall: short of it an
#: editor's cut at the end would never be told
CUT_BY_MARK = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a look meant."""

    outcome: Outcome
    reason: str = ""
    detail: str = ""
    version: NewVersion | None = None
    #: True when a person should hear of it: a version, gone for the first time, back
    is_news: bool = False
    #: True when the next look should come soon, to make sure
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the page showed, with all that it is compared to."""

    article: Article
    observation: Observation
    #: the newest version, read by the same make as `article`; None for a first look
    previous: Article | None = None
    #: the text is that of the newest version (also when decoded by the other's charset)
    is_same: bool = False
    #: content hashes of the versions before the newest, by number, read by the same make
    earlier: Sequence[tuple[int, str]] = ()
    #: the pages of the suspect looks since the newest version was last seen, newest first, read by the same make
    doubts: Sequence[tuple[Observation, Article]] = ()
    #: the look ended at an address not known as this article's
    is_elsewhere: bool = False
    #: the bytes end before the page does, as the newest version's did not
    breaks_off: bool = False
    #: the look ended at a front page
    is_front_page: bool = False
    #: one sentence about a template that changed and was not told yet; "" otherwise
    new_template: str = ""
    #: boxes in which alone the text differs from the newest version, and those seen to tick in this article before
    ticks: Sequence[Tick] = ()
    ticked: Sequence[Tick] = ()


def decide_missing(standing: Standing, status: int) -> Verdict:
    """404 or 410: gone at the second time in a row (other failures between do not count)."""
    told = standing.article.gone_at is not None
    seen_before = any(o.outcome is Outcome.GONE or o.reason in {"404", "410"} for o in standing.since)
    if told or seen_before:
        return Verdict(outcome=Outcome.GONE, reason=str(status), detail=f"HTTP {status}", is_news=not told)
    detail = f"HTTP {status}; one more look will tell whether it is gone"
    return Verdict(outcome=Outcome.FAILED, reason=str(status), detail=detail, is_doubtful=True)


def decide_not_modified(standing: Standing) -> Verdict:
    """304: what we have still stands."""
    if standing.article.gone_at is not None:
        return Verdict(outcome=Outcome.BACK, is_news=True)
    return Verdict(outcome=Outcome.NOT_MODIFIED)


def decide(standing: Standing, seen: Seen) -> Verdict:
    """What a page that came with status 200 means."""
    article = seen.article
    if article.outcome is ExtractionOutcome.BLOCKED:
        wall = article.wall.value if article.wall else "wall"
        return Verdict(
            outcome=Outcome.BLOCKED, reason=wall, detail=f"the site shows a wall ({wall}) instead of the article"
        )
    if seen.is_front_page:
        return _decide_front_page(standing)
    if article.outcome is ExtractionOutcome.NO_ARTICLE:
        return _decide_no_article(seen)
    if seen.previous is None:
        return Verdict(outcome=Outcome.FIRST, version=_version(standing, seen), is_news=True)
    if seen.is_same:
        return _back(standing) if _has_returned(standing, seen) else _unchanged(seen)
    return _decide_ticks(standing, seen) or _decide_difference(standing, seen, seen.previous)


def _decide_ticks(standing: Standing, seen: Seen) -> Verdict | None:
    """What changes by itself in a box is no change of the text; None where it may have been edited.

    When such a box is first seen to differ, it is doubted. The next look shows the same again, and it is news, or it
    shows something else yet, and it ticks.
    """
    if not seen.ticks or seen.observation.origin is Origin.BY_HAND or _has_returned(standing, seen):
        return None
    if are_known(seen.ticks, seen.ticked):
        return _ticking(seen)
    doubt, article = next(iter(seen.doubts), (None, None))
    if doubt is None or article is None or doubt.reason != TICKING:
        boxes = " and ".join(tick.box for tick in seen.ticks)
        detail = f"nothing differs but {boxes}; one more look will tell whether that changes by itself"
        return Verdict(outcome=Outcome.SUSPECT, reason=TICKING, detail=detail, is_doubtful=True)
    changed_again = content_hash(article) != content_hash(seen.article)
    return _ticking(seen) if changed_again and seen.observation.at - doubt.at <= MINUTES_APART else None


def learnable(seen: Seen, verdict: Verdict) -> tuple[Tick, ...]:
    """The ticks that teach something: those that were believed."""
    return tuple(seen.ticks) if (verdict.outcome, verdict.reason) == (Outcome.UNCHANGED, TICKING) else ()


def _ticking(seen: Seen) -> Verdict:
    """Told where a box ticks for the first time in this article: a person may want to know."""
    known = {tick.box for tick in seen.ticked}
    fresh = [tick.box for tick in seen.ticks if tick.box not in known]
    detail = f"nothing differs but what changes by itself, in {' and '.join(fresh)}" if fresh else ""
    return Verdict(outcome=Outcome.UNCHANGED, reason=TICKING, detail=detail)


def _unchanged(seen: Seen) -> Verdict:
    reason = TEMPLATE if seen.new_template else ""
    return Verdict(outcome=Outcome.UNCHANGED, reason=reason, detail=seen.new_template)


def _has_returned(standing: Standing, seen: Seen) -> bool:
    """The page was gone, and the site shows it again; a copy saved by hand says nothing of the site."""
    return standing.article.gone_at is not None and seen.observation.origin is Origin.FETCHED


def _back(standing: Standing, version: NewVersion | None = None) -> Verdict:
    since = standing.article.gone_at
    detail = f"it was gone since {since:%Y-%m-%d %H:%M} UTC" if since else ""
    return Verdict(
        outcome=Outcome.BACK, reason="changed" if version else "", detail=detail, version=version, is_news=True
    )


def _decide_front_page(standing: Standing) -> Verdict:
    told = standing.article.gone_at is not None
    before = any(o.outcome is Outcome.SUSPECT and o.reason == MOVED for o in standing.since)
    if told or before:
        return Verdict(outcome=Outcome.GONE, reason=MOVED, detail="it leads to a front page", is_news=not told)
    return Verdict(outcome=Outcome.SUSPECT, reason=MOVED, detail="it leads to a front page", is_doubtful=True)


def _decide_no_article(seen: Seen) -> Verdict:
    if seen.is_elsewhere and seen.previous is not None and not seen.doubts:
        where = seen.observation.final_url
        return Verdict(outcome=Outcome.SUSPECT, reason=MOVED, detail=f"it leads to {where}", is_doubtful=True)
    why = seen.article.warnings[0] if seen.article.warnings else "no article text was found on the page"
    where = f"; it leads to {seen.observation.final_url}" if seen.is_elsewhere else ""
    return Verdict(outcome=Outcome.NO_ARTICLE, detail=f"{why}{where}")


def _decide_difference(standing: Standing, seen: Seen, previous: Article) -> Verdict:
    if seen.observation.origin is Origin.BY_HAND:  # a person vouches for it
        return _changed(standing, seen)
    if is_cut_by_wall(seen.article, previous):
        is_asked = seen.article.paywall is PaywallMark.ELEMENT
        why = "the page asks to pay for the rest" if is_asked else "the page is marked as paid"
        return Verdict(outcome=Outcome.PAYWALLED, detail=f"only the beginning is shown; {why}")
    suspicion, detail = _suspicion(seen, previous)
    if suspicion and not _is_confirmed(seen, suspicion):
        return Verdict(outcome=Outcome.SUSPECT, reason=suspicion, detail=detail, is_doubtful=True)
    return _changed(standing, seen, detail)


def _changed(standing: Standing, seen: Seen, detail: str = "") -> Verdict:
    version = _version(standing, seen)
    if _has_returned(standing, seen):
        return _back(standing, version)
    if seen.new_template:
        detail = "; ".join(filter(None, (detail, seen.new_template)))
    reason = TEMPLATE if seen.new_template else ""
    return Verdict(outcome=Outcome.CHANGED, reason=reason, detail=detail, version=version, is_news=True)


def is_cut_by_wall(article: Article, previous: Article) -> bool:
    """Whether the page shows only a beginning of what it said before, and itself asks to pay for the rest."""
    if article.paywall is None or not is_beginning(article, previous):
        return False
    lost = 1 - body_length(article) / max(1, body_length(previous))
    return article.paywall is PaywallMark.ELEMENT or lost >= CUT_BY_MARK


def _suspicion(seen: Seen, previous: Article) -> tuple[str, str]:
    if seen.is_elsewhere and not is_same_story(previous, seen.article):
        return MOVED, f"it leads to another story: {seen.observation.final_url}"
    if seen.breaks_off and is_beginning(seen.article, previous):
        return SHRUNK, "the page breaks off before its end"
    before, after = body_length(previous), body_length(seen.article)
    if after * 2 < before:
        return SHRUNK, f"{before} characters became {after}"
    return "", ""


def _is_confirmed(seen: Seen, suspicion: str) -> bool:
    """The suspect look before this one showed the same again: the same text, nearly all of it."""
    if not seen.doubts:
        return False
    doubt, article = seen.doubts[0]
    if suspicion == MOVED and doubt.final_url != seen.observation.final_url:
        return False
    if seen.breaks_off:  # cut at another place each time: that is the line, not the editor
        return content_hash(article) == content_hash(seen.article)
    return shows_same(article, seen.article)


def shows_same(article: Article, other: Article) -> bool:
    """Whether two looks showed one text, small changes aside: four fifths of the longer one, word for word."""
    if content_hash(article) == content_hash(other):
        return True
    texts = set(article.texts)
    shared = sum(len(text) for text in other.texts if text in texts)
    return shared >= 0.8 * max(body_length(article), body_length(other), 1)


def _version(standing: Standing, seen: Seen) -> NewVersion:
    digest = content_hash(seen.article)
    by = seen.observation.at
    for doubt, article in seen.doubts:  # a believed suspect was first seen when it was first suspected
        if content_hash(article) != digest:
            break
        by = doubt.at
    earlier = [number for number, known in seen.earlier if known == digest]
    return NewVersion(
        article=seen.article,
        content_hash=digest,
        after=standing.last_shown_at,
        by=by,
        returns_to=earlier[-1] if earlier else None,
    )
