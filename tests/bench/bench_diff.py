"""Benchmarks of `plan diff`: `python tests/bench/bench_diff.py [--quick]`.

Ratios of things measured side by side in one run, as in `bench.py`. The two texts are the seed and the seed with known edits
planted in it (`tests/planted.py`). A word is marked where it stands in what a tool deletes or inserts; the words that the edits
themselves took out and put in are the fewest that can be marked.
"""

from __future__ import annotations

import argparse
import difflib
import gc
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/bench")]

from bench import SEEDS, Row, alternately, environment, ratio, run, seconds_of  # noqa: E402
from planted import Planted, plant_mixed, plant_words  # noqa: E402

import bracketparse  # noqa: E402
from bracketparse.difference import compare_drafts  # noqa: E402
from bracketparse.sides import Side, of_draft  # noqa: E402

EDITS = 60
_WORD = re.compile(r"\w+")
_MARKED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)


def main() -> None:
    """Measure, and print two Markdown tables."""
    parser = argparse.ArgumentParser(description="Print tables of benchmarks of plan diff.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    quick = parser.parse_args().quick
    seed = next((path for path in SEEDS if path.is_file()), None)
    if seed is None:
        print("There is no draft to measure with.")
        return
    text = seed.read_text(encoding="utf-8")
    planted = plant_words(text, random.Random(1), EDITS)
    print(f"Draft: `{seed.name}`, {len(planted.edits)} edits planted. Python {sys.version.split()[0]}.\n")
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("rev1.txt", "rev2.txt")]
        for file, content in zip(files, (planted.a, planted.b), strict=True):
            file.write_text(content, encoding="utf-8")
        print("| what | measured | target | met? |\n| --- | --- | --- | --- |")
        for row in (*cold(files, quick), *growth(planted.a, planted.b, quick)):
            print(f"| {row.what} | {row.measured} | {row.target} | {'yes' if row.met else '**no**'} |", flush=True)
        compared(files, planted, least(planted), 3 if quick else 9)
        print("\nEdits of all kinds at once: moves, splits, mergers, numbers, words, signs, lines wrapped anew.")
        for round_ in range(1 if quick else 3):
            mixed = plant_mixed(text, random.Random(round_), EDITS // 3)
            for file, content in zip(files, (mixed.a, mixed.b), strict=True):
                file.write_text(content, encoding="utf-8")
            compared(files, mixed, fewest(mixed), 3)


def compared(files: list[Path], planted: Planted, fewest: int, rounds: int) -> None:
    """Print the table of tools."""
    print(f"\n{len(planted.edits)} edits; {fewest} words at least were taken out or put in.\n")
    print("| tool | time : Python's start | words marked | beyond these |\n| --- | --- | --- | --- |")
    for name, seconds, marked in tools(files, planted.a, planted.b, rounds):
        print(f"| {name} | {seconds:.1f} | {marked} | {marked - fewest} |", flush=True)


def cold(files: list[Path], quick: bool) -> Iterator[Row]:
    """A fresh process, against git's word diff and an interpreter that does nothing."""
    rounds = 7 if quick else 25
    ours = [sys.executable, str(ROOT / "cli.py"), "diff", *map(str, files)]
    pairs = alternately(lambda: run(ours), lambda: (git(files), git(files), git(files), start()), rounds)
    shown, value = ratio(pairs)
    yield Row("cold `plan diff` : 3 × `git diff --word-diff` + Python's own start", shown, "≤ 1", value <= 1)
    shown, value = ratio(alternately(lambda: run(ours), lambda: run([*ours[:2], "render", str(files[0])]), rounds))
    yield Row("cold `plan diff` : cold `plan render` of one of them", shown, "", True)


def git(files: list[Path]) -> str:
    """What git says."""
    command = ["git", "diff", "--no-index", "--word-diff", *map(str, files)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment(), check=False).stdout


def start() -> None:
    """An interpreter that does nothing."""
    run([sys.executable, "-c", ""])


def growth(a: str, b: str, quick: bool) -> Iterator[Row]:
    """The time a copy takes, of texts that are ten and a hundred times the seed; the parse is not counted."""
    times = {}
    for copies in (10, 100):
        sides = [of_draft(bracketparse.parse(text * copies)) for text in (a, b)]
        times[copies] = median(_seconds(sides) for _ in range(1 if quick else 5)) / copies
    value = times[100] / times[10]
    yield Row("time a copy, drafts × 100 : drafts × 10", f"{value:.2f}", "≤ 1.5", value <= 1.5)


def _seconds(sides: list[Side]) -> float:
    """What a comparison takes of the processor, which other programs' work does not lengthen."""
    for side in sides:
        side._tokens.clear()
    gc.collect()
    gc.disable()  # as the command does
    begun = time.process_time()
    _ = compare_drafts(*sides).words
    taken = time.process_time() - begun
    gc.enable()
    return taken


def least(planted: Planted) -> int:
    """How many words must be marked: those that each edit took out and put in."""
    total = 0
    for start_, end, text in planted.cuts:
        old, new = Counter(_WORD.findall(planted.a[start_:end])), Counter(_WORD.findall(text))
        total += (old - new).total() + (new - old).total()
    return total


def fewest(planted: Planted) -> int:
    """How many words one text has more often than the other, broken words whole: no tool can mark fewer."""
    a, b = (Counter(_WORD.findall(text.replace("-\n", ""))) for text in (planted.a, planted.b))
    return (a - b).total() + (b - a).total()


def tools(files: list[Path], a: str, b: str, rounds: int) -> Iterator[tuple[str, float, int]]:
    """Every tool's time in units of Python's start, and the words it marks."""
    unit = median(seconds_of(start) for _ in range(rounds))

    def timed(action: Callable[[], object], times: int = rounds) -> float:
        return median(seconds_of(action) for _ in range(times)) / unit

    ours = [sys.executable, str(ROOT / "cli.py"), "diff", *map(str, files)]
    drafts = [bracketparse.parse(text) for text in (a, b)]
    sides = [of_draft(drafts[0], beside=b), of_draft(drafts[1], beside=a)]
    shown = [piece for passage in compare_drafts(*sides).passages for piece in passage.pieces()]
    yield "plan diff (cold, in a process)", timed(lambda: run(ours)), counted(p.text for p in shown if p.op != "keep")
    yield "git diff --word-diff", timed(lambda: git(files)), counted(_MARKED.findall(git(files).partition("@@")[2]))
    if shutil.which("wdiff"):
        command = ["wdiff", *map(str, files)]
        said = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout
        marked = _MARKED.findall(said)
        yield "wdiff", timed(lambda: subprocess.run(command, capture_output=True, check=False)), counted(marked)
    yield "diff-match-patch, flat (in this process)", timed(lambda: _dmp(a, b), 1), touched(_dmp(a, b), a, b)
    yield "difflib, word by word (in this process)", timed(lambda: _difflib(a, b), 1), counted(_difflib(a, b))


def _dmp(a: str, b: str) -> list[tuple[int, str]]:
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    found = differ.diff_main(a, b)
    differ.diff_cleanupSemantic(found)
    return list(found)


def _difflib(a: str, b: str) -> list[str]:
    old, new = a.split(), b.split()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [" ".join([*old[i:j], *new[k:m]]) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]


def touched(found: list[tuple[int, str]], a: str, b: str) -> int:
    """The words of A and of B of which a letter is marked: a tool that compares letters marks parts of words."""
    marked = 0
    for text, sign in ((a, -1), (b, 1)):
        position, spans = 0, []
        for kind, piece in found:
            if kind in (0, sign):
                if kind and piece.strip():
                    spans.append((position, position + len(piece)))
                position += len(piece)
        marked += sum(any(x < m.end() and m.start() < y for x, y in spans) for m in _WORD.finditer(text))
    return marked


def counted(texts: object) -> int:
    """The words in some texts, or in the groups of some matches."""
    return sum(len(_WORD.findall(text if isinstance(text, str) else " ".join(text))) for text in texts)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
