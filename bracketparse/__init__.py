"""Read a negotiating text full of square brackets, and write out any version of it.

draft = bracketparse.parse(text)
text = bracketparse.render(draft, accept=["CAN"])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bracketparse.delegations import Delegation
    from bracketparse.difference import Difference
    from bracketparse.reconcile import Rendition
    from bracketparse.tree import Draft

__all__ = ["compare", "parse", "read", "render"]


def parse(
    text: str, *, venue: str | None = None, delegations: Iterable[Delegation] | None = None, base: str | None = None
) -> Draft:
    """Parse a negotiating text: any `str`, nothing raised, no character lost.

    `venue` is detected from the text where none is given; `delegations` are added to those known. `base` is the text of the
    base text, or of an earlier draft, where someone has it: it tells which words in a bracket are old.
    """
    from bracketparse import parsing

    return parsing.parse(text, venue=venue, delegations=delegations, base=base)


def read(
    path: str | PathLike[str],
    *,
    venue: str | None = None,
    delegations: Iterable[Delegation] | None = None,
    authors: Mapping[str, str] | None = None,
) -> Draft:
    """Read a draft from a file, text or Word.

    `authors` are names of authors in Word and their delegations: `{"Jane Roe": "CAN"}`.

    Raises OSError, or `readers.text.UnreadableError` for what is no draft; of a Word file with tracked changes by authors who
    are no known delegation, `readers.word.authors.UnknownAuthorsError`.
    """
    from pathlib import Path

    from bracketparse import parsing, readers

    source = readers.source(Path(path).read_bytes(), parsing.known(venue, delegations), authors)
    return parsing.parse_source(source, venue=venue, delegations=delegations, name=Path(path).name)


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


def compare(old: Draft | Rendition, new: Draft | Rendition) -> Difference:
    """What differs: between two drafts, as `plan diff A B` shows it, or between two versions, as `plan diff A --from … --as …`.

    A draft beside a rendition is taken as its base text.
    """
    from bracketparse.difference import compare_drafts, compare_versions
    from bracketparse.outcomes import Decisions
    from bracketparse.reconcile import Rendition, reconcile
    from bracketparse.sides import of_draft, of_rendition
    from bracketparse.writers.text import parts

    if not isinstance(old, Rendition) and not isinstance(new, Rendition):
        return compare_drafts(of_draft(old, beside=new.source), of_draft(new, beside=old.source))
    sides = [one if isinstance(one, Rendition) else reconcile(one, Decisions()) for one in (old, new)]
    return compare_versions(*(of_rendition(side, parts(side)) for side in sides))
