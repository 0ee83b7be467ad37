"""Pages: what is in a file and no text: running heads, page numbers and the notes at the foot of pages in text extracted from
a PDF, and the front matter of Markdown.

A running head is two lines or more that stand together on page after page.

A page number is a figure alone on its line, one of many that count up at the distance of a page. Notes stand above it, each
behind its own figure, alone on a line (`9`), before the note (`9  No Party …`) or in a bracket with it (`[12 No Party …]`), and
count up through the file.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bracketparse.layout import finished
from bracketparse.source import Hint

_FIGURE = re.compile(r"^[ \t]*(\d{1,3})[ \t\v]*$", re.MULTILINE)
_NOTE = re.compile(r"^(?:\[[ ]?(\d{1,3})[ ]?(?=[A-ZÀ-Þ“\"])|(\d{1,3})[ ]+(?=\[?[A-ZÀ-Þ“\"]))", re.MULTILINE)
_NO_NOTE = re.compile(
    r"^\[?(?:(?:Article|Section|Chapter|Annex|Option)\b|\d{1,3}(?:bis|ter)?\.\s)", re.MULTILINE | re.IGNORECASE
)
"""What begins so is text of the page, and stands above its notes."""
_LINE = re.compile(r"^[ \t]*+(\S(?:[^\n\v\t ]++|[ \t]++(?=[^\n\v\t ]))*+)[ \t\v]*+$", re.MULTILINE)
_FRONT = re.compile(r"\s*---[ \t\v]*\n(?:[\w-]+:.*\n|[ \t-].*\n)+---[ \t\v]*(?:\n|\Z)")
_DIGITS = re.compile(r"\d+")
_GAP = re.compile(r"[ \t]{2,}")
"""Between what stands at the left and at the right of a running head; how wide it is differs from page to page."""
_BLACKED_OUT = "█"
_NO_HEAD = re.compile(r"[#|*(\[•–-]|\w{1,4}[.)]\s|\*{0,2}(?:option|article|section|annex)\b", re.IGNORECASE)
_SHORT = 80
"""A running head's line is at most so long."""
_RECURS = 2
"""It recurs at least so often, besides the first time."""
_RARE = 5
"""No more than one line in so many is a running head's."""
_LONGEST = 150
"""A page has so many lines with words at most."""
_LEAST = 4
"""Fewer figures are no page numbers."""
_SHORTEST = 10
"""A page has so many lines at least."""
_BEFORE = 40
"""So many characters before a line show whether the one before is finished."""
_TRIED = 20
"""So many figures before are tried for the page before."""
_MISSED = 6
"""So many notes may stand between two whose figures are found."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure at a line's beginning."""

    line: int
    start: int
    value: int
    column: int
    """How far from the margin it stands, in code points."""
    label: str
    """The figure, where it stands outside what it numbers."""


def feet(text: str) -> tuple[Hint, ...]:
    """The page numbers and notes of `text` (as `layout.plain_lines` gives it), in order; none where pages cannot be told."""
    alone = list(_figures(text, _FIGURE))
    folios = _folios(alone)
    if len(folios) < _LEAST:
        return ()
    taken = {figure.start for figure in folios}
    notes = [figure for figure in alone if figure.start not in taken]
    notes += [figure for figure in _figures(text, _NOTE) if not figure.label or _begins_line(text, figure.start)]
    notes.sort(key=lambda figure: figure.start)
    below: list[_Figure] = []
    above, position = 0, 0
    for folio in folios:
        text_end = max((m.start() for m in _NO_NOTE.finditer(text, above, folio.start)), default=above)
        while position < len(notes) and notes[position].start < folio.start:
            below += [notes[position]] if notes[position].start > text_end else []
            position += 1
        above = folio.start
    found = [Hint(note.start, "note", note.label) for note in _counted(below)]
    found += [Hint(folio.start, "furniture") for folio in folios]
    return tuple(sorted(found, key=lambda hint: hint.start))


def _begins_line(text: str, start: int) -> bool:
    """True where a figure begins something: the line before is finished or blank, or a gap follows. `from⏎1 May` goes on."""
    if _GAP.match(text, start + len(text[start : start + 3].rstrip(" \t"))):
        return True
    before = text[max(0, start - 2) : start]
    return before.count("\n") > 1 or finished(text[max(0, start - _BEFORE) : start]) or not text[:start].strip()


