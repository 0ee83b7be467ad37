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
