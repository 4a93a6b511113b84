"""The pixels of a PNG as our pictures are written: 8 bits a channel, not interlaced."""

import struct
import zlib
from collections.abc import Iterator


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Names and bodies, their checksums held against them."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(png):
        size, name = struct.unpack_from(">I4s", png, at)
        body = png[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", png, at + 8 + size)[0] == zlib.crc32(name + body)
        yield name, body
        at += 12 + size


def size(png: bytes) -> tuple[int, int]:
    """Width and height."""
    (header,) = [body for name, body in chunks(png) if name == b"IHDR"]
    width, height = struct.unpack_from(">II", header)
    return width, height


def rows(png: bytes) -> list[list[tuple[int, int, int]]]:
    """Red, green and blue of each pixel, row by row."""
    parts = list(chunks(png))
    header = next(body for name, body in parts if name == b"IHDR")
    width, height, depth, kind, _, _, interlace = struct.unpack(">IIBBBBB", header)
    assert (depth, interlace) == (8, 0)
    channels = {2: 3, 6: 4}[kind]
    data = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    stride = width * channels
    before, found = bytearray(stride), []
    for y in range(height):
        start = y * (stride + 1)
        line = bytearray(data[start + 1 : start + 1 + stride])
        _unfilter(data[start], line, before, channels)
        found.append([(line[x], line[x + 1], line[x + 2]) for x in range(0, stride, channels)])
        before = line
    return found


def _unfilter(kind: int, line: bytearray, above: bytearray, step: int) -> None:
    for k in range(len(line)):
        left = line[k - step] if k >= step else 0
        corner = above[k - step] if k >= step else 0
        guess = {0: 0, 1: left, 2: above[k], 3: (left + above[k]) // 2, 4: _nearest(left, above[k], corner)}[kind]
        line[k] = (line[k] + guess) & 255


def _nearest(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))
