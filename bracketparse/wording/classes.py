"""Classes of words: what a word is by the company that it may keep, told by closed lists and endings, language by language.

`data/languages/XX.tsv` holds both. A language without a file has signs and words only: what rests on classes then sees nothing.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bracketparse.languages import rows

_DATA = Path(__file__).parent.parent / "data"
_LONGEST_ENDING = 7
START, END, COMMA, STOP, OPEN, CLOSE, NUMBER, WORD = "start", "end", "comma", "stop", "open", "close", "number", "word"
SIGNS = {",": COMMA, "¶": START, "⏎": END, "(": OPEN, "“": OPEN, "«": OPEN, ")": CLOSE, "”": CLOSE, "»": CLOSE}
"""`¶` and `⏎` stand for the beginning and the end of a block."""
SIGNS |= dict.fromkeys(".;:!?…–—", STOP)


class Classes:
    """The word classes of a language."""

    def __init__(self, language: str) -> None:
        self.closed: frozenset[str] = frozenset()
        """The words of closed classes: small words, auxiliaries, a few adverbs."""
        self._known: dict[str, str] = dict(SIGNS)
        self._endings: dict[str, str] = {}
        self._agreement: dict[str, str] = {}
        tables = {"word": self._known, "ending": self._endings, "agreement": self._agreement}
        for name, by, forms in rows(language):
            if by in tables:
                tables[by].update(dict.fromkeys(forms, name))
        self.closed = frozenset(self._known)

    def of(self, word: str) -> str:
        """The class of a word in small letters, or of a sign."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._by_ending(word)
        return found

    def agree(self, first: str, second: str) -> int:
        """1 where two words agree in gender and number as far as their endings tell, -1 where they clash, 0 where
        that is open."""
        a, b = self._agreement.get(self.of(first), ""), self._agreement.get(self.of(second), "")
        if not a or not b:
            return 0
        genders = {a[:-1], b[:-1]} - {""}
        return 1 if a[-1] == b[-1] and len(genders) < 2 else -1

    def _by_ending(self, word: str) -> str:
        if word[0].isdecimal():
            return NUMBER
        word = word.replace("'", "’").rpartition("’")[2] or word
        for size in range(min(_LONGEST_ENDING, len(word) - 1), 0, -1):
            if found := self._endings.get(word[-size:]):
                return found
        return WORD


@cache
def classes(language: str) -> Classes:
    """The classes of a language, loaded once."""
    return Classes(language)


@cache
def frames(language: str) -> dict[tuple[str, str], float]:
    """How much more often than by chance one class follows another, as a logarithm: `data/languages/XX.frames.tsv`."""
    path = _DATA / "languages" / f"{language}.frames.tsv"
    found = {}
    for line in path.read_text(encoding="utf-8").split("\n") if path.is_file() else ():
        if line and not line.startswith("#"):
            first, second, value = line.split("\t")
            found[first, second] = float(value)
    return found
