"""Settling: one venue for two drafts of one text that were each told to be of another.

A draft read in two notations differs from itself at every bracket. So both are read in that of their venues in which more of
their brackets are understood: name a delegation, or are an option.
"""

from __future__ import annotations

from collections.abc import Callable

from bracketparse.tree import Draft


def settle(a: Draft, b: Draft, reread: Callable[[str], tuple[Draft, Draft]]) -> tuple[Draft, Draft] | None:
    """Both drafts in one venue; None where they are, or cannot be. `reread` gives both, read in the venue that it is given.

    Where as many are understood in either, the venue is that of the first draft.
    """
    if a.venue == b.venue:
        return None
    both = [read for read in map(reread, (a.venue, b.venue)) if read[0].venue == read[1].venue]
    return max(both, key=lambda read: sum(map(_understood, read)), default=None)


def _understood(draft: Draft) -> int:
    """How many of its brackets name a delegation, or are an option."""
    return sum(bool(p.positions) or p.option for p in draft.proposals)
