"""Every command and output in the spec files, the tutorial and the README."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cases import ROOT, Case, cases, rewrite, run

SPECS = sorted((ROOT / "tests/spec").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "docs/tutorial.md", ROOT / "docs/review.md"]
LEVELS = dict.fromkeys(SPECS, "## ") | dict.fromkeys(PAGES, "")
ALL = [case for path, level in LEVELS.items() for case in cases(path, level)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.path.stem}: {case.title}")
def test_case(case: Case, tmp_path: Path, accept: bool) -> None:
    if case.path in PAGES:
        shutil.copytree(ROOT / "samples", tmp_path / "samples")
    results = run(case, tmp_path)
    if accept:
        rewrite(case, results, LEVELS[case.path])
        return
    for block, printed in results:
        assert printed == block.body, f"{case.path.name}, {case.title}"
