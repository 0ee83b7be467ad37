"""Table: the comparative document: paragraph, base text, proposals (stacked, or a column a delegation), remarks.

Only paragraphs with a proposal that is shown have a row, under the headings that they stand under.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bracketparse.attribution import named
from bracketparse.ends import Rendered
from bracketparse.messages import say
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import Rendition, reconcile
from bracketparse.revisions import decided_otherwise
from bracketparse.tally_texts import tell
from bracketparse.tree import NESTED, Block, Draft, Proposal
from bracketparse.writers.word.footnotes import with_references
from bracketparse.writers.word.job import Job, split_notes
from bracketparse.writers.word.look import meanings, typed
from bracketparse.writers.word.marked import signs
from bracketparse.writers.word.markup import BOLD, color, look, paragraph, runs
from bracketparse.writers.word.package import Content
from bracketparse.writers.word.palette import colour

MOST_COLUMNS = 4
_AROUND = 36
"""So many characters of the text on either side of a proposal."""


def table(job: Job, columns: Sequence[str] = ()) -> Content:
    """The document. `columns` are codes of delegations, each with a column of its own; without, proposals are stacked."""
    held = job.rendition()
    shown = {n for n, outcome in enumerate(held.outcomes) if outcome.settled == "open"}
    if columns:
        shown = {n for n in shown if set(columns) & set(job.draft.proposals[n].sponsors)}
    base = _base(job, held)
    by_block: dict[str, list[int]] = {}
    for n in sorted(shown):
        by_block.setdefault(job.draft.proposals[n].block, []).append(n)
    paragraphs, notes = split_notes(job, held)
    texts = {rendered.block.id: rendered for rendered in base.blocks}
    tagged = any(p.positions for p in job.draft.proposals)
    heads = [say(key, job.language) for key in ("column_paragraph", "column_base" if tagged else "column_unattributed")]
    heads += [job.known.name(code, job.language) for code in columns] or [say("column_proposals", job.language)]
    heads.append(say("column_remarks", job.language))
    groups = {
        block: [[n for n in mine if code in job.draft.proposals[n].sponsors] for code in columns] if columns else [mine]
        for block, mine in by_block.items()
    }
    amounts = [sum(len(texts[block].text) for block in by_block if block in texts)]
    amounts += [
        sum(map(_amount, (job.draft.proposals[n] for g in groups.values() for n in g[k]))) for k in range(len(heads) - 3)
    ]
    widths = _widths(job.sheet.text_width, amounts)
    labels, headings = _labels(job.draft, by_block), _headings(job.draft, by_block)
    rows = [row([cell(runs(head, BOLD), width) for head, width in zip(heads, widths, strict=True)], header=True)]
    for rendered in paragraphs:
        old = texts.get(rendered.block.id)
        if rendered.block.id in headings and rendered.block.id not in by_block:
            rows.append(row([cell(runs(f"{rendered.label} {rendered.text}".strip(), BOLD), sum(widths), len(widths))]))
        if rendered.block.id not in by_block:
            continue
        cells = [runs(labels[rendered.block.id]), runs(old.text if old else "")]
        line = [cell(text, width) for text, width in zip(cells, widths, strict=False)]
        mine = zip(groups[rendered.block.id], widths[2:], strict=False)
        whose: list[tuple[str, ...]] = [(code,) for code in columns] or [()]
        line += [_proposals(job, group, old, width, own) for (group, width), own in zip(mine, whose, strict=True)]
        rows.append(row([*line, cell("", widths[-1])], breaks=old is not None and len(old.text) > _LONG))
    legend = [meanings(job.language, tagged and job.attribution != "none", *_unsure(job, shown))]
    of = sum(rendered.kind in ("paragraph", "item") for rendered in paragraphs)
    legend.append(runs(say("table_only", job.language, n=len(by_block), of=max(of, len(by_block)))))
    written = [grid(rows, widths), paragraph("DraftCell", "")]
    body, footnotes = with_references("".join(job.with_contents(written, base)), notes)
    return Content(body, footnotes, legend=[runs(say("table_title", job.language), BOLD), *legend])


def _labels(draft: Draft, wanted: Collection[str]) -> dict[str, str]:
    """What each paragraph is called in the table: an item by its paragraph's label too, what has no label not at all."""
    blocks = {block.id: block for block in draft.blocks}
    found = {}
    for name in wanted:
        block: Block | None = blocks[name]
        parts: list[str] = []
        while block is not None and (not parts or block.kind != "section"):
            parts.insert(0, block.label if not block.label.startswith("#") else "")
            block = blocks.get(block.parent or "")
        found[name] = " ".join(filter(None, parts))
    return found


