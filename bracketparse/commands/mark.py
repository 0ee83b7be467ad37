"""`plan mark`: the draft again, with what is known of its wording written into the brackets."""

from __future__ import annotations

from typing import Annotated

import typer

from bracketparse.commands.shared import (
    AuthorOption,
    BaseOption,
    DecisionsOption,
    DraftArgument,
    ForceOption,
    Loaded,
    OutputOption,
    VenueOption,
    check_suffix,
    load,
    may_write,
    put,
    tell,
    write_whole,
)


def command(
    draft: DraftArgument = None,
    guess: Annotated[
        bool, typer.Option("--guess", help="What is only inferred too, with a sign in the bracket that says so.")
    ] = False,
    decisions: DecisionsOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    base: BaseOption = None,
    author: AuthorOption = None,
) -> None:
    """Write the draft again, with its wording marked.

    What is known or confirmed of the words in brackets becomes CriticMarkup: {--old--}{++new++}.
    """
    from bracketparse.marking import marked

    check_suffix(output, (".txt", ".md"))
    loaded = load(draft, venue, decisions=decisions, authors=author, base=base)
    result = marked(loaded.draft, guess, venue=venue or loaded.project.venue, delegations=loaded.project.delegations)
    if output is None:
        put(result.text, None, loaded)
    else:
        may_write(output, loaded, force)
        write_whole(output, _encoded(loaded, result.text))
    told = f"Marked: {result.written} of {len(loaded.draft.proposals)} proposals"
    if result.inferred:
        told += f", {result.inferred} of them with the sign that their wording was inferred"
    if result.left:
        told += f"; left as they are, for marks would change how they are read: {', '.join(result.left)}"
    tell(f"{told}.")


def _encoded(loaded: Loaded, text: str) -> bytes:
    """The text in the bytes that the draft is written in, so that nothing but the marks is new."""
    from bracketparse.readers.text import encode_like

    data = loaded.path.read_bytes() if loaded.path is not None else b""
    return encode_like(data, loaded.draft.source, text)
