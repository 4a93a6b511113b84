"""What `search --json` prints (search.v1); its rules are those of `json_shapes`."""

from newsdiff.model.search import SearchHit, SearchPage, Sighting, Snippet
from newsdiff.render.json_shapes import Json, instant_json


def search_json(page: SearchPage) -> Json:
    """What `search --json` prints (search.v1): the hits, and where the list goes on."""
    return {
        "hits": [hit_json(hit) for hit in page.hits],
        "before": "{}:{}".format(*page.cursor) if page.cursor else None,
    }


def hit_json(hit: SearchHit) -> Json:
    """One article of which a version fits."""
    return {
        "article": hit.article_id,
        "url": hit.url,
        "source": hit.source,
        "headline": hit.headline,
        "versions": hit.versions,
        "ranges": [[first, last] for first, last in hit.ranges],
        "in_newest": hit.is_in_newest,
        "first_seen": _sighting_json(hit.first_seen),
        "last_seen_at": instant_json(hit.last_seen_at),
        "added": [_sighting_json(one) for one in hit.added],
        "removed": [_sighting_json(one) for one in hit.removed],
        "listed": _sighting_json(hit.listed),
        "shown": hit.shown,
        "language": hit.language,
        "snippets": [_snippet_json(snippet) for snippet in hit.snippets],
    }


def _sighting_json(sighting: Sighting) -> Json:
    return {
        "version": sighting.version,
        "after": instant_json(sighting.after),
        "by": instant_json(sighting.by),
    }


def _snippet_json(snippet: Snippet) -> Json:
    return {
        "field": snippet.passage.field.value,
        "paragraph": snippet.passage.paragraph,
        "text": snippet.passage.text,
        "spans": [[start, end] for start, end in snippet.spans],
    }
