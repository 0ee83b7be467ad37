"""Hyphens: words broken at a line's end, in text whose lines mean nothing."""

from __future__ import annotations

import re

_HYPHEN = re.compile(r"(\w+)-[ \t]*[\r\n]\s*([a-zß-öø-ÿ]\w*)")
_BROKEN = re.compile(r"-[ \t]*[\r\n]")


class Hyphens:
    """Joins the broken words of a text: the hyphen goes only if the text elsewhere writes the word without one.

    `beside` is another text that may write it, where two are compared.
    """

    def __init__(self, source: str, beside: str = "") -> None:
        self.source, self.beside = source, beside
        self._lower = ""
        self._known: dict[str, bool] = {}

    def joined(self, text: str) -> str:
        """`text`, a part of the source, with its broken words whole; other line breaks stay."""
        if "-" in text and _BROKEN.search(text):
            return _HYPHEN.sub(self._join, text)
        return text

    def _join(self, match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        whole, hyphened = f"{first}{second}".lower(), f"{first}-{second}".lower()
        known = self._stands(whole) and not self._stands(hyphened)
        return first + second if known else f"{first}-{second}"

    def _stands(self, word: str) -> bool:
        """True where the text has the word by itself, outside any with more hyphens."""
        if word not in self._known:
            if not self._lower:
                self._lower = f"{self.source}\n\n{self.beside}".lower()
            places = re.finditer(rf"{re.escape(word)}(?!\w|-\w)", self._lower) if word in self._lower else ()
            self._known[word] = any(not _GLUED.search(self._lower, max(at.start() - 2, 0), at.start()) for at in places)
        return self._known[word]


_GLUED = re.compile(r"\w-?\Z")
