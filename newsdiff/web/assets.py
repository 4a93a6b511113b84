"""Style sheets, scripts and pictures, kept in memory: no request ever names a file of the disk."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from newsdiff.render.html_style import MARKS, THEME

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
#: characters of the hash in a name
_DIGITS = 12
_HASHED = re.compile(r"[\w-]+\.([0-9a-f]+)\.\w+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file."""

    #: with its hash: "site.0123456789ab.css"
    name: str
    type: str
    body: bytes
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """All assets by their plain name: "site.css"."""
    found = {}
    for file in files("newsdiff.web").joinpath("static").iterdir():
        stem, _, kind = file.name.rpartition(".")
        if kind not in _TYPES:
            continue
        body = file.read_bytes()
        if kind == "css":  # colours and marks are those of the self-contained page
            body = (THEME + MARKS).encode() + body
        digest = sha256(body).hexdigest()
        name = f"{stem}.{digest[:_DIGITS]}.{kind}"
        found[file.name] = Asset(name=name, type=_TYPES[kind], body=body, digest=digest)
    return found


def asset_of(name: str) -> Asset | None:
    """The asset of exactly that hashed name. One of another hash, from a page of another release, is not there."""
    if not _HASHED.fullmatch(name):
        return None
    return next((asset for asset in assets().values() if asset.name == name), None)
