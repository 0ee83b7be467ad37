"""Inference: how likely each reading of each bracket is, judged together over the draft.

Three steps. Every reading of a bracket is scored by the evidence. Brackets side by side are read together, because
the joins are
between what then stands. And one delegation makes one change throughout: what its other brackets most likely put in
or take out speaks
for the same here. The last is repeated a few times, for all brackets at once, so that the order of the draft does not matter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bracketparse.basetext import BaseText, root
from bracketparse.languages import LANGUAGES
from bracketparse.tree import Draft, Role
from bracketparse.wording.candidates import Runs, candidates
from bracketparse.wording.cases import TOKEN, Case, case
from bracketparse.wording.chains import chains, together
from bracketparse.wording.classes import classes, frames
from bracketparse.wording.evidence import RULES, VOCABULARY
from bracketparse.wording.view import Ground, view
from bracketparse.wording.weights import Weights

_LONGEST_KEY = 8
"""Runs of more words are not looked for elsewhere."""
_SLIGHT = 0.02
"""What is less likely than this does not count as said elsewhere."""
_FAINT = 0.05
_LOUDEST = 4.0
"""Voices from elsewhere count no more than this, in logits."""

Key = tuple[str, ...]


@dataclass(slots=True)
class Judged:
    """A case with its candidates, and how likely each is."""

    case: Case
    candidates: list[Runs]
    values: list[list[float]]
    """What each rule measured, candidate by candidate."""
    own: list[float]
    """The score of each candidate from the evidence in its place."""
    keys: list[list[tuple[Role, Key]]] = field(default_factory=list)
    """Of each candidate, what it puts in and takes out, as others may do too."""
    support: list[tuple[float, float, float]] = field(default_factory=list)
    """What the delegation's other brackets say for each candidate: of its runs, of a word that it replaces by
    another, and of words kept together here of which they replace one by the other."""
    likely: list[float] = field(default_factory=list)
    """The probability of each candidate."""
    chained: bool = False
    """True where other brackets stand beside it."""
    linked: bool = False
    """True where some of these are one change with it."""
    ended: bool = False
    """True where a full stop tells where the new text of that change ends."""

    def score(self, n: int, weights: Weights) -> float:
        """The score of a candidate."""
        whole, change, contrary = self.support[n]
        heard = weights.elsewhere * whole + weights.known_change * change + weights.contrary_change * contrary
        return self.own[n] + heard


class Reader:
    """Judges the brackets of a draft whose wording is not marked."""

    def __init__(self, draft: Draft, weights: Weights) -> None:
        self.draft, self.weights = draft, weights
        words = classes(draft.language)
        language = LANGUAGES[draft.language]
        small = language.function_words | words.closed
        self.ground = Ground(BaseText(draft), language, words, frames(draft.language), small=small)

    def cases(self) -> list[Case]:
        """The brackets to be told."""
        draft = self.draft
        blocks = {block.id: block for block in draft.blocks}
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

    @staticmethod
    def said(cases: Iterable[Case]) -> set[tuple[str, tuple[str, ...]]]:
        """The delegations with the words of their brackets."""
        return {(s, tuple(c.tokens[t] for t in c.words)) for c in cases for s in c.proposal.sponsors}

    def judge(self) -> list[Judged]:
        """All cases judged, together."""
        cases = self.cases()
        self.ground.said = self.said(cases)
        judged = [self.judged(c) for c in cases]
        self.settle(judged)
        return judged

    def settle(self, judged: Sequence[Judged]) -> None:
        """How likely each candidate is, all brackets together: each by itself and its row, then with what it hears
        of the others."""
        rows = list(chains(self.draft, judged))
        self._likely(judged, rows, in_place=True)
        self._hear(judged)
        self._likely(judged, rows)

    def judged(self, made: Case) -> Judged:
        """A case by itself."""
        found = candidates(made)
        values, keys = [], []
        for runs in found:
            seen = view(self.ground, made, runs)
            values.append([rule.measure(seen) for rule in RULES])
            keys.append(list(self._keys(made, runs)))
        rules = [self.weights.rules.get(rule.name, 0.0) for rule in RULES]
        own = [sum(w * v for w, v in zip(rules, row, strict=True)) for row in values]
        return Judged(made, found, values, own, keys, [(0.0, 0.0, 0.0)] * len(found))

    def _keys(self, made: Case, runs: Runs) -> Iterator[tuple[Role, Key]]:
        """Small words are the same change only in the same kind of place."""
        small = self.ground.small
        everything = [made.tokens[t] for t in made.words]
        place = [self._kind(made.left[-1]), self._kind(made.right[0])] if len(runs) == 1 else everything
        for role, first, last in runs:
            if 0 < last - first <= _LONGEST_KEY:
                content = tuple(root(w) for w in everything[first:last] if w not in small)
                yield role, content or ("", *everything[first:last], "in", *place)

    def _kind(self, token: str) -> str:
        """The class of a token, whatever its gender and number."""
        return self.ground.classes.of(token.lower()).partition(".")[0]

    def _hear(self, judged: Sequence[Judged]) -> None:
        """What the other brackets of each delegation say: the odds in each, by itself, of its words being new or old."""
        said: dict[tuple[str, Key], float] = defaultdict(float)
        changes: dict[tuple[str, str, str], list[float]] = defaultdict(list)
        own_voices = [self._voices(one) for one in judged]
        own_changes = [self._changes(one) for one in judged]
        for one, voices, made in zip(judged, own_voices, own_changes, strict=True):
            for sponsor in one.case.proposal.sponsors:
                for key, voice in voices.items():
                    said[sponsor, key] += voice
                for (old, new), likely in made.items():
                    changes[sponsor, old, new].append(likely)
        for found in changes.values():
            found[:] = sorted(found)[-2:]

        def elsewhere(one: Judged, made: dict[tuple[str, str], float], old: str, new: str) -> float:
            """How likely another bracket of the delegation replaces the one word by the other."""
            best = 0.0
            for sponsor in one.case.proposal.sponsors:
                if found := changes.get((sponsor, old, new)):
                    own = made.get((old, new))
                    best = max(best, found[-1] if found[-1] != own else found[0] if len(found) > 1 else 0.0)
            return best

        for one, voices, made in zip(judged, own_voices, own_changes, strict=True):
            sponsors = one.case.proposal.sponsors
            one.support = []
            for keys in one.keys:
                whole = 0.0
                for role, key in keys:
                    others = sum(said[sponsor, key] - voices.get(key, 0.0) for sponsor in sponsors if (sponsor, key) in said)
                    whole += others if role == "insert" else -others
                change = max(
                    (elsewhere(one, made, old, new) - elsewhere(one, made, new, old) for old, new in _pairs(keys)),
                    key=abs,
                    default=0.0,
                )
                both = 0.0
                if len(keys) == 1:  # one text with both words
                    words = keys[0][1]
                    both = (
                        max((elsewhere(one, made, a, b) for a in words for b in words if a != b), default=0.0)
                        if changes
                        else 0.0
                    )
                one.support.append((max(-_LOUDEST, min(_LOUDEST, whole)), change, both))

    @staticmethod
    def _voices(one: Judged) -> dict[Key, float]:
        """What a bracket says of the words of its runs: positive where they are likelier new, negative where old."""
        roles: dict[Key, list[float]] = {}
        for keys, likely in zip(one.keys, one.likely, strict=True):
            if likely >= _SLIGHT:
                for role, key in keys:
                    roles.setdefault(key, [0.0, 0.0])[role == "delete"] += likely
        return {key: (a + b) * math.log((a + _FAINT) / (b + _FAINT)) for key, (a, b) in roles.items()}

    @staticmethod
    def _changes(one: Judged) -> dict[tuple[str, str], float]:
        """Which word a bracket most likely replaces by which, and how likely."""
        best = max(range(len(one.likely)), key=lambda n: one.likely[n])
        return dict.fromkeys(_pairs(one.keys[best]), one.likely[best])

    def _likely(self, judged: Sequence[Judged], rows: Iterable[list[int]], in_place: bool = False) -> None:
        """The probability of each candidate; of brackets side by side, jointly.

        `in_place`: by what is seen in its place only. What the words themselves tell is the same in all brackets that hold
        them, and must not be heard again from each.
        """
        vocabulary = [(k, self.weights.rules.get(rule.name, 0.0)) for k, rule in enumerate(RULES) if rule.name in VOCABULARY]
        owns = [one.own for one in judged]
        if in_place:
            for one in judged:
                told = [sum(w * row[k] for k, w in vocabulary) for row in one.values]
                one.own = [own - t for own, t in zip(one.own, told, strict=True)]
        self._settle(judged, rows)
        for one, own in zip(judged, owns, strict=True):
            one.own = own

    def _settle(self, judged: Sequence[Judged], rows: Iterable[list[int]]) -> None:
        for one in judged:
            one.likely = softmax([one.score(n, self.weights) for n in range(len(one.candidates))])
        for row in rows:
            members = [judged[n] for n in row]
            gaps = [TOKEN.findall(self.draft.source, a.case.proposal.end, b.case.proposal.start) for a, b in pairwise(members)]
            together(self.ground, self.weights, members, gaps)


def _pairs(keys: Sequence[tuple[Role, Key]]) -> list[tuple[str, str]]:
    """The pairs of an old word and a new one, where a reading replaces one by the other."""
    if len(keys) != 2:
        return []
    (first, a), (_, b) = keys
    old, new = (a, b) if first == "delete" else (b, a)
    return [(x, y) for x in old for y in new if x != y and x not in new and y not in old]


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities."""
    top = max(scores)
    raised = [math.exp(s - top) for s in scores]
    total = sum(raised)
    return [r / total for r in raised]
