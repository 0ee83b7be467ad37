"""The recipe of CONTRIBUTING, "Add a venue", followed to the letter in a copy of the project."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

from cases import ROOT

_BLOCK = re.compile(r"^ {3}```(?P<kind>\w+) ?(?P<name>\S*)\n(?P<body>.*?)^ {3}```$", re.MULTILINE | re.DOTALL)


def test_a_venue_is_added_as_the_recipe_says(tmp_path: Path) -> None:
    for folder in ("bracketparse", "grammar"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "cli.py", tmp_path)
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipe = page[page.index("## Add a venue") : page.index("## Add a delegation")]
    blocks = [(m["kind"], m["name"], textwrap.dedent(m["body"])) for m in _BLOCK.finditer(recipe)]
    for kind, name, body in blocks:
        if kind != "console":
            assert not (tmp_path / name).exists()
            (tmp_path / name).write_text(body, encoding="utf-8")
    assert [name for kind, name, _ in blocks if kind in ("lark", "toml")] == [
        "grammar/moon.lark",
        "bracketparse/data/venues/moon.toml",
    ]
    console = next(body for kind, _, body in blocks if kind == "console")
    printed = []
    for line in console.splitlines():
        if line.startswith("$ plan "):
            done = subprocess.run(
                [sys.executable, "cli.py", *line[7:].split()],
                cwd=tmp_path,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                check=False,
            )
            printed += [line, *done.stdout.rstrip("\n").split("\n")]
    assert "\n".join(printed) + "\n" == console


def test_the_new_venue_is_told_from_its_text(tmp_path: Path) -> None:
    test_a_venue_is_added_as_the_recipe_says(tmp_path)
    (tmp_path / "other.txt").write_text("Conference on the Moon\n\n1. Lunar or lunar, a base [shall] rest.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "cli.py", "check", "-v", "other.txt"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "Venue: moon (no bracket names a delegation, and “lunar” stands in the text)" in done.stderr, done
