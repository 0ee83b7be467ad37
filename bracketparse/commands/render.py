"""`plan render`: one version of the text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bracketparse.commands.selecting import (
    AcceptOption,
    HoldOption,
    RejectOption,
    RenumberOption,
    RestOption,
    StrictOption,
    UndecidedOption,
    WithGroupsOption,
    keep_decisions,
    reconciled,
    refuse_guesses,
    renumbered,
    tell_of,
    wanted,
)
from bracketparse.commands.shared import (
    AuthorOption,
    BaseOption,
    DecisionsOption,
    DraftArgument,
    Failure,
    ForceOption,
    LanguageOption,
    NotesOption,
    OutputOption,
    VenueOption,
    check_choice,
    check_suffix,
    check_wrap,
    load,
    may_write,
    notes_wanted,
    put,
)


def command(
    draft: DraftArgument = None,
    accept: AcceptOption = None,
    reject: RejectOption = None,
    hold: HoldOption = None,
    rest: RestOption = "reject",
    decisions: DecisionsOption = None,
    write_decisions: Annotated[
        Path | None, typer.Option("--write-decisions", metavar="FILE", help="Keep what was decided here in a file.")
    ] = None,
    undecided: UndecidedOption = "hold",
    with_groups: WithGroupsOption = False,
    wrap: Annotated[str, typer.Option("--wrap", metavar="N|none|source", help="Columns; none: a line a paragraph.")] = "source",
    renumber: RenumberOption = False,
    strict: StrictOption = False,
    notes: NotesOption = None,
    to: Annotated[str, typer.Option("--to", metavar="text", help="Kind of output.")] = "text",
    output: OutputOption = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    base: BaseOption = None,
    author: AuthorOption = None,
    lang: LanguageOption = None,
) -> None:
    """Print one version of the text. Nothing said: the base text."""
    from bracketparse.writers import text

    check_choice("--rest", rest, ("reject", "accept", "hold"))
    check_choice("--undecided", undecided, ("hold", "guess"))
    check_choice("--to", to, ("text",))
    check_wrap(wrap)
    check_suffix(output, (".txt", ".md"))
    loaded = load(draft, venue, lang, decisions, author, base)
    for path in (output, write_decisions):
        if path is not None:
            may_write(path, loaded, force or path == decisions)
    if output is not None and write_decisions is not None and output.resolve() == write_decisions.resolve():
        raise Failure(f"{output} cannot hold both the text and the decisions.")
    chosen = wanted(loaded, accept, reject, hold, rest, undecided, with_groups)
    rendition = reconciled(loaded, chosen)
    if strict:
        refuse_guesses(rendition)
    if renumber:
        rendition = renumbered(rendition)
    language = loaded.language if notes_wanted(notes, output) else ""
    put(text.write(rendition, wrap, language), output, loaded, force)
    if write_decisions:
        keep_decisions(loaded, rendition, write_decisions)
    tell_of(loaded, rendition)
