"""Resolution: from judged readings to segments, evidence and confidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bracketparse.languages import language as language_of
from bracketparse.tree import Draft, Proposal, Segment
from bracketparse.venues import venue
from bracketparse.wording.chains import links
from bracketparse.wording.elsewhere import Judged
from bracketparse.wording.evidence import RULES, SIGNS
from bracketparse.wording.inference import Reader
from bracketparse.wording.known import known
from bracketparse.wording.reasons import doubt, edge, reasons
from bracketparse.wording.segments import segments
from bracketparse.wording.view import view
from bracketparse.wording.weights import weights

_MOST = 5
"""So many readings are given at most,"""
_UNLIKELY = 0.02
"""but for the first two none that is less likely than this."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a proposal."""

    segments: tuple[Segment, ...]
    """Its words with their roles; joined, all words of the bracket."""
    confidence: float
    """How likely it is: the share of readings that were right where the model said as much."""
    reasons: tuple[str, ...] = ()
    """What the evidence saw, one sentence each, weightiest first."""


def resolve(draft: Draft, base: Draft | None = None) -> Draft:
    """The draft with the wording of its proposals resolved: by the base text where one is given, else as far as the
    evidence goes."""
    reader = Reader(draft, weights())
    if base is not None:
        told = known(draft, reader.cases(), base)
        draft = replace(draft, proposals=tuple(told.get(n, p) for n, p in enumerate(draft.proposals)))
        reader = Reader(draft, weights())
    judged = reader.judge()
    linked = links(draft, judged)
    proposals = list(draft.proposals)
    for one in judged:
        proposals[one.case.index] = _resolved(reader, one, linked.get(one.case.index, ()))
    return surrounded(replace(draft, proposals=tuple(proposals)))


def surrounded(draft: Draft) -> Draft:
    """The draft with what stands inside brackets knowing the role of the words around it, as these are read now."""
    if not venue(draft.venue).fused:
        return draft  # there the tags of the outer ones tell
    proposals = draft.proposals
    return replace(
        draft,
        proposals=tuple(
            p if p.parent is None else replace(p, role_in_parent=proposals[p.parent].role_at(p.start)) for p in proposals
        ),
    )


def readings(draft: Draft, index: int) -> tuple[Reading, ...]:
    """The ways to read the `index`-th proposal, likeliest first. What is marked, confirmed or known has one reading,
    what cannot be read has none.

    Raises IndexError where there is no such proposal.
    """
    proposal = draft.proposals[index]
    reader, judged = _judged(draft)
    one = judged.get(index)
    if one is None or proposal.evidence not in ("inferred", "none"):
        known = bool(proposal.segments) and proposal.effect != "undecided"
        return (Reading(proposal.segments, proposal.confidence or 0.0, proposal.reasons),) if known else ()
    order = sorted(range(len(one.candidates)), key=lambda n: -one.likely[n])
    order = [n for k, n in enumerate(order[:_MOST]) if k < 2 or one.likely[n] >= _UNLIKELY]
    return tuple(
        Reading(
            segments(draft, one.case, one.candidates[n]),
            _confidence(reader, one, n),
            reasons(reader.ground, reader.weights, one, n),
        )
        for n in order
    )


_last: list[tuple[tuple[Proposal, ...], Reader, dict[int, Judged]]] = []
"""The proposals asked about last, judged: all are judged together, so that the next question costs nothing."""


def _judged(draft: Draft) -> tuple[Reader, dict[int, Judged]]:
    if not _last or _last[0][0] is not draft.proposals:
        reader = Reader(unresolved(draft), weights())
        _last[:] = [(draft.proposals, reader, {j.case.index: j for j in reader.judge()})]
    return _last[0][1:]


def again(draft: Draft) -> Draft:
    """The draft with all that was inferred inferred anew: what was confirmed meanwhile speaks for other brackets like it."""
    return resolve(unresolved(draft))


