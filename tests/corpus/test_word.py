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


@pytest.mark.parametrize("kind", ["tracked", "marked"])
@pytest.mark.parametrize("name", ["oas_third_plan_draft.es.txt", "bbnj_prepcom_2026.en.txt", "unfccc_lima_2014.en.txt"])
def test_a_text_against_its_own_export(name: str, kind: str, shared: Path, tmp_path: Path) -> None:
    assert plan(["export", str(shared / "corpus" / name), "--as", kind, "-o", "out.docx"], tmp_path).returncode == 0
    difference = bracketparse.compare(bracketparse.read(shared / "corpus" / name), bracketparse.read(tmp_path / "out.docx"))
    assert {match.change for match in difference.matches} == {"same"}
    assert not difference.unannounced
    assert [passage for passage in difference.passages if passage.kinds != ("same",)] == []


@pytest.mark.parametrize(("name", "otherwise"), [("unfccc_paris_2015-12-04.en.md", 0), ("acta_2010-04.en.txt", 4)])
def test_long_drafts_come_back(name: str, otherwise: int, shared: Path, tmp_path: Path) -> None:
    """But for brackets between a note and the paragraph that it interrupts."""
    path = shared / "corpus" / name
    assert plan(["export", str(path), "--as", "tracked", "-o", "out.docx"], tmp_path).returncode == 0
    old, new = bracketparse.read(path), bracketparse.read(tmp_path / "out.docx")
    assert len(new.proposals) == len(old.proposals)
    matches = [match for match in bracketparse.compare(old, new).matches if match.a is not None]
    assert sum(match.change != "same" for match in matches) <= otherwise
