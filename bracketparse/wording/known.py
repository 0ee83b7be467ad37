"""Known: the wording where someone has the base text, or an earlier draft. Then it need not be inferred.

The words on either side of a bracket, or of some that stand near each other, are looked up there. What stands between them
tells how the bracket is read, if it is one of its readings: evidence `base`. Where they are not found, or something else
stands between them in one of the places, the bracket is left to inference.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from bracketparse.tree import Draft, Proposal
from bracketparse.wording.candidates import Runs, candidates
from bracketparse.wording.cases import Case
from bracketparse.wording.segments import segments

_WORD = re.compile(r"\w+(?:[-’'/]\w+)*|[†‡※]")
"""A word, or the sign behind words that a version of ours took from an inference: these tell nothing."""
_BROKEN = re.compile(r"(?<=\w)-[ \t]*[\r\n]\s*(?=\w)")
"""A word broken at a line's end."""
_INFERRED = "†‡※"
_EDGE, _UNKNOWN = "¶", "|"
"""What stands, among the words, for a paragraph's beginning or end, and for what is not known: a bracket, an inference."""
_ANCHOR = 3
"""So many words on one side find a place."""
_AROUND = (16, 8, 5, 3)
"""So many words on either side are looked for, or all up to the paragraph's edge; where the most are not found, fewer."""
_MANY = 200
"""Words that stand in more places than this tell nothing of one of them."""

Old = tuple[str, ...]
"""The old words of a reading, as they are compared."""


class KnownBase:
    """A base text or an earlier draft, to be asked what stands between some words."""

    def __init__(self, draft: Draft) -> None:
        self.words: list[str] = [_EDGE]
        self.paragraphs: set[Old] = set()
        for row in _rows(draft).values():
            words = [_UNKNOWN if isinstance(word, int) else word for word in row]
            self.words += [*words, _EDGE]
            self.paragraphs.add((_EDGE, *words, _EDGE))
        self._places: dict[Old, list[int]] = defaultdict(list)
        for n in range(len(self.words) - _ANCHOR + 1):
            self._places[tuple(self.words[n : n + _ANCHOR])].append(n)

    def between(self, head: Old, tail: Old, most: int) -> set[Old]:
        """What stands between these words, at most so many words. One side is three words long at least."""
        found: set[Old] = set()
        anchors = [(self._at(head, n), len(head) - n, True) for n in range(len(head) - _ANCHOR + 1)]
        anchors += [(self._at(tail, n), -n, False) for n in range(len(tail) - _ANCHOR + 1)]
        places, shift, by_head = min(anchors, key=lambda anchor: len(anchor[0]))
        for place in places if len(places) <= _MANY else ():
            for size in range(most + 1):
                start = place + shift - (0 if by_head else size)
                words = tuple(self.words[start : start + size])
                if start < len(head) or _EDGE in (words[-1:] if by_head else words[:1]):
                    break  # the paragraph ends
                if self._stands(head, start - len(head)) and self._stands(tail, start + size):
                    found.add(words)
        return found

    def _at(self, words: Old, n: int) -> Sequence[int]:
        """Where the words stand of which the `n`-th is the first."""
        return self._places.get(words[n : n + _ANCHOR], ())

    def _stands(self, words: Old, at: int) -> bool:
        return self.words[at : at + 1] == [words[0]] and tuple(self.words[at : at + len(words)]) == words


def known(draft: Draft, cases: Sequence[Case], base: Draft) -> dict[int, Proposal]:
    """The proposals whose wording a base text, or an earlier draft, tells, by their index."""
    text = KnownBase(base)
    by_index = {one.index: one for one in cases}
    readings = {one.index: _readings(draft, one) for one in cases}
    found: dict[int, Proposal] = {}
    rows = list(_rows(draft).values())
    for place, row in enumerate(rows):
        for size in _AROUND:
            for head, items, tail in _groups(row, size):
                wanted = {n for n in items if n in by_index and n not in found}
                if not wanted:
                    continue
                options = [
                    [(n,)] if isinstance(n, str) else readings.get(n) or [_old(draft, draft.proposals[n])] for n in items
                ]
                told = _told(text, head, options, tail)
                for item, olds in zip(items, told, strict=False):
                    if isinstance(item, int) and item in wanted and len(olds) == 1:
                        fitting = readings[item][next(iter(olds))]
                        if len(fitting) == 1:
                            found[item] = _known(draft, by_index[item], fitting[0])
        if (
            _is_bracket(row)
            and isinstance(n := row[0], int)
            and n in by_index
            and n not in found
            and _is_added(text, rows, place)
        ):
            found[n] = _known(draft, by_index[n], (("insert", 0, by_index[n].size),))
    return found


def _is_bracket(row: Sequence[str | int]) -> bool:
    """True for a paragraph that is one bracket."""
    return len(row) == 1 and isinstance(row[0], int)


def _is_added(text: KnownBase, rows: Sequence[Sequence[str | int]], place: int) -> bool:
    """True where the paragraphs before and behind one that is a bracket, and others like it, stand next to each other."""
    before = next((row for row in reversed(rows[:place]) if not _is_bracket(row)), ())
    behind = next((row for row in rows[place + 1 :] if not _is_bracket(row)), ())
    head = _plain([_EDGE, *reversed(before)])[::-1]
    tail = _plain([*behind, _EDGE])
    return max(len(head), len(tail)) > _ANCHOR and min(len(head), len(tail)) > 1 and () in text.between(head, tail, 0)


