"""Blocks: which style a block has in Word.

Labels are printed as the draft prints them, never numbered by Word: `21bis.` and `4ALT.` are names that delegations refer to,
and a number that moves by itself when a change is accepted is a wrong word in the text.
"""

from __future__ import annotations

from collections.abc import Iterable

from bracketparse.tree import Block

NOTE = "FootnoteText"
_LISTS = ("List", "List2", "List3")


class Styles:
    """The style of each block of a draft."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = {block.id: block for block in blocks}
        self._first = next((block.id for block in self._blocks.values() if block.kind != "furniture"), "")

    def of(self, block: Block) -> str:
        """The id of the block's style."""
        match block.kind:
            case "section":
                return self._heading(block)
            case "item":
                return _LISTS[min(self._depth(block), len(_LISTS) - 1)]
            case "note":
                return NOTE
            case _:
                return "BodyText"

    def level(self, block: Block) -> int | None:
        """The level of a heading, from 1; None for what is none."""
        style = self.of(block)
        return int(style[-1]) if style.startswith("Heading") else None

    def _heading(self, block: Block) -> str:
        if not block.label and block.id == self._first:
            return "Title"
        depth = 1
        parent = self._blocks.get(block.parent or "")
        while parent is not None and parent.kind == "section" and depth < 3:
            depth, parent = depth + 1, self._blocks.get(parent.parent or "")
        return f"Heading{max(depth, min(block.level + 1, 3)) if block.level > 0 else depth}"

    def _depth(self, block: Block) -> int:
        depth, parent = 0, self._blocks.get(block.parent or "")
        while parent is not None and parent.kind == "item":
            depth, parent = depth + 1, self._blocks.get(parent.parent or "")
        return depth
