"""Marks: what is known of the wording, written into the brackets as CriticMarkup.

`[CAN: vulnerabilidad riesgo]` becomes `[CAN: {--vulnerabilidad--} {++riesgo++}]`. What was only inferred carries a sign of it,
`{>>inferred 0.65<<}`, and what is not known carries `{>>undecided<<}`: reading it back must not turn an inference into a
State's own words, nor infer again, with less around it, what was left open (`design.md`, 2).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bracketparse.tree import Draft, Leaf, Proposal, Role

UNDECIDED = "{>>undecided<<}"
"""The sign that nothing is known of the words beside it."""
_SIGN = re.compile(r"\s*(?:inferred\s+(?P<confidence>0(?:\.\d+)?|1(?:\.0+)?)|undecided)\s*\Z")
_ROLES = {"insert": ("{++", "++}"), "delete": ("{--", "--}")}
_OPENING = ("{++", "{--", "{~~", "~>")
_MARK = re.compile(r"\{>>(.*?)<<\}|\{--|--\}|\{\+\+|\+\+\}|\{~~|~~\}|~>", re.DOTALL)
EXPLICIT = re.compile(r"\{>>[^<]*+(?:<(?!<\})[^<]*+)*<<\}|\{--|--\}|\{\+\+|\+\+\}|\{~~|~~\}|~>")
"""The signs of marks, and comments whole."""
_COMMENT = re.compile(r"\{>>.*?<<\}", re.DOTALL)
_UNMARKABLE = re.compile(r"[\[\]{]|--\}|\+\+\}")
"""The grammar's marks hold no bracket and no brace."""


def sign(confidence: float) -> str:
    """The sign that the marks beside it were inferred: `{>>inferred 0.65<<}`."""
    return f"{{>>inferred {confidence:g}<<}}"


def read_sign(comment: str) -> float | None:
    """The confidence that a comment mark's words give, 0 for undecided; None where it is a comment like any other."""
    match = _SIGN.match(comment)
    return float(match["confidence"] or 0) if match else None


def without_signs(text: str) -> str:
    """Text as a person has it on the page: without the signs that only plan writes and reads."""
    return _COMMENT.sub(lambda match: match[0] if read_sign(match[0][3:-3]) is None else "", text) if "{>>" in text else text


def marked_leaves(draft: Draft, guess: bool = False, left: Collection[int] = ()) -> Iterator[tuple[Leaf, str]]:
    """The leaves of the tree, each with its text: as in the source, but for marks where the wording is known.

    With `guess`, what is inferred or undecided is marked too, with its sign. A bracket whose words cannot stand in a mark stays
    as it is, and so do those of `left`, by index.
    """
    for leaf in draft.leaves():
        text = draft.source[leaf.start : leaf.end]
        yield leaf, text if leaf.proposal in left else marked_text(draft, leaf, text, guess)


def marked_text(draft: Draft, leaf: Leaf, text: str, guess: bool = False) -> str:
    """The text of one leaf with its marks (`marked_leaves`)."""
    if leaf.proposal is None:
        return text
    proposal = draft.proposals[leaf.proposal]
    marked = is_marked(draft, proposal, guess)
    if marked:
        text = _mark(proposal, leaf, text)
    if guess and proposal.segments:
        text = text.replace(UNDECIDED, "") if leaf.role == "markup" else text
        if leaf.end == proposal.segments[-1].end:
            text += _sign_of(proposal, marked)
    return text


def in_marks(draft: Draft, index: int, role: Role, text: str) -> str:
    """Words that came to stand among those of a proposal, in its marks where it has any."""
    if role not in _ROLES or not text.strip() or not is_marked(draft, draft.proposals[index], guess=True):
        return text
    before, after = _ROLES[role]
    return f"{before}{text}{after}"


def is_marked(draft: Draft, proposal: Proposal, guess: bool) -> bool:
    """True where marks are to be written: the wording is known, and is not marked yet."""
    head = draft.source[proposal.start : proposal.inner]
    if "[" not in head and not head.startswith("/"):
        return False  # an option, or a tag that lost its bracket: marks are read in brackets only
    if proposal.evidence not in (("base", "confirmed", "inferred") if guess else ("base", "confirmed")):
        return False
    changed = [s for s in proposal.segments if s.role in _ROLES]
    if proposal.evidence == "inferred" and any(draft.source.endswith(_OPENING, 0, s.start) for s in changed):
        return False  # the draft has these marks and their sign already
    return bool(changed) and not any(_UNMARKABLE.search(draft.source, s.start, s.end) for s in changed)


def _mark(proposal: Proposal, leaf: Leaf, text: str) -> str:
    """The text of a leaf, between its marks; marks and signs that were there are replaced."""
    if leaf.role in _ROLES:
        before, after = _ROLES[leaf.role]
        return f"{before}{text}{after}"
    text = _MARK.sub(lambda match: match[0] if match[1] is not None and read_sign(match[1]) is None else "", text)
    if leaf.start < proposal.inner or leaf.end > proposal.stop:
        return text
    comments = "".join(match[0] for match in _COMMENT.finditer(text))
    stray = bool(_COMMENT.sub("", text).strip())  # a stray sign between old and new words is of neither
    return f"{comments} " if stray else text


def _sign_of(proposal: Proposal, marked: bool) -> str:
    """The sign that its words carry, if any."""
    if marked and proposal.evidence == "inferred" and proposal.confidence is not None:
        return sign(proposal.confidence)
    undecided = proposal.positions and proposal.effect == "undecided" and proposal.evidence == "none"
    return UNDECIDED if undecided else ""
