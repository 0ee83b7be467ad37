"""Questions: what only a person can say of a draft's wording, each asked once for all places where it is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bracketparse.decisions import Record, Wording
from bracketparse.finding import folded, match, place
from bracketparse.readings import Parts, parts_of, readings, segments_of
from bracketparse.tree import Draft, Proposal, Segment
from bracketparse.wording import Reading

_SIGNS = ("{--", "--}", "{++", "++}", "{~~", "~~}", "~>")


@dataclass(frozen=True, slots=True)
class Question:
    """Which words of a bracket are old, and which new?"""

    proposals: tuple[int, ...]
    """The brackets, by index, where a delegation brackets the same words; the first one is shown."""

    def readings(self, draft: Draft) -> tuple[Reading, ...]:
        """The ways to read the first bracket, likeliest first."""
        return readings(draft, self.proposals[0])


def questions(draft: Draft, everything: bool = False) -> tuple[Question, ...]:
    """The open questions of a draft in its order; with `everything`, behind them what was inferred and nobody confirmed."""
    undecided: dict[tuple[object, ...], list[int]] = {}
    inferred: dict[tuple[object, ...], list[int]] = {}
    for index, proposal in enumerate(draft.proposals):
        if is_open(proposal):
            undecided.setdefault(_case(proposal), []).append(index)
        elif everything and proposal.evidence == "inferred" and proposal.positions:
            inferred.setdefault((*_case(proposal), _change(proposal)), []).append(index)
    groups = [*undecided.values(), *inferred.values()]
    return tuple(Question(tuple(group)) for group in groups)


def is_open(proposal: Proposal) -> bool:
    """True where nobody knows which words are old and which new, and a person could say it."""
    undecided = proposal.effect == "undecided" and bool(proposal.segments) and bool(proposal.positions)
    return undecided and not any(sign in proposal.words for sign in _SIGNS)


def _case(proposal: Proposal) -> tuple[object, ...]:
    """The same for the same words of the same delegations, whatever the order of the words."""
    return frozenset(proposal.sponsors), tuple(sorted(folded(proposal.words).lower().split())), proposal.whole_block


def _change(proposal: Proposal) -> tuple[str, str]:
    return proposal.deleted().lower(), proposal.inserted().lower()


def ask(draft: Draft, index: int, everything: bool = True) -> Question | None:
    """The question that a bracket belongs to, with that bracket first; None where there is nothing to ask."""
    for question in questions(draft, everything):
        if index in question.proposals:
            others = tuple(n for n in question.proposals if n != index)
            return Question((index, *others))
    return None


def carried(draft: Draft, reading: Parts, index: int) -> tuple[Segment, ...] | None:
    """A reading given for one bracket as one of another with the same words, perhaps in another order; None if it is none."""
    proposal = draft.proposals[index]
    direct = segments_of(draft, proposal, reading)
    if direct is not None:
        return direct
    orders = _orders(reading) if len(reading) <= 3 else ()
    fitting = [s for parts in orders if (s := segments_of(draft, proposal, parts)) is not None]
    return fitting[0] if len(fitting) == 1 else _other_capitals(draft, proposal, reading)


def _orders(parts: Parts) -> Iterator[Parts]:
    from itertools import permutations

    yield from dict.fromkeys(permutations(parts))


def _other_capitals(draft: Draft, proposal: Proposal, reading: Parts) -> tuple[Segment, ...] | None:
    """The reading of the same words in other capitals."""
    words = folded(proposal.words).split()
    parts, position = [], 0
    for role, text in reading:
        stop = position + len(folded(text).split())
        written = " ".join(words[position:stop])
        if written.lower() != folded(text).lower():
            return None
        parts.append((role, written))
        position = stop
    return segments_of(draft, proposal, tuple(parts)) if position == len(words) else None


@dataclass(frozen=True, slots=True)
class Answered:
    """A record with an answer in it."""

    record: Record
    settled: tuple[int, ...]
    """The brackets that the answer settles."""
    apart: tuple[int, ...]
    """Those of the question that it does not fit; they are asked by themselves."""


def answer(
    draft: Draft,
    record: Record,
    question: Question,
    segments: tuple[Segment, ...],
    *,
    only_first: bool = False,
    source: str = "",
) -> Answered:
    """Put an answer into the record, in place of any that was given to the same brackets."""
    reading = parts_of(segments)
    given, apart = [], []
    for index in question.proposals[:1] if only_first else question.proposals:
        own = carried(draft, reading, index)
        if own is None:
            apart.append(index)
        else:
            given.append((index, Wording(parts_of(own), place(draft, index), source)))
    settled = {index for index, _ in given}
    found = match(draft, [w.place for w in record.wordings])
    kept = tuple(w for w, m in zip(record.wordings, found, strict=True) if m.index not in settled)
    wordings = (*kept, *(wording for _, wording in given))
    return Answered(Record(record.decisions, wordings, record.remarks), tuple(sorted(settled)), tuple(apart))


def read_anew(before: Draft, after: Draft) -> tuple[str, ...]:
    """The ids of the brackets that an answer to others makes the draft read otherwise, or decide, or leave open."""

    def reading(proposal: Proposal) -> Parts:
        return parts_of(proposal.segments)

    pairs = zip(before.proposals, after.proposals, strict=True)
    return tuple(
        new.id for old, new in pairs if "confirmed" not in (old.evidence, new.evidence) and reading(old) != reading(new)
    )
