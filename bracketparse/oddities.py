"""Oddities: what is odd in a draft's signs: control characters, doubled note marks, crossed emphasis, loose slashes."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bracketparse.found import Found
from bracketparse.tree import Aside, Diagnostic

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SLASHED = re.compile(r"(?<![\[/])\b[^\W\d_]{3,30}+(?: / [^\W\d_]{3,30}+)++(?! ?/)")
_LAST_WORD = re.compile(r"[^\W\d_]++\Z")
_NEAR = 12
"""The marks of two notes that stand so near are one place's."""


def oddities(source: str, found: Sequence[Found], asides: Sequence[Aside], too_deep: Sequence[int]) -> Iterator[Diagnostic]:
    """The diagnostics of all of them."""
    if too_deep:
        message = f"{len(too_deep)} brackets are nested more than 100 deep."
        yield Diagnostic("P015", too_deep[0], too_deep[0] + 1, message, "They are read as characters.")
    yield from _control_characters(source)
    yield from _doubled_marks(source, asides)
    yield from _crossed_emphasis(source, found)
    yield from _slashes(source, found)


def _control_characters(source: str) -> Iterator[Diagnostic]:
    kinds = Counter(match[0] for match in _CONTROL.finditer(source))
    for sign, count in sorted(kinds.items()):
        first = source.index(sign)
        times = "once" if count == 1 else f"{count} times"
        message = f"The character U+{ord(sign):04X} stands in the text, {times}."
        yield Diagnostic("P016", first, first + 1, message, "It is kept, and shown as a sign on a terminal.")


def _doubled_marks(source: str, asides: Sequence[Aside]) -> Iterator[Diagnostic]:
    """`[ 90] [91]`: two anchors with nothing between them but brackets."""
    for a, b in itertools.pairwise(aside for aside in asides if aside.reason == "footnote anchor"):
        if a.end <= b.start < a.end + _NEAR and not source[a.end : b.start].strip(" \t\r\n[]"):
            yield Diagnostic("P028", a.start, b.end, "Two marks of notes stand side by side.", "Both are kept.")


def _crossed_emphasis(source: str, found: Sequence[Found]) -> Iterator[Diagnostic]:
    """`*[Taking* account of the needs,]`: emphasis that begins on one side of a bracket and ends on the other."""
    for item in found:
        sign = source[item.start - 1 : item.start]
        if sign not in ("*", "_") or item.option:
            continue
        if source.count(sign, item.inner, min(item.stop, item.inner + 400)) % 2:
            message = "Emphasis begins before the bracket and ends inside it."
            yield Diagnostic("P029", item.start - 1, item.inner, message, "Its signs are kept as they stand.")


def _slashed(source: str) -> Iterator[re.Match[str]]:
    """The rows of words with slashes between them. Slashes are rare, so that each is looked for first."""
    position = 0
    while (slash := source.find(" / ", position)) >= 0:
        word = _LAST_WORD.search(source, max(position, slash - 31), slash)
        match = _SLASHED.match(source, word.start()) if word else None
        if match:
            yield match
        position = match.end() if match else slash + 2


def _slashes(source: str, found: Sequence[Found]) -> Iterator[Diagnostic]:
    """`commitments / contributions`, in no bracket."""
    spans = iter([(f.start, f.end) for f in found if f.parent is None and not f.option])
    span = next(spans, None)
    for match in _slashed(source):
        while span is not None and span[1] <= match.start():
            span = next(spans, None)
        if span is None or match.end() <= span[0]:
            message = f"Alternatives stand without brackets: “{match[0]}”."
            yield Diagnostic("P030", match.start(), match.end(), message, "They are left as they are.")
