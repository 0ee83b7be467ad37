"""Sidecar: the custom part that keeps what the marks in a document rest on.

For every paragraph its source in our own notation, with what was inferred marked as such, beside the paragraph's signature. A
reader takes the source only while the paragraph says what it said (`word.signature`): what a person changed is that person's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from bracketparse.word.signature import signature
from bracketparse.writers.word.markup import HEAD, escaped

NAMESPACE = "urn:bracketparse:plan:1"


def write(paragraphs: Iterable[tuple[Any, str]], authors: Iterable[tuple[str, str]]) -> bytes:
    """The part: of each paragraph (an element) its source, and of each author of tracked changes the tag that it stands for."""
    lines = [f"<author name={quoteattr(name)} tag={quoteattr(tag)}/>" for name, tag in authors]
    lines += [
        f'<paragraph signature="{signature(element)}">{escape(escaped_source(source))}</paragraph>'
        for element, source in paragraphs
    ]
    return f'{HEAD}<plan xmlns="{NAMESPACE}">\n{chr(10).join(lines)}\n</plan>\n'.encode()


def escaped_source(source: str) -> str:
    """What XML cannot hold, as in the document itself."""
    from xml.sax.saxutils import unescape

    return unescape(escaped(source), {"&quot;": '"'})
