"""A tally as drawing and web page: a draft's words are data there."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from cases import plan

from bracketparse.commands.shared import Loaded, loading
from bracketparse.parsing import STEPS

HOSTILE = "I. AIMS <script>alert(1)</script> & [red]x[/red]\n\n1. The Parties meet [CAN: each year] and report.\n"


@pytest.mark.parametrize("kind", ["svg", "html"])
def test_a_heading_that_tries_markup_is_text(kind: str, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(HOSTILE, encoding="utf-8")
    done = plan(["tally", "draft.txt", "--to", kind, "-o", f"out.{kind}"], tmp_path)
    assert done.returncode == 0, done.stdout.decode()
    written = (tmp_path / f"out.{kind}").read_text(encoding="utf-8")
    assert "<script" not in written
    assert "&lt;script" in written
    if kind == "svg":
        ElementTree.fromstring(written)


ATTITUDES = "1. Fees [US/MX propose; BN oppose: are low] and [AU/CA/JP: public] [US oppose: always].\n"
NOTES = "\nNegotiators' Note: JP reserves its position. SG is flexible. NZ considers this. PE supports this. VN retains this.\n"


@pytest.mark.parametrize("columns", ["30", "40", "60", "80", "200"])
@pytest.mark.parametrize("by", ["section", "delegation", "matrix", "kind"])
def test_one_table_at_any_width(by: str, columns: str, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(ATTITUDES + NOTES, encoding="utf-8")
    done = plan(["tally", "draft.txt", "--by", by], tmp_path, COLUMNS=columns)
    lines = done.stdout.decode().split("\n")
    table = lines[: lines.index("", 1)]
    assert done.returncode == 0
    assert max(map(len, lines)) <= int(columns)
    assert sum(line.startswith("──") for line in table) == 1
    if by in ("delegation", "matrix"):
        assert sum("USA" in line.split() for line in table if line.startswith("USA")) == 1


def test_a_dozen_drafts_are_one_table(tmp_path: Path) -> None:
    names = [f"rev{n}.txt" for n in range(1, 25)]
    for n, name in enumerate(names):
        text = "I. AIMS OF ALL STATES AND OF THEIR PEOPLES, AND WHAT THEY WILL DO\n\n1. Fees" + " [CAN: fall]," * (24 - n)
        (tmp_path / name).write_text(f"{text} and rise.\n", encoding="utf-8")
    lines = plan(["tally", *names], tmp_path).stdout.decode().split("\n")
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith("───") for line in lines) == 1
    assert any("24 → 23 → 22" in line for line in lines)


def test_reading_one_draft_moves_a_progress_bar(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(ATTITUDES, encoding="utf-8")
    steps = list(loading(str(tmp_path / "draft.txt")))
    assert len(steps) == STEPS
    assert isinstance(steps[-1], Loaded)
