"""Benchmarks: `python tests/bench/bench.py [--quick]`.

Every figure is a ratio of two things measured side by side, alternately, in one run (medians); only the pathological inputs are
in seconds, beside a loop that any machine can run. A report, not a test: the exit code is always 0.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared/corpus"
SAMPLE = ROOT / "samples/ocean_declaration.en.txt"
SEEDS = (ROOT.parent / "shared/corpus/oas_third_plan_draft.es.txt", ROOT / "samples/water_plan.es.txt")
UNIT = 1 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in."""
FEW, MANY = 2, 20
"""So many copies of a draft are compared in growth, for each venue."""
PATIENCE = 600
"""Seconds that a child process may take."""

PATHOLOGICAL: dict[str, Callable[[], str]] = {
    "`[` × 100,000": lambda: "[" * 100_000,
    "`]` × 100,000": lambda: "]" * 100_000,
    "`[]` × 50,000": lambda: "[]" * 50_000,
    "50,000 `[`, then 50,000 `]`": lambda: "[" * 50_000 + "]" * 50_000,
    "`[a` × 100,000": lambda: "[a" * 100_000,
    "`[CAN: ` × 100,000": lambda: "[CAN: " * 100_000,
    "`[`, then 1,000,000 spaces": lambda: "[" + " " * 1_000_000,
    "1,000,000 newlines": lambda: "\n" * 1_000_000,
    "`{--` × 100,000": lambda: "{--" * 100_000,
    "`1. a⏎` × 50,000": lambda: "1. a\n" * 50_000,
    "`[CAN: a, ` × 20,000": lambda: "[CAN: a, " * 20_000,
}


class Row(NamedTuple):
    """A row of the table."""

    what: str
    measured: str
    target: str
    met: bool | None
    """None where it could not be measured."""


class Failed(Exception):  # noqa: N818
    """A child process failed, or took too long."""


def main() -> None:
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description="Print a table of benchmarks.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and no draft of 60 MB")
    parser.add_argument("--venues", action="store_true", help="every venue, on a sample and on the largest real text")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(CHILDREN[options.child[0]](*options.child[1:])))
        return
    seed = next((path for path in SEEDS if path.is_file()), None)
    if seed is None:
        print("There is no draft to measure with.")
        return
    print(f"Draft: `{seed.name}`, {seed.stat().st_size:,} bytes. Python {sys.version.split()[0]}, {os.cpu_count()} cores.\n")
    print("| what | measured | target | met? |\n| --- | --- | --- | --- |")
    for row in rows(seed, options.quick, (every_venue,) if options.venues else ALL):
        met = "not measured" if row.met is None else "yes" if row.met else "**no**"
        print(f"| {row.what} | {row.measured} | {row.target} | {met} |", flush=True)


def rows(seed: Path, quick: bool, measures: tuple[Measure, ...]) -> Iterator[Row]:
    """All rows, each measured when it is asked for."""
    for measure in measures:
        try:
            yield from measure(seed, quick)
        except (Failed, ImportError, OSError) as fault:
            yield Row(measure.__name__.replace("_", " "), " ".join(str(fault).split())[-200:], "", None)


# What is measured


def cold_start(seed: Path, quick: bool) -> Iterator[Row]:
    """A fresh process that renders the draft, against one of pandoc that reads the same file."""
    pandoc = child("pandoc")
    ours = [sys.executable, str(ROOT / "cli.py"), "render", str(seed)]
    theirs = [pandoc, "-f", "markdown", "-t", "html", str(seed)]
    shown, value = ratio(alternately(lambda: run(ours), lambda: run(theirs), 7 if quick else 25))
    yield Row("cold `plan render` : `pandoc -f markdown -t html`", shown, "≤ 0.8", value <= 0.8)


def against_lark(seed: Path, quick: bool) -> Iterator[Row]:
    """The whole of `parse`, against what Lark alone takes for its default tree."""
    shown, value = ratio(child("lark", seed, 7 if quick else 25))
    yield Row("`parse(draft)` : Lark's own parse, same grammar", shown, "≤ 2.5", value <= 2.5)


