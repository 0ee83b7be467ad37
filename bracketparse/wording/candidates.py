"""Candidates: every way to read a bracket as at most three runs of new and old words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bracketparse.tree import Role
from bracketparse.wording.cases import Case

Runs = tuple[tuple[Role, int, int], ...]
"""Runs of words `(role, first, behind the last)`, by the number of the word; together they are all words of the bracket."""

_ALL = 14
"""In brackets of so many words any two neighbours may be where two texts meet."""
_MIDDLING = 60
"""In a longer one no old words are looked for amid new ones."""
_LONGEST = 400
"""A bracket of more words is one text, however it came about."""
_MOST = 12
"""In a longer one no more places are tried than these, likeliest first."""


def candidates(case: Case) -> list[Runs]:
    """The readings of a case, the two with one run first."""
    n = case.size
    found: list[Runs] = [*_whole(n)]
    if case.proposal.whole_block or case.outer or not 1 < n <= _LONGEST:
        return found
    for k in _places(case):
        found += _cut(k, n)
    for k, m in _middles(case):
        found.append((("insert", 0, k), ("delete", k, m), ("insert", m, n)))
    return found


@lru_cache(maxsize=10_000)
def _whole(n: int) -> tuple[Runs, Runs]:
    """One text of so many words, put in or taken out. Kept, for a draft may hold very many brackets of as many words."""
    return (("insert", 0, n),), (("delete", 0, n),)


@lru_cache(maxsize=10_000)
def _cut(k: int, n: int) -> tuple[Runs, Runs]:
    """Two texts that meet at a word."""
    return (("delete", 0, k), ("insert", k, n)), (("insert", 0, k), ("delete", k, n))


def _places(case: Case) -> list[int]:
    """Where two texts may meet."""
    n = case.size
    if n <= _ALL:
        return list(range(1, n))
    words = case.spoken
    marked: dict[int, int] = {}
    seen = {words[0][:5]: 0}
    for k in range(1, n):
        between = case.words[k] - case.words[k - 1] > 1
        capital = case.written[case.words[k]][0].isupper()
        stop = between and case.tokens[case.words[k] - 1] in ".:;"
        again = words[k][:5] in seen
        marked[k] = 4 * stop + 3 * capital + 2 * (words[k] == words[0]) + again - between
        seen.setdefault(words[k][:5], k)
    best = sorted(marked, key=lambda k: (-marked[k], min(k, n - k)))[:_MOST]
    return sorted(best)


def _middles(case: Case) -> Iterator[tuple[int, int]]:
    """Where old words may stand between new ones: behind a capital inside, and before a comma."""
    if not case.begins or case.size > _MIDDLING:
        return
    for k in range(1, case.size - 1):
        if case.written[case.words[k]][0].isupper():
            for m in range(k + 1, case.size):
                if case.tokens[case.words[m] - 1] == ",":
                    yield k, m
                    break
