"""On a real terminal a draft's text never acts: no escape of its own, no markup, no link."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from cases import ROOT

EVIL = (
    "1. Before \x1b[31mred\x1b[0m \x07bell \x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\ \u202ereversed "
    "[red]x[/red] [/CAN] [link=http://evil.example]y[/link] [CAN: \x1b[2Jclear \x9b31m] [X\x1bY: z].\n"
)


def on_a_terminal(arguments: list[str], folder: Path, **environment: str) -> str:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        cwd=folder,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "NO_COLOR": "", **environment},
    )
    os.close(slave)
    data = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        data += chunk
    process.wait()
    os.close(master)
    return data.decode("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", "draft.txt", "--accept", "CAN"],
        ["render", "draft.txt", "--rest", "hold"],
        ["proposals", "draft.txt"],
        ["tree", "draft.txt"],
        ["check", "draft.txt", "-v"],
        ["parse", "draft.txt"],
        ["diff", "draft.txt", "--no-pager", "--as", "CAN"],
        ["diff", "draft.txt", "/dev/null", "--full", "--no-pager"],
        ["render", "draft.txt", "--accept", "\x1b[31mX"],
        ["render", "nofile\x1b[31m.txt"],
        ["tree", "draft.txt", "--in", "\x1b]0;title\x07"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_nothing_acts(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(EVIL, encoding="utf-8")
    shown = on_a_terminal(arguments, tmp_path)
    for act in ("\x1b[31mred", "\x1b[31mX", "\x1b[31m.txt", "\x07", "\x1b]", "\x1b[2J", "\u202e", "\x9b"):
        assert act not in shown
    if arguments in (["proposals", "draft.txt"], ["tree", "draft.txt"]):
        assert "/CAN" in shown
        assert "link=http" in shown


def test_differences_have_their_own_style_and_go_through_a_pager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "draft.txt").write_text("1. Act [CAN: {--late--}{++in time++}] in all ports.\n", encoding="utf-8")
    monkeypatch.setenv("PLAN_PAGER", "sed s/^/PAGED/")
    shown = on_a_terminal(["diff", "draft.txt", "--as", "CAN"], tmp_path)
    assert "PAGED1. Act \x1b[9;31mlate\x1b[0m \x1b[4;32min time\x1b[0m in all ports." in shown
    assert "PAGED" not in on_a_terminal(["diff", "draft.txt", "--as", "CAN", "--no-pager"], tmp_path)


def test_without_colour_underline_and_strike_stay(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("1. Act [CAN: {--late--}{++in time++}] in all ports.\n", encoding="utf-8")
    shown = on_a_terminal(["diff", "draft.txt", "--as", "CAN", "--no-pager"], tmp_path, NO_COLOR="1")
    assert "\x1b[9mlate\x1b[0m \x1b[4min time\x1b[0m" in shown
