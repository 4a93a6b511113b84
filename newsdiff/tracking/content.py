"""What makes a version, and what is only noted beside it. Pure."""

import hashlib
import json

from newsdiff.model.article import Article

Metadata = tuple[tuple[str, str | None], ...]


def content_hash(article: Article) -> str:
    """SHA-256 (hex) of what makes a version: headline, standfirst, byline and the paragraphs' texts."""
    content = [article.headline, article.standfirst, article.byline, list(article.texts)]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def metadata_of(article: Article) -> Metadata:
    """Stamps (as instants where the page gives them), lead image, captions and the headlines meant for machines."""
    return tuple(
        sorted(
            {
                "published": article.published_utc.isoformat() if article.published_utc else article.published,
                "modified": article.modified_utc.isoformat() if article.modified_utc else article.modified,
                "image": article.image,
                "captions": "\n".join(article.captions) or None,
                "og_headline": article.headlines.og,
                "json_ld_headline": article.headlines.json_ld,
            }.items()
        )
    )


def body_length(article: Article) -> int:
    """Characters of the body."""
    return sum(len(text) for text in article.texts)


def shared_part(old: Article, new: Article) -> float:
    """Part of the shorter body's characters that stands in paragraphs of both sides, word for word; 0 to 1."""
    texts = set(old.texts)
    shared = sum(len(text) for text in new.texts if text in texts)
    return shared / max(1, min(body_length(old), body_length(new)))


def is_same_story(old: Article, new: Article) -> bool:
    """Whether two pages tell one story: the same headline, or a third of the shorter body word for word."""
    return agree(old.headline, new.headline) or shared_part(old, new) >= 1 / 3


def agree(headline: str | None, other: str | None) -> bool:
    """Whether two headlines are one, letter case and punctuation aside. Two that are missing do not agree."""
    return bool(headline and other) and _bare(headline or "") == _bare(other or "")


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def is_beginning(new: Article, old: Article) -> bool:
    """Whether the new body is only a beginning of the old one; its last paragraph may be cut."""
    head, last = new.texts[:-1], new.texts[-1] if new.texts else ""
    if len(new.texts) > len(old.texts) or head != old.texts[: len(head)]:
        return False
    cut = last.rstrip(".… \u00a0")
    return body_length(new) < body_length(old) and bool(cut) and old.texts[len(head)].startswith(cut)
