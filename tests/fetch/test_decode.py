"""Content encodings, bounded."""

import gzip
import os
import tracemalloc
import zlib
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.fetch.decode import BadEncoding, Body

TEXT = b"A paragraph of news. " * 500


def unpack(pieces: Iterable[bytes], *encodings: str, limit_bytes: int = 10_000_000) -> Body:
    body = Body(encodings, limit_bytes=limit_bytes)
    for piece in pieces:
        body.feed(piece)
    return body


def in_pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def bare_deflate(data: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-15)
    return squeeze.compress(data) + squeeze.flush()


PACKED = [
    ("gzip", gzip.compress(TEXT, mtime=0)),
    ("x-gzip", gzip.compress(TEXT, mtime=0)),
    ("GZIP", gzip.compress(TEXT, mtime=0)),
]
PACKED += [("deflate", zlib.compress(TEXT)), ("deflate", bare_deflate(TEXT))]
PACKED += [("identity", TEXT), ("", TEXT), ("utf-8", TEXT), ("identity, gzip", gzip.compress(TEXT, mtime=0))]


@pytest.mark.parametrize(("encoding", "data"), PACKED)
@pytest.mark.parametrize("size", [1, 7, 1_000_000])
def test_every_encoding_is_undone_however_it_is_cut(encoding: str, data: bytes, size: int) -> None:
    body = unpack(in_pieces(data, size), encoding)
    assert body.finish() == TEXT
    assert not body.is_over


def test_gzip_members_follow_each_other_and_padding_is_ignored() -> None:
    data = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 100
    for size in (1, 20, 1000):
        assert unpack(in_pieces(data, size), "gzip").finish() == b"one two"


def test_an_empty_body_needs_no_encoding() -> None:
    assert unpack([], "gzip").finish() == b""


@pytest.mark.parametrize("encodings", [("gzip, gzip",), ("gzip", "deflate"), ("br",), ("zstd",), ("deflate,br",)])
def test_two_encodings_and_unasked_ones_are_refused(encodings: tuple[str, ...]) -> None:
    with pytest.raises(BadEncoding, match=r"more than one|not asked for"):
        Body(encodings, limit_bytes=100)


@pytest.mark.parametrize(("encoding", "data"), [pair for pair in PACKED if pair[1] is not TEXT])
def test_a_body_that_ends_too_early_is_never_taken_for_whole(encoding: str, data: bytes) -> None:
    for end in (1, 5, len(data) // 2, len(data) - 1):
        with pytest.raises(BadEncoding, match="too early"):
            unpack([data[:end]], encoding).finish()


def test_data_that_are_not_what_they_claim_are_an_error() -> None:
    with pytest.raises(BadEncoding, match="broken gzip"):
        unpack([b"<html>plain</html>"], "gzip").finish()
    broken = bytearray(gzip.compress(os.urandom(1000)))
    broken[-6] ^= 1
    with pytest.raises(BadEncoding, match="broken gzip"):
        unpack([bytes(broken)], "gzip").finish()


@pytest.mark.parametrize(("encoding", "data"), PACKED)
def test_the_limit_holds_to_the_byte(encoding: str, data: bytes) -> None:
    assert not unpack([data], encoding, limit_bytes=len(TEXT)).is_over
    over = unpack([data], encoding, limit_bytes=len(TEXT) - 1)
    assert over.is_over
    assert over.finish() == TEXT[:-1]


def bomb(size: int) -> bytes:
    squeeze = zlib.compressobj(9, wbits=31)
    block = bytes(1_000_000)
    return b"".join([*(squeeze.compress(block) for _ in range(size // len(block))), squeeze.flush()])


def test_a_bomb_of_300_mb_stops_at_the_limit() -> None:
    data = bomb(300_000_000)
    tracemalloc.start()
    body = unpack(in_pieces(data, 65536), "gzip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert body.is_over
    assert peak < 25_000_000


def test_what_unfolds_to_nothing_ends_too() -> None:
    with pytest.raises(BadEncoding, match="members"):
        unpack([gzip.compress(b"")] * 2000, "gzip")
    header, empty_block = gzip.compress(b"")[:10], b"\x00\x00\x00\xff\xff"
    assert unpack([header, *[empty_block * 1000] * 20], "gzip", limit_bytes=10_000).is_over


@given(data=st.binary(max_size=300), encoding=st.sampled_from(["gzip", "deflate", "identity"]))
def test_any_bytes_give_a_body_or_a_clear_error(data: bytes, encoding: str) -> None:
    try:
        assert isinstance(unpack(in_pieces(data, 13), encoding).finish(), bytes)
    except BadEncoding as error:
        assert str(error)
