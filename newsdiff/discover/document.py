"""Bytes of a feed, sitemap or page -> text: gzip by its magic bytes, then the character set.

Used by every reader of this package, so that all of them see a document through the same eyes.
"""

import codecs
import re
import zlib

from newsdiff.errors import FeedError

#: decoded bytes of one document; the sitemap protocol allows 50 MB
LIMIT_BYTES = 50 * 1024 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: the first four bytes of "<?xm" without a byte order mark (XML 1.0, appendix F)
_UNMARKED = {
    b"\x00<\x00?": "utf-16-be",
    b"<\x00?\x00": "utf-16-le",
    b"\x00\x00\x00<": "utf-32-be",
    b"<\x00\x00\x00": "utf-32-le",
    b"\x4c\x6f\xa7\x94": "cp037",
}
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
#: names that promise less than what is sent under them
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
}
#: guesses that are not better than windows-1252
_LATIN = frozenset(
    ["ascii", "cp1250", "cp1252", "cp1254", "cp1257", "cp437", "cp850", "cp852", "cp858", "cp775", "mac_roman"]
    + ["mac_latin2", "mac_iceland", "mac_turkish", "hp_roman8", "cp500", "cp1140", "cp037", "latin_1"]
    + [f"iso8859_{n}" for n in (2, 3, 4, 9, 10, 13, 14, 15, 16)]
)


def unreadable(url: str, cause: str, line: int | None = None) -> FeedError:
    """The error for a document that names no articles to us, worded alike everywhere."""
    where = f"line {line}: " if line else ""
    return FeedError(url, f"{url} cannot be read: {where}{cause}", line)


def gunzipped(body: bytes, url: str, limit_bytes: int = LIMIT_BYTES) -> bytes:
    """The body, unpacked when it is gzip. Never holds more than `limit_bytes` of it.

    Raises: FeedError when it is damaged or larger than the limit.
    """
    if not body.startswith(_GZIP_MAGIC):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(body, limit_bytes + 1)
    except zlib.error as error:
        raise unreadable(url, f"the gzip file is damaged ({error})") from error
    if len(data) > limit_bytes:
        raise unreadable(url, f"the gzip file holds more than {limit_bytes // 1024 // 1024} MB")
    if not unpacker.eof:
        raise unreadable(url, "the gzip file ends too early")
    return data


def decoded(body: bytes, content_type: str | None = None) -> tuple[str, str | None]:
    """The text and what was wrong with its character set (None when nothing was).

    In the order of RFC 7303: byte order mark, charset of the content type, XML declaration, UTF-8. When the
    declared one does not fit the bytes: UTF-8 if it fits, else the best guess; never an error.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _marked(body[len(mark) :], name)
    declared = _declared(body, content_type)
    for name in (*declared, "utf-8"):
        text = _try(body, name)
        if text is not None:
            wrong = declared and name != declared[0] and not _same(name, declared[0])
            return text, f"declared as {declared[0]}, read as {name}" if wrong else None
    name, text = _guessed(body)
    said = f"declared as {declared[0]}" if declared else "no character set declared and no UTF-8"
    return text, f"{said}, read as {name} (guessed)"


def _marked(body: bytes, name: str) -> tuple[str, str | None]:
    text = _try(body, name)
    if text is not None:
        return text, None
    return body.decode(name, "replace"), f"bytes that are not {name} although the byte order mark says so"


def _declared(body: bytes, content_type: str | None) -> tuple[str, ...]:
    names = []
    if content_type and (match := _CHARSET.search(content_type)):
        names.append(match[1])
    if body[:4] in _UNMARKED:
        names.append(_UNMARKED[body[:4]])
    elif inside := _DECLARED.match(body[:400]):
        names.append(inside[1].decode("ascii"))
    return tuple(names)


def _try(body: bytes, name: str) -> str | None:
    name = _SUPERSETS.get(name.lower(), name)
    try:
        return body.decode(name)
    except (UnicodeError, LookupError):
        return None


def _same(a: str, b: str) -> bool:
    a, b = (_SUPERSETS.get(n.lower(), n) for n in (a, b))
    try:
        return codecs.lookup(a).name == codecs.lookup(b).name
    except LookupError:
        return False


def _guessed(body: bytes) -> tuple[str, str]:
    """The best guess by charset-normalizer on the first 64 KB.

    windows-1252 when it has none, or names a Latin code page: those differ in a few letters that it cannot
    tell.
    """
    from charset_normalizer import from_bytes

    best = from_bytes(body[:65536]).best()
    name = best.encoding if best is not None else "cp1252"
    text = None if name in _LATIN else _try(body, name)
    return (name, text) if text is not None else ("cp1252", body.decode("cp1252", "replace"))
