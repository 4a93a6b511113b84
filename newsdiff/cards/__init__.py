"""Pictures of changes: fonts, and SVG to PNG. What stands on them is made in `newsdiff.render.card`.

Needs the extra `cards` (resvg_py, uharfbuzz); without it nothing links to pictures.
"""

from newsdiff.cards.draw import MISSING, Card, NoCard, are_there, card, png, release

__all__ = ["MISSING", "Card", "NoCard", "are_there", "card", "png", "release"]
