"""Questionnaires that came back: a Word file with an X typed into its tables, or the answers that the web page saved."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bracketparse.decisions import DecisionsError, Record, loads
from bracketparse.forms import Form, Said, settle
from bracketparse.phrases import behind_phrase, from_words, is_phrase
from bracketparse.tree import Draft

if TYPE_CHECKING:
    from docx.table import Table

    from bracketparse.readings import Parts

_YES = frozenset(["x", "✓", "✔", "☒", "☑", "✗", "✘", "×", "xx", "si", "sí", "yes", "oui", "sim", "ok"])
_NO = frozenset(["", "☐", "□", "no", "non", "não", "nao", "-", "–", "—"])
_ID = re.compile(r"[^\s,()]+#\d+")


class FormError(ValueError):
    """A file that is no questionnaire; the message is a sentence."""


def read(draft: Draft, data: bytes, name: str) -> Form:
    """What a form says, held against the draft. Raises FormError."""
    if data.startswith(b"PK\x03\x04"):
        return settle(draft, list(_from_word(data)), name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormError("it is neither a Word file nor the answers that the web page saves") from None
    if text.lstrip()[:1] == "<":
        raise FormError("it is the web page itself, which does not hold what was chosen in it; its button saves the answers")
    try:
        record = loads(text)
    except DecisionsError as error:
        raise FormError(str(error)) from None
    if record.decisions:
        raise FormError("it holds decisions, so it is no answered questionnaire; bring it in with --merge")
    wordings = tuple(replace(w, source=w.source or name) for w in record.wordings)
    remarks = tuple(replace(r, source=r.source or name) for r in record.remarks)
    return Form(Record((), wordings, remarks), len(wordings) + len(remarks))


def _from_word(data: bytes) -> Iterator[Said]:
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # whatever a broken file makes the library raise
        raise FormError(f"it cannot be read as a Word file ({type(error).__name__})") from None
    found = [said for table in document.tables if (said := _said(table)) is not None]
    if not found:
        raise FormError("no table of a questionnaire is in it")
    yield from found


def _said(table: Table) -> Said | None:
    """What the table of a question says; None where it is another table."""
    rows = [[_lines(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst]
    head = [line for cell in rows[0] for line in cell] if rows else []
    ids = tuple(dict.fromkeys(i for line in [*head[:1], *head[2:]] for i in _ID.findall(line)))
    if not ids:
        return None
    ticked: list[Parts] = []
    unclear: list[str] = []
    other = ""
    for row in rows[1:]:
        if len(row) != 2 or not row[1]:
            continue
        mark, told = " ".join(row[0]), row[1][0]
        if is_phrase("form_other", told):
            other = " ".join([behind_phrase("form_other", told), *row[1][1:]]).strip()
            if _answer(mark, "") and not other:
                other = mark.strip() if mark.strip().casefold() not in _YES else told
            continue
        letter, _, words = told.partition(". ")
        parts = from_words(words.strip())
        if parts is None:
            continue  # the heading of the columns
        tick = _answer(mark, letter)
        if tick is None:
            unclear.append(f"“{mark}” beside reading {letter} is neither a yes nor a no")
        elif tick:
            ticked.append(parts)  # type: ignore[arg-type]
    return Said(ids, tuple(ticked), other, tuple(unclear))


def _answer(mark: str, letter: str) -> bool | None:
    """Whether a mark means yes; None where that is not clear."""
    said = mark.strip(" \t\u00a0.()[]").casefold()
    if said in _NO:
        return False
    return True if said in _YES or (letter and said == letter.casefold()) else None


def _lines(cell: object) -> list[str]:
    """The paragraphs of a cell that hold text; what a tracked change took out is not there."""
    from docx.oxml.ns import qn

    lines = []
    for paragraph in cell.iter(qn("w:p")):  # type: ignore[attr-defined]
        text = "".join(t.text or "" if t.tag == qn("w:t") else " " for t in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")))
        if folded := " ".join(text.split()):
            lines.append(folded)
    return lines
