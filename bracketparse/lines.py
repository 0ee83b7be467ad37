"""Where in the source: offsets to lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right

_NEWLINE = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of a text. Offsets are code points; line and column count from 1."""

    __slots__ = ("_starts",)

    def __init__(self, source: str) -> None:
        self._starts = [0, *(match.end() for match in _NEWLINE.finditer(source))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, offset: int) -> int:
        """The line of an offset."""
        return bisect_right(self._starts, offset)

    def span(self, line: int, source: str) -> tuple[int, int]:
        """Start and end of a line, its newline left out."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(source)
        while end > start and source[end - 1] in "\r\n":
            end -= 1
        return start, end
