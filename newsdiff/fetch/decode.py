"""Content encodings (RFC 9110, 8.4), undone piece by piece so that no bomb ever unfolds.

The client's own decoder is not used: what a body costs must not depend on the server. Memory is the limit
plus one piece; a 300 MB bomb stops at the limit.
"""

import zlib
from collections.abc import Iterable

#: what we can undo, and so what we ask for; brotli and zstd would need libraries that bound their output
ACCEPTED = "gzip, deflate"

_STEP_BYTES = 64 * 1024
#: real files have one; each empty one costs a decompressor
_MOST_MEMBERS = 1000
#: no encodings, but servers write them
_PLAIN = frozenset({"", "identity", "none", "utf-8", "binary"})
_GZIP_WBITS, _ZLIB_WBITS, _RAW_WBITS = 31, 15, -15


class BadEncoding(Exception):
    """The body is not what its Content-Encoding says, or that says more than we undo."""


class Body:
    """A body while it arrives. Feed it, then `finish()`; `is_over` says that it passed `limit_bytes`.

    Raises: BadEncoding for an encoding we did not ask for, for more than one, and for broken data.
    """

    def __init__(self, content_encodings: Iterable[str], *, limit_bytes: int) -> None:
        self.data = bytearray()
        self.is_over = False
        self._limit_bytes = limit_bytes
        self._raw_bytes = 0
        self._encoding = _one_encoding(content_encodings)
        self._held = b""
        self._members = 0
        self._inflater: zlib._Decompress | None = None

    def feed(self, raw: bytes) -> None:
        """Take the next bytes as they came; nothing is kept beyond the limit."""
        self._raw_bytes += len(raw)
        if self._encoding is None:
            self._keep(raw)
            return
        # what unfolds to nothing must end as well: empty gzip members, empty deflate blocks
        self.is_over = self.is_over or self._raw_bytes > self._limit_bytes + _STEP_BYTES
        rest = self._held + raw
        self._held = b""
        try:
            while rest and not self.is_over:
                rest = self._inflate(rest)
        except zlib.error as error:
            raise BadEncoding(f"broken {self._encoding}: {error}") from error

    def finish(self) -> bytes:
        """The whole body, or what was kept of one that is over.

        Raises: BadEncoding when the compressed data end too early.
        """
        if self.is_over:
            return bytes(self.data)
        try:
            while self._inflater is not None and not self._inflater.eof and not self.is_over:
                if not self._keep(self._inflater.decompress(b"", _STEP_BYTES)):
                    raise BadEncoding(f"the {self._encoding} data end too early")
        except zlib.error as error:
            raise BadEncoding(f"broken {self._encoding}: {error}") from error
        if self._held and not self._members:
            raise BadEncoding(f"the {self._encoding} data end too early")
        return bytes(self.data)

    def _inflate(self, rest: bytes) -> bytes:
        """One step; returns what is still to be unfolded."""
        inflater = self._inflater
        if inflater is None or inflater.eof:
            if len(rest) < 2:
                self._held = rest
                return b""
            if self._members and not (self._encoding == "gzip" and rest.startswith(b"\x1f\x8b")):
                return b""  # padding behind the last gzip member (RFC 1952, 2.2)
            inflater = self._begin_member(rest)
        self._keep(inflater.decompress(rest, _STEP_BYTES))
        return inflater.unused_data if inflater.eof else inflater.unconsumed_tail

    def _begin_member(self, start: bytes) -> "zlib._Decompress":
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise BadEncoding(f"more than {_MOST_MEMBERS} gzip members")
        self._inflater = zlib.decompressobj(_wbits(self._encoding or "", start))
        return self._inflater

    def _keep(self, piece: bytes) -> int:
        """Keep what fits under the limit; the size of `piece`."""
        room = self._limit_bytes - len(self.data)
        self.is_over = self.is_over or len(piece) > room
        self.data += piece[: max(0, room)]
        return len(piece)


def _one_encoding(content_encodings: Iterable[str]) -> str | None:
    named = [name.strip().lower() for value in content_encodings for name in value.split(",")]
    real = [name.removeprefix("x-") for name in named if name not in _PLAIN]
    if len(real) > 1:
        raise BadEncoding(f"more than one content encoding ({', '.join(real)[:80]})")
    if real and real[0] not in ("gzip", "deflate"):
        raise BadEncoding(f"a content encoding that was not asked for ({real[0][:40]})")
    return real[0] if real else None


def _wbits(encoding: str, start: bytes) -> int:
    """ "deflate" means zlib (RFC 1950), but many servers send the bare stream (RFC 1951)."""
    if encoding == "gzip":
        return _GZIP_WBITS
    has_zlib_header = start[0] & 0x0F == 8 and (start[0] * 256 + start[1]) % 31 == 0
    return _ZLIB_WBITS if has_zlib_header else _RAW_WBITS
