"""A tally for programs: CSV, and JSON of schema 1 (`docs/tally-json.md`). Their words are the same in every language."""

from __future__ import annotations

import csv as csv_module
import io
import json as json_module
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bracketparse.tally import Row, Tally
from bracketparse.writers.listing import harmless

SCHEMA = 1


def csv(tally: Tally) -> str:
    """One line a row; `row` says of what, and is `total` or `untagged` in the last lines."""
    sink = io.StringIO()
    writer = csv_module.writer(sink, lineterminator="\n")
    writer.writerow([harmless(cell) for cell in ("row", "id", "title", *tally.columns)])
    for name, row in _rows(tally):
        cells = ("" if n is None else str(n) for n in row.cells)
        writer.writerow([harmless(cell) for cell in (name, row.id, row.title, *cells)])
    return sink.getvalue()


def _rows(tally: Tally) -> Iterator[tuple[str, Row]]:
    yield from ((tally.by, row) for row in tally.rows)
    if tally.untagged is not None:
        yield "untagged", tally.untagged
    if tally.total is not None:
        yield "total", tally.total


def json(tally: Tally) -> str:
    """The tally as JSON text. Half a surrogate, which JSON cannot hold, is escaped."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "by": tally.by,
        "drafts": [asdict(draft) for draft in tally.drafts],
        "columns": list(tally.columns),
        "rows": [{"id": row.id, "title": row.title, "counts": list(row.cells)} for row in tally.rows],
        "untagged": list(tally.untagged.cells) if tally.untagged else None,
        "total": list(tally.total.cells) if tally.total else None,
    }
    text = json_module.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
