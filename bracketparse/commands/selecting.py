"""Selecting: the options that say what becomes of the proposals, the same for every command that renders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bracketparse.commands.shared import Failure, Loaded, check_choice, split, tell, write_whole

if TYPE_CHECKING:
    from bracketparse.outcomes import Decisions
    from bracketparse.reconcile import Rendition
    from bracketparse.selectors import Selection

_WHO = "A delegation, group, paragraph, range, proposal, same:ID or all; repeatable."

AcceptOption = Annotated[list[str] | None, typer.Option("--accept", metavar="WHO", help=f"Take these in. {_WHO}")]
RejectOption = Annotated[list[str] | None, typer.Option("--reject", metavar="WHO", help="Leave these out.")]
HoldOption = Annotated[list[str] | None, typer.Option("--hold", metavar="WHO", help="Keep these in their brackets.")]
RestOption = Annotated[str, typer.Option("--rest", metavar="reject|accept|hold", help="What becomes of all others.")]
UndecidedOption = Annotated[
    str,
    typer.Option("--undecided", metavar="hold|guess", help="Wording that is not known: in brackets, or as it most likely is."),
]
WithGroupsOption = Annotated[bool, typer.Option("--with-groups", help="A State's groups speak for it too.")]
RenumberOption = Annotated[bool, typer.Option("--renumber", help="Renumber what follows a paragraph that came or went.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Refuse a version that rests on inference.")]


def wanted(
    loaded: Loaded,
    accept: list[str] | None,
    reject: list[str] | None,
    hold: list[str] | None,
    rest: str,
    undecided: str,
    with_groups: bool,
) -> Decisions:
    """The decisions that the options say, and those of the decisions file that the draft was loaded with."""
    from bracketparse.outcomes import Decisions

    check_choice("--rest", rest, ("reject", "accept", "hold"))
    check_choice("--undecided", undecided, ("hold", "guess"))
    for option, whos in (("--accept", accept), ("--reject", reject), ("--hold", hold)):
        if whos and not split(whos):
            raise Failure(f"{option} names nobody: give a delegation, a paragraph, a proposal or all.")
    return Decisions(
        *(split(accept), split(reject), split(hold)),
        rest=rest,  # type: ignore[arg-type]
        recorded=loaded.recorded,
        undecided=undecided,  # type: ignore[arg-type]
        with_groups=with_groups,
    )


def reconciled(loaded: Loaded, decisions: Decisions) -> Rendition:
    """The draft under the decisions."""
    from bracketparse.reconcile import reconcile
    from bracketparse.selectors import UnknownSelectorError
    from bracketparse.views import ViewError

    try:
        return reconcile(loaded.draft, decisions, loaded.known)
    except UnknownSelectorError as error:
        raise Failure(str(error)) from None
    except ViewError as error:
        raise Failure(f"refused: {error}.", 1) from None


def refuse_guesses(rendition: Rendition) -> None:
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
        raise Failure(
            f"refused: the wording of {len(guessed)} proposals is inferred or undecided: {some(guessed)}. See plan check.", 1
        )


def some(ids: list[str], most: int = 12) -> str:
    """The first of a list of ids, and how many more there are."""
    return ", ".join(ids[:most]) + (f" and {len(ids) - most} more" if len(ids) > most else "")


def renumbered(rendition: Rendition) -> Rendition:
    """The rendition with its labels running on; what changed, and what may refer to it, is told."""
    from bracketparse.numbering import renumber

    result = renumber(rendition)
    for name, old, new in result.table:
        tell(f"{name}: {old} → {new}")
    for name, words in result.at_risk:
        tell(f"{name}: “{words}” may refer to a label that changed; it was not touched.")
    return result.rendition


def keep_decisions(loaded: Loaded, rendition: Rendition, path: Path) -> None:
    """Keep what was decided here, and what the decisions file said that was read."""
    from bracketparse.decisions import Record, dumps, of
    from bracketparse.finding import match

    named = sorted({n for _, s in rendition.selections for n in s.proposals} | {entry.proposal for entry in loaded.recorded})
    chosen = [(n, rendition.outcomes[n].wanted) for n in named if rendition.outcomes[n].reason != "conflict"]
    read = loaded.record or Record()
    found = match(loaded.draft, [decision.place for decision in read.decisions])
    unfit = [decision for decision, where in zip(read.decisions, found, strict=True) if where.index is None]
    record = Record((*of(loaded.draft, chosen), *unfit), read.wordings, read.remarks)
    write_whole(path, dumps(record, loaded.draft.name).encode("utf-8"))


def none_of(loaded: Loaded, written: str, selection: Selection) -> str:
    """The sentence, without its stop, that what was `written` as an option selects nothing."""
    return f"{written}: there are no proposals {_whose(loaded, selection)}"


def _whose(loaded: Loaded, selection: Selection) -> str:
    """Of which proposals there are none."""
    from bracketparse.selectors import Strength, named

    view, _, who = selection.who.partition(":")
    if view == "opposed-by":
        code = named(loaded.draft, loaded.known, who)
        return f"that {loaded.known.name(code, loaded.language)} opposes in this draft"
    if selection.delegation:
        return f"of {loaded.known.name(selection.delegation, loaded.language)} in this draft"
    if selection.who in ("all", "untagged"):
        return "in this draft" if selection.who == "all" else "of nobody named in this draft"
    return f"in {selection.who}" if selection.strength == Strength.SPECIFIC else "of this kind in this draft"


def tell_of(loaded: Loaded, rendition: Rendition) -> None:
    """Say on stderr what the version is."""
    from bracketparse.summary import summary

    for verb, selection in rendition.selections:
        if not selection.proposals:
            told = none_of(loaded, f"--{verb} {selection.who}", selection)
            opposed = sum(selection.delegation in p.objectors for p in loaded.draft.proposals)
            tell(f"{told}; it objects to {opposed}, which takes nothing in or out." if opposed else f"{told}.")
    beside = unsure = 0
    for proposal, outcome in zip(rendition.draft.proposals, rendition.outcomes, strict=True):
        if outcome.reason == "outer":
            tell(f"{proposal.id} is not in the text: {outcome.detail}.")
        if outcome.reason == "conflict" and not proposal.positions:
            unsure += outcome.unsure
            beside += not outcome.unsure
        elif outcome.reason == "conflict":
            names = ", ".join(loaded.known.name(code, loaded.language) for code in proposal.sponsors)
            tell(f"{proposal.id} ({names}) stays in brackets: {outcome.detail}.")
    if beside:
        tell(f"{beside} alternatives of nobody named stay side by side in brackets: at most one of each set can stand.")
    if unsure:
        tell(
            f"{unsure} brackets of nobody named stay side by side: nothing tells whether they are alternatives (plan check -v)."
        )
    for sentence in summary(rendition, loaded.known, loaded.language):
        tell(f"{sentence}.")
