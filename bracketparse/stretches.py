"""Stretches: the leaves of a draft cut at the edges of its blocks, and what is the same in every rendition of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bracketparse.hyphens import Hyphens
from bracketparse.tree import SOFT_BREAK, Draft, Leaf
from bracketparse.typography import Run


@dataclass(slots=True)
class _Zone:
    """A stretch of the source that belongs to one block: its label or its words."""

    start: int
    end: int
    block: int
    words: bool


class Stretches:
    """A draft's leaves by their blocks, and the finished text of the blocks without a bracket."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.hyphens = Hyphens(draft.source)
        self.leaves = [(zone.block, leaf) for zone, leaf in self._zoned()]
        self.plain = self._plain()

    def _plain(self) -> dict[int, list[Run]]:
        """The blocks of one stretch of text, by their index: nothing in them is to be mended."""
        found: dict[int, list[Leaf]] = defaultdict(list)
        for block, leaf in self.leaves:
            found[block].append(leaf)
        plain = {}
        for block, leaves in found.items():
            if len(leaves) == 1 and leaves[0].proposal is None:
                text = self.folded(self.draft.source[leaves[0].start : leaves[0].end]).strip(" \t\n\r\v\f")
                plain[block] = [Run(text, "base", start=leaves[0].start)] if text else []
        return plain

    def _zoned(self) -> Iterator[tuple[_Zone, Leaf]]:
        """The leaves of the tree, cut at the blocks' edges, each with its block; labels and gaps left out."""
        zones = self._zones()
        zone = next(zones, None)
        for leaf in self.draft.leaves():
            position = leaf.start
            while zone is not None and zone.end <= position:
                zone = next(zones, None)
            while zone is not None and zone.start < leaf.end:
                start, end = max(position, zone.start), min(leaf.end, zone.end)
                if zone.words and end > start:
                    yield zone, Leaf(start, end, leaf.role, leaf.proposal)
                if zone.end > leaf.end:
                    break
                position = zone.end
                zone = next(zones, None)

    def _zones(self) -> Iterator[_Zone]:
        """The blocks flattened: a note inside a paragraph cuts it in two."""
        stack: list[tuple[int, int]] = []  # block, position
        for index, block in enumerate(self.draft.blocks):
            while stack and self.draft.blocks[stack[-1][0]].end <= block.start:
                outer, position = stack.pop()
                yield from self._zone(position, self.draft.blocks[outer].end, outer)
            if stack:
                outer, position = stack[-1]
                yield from self._zone(position, block.start, outer)
                stack[-1] = (outer, block.end)
            yield from self._zone(block.start, block.body, index, words=False)
            stack.append((index, block.body))
        while stack:
            outer, position = stack.pop()
            yield from self._zone(position, self.draft.blocks[outer].end, outer)

    def _zone(self, start: int, end: int, block: int, words: bool = True) -> Iterator[_Zone]:
        if end > start:
            yield _Zone(start, end, block, words)

    def folded(self, text: str) -> str:
        """A text without the draft's line breaks, where those mean nothing."""
        if self.draft.layout.width is None:
            return text.replace(SOFT_BREAK, " ")
        return _WHITE.sub(" ", self.hyphens.joined(text))


_WHITE = re.compile(r"[ \t\n\r\v\f\x85\u2028\u2029]{2,}|[\t\n\r\v\f\x85\u2028\u2029]")
"""White space that is not a single space (no-break spaces are kept)."""
