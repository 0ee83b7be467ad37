"""Work: what a reviewer has settled so far, saved after each answer, and undone step by step."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from bracketparse.confirm import confirm
from bracketparse.deciding import State, decide, states
from bracketparse.decisions import Record
from bracketparse.outcomes import Verb
from bracketparse.questions import Question, answer, questions
from bracketparse.tree import Draft, Segment


@dataclass(slots=True)
class Work:
    """A review in progress."""

    plain: Draft
    """The draft as parsed."""
    record: Record
    save: Callable[[Record], str]
    """Keeps a record; gives back why that failed, or nothing."""
    everything: bool = False
    """True where what was inferred is asked too."""
    draft: Draft = field(init=False)
    """The draft with what was confirmed."""
    asked: tuple[Question, ...] = field(init=False)
    """The questions that are open."""
    states: tuple[State, ...] = field(init=False)
    """What was decided of each proposal."""
    done: int = field(init=False)
    """How many of the first questions are settled, by answers or by what these tell of others."""
    skipped: set[str] = field(default_factory=set)
    """The ids of brackets whose question was skipped."""
    _first: tuple[Question, ...] = field(init=False)
    _before: list[Record] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._first = questions(self.plain, self.everything)
        self._refresh()

    def _refresh(self) -> None:
        self.draft = confirm(self.plain, self.record.wordings).draft
        self.asked = questions(self.draft, self.everything)
        self.states = states(self.draft, self.record)
        unsettled = {index for question in self.asked for index in question.proposals}
        self.done = sum(unsettled.isdisjoint(question.proposals) for question in self._first)

    @property
    def total(self) -> int:
        """How many questions there are, those included that an answer brought up."""
        return self.done + len(self.asked)

    @property
    def question(self) -> Question | None:
        """The next open question that was not skipped."""
        return next((q for q in self.asked if self.draft.proposals[q.proposals[0]].id not in self.skipped), None)

    def answer(self, question: Question, segments: tuple[Segment, ...], only_first: bool) -> str:
        """Settle a question; gives back why it could not be saved, or nothing."""
        return self._keep(answer(self.draft, self.record, question, segments, only_first=only_first).record)

    def decide(self, proposals: Collection[int], verb: Verb | None) -> str:
        """Decide on proposals; gives back why that could not be saved, or nothing."""
        return self._keep(decide(self.draft, self.record, proposals, verb))

    def _keep(self, record: Record) -> str:
        if record == self.record:
            return ""
        fault = self.save(record)
        if not fault:
            self._before.append(self.record)
            self.record = record
            self._refresh()
        return fault

    def skip(self, question: Question) -> None:
        """Leave a question for later."""
        self.skipped.add(self.draft.proposals[question.proposals[0]].id)

    @property
    def can_undo(self) -> bool:
        """True where something was settled in this sitting."""
        return bool(self._before)

    def undo(self) -> str:
        """Take the last step back; gives back why that could not be saved, or nothing."""
        fault = self.save(self._before[-1])
        if not fault:
            self.record = self._before.pop()
            self._refresh()
        return fault
