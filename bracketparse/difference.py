"""Difference: between two versions of one draft, or between two drafts.

Of two versions the paragraphs correspond by their ids, and every word that differs belongs to the proposals that were decided
otherwise. Of two drafts the paragraphs and the proposals are matched first.
"""

from __future__ import annotations

from bisect import bisect_right
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
        """True where a word or a label differs, a paragraph stands elsewhere, or old and new words changed roles.

        What reads the same and is only written otherwise, as white space, does not count.
        """
        roles = any("roles" in match.changes for match in self.matches)
        return roles or any(passage.kinds != ("same",) for passage in self.passages)

    @cached_property
    def decided_otherwise(self) -> frozenset[int]:
        """Of two versions of one draft: the proposals that were decided otherwise."""
        if self.a.rendition is None or self.b.rendition is None or self.a.draft != self.b.draft:
            return frozenset()
        pairs = zip(self.a.rendition.outcomes, self.b.rendition.outcomes, strict=True)
        return frozenset(n for n, (old, new) in enumerate(pairs) if old.settled != new.settled)

    def proposals_of(self, piece: Piece | Word) -> tuple[int, ...]:
        """The proposals that a piece is of: of A where it is deleted, else of B.

        Of two versions: those that were decided otherwise; of what a join or a list's end mended, those that came or went
        there.
        """
        side = self.a if piece.op == "delete" else self.b
        owners = side.owned(piece.start, piece.end)
        if not self.decided_otherwise:
            return owners
        mine = tuple(n for n in owners if n in self.decided_otherwise)
        return mine or self._of_the_join(side, piece.start)

    def _of_the_join(self, side: Side, place: int) -> tuple[int, ...]:
        """Those at the nearest join of the paragraph."""
        starts, passages = self._places[side is self.b]
        if not starts:
            return ()
        passage = passages[max(bisect_right(starts, place) - 1, 0)]
        paragraphs = passage.b_paragraphs if side is self.b else passage.a_paragraphs
        near = [
            (abs(at - place), tuple(n for n in seam if n in self.decided_otherwise))
            for at, seam in side.seams_between(paragraphs[0].start, paragraphs[-1].spans[-1][1])
        ]
        return min((found for found in near if found[1]), default=(0, self._of_others(passage)))[1]

    @cached_property
    def _places(self) -> tuple[tuple[list[int], list[Passage]], tuple[list[int], list[Passage]]]:
        """For A and for B: where the paragraphs begin, in order, and the passage of each."""
        a = sorted(((p.start, n) for n, passage in enumerate(self.passages) for p in passage.a_paragraphs))
        b = sorted(((p.start, n) for n, passage in enumerate(self.passages) for p in passage.b_paragraphs))
        return tuple(([at for at, _ in found], [self.passages[n] for _, n in found]) for found in (a, b))  # type: ignore[return-value]

    def _of_others(self, passage: Passage) -> tuple[int, ...]:
        """What takes the place of a paragraph that fell, or came or went beside an item of a list whose end changed."""
        blocks = {paragraph.id for paragraph in (*passage.a_paragraphs, *passage.b_paragraphs)}
        lists = {self._parents[block] for block in blocks} - {None}
        decided = [(n, self.a.proposal(n)) for n in sorted(self.decided_otherwise)]
        rivals = tuple(n for n, p in decided if (p.alternative_to or "").partition("#")[0] in blocks)
        return rivals or tuple(n for n, p in decided if p.whole_block and self._parents[p.block] in lists)

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        return {block.id: block.parent for block in self.a.draft.blocks}


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
