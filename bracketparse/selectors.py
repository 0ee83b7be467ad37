"""Selectors: which proposals a `WHO` names, and how strongly (`commands.md`, Shared)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bracketparse import views
from bracketparse.delegations import Registry
from bracketparse.labels import OPTION
from bracketparse.tree import Draft, Proposal


class Strength(IntEnum):
    """What names the proposal or its paragraph is stronger than what names a delegation, that stronger than `all`."""

    REST = 0
    ALL = 1
    DELEGATION = 2
    SPECIFIC = 3


@dataclass(frozen=True, slots=True)
class Selection:
    """The proposals that one `WHO` names."""

    who: str
    strength: Strength
    proposals: tuple[int, ...]
    """Indices into `Draft.proposals`."""
    delegation: str | None = None
    """The code, where a delegation was named."""


class UnknownSelectorError(ValueError):
    """A `WHO` that names nothing; the message is a sentence for the user."""


def select(draft: Draft, known: Registry, who: str, with_groups: bool = False) -> Selection:
    """What `who` names. Raises UnknownSelectorError."""
    who = who.strip()
    proposals = draft.proposals
    if who == "all":
        return Selection(who, Strength.ALL, tuple(range(len(proposals))))
    if who == "untagged":
        return Selection(who, Strength.DELEGATION, tuple(n for n, p in enumerate(proposals) if not p.positions))
    if (chosen := views.chosen(draft, known, who)) is not None:
        return Selection(who, Strength.ALL, chosen)
    if who.startswith("same:"):
        wanted = _by_id(draft, who[5:])
        if wanted is None:
            raise _unknown(draft, known, who)
        return Selection(who, Strength.SPECIFIC, tuple(same_change(proposals, proposals[wanted])))
    if (one := _by_id(draft, who)) is not None:
        return Selection(who, Strength.SPECIFIC, (one,))
    if (span := _blocks(draft, who)) is not None:
        of_option = any(block.id == who and OPTION.match(block.label) for block in draft.blocks)
        option = next((n for n, p in enumerate(proposals) if of_option and p.option and p.block == who), None)
        if option is not None:
            return Selection(who, Strength.SPECIFIC, (option,))
        inside = tuple(n for n, p in enumerate(proposals) if span[0] <= p.start < span[1])
        return Selection(who, Strength.SPECIFIC, inside)
    code = delegation(draft, known, who)
    if code is None:
        raise _unknown(draft, known, who)
    codes = {code, *(known.groups_of(code) if with_groups else ())}
    chosen = tuple(n for n, p in enumerate(proposals) if codes & set(p.sponsors))
    return Selection(who, Strength.DELEGATION, chosen, code)


def delegation(draft: Draft, known: Registry, who: str) -> str | None:
    """The code of the delegation that `who` names, in capitals or not; None if there is none."""
    if who in draft.roster():
        return who
    return known.resolve(who) or known.resolve(who.upper()) or next((c for c in draft.roster() if c == who.upper()), None)


def _by_id(draft: Draft, wanted: str) -> int | None:
    return next((n for n, p in enumerate(draft.proposals) if p.id == wanted), None)


def _blocks(draft: Draft, who: str) -> tuple[int, int] | None:
    """The span of a block with all that hangs on it, or of a range of blocks."""
    names = {block.id: n for n, block in enumerate(draft.blocks)}
    first, _, last = who.partition("-")
    if who in names:
        first = last = who
    if first not in names and not last:  # a label that stands once in the draft needs no section before it
        once = [block.id for block in draft.blocks if block.id.rpartition(".")[2] == who]
        first = last = once[0] if len(once) == 1 else who
    if first not in names or last not in names:
        return None
    start = draft.blocks[names[first]].start
    return start, end_of(draft, last)


def end_of(draft: Draft, wanted: str) -> int:
    """Where the block of that id ends, with all that hangs on it."""
    inside = {wanted}
    end = 0
    for block in draft.blocks:
        if block.id == wanted or (block.parent in inside):
            inside.add(block.id)
            end = max(end, block.end)
    return end


def _unknown(draft: Draft, known: Registry, who: str) -> UnknownSelectorError:
    import difflib

    ids: Iterable[str] = [*(p.id for p in draft.proposals), *(b.id for b in draft.blocks)]
    codes = [f"{code} ({known.name(code, draft.language)})" for code in known.nearest(who, draft.roster())]
    near = [*codes, *difflib.get_close_matches(who, list(ids), 3, 0.7)][:4]
    hint = f" The nearest are: {', '.join(near)}." if near else ""
    return UnknownSelectorError(f"“{who}” names no delegation, paragraph or proposal of this draft.{hint}")


def same_change(proposals: Sequence[Proposal], proposal: Proposal) -> list[int]:
    """The proposals that make the same change by the same delegation: the same words out and in, whatever the order."""
    wanted = _change(proposal)
    return [n for n, other in enumerate(proposals) if other.sponsors == proposal.sponsors and _change(other) == wanted]


def _change(proposal: Proposal) -> tuple[object, ...]:
    if proposal.effect == "undecided":
        return ("undecided", frozenset(Counter(proposal.words.lower().split()).items()))
    return (proposal.deleted().lower(), proposal.inserted().lower())
