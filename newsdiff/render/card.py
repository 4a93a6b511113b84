"""What the picture of a comparison says: source, headline, the most telling paragraph, labels, when it was seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from newsdiff.model.change import LabelName
from newsdiff.model.observation import Origin
from newsdiff.render.clean import clean, visible
from newsdiff.render.excerpt import excerpt
from newsdiff.render.gist import gist, headline_pieces
from newsdiff.render.html_table import language_tag
from newsdiff.render.labels import HEAVIEST_FIRST
from newsdiff.render.phrases import interval
from newsdiff.render.pieces import BREAK, Piece
from newsdiff.render.view import DiffView

#: the marks of the headline show it, and so does the paragraph itself
_UNTOLD = frozenset({LabelName.HEADLINE})
#: characters of the alternative text for each stretch that is marked, and around them
_ALT_MARKED, _ALT_AROUND, _ALT_WHOLE = 120, 50, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """Everything that stands on a card, cleaned; marks are pieces."""

    source: str
    headline: tuple[Piece, ...]
    #: what happened to the paragraph: "¶3 edited"; "" where none is shown
    label: str
    passage: tuple[Piece, ...]
    #: heaviest first
    labels: tuple[str, ...]
    #: "Version 3 to 4"
    versions: str
    #: "changed between 2026-11-02 13:40 and 14:05 UTC"
    when: str
    #: language tags of what is shown; "" when unknown
    language: str


def card_text(view: DiffView, telling: int | None, *, zone: tzinfo = UTC) -> CardText:
    """The card of a comparison. `telling`: the operation that says most, None when no paragraph differs."""
    passages = gist(view.change, telling, view.old, view.new)
    passage = passages[0] if passages else None
    headline = headline_pieces(view.change) or [Piece("same", view.new.headline or view.readable_url or view.url or "")]
    fired = {label.name for label in view.assessment.labels}
    return CardText(
        source=clean(view.source or ""),
        headline=_cleaned(headline),
        label=clean(passage.label) if passage else "",
        passage=_cleaned(passage.pieces) if passage else (),
        labels=tuple(name.value for name in HEAVIEST_FIRST if name in fired - _UNTOLD),
        versions=_versions(view),
        when=_when(view, zone),
        language=language_tag((view.old if passage and passage.is_old else view.new).language),
    )


def card_alt(text: CardText) -> str:
    """The card in words, for those who don't see it."""
    told = [f"{text.source}: " if text.source else "", f"“{_in_words(text.headline)}”. "]
    told += [f"{', '.join(filter(None, (text.versions, text.when)))}. "]
    told += [f"{text.label}: “{_in_words(text.passage)}”" if text.passage else ""]
    return "".join(told).strip()


def _in_words(pieces: Sequence[Piece]) -> str:
    signs = {"old": "[removed: {}]", "new": "[added: {}]"}
    short = excerpt(pieces, around=_ALT_AROUND, marked=_ALT_MARKED, whole=_ALT_WHOLE)
    return "".join(signs.get(piece.kind, "{}").format(piece.text) for piece in short)


def _cleaned(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """What is marked stays visible, whatever it is made of; breaks between paragraphs stay."""

    def shown(piece: Piece) -> Iterator[str]:
        for text in piece.text.split(BREAK):
            yield clean(text) if piece.kind == "same" or not text else visible(text)

    return tuple(Piece(piece.kind, BREAK.join(shown(piece))) for piece in pieces)


def _versions(view: DiffView) -> str:
    old, new = view.old_version, view.new_version
    if old.number is None or new.number is None:
        return f"{clean(old.label)} and {clean(new.label)} compared"
    return f"Version {old.number} to {new.number}"


def _when(view: DiffView, zone: tzinfo) -> str:
    version = view.new_version
    when = interval(version.after, version.by, zone)
    seen = when if version.after is None or not when else f"changed {when}"
    return ", ".join(filter(None, (seen, "recorded by hand" if version.origin is Origin.BY_HAND else "")))