def growth(seed: Path, quick: bool) -> Iterator[Row]:
    """Drafts that are the seed many times over, each in a process of its own: time a copy, and peak memory."""
    sizes = (10, 100) if quick else (10, 100, 1000)
    rounds = [[child("growth", seed, copies) for copies in (0, *sizes)] for _ in range(3)]
    (_, nothing), *measured = ([median(column) for column in zip(*runs, strict=True)] for runs in zip(*rounds, strict=True))
    for copies, (seconds, _) in zip(sizes, measured, strict=True):
        value = seconds / copies / (measured[0][0] / sizes[0])
        if copies > sizes[0]:
            yield Row(f"time a copy, draft × {copies:,} : draft × {sizes[0]}", f"{value:.2f}", "≤ 1.3", value <= 1.3)
    for copies, (_, peak) in zip(sizes, measured, strict=True):
        value = (peak - nothing) / (seed.stat().st_size * copies)
        yield Row(f"peak memory : bytes of text, draft × {copies:,}", f"{value:.1f}", "≤ 4", value <= 4)


def pathological(_: Path, quick: bool) -> Iterator[Row]:
    """Inputs that are slow where a regular expression backtracks or a pass is quadratic."""
    for name in PATHOLOGICAL:
        try:
            seconds, reference = child("pathological", name, 1 if quick else 3)
        except Failed as fault:
            yield Row(name, str(fault), "≤ 0.5 s", None)
        else:
            shown = f"{seconds:.2f} s; {seconds / reference:.1f} × the loop of {reference:.2f} s"
            yield Row(name, shown, "≤ 0.5 s", seconds <= 0.5)


def every_venue(_: Path, quick: bool) -> Iterator[Row]:
    """Each venue on a sample, on the largest real text, and on the one with most brackets, whatever venue that is of."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*_*")) if path.is_file()}
    drafts = [SAMPLE]
    if texts:
        drafts += [max(texts, key=lambda path: len(texts[path])), max(texts, key=lambda path: texts[path].count("["))]
    for venue in child("venues"):
        for draft in drafts:
            pairs, growth = child("venue", venue, draft, 5 if quick else 15)
            nothing, highest = (child("peak", venue, draft, copies) for copies in (0, MANY))
            peak = (highest - nothing) / (draft.stat().st_size * MANY)
            shown, value = ratio(pairs)
            yield Row(f"`{venue}`, {draft.name}: parse : Lark", shown, "≤ 2.5", value <= 2.5)
            yield Row(f"`{venue}`, {draft.name}: time a copy, × {MANY} : × {FEW}", f"{growth:.2f}", "≤ 1.3", growth <= 1.3)
            yield Row(f"`{venue}`, {draft.name}: peak memory : bytes of text, × {MANY}", f"{peak:.1f}", "≤ 4", peak <= 4)
        name, seconds, reference = max((child("hostile", venue, name) for name in PATHOLOGICAL), key=lambda row: row[1])
        shown = f"{seconds:.2f} s ({name}); {seconds / reference:.1f} × the loop of {reference:.2f} s"
        yield Row(f"`{venue}`, the slowest hostile input", shown, "≤ 0.5 s", seconds <= 0.5)


Measure = Callable[[Path, bool], Iterator[Row]]
ALL: tuple[Measure, ...] = (cold_start, against_lark, growth, pathological)


# How


def seconds_of(action: Callable[[], object]) -> float:
    """How long it takes, once."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def alternately(a: Callable[[], object], b: Callable[[], object], rounds: int) -> list[tuple[float, float]]:
    """Both in turn, `rounds` times, after a round that is not counted: it fills the caches."""
    a(), b()
    return [(seconds_of(a), seconds_of(b)) for _ in range(rounds)]


def ratio(pairs: list[tuple[float, float]]) -> tuple[str, float]:
    """The ratio of the medians; as text with the quartiles of the single ratios."""
    ours, theirs = zip(*pairs, strict=True)
    single = sorted(a / b for a, b in pairs)
    value = median(ours) / median(theirs)
    return f"{value:.2f} ({single[len(single) // 4]:.2f}–{single[-1 - len(single) // 4]:.2f})", value


