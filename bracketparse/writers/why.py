"""Why: the readings of a proposal, the evidence for each, and the sentence that each would make."""

from __future__ import annotations

import json as json_module
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bracketparse.lines import Lines
from bracketparse.tree import Draft, Proposal, Role, Segment
from bracketparse.visible import visible
from bracketparse.wording import Reading, readings

_AROUND = 400
"""So many characters of the paragraph are looked at on either side for the sentence."""
_NAMES: dict[Role, str] = {"insert": "new", "delete": "old", "keep": "kept", "undecided": "undecided"}


@dataclass(frozen=True, slots=True)
class Why:
    """A proposal with its readings and their sentences."""

    proposal: Proposal
    line: int
    readings: tuple[Reading, ...]
    sentences: tuple[tuple[str, str], ...]
    """Of each reading, the sentence of the base text, and the one with this proposal accepted."""


def why(draft: Draft, index: int) -> Why:
    """The readings of the `index`-th proposal."""
    proposal = draft.proposals[index]
    found = readings(draft, index)
    sentences = tuple(
        (sentence(draft, index, r.segments, accepted=False), sentence(draft, index, r.segments, accepted=True)) for r in found
    )
    return Why(proposal, Lines(draft.source).line(proposal.start), found, sentences)


def sentence(draft: Draft, index: int, segments: Sequence[Segment], *, accepted: bool) -> str:
    """The sentence around a proposal under a reading of it; all other proposals as they are settled in the base text."""
    block = next(b for b in draft.blocks if b.id == draft.proposals[index].block)
    here = draft.proposals[index]
    before = _sides(draft, max(block.body, here.start - _AROUND), here.start, index)
    behind = _sides(draft, here.end, min(block.end, here.end + _AROUND), index)
    wanted = ("insert", "keep") if accepted else ("delete", "keep")
    inside = " ".join(s.text for s in segments if s.role in wanted)
    head = re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])|(?<=;)\s+", before)[-1] if not _ends(before) else ""
    tail = re.split(r"(?<=[.;!?])\s", behind + " ")[0] if not _ends(inside) else ""
    whole = " ".join(f"{head} {inside} {tail}".split())
    return re.sub(r"\s+([,;.:!?)])", r"\1", re.sub(r",\s*([,;.])", r"\1", whole))


def _ends(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?"))


def _sides(draft: Draft, start: int, end: int, index: int) -> str:
    """The base text between two offsets: of other proposals their old words, and what is undecided in its brackets."""
    text, position = [], start
    for n, other in enumerate(draft.proposals):
        if n == index or other.end <= position or other.start >= end or other.parent == index:
            continue
        if other.start < position:
            position = min(max(other.end, position), end)
            continue
        text.append(draft.source[position : other.start])
        if other.effect == "undecided" and other.segments:
            text.append(draft.source[other.start : other.end])
        else:
            text.append(" ".join(s.text for s in other.segments if s.role in ("delete", "keep")))
        position = min(other.end, end)
    text.append(draft.source[position:end])
    return " ".join(" ".join(text).split())


def as_text(found: Sequence[Why]) -> str:
    """For people."""
    lines: list[str] = []
    for one in found:
        p = one.proposal
        lines += [f"{p.id}, line {one.line}: [{', '.join(p.sponsors) or 'nobody'}: {p.words}]", f"  {_verdict(p)}"]
        for n, (reading, (base, accepted)) in enumerate(zip(one.readings, one.sentences, strict=True), 1):
            lines += ["", f"  {n}. {_runs(reading.segments)}   ({reading.confidence:.2f})"]
            lines += [f"     because {reason}" for reason in reading.reasons]
            lines += [f"     base text:  {base}", f"     accepted:   {accepted}"]
        lines.append("")
    return visible("\n".join(lines), keep="\n")


def _verdict(p: Proposal) -> str:
    match p.evidence:
        case "inferred":
            return "Its wording is inferred; the likeliest reading is taken."
        case "none":
            doubt = f": {p.reasons[0]}" if p.reasons else ""
            return f"Its wording is undecided{doubt}. It stays in its brackets."
        case "marked":
            return "Its words are marked in the bracket."
        case "base":
            return "The base text that was given tells its wording."
        case "confirmed":
            return "Somebody confirmed its wording."


def _runs(segments: Sequence[Segment]) -> str:
    return ", then ".join(f"{_NAMES[s.role]} “{s.text}”" for s in segments) or "no words"


def as_json(found: Sequence[Why]) -> str:
    """For programs."""
    return json_module.dumps([_record(one) for one in found], ensure_ascii=False, indent=2) + "\n"


def _record(one: Why) -> dict[str, Any]:
    p = one.proposal
    return {
        "id": p.id,
        "line": one.line,
        "who": list(p.sponsors),
        "words": p.words,
        "evidence": p.evidence,
        "confidence": p.confidence,
        "readings": [
            {
                "segments": [{"role": s.role, "text": s.text} for s in reading.segments],
                "confidence": round(reading.confidence, 3),
                "reasons": list(reading.reasons),
                "base": base,
                "accepted": accepted,
            }
            for reading, (base, accepted) in zip(one.readings, one.sentences, strict=True)
        ],
    }
