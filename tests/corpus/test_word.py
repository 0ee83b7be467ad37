"""The seed as a Word document: every version of it, by readers that are not ours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cases import plan

import bracketparse

sys.path.append(str(Path(__file__).parent.parent / "word"))
from oracles import LibreOffice, audit
from test_export import check, known


def test_the_seed_tracked(seed: str, tmp_path: Path) -> None:
    made = tmp_path / "tracked.docx"
    with LibreOffice() as office:
        check(bracketparse.parse(seed), made, office)
    assert audit(made) == []


@pytest.mark.parametrize("kind", ["tracked", "marked"])
def test_the_seed_reads_back_as_the_same_proposals(kind: str, shared: Path, tmp_path: Path) -> None:
    path = shared / "corpus/oas_third_plan_draft.es.txt"
    assert plan(["export", str(path), "--as", kind, "-o", "out.docx"], tmp_path).returncode == 0
    assert known(bracketparse.read(tmp_path / "out.docx")) == known(bracketparse.read(path))


def test_the_seed_against_its_own_export(shared: Path, tmp_path: Path) -> None:
    """One full stop stands behind a bracket in Word, where the draft has it before; all else reads the same."""
    path = shared / "corpus/oas_third_plan_draft.es.txt"
    assert plan(["export", str(path), "--as", "tracked", "-o", "out.docx"], tmp_path).returncode == 0
    difference = bracketparse.compare(bracketparse.read(path), bracketparse.read(tmp_path / "out.docx"))
    assert {match.change for match in difference.matches} == {"same"}
    assert not difference.unannounced
    changed = [passage for passage in difference.passages if passage.kinds != ("same",)]
    assert [(passage.b_paragraphs[0].id, passage.kinds) for passage in changed] == [("IV.34", ("reworded",))]
    assert [(piece.op, piece.text) for piece in changed[0].pieces() if piece.op != "keep"] == [("delete", "."), ("insert", ".")]
