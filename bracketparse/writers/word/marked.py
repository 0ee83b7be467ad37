"""Marked: the compilation as secretariats type it, every proposal in its brackets, with a legend on page one."""

from __future__ import annotations

from bracketparse.ends import Rendered
from bracketparse.messages import say
from bracketparse.notes import anchored
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import Rendition, reconcile
from bracketparse.tree import Draft, Proposal
from bracketparse.writers.word import markdown
from bracketparse.writers.word.footnotes import with_references
from bracketparse.writers.word.job import Job, plain, split_notes
from bracketparse.writers.word.look import SIGN, UNKNOWN, meanings, sign, typed
from bracketparse.writers.word.markup import BOLD, color, look, runs
from bracketparse.writers.word.package import Content
from bracketparse.writers.word.palette import colour

_BAR = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="000000"/></w:pBdr>'
"""A bar in the margin."""


def marked(job: Job, earlier: Draft | None = None) -> Content:
    """The compilation. What is new since an `earlier` draft has a bar in the margin."""
    rendition = job.rendition()
    sources = job.sources()
    new = _new_blocks(job, earlier) if earlier is not None else set()
    paragraphs, notes = split_notes(job, rendition)
    body = [plain(job, r, _content(job, r), before=_BAR if r.block.id in new else "") for r in paragraphs]
    text, footnotes = with_references("".join(job.with_contents(body, rendition)), notes)
    sidecar = [(n, sources.texts[r.block.id]) for n, r in enumerate(paragraphs) if r.block.id in sources.bracketed]
    return Content(
        text, footnotes, legend=_legend(job, rendition, earlier), sidecar=sidecar if job.attribution == "full" else ()
    )


def _content(job: Job, rendered: Rendered) -> str:
    """The words of a block, its open brackets typed out."""
    shown = []
    last = {run.proposal: n for n, run in enumerate(rendered.runs) if run.state == "open"}
    for n, run in enumerate(rendered.runs):
        if run.state != "open" or run.proposal is None:
            shown.append(runs(run.text))
            continue
        proposal = job.draft.proposals[run.proposal]
        rgb = colour(proposal.sponsors if job.attribution == "full" else (), job.organization)
        closes = last[run.proposal] == n
        text = run.text.rstrip(" ") if closes else run.text  # the sign stands at the bracket, not behind the space
        shown.append(typed(text, run.role, rgb))
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
