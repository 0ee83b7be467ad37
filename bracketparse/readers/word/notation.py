"""Notation: a Word paragraph in our own notation, its tracked changes as brackets with explicit marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from bracketparse.readers.word.authors import Authors
from bracketparse.readers.word.revisions import Stretch
from bracketparse.readers.word.styles import Look

_LOOKALIKES = str.maketrans("[]{}", "［］｛｝")
"""The signs of the notation cannot stand as letters in a mark."""
_MARKS = {"ins": ("{++", "++}"), "del": ("{--", "--}")}


@dataclass(slots=True)
class Written:
    """A paragraph as written. Offsets are into `text`."""

    text: str = ""
    tracked: dict[int, int] = field(default_factory=dict)
    """The brackets that were tracked changes: start → end."""
    looks: list[tuple[int, int, Look]] = field(default_factory=list)
    """What is struck or underlined outside these."""
    origins: list[tuple[int, int, int]] = field(default_factory=list)
    """Place in the Word paragraph, offset, and length, of each stretch."""
    replaced: bool = False
    """True where a bracket or brace in a tracked change became a look-alike."""

    def offset(self, place: int, *, end: bool = False) -> int:
        """The offset of a place in the Word paragraph; of an end, behind the words before it."""
        at = bisect_right(self.origins, (place - end, len(self.text), 0)) - 1
        if at < 0:
            return 0
        origin, offset, length = self.origins[at]
        return offset + min(place - origin, length)


_Path = tuple[tuple[str, tuple[str, ...]], ...]


class Writer:
    """Writes paragraphs, with the delegations of their authors."""

    def __init__(self, authors: Authors) -> None:
        self._authors = authors

    def write(self, stretches: Sequence[Stretch]) -> Written:
        """A paragraph. Who changes nothing but spaces proposes nothing."""
        made = Written()
        position = 0
        while position < len(stretches):
            stop = position
            while stop < len(stretches) and stretches[stop].changed:
                stop += 1
            if stop > position:
                self._region(made, stretches[position:stop])
                position = stop
            else:
                self._plain(made, stretches[position])
                position += 1
        made.origins.sort()
        return made

    def _plain(self, made: Written, stretch: Stretch) -> None:
        start = len(made.text)
        self._put(made, stretch, stretch.text)
        if stretch.look and stretch.text.strip():
            made.looks.append((start, len(made.text), stretch.look))

    def _put(self, made: Written, stretch: Stretch, text: str) -> None:
        if stretch.origin >= 0:
            made.origins.append((stretch.origin, len(made.text), len(text)))
        made.text += text

    def _region(self, made: Written, stretches: Sequence[Stretch]) -> None:
        """Changed stretches that follow each other: a bracket for each delegation."""
        if not any(s.text.strip() for s in stretches):
            for stretch in stretches:
                self._put(made, stretch, stretch.text)
            return
        self._brackets(made, [(self._path(s), s) for s in stretches], 0)

    def _path(self, stretch: Stretch) -> _Path:
        """The brackets around a stretch, the outermost first."""
        path = [("ins", self._codes((author,))) for author in stretch.inserted]
        if stretch.deleted:
            path.append(("del", self._codes(stretch.deleted)))
        return tuple(path)

    def _codes(self, authors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for author in authors for code in self._authors.of(author)))

    def _brackets(self, made: Written, parts: Sequence[tuple[_Path, Stretch]], depth: int) -> None:
        position = 0
        while position < len(parts):
            codes = parts[position][0][depth][1]
            stop = position
            while stop < len(parts) and parts[stop][0][depth][1] == codes:
                stop += 1
            start = len(made.text)
            made.text += f"[{', '.join(codes)}: " if codes else "["
            self._content(made, parts[position:stop], depth)
            made.text += "]"
            made.tracked[start] = len(made.text)
            self._count(parts[position:stop], depth)
            position = stop

    def _count(self, parts: Sequence[tuple[_Path, Stretch]], depth: int) -> None:
        """One change for each of those whose bracket it is."""
        authors = [a for _, s in parts for a in (s.inserted[depth : depth + 1] or s.deleted)]
        for author in dict.fromkeys(authors):
            self._authors.count(author)

    def _content(self, made: Written, parts: Sequence[tuple[_Path, Stretch]], depth: int) -> None:
        """The marks of a bracket, and the brackets in it, each behind a mark that tells the role of its words."""
        position, before = 0, ""
        while position < len(parts):
            path = parts[position][0]
            kind, deeper = path[depth][0], len(path) > depth + 1
            stop = position
            while stop < len(parts) and parts[stop][0][depth][0] == kind and (len(parts[stop][0]) > depth + 1) == deeper:
                stop += 1
            opening, closing = _MARKS[kind]
            if deeper:
                if before != kind:
                    made.text += opening + closing
                self._brackets(made, parts[position:stop], depth + 1)
            else:
                made.text += opening
                for _, stretch in parts[position:stop]:
                    text = stretch.text.translate(_LOOKALIKES)
                    made.replaced |= text != stretch.text
                    self._put(made, stretch, text)
                made.text += closing
            before = kind
            position = stop
