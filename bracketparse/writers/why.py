"""Why: the readings of a proposal, the evidence for each, and the sentence that each would make."""

from __future__ import annotations

import json as json_module
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bracketparse.lines import Lines
from bracketparse.readings import readings
from bracketparse.sentences import Marked, sentences
from bracketparse.tree import Draft, Proposal, Role, Segment
from bracketparse.visible import visible
from bracketparse.wording import Reading

_WIDTH = 100
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
    under = [sentences(draft, index, reading.segments) for reading in found]
    texts = tuple((_flat(one.base), _flat(one.result)) for one in under)
    return Why(proposal, Lines(draft.source).line(proposal.start), found, texts)


def _flat(marked: Marked) -> str:
    return " ".join("".join(words for _, words in marked).split())


def as_text(found: Sequence[Why]) -> str:
    """For people."""
    lines: list[str] = []
    for one in found:
        p = one.proposal
        lines += [f"{p.id}, line {one.line}: [{', '.join(p.sponsors) or 'nobody'}: {p.words}]", f"  {_verdict(p)}"]
        for n, (reading, (base, accepted)) in enumerate(zip(one.readings, one.sentences, strict=True), 1):
            lines += ["", f"  {n}. {_runs(reading.segments)}   ({reading.confidence:.2f})"]
            lines += [f"     {'because' if n == 1 else 'but'} {reason}" for reason in reading.reasons]
            lines += [*_wrapped("base text:  ", base), *_wrapped("accepted:   ", accepted)]
        lines.append("")
    return visible("\n".join(lines), keep="\n")


def _wrapped(head: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=f"     {head}", subsequent_indent=" " * (5 + len(head)))


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
