"""Automatic numbers: the labels that Word prints before paragraphs (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bracketparse.labels import to_roman
from bracketparse.readers.word.styles import Paragraph, Styles
from bracketparse.word.pieces import Element, W, value, whole

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    restart: int | None
    """The level, counted from 1, behind which it begins again; 0: never."""
    legal: bool
    """All figures of the label are arabic."""
    style: str


class Numbers:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._own: dict[tuple[str, int], _Level] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._styles = styles
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for element in root.iter(f"{W}abstractNum"):
            name = element.get(f"{W}abstractNumId", "")
            self._abstract[name] = {_index(level): _level(level) for level in element.iterchildren(f"{W}lvl")}
            if link := value(element, "numStyleLink"):
                self._links[name] = link
        for element in root.iter(f"{W}num"):
            number = element.get(f"{W}numId", "")
            self._lists[number] = value(element, "abstractNumId") or ""
            for override in element.iterchildren(f"{W}lvlOverride"):
                level = _index(override)
                own = override.find(f"{W}lvl")
                if own is not None:
                    self._own[number, level] = _level(own)
                start = whole(override, "startOverride")
                if start is not None:
                    self._starts[number, level] = start

    def label(self, paragraph: Paragraph) -> str:
        """The label of the next paragraph in order; empty where it has none."""
        number = paragraph.number
        if number is None or number not in self._lists:
            return ""
        name = self._list(number)
        levels = self._abstract.get(name, {})
        depth = paragraph.level
        if depth < 0:  # the list says which of its levels is that style's
            depth = next((n for n, level in levels.items() if level.style == paragraph.style), 0)
        if not 0 <= depth < _LEVELS or (depth not in levels and (number, depth) not in self._own):
            return ""
        counts = self._counts.setdefault(name, [None] * _LEVELS)
        self._count(number, levels, counts, depth)
        level = self._level(number, levels, depth)
        if level.format == "bullet":
            return _bullet(level.text)
        return re.sub(r"%([1-9])", lambda m: self._figure(number, levels, counts, int(m[1]) - 1, level), level.text).strip()

    def _list(self, number: str) -> str:
        """The abstract list of a number, through the style that it may be linked to."""
        name = self._lists[number]
        for _ in range(4):
            linked = self._styles.number_of(self._links[name]) if name in self._links else None
            if linked is None or linked not in self._lists:
                break
            name = self._lists[linked]
        return name

    def _level(self, number: str, levels: dict[int, _Level], depth: int) -> _Level:
        return self._own.get((number, depth)) or levels.get(depth) or _Level(1, "decimal", "", None, False, "")

    def _count(self, number: str, levels: dict[int, _Level], counts: list[int | None], depth: int) -> None:
        if (number, depth) in self._starts and (number, depth) not in self._begun:
            counts[depth] = self._starts[number, depth] - 1
        self._begun.add((number, depth))
        now = counts[depth]
        counts[depth] = self._level(number, levels, depth).start if now is None else now + 1
        for above in range(depth):
            if counts[above] is None:
                counts[above] = self._level(number, levels, above).start
        for below in range(depth + 1, _LEVELS):
            restart = self._level(number, levels, below).restart
            if restart is None or depth + 1 <= restart:
                counts[below] = None

    def _figure(self, number: str, levels: dict[int, _Level], counts: list[int | None], depth: int, shown_in: _Level) -> str:
        level = self._level(number, levels, depth)
        now = counts[depth]
        return figure(level.start if now is None else now, "decimal" if shown_in.legal else level.format)


def figure(number: int, kind: str) -> str:
    """A number as Word writes it in one of its formats (`w:numFmt`); in figures where the format is none of the usual."""
    match kind:
        case "lowerRoman" | "upperRoman":
            roman = to_roman(number) if 0 < number < 400 else str(number)
            return roman if kind == "lowerRoman" else roman.upper()
        case "lowerLetter" | "upperLetter":
            letter = chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number > 0 else str(number)
            return letter if kind == "lowerLetter" else letter.upper()
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            return f"{number}{'th' if number % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
        case "none":
            return ""
        case "chicago":
            return "*†‡§"[(number - 1) % 4] * min((number - 1) // 4 + 1, 30)
        case _:
            return str(number)


def _bullet(text: str) -> str:
    """A bullet; those of fonts of signs stand in the private area."""
    return "•" if not text or any("\ue000" <= c <= "\uf8ff" for c in text) else text


def _index(element: Element) -> int:
    level = element.get(f"{W}ilvl", "0")
    return int(level) if level in "012345678" and level else _LEVELS


def _level(element: Element) -> _Level:
    legal = element.find(f"{W}isLgl")
    return _Level(
        whole(element, "start") or 0,
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        whole(element, "lvlRestart"),
        legal is not None and legal.get(f"{W}val") not in ("0", "false"),
        value(element, "pStyle") or "",
    )