def unresolved(draft: Draft) -> Draft:
    """The draft before anything was inferred. What tags tell, and what was written into the text as inferred, stays."""
    if not venue(draft.venue).fused:
        return draft
    return replace(draft, proposals=tuple(_unresolved(draft.source, p) for p in draft.proposals))


_MARK = re.compile(r"\{(?:\+\+|--|~~|>>)")


def _unresolved(source: str, p: Proposal) -> Proposal:
    if not p.positions or p.evidence not in ("inferred", "none") or (p.evidence == "none" and not p.likeliest):
        return p
    if _MARK.search(source, p.inner, p.stop):
        return p  # what was inferred once and written into the text
    joined: list[Segment] = []
    for segment in p.segments:
        goes_on = bool(joined) and source[joined[-1].end : segment.start].strip() in ("", ":")
        start = joined.pop().start if goes_on else segment.start
        joined.append(Segment("undecided", start, segment.end, " ".join(source[start : segment.end].split())))
    return replace(p, segments=tuple(joined), evidence="none", confidence=None, reasons=(), likeliest=())


def _resolved(reader: Reader, one: Judged, linked: tuple[int, ...]) -> Proposal:
    proposal, weights_ = one.case.proposal, reader.weights
    ids = tuple(reader.draft.proposals[n].id for n in linked) or proposal.linked
    best = max(range(len(one.candidates)), key=lambda n: one.likely[n])
    found = segments(reader.draft, one.case, one.candidates[best])
    confidence = round(_confidence(reader, one, best), 2)
    because = reasons(reader.ground, reader.weights, one, best)
    why_not = _broken(reader, one, best) or (doubt(one) if confidence < weights_.least else "")
    if why_not:
        return replace(proposal, linked=ids, reasons=(why_not, *because), likeliest=found, confidence=None)
    return replace(proposal, segments=found, evidence="inferred", confidence=confidence, reasons=because, linked=ids)


def _broken(reader: Reader, one: Judged, best: int) -> str:
    """Why even the likeliest reading is not taken: a broken base text is not printed."""
    if not one.case.words:
        return "the bracket holds punctuation only"
    if one.chained or one.case.proposal.whole_block:
        return ""
    if _left_space(reader.draft, one):
        return "a space is left before the sign behind it, so something may have stood there"
    seen = view(reader.ground, one.case, one.candidates[best])
    if seen.base.broken:
        left, right = one.case.left[-1], one.case.right[0]
        return f"the base text would be broken: “{edge(left.strip('¶⏎'), seen.old, right.strip('¶⏎'))}”"
    return ""


def _left_space(draft: Draft, one: Judged) -> bool:
    """In text that lost its strikes, a space before a comma tells that words were there; unless the bracket brings its own."""
    signs = r"[ \t\n]+[,.]" if language_of(draft.language).spaced_punctuation else r"[ \t\n]+[,;.]"
    return one.case.tokens[0] not in ",;" and re.match(signs, draft.source[one.case.proposal.end :][:20]) is not None


def _confidence(reader: Reader, one: Judged, n: int) -> float:
    """How likely a reading is: calibrated, and capped, for the likeliest; the others share the rest."""
    best = max(range(len(one.likely)), key=lambda k: one.likely[k])
    weights_ = reader.weights
    caps = [weights_.confidence(one.likely[best], one.chained)]
    if one.linked:
        caps.append(weights_.ended if one.ended else weights_.linked)
    if not _signed(reader, one, best):
        caps.append(weights_.unsigned)
    if any(p.inferred for p in one.case.proposal.positions):
        caps.append(weights_.faulty_tag)
    sure = min(caps)
    if n == best:
        return sure
    rest = 1 - one.likely[best]
    return min(sure, (1 - sure) * one.likely[n] / rest) if rest else 0.0


def _signed(reader: Reader, one: Judged, n: int) -> bool:
    """True where the writing itself tells: a capital, a full stop, a colon, a label, or a bracket round the whole paragraph."""
    seen = view(reader.ground, one.case, one.candidates[n])
    return any(rule.measure(seen) for rule in RULES if rule.name in SIGNS)
