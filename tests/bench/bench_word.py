"""Benchmarks of Word: `python tests/bench/bench_word.py`.

Every figure is a ratio of two things measured side by side, in turn, in one run (medians). A report, not a test.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
SEEDS = (ROOT.parent / "shared/corpus/oas_third_plan_draft.es.txt", ROOT / "samples/water_plan.es.txt")
PLAN = [sys.executable, str(ROOT / "cli.py")]


def main() -> None:
    """Measure, and print a Markdown table."""
    import pypandoc  # type: ignore[import-untyped]

    pandoc = pypandoc.get_pandoc_path()
    seed = next(path for path in SEEDS if path.is_file())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tracked, plain = folder / "tracked.docx", folder / "pandoc.docx"
        write = [*PLAN, "export", str(seed), "--as", "tracked", "--date", "2026-01-01", "-o", str(tracked), "--force"]
        other = [pandoc, "-f", "markdown", "-t", "docx", str(seed), "-o", str(plain)]
        print("| what | measured | target |\n| --- | --- | --- |")
        print(f"| cold `plan export --as tracked` : `pandoc -t docx` | {ratio(write, other):.2f} | ≤ 2 |")
        read = [*PLAN, "parse", str(tracked)]
        theirs = [pandoc, "-f", "docx", "-t", "json", "--track-changes=all", str(tracked)]
        print(f"| cold `plan parse tracked.docx` : `pandoc -f docx` | {ratio(read, theirs):.2f} | ≤ 2 |")
        large = {n: enlarged(seed, n, folder) for n in (10, 100)}
        times = {
            n: seconds([*PLAN, "export", str(p), "--as", "tracked", "-o", str(folder / f"{n}.docx")]) for n, p in large.items()
        }
        print(f"| export, time a copy, draft × 100 : draft × 10 | {times[100] / times[10] / 10:.2f} | linear |")
        times = {n: seconds([*PLAN, "parse", str(folder / f"{n}.docx")]) for n in large}
        print(f"| reading, time a copy, draft × 100 : draft × 10 | {times[100] / times[10] / 10:.2f} | linear |")


def enlarged(seed: Path, copies: int, folder: Path) -> Path:
    """The draft so many times over."""
    path = folder / f"{copies}.txt"
    path.write_text("\n\n".join([seed.read_text(encoding="utf-8")] * copies), encoding="utf-8")
    return path


def ratio(one: list[str], other: list[str], rounds: int = 7) -> float:
    """The median of one command's time over another's, the two in turn."""
    run: Callable[[], float] = lambda: seconds(one) / seconds(other)  # noqa: E731
    run()
    return median(run() for _ in range(rounds))


def seconds(command: list[str]) -> float:
    """How long a command takes."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
