"""Finding: a proposal of one draft again in another, by its sponsors, its words, and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bracketparse.tree import Draft, Proposal

AROUND = 40
"""So many characters on either side are kept."""
_LIKELY = 10
"""With so many characters in common beside it, a bracket probably stands at the same place."""
SEPARATORS = ":/"
"""Signs between old and new words that belong to neither: a reading leaves them out, `plan mark` too."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which proposal is meant, told so that it can be found in the next draft."""

    id: str = ""
    sponsors: tuple[str, ...] = ()
    words: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a place was found."""

    index: int | None
    """The index in `Draft.proposals`; None where it was not found."""
    why_not: str = ""


def place(draft: Draft, index: int) -> Place:
    """The place of a proposal."""
    proposal = draft.proposals[index]
    return Place(proposal.id, proposal.sponsors, proposal.words, *_around(draft, proposal))


def match(draft: Draft, places: Sequence[Place]) -> tuple[Match, ...]:
    """Find each place's proposal: the same sponsors and words, told apart by surroundings, then by id."""
    by_words: dict[tuple[frozenset[str], str], list[int]] = {}
    for index, proposal in enumerate(draft.proposals):
        by_words.setdefault((frozenset(proposal.sponsors), folded(proposal.words)), []).append(index)
    by_id: dict[str, list[Place]] = {}
    for wanted in places:
        by_id.setdefault(wanted.id, []).append(wanted)
    matches = []
    for wanted in places:
        found = by_words.get((frozenset(wanted.sponsors), folded(wanted.words)), [])
        chosen = _choose(draft, wanted, found)
        if chosen is not None and any(_same(own, wanted) for own in by_id.get(draft.proposals[chosen].id, ())):
            chosen = None  # that one has an entry of its own
        matches.append(Match(chosen, "" if chosen is not None else _why_not(draft, wanted, found)))
    return tuple(matches)


def folded(words: str) -> str:
    """The words of a bracket, white space folded and stray separators left out, so that they are the same in every reading."""
    for sign in SEPARATORS:
        words = words.replace(sign, " ")
    return " ".join(words.split())


def _same(a: Place, b: Place) -> bool:
    """True where two entries have the same sponsors and words, and yet other ids."""
    return bool(a.sponsors) and a.id != b.id and set(a.sponsors) == set(b.sponsors) and folded(a.words) == folded(b.words)


def _choose(draft: Draft, wanted: Place, found: list[int]) -> int | None:
    """The one of several proposals with the same words that is meant, if that is certain."""
    scores = {n: _likeness(wanted, *_around(draft, draft.proposals[n])) for n in found}
    if not scores:
        return None
    best = max(scores.values())
    top = [n for n in found if scores[n] == best]
    if len(top) > 1:
        top = [n for n in top if draft.proposals[n].id == wanted.id]
    return top[0] if len(top) == 1 and (best >= _LIKELY or draft.proposals[top[0]].id == wanted.id) else None


def _likeness(wanted: Place, before: str, after: str) -> int:
    """How many characters next to the bracket are the same."""
    same = 0
    for a, b in zip(reversed(wanted.before), reversed(before), strict=False):
        if a != b:
            break
        same += 1
    for a, b in zip(wanted.after, after, strict=False):
        if a != b:
            break
        same += 1
    return same


def _why_not(draft: Draft, wanted: Place, found: list[int]) -> str:
    if len(found) == 1:
        return f"its words stand at {draft.proposals[found[0]].id} only, in other surroundings"
    if found:
        places = ", ".join(draft.proposals[n].id for n in found)
        return f"its words stand in several places ({places}), and its surroundings do not tell which is meant"
    same_words = next((p for p in draft.proposals if folded(p.words) == folded(wanted.words)), None)
    if same_words is not None:
        return f"{same_words.id} has these words but other sponsors: {', '.join(same_words.sponsors)}"
    here = max(
        (p for p in draft.proposals if set(p.sponsors) == set(wanted.sponsors)),
        key=lambda p: _likeness(wanted, *_around(draft, p)),
        default=None,
    )
    if here is not None and _likeness(wanted, *_around(draft, here)) >= _LIKELY:
        return f"at its place {here.id} has other words now: “{here.words}”"
    return "no proposal of these sponsors has these words"


def _around(draft: Draft, proposal: Proposal) -> tuple[str, str]:
    """A little of the text on either side, white space folded, as far as its block goes."""
    source = draft.source
    before = " ".join(source[max(0, proposal.start - 2 * AROUND) : proposal.start].split())[-AROUND:]
    after = " ".join(source[proposal.end : proposal.end + 2 * AROUND].split())[:AROUND]
    return before, after
