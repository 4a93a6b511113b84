"""`config`, `db`, `doctor`, `demo`: looking after newsdiff itself."""

import sys
from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated

import typer

from newsdiff.cli.settings import JsonFlag, load, opened, print_json, wants_colour, width
from newsdiff.errors import StorageError

if TYPE_CHECKING:
    from newsdiff.config import Config
    from newsdiff.render.rows import Setting


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    config = typer.Typer(no_args_is_help=True, help="Show the settings and where each came from.")
    config.command("show")(config_show)
    app.add_typer(config, name="config")
    db = typer.Typer(no_args_is_help=True, help="Look after the archive's schema.")
    db.command("status")(db_status)
    db.command("upgrade")(db_upgrade)
    db.command("backup")(db_backup)
    db.command("reindex")(db_reindex)
    app.add_typer(db, name="db")
    app.command()(doctor)
    app.command()(demo)


def config_show(ctx: typer.Context, as_json: JsonFlag = False) -> None:
    """Show every setting, its value, and where the value came from.

    \b
    newsdiff config show
    NEWSDIFF_FETCH_HOST_GAP_S=5 newsdiff config show --json
    """
    from newsdiff.config import FILE_NAME, config_folder

    config = load(ctx)
    settings = list(_settings(config))
    if as_json:
        from newsdiff.render.json_upkeep import config_json

        print_json(config_json(settings))
        return
    from newsdiff.render.settings import hanging, render_settings

    typer.echo(render_settings(settings, width=width()), nl=False)
    if not config.fetch.contact:
        place = config.file or config_folder() / FILE_NAME
        typer.echo()
        for text in (
            "fetch.contact is empty: sites cannot tell who is looking. Write your address into",
            f'{place}:  [fetch] contact = "you@example.org"',
        ):
            typer.echo("\n".join(hanging(text, width())))


def _settings(config: "Config") -> "Iterator[Setting]":
    from newsdiff.render.rows import Setting
    from newsdiff.storage.dialect import database_url

    db = config.db if "://" not in config.db else database_url(config.db).render_as_string(hide_password=True)
    yield Setting(name="archive.db", value=db, origin=config.origins["archive.db"])
    for section in ("fetch", "discover", "schedule", "knowledge"):
        settings = getattr(config, section)
        for item in fields(settings):
            name = f"{section}.{item.name}"
            yield Setting(name=name, value=getattr(settings, item.name), origin=config.origins[name])
    for name, source in sorted(config.sources.items()):
        chosen = {"article": source.selectors.article, "remove": source.selectors.remove, "policy": source.policy}
        for key, value in chosen.items():
            if value:
                yield Setting(name=f"sources.{name}.{key}", value=value, origin=str(config.file))


def db_status(ctx: typer.Context) -> None:
    """Say where the archive is and whether its schema is the one that this newsdiff needs.

    \b
    newsdiff db status
    """
    from newsdiff.app import schema_state

    name, found = schema_state(load(ctx))
    if found.is_empty:
        typer.echo(f"{name}: no archive yet; `newsdiff track URL` makes one")
    else:
        words = "current" if found.is_current else f"this newsdiff needs {found.needed}: run `newsdiff db upgrade`"
        if not found.is_known:
            words = f"newer than this newsdiff ({found.needed}): upgrade newsdiff"
        typer.echo(f"{name}: schema {found.current}, {words}")


def db_upgrade(
    ctx: typer.Context,
    no_backup: Annotated[bool, typer.Option("--no-backup", help="you made a backup yourself")] = False,
) -> None:
    """Bring the archive to the schema that this newsdiff needs, after a backup.

    \b
    newsdiff db upgrade
    """
    from newsdiff.app import upgrade
    from newsdiff.cli.progress import progress

    with progress(sys.stderr.isatty(), "indexing") as bar:
        name, saved, current = upgrade(load(ctx), backup=not no_backup, on_plan=bar.plan, on_article=bar.advance)
    if saved:
        typer.echo(f"backup: {saved}")
    typer.echo(f"{name}: schema {current}, current")


def db_backup(ctx: typer.Context) -> None:
    """Make a backup beside the archive (PostgreSQL: a dump in the working directory).

    \b
    newsdiff db backup
    """
    from newsdiff.app import backup

    typer.echo(f"backup: {backup(load(ctx))}")


def db_reindex(ctx: typer.Context) -> None:
    """Make the search index anew from the stored texts.

    It is kept true by itself: this is for a damaged one, and makes one smaller from which many texts have gone.

    \b
    newsdiff db reindex
    """
    from newsdiff.cli.progress import progress
    from newsdiff.render.phrases import count

    with opened(ctx) as app, progress(sys.stderr.isatty(), "indexing") as bar:
        done = app.reindex(on_plan=bar.plan, on_article=bar.advance)
    typer.echo(f"search index: {count(done, 'article')}")


def doctor(ctx: typer.Context, as_json: JsonFlag = False) -> None:
    """Look for trouble in the archive.

    Damage, failing feeds and hosts, suspects, overdue looks, too full plans, disk use. Exits with 1 when anything
    is found that needs attention.

    \b
    newsdiff doctor
    """
    from newsdiff.storage.dialect import Database, database_url
    from newsdiff.tracking.doctor import unusable

    try:
        with opened(ctx) as app:
            findings = app.doctor()
    except StorageError as error:  # what cannot be opened is the worst finding, not a reason to have none
        findings = [unusable(error, Database(database_url(load(ctx).db)).name)]
    if as_json:
        from newsdiff.render.json_upkeep import doctor_json

        print_json(doctor_json(findings))
    else:
        from newsdiff.render.health import render_findings

        typer.echo(render_findings(findings, width=width(), colour=wants_colour()), nl=False)
    if any(finding.severity != "note" for finding in findings):
        raise typer.Exit(1)


def demo() -> None:
    """Show all of newsdiff on invented articles.

    Needs no network. Serves a small site on this machine, tracks its feed into a throw-away archive, and takes
    snapshots while the site moves on.

    \b
    newsdiff demo
    """
    from newsdiff.demo.run import run

    run()
