"""Unannounced: changes of the base text that no bracket of either draft announces.

The base text is what stands outside all brackets, with the words that a bracket explicitly strikes out. A word of it that is
in B no more, in a bracket or out of one, was taken out; a word of B's that was in A nowhere was put in. What a bracket that
came or went does to the signs and the capital beside it is its own affair. Where a bracket changed at the very place, it may
have announced the change, and may not: that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from bracketparse.languages import language as language_of
from bracketparse.matching import Matching
from bracketparse.passages import Passage
from bracketparse.sides import Side, text_of
from bracketparse.tokens import Token
from bracketparse.wordwise import Hunk

Kind = Literal["changed", "deleted", "inserted", "moved", "split", "merged"]
_FEW = 4
"""A paragraph with fewer words of base text is not said to have moved, been split or merged."""


@dataclass(frozen=True, slots=True)
class Unannounced:
    """A change of the base text."""

    kind: Kind
    passage: int
    """Its passage, by index."""
    deleted: str
    inserted: str
    certain: bool = True
    """False where a proposal changed at the same place, and may have announced it."""
    beside: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    """The proposals of A and of B that changed at the same place."""
    before: str = ""
    """The words before it."""
    after: str = ""
    renumbering: bool = False
    """True for a figure that was a paragraph's label and is now its new one: a reference that was brought along."""


def unannounced(a: Side, b: Side, passages: Sequence[Passage], matching: Matching) -> tuple[Unannounced, ...]:
    """The changes, in the order of the passages."""
    reader = _Reader(a, b, passages, matching)
    return tuple(change for n, passage in enumerate(passages) for change in reader.read(n, passage))


