"""Alternatives: proposals of which at most one can stand, and those that are one change together.

A label says it (`4ALT.`), a repeated number (`[1. …] [1. …]`), brackets side by side (`[shall][should]`), a slash, an option.
Two brackets side by side of which the same delegation opposes the first and proposes the second are one substitution.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bracketparse.attitudes import WANTS_IN, WANTS_OUT
from bracketparse.found import Found
from bracketparse.tree import Block, Proposal

_NEAR = 50
"""An alternative stands at most so many blocks behind its rival."""
_ALT = re.compile(r"(?P<of>.*?)\s*(?:ALT|Alt|alt)\.?\s*\d*\.?\Z")
_GOES_ON = re.compile(
    r"\W*(?:(?:and|or|nor|y|e|o|u|et|ou)\s+\w|(?:as\s+well\s+as|including|inter\s+alia|such\s+as|in\s+particular|especially|where|if|that|which|so\s+as|according|"
    r"subject\s+to)\b)|\s*[,;.]",
    re.IGNORECASE,
)
"""What begins so goes on, and is no alternative to what stands before it."""
_JOINTS = frozenset(["and", "or", "nor", "and/or", "but", "y", "e", "o", "u", "et", "ou"])
_PREPOSITIONS = frozenset(
    [
        "of",
        "in",
        "on",
        "to",
        "for",
        "with",
        "by",
        "from",
        "at",
        "under",
        "through",
        "within",
        "as",
        "of",
        "between",
        "among",
        "de",
        "en",
        "a",
        "para",
        "con",
        "por",
        "dans",
        "pour",
    ]
)
_GOES_OVER = re.compile(r"(?:[,;]|\w\s+(?:and|or|y|o|et|ou))\s*\Z", re.IGNORECASE)


def relate(source: str, blocks: Sequence[Block], proposals: list[Proposal], found: Sequence[Found]) -> list[Proposal]:
    """The proposals, with `alternative_to` and `linked` set. `found` are the same, one by one."""
    made = _labelled(blocks, proposals, found)
    ids = {id(f): p.id for f, p in zip(found, made, strict=True)}
    for n, item in enumerate(found):
        if item.rival is not None:
            made[n] = replace(made[n], alternative_to=ids[id(item.rival)])
    _same_number(blocks, made)
    _side_by_side(source, made, found)
    return made


def _labelled(blocks: Sequence[Block], proposals: list[Proposal], found: Sequence[Found]) -> list[Proposal]:
    """`4ALT.` stands for the block 4, or for the one proposal that is the whole of block 4."""
    places = {block.id: n for n, block in enumerate(blocks)}
    made = [
        replace(p, alternative_to=_rival(f, blocks, places[f.block.id])) if f.whole_block else p
        for p, f in zip(proposals, found, strict=True)
    ]
    whole = {p.block: p.id for p in made if p.whole_block and not p.alternative_to}
    return [
        replace(p, alternative_to=whole[p.alternative_to]) if p.alternative_to in whole and p.alternative_to else p
        for p in made
    ]


def _rival(item: Found, blocks: Sequence[Block], place: int) -> str | None:
    """The block whose place an alternative would take: 4ALT that of 4."""
    match = _ALT.match(item.block.label)
    if match is None:
        return None
    wanted = match["of"].rstrip(".")
    for block in reversed(blocks[max(0, place - _NEAR) : place]):
        if block.parent == item.block.parent and block.label.rstrip(".)") == wanted:
            return block.id
    return None


def _same_number(blocks: Sequence[Block], made: list[Proposal]) -> None:
    """Whole paragraphs in brackets that follow each other under one number: `[1. …] [1. …]`."""
    places = {block.id: n for n, block in enumerate(blocks)}
    labels = {block.id: block.label for block in blocks}
    before: Proposal | None = None
    for n, proposal in enumerate(made):
        if not proposal.whole_block or proposal.parent is not None:
            continue
        label = labels[proposal.block]
        same = before is not None and label and labels[before.block] == label and not proposal.alternative_to
        if before is not None and same and places[proposal.block] - places[before.block] <= _NEAR // 10:
            made[n] = replace(proposal, alternative_to=before.alternative_to or before.id)
        before = made[n]


def _side_by_side(source: str, made: list[Proposal], found: Sequence[Found]) -> None:
    """Brackets with nothing, a space or a slash between them, in one paragraph and one bracket."""
    last: dict[int | None, int] = {}  # parent → the proposal before, in the same bracket
    for n, proposal in enumerate(made):
        before = last.get(proposal.parent)
        last[proposal.parent] = n
        if before is None or made[before].block != proposal.block or proposal.alternative_to or found[n].option:
            continue
        first = made[before]
        if found[n].alt and found[before].alt:
            made[n] = replace(proposal, alternative_to=first.alternative_to or first.id)
            continue
        between = source[first.end : proposal.start]
        if between.strip() or between.count("\n") > 1 or found[before].option:
            continue
        if _substitutes(first, proposal):
            made[n] = replace(proposal, alternative_to=first.id, linked=(first.id,))
            made[before] = replace(first, linked=(proposal.id,))
        elif source[proposal.start] == "/" or _exclusive(source, first, proposal):
            made[n] = replace(proposal, alternative_to=first.alternative_to or first.id)


def _substitutes(first: Proposal, second: Proposal) -> bool:
    """True where a delegation wants the first out and the second in: `[US oppose: a] [US: b]`."""
    out = {p.delegation for p in first.positions if p.attitude in WANTS_OUT}
    put = {p.delegation for p in second.positions if p.attitude in WANTS_IN}
    return first.effect == "delete" and second.effect == "insert" and bool(out & put)


def _additive(a: str, b: str) -> bool:
    """True where the words do not vie: a lone "and", or a phrase that a preposition joins to what stands before it."""
    small = _JOINTS | _PREPOSITIONS
    if (a in small) != (b in small):
        return True
    first, second = a.split(" ", 1)[0], b.split(" ", 1)[0]
    purpose = (first == "to") != (second == "to") and first in _PREPOSITIONS
    return (
        purpose
        or (second in _PREPOSITIONS and first not in _PREPOSITIONS)
        or (first in _JOINTS and " " in a and second not in _JOINTS)
    )


def _exclusive(source: str, first: Proposal, second: Proposal) -> bool:
    """True where two brackets side by side are texts for one place, not two additions."""
    if bool(first.positions) != bool(second.positions) or (first.positions and {first.effect, second.effect} != {"insert"}):
        return False
    a, b = source[first.inner : first.stop].strip(), source[second.inner : second.stop].strip()
    tight = first.end == second.start
    glued_before = source[first.start - 1 : first.start].isalpha()
    glued_behind = source[second.end : second.end + 1].isalpha()
    if (glued_before and _fragments(a, b)) or (tight and not any(c.isalnum() for c in a + b)):
        return True  # two endings of a word; two signs
    if a[-1:] == b[-1:] and a[-1:] in (";", ".") and b[:1].isupper() and " " in b:
        return True  # two full texts of a paragraph
    if _additive(a.lower(), b.lower()) or _GOES_ON.match(b) or _GOES_OVER.search(a):
        return False
    return (tight or not (glued_before or glued_behind)) and (a[-1:] not in (".", ";", ":") or b[:1].isupper())


def _fragments(a: str, b: str) -> bool:
    """True for two endings of a word: `modalit[y][ies]`."""
    return a.isalpha() and b.isalpha() and max(len(a), len(b)) <= 4 and b not in ("and", "or")
