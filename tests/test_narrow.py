"""At forty columns, as in half a window, what is printed can still be read."""

from __future__ import annotations

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
