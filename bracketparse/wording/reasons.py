"""Reasons: what the evidence saw, in sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bracketparse.wording.elsewhere import Judged
from bracketparse.wording.evidence import RULES, SIGNS, measured
from bracketparse.wording.ground import Ground
from bracketparse.wording.view import View, view
from bracketparse.wording.weights import Weights

_SHOWN = 4
"""So many sentences are given for a reading."""
_BOTH = 0.7
"""Two readings that together are so likely leave only the choice between them."""
_LIKELIER = 0.5
_RIVAL, _LIKELIEST = "in another reading, ", "in the likeliest reading, "
"""What begins a sentence that is said of another reading."""
_WORTH_SAYING = 0.25
"""What moves the odds less than this (in logits) is not said."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What moves the odds between a reading and another."""

    moved: float
    """By how much, in logits."""
    say: Callable[[], str]
    """The sentence for it; most are never said."""
    sign: bool = False
    """True where it is a sign of the writing."""
    of_other: bool = False
    """True where it is said of the other reading."""


def reasons(ground: Ground, weights: Weights, one: Judged, n: int) -> tuple[str, ...]:
    """Of the likeliest reading, what speaks for it rather than for its rivals; of another, what speaks against it."""
    order = sorted(range(len(one.candidates)), key=lambda k: -one.likely[k])
    best = order[0]
    if n != best:
        seen = [replace(told, moved=-told.moved) for told in _compared(ground, weights, one, n, best) if told.moved < 0]
    else:
        rivals = order[1:2] + [k for k in order[1:] if _cuts(one, k) != _cuts(one, best)][:1]
        seen = [told for rival in dict.fromkeys(rivals) for told in _compared(ground, weights, one, n, rival) if told.moved > 0]
        seen.append(_Told(math.inf, partial(_shape, ground, one, n)))
    seen.sort(key=lambda told: (not told.sign, told.of_other, -told.moved))
    sentences: dict[str, None] = {}
    for told in seen:
        if len(sentences) < _SHOWN:
            sentences[told.say()] = None
    return tuple(sentences)


def doubt(one: Judged) -> str:
    """What is not known of a bracket none of whose readings is likely enough."""
    first, second = sorted(range(len(one.candidates)), key=lambda k: -one.likely[k])[:2]
    if one.likely[first] + one.likely[second] < _BOTH or _cuts(one, first) != _cuts(one, second):
        return "no reading of its words is likely enough"
    if len(one.candidates[first]) > 1:
        return "two texts meet in the bracket, and the evidence does not tell which of them is old"
    return "the words are one text, and the evidence does not tell whether they are put in or taken out"


def _shape(ground: Ground, one: Judged, n: int) -> str:
    """What the reading makes of the bracket."""
    runs = one.candidates[n]
    if len(runs) == 3:
        return "old words stand between new ones"
    if len(runs) == 2:
        old = " ".join(view(ground, one.case, runs).old)
        likelier = f", and “{old}” is likelier to be the base text" if one.likely[n] > _LIKELIER else ""
        return f"two texts meet in the bracket{likelier}"
    if runs[0][0] == "delete":
        return "the words are one text, and the base text reads with them"
    return "the words are one text, and the base text reads without them"


def _cuts(one: Judged, n: int) -> list[int]:
    """Where a reading cuts the bracket, whatever is old and new in it."""
    return [first for _, first, _ in one.candidates[n]]


def _compared(ground: Ground, weights: Weights, one: Judged, n: int, rival: int) -> Iterator[_Told]:
    """What moves the odds between two readings."""
    seen, other = view(ground, one.case, one.candidates[n]), view(ground, one.case, one.candidates[rival])
    otherwise = _RIVAL if one.likely[n] >= one.likely[rival] else _LIKELIEST
    for rule, value, against in zip(RULES, measured(seen), measured(other), strict=True):
        weight = weights.rules.get(rule.name, 0.0)
        moved = weight * (value - against)
        if abs(moved) >= _WORTH_SAYING:
            mine = abs(value) >= abs(against)
            speaks_for = weight * (value if mine else against) > 0
            if template := rule.for_it if speaks_for else rule.against:
                say = partial(_sentence, template, seen) if mine else partial(_sentence, otherwise + template, other)
                yield _Told(moved, say, rule.name in SIGNS, not mine)
    moved = one.score(n, weights) - one.own[n] - one.score(rival, weights) + one.own[rival]
    if moved >= _WORTH_SAYING:
        yield _Told(moved, lambda: "the same delegation makes the same change elsewhere")
    elif moved <= -_WORTH_SAYING:
        yield _Told(moved, lambda: "the same delegation makes another change of these words elsewhere")
    if one.chained and one.likely[n] >= one.likely[rival]:
        yield _Told(_WORTH_SAYING, lambda: "brackets stand side by side, and are read together")


def _sentence(template: str, shown: View) -> str:
    """What a rule saw in a reading."""
    case = shown.case
    left, right = case.left[-1].strip("¶⏎"), case.right[0].strip("¶⏎")
    meeting = case.written[max(shown.meets - 1, 0) : shown.meets + 1]
    return template.format(
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


def edge(left: str, tokens: Sequence[str], right: str) -> str:
    """The words where a text begins and ends among those outside."""
    inner = tokens if len(tokens) < 4 else [tokens[0], "…", tokens[-1]]
    return " ".join(filter(None, (left, *inner, right)))
