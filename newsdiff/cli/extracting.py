"""`extract`: what one page says."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsdiff.cli.settings import JsonFlag, TextFlag, load, print_json, read_file, warn, width
from newsdiff.errors import ConfigError, ExtractError

if TYPE_CHECKING:
    from newsdiff.model.article import Selectors


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command()(extract)


def extract(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="[FILE|-]", help="a page or text (default: standard input)")] = "-",
    url: Annotated[str, typer.Option(help="the page's address, for links and names")] = "",
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="apply the selectors configured for this source")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='read {"html": ..., "url": ...} lines, write one each')
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="list each block of the page: kept or not, and by which rule")
    ] = False,
    as_text: TextFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Show what is read out of a page.

    The article and nothing else; configured selectors are tried with --source.

    \b
    newsdiff extract page.html --url https://example.org/news/story
    newsdiff extract --source example --json < page.html
    newsdiff extract page.html --explain
    """
    selectors = _selectors(ctx, source)
    if jsonl:
        _answer_lines(selectors)
        return
    from newsdiff.extract import PageExtractor
    from newsdiff.render.json_shapes import article_json
    from newsdiff.tracking.by_hand import content_type_of

    payload = read_file(file)
    if explain:
        _explain(payload, url, selectors, as_json=as_json)
        return
    article = PageExtractor().extract(payload, url, content_type=content_type_of(payload), selectors=selectors)
    if as_json:
        print_json(article_json(article))
        return
    if as_text:
        from newsdiff.render.unified import plain_text

        typer.echo(plain_text(article), nl=False)
    else:
        from newsdiff.render.reading import render_article

        typer.echo(render_article(article, width=width()), nl=False)
    for warning in article.warnings:
        warn(f"newsdiff: warning: {warning}")


def _explain(payload: bytes, url: str, selectors: "Selectors", *, as_json: bool) -> None:
    from newsdiff.extract import PageExtractor
    from newsdiff.render.json_shapes import decisions_json
    from newsdiff.render.reading import render_decisions
    from newsdiff.tracking.by_hand import content_type_of

    decisions = PageExtractor().explain(payload, url, content_type=content_type_of(payload), selectors=selectors)
    if as_json:
        print_json(decisions_json(decisions))
    else:
        typer.echo(render_decisions(decisions, width=width()), nl=False)


def _selectors(ctx: typer.Context, source: str | None) -> "Selectors":
    from newsdiff.model.article import Selectors

    if source is None:
        return Selectors()
    config = load(ctx)
    if source not in config.sources:
        where = config.file or "newsdiff.toml"
        raise ConfigError(f"{where} has no [sources.{source}]; known: {', '.join(sorted(config.sources)) or 'none'}")
    return config.source(source).selectors


def _answer_lines(selectors: "Selectors") -> None:
    """One object for each line, flushed before the next line is read; a broken line gets an error."""
    from newsdiff.extract import PageExtractor
    from newsdiff.render.json_shapes import article_json

    extractor = PageExtractor()
    for line in sys.stdin.buffer:
        try:
            html, url = _page(line)
            # the text is decoded already: whatever charset the page claims is no longer true
            article = extractor.extract(
                html.encode("utf-8", "replace"), url, content_type="text/html", charset="utf-8", selectors=selectors
            )
            answer: Any = article_json(article)
        except (ConfigError, ExtractError) as error:
            answer = {"error": str(error)}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _page(line: bytes) -> tuple[str, str]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"no JSON: {error}") from error
    if not isinstance(value, dict) or not isinstance(value.get("html"), str):
        raise ConfigError('a line must be {"html": text, "url": text}')
    url = value.get("url") or ""
    if not isinstance(url, str):
        raise ConfigError("url must be a text")
    return value["html"], url
