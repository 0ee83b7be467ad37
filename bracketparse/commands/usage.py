"""Usage: a wrong command line, told in one sentence."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import typer

from bracketparse.commands.application import COMMANDS
from bracketparse.commands.shared import Failure, show_error

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for a wrong command line, wherever its version keeps that."""


def check_command(arguments: Sequence[str]) -> None:
    """Refuse a command that does not exist."""
    named = arguments[0] if arguments else ""
    if named and named not in COMMANDS and not named.startswith("-"):
        import difflib

        near = difflib.get_close_matches(named.lower(), COMMANDS, 1, 0.5)
        hint = "To read a draft: plan render DRAFT." if os.path.exists(named) else ""
        hint = f"Did you mean plan {near[0]}?" if near else hint
        raise Failure(f"There is no command “{named}”; there are {', '.join(COMMANDS)}. {hint}".strip())


def refuse(error: Any, command: str) -> NoReturn:
    """Say in one sentence what is wrong with a command line. Where nothing was asked at all, that is the help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        sys.exit(2)
    told = error.format_message().rstrip(".")
    told = told.replace("a valid int range", "a number in range").replace("valid integer", "number")
    if hasattr(error, "possibilities"):
        import difflib

        near = difflib.get_close_matches(error.option_name, error.possibilities or (), 1)
        told = f"There is no option {error.option_name}" + (f"; did you mean {near[0]}?" if near else "")
    elif extra := re.search(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", told):
        told = f"“{extra[1]}” is one argument too many; a name with spaces stands in quotes"
    show_error(f"{told}{'' if told.endswith('?') else '.'} See {command} --help.")
    sys.exit(2)
