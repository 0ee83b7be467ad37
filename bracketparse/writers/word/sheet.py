"""Sheet: what a document is, apart from its text: its organization and symbol, its paper, its language, its template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

PAPERS = {"letter": (12240, 15840), "a4": (11906, 16838)}
"""Width and height in twentieths of a point."""
SPELLING = {"es": "es-ES", "en": "en-GB", "fr": "fr-FR", "pt": "pt-BR"}
"""The language that Word's spell checker is told."""
NO_DATE = date(2000, 1, 1)
"""Tracked changes need a date; where the draft and the options give none, this one, never the clock's."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a document is set up."""

    language: str = "en"
    """Of the text, and of what plan itself says in it."""
    document: Mapping[str, str] = field(default_factory=dict)
    """`[document]` of plan.toml: organization, symbol, date, original_language, title, status."""
    paper: str = "a4"
    landscape: bool = False
    toc: bool = False
    line_numbers: bool = False
    day: date = NO_DATE
    """The date of tracked changes and of the document's properties."""
    template: bytes | None = None

    @property
    def page(self) -> tuple[int, int]:
        """Width and height in twentieths of a point."""
        width, height = PAPERS[self.paper]
        return (height, width) if self.landscape else (width, height)

    @property
    def text_width(self) -> int:
        """Between the margins, in twentieths of a point."""
        return self.page[0] - 2 * MARGIN


MARGIN = 1418
"""An inch all but a hair (25 mm), in twentieths of a point."""
