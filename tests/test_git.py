"""The recipe of `docs/git.md`, with git itself."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cases import ROOT

PAGE = (ROOT / "docs/git.md").read_text(encoding="utf-8")
OLD = "I. OBJETIVOS\n\n1. Proteger a las víctimas [CAN: y a los testigos] en cada país.\n\n2. Informar cada año.\n"
NEW = "I. OBJETIVOS\n\n1. Proteger a las víctimas [CAN, CRI: y a los testigos] en cada\npaís.\n\n2. Informar cada mes.\n"


@pytest.fixture
def git(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A repository that follows the recipe; a function that runs git in it."""
    if shutil.which("git") is None:
        pytest.skip("needs git, which is not here")
    programs = tmp_path / "bin"
    programs.mkdir()
    shim = programs / "plan"
    shim.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(ROOT / "cli.py"))} "$@"\n', encoding="utf-8"
    )
    shim.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    settings = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "HOME": str(home), "GIT_PAGER": "cat"}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=tmp_path / "repository", env=settings, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    (tmp_path / "repository/drafts").mkdir(parents=True)
    run("init", "-q")
    for name, value in (("user.name", "A"), ("user.email", "a@example.org")):
        run("config", name, value)
    recipe = re.search(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    assert recipe is not None
    subprocess.run(["sh", "-c", recipe[1]], cwd=tmp_path / "repository", env=settings, check=True)
    attributes = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert attributes is not None
    (tmp_path / "repository/.gitattributes").write_text(attributes[1], encoding="utf-8")
    return run


def test_a_draft_in_git(git, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    draft = tmp_path / "repository/drafts/rev.txt"
    draft.write_text(OLD, encoding="utf-8")
    git("add", ".")
    git("commit", "-qm", "Rev. 1")
    draft.write_text(NEW, encoding="utf-8")
    shown = git("diff")
    assert shown.startswith("a/drafts/rev.txt → b/drafts/rev.txt\n")
    assert "cada {--año--} {++mes++}" in shown
    assert "1#1 CAN, CRI" in shown
    assert "b/drafts/rev.txt añade 0 y tiene 1." in shown
    git("commit", "-qam", "Rev. 2")
    assert "{--año--} {++mes++}" in git("show", "--ext-diff")
    (tmp_path / "repository/drafts/new.txt").write_text(NEW, encoding="utf-8")
    git("add", ".")
    assert "{++2. Informar cada mes.++}" in git("diff", "--cached")
