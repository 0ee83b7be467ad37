"""Segments: the runs of a reading as stretches of the source."""

from __future__ import annotations

import re
from dataclasses import replace

from bracketparse.tree import Draft, Segment
from bracketparse.wording.candidates import Runs
from bracketparse.wording.cases import Case


def segments(draft: Draft, case: Case, runs: Runs) -> tuple[Segment, ...]:
    """The segments of a reading. A run takes the punctuation behind its words with it; a colon between old and new
    is nobody's."""
    if not case.words or len(runs) == 1:
        return tuple(replace(s, role=runs[0][0]) for s in case.proposal.segments)
    found = []
    for n, (role, first, last) in enumerate(runs):
        start = 0 if first == 0 else _start(draft, case, first, n == 2)
        stop = len(draft.source) if last == case.size else _start(draft, case, last, n == 1 and len(runs) == 3)
        colon = ":" if len(runs) == 2 and n == 0 and role == "delete" else None
        for segment in case.proposal.segments:
            a, b = max(segment.start, start), min(segment.end, stop)
            text = draft.source[a:b]
            if text.strip():
                a += len(text) - len(text.lstrip())
                text = text.strip().rstrip(colon).rstrip()
                found.append(Segment(role, a, a + len(text), " ".join(text.split())))
    return tuple(found)


def _start(draft: Draft, case: Case, word: int, third: bool) -> int:
    """Where the run that begins with a word begins: an opening mark belongs to it, and of a third run the comma before it."""
    between = draft.source[case.ends[word - 1] : case.starts[word]]
    if third and between.lstrip().startswith(","):
        return case.ends[word - 1] + between.index(",")
    opening = re.search(r"[¿¡“\"«(]*\Z", between)
    return case.starts[word] - (len(opening[0]) if opening else 0)
