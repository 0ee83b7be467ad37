"""The application: the sub-commands and the options of `plan` itself."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import typer

COMMANDS = ("render", "versions", "export", "proposals", "tree", "parse", "check", "diff", "review", "mark", "tally")


def application(arguments: Sequence[str]) -> typer.Typer:
    """The application, with the one sub-command that the arguments name, or all where they name none (as for help)."""
    app = typer.Typer(
        name="plan",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,  # square brackets in help are square brackets
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    named = arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS
    for name in named:
        app.command(name)(import_module(f"bracketparse.commands.{name}").command)
    return app


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"plan {version('bracketparse')}")
        except PackageNotFoundError:
            typer.echo("plan (from a checkout)")
        raise typer.Exit


def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version and exit."),
) -> None:
    """Read a negotiating text full of square brackets, and write out any version of it."""
