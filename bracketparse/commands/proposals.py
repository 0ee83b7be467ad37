"""`plan proposals`: every proposal, with what it changes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bracketparse.commands.selecting import none_of
from bracketparse.commands.shared import (
    AuthorOption,
    BaseOption,
    DecisionsOption,
    DraftArgument,
    Failure,
    ForceOption,
    LanguageOption,
    Loaded,
    OutputOption,
    VenueOption,
    check_choice,
    check_suffix,
    load,
    put,
    rich_print,
    split,
    tell,
)


def command(
    draft: DraftArgument = None,
    by: Annotated[list[str] | None, typer.Option("--by", metavar="WHO", help="Only those of these delegations.")] = None,
    unopposed: Annotated[
        bool, typer.Option("--unopposed", help="Only those that no delegation opposes, where the venue records it.")
    ] = False,
    opposed_by: Annotated[
        list[str] | None, typer.Option("--opposed-by", metavar="WHO", help="Only those that these delegations oppose.")
    ] = None,
    supported_by: Annotated[
        int | None, typer.Option("--supported-by", metavar="N", min=1, help="Only those that N delegations or more want in.")
    ] = None,
    within: Annotated[list[str] | None, typer.Option("--in", metavar="BLOCK", help="Only those in these blocks.")] = None,
    why: Annotated[
        list[str] | None, typer.Option("--why", metavar="ID", help="The readings of a proposal, and the evidence for each.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="table|csv|json|md", help="Kind of output.")] = None,
    output: OutputOption = None,
    decisions: DecisionsOption = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    base: BaseOption = None,
    author: AuthorOption = None,
    lang: LanguageOption = None,
) -> None:
    """List every proposal: who, and what changes, in its context.

    Signs: old → new; + new words; − words taken out; ? wording not known; = words on the table, no change asked (retain, …).
    """
    from bracketparse.writers import listing

    kinds = {".csv": "csv", ".json": "json", ".md": "md"}
    if to is None:
        check_suffix(output, (*kinds, ".txt"))
    kind = to or (kinds.get(output.suffix.lower(), "table") if output else "table")
    check_choice("--to", kind, ("table", "csv", "json", "md"))
    loaded = load(draft, venue, lang, decisions, author, base)
    views = ("unopposed",) if unopposed else ()
    opposed = tuple(f"opposed-by:{who}" for who in split(opposed_by))
    supported = (f"supported-by:{supported_by}",) if supported_by else ()
    asked = {"--by": split(by), "--in": split(within), "--why": split(why), "--unopposed": views}
    chosen = _chosen(loaded, asked | {"--opposed-by": opposed, "--supported-by": supported})
    if why:
        _explain(loaded, chosen, kind, output, force)
        return
    rows = listing.rows(loaded.draft, chosen)
    if kind == "table":
        rich_print(listing.Listing(rows, loaded.language), output, loaded, force)
    elif kind == "md":
        put(listing.markdown(rows, loaded.language), output, loaded, force)
    else:
        put({"csv": listing.csv, "json": listing.json}[kind](rows), output, loaded, force)
    for note in listing.notes(rows, loaded.language):
        tell(note)


def _chosen(loaded: Loaded, asked: dict[str, tuple[str, ...]]) -> list[int]:
    """The proposals that all options name, each those of any of its WHOs. A delegation that none is of is told."""
    from bracketparse.selectors import UnknownSelectorError, select
    from bracketparse.views import ViewError

    chosen = set(range(len(loaded.draft.proposals)))
    try:
        for option, whos in asked.items():
            found = [select(loaded.draft, loaded.known, who) for who in whos]
            for selection in found:
                if not selection.proposals and option in ("--by", "--opposed-by"):
                    who = selection.who.removeprefix("opposed-by:")
                    tell(f"{none_of(loaded, f'{option} {who}', selection)}.")
            if whos:
                chosen &= {n for selection in found for n in selection.proposals}
    except UnknownSelectorError as error:
        raise Failure(str(error)) from None
    except ViewError as error:
        raise Failure(f"refused: {error}.", 1) from None
    return sorted(chosen)


def _explain(loaded: Loaded, chosen: list[int], kind: str, output: Path | None, force: bool) -> None:
    """Print the readings of the chosen proposals."""
    from bracketparse.writers import why

    if kind not in ("table", "json"):
        raise Failure("--why prints text, or JSON with --to json.")
    found = [why.why(loaded.draft, n) for n in chosen]
    put(why.as_json(found) if kind == "json" else why.as_text(found), output, loaded, force)
