"""Questionnaires: written for a delegation, filled in as people do, and read back."""

from __future__ import annotations

import io
from html.parser import HTMLParser

import docx
import pytest

import bracketparse
from bracketparse.decisions import loads
from bracketparse.questions import questions
from bracketparse.readers.form import FormError, read
from bracketparse.writers import form_docx, form_html

DRAFT = """1. A nivel [COL: departamental provincial{>>undecided<<}] y [CAN: [red]anual bienal{>>undecided<<}] <b>x</b>.

2. El nivel [COL: departamental provincial{>>undecided<<}] & un \x1b[31m fondo [COL: "uno" 'dos'{>>undecided<<}] de ayuda.

3. Otro [COL: menor mayor{>>undecided<<}] fondo [COL: local vecinal{>>undecided<<}], [COL: frío caliente{>>undecided<<}].
"""


def form() -> tuple[bytes, list[str]]:
    draft = bracketparse.parse(DRAFT, venue="oas")
    asked = [q for q in questions(draft) if "COL" in draft.proposals[q.proposals[0]].sponsors]
    return form_docx.write(draft, asked, "es", ["Colombia"]), [draft.proposals[q.proposals[0]].id for q in asked]


def filled(**cells: str) -> bytes:
    """The form with something typed into cells: `t0r2="X"`; `other0` is the last row of a table."""
    document = docx.Document(io.BytesIO(form()[0]))
    for name, text in cells.items():
        if name.startswith("other"):
            document.tables[int(name[5:])].rows[-1].cells[1].paragraphs[1].text = text
        else:
            table, row = name[1:].split("r")
            document.tables[int(table)].rows[int(row)].cells[0].text = text
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def test_the_same_form_has_the_same_bytes() -> None:
    assert form() == form()


def test_what_a_delegation_types_is_understood() -> None:
    draft = bracketparse.parse(DRAFT, venue="oas")
    _, ids = form()
    back = read(
        draft, filled(t0r2=" x ", t1r3="✓", t2r2="a.", other3="{--local--} {++vecinal++}", other4="Lo veremos."), "c.docx"
    )
    assert back.refused == ()
    assert back.answered == 5
    assert {w.place.id for w in back.record.wordings} == {ids[0], "2#1", ids[1], ids[2], ids[3]}
    assert all(w.source == "c.docx" for w in back.record.wordings)
    assert [(r.id, r.text) for r in back.record.remarks] == [(ids[4], "Lo veremos.")]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"t0r2": "X", "t0r3": "X"}, "2 readings are ticked"),
        ({"t0r2": "quizás"}, "“quizás” beside reading A is neither a yes nor a no"),
        ({"t0r2": "B"}, "“B” beside reading A"),
        ({"t0r2": "X", "other0": "otra cosa"}, "other words are written too: “otra cosa”"),
        ({"other0": "{--municipal--} {++provincial++}"}, "are not those of the bracket"),
    ],
)
def test_ambiguity_is_refused_by_name(cells: dict[str, str], sentence: str) -> None:
    back = read(bracketparse.parse(DRAFT, venue="oas"), filled(**cells), "c.docx")
    assert len(back.refused) == 1
    assert back.refused[0].startswith("1#1: ")
    assert sentence in back.refused[0]
    assert back.record.wordings == ()


def test_an_empty_form_answers_nothing() -> None:
    back = read(bracketparse.parse(DRAFT, venue="oas"), filled(), "c.docx")
    assert (back.answered, back.unanswered, back.refused) == (0, 5, ())


def test_a_form_for_another_draft_settles_nothing() -> None:
    other = bracketparse.parse("1. A nivel [COL: municipal estatal{>>undecided<<}].\n", venue="oas")
    back = read(other, filled(t0r2="X", t1r2="X"), "c.docx")
    assert back.record.wordings == ()
    assert len(back.refused) == 2


def test_what_is_no_form_is_refused() -> None:
    draft = bracketparse.parse(DRAFT)
    sink = io.BytesIO()
    docx.Document().save(sink)
    for data in (b"PK\x03\x04nothing", sink.getvalue(), b"\xff\xfe\x00", b"<!DOCTYPE html>", b"key = 1"):
        with pytest.raises(FormError):
            read(draft, data, "c.docx")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.entries: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        assert not {"src", "href", "onload"} & set(given)
        if entry := given.get("data-entry"):
            self.entries.append(entry)


def test_the_page_is_one_file_and_each_choice_an_entry() -> None:
    draft = bracketparse.parse(DRAFT, venue="oas")
    asked = questions(draft)
    page = _Page()
    text = form_html.write(draft, asked, "es", [])
    page.feed(text)
    assert page.tags.count("fieldset") == len(asked)
    assert not {"b", "red"} & (set(page.tags) - {"b"})
    assert "<b>x</b>" not in text
    assert "\x1b" not in text
    for entry in page.entries:
        (wording, *_) = loads(entry).wordings
        back = read(draft, entry.encode(), "answers.toml")
        assert back.record.wordings[0].reading == wording.reading
