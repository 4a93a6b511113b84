"""How much a change weighs: its place in a list, never a reason to hide it.

weight = points of its heaviest label + 3 for each other kind of label + up to 20 for how much of the text differs,
between 1 and 100. A typographical difference in a headline weighs what typography weighs.
"""

from collections.abc import Iterable
from math import sqrt

from newsdiff.model.change import Label, LabelName

#: what a change of this kind may do to what a reader believes
POINTS = {
    LabelName.CORRECTION_NOTE: 60,
    LabelName.NEGATION: 60,
    LabelName.NUMBER: 50,
    LabelName.QUOTATION: 50,
    LabelName.NAME: 45,
    LabelName.HEDGE: 45,
    LabelName.ATTRIBUTION: 40,
    LabelName.HEADLINE: 30,
    LabelName.QUIET: 25,
    LabelName.UPDATE_NOTE: 20,
    LabelName.BYLINE: 20,
    LabelName.STANDFIRST: 15,
    LabelName.RETURNED: 15,
    LabelName.ALTERNATING: 10,
    LabelName.TYPO: 4,
    LabelName.IMAGE: 3,
    LabelName.STAMP: 1,
    LabelName.COSMETIC: 1,
}
_EACH_OTHER = 3
_WHOLE_TEXT = 20


def weigh(labels: Iterable[Label], differing: float) -> int:
    """The weight, 1 to 100, of labels on a change of which that part of the text (0 to 1) differs."""
    listed = list(labels)
    cosmetic = {label.field for label in listed if label.name is LabelName.COSMETIC and label.field}
    points = [POINTS[LabelName.COSMETIC if label.field in cosmetic else label.name] for label in listed]
    others = len({label.name for label in listed}) - 1
    size = round(_WHOLE_TEXT * sqrt(min(max(differing, 0.0), 1.0)))
    return min(100, max(1, max(points, default=0) + _EACH_OTHER * max(others, 0) + size))