def _counted(notes: Sequence[_Figure]) -> list[_Figure]:
    """Of the figures that may be notes', those that count up, in the longest row that begins with one of the first."""
    best: list[_Figure] = []
    for first in range(min(len(notes), _TRIED)):
        row = [notes[first]]
        for note in notes[first + 1 :]:
            if row[-1].value < note.value <= row[-1].value + _MISSED:
                row.append(note)
        if len(row) > len(best):
            best = row
    return best if len(best) > 1 or (best and best[0].value <= _MISSED) else []


def heads(text: str) -> tuple[Hint, ...]:
    """The running heads of `text`, a hint for each of their lines, in order."""
    lines = [(m.start(1), _GAP.sub("  ", _DIGITS.sub("0", m[1]))) for m in _LINE.finditer(text)]
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, ((_, line), (_, following)) in enumerate(itertools.pairwise(lines)):
        if line != following and _may_head(line) and _may_head(following):
            pairs[line, following].append(n)
    found = {n for places in pairs.values() if _on_pages(places) for place in places for n in (place, place + 1)}
    if len(found) * _RARE > len(lines):
        return ()  # a text that repeats itself
    return tuple(Hint(lines[n][0], "furniture") for n in sorted(found))


def front(text: str) -> tuple[Hint, ...]:
    """The lines of the front matter with which a Markdown file begins, between two lines of dashes; it is no text."""
    found = _FRONT.match(text)
    lines = _LINE.finditer(text, 0, found.end()) if found else ()
    return tuple(Hint(line.start(1), "furniture") for line in lines)


def _may_head(line: str) -> bool:
    """True for a short line with a letter, or blacked out, that neither ends like a sentence nor begins like a paragraph."""
    if line[0] == line[-1] == _BLACKED_OUT:
        return True
    return len(line) <= _SHORT and line[-1] not in ".;:,]" and _NO_HEAD.match(line) is None and any(map(str.isalpha, line))


def _on_pages(places: Sequence[int]) -> bool:
    """True where lines recur at the distance of pages."""
    gaps = sorted(b - a for a, b in itertools.pairwise(places))
    return len(gaps) >= _RECURS and _SHORTEST <= gaps[len(gaps) // 2] <= _LONGEST and gaps[0] >= _RECURS


def _figures(text: str, pattern: re.Pattern[str]) -> Iterator[_Figure]:
    line = position = 0
    for match in pattern.finditer(text):
        figure = match[match.lastindex or 0]
        start = match.start() if match[0].startswith("[") else match.start(match.lastindex or 0)
        line += text.count("\n", position, start)
        position = start
        column = start - text.rfind("\n", 0, start) - 1
        yield _Figure(line, start, int(figure), column, "" if start < match.start(match.lastindex or 0) else figure)


def _folios(figures: Sequence[_Figure]) -> list[_Figure]:
    """The longest row of figures that count up by one, a page apart; of several the one with the most even pages."""
    best: list[tuple[int, int, int]] = []  # the length of the row that ends here, its unevenness, the figure before
    places: dict[int, list[int]] = defaultdict(list)
    for n, figure in enumerate(figures):
        row = (1, 0, -1)
        for before in places[figure.value - 1][-_TRIED:]:
            gap = figure.line - figures[before].line
            if gap >= _SHORTEST:
                length, uneven, _ = best[before]
                row = max(row, (length + 1, uneven - gap * gap, before))
        best.append(row)
        places[figure.value].append(n)
    at = max(range(len(best)), key=lambda n: best[n], default=-1)
    found = []
    while at >= 0:
        found.append(figures[at])
        at = best[at][2]
    return _in_their_place(found[::-1])


def _in_their_place(row: Sequence[_Figure]) -> list[_Figure]:
    """A row without a first figure that stands at the margin where the others stand in the middle: it numbers a note."""
    columns = sorted(figure.column for figure in row)
    first = 1 if row and row[0].column * 2 < columns[len(columns) // 2] else 0
    return list(row[first:])
