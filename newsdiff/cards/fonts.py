"""The fonts of cards: those that newsdiff carries, and for other scripts what is found on this machine."""

import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

import uharfbuzz

from newsdiff.render.card_svg import Face

#: where systems keep their fonts
FOLDERS = (
    *(Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("~/.local/share/fonts"), Path("~/.fonts")),
    *(Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path("~/Library/Fonts"), Path("C:/Windows/Fonts")),
)
_KINDS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
#: a machine with more keeps them for other purposes
_MOST_FILES = 5_000
#: families that go well with ours come first
_PREFERRED = ("Noto Serif", "Noto Naskh", "Noto Sans", "DejaVu")
#: Han letters look different from country to country: which cut of a family a language wants
_CUTS = {"ja": "JP", "ko": "KR", "zh-tw": "TC", "zh-hant": "TC", "zh-hk": "HK", "zh": "SC"}
_ALL_CUTS = frozenset({*_CUTS.values()})
_REGULAR, _BOLD = 400, 700
_ITALIC = 1


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """One face of a file."""

    path: str
    family: str
    weight: int
    characters: uharfbuzz.Set
    font: uharfbuzz.Font
    per_em: int

    def has(self, character: str) -> bool:
        """Whether it has a glyph of its own for it."""
        return ord(character) in self.characters

    def width(self, text: str) -> float:
        """Of a text as it is shaped, in font sizes."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.font, buffer)
        return float(sum(position.x_advance for position in buffer.glyph_positions or ()) / self.per_em)


@dataclass(frozen=True, slots=True)
class Stack(Face):
    """A font, and those that have what it lacks."""

    fonts: tuple[Font, ...]
    weight: int
    is_tall: bool

    @property
    def family(self) -> str:
        """Of the first one; the renderer finds the others by itself."""
        return self.fonts[0].family

    def width(self, text: str) -> float:
        """Each stretch as the font measures it that shows it."""
        return sum(font.width(part) for font, part in self._parts(text))

    def _parts(self, text: str) -> Iterator[tuple[Font, str]]:
        first = self.fonts[0]
        start, present = 0, first
        for k, character in enumerate(text):
            font = next((font for font in self.fonts if font.has(character)), present)
            if font is not present:
                if k > start:
                    yield present, text[start:k]
                start, present = k, font
        if text[start:]:
            yield present, text[start:]


@cache
def own() -> dict[str, Font]:
    """The fonts that newsdiff carries, by the names of their files."""
    folder = files("newsdiff.cards").joinpath("fonts")
    found = [font for file in folder.iterdir() if file.name.endswith(".ttf") for font in _opened(Path(str(file)))]
    return {Path(font.path).stem: font for font in found}


def _opened(path: Path) -> Iterator[Font]:
    """The upright faces of a file; none of one that cannot be read."""
    try:
        blob = uharfbuzz.Blob.from_file_path(str(path))
        faces = [uharfbuzz.Face(blob, k) for k in range(uharfbuzz.Face(blob).count)]
    except (OSError, ValueError, uharfbuzz.HarfBuzzError):
        return
    for face in faces:
        family, table = face.get_name(16) or face.get_name(1), face.reference_table("OS/2").data
        if not family or len(table) < 64:
            continue
        weight, selection = struct.unpack_from(">H", table, 4)[0], struct.unpack_from(">H", table, 62)[0]
        if not selection & _ITALIC:
            yield Font(str(path), family, weight, face.unicodes, uharfbuzz.Font(face), face.upem)


class System:
    """The fonts of a machine, read when the first text needs one."""

    def __init__(self, folders: Sequence[Path] = FOLDERS) -> None:
        self._folders = folders
        self._lock = Lock()
        self._fonts: list[Font] | None = None
        self._orders: dict[tuple[str, int], list[Font]] = {}

    def all(self) -> list[Font]:
        """Every upright face that can be read."""
        with self._lock:
            if self._fonts is None:
                self._fonts = [font for path in self.files() for font in _opened(path)]
            return self._fonts

    def files(self) -> list[Path]:
        """All files that look like fonts."""
        folders = [folder.expanduser() for folder in self._folders]
        found = (file for folder in folders if folder.is_absolute() for file in sorted(folder.glob("**/*")))
        kept = [file for file in found if file.suffix.lower() in _KINDS and file.is_file()]
        return kept[:_MOST_FILES]

    def covering(self, characters: frozenset[str], language: str, weight: int) -> tuple[list[Font], frozenset[str]]:
        """Fonts that have these characters between them, and the characters that none has."""
        left, found = set(characters), []
        order = self._order(_cut_of(language), weight)
        while left:
            whole = (font for font in order if all(font.has(character) for character in left))
            best = next(whole, None) or max(order, key=lambda font: _known(font, left), default=None)
            if best is None or not _known(best, left):
                break
            found.append(best)
            left -= {character for character in left if best.has(character)}
        return found, frozenset(left)

    def _order(self, cut: str, weight: int) -> list[Font]:
        """All fonts, the best for a cut and a weight first: kept, since a machine may have thousands."""
        if (cut, weight) not in self._orders:
            self._orders[cut, weight] = sorted(self.all(), key=lambda font: _rank(font, cut, weight))
        return self._orders[cut, weight]


def _known(font: Font, characters: Iterable[str]) -> int:
    """How many of them it has."""
    return sum(font.has(character) for character in characters)


def _rank(font: Font, cut: str, weight: int) -> tuple[int, int, int, str]:
    """The least is best: its cut, its family, its weight."""
    own = font.family.rpartition(" ")[2]
    family = next((k for k, name in enumerate(_PREFERRED) if font.family.startswith(name)), len(_PREFERRED))
    return int(own in _ALL_CUTS and own != cut), family, abs(font.weight - weight), font.family


def _cut_of(language: str) -> str:
    tag = language.lower()
    return next((cut for name, cut in _CUTS.items() if tag == name or tag.startswith(f"{name}-")), "SC")


_SYSTEM = System()


def system_files() -> list[Path]:
    """The files of this machine's fonts."""
    return _SYSTEM.files()


@dataclass(frozen=True, slots=True)
class Lacking:
    """Characters that no font has."""

    characters: frozenset[str]


def stack_for(
    text: str, marked: str, *, base: str, language: str, is_bold: bool, system: System = _SYSTEM
) -> Stack | Lacking:
    """Fonts for a text: one that newsdiff carries, and others for letters that it lacks.

    Signs that are no letters may be missing (an emoji is drawn as an empty box), unless they are `marked`: then they
    are what changed.
    """
    first = own()[base]
    wanted = frozenset(character for character in text if not first.has(character) and _is_seen(character))
    weight = _BOLD if is_bold else _REGULAR
    if not wanted:
        return Stack((first,), weight, is_tall=False)
    fonts, left = system.covering(wanted, language, weight)
    needed = frozenset(character for character in left if _is_letter(character) or character in marked)
    if needed:
        return Lacking(needed)
    letters = [character for character in text if _is_letter(character)]
    is_other_script = 2 * sum(character in wanted for character in letters) > len(letters)
    ordered = (*fonts, first) if is_other_script else (first, *fonts)
    return Stack(ordered, weight, is_tall=is_other_script)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cf", "Cc", "Zs", "Zl", "Zp")


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"
