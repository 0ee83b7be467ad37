"""Confirm: the readings that people gave, put into the tree.

An answer is applied where its bracket is found again with the same words. Answers to one bracket that differ are a conflict:
none of them is applied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bracketparse.decisions import Wording
from bracketparse.finding import match
from bracketparse.parsing import OF_WORDING, of_wording, role_at, with_diagnostics
from bracketparse.readings import Parts, confirmed, parts_of, segments_of, to_marks
from bracketparse.tree import Draft, Proposal, Segment


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A draft with the answers that fit it, and what is to be said of the others."""

    draft: Draft
    moved: tuple[tuple[Wording, str], ...] = ()
    """Those whose proposal has another id now."""
    unfit: tuple[tuple[Wording, str], ...] = ()
    """Those that were not applied, each with the reason."""
    conflicts: tuple[tuple[str, tuple[Wording, ...]], ...] = ()
    """Ids of proposals with answers that differ."""


def confirm(draft: Draft, wordings: Sequence[Wording]) -> Confirmation:
    """Put confirmed readings into a draft."""
    answers: dict[int, dict[Parts, tuple[tuple[Segment, ...], Wording]]] = {}
    moved, unfit = [], []
    for wording, found in zip(wordings, match(draft, [w.place for w in wordings]), strict=True):
        if found.index is None:
            unfit.append((wording, found.why_not))
            continue
        proposal = draft.proposals[found.index]
        segments = segments_of(draft, proposal, wording.reading)
        if segments is None:
            unfit.append((wording, f"its words are not those of {proposal.id}"))
        elif proposal.evidence == "marked" and parts_of(proposal.segments) != parts_of(segments):
            marked = to_marks(parts_of(proposal.segments))
            unfit.append((wording, f"the draft itself marks the words of {proposal.id} otherwise: {marked}"))
        else:
            answers.setdefault(found.index, {}).setdefault(parts_of(segments), (segments, wording))
            if wording.place.id not in ("", proposal.id):
                moved.append((wording, proposal.id))
    proposals = list(draft.proposals)
    conflicts = []
    for index, given in sorted(answers.items()):
        if len(given) > 1:
            conflicts.append((proposals[index].id, tuple(wording for _, wording in given.values())))
            proposals[index] = _undecided(draft, index)
        elif proposals[index].evidence != "marked":
            segments, wording = next(iter(given.values()))
            who = f" ({wording.source})" if wording.source else ""
            proposals[index] = confirmed(proposals[index], segments, f"a person confirmed it{who}")
    return Confirmation(_with(draft, proposals, set(answers)), tuple(moved), tuple(unfit), tuple(conflicts))


def _undecided(draft: Draft, index: int) -> Proposal:
    """The proposal with its words undecided, for people disagree about them."""
    proposal = draft.proposals[index]
    words: Parts = (("undecided", " ".join(text for _, text in parts_of(proposal.segments))),)
    return replace(
        proposal,
        segments=segments_of(draft, proposal, words) or proposal.segments,
        evidence="none",
        confidence=None,
        reasons=("the answers given differ",),
        likeliest=proposal.likeliest or tuple(s for s in proposal.segments if s.role != "undecided"),
    )


def _with(draft: Draft, proposals: list[Proposal], touched: set[int]) -> Draft:
    """The draft with these proposals: what stands inside them knows its new surroundings, and the diagnostics are made anew."""
    for index, proposal in enumerate(proposals):
        if proposal.parent in touched and proposal.parent is not None:
            proposals[index] = replace(proposal, role_in_parent=role_at(proposals[proposal.parent], proposal.start))
    made = replace(draft, proposals=tuple(proposals))
    return with_diagnostics(made, [*(d for d in draft.diagnostics if d.code not in OF_WORDING), *of_wording(made)])
