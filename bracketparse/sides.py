"""Sides: what is compared, a draft or a rendition, as paragraphs of words that know their proposals.

Invariant: the text of a side is what is compared, whole; every offset here is a code point of it, spans are half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bracketparse.hyphens import Hyphens
from bracketparse.languages import language as language_of
from bracketparse.notes import RAISED, anchors
from bracketparse.tokens import Token, is_mark, tokens_of, without_marks
from bracketparse.tree import Block, Draft, Kind, Proposal

if TYPE_CHECKING:
    from bracketparse.reconcile import Rendition


class Paragraph(NamedTuple):
    """A block of a side, as it is compared."""

    id: str
    kind: Kind
    label: str
    spans: tuple[tuple[int, int], ...]
    """Where its text stands, label included: more than one span where a note or a page number interrupts it."""
    body: int
    """Where the words begin, behind the label."""
    words: str
    """Its words, white space folded, without the label."""

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.spans[0][0]


@dataclass(slots=True)
class Side:
    """One of the two texts that are compared."""

    name: str
    version: str
    """`draft`, or which version of the draft: `base`, `CAN`, …"""
    text: str
    draft: Draft
    paragraphs: tuple[Paragraph, ...]
    starts: list[int]
    """Where the stretches begin, each of one owner and role."""
    owners: list[int]
    roles: list[str]
    rendition: Rendition | None = None
    seams: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    """Of a rendition: where proposals were taken in or left out."""
    hyphens: Hyphens | None = None
    """Of a draft whose line breaks mean nothing."""
    _tokens: dict[int, tuple[Token, ...]] = field(default_factory=dict)
    _blocks: dict[str, Block] = field(default_factory=dict)

    def tokens(self, paragraph: int) -> tuple[Token, ...]:
        """The words and signs of a paragraph, those of its label first."""
        found = self._tokens.get(paragraph)
        if found is None:
            spans = self.paragraphs[paragraph].spans
            found = tuple(token for start, end in spans for token in self._read(start, end))
            self._tokens[paragraph] = found
        return found

    def _read(self, start: int, end: int) -> Iterator[Token]:
        at = bisect_right(self.starts, start) - 1
        if self.rendition is not None:
            yield from self._of_rendition(start, end, at)
            return
        before: Token | None = None
        while at < len(self.starts) and self.starts[at] < end:
            stop = self.starts[at + 1] if at + 1 < len(self.starts) else end
            for token in self._of_stretch(at, max(self.starts[at], start), min(stop, end)):
                if before is not None and token.start > before.end and not token.space:  # marks stand between
                    parted = {before.role, token.role} == {"insert", "delete"}
                    gap = without_marks(self.text[before.end : token.start])
                    token = token._replace(space=parted or any(map(str.isspace, gap)))
                yield token
                before = token
            at += 1

    def _of_rendition(self, start: int, end: int, at: int) -> Iterator[Token]:
        """The words of a rendition: a word of which a part is somebody's stays whole."""
        last = len(self.starts) - 1
        for token in tokens_of(self.text, start, end, -1, "text"):
            while at < last and self.starts[at + 1] <= token.start:
                at += 1
            yield token._replace(owner=self.owners[at], role=self.roles[at]) if self.owners[at] >= 0 else token

    def _of_stretch(self, at: int, start: int, end: int) -> Iterator[Token]:
        """The words of a stretch of a draft; of markup, what is no mark."""
        owner, role = self.owners[at], self.roles[at]
        if role == "anchor":
            yield Token(_figure(self.text[start:end]), start, end, owner, "text", self.text[start - 1 : start].isspace())
            return
        found = tokens_of(self.text, start, end, owner, role, self.hyphens)
        proposal = self.proposal(owner) if owner >= 0 else None
        if proposal is None or role != "markup":
            yield from found
        elif proposal.start == start:
            yield from _opening(proposal, [token for token in found if not is_mark(token.text)])
        else:
            inside = proposal.inner <= start and end <= proposal.stop
            yield from (t for t in found if not is_mark(t.text) and not (inside and t.text == ":"))
        if proposal is not None and not proposal.closed and proposal.end == end:
            yield Token("]", end, end, owner, "markup")

    def in_label(self, paragraph: int) -> int:
        """How many of its tokens are its label."""
        return bisect_left([token.start for token in self.tokens(paragraph)[:8]], self.paragraphs[paragraph].body)

    def has_anchor(self, paragraph: int) -> bool:
        """True where a figure in its words calls a note."""
        start, end = self.paragraphs[paragraph].body, self.paragraphs[paragraph].spans[-1][1]
        return "anchor" in self.roles[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def owned(self, start: int, end: int) -> tuple[int, ...]:
        """The proposals that own something between two offsets, in order."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        found = dict.fromkeys(self.owners[first : bisect_left(self.starts, end, first)])
        return tuple(n for n in found if n >= 0)

    def block(self, paragraph: int) -> Block:
        """The block of the draft that a paragraph is."""
        if not self._blocks:
            self._blocks.update((block.id, block) for block in self.draft.blocks)
        return self._blocks[self.paragraphs[paragraph].id]

    def seams_between(self, start: int, end: int) -> list[tuple[int, tuple[int, ...]]]:
        """The seams between two offsets."""
        return self.seams[bisect_left(self.seams, (start, ())) : bisect_right(self.seams, (end, (len(self.text),)))]

    @property
    def small_words(self) -> Container[str]:
        """The function words of its language."""
        return language_of(self.draft.language).function_words

    def proposal(self, index: int) -> Proposal:
        """A proposal of the draft."""
        return self.draft.proposals[index]

    def words_of(self, index: int) -> str:
        """All words of a proposal, those broken at a line's end joined, figures that call notes raised."""
        p = self.proposal(index)
        called = "anchor" in self.roles[bisect_left(self.starts, p.start) : bisect_left(self.starts, p.end)]
        if not called and (self.hyphens is None or "- " not in p.words):
            return p.words
        parts = [self._raised(s.start, s.end) for s in p.segments if s.text]
        if self.hyphens is not None:
            parts = [self.hyphens.joined(part) for part in parts]
        return " ".join(word for part in parts for word in part.split())

    def _raised(self, start: int, end: int) -> str:
        """The text between two offsets, with the figures that call notes as they are read."""
        text, position = "", start
        for at in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            if self.roles[at] == "anchor":
                text += self.text[position : self.starts[at]]
                position = self.starts[at + 1]
                text += _figure(self.text[self.starts[at] : position])
        return text + self.text[position:end]


def _figure(text: str) -> str:
    """A figure that calls a note, as it is read: raised."""
    return text.strip().rstrip("./").translate(RAISED)


def of_draft(draft: Draft, name: str = "", beside: str = "") -> Side:
    """A draft as written, brackets and all.

    `beside` is the text that it is to be compared with, which may write a broken word whole.
    """
    starts, owners, roles = [0], [-1], ["text"]
    for leaf in draft.leaves():
        starts.append(leaf.start)
        owners.append(-1 if leaf.proposal is None else leaf.proposal)
        roles.append(leaf.role)
    side = Side(name or draft.name, "draft", draft.source, draft, (), starts, owners, roles)
    if draft.unit == "line" and draft.layout.width is not None:
        side.hyphens = Hyphens(draft.source, beside)
    for start, end in anchors(draft):
        at = bisect_right(starts, start) - 1
        if roles[at] != "markup" and (at + 1 == len(starts) or starts[at + 1] >= end):
            starts[at + 1 : at + 1] = [start, end]
            owners[at + 1 : at + 1] = [owners[at], owners[at]]
            roles[at + 1 : at + 1] = ["anchor", roles[at]]
    blocks = [(b, s) for b, s in zip(draft.blocks, _spans(draft.blocks), strict=True) if b.kind != "furniture" and s]
    side.paragraphs = tuple(Paragraph(b.id, b.kind, b.label, spans, b.body, "") for b, spans in blocks)
    faulty = {p.block for p in draft.proposals if _is_faulty(draft, p)}
    side.paragraphs = tuple(p._replace(words=_words(side, n, p.id in faulty)) for n, p in enumerate(side.paragraphs))
    return side


def _is_faulty(draft: Draft, p: Proposal) -> bool:
    """True where a bracket is read otherwise than it is written."""
    gaps = pairwise(p.segments) if ":" in draft.source[p.inner : p.stop] else ()
    colon = any(":" in draft.source[x.end : y.start] for x, y in gaps)
    return colon or not p.closed or draft.source[p.start] != "[" or any(x.inferred for x in p.positions)


def _words(side: Side, n: int, faulty: bool) -> str:
    """The words of a paragraph of a draft, as they are read."""
    paragraph = side.paragraphs[n]
    text = " ".join(side.text[max(start, paragraph.body) : end] for start, end in paragraph.spans if end > paragraph.body)
    if faulty or "{" in text or (side.hyphens is not None and side.hyphens.joined(text) is not text) or side.has_anchor(n):
        return text_of(side.tokens(n)[side.in_label(n) :])
    return " ".join(text.split())


def _opening(proposal: Proposal, found: Sequence[Token]) -> Iterator[Token]:
    """The bracket that opens and its tag, what is faulty in them as it is read."""
    outside = found[0].text != "[" and any(token.text == "[" for token in found)
    if outside:  # the tag stands before the bracket
        yield found[0]._replace(text="[", end=found[0].start)
        found = [found[0]._replace(space=False), *(token for token in found[1:] if token.text != "[")]
    meant = {p.as_written: p.delegation for p in proposal.positions if p.inferred}
    yield from (token._replace(text=meant.get(token.text, token.text)) for token in found)
    if proposal.positions and found[-1].is_word:
        yield found[-1]._replace(text=":", start=found[-1].end, space=False)


def _spans(blocks: Sequence[Block]) -> list[tuple[tuple[int, int], ...]]:
    """The stretches of every block, what interrupts it left out."""
    spans: list[list[tuple[int, int]]] = [[] for _ in blocks]
    stack: list[tuple[int, int]] = []  # block, position

    def close(position: int) -> None:
        while stack and blocks[stack[-1][0]].end <= position:
            outer, begun = stack.pop()
            if blocks[outer].end > begun:
                spans[outer].append((begun, blocks[outer].end))

    for index, block in enumerate(blocks):
        close(block.start)
        if stack:
            outer, begun = stack.pop()
            if block.start > begun:
                spans[outer].append((begun, block.start))
            stack.append((outer, block.end))
        stack.append((index, block.start))
    close(max((block.end for block in blocks), default=0))
    return [tuple(found) for found in spans]


def of_rendition(rendition: Rendition, parts: Sequence[str], name: str = "", version: str = "") -> Side:
    """A version of a draft. `parts`: its blocks as written out, each with the line breaks before it; joined, its text."""
    side = Side(name or rendition.draft.name, version, "".join(parts), rendition.draft, (), [0], [-1], ["text"], rendition)
    paragraphs, position = [], 0
    for rendered, part in zip(rendition.blocks, parts, strict=False):
        start = position + len(part) - len(part.lstrip())
        position += len(part)
        stop = start + len(part.strip())
        body = start + len(rendered.label) if rendered.label and side.text.startswith(rendered.label, start) else start
        words = " ".join(side.text[body:stop].split())
        paragraphs.append(Paragraph(rendered.block.id, rendered.kind, rendered.label, ((start, stop),), body, words))
        at = body
        for run in rendered.runs:
            at = _skip_space(side.text, at, stop)
            if run.seam:
                side.seams.append((at, run.seam))
            if run.proposal is not None or side.owners[-1] >= 0:
                side.starts.append(at)
                side.owners.append(-1 if run.proposal is None else run.proposal)
                side.roles.append("text" if run.proposal is None else run.state)
            at = _behind(side.text, at, run.text)
        if side.owners[-1] >= 0:
            side.starts.append(stop)
            side.owners.append(-1)
            side.roles.append("text")
    side.paragraphs = tuple(paragraphs)
    return side


def _skip_space(text: str, at: int, stop: int) -> int:
    while at < stop and text[at].isspace():
        at += 1
    return at


def _behind(text: str, at: int, run: str) -> int:
    """The offset behind a run that stands in `text` from `at`, its white space perhaps otherwise."""
    for word in run.split():
        at = text.index(word, at) + len(word)
    return at


def text_of(tokens: Sequence[Token]) -> str:
    """Words as a text, white space folded."""
    return "".join((" " if token.space and n else "") + token.text for n, token in enumerate(tokens))
