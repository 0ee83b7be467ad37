"""Selectors: which proposals a `WHO` names, and how strongly (`commands.md`, Shared)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
    view, _, of = who.partition(":")
    if view == "opposed-by":
        return Selection(who, Strength.ALL, views.opposed_by(draft, named(draft, known, of)))
    if (chosen := views.chosen(draft, who)) is not None:
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
    code = named(draft, known, who)
    codes = {code, *(known.groups_of(code) if with_groups else ())}
    chosen = tuple(n for n, p in enumerate(proposals) if codes & set(p.sponsors))
    return Selection(who, Strength.DELEGATION, chosen, code)


def delegation(draft: Draft, known: Registry, who: str) -> str | None:
    """The code of the delegation that `who` names, in capitals or not; None if there is none.

    Letters that no known delegation has are one where they have a position in the draft.
    """
    positions = (said.positions for held in (draft.proposals, draft.remarks) for said in held)
    here = {p.delegation for said in positions for p in said}
    if who in here:
        return who
    return known.resolve(who) or known.resolve(who.upper()) or next((c for c in here if c == who.upper()), None)


def named(draft: Draft, known: Registry, who: str) -> str:
    """The code of the delegation that `who` names. Raises UnknownSelectorError, with what is nearest, if there is none."""
    code = delegation(draft, known, who)
    if code is None:
        raise _unknown(draft, known, who)
    return code


def _by_id(draft: Draft, wanted: str) -> int | None:
    return next((n for n, p in enumerate(draft.proposals) if p.id == wanted), None)


def _blocks(draft: Draft, who: str) -> tuple[int, int] | None:
    """The span of a block with all that hangs on it, or of a range of blocks."""
    names = {block.id: n for n, block in enumerate(draft.blocks)}
    first, _, last = who.partition("-")
    if who in names:
        first = last = who
    letters = who.isalpha() and who.isupper()  # a delegation, mistyped perhaps, and no end of `ArtQQ.E.XX`
    if first not in names and not last and not letters:  # a label that stands once in the draft needs no section before it
        once = [block.id for block in draft.blocks if block.id.rpartition(".")[2] == who]
        first = last = once[0] if len(once) == 1 else who
    if first not in names or last not in names:
        return None
    start, end = draft.blocks[names[first]].start, end_of(draft, last)
    if names[last] < names[first] and end <= start:
        raise UnknownSelectorError(f"The range {who} runs backwards, and so names nothing: write {last}-{first}.")
    return start, end


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
    """The sentence for a WHO that names nothing, with what is nearest; where nothing is near, with what there is."""
    wanted = who.removeprefix("same:")
    codes = [f"{code} ({known.name(code, draft.language)})" for code in known.nearest(wanted, draft.roster())]
    ids = nearest(wanted, [*(p.id for p in draft.proposals), *(b.id for b in draft.blocks)])
    near = [*codes[: max(2, 4 - len(ids))], *ids][:4]
    told = [f"The nearest are: {', '.join(near)}."] if near else []
    if not ids and not {code.split()[0] for code in codes} & set(draft.roster()):
        told.append(there_are(draft))
    return UnknownSelectorError(f"“{who}” names no delegation, paragraph or proposal of this draft. {' '.join(told)}".rstrip())


def nearest(wanted: str, ids: Sequence[str], most: int = 3) -> list[str]:
    """The ids most like what was written, in capitals or not."""
    import difflib

    written = {known.casefold(): known for known in reversed(ids)}
    return [written[name] for name in difflib.get_close_matches(wanted.casefold(), list(written), most, 0.6)]


def there_are(draft: Draft) -> str:
    """Whom and what one may name in a draft, the first of each."""
    sections = [b.id for b in draft.blocks if b.kind == "section"] or [b.id for b in draft.blocks if b.kind != "furniture"]
    told = []
    for kind, names in (("delegations", draft.roster()), ("blocks", sections)):
        if names:
            told.append(f"{kind} {', '.join(names[:_NAMED])}{' …' if len(names) > _NAMED else ''}")
    return f"This draft has the {' and the '.join(told)}." if told else ""


_NAMED = 8
"""So many names stand in a sentence."""


def same_change(proposals: Sequence[Proposal], proposal: Proposal) -> list[int]:
    """The proposals that make the same change by the same delegation: the same words out and in, whatever the order."""
    wanted = _change(proposal)
    return [n for n, other in enumerate(proposals) if other.sponsors == proposal.sponsors and _change(other) == wanted]


def _change(proposal: Proposal) -> tuple[object, ...]:
    if proposal.effect == "undecided":
        return ("undecided", frozenset(Counter(proposal.words.lower().split()).items()))
    return (proposal.deleted().lower(), proposal.inserted().lower())
