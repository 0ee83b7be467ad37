"""The draft that the project starts from: its outline, its 96 brackets, its faults."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import bracketparse
from bracketparse.lines import Lines
from bracketparse.marks import marked_leaves
from bracketparse.tree import Draft
from bracketparse.writers.json import write


@pytest.fixture(scope="module")
def draft(seed: str) -> Draft:
    return bracketparse.parse(seed)


def test_outline(draft: Draft) -> None:
    kinds = Counter((block.kind, bool(block.label)) for block in draft.blocks)
    assert kinds == {
        ("section", True): 9,
        ("paragraph", True): 140,
        ("paragraph", False): 12,
        ("item", True): 32,
        ("note", True): 2,
        ("furniture", False): 2,
    }
    ids = {block.id for block in draft.blocks}
    assert {f"P.{n}" for n in range(1, 12)} | {"II.p1", "III.21bis", "IV.49bis", "IX.4ALT", "III.22.vii"} <= ids
    assert "III.22.viii" not in ids
    assert "P.12" not in ids


def test_every_bracket_is_a_proposal(draft: Draft) -> None:
    assert len(draft.proposals) == 96
    assert not draft.asides


def test_who_and_wording_agree_with_the_annotations(draft: Draft, shared: Path, tmp_path: Path) -> None:
    (tmp_path / "tree.json").write_text(write(draft), encoding="utf-8")
    gold = shared / "gold/third_plan_proposals_1-49.jsonl"
    scored = subprocess.run(
        [sys.executable, str(shared / "score_wording.py"), str(tmp_path / "tree.json"), str(gold)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    figures = re.search(r"rows (\d+)  who right (\d+).*?wording right (\d+).*?\(>= 0.9\) (\d+)", scored)
    assert figures is not None, scored
    rows, who, right, wrong_though_sure = map(int, figures.groups())
    assert who == rows
    assert right >= 0.6 * rows
    assert wrong_though_sure == 0
    for row, proposal in zip(map(json.loads, gold.read_text(encoding="utf-8").splitlines()), draft.proposals, strict=False):
        assert proposal.block == row["para"], row["n"]
        assert proposal.whole_block == row["whole_paragraph"], row["n"]


def test_the_faults_that_design_names(draft: Draft, seed: str) -> None:
    lines = Lines(seed)
    found = [(d.code, lines.line(d.start)) for d in draft.diagnostics if d.code.startswith("P")]
    assert found == [
        ("P007", 53),  # [CRI:  produzco: causó u ocasionó]
        ("P010", 92),  # a note inside a sentence
        ("P006", 156),  # [CRI:a ]los
        ("P006", 157),  # [CRI:para a evitar]
        ("P006", 166),  # [CRI:sus vivencias
        ("P006", 316),  # [ CAN: edad]
        ("P001", 348),  # [CAN: el sector privado, y academia.
        ("P008", 372),  # sobrevivientes. [CAN:, de una manera
        ("P006", 506),  # [ CAN: que se centren
        ("P008", 552),  # para .[CAN: identificar
        ("P004", 660),  # [CA vulnerables
        ("P005", 670),  # 49bis. CAN: [
        ("P006", 692),  # elementos]de
        ("P006", 733),  # considerando[CRI:
        ("P009", 809),  # a heading across a blank line
        ("P008", 817),  # Trabajo. [CAN: tales como
        ("P010", 925),  # a page number inside 82
        ("P006", 929),  # [CRI:identidad
        ("P006", 1020),  # riesgo ]a este
        ("P008", 1064),  # revictimización. [CAN: tales como
        ("P003", 1266),  # [CANy sobrevivientes]
    ]


def test_the_unclosed_bracket_ends_before_its_full_stop(draft: Draft, seed: str) -> None:
    proposal = next(p for p in draft.proposals if p.block == "III.11")
    assert seed[proposal.start : proposal.end] == "[CAN: el sector privado, y academia"
    assert not proposal.closed


def test_versions(draft: Draft) -> None:
    base = bracketparse.render(draft, wrap="none")
    canada = bracketparse.render(draft, accept=["CAN"], wrap="none")
    assert "49bis." not in base
    assert "\n49bis. Tomar medidas adecuadas" in canada
    assert "\n4. Elaborar mecanismos para medir" in base
    assert "\n4. Fortalecer e implementar las políticas" in canada
    assert "4ALT" not in canada
    assert "otros actores sociales." in base
    assert "otros actores sociales, el sector privado, y academia." in canada
    assert "sobrevivientes, de una manera que tome en cuenta el trauma de las víctimas y los sobrevivientes.\n" in canada
    assert "con base en el respeto por los derechos humanos y tomando" in base
    assert "o a la concesión o recepción de pagos" in base
    assert "\nxiii. Un reconocimiento del valioso papel" in canada
    assert "trata de personas;\n\nxiv." in canada
    for version in (base, canada):
        for sign in ("  ", " ,", " .", ". ,", ",,", "- 7 -", "- 22 -"):
            assert sign not in version.replace("\n", "¶"), sign


@pytest.mark.parametrize("who", [(), ("CAN",), ("CRI",), ("COL",), ("all",)])
def test_words_outside_the_brackets_stand_in_every_version(draft: Draft, seed: str, who: tuple[str, ...]) -> None:
    version = Counter(bracketparse.render(draft, accept=who, wrap="none").lower().split())
    outside = Counter(
        word for leaf in draft.leaves() if leaf.role == "text" for word in seed[leaf.start : leaf.end].lower().split()
    )
    plain = Counter()
    for word, count in version.items():
        plain[word.strip(",.;:[]()“”")] += count
    for word, count in outside.items():
        bare = word.strip(",.;:[]()“”")
        if bare.isalpha() and len(bare) > 2 and bare != "can":
            assert plain[bare] >= count - 1, (word, count, plain[bare])


def test_marks_written_from_inference_read_back_as_inference(seed: str) -> None:
    draft = bracketparse.parse(seed)
    again = bracketparse.parse("".join(text for _, text in marked_leaves(draft, guess=True)))

    def known(draft: Draft) -> list[tuple[object, ...]]:
        return [(p.id, p.sponsors, p.evidence, p.confidence, [(s.role, s.text) for s in p.segments]) for p in draft.proposals]

    assert known(again) == known(draft)
