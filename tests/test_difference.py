"""What must always hold of a difference, tried on drafts that nobody wrote."""

from __future__ import annotations

import json
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from cases import ROOT, plan
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import found, plant_blocks, plant_mixed, plant_words, rebuilt
from test_properties import anything, drafts

import bracketparse
from bracketparse.difference import Difference
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import reconcile
from bracketparse.wordwise import differences, equal_stretches
from bracketparse.writers import (
    difference_html,
    difference_json,
    difference_markdown,
    difference_terminal,
)
from bracketparse.writers.difference_explanation import explain
from bracketparse.writers.difference_view import view

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


def joined(data: dict, *ops: str) -> str:
    return "".join(word["text"] for word in data["words"] if word["op"] in ops)


def check(difference: Difference, a: str, b: str) -> None:
    """Both texts come back from the JSON, nothing struck is put in again beside it but small words, the account adds up."""
    data = json.loads(difference_json.write(difference).encode("utf-8"))
    assert joined(data, "keep", "delete") == a
    assert joined(data, "keep", "insert") == b
    for passage in difference.passages:
        if passage.pair.a and passage.pair.b:
            old, new, hunks = passage.words()
            for hunk in hunks:
                words = {t.text for t in old[hunk.a0 : hunk.a1] if t.is_word and t.text.lower() not in difference.b.small_words}
                assert not words & {t.text for t in new[hunk.b0 : hunk.b1]}, passage
    if difference.account is not None:
        figures = data["account"]
        kept = sum(figures[key] for key in ("same", "reworded", "roles", "moved", "sponsors", "extent"))
        assert kept + figures["merged"] + figures["unbracketed"] + figures["gone"] == figures["a"]
        assert kept + figures["split"] + figures["new"] == figures["b"]
        assert [p["change"] for p in data["proposals"]].count("new") == figures["new"]
        ids = [p["a"] for p in data["proposals"] if p["change"] != "split" and p["a"]]
        assert ids == [p.id for p in difference.a.draft.proposals]
        assert len({p["b"] for p in data["proposals"] if p["change"] != "merged" and p["b"]}) == figures["b"]
    for full in (False, True):
        shown = view(difference, "en", around=1, full=full)
        assert all(len(line) <= 60 for line in difference_terminal.write(shown, 60).split("\n"))
        assert all(len(line) <= 120 for line in difference_terminal.write(shown, 120, side_by_side=True).split("\n"))
        assert "\x1b]" not in difference_terminal.write(shown, 120, "colour", True)
        difference_markdown.write(shown)
        difference_html.write(shown)


@given(anything, anything)
@settings(max_examples=150, deadline=None)
def test_any_two_texts(a: str, b: str) -> None:
    check(bracketparse.compare(bracketparse.parse(a), bracketparse.parse(b)), a, b)


@given(drafts(), drafts())
@settings(max_examples=100, deadline=None)
def test_any_two_drafts(a: str, b: str) -> None:
    difference = bracketparse.compare(bracketparse.parse(a), bracketparse.parse(b))
    check(difference, a, b)
    for proposal in (*difference.a.draft.proposals, *difference.b.draft.proposals):
        assert explain(difference, proposal.id)


@given(drafts())
@settings(max_examples=60, deadline=None)
def test_a_draft_and_itself(source: str) -> None:
    draft = bracketparse.parse(source)
    difference = bracketparse.compare(draft, bracketparse.parse(source))
    assert not difference.differs
    assert not difference.unannounced
    assert {match.change for match in difference.matches} <= {"same"}


@given(drafts(), st.sampled_from(["accept", "reject", "hold"]), st.sampled_from(["CAN", "CRI", "all"]))
@settings(max_examples=100, deadline=None)
def test_two_versions(source: str, rest: str, who: str) -> None:
    draft = bracketparse.parse(source)
    old, new = (
        reconcile(draft, Decisions()),
        reconcile(draft, Decisions(rest=rest, accept=(who,) if who in draft.roster() else ())),
    )  # type: ignore[arg-type]
    difference = bracketparse.compare(old, new)
    accept = (who,) if who in draft.roster() else ()
    check(difference, bracketparse.render(draft), bracketparse.render(draft, rest=rest, accept=accept))  # type: ignore[arg-type]


_few = st.lists(st.sampled_from(["la", "trata", "de", "y", ",", ".", "[", "]", "riesgo"]), max_size=40)


