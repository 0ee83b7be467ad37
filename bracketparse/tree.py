"""The amendment tree: a draft, its blocks, and the proposals in them.

Everything here is frozen and holds offsets into the source text: code points, half-open. The invariant: `Draft.spans`, the
leaves of the tree in order, joined, are the source, whatever the source was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bracketparse.attitudes import KEEPS, WANTS_IN, WANTS_OUT

Role = Literal["insert", "delete", "keep", "undecided"]
LeafRole = Literal["insert", "delete", "keep", "undecided", "text", "markup"]
Effect = Literal["insert", "delete", "replace", "undecided"]
Evidence = Literal["marked", "base", "confirmed", "inferred", "none"]
Kind = Literal["section", "paragraph", "item", "note", "furniture"]
Severity = Literal["error", "warning", "info"]
Unit = Literal["line", "paragraph"]
"""What the numbers of lines count: in a Word draft, where a paragraph is one line of the source, paragraphs."""


SOFT_BREAK = "\u2028"
"""A line's end inside a paragraph of Word: white space."""


NESTED = "[…]"
"""What listings show where a proposal stands in another one."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words in a proposal."""

    role: Role
    start: int
    end: int
    text: str
    """The words, white space folded; page furniture that interrupts them left out."""


@dataclass(frozen=True, slots=True)
class Position:
    """A delegation's attitude to a proposal."""

    delegation: str
    """A code of the roster, or what is written where no delegation is known by it ("At least one delegation")."""
    attitude: str = "propose"
    """propose, support, retain; oppose, delete; reserve, consider, flexible, ad referendum, accept, withdraw, prefer."""
    as_written: str = ""
    inferred: bool = False
    """True where the tag was faulty and the delegation was inferred from the draft's own roster."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One bracket: who, what it inserts and deletes, and where."""

    id: str
    block: str
    """The id of the block that it stands in."""
    start: int
    end: int
    positions: tuple[Position, ...] = ()
    segments: tuple[Segment, ...] = ()
    evidence: Evidence = "none"
    confidence: float | None = None
    reasons: tuple[str, ...] = ()
    """What the evidence saw, one sentence each."""
    likeliest: tuple[Segment, ...] = ()
    """The likeliest reading where the wording is undecided; otherwise empty."""
    inner: int = 0
    """Where its content begins, behind the tag."""
    stop: int = 0
    """Where its content ends, before the closing bracket."""
    closed: bool = True
    """False where its closing bracket is missing."""
    whole_block: bool = False
    """True where the block holds nothing else than this proposal (and its label)."""
    alternative_to: str | None = None
    """The id of the block or proposal whose place it would take."""
    unsure: bool = False
    """True where nothing tells whether it is an alternative to what stands beside it, or an addition; or to what it is one."""
    linked: tuple[str, ...] = ()
    """Ids of proposals that are one change together with this one."""
    parent: int | None = None
    """The index, in `Draft.proposals`, of the proposal that this one stands in."""
    role_in_parent: Role | None = None
    """The role, in the parent, of the words among which it stands."""
    tracked: bool = False
    """True where it was a tracked change in Word: its spaces are exact, and its seams need no mending."""

    option: bool = False
    """True for an option (`Option 2: …`), whose label goes when it stands."""
    holes: tuple[tuple[int, int], ...] = ()
    """Where other proposals stand in it."""

    @property
    def sponsors(self) -> tuple[str, ...]:
        """The delegations whose change it is, in the order printed.

        Words that somebody proposes are an insertion by those who propose or support them; words that others only oppose, or
        that somebody retains, are on the table, and the change is their deletion by those who oppose them. Where all that
        is written is that some retain them, these are the ones that a selection by name finds.
        """
        return self._of(WANTS_IN) or self._of(WANTS_OUT) or self._of(KEEPS)

    @property
    def objectors(self) -> tuple[str, ...]:
        """The delegations that are against the change."""
        return self._of(WANTS_OUT) if self._of(WANTS_IN) else self._of(KEEPS) if self._of(WANTS_OUT) else ()

    @property
    def tabled(self) -> bool:
        """True for words on the table of which no one named wants a change: nobody is named, or only retains or reserves."""
        return not any(p.attitude in WANTS_IN | WANTS_OUT for p in self.positions)

    @property
    def opposers(self) -> tuple[str, ...]:
        """The delegations that want the words of the bracket out."""
        return self._of(WANTS_OUT)

    @property
    def supporters(self) -> tuple[str, ...]:
        """The delegations that want the words of the bracket in."""
        return self._of(WANTS_IN | KEEPS)

    def role_at(self, offset: int) -> Role:
        """The role of its words around `offset`."""
        role: Role = self.segments[0].role if self.segments else "undecided"
        for segment in self.segments:
            if segment.start > offset:
                break
            role = segment.role
        return role

    def _of(self, attitudes: frozenset[str]) -> tuple[str, ...]:
        return tuple(p.delegation for p in self.positions if p.attitude in attitudes)

    @property
    def effect(self) -> Effect:
        """What it does to the base text."""
        roles = {s.role for s in self.segments}
        if "undecided" in roles or not roles & {"insert", "delete"}:
            return "undecided"
        if {"insert", "delete"} <= roles:
            return "replace"
        return "insert" if "insert" in roles else "delete"

    @property
    def words(self) -> str:
        """All words in the bracket, as written, white space folded."""
        return " ".join(s.text for s in self.segments if s.text)

    def inserted(self) -> str:
        """The words that it puts in."""
        return " ".join(s.text for s in self.segments if s.role == "insert" and s.text)

    def deleted(self) -> str:
        """The words that it takes out."""
        return " ".join(s.text for s in self.segments if s.role == "delete" and s.text)

    def shown(self, *roles: Role) -> str:
        """Its words in these roles, for a reader: `[…]` stands where other proposals are in it."""
        pieces = [(s.start, s.text) for s in self.segments if s.role in roles and s.text]
        pieces += [(start, NESTED) for start, _ in self.holes if self.role_at(start) in roles]
        words = ""
        for _, text in sorted(pieces):
            if text != NESTED or not words.endswith(NESTED):
                words += text if not words or text[0] in ",.;:)" else f" {text}"
        return words


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, item, note, or piece of page furniture.

    A note or a page number that interrupts a paragraph is a block of its own inside the paragraph's span.
    """

    id: str
    kind: Kind
    label: str
    """As printed, with its full stop or parenthesis; empty where the block has none."""
    level: int
    start: int
    end: int
    body: int
    """Where the words begin, behind the label."""
    parent: str | None = None
    """The id of the block that it belongs under."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A bracket that is no proposal, and why not."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """An attitude or a status that stands outside brackets: in a note, a footnote, a comment line, a marker."""

    start: int
    end: int
    about: str
    """The id of the proposal or block that it is about."""
    positions: tuple[Position, ...] = ()
    status: str = ""
    """What a marker says of the paragraph: `agreed ad referendum`, `suggested for closure`. Never inferred."""
    missing: str = ""
    """What it names, `paragraph 9`, where that section has none such: then it is about what it stands at."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something in the draft that a person should look at."""

    code: str
    start: int
    end: int
    message: str
    repair: str = ""
    """What the parser did about it; empty where it did nothing."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the draft's lines make paragraphs, decided for each file from its own lines."""

    width: int | None
    """The width its lines are wrapped to; None where a line is a paragraph."""
    blank_line_ends_paragraph: bool
    """False in text extracted from PDF, where a lone blank line is mostly an artefact."""
    reason: str
    short_line_ends_paragraph: bool = False
    """True where there are no blank lines to tell."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of the source between two boundaries of the tree."""

    start: int
    end: int
    role: LeafRole
    proposal: int | None
    """The index of the innermost proposal that it belongs to."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that somebody wrote beside the text."""

    author: str
    """As the file names them."""
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A negotiating text, with the proposals still in it."""

    source: str
    """The text as given."""
    blocks: tuple[Block, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    asides: tuple[Aside, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """Attitudes and statuses outside brackets, in their order."""
    name: str = ""
    venue: str = "core"
    language: str = "en"
    layout: Layout = Layout(None, True, "")
    encoding: str = ""
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """Delegations that `plan.toml` adds: code → language → name."""
    unit: Unit = "line"
    comments: tuple[Comment, ...] = ()

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The leaves of the tree, `(start, end)` in order; joined, they are the source."""
        return tuple((leaf.start, leaf.end) for leaf in self.leaves())

    def leaves(self) -> Iterator[Leaf]:
        """The leaves of the tree in order: text, and the markup and segments of every proposal."""
        return leaves(self.proposals, 0, len(self.source))

    def roster(self) -> tuple[str, ...]:
        """The delegations that propose something here, in the order in which they first do."""
        return tuple(dict.fromkeys(code for p in self.proposals for code in p.sponsors))


