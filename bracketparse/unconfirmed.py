"""Unconfirmed: where a rendition rests on an inferred wording, said at the place, and how often.

Whether the proposal is in or out: what was taken for its old words stands or falls by the inference as its new words do.
Nothing inferred may be read as if the delegation had written it so (`design.md`, 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bracketparse.tree import Proposal
from bracketparse.typography import Run

if TYPE_CHECKING:
    from bracketparse.ends import Rendered
    from bracketparse.outcomes import Outcome
    from bracketparse.reconcile import Rendition

_SIGNS = "†‡※"
"""The first of these that the draft itself does not use stands behind unconfirmed words."""


def is_unconfirmed(proposal: Proposal, outcome: Outcome | None = None) -> bool:
    """True where a proposal was settled (or would be) in a wording that nobody marked or confirmed."""
    settled = outcome is None or outcome.settled != "open"
    inferred = proposal.evidence == "inferred" or (outcome is not None and proposal.evidence == "none")
    return settled and inferred and bool(proposal.segments) and bool(proposal.positions)


def unconfirmed(rendition: Rendition) -> tuple[int, ...]:
    """The proposals, by index, in whose place the rendition rests on an inferred wording."""
    pairs = zip(rendition.draft.proposals, rendition.outcomes, strict=True)
    return tuple(n for n, (proposal, outcome) in enumerate(pairs) if is_unconfirmed(proposal, outcome))


def sign_for(source: str) -> str:
    """The sign that stands behind unconfirmed words."""
    return next((sign for sign in _SIGNS if sign not in source), _SIGNS[-1])


def with_signs(rendition: Rendition) -> tuple[Rendition, str, int]:
    """The rendition with a sign at each place that rests on an inferred wording; the sign; how many proposals that concerns.

    What was left out without a trace, a whole paragraph, has no place to say it at, and is counted all the same.
    """
    found = set(unconfirmed(rendition))
    sign = sign_for(rendition.draft.source)
    if not found:
        return rendition, sign, 0
    blocks = tuple(_signed(rendered, found, sign) for rendered in rendition.blocks)
    return replace(rendition, blocks=blocks), sign, len(found)


def _signed(rendered: Rendered, found: set[int], sign: str) -> Rendered:
    last: dict[int, int] = {}
    for n, run in enumerate(rendered.runs):
        for proposal in found.intersection(run.seam):
            last.setdefault(proposal, n - 1)
        if run.proposal in found and run.proposal is not None:
            last[run.proposal] = n
    places = set(last.values())
    if not places:
        return rendered
    runs: list[Run] = [Run(sign, "base")] if -1 in places else []
    for n, run in enumerate(rendered.runs):
        runs += _behind(run, sign) if n in places else [run]
    return replace(rendered, runs=tuple(runs))


def _behind(run: Run, sign: str) -> Sequence[Run]:
    """A run with the sign behind its last word."""
    words = run.text.rstrip()
    space = run.text[len(words) :]
    made = [replace(run, text=words), Run(sign, "base", run.proposal)]
    return [*made, Run(space, "base")] if space else made
