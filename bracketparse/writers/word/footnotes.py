"""Footnotes: the notes of a draft as real ones, each at its anchor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bracketparse.notes import MARKERS
from bracketparse.writers.word.markup import HEAD, NAMESPACES, char_style, paragraph, runs

_REFERENCE = char_style("FootnoteReference")
_MARK = re.compile(f"<w:r><w:rPr>{re.escape(_REFERENCE)}</w:rPr>([{MARKERS[0]}-{MARKERS[1]}])</w:r>")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note: its label as printed, and what it says, as runs."""

    label: str
    content: str


def called(body: str, notes: Mapping[str, Footnote]) -> list[str]:
    """The markers of the notes that a body calls, in its order: as many footnotes are made."""
    return [marker for marker in _MARK.findall(body) if marker in notes]


def with_references(body: str, notes: Mapping[str, Footnote]) -> tuple[str, str | None]:
    """The body with a reference in the place of each marker, and the footnotes part; None where no note is called.

    `notes` are by their markers. Word counts the notes where their labels count too; else each keeps its own figure.
    """
    markers = called(body, notes)
    if not markers:
        return _MARK.sub("", body), None
    counted = [re.sub(r"\D", "", notes[marker].label) for marker in markers] == [str(n) for n in range(1, len(markers) + 1)]
    written: list[str] = []

    def reference(match: re.Match[str]) -> str:
        note = notes.get(match[1])
        if note is None:
            return ""
        number = len(written) + 1
        figure = "" if counted else re.sub(r"\W+\Z", "", note.label)
        written.append(_footnote(number, note, figure))
        follows = ' w:customMarkFollows="1"' if figure else ""
        shown = f'<w:t xml:space="preserve">{figure}</w:t>' if figure else ""
        return f'<w:r><w:rPr>{_REFERENCE}</w:rPr><w:footnoteReference{follows} w:id="{number}"/>{shown}</w:r>'

    body = _MARK.sub(reference, body)
    return body, f"{HEAD}<w:footnotes {NAMESPACES}>{_SEPARATORS}{''.join(written)}</w:footnotes>"


def _footnote(number: int, note: Footnote, figure: str) -> str:
    mark = runs(figure, _REFERENCE) if figure else f"<w:r><w:rPr>{_REFERENCE}</w:rPr><w:footnoteRef/></w:r>"
    return f'<w:footnote w:id="{number}">{paragraph("FootnoteText", mark + runs(" ") + note.content)}</w:footnote>'


_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
