"""Cases as prose: a Markdown file with drafts, commands, and what these print.

    ```text draft.txt          a file of that name
    ```docx draft.docx         a Word file, in the notation of word/drafts.py
    ```console                 `$ plan …` and its output, stderr included; a failing command ends with `[exit 1]`

`pytest --accept` writes what is printed into the file.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from word.drafts import draft

ROOT = Path(__file__).parent.parent
_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what it is, and where its body stands in the file."""

    info: str
    body: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Case:
    """A section of a file, with its blocks."""

    path: Path
    title: str
    blocks: tuple[Block, ...]


def cases(path: Path, level: str) -> Iterator[Case]:
    """The sections of a file that hold a console block; without headings of that level, the file is one."""
    text = path.read_text(encoding="utf-8")
    found: dict[str, list[Block]] = {}
    headings = [(m.start(), m[1].strip()) for m in re.finditer(rf"^{level}(.+)$", text, re.MULTILINE)] if level else []
    for match in _FENCE.finditer(text):
        title = next((name for start, name in reversed(headings) if start < match.start()), path.stem)
        found.setdefault(title, []).append(Block(match["info"].strip(), match["body"], match.start("body"), match.end("body")))
    for title, blocks in found.items():
        if any(block.info == "console" for block in blocks):
            yield Case(path, title, tuple(blocks))


def run(case: Case, folder: Path) -> list[tuple[Block, str]]:
    """Write the files of a case and run its commands: each console block with what it ought to hold."""
    results = []
    for block in case.blocks:
        kind, _, name = block.info.partition(" ")
        if block.info == "console":
            results.append((block, _console(block.body, folder)))
        elif name and kind in ("text", "toml", "md"):
            (folder / name).write_text(block.body, encoding="utf-8")
        elif name and kind == "docx":
            draft(folder / name, block.body)
    return results


def _console(body: str, folder: Path) -> str:
    printed = []
    for line in body.split("\n"):
        if line.startswith("$ "):
            printed.append(line)
            output = _run(line[2:], folder)
            printed += output.rstrip("\n").split("\n") if output.strip("\n") else []
    return "\n".join(printed) + "\n"


def plan(arguments: list[str], folder: Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `plan` in a folder, its stderr in its stdout."""
    settings = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", **environment}
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        cwd=folder,
        input=stdin.encode("utf-8", "surrogatepass"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=settings,
        check=False,
    )


def _run(command: str, folder: Path) -> str:
    """A line of a console: `plan …`, with `cat FILE`, `cd DIR`, `| head -N` and `< FILE` for what plan reads and writes."""
    command, _, head = command.partition(" | head -")
    command, _, source = command.partition(" < ")
    words = shlex.split(command)
    if words[0] == "cat":
        output, code = (folder / words[1]).read_text(encoding="utf-8"), 0
    elif words[0] == "ls":
        output, code = "\n".join(sorted(p.name for p in (folder / words[1]).iterdir())), 0
    else:
        assert words[0] == "plan", command
        done = plan(words[1:], folder, (folder / source).read_text(encoding="utf-8") if source else "")
        output, code = done.stdout.decode("utf-8"), done.returncode
    lines = [line.rstrip() for line in output.rstrip("\n").split("\n")]
    if head:
        lines = lines[: int(head)]
    return "\n".join(lines) + (f"\n[exit {code}]" if code else "")


def rewrite(case: Case, results: list[tuple[Block, str]], level: str) -> None:
    """Put what was printed into the file."""
    now = next(found for found in cases(case.path, level) if found.title == case.title)  # others may have moved it
    consoles = [block for block in now.blocks if block.info == "console"]
    text = case.path.read_text(encoding="utf-8")
    for block, (_, printed) in sorted(zip(consoles, results, strict=True), key=lambda pair: -pair[0].start):
        text = text[: block.start] + printed + text[block.end :]
    case.path.write_text(text, encoding="utf-8")
