"""Slashes: where a bracket holds alternatives side by side, `[complementary to / compatible with]`, `[accepting/ratifying]`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACED = re.compile(r"(?<=\s)/(?=\s)")
_TIGHT = re.compile(r"\s*[^\W\d_]{3,}(?:-[^\W\d_]+)?(?:\s?/\s?[^\W\d_]{3,}(?:-[^\W\d_]+)?)+\s*\Z")
_ONE_WORD = frozenset({"and/or", "his/her", "her/his", "him/her", "son/sa"})


def slashes(source: str, start: int, stop: int, inner: Iterable[tuple[int, int]]) -> list[int]:
    """The offsets of the slashes in `start`…`stop` that part alternatives; those of `inner` brackets are not among them."""
    if source.find("/", start, stop) < 0:
        return []
    spans = sorted(inner)
    content = source[start:stop]
    if not spans and _TIGHT.match(content):
        if "".join(content.split()).lower() in _ONE_WORD:
            return []
        return [start + n for n, sign in enumerate(content) if sign == "/"]
    found = []
    position = start
    for first, last in [*spans, (stop, stop)]:
        found += [m.start() for m in _SPACED.finditer(source, position, max(first, position))]
        position = max(position, last)
    return [offset for offset in found if source[start:offset].strip() and source[offset + 1 : stop].strip()]