def leaves(proposals: Sequence[Proposal], start: int, end: int) -> Iterator[Leaf]:
    """The leaves between two offsets. The proposals are sorted by start, and nest or do not touch."""
    position = start
    stack: list[tuple[int, Iterator[Segment], Segment | None]] = []

    def upto(offset: int) -> Iterator[Leaf]:
        """What lies between the present position and `offset`, inside the innermost open proposal."""
        nonlocal position
        if not stack:
            if offset > position:
                yield Leaf(position, offset, "text", None)
                position = offset
            return
        index, rest, segment = stack[-1]
        while position < offset:
            while segment is not None and segment.end <= position:
                segment = next(rest, None)
            if segment is None or segment.start >= offset:
                yield Leaf(position, offset, "markup", index)
                position = offset
            elif segment.start > position:
                yield Leaf(position, segment.start, "markup", index)
                position = segment.start
            else:
                stop = min(segment.end, offset)
                yield Leaf(position, stop, segment.role, index)
                position = stop
        stack[-1] = (index, rest, segment)

    def close_until(offset: int) -> Iterator[Leaf]:
        while stack and proposals[stack[-1][0]].end <= offset:
            yield from upto(proposals[stack[-1][0]].end)
            stack.pop()

    for index, proposal in enumerate(proposals):
        yield from close_until(proposal.start)
        yield from upto(proposal.start)
        rest = iter(proposal.segments)
        stack.append((index, rest, next(rest, None)))
    yield from close_until(end)
    yield from upto(end)
