"""Listings of proposals: a table for the terminal, CSV, JSON, Markdown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bracketparse.lines import Lines
from bracketparse.marks import without_signs
from bracketparse.messages import say
from bracketparse.tree import NESTED, Draft, Proposal, Remark
from bracketparse.unconfirmed import is_unconfirmed
from bracketparse.visible import visible

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.table import Table
    from rich.text import Text

_AROUND = 28
"""So many characters of context on either side."""
_LOOKED_AT = 8 * _AROUND
"""So far around a proposal its context is looked for, white space and all."""
_LONGEST = 160
"""Longer words are shortened in the table."""


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal and what stands around it."""

    proposal: Proposal
    line: int
    before: str
    after: str


def rows(draft: Draft, indices: Sequence[int]) -> list[Row]:
    """The rows of some proposals."""
    lines = Lines(draft.source)
    blocks = {block.id: block for block in draft.blocks}
    apart = [(block.start, block.end) for block in draft.blocks if block.kind in ("note", "furniture")]
    made = []
    for index in indices:
        p = draft.proposals[index]
        block = blocks[p.block]
        others = apart[bisect_left(apart, (block.start + 1, 0)) : bisect_left(apart, (block.end, 0))]
        before = _own(draft.source, [s for s in others if s[1] <= p.start], block.start, p.start)
        after = _own(draft.source, [s for s in others if s[0] >= p.end], p.end, block.end)
        made.append(Row(p, lines.line(p.start), _tail(before), _head(after)))
    return made


def _own(source: str, apart: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """The words between two offsets without the notes and page furniture that stand among them."""
    edges = [start, *(offset for span in apart for offset in span), end]
    return "\n".join(source[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))


def _tail(text: str) -> str:
    """The last words of a text."""
    words = without_signs(text[-_LOOKED_AT:]).split()
    whole = len(text) <= _LOOKED_AT
    kept: list[str] = []
    room = _AROUND
    for n, word in enumerate(reversed(words), 1):
        if (kept and len(word) > room) or (n == len(words) and not whole):
            return f"…{' '.join(kept)}"
        kept.insert(0, word)
        room -= len(word) + 1
    return " ".join(kept)


def _head(text: str) -> str:
    """The first words of a text."""
    words = without_signs(text[:_LOOKED_AT]).split()
    whole = len(text) <= _LOOKED_AT
    kept: list[str] = []
    room = _AROUND
    for n, word in enumerate(words, 1):
        if (kept and len(word) > room) or (n == len(words) and not whole):
            return f"{' '.join(kept)}…"
        kept.append(word)
        room -= len(word) + 1
    return " ".join(kept)


def stands(p: Proposal) -> bool:
    """True for words on the table of which those who are named want no change: they retain, reserve, consider."""
    return p.tabled and bool(p.positions) and p.effect == "insert"


def change(p: Proposal) -> str:
    """The change in signs: `old → new`, `+ new`, `− old`, `? undecided`; `= words` where nobody named wants one."""
    put = "=" if stands(p) else "+"
    if p.segments and not p.words:
        return f"{'−' if p.effect == 'delete' else put} {NESTED if p.inner < p.stop else '(no text)'}"
    match p.effect:
        case "insert":
            return f"{put} {p.shown('insert')}"
        case "delete":
            return f"− {p.shown('delete')}"
        case "replace":
            return f"{p.shown('delete')} → {p.shown('insert')}"
        case _:
            return f"? {p.shown('insert', 'delete', 'keep', 'undecided')}"


def who(p: Proposal, language: str = "en") -> str:
    """Whose it is, and who else says what of it: `MEX; BRN oppose`."""
    if not p.positions:
        return say("nobody", language)
    verbs = {x.attitude for x in p.positions}
    if verbs <= {"propose", "support"}:
        return ", ".join(p.sponsors)
    by_attitude: dict[str, list[str]] = {}
    for x in p.positions:
        by_attitude.setdefault(x.attitude, []).append(x.delegation)
    said = [f"{', '.join(codes)}{'' if verb == 'propose' else f' {verb}'}" for verb, codes in by_attitude.items()]
    return "; ".join(said)


def said(remark: Remark) -> str:
    """Who says what in a remark: `JPN reserve`, or a marker's own words."""
    by_attitude: dict[str, list[str]] = {}
    for x in remark.positions:
        by_attitude.setdefault(x.attitude, []).append(x.delegation)
    return "; ".join(f"{', '.join(codes)}: {verb}" for verb, codes in by_attitude.items()) or f"status “{remark.status}”"


_NARROW = 60
"""With fewer columns there is no room for a table."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Proposals for rich to print: as a table, or one below the other where that is too wide."""

    rows: Sequence[Row]
    language: str

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        if options.max_width < _NARROW:
            yield from _stacked(self.rows, self.language)
        else:
            yield _table(self.rows, self.language)


_STYLES = {"insert": "underline green", "delete": "strike red", "replace": "bold", "undecided": "yellow"}


def _in_context(row: Row) -> Text:
    """What a proposal changes, in signs, between the words around it."""
    from rich.text import Text

    words = Text()
    words.append(visible(f"{row.before} " if row.before else ""), "dim")
    words.append(f"[{visible(_short(change(row.proposal)))}]", "" if stands(row.proposal) else _STYLES[row.proposal.effect])
    words.append(visible(f"{'' if row.after[:1] in ',.;:)' else ' '}{row.after}"), "dim")
    return words


def _stacked(found: Sequence[Row], language: str) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    for row in found:
        p = row.proposal
        yield Text(visible(f"{p.id}  {who(p, language)}  {_evidence(p, language)}"), "bold")
        yield Padding(_in_context(row), (0, 0, 0, 2))


def _table(found: Sequence[Row], language: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True)
    heads = say("listing", language).split(" | ")
    made.add_column(heads[0], no_wrap=True)
    made.add_column(heads[1], max_width=12)
    made.add_column(heads[2], ratio=1)
    made.add_column(heads[3], no_wrap=True)
    for row in found:
        p = row.proposal
        made.add_row(Text(visible(p.id)), Text(visible(who(p, language))), _in_context(row), Text(_evidence(p, language)))
    return made


def _evidence(p: Proposal, language: str) -> str:
    return "?" if p.evidence == "none" else say(f"evidence_{p.evidence}", language)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 30].rstrip()} … {text[-28:].lstrip()}"


