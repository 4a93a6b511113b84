"""How the pages are to be read: looks and intervals, marks, what each label means, what the weight is."""

from itertools import groupby

from newsdiff.diff.labels.vocabulary import languages
from newsdiff.diff.labels.weight import POINTS
from newsdiff.model.change import LabelName
from newsdiff.render.labels import label_title
from newsdiff.web.page import Page
from newsdiff.web.words import label_anchor

#: what fires a label, in the order in which they are listed
MEANINGS = {
    LabelName.NUMBER: (
        "A number or its unit differs, is new or is gone, in digits or in words: 12 became 212, 1.5 % became 15 %."
    ),
    LabelName.NAME: "Another person, place or organisation, or one that is spelled in another way.",
    LabelName.QUOTATION: (
        "Words inside quotation marks differ, are new, or are gone. Another spelling alone (“any more”, “anymore”)"
        " gets no label."
    ),
    LabelName.NEGATION: (
        "A “not”, “never” or “no” was put into what a sentence says or taken out of it: “has paid”, “has not paid”."
        " One in place of another (“never” for “not”) gets no label, nor does one in a clause that came or went whole."
    ),
    LabelName.HEDGE: "A “probably”, “may” or “allegedly” was put in or taken out.",
    LabelName.ATTRIBUTION: "What is said has another source, or gained or lost one.",
    LabelName.CORRECTION_NOTE: "A new or changed note says that the article was wrong, or makes it clearer.",
    LabelName.UPDATE_NOTE: "A new or changed note says that the article was updated, and corrects nothing.",
    LabelName.TYPO: "A slip of spelling was mended or made, and nothing else in these words.",
    LabelName.COSMETIC: "Only typography differs: quotation marks, dashes, commas, white space and the like.",
    LabelName.HEADLINE: "The headline differs.",
    LabelName.STANDFIRST: "The lines between headline and text differ.",
    LabelName.BYLINE: "The names of the authors differ.",
    LabelName.IMAGE: "The picture above the text is another.",
    LabelName.STAMP: "The publisher gives another time of publication or modification.",
    LabelName.RETURNED: "The version says the same as an earlier one, with something else in between.",
    LabelName.ALTERNATING: "A headline, standfirst, byline or paragraph goes back and forth, here once more.",
    LabelName.QUIET: (
        "More differs than typography, order and spelling; the publisher gives the same modified time as before, which"
        " is not that of publication and is earlier than our last look at the old text; no note of a correction or"
        " update was added; and the text does not say that it will be updated. It tells what was seen, not what anybody"
        " meant."
    ),
}
#: of which the rules know words
_LANGUAGES = {
    **{"ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian"},
    **{"ja": "Japanese", "nl": "Dutch", "pt": "Portuguese", "ru": "Russian", "zh": "Chinese"},
}


def about_page() -> Page:
    """The same for every archive."""
    values = {
        "cosmetic": MEANINGS[LabelName.COSMETIC],
        "labels": [(label_anchor(name), label_title(name), words) for name, words in MEANINGS.items()],
        "languages": _listed(sorted(_LANGUAGES[tag] for tag in languages())),
        "weights": [
            (points, ", ".join(label_title(name) for name, _ in same))
            for points, same in groupby(sorted(POINTS.items(), key=lambda one: -one[1]), key=lambda one: one[1])
        ],
    }
    return Page(template="about.html", title="How to read these pages", values=values)


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
