"""Tally: how many proposals stand where, of whom, and how that changes from draft to draft.

It counts what is written and says nothing of what is agreed. Delegations come in the organization's order and are never ranked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bracketparse.attitudes import KEEPS, WANTS_IN, WANTS_OUT
from bracketparse.delegations import in_order
from bracketparse.remarks import is_unnamed
from bracketparse.sections import join, section_of, sections
from bracketparse.tree import Draft, Position, Proposal
from bracketparse.venues import venue

By = Literal["section", "kind", "depth", "alternatives", "delegation", "matrix"]
BYS: tuple[By, ...] = ("section", "kind", "depth", "alternatives", "delegation", "matrix")

KINDS = (
    "option",
    "tagged insert",
    "tagged delete",
    "tagged replace",
    "tagged undecided",
    "part of a word",
    "punctuation",
    "number",
    "whole paragraph",
    "alternative",
    "words",
)
"""The classes that proposals are counted in; those behind the tagged ones are of nobody named."""
FIGURES = ("proposals", "untagged", "alternatives", "undecided", "depth")
"""The columns of one draft's sections."""
ATTITUDES = ("propose", "support", "retain", "oppose", "delete", "reserve", "flexible", "consider", "ad referendum", "other")
"""The columns of one draft's delegations, behind `named`; those that nobody takes are left out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a tally."""

    id: str
    """A section's id, a kind, a depth, the id of the first of several alternatives, or a delegation's code."""
    title: str
    """A section's heading, or the words of an alternative; else empty. A draft's own text."""
    cells: tuple[int | None, ...]
    """One count a column; None where there is nothing to count, as in a draft without this section."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of one draft."""

    name: str
    venue: str
    language: str
    proposals: int
    untagged: int
    """Proposals of nobody named."""
    alternatives: int
    """Places where at most one of several texts can stand, all still in the draft."""
    undecided: int
    """Proposals of which it is not known which words are old and which new."""
    depth: int
    """How deep brackets stand in brackets; 1 where none does."""
    asides: int
    """Brackets that are no proposals: notes, references, placeholders."""
    decided: int = 0
    """Proposals that a decisions file takes in or leaves out; they are in none of the other figures."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A table of counts, of one draft or of several."""

    by: By
    drafts: tuple[Counted, ...]
    columns: tuple[str, ...]
    """One draft: FIGURES; `named` and ATTITUDES; codes of delegations; `proposals`; `texts`. Several: their names."""
    rows: tuple[Row, ...]
    total: Row | None = None
    """In all. Joint proposals count once, so that it may be less than the sum of the rows."""
    untagged: Row | None = None
    """By delegation: the proposals of nobody named, apart."""

    @property
    def several(self) -> bool:
        """True where the columns are drafts."""
        return len(self.drafts) > 1


class TallyError(ValueError):
    """A tally that cannot be made; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A draft, those of its proposals that are counted, and what is found out about them once."""

    draft: Draft
    chosen: tuple[int, ...]
    """In their order."""
    decided: frozenset[int]
    """Those that are counted no more."""
    whole: bool
    """True where the whole draft is counted, not some blocks of it."""
    depths: tuple[int, ...]
    """How deep each proposal of the draft stands; 1 is outermost."""
    alternatives: dict[str, tuple[Proposal, ...]]
    """The id of the first of several texts for one place → the others. The first may be a block of the base text."""

    @property
    def proposals(self) -> list[Proposal]:
        return [self.draft.proposals[n] for n in self.chosen]


def _part(draft: Draft, chosen: Collection[int] | None, decided: Collection[int]) -> _Part:
    depths: list[int] = []
    for p in draft.proposals:
        depths.append(1 if p.parent is None else depths[p.parent] + 1)
    within = set(range(len(draft.proposals)) if chosen is None else chosen)
    indices = tuple(sorted(within - set(decided)))
    return _Part(draft, indices, frozenset(within & set(decided)), chosen is None, tuple(depths), _alternatives(draft, indices))


def _alternatives(draft: Draft, indices: Iterable[int]) -> dict[str, tuple[Proposal, ...]]:
    rivals = {p.id: p.alternative_to for p in draft.proposals}
    found: dict[str, list[Proposal]] = {}
    for p in (draft.proposals[n] for n in indices):
        first, seen = p.alternative_to, {p.id}
        while first is not None and rivals.get(first) and first not in seen:
            seen.add(first)
            first = rivals[first]
        if first is not None:
            found.setdefault(first, []).append(p)
    return {first: tuple(others) for first, others in found.items()}