def _record(row: Row) -> dict[str, Any]:
    p = row.proposal
    return {
        "id": p.id,
        "block": p.block,
        "line": row.line,
        "who": ", ".join(p.sponsors),
        "attitude": ", ".join(dict.fromkeys(x.attitude for x in p.positions)),
        "effect": p.effect,
        "deletes": p.shown("delete"),
        "inserts": p.shown("insert"),
        "undecided": p.words if p.effect == "undecided" else "",
        "before": row.before,
        "after": row.after,
        "evidence": p.evidence,
        "confidence": "" if p.confidence is None else p.confidence,
        "whole_block": p.whole_block,
        "alternative_to": p.alternative_to or "",
        "linked": ", ".join(p.linked),
        "reasons": "; ".join(p.reasons),
        "positions": who(p) if p.positions else "",
    }


def csv(found: Sequence[Row]) -> str:
    """CSV. A cell that a spreadsheet would take for a formula is led by an apostrophe."""
    import csv as csv_module
    import io

    sink = io.StringIO()
    writer = csv_module.writer(sink, lineterminator="\n")
    records = [_record(row) for row in found]
    header = list(records[0] if records else _record(Row(Proposal("", "", 0, 0), 0, "", "")))
    writer.writerow(header)
    for record in records:
        writer.writerow([harmless(str(value)) for value in record.values()])
    return sink.getvalue()


def harmless(cell: str) -> str:
    """A cell of CSV that no spreadsheet takes for a formula."""
    cell = cell.replace("\x00", "␀")
    return f"'{cell}" if cell.lstrip()[:1] in ("=", "+", "-", "@", "|", "%") or cell[:1] in ("\t", "\r") else cell


def json(found: Sequence[Row]) -> str:
    """JSON: a list of records."""
    import json as json_module

    text = json_module.dumps([_record(row) for row in found], ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def markdown(found: Sequence[Row], language: str) -> str:
    """A Markdown table, and its notes below it; the draft's own signs are escaped."""
    lines = [f"| {say('listing_apart', language)} |", "|---|---|---|---|---|"]
    for row in found:
        p = row.proposal
        cells = (
            p.id,
            who(p) if p.positions else "",
            change(p),
            f"{_escaped(row.before)} **[…]** {_escaped(row.after)}",
            _evidence(p, language),
        )
        lines.append(f"| {' | '.join([*map(_escaped, cells[:3]), *cells[3:]])} |")
    for note in notes(found, language):
        lines += ["", note]
    return "\n".join(lines) + "\n"


def notes(found: Sequence[Row], language: str) -> list[str]:
    """What has to be said of the rows, as notes: what the sign `=` means, and how many wordings are only inferred."""
    told = []
    colon = say("colon", language)
    if count := sum(stands(row.proposal) for row in found):
        told.append(f"= {say('stands', language)}{colon}{count}.")
    if count := sum(is_unconfirmed(row.proposal) for row in found):
        words = say("to_confirm", language)
        told.append(f"{words[0].upper()}{words[1:]} ({say('evidence_inferred', language)}){colon}{count}.")
    return told


def _escaped(text: str) -> str:
    for sign in "\\`*_{}[]<>#|~":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
