"""The Word document of `plan diff`: behind its cover, all rejected is A and all accepted is B, by readers that are not ours."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import ROOT
from oracles import LibreOffice, audit, missing, pandoc
from planted import plant_blocks, plant_words

import bracketparse
from bracketparse.difference import Difference
from bracketparse.notes import RAISED
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import reconcile
from bracketparse.sides import Side
from bracketparse.writers.difference_view import view
from bracketparse.writers.word.difference import difference as document
from bracketparse.writers.word.package import assemble
from bracketparse.writers.word.sheet import Sheet

if missing() and not os.environ.get("CI"):
    pytest.skip(f"missing: {', '.join(missing())}", allow_module_level=True)

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def office() -> Iterator[LibreOffice]:
    with LibreOffice() as office:
        yield office


def texts(side: Side) -> list[str]:
    """The paragraphs of a side, as they are read: of a draft, the figure of a note is raised."""
    labels = [p.label if p.body > p.start else "" for p in side.paragraphs]
    if side.rendition is None:
        notes = [p.kind == "note" for p in side.paragraphs]
        labels = [x.rstrip("./").translate(RAISED) if note else x for note, x in zip(notes, labels, strict=True)]
    return [" ".join(f"{label} {p.words}".split()) for p, label in zip(side.paragraphs, labels, strict=True)]


def check(found: Difference, path: Path, office: LibreOffice | None) -> None:
    shown = view(found, "en")
    sheet = Sheet(language="en")
    path.write_bytes(assemble(document(found, shown, sheet), sheet).data)
    assert audit(path) == []
    for mode, side in (("accept", found.b), ("reject", found.a)):
        said = [pandoc(path, mode).words().paragraphs]  # type: ignore[arg-type]
        if office is not None:
            said.append([" ".join(text.split()) for text in office.paragraphs(path, mode)])  # type: ignore[arg-type]
        for paragraphs in said:
            start = paragraphs.index("Words") + 1
            assert paragraphs[start : len(paragraphs) - max(len(shown.last), 1)] == texts(side), mode


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_versions(path: Path, tmp_path: Path, office: LibreOffice) -> None:
    draft = bracketparse.parse(path.read_text(encoding="utf-8"))
    for who in draft.roster()[:2]:
        found = bracketparse.compare(reconcile(draft, Decisions()), reconcile(draft, Decisions(accept=(who,))))
        check(found, tmp_path / "out.docx", office)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_drafts(path: Path, tmp_path: Path, office: LibreOffice) -> None:
    source = path.read_text(encoding="utf-8")
    for round_, plant in enumerate((plant_words, plant_blocks)):
        planted = plant(source, random.Random(round_), 8)
        if planted.a:
            found = bracketparse.compare(bracketparse.parse(planted.a), bracketparse.parse(planted.b))
            check(found, tmp_path / "out.docx", office)


def test_whose_change_it_is() -> None:
    """The author of a change is who proposes it; what nobody proposes is by the new text's name."""
    a = bracketparse.parse("1. Ships shall slow down [NOR: near whales] within two days of their arrival.\n")
    b = bracketparse.parse("1. Ships shall slow down [NOR, CAN: near all whales] within three days of their arrival.\n")
    found = bracketparse.compare(a, b)
    found.b.name = "rev2.txt"
    written = document(found, view(found, "en"), Sheet()).body
    assert 'w:author="NOR, CAN"' in written
    assert 'w:author="rev2.txt"' in written
    assert "<w:delText" in written
