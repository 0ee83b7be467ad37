"""Job: what is to be written, and what every kind of document needs on the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bracketparse.attribution import Attribution
from bracketparse.delegations import Registry
from bracketparse.ends import Rendered
from bracketparse.notes import MARKERS, RAISED, anchored
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import Rendition, guessed, reconcile
from bracketparse.tree import Draft
from bracketparse.writers.word import markdown
from bracketparse.writers.word.blocks import NOTE, Styles
from bracketparse.writers.word.footnotes import Footnote
from bracketparse.writers.word.markup import paragraph, runs
from bracketparse.writers.word.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Sources:
    """The blocks in our own notation."""

    texts: dict[str, str]
    bracketed: frozenset[str]
    """Ids of those that hold a proposal."""


@dataclass(slots=True)
class Job:
    """A draft under decisions, to be written to a sheet."""

    draft: Draft
    decisions: Decisions
    known: Registry
    sheet: Sheet
    attribution: Attribution = "full"
    organization: str | None = None
    """Whose roster the colours go by."""
    comments: bool = True
    """False to leave out what plan says in comments."""
    styles: Styles = field(init=False)
    markers: dict[str, str] = field(init=False)
    """The id of each note that is called → its marker."""

    def __post_init__(self) -> None:
        self.styles = Styles(self.draft.blocks)
        draft = markdown.marked(guessed(self.draft) if self.decisions.undecided == "guess" else self.draft)
        self.draft, self.markers = anchored(draft)

    @property
    def language(self) -> str:
        """Of what plan itself says in the document."""
        return self.sheet.language

    def rendition(self, *, explicit: bool = False) -> Rendition:
        """The draft under the decisions."""
        return reconcile(self.draft, self.decisions, self.known, explicit=explicit, attribution=self.attribution)

    def sources(self) -> Sources:
        """The text of every block in our own notation, with what is known of the wording, for the way back."""
        rendition = self.rendition(explicit=True)
        figures = {b.id: re.sub(r"\D", "", b.label).translate(RAISED) for b in self.draft.blocks if b.kind == "note"}
        called = {ord(marker): figures[note] for note, marker in self.markers.items()} | {ord(MARKERS[1]): None}
        return Sources(
            {r.block.id: markdown.restored(f"{r.label} {r.text}".strip().translate(called)) for r in rendition.blocks},
            frozenset(r.block.id for r in rendition.blocks if r.changed),
        )

    def with_contents(self, paragraphs: Sequence[str], rendition: Rendition) -> list[str]:
        """The paragraphs, with a table of contents behind the title if one is asked for."""
        if not self.sheet.toc:
            return list(paragraphs)
        from bracketparse.writers.word.contents import table_of_contents

        headings = [(level, f"{r.label} {r.text}".strip()) for r in rendition.blocks if (level := self.styles.level(r.block))]
        titled = int(bool(paragraphs) and '<w:pStyle w:val="Title"/>' in paragraphs[0])
        return [*paragraphs[:titled], *table_of_contents(headings, self.language), *paragraphs[titled:]]

    def is_called(self, rendered: Rendered) -> bool:
        """True for a note that becomes a footnote."""
        return rendered.block.id in self.markers


def split_notes(job: Job, rendition: Rendition) -> tuple[list[Rendered], dict[str, Footnote]]:
    """The blocks that are paragraphs, and the notes that are footnotes by their markers."""
    notes = {
        job.markers[rendered.block.id]: Footnote(rendered.label, runs(rendered.text))
        for rendered in rendition.blocks
        if job.is_called(rendered)
    }
    return [rendered for rendered in rendition.blocks if not job.is_called(rendered)], notes


def plain(job: Job, rendered: Rendered, content: str, before: str = "") -> str:
    """A block as a paragraph of its style, its label in front as printed."""
    label = f"{rendered.label} " if job.styles.of(rendered.block) in (NOTE, "Title") else f"{rendered.label}\t"
    return paragraph(job.styles.of(rendered.block), (runs(label) if rendered.label else "") + content, before=before)
