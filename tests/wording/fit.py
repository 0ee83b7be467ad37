"""Fit the weights of the wording rules: `python tests/wording/fit.py CORPUS SENTENCES [-v]`. Needs numpy.

CORPUS is a folder of drafts, SENTENCES one of files `NAME.LANGUAGE.txt`, a sentence a line, in each language to be fitted.

1. `data/languages/XX.frames.tsv`: which class of word follows which, from the first half of the paragraphs.
2. `data/wording.tsv`: weights, by logistic regression over the readings of each bracket of made drafts of that half, and the
   calibration, on other made drafts of it.
3. A report on the other half; with `-v`, its surest errors.
"""

from __future__ import annotations

import itertools
import math
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/wording")]

import numpy as np  # noqa: E402
from made import TOKEN, draft, language, paragraphs, split, texts  # noqa: E402

from bracketparse import parsing  # noqa: E402
from bracketparse.languages import CODES  # noqa: E402
from bracketparse.wording import classes as word_classes  # noqa: E402
from bracketparse.wording import inference, weights  # noqa: E402
from bracketparse.wording.chains import chains  # noqa: E402
from bracketparse.wording.evidence import RULES, VOCABULARY, measured  # noqa: E402
from bracketparse.wording.view import view  # noqa: E402

DATA = ROOT / "bracketparse/data"
FIXED = {
    "old_phrase_known": 1.0,
    "new_is_stranger": 0.8,
    "old_is_more_usual": 0.35,
    "old_in_place": 0.8,
    "phrase_across": 0.4,
    "words_of_two_kinds": -1.5,
    "base_stops": -4.0,
    "new_stops": -4.0,
    "labelled_alternative": 6.0,
    "has_alternative": 8.0,
    "colon_between": 5.0,
}
"""Rules of the notation itself, which no made draft needs to teach."""
NEVER_FOR = {
    "base_broken",
    "new_broken",
    "base_signs",
    "broken_inside",
    "meeting_reads",
    "meeting_attested",
    "meeting_comma",
}
NEVER_FOR |= {
    "words_of_two_kinds",
    "ends_open",
    "own_sign_behind",
    "meeting_joined",
    "end_unlike",
    "begin_unlike",
    "own_signs",
    "unlike_length",
    "words_twice",
    "capital_for_nothing",
    "one_old_strange",
    "contrary_change",
}
"""Rules that can only speak against a reading,"""
NEVER_AGAINST = {
    "base_agrees",
    "base_reads",
    "new_reads",
    "base_attested",
    "new_attested",
    "meeting_broken",
    "begin_alike",
    "end_alike",
    "same_first_word",
}
NEVER_AGAINST |= {
    "formed_alike",
    "same_preposition_ends",
    "old_in_place",
    "same_last_word",
    "new_is_longer",
    "new_is_stranger",
    "old_is_more_usual",
}
NEVER_AGAINST |= {"old_phrase_known", "phrase_across", "small_words_as_elsewhere", "turned_elsewhere"}
NEVER_AGAINST |= {"one_old_usual", "one_old_phrase", "elsewhere", "known_change"}
"""or only for it: what a rule says must not be turned round by how the drafts were made."""
HEARD = ("elsewhere", "known_change", "contrary_change")
EXPECTED = {
    "base_broken": -2.0,
    "new_broken": -1.5,
    "base_signs": -1.0,
    "contrary_change": -1.5,
    "known_change": 1.5,
}
"""Where the prior is not centred on 0: what made drafts have too little of."""
SET = {"amid_new": -4.0, "replacement": 0.5, "linked": 0.6, "ended": 0.7, "unsigned": 0.89, "faulty_tag": 0.8, "least": 0.6}
"""What is not fitted, for made drafts are simpler than real ones."""
LINE = ((0.0, 0.0), (1.0, 1.0))
NAMES = [rule.name for rule in RULES]
PENALTY = 1.0


