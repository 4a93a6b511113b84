"""Articles made from a few words, and the labels of the change between two of them."""

from typing import Any

from newsdiff.diff.articles import diff_articles
from newsdiff.diff.labels import assess
from newsdiff.model.article import Article, ExtractionOutcome, Make, Paragraph
from newsdiff.model.change import Assessment, LabelName

_FIELDS = ("headline", "standfirst", "byline", "image", "modified", "published", "captions")


def article(said: str | list[str] | dict[str, Any], language: str | None = "en") -> Article:
    """An article of one paragraph, of several, or with fields."""
    fields: dict[str, Any] = {}
    if isinstance(said, dict):
        fields = {name: said[name] for name in _FIELDS if name in said}
        said = list(said["paragraphs"])
    paragraphs = [said] if isinstance(said, str) else said
    return Article(
        url="https://gull.example.org/pier",
        outcome=ExtractionOutcome.ARTICLE,
        make=Make(extractor="test"),
        language=language,
        paragraphs=tuple(Paragraph(text=text) for text in paragraphs),
        **fields,
    )


def assessed(
    old: str | list[str] | dict[str, Any], new: str | list[str] | dict[str, Any], language: str | None = "en"
) -> Assessment:
    """What the change from one to the other is."""
    a, b = article(old, language), article(new, language)
    said = new if isinstance(new, dict) else {}
    told = {name: said[name] for name in ("returns_to", "alternating", "stood_at") if name in said}
    return assess(diff_articles(a, b), a, b, **told)


def words_of(assessment: Assessment, name: LabelName) -> list[tuple[str, str]]:
    """The words that fired a label, on either side, once per label."""
    return [(label.old, label.new) for label in assessment.labels if label.name is name]
