"""Weights: what each rule of the evidence is worth, and what a score means as a probability. Data, with its
provenance in the file."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent.parent / "data" / "wording.tsv"


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted model."""

    rules: dict[str, float]
    """Rule → weight, in logits."""
    elsewhere: float
    """What the same words in other proposals of the delegation are worth."""
    known_change: float
    """What it is worth that the delegation replaces a word by another elsewhere too."""
    contrary_change: float
    """What it costs to keep together two words of which the delegation replaces one by the other elsewhere."""
    amid_new: float
    """What it costs that a bracket would stand in the midst of another delegation's new words."""
    replacement: float
    """What one replacement written as several brackets costs."""
    calibration: tuple[tuple[float, float], ...]
    """What share of readings was right, at what the model made of them; in between a straight line."""
    in_rows: tuple[tuple[float, float], ...]
    """The same for brackets side by side."""
    linked: float
    """The most that is made of one of several brackets that are one change: any of them may be old, any new."""
    ended: float
    """The same, where a full stop tells where the new text ends."""
    unsigned: float
    """The most that is made of a reading that no sign of the writing tells: words alone never make one sure."""
    faulty_tag: float
    """The most that is made of a bracket whose delegation was inferred."""
    least: float
    """A likeliest reading below this confidence leaves the wording undecided."""

    def confidence(self, probability: float, in_row: bool = False) -> float:
        """The share of readings that were right where the model said so much."""
        points = self.in_rows if in_row else self.calibration
        at = bisect_left(points, (probability, 0.0))
        if at == 0:
            return points[0][1]
        if at == len(points):
            return points[-1][1]
        (x, y), (u, v) = points[at - 1], points[at]
        return y + (v - y) * (probability - x) / (u - x)


@cache
def weights() -> Weights:
    """The weights that come with the package."""
    return read(_FILE.read_text(encoding="utf-8"))


def read(text: str) -> Weights:
    """Weights from the text of a file: `kind`, `name`, `value`, `fitted` or `set`, tab-separated; `#` begins a comment."""
    found: dict[str, dict[str, float]] = {"rule": {}, "model": {}, "calibration": {}, "in rows": {}}
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            kind, name, value = line.split("\t")[:3]
            found[kind][name] = float(value)

    def points(kind: str) -> tuple[tuple[float, float], ...]:
        return tuple(sorted((float(x), y) for x, y in found[kind].items())) or ((0.0, 0.0), (1.0, 1.0))

    model = (
        dict.fromkeys(("elsewhere", "known_change", "contrary_change", "amid_new", "replacement"), 0.0)
        | dict.fromkeys(("linked", "ended", "unsigned", "faulty_tag"), 1.0)
        | {"least": 0.6}
        | found["model"]
    )
    return Weights(found["rule"], calibration=points("calibration"), in_rows=points("in rows"), **model)