def tally(
    drafts: Sequence[Draft],
    by: By = "section",
    chosen: Sequence[Collection[int]] | None = None,
    decided: Sequence[Collection[int]] | None = None,
) -> Tally:
    """Count the open proposals of one draft or of several, in the order given.

    Of each draft only those `chosen` are counted, and none that is `decided`; both are indices into `Draft.proposals`.
    Raises TallyError for the matrix of several drafts.
    """
    parts = [_part(d, chosen[n] if chosen else None, decided[n] if decided else ()) for n, d in enumerate(drafts)]
    if by == "matrix" and len(parts) > 1:
        raise TallyError("the matrix of who stands with whom is of one draft")
    counted = tuple(_counted(part) for part in parts)
    make: dict[By, Callable[[Sequence[_Part]], tuple[tuple[str, ...], list[Row]]]] = {
        "section": _by_section,
        "kind": _by_kind,
        "depth": _by_depth,
        "alternatives": _by_alternatives,
        "delegation": _by_delegation,
        "matrix": _matrix,
    }
    columns, rows = make[by](parts)
    if len(parts) > 1:
        columns = tuple(one.name for one in counted)
    return Tally(by, counted, columns, tuple(rows), _total(by, counted, columns), _untagged(by, counted, columns))


def _total(by: By, counted: Sequence[Counted], columns: Sequence[str]) -> Row | None:
    if by in ("delegation", "matrix") or (by == "alternatives" and len(counted) == 1):
        return None
    if len(counted) > 1:
        return Row("", "", tuple(one.alternatives if by == "alternatives" else one.proposals for one in counted))
    return Row("", "", tuple(getattr(counted[0], column) for column in columns))


def _untagged(by: By, counted: Sequence[Counted], columns: Sequence[str]) -> Row | None:
    if by != "delegation":
        return None
    if len(counted) > 1:
        return Row("", "", tuple(one.untagged for one in counted))
    return Row("", "", (counted[0].untagged, *[None] * (len(columns) - 1)))


def _counted(part: _Part) -> Counted:
    draft = part.draft
    figures = dict(zip(FIGURES, _figures(part, part.chosen), strict=True))
    asides = len(draft.asides)
    if not part.whole:
        blocks = {draft.proposals[n].block for n in (*part.chosen, *part.decided)}
        spans = [(block.start, block.end) for block in draft.blocks if block.id in blocks]
        asides = sum(any(start <= aside.start < end for start, end in spans) for aside in draft.asides)
    return Counted(draft.name, draft.venue, draft.language, asides=asides, decided=len(part.decided), **figures)


def _figures(part: _Part, indices: Iterable[int]) -> tuple[int, ...]:
    """FIGURES of some proposals. A place with alternatives counts where its second text stands."""
    chosen = list(indices)
    proposals = [part.draft.proposals[n] for n in chosen]
    ids = {p.id for p in proposals if p.alternative_to}
    return (
        len(proposals),
        sum(not p.positions for p in proposals),
        sum(others[0].id in ids for others in part.alternatives.values()) if ids else 0,
        sum(p.effect == "undecided" for p in proposals),
        max((part.depths[n] for n in chosen), default=0),
    )


# Alternatives


def _by_alternatives(parts: Sequence[_Part]) -> tuple[tuple[str, ...], list[Row]]:
    """One draft: each set, with how many texts it has. Several: the sets of each section."""
    if len(parts) > 1:
        return _by_section(parts, FIGURES.index("alternatives"))
    part = parts[0]
    words = {p.id: p.words for p in part.draft.proposals}
    for block in part.draft.blocks:
        words[block.id] = " ".join(part.draft.source[block.body : block.end].split())
    rows = [
        Row(first, " / ".join([words.get(first, ""), *(p.words for p in others)]), (1 + len(others),))
        for first, others in part.alternatives.items()
    ]
    return ("texts",), rows


# By section, kind, depth


def _by_section(parts: Sequence[_Part], figure: int = 0) -> tuple[tuple[str, ...], list[Row]]:
    counts = [_of_sections(part) for part in parts]
    if len(parts) == 1:
        rows = [Row(s.id, s.title, counts[0][s.id]) for s in sections(parts[0].draft) if s.id in counts[0]]
        return FIGURES, rows
    rows = []
    for joined in join([part.draft for part in parts]):
        held = [None if one is None else found.get(one) for one, found in zip(joined.ids, counts, strict=True)]
        if any(held):
            cells = tuple(None if one is None else one[figure] for one in held)
            rows.append(Row(joined.section.id, joined.section.title, cells))
    return (), rows


def _of_sections(part: _Part) -> dict[str, tuple[int, ...]]:
    """The figures of every section; of a part of the draft only those that hold any of it."""
    homes = section_of(part.draft)
    held: dict[str, list[int]] = {}
    for section in sections(part.draft):
        if part.whole and section.id:
            held[section.id] = []
    for n in part.chosen:
        held.setdefault(homes.get(part.draft.proposals[n].block, ""), []).append(n)
    return {section: _figures(part, indices) for section, indices in held.items()}


