"""Sidecar: the custom part that keeps what the marks in a document rest on.

For every paragraph its source in our own notation, with what was inferred marked as such, beside the paragraph's signature. A
reader takes the source only while the paragraph says what it said (`word.signature`): what a person changed is that person's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from bracketparse.tree import Kind
from bracketparse.word.signature import signature
from bracketparse.writers.word.markup import HEAD, escaped

NAMESPACE = "urn:bracketparse:plan:1"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one paragraph."""

    source: str
    """The block in our own notation, its label and indent with it; empty where the paragraph before says it all."""
    kind: Kind
    label: str
    rank: int = 0
    """Of a note: its place among the notes of the draft, from 1."""
    group: int = 0
    """A number that the paragraphs share which one tracked proposal runs across: they are taken together or not at all."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What is kept of a document."""

    way: Literal["tracked", "marked"]
    """How its proposals are shown."""
    venue: str
    body: tuple[tuple[int, Kept], ...]
    """`(which paragraph of the body, what is kept)`, the table of contents not counted."""
    notes: tuple[Kept, ...] = ()
    """Of the footnotes, in their order."""
    authors: tuple[tuple[str, str], ...] = field(default=())
    """`(author of tracked changes, the tag that it stands for)`."""


def write(sidecar: Sidecar, paragraphs: Iterable[tuple[Any, Kept]]) -> bytes:
    """The part; `paragraphs` are the elements of the document with what is kept of each."""
    lines = [f"<author name={quoteattr(name)} tag={quoteattr(tag)}/>" for name, tag in sidecar.authors]
    lines += [_paragraph(element, kept) for element, kept in paragraphs]
    head = f'<plan xmlns="{NAMESPACE}" way="{sidecar.way}" venue="{sidecar.venue}">'
    return f"{HEAD}{head}\n{chr(10).join(lines)}\n</plan>\n".encode()


def _paragraph(element: Any, kept: Kept) -> str:
    label = f" label={quoteattr(_escaped(kept.label))}" if kept.label else ""
    numbers = "".join(f' {name}="{n}"' for name, n in (("rank", kept.rank), ("group", kept.group)) if n)
    source = escape(_escaped(kept.source))
    return f'<paragraph signature="{signature(element)}" kind="{kept.kind}"{label}{numbers}>{source}</paragraph>'


def _escaped(text: str) -> str:
    """What XML cannot hold, as in the document itself."""
    from xml.sax.saxutils import unescape

    return unescape(escaped(text), {"&quot;": '"'})
