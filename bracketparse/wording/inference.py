"""Inference: how likely each reading of each bracket is, judged together over the draft.

Three steps. Every reading of a bracket is scored by the evidence. Brackets side by side are read together, because the joins
are between what then stands. And one delegation makes one change throughout: what its other brackets put in or take out
speaks for the same here, for all brackets at once, so that the order of the draft does not matter.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import mul, sub

from bracketparse.basetext import BaseText, root
from bracketparse.languages import language as language_of
from bracketparse.tree import Draft
from bracketparse.wording.candidates import Runs, candidates
from bracketparse.wording.cases import TOKEN, Case, case
from bracketparse.wording.chains import chains, together
from bracketparse.wording.classes import classes, frames
from bracketparse.wording.elsewhere import Judged, hear
from bracketparse.wording.evidence import RULES, VOCABULARY, measured
from bracketparse.wording.ground import Ground
from bracketparse.wording.view import view
from bracketparse.wording.weights import Weights

_FEW_RUNS = 3
"""A bracket marked in more runs than this says nothing of others."""

_VOCABULARY = [k for k, rule in enumerate(RULES) if rule.name in VOCABULARY]


class Reader:
    """Judges the brackets of a draft whose wording is not marked."""

    def __init__(self, draft: Draft, weights: Weights) -> None:
        self.draft, self.weights = draft, weights
        self._weights = [weights.rules.get(rule.name, 0.0) for rule in RULES]
        self._blocks = {block.id: block for block in draft.blocks}
        words = classes(draft.language)
        language = language_of(draft.language)
        small = language.function_words | words.closed
        self.ground = Ground(BaseText(draft), language, words, frames(draft.language), small=small)

    def cases(self) -> list[Case]:
        """The brackets to be told."""
        draft, blocks = self.draft, self._blocks
        outer = {p.parent for p in draft.proposals}
        rivals: dict[str, set[str]] = defaultdict(set)
        for p in draft.proposals:
            if p.alternative_to:
                rivals[p.alternative_to].update(p.sponsors)
        found = []
        for n, p in enumerate(draft.proposals):
            if p.positions and p.evidence == "none" and p.segments and not p.reasons:
                made = case(draft, n, blocks[p.block])
                made.outer = n in outer
                made.has_alternative = bool(rivals.get(p.id, set()) & set(p.sponsors))
                found.append(made)
        return found

    def told(self) -> list[Judged]:
        """The brackets whose wording is known: marked, confirmed, or told by a base text. They speak for others like them."""
        found = []
        for n, p in enumerate(self.draft.proposals):
            if p.positions and p.evidence in ("marked", "confirmed", "base") and 0 < len(p.segments) <= _FEW_RUNS:
                made = case(self.draft, n, self._blocks[p.block])
                runs = tuple(
                    (s.role, bisect_left(made.starts, s.start), bisect_left(made.starts, s.end))
                    for s in p.segments
                    if s.role in ("insert", "delete")
                )
                found.append(self._told(made, [runs], (0.0,), (0.0,), likely=(1.0,)))
        return found

    @staticmethod
    def said(cases: Iterable[Case]) -> set[tuple[str, tuple[str, ...]]]:
        """The delegations with the words of their brackets."""
        return {(s, tuple(c.spoken)) for c in cases for s in c.proposal.sponsors}

    def judge(self) -> list[Judged]:
        """All cases judged, together."""
        cases, told = self.cases(), self.told()
        self.ground.said = self.said([*cases, *(one.case for one in told)])
        judged = [self.judged(c) for c in cases]
        self.settle(judged, told)
        return judged

    def settle(self, judged: Sequence[Judged], told: Sequence[Judged] = ()) -> None:
        """How likely each candidate is, all brackets together: each by itself and its row, then with what it hears
        of the others."""
        rows = list(chains(self.draft, judged))
        self._likely(judged, rows, in_place=True)
        hear(judged, told)
        self._likely(judged, rows)

    def judged(self, made: Case) -> Judged:
        """A case by itself."""
        found, weights = candidates(made), self._weights
        own, words = array("d"), array("d")
        before: Runs = ()
        values: list[float] = []
        for runs in found:
            same_cut = len(before) == len(runs) == 2 and before[0][2] == runs[0][2]
            values = measured(view(self.ground, made, runs), values if same_cut else ())
            before = runs
            own.append(sum(map(mul, weights, values)))
            words.append(sum(weights[k] * values[k] for k in _VOCABULARY))
        return self._told(made, found, own, words, [(0.0, 0.0, 0.0)] * len(found))

    def _told(
        self,
        made: Case,
        found: list[Runs],
        own: Sequence[float],
        words: Sequence[float],
        support: Sequence[tuple[float, float, float]] = (),
        likely: Sequence[float] = (),
    ) -> Judged:
        content = ["" if w in self.ground.small else root(w) for w in made.spoken]
        place = (self._kind(made.left[-1]), self._kind(made.right[0]))
        return Judged(made, found, own, words, content, place, support, likely)

    def _kind(self, token: str) -> str:
        """The class of a token, whatever its gender and number."""
        return self.ground.classes.of(token.lower()).partition(".")[0]

    def _likely(self, judged: Sequence[Judged], rows: Iterable[list[int]], in_place: bool = False) -> None:
        """The probability of each candidate; of brackets side by side, jointly.

        `in_place`: by what is seen in its place only. What the words themselves tell is the same in all brackets that hold
        them, and must not be heard again from each.
        """
        owns = [one.own for one in judged]
        if in_place:
            for one in judged:
                one.own = array("d", map(sub, one.own, one.words))
        self._settle(judged, rows)
        for one, own in zip(judged, owns, strict=True):
            one.own = own

    def _settle(self, judged: Sequence[Judged], rows: Iterable[list[int]]) -> None:
        for one in judged:
            one.likely = array("d", softmax([one.score(n, self.weights) for n in range(len(one.candidates))]))
        for row in rows:
            members = [judged[n] for n in row]
            gaps = [TOKEN.findall(self.draft.source, a.case.proposal.end, b.case.proposal.start) for a, b in pairwise(members)]
            together(self.ground, self.weights, members, gaps)


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities."""
    top = max(scores)
    raised = [math.exp(s - top) for s in scores]
    total = sum(raised)
    return [r / total for r in raised]