def environment() -> dict[str, str]:
    """That of the children: the package of this checkout, its byte code kept, its output buffered."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")}
    return kept | {"PYTHONPATH": str(ROOT)}


def run(command: list[str], kept: int = subprocess.DEVNULL) -> str:
    """Run a command in a process of its own."""
    try:
        done = subprocess.run(
            command, stdout=kept, stderr=subprocess.PIPE, env=environment(), timeout=PATIENCE, encoding="utf-8", check=True
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"over {PATIENCE} s") from None
    except subprocess.CalledProcessError as fault:
        raise Failed(fault.stderr or f"exit code {fault.returncode}") from None
    return done.stdout or ""


def child(kind: str, *arguments: object) -> Any:
    """What a function of CHILDREN gives, in a process of its own; this one stays small, a child's peak counts from its size."""
    return json.loads(run([sys.executable, __file__, "--child", kind, *map(str, arguments)], subprocess.PIPE))


# In the children


def _pandoc() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def _lark(seed: str, rounds: str) -> list[tuple[float, float]]:
    from lark import Lark

    import bracketparse

    text = Path(seed).read_text(encoding="utf-8")
    lark = Lark.open(str(ROOT / "grammar/oas.lark"), parser="lalr", lexer="contextual")
    return alternately(lambda: bracketparse.parse(text), lambda: lark.parse(text), int(rounds))


def _growth(seed: str, copies: str) -> tuple[float, int]:
    import bracketparse

    seconds = 0.0
    if int(copies):  # none: an interpreter that only imported the package
        text = Path(seed).read_text(encoding="utf-8")
        bracketparse.parse(text)
        text *= int(copies)
        seconds = seconds_of(lambda: bracketparse.parse(text))
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT


def _venues() -> list[str]:
    from bracketparse import venues

    return list(venues.names())


def _venue(name: str, path: str, rounds: str) -> tuple[list[tuple[float, float]], float]:
    from lark import Lark

    import bracketparse
    from bracketparse.venues import venue

    text = Path(path).read_text(encoding="utf-8")
    lark = Lark.open(str(ROOT / f"grammar/{venue(name).grammar}.lark"), parser="lalr", lexer="contextual")
    pairs = alternately(lambda: bracketparse.parse(text, venue=name), lambda: lark.parse(text), int(rounds))
    few, many = text * FEW, text * MANY
    runs = alternately(lambda: bracketparse.parse(many, venue=name), lambda: bracketparse.parse(few, venue=name), 3)
    return pairs, median(a for a, _ in runs) / median(b for _, b in runs) * FEW / MANY


def _peak(name: str, path: str, copies: str) -> int:
    import bracketparse

    text = Path(path).read_text(encoding="utf-8") * int(copies)
    bracketparse.parse("[CAN: a]", venue=name)
    if text:
        bracketparse.parse(text, venue=name)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT


def _hostile(venue: str, name: str) -> tuple[str, float, float]:
    import bracketparse

    bracketparse.parse("[CAN: a]", venue=venue)
    text = PATHOLOGICAL[name]()
    return name, min(seconds_of(lambda: bracketparse.parse(text, venue=venue)) for _ in range(3)), seconds_of(_loop)


def _pathological(name: str, rounds: str) -> tuple[float, float]:
    import bracketparse

    bracketparse.parse("[CAN: a]")
    text = PATHOLOGICAL[name]()
    pairs = [(seconds_of(lambda: bracketparse.parse(text)), seconds_of(_loop)) for _ in range(int(rounds))]
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def _loop() -> None:
    """Something that every machine can do: add ten million numbers, one by one."""
    total = 0
    for number in range(10_000_000):
        total += number


CHILDREN: dict[str, Callable[..., object]] = {
    "pandoc": _pandoc,
    "lark": _lark,
    "growth": _growth,
    "pathological": _pathological,
    "venues": _venues,
    "venue": _venue,
    "peak": _peak,
    "hostile": _hostile,
}

if __name__ == "__main__":
    main()
