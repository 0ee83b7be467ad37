"""`plan check`: what is odd in a draft, and the drafting queries of its versions."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bracketparse.commands.shared import (
    AuthorOption,
    BaseOption,
    DecisionsOption,
    DraftArgument,
    Failure,
    ForceOption,
    OutputOption,
    VenueOption,
    check_choice,
    check_suffix,
    coloured,
    load,
    put,
    tell,
)


def command(
    draft: DraftArgument = None,
    to: Annotated[str | None, typer.Option("--to", metavar="text|json", help="Kind of output.")] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Notes too, and how the text was read.")] = False,
    explain: Annotated[str | None, typer.Option("--explain", metavar="CODE", help="Explain a rule (or all) and exit.")] = None,
    output: OutputOption = None,
    decisions: DecisionsOption = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    base: BaseOption = None,
    author: AuthorOption = None,
) -> None:
    """List faults, wording that is not certain, and drafting queries. Exit 1 where there are errors."""
    from bracketparse.writers import report

    if explain is not None:
        text = report.explain(explain)
        if text is None:
            raise Failure(f"There is no rule “{explain}”; there are {', '.join(report.codes())}.")
        put(text, output, None, force)
        return
    from bracketparse.check import check

    check_choice("--to", to, ("text", "json"))
    if to is None:
        check_suffix(output, (".txt", ".md", ".json"))
        to = "json" if output is not None and output.suffix.lower() == ".json" else "text"
    loaded = load(draft, venue, decisions=decisions, authors=author, base=base)
    found = check(loaded.draft, loaded.known)
    if to == "json":
        put(report.as_json(loaded.draft, found), output, loaded, force)
    else:
        if verbose:
            for line in report.reading(loaded.draft, loaded.known):
                tell(line)
        colour = output is None and coloured(sys.stdout)
        put_report = report.as_text(loaded.draft, found, verbose)
        if colour:
            sys.stdout.write(report.coloured(put_report))
        else:
            put(put_report, output, loaded, force)
        tell(report.totals(found, verbose))
    if any(report.severity(d) == "error" for d in found):
        raise typer.Exit(1)
