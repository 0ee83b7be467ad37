"""Parts: the blocks of a draft among which a decision can have an effect; what is decided in one changes nothing in another.

Blocks belong together that a proposal runs across, that an alternative and what it would replace stand in, and the items of
a list.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from bracketparse.tree import Draft


def parts(draft: Draft) -> dict[str, int]:
    """The id of each block → the number of its part."""
    blocks = draft.blocks
    joined = _Joined(len(blocks))
    index = {block.id: n for n, block in enumerate(blocks)}
    starts = [block.start for block in blocks]
    reached = 0
    for proposal in sorted(draft.proposals, key=lambda p: p.start):
        first = max(0, bisect_right(starts, proposal.start) - 1)
        last = max(first, bisect_left(starts, proposal.end) - 1)
        joined.join(first, index[proposal.block])
        for n in range(max(first, reached), last):
            joined.join(n, n + 1)
        reached = max(reached, last)
        rival = (proposal.alternative_to or "").partition("#")[0]
        if rival in index:
            joined.join(first, index[rival])
    behind = {proposal.end: proposal for proposal in draft.proposals}
    for proposal in draft.proposals:
        if (before := behind.get(proposal.start)) is not None:  # parts between slashes
            joined.join(index[before.block], index[proposal.block])
    for one, other in _over_gone(draft, starts):
        joined.join(one, other)
    lists: dict[str | None, list[int]] = {}
    for n, block in enumerate(blocks):
        if block.label and block.kind == "item":
            lists.setdefault(block.parent, []).append(n)
    for members in lists.values():
        for one, other in pairwise(members):
            joined.join(one, other)
    return {block.id: joined.of(n) for n, block in enumerate(blocks)}


def _over_gone(draft: Draft, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbours, where a block may fall away but for a stray bracket, which the nearest block that stays then has."""
    outside = [""] * len(starts)
    for leaf in draft.leaves():
        if leaf.proposal is None:
            for n in range(max(0, bisect_right(starts, leaf.start) - 1), bisect_left(starts, leaf.end)):
                block = draft.blocks[n]
                outside[n] += draft.source[max(leaf.start, block.body) : min(leaf.end, block.end)]
    row: list[int] = []  # blocks that may all fall away, and the one before them
    for n in (n for n, block in enumerate(draft.blocks) if block.kind != "furniture"):
        row.append(n)
        if any(map(str.isalnum, outside[n])):
            yield from pairwise(row if any("[" in outside[m] or "]" in outside[m] for m in row[1:-1]) else ())
            row = [n]
    yield from pairwise(row)


class _Joined:
    """Numbers, joined two by two."""

    def __init__(self, count: int) -> None:
        self.first = list(range(count))

    def of(self, n: int) -> int:
        """One and the same number for all that are joined."""
        while self.first[n] != n:
            self.first[n] = n = self.first[self.first[n]]
        return n

    def join(self, one: int, other: int) -> None:
        """Join two, with all that they are joined to."""
        self.first[self.of(other)] = self.of(one)
