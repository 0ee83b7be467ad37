"""Confirm: the readings that people gave, put into the tree.

An answer is applied where its bracket is found again with the same words. Answers to one bracket that differ are a conflict:
none of them is applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bracketparse.decisions import Wording
from bracketparse.finding import match
from bracketparse.parsing import OF_WORDING, of_wording, with_diagnostics
from bracketparse.readings import Parts, confirmed, parts_of, segments_of, to_marks
from bracketparse.tree import Draft, Proposal, Segment
from bracketparse.wording import again, surrounded


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
    settled = {index: next(iter(given.values())) for index, given in answers.items() if len(given) == 1}
    disputed = {index: tuple(w for _, w in given.values()) for index, given in sorted(answers.items()) if len(given) > 1}
    made = _disputed(_settled(draft, settled), disputed) if answers else draft
    conflicts = tuple((draft.proposals[index].id, given) for index, given in disputed.items())
    return Confirmation(_with(draft, made), tuple(moved), tuple(unfit), conflicts)


def _settled(draft: Draft, settled: Mapping[int, tuple[tuple[Segment, ...], Wording]]) -> Draft:
    """The draft with these answers; what they tell of other brackets is inferred anew."""
    proposals = list(draft.proposals)
    for index, (segments, wording) in settled.items():
        if proposals[index].evidence != "marked":
            who = f" ({wording.source})" if wording.source else ""
            proposals[index] = confirmed(proposals[index], segments, f"a person confirmed it{who}")
    return again(replace(draft, proposals=tuple(proposals)))


def _disputed(draft: Draft, indices: Iterable[int]) -> Draft:
    """The draft with the words of these undecided, for people disagree about them."""
    proposals = list(draft.proposals)
    for index in indices:
        proposals[index] = _undecided(draft, index)
    return surrounded(replace(draft, proposals=tuple(proposals)))


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


def _with(before: Draft, made: Draft) -> Draft:
    """The draft with the diagnostics of its wording made anew."""
    if made is before:
        return before
    return with_diagnostics(made, [*(d for d in before.diagnostics if d.code not in OF_WORDING), *of_wording(made)])
