"""Sides: what is compared, a draft or a rendition, as paragraphs of words that know their proposals.

Invariant: the text of a side is what is compared, whole; every offset here is a code point of it, spans are half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bracketparse.tree import Block, Draft, Kind, Proposal

if TYPE_CHECKING:
    from bracketparse.reconcile import Rendition

_LETTER = "\\w\u0300-\u036f\u00ad\u200c\u200d"
_TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)+(?![{_LETTER}])|[{_LETTER}]+(?:[-‐‑'’][{_LETTER}]+)*+|\{{\+\+|\+\+\}}|\{{--|--\}}|\{{~~|~>|~~\}}|\S"
)
"""A word with its inner hyphens and apostrophes, a figure, an explicit mark, or one other sign."""


def text_tokens(text: str) -> list[tuple[str, bool]]:
    """The words and signs of a text, each with whether white space stands before it."""
    return [(m[0], text[m.start() - 1 : m.start()].isspace()) for m in _TOKEN.finditer(text)]


class Token(NamedTuple):
    """A word or a sign."""

    text: str
    start: int
    end: int
    owner: int
    """The innermost proposal that it stands in, as an index; -1 outside all brackets."""
    role: str
    """`text` outside brackets, `markup` for a bracket and its tag, else the role or state of the words."""

    @property
    def is_word(self) -> bool:
        """False for a punctuation mark or another sign."""
        return self.text[0].isalnum() or self.text[0] == "_"


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
        last = len(self.starts) - 1
        for match in _TOKEN.finditer(self.text, start, end):
            begin = match.start()
            while at < last and self.starts[at + 1] <= begin:
                at += 1
            yield Token(match[0], begin, match.end(), self.owners[at], self.roles[at])

    def in_label(self, paragraph: int) -> int:
        """How many of its tokens are its label."""
        return bisect_left([token.start for token in self.tokens(paragraph)[:8]], self.paragraphs[paragraph].body)

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

    def proposal(self, index: int) -> Proposal:
        """A proposal of the draft."""
        return self.draft.proposals[index]


def of_draft(draft: Draft, name: str = "") -> Side:
    """A draft as written, brackets and all."""
    starts, owners, roles = [0], [-1], ["text"]
    for leaf in draft.leaves():
        starts.append(leaf.start)
        owners.append(-1 if leaf.proposal is None else leaf.proposal)
        roles.append(leaf.role)
    paragraphs = tuple(
        Paragraph(block.id, block.kind, block.label, spans, block.body, _words(draft.source, spans, block.body))
        for block, spans in zip(draft.blocks, _spans(draft.blocks), strict=True)
        if block.kind != "furniture" and spans
    )
    return Side(name or draft.name, "draft", draft.source, draft, paragraphs, starts, owners, roles)


def _words(text: str, spans: Sequence[tuple[int, int]], body: int) -> str:
    return " ".join(" ".join(text[max(start, body) : end] for start, end in spans if end > body).split())


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
