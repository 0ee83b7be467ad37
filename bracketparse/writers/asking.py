"""The open questions of wording as text: each bracket, and its sentence in full in every reading."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from bracketparse.lines import Lines
from bracketparse.marks import UNDECIDED
from bracketparse.phrases import in_words, phrase
from bracketparse.questions import Question
from bracketparse.readings import parts_of
from bracketparse.sentences import Marked, sentences
from bracketparse.tree import Draft
from bracketparse.visible import visible

_AROUND = {"old": "{{--{}--}}", "new": "{{++{}++}}", "same": "{}"}


def as_text(draft: Draft, asked: Sequence[Question], language: str, width: int = 80) -> str:
    """The questions, at most `width` columns wide, with what to type to answer the first of them."""
    if not asked:
        return phrase("nothing_open", language) + "\n"
    lines = Lines(draft.source)
    parts = [phrase("open_questions", language, n=len(asked), brackets=sum(len(q.proposals) for q in asked))]
    for question in asked:
        proposal = draft.proposals[question.proposals[0]]
        place = phrase(draft.unit, language, n=lines.line(proposal.start))
        rows = [visible(f"{proposal.id}  {', '.join(proposal.sponsors)}, {place}")]
        rows += _filled(" ".join(draft.source[proposal.start : proposal.end].replace(UNDECIDED, "").split()), "  ", width)
        if len(question.proposals) > 1:
            also = phrase("also_at", language, ids=", ".join(draft.proposals[n].id for n in question.proposals[1:]))
            rows += _filled(also, "  ", width)
        for n, reading in enumerate(question.readings(draft), 1):
            note = f" ({phrase('likeliest', language)})" if n == 1 else ""
            rows += _filled(f"{n}  {in_words(parts_of(reading.segments), language)}{note}", "  ", width, "     ")
            sentence = sentences(draft, question.proposals[0], reading.segments).marked
            rows += _filled(marked(sentence) or phrase("not_in_text", language), "       ", width)
        parts.append("\n".join(rows))
    first = draft.proposals[asked[0].proposals[0]].id
    parts.append(phrase("how_to_answer", language, id=first))
    return "\n\n".join(parts) + "\n"


def marked(sentence: Marked) -> str:
    """A sentence with its old and new words in CriticMarkup."""
    return "".join(_AROUND[state].format(words) for state, words in sentence)


def _filled(text: str, indent: str, width: int, rest: str | None = None) -> list[str]:
    made: list[str] = []
    for line in text.split("\n"):
        made += textwrap.wrap(
            visible(line),
            width,
            initial_indent=indent,
            subsequent_indent=rest or indent,
            break_on_hyphens=False,
            break_long_words=False,
        )
    return made
