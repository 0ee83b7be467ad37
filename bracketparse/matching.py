"""Matching: which proposal of one draft is which of another, and what became of each.

Every pair that has something in common is weighed once, by its words, its sponsors, and its place; the heaviest pair is matched
first, then the heaviest of what is left. So the result depends on nothing but the two drafts, and no unmatched pair weighs more
than the matches of both its members. What was seen of each pair is kept, to be told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from bracketparse.likeness import Bags
from bracketparse.passages import Passage
from bracketparse.roles import roles_changed
from bracketparse.sides import Side
from bracketparse.tokens import Token
from bracketparse.tree import Proposal

Change = Literal["same", "reworded", "roles", "moved", "sponsors", "extent", "split", "merged", "unbracketed", "gone", "new"]

_STANDS = 0.8
"""With so much of its words outside brackets now, a proposal's words stand."""
_PART = 0.6
"""So much of a proposal must come from another that it was split off from, or be in the one it was merged into."""


class Evidence(NamedTuple):
    """What a proposal of A and one of B have in common."""

    a: int
    b: int
    words: float
    """How many of their words are the same, from 0 to 1."""
    sponsors: float
    """How many of their sponsors; 1 where neither has any."""
    place: bool
    """True where the words around them are the same words."""
    paragraph: bool
    """True where their paragraphs correspond."""
    common: int
    """How many words stand in both, in the same order among the other words of the paragraph."""

    @property
    def weight(self) -> float:
        """The sum by which pairs are compared."""
        return 4 * self.words + 2 * self.sponsors + 2 * self.place + self.paragraph

    @property
    def fits(self) -> bool:
        """True where they can be one proposal at all."""
        if not self.sponsors:
            return self.words >= 0.9 and (self.place or self.common > 0)
        if not self.paragraph:
            return self.words >= 0.8
        return self.words >= 0.5 or self.place or self.common > 0


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a proposal."""

    a: int | None
    """Index into A's proposals; None where it is new."""
    b: int | None
    change: Change
    changes: tuple[Change, ...] = ()
    """All that changed, the weightiest first."""
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    attitudes: tuple[tuple[str, str, str], ...] = ()
    """`(delegation, then, now)` of every attitude that changed."""
    stands: str = ""
    """Of a proposal that is no longer in brackets: which of its words stand in the text."""
    within: int | None = None
    """Where these words stand in another proposal's bracket still: that proposal of B."""
    evidence: Evidence | None = None


@dataclass(slots=True)
class _Fate:
    """Where the words of a proposal of A are in B."""

    words: list[Token] = field(default_factory=list)
    now: dict[int, int] = field(default_factory=dict)
    """Where a word begins → the proposal of B that it stands in now, -1 outside all brackets; of those that B has."""


