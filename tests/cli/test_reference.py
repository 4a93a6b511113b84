"""The documentation of the command line is what the command line says of itself."""

from pathlib import Path

from tests.cli_reference import commands, help_of, reference

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_the_reference_is_up_to_date() -> None:
    assert (DOCS / "cli.md").read_text() == "\n".join(reference())


def test_every_help_text_has_an_example() -> None:
    without = [
        command
        for command in commands()
        if f"newsdiff {' '.join(command)}" not in help_of(*command).split("Options:")[0][30:]
    ]
    assert without == []


def test_every_command_is_in_the_readme() -> None:
    readme = (DOCS.parent / "README.md").read_text()
    missing = [command for command in commands() if f"`{' '.join(command)}" not in readme]
    assert missing == []
