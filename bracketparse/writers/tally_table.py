"""A tally for the terminal: a table with bars, and across drafts a chart. It fits 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bracketparse.tally_texts import tell
from bracketparse.visible import visible
from bracketparse.writers.tally_view import Line, View

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table

_BAR = 10
_CHART = 36
_ROOM = 48
"""So many columns of the terminal are for numbers."""
_TITLE = 80


def table(view: View) -> Group:
    """The table, the chart and the notes."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = [Text(view.heading, "bold")]
    if view.lines:
        parts += _tables(view)
    if view.tally.several:
        parts += [Text(), Text(tell("drafts", view.language), "bold"), *_chart(view)]
    return Group(*parts, Text(), *(Text(visible(note), "dim") for note in view.notes))


def _tables(view: View) -> Iterator[Table]:
    """One table, or as many as it takes for all columns to fit."""
    several = view.tally.several
    heads = [str(n + 1) for n in range(len(view.columns))] if several else [visible(column) for column in view.columns]
    if view.tally.by == "matrix":
        heads = [head if len(head) <= 8 else f"{head[:7]}…" for head in heads]
    if several and len(heads) > 1:
        heads.append(tell("change", view.language))
    widths = [_width(head) + 2 for head in heads]
    start = 0
    while start < len(heads):
        stop, room = start + 1, _ROOM - widths[start]
        while stop < len(heads) and room >= widths[stop]:
            room -= widths[stop]
            stop += 1
        yield _table(view, heads, start, stop)
        start = stop


def _table(view: View, heads: list[str], start: int, stop: int) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    barred = not view.tally.several and view.tally.by not in ("matrix", "alternatives") and start == 0
    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True)
    made.add_column(Text(view.first), ratio=1)
    for head in heads[start:stop]:
        made.add_column(Text(head), justify="right", width=_width(head))
    if barred:
        made.add_column("", width=_BAR, no_wrap=True)
    for line in view.lines:
        if line.apart:
            made.add_section()
        cells = [_cell(n) for n in line.cells]
        if view.tally.several and len(line.cells) > 1:
            cells.append(_change(line))
        bars = [Text("" if line.apart else _bar(view.bars(line)[0], view.most, _BAR), "cyan")] if barred else []
        made.add_row(_name(line), *(Text(cell) for cell in cells[start:stop]), *bars)
    return made


def _width(head: str) -> int:
    """A column is as wide as the longest word of its head, and as a number."""
    return max(4, *(len(word) for word in head.split()))


def _name(line: Line) -> RenderableType:
    from rich.text import Text

    title = line.title if len(line.title) <= _TITLE else f"{line.title[: _TITLE - 1].rstrip()}…"
    return Text(visible(f"{line.name}  {title}".strip()), "bold" if line.apart else "")


def _cell(n: int | None) -> str:
    return "–" if n is None else str(n)


def _change(line: Line) -> str:
    """From the first draft to the last."""
    first, last = line.cells[0], line.cells[-1]
    if first is None or last is None:
        return "–"
    return f"{last - first:+}".replace("-", "−") if last != first else "·"


def _bar(n: int, most: int, width: int) -> str:
    """At least a sliver for what is there."""
    eighths = max(1, round(8 * width * n / most)) if n and most else 0
    return "█" * (eighths // 8) + ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")[eighths % 8]


def _chart(view: View) -> Iterator[RenderableType]:
    """A bar for each draft: how much stands in brackets in all."""
    from rich.table import Table
    from rich.text import Text

    most = max(draft.proposals for draft in view.tally.drafts)
    made = Table.grid(padding=(0, 2), expand=True)
    made.add_column(justify="right")
    made.add_column(ratio=1, overflow="fold")
    made.add_column(justify="right")
    made.add_column(width=_CHART, no_wrap=True)
    for n, draft in enumerate(view.tally.drafts, 1):
        bar = Text(_bar(draft.proposals, most, _CHART), "cyan")
        made.add_row(Text(str(n)), Text(visible(draft.name)), Text(str(draft.proposals)), bar)
    yield made
