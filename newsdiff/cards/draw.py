"""From what a card says to its picture."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from unicodedata import name

from newsdiff.render.card import CardText, card_alt
from newsdiff.render.card_svg import HEIGHT, WIDTH, Faces, card_svg
from newsdiff.render.pieces import Piece

if TYPE_CHECKING:
    from newsdiff.cards.fonts import Lacking, Stack, System

#: pictures kept in memory, of about 60 KB each
_MOST_KEPT = 64
#: one picture is drawn at a time, whoever asks, and one that is asked for twice is drawn once
_LOCK = Lock()
MISSING = "pictures need two more libraries: pip install 'newsdiff[cards]' brings them"


@dataclass(frozen=True, kw_only=True)
class Card:
    """A picture that can be drawn."""

    text: CardText
    faces: Faces
    #: of the fonts that it needs
    files: tuple[str, ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def alt(self) -> str:
        """The picture in words."""
        return card_alt(self.text)

    @cached_property
    def svg(self) -> str:
        """The picture, laid out."""
        return card_svg(self.text, self.faces)

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of all that the picture depends on: one picture has one digest, before it is drawn."""
        import resvg_py

        made_of = (self.svg, *(Path(file).name for file in self.files), resvg_py.__version__)
        return sha256("\n".join(made_of).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class NoCard:
    """Why there is no picture, as a sentence without its full stop."""

    reason: str


def are_there() -> bool:
    """Whether the libraries for pictures are installed."""
    try:
        import resvg_py  # noqa: F401
        import uharfbuzz  # noqa: F401
    except ImportError:
        return False
    return True


def release() -> str:
    """What pictures depend on beside what they say: libraries and fonts; "" where none can be drawn."""
    if not are_there():
        return ""
    import resvg_py
    import uharfbuzz

    from newsdiff.cards.fonts import system_files

    return "\n".join((resvg_py.__version__, uharfbuzz.__version__, *map(str, system_files())))


def card(text: CardText, system: "System | None" = None) -> Card | NoCard:
    """The card that says this; `system`: the machine's fonts, in place of those in the usual folders."""
    if not are_there():
        return NoCard(MISSING)
    from newsdiff.cards.fonts import Lacking, Stack, stack_for

    fonts = {} if system is None else {"system": system}

    def stack(base: str, said: str, pieces: tuple[Piece, ...] = (), *, is_bold: bool) -> "Stack | Lacking":
        marked = "".join(piece.text for piece in pieces if piece.kind != "same")
        return stack_for(said, marked, base=base, language=text.language, is_bold=is_bold, **fonts)

    found = {
        "headline": stack("NotoSerif-Bold", _said(text.headline), text.headline, is_bold=True),
        "passage": stack("NotoSerif-Regular", _said(text.passage), text.passage, is_bold=False),
        "source": stack("NotoSans-Bold", text.source, is_bold=True),
        "words": stack("NotoSans-Regular", "", is_bold=False),
        "strong": stack("NotoSans-Bold", "", is_bold=True),
        "brand": stack("NotoSerif-Bold", "", is_bold=True),
    }
    stacks = {role: one for role, one in found.items() if isinstance(one, Stack)}
    lacking = next((one for one in found.values() if isinstance(one, Lacking)), None)
    if lacking is not None:
        return NoCard(
            f"no font on this machine has {_named(lacking.characters)}; install one, of the Noto fonts for example"
        )
    files = dict.fromkeys(font.path for one in stacks.values() for font in one.fonts)
    return Card(text=text, faces=Faces(**stacks), files=tuple(files))


def png(card: Card) -> bytes:
    """The picture as PNG."""
    with _LOCK:
        return _drawn(card.svg, card.files)


@lru_cache(maxsize=_MOST_KEPT)
def _drawn(svg: str, files: tuple[str, ...]) -> bytes:
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=list(files)))


def _said(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def _named(characters: frozenset[str]) -> str:
    """A few of them: "U+1200 (ETHIOPIC SYLLABLE HA)"."""
    told = [f"U+{ord(c):04X} ({name(c)})" if name(c, "") else f"U+{ord(c):04X}" for c in sorted(characters)]
    return f"{told[0]} and {len(told) - 1} more" if len(told) > 1 else told[0]
