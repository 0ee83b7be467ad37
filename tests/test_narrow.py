"""At forty columns, as in half a window, what is printed can still be read; and so is what is read in part only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cases import ROOT, plan

SAMPLE = str(ROOT / "samples/water_plan.es.txt")


@pytest.mark.parametrize("columns", ["30", "40", "59"])
def test_a_listing_is_stacked(columns: str, tmp_path: Path) -> None:
    printed = plan(["proposals", SAMPLE, "--in", "II.5"], tmp_path, COLUMNS=columns).stdout.decode("utf-8")
    assert printed.startswith("II.5#1  CRI  inferida\n  …Asegurar la")
    assert "[abastecimiento" in printed
    assert max(map(len, printed.split("\n")[:-2])) <= int(columns)


def test_sections_keep_their_first_figure(tmp_path: Path) -> None:
    lines = plan(["tally", SAMPLE], tmp_path, COLUMNS="40").stdout.decode("utf-8").split("\n")
    assert lines[1].split() == ["sección", "propuestas"]
    assert any(line.startswith("I  OBJETIVOS") and line.split()[2] == "5" for line in lines)
    assert max(map(len, lines)) <= 40


def test_who_closes_the_pipe_early_has_seen_enough(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("1. Fees [CAN: are low].\n\n" * 20_000, encoding="utf-8")
    for command in ("render", "parse", "mark"):
        running = subprocess.Popen(
            [sys.executable, str(ROOT / "cli.py"), command, "draft.txt"],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert running.stdout is not None
        assert running.stdout.read(5)
        running.stdout.close()
        assert running.stderr is not None
        assert b"rror" not in running.stderr.read()
        assert running.wait() == 0
