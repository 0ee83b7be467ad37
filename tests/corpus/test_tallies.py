"""`plan tally` on real texts: its figures are those of the tree, and what it prints is one table of 80 columns."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from cases import plan
from corpus.test_every_file import FILES
from rich.console import Console

import bracketparse
from bracketparse.parsing import known
from bracketparse.tally import BYS, tally
from bracketparse.writers.tally_html import write as as_html
from bracketparse.writers.tally_svg import write as as_svg
from bracketparse.writers.tally_table import TallyTable
from bracketparse.writers.tally_view import view

PARIS = ("unfccc_paris_2015-10-23.en.md", "unfccc_paris_2015-12-04.en.md")


@pytest.mark.parametrize("name", FILES)
def test_figures_are_those_of_the_tree(name: str, shared: Path) -> None:
    draft = bracketparse.read(shared / "corpus" / name)
    for by in ("section", "kind", "depth"):
        made = tally([draft], by)
        assert made.total is not None
        assert made.total.cells[0] == len(draft.proposals) == sum(row.cells[0] or 0 for row in made.rows), by
        assert made.drafts[0].untagged == sum(not p.positions for p in draft.proposals)
        assert made.drafts[0].undecided == sum(p.effect == "undecided" for p in draft.proposals)
    made = tally([draft], "delegation")
    told = {row.id: dict(zip(made.columns, row.cells, strict=True)) for row in made.rows}
    for code in draft.roster():
        named = sum(any(x.delegation == code for x in p.positions) for p in draft.proposals)
        assert (told[code]["named"] or 0) >= named, code  # and what remarks say besides


@pytest.mark.parametrize("name", FILES)
def test_one_table_of_eighty_columns(name: str, shared: Path) -> None:
    draft = bracketparse.read(shared / "corpus" / name)
    for by in BYS:
        shown = view(tally([draft], by), known(draft.venue), draft.language)
        console = Console(file=io.StringIO(), width=80, color_system=None)
        console.print(TallyTable(shown))
        lines = console.file.getvalue().split("\n")  # type: ignore[attr-defined]
        assert max(map(len, lines)) <= 80, by
        assert sum(line.startswith("───") for line in lines) <= 1, by
        for page in (as_svg(shown), as_html(shown)):
            assert page.count(f">{draft.name}: ") <= 1
            assert all(f">{row.id}  " in page for row in shown.tally.rows if row.title and row.id[0] != "T"), by


@pytest.mark.parametrize("by", ["section", "delegation"])
def test_from_draft_to_draft(by: str, shared: Path, tmp_path: Path) -> None:
    paths = [str(shared / "corpus" / name) for name in PARIS]
    rows = list(csv.reader(io.StringIO(plan(["tally", *paths, "--by", by, "--to", "csv"], tmp_path).stdout.decode("utf-8"))))
    assert rows[0][3:] == list(PARIS)
    counts = [[int(cell or 0) for cell in row[3:]] for row in rows[1:] if row[0] == by]
    if by == "section":
        assert [int(cell) for cell in rows[-1][3:]] == [sum(column) for column in zip(*counts, strict=True)]
