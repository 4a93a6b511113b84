"""Addresses of articles: the key by which one is found again, the form shown to people, what is refused.

Pure functions over strings; nothing here rewrites an address that a person gave: that one is stored byte for
byte and these functions answer questions about it. RFC 3986 section 6 says which spellings are equivalent;
host names follow IDNA 2008 with the UTS 46 mapping, as browsers do.
"""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, quote, urlsplit

import idna

from newsdiff.errors import ConfigError
from newsdiff.model.address_lists import (
    LIST_WORDS,
    TRACKING,
    TRACKING_EXACT,
    TRACKING_PAIRS,
    TRACKING_PREFIXES,
)
from newsdiff.model.address_readable import readable_host, readable_url

_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
#: everything RFC 3986 allows to stand in a path or query, and "%" because escapes are there already
_KEEP = "%/:@!$&'()*+,;=?-._~[]|"
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_HOST_LABEL = re.compile(r"^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$")


_EDITIONS = frozenset({"www", "m", "mobile", "mobil", "amp", "wap"})
_INDEX_PAGE = re.compile(r"^(?:index|home|default|start|startseite)(?:\.[a-z]{2,5})?$", re.IGNORECASE)
_LANGUAGE_ROOT = re.compile(r"^[a-z]{2}(?:[-_][a-z]{2,4})?$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^(?:page|seite|p)[-_]?\d{0,4}$|^\d{1,3}$", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"^[a-z][a-z&+]*(?:-[a-z&+]+)?(?:\.(?:html?|php|aspx?))?$", re.IGNORECASE)


def address_key(url: str) -> str:
    """The form by which an address is found again: equal for spellings that name the same page.

    Folded: http and https, case and IDNA form of the host, a leading "www.", a trailing dot, the default
    port, dot segments, an empty path, the case of %-escapes and escapes of unreserved characters, the
    fragment, known tracking parameters. Kept: order and case of the other parameters and a trailing slash,
    because servers may answer differently; "m." and "amp." hosts, because those pages differ and a redirect
    or rel=canonical tells better.

    >>> address_key("HTTPS://www.Example.org:443/a/../b?id=7&utm_source=x#top")
    'example.org/b?id=7'
    """
    parts = _split(url)
    host = _host(parts)
    if host.startswith("www.") and host.count(".") > 1:
        host = host[4:]
    port = _port(parts)
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    path = _remove_dot_segments(_fold_escapes(parts.path)) or "/"
    query = _fold_escapes(_without_tracking(parts.query))
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def clean_url(url: str) -> str:
    """The same address without tracking parameters and fragment; every other character stays as it was."""
    head, _, _ = url.partition("#")
    before, mark, query = head.partition("?")
    kept = _without_tracking(query)
    return f"{before}?{kept}" if mark and kept else before


def is_tracking_parameter(name: str, value: str = "") -> bool:
    """True for a query parameter that says where the reader came from and never which story is meant."""
    low = name.lower()
    return (
        low in TRACKING
        or low.startswith(TRACKING_PREFIXES)
        or name in TRACKING_EXACT
        or (low, value.lower()) in TRACKING_PAIRS
    )


def same_site(a: str, b: str) -> bool:
    """True when both hosts, without www./m./mobile./amp. in front, are equal or one lies below the other.

    Works without the public suffix list: two customers of one hosting domain are told apart, but the hosting
    domain's own pages count as the same site as each of its customers'.
    """
    try:
        one, two = _plain_host(a), _plain_host(b)
    except ValueError:
        return False
    if one == two:
        return bool(one)
    short, long = sorted((one, two), key=len)
    return short.count(".") >= 1 and not _is_address(short) and long.endswith("." + short)


def is_front_page(url: str) -> bool:
    """True for the root of a site or of one of its languages: `/`, `/index.html`, `/en/`, without a query."""
    parts = _split(url)
    if _without_tracking(parts.query):
        return False
    segments = [s for s in parts.path.split("/") if s]
    if segments and _INDEX_PAGE.match(segments[-1]):
        segments.pop()
    return not segments or (len(segments) == 1 and _LANGUAGE_ROOT.match(segments[0]) is not None)


