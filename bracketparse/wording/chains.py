"""Chains: brackets side by side, read together.

`[CRI: the new words] [CRI: the old words]`: with each reading of one, other words stand beside the other. So the joins, in the
base text and in the text of each delegation, are scored along the whole row, over the likeliest readings of each bracket.
"""

from __future__ import annotations

import heapq
import itertools
import math
import operator
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from bracketparse.languages import Language
from bracketparse.languages import language as language_of
from bracketparse.tree import Draft
from bracketparse.wording.ground import Ground
from bracketparse.wording.joins import join
from bracketparse.wording.view import view
from bracketparse.wording.weights import Weights

if TYPE_CHECKING:
    from bracketparse.wording.elsewhere import Judged

LOOKS = ("reads", "broken", "signs", "stops", "attested", "agrees")
"""What is looked at in a join, in the order of `Join`; `base_reads` and `new_reads` are rules, and so on."""
EDGES = frozenset(f"{text}_{look}" for text in ("base", "new") for look in LOOKS)
"""The rules that look at joins."""
_READINGS = 4
"""So many readings of each bracket are tried, the two of one text always among them."""
_BEAM = 60
_LONGEST = 8
_TEXTS = 3
"""So many delegations' texts are looked at in one row."""

_State = tuple[float, tuple[str, ...], tuple[bool, ...], tuple[int, ...]]
"""A score, the last token of each text, whether it stands beside a bracket of that text's delegation, and the readings."""


def together(ground: Ground, weights: Weights, members: Sequence[Judged], gaps: Sequence[Sequence[str]]) -> None:
    """Set how likely the candidates of brackets side by side are. `gaps` are the tokens between them."""
    names = list(dict.fromkeys(s for m in members for s in m.case.proposal.sponsors[:1]))[:_TEXTS]
    texts = ["", *names]
    worths = [[weights.rules.get(f"{'new' if name else 'base'}_{look}", 0.0) for look in LOOKS] for name in texts]

    @cache
    def worth(text: int, first: str, second: str) -> float:
        return math.fsum(map(operator.mul, worths[text], join(ground, first, second)))

    left = members[0].case.left[-1]
    states: list[_State] = [(0.0, (left,) * len(texts), (False,) * len(texts), ())]
    options = [_options(ground, weights, m) for m in members]
    for n, member in enumerate(members):
        mine = [name == "" or name in member.case.proposal.sponsors for name in texts]
        grown = []
        for score, lasts, touched, chosen in states:
            for index, own, old, new in options[n]:
                total, ends, marks = score + own, list(lasts), list(touched)
                for t, name in enumerate(texts):
                    tokens = new if name and mine[t] else old
                    marks[t] = marks[t] or mine[t]
                    if tokens:
                        total += worth(t, lasts[t], tokens[0]) if marks[t] else 0.0
                        ends[t], marks[t] = tokens[-1], mine[t]
                for token in gaps[n] if n < len(gaps) else (member.case.right[0],):
                    for t in range(len(texts)):
                        total += worth(t, ends[t], token) if marks[t] else 0.0
                        ends[t], marks[t] = token, False
                grown.append((total, tuple(ends), tuple(marks), (*chosen, index)))
        states = heapq.nlargest(_BEAM, grown, key=lambda state: state[0])
    flanked = [
        n
        for n in range(1, len(members) - 1)
        if set(members[n - 1].case.proposal.sponsors) == set(members[n + 1].case.proposal.sponsors)
        and set(members[n].case.proposal.sponsors) != set(members[n - 1].case.proposal.sponsors)
    ]
    changes = _one_change(ground.language, members)
    states = [
        (score + _replacements(weights, members, chosen, changes) + _amid(weights, members, chosen, flanked), a, b, chosen)
        for score, a, b, chosen in states
    ]
    top = max(state[0] for state in states)
    raised = [math.exp(state[0] - top) for state in states]
    whole = sum(raised)
    for n, member in enumerate(members):
        likely = [0.0] * len(member.candidates)
        for weight, state in zip(raised, states, strict=True):
            likely[state[3][n]] += weight / whole
        member.likely = likely
        member.chained = True
    for change in changes:
        _link(members, sorted(change))