def fit_frames(corpus: dict[str, list[str]], spoken: str) -> str:
    """How much more often than by chance one class follows another in a language."""
    pairs: Counter[tuple[str, str]] = Counter()
    kinds = word_classes.classes(spoken)
    for name, rows in corpus.items():
        for text in split(rows)[0] if language(name) == spoken else ():
            row = ["start", *(kinds.of(t.lower()) for t in TOKEN.findall(text)), "end"]
            pairs.update(itertools.pairwise(row))
    total = sum(pairs.values())
    firsts: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for (a, b), count in pairs.items():
        firsts[a] += count
        seconds[b] += count
    lines = [
        "# Frames: how much more often than by chance a word of one class follows one of another, as a natural logarithm:",
        "# log((seen + 1) / (expected + 1)), where that is 0.3 or more, either way. Fitted by tests/wording/fit.py.",
        "# first\tsecond\tvalue",
    ]
    for a in sorted(firsts):
        for b in sorted(seconds):
            value = math.log((pairs[a, b] + 1) / (firsts[a] * seconds[b] / total + 1))
            if abs(value) >= 0.3:
                lines.append(f"{a}\t{b}\t{value:.1f}")
    return "\n".join(lines) + "\n"


class Sample:
    """The cases of many made drafts."""

    def __init__(self) -> None:
        self.drafts: list[list[inference.Judged]] = []
        self.readers: list[inference.Reader] = []
        self.truths: list[list[int | None]] = []
        self.kinds: list[list[str]] = []
        self.missed = 0
        self.values: dict[int, np.ndarray] = {}

    def add(self, source: str, truths: list, model: weights.Weights) -> None:
        resolve, parsing.wording.resolve = parsing.wording.resolve, lambda d, *_: d
        try:
            parsed = parsing.parse(source, venue="oas")
        finally:
            parsing.wording.resolve = resolve
        reader = inference.Reader(parsed, model)
        judged = reader.judge()
        if len(judged) != len(truths) or len(parsed.proposals) != len(truths):
            return
        found: list[int | None] = []
        for one, (truth, _) in zip(judged, truths, strict=True):
            runs, at = [], 0
            for role, count in truth:
                runs.append((role, at, at + count))
                at += count
            wanted = tuple(runs)
            found.append(one.candidates.index(wanted) if wanted in one.candidates else None)
        self.missed += sum(t is None for t in found)
        for one in judged:
            rows = [measured(view(reader.ground, one.case, runs)) for runs in one.candidates]
            self.values[id(one)] = np.array(rows)
        self.drafts.append(judged)
        self.readers.append(reader)
        self.truths.append(found)
        self.kinds.append([kind for _, kind in truths])

    def again(self, model: weights.Weights) -> None:
        """Judge all again with other weights."""
        vector = np.array([model.rules.get(n, 0.0) for n in NAMES])
        heard = [k for k, n in enumerate(NAMES) if n in VOCABULARY]
        for judged, reader in zip(self.drafts, self.readers, strict=True):
            reader.weights = model
            for one in judged:
                one.own = list(self.values[id(one)] @ vector)
                one.words = list(self.values[id(one)][:, heard] @ vector[heard])
                one.support = [(0.0, 0.0, 0.0)] * len(one.candidates)
            reader.settle(judged)

    def rows(self) -> Iterable[tuple[inference.Judged, int | None, str]]:
        for judged, truths, kinds in zip(self.drafts, self.truths, self.kinds, strict=True):
            yield from zip(judged, truths, kinds, strict=True)


