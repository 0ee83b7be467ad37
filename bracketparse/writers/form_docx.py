"""A questionnaire as a Word file: a table for each question, in which a delegation types an X."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bracketparse.forms import Item, items
from bracketparse.phrases import phrase
from bracketparse.questions import Question
from bracketparse.sentences import Marked
from bracketparse.tree import Draft
from bracketparse.visible import visible
from bracketparse.writers.word.zipped import repacked

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_LANGUAGES = {"es": "es-ES", "en": "en-GB", "fr": "fr-FR", "pt": "pt-BR"}
"""The date of every part of the file: the same form has the same bytes."""


def write(draft: Draft, asked: Sequence[Question], language: str, names: Sequence[str] = ()) -> bytes:
    """The form. `names`: the delegations that it is for."""
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    _prepare(document, language)
    title = phrase("form_title", language)
    document.core_properties.title = title
    document.core_properties.author = document.core_properties.comments = ""
    document.add_heading(title, 1)
    if names:
        document.add_paragraph(phrase("form_to", language, who=visible(", ".join(names))))
    if draft.name:
        document.add_paragraph(phrase("form_draft", language, name=visible(draft.name)))
    _intro(document.add_paragraph(), phrase("form_intro", language))
    document.add_paragraph(phrase("form_how_docx", language) if asked else phrase("form_nothing", language))
    for item in items(draft, asked, language):
        _table(document, item, language, Cm(1.4), Cm(14.6))
        gap = document.add_paragraph()
        gap.paragraph_format.space_after = Pt(4)
    sink = io.BytesIO()
    document.save(sink)
    return repacked(sink.getvalue())


def _prepare(document: Document, language: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), _LANGUAGES.get(language, "en-GB"))


def _intro(paragraph: Paragraph, text: str) -> None:
    """The introduction, in which `~~struck~~` and `__underlined__` look so."""
    for words in re.split(r"(~~.+?~~|__.+?__)", text):
        run = paragraph.add_run(words.strip("~_") if words[:2] in ("~~", "__") else words)
        run.font.strike = words.startswith("~~") or None
        run.font.underline = words.startswith("__") or None


def _table(document: Document, item: Item, language: str, narrow: int, wide: int) -> None:
    """A question: what it is about, a row for each reading, a row for other words."""
    table: Any = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    table.autofit = False
    head = table.add_row().cells
    whole = head[0].merge(head[1])
    whole.paragraphs[0].add_run(visible(f"{item.number}. {item.ids[0]} ({', '.join(item.sponsors)})")).bold = True
    whole.add_paragraph(f"{phrase('form_as_written', language)}: {visible(item.written)}")
    if len(item.ids) > 1:
        whole.add_paragraph(phrase("also_at", language, ids=visible(", ".join(item.ids[1:]))))
    row = table.add_row().cells
    row[0].text, row[1].text = "X", phrase("form_reading", language)
    for option in item.options:
        row = table.add_row().cells
        row[1].paragraphs[0].add_run(visible(f"{option.letter}. {option.words}")).bold = True
        _sentence(row[1].add_paragraph(), option.sentence, language)
    row = table.add_row().cells
    row[1].text = phrase("form_other", language)
    row[1].add_paragraph()
    for column, width in zip(table.columns, (narrow, wide), strict=True):
        column.width = width
    for line in table.rows[1:]:
        line.cells[0].width, line.cells[1].width = narrow, wide
    for n, line in enumerate(table.rows):
        _keep_together(line, with_next=n < 2)


def _sentence(paragraph: Paragraph, sentence: Marked, language: str) -> None:
    for state, words in sentence or (("same", phrase("not_in_text", language)),):
        run = paragraph.add_run(visible(words, keep="\n"))
        run.font.strike = True if state == "old" else None
        run.font.underline = True if state == "new" else None


def _keep_together(row: Any, with_next: bool) -> None:
    """A row is not broken across pages, nor the head of a table from what it heads."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = with_next or None
            paragraph.paragraph_format.space_after = 0
