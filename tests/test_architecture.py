"""Imports point downward, importing is cheap, and the grammars are sound."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from cases import ROOT
from lark import Lark

from bracketparse.brackets import grammar_folder

LAYERS = [
    {"attitudes", "visible", "lines", "word", "hyphens"},
    {"tree"},
    {"rules", "languages", "delegations", "labels", "messages", "marks", "source", "layout"},
    {"tally_texts", "notes", "phrases", "tags", "pages", "brackets", "slashes", "typography", "beside"},
    {"venues", "outline", "project", "basetext", "found", "named", "parts"},
    {"asides", "tagging"},
    {"who", "wording", "ends", "attribution"},
    {"stretches", "alternatives", "options", "oddities", "remarks", "views"},
    {"parsing", "selectors", "finding", "sections"},
    {"outcomes", "readings"},
    {"reconcile", "decisions"},
    {"numbering", "confirm", "unconfirmed", "sentences", "marking", "revisions"},
    {"summary", "versions", "check", "questions", "tally"},
    {"tokens", "wordwise", "likeness", "difference_texts"},
    {"sides"},
    {"alignment", "roles", "settling"},
    {"passages"},
    {"matching", "wordlist"},
    {"unannounced", "account"},
    {"difference"},
    {"deciding", "merging", "forms"},
    {"readers", "writers"},
    {"review"},
    {"commands"},
]
PACKAGE = ROOT / "bracketparse"


def layer(name: str) -> int:
    return next(n for n, names in enumerate(LAYERS) if name in names)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downward(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        return  # the front door: imports inside its functions only
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bracketparse"):
            parts = node.module.split(".")
            names = [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
        for name in names:
            assert name == own or layer(name) < layer(own), f"{own} imports {name}"


@pytest.mark.parametrize(
    ("statement", "kept_out"),
    [
        ("import bracketparse", {"lark", "typer", "rich", "docx", "lxml"}),
        ("import bracketparse; bracketparse.parse('[CAN: x]')", {"typer", "rich", "docx", "lxml"}),
        ("import bracketparse.commands.application", {"lark", "rich", "docx", "lxml", "tomllib"}),
    ],
)
def test_heavy_imports_wait_until_they_are_used(statement: str, kept_out: set[str]) -> None:
    code = f"import sys; {statement}; print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert not kept_out & {name.partition(".")[0] for name in loaded}


@pytest.mark.parametrize("path", sorted(grammar_folder().glob("*.lark")), ids=lambda path: path.stem)
def test_grammar_has_no_conflicts_in_strict_mode(path: Path) -> None:
    Lark.open(str(path), parser="lalr", lexer="contextual", strict=True)


def test_docs_of_rules_are_those_of_the_rules() -> None:
    from bracketparse.writers.report import explain

    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == explain("all")


def test_every_folder_of_the_package_is_in_the_wheel() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = {name for name in project["tool"]["setuptools"]["packages"] if name != "bracketparse.grammar"}
    folders = {path.parent for kind in ("*.py", "*.tsv", "*.toml", "*.xml") for path in PACKAGE.rglob(kind)}
    assert listed == {".".join(folder.relative_to(ROOT).parts) for folder in folders}