def _link(members: Sequence[Judged], change: Sequence[int]) -> None:
    """Mark the members of one change, and whether a full stop inside it tells where its new text ends."""
    texts = [members[n].case.tokens for n in change]
    inside = [a == "." and b[0].isalpha() for text in texts for a, b in itertools.pairwise(text)]
    between = [a[-1] == "." and members[n].case.written[0][0].islower() for a, n in zip(texts, change[1:], strict=False)]
    for n in change:
        members[n].linked = True
        members[n].ended = any(inside) or any(between)


def _options(ground: Ground, weights: Weights, member: Judged) -> list[tuple[int, float, list[str], list[str]]]:
    """The likeliest readings of a bracket: number, score without its joins, old and new tokens."""
    from bracketparse.wording.evidence import RULES

    edges = [(rule, weights.rules.get(rule.name, 0.0)) for rule in RULES if rule.name in EDGES]
    best = sorted(range(len(member.candidates)), key=lambda n: -member.likely[n])[:_READINGS]
    found = []
    for n in sorted({0, 1, *best}):
        seen = view(ground, member.case, member.candidates[n])
        joins = sum(weight * rule.measure(seen) for rule, weight in edges)
        found.append((n, member.score(n, weights) - joins, seen.old, seen.new))
    return found


def _replacements(weights: Weights, members: Sequence[Judged], chosen: Sequence[int], changes: Sequence[set[int]]) -> float:
    """What a delegation takes out in one bracket and puts in in the next is one replacement, no mere deletion."""
    worth = 0.0
    for change in changes:
        roles = [members[n].candidates[chosen[n]] for n in change]
        whole = [runs[0][0] for runs in roles if len(runs) == 1]
        if "delete" in whole and "insert" in whole:
            worth += weights.replacement - weights.rules.get("one_old_text", 0.0) * whole.count("delete")
    return worth


def _amid(weights: Weights, members: Sequence[Judged], chosen: Sequence[int], flanked: Sequence[int]) -> float:
    """A delegation edits the base text, not another one's new words: its bracket does not stand in the midst of these."""
    amid = 0
    for n in flanked:
        before, behind = members[n - 1].candidates[chosen[n - 1]], members[n + 1].candidates[chosen[n + 1]]
        amid += before[-1][0] == behind[0][0] == "insert"
    return weights.amid_new * amid


def links(draft: Draft, judged: Sequence[Judged]) -> dict[int, tuple[int, ...]]:
    """Of each proposal, the others of the same delegation in its row that are one change with it.

    Two that stand directly side by side make the link, the others of the row join it.
    """
    language = language_of(draft.language)
    found: dict[int, tuple[int, ...]] = {}
    for chain in chains(draft, judged):
        members = [judged[n] for n in chain]
        for change in _one_change(language, members):
            indices = {members[n].case.index for n in change}
            for index in indices:
                found[index] = tuple(sorted((indices | set(found.get(index, ()))) - {index}))
    return found


def _one_change(language: Language, members: Sequence[Judged]) -> list[set[int]]:
    """The members of a row that are one delegation's, where two of them stand directly side by side.

    Two that each begin with "and" are two additions.
    """
    found = []
    for sponsor in dict.fromkeys(s for m in members for s in m.case.proposal.sponsors):
        own = [n for n, m in enumerate(members) if sponsor in m.case.proposal.sponsors]
        additions = {n for n in own if members[n].case.tokens[0] in language.conjunctions}
        if any(b - a == 1 and not {a, b} <= additions for a, b in itertools.pairwise(own)):
            found.append(set(own))
    return found


def chains(draft: Draft, judged: Sequence[Judged]) -> Iterator[list[int]]:
    """Runs of brackets with nothing but spaces and commas between them."""
    run: list[int] = []
    for n, one in enumerate(judged):
        if run:
            last, here = judged[run[-1]].case.proposal, one.case.proposal
            apart = len(run) == _LONGEST or last.block != here.block
            if apart or not re.fullmatch(r"[\s,;]*", draft.source[last.end : here.start]) or last.end > here.start:
                if len(run) > 1:
                    yield run
                run = []
        run.append(n)
    if len(run) > 1:
        yield run
