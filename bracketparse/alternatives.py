"""Alternatives: proposals of which at most one can stand, and those that are one change together.

A label says it (`4ALT.`), the bracket itself (`[alt. …]`), a repeated number (`[1. …] [1. …]`), brackets side by side
(`[shall][should]`), a slash, an option.
Two brackets side by side of which the same delegation opposes the first and proposes the second are one substitution.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bracketparse.attitudes import WANTS_IN, WANTS_OUT
from bracketparse.beside import MODALS, Beside, beside
from bracketparse.found import Found
from bracketparse.languages import Language
from bracketparse.tree import Block, Proposal

_NEAR = 50
"""An alternative stands at most so many blocks behind its rival."""
_ALT = re.compile(r"(?P<of>.*?)\s*(?:ALT|Alt|alt)\.?\s*\d*[.:]?\Z")
_NUMBERED = re.compile(r"\[\s*\(?(\d{1,3}(?:\.\d{1,3})*|[a-z])[.)]\s")
_LABEL = re.compile(r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)|\d{1,2}\.")
_WORDS = re.compile(r"[^\W\d_]+")
_WILDCARDS = frozenset({"other", "others", "X", "x", "otro", "otra", "autre", "outro", "outra"})
"""They stand for another of what stands before them."""


def relate(
    source: str,
    blocks: Sequence[Block],
    proposals: list[Proposal],
    found: Sequence[Found],
    language: Language,
    fused: bool,
) -> list[Proposal]:
    """The proposals, with `alternative_to`, `unsure` and `linked` set. `found` are the same, one by one.

    `fused` is true where old and new words may share a bracket: tagged ones side by side are then two changes.
    """
    made = _labelled(blocks, proposals, found)
    ids = {id(f): p.id for f, p in zip(found, made, strict=True)}
    for n, item in enumerate(found):
        if item.rival is not None:
            made[n] = replace(made[n], alternative_to=ids[id(item.rival)])
    _in_own_paragraph(blocks, made, found)
    _same_number(blocks, made)
    _side_by_side(source, made, found, language, fused)
    for n, item in enumerate(found):
        if item.alt and not made[n].alternative_to:
            made[n] = replace(made[n], unsure=True)
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
        if block.parent == item.block.parent and block.label.rstrip(".):") == wanted:
            return block.id
    return None


def _in_own_paragraph(blocks: Sequence[Block], made: list[Proposal], found: Sequence[Found]) -> None:
    """`[alt. …]` alone in its paragraph vies with the paragraph or title before it; `[Alternative title: …]` with a title."""
    calling = {p.block for p, f in zip(made, found, strict=True) if f.alt and p.whole_block}
    whole = {p.block: p.id for p in made if p.whole_block and p.block not in calling}
    before: Block | None = None
    rivals: dict[str, Block | None] = {}
    for block in blocks if calling else ():
        if block.id in calling:
            rivals[block.id] = before
        elif block.kind not in ("note", "furniture"):
            before = block
    for n, (proposal, item) in enumerate(zip(made, found, strict=True)):
        rival = rivals.get(proposal.block)
        if rival is None or not item.alt or proposal.parent is not None or proposal.alternative_to:
            continue
        if rival.kind == "section" if item.alt == "title" else rival.kind == "paragraph":
            made[n] = replace(proposal, alternative_to=whole.get(rival.id, rival.id))


def _same_number(blocks: Sequence[Block], made: list[Proposal]) -> None:
    """Whole paragraphs in brackets that follow each other under one number: `[1. …] [1. …]`."""
    places = {block.id: n for n, block in enumerate(blocks)}
    labels = {block.id: block.label for block in blocks}
    sections = {block.id: block.parent for block in blocks}
    before: Proposal | None = None
    for n, proposal in enumerate(made):
        if not proposal.whole_block or proposal.parent is not None:
            continue
        label = labels[proposal.block]
        same = before is not None and label and labels[before.block] == label and not proposal.alternative_to
        same = same and before is not None and sections[before.block] == sections[proposal.block]
        if before is not None and same and places[proposal.block] - places[before.block] <= _NEAR // 10:
            made[n] = replace(proposal, alternative_to=before.alternative_to or before.id)
        before = made[n]


def _side_by_side(source: str, made: list[Proposal], found: Sequence[Found], language: Language, fused: bool) -> None:
    """Brackets with nothing, a space or a slash between them, in one paragraph and one bracket."""
    last: dict[int | None, int] = {}  # parent → the proposal before, in the same bracket
    heads: dict[int, int] = {}  # an alternative → the first of its row
    standing: dict[int, int] = {}  # a wildcard → the proposal before, another of which it stands for
    rows: set[int] = set()  # the first of brackets that are glued together, behind one that is not
    groups = _groups(source, made)
    for n, proposal in enumerate(made):
        before = last.get(proposal.parent)
        last[proposal.parent] = n
        if before is None or made[before].block != proposal.block or proposal.alternative_to or found[n].option:
            continue
        first = made[before]
        if found[n].alt and (found[before].alt or not source[first.end : proposal.start].strip()):
            made[n] = replace(proposal, alternative_to=first.alternative_to or first.id)
            continue
        between = source[first.end : proposal.start]
        if between.strip() or between.count("\n") > 1 or found[before].option:
            continue
        if proposal.words in _WILDCARDS:
            standing[n] = before
        if fused and (first.positions or proposal.positions):
            continue  # each is its delegations' own, whatever its words
        if _substitutes(first, proposal):
            made[n] = replace(proposal, alternative_to=first.id, linked=(first.id,))
            made[before] = replace(first, linked=(proposal.id,))
        elif _substitutes(proposal, first) and not first.alternative_to:  # the new words first
            made[n] = replace(proposal, linked=(first.id,))
            made[before] = replace(first, alternative_to=proposal.id, linked=(proposal.id,))
        elif source[proposal.start] == "/":
            made[n] = replace(proposal, alternative_to=first.alternative_to or first.id)
        else:
            heads[n] = heads.get(before, before) if first.alternative_to else before
            lead = _word_before(source, made[heads[n]].start)
            told = _told(source, made[standing.get(before, before)], proposal, lead, not between, language)
            if told is Beside.UNKNOWN and proposal.parent in groups:
                told = Beside.ALIKE
            if (
                told in (Beside.ALIKE, Beside.UNKNOWN)
                and between
                and not first.alternative_to
                and lead not in MODALS
                and _leads_row(made, n)
            ):
                told = Beside.UNKNOWN
                rows.add(n)
            if told is not Beside.ADDITION:
                rival = first.id if before in rows else first.alternative_to or first.id
                made[n] = replace(proposal, alternative_to=rival, unsure=told is Beside.UNKNOWN)
    _as_elsewhere(made)


def _leads_row(made: Sequence[Proposal], n: int) -> bool:
    """True where the next bracket stands glued to this one: these two are a row, `[mitigation] [contribution][commitment]`."""
    following = made[n + 1] if n + 1 < len(made) else None
    return following is not None and following.parent == made[n].parent and following.start == made[n].end


def _as_elsewhere(made: list[Proposal]) -> None:
    """Two words that are alternatives in one place of a draft are so in the others."""
    unsure = [n for n, proposal in enumerate(made) if proposal.unsure]
    if not unsure:
        return
    words = {p.id: p.words.lower() for p in made}
    told = {frozenset((p.words.lower(), words.get(p.alternative_to, ""))) for p in made if p.alternative_to and not p.unsure}
    for n in unsure:
        rival = made[n].alternative_to
        if rival is not None and frozenset((words[made[n].id], words.get(rival, ""))) in told:
            made[n] = replace(made[n], unsure=False)
            for k, follower in enumerate(made[n + 1 :], n + 1):  # the others of its row
                if follower.alternative_to != made[n].id:
                    break
                made[k] = replace(follower, alternative_to=rival)


def _groups(source: str, made: Sequence[Proposal]) -> set[int | None]:
    """The brackets that hold nothing but brackets: `[[Aims] [General objectives]]`."""
    left: dict[int, list[str]] = {}
    position: dict[int, int] = {}
    for proposal in made:
        if proposal.parent is not None and not proposal.option:
            outer = made[proposal.parent]
            start = position.get(proposal.parent, outer.inner)
            left.setdefault(proposal.parent, []).append(source[start : proposal.start].strip())
            position[proposal.parent] = proposal.end
    return {
        n for n, parts in left.items() if len(parts) > 1 and not any(parts) and not source[position[n] : made[n].stop].strip()
    }


def _word_before(source: str, offset: int) -> str:
    """The word in front of a bracket, wildcards apart: what it follows in a sentence."""
    words = _WORDS.findall(source, max(0, offset - 60), offset)
    return next((word.lower() for word in reversed(words) if word not in _WILDCARDS), "")


def _substitutes(first: Proposal, second: Proposal) -> bool:
    """True where a delegation wants the first out and the second in: `[US oppose: a] [US: b]`."""
    out = {p.delegation for p in first.positions if p.attitude in WANTS_OUT}
    put = {p.delegation for p in second.positions if p.attitude in WANTS_IN}
    return first.effect == "delete" and second.effect == "insert" and bool(out & put)


def _told(source: str, first: Proposal, second: Proposal, lead: str, tight: bool, language: Language) -> Beside:
    """Whether two brackets side by side are texts for one place, or two additions."""
    if bool(first.positions) != bool(second.positions) or (first.positions and {first.effect, second.effect} != {"insert"}):
        return Beside.ADDITION
    a, b = source[first.inner : first.stop].strip(), source[second.inner : second.stop].strip()
    before, behind = source[max(0, first.start - 40) : first.start], source[second.end : second.end + 1]
    if (before[-1:].isalpha() and _fragments(a, b)) or (tight and not any(c.isalnum() for c in a + b)):
        return Beside.EXCLUSIVE  # two endings of a word; two signs
    if behind.isalpha() and len(b) < 3 and a[-1:].lower() == b[-1:].lower():
        return Beside.EXCLUSIVE  # two first letters of a word
    if second.words in _WILDCARDS:
        return Beside.EXCLUSIVE
    one, other = _NUMBERED.match(source, first.start), _NUMBERED.match(source, second.start)
    if one and other:
        return Beside.EXCLUSIVE if one[1] == other[1] else Beside.ADDITION
    if not tight and ((before[-1:].isalpha() and a.isalpha() and len(a) < 4) or (behind.isalpha() and len(b) < 4)):
        return Beside.ADDITION  # the end, or the beginning, of a word, and something else
    if tight and not any(c.isalnum() for c in a) and b.lower() in language.conjunctions:
        return Beside.EXCLUSIVE  # a comma, or “and”
    if _LABEL.fullmatch(b):
        return Beside.ADDITION  # the label of an item, contested: `[(a)]`
    told = beside(a, b, lead, tight, language)
    own = bool(first.positions) and bool(set(first.sponsors) & set(second.sponsors))
    return Beside.ADDITION if told in (Beside.ALIKE, Beside.UNKNOWN) and own else told


def _fragments(a: str, b: str) -> bool:
    """True for two endings of a word: `modalit[y][ies]`."""
    return a.isalpha() and b.isalpha() and max(len(a), len(b)) <= 4 and b not in ("and", "or")
