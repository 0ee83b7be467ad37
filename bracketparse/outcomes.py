"""Outcomes: what becomes of each proposal under a set of decisions.

Order-free: decisions are a set, every proposal is settled by the strongest of those that name it, and what cannot be carried
out together stays in its brackets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bracketparse.selectors import Selection, Strength
from bracketparse.tree import Draft
from bracketparse.venues import venue

Verb = Literal["accept", "reject", "hold"]
Settled = Literal["accepted", "rejected", "open"]


_NAMED = 8
"""So many alternatives are named in a sentence."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision from a decisions file, already matched to a proposal of this draft."""

    proposal: int
    verb: Verb


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is to become of the proposals."""

    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    hold: tuple[str, ...] = ()
    rest: Verb = "reject"
    recorded: tuple[Recorded, ...] = ()
    undecided: Literal["hold", "guess"] = "hold"
    with_groups: bool = False

    def all_whos(self) -> Iterator[tuple[Verb, str]]:
        """Every `(verb, WHO)`."""
        for verb, whos in (("accept", self.accept), ("reject", self.reject), ("hold", self.hold)):
            for who in whos:
                yield verb, who  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a proposal."""

    settled: Settled
    reason: str = ""
    """Why it stays open: `held`, `wording`, `conflict`, `tabled` (words on the table, of which nobody wants a change)."""
    wanted: Verb = "reject"
    detail: str = ""
    """Of a conflict: a sentence."""
    unsure: bool = False
    """True where nothing tells whether it is one."""


def settle(draft: Draft, decisions: Decisions, selections: Sequence[tuple[Verb, Selection]]) -> tuple[Outcome, ...]:
    """What becomes of each proposal."""
    votes: list[list[tuple[tuple[int, int], Verb, str]]] = [[] for _ in draft.proposals]
    for verb, selection in selections:
        for index in selection.proposals:
            votes[index].append(((selection.strength, 1), verb, selection.who))
    for recorded in decisions.recorded:
        votes[recorded.proposal].append(((Strength.SPECIFIC, 0), recorded.verb, "the decisions file"))
    wanted: list[Outcome] = []
    strengths: list[int] = []
    for mine in votes:
        strongest = max((strength for strength, _, _ in mine), default=(Strength.REST, 0))
        verbs = {verb: who for strength, verb, who in reversed(mine) if strength == strongest}
        strengths.append(strongest[0])
        if len(verbs) > 1:
            told = " and ".join(f"{verb} for {who}" for verb, who in sorted(verbs.items()))
            wanted.append(
                Outcome(
                    "open",
                    "conflict",
                    "accept" if "accept" in verbs else "hold",
                    f"it is selected twice, with the same strength: {told}",
                )
            )
        else:
            wanted.append(_outcome(next(iter(verbs), decisions.rest)))
    _leave_tabled(draft, wanted, strengths)
    _carry_alternatives(draft, wanted, strengths)
    for index, proposal in enumerate(draft.proposals):
        if proposal.effect != "undecided" or not proposal.segments or wanted[index].settled == "open":
            continue
        if wanted[index].settled == "accepted" or not _wildcard(draft, index):
            wanted[index] = Outcome("open", "wording", wanted[index].wanted)
    _exclude_alternatives(draft, wanted, strengths, _named(decisions, selections))
    _find_conflicts(draft, wanted)
    _drop_with_the_outer(draft, wanted)
    return tuple(wanted)


def _leave_tabled(draft: Draft, wanted: list[Outcome], strengths: list[int]) -> None:
    """Words on the table, in the brackets of nobody, stay open until somebody decides on them: the venue's rule."""
    if venue(draft.venue).untagged != "open":
        return
    for index, proposal in enumerate(draft.proposals):
        if strengths[index] == Strength.REST and proposal.tabled and wanted[index].wanted == "reject":
            wanted[index] = Outcome("open", "tabled", "reject")


def _drop_with_the_outer(draft: Draft, wanted: list[Outcome]) -> None:
    """What stands in words that are not in the text is not in the text either."""
    for index, proposal in enumerate(draft.proposals):
        if proposal.parent is None or (wanted[index].wanted == "reject" and wanted[index].reason != "tabled"):
            continue
        outer, settled = draft.proposals[proposal.parent].id, wanted[proposal.parent].settled
        gone = settled == "rejected" and proposal.role_in_parent == "insert"
        if gone or (settled == "accepted" and proposal.role_in_parent == "delete") or wanted[proposal.parent].reason == "outer":
            if wanted[index].reason == "tabled":
                wanted[index] = Outcome("rejected")  # nobody asked for it
                continue
            detail = f"it stands in words of {outer} that are not"
            wanted[index] = Outcome("rejected", "outer", wanted[index].wanted, detail)


def _outcome(verb: Verb) -> Outcome:
    if verb == "hold":
        return Outcome("open", "held", verb)
    return Outcome("accepted" if verb == "accept" else "rejected", "", verb)


def _alternatives(draft: Draft) -> dict[str, list[int]]:
    """Block or proposal id → the proposals that would take its place."""
    rivals: dict[str, list[int]] = defaultdict(list)
    for index, proposal in enumerate(draft.proposals):
        if proposal.alternative_to:
            rivals[proposal.alternative_to].append(index)
    return rivals


