"""Marking: the draft's text with its wording in marks, tried by reading it back.

Marks must not change what they mark: a bracket that would be read otherwise with its marks than without stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bracketparse.delegations import Delegation
from bracketparse.marks import is_marked, marked_leaves
from bracketparse.parsing import parse
from bracketparse.tree import Draft, Proposal

_TRIALS = 8


@dataclass(frozen=True, slots=True)
class Marked:
    """A draft's text with its marks."""

    text: str
    written: int
    """Proposals whose words have marks now that had none."""
    inferred: int
    """Those of them that carry the sign of an inference."""
    left: tuple[str, ...]
    """Ids of proposals whose wording is known but does not stand in marks."""


def marked(draft: Draft, guess: bool = False, *, venue: str | None = None, delegations: Iterable[Delegation] = ()) -> Marked:
    """The text with marks where the wording is known, and with `guess` also, with a sign, where it is inferred.

    `venue` and `delegations` as the draft was parsed, and as its marked text will be.
    """
    known = ("base", "confirmed", "inferred") if guess else ("base", "confirmed")
    added = tuple(delegations)
    left: set[int] = set()
    text = ""
    for trial in range(_TRIALS + 1):
        text = "".join(text for _, text in marked_leaves(draft, guess, left))
        if trial == _TRIALS:
            break
        wrong = _misread(draft, parse(text, venue=venue, delegations=added).proposals, guess)
        if not wrong:
            break
        if wrong <= left:  # read by what its neighbours say, which are marked now
            wrong = {n for n, p in enumerate(draft.proposals) if any(_share(p, draft.proposals[m]) for m in wrong)}
        left |= wrong if trial < _TRIALS - 1 else set(range(len(draft.proposals)))
    written = [p for n, p in enumerate(draft.proposals) if n not in left and is_marked(draft, p, guess)]
    unmarked = [p.id for p in draft.proposals if p.evidence in known and p not in written and not _has_marks(draft, p)]
    return Marked(text, len(written), sum(p.evidence == "inferred" for p in written), tuple(unmarked))


def _share(a: Proposal, b: Proposal) -> bool:
    """True where one delegation stands behind both."""
    return not set(a.sponsors).isdisjoint(b.sponsors)


def _has_marks(draft: Draft, proposal: Proposal) -> bool:
    content = draft.source[proposal.inner : proposal.stop]
    return any(sign in content for sign in ("{++", "{--", "{~~"))


def _misread(draft: Draft, again: tuple[Proposal, ...], guess: bool) -> set[int]:
    """The brackets that are not read back as they were, by index."""
    wrong = set()
    for n, proposal in enumerate(draft.proposals):
        if n >= len(again) or (proposal.id, proposal.sponsors) != (again[n].id, again[n].sponsors):
            wrong.add(n)
            break  # what follows is out of step
        if (guess or is_marked(draft, proposal, guess)) and _told(proposal) != _told(again[n]):
            wrong.add(n)
    if not wrong and len(again) > len(draft.proposals):
        wrong.add(len(draft.proposals) - 1)
    return wrong


def _told(proposal: Proposal) -> tuple[object, ...]:
    """What a reading says: of a person's, that it is one."""
    evidence = "marked" if proposal.evidence in ("base", "confirmed") else proposal.evidence
    return evidence, proposal.confidence, [(s.role, s.text) for s in proposal.segments]
