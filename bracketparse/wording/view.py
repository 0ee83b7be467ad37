"""A view: one reading of a bracket, and the two texts that it makes. What the evidence looks at."""

from __future__ import annotations

from dataclasses import dataclass

from bracketparse.wording.candidates import Runs
from bracketparse.wording.cases import Case
from bracketparse.wording.ground import Ground
from bracketparse.wording.joins import Join, edges


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
    base: Join
    """The joins of the old tokens, or of none, with those outside, which the base text then has."""
    accepted: Join
    """The same of the new tokens."""


def view(ground: Ground, case: Case, runs: Runs) -> View:
    """One reading of a case."""
    old: list[str] = []
    new: list[str] = []
    old_words: list[str] = []
    new_words: list[str] = []
    for n, (role, first, last) in enumerate(runs):
        start, stop = case.token_at(first), case.token_at(last)
        if len(runs) == 3:  # a comma before the last run belongs to it
            start -= n == 2 and case.tokens[start - 1] == ","
            stop -= n == 1 and case.tokens[stop - 1] == ","
        (old if role == "delete" else new).extend(case.written[start:stop])
        (old_words if role == "delete" else new_words).extend(case.spoken[first:last])
    meets = case.token_at(runs[0][2]) if len(runs) > 1 else 0
    if len(runs) == 2 and old and old[-1] == ":":
        old.pop()  # a colon between old and new words separates them
    small = ground.small
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
        edges(ground, case.left[-1], old, case.right[0]),
        edges(ground, case.left[-1], new, case.right[0]),
    )
