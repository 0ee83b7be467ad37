"""The readings of the seed against the annotations: how many are right, and none wrong where it was sure."""

from __future__ import annotations

import json
from pathlib import Path

import bracketparse
from bracketparse.wording import readings


def test_what_is_called_sure_is_right(seed: str, shared: Path) -> None:
    draft = bracketparse.parse(seed)
    rows = [json.loads(line) for line in (shared / "gold/third_plan_proposals_1-49.jsonl").read_text("utf-8").splitlines()]
    right = sure = 0
    for row in rows:
        proposal = draft.proposals[row["n"] - 1]
        got = [(s.role, s.text.strip(" :")) for s in proposal.segments]
        want = [(s["role"], " ".join(s["text"].split()).strip(" :")) for s in row["segments"] if s["role"] != "separator"]
        right += got == want
        if (proposal.confidence or 0) >= 0.9:
            sure += 1
            assert got == want, row["n"]
    assert sure >= 15
    assert right >= 24  # of 49; see docs/wording.md


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
