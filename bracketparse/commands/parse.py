"""`plan parse`: the amendment tree as JSON."""

from __future__ import annotations

from bracketparse.commands.shared import (
    AuthorOption,
    BaseOption,
    DecisionsOption,
    DraftArgument,
    ForceOption,
    OutputOption,
    VenueOption,
    check_suffix,
    load,
    put,
)


def command(
    draft: DraftArgument = None,
    decisions: DecisionsOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    base: BaseOption = None,
    author: AuthorOption = None,
) -> None:
    """Print the amendment tree as JSON."""
    from bracketparse.writers import json

    check_suffix(output, (".json",))
    loaded = load(draft, venue, decisions=decisions, authors=author, base=base)
    put(json.write(loaded.draft), output, loaded, force)
