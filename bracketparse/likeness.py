"""Likeness: how much of their words two paragraphs share, and which paragraphs are worth comparing.

A rare word counts for more than one that stands everywhere. Nothing here compares every paragraph with every other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log2

_WORD = re.compile(r"\w+")
_RAREST = 12
"""So many of a paragraph's rarest words are looked up."""
_CROWD = 40
"""A word that stands in more paragraphs than this finds none."""
_BEST = 6
"""So many candidates of a paragraph are compared in full."""


class Bags:
    """The words of the paragraphs of both sides, counted."""

    def __init__(self, a: Sequence[str], b: Sequence[str]) -> None:
        """`a`, `b`: the words of each side's paragraphs."""
        self._texts = (a, b)
        self._bags: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})
        self._spread: Counter[str] = Counter()
        for texts in (a, b):
            for text in dict.fromkeys(texts):  # what is repeated a hundred times counts once
                self._spread.update(set(_WORD.findall(text.lower())))
        self._all = 1 + len(set(a)) + len(set(b))
        self._weights: dict[str, float] = {}
        self._sums: tuple[dict[int, float], dict[int, float]] = ({}, {})

    def bag(self, side: int, paragraph: int) -> Counter[str]:
        """The words of a paragraph, and how often each stands in it."""
        found = self._bags[side].get(paragraph)
        if found is None:
            found = self._bags[side][paragraph] = Counter(_WORD.findall(self._texts[side][paragraph].lower()))
        return found

    def weigh(self, bag: Counter[str]) -> float:
        """How much words weigh together."""
        weights, total = self._weights, 0.0
        for word, count in bag.items():
            weight = weights.get(word)
            if weight is None:
                weight = weights[word] = 0.2 + log2(self._all / (1 + self._spread[word]) + 1)
            total += count * weight
        return total

    def _weight_of(self, side: int, paragraph: int) -> float:
        """How much all the words of a paragraph weigh."""
        found = self._sums[side].get(paragraph)
        if found is None:
            found = self._sums[side][paragraph] = self.weigh(self.bag(side, paragraph))
        return found

    def likeness(self, a: int, b: int) -> float:
        """From 0, no word in common, to 1."""
        first, second = self.bag(0, a), self.bag(1, b)
        if not first or not second:
            return float(self._texts[0][a] == self._texts[1][b])
        return 2 * self.weigh(first & second) / (self._weight_of(0, a) + self._weight_of(1, b))

    def contained(self, part: Counter[str], whole: Counter[str]) -> float:
        """How much of `part` is in `whole`, from 0 to 1."""
        return self.weigh(part & whole) / self.weigh(part) if part else 0.0

    def candidates(self, a: Sequence[int], b: Sequence[int]) -> Iterator[tuple[int, int, float]]:
        """Pairs that share rare words, with their likeness."""
        index: dict[str, list[int]] = defaultdict(list)
        for n in b:
            for word in self.bag(1, n):
                index[word].append(n)
        for n in a:
            known = [word for word in self.bag(0, n) if word in index]
            known.sort(key=lambda word: (len(index[word]), word))
            hits: Counter[int] = Counter()
            for word in known[:_RAREST]:
                if len(index[word]) <= _CROWD or not hits:
                    hits.update(_near(index[word], n))
            for m, _ in sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))[:_BEST]:
                yield n, m, self.likeness(n, m)


def _near(places: list[int], n: int) -> Iterable[int]:
    """Of a crowd, those about as far into the text."""
    if len(places) <= _CROWD:
        return places
    return sorted(places, key=lambda m: (abs(m - n), m))[:_CROWD]


def heaviest_chain(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The pairs that follow each other in both sides and weigh most together. `pairs`: `(a, b, weight)`."""
    order = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    places = {m: n for n, m in enumerate(sorted({pair[1] for pair in pairs}), 1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)  # Fenwick: the best chain up to a place
    before: list[int] = []
    best = (0.0, -1)
    for n, (_, m, weight) in enumerate(order):
        at = places[m] - 1
        top = (0.0, -1)
        while at > 0:
            top = max(top, tree[at])
            at -= at & -at
        before.append(top[1])
        mine = (top[0] + weight, n)
        best = max(best, mine)
        at = places[m]
        while at < len(tree):
            tree[at] = max(tree[at], mine)
            at += at & -at
    chosen = []
    n = best[1]
    while n >= 0:
        chosen.append(order[n])
        n = before[n]
    return chosen[::-1]
