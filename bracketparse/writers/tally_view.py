"""A tally as people see it, in words: what its table and its chart share, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bracketparse.delegations import Registry
from bracketparse.tally import Row, Tally
from bracketparse.tally_texts import tell


@dataclass(frozen=True, slots=True)
class Line:
    """A row in words."""

    name: str
    """A section's number, a delegation's code, or the word for a kind. May hold a draft's own text."""
    title: str
    cells: tuple[int | None, ...]
    apart: bool = False
    """True for the line of all, and for that of nobody named."""


@dataclass(frozen=True, slots=True)
class View:
    """A tally in words."""

    tally: Tally
    language: str
    heading: str
    first: str
    """What the first column is called."""
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]

    @property
    def most(self) -> int:
        """The greatest number that a bar stands for."""
        return max((n for line in self.lines if not line.apart for n in self.bars(line)), default=0)

    def bars(self, line: Line) -> tuple[int, ...]:
        """The numbers that are drawn: of several drafts each, of one its first column."""
        return tuple(n or 0 for n in (line.cells if self.tally.several else line.cells[:1]))


def view(tally: Tally, known: Registry, language: str) -> View:
    """The tally in that language."""
    by = tally.by
    first = "section" if tally.several and by == "alternatives" else "delegation" if by == "matrix" else by
    columns = tally.columns
    if not tally.several and by != "matrix":
        columns = tuple(tell(column, language) for column in columns)
    return View(
        tally,
        language,
        tell(f"by_{by}", language),
        tell(f"column_{first}", language),
        columns,
        tuple(_lines(tally, known, language)),
        tuple(_notes(tally, language)),
    )


def _lines(tally: Tally, known: Registry, language: str) -> Iterator[Line]:
    for row in tally.rows:
        yield Line(*_named(tally, row, known, language), row.cells)
    if tally.untagged is not None:
        yield Line(tell("untagged_row", language), "", tally.untagged.cells, apart=True)
    if tally.total is not None:
        yield Line(tell("total", language), "", tally.total.cells, apart=True)


def _named(tally: Tally, row: Row, known: Registry, language: str) -> tuple[str, str]:
    match tally.by:
        case "kind":
            return tell(f"kind_{row.id}", language), ""
        case "delegation" | "matrix":
            name = known.name(row.id, language)
            return row.id, "" if name == row.id else name
        case _:
            if not row.id:
                return tell("outside", language), ""
            return ("" if row.title and _unprinted(row.id) else row.id), row.title


def _unprinted(number: str) -> bool:
    """True for the id of a heading that has no number of its own: `T12`."""
    return number[:1] == "T" and number[1:].isdecimal()


def _notes(tally: Tally, language: str) -> Iterator[str]:
    if not tally.rows:
        yield tell("none", language)
    elif tally.by == "matrix":
        yield tell("note_matrix", language)
    elif tally.by == "delegation":
        yield tell("note_joint", language)
    elif tally.several and tally.by in ("section", "alternatives"):
        yield tell("note_sections", language)
    for draft in tally.drafts:
        figures = {"open": draft.proposals, "untagged": draft.untagged, "decided": draft.decided, "asides": draft.asides}
        told = (tell(f"note_{figure}", language, n=n) for figure, n in figures.items() if n or figure == "open")
        yield f"{draft.name}: {tell('then', language).join(told)}."