def kind(draft: Draft, p: Proposal, rivals: Collection[str | None]) -> str:
    """The class that a proposal is counted in, one of KINDS. `rivals` are the ids that others are alternatives to."""
    source = draft.source
    if p.option:
        return "option"
    if p.positions:
        return f"tagged {p.effect}"
    words = p.words
    glued = source[p.start - 1 : p.start].isalpha() or source[p.end : p.end + 1].isalpha()
    if words and glued and words.isalpha() and len(words) <= 4 and p.stop - p.inner == len(words):
        return "part of a word"
    if words and not any(c.isalnum() for c in words):
        return "punctuation"
    if any(c.isdigit() for c in words) and not any(c.isalpha() for c in words):
        return "number"
    if p.whole_block:
        return "whole paragraph"
    return "alternative" if p.alternative_to or p.id in rivals else "words"


def _by_kind(parts: Sequence[_Part]) -> tuple[tuple[str, ...], list[Row]]:
    counts = []
    for part in parts:
        rivals = {p.alternative_to for p in part.draft.proposals}
        counts.append(Counter(kind(part.draft, p, rivals) for p in part.proposals))
    return ("proposals",), [
        Row(name, "", tuple(count[name] for count in counts)) for name in KINDS if any(count[name] for count in counts)
    ]


def _by_depth(parts: Sequence[_Part]) -> tuple[tuple[str, ...], list[Row]]:
    counts = [Counter(part.depths[n] for n in part.chosen) for part in parts]
    deepest = max((depth for count in counts for depth in count), default=0)
    return ("proposals",), [Row(str(n), "", tuple(count[n] for count in counts)) for n in range(1, deepest + 1)]


# Delegations


def _positions(part: _Part) -> list[tuple[str, tuple[Position, ...]]]:
    """What is said of each proposal, in its bracket and in the remarks about it; and of paragraphs, in remarks.

    Names that differ in capitals and spaces only are one name, as it first stands.
    """
    said: dict[str, list[Position]] = {p.id: list(p.positions) for p in part.proposals}
    blocks = {p.block for p in part.proposals}
    decided = {part.draft.proposals[n].id for n in part.decided}
    for remark in part.draft.remarks:
        if remark.about not in decided and (part.whole or remark.about in said or remark.about in blocks):
            said.setdefault(remark.about, []).extend(remark.positions)
    first: dict[str, str] = {}
    for x in (x for positions in said.values() for x in positions):
        first.setdefault(_name(x), x.delegation)
    return [(about, tuple(replace(x, delegation=first[_name(x)]) for x in said[about])) for about in said]


def _name(x: Position) -> str:
    return " ".join(x.delegation.casefold().split())


def _delegations(parts: Sequence[_Part]) -> list[str]:
    """All that are named, in the organization's order."""
    codes = dict.fromkeys(x.delegation for part in parts for _, said in _positions(part) for x in said)
    return in_order(codes, venue(parts[0].draft.venue).roster or "un")


def _by_delegation(parts: Sequence[_Part]) -> tuple[tuple[str, ...], list[Row]]:
    """One draft: to how many proposals and paragraphs each takes which attitude. Several: of how many it says something."""
    codes = _delegations(parts)
    if len(parts) > 1:
        named = [Counter(code for _, said in _positions(part) for code in {x.delegation for x in said}) for part in parts]
        return (), [Row(code, "", tuple(count[code] for count in named)) for code in codes]
    taken: Counter[tuple[str, str]] = Counter()
    for _, said in _positions(parts[0]):
        taken.update({(x.delegation, x.attitude if x.attitude in ATTITUDES else "other") for x in said})
        taken.update({(x.delegation, "named") for x in said})
    columns = ("named", *(a for a in ATTITUDES if any(taken[code, a] for code in codes)))
    return columns, [Row(code, "", tuple(taken[code, column] for column in columns)) for code in codes]


def _matrix(parts: Sequence[_Part]) -> tuple[tuple[str, ...], list[Row]]:
    """How often two delegations are written on the same side of a proposal: for the words, or for their deletion.

    Where a delegation meets itself: how often it is on a side at all. "Some delegations" may be others each time, and are left
    out.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for _, said in _positions(parts[0]):
        together = set()
        for attitudes in (WANTS_IN | KEEPS, WANTS_OUT):
            side = {x.delegation for x in said if x.attitude in attitudes and not is_unnamed(x.delegation)}
            together |= {(a, b) for a in side for b in side}
        pairs.update(together)
    codes = [code for code in _delegations(parts) if pairs[code, code]]
    return tuple(codes), [Row(code, "", tuple(pairs[code, other] for other in codes)) for code in codes]
