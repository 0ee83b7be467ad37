"""Every file of the corpus through every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cases import plan

FILES = (
    "acta_2010-04.en.txt",
    "bbnj_prepcom_2026.en.txt",
    "oas_third_plan_draft.es.txt",
    "unfccc_lima_2014.en.txt",
    "unfccc_paris_2015-10-23.en.md",
    "unfccc_paris_2015-12-04.en.md",
    "unfccc_sbi41_report_no_proposals.en.txt",
)
COMMANDS = (
    ["render"],
    ["render", "--accept", "all", "--renumber"],
    ["render", "--rest", "hold", "--wrap", "none"],
    ["render", "--undecided", "guess", "--rest", "accept"],
    ["versions", "-o", "versions"],
    ["proposals"],
    ["proposals", "--to", "csv"],
    ["tree"],
    ["tree", "--depth", "1"],
    ["check", "-v"],
    ["check", "--to", "json"],
    ["diff", "--from", "base", "--as", "all"],
    ["diff", "--from", "open", "--as", "base", "--to", "json"],
)


@pytest.mark.parametrize("name", FILES)
def test_every_command(name: str, shared: Path, tmp_path: Path) -> None:
    for command in COMMANDS:
        done = plan([*command, str(shared / "corpus" / name)], tmp_path)
        printed = done.stdout.decode("utf-8")
        assert done.returncode in (0, 1) if command[0] == "check" else done.returncode == 0, printed[-300:]
        assert "Traceback" not in printed
        assert "a fault in plan itself" not in printed


@pytest.mark.parametrize("name", FILES)
def test_tree_as_json_gives_the_source_back(name: str, shared: Path, tmp_path: Path) -> None:
    path = shared / "corpus" / name
    plan(["parse", str(path), "-o", "tree.json"], tmp_path)
    tree = json.loads((tmp_path / "tree.json").read_text(encoding="utf-8"))
    text = path.read_bytes().decode("utf-8")
    assert tree["schema"] == 1
    for proposal in tree["proposals"]:
        assert text[proposal["start"] : proposal["end"]] == proposal["source"]
        line = text[: proposal["start"]].count("\n") + 1
        assert proposal["line"] == line


def test_an_adopted_report_has_no_proposals(shared: Path, tmp_path: Path) -> None:
    plan(["parse", str(shared / "corpus/unfccc_sbi41_report_no_proposals.en.txt"), "-o", "tree.json"], tmp_path)
    tree = json.loads((tmp_path / "tree.json").read_text(encoding="utf-8"))
    assert tree["proposals"] == []
    assert [aside["source"] for aside in tree["not_proposals"]] == ["[English only]", "[English only]"]
