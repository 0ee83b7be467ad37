"""Read a negotiating text full of square brackets, and write out any version of it.

draft = bracketparse.parse(text)
text = bracketparse.render(draft, accept=["CAN"])
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bracketparse.delegations import Delegation
    from bracketparse.tree import Draft

__all__ = ["parse", "read", "render"]


def parse(text: str, *, venue: str | None = None, delegations: Iterable[Delegation] | None = None) -> Draft:
    """Parse a negotiating text: any `str`, nothing raised, no character lost.

    `venue` is detected from the text where none is given; `delegations` are added to those known.
    """
    from bracketparse import parsing

    return parsing.parse(text, venue=venue, delegations=delegations)


def read(path: str | PathLike[str], *, venue: str | None = None, delegations: Iterable[Delegation] | None = None) -> Draft:
    """Read a draft from a file. Raises OSError, or `readers.text.UnreadableError` for what is no text."""
    from dataclasses import replace
    from pathlib import Path

    from bracketparse import parsing
    from bracketparse.readers.text import decode

    text, encoding = decode(Path(path).read_bytes())
    draft = parsing.parse(text, venue=venue, delegations=delegations, name=Path(path).name)
    return replace(draft, encoding=encoding)


def render(
    draft: Draft,
    *,
    accept: Iterable[str] = (),
    reject: Iterable[str] = (),
    hold: Iterable[str] = (),
    rest: Literal["reject", "accept", "hold"] = "reject",
    undecided: Literal["hold", "guess"] = "hold",
    with_groups: bool = False,
    wrap: int | Literal["none", "source"] = "source",
    notes: bool = False,
) -> str:
    """One version of the text, as `plan render` prints it. Raises `selectors.UnknownSelectorError`.

    With `notes`, a sign stands at each place that rests on an inferred wording, and a closing note says how many there are.
    """
    from bracketparse.outcomes import Decisions
    from bracketparse.reconcile import reconcile
    from bracketparse.writers import text

    decisions = Decisions(tuple(accept), tuple(reject), tuple(hold), rest, undecided=undecided, with_groups=with_groups)
    return text.write(reconcile(draft, decisions), wrap, draft.language if notes else "")
