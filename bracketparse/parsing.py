"""Parsing: from text to draft. The passes in their order, each from what the one before it gave."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bracketparse import languages, options, venues
from bracketparse.alternatives import relate
from bracketparse.attitudes import WANTS_IN, WANTS_OUT
from bracketparse.brackets import Mark, brackets
from bracketparse.delegations import Delegation, Registry, extended, registry
from bracketparse.found import Found
from bracketparse.layout import measure
from bracketparse.marks import read_sign
from bracketparse.oddities import oddities
from bracketparse.outline import outline
from bracketparse.remarks import remarks_of
from bracketparse.source import Source
from bracketparse.tree import SOFT_BREAK, Block, Diagnostic, Draft, Proposal, Remark, Role, Segment
from bracketparse.venues import Venue
from bracketparse.who import proposals


def parse(
    text: str,
    *,
    venue: str | None = None,
    delegations: Iterable[Delegation] | None = None,
    language: str | None = None,
    name: str = "",
    base: str | None = None,
) -> Draft:
    """Parse a negotiating text. Takes any text, refuses none, drops no character. The arguments are those of `parse_source`."""
    return parse_source(Source(text), venue=venue, delegations=delegations, language=language, name=name, base=base)


def parse_source(
    source: Source,
    *,
    venue: str | None = None,
    delegations: Iterable[Delegation] | None = None,
    language: str | None = None,
    name: str = "",
    base: str | None = None,
) -> Draft:
    """Parse what a reader made of a file.

    `venue` is a name of `venues.VENUES`, detected from the text where none is given; `delegations` are added to those known.
    `base` is the text of the base text, or of an earlier draft, where someone has it: then the wording is known where it is
    found there.
    Raises ValueError for a venue or language that does not exist.
    """
    *_, draft = steps(source, venue=venue, delegations=delegations, language=language, name=name, base=base)
    assert isinstance(draft, Draft)
    return draft


STEPS = 6
"""So many things `steps` yields."""


def steps(
    source: Source,
    *,
    venue: str | None = None,
    delegations: Iterable[Delegation] | None = None,
    language: str | None = None,
    name: str = "",
    base: str | None = None,
) -> Iterator[object]:
    """The same step by step, for a progress bar; the last thing is the draft."""
    if venue is not None and venue not in venues.names():
        raise ValueError(f"no such venue: {venue}; there are {', '.join(venues.names())}")
    if language is not None and language not in languages.CODES:
        raise ValueError(f"no such language: {language}; there are {', '.join(languages.CODES)}")
    text, added, venue = source.text, tuple(delegations or ()), venue or source.venue
    registered = known(venue, added)
    chosen = venues.venue(venue) if venue else venues.detect(text, registered)[0]
    layout = source.layout or measure(text)
    blocks, odd = outline(text if source.unit == "line" else text.replace(SOFT_BREAK, " "), layout, source.hints)
    if not blocks:
        blocks = [Block("P.1", "paragraph", "", 1, 0, len(text), 0)]
    yield "outline"
    structure = brackets(text, chosen.grammar)
    yield "brackets"
    reading = proposals(text, blocks, structure, chosen, registered, source.tracked)
    options.add(text, blocks, reading)
    yield "delegations"
    made = _proposals(text, blocks, reading.found, chosen, source.tracked)
    written = language or languages.detect(text)
    made = relate(text, blocks, made, reading.found, languages.language(written), chosen.fused)
    yield "proposals"
    remarks = remarks_of(text, blocks, made, reading.asides, registered)
    odd_signs = oddities(text, reading.found, reading.asides, structure.too_deep)
    diagnostics = [
        *source.diagnostics,
        *_unsure(made),
        *_numbers(odd, blocks, made),
        *_untracked(reading.diagnostics, source.tracked),
        *odd_signs,
        *_unnamed(remarks),
    ]
    draft = Draft(
        source=text,
        blocks=tuple(blocks),
        proposals=tuple(made),
        asides=tuple(reading.asides),
        remarks=tuple(remarks),
        name=name,
        venue=chosen.name,
        language=written,
        layout=layout,
        encoding=source.encoding,
        unit=source.unit,
        comments=source.comments,
        names={d.code: dict(d.names) for d in added},
    )
    yield "remarks"
    if any(p.positions and p.evidence == "none" and p.segments and not p.reasons for p in made):
        from bracketparse import wording

        earlier = None if base is None else parse(base, venue=chosen.name, delegations=added, language=written)
        draft = wording.resolve(draft, earlier)
    yield with_diagnostics(draft, [*diagnostics, *of_wording(draft)])


def known(venue: str | None, delegations: Iterable[Delegation] | None = None) -> Registry:
    """The registry that a draft of that venue is read with, those of its own added."""
    organization = venues.venue(venue).roster if venue else "oas"
    added = tuple(delegations or ())
    return extended(organization, added) if added else registry(organization)


def _untracked(found: Iterable[Diagnostic], tracked: frozenset[int]) -> Iterable[Diagnostic]:
    """What is odd about brackets that a person typed: the spaces at a tracked change are those of the document."""
    return (d for d in found if not (d.code in ("P006", "P008") and d.start in tracked))


def with_diagnostics(draft: Draft, diagnostics: Iterable[Diagnostic]) -> Draft:
    """The draft with these diagnostics, in order."""
    return replace(draft, diagnostics=tuple(sorted(diagnostics, key=lambda d: (d.start, d.code))))


def _numbers(found: Iterable[Diagnostic], blocks: Sequence[Block], proposals: Sequence[Proposal]) -> list[Diagnostic]:
    """What is odd about the sequence of labels; a number that an alternative repeats is none of it."""
    rivals = {p.block for p in proposals if p.alternative_to and p.whole_block}
    repeated = {block.start for block in blocks if block.id in rivals}
    return [d for d in found if d.code != "P013" or d.start not in repeated]


def _unsure(proposals: Sequence[Proposal]) -> Iterator[Diagnostic]:
    """Brackets side by side of which nothing tells whether both can stand, and alternatives to nobody knows what."""
    for p in proposals:
        if p.unsure and not p.alternative_to:
            message = f"{p.id} calls itself an alternative, and nothing tells to which words."
            yield Diagnostic("P032", p.start, p.end, message, "Read as words put in where it stands.")
        elif p.unsure:
            message = f"Nothing tells whether {p.id} is an alternative to {p.alternative_to} or stands beside it."
            yield Diagnostic("P031", p.start, p.end, message, "Both stay in brackets until each is decided by its id.")


def _unnamed(remarks: Sequence[Remark]) -> Iterator[Diagnostic]:
    """Remarks on what the draft does not have."""
    missed: dict[tuple[int, int, str], list[str]] = {}
    for r in remarks:
        if r.missing:
            missed.setdefault((r.start, r.end, r.missing), []).append(r.about)
    for (start, end, words), about in missed.items():
        message = f"A remark names “{words}”, which its section does not have."
        yield Diagnostic("P033", start, end, message, f"Read as said of {', '.join(about)}.")


OF_WORDING = ("W001", "W002", "P007")


def of_wording(draft: Draft) -> list[Diagnostic]:
    """The diagnostics that depend on how the brackets are read: those of `OF_WORDING`."""
    found = []
    for proposal in draft.proposals:
        if not proposal.segments or not (proposal.positions or proposal.evidence == "inferred"):
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


def _proposals(
    source: str, blocks: Sequence[Block], found: list[Found], venue: Venue, tracked: frozenset[int]
) -> list[Proposal]:
    """Proposals with their ids; what is marked has its roles, and what an attitude tells, else the words are undecided."""
    interruptions = [(b.start, b.end) for b in blocks if b.kind in ("note", "furniture")]
    counts: Counter[str] = Counter()
    roles: list[Role | None] = []  # of all the words of a bracket, where its attitudes tell
    made: list[Proposal] = []
    for item in found:
        counts[item.block.id] += 1
        first = bisect_left(interruptions, (item.inner, 0))
        last = bisect_left(interruptions, (item.stop, 0))
        holes = sorted([*item.children, *interruptions[first:last]])
        segments = _segments(source, item, holes, item.start in tracked)
        if any(m.kind != "COMMENT" for m in item.marks) and item.block.end < item.end:
            segments = _with_labels(segments, blocks, item)
        inferred = _inferred(source, item)
        explicit = inferred is not None or any(m.kind != "COMMENT" for m in item.marks)
        told = "" if explicit or (venue.fused and item.positions) else _told(item, segments, venue.fused)
        role: Role | None = _ROLES.get(told)
        if role is not None:
            segments = tuple([Segment(role, s.start, s.end, s.text) for s in segments])
        if role is not None and not segments and (item.option or item.children):
            segments = (Segment(role, item.inner, item.inner, ""),)  # an option of no text; a bracket that holds only brackets
        marked = any(s.role in ("insert", "delete") for s in segments)
        if told and inferred is None and (venue.fused or any(p.inferred for p in item.positions)):
            inferred = _FAULTY_TAG if item.positions else _PENDING
        broken = any(sign in s.text for s in segments for sign in _SIGNS)
        if broken:  # a mark that is not closed, or holds a bracket: nothing is known of any word
            segments = tuple(replace(s, role="undecided") for s in segments)
            marked, inferred, told, role = False, None, "", None
        parent = made[item.parent] if item.parent is not None else None
        around = roles[item.parent] if item.parent is not None else None
        roles.append(role)
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
                reasons=(told,) if told else _marked_reasons(marked, inferred is not None, broken),
                inner=item.inner,
                stop=item.stop,
                closed=item.closed,
                whole_block=item.whole_block,
                option=item.option,
                holes=tuple(c for c in item.children if not any(a <= c[0] < b for a, b in interruptions[first:last])),
                parent=item.parent,
                role_in_parent=around or (parent.role_at(item.start) if parent else None),
                tracked=item.start in tracked,
            )
        )
    return made


_PROPOSED = "its tag says so: the words are proposed"
_OPPOSED = "its tag says so: words on the table, which its delegations want out"
_TABLED = "nobody is named who proposes it: the words stand, or they fall"
_WILDCARD = "it stands for words that are still to be found"
_ROLES: dict[str, Role] = {_PROPOSED: "insert", _TABLED: "insert", _OPPOSED: "delete"}
_FAULTY_TAG = 0.8
"""The confidence where the tag itself is inferred."""
_PENDING = 0.75
"""That nobody's bracket holds one text, which stands or falls, where tagged ones may hold old and new words."""
_TAG_LIKE = re.compile(r"[A-Z]{2,6}+(?=\s|[a-z])")
_WILDCARDS = frozenset({"other", "others", "Other", "X", "x", "Y", "Z", "otro", "otra", "autre"})


def _told(item: Found, segments: tuple[Segment, ...], fused: bool) -> str:
    """What the attitudes of a bracket say of its words."""
    said = {p.attitude for p in item.positions}
    words = " ".join(s.text for s in segments)
    if not item.positions and words in _WILDCARDS:
        return _WILDCARD
    if fused and _TAG_LIKE.match(words):
        return ""  # a tag that could not be read, perhaps, and whose words are not known
    if said & WANTS_IN:
        return _PROPOSED
    return _OPPOSED if said & WANTS_OUT else _TABLED


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


def _with_labels(segments: tuple[Segment, ...], blocks: Sequence[Block], item: Found) -> tuple[Segment, ...]:
    """Marks stop at a paragraph's label: it comes and goes with the words behind it."""
    labels = {b.start for b in blocks[blocks.index(item.block) :] if b.label and b.start < item.stop}
    following = [*segments[1:], *segments[-1:]]
    return tuple(
        replace(s, role=after.role) if s.role == "keep" and s.start in labels and s is not after else s
        for s, after in zip(segments, following, strict=True)
    )


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
