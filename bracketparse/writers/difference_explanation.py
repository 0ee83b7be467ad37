"""Why a paragraph or a proposal of one draft is, or is not, that of another (`plan diff --explain ID`)."""

from __future__ import annotations

from collections.abc import Iterator

from bracketparse.difference import Difference
from bracketparse.matching import Evidence, Match
from bracketparse.passages import Passage
from bracketparse.sides import Side
from bracketparse.writers.difference_view import shortened

_SHOWN = 4
"""So many pairs that were weighed are shown."""


def explain(difference: Difference, wanted: str) -> list[str]:
    """Lines about all that has this id, in A, then in B; empty where nothing has."""
    lines: list[str] = []
    for side, other in ((difference.a, difference.b), (difference.b, difference.a)):
        first = side is difference.a
        for n, p in enumerate(side.draft.proposals):
            if p.id == wanted and difference.matching is not None:
                lines += _proposal(difference, n, first)
        for passage in difference.passages:
            mine, theirs = passage.a_paragraphs, passage.b_paragraphs
            if not first:
                mine, theirs = theirs, mine
            if any(paragraph.id == wanted for paragraph in mine):
                found = " + ".join(p.id for p in theirs)
                lines.append(f"{wanted} of {_called(side, first)}: {_paragraph(passage, found, _called(other, not first))}")
    return lines


def _called(side: Side, first: bool) -> str:
    return f"{'A' if first else 'B'} ({side.name})"


def _paragraph(passage: Passage, found: str, other: str) -> str:
    if not found:
        return f"no paragraph of {other} shares enough of its words."
    return f"{found} of {other} ({', '.join(passage.kinds)}): {passage.pair.reason}."


def _proposal(difference: Difference, n: int, first: bool) -> Iterator[str]:
    matching = difference.matching
    assert matching is not None
    side, other = (difference.a, difference.b) if first else (difference.b, difference.a)
    p = side.proposal(n)
    match = next(m for m in matching.matches if (m.a if first else m.b) == n and not _is_second(m, first))
    partner = match.b if first else match.a
    yield f"{p.id} of {_called(side, first)}, {', '.join(p.sponsors) or 'nobody'}: “{shortened(p.words)}”"
    if partner is None:
        yield f"  {match.change}: no proposal of {_called(other, not first)} is matched with it."
        if match.stands:
            yield f"  Outside brackets there stands: “{shortened(match.stands)}”."
    else:
        yield f"  {', '.join(match.changes)}: {other.proposal(partner).id} of {_called(other, not first)}."
    weighed = matching.considered(a=n) if first else matching.considered(b=n)
    for evidence in weighed[:_SHOWN]:
        q = other.proposal(evidence.b if first else evidence.a)
        chosen = " ← matched" if partner is not None and q is other.proposal(partner) else _why_not(matching.matches, evidence)
        yield f"  {q.id}, weight {evidence.weight:.2f}: {_seen(evidence)}{chosen}"
    if not weighed:
        yield "  No proposal there shares a word, or the place, with it."
    elif len(weighed) > _SHOWN:
        yield f"  {len(weighed) - _SHOWN} more weigh less."


def _is_second(match: Match, first: bool) -> bool:
    """True for the row of a part, seen from the side that has the whole."""
    return match.change == ("split" if first else "merged")


def _seen(evidence: Evidence) -> str:
    told = [f"{evidence.words:.0%} of the words the same", f"{evidence.sponsors:.0%} of the sponsors"]
    told.append("the same place" if evidence.place else "another place")
    told.append("in corresponding paragraphs" if evidence.paragraph else "in paragraphs that do not correspond")
    return ", ".join(told)


def _why_not(matches: tuple[Match, ...], evidence: Evidence) -> str:
    if not evidence.fits:
        return "; too little to be the same"
    for match in matches:
        kept = match.evidence
        if kept and kept != evidence and evidence.a in (match.a,) and match.change not in ("merged",):
            return f"; {kept.weight:.2f} with its own match is more"
        if kept and kept != evidence and evidence.b in (match.b,) and match.change not in ("split",):
            return f"; that one weighs {kept.weight:.2f} with its own match"
    return ""