def _carry_alternatives(draft: Draft, wanted: list[Outcome], strengths: list[int]) -> None:
    """A text on the table and the alternative by the same delegation are one change: what is said of one goes for both.

    Of two that were named, the one named more strongly leads; a delegation that is behind one only leads none.
    """
    ids = {p.id: n for n, p in enumerate(draft.proposals)}
    for target, rivals in _alternatives(draft).items():
        first = ids.get(target)
        if first is None or draft.proposals[first].effect != "delete":
            continue
        for rival in rivals:
            both = {draft.proposals[rival].sponsors, draft.proposals[first].sponsors}
            if not set.intersection(*map(set, both)):
                continue
            if len(both) > 1 and max(strengths[rival], strengths[first]) < Strength.SPECIFIC:
                continue
            if strengths[rival] > strengths[first]:
                wanted[first] = wanted[rival]
            elif strengths[first] > strengths[rival]:
                wanted[rival] = wanted[first]


def _wildcard(draft: Draft, index: int) -> bool:
    """True for `[other]`: which words it stands for is not known, but without them the text is certain."""
    return draft.proposals[index].tabled and not venue(draft.venue).fused


def _leave_one(draft: Draft, wanted: list[Outcome], strengths: list[int], members: Sequence[int], first: int | None) -> bool:
    """Of alternatives of nobody named, the one accepted stands and the others fall, unless they are held as strongly.

    `first` is the one to which the others are alternatives; whether it is one itself, to another, does not matter here.
    """
    if not all(draft.proposals[n].tabled for n in members):
        return False
    accepted = [n for n in members if wanted[n].settled == "accepted"]
    if any(wanted[n].reason == "wording" and wanted[n].wanted == "accept" for n in members):
        for n in accepted:
            wanted[n] = Outcome("open", "conflict", "accept", "which words one of its alternatives stands for is not known")
        return True
    if len(accepted) != 1:
        return False
    if draft.proposals[accepted[0]].unsure and accepted[0] != first:
        return True
    for n in members:
        if wanted[n].settled == "open" and strengths[n] < strengths[accepted[0]] and not draft.proposals[n].unsure:
            wanted[n] = Outcome("rejected")
    return True


def _settle_tabled(draft: Draft, wanted: list[Outcome], members: Sequence[int]) -> None:
    """Of words on the table and others that are to replace them, those fall when one of these stands, and stand when none does:
    `[a - EU retain / b - US]`.
    """
    tabled = [n for n in members if draft.proposals[n].tabled]
    others = [n for n in members if not draft.proposals[n].tabled]
    if len(tabled) != 1 or not others or wanted[tabled[0]].reason != "tabled":
        return
    if any(wanted[n].settled == "accepted" for n in others):
        wanted[tabled[0]] = Outcome("rejected")
    elif all(wanted[n].settled == "rejected" for n in others):
        wanted[tabled[0]] = Outcome("accepted", "", "reject")


def _named(decisions: Decisions, selections: Sequence[tuple[Verb, Selection]]) -> set[int]:
    """The proposals that are accepted one by one."""
    chosen = {s.proposals[0] for verb, s in selections if verb == "accept" and len(s.proposals) == 1 and not s.delegation}
    return chosen | {recorded.proposal for recorded in decisions.recorded if recorded.verb == "accept"}


def _exclude_alternatives(draft: Draft, wanted: list[Outcome], strengths: list[int], named: set[int]) -> None:
    """At most one of several alternatives can stand; where more were accepted all stay in brackets.

    Of which nothing tells whether they are alternatives, those that were named one by one stand together.
    """
    ids = {p.id: n for n, p in enumerate(draft.proposals)}
    for target, rivals in _alternatives(draft).items():
        accepted = [n for n in rivals if wanted[n].settled == "accepted" and not (draft.proposals[n].unsure and n in named)]
        first = ids.get(target)
        members = rivals if first is None else [first, *rivals]
        _settle_tabled(draft, wanted, members)
        if _leave_one(draft, wanted, strengths, members, first):
            continue
        if accepted and first is not None and wanted[first].settled == "open":
            for n in accepted:
                wanted[n] = Outcome("open", "conflict", "accept", f"{target}, whose place it would take, is still open")
            continue
        if first is not None and draft.proposals[first].effect == "insert" and wanted[first].settled == "accepted":
            accepted.insert(0, first)
        if len(accepted) < 2:
            continue
        names = ", ".join(draft.proposals[n].id for n in accepted[:_NAMED])
        names += f" and {len(accepted) - _NAMED} more" if len(accepted) > _NAMED else ""
        unsure = any(draft.proposals[n].unsure for n in accepted)
        detail = f"{'nothing tells whether more than one' if unsure else 'at most one'} of these can stand: {names}"
        if first is not None and first not in accepted and wanted[first].settled == "accepted":
            accepted.append(first)
        for n in accepted:
            wanted[n] = Outcome("open", "conflict", "accept", detail, unsure)


def _find_conflicts(draft: Draft, wanted: list[Outcome]) -> None:
    """What one deletes while another, accepted too, puts words into it."""
    for index, proposal in enumerate(draft.proposals):
        parent = proposal.parent
        if parent is None or proposal.role_in_parent != "delete" or wanted[index].reason == "tabled":
            continue
        if wanted[index].settled == "accepted" and proposal.effect == "delete":
            continue  # both take words out
        if wanted[parent].settled == "accepted" and wanted[index].settled != "rejected" and proposal.segments:
            both = f"{draft.proposals[parent].id} deletes the words that {proposal.id} stands in"
            for n in (index, parent):
                wanted[n] = Outcome("open", "conflict", wanted[n].wanted, both)
