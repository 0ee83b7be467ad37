"""Notes: which raised figure in the text calls which note.

In text from a PDF the figure is glued to the word before it (`las Naciones Unidas1 advierten`) and the note stands elsewhere
as a block. `anchored` puts a marker of Unicode's private area in the figure's place, which every rendition then carries along;
a writer for a format with real footnotes turns it into their anchor. Markers are as long as the figure: no offset moves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from bracketparse.tree import Block, Draft

MARKERS = ("\U0010f000", "\U0010fffd")
"""First and last of the characters that are markers; the last fills up a figure of two or three digits."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Figures as a reader of Word files shows them."""
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MOST = ord(MARKERS[1]) - ord(MARKERS[0])


def is_marker(text: str) -> bool:
    """True for one marker."""
    return len(text) == 1 and MARKERS[0] <= text <= MARKERS[1]


def anchors(draft: Draft) -> list[tuple[int, int]]:
    """Where the figures stand that call notes, `4/` and the labels of the notes themselves among them, in order."""
    notes = [block for block in draft.blocks if block.kind == "note" and block.label]
    if not notes:
        return []
    apart = [(block.start, block.end) for block in draft.blocks if block.kind in ("note", "furniture")]
    found = {(note.start, note.start + len(note.label)) for note in notes}
    for note in notes:
        figure = _figure(note)
        place = _anchor(apart, draft.source, note, figure) if figure else None
        if place is not None:
            found.add(place)
    return sorted(found)


def _figure(note: Block) -> str:
    """The figure of a note, by its label: `1.`, `1/`, `¹`."""
    return re.sub(r"\D", "", note.label.translate(LOWERED))


def anchored(draft: Draft) -> tuple[Draft, dict[str, str]]:
    """The draft with markers for its notes' anchors, and the id of each note that has one → its marker.

    A note without an anchor before it is not among them, nor one that a bracket runs into or out of. A draft that uses the
    private area itself is left as it is.
    """
    notes = [block for block in draft.blocks if block.kind == "note" and block.label][:_MOST]
    if not notes or any(MARKERS[0] <= sign <= MARKERS[1] for sign in draft.source):
        return draft, {}
    source, found = draft.source, {}
    places: list[tuple[int, int, str]] = []
    apart = [(block.start, block.end) for block in draft.blocks if block.kind in ("note", "furniture")]
    for n, note in enumerate(notes):
        figure = _figure(note)
        place = _anchor(apart, source, note, figure) if figure and _is_balanced(source[note.start : note.end]) else None
        if place is not None and all(place[0] != taken for taken, _, _ in places[-20:]):
            found[note.id] = chr(ord(MARKERS[0]) + n)
            filled = found[note.id] + MARKERS[1] * (place[1] - place[0] - 1)
            places.append((*place, filled))
    parts, position = [], 0
    for start, end, filled in sorted(places):
        if start >= position:
            parts += [source[position:start], filled]
            position = end
    return replace(draft, source="".join([*parts, source[position:]])), found


def _is_balanced(text: str) -> bool:
    """True where every bracket that opens in the text closes in it, and the other way round."""
    depth = 0
    for sign in _BRACKETS.findall(text):
        depth += 1 if sign == "[" else -1
        if depth < 0:
            return False
    return depth == 0


_BRACKETS = re.compile(r"[\[\]]")
_REACH = 20_000
"""So many characters before a note, its anchor is looked for: a page with its brackets."""


def _anchor(apart: Sequence[tuple[int, int]], source: str, note: Block, figure: str) -> tuple[int, int] | None:
    """Where the figure stands that calls the note: the nearest before it, raised, or glued to a word or a quotation mark."""
    start = max(0, note.start - _REACH)
    raised = figure.translate(RAISED)
    pattern = re.compile(rf"(?<=[^\W\d_]|[”\"»)\]]){figure}(?:/(?!\d))?(?![\w/%])|{raised}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])")
    for match in reversed(list(pattern.finditer(source, start, note.start))):
        before = bisect_right(apart, (match.start(), len(source))) - 1
        if before < 0 or not apart[before][0] <= match.start() < apart[before][1]:
            return match.span()
    return None
