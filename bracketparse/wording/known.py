"""Known: the wording where someone has the base text, or an earlier draft. Then it need not be inferred.

Every reading is tried: its old words, with the words around the bracket, are looked up in the base file. Where one is found,
that is how the bracket is read: evidence `base`. Where none is, or several are, the bracket is left to inference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from bracketparse.tree import Draft, Proposal
from bracketparse.wording.candidates import Runs, candidates
from bracketparse.wording.cases import Case
from bracketparse.wording.segments import segments
from bracketparse.wording.view import Ground, view

_WORD = re.compile(r"\w+(?:[-’'/]\w+)*|\|")
_BRACKET = re.compile(r"\[[^\[\]]*\]")
_ANCHOR = 3
"""So many words find a place."""
_AROUND = (8, 5, 3)
"""So many words on either side must be found with the old ones; where the most are not, fewer."""
_FAR = 200


class KnownBase:
    """A base text, to be asked whether words stand there one after the other."""

    def __init__(self, text: str) -> None:
        while (bare := _BRACKET.sub(" | ", text)) != text:  # of an earlier draft, the words outside its brackets are known
            text = bare
        self.words = [match[0].lower() for match in _WORD.finditer(text)]
        self._places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for n in range(len(self.words) - _ANCHOR + 1):
            self._places[tuple(self.words[n : n + _ANCHOR])].append(n)

    def has(self, words: Sequence[str]) -> bool:
        """True where these words, at least three, stand one after the other."""
        wanted = list(words)
        return any(self.words[n : n + len(wanted)] == wanted for n in self._places.get(tuple(wanted[:_ANCHOR]), ()))


def known(draft: Draft, cases: Sequence[Case], ground: Ground, base: str) -> dict[int, Proposal]:
    """The proposals whose wording a base text tells, by their index."""
    text = KnownBase(base)
    blocks = {block.id: block for block in draft.blocks}
    found: dict[int, Proposal] = {}
    for one in cases:
        block = blocks[one.proposal.block]
        left, right = _outside(draft, one.index, block.body, -1), _outside(draft, one.index, block.end, 1)
        readings = {runs: view(ground, one, runs).old_words for runs in candidates(one)}
        for size in _AROUND:
            head, tail = left[-size:], right[:size]
            if len(head) + len(tail) < _ANCHOR:
                break
            fitting = [runs for runs, old in readings.items() if text.has([*head, *old, *tail])]
            if head and tail and len({tuple(readings[runs]) for runs in fitting}) > 1:
                break  # it stands there more than once, differently
            if fitting:
                found[one.index] = _told(draft, one, max(fitting, key=lambda runs: (len(readings[runs]), -len(runs))))
                break
    return found


def _told(draft: Draft, one: Case, runs: Runs) -> Proposal:
    """The proposal as the base text tells it."""
    reason = _LACKS if runs == (("insert", 0, one.size),) else _HAS
    return replace(
        one.proposal, segments=segments(draft, one, runs), evidence="base", confidence=1.0, reasons=(reason,), likeliest=()
    )


_HAS = "the base text that was given has the old words here"
_LACKS = "the base text that was given does not have these words here"


def _outside(draft: Draft, index: int, edge: int, step: int) -> list[str]:
    """The words before or behind a proposal in its block, up to the next bracket."""
    here = draft.proposals[index]
    start, end = (edge, here.start) if step < 0 else (here.end, edge)
    for other in draft.proposals[index + 1 : index + 2] if step > 0 else draft.proposals[max(0, index - 1) : index]:
        if step < 0 and start < other.end <= here.start:
            start = other.end
        if step > 0 and here.end <= other.start < end:
            end = other.start
    start, end = (max(start, end - _FAR), end) if step < 0 else (start, min(end, start + _FAR))
    return [match[0].lower() for match in _WORD.finditer(draft.source, start, end)]
