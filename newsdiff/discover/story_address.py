"""Does an address look like one story's? Judged by its shape alone: dates, slugs, numbers, telling words.

The shapes are those of news sites in general (`/2022/01/29/some-words-here`,
`/politik/name-der-sache-1.5648879`, `/news/uk-56964296`, `/article/abc123def`), not of particular ones.
"""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from newsdiff.model.address import is_front_page, is_tracking_parameter
from newsdiff.model.address_lists import DOUBTFUL_WORDS, LIST_WORDS, SERVICE_HOSTS, SERVICE_WORDS

_DATE = re.compile(r"/(?:19|20)\d\d[/_-]?(?:0[1-9]|1[0-2])(?:[/_-]?(?:[0-2]\d|3[01]))?(?=[/_-]|$)")
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp|cms|ece|amp|story|article|news)$", re.IGNORECASE)
_NOT_A_PAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|rss|atom|json|css|js|ics|docx?|xlsx?)$", re.I)
_NUMBER = re.compile(r"\d{5,}")
_MIXED_ID = re.compile(r"^(?=[^-]*\d)(?=[^-]*[a-z])[a-z0-9]{8,}$|[0-9a-f]{8}-[0-9a-f]{4}-", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ID_PARAMETERS = frozenset(
    {"id", "p", "story", "article", "articleid", "aid", "newsid", "docid", "storyid", "idx", "no"}
)
_REFUSED = -100
#: of a story in a directory that is a service on most sites: five words or a number must speak for it
_DOUBT = 2


def story_score(url: str) -> int:
    """How much an address looks like a story's: below 0 surely none, 0 nothing speaks for it, 2 or more likely."""
    parts = urlsplit(url)
    segments = [unquote(s) for s in parts.path.split("/") if s]
    parameters = [(n, v) for n, v in parse_qsl(parts.query) if not is_tracking_parameter(n, v)]
    dated = _DATE.search(parts.path) is not None
    if _NOT_A_PAGE.search(parts.path) or _is_refused(parts.hostname or "", segments, dated=dated):
        return _REFUSED
    by_id = sum(1 for name, value in parameters if name.lower() in _ID_PARAMETERS and value[:1].isalnum())
    if is_front_page(url) and not by_id:
        return _REFUSED
    score = 2 * min(by_id, 1) + (2 if dated else 0)
    score += _last_segment_score(segments[-1]) if segments else 0
    return score - (_DOUBT if any(s.lower() in DOUBTFUL_WORDS for s in segments) else 0)


def _last_segment_score(segment: str) -> int:
    stem = _EXTENSION.sub("", segment)
    words = len(_WORD.findall(stem)) + len(_CJK.findall(stem)) // 3
    score = 3 if words >= 5 else 2 if words >= 3 else 1 if words == 2 and len(stem) >= 20 else 0
    if _NUMBER.search(stem):
        score += 2
    elif _MIXED_ID.search(stem):
        score += 1
    return score + (1 if stem != segment and score else 0)


def _is_refused(host: str, segments: list[str], *, dated: bool) -> bool:
    """True for hosts and pages of services, for lists, and for the pages of a calendar or a list's later parts."""
    if host.split(".")[0] in SERVICE_HOSTS and host.count(".") >= 2:
        return True
    names = [_EXTENSION.sub("", s).lower() for s in segments]
    if not names:
        return False
    if any(name in SERVICE_WORDS for name in names) or names[-1] in DOUBTFUL_WORDS:
        return True
    if names[-1].isdigit() and len(names[-1]) <= 4:
        return True
    in_list = names[0] in LIST_WORDS or (len(names) == 2 and names[1] in LIST_WORDS)
    return in_list and not dated
