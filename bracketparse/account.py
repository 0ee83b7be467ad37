"""The account: what became of the proposals of one draft in another, in figures that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bracketparse.matching import Change, Match

KEPT: tuple[Change, ...] = ("same", "reworded", "roles", "moved", "sponsors", "extent")
"""What A has and B has too."""
ENDED: tuple[Change, ...] = ("merged", "unbracketed", "gone")
"""What A has and B has not."""
ADDED: tuple[Change, ...] = ("split", "new")
"""What B has and A had not."""


@dataclass(frozen=True, slots=True)
class Account:
    """The figures. Always: `a` is the sum of what was kept and ended, `b` of what was kept and added."""

    a: int
    b: int
    figures: dict[str, int]
    """For each change, how many proposals."""

    @property
    def balances(self) -> bool:
        """True where the figures add up."""
        kept = sum(self.figures[key] for key in KEPT)
        return self.a == kept + sum(self.figures[key] for key in ENDED) and self.b == kept + sum(
            self.figures[key] for key in ADDED
        )


def account(a: int, b: int, matches: Iterable[Match]) -> Account:
    """Count the matches of drafts of `a` and `b` proposals."""
    counted = Counter(match.change for match in matches)
    made = Account(a, b, {key: counted[key] for key in (*KEPT, *ENDED, *ADDED)})
    assert made.balances, made
    return made
