"""Remarks: Word's comments, in which plan says what it knows of a proposal: id, sponsors, what is to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bracketparse.writers.word.markup import HEAD, NAMESPACES, char_style, paragraph, runs

BY = "plan"
"""The author of the comments; no delegation ever is."""


@dataclass(slots=True)
class Remarks:
    """The comments of a document, in order."""

    numbers: Iterator[int]
    date: str
    written: list[str] = field(default_factory=list)

    def add(self, lines: list[str]) -> int:
        """Write a comment of some paragraphs; its id."""
        number = next(self.numbers)
        reference = f"<w:r><w:rPr>{char_style('CommentReference')}</w:rPr><w:annotationRef/></w:r>"
        content = "".join(
            paragraph("CommentText", (reference if n == 0 else "") + runs(line)) for n, line in enumerate(lines or [""])
        )
        self.written.append(
            f'<w:comment w:id="{number}" w:author="{BY}" w:initials="{BY}" w:date="{self.date}">{content}</w:comment>'
        )
        return number

    def part(self) -> str | None:
        """The comments part; None where there are none."""
        return f"{HEAD}<w:comments {NAMESPACES}>{''.join(self.written)}</w:comments>" if self.written else None


def start(number: int) -> str:
    """Where the words that a comment is about begin."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    """Where they end; the comment hangs here."""
    reference = f'<w:r><w:rPr>{char_style("CommentReference")}</w:rPr><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeEnd w:id="{number}"/>{reference}'
