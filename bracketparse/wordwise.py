"""Word by word: which words of two paragraphs are the same.

The words are mapped to code points and compared by diff-match-patch, without a time limit, so that the clock decides nothing.
Long texts are first anchored by what stands once in both. A stretch taken out and the one put in at its place share no word,
else a longer common text would have been found; but for the small words (the, of) of a phrase that was rewritten. Where an edit
can stand at several places, it stands where a person would put it: at a bracket, a clause, a conjunction.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

_LONGEST = 60
"""Longer stretches are first anchored by what stands once in both."""
_SIZE = 3
"""So many words in a row are an anchor."""
_TOO_MUCH = 500_000
"""Stretches of more pairs of words than this are compared only at what stands once in both, or not at all."""
_CONJUNCTIONS = frozenset(
    ["y", "e", "o", "u", "ni", "and", "or", "nor", "et", "ou", "así", "as", "including", "incluidos", "incluidas"]
)


class Hunk(NamedTuple):
    """A stretch that differs: words `a0:a1` of the one side are `b0:b1` in the other."""

    a0: int
    a1: int
    b0: int
    b1: int


def differences(
    a: Sequence[str],
    b: Sequence[str],
    owned_a: Sequence[bool] = (),
    owned_b: Sequence[bool] = (),
    small: Container[str] = (),
) -> list[Hunk]:
    """The stretches that differ, in order; between them the words are the same.

    `owned_…` tells of each word whether it belongs to a proposal: an edit that can stand at several places stands there.
    `small` are words, in small letters, that say nothing where they are the same amid others that are not.
    """
    if a == b:
        return []
    hunks = _settle(a, b, merged(_compare(a, b, 0, len(a), 0, len(b))), owned_a, owned_b)
    parts = [part for hunk in hunks for part in _without_common(a, b, hunk)]
    return _phrases(a, b, _across_signs(a, b, parts), small)


def equal_stretches(hunks: Sequence[Hunk], a: int, b: int) -> list[Hunk]:
    """What lies between the hunks of two texts of `a` and `b` words: stretches of the same length."""
    found, at_a, at_b = [], 0, 0
    for hunk in (*hunks, Hunk(a, a, b, b)):
        if hunk.a0 > at_a:
            found.append(Hunk(at_a, hunk.a0, at_b, hunk.b0))
        at_a, at_b = hunk.a1, hunk.b1
    return found


def _compare(a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int) -> list[Hunk]:
    """The hunks between `a0:a1` and `b0:b1`; an explicit stack, so that no text is too deep."""
    found: list[Hunk] = []
    todo = [(a0, a1, b0, b1)]
    while todo:
        a0, a1, b0, b1 = todo.pop()
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
        if a0 == a1 or b0 == b1:
            if a1 > a0 or b1 > b0:
                found.append(Hunk(a0, a1, b0, b1))
            continue
        anchors = _anchors(a, b, a0, a1, b0, b1, _SIZE) if a1 - a0 > _LONGEST and b1 - b0 > _LONGEST else []
        if not anchors and (a1 - a0) * (b1 - b0) > _TOO_MUCH:
            anchors = _anchors(a, b, a0, a1, b0, b1, 1)
            if not anchors:
                found.append(Hunk(a0, a1, b0, b1))
                continue
        if not anchors:
            found += _by_letters(a[a0:a1], b[b0:b1], a0, b0)
            continue
        at_a, at_b = a0, b0
        for n, m, size in anchors:
            if n < at_a or m < at_b:
                continue
            todo.append((at_a, n, at_b, m))
            at_a, at_b = n + size, m + size
        todo.append((at_a, a1, at_b, b1))
    return sorted(found)


def _anchors(a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int, size: int) -> list[tuple[int, int, int]]:
    """Runs of words that stand once in either stretch, as many as follow each other in both."""
    places: list[dict[tuple[str, ...], int]] = []
    for words, start, stop in ((a, a0, a1), (b, b0, b1)):
        seen: dict[tuple[str, ...], int] = {}
        for n in range(start, stop - size + 1):
            run = tuple(words[n : n + size])
            seen[run] = -1 if run in seen else n
        places.append(seen)
    pairs = [(n, places[1].get(run, -1)) for run, n in places[0].items() if n >= 0]
    return [(n, m, size) for n, m in longest_increasing([pair for pair in pairs if pair[1] >= 0])]


def longest_increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, sorted by their first, in which the second increase too."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for n, (_, second) in enumerate(pairs):
        at = bisect_left(tails, second)
        before.append(tail_at[at - 1] if at else -1)
        if at == len(tails):
            tails.append(second)
            tail_at.append(n)
        else:
            tails[at], tail_at[at] = second, n
    chosen = []
    n = tail_at[-1] if tail_at else -1
    while n >= 0:
        chosen.append(pairs[n])
        n = before[n]
    return chosen[::-1]


def _by_letters(a: Sequence[str], b: Sequence[str], at_a: int, at_b: int) -> list[Hunk]:
    """The hunks of two stretches, each word a letter of an alphabet made for them."""
    from diff_match_patch import diff_match_patch  # type: ignore[import-untyped]

    alphabet: dict[str, str] = {}
    texts = []
    for words in (a, b):
        for word in words:
            if word not in alphabet:
                code = len(alphabet) + 1
                alphabet[word] = chr(code if code < 0xD800 else code + 0x800)  # surrogates are no letters
        texts.append("".join(alphabet[word] for word in words))
    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    found: list[Hunk] = []
    for kind, text in differ.diff_main(*texts, False):
        size = len(text)
        if kind == 0:
            at_a, at_b = at_a + size, at_b + size
        elif kind < 0:
            found.append(Hunk(at_a, at_a + size, at_b, at_b))
            at_a += size
        else:
            found.append(Hunk(at_a, at_a, at_b, at_b + size))
            at_b += size
    return found


def merged(hunks: Sequence[Hunk]) -> list[Hunk]:
    """Hunks that touch are one."""
    found: list[Hunk] = []
    for hunk in hunks:
        if found and found[-1].a1 == hunk.a0 and found[-1].b1 == hunk.b0:
            found[-1] = Hunk(found[-1].a0, hunk.a1, found[-1].b0, hunk.b1)
        else:
            found.append(hunk)
    return found


def _without_common(a: Sequence[str], b: Sequence[str], hunk: Hunk) -> list[Hunk]:
    """The hunk, or, where both its sides hold a word after all (two that joined beside an anchor), what is left around it."""
    old, new = a[hunk.a0 : hunk.a1], b[hunk.b0 : hunk.b1]
    if not set(old).intersection(new) or len(old) * len(new) > _TOO_MUCH:
        return [hunk]
    return merged(_by_letters(old, new, hunk.a0, hunk.b0))


def _across_signs(a: Sequence[str], b: Sequence[str], hunks: list[Hunk]) -> list[Hunk]:
    """Where a word is struck on one side of a sign and put in again on the other, it is kept if fewer words change so."""
    found: list[Hunk] = []
    for hunk in hunks:
        last = found[-1] if found else None
        if last is None or hunk.a0 - last.a1 > _ISLAND or any(map(_is_word, a[last.a1 : hunk.a0])):
            found.append(hunk)
            continue
        crossed = set(a[last.a0 : last.a1]) & set(b[hunk.b0 : hunk.b1]) | set(b[last.b0 : last.b1]) & set(a[hunk.a0 : hunk.a1])
        if any(map(_is_word, crossed)):
            both = Hunk(last.a0, hunk.a1, last.b0, hunk.b1)
            old = [word if _is_word(word) else f"{word}\0" for word in a[both.a0 : both.a1]]  # no sign is to be kept for a word
            again = merged(_by_letters(old, b[both.b0 : both.b1], both.a0, both.b0))
            if sum(_changed(a, b, one) for one in again) < _changed(a, b, last) + _changed(a, b, hunk):
                found[-1:] = again
                continue
        found.append(hunk)
    return found


def _changed(a: Sequence[str], b: Sequence[str], hunk: Hunk) -> int:
    return _count(a[hunk.a0 : hunk.a1]) + _count(b[hunk.b0 : hunk.b1])


_REWRITTEN = 6
"""Between stretches of so many words changed, a sign or a small word that is the same by chance says nothing."""
_ISLAND = 3
"""Such an island is of at most so many words, or signs."""


def _phrases(a: Sequence[str], b: Sequence[str], hunks: list[Hunk], small: Container[str]) -> list[Hunk]:
    """Two rewritten stretches with nothing but signs or small words between them are one; any other word stands."""
    phrases: list[Hunk] = []
    for hunk in hunks:
        while phrases and _is_one(a, b, phrases[-1], hunk, small):
            last = phrases.pop()
            hunk = Hunk(last.a0, hunk.a1, last.b0, hunk.b1)
        phrases.append(hunk)
    return phrases


def _is_one(a: Sequence[str], b: Sequence[str], first: Hunk, second: Hunk, small: Container[str]) -> bool:
    """True where two hunks and what lies between them read as one change, in which no word but a small one is put in again."""
    island = a[first.a1 : second.a0]
    words = list(filter(_is_word, island))
    if not all(word.lower() in small for word in words) or len(words) > _ISLAND or len(island) - len(words) > _ISLAND:
        return False
    sizes = [max(_count(a[one.a0 : one.a1]), _count(b[one.b0 : one.b1])) for one in (first, second)]
    changed = _changed(a, b, first) + _changed(a, b, second)
    if min(sizes) < max(len(words), 1) or changed < _REWRITTEN + 2 * len(words):
        return False
    old, new = (
        {w for w in side if _is_word(w) and w.lower() not in small}
        for side in (a[first.a0 : second.a1], b[first.b0 : second.b1])
    )
    return not old & new


def _count(words: Iterable[str]) -> int:
    return sum(map(_is_word, words))


def _is_word(text: str) -> bool:
    return text[0].isalnum()


# Where an edit stands


def _settle(
    a: Sequence[str], b: Sequence[str], hunks: list[Hunk], owned_a: Sequence[bool], owned_b: Sequence[bool]
) -> list[Hunk]:
    """Move every pure insertion or deletion to the best of the places where it says the same."""
    settled: list[Hunk] = []
    waiting = hunks[::-1]
    while waiting:
        hunk = waiting.pop()
        left = settled[-1] if settled else Hunk(0, 0, 0, 0)
        right = waiting[-1] if waiting else Hunk(len(a), len(a), len(b), len(b))
        pure_a, pure_b = hunk.b0 == hunk.b1, hunk.a0 == hunk.a1
        if pure_a or pure_b:
            words, owned = (a, owned_a) if pure_a else (b, owned_b)
            start, stop = (hunk.a0, hunk.a1) if pure_a else (hunk.b0, hunk.b1)
            room_left, room_right = hunk.a0 - left.a1, right.a0 - hunk.a1
            shift = _best_shift(words, owned, start, stop, room_left if settled else -room_left, room_right)
            hunk = Hunk(hunk.a0 + shift, hunk.a1 + shift, hunk.b0 + shift, hunk.b1 + shift)
        if settled and settled[-1].a1 == hunk.a0 and settled[-1].b1 == hunk.b0:
            last = settled.pop()
            waiting.append(Hunk(last.a0, hunk.a1, last.b0, hunk.b1))
        else:
            settled.append(hunk)
    return settled


def _best_shift(words: Sequence[str], owned: Sequence[bool], start: int, stop: int, left: int, right: int) -> int:
    """How far to move the edit `start:stop`. `left` and `right`: how many equal words stand on either side.

    `left` is negative where there is no other edit on the left, only the text's beginning.
    """
    most_left = 0
    while most_left < abs(left) and words[start - 1 - most_left] == words[stop - 1 - most_left]:
        most_left += 1
    if left > 0 and most_left == left:
        return -most_left  # it joins the edit before it
    most_right = 0
    while most_right < right and words[start + most_right] == words[stop + most_right]:
        most_right += 1
    shifts = range(-min(most_left, 60), min(most_right, 60) + 1)
    return max(shifts, key=lambda n: (_fitness(words, owned, start + n, stop + n), -abs(n)))


def _fitness(words: Sequence[str], owned: Sequence[bool], start: int, stop: int) -> float:
    """How well an edit stands at a place."""
    first, last = words[start], words[stop - 1]
    before = words[start - 1] if start else ""
    score = 0.0
    if owned:
        score += 10 * sum(owned[start:stop]) / (stop - start)
    depth = lowest = 0
    for word in words[start:stop]:
        depth += (word == "[") - (word == "]")
        lowest = min(lowest, depth)
    score += 6 if depth == 0 and lowest == 0 else 0  # no bracket is torn
    score += 4 if first == "[" and last == "]" else 0
    score += 4 if before in ("", ".", ";", "?", "!") and last in (".", ";", "?", "!") else 0
    score += 2 if first in _CONJUNCTIONS else 0
    score += 1 if first == "," else 0
    return score - (1 if last in _CONJUNCTIONS or last in ("(", "“", "«") else 0)
