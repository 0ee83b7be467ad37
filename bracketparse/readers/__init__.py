"""Readers: from a file to a source, which `parsing.parse_source` makes a draft of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bracketparse.source import Source

if TYPE_CHECKING:
    from bracketparse.delegations import Registry

SUFFIXES = (".txt", ".md", ".docx")
"""Of the files that can be drafts."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def source(data: bytes, known: Registry, authors: Mapping[str, str] | None = None) -> Source:
    """The source of a file, told by its first bytes whether it is a Word file or a text.

    `authors` are names in Word and the delegations that they stand for. Raises `readers.text.UnreadableError`.
    """
    if data.startswith((_ZIP, _OLE)):
        from bracketparse.readers import word

        return word.read(data, known, authors)
    from bracketparse.readers.text import decode

    text, encoding = decode(data)
    return Source(text, encoding)
