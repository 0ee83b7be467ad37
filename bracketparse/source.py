"""Source: what a reader hands to the parser: the text, and what the file's format itself says of it."""

from __future__ import annotations

from dataclasses import dataclass

from bracketparse.tree import Comment, Diagnostic, Kind, Layout, Unit


@dataclass(frozen=True, slots=True)
class Hint:
    """What the format says of the block that begins at `start`, so that the outline need not tell it from the words."""

    start: int
    kind: Kind | None = None
    """None where only the label is known."""
    label: str = ""
    """The label that the format prints before the words: an automatic number, or that of a note."""
    rank: int = 0
    """Of a note whose place among the draft's notes is known: that place, from 1."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text to be parsed. Offsets are code points into `text`."""

    text: str
    encoding: str = ""
    unit: Unit = "line"
    layout: Layout | None = None
    """None where it is to be measured."""
    hints: tuple[Hint, ...] = ()
    """In order of their starts."""
    tracked: frozenset[int] = frozenset()
    """Where the brackets begin that were tracked changes."""
    comments: tuple[Comment, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    venue: str | None = None
    """The venue that the file itself names."""
