"""Sentences: what the sentence around a bracket would say in a reading, in full, with the change marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from bracketparse.outcomes import Decisions, Recorded, Verb
from bracketparse.readings import confirmed
from bracketparse.reconcile import reconcile
from bracketparse.tree import Draft, Proposal, Segment
from bracketparse.typography import Run

State = Literal["same", "old", "new"]
Marked = tuple[tuple[State, str], ...]
"""A text in runs: what is the same, the old words, the new words."""
_SENTENCE_END = re.compile(r"[.!?…][”»)\]]*\s+(?=[\"“«¿¡(\[]*[A-ZÀ-ÖØ-Þ\d])")


@dataclass(frozen=True, slots=True)
class Sentences:
    """A sentence in one reading. Empty where the words are not in the text at all."""

    marked: Marked
    """Old and new words side by side."""
    base: Marked
    """Without the proposal."""
    result: Marked
    """With it."""


def sentences(draft: Draft, index: int, segments: tuple[Segment, ...]) -> Sentences:
    """The sentence that a proposal stands in, if its words are read so."""
    part, kept = around(draft, index)
    own = kept.index(index)
    proposals = list(part.proposals)
    proposals[own] = confirmed(proposals[own], segments, "")
    part = replace(part, proposals=tuple(proposals))
    return Sentences(*(_cut(_runs(part, own, *how), own) for how in (("accept", True), ("reject", False), ("accept", False))))


def around(draft: Draft, index: int) -> tuple[Draft, tuple[int, ...]]:
    """The draft with no other blocks than those that a proposal stands in, and which of its proposals are left, by index."""
    proposal = draft.proposals[index]
    own = next(b for b in draft.blocks if b.id == proposal.block)
    first, last = min(own.start, proposal.start), max(own.end, proposal.end)
    blocks = tuple(
        b
        for b in draft.blocks
        if b is own
        or (b.start < proposal.end and b.end > proposal.start)
        or (b.kind in ("note", "furniture") and first <= b.start < last)  # a page number in the midst of it
    )
    start, end = min(b.start for b in blocks), max(b.end for b in blocks)
    kept = tuple(n for n, p in enumerate(draft.proposals) if p.start < end and p.end > start)
    new = {n: k for k, n in enumerate(kept)}
    proposals = tuple(_moved(draft, n, new) for n in kept)
    return replace(draft, blocks=blocks, proposals=proposals), kept


def _moved(draft: Draft, n: int, new: dict[int, int]) -> Proposal:
    proposal = draft.proposals[n]
    return replace(proposal, parent=new.get(proposal.parent) if proposal.parent is not None else None)


def _runs(part: Draft, own: int, verb: Verb, marked: bool) -> list[tuple[Run, bool]]:
    """The runs of the blocks under a decision on one proposal, all others left out; True where a block begins."""
    rendition = reconcile(part, Decisions(recorded=(Recorded(own, verb),)), marked=marked)
    return [
        (run, n == 0)
        for rendered in rendition.blocks
        if rendered.kind not in ("note", "furniture")
        for n, run in enumerate([*([Run(f"{rendered.label} ", "base")] if rendered.label else []), *rendered.runs])
    ]


_STATES: dict[str, State] = {"inserted": "new", "deleted": "old", "base": "old"}
"""What the proposal's own words are in a run of that state."""


def _cut(runs: list[tuple[Run, bool]], own: int) -> Marked:
    """The sentence around the proposal's own runs, or around the seam where it was."""
    text, spans = "", []
    places: list[tuple[int, int]] = []
    for run, begins in runs:
        if begins and text:
            text += "\n"
        start = len(text)
        text += run.text
        if run.proposal == own:
            state = _STATES.get(run.state, "same")
            left = start + len(run.text) - len(run.text.lstrip())
            right = len(text.rstrip())
            spans.append((left, right, state))
            places.append((left, right))
        elif own in run.seam:
            places.append((start, start))
    if not places:
        places = [(len(text), len(text))]
    begin, end = _bounds(text, min(a for a, _ in places), max(b for _, b in places))
    found: list[tuple[State, str]] = []
    position = begin
    for left, right, state in spans:
        found += [("same", text[position:left]), (state, text[left:right])]
        position = right
    found.append(("same", text[position:end].rstrip()))
    return tuple((state, words) for state, words in found if words)


def _bounds(text: str, first: int, last: int) -> tuple[int, int]:
    """Where the sentence begins that holds `first`, and where the one ends that holds `last`."""
    begin, end = 0, len(text)
    for match in _SENTENCE_END.finditer(text):
        if match.end() <= first and not _is_label(text, match.start()):
            begin = match.end()
        if match.start() >= last:
            end = match.end()
            break
    return begin, end


def _is_label(text: str, stop: int) -> bool:
    """True where the full stop is that of a paragraph's label."""
    line = text[text.rfind("\n", 0, stop) + 1 : stop]
    return len(line) < 8 and " " not in line