def _plain(row: Iterable[str | int]) -> Old:
    """The words with which a row begins, up to its first bracket."""
    return tuple(str(word) for word in itertools.takewhile(lambda word: isinstance(word, str), row))[: _AROUND[0]]


def _groups(row: Sequence[str | int], size: int) -> Iterator[tuple[Old, Sequence[str | int], Old]]:
    """The brackets of a paragraph that stand nearer to each other than so many words, with the words between them; and so
    many words before them and behind them, or all up to the paragraph's edge."""
    places = [n for n, word in enumerate(row) if isinstance(word, int)]
    begins = [n for k, n in enumerate(places) if k == 0 or n - places[k - 1] > size]
    ends = [n for k, n in enumerate(places) if k == len(places) - 1 or places[k + 1] - n > size]
    edged: list[str | int] = [_EDGE, *row, _EDGE]
    for begin, end in zip(begins, ends, strict=True):
        head, tail = edged[max(0, begin + 1 - size) : begin + 1], edged[end + 2 : end + 2 + size]
        yield tuple(map(str, head)), row[begin : end + 1], tuple(map(str, tail))


def _told(text: KnownBase, head: Old, options: Sequence[Collection[Old]], tail: Old) -> list[set[Old]]:
    """Of some brackets and the words between them, what the base text has for each. All that it has in some place, so that
    only what is one for all places is told; nothing where it has something else in one of them."""
    if len(head) + len(tail) < 2 * _ANCHOR:  # too few to find a place, unless they are all of a paragraph
        whole = head[0] == tail[-1] == _EDGE and len(options) == 1
        return [{old for old in options[0] if old and (*head, *old, *tail) in text.paragraphs}] if whole else []
    told: list[set[Old]] = [set() for _ in options]
    for words in text.between(head, tail, sum(max(map(len, olds)) for olds in options)):
        here = _read(options, words)
        if not here:
            return []
        told = [a | b for a, b in zip(told, here, strict=True)]
    return told


def _read(options: Sequence[Collection[Old]], words: Old) -> list[set[Old]]:
    """Which of its options each may be, where they are, one after the other, these words; nothing if they cannot be."""
    reached = [{0}]
    for olds in options:
        reached.append({n + len(old) for n in reached[-1] for old in olds if words[n : n + len(old)] == old})
    ahead = {len(words)} & reached[-1]
    told: list[set[Old]] = []
    for olds, places in zip(reversed(options), reversed(reached[:-1]), strict=True):
        fitting = [(n, old) for n in places for old in olds if n + len(old) in ahead and words[n : n + len(old)] == old]
        ahead = {n for n, _ in fitting}
        told.insert(0, {old for _, old in fitting})
    return told if ahead else []


def _readings(draft: Draft, one: Case) -> dict[Old, list[Runs]]:
    """The readings of a bracket by their old words. Two that differ in capitals or accents only have the same."""
    found: dict[Old, list[Runs]] = defaultdict(list)
    for runs in candidates(one):
        found[_old(draft, replace(one.proposal, segments=segments(draft, one, runs)))].append(runs)
    return found


def _old(draft: Draft, proposal: Proposal) -> Old:
    """The words that the base text has where a proposal stands, as it is read."""
    return tuple(_words(" ".join(draft.source[s.start : s.end] for s in proposal.segments if s.role in ("delete", "keep"))))


def _known(draft: Draft, one: Case, runs: Runs) -> Proposal:
    """The proposal as the base text tells it."""
    reason = _LACKS if runs == (("insert", 0, one.size),) else _HAS
    return replace(
        one.proposal, segments=segments(draft, one, runs), evidence="base", confidence=1.0, reasons=(reason,), likeliest=()
    )


_HAS = "the base text that was given has the old words here"
_LACKS = "the base text that was given does not have these words here"


def _rows(draft: Draft) -> dict[str, list[str | int]]:
    """The paragraphs by their ids: words, and the proposals, by index, that stand among them. Labels are left out, and the
    notes and page numbers that interrupt them."""
    inside: dict[str, list[tuple[int, int, int | None]]] = defaultdict(list)
    for index, p in enumerate(draft.proposals):
        if p.parent is None:
            inside[p.block].append((p.start, p.end, index))
    for n, block in enumerate(draft.blocks):
        for other in draft.blocks[n + 1 :]:
            if other.start >= block.end:
                break
            inside[block.id].append((other.start, other.end, None))
    return {
        block.id: list(_row(draft.source, block.body, block.end, sorted(inside[block.id], key=lambda stop: stop[:2])))
        for block in draft.blocks
        if block.kind != "furniture"
    }


def _row(source: str, position: int, end: int, stops: Iterable[tuple[int, int, int | None]]) -> Iterator[str | int]:
    text = ""
    for start, stop, index in stops:
        text += source[position:start]
        position = max(position, stop)
        if index is not None:
            yield from _words(text)
            yield index
            text = ""
    yield from _words(text + source[position:end])


def _words(text: str) -> list[str]:
    """The words of a text as they are compared: without capitals, accents, hyphens and apostrophes."""
    joined = _BROKEN.sub("", unicodedata.normalize("NFC", text))
    return [folded for match in _WORD.finditer(joined) if (folded := _folded(match[0]))]


def _folded(word: str) -> str:
    letters = (c for c in unicodedata.normalize("NFKD", word.casefold()) if c.isalnum())
    return _UNKNOWN if word in _INFERRED else "".join(letters)
