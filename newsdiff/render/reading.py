"""An article or a version as text for a person to read."""

from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo

from newsdiff.model.article import Article, Decision, ParagraphKind
from newsdiff.model.observation import Origin
from newsdiff.model.source import TrackedArticle
from newsdiff.model.version import Version
from newsdiff.render.clean import clean
from newsdiff.render.phrases import interval
from newsdiff.render.wrap import Run, cut, wrapped

#: longest line of running text, in columns: longer ones are hard to read
MEASURE = 88
_PREFIX = {ParagraphKind.LIST_ITEM: "• ", ParagraphKind.QUOTE: "> ", ParagraphKind.NOTE: "* "}


def render_article(article: Article, *, width: int = 80) -> str:
    """What a page says: headline, standfirst, byline, paragraphs, captions, metadata. Ends in a newline."""
    width = min(width, MEASURE)
    return "\n".join([*_article(article, width), *_metadata(article, width)]) + "\n"


def render_decisions(decisions: Sequence[Decision], *, width: int = 80) -> str:
    """What became of each block of a page, one line each: + or -, the kind or the rule, how the text begins."""
    reason = max((len(d.reason) for d in decisions), default=0)
    lines = []
    for decision in decisions:
        head = f"{'+' if decision.is_kept else '-'} {decision.reason:<{reason}}  "
        lines.append(head + cut(clean(decision.text), max(width - len(head), 20)))
    return "".join(f"{line}\n" for line in lines)


def render_version(
    tracked: TrackedArticle, version: Version, article: Article, *, width: int = 80, zone: tzinfo = UTC
) -> str:
    """A version with the facts about it, then what it says. Ends in a newline."""
    width = min(width, MEASURE)
    facts = [
        f"article {tracked.id}, version {version.number} of {tracked.versions}",
        interval(version.after, version.by, zone),
    ]
    if version.returns_to is not None:
        facts.append(f"returns to version {version.returns_to}")
    if version.origin is Origin.BY_HAND:
        facts.append("recorded by hand")
    withheld = [] if tracked.withheld is None else _lines(f"withheld from browsers: {tracked.withheld}", width)
    head = [*_lines(tracked.url, width), *_lines("  ".join(facts), width), *withheld, ""]
    return "\n".join([*head, *_article(article, width)]) + "\n"


def _article(article: Article, width: int) -> Iterator[str]:
    for text in (article.headline or "(no headline)", article.standfirst, article.byline):
        if text:
            yield from _lines(text, width)
    for paragraph in article.paragraphs:
        yield ""
        yield from _lines(paragraph.text, width, _PREFIX.get(paragraph.kind, ""))
    if not article.paragraphs:
        yield ""
        yield f"(no article text: {article.outcome.value.replace('_', ' ')})"
    for caption in article.captions:
        yield ""
        yield from _lines(caption, width, "[caption] ")


def _metadata(article: Article, width: int) -> Iterator[str]:
    """What is known beside the text, each with its name."""
    told = {
        "authors": ", ".join(article.authors),
        "source": article.source,
        "section": article.section,
        "language": article.language,
        "published": article.published,
        "modified": article.modified,
        "image": article.image,
        "image caption": article.image_caption if article.image_caption not in article.captions else None,
        "canonical": article.canonical,
        "amp": article.amp,
        "paywall": article.paywall.value if article.paywall else None,
    }
    # what only search engines and social networks are told
    told |= {
        name: text
        for name, text in (("og headline", article.headlines.og), ("json-ld headline", article.headlines.json_ld))
        if text != article.headline
    }
    known = [(name, text) for name, text in told.items() if text]
    if known:
        yield ""
    for name, text in known:
        yield from _lines(text, width, f"[{name}] ")


def _lines(text: str, width: int, prefix: str = "") -> Iterator[str]:
    room = max(10, width - len(prefix))
    for place, runs in enumerate(wrapped([Run(clean(text))], room)):
        yield (prefix if place == 0 else " " * len(prefix)) + "".join(run.text for run in runs)
