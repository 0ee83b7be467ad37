"""Parsing: from text to draft. The passes in their order, each from what the one before it gave."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bracketparse import languages, venues, wording
from bracketparse.brackets import Mark, brackets
from bracketparse.delegations import Delegation, Registry, extended, registry
from bracketparse.layout import measure
from bracketparse.marks import read_sign
from bracketparse.outline import outline
from bracketparse.source import Source
from bracketparse.tree import SOFT_BREAK, Block, Diagnostic, Draft, Proposal, Role, Segment
from bracketparse.who import Found, proposals

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def parse(
    text: str,
    *,
    venue: str | None = None,
    delegations: Iterable[Delegation] | None = None,
    language: str | None = None,
    name: str = "",
) -> Draft:
    """Parse a negotiating text. Takes any text, refuses none, drops no character. The arguments are those of `parse_source`."""
    return parse_source(Source(text), venue=venue, delegations=delegations, language=language, name=name)


def parse_source(
    source: Source,
    *,
    venue: str | None = None,
    delegations: Iterable[Delegation] | None = None,
    language: str | None = None,
    name: str = "",
) -> Draft:
    """Parse what a reader made of a file.

    `venue` is a name of `venues.VENUES`, detected from the text where none is given; `delegations` are added to those known.
    Raises ValueError for a venue or language that does not exist.
    """
    if venue is not None and venue not in venues.VENUES:
        raise ValueError(f"no such venue: {venue}; there are {', '.join(venues.VENUES)}")
    if language is not None and language not in languages.LANGUAGES:
        raise ValueError(f"no such language: {language}; there are {', '.join(languages.LANGUAGES)}")
    text, added = source.text, tuple(delegations or ())
    registered = known(venue, added)
    chosen = venues.VENUES[venue] if venue else venues.detect(text, registered)[0]
    if source.tracked and not chosen.tagged:
        chosen = venues.VENUES["oas"]  # its tags are those that the reader writes at tracked changes
    layout = source.layout or measure(text)
    blocks, odd = outline(text if source.unit == "line" else text.replace(SOFT_BREAK, " "), layout, source.hints)
    if not blocks:
        blocks = [Block("P.1", "paragraph", "", 1, 0, len(text), 0)]
    found, strays, too_deep = brackets(text, chosen.grammar)
    reading = proposals(text, blocks, found, strays, chosen, registered)
    diagnostics = [*source.diagnostics, *odd, *_untracked(reading.diagnostics, source.tracked), *_oddities(text, too_deep)]
    draft = Draft(
        source=text,
        blocks=tuple(blocks),
        proposals=tuple(_proposals(text, blocks, reading.found, source.tracked)),
        asides=tuple(reading.asides),
        name=name,
        venue=chosen.name,
        language=language or languages.detect(text),
        layout=layout,
        encoding=source.encoding,
        unit=source.unit,
        comments=source.comments,
        names={d.code: dict(d.names) for d in added},
    )
    draft = wording.resolve(draft)
    return with_diagnostics(draft, [*diagnostics, *of_wording(draft)])


def known(venue: str | None, delegations: Iterable[Delegation] | None = None) -> Registry:
    """The registry that a draft of that venue is read with, those of its own added."""
    organization = venues.VENUES[venue].roster if venue else "oas"
    added = tuple(delegations or ())
    return extended(organization, added) if added else registry(organization)


def _untracked(found: Iterable[Diagnostic], tracked: frozenset[int]) -> Iterable[Diagnostic]:
    """What is odd about brackets that a person typed: the spaces at a tracked change are those of the document."""
    return (d for d in found if not (d.code in ("P006", "P008") and d.start in tracked))


def with_diagnostics(draft: Draft, diagnostics: Iterable[Diagnostic]) -> Draft:
    """The draft with these diagnostics, in order."""
    return replace(draft, diagnostics=tuple(sorted(diagnostics, key=lambda d: (d.start, d.code))))


def _oddities(text: str, too_deep: list[int]) -> list[Diagnostic]:
    found = []
    if too_deep:
        message = f"{len(too_deep)} brackets are nested more than 100 deep."
        found.append(Diagnostic("P015", too_deep[0], too_deep[0] + 1, message, "They are read as characters."))
    kinds = Counter(match[0] for match in _CONTROL.finditer(text))
    for sign, count in sorted(kinds.items()):
        first = text.index(sign)
        times = "once" if count == 1 else f"{count} times"
        message = f"The character U+{ord(sign):04X} stands in the text, {times}."
        found.append(Diagnostic("P016", first, first + 1, message, "It is kept, and shown as a sign on a terminal."))
    return found


OF_WORDING = ("W001", "W002", "P007")


def of_wording(draft: Draft) -> list[Diagnostic]:
    """The diagnostics that depend on how the brackets are read: those of `OF_WORDING`."""
    found = []
    for proposal in draft.proposals:
        if not proposal.positions or not proposal.segments:
            continue
        because = f": {proposal.reasons[0]}" if proposal.reasons else ""
        if proposal.effect == "undecided":
            message = f"Which words of {proposal.id} are old and which new is not known{because}."
            found.append(Diagnostic("W001", proposal.start, proposal.end, message, "It stays in its brackets."))
        elif proposal.evidence == "inferred":
            message = f"{proposal.id} is read as {describe(proposal)}{because}."
            found.append(Diagnostic("W002", proposal.start, proposal.end, message))
        if any(draft.source[a.end : b.start].strip() == ":" for a, b in _neighbours(proposal.segments)):
            found.append(
                Diagnostic("P007", proposal.start, proposal.end, "A second colon stands inside the bracket.", "It is left out.")
            )
    return found


_SIGNS = ("{--", "--}", "{++", "++}", "{~~", "~~}", "~>")
_BROKEN = "a mark in it is not closed, or holds another bracket"
_MARKED = "the words are marked in the bracket"
_NOTED = "the bracket says that its marks were inferred"
_OPEN = "the bracket says that its wording is not known"


def _marked_reasons(marked: bool, noted: bool, broken: bool) -> tuple[str, ...]:
    """What the marks in a bracket say of its wording; nothing where there are none."""
    if broken:
        return (_BROKEN,)
    if marked:
        return (_NOTED if noted else _MARKED,)
    return (_OPEN,) if noted else ()


def _neighbours(segments: Sequence[Segment]) -> Iterable[tuple[Segment, Segment]]:
    return itertools.pairwise(segments)


def describe(proposal: Proposal) -> str:
    """What a proposal does, in a few words."""
    match proposal.effect:
        case "insert":
            return "words put in"
        case "delete":
            return "words taken out"
        case "replace":
            return f"“{proposal.deleted()}” replaced by “{proposal.inserted()}”"
        case _:
            return "undecided"


def _proposals(source: str, blocks: Sequence[Block], found: list[Found], tracked: frozenset[int]) -> list[Proposal]:
    """Proposals with their ids and undecided words; what is explicitly marked has its roles."""
    interruptions = [(b.start, b.end) for b in blocks if b.kind in ("note", "furniture")]
    places = {block.id: n for n, block in enumerate(blocks)}
    counts: Counter[str] = Counter()
    made: list[Proposal] = []
    for item in found:
        counts[item.block.id] += 1
        first = bisect_left(interruptions, (item.inner, 0))
        last = bisect_left(interruptions, (item.stop, 0))
        holes = sorted([*item.children, *interruptions[first:last]])
        segments = _segments(source, item, holes, item.start in tracked)
        marked = any(s.role in ("insert", "delete") for s in segments)
        inferred = _inferred(source, item)
        broken = any(sign in s.text for s in segments for sign in _SIGNS)
        if broken:  # a mark that is not closed, or holds a bracket: nothing is known of any word
            segments = tuple(replace(s, role="undecided") for s in segments)
            marked, inferred = False, None
        parent = made[item.parent] if item.parent is not None else None
        made.append(
            Proposal(
                id=f"{item.block.id}#{counts[item.block.id]}",
                block=item.block.id,
                start=item.start,
                end=item.end,
                positions=item.positions,
                segments=segments,
                evidence="none" if not marked else "marked" if inferred is None else "inferred",
                confidence=None if not marked else 1.0 if inferred is None else inferred,
                reasons=_marked_reasons(marked, inferred is not None, broken),
                inner=item.inner,
                stop=item.stop,
                closed=item.closed,
                whole_block=item.whole_block,
                alternative_to=_rival(item, blocks, places[item.block.id]),
                parent=item.parent,
                role_in_parent=role_at(parent, item.start) if parent else None,
                tracked=item.start in tracked,
            )
        )
    return _rival_proposals(made, found)


def _inferred(source: str, item: Found) -> float | None:
    """The confidence that a sign in the bracket gives its words, 0 where they are not known; None without a sign."""
    comments = (source[m.start + 3 : m.end - 3] for m in item.marks if m.kind == "COMMENT")
    return next((found for comment in comments if (found := read_sign(comment)) is not None), None)


def _segments(source: str, item: Found, holes: list[tuple[int, int]], tracked: bool) -> tuple[Segment, ...]:
    """The words of a bracket, around what is not its own: explicit marks have roles, the words beside them are kept.

    The marks of a tracked change count with their spaces; one without words
    tells the role of the bracket that it stands before.
    """
    plain: Role = "keep" if any(m.kind != "COMMENT" for m in item.marks) else "undecided"
    pieces: list[tuple[Role, int, int]] = []
    position = item.inner
    cuts: list[tuple[int, int, Mark | None]] = [(a, b, None) for a, b in holes]
    cuts += [(m.start, m.end, m) for m in item.marks if m.end <= item.stop]
    for start, end, mark in sorted(cuts, key=lambda cut: cut[:2]):
        if start < position:
            continue
        pieces.append((plain, position, start))
        pieces += _marked(source, mark) if mark else []
        position = end
    pieces.append((plain, position, item.stop))
    made = []
    for role, start, end in pieces:
        text = source[start:end]
        folded = " ".join(text.split())
        if tracked and role in ("insert", "delete"):
            made.append(Segment(role, start, end, folded))
        elif folded:
            start += len(text) - len(text.lstrip())
            made.append(Segment(role, start, start + len(text.strip()), folded))
    return tuple(made)


def _marked(source: str, mark: Mark) -> list[tuple[Role, int, int]]:
    start, end = mark.start + 3, mark.end - 3
    match mark.kind:
        case "DELETION":
            return [("delete", start, end)]
        case "INSERTION":
            return [("insert", start, end)]
        case "SUBSTITUTION":
            middle = source.index("~>", start, end)
            return [("delete", start, middle), ("insert", middle + 2, end)]
        case "COMMENT":
            return []


def role_at(parent: Proposal, offset: int) -> Role:
    """The role of the parent's words around `offset`."""
    role: Role = parent.segments[0].role if parent.segments else "undecided"
    for segment in parent.segments:
        if segment.start > offset:
            break
        role = segment.role
    return role


_NEAR = 50
"""An alternative stands at most so many blocks behind its rival."""
_ALT = re.compile(r"(?P<of>.*?)\s*(?:ALT|Alt|alt)\.?\s*\d*\.?\Z")


def _rival(item: Found, blocks: Sequence[Block], place: int) -> str | None:
    """The block whose place an alternative would take: 4ALT that of 4."""
    match = _ALT.match(item.block.label) if item.whole_block else None
    if match is None:
        return None
    wanted = match["of"].rstrip(".")
    for block in reversed(blocks[max(0, place - _NEAR) : place]):
        if block.parent == item.block.parent and block.label.rstrip(".)") == wanted:
            return block.id
    return None


def _rival_proposals(made: list[Proposal], found: list[Found]) -> list[Proposal]:
    """Where the rival block is one bracket as a whole, the alternative is to that proposal."""
    whole = {p.block: p.id for p, f in zip(made, found, strict=True) if f.whole_block and not p.alternative_to}
    return [
        replace(p, alternative_to=whole[p.alternative_to]) if p.alternative_to in whole and p.alternative_to else p
        for p in made
    ]
