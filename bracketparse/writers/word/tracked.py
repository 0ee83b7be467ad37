"""Tracked: the proposals as tracked changes, the author of each its delegation.

Rejecting all gives the base text, accepting all what `--accept all` gives, accepting one author's the base text with that
delegation's proposals (`revisions`). Proposals of several delegations have an author of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bracketparse.attribution import named
from bracketparse.check import queries
from bracketparse.messages import say
from bracketparse.revisions import Atom, Author, Revised, Revisions, revise
from bracketparse.tree import Proposal
from bracketparse.word.names import TOGETHER, UNTAGGED
from bracketparse.writers.word.footnotes import Footnote, with_references
from bracketparse.writers.word.job import Job
from bracketparse.writers.word.markup import BOLD, escaped, numbers, paragraph, runs
from bracketparse.writers.word.package import Content
from bracketparse.writers.word.remarks import Remarks, end, start


def tracked(job: Job) -> tuple[Content, Revisions]:
    """The document, and the revisions that it shows."""
    revisions = revise(job.draft, job.decisions, job.known, job.attribution)
    writer = _Writer(job, revisions)
    return writer.content(), revisions


def author_name(author: Author, job: Job) -> str:
    """`CAN`; of a joint proposal `CAN, CRI`; of what comes about only together `CAN + CRI`."""
    if job.attribution == "none" or not author.sponsors:
        return UNTAGGED
    if author.together and job.attribution == "full":
        return TOGETHER.join(author.sponsors)
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
        called = set(self.job.markers)
        paragraphs = [p for p in self.revisions.paragraphs if p.block.id not in called]
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
            if p.block.id in called
        }
        text, part = with_references("".join(self.job.with_contents(body, self.revisions.base)), footnotes)
        full = self.job.attribution == "full"
        return Content(
            text,
            part,
            self.remarks.part(),
            legend=self._legend(),
            sidecar=list(self._sidecar(paragraphs)) if full else (),
            authors=[(author_name(a, self.job), ", ".join(a.sponsors)) for a in self.revisions.authors] if full else (),
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
        who = proposal.sponsors
        if self.job.attribution == "full":
            names = ", ".join(self.job.known.name(code, language) for code in who)
        else:
            names = named(who, self.job.attribution, language)
        lines = [" · ".join(filter(None, (proposal.id, names)))]
        if proposal.evidence == "inferred":
            lines.append(f"{say('to_confirm', language).capitalize()}.")
            if self.job.attribution == "full" and language == "en":  # the evidence is told in English only
                lines += [f"{reason}." for reason in proposal.reasons[:2]]
        elif proposal.positions and proposal.effect == "undecided":
            lines.append(f"{say('undecided', language).capitalize()}.")
        if proposal.alternative_to or self.rivals & {proposal.id, revised.block.id}:
            lines.append(f"{say('alternatives', language)}.")
        return lines + [say("query", language, what=what) for what in dict.fromkeys(self.notes.get(index, ()))]

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

    def _sidecar(self, paragraphs: Sequence[Revised]) -> Iterator[tuple[int, str]]:
        """The source of each paragraph with a bracket or a change."""
        sources = self.job.sources()
        for n, revised in enumerate(paragraphs):
            touched = revised.block.id in sources.bracketed or any(atom.inserted or atom.deleted for atom in revised.atoms)
            if touched and revised.whole and revised.block.id in sources.texts:
                yield n, sources.texts[revised.block.id]


def _spans(atoms: Sequence[Atom]) -> dict[int, tuple[int, int]]:
    """Each proposal's first and last stretch in a paragraph."""
    found: dict[int, tuple[int, int]] = {}
    for n, atom in enumerate(atoms):
        if atom.proposal is not None:
            found[atom.proposal] = (found.get(atom.proposal, (n, n))[0], n)
    return found
