"""Job: what is to be written, and what every kind of document needs on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bracketparse.attribution import Attribution
from bracketparse.delegations import Registry
from bracketparse.ends import Rendered
from bracketparse.notes import LOWERED, MARKERS, RAISED, anchored
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import Rendition, guessed, reconcile
from bracketparse.tree import Block, Draft
from bracketparse.writers.word import markdown
from bracketparse.writers.word.blocks import NOTE, Styles
from bracketparse.writers.word.footnotes import Footnote
from bracketparse.writers.word.markup import paragraph, runs
from bracketparse.writers.word.sheet import Sheet
from bracketparse.writers.word.sidecar import Kept


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
    given: Draft = field(init=False)
    """The draft without its markers."""

    def __post_init__(self) -> None:
        self.styles = Styles(self.draft.blocks)
        self.given = guessed(self.draft) if self.decisions.undecided == "guess" else self.draft
        self.draft, self.markers = anchored(markdown.marked(self.given))

    @property
    def language(self) -> str:
        """Of what plan itself says in the document."""
        return self.sheet.language

    def rendition(self, *, explicit: bool = False) -> Rendition:
        """The draft under the decisions."""
        return reconcile(self.draft, self.decisions, self.known, explicit=explicit, attribution=self.attribution)

    def kept(self) -> dict[str, Kept]:
        """Each block in our own notation, with what is known of the wording, for the way back."""
        figures: dict[int, str | None] = {ord(MARKERS[1]): None}
        for block in self.given.blocks:
            if marker := self.markers.get(block.id):
                figures[ord(marker)] = re.sub(r"\D", "", block.label.translate(LOWERED)).translate(RAISED)
        blocks = {block.id: block for block in self.given.blocks}
        ranks = {block.id: n for n, block in enumerate((b for b in self.given.blocks if b.kind == "note"), 1)}
        found = {}
        for rendered in self.rendition(explicit=True).blocks:
            block = blocks[rendered.block.id]
            label = block.label if block.label.startswith("#") else rendered.label
            text = markdown.restored(f"{label} {rendered.text}".strip().translate(figures))
            text = " " * self._indent(block) + text
            found[block.id] = Kept(text, block.kind, markdown.restored(label or block.label), ranks.get(block.id, 0))
        return found

    def _indent(self, block: Block) -> int:
        """How far in the block begins, which tells where options end."""
        line = self.given.source[self.given.source.rfind("\n", 0, block.start) + 1 : block.start]
        return len(line.expandtabs(4)) if not line.strip(" \t") else 0

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


def _words(_: Job, rendered: Rendered) -> str:
    return runs(rendered.text)


def split_notes(
    job: Job, rendition: Rendition, content: Callable[[Job, Rendered], str] = _words
) -> tuple[list[Rendered], dict[str, Footnote]]:
    """The blocks that are paragraphs, and the notes that are footnotes by their markers, with their `content` as runs."""
    notes = {
        job.markers[rendered.block.id]: Footnote(rendered.label, content(job, rendered))
        for rendered in rendition.blocks
        if job.is_called(rendered)
    }
    return [rendered for rendered in rendition.blocks if not job.is_called(rendered)], notes


def plain(job: Job, rendered: Rendered, content: str, before: str = "") -> str:
    """A block as a paragraph of its style, its label in front as printed."""
    label = f"{rendered.label} " if job.styles.of(rendered.block) in (NOTE, "Title") else f"{rendered.label}\t"
    return paragraph(job.styles.of(rendered.block), (runs(label) if rendered.label else "") + content, before=before)
