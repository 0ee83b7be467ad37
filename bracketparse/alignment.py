"""Alignment: which paragraphs of two texts correspond, whatever they are numbered.

What stands word for word in both is paired first and holds the rest in place; between such anchors the pairs are those that, in
order, share most of their words; what is left over anywhere may have moved, or be part of a paragraph that was split or merged.
The same two texts always give the same pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bracketparse.likeness import Bags, heaviest_chain
from bracketparse.sides import Paragraph, Side

_ALIKE = 0.35
"""In its place, a paragraph that shares so much is the same paragraph."""
_SAME_LABEL = 0.3
"""With the same label too, so much is enough; with less, nobody could read the two as one."""
_MOVED = 0.6
"""Elsewhere it must share so much."""
_WORDS = 4
"""With fewer words a paragraph is not said to have moved; nor with so many, where they changed."""
_PART = 0.6
"""So much of a part must be in the whole that it was split off from, or merged into."""


class Pair(NamedTuple):
    """Paragraphs that correspond, as indices: one of each side; several where one was split or merged; none where it is new."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    likeness: float = 0.0
    """How much of their words they share, from 0 to 1."""
    moved: bool = False
    reason: str = ""
    """What told, in words."""


def by_id(a: Side, b: Side) -> list[Pair]:
    """The paragraphs of two versions of one draft: their ids tell."""
    places = {paragraph.id: n for n, paragraph in enumerate(b.paragraphs)}
    pairs = [
        Pair((n,), (places[paragraph.id],), 1.0, reason="the same paragraph of the draft")
        for n, paragraph in enumerate(a.paragraphs)
        if paragraph.id in places
    ]
    mine = {n for pair in pairs for n in pair.a}
    pairs += [Pair((n,), ()) for n in range(len(a.paragraphs)) if n not in mine]
    theirs = {m for pair in pairs for m in pair.b}
    pairs += [Pair((), (m,)) for m in range(len(b.paragraphs)) if m not in theirs]
    order = {block.id: n for n, block in enumerate(a.draft.blocks)}
    return sorted(pairs, key=lambda pair: order[(b.paragraphs[pair.b[0]] if pair.b else a.paragraphs[pair.a[0]]).id])


def by_words(a: Side, b: Side) -> list[Pair]:
    """The paragraphs of two drafts: their words tell."""
    return _Aligner(a.paragraphs, b.paragraphs).align()


