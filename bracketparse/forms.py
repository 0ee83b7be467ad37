"""Forms: the questions of wording as a delegation gets them, and what an answered one says.

A form names each reading by its words, not by a number alone: what comes back is held against the words of the draft, so that
an answer to another draft's question can settle nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bracketparse.decisions import Record, Remark
from bracketparse.phrases import in_words
from bracketparse.questions import Question, answer, ask
from bracketparse.readings import Parts, from_marks, parts_of, segments_of
from bracketparse.sentences import Marked, sentences
from bracketparse.tree import Draft, Segment

LETTERS = "ABCD"


@dataclass(frozen=True, slots=True)
class Option:
    """A reading that can be ticked."""

    letter: str
    words: str
    """What it does: `delete “vulnerabilidad”, insert “riesgo”`."""
    segments: tuple[Segment, ...]
    sentence: Marked


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a form."""

    number: int
    ids: tuple[str, ...]
    """The brackets that it is about, the one that is shown first."""
    sponsors: tuple[str, ...]
    written: str
    """The bracket as it stands in the draft."""
    question: Question
    options: tuple[Option, ...]


def items(draft: Draft, asked: Sequence[Question], language: str) -> tuple[Item, ...]:
    """The questions of a form."""
    made = []
    for number, question in enumerate(asked, 1):
        first = draft.proposals[question.proposals[0]]
        options = tuple(
            Option(
                letter,
                in_words(parts_of(reading.segments), language),
                reading.segments,
                sentences(draft, question.proposals[0], reading.segments).marked,
            )
            for letter, reading in zip(LETTERS, question.readings(draft), strict=False)
        )
        ids = tuple(draft.proposals[n].id for n in question.proposals)
        made.append(
            Item(number, ids, first.sponsors, " ".join(draft.source[first.start : first.end].split()), question, options)
        )
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Said:
    """What a form says to one question: readings that were ticked, and words that were written."""

    ids: tuple[str, ...]
    ticked: tuple[Parts, ...]
    other: str = ""
    unclear: tuple[str, ...] = ()
    """Marks that are neither a yes nor a no, each as a sentence."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form that came back says."""

    record: Record
    answered: int = 0
    unanswered: int = 0
    refused: tuple[str, ...] = ()
    """Answers that cannot be used, each as a sentence that names it."""


def settle(draft: Draft, said: Sequence[Said], source: str) -> Form:
    """Turn what a form says into a record; what is ambiguous, or does not fit the draft, is refused by name."""
    record, refused, answered, unanswered = Record(), [], 0, 0
    for answer_to in said:
        if not (answer_to.ticked or answer_to.other or answer_to.unclear):
            unanswered += 1
            continue
        outcome = _settle(draft, record, answer_to, source)
        if isinstance(outcome, str):
            refused.append(f"{answer_to.ids[0]}: {outcome}")
        else:
            record, answered = outcome, answered + 1
    return Form(record, answered, unanswered, tuple(refused))


def _settle(draft: Draft, record: Record, said: Said, source: str) -> Record | str:
    """The record with one answer in it, or why it cannot be used."""
    if said.unclear:
        return said.unclear[0]
    if len(said.ticked) > 1:
        return f"{len(said.ticked)} readings are ticked, so it is not clear which is meant"
    if said.ticked and said.other:
        return f"a reading is ticked and other words are written too: “{said.other}”"
    places = {p.id: n for n, p in enumerate(draft.proposals)}
    if said.ids[0] not in places:
        return "there is no such proposal in this draft"
    index = places[said.ids[0]]
    question = ask(draft, index)
    if question is None:
        return "its wording is marked in this draft, so there is nothing to ask"
    parts = said.ticked[0] if said.ticked else from_marks(said.other)
    if not said.ticked and all(role == "keep" for role, _ in parts):
        return replace(record, remarks=(*record.remarks, Remark(said.ids[0], said.other, source)))
    segments = segments_of(draft, draft.proposals[index], parts)
    if segments is None:
        return f"the words of the answer are not those of the bracket in this draft, “{draft.proposals[index].words}”"
    meant = tuple(n for n in question.proposals if draft.proposals[n].id in said.ids)
    return answer(draft, record, Question(meant), segments, source=source).record
