"""Typography of the joins: where words are taken out of a text or put in, what a careful editor does to the seam.

Spaces and punctuation at the seam, and the capital of the first word; no other word is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bracketparse.languages import Language
from bracketparse.tree import LeafRole

State = Literal["base", "inserted", "deleted", "open"]


@dataclass(slots=True)
class Run:
    """A run of text in a rendition."""

    text: str
    state: State
    proposal: int | None = None
    seam: tuple[int, ...] = ()
    """The proposals between the run before and this one, taken in or left out."""
    start: int = -1
    """Where its words begin in the source: the same words have the same start in every rendition."""
    role: LeafRole = "text"


@dataclass(slots=True)
class Piece:
    """A stretch of the draft on its way into a rendition."""

    text: str
    state: State
    """`open` for the bracket, tag and colon of a proposal, shown or not."""
    proposal: int | None
    shown: bool
    tight: bool = False
    """At an untagged bracket, which may stand in the midst of a word: `member[s]`."""
    exact: bool = False
    """Of a tracked change, whose spaces are those of the document: nothing is mended at it."""
    start: int = -1
    """Where it begins in the source."""
    role: LeafRole = "text"


_SPACES = " \t\n\r\v\f"
_OPENING = "([{“«¿¡‘"
_CLOSING = ",.;:!?)]}”»’…"
_STOPS = ".!?"
_ABBREVIATIONS = frozenset(["arts", "párr", "paras", "núm", "inc", "corp", "ltda"])
_VOWELS = "aeiouyàâéèêëîïôœùû"
_STRENGTH = {",": 0, ";": 1, ":": 2, ".": 3}
_PAIRS = {"()", "“”", "«»", '""', "‘’", "[]", "{}"}
_DASHES = "–—"
_LAST_WORD = re.compile(r"(?<![\w’'-])(\w+) ?\Z")
_FIRST_WORD = re.compile(r" ?(\w+)(?![\w’'-])")


def join(pieces: Iterable[Piece], language: Language, sentence: bool = False) -> list[Run]:
    """The shown pieces of a block as runs, their seams mended. `sentence` is true where a block of this kind begins with a
    capital."""
    return _Join(language, sentence).join(pieces)


class _Join:
    def __init__(self, language: Language, sentence: bool) -> None:
        self.language = language
        self.sentence = sentence
        self.runs: list[Run] = []
        self.space = False  # there was a space between the last run and what comes next, shown or not
        self.between: list[int] = []  # the proposals at the present seam
        self.seam = False  # something was taken out or put in between
        self.tight = False
        self.seam_words = False  # words were taken out at the present seam
        self.hidden_capital = False  # the words taken out here began with a capital
        self.begins_with_capital = False  # the old text of the block did
        self.exact = False  # the present seam is only of tracked changes
        self.stop_owed_by: int | None = None  # a full stop stands too early; it goes behind the words of this proposal

    def join(self, pieces: Iterable[Piece]) -> list[Run]:
        pieces = list(pieces)
        self.begins_with_capital = _begins_with_capital(pieces, self.sentence)
        for piece in pieces:
            if not piece.shown:
                self._hide(piece)
            elif piece.text.strip(_SPACES):
                self._show(piece)
            elif piece.text:
                self.space = True
        self._pay_stop("")
        if self.runs:
            self.runs[0].text = self.runs[0].text.lstrip(" ")
            self.runs[-1].text = self.runs[-1].text.rstrip(" ")
        return [run for run in self.runs if run.text]

    def _hide(self, piece: Piece) -> None:
        if piece.exact:
            self.exact = self.exact or not self.seam
            self._at_seam(piece)
            return
        self.exact = False
        words = piece.text.strip()
        if piece.state != "open" and words:
            if piece.state != "inserted" and not self.hidden_capital:
                self.hidden_capital = words[0].isupper()
            self.seam_words = True
        self.seam = True
        self._at_seam(piece)
        self.tight = piece.tight
        if not piece.tight and (piece.text[:1].isspace() or piece.text[-1:].isspace()):
            self.space = True

    def _show(self, piece: Piece) -> None:
        right = piece.text.strip(_SPACES)
        space = self.space or piece.text[0] in _SPACES
        exact = self.exact or (piece.exact and not self.seam)
        same = bool(self.runs) and self.runs[-1].proposal == piece.proposal and self.runs[-1].state == piece.state
        if exact:
            glue = " " if space and self.runs else ""
        elif not self.runs:
            right, glue = self._begin(right, piece), ""
        elif self.seam or not same:
            right, glue = self._mend(right, space, piece)
        else:
            glue = " " if space else ""
        if right:
            self._append(glue, right, piece)
            self.seam = self.seam_words = self.hidden_capital = False
            self.tight, self.exact = piece.tight, piece.exact
            self.space = piece.text[-1] in _SPACES
        else:
            self.space = True

    def _append(self, glue: str, right: str, piece: Piece) -> None:
        """Add a run. The space at a seam stands with the base text, so that marks enclose words only."""
        if glue and self.runs and piece.state != "base":
            self.runs[-1].text += glue
            glue = ""
        self._at_seam(piece)
        self.runs.append(Run(glue + right, piece.state, piece.proposal, tuple(self.between), piece.start, piece.role))
        self.between = []
        self._at_seam(piece)

    def _at_seam(self, piece: Piece) -> None:
        if piece.proposal is not None and piece.proposal not in self.between:
            self.between.append(piece.proposal)

    # The seam

    def _begin(self, right: str, piece: Piece) -> str:
        """The beginning of a block: no comma can lead it, and it keeps its capital."""
        if self.seam or piece.state == "inserted":
            if piece.state != "open":
                right = right.lstrip(",;:. ") or right
            if self.begins_with_capital and piece.state in ("base", "inserted"):
                right = _capital(right)
        return right

    def _mend(self, right: str, space: bool, piece: Piece) -> tuple[str, str]:
        """Mend the seam between what stands and `right`; what is left of `right`, and what goes between."""
        if piece.state == "open" and re.search(r"\s\.\Z", self._left()):
            self._drop_last()
            self.stop_owed_by = piece.proposal
            return right, " "
        if piece.state == "open" or self.runs[-1].state == "open":
            self._pay_stop(right, piece)
            return right, self._space(self._last(), right[:1], space, piece.tight)
        self._pay_stop(right, piece)
        right = self._punctuation(right, piece)
        if not right:
            return "", ""
        right = self._contraction(right, space, piece)
        last = self._last()
        ended = last in _STOPS or (last in "”»)" and self._left()[-2:-1] in _STOPS)
        if ended and right[:1].islower() and (piece.state == "inserted" or self.hidden_capital) and not self._abbreviated():
            right = _capital(right)
        return right, self._space(last, right[:1], space, piece.tight)

    def _space(self, last: str, first: str, space: bool, tight: bool) -> str:
        if "\xa0" in (last, first) or (last in "’'" and self.language.elisions):
            return ""
        if last == "-" and self._left()[-2:-1].isalpha():
            return ""
        if last in "\"'" and (not self._left()[:-1] or self._left()[-2:-1].isspace()):
            return ""  # it opens
        if not last or not first or last in _OPENING:
            return " " if last == "«" and space and self.language.spaced_punctuation else ""
        if first in _CLOSING:
            return " " if space and first in ";:!?»" and self.language.spaced_punctuation else ""
        if space:
            return " "
        if self.tight or tight:
            return ""
        if first.isdigit() and last in ".;)”»":
            return ""  # the figure of a note
        wordlike = last.isalnum() or last in ".,;:!?)]”»"
        return " " if wordlike and (first.isalnum() or first in _OPENING) else ""

    def _punctuation(self, right: str, piece: Piece) -> str:
        """Of two punctuation marks that meet, one stands; brackets and dashes that hold nothing more go."""
        last, first = self._last(), right[:1]
        if last + first in _PAIRS or (last in _DASHES and first in _DASHES and self.seam):
            self._drop_last()
            self.space = True
            return right[1:].lstrip()
        if re.search(r"\s\.\Z", self._left()) and right[:1].isalnum() and piece.proposal is not None:
            self._drop_last()
            self.stop_owed_by = piece.proposal
            return right
        if last in "?!" and first == ".":
            return right[1:].lstrip()
        if last not in _STRENGTH or first not in _STRENGTH:
            return right
        if last == "." and first in ",;" and (self._abbreviated() or (piece.state == "base" == self.runs[-1].state)):
            return right
        if right.startswith("...") or self._left().endswith(".."):
            return right
        if last == "." and first in ",;" and piece.state == "inserted":
            self._drop_last()
            self.stop_owed_by = piece.proposal
            return right
        if last == first:
            return right[1:].lstrip() if right[1:].strip() else ""
        if _STRENGTH[last] < _STRENGTH[first] or (last == "." and self.runs[-1].state == "inserted"):
            self._drop_last()
            return right
        return right[1:].lstrip()

    def _contraction(self, right: str, space: bool, piece: Piece) -> str:
        """`a` and `el` that a join brings together are `al`."""
        left = _LAST_WORD.search(self._left())
        following = _FIRST_WORD.match(right)
        mended = self.seam_words or piece.state == "inserted" or self.runs[-1].state == "inserted"
        if not space or left is None or following is None or not mended:
            return right
        behind = right[following.end() :].split(maxsplit=1)[:1]
        if behind and behind[0].strip(",.;").endswith(self.language.infinitives):
            return right  # no article but a pronoun: de les protéger
        fused = self.language.contractions.get((left[1].lower(), following[1]))
        if fused is None:
            elided = self.language.elisions.get(left[1].lower())
            if elided and following[1][0] in _VOWELS:
                run = self.runs[-1]
                run.text = run.text.rstrip()[: -len(left[1])] + (_capital(elided) if left[1][0].isupper() else elided)
            return right
        if left[1][0].isupper():
            fused = _capital(fused)
        run = self.runs[-1]
        run.text = run.text.rstrip()[: -len(left[1])] + fused
        return right[following.end() :].lstrip()

    def _pay_stop(self, right: str, piece: Piece | None = None) -> None:
        """Set the full stop that stood too early, once the words that it belongs behind are there."""
        if self.stop_owed_by is None or (piece is not None and piece.proposal == self.stop_owed_by):
            return
        self.stop_owed_by = None
        goes_on = right[:1].islower() or (right and right[0] in _CLOSING)
        if not goes_on and self._last() not in ".!?;:":
            self.runs[-1].text = self.runs[-1].text.rstrip() + "."

    def _abbreviated(self) -> bool:
        """True where the full stop at the end is that of an abbreviation: `art.`, `U.S.`, `etc.`"""
        word = re.search(r"([\w.]+)\.\Z", self._left())
        return word is not None and ("." in word[1] or len(word[1]) <= 3 or word[1].lower() in _ABBREVIATIONS)

    def _left(self) -> str:
        text = ""
        for run in reversed(self.runs):
            text = run.text + text
            if len(text.rstrip()) > 24:
                break
        return text.rstrip(" ")

    def _last(self) -> str:
        return self._left()[-1:]

    def _drop_last(self) -> None:
        """Take the last punctuation mark away, and the space before it."""
        while self.runs and not self.runs[-1].text.strip():
            self.runs.pop()
        if self.runs:
            self.runs[-1].text = self.runs[-1].text.rstrip()[:-1].rstrip()
            self.space = True


def _begins_with_capital(pieces: list[Piece], sentence: bool) -> bool:
    """True where the block began with a capital, before anything was put in or taken out.

    Words put in before a sentence have taken its capital, and whoever wrote them made the next letter a small one.
    """
    if sentence and _took_the_capital(pieces):
        return True
    for piece in pieces:
        words = piece.text.strip(_SPACES + '“«¿¡("')
        if words and (piece.state != "open" or piece.shown) and (piece.state != "inserted" or piece.shown):
            if words[0].isupper():
                return True
            if piece.proposal is None:
                break
    return False


def _took_the_capital(pieces: list[Piece]) -> bool:
    """True where words that are put in stand first, begin with a capital that is no name's, and replace nothing."""
    first = next((piece for piece in pieces if piece.state != "open" and piece.text.strip(_SPACES)), None)
    if first is None or first.state != "inserted" or first.proposal is None:
        return False
    if any(piece.proposal == first.proposal and piece.role == "delete" for piece in pieces):
        return False
    words = first.text.split()
    behind = next((p.text.split() for p in pieces if p.proposal is None and p.text.strip(_SPACES)), [])
    lone = len(words) == 1 and words[0][-1] != ","  # it may be a name
    return words[0][:1].isupper() and words[0][1:].islower() and not lone and bool(behind) and behind[0].strip(",.;").islower()


def _capital(text: str) -> str:
    """The text with its first letter a capital, behind any opening quotation mark."""
    for n, sign in enumerate(text):
        if sign.isalpha():
            return text[:n] + sign.upper() + text[n + 1 :]
        if sign.isdigit():
            break
    return text
