"""Tokens: the words and signs of a text, as they are read.

Invariant: every token stands at its offsets in the text; its own letters may be others than those that stand there, where two
files write the same thing in two ways. A word broken at a line's end is whole. The figure that calls a note is raised and apart
from its word. The colon that a tag lacks is supplied, one too many is left out. Explicit marks (`{--old--}{++new++}`,
`{>>inferred 0.7<<}`) are no tokens: they tell the roles of the words between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bracketparse.hyphens import Hyphens

_LETTER = "\\w\u0300-\u036f\u00ad\u200c\u200d"
_FIGURE = rf"\d+(?:[.,]\d+)+(?![{_LETTER}])"
_WORD = rf"[{_LETTER}]+(?:[-‐‑'’][{_LETTER}]+)*+"
_BREAKABLE = rf"[{_LETTER}]+(?:(?:[-‐‑'’]|-[ \t]*+[\r\n]\s*+(?=[a-zß-öø-ÿ]))[{_LETTER}]+)*+"
_MARK = r"\{>>\s*(?:inferred\s[\s\d.]+|undecided\s*)<<\}|\{\+\+|\+\+\}|\{--|--\}|\{~~|~>|~~\}"
_TOKEN = re.compile(rf"{_FIGURE}|{_WORD}|{_MARK}|\S")
"""A figure, a word with its inner hyphens and apostrophes, an explicit mark, or one other sign."""
_WRAPPED = re.compile(rf"{_FIGURE}|{_BREAKABLE}|{_MARK}|\S")
"""The same in text whose lines mean nothing: a word may be broken at a line's end."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Figures of notes, which are no part of the word before them."""
_OPENERS = ("{++", "{--", "{~~", "{>>", "++}", "--}", "~~}", "~>")


class Token(NamedTuple):
    """A word or a sign."""

    text: str
    """As it is read."""
    start: int
    end: int
    owner: int
    """The innermost proposal that it stands in, as an index; -1 outside all brackets."""
    role: str
    """`text` outside brackets, `markup` for a bracket and its tag, else the role or state of the words."""
    space: bool = False
    """True where white space stands before it, or an old word before a new one."""

    @property
    def is_word(self) -> bool:
        """False for a punctuation mark or another sign."""
        return self.text[0].isalnum() or self.text[0] == "_"


def text_tokens(text: str) -> list[tuple[str, bool]]:
    """The words and signs of a text, each with whether white space stands before it."""
    return [(m[0], text[m.start() - 1 : m.start()].isspace()) for m in _TOKEN.finditer(text)]


def without_marks(text: str) -> str:
    """A text without its explicit marks."""
    return _MARKS.sub("", text)


_MARKS = re.compile(_MARK)


def is_mark(text: str) -> bool:
    """True for an explicit mark, or the sign of an inference."""
    return len(text) > 1 and text.startswith(_OPENERS)


def tokens_of(text: str, start: int, end: int, owner: int, role: str, hyphens: Hyphens | None = None) -> Iterator[Token]:
    """The tokens of a stretch of one owner and one role; `space` is true where it stands before the word in this stretch.

    With `hyphens`, words broken at a line's end are joined.
    """
    pattern = _TOKEN if hyphens is None else _WRAPPED
    for match in pattern.finditer(text, start, end):
        word, begin = match[0], match.start()
        if hyphens is not None and "-" in word and not word.isprintable():
            word = hyphens.joined(word)
        space, stop = text[begin - 1 : begin].isspace(), match.end()
        if word[-1] in _RAISED and (plain := word.rstrip(_RAISED)):
            yield Token(plain, begin, begin + len(plain), owner, role, space)
            word, begin, space = word[len(plain) :], begin + len(plain), False
        yield Token(word, begin, stop, owner, role, space)
