"""The wording that `plan mark` writes comes back as it was, from any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import ROOT, plan
from hypothesis import given, settings
from hypothesis import strategies as st
from test_properties import anything, drafts

import bracketparse
from bracketparse.confirm import confirm
from bracketparse.decisions import Record, dumps, loads
from bracketparse.marking import marked
from bracketparse.questions import answer, questions
from bracketparse.tree import Draft

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


def told(draft: Draft) -> list[tuple[object, ...]]:
    """What a tree says of its proposals; a person's word is a person's, marked or confirmed."""
    return [
        (
            p.id,
            p.sponsors,
            "marked" if p.evidence == "confirmed" else p.evidence,
            p.confidence,
            [(s.role, s.text) for s in p.segments],
        )
        for p in draft.proposals
    ]


def outside(draft: Draft) -> list[str]:
    """The text outside the brackets."""
    return [draft.source[leaf.start : leaf.end] for leaf in draft.leaves() if leaf.role == "text"]


@given(st.one_of(drafts(), anything))
@settings(max_examples=200, deadline=None)
def test_what_is_inferred_comes_back_inferred(source: str) -> None:
    draft = bracketparse.parse(source)
    text = marked(draft, guess=True).text
    again = bracketparse.parse(text)
    assert told(again) == told(draft)
    assert outside(again) == outside(draft)
    assert marked(again, guess=True).text == text


@given(st.one_of(drafts(), anything), st.booleans(), st.lists(st.integers(0, 8), max_size=6))
@settings(max_examples=200, deadline=None)
def test_what_people_confirm_comes_back(source: str, signed: bool, picks: list[int]) -> None:
    """Answers fit the draft that they were given to, outlive the file, and are marks in the marked draft."""
    if signed:
        source = marked(bracketparse.parse(source), guess=True).text
    draft = bracketparse.parse(source)
    record = Record()
    for question, pick in zip(questions(draft, everything=True), picks, strict=False):
        if readings := question.readings(draft):
            record = answer(draft, record, question, readings[pick % len(readings)].segments).record
    confirmation = confirm(draft, record.wordings)
    assert not confirmation.unfit
    assert not confirmation.conflicts
    if "\ud800" not in source:
        assert loads(dumps(record, "draft.txt")) == record
    made = marked(confirmation.draft, guess=True)
    again = bracketparse.parse(made.text)
    assert outside(again) == outside(draft)
    for one, other in zip(told(confirmation.draft), told(again), strict=True):
        assert one == other or one[0] in made.left or made.left


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples(sample: Path) -> None:
    draft = bracketparse.read(sample)
    assert told(bracketparse.parse(marked(draft, guess=True).text)) == told(draft)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_everything_outside_the_brackets_stays_byte_for_byte(encoding: str, end: str, tmp_path: Path) -> None:
    text = f"1. Según “el año”  [CAN: y niños]\t hoy,{end}{end}2. más allá del señor y de la región.{end}"
    (tmp_path / "draft.txt").write_bytes(text.encode(encoding))
    assert plan(["mark", "draft.txt", "--guess", "-o", "marked.txt"], tmp_path).returncode == 0
    written = (tmp_path / "marked.txt").read_bytes()
    assert "{++y niños++}" in written.decode(encoding)
    before, behind = text.split("y niños")
    head, tail = before.encode(encoding), behind.encode(encoding)
    bom = len("".encode(encoding))
    assert written.startswith(head)
    assert written.endswith(tail[bom:].removeprefix("]".encode(encoding)[bom:]))
