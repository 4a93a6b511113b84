"""Parameters of the API. It is strict: a misspelt filter that was passed over would be a wrong answer."""

import re
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass

from starlette.requests import Request

from newsdiff.web.answers import parameters
from newsdiff.web.page import BadRequest

#: rows of one page that may be asked for
MOST = 100
#: rows of one page when no number is asked for
DEFAULT = 20
_LIMIT = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)
_NUMBERS = re.compile(r"\d{1,18}(?::\d{1,18})*", re.ASCII)
#: parameters that may be given several times
_MANY = frozenset({"label"})


@dataclass(frozen=True, slots=True)
class Parameters:
    """The query of a request: known names, no empty values, each once unless it is a list."""

    values: dict[str, list[str]]

    def get(self, name: str) -> str | None:
        """The value of a parameter; None where it is absent."""
        return self.values[name][0] if name in self.values else None

    def number(self, name: str) -> int:
        """The number that a parameter gives. Raises: BadRequest."""
        text = self.get(name) or ""
        if not _NUMBER.fullmatch(text):
            raise BadRequest(f"“{text}” is no number.")
        return int(text)

    def limit(self) -> int:
        """How many rows are wanted. Raises: BadRequest."""
        text = self.get("limit") or str(DEFAULT)
        if not _LIMIT.fullmatch(text) or int(text) > MOST:
            raise BadRequest(f"“{text}” is no limit: give a number from 1 to {MOST}.")
        return int(text)

    def cursor(self, kind: str, length: int = 1) -> tuple[int, ...] | None:
        """Where the page begins; None: at the beginning. Raises: BadRequest."""
        text = self.get("cursor")
        return None if text is None else _read_cursor(kind, text, length)


def read_parameters(request: Request, allowed: Collection[str], required: Collection[str]) -> Parameters:
    """The query of a request. Raises: BadRequest."""
    values = parameters(request)
    for name in required:
        if name not in values:
            raise BadRequest(f"{name} is missing.")
    for name, texts in values.items():
        if name not in allowed:
            known = f"there are: {', '.join(sorted(allowed))}" if allowed else "there are none"
            raise BadRequest(f"“{name}” is no parameter here; {known}.")
        if len(texts) > 1 and name not in _MANY:
            raise BadRequest(f"{name} is given several times.")
        if "" in texts:
            raise BadRequest(f"{name} is empty: leave it out, or give it a value.")
    return Parameters(values)


def make_cursor(kind: str, *numbers: int) -> str:
    """Opaque to its reader, so that what it holds may change: the kind of list, and the last row's numbers."""
    told = ":".join(map(str, numbers))
    return urlsafe_b64encode(f"{kind} {told}".encode()).decode().rstrip("=")


def _read_cursor(kind: str, text: str, length: int) -> tuple[int, ...]:
    try:
        told = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
    except ValueError:  # no base 64, no UTF-8, no ASCII
        told = ""
    name, _, numbers = told.partition(" ")
    found = tuple(map(int, numbers.split(":"))) if _NUMBERS.fullmatch(numbers) else ()
    if name != kind or len(found) != length:
        raise BadRequest("This cursor is damaged, or of another list. Begin again without one.")
    return found
