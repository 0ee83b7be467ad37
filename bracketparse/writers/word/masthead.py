"""Masthead: the head and foot of the pages, never in the text: organization, symbol, status, legend, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bracketparse.messages import say
from bracketparse.writers.word.markup import BOLD, HEAD, ITALIC, NAMESPACES, field, look, paragraph, runs
from bracketparse.writers.word.sheet import Sheet

_LANGUAGES = {
    "es": {"es": "español", "en": "inglés", "fr": "francés", "pt": "portugués"},
    "en": {"es": "Spanish", "en": "English", "fr": "French", "pt": "Portuguese"},
    "fr": {"es": "espagnol", "en": "anglais", "fr": "français", "pt": "portugais"},
    "pt": {"es": "espanhol", "en": "inglês", "fr": "francês", "pt": "português"},
}
"""The names of languages, for `original_language = "es"`; another name is printed as it is given."""


def first_header(sheet: Sheet, legend: Sequence[str]) -> str:
    """The header of page one. `legend` are paragraphs' runs."""
    document = sheet.document
    lines = [_line(sheet, runs(document.get("organization", ""), BOLD), runs(document.get("symbol", ""), BOLD))]
    if day := document.get("date"):
        lines.append(_line(sheet, "", runs(dated(day, sheet.language))))
    if original := document.get("original_language"):
        name = _LANGUAGES.get(sheet.language, {}).get(original, original)
        lines.append(_line(sheet, "", runs(say("original", sheet.language, which=name))))
    if title := document.get("title"):
        lines.append(paragraph("Header", runs(title, BOLD), after='<w:spacing w:before="120"/><w:jc w:val="center"/>'))
    if status := document.get("status"):
        spaced = '<w:spacing w:before="60" w:after="120"/><w:jc w:val="center"/>'
        lines.append(paragraph("Header", runs(status, ITALIC), after=spaced))
    lines = [line for line in lines if "<w:t" in line]
    lines += [paragraph("DraftLegend", line) for line in legend]
    return _part("hdr", [*lines, paragraph("Header", "")] if lines else [paragraph("Header", "")])


def dated(day: str, language: str) -> str:
    """A date as documents print it; what is no date written YYYY-MM-DD is printed as given."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return day
    month = say("months", language).split()[when.month - 1]
    return say("date", language, day=when.day, month=month, year=when.year)


def header(sheet: Sheet) -> str:
    """The header of the other pages: the symbol, at the right."""
    return _part("hdr", [_line(sheet, "", runs(sheet.document.get("symbol", ""), look(BOLD)))])


def footer() -> str:
    """The number of the page, of how many."""
    return _part("ftr", [paragraph("Footer", field("PAGE", "1") + runs(" / ") + field("NUMPAGES", "1"))])


def _line(sheet: Sheet, left: str, right: str) -> str:
    """Something at the left margin and something at the right."""
    tabs = f'<w:tabs><w:tab w:val="clear" w:pos="9070"/><w:tab w:val="right" w:pos="{sheet.text_width}"/></w:tabs>'
    return paragraph("Header", left + (f"{runs(chr(9))}{right}" if right else ""), before=tabs)


def _part(kind: str, paragraphs: Sequence[str]) -> str:
    return f"{HEAD}<w:{kind} {NAMESPACES}>{''.join(paragraphs)}</w:{kind}>"
