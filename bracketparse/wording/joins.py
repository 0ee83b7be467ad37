"""Joins: how two neighbouring tokens of a text go together. There a reading shows, in the base text and in the new one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from bracketparse.basetext import root
from bracketparse.wording.classes import CLOSE, COMMA, END, OPEN, START, STOP
from bracketparse.wording.ground import Ground

_SIGNS = {COMMA, STOP, OPEN, CLOSE, START, END}
_AFTER = {  # signs that may not follow these
    COMMA: {COMMA, STOP, END, CLOSE},
    STOP: {COMMA},
    OPEN: {COMMA, STOP, END, CLOSE},
    START: {COMMA, STOP, END, CLOSE},
}
_ENDS = {COMMA, STOP, CLOSE, END}


class Join(NamedTuple):
    """What is known of two tokens side by side."""

    reads: float
    """How much more often than by chance their classes follow each other, as a logarithm."""
    broken: float
    """1 where no sentence can have them side by side: a connector that connects nothing, a doubled word."""
    signs: float
    """1 where two signs stand side by side that exclude each other."""
    stops: float
    """1 where a small letter follows a full stop."""
    attested: float
    """How often the base text has them side by side, as a logarithm."""
    agree: float
    """1 where two content words agree by their endings, -1 where they clash."""


def join(ground: Ground, first: str, second: str) -> Join:
    """How two tokens, as written, go together."""
    found = ground.joins.get((first, second))
    if found is None:
        a, b = first.lower(), second.lower()
        found = Join(
            _reads(ground, a, b),
            float(_broken(ground, a, b)),
            float(_signs(ground, a, b)),
            float(first == "." and second[0].islower()),
            _attested(ground, a, b),
            float(ground.classes.agree(a, b)),
        )
        ground.joins[first, second] = found
    return found


def edges(ground: Ground, left: str, tokens: Sequence[str], right: str) -> Join:
    """What is known of the joins where some tokens, or none, stand between two others: summed."""
    if not tokens:
        return join(ground, left, right)
    before, behind = join(ground, left, tokens[0]), join(ground, tokens[-1], right)
    return Join(
        before.reads + behind.reads,
        before.broken + behind.broken,
        before.signs + behind.signs,
        before.stops + behind.stops,
        before.attested + behind.attested,
        before.agree + behind.agree,
    )


def _reads(ground: Ground, first: str, second: str) -> float:
    return ground.frames.get((ground.classes.of(first), ground.classes.of(second)), 0.0)


def _broken(ground: Ground, first: str, second: str) -> bool:
    """A connector that connects nothing, two prepositions, articles or modal verbs, a doubled word."""
    language = ground.language
    if (first, second) in language.contractions:
        return False  # the two become one word
    b = ground.classes.of(second)
    if first in language.articles or first in language.prepositions or first in language.conjunctions:
        if b in _ENDS or first == second:
            return True
        for kind in (language.articles, language.prepositions):
            if first in kind and second in kind:
                return not ground.base.count(first, second)
        return b == "and"
    if ground.classes.of(first) == b == "modal":
        return True
    if first in language.function_words or b in _SIGNS:
        return first == second and b not in _SIGNS
    return first == second or (len(first) > 5 < len(second) and root(first) == root(second))


def _signs(ground: Ground, first: str, second: str) -> bool:
    return ground.classes.of(second) in _AFTER.get(ground.classes.of(first), ())


def _attested(ground: Ground, first: str, second: str) -> float:
    small = ground.small
    if not (first[0].isalpha() and second[0].isalpha()) or first in small or second in small:
        return 0.0  # "of" stands before anything: what tells is three words (`phrase_across`)
    return min(math.log1p(ground.base.count(first, second)), 3.0)