class _Aligner:
    def __init__(self, a: Sequence[Paragraph], b: Sequence[Paragraph]) -> None:
        self.a, self.b = a, b
        self.partner: dict[int, Pair] = {}  # a's index → its pair
        self.taken: set[int] = set()  # b's indices

    def align(self) -> list[Pair]:
        anchors = self._anchors()
        self.bags = Bags([p.words for p in self.a], [p.words for p in self.b])
        for gap_a, gap_b in self._gaps(anchors):
            self._fill(gap_a, gap_b)
        self._moved()
        parts_b = self._parts(of_a=False)
        parts_a = self._parts(of_a=True)
        pairs = []
        for n, pair in self.partner.items():
            if n in parts_a:
                continue
            m = pair.b[0]
            wide_a = tuple(sorted((n, *(part for part, whole in parts_a.items() if whole == n)))) if parts_a else (n,)
            wide_b = tuple(sorted((m, *(part for part, whole in parts_b.items() if whole == m)))) if parts_b else (m,)
            pairs.append(Pair(wide_a, wide_b, pair.likeness, pair.moved, pair.reason))
        return _complete(pairs, len(self.a), len(self.b))

    def _pair(self, a: int, b: int, likeness: float, reason: str, moved: bool = False) -> None:
        self.partner[a] = Pair((a,), (b,), likeness, moved, reason)
        self.taken.add(b)

    def _anchors(self) -> list[tuple[int, int]]:
        """What stands word for word, and equally often, in both: the n-th there is the n-th here, as far as the order holds."""
        places: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, paragraphs in enumerate((self.a, self.b)):
            for n, paragraph in enumerate(paragraphs):
                places[paragraph.kind, paragraph.words][side].append(n)
        same = [
            (n, m, len(words) + 1.0)
            for (_, words), (here, there) in places.items()
            if len(here) == len(there)
            for n, m in zip(here, there, strict=True)
        ]
        chain = heaviest_chain(same)
        for n, m, _ in chain:
            self._pair(n, m, 1.0, "the same words, in the same order among the others")
        in_place = {n for n, _, _ in chain}
        for (_, words), (here, there) in places.items():
            if len(here) == len(there) == 1 and here[0] not in in_place and len(words.split()) >= _WORDS:
                self._pair(here[0], there[0], 1.0, "the same words, which stand nowhere else", moved=True)
        return [(n, m) for n, m, _ in chain]

    def _gaps(self, anchors: Sequence[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
        """What is not paired yet, between one anchor and the next."""
        at_a = at_b = 0
        for n, m in (*anchors, (len(self.a), len(self.b))):
            if n > at_a and m > at_b:
                gap_a = [k for k in range(at_a, n) if k not in self.partner]
                gap_b = [k for k in range(at_b, m) if k not in self.taken]
                if gap_a and gap_b:
                    yield gap_a, gap_b
            at_a, at_b = n + 1, m + 1

    def _fill(self, gap_a: list[int], gap_b: list[int]) -> None:
        """Pair the paragraphs of a gap, in order, by the words they share."""
        labels: dict[str, list[int]] = defaultdict(list)
        for m in gap_b:
            if self.b[m].label:
                labels[self.b[m].id].append(m)
        found = {(n, m): alike for n, m, alike in self.bags.candidates(gap_a, gap_b)}
        for n in gap_a:
            for m in labels.get(self.a[n].id, ()):
                found.setdefault((n, m), self.bags.likeness(n, m))
        weighed = []
        for (n, m), alike in found.items():
            same_label = bool(self.a[n].label) and self.a[n].id == self.b[m].id
            if alike >= (_SAME_LABEL if same_label else _ALIKE) and (self.a[n].kind == "note") == (self.b[m].kind == "note"):
                size = min(self.bags.bag(0, n).total(), self.bags.bag(1, m).total())
                weighed.append((n, m, (alike + 0.1 * same_label) * (size + 3)))
        for n, m, _ in heaviest_chain(weighed):
            alike = found[n, m]
            label = ", and the same label" if self.a[n].label and self.a[n].label == self.b[m].label else ""
            self._pair(n, m, alike, f"{alike:.0%} of their words are the same, in their place among the others{label}")

    def _moved(self) -> None:
        """Pair what is left over, wherever it stands, if it shares most of its words."""
        left_a = [n for n in range(len(self.a)) if n not in self.partner]
        left_b = [m for m in range(len(self.b)) if m not in self.taken]
        if not left_a or not left_b:
            return
        pairs = [
            (alike, n, m)
            for n, m, alike in self.bags.candidates(left_a, left_b)
            if alike >= _MOVED and min(self.bags.bag(0, n).total(), self.bags.bag(1, m).total()) > _WORDS
        ]
        for alike, n, m in sorted(pairs, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1:])):
            if n not in self.partner and m not in self.taken:
                self._pair(n, m, alike, f"{alike:.0%} of their words are the same, though they stand elsewhere", moved=True)

    def _parts(self, of_a: bool) -> dict[int, int]:
        """What stands unpaired beside a paragraph whose partner holds its words: part → the paragraph beside it."""
        parts: dict[int, int] = {}
        partners = {pair.b[0]: n for n, pair in self.partner.items()}
        mine = self.a if of_a else self.b
        paired = {n: pair.b[0] for n, pair in self.partner.items()} if of_a else partners
        for n in range(len(mine)):
            if n in paired or len(mine[n].words.split()) < _WORDS - 1:
                continue
            for beside in (n - 1, n + 1):
                whole = parts.get(beside, beside)
                if whole not in paired or self._words_of(of_a, whole) == 0:
                    continue
                here, there = (0, 1) if of_a else (1, 0)
                rest = self.bags.bag(there, paired[whole]) - self.bags.bag(here, whole)
                if self.bags.contained(self.bags.bag(here, n), rest) >= _PART:
                    parts[n] = whole
                    break
        return parts

    def _words_of(self, of_a: bool, paragraph: int) -> int:
        return self.bags.bag(0 if of_a else 1, paragraph).total()


def _complete(pairs: Sequence[Pair], a: int, b: int) -> list[Pair]:
    """All pairs in the order of B, what is only in A behind what it stood behind."""
    in_a = {n for pair in pairs for n in pair.a}
    in_b = {m for pair in pairs for m in pair.b}
    everything = [*pairs, *(Pair((), (m,)) for m in range(b) if m not in in_b)]
    everything.sort(key=lambda pair: pair.b[0])
    behind: dict[int, list[Pair]] = defaultdict(list)
    last = -1
    in_place = {n: pair.b[-1] for pair in pairs if not pair.moved for n in pair.a}
    for n in range(a):
        if n in in_place:
            last = in_place[n]
        elif n not in in_a:
            behind[last].append(Pair((n,), ()))
    ordered = list(behind[-1])
    for pair in everything:
        ordered.append(pair)
        for m in pair.b:
            ordered += behind.get(m, ())
    return ordered
