"""The word list: both texts of a comparison as one list of words kept, deleted and inserted.

Invariant: keep and delete joined are A's text, keep and insert joined are B's, to the last space, whatever was compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from bracketparse.passages import Op, Passage
from bracketparse.sides import Side
from bracketparse.tokens import without_marks
from bracketparse.wordwise import longest_increasing


class Word(NamedTuple):
    """A stretch of text and what became of it. `start`, `end`: where it stands, in B, or in A where it is deleted."""

    op: Op
    text: str
    start: int
    end: int
    form: bool = False
    """True where both texts read the same and are only written otherwise: marks, a word broken at a line's end."""

    @property
    def is_space(self) -> bool:
        """True where no word or sign differs, only the white space between them."""
        return self.op != "keep" and self.text.isspace()


class _Chunk(NamedTuple):
    """What reads the same: `a0:a1` in A is `b0:b1` in B."""

    a0: int
    b0: int
    a1: int
    b1: int
    behind: tuple[int, int] = (-1, -1)
    """Where the word before it ended that reads the same too, in A and in B."""


def words(a: Side, b: Side, passages: Iterable[Passage]) -> list[Word]:
    """The list. What moved is deleted in one place and inserted in the other."""
    found: list[Word] = []
    at_a = at_b = 0
    chunks = _in_order([chunk for passage in passages for chunk in _chunks(passage)])
    for chunk in (*chunks, _Chunk(len(a.text), len(b.text), len(a.text), len(b.text))):
        between = a.text[at_a : chunk.a0], b.text[at_b : chunk.b0]
        form = chunk.behind == (at_a, at_b) and not any(map(_has_word, between))
        found += _between(*between, at_a, at_b, form)
        found += _between(a.text[chunk.a0 : chunk.a1], b.text[chunk.b0 : chunk.b1], chunk.a0, chunk.b0, True)
        at_a, at_b = chunk.a1, chunk.b1
    return _joined(found)


def _has_word(text: str) -> bool:
    return text != "" and not text.isspace() and any(map(str.isalnum, without_marks(text)))


def _chunks(passage: Passage) -> Iterator[_Chunk]:
    """The words of a passage that are the same, each a chunk; a paragraph that is the same throughout is one."""
    if not passage.pair.a or not passage.pair.b or passage.pair.moved:
        return
    a, b = passage.a, passage.b
    if len(passage.pair.a) == len(passage.pair.b) == 1:
        here, there = passage.a_paragraphs[0].spans, passage.b_paragraphs[0].spans
        if len(here) == len(there) == 1 and a.text[slice(*here[0])] == b.text[slice(*there[0])]:
            yield _Chunk(here[0][0], there[0][0], here[0][1], there[0][1])
            return
    tokens_a, tokens_b, _ = passage.words()
    for same in passage.equal():
        behind = (-1, -1)
        for old, new in zip(tokens_a[same.a0 : same.a1], tokens_b[same.b0 : same.b1], strict=True):
            yield _Chunk(old.start, new.start, old.end, new.end, behind)
            behind = old.end, new.end


def _in_order(chunks: list[_Chunk]) -> Sequence[_Chunk]:
    """The chunks that follow each other in both texts: not all do where a note stands elsewhere now."""
    chunks.sort()
    if all(x.a1 <= y.a0 and x.b1 <= y.b0 for x, y in pairwise(chunks)):
        return chunks
    at = {(chunk.a0, chunk.b0): chunk for chunk in chunks}
    return [at[pair] for pair in longest_increasing([(c.a0, c.b0) for c in chunks])]


def _between(old: str, new: str, at_a: int, at_b: int, form: bool) -> Iterator[Word]:
    """A stretch of A and one of B: what is the same is kept, and white space at either end."""
    if old == new:
        if new:
            yield Word("keep", new, at_b, at_b + len(new))
        return
    lead = _same_space(old, new)
    tail = _same_space(old[lead:][::-1], new[lead:][::-1])
    end_a, end_b = at_a + len(old), at_b + len(new)
    if lead:
        yield Word("keep", new[:lead], at_b, at_b + lead)
    if deleted := old[lead : len(old) - tail]:
        yield Word("delete", deleted, at_a + lead, end_a - tail, form and not deleted.isspace())
    if inserted := new[lead : len(new) - tail]:
        yield Word("insert", inserted, at_b + lead, end_b - tail, form and not inserted.isspace())
    if tail:
        yield Word("keep", new[len(new) - tail :], end_b - tail, end_b)


def _same_space(old: str, new: str) -> int:
    size = 0
    for x, y in zip(old, new, strict=False):
        if x != y or not x.isspace():
            break
        size += 1
    return size


def _joined(words: Iterable[Word]) -> list[Word]:
    """The words; what is kept together is one."""
    found: list[Word] = []
    for is_kept, run in groupby(words, key=lambda word: word.op == "keep"):
        kept = list(run)
        found += [Word("keep", "".join(w.text for w in kept), kept[0].start, kept[-1].end)] if is_kept else kept
    return found