def fit(sample: Sample, start: weights.Weights, chained: set[int]) -> weights.Weights:
    """Maximise the likelihood of the true readings, with a Gaussian prior on the weights."""
    matrix, groups, target = [], [], []
    n = 0
    for judged, truths in zip(sample.drafts, sample.truths, strict=True):
        for one, truth in zip(judged, truths, strict=True):
            if truth is None or id(one) in chained:
                continue
            for values, support in zip(sample.values[id(one)], one.support, strict=True):
                matrix.append([*values, *support])
                groups.append(n)
            target.append(len(matrix) - len(one.candidates) + truth)
            n += 1
    x, g, t = np.array(matrix), np.array(groups), np.array(target)
    scale = x.std(axis=0)
    scale[scale == 0] = 1.0
    x = x / scale
    free = np.array([name not in FIXED for name in NAMES] + [True] * len(HEARD))
    least = np.array([0.0 if name in NEVER_AGAINST else -np.inf for name in (*NAMES, *HEARD)])
    most = np.array([0.0 if name in NEVER_FOR else np.inf for name in (*NAMES, *HEARD)])
    w = np.array([start.rules.get(name, 0.0) for name in NAMES] + [getattr(start, name) for name in HEARD]) * scale
    expected = np.array([EXPECTED.get(name, 0.0) for name in (*NAMES, *HEARD)]) * scale
    w = np.clip(w, least, most)
    first = np.searchsorted(g, np.arange(n))
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, 401):
        s = x @ w
        s -= np.maximum.reduceat(s, first)[g]
        e = np.exp(s)
        p = e / np.add.reduceat(e, first)[g]
        gradient = x[t].sum(axis=0) - p @ x - PENALTY * (w - expected)
        gradient *= free
        m = 0.9 * m + 0.1 * gradient
        v = 0.999 * v + 0.001 * gradient**2
        w += 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-9)
        w = np.clip(w, least, most)
    w = w / scale
    rules = dict(zip(NAMES, (float(f) for f in w[: len(NAMES)]), strict=True)) | FIXED
    print(
        f"fitted {len(w)} weights on {n} cases, {len(x)} readings; mean log-likelihood {np.log(p[t]).mean():.3f}",
        file=sys.stderr,
    )
    return replace(start, rules=rules, **dict(zip(HEARD, (float(f) for f in w[len(NAMES) :]), strict=True)))


Outcome = tuple[float, bool, str, bool]
"""The probability of the likeliest reading, whether that is right, the kind of edit, and whether other brackets
stand beside it."""


def outcomes(sample: Sample) -> list[Outcome]:
    """How each case came out."""
    found = []
    for one, truth, kind in sample.rows():
        best = max(range(len(one.likely)), key=lambda k: one.likely[k])
        found.append((one.likely[best], best == truth, kind, one.chained))
    return found


def calibrate(results: list[Outcome]) -> tuple[tuple[float, float], ...]:
    """Pool adjacent violators over fine bins, drawn to a line."""
    ordered = sorted((p, float(ok)) for p, ok, _, _ in results)
    blocks: list[list[float]] = []  # sum p, sum ok, n
    size = max(20, len(ordered) // 60)
    for k in range(0, len(ordered), size):
        part = ordered[k : k + size]
        blocks.append([sum(p for p, _ in part), sum(o for _, o in part), len(part)])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    points = [(p / n, (ok + 0.5) / (n + 1)) for p, ok, n in blocks]
    return tuple((round(a, 3), round(b, 3)) for a, b in points)


def table(results: list[Outcome], model: weights.Weights) -> str:
    """Reliability: by confidence, how many, and how many were right."""
    lines = ["| confidence | readings | right |", "| --- | ---: | ---: |"]
    edges = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]
    for low, high in itertools.pairwise(edges):
        here = [ok for p, ok, _, row in results if low <= model.confidence(p, row) < high]
        if here:
            lines.append(f"| {low:.2f}–{min(high, 1):.2f} | {len(here)} | {100 * sum(here) / len(here):.0f} % |")
    return "\n".join(lines)


def surest_errors(sample: Sample, model: weights.Weights, least: float = 0.85) -> str:
    """Readings that were wrong though they were thought likely."""
    lines = []
    for one, truth, kind in sample.rows():
        best = max(range(len(one.likely)), key=lambda k: one.likely[k])
        if best != truth and model.confidence(one.likely[best], one.chained) >= least:
            words = [one.case.written[t] for t in one.case.words]

            def shown(n: int, words: list[str] = words, one: inference.Judged = one) -> str:
                return " ".join(f"{role[0].upper()}<{' '.join(words[a:b])}>" for role, a, b in one.candidates[n])

            lines.append(
                f"{kind}: {one.case.left} {shown(best)} {one.case.right}  truth {shown(truth) if truth is not None else '?'}"
            )
    return "\n".join(lines)


