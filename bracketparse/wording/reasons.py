"""Reasons: what the evidence saw, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bracketparse.wording.elsewhere import Judged
from bracketparse.wording.evidence import RULES, Rule
from bracketparse.wording.view import Ground, View, view
from bracketparse.wording.weights import Weights

_SHOWN = 4
"""So many sentences are given for a reading."""
_WORTH_SAYING = 0.25
"""What moves the odds less than this (in logits) is not said."""


def reasons(ground: Ground, weights: Weights, one: Judged, n: int) -> tuple[str, ...]:
    """Of the likeliest reading, what speaks for it rather than for its rivals; of another, what speaks against it."""
    order = sorted(range(len(one.candidates)), key=lambda k: -one.likely[k])
    best = order[0]
    if n != best:
        compared = [(-moved, sentence) for moved, sentence in _compared(ground, weights, one, n, best) if moved < 0]
    else:
        rivals = order[1:2] + [k for k in order[1:] if _cuts(one, k) != _cuts(one, best)][:1]
        compared = [(moved, s) for rival in dict.fromkeys(rivals) for moved, s in _compared(ground, weights, one, n, rival)]
        compared = [(moved, sentence) for moved, sentence in compared if moved > 0]
    compared.sort(key=lambda pair: -pair[0])
    return tuple(dict.fromkeys(sentence for _, sentence in compared))[:_SHOWN]


def _cuts(one: Judged, n: int) -> list[int]:
    """Where a reading cuts the bracket, whatever is old and new in it."""
    return [first for _, first, _ in one.candidates[n]]


def _compared(ground: Ground, weights: Weights, one: Judged, n: int, rival: int) -> Iterator[tuple[float, str]]:
    """What moves the odds between two readings, by how much, and the sentence for it."""
    seen, other = view(ground, one.case, one.candidates[n]), view(ground, one.case, one.candidates[rival])
    for rule, value, against in zip(RULES, one.values[n], one.values[rival], strict=True):
        weight = weights.rules.get(rule.name, 0.0)
        moved = weight * (value - against)
        if abs(moved) >= _WORTH_SAYING and (sentence := _sentence(rule, weight, value, against, seen, other)):
            yield moved, sentence
    moved = one.score(n, weights) - one.own[n] - one.score(rival, weights) + one.own[rival]
    if moved >= _WORTH_SAYING:
        yield moved, "the same delegation makes the same change elsewhere"
    elif moved <= -_WORTH_SAYING:
        yield moved, "the same delegation makes another change of these words elsewhere"
    if one.chained and one.likely[n] >= one.likely[rival]:
        yield _WORTH_SAYING, "brackets stand side by side, and are read together"


def _sentence(rule: Rule, weight: float, value: float, rival: float, seen: View, other: View) -> str:
    """What a rule saw, said of the reading or of its rival, whichever it saw more in."""
    mine = abs(value) >= abs(rival)
    speaks_for = weight * (value if mine else rival) > 0
    template = rule.for_it if speaks_for else rule.against
    if not template:
        return ""
    shown = seen if mine else other
    case = shown.case
    left, right = case.left[-1].strip("¶⏎"), case.right[0].strip("¶⏎")
    meeting = case.written[max(shown.meets - 1, 0) : shown.meets + 1]
    said = template.format(
        old=" ".join(shown.old),
        new=" ".join(shown.new),
        whole=" ".join(case.written),
        meeting=" ".join(meeting),
        before_old=edge(left, shown.old, right),
        before_new=edge(left, shown.new, right),
        place_old=" ".join(filter(None, (left, *shown.old[:1]))),
        place_new=" ".join(filter(None, (left, *shown.new[:1]))),
        old_first=shown.old[0] if shown.old else "",
        new_first=shown.new[0] if shown.new else "",
    )
    return said if mine else f"read otherwise, {said}"


def edge(left: str, tokens: Sequence[str], right: str) -> str:
    """The words where a text begins and ends among those outside."""
    inner = tokens if len(tokens) < 4 else [tokens[0], "…", tokens[-1]]
    return " ".join(filter(None, (left, *inner, right)))
