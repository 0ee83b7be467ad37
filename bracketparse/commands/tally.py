"""`plan tally`: how much is proposed where and by whom, and how that changes from draft to draft."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, cast

import typer

from bracketparse.commands.shared import (
    AuthorOption,
    DecisionsOption,
    Failure,
    ForceOption,
    LanguageOption,
    Loaded,
    OutputOption,
    VenueOption,
    check_choice,
    check_suffix,
    loading,
    may_write,
    put,
    rich_print,
    size_of,
    split,
    with_progress,
)

if TYPE_CHECKING:
    from pathlib import Path

    from bracketparse.tally import By

_KINDS = {".txt": "table", ".svg": "svg", ".html": "html", ".csv": "csv", ".json": "json"}


def command(
    drafts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DRAFT]...",
            help="Drafts, the oldest first; - for standard input. Default: that of plan.toml, else the only one here.",
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="section|kind|depth|alternatives|delegation|matrix",
            help="What is counted; matrix: how often delegations are on the same side.",
        ),
    ] = "section",
    within: Annotated[list[str] | None, typer.Option("--in", metavar="BLOCK", help="Only in these blocks.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="table|svg|html|csv|json", help="Kind of output.")] = None,
    output: OutputOption = None,
    decisions: DecisionsOption = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    author: AuthorOption = None,
    lang: LanguageOption = None,
) -> None:
    """Count what stands in brackets.

    By section, kind, depth, alternatives or delegation; of several drafts, side by side.
    """
    from bracketparse.tally import BYS, TallyError, tally
    from bracketparse.writers import tally_data, tally_html, tally_svg, tally_table
    from bracketparse.writers.tally_view import view

    check_choice("--by", by, BYS)
    if to is None:
        check_suffix(output, tuple(_KINDS))
    kind = to or (_KINDS.get(output.suffix.lower(), "table") if output else "table")
    check_choice("--to", kind, ("table", "svg", "html", "csv", "json"))
    loaded = _load(drafts or [None], venue, lang, decisions, author)
    if output is not None:
        for one in loaded:
            may_write(output, one, force)
    chosen = [_chosen(one, split(within)) for one in loaded] if within else None
    try:
        made = tally([one.draft for one in loaded], cast("By", by), chosen, [_decided(one) for one in loaded])
    except TallyError as error:
        raise Failure(f"{error}. Name one.") from None
    shown = view(made, loaded[0].known, loaded[-1].language)
    match kind:
        case "table":
            rich_print(tally_table.TallyTable(shown), output, loaded[0], force)
        case "svg" | "html":
            put({"svg": tally_svg.write, "html": tally_html.write}[kind](shown), output, loaded[0], force)
        case _:
            put({"csv": tally_data.csv, "json": tally_data.json}[kind](made), output, loaded[0], force)


def _load(
    drafts: list[str] | list[None],
    venue: str | None,
    language: str | None,
    decisions: Path | None,
    author: list[str] | None,
) -> list[Loaded]:
    """The drafts in their order, under names that tell them apart."""
    from bracketparse.parsing import STEPS

    if list(drafts).count("-") > 1:
        raise Failure("Standard input can be one of the drafts, not more.")
    work = (step for draft in drafts for step in loading(draft, venue, language, decisions, author))
    done = with_progress(work, len(drafts) * STEPS, "reading", sum(map(size_of, drafts)))
    loaded = [step for step in done if isinstance(step, Loaded)]
    names = Counter(one.draft.name for one in loaded)
    return [
        replace(one, draft=replace(one.draft, name=str(one.path))) if names[one.draft.name] > 1 and one.path else one
        for one in loaded
    ]


def _decided(loaded: Loaded) -> set[int]:
    """The proposals that a decisions file takes in or leaves out, and those that stand or fall with them."""
    from bracketparse.outcomes import Decisions
    from bracketparse.reconcile import reconcile

    if not loaded.recorded:
        return set()
    outcomes = reconcile(loaded.draft, Decisions(rest="hold", recorded=loaded.recorded), loaded.known).outcomes
    return {n for n, outcome in enumerate(outcomes) if outcome.settled != "open"}


def _chosen(loaded: Loaded, blocks: tuple[str, ...]) -> set[int]:
    """The proposals in some blocks."""
    from bracketparse.selectors import UnknownSelectorError, select

    try:
        return {n for block in blocks for n in select(loaded.draft, loaded.known, block).proposals}
    except UnknownSelectorError as error:
        raise Failure(f"{loaded.shown_name}: {error}") from None
