"""The readings of the seed against the annotations: how many are right, and none wrong where it was sure."""

from __future__ import annotations

import json
from pathlib import Path

import bracketparse
from bracketparse.questions import questions
from bracketparse.wording import readings


def test_readings_of_annotated_rows(seed: str, shared: Path) -> None:
    draft = bracketparse.parse(seed)
    rows = [json.loads(line) for line in (shared / "gold/third_plan_proposals_1-49.jsonl").read_text("utf-8").splitlines()]
    right = wrong = 0
    for row in rows:
        proposal = draft.proposals[row["n"] - 1]
        got = [(s.role, s.text.strip(" :")) for s in proposal.segments]
        want = [(s["role"], " ".join(s["text"].split()).strip(" :")) for s in row["segments"] if s["role"] != "separator"]
        if proposal.effect == "undecided":
            right += row["undecidable"]
        elif got == want:
            right += 1
        else:
            wrong += 1
            assert (proposal.confidence or 0) < 0.9, row["n"]
    assert right >= 0.85 * len(rows)
    assert wrong <= 0.03 * len(rows)


def test_a_person_settles_the_rest_in_few_answers(seed: str) -> None:
    assert len(questions(bracketparse.parse(seed))) <= 25


def test_readings_cover_the_words(seed: str) -> None:
    draft = bracketparse.parse(seed)
    for n, proposal in enumerate(draft.proposals):
        found = readings(draft, n)
        assert len(found) >= 2
        assert found[0].confidence >= found[1].confidence
        for reading in found:
            assert bare(" ".join(s.text for s in reading.segments)) == bare(proposal.words)


def bare(text: str) -> str:
    """Without spaces, and without the colon that may separate old from new."""
    return "".join(text.replace(":", "").split())
