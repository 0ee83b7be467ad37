"""`plan tree`: the amendment tree, drawn."""

from __future__ import annotations

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
    load,
    rich_print,
)


def command(
    draft: DraftArgument = None,
    depth: Annotated[int | None, typer.Option("--depth", metavar="N", min=1, help="Fold what is deeper.")] = None,
    within: Annotated[str | None, typer.Option("--in", metavar="BLOCK", help="Only this block and what hangs on it.")] = None,
    output: OutputOption = None,
    decisions: DecisionsOption = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    base: BaseOption = None,
    author: AuthorOption = None,
) -> None:
    """Draw the outline with its proposals."""
    from bracketparse.writers import drawing

    loaded = load(draft, venue, decisions=decisions, authors=author, base=base)
    if within is not None and not any(block.id == within for block in loaded.draft.blocks):
        import difflib

        near = difflib.get_close_matches(within, [block.id for block in loaded.draft.blocks], 3, 0.5)
        hint = f" The nearest are: {', '.join(near)}." if near else ""
        raise Failure(f"“{within}” is no block of this draft.{hint}")
    rich_print(drawing.draw(loaded.draft, depth, within), output, loaded, force)