def by_kind(results: list[Outcome], model: weights.Weights) -> str:
    lines = ["| kind of edit | cases | right | undecided | wrong |", "| --- | ---: | ---: | ---: | ---: |"]
    for kind in ["", *sorted({k for _, _, k, _ in results})]:
        here = [(model.confidence(p, row) >= model.least, ok) for p, ok, k, row in results if not kind or k == kind]
        right = sum(sure and ok for sure, ok in here)
        wrong = sum(sure and not ok for sure, ok in here)
        n = len(here)
        lines.append(
            f"| {kind or 'all'} | {n} | {100 * right / n:.0f} % | {100 * (n - right - wrong) / n:.0f} % | "
            f"{100 * wrong / n:.1f} % |"
        )
    return "\n".join(lines)


def make(corpus: dict[str, list[str]], part: int, seeds: Iterable[int], model: weights.Weights) -> Sample:
    sample = Sample()
    for name, text in texts(corpus, part):
        many = 3 if name.endswith("es.txt") else 1
        for seed in seeds:
            for k in range(many):
                sample.add(*draft(text, seed * 10 + k), model)
    return sample


def chained(sample: Sample) -> set[int]:
    return {id(j[n]) for j, r in zip(sample.drafts, sample.readers, strict=True) for c in chains(r.draft, j) for n in c}


def main() -> None:
    corpus = {
        p.name: paragraphs(p.read_text(encoding="utf-8"))
        for p in sorted(Path(sys.argv[1]).glob("*.*.*"))
        if "paris" not in p.name
    }
    for path in sorted(Path(sys.argv[2]).glob("*.*.txt")):
        corpus[path.name] = path.read_text(encoding="utf-8").split("\n")
    for spoken in CODES:
        (DATA / "languages" / f"{spoken}.frames.tsv").write_text(fit_frames(corpus, spoken), encoding="utf-8")
    word_classes.frames.cache_clear()
    model = weights.Weights(
        rules=FIXED | {"one_old_text": -2.0, "two_texts": -2.0},
        elsewhere=0.5,
        known_change=0.5,
        contrary_change=-0.5,
        calibration=LINE,
        in_rows=LINE,
        **SET,
    )
    sample = make(corpus, 0, range(100, 120), model)
    aside = chained(sample)
    for _ in range(3):
        model = fit(sample, model, aside)
        sample.again(model)
    print("missed", sample.missed, file=sys.stderr)
    other = make(corpus, 0, range(300, 305), model)
    results = outcomes(other)
    model = replace(
        model, calibration=calibrate([r for r in results if not r[3]]), in_rows=calibrate([r for r in results if r[3]])
    )
    unseen = make(corpus, 1, range(500, 505), model)
    results = outcomes(unseen)
    seen = outcomes(other)
    if "-v" in sys.argv:
        print(surest_errors(unseen, model))
    print(f"the part fitted on, other drafts: {len(seen)}\n\n{table(seen, model)}\n\n{by_kind(seen, model)}\n")
    print(f"the unseen part: {len(results)}\n\n{table(results, model)}\n\n{by_kind(results, model)}\n")
    head = (
        "# Wording: what each rule of bracketparse/wording/evidence.py is worth, in logits, and what a score means.\n"
        "# fitted: by tests/wording/fit.py, November 2026, a logistic regression over the readings of the brackets of\n"
        f"# {len(sample.drafts)} made drafts with {sum(len(t) for t in sample.truths)} proposals (tests/wording/made.py):"
        " real sentences of public\n"
        "# negotiating texts (Spanish, English) and of program messages (Spanish, French, Portuguese), artificial changes in\n"
        f"# both orders. The calibration, and that in rows, on {len(seen)} proposals of other made drafts.\n"
        "# set: by hand; docs/wording.md says why.\n"
        "# kind\tname\tvalue\tby\n"
    )
    rows = [f"rule\t{name}\t{model.rules[name]:.3f}\t{'set' if name in FIXED else 'fitted'}" for name in NAMES]
    rows += [f"model\t{n}\t{getattr(model, n):.3f}\tfitted" for n in HEARD]
    rows += [f"model\t{n}\t{value}\tset" for n, value in SET.items()]
    rows += [f"calibration\t{a}\t{b}" for a, b in model.calibration]
    rows += [f"in rows\t{a}\t{b}" for a, b in model.in_rows]
    (DATA / "wording.tsv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
