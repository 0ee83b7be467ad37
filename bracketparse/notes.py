"""Notes: which raised figure in the text calls which note.

In text from a PDF the figure is glued to the word before it (`las Naciones Unidas1 advierten`) and the note stands elsewhere
as a block. `anchored` puts a marker of Unicode's private area in the figure's place, which every rendition then carries along;
a writer for a format with real footnotes turns it into their anchor. Markers are as long as the figure: no offset moves.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bracketparse.tree import Block, Draft

MARKERS = ("\U0010f000", "\U0010fffd")
"""First and last of the characters that are markers; the last fills up a figure of two or three digits."""
_MOST = ord(MARKERS[1]) - ord(MARKERS[0])


def is_marker(text: str) -> bool:
    """True for one marker."""
    return len(text) == 1 and MARKERS[0] <= text <= MARKERS[1]


def anchored(draft: Draft) -> tuple[Draft, dict[str, str]]:
    """The draft with markers for its notes' anchors, and the id of each note that has one → its marker.

    A note without an anchor before it is not among them. A draft that uses the private area itself is left as it is.
    """
    notes = [block for block in draft.blocks if block.kind == "note" and block.label][:_MOST]
    if not notes or any(MARKERS[0] <= sign <= MARKERS[1] for sign in draft.source):
        return draft, {}
    source, found = draft.source, {}
    for n, note in enumerate(notes):
        figure = re.sub(r"\D", "", note.label)
        place = _anchor(draft, source, note, figure) if figure else None
        if place is not None:
            found[note.id] = chr(ord(MARKERS[0]) + n)
            filled = found[note.id] + MARKERS[1] * (place[1] - place[0] - 1)
            source = source[: place[0]] + filled + source[place[1] :]
    return replace(draft, source=source), found


_REACH = 20_000
"""So many characters before a note, its anchor is looked for: a page with its brackets."""


def _anchor(draft: Draft, source: str, note: Block, figure: str) -> tuple[int, int] | None:
    """Where the figure stands that calls the note: the nearest before it, glued to a word or a closing quotation mark."""
    start = max(0, note.start - _REACH)
    pattern = re.compile(rf"(?<=[^\W\d_]|[”\"»)\]]){figure}(?:/(?!\d))?(?![\w/%])")
    for match in reversed(list(pattern.finditer(source, start, note.start))):
        if not any(b.kind in ("note", "furniture") and b.start <= match.start() < b.end for b in draft.blocks):
            return match.span()
    return None
