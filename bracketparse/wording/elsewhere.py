"""Elsewhere: what the other brackets of a delegation say of a reading. One delegation makes one change throughout.

Each bracket speaks by what is seen in its own place; one that a person confirmed or marked speaks louder.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bracketparse.tree import Role
from bracketparse.wording.candidates import Runs
from bracketparse.wording.cases import Case
from bracketparse.wording.weights import Weights

_SLIGHT = 0.02
"""What is less likely than this does not count as said elsewhere."""
_FAINT = 0.05
_FEW_WORDS = 9
"""In longer texts no word replaces another."""
_SILENT = (0.0, 0.0, 0.0)
_RATHER = 0.3
"""So much likelihood, of a change and of its reverse, is given to begin with."""
_LOUDEST = 4.0
"""Voices from elsewhere count no more than this, in logits."""
_KNOWN = 3.0
"""So many inferred ones a known bracket counts for."""
_LONGEST_KEY = 8
"""Runs of more words are not looked for elsewhere."""

Key = tuple[str, ...]
"""The content words of a run, by their roots; of small words also the kind of place."""


@dataclass(slots=True)
class Judged:
    """A case with its candidates, and how likely each is."""

    case: Case
    candidates: list[Runs]
    own: Sequence[float]
    """The score of each candidate from the evidence for it alone."""
    words: Sequence[float]
    """How much of that is from rules that look at the words wherever they stand."""
    content: Sequence[str] = ()
    """The root of each word of the bracket; empty where it is a small word."""
    place: tuple[str, ...] = ()
    """The kinds of word before the bracket and behind it."""
    support: Sequence[tuple[float, float, float]] = ()
    """What the delegation's other brackets say for each candidate: of its runs, of a word that it replaces by
    another, and of words kept together here of which they replace one by the other."""
    likely: Sequence[float] = ()
    """The probability of each candidate."""
    chained: bool = False
    """True where other brackets stand beside it."""
    linked: bool = False
    """True where some of these are one change with it."""
    ended: bool = False
    """True where a full stop tells where the new text of that change ends."""

    def keys(self, n: int) -> list[tuple[Role, Key]]:
        """What a candidate puts in and takes out, as others may do too. Small words are the same change only in the same
        kind of place."""
        found: list[tuple[Role, Key]] = []
        runs, spoken = self.candidates[n], self.case.spoken
        for role, first, last in runs:
            if 0 < last - first <= _LONGEST_KEY:
                content = tuple(filter(None, self.content[first:last]))
                found.append((role, content or ("", *spoken[first:last], "in", *(self.place if len(runs) == 1 else spoken))))
        return found

    def score(self, n: int, weights: Weights) -> float:
        """The score of a candidate."""
        whole, change, contrary = self.support[n]
        heard = weights.elsewhere * whole + weights.known_change * change + weights.contrary_change * contrary
        return self.own[n] + heard


Pair = tuple[str, str]
"""An old word and a new one."""


class _Speaker:
    """A bracket that is heard by others of its delegation."""

    def __init__(self, judged: Judged, loudness: float) -> None:
        self.judged = judged
        self.sponsors = judged.case.proposal.sponsors
        self.voices = {key: loudness * voice for key, voice in _voices(judged).items()}
        self.changes = {pair: loudness * likely for pair, likely in _changes(judged).items()}


def hear(judged: Sequence[Judged], known: Sequence[Judged]) -> None:
    """Set the support of each: what the other brackets of its delegations say, those whose wording is known among them."""
    speakers = [_Speaker(one, 1.0) for one in judged]
    said: dict[tuple[str, Key], float] = defaultdict(float)
    changes: dict[tuple[str, Pair], float] = defaultdict(float)
    speaking: Counter[Pair] = Counter()
    for speaker in (*speakers, *(_Speaker(one, _KNOWN) for one in known)):
        for sponsor in speaker.sponsors:
            for key, voice in speaker.voices.items():
                said[sponsor, key] += voice
            for pair, likely in speaker.changes.items():
                changes[sponsor, pair] += likely
        speaking.update(speaker.changes.keys())
    for one in speakers:
        one.judged.support = [
            _support(one, one.judged.keys(n), said, changes, speaking) for n in range(len(one.judged.candidates))
        ]


def _support(
    listener: _Speaker,
    keys: Sequence[tuple[Role, Key]],
    said: dict[tuple[str, Key], float],
    changes: dict[tuple[str, Pair], float],
    speaking: Counter[Pair],
) -> tuple[float, float, float]:
    """What others say for one candidate; see `Judged.support`. `speaking` is how many brackets have each change."""
    whole = 0.0
    for role, key in keys:
        own = listener.voices.get(key, 0.0)
        others = sum(said[sponsor, key] - own for sponsor in listener.sponsors if (sponsor, key) in said)
        whole += others if role == "insert" else -others
    whole = max(-_LOUDEST, min(_LOUDEST, whole))

    def elsewhere(old: str, new: str) -> float:
        """How many other brackets of the delegation replace the one word by the other: the sum of their likelihoods."""
        pair = (old, new)
        if speaking.get(pair, 0) == (pair in listener.changes):
            return 0.0  # no other bracket has it
        own = listener.changes.get(pair, 0.0)
        return max((changes[sponsor, pair] - own for sponsor in listener.sponsors if (sponsor, pair) in changes), default=0.0)

    def odds(old: str, new: str) -> float:
        there, back = elsewhere(old, new), elsewhere(new, old)
        return math.log((there + _RATHER) / (back + _RATHER)) if there or back else 0.0

    change = max([odds(old, new) for old, new in _pairs(keys)], key=abs, default=0.0)
    words = keys[0][1] if len(keys) == 1 else ()  # one text with both words
    both = max([elsewhere(a, b) for a in words for b in words if (a, b) in speaking], default=0.0)
    return (whole, change, min(both, 1.0)) if whole or change or both else _SILENT


def _voices(one: Judged) -> dict[Key, float]:
    """What a bracket says of the words of its runs: positive where they are likelier new, negative where old."""
    roles: dict[Key, list[float]] = {}
    for n, likely in enumerate(one.likely):
        if likely >= _SLIGHT:
            for role, key in one.keys(n):
                roles.setdefault(key, [0.0, 0.0])[role == "delete"] += likely
    return {key: (a + b) * math.log((a + _FAINT) / (b + _FAINT)) for key, (a, b) in roles.items()}


def _changes(one: Judged) -> dict[Pair, float]:
    """How likely a bracket replaces which word by which."""
    found: dict[Pair, float] = defaultdict(float)
    for n, likely in enumerate(one.likely):
        if likely >= _SLIGHT:
            for pair in _pairs(one.keys(n)):
                found[pair] += likely
    return found


def _pairs(keys: Sequence[tuple[Role, Key]]) -> list[tuple[str, str]]:
    """The pairs of an old word and a new one, where a reading replaces one by the other."""
    if len(keys) != 2:
        return []
    (first, a), (_, b) = keys
    if len(a) * len(b) > _FEW_WORDS:
        return []
    old, new = (a, b) if first == "delete" else (b, a)
    return [(x, y) for x in old for y in new if x != y and x not in new and y not in old]
