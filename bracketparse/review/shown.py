"""Shown: a draft's text on the screen, as text only. Marks stand beside the styles, for terminals without them."""

from __future__ import annotations

import textwrap

from textual.content import Content

from bracketparse.deciding import STATES, State
from bracketparse.outcomes import Decisions, Recorded, Verb
from bracketparse.phrases import phrase
from bracketparse.reconcile import reconcile
from bracketparse.sentences import Marked, around
from bracketparse.tree import Draft
from bracketparse.unconfirmed import with_signs
from bracketparse.visible import visible

_STYLES = {"old": ("{--", "--}", "strike"), "new": ("{++", "++}", "underline bold")}
SIGNS: dict[State, str] = {"open": "·", "accept": "+", "reject": "−", "hold": "=", "conflict": "!"}
assert set(SIGNS) == set(STATES)


def plain(text: str, style: str = "") -> Content:
    """Text that is no markup and cannot act on the terminal."""
    return Content.styled(visible(text, keep="\n"), style) if style else Content(visible(text, keep="\n"))


def sentence(marked: Marked, language: str, indent: str = "") -> Content:
    """A sentence with its old and new words."""
    parts = []
    for state, words in marked or (("same", phrase("not_in_text", language)),):
        if state in _STYLES:
            before, behind, style = _STYLES[state]
            parts.append(plain(f"{before}{words}{behind}", style))
        else:
            parts.append(plain(words))
    return Content(indent).append(Content("").join(parts))


def paragraph(draft: Draft, index: int) -> tuple[Content, int]:
    """The paragraph of a proposal as the draft has it, the proposal set off; and where that begins."""
    part, _ = around(draft, index)
    proposal = draft.proposals[index]
    start, end = min(b.start for b in part.blocks), max(b.end for b in part.blocks)
    before, own, behind = (
        " ".join(draft.source[a:b].split())
        for a, b in ((start, proposal.start), (proposal.start, proposal.end), (proposal.end, end))
    )
    lead = f"{before} " if before and draft.source[proposal.start - 1].isspace() else before
    gap = " " if behind and draft.source[proposal.end].isspace() else ""
    return Content("").join([plain(lead), plain(own, "reverse"), plain(gap + behind)]), len(lead)


def result(draft: Draft, index: int, found: tuple[State, ...]) -> tuple[Content, int]:
    """The paragraph that results, with what is open in its brackets; and where the proposal's words begin in it."""
    part, kept = around(draft, index)
    recorded = tuple(Recorded(k, _verb(found[n])) for k, n in enumerate(kept))
    rendition, _, _ = with_signs(reconcile(part, Decisions(recorded=recorded)))
    own = kept.index(index)
    parts: list[Content] = []
    length, place = 0, -1
    for rendered in rendition.blocks:
        if parts:
            parts.append(plain("\n"))
        if rendered.label:
            parts.append(plain(f"{rendered.label} "))
        for run in rendered.runs:
            if place < 0 and (run.proposal == own or own in run.seam):
                place = sum(len(p.plain) for p in parts)
            mine = run.proposal == own and run.state != "open"
            style = "underline bold" if run.state == "inserted" and mine else "reverse" if run.proposal == own else ""
            parts.append(plain(run.text, style))
    length = sum(len(p.plain) for p in parts)
    return Content("").join(parts), min(max(place, 0), length)


def _verb(state: State) -> Verb:
    return "hold" if state in ("open", "conflict") else state  # type: ignore[return-value]


def line_of(text: str, offset: int, width: int) -> int:
    """About which line of a pane of that width holds an offset."""
    lines = [row for line in text[:offset].split("\n") for row in textwrap.wrap(line, max(width, 10)) or [""]]
    return max(len(lines) - 1, 0)
