"""Cases: each bracket whose wording is to be told, as tokens, with the tokens around it."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from bracketparse.tree import Block, Draft, Proposal

TOKEN = re.compile(r"\w+(?:[-’'/]\w+)*|[.,;:!?…()“”«»–—]")
_DISPLACED = re.compile(r"(?<=[\w,])\s+\.\s*\Z")
"""A full stop with a space before it, and the bracket behind it."""
_REACH = 120
"""So many characters on either side are looked at."""
_AROUND = 2
"""So many tokens on either side are kept."""


@dataclass(slots=True)
class Case:
    """A bracket: its words and signs, and those around it."""

    proposal: Proposal
    index: int
    """Of the proposal in the draft."""
    tokens: list[str]
    """Words in small letters, and signs."""
    written: list[str]
    """The same, as written."""
    words: array[int]
    """Which tokens are words."""
    spoken: list[str]
    """These words, in small letters."""
    starts: array[int]
    """Where each word begins in the source."""
    ends: array[int]
    left: tuple[str, ...]
    """The tokens before it in its block, brackets left out; `¶` where the block begins."""
    right: tuple[str, ...]
    """The tokens behind it; `⏎` where the block ends. These and the ones before it are as written."""
    begins: bool
    """True where a sentence begins at the bracket."""
    outer: bool = False
    """True where other proposals stand inside it."""
    has_alternative: bool = False
    """True where the same delegation has an alternative to it."""
    breaks: float | None = None
    """How many joins of its own words are broken, if they are one text; None until asked for."""
    capitals: list[int] | None = None
    """Which of its words begin a sentence, as far as capitals tell; None until asked for."""

    @property
    def size(self) -> int:
        """How many words it has."""
        return len(self.words)

    def token_at(self, word: int) -> int:
        """The token with which the run that begins at a word begins: 0 for the first word, signs before it included."""
        return 0 if word == 0 else self.words[word] if word < len(self.words) else len(self.tokens)


def case(draft: Draft, index: int, block: Block) -> Case:
    """The case of a proposal."""
    proposal, source = draft.proposals[index], draft.source
    tokens: list[str] = []
    written: list[str] = []
    spoken: list[str] = []
    words, starts, ends = array("L"), array("L"), array("L")
    for segment in proposal.segments:
        for match in TOKEN.finditer(source, segment.start, segment.end):
            small = sys.intern(match[0].lower())
            if small[0].isalnum() or small[0] == "_":
                words.append(len(tokens))
                spoken.append(small)
                starts.append(match.start())
                ends.append(match.end())
            tokens.append(small)
            written.append(sys.intern(match[0]))
    before, first = _before(draft.proposals, source, block.body, index)
    behind, last = _behind(draft.proposals, source, block.end, index)
    if displaced := _DISPLACED.search(before):  # its place is behind the bracket
        before, behind = before[: displaced.start()], ". " + behind
    left = tuple(match[0] for match in TOKEN.finditer(before))[-_AROUND:]
    right = tuple(match[0] for match in TOKEN.finditer(behind))[:_AROUND]
    if len(left) < _AROUND and (first or not left):
        left = ("¶", *left)
    if len(right) < _AROUND and (last or not right):
        right = (*right, "⏎")
    begins = re.search(r"\w[^.;:!?]*\Z", before) is None
    return Case(proposal, index, tokens, written, words, spoken, starts, ends, left, right, begins)


def _before(proposals: Sequence[Proposal], source: str, body: int, index: int) -> tuple[str, bool]:
    """The source before the proposal in its block, brackets left out, as far as we look; and whether the block begins there."""
    text: list[str] = []
    position, left = proposals[index].start, _REACH
    for other in reversed(proposals[max(0, index - _REACH) : index]):
        if other.end > position:
            continue  # the one it stands in, or one inside another
        start = max(other.end, body, position - left)
        text.insert(0, source[start:position])
        left -= position - start
        if start > other.end or left <= 0:
            return " ".join(text), start == body
        position = other.start
        if position <= body:
            return " ".join(text), True
    start = max(body, position - left)
    text.insert(0, source[start:position])
    return " ".join(text), start == body


def _behind(proposals: Sequence[Proposal], source: str, end: int, index: int) -> tuple[str, bool]:
    """The source behind the proposal in its block, brackets left out, as far as we look; and whether the block ends there."""
    text: list[str] = []
    position, left = proposals[index].end, _REACH
    for other in proposals[index + 1 : index + 1 + _REACH]:
        if other.start < position:
            continue
        stop = min(other.start, end, position + left)
        text.append(source[position:stop])
        left -= stop - position
        if stop < other.start or left <= 0:
            return " ".join(text), stop == end
        position = other.end
        if position >= end:
            return " ".join(text), True
    stop = min(end, position + left)
    text.append(source[position:stop])
    return " ".join(text), stop == end