def _headings(draft: Draft, wanted: Collection[str]) -> set[str]:
    """The sections that the wanted blocks stand under."""
    blocks = {block.id: block for block in draft.blocks}
    found = set()
    for name in wanted:
        parent = blocks[name].parent
        while parent in blocks:
            if blocks[parent].kind == "section":
                found.add(parent)
            parent = blocks[parent].parent
    return found


def _amount(proposal: Proposal) -> int:
    """How many letters a proposal takes in its cell."""
    return len(proposal.words) + 2 * _AROUND


def _base(job: Job, held: Rendition) -> Rendition:
    """The text without the proposals that the table shows."""
    decisions = Decisions(recorded=decided_otherwise(held), undecided=job.decisions.undecided)
    return reconcile(job.draft, decisions, job.known, attribution=job.attribution)


def _unsure(job: Job, shown: set[int]) -> tuple[bool, bool]:
    """Whether any is inferred, and whether any is not known."""
    mine = [job.draft.proposals[n] for n in shown]
    return any(p.evidence == "inferred" for p in mine), any(p.positions and p.effect == "undecided" for p in mine)


def _proposals(job: Job, indices: Sequence[int], base: Rendered | None, width: int, own: tuple[str, ...]) -> str:
    """A cell with proposals, each in a paragraph: who, but for the column's `own`; what goes and what comes, in its context."""
    paragraphs = [paragraph("DraftCell", _proposal(job, job.draft.proposals[n], base, own)) for n in indices]
    return _tc("".join(paragraphs) or paragraph("DraftCell", ""), width)


def _proposal(job: Job, proposal: Proposal, base: Rendered | None, own: tuple[str, ...]) -> str:
    rgb = colour(proposal.sponsors if job.attribution == "full" else (), job.organization)
    name = named(proposal.sponsors, job.attribution, job.language)
    tag = runs(f"{name}: ", look(BOLD, color(rgb))) if name and proposal.sponsors != own else ""
    before, after = _context(proposal, base)
    pieces = [(s.start, typed(s.text, s.role, rgb)) for s in proposal.segments if s.text]
    pieces += [(start, runs(NESTED)) for start, _ in proposal.holes]  # where others stand in it, which have cells of their own
    words = runs(" ").join(text for _, text in sorted(pieces))
    against = named(proposal.objectors, job.attribution, job.language)
    if against:
        after += f" ({tell('oppose', job.language)}: {against})"
    if proposal.effect == "undecided":
        return tag + runs(f"{before}[") + words + runs("]") + signs(proposal) + runs(after)
    return tag + runs(before) + words + signs(proposal) + runs(after)


def _context(proposal: Proposal, base: Rendered | None) -> tuple[str, str]:
    """A little of the base text before and behind, in its own block."""
    if base is None or proposal.whole_block:
        return "", ""
    before = "".join(run.text for run in base.runs if run.start < proposal.start).strip()
    after = "".join(run.text for run in base.runs if run.start >= proposal.end).strip()
    left = before if len(before) <= _AROUND else f"…{before[-_AROUND:].partition(' ')[2]}"
    right = after if len(after) <= _AROUND else f"{after[:_AROUND].rpartition(' ')[0]}…"
    return (f"{left} " if left else ""), (right if right[:1] in ",.;:)" else f" {right}" if right else "")


_LONG = 700
"""The row of a longer paragraph may break over pages: kept whole, it would leave half a page empty."""
_LABEL, _REMARKS, _NARROWEST = 1150, 1500, 1700
"""Widths of columns, in twentieths of a point; a narrower one would hold a word or two."""


def _widths(width: int, amounts: Sequence[int]) -> list[int]:
    """The columns' widths: paragraph, base text, proposals, remarks. Whose text is longer gets more, but not in proportion:
    a paragraph twice as long is read as easily in a column half as wide again."""
    rest = width - _LABEL - _REMARKS - _NARROWEST * len(amounts)
    shares = [max(amount, 1) ** 0.5 for amount in amounts]
    given = [_NARROWEST + int(rest * share / sum(shares)) for share in shares]
    given[0] += width - _LABEL - _REMARKS - sum(given)
    return [_LABEL, *given, _REMARKS]


def grid(rows: Sequence[str], widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    size = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    properties = f'<w:tblPr><w:tblStyle w:val="TableGrid"/>{size}</w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(cells: Sequence[str], header: bool = False, breaks: bool = False) -> str:
    """A row, which `breaks` over pages or does not; the header stands on each page again."""
    whole, again = "" if breaks else "<w:cantSplit/>", "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr>{whole}{again}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, width: int, span: int = 1) -> str:
    return _tc(paragraph("DraftCell", content), width, span)


def _tc(paragraphs: str, width: int, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shade}</w:tcPr>{paragraphs}</w:tc>'