class Matching:
    """The proposals of two drafts, matched."""

    def __init__(self, a: Side, b: Side, passages: Iterable[Passage]) -> None:
        self.a, self.b = a, b
        self.common: Counter[tuple[int, int]] = Counter()
        self.places: set[tuple[int, int]] = set()
        self.sure: dict[int, int] = {}
        self.fates: dict[int, _Fate] = defaultdict(_Fate)
        self.corresponding: dict[str, set[str]] = defaultdict(set)
        self.moved_paragraphs: set[str] = set()
        self._in_a, self._in_b = _by_block(a), _by_block(b)
        for passage in passages:
            self._read(passage)
        self._beside_a: dict[int, list[int]] = defaultdict(list)
        self._beside_b: dict[int, list[int]] = defaultdict(list)
        for n, m in self.common:
            self._beside_a[n].append(m)
            self._beside_b[m].append(n)
        self.seen: dict[tuple[int, int], Evidence] = {}
        self.partner = self._match()
        self.matches = self._matches()

    # What the words tell

    def _read(self, passage: Passage) -> None:
        ids_a, ids_b = [p.id for p in passage.a_paragraphs], [p.id for p in passage.b_paragraphs]
        for one in ids_a:
            self.corresponding[one].update(ids_b)
        if passage.pair.moved:
            self.moved_paragraphs.update(ids_a)
        here, there = (
            [n for one in ids for n in known.get(one, ())] for ids, known in ((ids_a, self._in_a), (ids_b, self._in_b))
        )
        if passage.same_words and len(here) == len(there) and passage.pair.b:
            for n, m in zip(here, there, strict=True):
                if self.a.words_of(n) == self.b.words_of(m):
                    self.sure[n] = m
                    self.places.add((n, m))
                    self.common[n, m] += len(self.a.proposal(n).words.split())
            return
        tokens_a, tokens_b, _ = passage.words()
        twins = {n: m for s in passage.equal() for n, m in zip(range(s.a0, s.a1), range(s.b0, s.b1), strict=True)}
        for n, token in enumerate(tokens_a):
            if token.owner < 0 or token.role == "markup" or not token.is_word:
                continue
            fate = self.fates[token.owner]
            fate.words.append(token)
            twin = tokens_b[twins[n]] if n in twins else None
            if twin is not None and twin.role != "markup":
                fate.now[token.start] = twin.owner
                if twin.owner >= 0:
                    self.common[token.owner, twin.owner] += 1
        self._read_places(tokens_a, tokens_b, twins)

    def _read_places(self, tokens_a: tuple[Token, ...], tokens_b: tuple[Token, ...], twins: dict[int, int]) -> None:
        """Brackets that open, or close, at the same place among the words."""
        opens_b = {n for n, t in enumerate(tokens_b) if t.owner >= 0 and t.start == self.b.proposal(t.owner).start}
        closes_b = {n for n, t in enumerate(tokens_b) if t.owner >= 0 and t.end == self.b.proposal(t.owner).end}
        for n, token in enumerate(tokens_a):
            if token.owner < 0:
                continue
            p = self.a.proposal(token.owner)
            for edge, offset, edges in ((token.start == p.start, -1, opens_b), (token.end == p.end, 1, closes_b)):
                if not edge:
                    continue
                beside = twins.get(n + offset)
                found = twins.get(n) if beside is None else beside - offset
                if n + offset < 0 and 0 in opens_b:
                    found = 0
                if found in edges:
                    self.places.add((token.owner, tokens_b[found].owner))

    # Which is which

    def _match(self) -> dict[int, int]:
        proposals_a, proposals_b = self.a.draft.proposals, self.b.draft.proposals
        for n, m in (*self.common, *self.places):
            self._weigh(n, m)
        chosen: dict[int, int] = {}
        taken: set[int] = set()
        self._take(chosen, taken)
        bags = Bags([p.words for p in proposals_a], [p.words for p in proposals_b])
        left_a = [n for n in range(len(proposals_a)) if n not in chosen and proposals_a[n].words]
        left_b = [m for m in range(len(proposals_b)) if m not in taken and proposals_b[m].words]
        for n, m, _ in bags.candidates(left_a, left_b):
            self._weigh(n, m)
        self._take(chosen, taken)
        return chosen

    def _weigh(self, n: int, m: int) -> None:
        if (n, m) in self.seen:
            return
        p, q = self.a.proposal(n), self.b.proposal(m)
        self.seen[n, m] = Evidence(
            n,
            m,
            _alike(self.a.words_of(n), self.b.words_of(m)),
            _shared(p, q),
            (n, m) in self.places,
            q.block in self.corresponding.get(p.block, ()),
            self.common[n, m],
        )

    def _take(self, chosen: dict[int, int], taken: set[int]) -> None:
        """Match the heaviest pair, then the heaviest of what is left."""
        for n, m in self.sure.items():
            if n not in chosen and m not in taken and self.seen[n, m].sponsors == 1:
                chosen[n] = m
                taken.add(m)
        order = sorted(self.seen.values(), key=lambda e: (-e.weight, -e.common, abs(e.a - e.b), e.a, e.b))
        for evidence in order:
            if evidence.a in chosen or evidence.b in taken or not evidence.fits or not self._may_move(evidence):
                continue
            chosen[evidence.a] = evidence.b
            taken.add(evidence.b)

    def _may_move(self, evidence: Evidence) -> bool:
        """Elsewhere, few words that nobody signed may be any others."""
        if evidence.paragraph:
            return True
        p = self.a.proposal(evidence.a)
        size = len(p.words.split())
        return size >= 4 or (bool(p.positions) and evidence.words == 1.0)

    # What became of it

    def _matches(self) -> tuple[Match, ...]:
        taken = {m: n for n, m in self.partner.items()}
        found = [self._match_of(n, taken) for n in range(len(self.a.draft.proposals))]
        for m in range(len(self.b.draft.proposals)):
            if m not in taken:
                source = self._source(m)
                evidence = self.seen.get((source, m)) if source is not None else None
                change: Change = "new" if source is None else "split"
                found.append(Match(source, m, change, (change,), evidence=evidence))
        return tuple(found)

    def _match_of(self, n: int, taken: dict[int, int]) -> Match:
        m = self.partner.get(n)
        if m is not None:
            return self._kept(n, m)
        target = self._target(n, taken)
        if target is not None:
            return Match(n, target, "merged", ("merged",), evidence=self.seen.get((n, target)))
        change, stands, within = self._fallen(n)
        return Match(n, None, change, (change,), stands=stands, within=within)

    def _kept(self, n: int, m: int) -> Match:
        p, q, evidence = self.a.proposal(n), self.b.proposal(m), self.seen[n, m]
        joined = tuple(code for code in q.sponsors if code not in p.sponsors)
        left = tuple(code for code in p.sponsors if code not in q.sponsors)
        then = {x.delegation: x.attitude for x in p.positions}
        now = {x.delegation: x.attitude for x in q.positions}
        attitudes = tuple((code, then[code], now[code]) for code in now if then.get(code, now[code]) != now[code])
        changes: list[Change] = []
        if self.a.words_of(n) != self.b.words_of(m):
            changes.append("reworded")
        if roles_changed(self.a, n, self.b, m):
            changes.append("roles")
        elsewhere = not evidence.paragraph or p.block in self.moved_paragraphs
        if elsewhere or (not evidence.common and not evidence.place and p.words):
            changes.append("moved")
        if joined or left or attitudes:
            changes.append("sponsors")
        if p.whole_block != q.whole_block:
            changes.append("extent")
        first: Change = changes[0] if changes else "same"
        return Match(n, m, first, tuple(changes) or ("same",), joined, left, attitudes, evidence=evidence)

    def _source(self, m: int) -> int | None:
        """The proposal of A that this one was split off from."""
        q = self.b.proposal(m)
        size = len([word for word in q.words.split() if word[0].isalnum()])
        options = [
            (self.common[n, m], -n)
            for n in self._beside_b[m]
            if n in self.partner
            and _shared(self.a.proposal(n), q)
            and q.block in self.corresponding.get(self.a.proposal(n).block, ())
            and self.partner[n] not in _around(self.b, m)
        ]
        common, n = max(options, default=(0, 0))
        return -n if common >= 2 and common >= _PART * size else None

    def _target(self, n: int, taken: dict[int, int]) -> int | None:
        """The proposal of B that this one was merged into."""
        p = self.a.proposal(n)
        size = len([word for word in p.words.split() if word[0].isalnum()])
        options = [
            (self.common[n, m], -m)
            for m in self._beside_a[n]
            if m in taken
            and _shared(p, self.b.proposal(m))
            and self.b.proposal(m).block in self.corresponding.get(p.block, ())
            and taken[m] not in _around(self.a, n)
        ]
        common, m = max(options, default=(0, 0))
        return -m if common >= 2 and common >= _PART * size else None

    def _fallen(self, n: int) -> tuple[Change, str, int | None]:
        """Of a proposal that is in no bracket of its own any more: do its words stand? Which of them, and in whose bracket?"""
        p, fate = self.a.proposal(n), self.fates.get(n)
        if fate is None or not fate.words:
            return "gone", "", None
        around = {-1, *(self.partner[outer] for outer in _around(self.a, n) if outer in self.partner)}
        standing = {start for start, owner in fate.now.items() if owner in around}
        stands = " ".join(t.text for t in fate.words if t.start in standing)
        owners = Counter(owner for owner in fate.now.values() if owner in around)
        within = max(owners, key=lambda owner: (owners[owner], owner)) if owners else -1
        old = [t for t in fate.words if t.role == "delete"]
        new = [t for t in fate.words if t.role != "delete"]
        asked = old if p.effect == "delete" else new
        out = sum(t.start in standing for t in asked)
        enough = _STANDS if p.effect != "undecided" else 1 / 3
        if asked and out >= enough * len(asked):
            return "unbracketed", stands, None if within < 0 else within
        return "gone", stands, None

    # Why

    def considered(self, a: int | None = None, b: int | None = None) -> list[Evidence]:
        """All pairs that one proposal was weighed in, the heaviest first."""
        found = [e for e in self.seen.values() if a in (None, e.a) and b in (None, e.b)]
        return sorted(found, key=lambda e: (-e.weight, e.a, e.b))


def _by_block(side: Side) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, p in enumerate(side.draft.proposals):
        found[p.block].append(n)
    return found


def _around(side: Side, n: int) -> Iterator[int]:
    """The proposals that a proposal stands in."""
    outer = side.proposal(n).parent
    while outer is not None:
        yield outer
        outer = side.proposal(outer).parent


def _alike(old: str, new: str) -> float:
    """How many of their words are the same."""
    if old == new:
        return 1.0
    first, second = Counter(_plain(old)), Counter(_plain(new))
    size = first.total() + second.total()
    return min(2 * (first & second).total() / size, 0.99) if size else 0.0


def _plain(words: str) -> Iterator[str]:
    return (word.strip(".,;:()“”\"'«»").lower() for word in words.split())


def _shared(p: Proposal, q: Proposal) -> float:
    """How many of their sponsors are the same."""
    first, second = set(p.sponsors), set(q.sponsors)
    return len(first & second) / len(first | second) if first | second else 1.0
