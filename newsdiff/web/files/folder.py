"""A folder of files that newsdiff wrote: writes what differs, removes what is no longer there, touches nothing else."""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from os.path import lexists
from pathlib import Path
from typing import Any, TextIO

from newsdiff.errors import ConfigError, Locked

#: what was written: files of each unit, by its key
MANIFEST = "newsdiff-build.json"
#: files that a build that was broken off has written, one a line
JOURNAL = "newsdiff-build.part"
_NEW = ".newsdiff-new"
_FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One file."""

    sha256: str
    size: int
    #: digest of what a picture is made of, so that it need not be drawn to be compared; "" for others
    made_of: str = ""


@dataclass(slots=True)
class Unit:
    """Files that are made together. While its key is the same none of them can differ; None: that is not known."""

    key: str | None
    files: dict[str, Written] = field(default_factory=dict)


@dataclass(slots=True)
class Counts:
    """What a build did."""

    written: int = 0
    removed: int = 0
    files: int = 0
    #: files that stand no more in the site, and were changed by somebody else: they stay
    left: list[str] = field(default_factory=list)


class Folder:
    """The folder during one build."""

    def __init__(self, path: Path) -> None:
        self._path = path
        #: folders below it that are known to lie in it
        self._inner: set[Path] = set()
        self._new: dict[str, Unit] = {}
        self.counts = Counts()

    @contextmanager
    def building(self) -> Iterator["Folder"]:
        """The time of a build. At its end what it did not name is removed; broken off, the next one takes it up.

        Raises: ConfigError when it cannot be used; Locked when another build is at it: that may have begun before an
        article was withheld, and must not write its pages once more behind the back of this one.
        """
        with _told(self._path):
            self._path.mkdir(parents=True, exist_ok=True)
        with _locked(self._path / JOURNAL) as self._journal:
            self._old = _read(self._path / MANIFEST)
            self._begun = _begun(self._path / JOURNAL)
            self._known = {name: file for unit in self._old.values() for name, file in unit.files.items()}
            with _told(self._path):
                self._sweep()
            yield self
            with _told(self._path):
                self._remove_old()
                self._save()
                (self._path / JOURNAL).unlink()

    def is_fresh(self, name: str, key: str) -> bool:
        """Whether a unit is there as it would be made; then it is kept as it is."""
        unit = self._old.get(name)
        if unit is None or unit.key != key or any(file in self._begun for file in unit.files):
            return False
        if not all(self._is_there(file, written) for file, written in unit.files.items()):
            return False
        self._new[name] = unit
        self.counts.files += len(unit.files)
        return True

    def had(self, name: str) -> bool:
        """Whether the build before had such a unit."""
        return name in self._old

    def unit(self, name: str, key: str | None) -> Unit:
        """A unit that is made anew; `put` adds its files."""
        self._new[name] = unit = Unit(key)
        return unit

    def put(self, unit: Unit, name: str, body: bytes) -> None:
        """A file, written when it is not there as it is. Raises: ConfigError."""
        self._put(unit, name, body, "")

    def put_drawn(self, unit: Unit, name: str, made_of: str, draw: Callable[[], bytes]) -> None:
        """A file that takes long to make, made only where it is not there of the same."""
        known = self._known.get(name)
        if known is not None and known.made_of == made_of and name not in self._begun and self._is_there(name, known):
            unit.files[name] = known
            self.counts.files += 1
            return
        self._put(unit, name, draw(), made_of)

    def _put(self, unit: Unit, name: str, body: bytes, made_of: str) -> None:
        unit.files[name] = Written(sha256=sha256(body).hexdigest(), size=len(body), made_of=made_of)
        self.counts.files += 1
        file = self._place(name)
        with _told(file):
            present = file.read_bytes() if file.is_file() else None
            if present == body:
                return
            if lexists(file) and name not in self._known and name not in self._begun:
                raise ConfigError(
                    f"{file} is not newsdiff's: it was there before; move it, or build into another folder"
                )
            file.parent.mkdir(parents=True, exist_ok=True)
            self._journal.write(f"{name}\n")
            self._journal.flush()
            _replace(file, body)
        self.counts.written += 1

    def _place(self, name: str) -> Path:
        """Where a file lies. Raises: ConfigError where a link leads out of the folder: nothing outside is touched."""
        file = self._path / name
        if file.parent not in self._inner:
            if not file.parent.resolve().is_relative_to(self._path.resolve()):
                raise ConfigError(f"{file.parent} leads out of {self._path} by a link; remove the link")
            self._inner.add(file.parent)
        return file

    def _is_there(self, name: str, written: Written) -> bool:
        try:
            found = (self._path / name).stat()
        except OSError:
            return False
        return found.st_size == written.size

    def _sweep(self) -> None:
        """Halves of files that a build left when it was killed."""
        for name in self._begun:
            file = self._place(name)
            file.with_name(file.name + _NEW).unlink(missing_ok=True)

    def _remove_old(self) -> None:
        named = {name for unit in self._new.values() for name in unit.files}
        for name in sorted({*self._known, *self._begun} - named):
            file = self._place(name)
            if not file.is_file():
                continue
            known = self._known.get(name)
            if known is not None and name not in self._begun and sha256(file.read_bytes()).hexdigest() != known.sha256:
                self.counts.left.append(name)
                continue
            file.unlink()
            self.counts.removed += 1
            self._remove_empty(file.parent)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._path and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _save(self) -> None:
        units = {
            name: {"key": unit.key, "files": {path: asdict(file) for path, file in sorted(unit.files.items())}}
            for name, unit in sorted(self._new.items())
        }
        body = json.dumps({"form": _FORM, "units": units}, ensure_ascii=False, indent=0).encode()
        file = self._path / MANIFEST
        if file.is_file() and file.read_bytes() == body:
            return
        _replace(file, body)


def _replace(file: Path, body: bytes) -> None:
    """Write it beside the file that it then takes the place of: who reads meanwhile has the old one or the new one."""
    new = file.with_name(file.name + _NEW)
    with open(new, "wb", opener=_no_link) as half:
        half.write(body)
    new.replace(file)


@contextmanager
def _locked(file: Path) -> Iterator[TextIO]:
    """The journal, open for one build alone. Raises: ConfigError, Locked."""
    with _told(file):
        journal = open(file, "a", encoding="utf-8", opener=_no_link)  # noqa: SIM115
    with journal:
        with _told(file):
            is_ours = _is_taken(journal)
        if not is_ours:
            raise Locked(f"another build writes to {file.parent}: wait until it has finished", "another build")
        yield journal


def _is_taken(file: TextIO) -> bool:
    """Whether we hold the lock of a file that is still there: a build that ends removes it before it lets go of it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(file.fileno()).st_nlink > 0


def _no_link(name: str, flags: int) -> int:
    """Opens no link: what it leads to may be anybody's."""
    return os.open(name, flags | os.O_NOFOLLOW, 0o666)


def _read(file: Path) -> dict[str, Unit]:
    if not file.exists():
        return {}
    try:
        told = json.loads(file.read_bytes())
        if told["form"] != _FORM:
            raise ConfigError(f"{file} was written by another newsdiff: build into another folder")
        return {name: _unit(unit) for name, unit in told["units"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{file} cannot be read ({error}): build into another folder") from error


def _unit(told: Mapping[str, Any]) -> Unit:
    return Unit(told["key"], {_inside(name): Written(**file) for name, file in told["files"].items()})


def _begun(file: Path) -> set[str]:
    try:
        return {_inside(name) for name in file.read_text(encoding="utf-8").splitlines() if name}
    except (FileNotFoundError, NotADirectoryError):
        return set()
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file} cannot be read ({error}): build into another folder") from error


def _inside(name: str) -> str:
    """The name, which must lie in the folder: whoever can write the manifest can have nothing removed elsewhere."""
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise ValueError(f"{name!r} leaves the folder")
    return name


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ConfigError(f"{error.filename or file} cannot be written: {error.strerror}") from error
