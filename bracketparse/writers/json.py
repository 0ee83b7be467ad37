"""The amendment tree as JSON, schema 1 (`plan parse`)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from bracketparse.lines import Lines
from bracketparse.rules import RULES
from bracketparse.tree import Diagnostic, Draft, Position, Proposal, Segment

SCHEMA = 1


def write(draft: Draft) -> str:
    """The tree as JSON text. Half a surrogate, which JSON cannot hold, is escaped."""
    text = json.dumps(tree(draft), ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def tree(draft: Draft) -> dict[str, Any]:
    """The tree as plain data. Offsets are code points into the source, half-open; lines and columns count from 1.

    In a Word draft a line is a paragraph, and every `line` has its `paragraph` beside it.
    """
    lines = Lines(draft.source)
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "draft": {
            "name": draft.name,
            "venue": draft.venue,
            "language": draft.language,
            "encoding": draft.encoding,
            "layout": draft.layout.reason,
            "sha256": hashlib.sha256(draft.source.encode("utf-8", "surrogatepass")).hexdigest(),
            "characters": len(draft.source),
        },
        "blocks": [
            {
                "id": b.id,
                "kind": b.kind,
                "label": b.label,
                "level": b.level,
                "line": lines.line(b.start),
                "start": b.start,
                "end": b.end,
                "parent": b.parent,
            }
            for b in draft.blocks
        ],
        "proposals": [_proposal(draft, p, lines) for p in draft.proposals],
        "not_proposals": [
            {
                "reason": a.reason,
                "line": lines.line(a.start),
                "start": a.start,
                "end": a.end,
                "source": draft.source[a.start : a.end],
            }
            for a in draft.asides
        ],
        "comments": [
            {"author": c.author, "text": c.text, "line": lines.line(c.start), "start": c.start, "end": c.end}
            for c in draft.comments
        ],
        "remarks": [
            {
                "about": r.about,
                "line": lines.line(r.start),
                "start": r.start,
                "end": r.end,
                "source": draft.source[r.start : r.end],
                "positions": [_position(x) for x in r.positions],
                "status": r.status,
            }
            for r in draft.remarks
        ],
        "diagnostics": [diagnostic(d, lines) for d in draft.diagnostics],
    }
    if draft.unit == "paragraph":
        for key in ("blocks", "proposals", "not_proposals", "comments", "diagnostics"):
            data[key] = number_paragraphs(data[key])
    return data


def number_paragraphs(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries with the number of their paragraph, which in a Word draft is that of the line."""
    return [{**entry, "paragraph": entry["line"]} for entry in entries]


def _proposal(draft: Draft, p: Proposal, lines: Lines) -> dict[str, Any]:
    line, column = lines.place(p.start)
    return {
        "id": p.id,
        "block": p.block,
        "line": line,
        "column": column,
        "start": p.start,
        "end": p.end,
        "source": draft.source[p.start : p.end],
        "positions": [_position(x) for x in p.positions],
        "effect": p.effect,
        "segments": [_segment(s) for s in p.segments],
        "evidence": p.evidence,
        "confidence": p.confidence,
        "reasons": list(p.reasons),
        "likeliest": [_segment(s) for s in p.likeliest],
        "whole_block": p.whole_block,
        "option": p.option,
        "alternative_to": p.alternative_to,
        "unsure": p.unsure,
        "linked": list(p.linked),
        "parent": draft.proposals[p.parent].id if p.parent is not None else None,
    }


def _position(x: Position) -> dict[str, Any]:
    return {"delegation": x.delegation, "attitude": x.attitude, "as_written": x.as_written, "inferred": x.inferred}


def _segment(s: Segment) -> dict[str, Any]:
    return {"role": s.role, "text": s.text, "start": s.start, "end": s.end}


def diagnostic(d: Diagnostic, lines: Lines) -> dict[str, Any]:
    """A diagnostic as plain data."""
    line, column = lines.place(d.start)
    rule = RULES[d.code]
    return {
        "code": d.code,
        "name": rule.name,
        "severity": rule.severity,
        "line": line,
        "column": column,
        "start": d.start,
        "end": d.end,
        "message": d.message,
        "repair": d.repair,
    }
