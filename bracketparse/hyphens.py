"""Hyphens: words broken at a line's end, in text whose lines mean nothing."""

from __future__ import annotations

import re

_HYPHEN = re.compile(r"(\w+)-[ \t]*[\r\n]\s*([a-zß-öø-ÿ]\w*)")
_BROKEN = re.compile(r"-[ \t]*[\r\n]")


class Hyphens:
    """Joins the broken words of a text: the hyphen goes only if the text elsewhere writes the word without one."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._written: set[str] | None = None

    def joined(self, text: str) -> str:
        """`text`, a part of the source, with its broken words whole; other line breaks stay."""
        if "-" in text and _BROKEN.search(text):
            return _HYPHEN.sub(self._join, text)
        return text

    def _join(self, match: re.Match[str]) -> str:
        if self._written is None:
            self._written = set(re.findall(r"\w+(?:-\w+)*", self.source.lower()))
        first, second = match[1], match[2]
        whole, hyphened = f"{first}{second}".lower(), f"{first}-{second}".lower()
        return first + second if whole in self._written and hyphened not in self._written else f"{first}-{second}"
