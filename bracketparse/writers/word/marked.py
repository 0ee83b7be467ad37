"""Marked: the compilation as secretariats type it, every proposal in its brackets, with a legend on page one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bracketparse.ends import Rendered
from bracketparse.messages import say
from bracketparse.notes import anchored
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import Rendition, open_around, reconcile
from bracketparse.tree import Draft, Proposal
from bracketparse.writers.word import markdown
from bracketparse.writers.word.footnotes import called, with_references
from bracketparse.writers.word.job import Job, plain, split_notes
from bracketparse.writers.word.look import SIGN, UNKNOWN, meanings, sign, typed
from bracketparse.writers.word.markup import BOLD, color, look, runs
from bracketparse.writers.word.package import Content
from bracketparse.writers.word.palette import colour
from bracketparse.writers.word.sidecar import Sidecar

_BAR = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="000000"/></w:pBdr>'
"""A bar in the margin."""


def marked(job: Job, earlier: Draft | None = None) -> Content:
    """The compilation. What is new since an `earlier` draft has a bar in the margin."""
    rendition = job.rendition()
    new = _new_blocks(job, earlier) if earlier is not None else set()
    content = partial(_content, rendition)
    paragraphs, notes = split_notes(job, rendition, content)
    body = [plain(job, r, content(job, r), before=_BAR if r.block.id in new else "") for r in paragraphs]
    written = "".join(job.with_contents(body, rendition))
    text, footnotes = with_references(written, notes)
    full = job.attribution == "full"
    sidecar = _sidecar(job, paragraphs, called(written, notes)) if full else None
    return Content(text, footnotes, legend=_legend(job, rendition, earlier), sidecar=sidecar)


def _sidecar(job: Job, paragraphs: Sequence[Rendered], markers: Sequence[str]) -> Sidecar:
    """The source of each paragraph and footnote."""
    kept = job.kept()
    notes = {marker: note for note, marker in job.markers.items()}
    body = tuple((n, kept[rendered.block.id]) for n, rendered in enumerate(paragraphs))
    return Sidecar("marked", job.draft.venue, body, tuple(kept[notes[marker]] for marker in markers))


def _content(rendition: Rendition, job: Job, rendered: Rendered) -> str:
    """The words of a block, its open brackets typed out; what was settled in one of these is marked as the words around it."""
    shown = []
    last = {run.proposal: n for n, run in enumerate(rendered.runs) if run.state == "open"}
    for n, run in enumerate(rendered.runs):
        around = run.proposal if run.state == "open" else None
        role = run.role
        if run.proposal is not None and around is None:
            around, role = open_around(rendition.draft, rendition.outcomes, run.proposal) or (None, role)
        if around is None or run.proposal is None:
            shown.append(runs(run.text))
            continue
        proposal = job.draft.proposals[around]
        rgb = colour(proposal.sponsors if job.attribution == "full" else (), job.organization)
        closes = run.state == "open" and last[run.proposal] == n
        text = run.text.rstrip(" ") if closes else run.text  # the sign stands at the bracket, not behind the space
        shown.append(typed(text, role, rgb))
        if closes:
            shown.append(signs(proposal) + runs(run.text[len(text) :]))
    return "".join(shown)


def signs(proposal: Proposal) -> str:
    """What stands behind a bracket whose wording is not certain."""
    if proposal.evidence == "inferred":
        return sign(SIGN)
    return sign(UNKNOWN) if proposal.positions and proposal.effect == "undecided" else ""


def _new_blocks(job: Job, earlier: Draft) -> set[str]:
    """The blocks that hold a proposal, or words of the base text, that the earlier draft has not. A new label is no news."""
    earlier = markdown.marked(earlier)
    proposals = {(frozenset(p.sponsors), p.words) for p in earlier.proposals}
    found = {p.block for p in job.draft.proposals if (frozenset(p.sponsors), p.words) not in proposals}
    texts = {r.text for r in reconcile(anchored(earlier)[0], Decisions(), job.known).blocks}
    return found | {r.block.id for r in reconcile(job.draft, Decisions(), job.known).blocks if r.text not in texts}


def _legend(job: Job, rendition: Rendition, earlier: Draft | None) -> list[str]:
    """Who is who, and what the typography means."""
    shown = [p for p, o in zip(rendition.draft.proposals, rendition.outcomes, strict=True) if o.settled == "open"]
    lines = []
    codes = list(dict.fromkeys(code for p in shown for code in p.sponsors))
    if job.attribution == "full" and codes:
        people = [
            runs(code, look(BOLD, color(colour((code,), job.organization)))) + runs(f" {job.known.name(code, job.language)}")
            for code in codes
        ]
        lines.append(runs(" · ").join(people))
    unsure = any(p.evidence == "inferred" for p in shown)
    unknown = any(p.positions and p.effect == "undecided" for p in shown)
    lines.append(meanings(job.language, bool(codes) and job.attribution != "none", unsure, unknown))
    if earlier is not None:
        lines.append(runs(say("legend_new", job.language, earlier=earlier.name)))
    return lines
