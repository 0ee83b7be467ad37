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
    LanguageOption,
    OutputOption,
    VenueOption,
    check_suffix,
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
    lang: LanguageOption = None,
) -> None:
    """Draw the outline with its proposals."""
    from bracketparse.writers import drawing

    check_suffix(output, (".txt", ".md"))
    loaded = load(draft, venue, lang, decisions, author, base)
    if within is not None and not any(block.id == within for block in loaded.draft.blocks):
        from bracketparse.selectors import nearest, there_are

        near = nearest(within, [block.id for block in loaded.draft.blocks])
        hint = f"The nearest are: {', '.join(near)}." if near else there_are(loaded.draft)
        raise Failure(f"“{within}” is no block of this draft. {hint}".rstrip())
    rich_print(drawing.draw(loaded.draft, loaded.language, depth, within), output, loaded, force)
