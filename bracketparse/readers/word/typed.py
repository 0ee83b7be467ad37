"""Typed brackets whose words are struck or underlined: the old words and the new, as explicit marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bracketparse.delegations import Registry
from bracketparse.readers.word.styles import Look
from bracketparse.tags import read_tag

_TAG = re.compile(r"[ \t\xa0]*(?:\d{1,4}[ ]?(?:bis|ter|quater|ALT|Alt|alt)?[ ]?\d{0,2}\.\s+)?[A-ZÀ-Þ][^\[\]{}:\n]{1,160}:")
_SIGN = re.compile(r"[\[\]\n]")
_FAR = 50
"""A bracket that is not closed within so many paragraphs is taken for one that is never closed."""
_MARKS = {"struck": ("{--", "--}"), "underlined": ("{++", "++}")}

Formatted = Sequence[tuple[int, int, Look]]


class Edits:
    """Replacements in a text, in order, and where offsets go by them."""

    def __init__(self) -> None:
        self._edits: list[tuple[int, int, str]] = []
        self._starts: list[int] = []
        self._shifts: list[int] = []

    def replace(self, start: int, end: int, text: str) -> None:
        """Put `text` in the place of what stands from `start` to `end`."""
        shift = self._shifts[-1] if self._shifts else 0
        self._edits.append((start, end, text))
        self._starts.append(start)
        self._shifts.append(shift + len(text) - (end - start))

    def moved(self, offset: int) -> int:
        """The offset behind the edits before it; inside one, where that begins."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return offset
        start, end, _ = self._edits[at]
        if start <= offset < end:
            return start + (self._shifts[at - 1] if at else 0)
        return offset + self._shifts[at]

    def apply(self, text: str) -> str:
        """The text with the edits made."""
        parts, position = [], 0
        for start, end, new in self._edits:
            parts += [text[position:start], new]
            position = end
        return "".join([*parts, text[position:]])


def marks(text: str, looks: Formatted, tracked: Mapping[int, int], known: Registry) -> tuple[Edits, list[tuple[int, int]]]:
    """The marks for what is struck or underlined in brackets with tags; and what is so outside them, which is no proposal."""
    zones = list(_zones(text, tracked, known))
    starts = [start for start, _ in zones]
    pieces: defaultdict[int, list[tuple[int, int, Look]]] = defaultdict(list)
    outside = []
    for start, end, look in looks:
        at = max(bisect_right(starts, start) - 1, 0)
        inside = [zone for zone in _until(zones, at, end) if zone[1] > start]
        for zone in inside:
            pieces[zone[0]].append((max(start, zone[0]), min(end, zone[1]), look))
        if not inside and any(map(str.isalnum, text[start:end])):
            outside.append((start, end))
    edits = Edits()
    for start, end in zones:
        for edit in _marked(text, start, end, pieces.get(start, ())):
            edits.replace(*edit)
    return edits, outside


def _until(zones: Sequence[tuple[int, int]], at: int, end: int) -> Iterator[tuple[int, int]]:
    """The zones from the one at `at` on that begin before `end`."""
    while at < len(zones) and zones[at][0] < end:
        yield zones[at]
        at += 1


def _marked(text: str, start: int, end: int, pieces: Formatted) -> Iterator[tuple[int, int, str]]:
    """The edits of one zone: a mark around what is formatted; a word that is so in part is old and new as a whole."""
    position = 0
    while position < len(pieces):
        first, last = pieces[position][0], pieces[position][1]
        left = first
        while left > start and text[left - 1].isalnum() and text[first].isalnum():
            left -= 1
        group = [pieces[position]]
        right = last
        while True:
            while right < end and text[right].isalnum() and text[right - 1].isalnum():
                right += 1
            position += 1
            if position < len(pieces) and pieces[position][0] < right:
                group.append(pieces[position])
                right = max(right, pieces[position][1])
            else:
                break
        if left == first and right == last and len(group) == 1:
            yield from _around(text, first, last, group[0][2])
        else:
            yield left, right, _old_and_new(text, left, right, group)


def _around(text: str, start: int, end: int, look: Look) -> Iterator[tuple[int, int, str]]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start < end and "{" not in words:
        opening, closing = _MARKS[look]
        yield start, end, f"{opening}{text[start:end]}{closing}"


def _old_and_new(text: str, start: int, end: int, group: Formatted) -> str:
    old = new = ""
    position = start
    for first, last, look in group:
        old += text[position:first] + (text[first:last] if look == "struck" else "")
        new += text[position:first] + (text[first:last] if look == "underlined" else "")
        position = last
    old, new = old + text[position:end], new + text[position:end]
    return (f"{{--{old}--}}" if old.strip() else old) + (f"{{++{new}++}}" if new.strip() else new)


def _zones(text: str, tracked: Mapping[int, int], known: Registry) -> Iterator[tuple[int, int]]:
    """The stretches between brackets that lie in a bracket with a tag, tags and tracked changes left out."""
    ends = _pairs(text, tracked)
    stack: list[tuple[int, bool]] = []  # where each open bracket ends, and whether it or one around it has a tag
    position = 0
    for match in _SIGN.finditer(text):
        start = match.start()
        if start < position or match[0] == "\n":
            continue
        inside = bool(stack) and stack[-1][1]
        if inside and position < start:
            yield from _lines(text, position, start)
        position = start + 1
        if match[0] == "]":
            if stack and stack[-1][0] == start:
                stack.pop()
        elif start in tracked:
            position = tracked[start]
        elif start in ends:
            tag = _TAG.match(text, start + 1)
            if tag is not None and read_tag(tag[0], known) is not None:
                position = tag.end()
                inside = True
            stack.append((ends[start], inside))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A zone in each paragraph, as a mark does not run across paragraphs."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield start, stop
        start = stop + 1


def _pairs(text: str, tracked: Mapping[int, int]) -> dict[int, int]:
    """Opening bracket → its closing one."""
    found: dict[int, int] = {}
    stack: list[tuple[int, int]] = []
    line = position = 0
    for match in _SIGN.finditer(text):
        start = match.start()
        if start < position:
            continue
        if match[0] == "\n":
            line += 1
        elif start in tracked:
            position = tracked[start]
        elif match[0] == "[":
            stack.append((start, line))
        elif stack:
            opened, where = stack.pop()
            if line - where <= _FAR:
                found[opened] = start
    return found
