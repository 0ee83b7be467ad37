"""Passages: corresponding paragraphs, and the words in which they differ.

The words of a paragraph as shown have their white space folded; `wordlist` gives both texts exactly.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from bracketparse.alignment import Pair
from bracketparse.sides import Paragraph, Side, text_of
from bracketparse.tokens import Token
from bracketparse.wordwise import Hunk, differences, equal_stretches, merged

Op = Literal["keep", "delete", "insert"]
Kind = Literal["same", "reworded", "renumbered", "moved", "split", "merged", "inserted", "deleted"]


class Piece(NamedTuple):
    """Some words of a passage: kept, or only in A, or only in B."""

    op: Op
    text: str
    """White space folded, none at either end."""
    space: bool
    """True where white space stands before it."""
    start: int
    """Where it stands, as `end`: in A where it is deleted, else in B."""
    end: int


@dataclass(slots=True)
class Passage:
    """Paragraphs of A and B that correspond, and how they differ. Words are compared when first asked for."""

    a: Side
    b: Side
    pair: Pair
    _kinds: tuple[Kind, ...] | None = None
    _words: tuple[tuple[Token, ...], tuple[Token, ...], list[Hunk]] | None = None

    @property
    def a_paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of A."""
        return tuple(self.a.paragraphs[n] for n in self.pair.a)

    @property
    def b_paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of B."""
        return tuple(self.b.paragraphs[n] for n in self.pair.b)

    @property
    def same_words(self) -> bool:
        """True where the words are the same, label apart."""
        return [p.words for p in self.a_paragraphs] == [p.words for p in self.b_paragraphs]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What happened, the weightiest first."""
        if self._kinds is None:
            self._kinds = self._found_kinds()
        return self._kinds

    def _found_kinds(self) -> tuple[Kind, ...]:
        if not self.pair.a:
            return ("inserted",)
        if not self.pair.b:
            return ("deleted",)
        found: list[Kind] = []
        if len(self.pair.b) > 1:
            found.append("split")
        if len(self.pair.a) > 1:
            found.append("merged")
        note = self.a_paragraphs[0].kind == "note"  # where it stands, and what figure it has, is no matter
        if self.pair.moved and not note:
            found.append("moved")
        if self.a_paragraphs[0].label != self.b_paragraphs[0].label and not note and self._label_differs():
            found.append("renumbered")
        if not self.same_words and self._reworded(bool(found)):
            found.append("reworded")
        return tuple(found) or ("same",)

    def _label_differs(self) -> bool:
        """True where a label was written otherwise: what is one in A may be read as words in B."""
        in_a, in_b = self._in_labels()
        return any(hunk.a0 < in_a or hunk.b0 < in_b for hunk in self.hunks)

    def _reworded(self, otherwise: bool) -> bool:
        """True where words differ, and more than what a split, a merger or a new label explains by itself."""
        in_a, in_b = self._in_labels()
        labels = {p.label for p in (*self.a_paragraphs, *self.b_paragraphs)} if otherwise else set()
        return any(
            (hunk.a1 > in_a or hunk.b1 > in_b)
            and not any("".join(t.text for t in side[x:y]) in labels for side, x, y in self._sides(hunk) if y > x)
            for hunk in self.hunks
        )

    def _sides(self, hunk: Hunk) -> list[tuple[tuple[Token, ...], int, int]]:
        tokens_a, tokens_b, _ = self.words()
        return [(tokens_a, hunk.a0, hunk.a1), (tokens_b, hunk.b0, hunk.b1)]

    def _in_labels(self) -> tuple[int, int]:
        return (
            self.a.in_label(self.pair.a[0]) if self.pair.a else 0,
            self.b.in_label(self.pair.b[0]) if self.pair.b else 0,
        )

    def words(self) -> tuple[tuple[Token, ...], tuple[Token, ...], list[Hunk]]:
        """The words and signs of A, those of B, and the stretches that differ."""
        if self._words is None:
            tokens_a = tuple(token for n in self.pair.a for token in self.a.tokens(n))
            tokens_b = tuple(token for n in self.pair.b for token in self.b.tokens(n))
            self._words = tokens_a, tokens_b, self._compare(tokens_a, tokens_b)
        return self._words

    def _compare(self, tokens_a: Sequence[Token], tokens_b: Sequence[Token]) -> list[Hunk]:
        if not tokens_a or not tokens_b:
            return [Hunk(0, len(tokens_a), 0, len(tokens_b))]
        in_a, in_b = self._in_labels()
        texts_a, texts_b = [t.text for t in tokens_a], [t.text for t in tokens_b]
        owned_a, owned_b = [t.owner >= 0 for t in tokens_a], [t.owner >= 0 for t in tokens_b]
        label = differences(texts_a[:in_a], texts_b[:in_b])
        body = differences(texts_a[in_a:], texts_b[in_b:], owned_a[in_a:], owned_b[in_b:], self.b.small_words)
        found = merged([*label, *(Hunk(h.a0 + in_a, h.a1 + in_a, h.b0 + in_b, h.b1 + in_b) for h in body)])
        if (not in_a or not in_b) and found and _shares_word(texts_a, texts_b, found[0]):
            return differences(
                texts_a, texts_b, owned_a, owned_b, self.b.small_words
            )  # what one has for a label is a word of the other
        return found

    @property
    def hunks(self) -> list[Hunk]:
        """The stretches that differ."""
        return self.words()[2]

    def equal(self) -> list[Hunk]:
        """The stretches that are the same."""
        tokens_a, tokens_b, hunks = self.words()
        return equal_stretches(hunks, len(tokens_a), len(tokens_b))

    def pieces(self) -> Iterator[Piece]:
        """The words in order, as they are shown; `¶` where a paragraph without a label begins in one of the texts only."""
        tokens_a, tokens_b, hunks = self.words()
        begins_a, begins_b = self._begins()
        at_a = at_b = 0
        for hunk in (*hunks, Hunk(len(tokens_a), len(tokens_a), len(tokens_b), len(tokens_b))):
            cuts = {n - at_a + at_b for n in begins_a if at_a <= n < hunk.a0}
            for start, stop in _cut(at_b, hunk.b0, cuts | begins_b):
                if start in cuts:
                    yield Piece("delete", "¶", True, tokens_a[start - at_b + at_a].start, tokens_a[start - at_b + at_a].start)
                if start in begins_b:
                    yield Piece("insert", "¶", True, tokens_b[start].start, tokens_b[start].start)
                yield _piece("keep", tokens_b, start, stop)
            for op, tokens, begins, first, last in (
                ("delete", tokens_a, begins_a, hunk.a0, hunk.a1),
                ("insert", tokens_b, begins_b, hunk.b0, hunk.b1),
            ):
                for start, stop in _cut(first, last, begins):
                    if start in begins:
                        yield Piece(op, "¶", True, tokens[start].start, tokens[start].start)  # type: ignore[arg-type]
                    yield _piece(op, tokens, start, stop)  # type: ignore[arg-type]
            at_a, at_b = hunk.a1, hunk.b1

    def _begins(self) -> tuple[set[int], set[int]]:
        """Of a paragraph that was split or merged: at which words of A, and of B, its parts without a label begin."""
        found: tuple[set[int], set[int]] = (set(), set())
        for side, numbers, places in ((self.a, self.pair.a, found[0]), (self.b, self.pair.b, found[1])):
            count = 0
            for before, n in pairwise(numbers):
                count += len(side.tokens(before))
                if not side.paragraphs[n].label:
                    places.add(count)
        return found


def _cut(start: int, stop: int, places: Container[int]) -> Iterator[tuple[int, int]]:
    """The stretch from `start` to `stop`, cut at these places."""
    cuts = [start, *(n for n in range(start + 1, stop) if n in places), stop] if places else [start, stop]
    return pairwise(cuts) if stop > start else iter(())


def _shares_word(a: Sequence[str], b: Sequence[str], hunk: Hunk) -> bool:
    return not set(a[hunk.a0 : hunk.a1]).isdisjoint(b[hunk.b0 : hunk.b1])


def _piece(op: Op, tokens: Sequence[Token], start: int, stop: int) -> Piece:
    space = start > 0 and tokens[start].space
    return Piece(op, text_of(tokens[start:stop]), space, tokens[start].start, tokens[stop - 1].end)
