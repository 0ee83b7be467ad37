"""Merging: what two reviewers, or a reviewer and a delegation, said of one draft, brought into one record.

What is the same is kept once. What differs is kept on both sides: a conflict in the record, which nothing applies until someone
settles it. Nothing that one of them said is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bracketparse.decisions import Decision, Record, Wording
from bracketparse.finding import Place, folded, match
from bracketparse.readings import to_marks
from bracketparse.tree import Draft

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where two records contradict each other."""

    id: str
    """Of the proposal."""
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Two records in one."""

    record: Record
    new: int
    """How many entries came from the other record."""
    conflicts: tuple[Conflict, ...]


def merge(draft: Draft, mine: Record, theirs: Record) -> Merged:
    """Bring what another record says into one's own."""
    conflicts: list[Conflict] = []

    def entries(own: Sequence[Wording | Decision], other: Sequence[Wording | Decision]) -> list[Wording | Decision]:
        said: dict[_Key, dict[str, None]] = {}
        for key, entry in zip(_keys(draft, [e.place for e in own]), own, strict=True):
            said.setdefault(key, {})[_shown(entry)] = None
        came = []
        for key, entry in zip(_keys(draft, [e.place for e in other]), other, strict=True):
            before = said.setdefault(key, {})
            if _shown(entry) in before:
                continue
            if before:
                conflicts.append(Conflict(entry.place.id, " / ".join(before), _shown(entry)))
            before[_shown(entry)] = None
            came.append(entry)
        return came

    wordings = [e for e in entries(mine.wordings, theirs.wordings) if isinstance(e, Wording)]
    decisions = [e for e in entries(mine.decisions, theirs.decisions) if isinstance(e, Decision)]
    remarks = [remark for remark in theirs.remarks if remark not in mine.remarks]
    record = Record((*mine.decisions, *decisions), (*mine.wordings, *wordings), (*mine.remarks, *remarks))
    return Merged(record, len(wordings) + len(decisions) + len(remarks), tuple(conflicts))


def _keys(draft: Draft, places: Sequence[Place]) -> list[_Key]:
    """The same for entries on one proposal: its index, or if it is not in this draft, all that the entry tells of it."""
    return [
        (found.index,) if found.index is not None else (place.id, frozenset(place.sponsors), folded(place.words), place.before)
        for place, found in zip(places, match(draft, places), strict=True)
    ]


def _shown(entry: Wording | Decision) -> str:
    return to_marks(entry.reading) if isinstance(entry, Wording) else entry.verb
