"""A view: one reading of a bracket, and the two texts that it makes. What the evidence looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from bracketparse.basetext import BaseText
from bracketparse.languages import Language
from bracketparse.wording.candidates import Runs
from bracketparse.wording.cases import Case
from bracketparse.wording.classes import Classes


@dataclass(slots=True)
class Ground:
    """What all cases of a draft are judged by."""

    base: BaseText
    language: Language
    classes: Classes
    frames: dict[tuple[str, str], float]
    joins: dict[tuple[str, str], Join] = field(default_factory=dict)
    """What is known of two tokens side by side."""
    small: frozenset[str] = frozenset()
    """Words without content."""
    said: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    """The delegations with the words of their brackets."""


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


@dataclass(slots=True)
class View:
    """A reading of a case. Tokens are as written, words in small letters."""

    ground: Ground
    case: Case
    runs: Runs
    old: list[str]
    """The tokens that the base text has here."""
    new: list[str]
    """The tokens that the accepted text has here."""
    meets: int
    """The token with which the second run begins; 0 where there is one run only."""
    old_words: list[str]
    new_words: list[str]
    old_content: list[str]
    """Its words that are no function words."""
    new_content: list[str]
    base_joins: Join | None = None
    new_joins: Join | None = None


def view(ground: Ground, case: Case, runs: Runs) -> View:
    """One reading of a case."""
    old: list[str] = []
    new: list[str] = []
    for n, (role, first, last) in enumerate(runs):
        start, stop = case.token_at(first), case.token_at(last)
        if len(runs) == 3:  # a comma before the last run belongs to it
            start -= n == 2 and case.tokens[start - 1] == ","
            stop -= n == 1 and case.tokens[stop - 1] == ","
        (old if role == "delete" else new).extend(case.written[start:stop])
    meets = case.token_at(runs[0][2]) if len(runs) > 1 else 0
    if len(runs) == 2 and old and old[-1] == ":":
        old.pop()  # a colon between old and new words separates them
    small = ground.small
    old_words = [t.lower() for t in old if t[0].isalnum()]
    new_words = [t.lower() for t in new if t[0].isalnum()]
    return View(
        ground,
        case,
        runs,
        old,
        new,
        meets,
        old_words,
        new_words,
        [w for w in old_words if w not in small],
        [w for w in new_words if w not in small],
    )
