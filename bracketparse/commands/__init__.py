"""The `plan` command, a file per sub-command: each parses options, calls the library, prints. No logic lives here."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import typer

from bracketparse.commands.shared import Failure, SeenEnoughError, show_error

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


_UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for a wrong command line, wherever its version keeps that."""


def _check_command(arguments: Sequence[str]) -> None:
    """Refuse a command that does not exist."""
    named = arguments[0] if arguments else ""
    if named and named not in COMMANDS and not named.startswith("-"):
        import difflib

        near = difflib.get_close_matches(named.lower(), COMMANDS, 1, 0.5)
        hint = (
            f"Did you mean plan {near[0]}?" if near else "To read a draft: plan render DRAFT." if os.path.exists(named) else ""
        )
        raise Failure(f"There is no command “{named}”; there are {', '.join(COMMANDS)}. {hint}".strip())


def _refuse(error: Any, command: str) -> NoReturn:
    """Say in one sentence what is wrong with a command line. Where nothing was asked at all, that is the help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        sys.exit(2)
    told = (
        error.format_message().rstrip(".").replace("a valid int range", "a number in range").replace("valid integer", "number")
    )
    if name := getattr(error, "option_name", None) if getattr(error, "possibilities", None) is not None else None:
        import difflib

        near = difflib.get_close_matches(name, error.possibilities or (), 1)
        told = f"There is no option {name}" + (f"; did you mean {near[0]}?" if near else "")
    elif extra := re.search(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", told):
        told = f"“{extra[1]}” is one argument too many; a name with spaces stands in quotes"
    show_error(f"{told}{'' if told.endswith('?') else '.'} See {command} --help.")
    sys.exit(2)


def main() -> None:
    """Run `plan`. Every fault ends in one sentence on stderr and an exit code, never in a traceback."""
    gc.disable()  # one draft, then the end: what the collector could free is not worth its passes
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:]
    try:
        _check_command(arguments)
        sys.exit(application(arguments)(prog_name="plan", standalone_mode=False))
    except _UsageError as error:
        _refuse(error, " ".join(["plan", *arguments[:1]]))
    except typer.Abort:
        sys.exit(130)
    except Failure as failure:
        show_error(str(failure))
        sys.exit(failure.code)
    except (SeenEnoughError, BrokenPipeError):
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        show_error(f"the result could not be written: {error.strerror or error}.")
        sys.exit(2)
    except Exception as fault:
        if os.environ.get("PLAN_DEBUG"):
            raise
        show_error(f"a fault in plan itself: {type(fault).__name__}: {fault}. Nothing was written; please report it.")
        sys.exit(2)
