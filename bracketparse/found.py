"""Found: the brackets that are proposals, on their way into the tree, and the block that each stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bracketparse.brackets import Mark
from bracketparse.tree import Aside, Block, Diagnostic, Position


@dataclass(slots=True)
class Found:
    """A bracket that is a proposal."""

    start: int
    end: int
    inner: int
    stop: int
    """Where its content ends: before the closing bracket."""
    block: Block
    positions: tuple[Position, ...]
    parent: int | None
    marks: tuple[Mark, ...]
    closed: bool
    children: list[tuple[int, int]] = field(default_factory=list)
    """The spans of the proposals inside it."""
    whole_block: bool = False
    rival: Found | None = None
    """The first of the alternatives that it is one of."""
    alt: Literal["", "text", "title"] = ""
    """What the bracket calls itself an alternative of: `[alt. …]`, `[Alternative title: …]`; empty where it does not."""
    option: bool = False
    """True for an option (`Option 2: …`)."""


@dataclass(slots=True)
class Reading:
    """What the brackets of a draft are."""

    found: list[Found]
    asides: list[Aside]
    diagnostics: list[Diagnostic]


class Places:
    """Finds the innermost block of an offset."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._starts = [block.start for block in blocks]

    def at(self, offset: int) -> Block:
        """The innermost block that the offset is in, else the nearest before it."""
        last = max(bisect_right(self._starts, offset) - 1, 0)
        for position in range(last, max(last - 20, -1), -1):
            if self.blocks[position].start <= offset < self.blocks[position].end:
                return self.blocks[position]
        return self.blocks[last]

    def starting(self, start: int, end: int) -> Iterator[Block]:
        """The blocks that start behind `start` and before `end`."""
        position = bisect_right(self._starts, start)
        while position < len(self.blocks) and self.blocks[position].start < end:
            yield self.blocks[position]
            position += 1


def nest(found: list[Found]) -> None:
    """Sort by place, and set each one's parent and children.

    They nest, or do not touch: one that was never closed, and whose end was guessed, ends no sooner than what it holds.
    """
    found.sort(key=lambda f: (f.start, -f.end))
    stack: list[int] = []
    for index, item in enumerate(found):
        while stack and found[stack[-1]].end <= item.start:
            stack.pop()
        item.children = []
        item.parent = stack[-1] if stack else None
        if item.parent is not None and item.block.kind == "note" and found[item.parent].start < item.block.start:
            item.parent = None  # of a note that the outer one runs across
        for outer in reversed(stack):
            if found[outer].end >= item.end:
                break
            found[outer].end = found[outer].stop = item.end
        stack.append(index)
        if stack[:-1]:
            found[stack[-2]].children.append((item.start, item.end))
