"""Tracked: the proposals as tracked changes, the author of each its delegation.

Rejecting all gives the base text, accepting all what `--accept all` gives, accepting one author's the base text with that
delegation's proposals (`revisions`). Proposals of several delegations have an author of their own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

from bracketparse.attribution import named
from bracketparse.check import queries
from bracketparse.messages import say
from bracketparse.revisions import Atom, Author, Revised, Revisions, revise
from bracketparse.tally_texts import tell
from bracketparse.tree import Block, Proposal
from bracketparse.word.names import TOGETHER, UNTAGGED
from bracketparse.writers.word.footnotes import Footnote, called, with_references
from bracketparse.writers.word.job import Job
from bracketparse.writers.word.markup import BOLD, escaped, numbers, paragraph, runs
from bracketparse.writers.word.package import Content
from bracketparse.writers.word.remarks import Remarks, end, start
from bracketparse.writers.word.sidecar import Kept, Sidecar


def tracked(job: Job) -> tuple[Content, Revisions]:
    """The document, and the revisions that it shows."""
    revisions = revise(job.draft, job.decisions, job.known, job.attribution)
    writer = _Writer(job, revisions)
    return writer.content(), revisions


def author_name(author: Author, job: Job) -> str:
    """`CAN`; of a joint proposal `CAN, CRI`; of what comes about only together `CAN + CRI, COL`."""
    if job.attribution == "none" or not author.sponsors:
        return UNTAGGED
    if author.together and job.attribution == "full":
        return TOGETHER.join(", ".join(part) or UNTAGGED for part in author.parts)
    return named(author.sponsors, job.attribution, job.language)


@dataclass(slots=True)
class _Writer:
    job: Job
    revisions: Revisions
    ids: Iterator[int] = field(default_factory=numbers)
    changes: int = 0
    remarks: Remarks = field(init=False)
    notes: dict[int, list[str]] = field(default_factory=dict)
    """The drafting queries of each proposal."""
    rivals: set[str] = field(default_factory=set)
    """The blocks and proposals that something would replace."""

    def __post_init__(self) -> None:
        self.remarks = Remarks(self.ids, self._date(0))
        places = {p.start: n for n, p in reversed(list(enumerate(self.job.draft.proposals)))}
        for query in queries(self.job.draft, self.job.known):
            index = places.get(query.diagnostic.start, -1)
            self.notes.setdefault(index, []).append(query.diagnostic.message)
        self.rivals = {p.alternative_to for p in self.job.draft.proposals if p.alternative_to}

    def content(self) -> Content:
        """The body with its changes, the comments, the legend, and the sidecar."""
        noted = set(self.job.markers)
        paragraphs = [p for p in self.revisions.paragraphs if p.block.id not in noted]
        written = [self._content(revised) for revised in paragraphs]
        marks = self._marks(paragraphs)
        body = [
            paragraph(self.job.styles.of(p.block), content, mark=mark)
            for p, content, mark in zip(paragraphs, written, marks, strict=False)
        ]
        if len(marks) > len(paragraphs):  # nothing stays when all is rejected: a document has one paragraph at least
            body.append(paragraph("BodyText", ""))
        footnotes = {
            self.job.markers[p.block.id]: Footnote(p.block.label, self._note(p))
            for p in self.revisions.paragraphs
            if p.block.id in noted
        }
        written_out = "".join(self.job.with_contents(body, self.revisions.base))
        text, part = with_references(written_out, footnotes)
        return Content(
            text,
            part,
            self.remarks.part(),
            legend=self._legend(),
            sidecar=self._sidecar(paragraphs, called(written_out, footnotes)) if self.job.attribution == "full" else None,
            tracked=True,
        )

    # Changes

    def _content(self, revised: Revised) -> str:
        """The words of a paragraph, with a comment on each proposal in it."""
        shown = []
        spans = _spans(revised.atoms)
        opened: dict[int, int] = {}
        for n, atom in enumerate(revised.atoms):
            for proposal in (p for p, (first, _) in spans.items() if first == n):
                if lines := self._remark(self.job.draft.proposals[proposal], revised, proposal):
                    opened[proposal] = self.remarks.add(lines)
                    shown.append(start(opened[proposal]))
            shown.append(self._atom(atom))
            shown += [end(opened[p]) for p, (_, last) in spans.items() if last == n and p in opened]
        return "".join(shown)

    def _note(self, revised: Revised) -> str:
        """The words of a note, its label left to the footnote."""
        atoms = revised.atoms
        label = f"{revised.block.label}\t"
        if atoms and atoms[0].text.startswith(label):
            atoms = (Atom(atoms[0].text[len(label) :], atoms[0].inserted, atoms[0].deleted), *atoms[1:])
        return "".join(self._atom(atom) for atom in atoms if atom.text)

    def _atom(self, atom: Atom) -> str:
        """Words, inside the changes that apply to them: what one inserts another may delete."""
        text = runs(atom.text, deleted=atom.deleted is not None)
        if atom.deleted is not None:
            text = self._change("del", atom.deleted, text)
        return self._change("ins", atom.inserted, text) if atom.inserted is not None else text

    def _change(self, kind: str, author: Author, inner: str | None = None) -> str:
        self.changes += 1
        name = escaped(author_name(author, self.job))
        head = f'<w:{kind} w:id="{next(self.ids)}" w:author="{name}" w:date="{self._date(self.changes)}"'
        return f"{head}/>" if inner is None else f"{head}>{inner}</w:{kind}>"

    def _date(self, n: int) -> str:
        """The date of the n-th change. Two changes that meet are two minutes apart: LibreOffice makes one of those nearer."""
        day = datetime.combine(self.job.sheet.day, datetime.min.time())
        return f"{(day + timedelta(minutes=2 * (n % 700))).isoformat()}Z"

    def _marks(self, paragraphs: Sequence[Revised]) -> list[str]:
        """What each pilcrow carries.

        The last pilcrow of a document can be neither inserted nor deleted: of the changed paragraphs at its end, each has its
        mark on the one before. One mark more than there are paragraphs: no paragraph stays as it is.
        """
        marks = [
            (self._change("ins", p.inserted) if p.inserted else "") + (self._change("del", p.deleted) if p.deleted else "")
            for p in paragraphs
        ]
        stable = max((n for n, mark in enumerate(marks) if not mark), default=-1)
        if stable < 0 and marks:
            return [*marks, ""]
        return [*marks[:stable], *marks[stable + 1 :], ""] if marks else []

    # What is said of them

    def _remark(self, proposal: Proposal, revised: Revised, index: int) -> list[str]:
        """The id, the sponsors, what is to be confirmed, and the drafting queries."""
        if not self.job.comments:
            return []
        language = self.job.language
        lines = [" · ".join((proposal.id, *self._positions(proposal)))]
        if proposal.evidence == "inferred":
            lines.append(f"{say('to_confirm', language).capitalize()}.")
            if self.job.attribution == "full" and language == "en":  # the evidence is told in English only
                lines += [f"{reason}." for reason in proposal.reasons[:2]]
        elif proposal.positions and proposal.effect == "undecided":
            lines.append(f"{say('undecided', language).capitalize()}.")
        if proposal.alternative_to or self.rivals & {proposal.id, revised.block.id}:
            lines.append(f"{say('alternatives', language)}.")
        return lines + [say("query", language, what=what) for what in dict.fromkeys(self.notes.get(index, ()))]

    def _positions(self, proposal: Proposal) -> list[str]:
        """Who stands behind it; where some oppose it, or say anything else, who says what."""
        said: dict[str, list[str]] = {}
        for position in proposal.positions:
            said.setdefault(position.attitude, []).append(position.delegation)
        told = []
        for attitude, codes in said.items():
            if self.job.attribution == "full":
                names = ", ".join(self.job.known.name(code, self.job.language) for code in codes)
            else:
                names = named(codes, self.job.attribution, self.job.language)
            verb = f"{tell(attitude, self.job.language)}: " if list(said) != ["propose"] else ""
            told += [verb + names] if names else []
        return told

    def _legend(self) -> list[str]:
        """What the document is, and who its joint authors are."""
        language = self.job.language
        lines = [runs(f"{say('legend_tracked', language)}. {say('legend_open', language)}.")]
        if self.job.attribution != "full":
            return lines
        for author in self.revisions.authors:
            if len(author.sponsors) > 1:
                names = ", ".join(self.job.known.name(code, language) for code in author.sponsors)
                what = say("legend_together" if author.together else "legend_joint", language)
                lines.append(runs(author_name(author, self.job), BOLD) + runs(f" {names}: {what}"))
        return lines

    def _sidecar(self, paragraphs: Sequence[Revised], markers: Sequence[str]) -> Sidecar:
        """The source of each paragraph and footnote. Of a block in two paragraphs, or in two notes, the first has it."""
        blocks = self.job.kept()
        groups = self._groups(paragraphs)
        seen: set[str] = set()

        def kept(block: Block, group: int = 0) -> Kept:
            source = blocks[block.id].source if block.id in blocks and block.id not in seen else ""
            seen.add(block.id)
            return replace(blocks.get(block.id) or Kept("", block.kind, ""), source=source, group=group)

        notes = {marker: block for block in self.job.draft.blocks if (marker := self.job.markers.get(block.id))}
        return Sidecar(
            "tracked",
            self.job.draft.venue,
            tuple((n, kept(revised.block, groups[n])) for n, revised in enumerate(paragraphs)),
            tuple(kept(notes[marker]) for marker in markers),
            tuple((author_name(a, self.job), ", ".join(a.sponsors)) for a in self.revisions.authors),
        )

    def _groups(self, paragraphs: Sequence[Revised]) -> list[int]:
        """Of each paragraph the number of its group: those that a tracked proposal runs across, and both of one block."""
        starts = [revised.block.start for revised in paragraphs]
        spans = [(n, n + 1) for n, (one, other) in enumerate(pairwise(starts)) if one == other]
        for n in {a.proposal for revised in paragraphs for a in revised.atoms if a.inserted or a.deleted}:
            if n is not None:
                proposal = self.job.draft.proposals[n]
                spans.append((max(bisect_right(starts, proposal.start) - 1, 0), bisect_left(starts, proposal.end) - 1))
        groups = [0] * len(paragraphs)
        number, reached = 0, -1  # the last group, and its last paragraph
        for first, last in sorted(span for span in spans if span[0] < span[1]):
            number += first > reached
            reached = max(reached, last)
            groups[first : last + 1] = [number] * (last + 1 - first)
        return groups


def _spans(atoms: Sequence[Atom]) -> dict[int, tuple[int, int]]:
    """Each proposal's first and last stretch in a paragraph."""
    found: dict[int, tuple[int, int]] = {}
    for n, atom in enumerate(atoms):
        if atom.proposal is not None:
            found[atom.proposal] = (found.get(atom.proposal, (n, n))[0], n)
    return found