class _Reader:
    def __init__(self, a: Side, b: Side, passages: Sequence[Passage], matching: Matching) -> None:
        self.a, self.b, self.matching = a, b, matching
        self.fused = language_of(b.draft.language).contractions
        self.fallen = {m.a for m in matching.matches if m.change == "unbracketed"}
        self.replaced = {  # blocks and proposals whose place an alternative took whose words stand now
            p.alternative_to for n, p in enumerate(a.draft.proposals) if n in self.fallen and p.alternative_to
        }
        self.labels = {
            (passage.a_paragraphs[0].label.strip("().- "), passage.b_paragraphs[0].label.strip("().- "))
            for passage in passages
            if "renumbered" in passage.kinds
        }
        self.kept_a = {m.a for m in matching.matches if m.b is not None}

    def read(self, n: int, passage: Passage) -> Iterator[Unannounced]:
        kinds = passage.kinds
        if kinds in (("same",), ("renumbered",)):
            return
        if kinds in (("inserted",), ("deleted",)):
            yield from self._whole(n, passage)
            return
        for kind in kinds:
            if kind in ("moved", "split", "merged") and self._base_words(passage) >= _FEW:
                side, paragraph = (self.b, passage.pair.b[0])
                words = " ".join(side.paragraphs[paragraph].words.split()[:8])
                yield Unannounced(kind, n, "", "", before=words)
        if not passage.same_words:
            yield from self._words(n, passage)

    def _base_words(self, passage: Passage) -> int:
        """How many of its words stand outside all brackets, in both."""
        tokens_a, tokens_b, _ = passage.words()
        return min(sum(t.owner < 0 and t.is_word for t in tokens) for tokens in (tokens_a, tokens_b))

    def _whole(self, n: int, passage: Passage) -> Iterator[Unannounced]:
        """A paragraph that only one of them has."""
        side, index = (self.a, passage.pair.a[0]) if passage.pair.a else (self.b, passage.pair.b[0])
        paragraph = side.paragraphs[index]
        if side is self.a and self._is_replaced(paragraph.id):
            return
        base = [t for t in side.tokens(index)[side.in_label(index) :] if t.owner < 0]
        if not any(t.is_word for t in base):
            return
        words = _around_brackets(side.tokens(index)[side.in_label(index) :])
        if side is self.a:
            yield Unannounced("deleted", n, words, "")
        else:
            yield Unannounced("inserted", n, "", words)

    def _is_replaced(self, block: str) -> bool:
        return any(target is not None and target.partition("#")[0] == block for target in self.replaced)

    def _words(self, n: int, passage: Passage) -> Iterator[Unannounced]:
        """The words of a paragraph that both have."""
        tokens_a, tokens_b, hunks = passage.words()
        in_a = self.a.in_label(passage.pair.a[0])
        in_b = self.b.in_label(passage.pair.b[0])
        for hunk in hunks:
            if hunk.a0 < in_a or hunk.b0 < in_b:
                continue
            old, new = tokens_a[hunk.a0 : hunk.a1], tokens_b[hunk.b0 : hunk.b1]
            deleted = [t for t in old if t.owner < 0 or self._is_old(self.a, t)]
            inserted = [t for t in new if t.owner < 0 or self._is_old(self.b, t)]
            if not deleted and not inserted:
                continue
            if self._is_of_the_halves(passage, deleted, inserted):
                continue
            owners = (_owners(old), _owners(new))
            beside = owners if owners != ((), ()) else self._neighbours(tokens_a, tokens_b, hunk)
            if beside != ((), ()) and self._is_of_the_seam(deleted, inserted, (*old, *new)):
                continue
            yield Unannounced(
                "changed",
                n,
                text_of(deleted),
                text_of(inserted),
                owners == ((), ()),
                owners,
                text_of(tokens_b[max(hunk.b0 - 5, in_b) : hunk.b0]),
                text_of(tokens_b[hunk.b1 : hunk.b1 + 5]),
                (text_of(deleted), text_of(inserted)) in self.labels,
            )

    def _is_of_the_halves(self, passage: Passage, deleted: Sequence[Token], inserted: Sequence[Token]) -> bool:
        """True for what a split or a merger does to its halves: a label, a full stop, a capital."""
        old, new = (
            [t for t in tokens if not any(p.start <= t.start < p.body for p in paragraphs[1:] if p.label)]
            for tokens, paragraphs in ((deleted, passage.a_paragraphs), (inserted, passage.b_paragraphs))
        )
        return (len(old), len(new)) != (len(deleted), len(inserted)) and _folded(old) == _folded(new)

    def _is_old(self, side: Side, token: Token) -> bool:
        """True for a word that a bracket explicitly strikes out, or keeps: it is of the base text."""
        if token.owner < 0 or token.role not in ("delete", "keep") or side.proposal(token.owner).evidence == "inferred":
            return False
        return side is self.b or token.owner in self.kept_a

    def _neighbours(
        self, tokens_a: Sequence[Token], tokens_b: Sequence[Token], hunk: Hunk
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The proposals next to a hunk that changed, or whose bracket is there in one of the drafts only."""
        return (
            _owners([*tokens_a[max(hunk.a0 - 1, 0) : hunk.a0], *tokens_a[hunk.a1 : hunk.a1 + 1]]),
            _owners([*tokens_b[max(hunk.b0 - 1, 0) : hunk.b0], *tokens_b[hunk.b1 : hunk.b1 + 1]]),
        )

    def _is_of_the_seam(self, deleted: Sequence[Token], inserted: Sequence[Token], near: Sequence[Token]) -> bool:
        """True where a bracket that came or went explains it: a sign, a capital, `a` and `el` that became `al`."""
        old, new = _folded(deleted), _folded(inserted)
        if old == new:
            return True
        fused = {self.fused.get((x.text.lower(), y.text)) for x in deleted for y in near}
        return len(old) <= 1 and len(new) == 1 and new[0] in fused


def _around_brackets(tokens: Sequence[Token]) -> str:
    """The words outside brackets; `[…]` stands for a bracket."""
    parts: list[str] = []
    for inside, run in groupby(tokens, key=lambda t: t.owner >= 0):
        parts.append("[…]" if inside else text_of(list(run)))
    return " ".join(parts)


def _folded(tokens: Iterable[Token]) -> list[str]:
    """The words, signs and capitals apart."""
    return [t.text.casefold() for t in tokens if t.is_word]


def _owners(tokens: Iterable[Token]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(t.owner for t in tokens if t.owner >= 0))
