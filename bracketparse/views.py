"""Views: proposals by what delegations say of them: unopposed, opposed by somebody, supported by so many.

They count positions that are written in the text. No view says that anything is agreed: a delegation that is silent has no
position.
"""

from __future__ import annotations

from collections.abc import Iterator

from bracketparse.attitudes import WANTS_OUT
from bracketparse.tree import Draft
from bracketparse.venues import venue


class ViewError(ValueError):
    """A view that this draft does not allow; the message is a sentence."""


def chosen(draft: Draft, who: str) -> tuple[int, ...] | None:
    """The proposals that `unopposed` or `supported-by:N` names; None where `who` is none of these.

    Raises ViewError where the venue records no objections, or N is no number.
    """
    if who == "unopposed":
        return unopposed(draft)
    kind, _, value = who.partition(":")
    if kind == "supported-by":
        return supported_by(draft, value)
    return None


def unopposed(draft: Draft) -> tuple[int, ...]:
    """What some delegation wants in and none is written to want out, nor the words that it stands in.

    Raises ViewError where objections are not recorded.
    """
    facts = venue(draft.venue)
    if not facts.objections:
        raise ViewError(
            f"the texts of this venue ({draft.venue}) do not record who objects, so that none can be called unopposed"
        )
    objected = {remark.about for remark in draft.remarks if any(p.attitude in WANTS_OUT for p in remark.positions)}
    opposed: list[bool] = []
    for p in draft.proposals:
        around = p.parent is not None and opposed[p.parent]
        opposed.append(bool(p.opposers) or p.id in objected or around)
    return tuple(n for n, p in enumerate(draft.proposals) if p.supporters and p.segments and not opposed[n])


def opposed_by(draft: Draft, code: str) -> tuple[int, ...]:
    """What a delegation, by its code, is written to want out, in a bracket or in a remark about it.

    Raises ViewError where nothing is found and the venue records no objections: an empty list would look like an answer.
    """
    found = tuple(n for n, p in enumerate(draft.proposals) if code in p.opposers or code in _remarked(draft, p.id))
    if not found and not venue(draft.venue).objections:
        raise ViewError(
            f"the texts of this venue ({draft.venue}) do not record who objects, so that nothing tells what {code} opposes"
        )
    return found


def supported_by(draft: Draft, least: str) -> tuple[int, ...]:
    """What at least so many delegations want in. Raises ViewError where N is no number, or the venue names nobody."""
    if not least.isdecimal() or int(least) < 1:
        raise ViewError(f"supported-by takes a number of delegations from 1, not “{least}”")
    if not venue(draft.venue).tags and not any(p.supporters for p in draft.proposals):
        raise ViewError(f"the texts of this venue ({draft.venue}) do not record who wants what, so that nobody can be counted")
    return tuple(n for n, p in enumerate(draft.proposals) if len(p.supporters) >= int(least))


def _remarked(draft: Draft, about: str) -> Iterator[str]:
    for remark in draft.remarks:
        if remark.about == about:
            yield from (p.delegation for p in remark.positions if p.attitude in WANTS_OUT)
