"""One article that a search found as the content of a feed's entry: HTML that stands by itself. All text is escaped."""

from newsdiff.model.search import Event, SearchHit, Snippet
from newsdiff.render.entry_html import link_html, marked_html
from newsdiff.render.html_parts import text_html
from newsdiff.render.html_table import excerpt_html, lang_attribute, pieces_html
from newsdiff.render.phrases import interval
from newsdiff.render.pieces import Piece, one_side
from newsdiff.render.search import hit_facts, hit_versions, snippet_place


def hit_summary(hit: SearchHit, event: Event | None) -> str:
    """What was done to it, or since when and until when it stands, as plain text."""
    if event is not None:
        listed = hit.listed
        return f"{event.capitalize()} in version {listed.version}; {interval(listed.after, listed.by)}"
    # when it was last seen changes with every look, and is no news
    told = "; ".join([hit_versions(hit), *hit_facts(hit, with_last_look=False)])
    return told[:1].upper() + told[1:]


def hit_html(hit: SearchHit, event: Event | None, *, link: str, history: str) -> str:
    """Where it stands, marked. `link` and `history`: addresses of what is told and of the article's history."""
    links = ((link, "Look at it"), (history, "History of the article"))
    lang = lang_attribute(hit.language)
    parts = [f"<p>{text_html(hit_summary(hit, event))}.</p>"]
    parts += [marked_html(snippet_place(hit, snippet), lang, snippet_html(snippet)) for snippet in hit.snippets]
    return "\n".join([*parts, f"<p>{' · '.join(link_html(to, name) for to, name in links)}</p>"])


def snippet_html(snippet: Snippet) -> str:
    """The words that were found, marked, with what stands around them."""
    return excerpt_html(_pieces(snippet))


def passage_html(snippet: Snippet) -> str:
    """The whole passage, in which the words that were found are marked."""
    return pieces_html(_pieces(snippet))


def _pieces(snippet: Snippet) -> list[Piece]:
    return one_side(snippet.passage.text, snippet.spans, "found")
