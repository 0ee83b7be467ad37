"""Deciding: what was decided of each proposal, and which proposals a filter shows."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from bracketparse.decisions import Record, of
from bracketparse.finding import match
from bracketparse.outcomes import Recorded, Verb
from bracketparse.tree import Draft

State = Literal["accept", "reject", "hold", "open", "conflict"]
"""What was decided of a proposal; `open` where nothing was, `conflict` where the record says two things."""
STATES: tuple[State, ...] = ("open", "accept", "reject", "hold", "conflict")


def states(draft: Draft, record: Record) -> tuple[State, ...]:
    """What a record decides of each proposal of a draft."""
    verbs: dict[int, set[Verb]] = {}
    for recorded in recorded_in(draft, record):
        verbs.setdefault(recorded.proposal, set()).add(recorded.verb)
    return tuple(
        "open" if n not in verbs else "conflict" if len(verbs[n]) > 1 else next(iter(verbs[n]))
        for n in range(len(draft.proposals))
    )


def recorded_in(draft: Draft, record: Record) -> tuple[Recorded, ...]:
    """The decisions of a record that fit a draft."""
    found = match(draft, [decision.place for decision in record.decisions])
    return tuple(
        Recorded(where.index, decision.verb)
        for decision, where in zip(record.decisions, found, strict=True)
        if where.index is not None
    )


def decide(draft: Draft, record: Record, proposals: Collection[int], verb: Verb | None) -> Record:
    """The record with a decision on some proposals, by index, in place of any before it; none with `verb` None."""
    found = match(draft, [decision.place for decision in record.decisions])
    kept = [d for d, where in zip(record.decisions, found, strict=True) if where.index not in proposals]
    made = of(draft, [(n, verb) for n in sorted(proposals)]) if verb else []
    return replace(record, decisions=(*kept, *made))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which proposals are shown: `by:CAN in:IV is:open risk` (delegation, section or paragraph, state, words)."""

    by: str = ""
    within: str = ""
    state: str = ""
    words: str = ""

    def __str__(self) -> str:
        parts = (("by:", self.by), ("in:", self.within), ("is:", self.state), ("", self.words))
        return " ".join(f"{name}{value}" for name, value in parts if value)


def parse_filter(text: str) -> Filter:
    """A filter as it is typed."""
    named = dict.fromkeys(("by", "in", "is"), "")
    words = []
    for word in text.split():
        if (match := re.fullmatch(r"(by|in|is):(.*)", word)) is not None:
            named[match[1]] = match[2]
        else:
            words.append(word)
    return Filter(named["by"].upper(), named["in"], named["is"].lower(), " ".join(words))


def shown(draft: Draft, found: tuple[State, ...], wanted: Filter) -> tuple[int, ...]:
    """The proposals, by index, that a filter shows."""
    inside = _under(draft, wanted.within) if wanted.within else None
    words = wanted.words.casefold()
    return tuple(
        n
        for n, proposal in enumerate(draft.proposals)
        if (not wanted.by or wanted.by in proposal.sponsors)
        and (inside is None or proposal.block in inside)
        and (not wanted.state or found[n].startswith(wanted.state))
        and words in f"{proposal.id} {proposal.words}".casefold()
    )


def _under(draft: Draft, wanted: str) -> set[str]:
    """The ids of a block and of all that hangs on it."""
    inside = {wanted}
    for block in draft.blocks:
        if block.parent in inside:
            inside.add(block.id)
    return inside


def sections(draft: Draft) -> tuple[str, ...]:
    """The ids of the blocks that hang on nothing and hold proposals, themselves or below them."""
    parents = {block.id: block.parent for block in draft.blocks}
    tops: dict[str, None] = {}
    for proposal in draft.proposals:
        block: str | None = proposal.block
        while block is not None and (above := parents.get(block)) is not None:
            block = above
        tops[block or proposal.block] = None
    return tuple(tops)
