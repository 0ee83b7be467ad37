"""A tally as drawing and web page: a draft's words are data there."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from cases import plan

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
