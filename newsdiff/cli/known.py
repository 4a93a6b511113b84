"""`sources`: the publications, and what is known of each beyond its pages."""

from typing import TYPE_CHECKING, Annotated

import typer

from newsdiff.cli.settings import JsonFlag, LocalFlag, opened, print_json, width, zone

if TYPE_CHECKING:
    from newsdiff.model.knowledge import Word


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    group = typer.Typer(invoke_without_command=True, callback=sources)
    group.command("boilerplate")(boilerplate)
    group.command("learn")(learn)
    app.add_typer(group, name="sources")


def sources(ctx: typer.Context, local: LocalFlag = False, as_json: JsonFlag = False) -> None:
    """List the publications, or see what is known of one.

    \b
    newsdiff sources
    newsdiff sources boilerplate example
    """
    if ctx.invoked_subcommand is not None:
        return
    with opened(ctx) as app:
        rows = app.source_rows()
    if as_json:
        from newsdiff.render.json_archive import source_json

        print_json([source_json(row) for row in rows])
        return
    from newsdiff.render.listing import render_sources

    typer.echo(render_sources(rows, width=width(), zone=zone(local)), nl=False)


def boilerplate(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="NAME", help="a source, as `newsdiff sources` names it")],
    keep: Annotated[
        list[str] | None, typer.Option(metavar="LINE", help="this line or box belongs to the articles")
    ] = None,
    ban: Annotated[list[str] | None, typer.Option(metavar="LINE", help="this line never does")] = None,
    forget: Annotated[list[str] | None, typer.Option(metavar="LINE", help="take your word on it back")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show what is left out of a source's articles, and overrule it.

    Lines that stand on many articles of different stories, with the number of articles; boxes inside the body whose
    text changes by itself. A word of yours counts before what is learned. Nothing that was read before is changed:
    versions are read anew when they are compared.

    \b
    newsdiff sources boilerplate example
    newsdiff sources boilerplate example --ban "The Example is a member of the Press Trust."
    newsdiff sources boilerplate example --keep "Our view:"
    """
    with opened(ctx) as app:
        app.require_source(source)
        words = _words(keep, ban, forget)
        if words:
            app.say_of(source, words)
        learned = app.known_of(source)
    if as_json:
        from newsdiff.render.json_upkeep import boilerplate_json

        print_json(boilerplate_json(source, learned))
        return
    from newsdiff.render.listing import render_boilerplate

    typer.echo(render_boilerplate(learned), nl=False)


def _words(keep: list[str] | None, ban: list[str] | None, forget: list[str] | None) -> "list[tuple[str, Word]]":
    from newsdiff.model.knowledge import Word

    said = ((Word.KEEP, keep), (Word.BAN, ban), (Word.FORGET, forget))
    return [(text, word) for word, texts in said for text in texts or ()]


def learn(
    ctx: typer.Context,
    source: Annotated[str | None, typer.Argument(metavar="[NAME]", help="only this source", show_default=False)] = None,
) -> None:
    """Learn now what stands on many articles of a source.

    `snapshot` does it at its end, whenever there are enough new articles.

    \b
    newsdiff sources learn
    newsdiff sources learn example
    """
    from newsdiff.render.clean import clean
    from newsdiff.render.phrases import count

    with opened(ctx) as app:
        found = app.learn(source)
    for name, learned in found.items():
        what = f"{count(len(learned.lines), 'line')} and {count(len(learned.boxes), 'box', 'boxes')}"
        typer.echo(clean(f"{name}: {what} from {count(learned.articles, 'article')}"))
