"""Clean: one version as a document that one would circulate, without a delegation's name anywhere in it."""

from __future__ import annotations

from bracketparse.ends import Rendered
from bracketparse.messages import say
from bracketparse.reconcile import Rendition
from bracketparse.unconfirmed import unconfirmed
from bracketparse.writers.word.footnotes import with_references
from bracketparse.writers.word.job import Job, plain, split_notes
from bracketparse.writers.word.markup import numbers, runs
from bracketparse.writers.word.package import Content
from bracketparse.writers.word.remarks import Remarks, end, start


def undecided(rendition: Rendition) -> list[str]:
    """The ids of the proposals that stay in brackets though nobody said that they should."""
    return [
        p.id
        for p, outcome in zip(rendition.draft.proposals, rendition.outcomes, strict=True)
        if outcome.settled == "open" and outcome.reason != "held" and p.segments
    ]


def clean(job: Job, rendition: Rendition) -> Content:
    """The rendition as a document. Where it rests on inference a comment says so, without a name."""
    unsure = set(unconfirmed(rendition))
    remarks = Remarks(numbers(), f"{job.sheet.day}T00:00:00Z")
    paragraphs, notes = split_notes(job, rendition)
    written = [plain(job, rendered, _content(job, rendition, rendered, unsure, remarks)) for rendered in paragraphs]
    body, footnotes = with_references("".join(job.with_contents(written, rendition)), notes)
    return Content(body, footnotes, remarks.part())


def _content(job: Job, rendition: Rendition, rendered: Rendered, unsure: set[int], remarks: Remarks) -> str:
    text = runs(rendered.text)
    here = {n for run in rendered.runs for n in (*run.seam, run.proposal) if n in unsure}
    ids = [rendition.draft.proposals[n].id for n in sorted(n for n in here if n is not None)]
    if not ids or not job.comments:
        return text
    number = remarks.add([f"{say('to_confirm', job.language).capitalize()}{say('colon', job.language)}{', '.join(ids)}."])
    return start(number) + text + end(number)
