"""Two articles -> Change: the fields that make a version, the paragraphs, the captions, the metadata."""

from datetime import datetime

from newsdiff.diff.align import align
from newsdiff.diff.marks import mark_words
from newsdiff.model.article import Article
from newsdiff.model.change import Change, FieldChange


def diff_articles(old: Article, new: Article) -> Change:
    """Everything that differs between two articles read by the same make of extractor.

    Stamps are compared as instants where both are known as such, otherwise as they are written. The metadata's values
    are shown as the page writes them.
    """
    return Change(
        fields=_differing(
            ("headline", old.headline, new.headline),
            ("standfirst", old.standfirst, new.standfirst),
            ("byline", old.byline, new.byline),
        ),
        operations=align(old.texts, new.texts),
        captions=align(old.captions, new.captions),
        metadata=_differing(
            _stamp("published", old.published, new.published, old.published_utc, new.published_utc),
            _stamp("modified", old.modified, new.modified, old.modified_utc, new.modified_utc),
            ("image", old.image, new.image),
            ("og_headline", old.headlines.og, new.headlines.og),
            ("json_ld_headline", old.headlines.json_ld, new.headlines.json_ld),
        ),
    )


def _stamp(
    name: str, old: str | None, new: str | None, old_utc: datetime | None, new_utc: datetime | None
) -> tuple[str, str | None, str | None]:
    """The same instant written in two ways is no difference."""
    same = old_utc is not None and old_utc == new_utc
    return name, old, old if same else new


def _differing(*values: tuple[str, str | None, str | None]) -> tuple[FieldChange, ...]:
    changes = []
    for name, old, new in values:
        if (old or None) == (new or None):
            continue
        spans_old, spans_new = mark_words(old, new) if old and new else ((), ())
        changes.append(FieldChange(name=name, old=old, new=new, spans_old=spans_old, spans_new=spans_new))
    return tuple(changes)
