"""A tally for the terminal: one table, whatever the width, with bars where there is room; across drafts a chart besides.

Figures that do not fit side by side are listed in one column, those of nothing left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bracketparse.tally_texts import tell
from bracketparse.visible import visible
from bracketparse.writers.tally_view import Line, View

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.table import Table

_BAR, _LEAST_BAR = 10, 5
_CHART = 36
_GAP = 2
_NAME = 30
"""A longer name need not be seen in full; it is cut off, never wrapped."""


@dataclass(frozen=True, slots=True)
class TallyTable:
    """The table, the chart and the notes, for rich to print at its width."""

    view: View

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        from rich.text import Text

        view = self.view
        yield Text(view.heading, "bold")
        if view.lines:
            yield _table(view, options.max_width)
        if view.tally.several:
            yield Text()
            yield Text(tell("drafts", view.language), "bold")
            yield _chart(view, options.max_width)
        yield Text()
        yield from (Text(visible(note), "dim") for note in view.notes)


def _table(view: View, width: int) -> Table:
    told = _told(view)
    least = min(_NAME, max((len(_name(line)) for line in view.lines), default=0))
    for wanted in _fewer(view, told):
        heads = _heads(view, wanted)
        cells = [_cells(view, line, wanted) for line in view.lines]
        widths = [max(_width(head), *(len(row[n]) for row in cells)) for n, head in enumerate(heads)]
        room = width - sum(size + _GAP for size in widths) - min(least, width // 2)
        if room >= 0:
            return _grid(view, heads, widths, cells, room)
    return _listed(view, width)


def _fewer(view: View, told: list[int]) -> Iterator[list[int]]:
    """The columns, and where there is no room for all, of a draft's sections fewer and fewer; none of any other tally."""
    yield told
    if not view.tally.several and view.tally.by == "section":
        for dropped in (("depth",), ("depth", "alternatives"), ("depth", "alternatives", "untagged"), view.tally.columns[1:]):
            yield [n for n in told if view.tally.columns[n] not in dropped]


def _told(view: View) -> list[int]:
    """The columns that say something: of one draft's sections not those in which nothing differs from the first, or is zero."""
    every = list(range(len(view.tally.columns)))
    if view.tally.several or view.tally.by != "section" or view.tally.total is None:
        return every
    figures = dict(zip(view.tally.columns, view.tally.total.cells, strict=True))
    silent = {
        "untagged": figures.get("untagged") in (0, figures.get("proposals")),  # the notes say it
        "depth": (figures.get("depth") or 0) < 2,
    }
    return [n for n in every if n == 0 or not silent.get(view.tally.columns[n], not figures[view.tally.columns[n]])]


def _heads(view: View, told: list[int]) -> list[str]:
    if not view.tally.several:
        heads = [visible(view.columns[n]) for n in told]
        return [_cut(head, 8) for head in heads] if view.tally.by == "matrix" else heads
    return [str(n + 1) for n in told] + ([tell("change", view.language)] if len(told) > 1 else [])


def _cells(view: View, line: Line, told: list[int]) -> list[str]:
    cells = [_cell(line.cells[n]) for n in told]
    return [*cells, _change(line)] if view.tally.several and len(told) > 1 else cells


def _grid(view: View, heads: list[str], widths: list[int], rows: list[list[str]], room: int) -> Table:
    """A column a figure, and a bar for the first where there is room."""
    from rich.text import Text

    bar = min(_BAR, room - _GAP)
    barred = not view.tally.several and view.tally.by not in ("matrix", "alternatives") and bar >= _LEAST_BAR
    made = _empty(view)
    for head, width in zip(heads, widths, strict=True):
        made.add_column(Text(head), justify="right", width=width)
    if barred:
        made.add_column("", width=bar, no_wrap=True)
    for line, row in zip(view.lines, rows, strict=True):
        if line.apart:
            made.add_section()
        bars = [Text("" if line.apart else _bar(view.bars(line)[0], view.most, bar), "cyan")] if barred else []
        made.add_row(Text(_name(line), "bold" if line.apart else ""), *map(Text, row), *bars)
    return made


def _listed(view: View, width: int) -> Table:
    """One figure a line, and the others in words behind it."""
    from rich.text import Text

    by, several = view.tally.by, view.tally.several
    names = min(_NAME, 2 * width // 5, max(map(len, map(_name, view.lines))))
    made = _empty(view, names)
    head = "course" if several else "together" if by == "matrix" else "attitudes" if by == "delegation" else ""
    first = tell("times", view.language) if by == "matrix" else visible(view.columns[0])
    if not several:
        made.add_column(Text(first), justify="right", width=_width(first))
    made.add_column(Text(tell(head, view.language) if head else ""), ratio=1)
    room = width - names - _GAP - (0 if several else _width(first) + _GAP)
    for n, line in enumerate(view.lines):
        if line.apart:
            made.add_section()
        name = Text(_name(line), "bold" if line.apart else "")
        if several:
            made.add_row(name, Text(_filled([_cell(cell) for cell in line.cells], " → ", room)))
            continue
        own = n if by == "matrix" else 0
        others = [(visible(view.columns[m]), count) for m, count in enumerate(line.cells) if m != own and count]
        made.add_row(name, Text(_cell(line.cells[own])), Text(_filled([f"{head} {n}" for head, n in others], ", ", room)))
    return made


def _filled(parts: list[str], between: str, room: int) -> str:
    """The parts one behind the other, in lines that break only between them."""
    lines = [""]
    for n, part in enumerate(parts):
        text = part + (between if n + 1 < len(parts) else "")
        if lines[-1] and len(lines[-1] + text.rstrip()) > room:
            lines.append("")
        lines[-1] += text
    return "\n".join(line.rstrip() for line in lines)


def _empty(view: View, width: int | None = None) -> Table:
    """A table with the column of names."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True, padding=(0, 0, 0, _GAP - 1))
    ratio = None if width else 1
    made.add_column(Text(view.first), ratio=ratio, width=width, no_wrap=True, overflow="ellipsis")
    return made


def _width(head: str) -> int:
    """A column is as wide as the longest word of its head."""
    return max((len(word) for word in head.split()), default=1)


def _name(line: Line) -> str:
    return visible(f"{line.name}  {line.title}".strip())


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


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


def _chart(view: View, width: int) -> Table:
    """A bar for each draft: how much stands in brackets in all."""
    from rich.table import Table
    from rich.text import Text

    most = max(draft.proposals for draft in view.tally.drafts)
    chart = min(_CHART, width // 3)
    made = Table.grid(padding=(0, _GAP), expand=True)
    made.add_column(justify="right")
    made.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    made.add_column(justify="right")
    made.add_column(width=chart, no_wrap=True)
    for n, draft in enumerate(view.tally.drafts, 1):
        bar = Text(_bar(draft.proposals, most, chart), "cyan")
        made.add_row(Text(str(n)), Text(visible(draft.name)), Text(str(draft.proposals)), bar)
    return made