@given(_few, _few)
@settings(max_examples=400, deadline=None)
def test_words_that_are_kept_are_the_same(a: list[str], b: list[str]) -> None:
    hunks = differences(a, b)
    for same in equal_stretches(hunks, len(a), len(b)):
        assert a[same.a0 : same.a1] == b[same.b0 : same.b1]
    assert all(h.a1 > h.a0 or h.b1 > h.b0 for h in hunks)
    assert all(x.a1 < y.a0 or x.b1 < y.b0 for x, y in pairwise(hunks))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("round_", range(2))
def test_planted_edits_in_the_samples(path: Path, round_: int) -> None:
    """Every edit is found as what it is: in samples of our own, without one exception."""
    source = path.read_text(encoding="utf-8")
    for plant, most in ((plant_words, 12), (plant_blocks, 5)):
        planted = plant(source, random.Random(f"{path.name} {round_}"), most)
        if not planted.a:
            continue
        difference = bracketparse.compare(bracketparse.parse(planted.a), bracketparse.parse(planted.b))
        assert [edit for edit, good in found(planted, difference) if not good] == []
        assert rebuilt(difference)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("round_", range(2))
def test_nothing_is_marked_beyond_the_edits(path: Path, round_: int) -> None:
    """Paragraphs move, split and merge, lines are wrapped anew: marked are the words that changed, and the numbers."""
    planted = plant_mixed(path.read_text(encoding="utf-8"), random.Random(f"{path.name} {round_}"), 6)
    if not planted.a:
        return
    difference = bracketparse.compare(bracketparse.parse(planted.a), bracketparse.parse(planted.b))
    assert rebuilt(difference)
    pieces = [piece for passage in difference.passages for piece in passage.pieces() if piece.op != "keep"]
    marked = {word for piece in pieces for word in re.findall(r"[\w-]+", piece.text)}
    changed = [e for e in planted.edits if e.kind.startswith("silent") or e.kind == "renumber"]
    known = {
        word for edit in changed for word in re.findall(r"\w+", f"{edit.old if edit.kind != 'renumber' else ''} {edit.new}")
    }
    capital = {word for word in marked if {word.lower(), word[:1].upper() + word[1:]} <= marked}  # where a paragraph was split
    assert {word for word in marked if not word.isdigit()} - known - capital == set()


def test_a_reversal_of_roles() -> None:
    """Old and new words that changed places are seen, though no word did; what plan inferred is nobody's change."""
    a = bracketparse.parse("1. Ships [CAN: {--shall--}{++should++}] slow down [NOR: near whales].\n")
    b = bracketparse.parse("1. Ships [CAN: {++shall++}{--should--}] slow down [NOR: {--near whales--}{>>inferred 0.6<<}].\n")
    difference = bracketparse.compare(a, b)
    assert difference.differs
    data = json.loads(difference_json.write(difference))
    assert [p["change"] for p in data["proposals"]] == ["roles", "same"]
    assert data["proposals"][0]["roles"]["b"] == [{"role": "insert", "text": "shall"}, {"role": "delete", "text": "should"}]
    assert data["account"]["roles"] == 1
    assert all(word["form"] for word in data["words"] if word["op"] != "keep")
    assert rebuilt(difference)


@pytest.mark.parametrize("kind", ["tracked", "marked"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_export_for_circulation_changes_nothing(path: Path, kind: str, tmp_path: Path) -> None:
    """Faulty brackets, notes, marks and signs of inference: what Word shows reads as the draft does."""
    assert plan(["export", str(path), "--as", kind, "-o", "out.docx"], tmp_path).returncode == 0
    difference = bracketparse.compare(bracketparse.read(path), bracketparse.read(tmp_path / "out.docx"))
    assert not difference.differs
    assert not difference.unannounced
    assert {match.change for match in difference.matches} == {"same"}
    assert rebuilt(difference)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_word_of_a_version_that_differs_is_someones(path: Path) -> None:
    """Base against one delegation: what differs is of that delegation's proposals, the end of a list beside them too."""
    draft = bracketparse.parse(path.read_text(encoding="utf-8"))
    base = reconcile(draft, Decisions())
    for who in draft.roster():
        difference = bracketparse.compare(base, reconcile(draft, Decisions(accept=(who,))))
        for shown in view(difference, "en").passages:
            for span in shown.spans:
                if span.op != "keep" and any(c.isalpha() for c in span.text):
                    assert who in span.sponsors, (who, span)
