"""A tally as a drawing: bars for every line, for several drafts one bar each; a grid for who stands with whom.

The draft's text is data: escaped, and without characters that XML does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from bracketparse.tally_texts import tell
from bracketparse.visible import visible
from bracketparse.writers.tally_view import Line, View

_WIDTH = 860
_LEFT = 330
"""Where the bars begin."""
_BAR = 12
_GAP = 10
_TOP = 26
"""The baseline of the heading."""
_FIRST, _LAST = (158, 190, 222), (24, 68, 122)
"""The colours of the first draft and of the last."""


def write(view: View) -> str:
    """A file of its own."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing(view)}\n'


def drawing(view: View, *, headed: bool = True) -> str:
    """The `svg` element; `headed` where no page around it says what it shows, and of which draft."""
    head, top = [], _TOP
    if headed:
        head = [_text(16, _TOP, view.heading, weight=True)]
        if not view.tally.several:
            head.append(_text(16, _TOP + 18, view.notes[-1], small=True))
        top += 22 if view.tally.several else 40
    parts = list(_grid(view, top) if view.tally.by == "matrix" else _bars(view, top))
    width, height = parts.pop().split()
    names = ", ".join(draft.name for draft in view.tally.drafts)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'font-family="sans-serif" font-size="13" fill="#1b1b1b">'
    )
    label = f"<title>{safe(view.heading)}</title><desc>{safe(names)}</desc>"
    ground = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    return "\n".join([opening + label, ground, *head, *parts, "</svg>"])


def safe(text: str) -> str:
    """A draft's text inside a tag or an attribute."""
    return escape(visible(text).replace("\ufffe", "�").replace("\uffff", "�"))


def colour(n: int, of: int) -> str:
    """The colour of the n-th draft: the later the darker; of a single one the darkest."""
    part = n / (of - 1) if of > 1 else 1.0
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(_FIRST, _LAST, strict=True))


def _bars(view: View, y: int) -> Iterator[str]:
    if view.tally.several:
        most = max(draft.proposals for draft in view.tally.drafts)
        of = len(view.tally.drafts)
        yield _text(16, y + 8, tell("drafts", view.language))
        y += 22
        for n, draft in enumerate(view.tally.drafts):
            yield _text(_LEFT - 10, y + 11, _short(draft.name), anchor="end")
            yield from _bar(y, draft.proposals, most, colour(n, of))
            y += _BAR + 6
        y += 16
        yield f'<line x1="16" x2="{_WIDTH - 16}" y1="{y - 8}" y2="{y - 8}" stroke="#cccccc"/>'
    for line in view.lines:
        if line.apart and (view.tally.several or not line.cells[:1]):
            continue
        bars = line.cells if view.tally.several else line.cells[:1]
        height = len(bars) * (_BAR + 1)
        yield _text(_LEFT - 10, y + height / 2 + 4.5, _name(line), anchor="end")
        for n, count in enumerate(bars):
            if line.apart:
                yield _text(_LEFT + 4, y + 11, _count(count), weight=True)
            else:
                yield from _bar(y + n * (_BAR + 1), count, view.most, colour(n, len(bars)))
        y += height + _GAP
    yield f"{_WIDTH} {y + 8}"


def _bar(y: int, count: int | None, most: int, fill: str) -> Iterator[str]:
    width = (_WIDTH - _LEFT - 70) * (count or 0) / most if most else 0.0
    yield f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_BAR}" fill="{fill}"/>'
    yield _text(_LEFT + width + 4, y + 10.5, _count(count), small=True)


def _grid(view: View, top: int) -> Iterator[str]:
    """A square a pair, the darker the more often; the diagonal is left white."""
    side, top = 44, top + 50
    most = max((n or 0 for i, line in enumerate(view.lines) for j, n in enumerate(line.cells) if i != j), default=0)
    for n, column in enumerate(view.columns):
        x = _LEFT + n * side + side / 2
        short = column if len(column) <= 9 else f"{column[:8]}…"
        yield (f'<text x="{x:g}" y="{top - 8}" transform="rotate(-45 {x:g} {top - 8})" font-size="12">{safe(short)}</text>')
    for i, line in enumerate(view.lines):
        y = top + i * side
        yield _text(_LEFT - 10, y + side / 2 + 4, _name(line), anchor="end")
        for j, cell in enumerate(line.cells):
            share = (cell or 0) / most if most and i != j else 0.0
            fill = "#" + "".join(f"{round(255 + (c - 255) * 0.55 * share):02x}" for c in _LAST)
            yield f'<rect x="{_LEFT + j * side}" y="{y}" width="{side}" height="{side}" fill="{fill}" stroke="#cccccc"/>'
            yield _text(_LEFT + j * side + side / 2, y + side / 2 + 4, str(cell or "·"), anchor="middle")
    size = len(view.lines) * side
    yield f"{max(_WIDTH, _LEFT + size + 60)} {top + size + 20}"


def _text(x: float, y: float, text: str, *, anchor: str = "start", weight: bool = False, small: bool = False) -> str:
    more = (' font-weight="bold"' if weight else "") + (' font-size="11"' if small else "")
    return f'<text x="{x:.4g}" y="{y:.5g}" text-anchor="{anchor}"{more}>{safe(text)}</text>'


def _name(line: Line) -> str:
    return _short(f"{line.name}  {line.title}".strip())


def _short(text: str) -> str:
    """As much of a name as has room left of the bars, in whatever fonts there are: letters are taken as rather wide."""
    room = _LEFT - 26.0
    for n, character in enumerate(text):
        room -= 9.6 if character.isupper() else 4.2 if character in " .,:;'|ilIj" else 7.6
        if room < 0:
            return f"{text[: max(n - 2, 0)].rstrip()}…"
    return text


def _count(n: int | None) -> str:
    return "–" if n is None else str(n)
