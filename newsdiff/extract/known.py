"""What is known of a source, applied to an article: lines and boxes that are the source's and no story's leave it."""

from dataclasses import replace

from newsdiff.model.article import Article
from newsdiff.model.knowledge import Knowledge


def without_known(article: Article, knowledge: Knowledge) -> Article:
    """The article without the lines and boxes that are known; what left it is kept in `left_out`.

    It comes last, so that what is known changes nothing else. An article of nothing but such lines stays as it is.
    """
    lines, boxes = frozenset(knowledge.lines), frozenset(knowledge.boxes)
    places = article.places or ("",) * len(article.paragraphs)
    rows = list(zip(article.paragraphs, places, strict=True))
    kept = [(p, place) for p, place in rows if p.text not in lines and place not in boxes]
    if not kept or len(kept) == len(rows):
        return article
    stays = {id(p) for p, _ in kept}
    return replace(
        article,
        paragraphs=tuple(p for p, _ in kept),
        places=tuple(place for _, place in kept),
        left_out=tuple(p.text for p in article.paragraphs if id(p) not in stays),
    )
