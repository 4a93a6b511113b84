"""What a reader asks of the stream, as it stands in the address: source, label, weight, since, until, before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from newsdiff.model.change import LabelName
from newsdiff.model.stream import ChangeFilter
from newsdiff.render.clean import clean
from newsdiff.render.labels import label_title
from newsdiff.web.page import BadRequest

_CURSOR = re.compile(r"(\d{1,18}):(\d{1,18})", re.ASCII)
_VERSION = re.compile(r"\d{1,9}", re.ASCII)
_NUMBER = re.compile(r"\d{1,3}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LABELS = {name.value.replace(" ", "-"): name for name in LabelName}
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The parameters, read."""

    wanted: ChangeFilter
    #: days as they were given
    since: str = ""
    until: str = ""
    #: article and version of the change before which the page begins
    before: tuple[int, int] | None = None

    def query(self, before: str | None = None) -> list[tuple[str, str]]:
        """The parameters for an address; `before` in place of the present one."""
        wanted = self.wanted
        pairs = [("source", wanted.source or "")]
        pairs += [("label", name.value.replace(" ", "-")) for name in LabelName if name in wanted.labels]
        pairs += [("weight", str(wanted.min_weight or "")), ("since", self.since), ("until", self.until)]
        return [pair for pair in [*pairs, ("before", before or "")] if pair[1]]


def read_asked(parameters: Mapping[str, Sequence[str]]) -> Asked:
    """The parameters of an address; empty ones, as a form sends them, count as absent. Raises: BadRequest."""
    one = {name: next((text for text in texts if text), "") for name, texts in parameters.items()}
    since, until = one.get("since", ""), one.get("until", "")
    wanted = ChangeFilter(
        since=day(since),
        until=day(until, is_end=True),
        source=one.get("source") or None,
        labels=frozenset(_label(text) for text in parameters.get("label", ()) if text),
        min_weight=_weight(one.get("weight", "")),
        is_public=True,
    )
    if wanted.since and wanted.until and wanted.since >= wanted.until:
        raise BadRequest(f"Nothing lies between {since} and {until}.")
    return Asked(wanted=wanted, since=since, until=until, before=cursor(one.get("before", "")))


def narrowed(asked: Asked) -> str:
    """Which changes are asked for, in words: "all changes", "changes labelled “number” in articles from Example"."""
    wanted = asked.wanted
    labels = [f"“{label_title(name)}”" for name in LabelName if name in wanted.labels]
    told = [
        f"labelled {' or '.join(labels)}" if labels else "",
        f"of weight {wanted.min_weight} or more" if wanted.min_weight else "",
        f"in articles from {wanted.source}" if wanted.source else "",
        f"since {asked.since}" if asked.since else "",
        f"until {asked.until}" if asked.until else "",
    ]
    return clean(" ".join(["changes", *filter(None, told)])) if any(told) else "all changes"


def _label(text: str) -> LabelName:
    name = text.strip().lower().replace(" ", "-").replace("_", "-")
    if name not in _LABELS:
        raise BadRequest(f"“{text}” is no label. There are: {', '.join(_LABELS)}.")
    return _LABELS[name]


def _weight(text: str) -> int | None:
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or int(text) > _MOST:
        raise BadRequest(f"“{text}” is no weight: give a number from 0 to 100.")
    return int(text)


def day(text: str, *, is_end: bool = False) -> datetime | None:
    """The beginning, or the end, of a day in UTC; None for "". Raises: BadRequest."""
    if not text:
        return None
    wrong = BadRequest(f"“{text}” is no day: write it as 2026-11-22.")
    if not _DAY.fullmatch(text):  # weeks, as 2026-W48-7, which no form could show again
        raise wrong
    try:
        return datetime.combine(date.fromisoformat(text) + timedelta(days=is_end), time(), UTC)
    except (ValueError, OverflowError) as error:
        raise wrong from error


def version_number(text: str) -> int | None:
    """The version before which a page of a history begins, not the first; None for "". Raises: BadRequest."""
    if not text:
        return None
    if not _VERSION.fullmatch(text) or int(text) < 2:
        raise BadRequest(f"“{text}” is no number of a version before which there are others.")
    return int(text)


def cursor(text: str) -> tuple[int, int] | None:
    """Article and version, as "12:3"; None for "". Raises: BadRequest."""
    if not text:
        return None
    found = _CURSOR.fullmatch(text)
    if not found:
        raise BadRequest("This address of an older page is damaged. Begin again at the newest.")
    return int(found[1]), int(found[2])
