"""`plan render`: one version of the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bracketparse.commands.shared import (
    DecisionsOption,
    DraftArgument,
    Failure,
    ForceOption,
    LanguageOption,
    Loaded,
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
    split,
    tell,
    write_whole,
)

if TYPE_CHECKING:
    from bracketparse.outcomes import Decisions
from bracketparse.reconcile import Rendition

_WHO = "A delegation, group, paragraph, range, proposal, same:ID or all; repeatable."


def command(
    draft: DraftArgument = None,
    accept: Annotated[list[str] | None, typer.Option("--accept", metavar="WHO", help=f"Take these in. {_WHO}")] = None,
    reject: Annotated[list[str] | None, typer.Option("--reject", metavar="WHO", help="Leave these out.")] = None,
    hold: Annotated[list[str] | None, typer.Option("--hold", metavar="WHO", help="Keep these in their brackets.")] = None,
    rest: Annotated[str, typer.Option("--rest", metavar="reject|accept|hold", help="What becomes of all others.")] = "reject",
    decisions: DecisionsOption = None,
    write_decisions: Annotated[
        Path | None, typer.Option("--write-decisions", metavar="FILE", help="Keep what was decided here in a file.")
    ] = None,
    undecided: Annotated[
        str,
        typer.Option(
            "--undecided", metavar="hold|guess", help="Wording that is not known: in brackets, or as it most likely is."
        ),
    ] = "hold",
    with_groups: Annotated[bool, typer.Option("--with-groups", help="A State's groups speak for it too.")] = False,
    wrap: Annotated[str, typer.Option("--wrap", metavar="N|none|source", help="Columns; none: a line a paragraph.")] = "source",
    renumber: Annotated[bool, typer.Option("--renumber", help="Renumber what follows a paragraph that came or went.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse a version that rests on inference.")] = False,
    notes: NotesOption = None,
    to: Annotated[str, typer.Option("--to", metavar="text", help="Kind of output.")] = "text",
    output: OutputOption = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    lang: LanguageOption = None,
) -> None:
    """Print one version of the text. Nothing said: the base text."""
    from bracketparse.outcomes import Decisions
    from bracketparse.writers import text

    check_choice("--rest", rest, ("reject", "accept", "hold"))
    check_choice("--undecided", undecided, ("hold", "guess"))
    check_choice("--to", to, ("text",))
    check_wrap(wrap)
    check_suffix(output, (".txt", ".md"))
    loaded = load(draft, venue, lang, decisions)
    for path in (output, write_decisions):
        if path is not None:
            may_write(path, loaded, force or path == decisions)
    if output is not None and write_decisions is not None and output.resolve() == write_decisions.resolve():
        raise Failure(f"{output} cannot hold both the text and the decisions.")
    wanted = Decisions(
        *(split(accept), split(reject), split(hold)),
        rest=rest,  # type: ignore[arg-type]
        recorded=loaded.recorded,
        undecided=undecided,  # type: ignore[arg-type]
        with_groups=with_groups,
    )
    rendition = _reconcile(loaded, wanted)
    if strict:
        _refuse_guesses(rendition)
    if renumber:
        rendition = _renumbered(rendition)
    language = loaded.language if notes_wanted(notes, output) else ""
    put(text.write(rendition, wrap, language), output, loaded, force)
    if write_decisions:
        _write_decisions(loaded, rendition, write_decisions)
    _tell(loaded, rendition)


def _reconcile(loaded: Loaded, wanted: Decisions) -> Rendition:
    from bracketparse.reconcile import reconcile
    from bracketparse.selectors import UnknownSelectorError

    try:
        return reconcile(loaded.draft, wanted, loaded.known)
    except UnknownSelectorError as error:
        raise Failure(str(error)) from None


def _refuse_guesses(rendition: Rendition) -> None:
    """`--strict`: nothing that rests on inference, and nothing undecided."""
    guessed = [
        p.id
        for p, outcome in zip(rendition.draft.proposals, rendition.outcomes, strict=True)
        if (
            outcome.settled != "open"
            and (p.evidence in ("inferred", "none") or any(x.inferred for x in p.positions))
            and p.segments
        )
        or outcome.reason == "wording"
    ]
    if guessed:
        shown = ", ".join(guessed[:12]) + (f" and {len(guessed) - 12} more" if len(guessed) > 12 else "")
        raise Failure(f"refused: the wording of {len(guessed)} proposals is inferred or undecided: {shown}. See plan check.", 1)


def _renumbered(rendition: Rendition) -> Rendition:
    from bracketparse.numbering import renumber

    result = renumber(rendition)
    for name, old, new in result.table:
        tell(f"{name}: {old} → {new}")
    for name, words in result.at_risk:
        tell(f"{name}: “{words}” may refer to a label that changed; it was not touched.")
    return result.rendition


def _write_decisions(loaded: Loaded, rendition: Rendition, path: Path) -> None:
    """Keep what was decided here, and what the decisions file said that was read."""
    from bracketparse.decisions import Record, dumps, of
    from bracketparse.matching import match

    named = sorted({n for _, s in rendition.selections for n in s.proposals} | {entry.proposal for entry in loaded.recorded})
    chosen = [(n, rendition.outcomes[n].wanted) for n in named if rendition.outcomes[n].reason != "conflict"]
    read = loaded.record or Record()
    found = match(loaded.draft, [decision.place for decision in read.decisions])
    unfit = [decision for decision, where in zip(read.decisions, found, strict=True) if where.index is None]
    record = Record((*of(loaded.draft, chosen), *unfit), read.wordings, read.remarks)
    write_whole(path, dumps(record, loaded.draft.name).encode("utf-8"))


def _tell(loaded: Loaded, rendition: Rendition) -> None:
    """Say on stderr what the version is."""
    from bracketparse.summary import summary

    for verb, selection in rendition.selections:
        if not selection.proposals:
            name = loaded.known.name(selection.delegation, loaded.language) if selection.delegation else selection.who
            tell(f"--{verb} {selection.who}: there are no proposals of {name} in this draft.")
    for proposal, outcome in zip(rendition.draft.proposals, rendition.outcomes, strict=True):
        if outcome.reason == "outer":
            tell(f"{proposal.id} is not in the text: {outcome.detail}.")
        if outcome.reason == "conflict":
            names = ", ".join(loaded.known.name(code, loaded.language) for code in proposal.sponsors)
            tell(f"{proposal.id} ({names}) stays in brackets: {outcome.detail}.")
    for sentence in summary(rendition, loaded.known, loaded.language):
        tell(f"{sentence}.")
