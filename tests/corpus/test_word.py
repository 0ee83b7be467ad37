"""The seed as a Word document: every version of it, by readers that are not ours."""

from __future__ import annotations

import sys
from pathlib import Path

import bracketparse

sys.path.append(str(Path(__file__).parent.parent / "word"))
from oracles import LibreOffice, audit
from test_export import check


def test_the_seed_tracked(seed: str, tmp_path: Path) -> None:
    made = tmp_path / "tracked.docx"
    with LibreOffice() as office:
        check(bracketparse.parse(seed), made, office)
    assert audit(made) == []
