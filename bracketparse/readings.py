"""Readings: the ways in which a bracket can be read, likeliest first, and readings as words.

`segments_of` and `parts_of` go between a reading in the tree, which holds offsets, and the words that a person or a decisions
file says it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bracketparse import wording
from bracketparse.finding import SEPARATORS
from bracketparse.tree import Draft, Proposal, Role, Segment
from bracketparse.wording import Reading

Parts = tuple[tuple[Role, str], ...]
"""A reading as words: `(role, text)` in the order of the bracket."""
FEW = 4
"""So many readings are offered at least; a person can write down another one."""


def readings(draft: Draft, index: int) -> tuple[Reading, ...]:
    """The ways to read a proposal, likeliest first: those that the evidence speaks for, then what else comes to mind.

    At least `FEW`, if the words can be read in so many ways: turned round, all new, all old, split in two elsewhere.
    """
    proposal = draft.proposals[index]
    found: list[Reading] = list(wording.readings(draft, index))
    for parts in _others(proposal, found[0].segments if found else ()):
        if len(found) >= FEW:
            break
        segments = segments_of(draft, proposal, parts)
        if segments and all(parts_of(segments) != parts_of(other.segments) for other in found):
            found.append(Reading(segments, 0.0))
    return tuple(found)


def _others(proposal: Proposal, first: Sequence[Segment]) -> Iterator[Parts]:
    """Readings that are possible at all, those near the likeliest before others."""
    if len({s.role for s in first}) > 1:
        turned: dict[Role, Role] = {"insert": "delete", "delete": "insert"}
        yield tuple((turned.get(role, role), text) for role, text in parts_of(first))
    words = proposal.words.split()
    yield (("insert", proposal.words),)
    yield (("delete", proposal.words),)
    for k in sorted(range(1, len(words)), key=lambda k: abs(k - _split(first, len(words)))):
        a, b = " ".join(words[:k]), " ".join(words[k:])
        yield ("delete", a), ("insert", b)
        yield ("insert", a), ("delete", b)


def _split(segments: Sequence[Segment], words: int) -> int:
    """After how many words the first run of the likeliest reading ends."""
    return len(segments[0].text.split()) if len(segments) > 1 else words // 2


def parts_of(segments: Iterable[Segment]) -> Parts:
    """A reading as words; what a page number or a note cuts in two is one."""
    parts: list[tuple[Role, str]] = []
    for segment in segments:
        if parts and parts[-1][0] == segment.role:
            parts[-1] = (segment.role, f"{parts[-1][1]} {segment.text}")
        else:
            parts.append((segment.role, segment.text))
    return tuple(parts)


def segments_of(draft: Draft, proposal: Proposal, parts: Parts) -> tuple[Segment, ...] | None:
    """A reading in words as segments of a proposal; None where its words are not those of the bracket.

    White space does not count, nor does a stray separator between two parts.
    """
    source = draft.source
    signs = [n for s in proposal.segments for n in range(s.start, s.end) if not source[n].isspace()]
    spans: list[tuple[Role, int, int]] = []
    position = 0
    for role, text in parts:
        first = None
        for sign in "".join(text.split()):
            while position < len(signs) and source[signs[position]] != sign and source[signs[position]] in SEPARATORS:
                position += 1
            if position == len(signs) or source[signs[position]] != sign:
                return None
            first = signs[position] if first is None else first
            position += 1
        if first is None:
            return None
        spans.append((role, first, signs[position - 1] + 1))
    if any(source[n] not in SEPARATORS for n in signs[position:]):
        return None
    return tuple(s for span in spans for s in _cut(source, proposal.segments, *span))


def _cut(source: str, stretches: Sequence[Segment], role: Role, start: int, end: int) -> list[Segment]:
    """The span as segments: one for each stretch of own words that it covers, joined over mere space."""
    made: list[Segment] = []
    for stretch in stretches:
        a, b = max(stretch.start, start), min(stretch.end, end)
        if a >= b:
            continue
        if made and not source[made[-1].end : a].strip(f" \t\n\r\v\f{SEPARATORS}"):
            a = made.pop().start
        text = source[a:b]
        a += len(text) - len(text.lstrip())
        made.append(Segment(role, a, a + len(text.strip()), " ".join(text.split())))
    return made


_MARK = re.compile(r"\{--(?P<delete>.*?)--\}|\{\+\+(?P<insert>.*?)\+\+\}", re.DOTALL)


def from_marks(text: str) -> Parts:
    """A reading that a person wrote as CriticMarkup: `{--old--} {++new++}`; words without a mark are kept."""
    parts: list[tuple[Role, str]] = []
    position = 0
    for match in [*_MARK.finditer(text), None]:
        plain = text[position : match.start() if match else len(text)]
        parts.append(("keep", " ".join(plain.split())))
        if match:
            position = match.end()
            role: Role = "delete" if match["delete"] is not None else "insert"
            parts.append((role, " ".join(match[role].split())))
    return tuple((role, words) for role, words in parts if words)


def to_marks(parts: Parts) -> str:
    """A reading as CriticMarkup."""
    around = {"delete": "{{--{}--}}", "insert": "{{++{}++}}"}
    return " ".join(around.get(role, "{}").format(text) for role, text in parts)


def confirmed(proposal: Proposal, segments: tuple[Segment, ...], reason: str) -> Proposal:
    """The proposal in the reading that a person confirmed."""
    return replace(proposal, segments=segments, evidence="confirmed", confidence=1.0, reasons=(reason,), likeliest=())