def is_section_address(url: str) -> bool:
    """True when the address alone says "a list of stories": a front page, `/politics/`, `/tag/floods`.

    Judged by shape, so a story with a one-word slug at the root counts as a section; callers use it where
    that is the careful mistake (a canonical link that is not believed).
    """
    if is_front_page(url):
        return True
    parts = _split(url)
    if _without_tracking(parts.query):
        return False
    segments = [s for s in parts.path.split("/") if s]
    if segments and _INDEX_PAGE.match(segments[-1]):
        segments.pop()
    if len(segments) > 1 and _LANGUAGE_ROOT.match(segments[0]):
        segments = segments[1:]
    if segments[0].lower() in LIST_WORDS or (len(segments) == 3 and segments[1].lower() in LIST_WORDS):
        return True
    while len(segments) > 1 and _PAGE_NUMBER.match(segments[-1]):
        segments = segments[:-1]
    return len(segments) <= 2 and all(_PLAIN_WORD.match(s) and len(s) <= 24 for s in segments)


def source_name(url: str) -> str:
    """The default name of a source: the host as people write it, without "www."."""
    return readable_host(_host(_split(url))).removeprefix("www.")


def readable(url: str) -> str:
    """The address as a person reads it: IDN and %-escaped letters shown where that cannot deceive."""
    return readable_url(url)


def check_url(url: str) -> None:
    """Refuse what must not be tracked.

    Raises: ConfigError saying what is wrong: not http(s), a user name, a backslash, a control character or
    space, no host or a malformed one, a bad port.
    """
    reason = _why_refused(url)
    if reason:
        hint = "Give a full address such as https://example.org/story."
        shown = re.sub(r"//[^/@]*@", "//...@", url[:200])  # no password in a message
        raise ConfigError(f"{shown!r} cannot be tracked: {reason}. {hint}")


def _why_refused(url: str) -> str | None:
    if _CONTROL.search(url):
        return "it contains a space or a control character"
    if "\\" in url:
        return "it contains a backslash"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        return f"it is malformed ({error})"
    if parts.scheme.lower() not in _DEFAULT_PORTS:
        return f"its scheme is {parts.scheme!r}, not http or https" if parts.scheme else "it has no http:// or https://"
    if "@" in parts.netloc:
        return "it carries a user name or password"
    if not host:
        return "it names no host"
    if port == 0:
        return "its port is 0"
    return None if _host_is_wellformed(host) else f"its host {host[:80]!r} is malformed"


def _host_is_wellformed(host: str) -> bool:
    if ":" in host:
        return True  # urlsplit has validated the IPv6 literal
    try:
        name = _ascii_host(host)
    except ValueError:
        return False
    return 0 < len(name) <= 253 and all(_HOST_LABEL.match(label) for label in name.split("."))


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        # a broken IPv6 literal: all of it is path, so that it still has a key and equals only itself
        return SplitResult("", "", url, "", "")


def _host(parts: SplitResult) -> str:
    """Lower-case ASCII form; an IPv6 literal keeps its brackets; what IDNA refuses stays as it is."""
    host = parts.hostname or ""
    if ":" in host:
        return f"[{host}]"
    try:
        return _ascii_host(host)
    except ValueError:
        return host.lower()


def _ascii_host(host: str) -> str:
    host = host.rstrip(".")
    if host.isascii():
        return host.lower()
    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except idna.IDNAError as error:
        raise ValueError(str(error)) from error


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None


def _plain_host(url: str) -> str:
    labels = _host(_split(url)).split(".")
    while len(labels) > 2 and labels[0] in _EDITIONS:
        labels = labels[1:]
    return ".".join(labels)


def _is_address(host: str) -> bool:
    return host.startswith("[") or host.replace(".", "").isdigit()


def _without_tracking(query: str) -> str:
    return "&".join(_kept_parameters(query))


def _kept_parameters(query: str) -> Iterator[str]:
    for item in query.split("&"):
        name, _, value = item.partition("=")
        name = name.removeprefix("amp;")  # "&amp;" escaped once too often, as many feeds do
        if not is_tracking_parameter(name, value):
            yield item


def _fold_escapes(text: str) -> str:
    return _ESCAPE.sub(_fold_escape, quote(text, safe=_KEEP))


def _fold_escape(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else match[0].upper()


def _remove_dot_segments(path: str) -> str:
    """RFC 3986, 5.2.4, for an absolute path."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)
