"""Listings of proposals: a table for the terminal, CSV, JSON, Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bracketparse.lines import Lines
from bracketparse.messages import say
from bracketparse.tree import Draft, Proposal, Remark
from bracketparse.unconfirmed import is_unconfirmed
from bracketparse.visible import visible

if TYPE_CHECKING:
    from rich.table import Table

_AROUND = 28
"""So many characters of context on either side."""
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
    made = []
    for index in indices:
        p = draft.proposals[index]
        block = blocks[p.block]
        before = " ".join(draft.source[max(block.start, p.start - 3 * _AROUND) : p.start].split())
        after = " ".join(draft.source[p.end : min(block.end, p.end + 3 * _AROUND)].split())
        made.append(Row(p, lines.line(p.start), _tail(before), _head(after)))
    return made


def _tail(text: str) -> str:
    """The last words of a text."""
    return text if len(text) <= _AROUND else f"…{text[-_AROUND:].partition(' ')[2]}"


def _head(text: str) -> str:
    """The first words of a text."""
    return text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]}…"


def change(p: Proposal) -> str:
    """The change in signs: `old → new`, `+ new`, `− old`, `? undecided`."""
    match p.effect:
        case "insert":
            return f"+ {p.inserted()}"
        case "delete":
            return f"− {p.deleted()}"
        case "replace":
            return f"{p.deleted()} → {p.inserted()}"
        case _:
            return f"? {p.words}"


def who(p: Proposal) -> str:
    """Whose it is, and who else says what of it: `MEX; BRN oppose`."""
    if not p.positions:
        return "(nobody)"
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


def table(found: Sequence[Row]) -> Table:
    """A table that fits 80 columns."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True)
    made.add_column("proposal", no_wrap=True)
    made.add_column("who", max_width=12)
    made.add_column("old → new, in context", ratio=1)
    made.add_column("wording", no_wrap=True)
    styles = {"insert": "underline green", "delete": "strike red", "replace": "bold", "undecided": "yellow"}
    for row in found:
        p = row.proposal
        words = Text()
        words.append(visible(f"{row.before} " if row.before else ""), "dim")
        words.append(f"[{visible(_short(change(p)))}]", styles[p.effect])
        words.append(visible(f"{'' if row.after[:1] in ',.;:)' else ' '}{row.after}"), "dim")
        made.add_row(
            Text(visible(p.id)),
            Text(visible(who(p))),
            words,
            Text(p.evidence.replace("none", "?")),
        )
    return made


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
        "deletes": p.deleted(),
        "inserts": p.inserted(),
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


def markdown(found: Sequence[Row], note: str = "") -> str:
    """A Markdown table; the draft's own signs are escaped. `note` stands below it."""
    lines = ["| proposal | who | change | in context | wording |", "|---|---|---|---|---|"]
    for row in found:
        p = row.proposal
        cells = (
            p.id,
            who(p) if p.positions else "",
            change(p),
            f"{_escaped(row.before)} **[…]** {_escaped(row.after)}",
            p.evidence,
        )
        lines.append(f"| {' | '.join([*map(_escaped, cells[:3]), *cells[3:]])} |")
    return "\n".join([*lines, *(["", note] if note else [])]) + "\n"


def to_confirm(found: Sequence[Row], language: str) -> str:
    """How many of the rows show a wording that is only inferred, as a note; empty where there is none."""
    count = sum(is_unconfirmed(row.proposal) for row in found)
    words = say("to_confirm", language)
    return f"{words[0].upper()}{words[1:]} (inferred): {count}." if count else ""


def _escaped(text: str) -> str:
    for sign in "\\`*_{}[]<>#|~":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
