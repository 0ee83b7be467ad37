"""The base text: the words outside all brackets, to be asked how often a phrase stands there."""

from __future__ import annotations

import itertools
import re
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bracketparse.tree import Draft

_WORD_OR_SIGN = re.compile(r"\w+(?:[-’'/]\w+)*|[|.,;:()]")
_READ = 500_000
"""So many characters of base text are searched for words: the vocabulary of a draft is known long before."""

_LONGER = 4
"""A form of a word is longer than it by so many letters at most."""


def stem(word: str) -> str:
    """The beginning that forms of one word share: most of it, and four letters at least."""
    return word[: max(4, -(-6 * len(word) // 10))]


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """What forms of a word have in common: its beginning."""
    bare = word.rstrip("s")
    return bare[: max(4, min(5, len(bare) - 1))]


class BaseText:
    """An index of the words outside all brackets."""

    def __init__(self, draft: Draft) -> None:
        pieces, size = [], 0
        for leaf in draft.leaves():
            if leaf.role == "text":
                pieces.append(draft.source[leaf.start : leaf.end])
                size += leaf.end - leaf.start
                if size > _READ:
                    break
        self._text = "\n|\n".join(pieces)  # no phrase runs across a bracket, or a sign
        self._words = [sys.intern(match[0]) for match in _WORD_OR_SIGN.finditer(self._text.lower())]
        self._places: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        for n, word in enumerate(self._words):
            self._places[word].append(n)
        self._sorted: list[str] = []
        self._forms: dict[str, int] = {}
        self._counts: dict[tuple[str, ...], int] = {}

    def count(self, *words: str) -> int:
        """How often these words follow each other in the base text."""
        found = self._counts.get(words)
        if found is None:
            places = [self._places.get(word, ()) for word in words]
            rarest = min(range(len(words)), key=lambda k: len(places[k]))
            wanted, size = list(words), len(words)
            found = sum(self._words[n - rarest : n - rarest + size] == wanted for n in places[rarest])
            self._counts[words] = found
        return found

    def forms(self, word: str) -> int:
        """How often the word, or another form of it, stands in the base text."""
        found = self._forms.get(word)
        if found is None:
            found = self._forms[word] = sum(len(self._places[other]) for other in self._alike(word))
        return found

    def knows(self, word: str) -> bool:
        """True where the word, or another form of it, stands in the base text."""
        return self.forms(word) > 0

    def _alike(self, word: str) -> Iterator[str]:
        """The words of the base text that begin as forms of this one do."""
        self._sorted = self._sorted or sorted(self._places)
        beginning = stem(word)
        if len(beginning) < 4:
            yield from (word,) if word in self._places else ()
            return
        longest = len(word) + _LONGER
        for n in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            if not self._sorted[n].startswith(beginning):
                return
            if len(self._sorted[n]) <= longest:
                yield self._sorted[n]

    def is_name(self, written: str) -> bool:
        """True where the word stands with a capital in the midst of sentences."""
        at = self._text.find(written)
        while at > 0:
            before = self._text[max(0, at - 3) : at]
            if before[-1:].isspace() and (before.rstrip()[-1:].isalpha() or before.rstrip()[-1:] == ","):
                return True
            at = self._text.find(written, at + 1)
        return False

    def attested(self, words: Sequence[str]) -> float:
        """The share of neighbouring words that are neighbours in the base text too."""
        pairs = list(itertools.pairwise(words))
        if not pairs:
            return float(self.count(*words) > 0)
        return sum(self.count(*pair) > 0 for pair in pairs) / len(pairs)
