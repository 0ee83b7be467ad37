"""The word list: both texts of a comparison as one list of words kept, deleted and inserted.

Invariant: keep and delete joined are A's text, keep and insert joined are B's, to the last space, whatever was compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bracketparse.passages import Op, Passage
from bracketparse.sides import Side
from bracketparse.wordwise import longest_increasing


class Word(NamedTuple):
    """A stretch of text and what became of it. `start`, `end`: where it stands, in B, or in A where it is deleted."""

    op: Op
    text: str
    start: int
    end: int

    @property
    def is_space(self) -> bool:
        """True where no word or sign differs, only the white space between them."""
        return self.op != "keep" and self.text.isspace()


class _Chunk(NamedTuple):
    """The same text at `a` in A and at `b` in B."""

    a: int
    b: int
    size: int


def words(a: Side, b: Side, passages: Iterable[Passage]) -> list[Word]:
    """The list. What moved is deleted in one place and inserted in the other."""
    found: list[Word] = []
    at_a = at_b = 0
    chunks = _in_order([chunk for passage in passages for chunk in _chunks(passage)])
    for chunk in (*chunks, _Chunk(len(a.text), len(b.text), 0)):
        for word in _between(a, b, at_a, chunk.a, at_b, chunk.b):
            _add(found, word)
        if chunk.size:
            _add(found, Word("keep", b.text[chunk.b : chunk.b + chunk.size], chunk.b, chunk.b + chunk.size))
        at_a, at_b = chunk.a + chunk.size, chunk.b + chunk.size
    return found


def _chunks(passage: Passage) -> Iterator[_Chunk]:
    """The words of a passage that are the same, each a chunk; a paragraph that is the same throughout is one."""
    if not passage.pair.a or not passage.pair.b or passage.pair.moved:
        return
    a, b = passage.a, passage.b
    if len(passage.pair.a) == len(passage.pair.b) == 1:
        here, there = passage.a_paragraphs[0].spans, passage.b_paragraphs[0].spans
        if len(here) == len(there) == 1 and a.text[slice(*here[0])] == b.text[slice(*there[0])]:
            yield _Chunk(here[0][0], there[0][0], here[0][1] - here[0][0])
            return
    tokens_a, tokens_b, _ = passage.words()
    for same in passage.equal():
        for n, m in zip(range(same.a0, same.a1), range(same.b0, same.b1), strict=True):
            yield _Chunk(tokens_a[n].start, tokens_b[m].start, len(tokens_a[n].text))


def _in_order(chunks: list[_Chunk]) -> Sequence[_Chunk]:
    """The chunks that follow each other in both texts: not all do where a note stands elsewhere now."""
    chunks.sort()
    if all(x.b <= y.b for x, y in pairwise(chunks)):
        return chunks
    sizes = {(chunk.a, chunk.b): chunk.size for chunk in chunks}
    return [_Chunk(n, m, sizes[n, m]) for n, m in longest_increasing([(c.a, c.b) for c in chunks])]


def _between(a: Side, b: Side, a0: int, a1: int, b0: int, b1: int) -> Iterator[Word]:
    """What lies between two chunks: a page number that is the same is kept, and white space at either end."""
    old, new = a.text[a0:a1], b.text[b0:b1]
    if old == new:
        if new:
            yield Word("keep", new, b0, b1)
        return
    lead = _same_space(old, new)
    tail = _same_space(old[lead:][::-1], new[lead:][::-1])
    if lead:
        yield Word("keep", new[:lead], b0, b0 + lead)
    if deleted := old[lead : len(old) - tail]:
        yield Word("delete", deleted, a0 + lead, a1 - tail)
    if inserted := new[lead : len(new) - tail]:
        yield Word("insert", inserted, b0 + lead, b1 - tail)
    if tail:
        yield Word("keep", new[len(new) - tail :], b1 - tail, b1)


def _same_space(old: str, new: str) -> int:
    size = 0
    for x, y in zip(old, new, strict=False):
        if x != y or not x.isspace():
            break
        size += 1
    return size


def _add(found: list[Word], word: Word) -> None:
    """Add a word; what is kept together is one."""
    if found and found[-1].op == word.op == "keep" and found[-1].end == word.start:
        last = found.pop()
        word = Word("keep", last.text + word.text, last.start, word.end)
    found.append(word)
