"""A difference in the terminal: what is put in underlined, what is taken out struck through, colour on top.

Where there is no terminal, the marks are CriticMarkup. Lines are wrapped; the draft's text is data and acts on nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from bracketparse.visible import visible
from bracketparse.writers.difference_view import Entry, Group, Shown, Span, View

Style = Literal["plain", "mono", "colour"]
"""Plain text with marks; underline and strike; these with colour on top."""

_CODES: dict[str, tuple[str, str]] = {  # mono, colour
    "insert": ("4", "4;32"),
    "delete": ("9", "9;31"),
    "note": ("2", "2"),
    "who": ("1", "1;36"),
    "head": ("1", "1"),
    "alarm": ("1", "1;33"),
}
_MARKS = {"insert": ("{++", "++}"), "delete": ("{--", "--}")}
_OTHER_MARKS = {"insert": ("{+", "+}"), "delete": ("{-", "-}")}
"""For drafts that hold CriticMarkup themselves."""
_GAP = 3
"""Columns between two texts side by side."""


class _Word(NamedTuple):
    """What no line break may part: fragments, each with its style."""

    fragments: list[tuple[str, str]]
    width: int


def write(view: View, width: int = 80, style: Style = "plain", side_by_side: bool = False) -> str:
    """The difference as lines of at most `width` columns."""
    return "\n".join(_Writer(view, max(width, 40), style, side_by_side).lines()) + "\n"


class _Writer:
    def __init__(self, view: View, width: int, style: Style, side_by_side: bool) -> None:
        self.view, self.width, self.style, self.side_by_side = view, width, style, side_by_side
        spans = (span for shown in view.passages for span in shown.spans)
        marked = any(sign in span.text for span in spans for pair in _MARKS.values() for sign in pair)
        self.marks = _OTHER_MARKS if marked else _MARKS

    def lines(self) -> Iterator[str]:
        yield from self._filled([Span("head", f"{self.view.names[0]} → {self.view.names[1]}")])
        if self.view.drafts:
            yield ""
            yield from self._box()
            if self.view.groups:
                yield ""
                yield self._styled(self.view.say("proposals").upper(), "head")
            for group in self.view.groups:
                yield ""
                yield from self._group(group)
            yield ""
            yield self._styled(self.view.say("words").upper(), "head")
        if not any(shown.kinds for shown in self.view.passages):
            yield ""
            yield from self._filled([Span("keep", self.view.say("no_difference"))])
        else:
            for shown in self.view.passages:
                yield ""
                yield from self._passage(shown)
        if self.view.last:
            yield ""
        for sentence in self.view.last:
            yield from self._filled([Span("keep", sentence)])

    def _box(self) -> Iterator[str]:
        """The changes that no bracket announces, in a box, or the sentence that there are none."""
        inner = self.width - 4
        found = self.view.unannounced
        title = f"{self.view.say('unannounced')} ({len(found)})" if found else self.view.say("none_unannounced")
        content = list(self._wrap([Span("alarm" if found else "keep", title)], inner, 0))
        for entry in found:
            content += self._entry(entry, inner)
        if self.view.is_uncertain:
            content += self._wrap([Span("note", f"? {self.view.say('uncertain')}")], inner, 0)
        yield f"┌{'─' * (self.width - 2)}┐"
        for line, size in content:
            yield f"│ {line}{' ' * (inner - size)} │"
        yield f"└{'─' * (self.width - 2)}┘"

    def _group(self, group: Group) -> Iterator[str]:
        yield from self._filled([Span("head", f"{group.title} ({group.count})")])
        for entry in group.entries:
            for line, _ in self._entry(entry, self.width):
                yield line

    def _entry(self, entry: Entry, width: int) -> Iterator[tuple[str, int]]:
        spans = [Span("keep", f"{entry.place}")]
        if entry.who:
            spans.append(Span("who", ", ".join(entry.who)))
        spans += entry.spans
        spans += [Span("note", f"({note})") for note in entry.notes]
        yield from self._wrap(spans, width, 2)

    def _passage(self, shown: Shown) -> Iterator[str]:
        if shown.folded:
            yield self._styled(f"⋯ {shown.told}", "note")
            return
        style = "head" if shown.kinds else "note"
        yield from self._filled([Span(style, f"{shown.place}{f' – {shown.told}' if shown.told else ''}")])
        if self.side_by_side and shown.kinds:
            yield from self._columns(shown.spans)
        else:
            yield from self._filled(shown.spans)
        for entry in shown.entries:
            for line, _ in self._entry(entry, self.width - 2):
                yield "  " + line

    def _columns(self, spans: Sequence[Span]) -> Iterator[str]:
        """A on the left, B on the right."""
        room = (self.width - _GAP) // 2
        left = list(self._wrap(_led([s for s in spans if s.op != "insert"]), room, 0))
        right = list(self._wrap(_led([s for s in spans if s.op != "delete"]), room, 0))
        for n in range(max(len(left), len(right))):
            text, size = left[n] if n < len(left) else ("", 0)
            other = right[n][0] if n < len(right) else ""
            yield f"{text}{' ' * (room - size)} │ {other}".rstrip()

    def _filled(self, spans: Iterable[Span]) -> Iterator[str]:
        for line, _ in self._wrap(spans, self.width, 0):
            yield line

    # Lines

    def _wrap(self, spans: Iterable[Span], width: int, indent: int) -> Iterator[tuple[str, int]]:
        """Lines, each with its width; all but the first are led by two more columns than `indent`."""
        line: list[_Word] = []
        lead, room = indent, width - indent
        for word in self._words(spans):
            for part in (word,) if word.width <= width - indent - 2 else _broken(word, width - indent - 2):
                if line and part.width + 1 > room:
                    yield self._line(line, lead)
                    line, lead = [], indent + 2 if indent else 0
                    room = width - lead
                room -= part.width + bool(line)
                line.append(part)
        if line:
            yield self._line(line, lead)

    def _words(self, spans: Iterable[Span]) -> Iterator[_Word]:
        """What stands between spaces, across spans."""
        fragments: list[tuple[str, str]] = []
        size = 0
        for span in spans:
            if span.space and fragments:
                yield _Word(fragments, size)
                fragments, size = [], 0
            text = visible(span.text)
            if self.style == "plain" and span.op in self.marks:
                before, after = self.marks[span.op]
                text = f"{before}{text}{after}"
            first = True
            for word in text.split(" "):
                if not first and fragments:
                    yield _Word(fragments, size)
                    fragments, size = [], 0
                first = False
                if word:
                    fragments.append((word, span.op))
                    size += len(word)
        if fragments:
            yield _Word(fragments, size)

    def _line(self, words: Sequence[_Word], lead: int) -> tuple[str, int]:
        """A line in its styles; a space between two words of one style has it too."""
        runs: list[tuple[str, str]] = []
        for n, word in enumerate(words):
            if n:
                same = words[n - 1].fragments[-1][1] == word.fragments[0][1]
                runs.append((" ", word.fragments[0][1] if same else "keep"))
            runs += word.fragments
        styled = (
            self._styled("".join(text for text, _ in run), style) for style, run in groupby(runs, key=lambda part: part[1])
        )
        return " " * lead + "".join(styled), lead + sum(word.width for word in words) + len(words) - 1

    def _styled(self, text: str, style: str) -> str:
        if self.style == "plain" or style not in _CODES:
            return text
        return f"\x1b[{_CODES[style][self.style == 'colour']}m{text}\x1b[0m"


def _led(spans: list[Span]) -> list[Span]:
    """The spans of one side alone: where words of the other stood between two of them, there is a space."""
    led: list[Span] = []
    for span in spans:
        parted = bool(led) and span.op != "delete" and span.text[:1].isalnum() and led[-1].op == "keep" != span.op
        led.append(span._replace(space=span.space or parted))
    return led


def _broken(word: _Word, room: int) -> Iterator[_Word]:
    """A word that no line holds, in parts."""
    for text, style in word.fragments:
        for n in range(0, len(text), room):
            part = text[n : n + room]
            yield _Word([(part, style)], len(part))
