"""The samples, and the versions of each that stand beside them. `pytest --accept` writes these anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cases import ROOT, plan

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_versions(sample: Path, tmp_path: Path, accept: bool) -> None:
    shutil.copy(sample, tmp_path)
    assert plan(["versions", sample.name, "-o", "out"], tmp_path).returncode == 0
    checked = plan(["check", sample.name, "-v"], tmp_path)
    listed = plan(["proposals", sample.name], tmp_path)
    (tmp_path / "out/check.txt").write_bytes(checked.stdout)
    (tmp_path / "out/proposals.txt").write_bytes(listed.stdout)
    expected = ROOT / "samples" / "expected" / sample.stem
    if accept:
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(tmp_path / "out", expected)
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()}
    wanted = {path.name: path.read_text(encoding="utf-8") for path in expected.iterdir()}
    assert sorted(made) == sorted(wanted)
    for name, content in wanted.items():
        assert made[name] == content, f"{sample.name}: {name}"
