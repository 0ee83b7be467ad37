"""Difference: between two versions of one draft, or between two drafts.

Of two versions the paragraphs correspond by their ids, and every word that differs belongs to the proposals that were decided
otherwise. Of two drafts the paragraphs and the proposals are matched first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bracketparse.account import Account, account
from bracketparse.alignment import by_id, by_words
from bracketparse.matching import Match, Matching
from bracketparse.passages import Passage, Piece
from bracketparse.sides import Side
from bracketparse.unannounced import Unannounced, unannounced
from bracketparse.wordlist import Word, words


@dataclass(frozen=True)
class Difference:
    """What differs between A and B."""

    a: Side
    b: Side
    passages: tuple[Passage, ...]
    """The paragraphs, as they correspond, in the order of B."""
    matching: Matching | None = None
    """Of two drafts: their proposals, as they correspond."""
    unannounced: tuple[Unannounced, ...] = ()
    """Of two drafts: the changes of the base text that no bracket announces."""
    account: Account | None = None

    @property
    def matches(self) -> tuple[Match, ...]:
        """What became of every proposal; empty for two versions of one draft."""
        return self.matching.matches if self.matching else ()

    @cached_property
    def words(self) -> list[Word]:
        """Both texts as one list: keep and delete joined are A's, keep and insert joined are B's."""
        return words(self.a, self.b, self.passages)

    @property
    def differs(self) -> bool:
        """True where a word or a label differs, or a paragraph stands elsewhere; white space alone does not count."""
        return any(passage.kinds != ("same",) for passage in self.passages)

    @cached_property
    def decided_otherwise(self) -> frozenset[int]:
        """Of two versions of one draft: the proposals that were decided otherwise."""
        if self.a.rendition is None or self.b.rendition is None or self.a.draft != self.b.draft:
            return frozenset()
        pairs = zip(self.a.rendition.outcomes, self.b.rendition.outcomes, strict=True)
        return frozenset(n for n, (old, new) in enumerate(pairs) if old.settled != new.settled)

    def proposals_of(self, passage: Passage, piece: Piece, place: int) -> tuple[int, ...]:
        """The proposals that a piece of a passage is of. `place`: where it stands, in A if it is deleted, else in B.

        Of two versions: those that were decided otherwise; for a sign or a capital that a join mended, those of the join.
        """
        if not self.decided_otherwise:
            return piece.proposals
        mine = tuple(n for n in piece.proposals if n in self.decided_otherwise)
        return mine or self._of_the_join(passage, piece, place)

    def _of_the_join(self, passage: Passage, piece: Piece, place: int) -> tuple[int, ...]:
        side = self.a if piece.op == "delete" else self.b
        paragraphs = passage.a_paragraphs if piece.op == "delete" else passage.b_paragraphs
        start, end = paragraphs[0].start, paragraphs[-1].spans[-1][1]
        near = [
            (abs(at - place), tuple(n for n in seam if n in self.decided_otherwise))
            for at, seam in side.seams_between(start, end)
        ]
        return min((found for found in near if found[1]), default=(0, ()))[1]


def compare_versions(a: Side, b: Side) -> Difference:
    """Two renditions: of one draft, or of two."""
    same = a.draft is b.draft or a.draft.source == b.draft.source
    pairs = by_id(a, b) if same else by_words(a, b)
    return Difference(a, b, tuple(Passage(a, b, pair) for pair in pairs))


def compare_drafts(a: Side, b: Side) -> Difference:
    """Two drafts: paragraphs, proposals, and what no bracket announces."""
    *_, difference = steps(a, b)
    assert isinstance(difference, Difference)
    return difference


STEPS = 24
"""So many things `steps` yields."""


def steps(a: Side, b: Side) -> Iterator[object]:
    """The same step by step, for a progress bar; the last thing is the difference."""
    passages = tuple(Passage(a, b, pair) for pair in by_words(a, b))
    yield "paragraphs"
    share = len(passages) // 20 + 1
    for start in range(0, 20 * share, share):
        for passage in passages[start : start + share]:
            if not passage.same_words:
                passage.words()
        yield "words"
    matching = Matching(a, b, passages)
    yield "proposals"
    found = unannounced(a, b, passages, matching)
    yield "the base text"
    figures = account(len(a.draft.proposals), len(b.draft.proposals), matching.matches)
    yield Difference(a, b, passages, matching, found, figures)
