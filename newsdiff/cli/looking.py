"""`snapshot` and `schedule`: looking again, and having it done by cron or systemd."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from newsdiff.cli.settings import JsonFlag, load, opened, print_json, warn
from newsdiff.errors import ConfigError

if TYPE_CHECKING:
    from newsdiff.tracking.snapshot import SnapshotReport


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(snapshot)
    plan = typer.Typer(no_args_is_help=True, help="Have `newsdiff snapshot` run by cron or systemd.")
    plan.command("install")(schedule_install)
    plan.command("remove")(schedule_remove)
    app.add_typer(plan, name="schedule")


def snapshot(
    ctx: typer.Context,
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARTICLE...", help="only these (ignores the schedule)", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="all feeds and articles, due or not")] = False,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="only this source")] = None,
    max_time: Annotated[
        float | None, typer.Option(metavar="SECONDS", min=1, help="start no more looks after this time")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="print a summary by outcome")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Look at everything that is due.

    Feeds first, then articles. This is what cron runs. Prints nothing when nothing changed and nothing failed.
    Exits with 1 when something failed, with 3 when another run holds the archive.

    \b
    newsdiff snapshot
    newsdiff snapshot --all -v
    newsdiff snapshot 12 https://example.org/news/story
    """
    from newsdiff.cli.progress import progress
    from newsdiff.tracking.report import news_lines

    if articles and (everything or source):
        raise ConfigError("name articles, or give --all or --source, not both")
    with opened(ctx) as app:
        if source is not None:
            app.require_source(source)
        named = [app.article(name) for name in articles] if articles else None
        with progress(sys.stderr.isatty() and not as_json) as bar:
            report = app.snapshot(
                everything=everything,
                source=source,
                articles=named,
                max_time_s=max_time,
                on_result=bar.advance,
                on_plan=bar.plan,
            )
        summary = app.summary(report)
        if as_json:
            from newsdiff.render.json_archive import snapshot_json

            print_json(snapshot_json(summary))
        else:
            _tell(report, news_lines(report, summary), summary.warnings)
            if verbose:
                _tell_counts(report)
            else:
                _tell_left_out(report, is_asked_for=everything or bool(articles))
    if report.failures or report.feed_failures:
        raise typer.Exit(1)


def _tell(report: "SnapshotReport", lines: list[str], warnings: Sequence[str]) -> None:
    """What a person must hear of: changes on stdout, warnings and failures on stderr. Nothing else."""
    from newsdiff.render.clean import clean

    for line in lines:
        typer.echo(clean(line))
    for warning in warnings:
        warn(f"newsdiff: warning: {warning}")
    for failed in report.failures:
        seen = failed.observation
        what = f"{seen.outcome.value.replace('_', ' ')}{f' ({seen.reason})' if seen.reason else ''}"
        warn(f"newsdiff: article {failed.article.id} {failed.article.url}: {what}: {seen.detail}")
    for feed in report.feed_failures:
        warn(f"newsdiff: feed {feed.feed.id}: {feed.observation.error}")


def _tell_left_out(report: "SnapshotReport", *, is_asked_for: bool) -> None:
    """Looks that were not made, where somebody waits for them: they were asked for, or the pass was broken off."""
    from newsdiff.render.phrases import count

    if report.deferred and is_asked_for:
        warn(f"newsdiff: {count(report.deferred, 'look')} put off: the host asked for quiet or failed lately")
    if report.left and report.stopped_by == "signal":
        warn(f"newsdiff: told to stop: {count(report.left, 'look')} left for the next run")


def _tell_counts(report: "SnapshotReport") -> None:
    """How many looks, with which outcomes, and why some were not made."""
    from newsdiff.render.phrases import count

    total = sum(report.outcomes.values())
    parts = [f"{n} {outcome.value.replace('_', ' ')}" for outcome, n in sorted(report.outcomes.items())]
    typer.echo(f"{count(total, 'article')} looked at in {report.elapsed_s:.1f} s: {', '.join(parts) or 'none was due'}")
    typer.echo(f"{count(report.feeds_checked, 'feed')} looked at, {count(report.new_articles, 'new article')}")
    if report.deferred:
        typer.echo(f"{count(report.deferred, 'look')} put off: the host asked for quiet or failed lately")
    if report.left:
        why = "--max-time was reached" if report.stopped_by == "time" else "it was told to stop"
        typer.echo(f"{count(report.left, 'look')} left for the next run: {why}")


def schedule_install(
    ctx: typer.Context,
    cron: Annotated[bool, typer.Option("--cron", help="write a line into your crontab")] = False,
    print_kind: Annotated[
        Literal["cron", "systemd"] | None, typer.Option("--print", help="only print what would be written")
    ] = None,
    minutes: Annotated[int, typer.Option("--every", metavar="MINUTES", min=1, max=59, help="how often")] = 5,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="do not ask before writing")] = False,
) -> None:
    """Have `newsdiff snapshot` run every few minutes. Shows what it writes before it writes it.

    \b
    newsdiff schedule install --cron
    newsdiff schedule install --print systemd
    """
    from newsdiff.cli import crontab
    from newsdiff.config import FILE_NAME

    config = load(ctx)
    command = crontab.snapshot_command(config)
    left_behind = sorted(
        origin for name, origin in config.origins.items() if "NEWSDIFF_" in origin and name != "archive.db"
    )
    if left_behind:
        warn(f"newsdiff: warning: cron will not know {', '.join(left_behind)}: write them into {FILE_NAME}")
    if print_kind == "systemd":
        typer.echo(crontab.systemd_units(command, minutes))
        return
    line = crontab.cron_line(command, minutes)
    if print_kind == "cron":
        typer.echo(line)
        return
    if not cron:
        raise ConfigError("say --cron to write a line into your crontab, or --print cron|systemd to see it")
    before = crontab.read()
    after = crontab.with_line(before, line)
    _confirm(before, after, yes)
    crontab.write(after)
    typer.echo("installed; `newsdiff schedule remove --cron` takes it out again")


def schedule_remove(
    ctx: typer.Context,
    cron: Annotated[bool, typer.Option("--cron", help="take newsdiff's line out of your crontab")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="do not ask before writing")] = False,
) -> None:
    """Take out what `schedule install` wrote; everything else stays.

    \b
    newsdiff schedule remove --cron
    """
    from newsdiff.cli import crontab

    if not cron:
        raise ConfigError(
            "say --cron to take the line out of your crontab; for systemd: "
            "systemctl --user disable --now newsdiff.timer"
        )
    before = crontab.read()
    after = crontab.without_line(before, crontab.cron_line(crontab.snapshot_command(load(ctx)), 1))
    if after == before:
        typer.echo("your crontab has no line of newsdiff for this archive")
        return
    _confirm(before, after, yes)
    crontab.write(after)
    typer.echo("removed")


def _confirm(before: str, after: str, yes: bool) -> None:
    import difflib

    difference = difflib.unified_diff(
        before.splitlines(), after.splitlines(), "crontab", "new crontab", lineterm="", n=1
    )
    typer.echo("\n".join(difference))
    if not yes and not typer.confirm("Write this crontab?"):
        raise typer.Exit(1)
