"""Outline: sections, paragraphs, items, notes and page furniture, found by their labels and the lines between them.

A label opens a block only where it fits the sequence of labels before it: a line that happens to begin with "12." does not.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bracketparse.labels import EVENT, OPTION, Label, read_label
from bracketparse.layout import finished, goes_on, plain_lines
from bracketparse.pages import feet, front, heads
from bracketparse.source import Hint
from bracketparse.tree import Block, Diagnostic, Kind, Layout

_REACH = 6000
"""How far back, in characters, the anchor of a note is looked for: some two pages."""
_ANCHOR = re.compile(r"[0-9]{1,3}(?:/|(?=[\s.,;:)\]]))")
_SYMBOL = re.compile(r"[A-Z]{1,8}(?:[/.\-][A-Z\d.]+)+\Z")
_BARE_NOTE = re.compile(r"(\d{1,3})[ ]+(?=[A-ZÀ-Þ“\"])")
_BULLET = re.compile(r"[*•▪‣–-][ ]+(?=\S)")
_PROSE = ("paragraph", "item")
_TITLE = 120
"""A title without a label is at most so long."""
_SENTENCE = re.compile(
    r"\b(?:shall|should|must|may|will|deberán?|podrán?|doit|doivent|peut|peuvent|deverá|deverão|poderá|poderão)\b"
)
"""A sentence has a verb like these; so may a title, but that ends without a stop and in its line."""
_LEADING = re.compile(r"\[[A-Z][^\[\]]*,\s*\]\Z")
"""Words put in before a sentence: `[US: Without prejudice to Article 5,]`."""
_JUMP = 9
"""Labels that leave out more than this may end with the figure of a note."""


@dataclass(slots=True)
class _Open:
    """A block that is being read."""

    kind: Kind
    label: str
    start: int
    body: int
    short: str = ""
    """The label as it stands in ids."""
    title_in_capitals: bool = False
    in_row: bool = False
    """Its number goes on a row of numbers, or begins one."""
    place: int = 0
    """Its place among the blocks."""
    interrupted: _Open | None = None
    """Of a note: the block whose sentence goes on behind it."""
    end: int = 0
    parent: _Open | None = None
    id: str = ""
    level: int = 0
    rank: int = 0
    """Of a note: its place among the notes, where a hint tells it."""


def outline(source: str, layout: Layout, hints: Iterable[Hint] = ()) -> tuple[list[Block], list[Diagnostic]]:
    """The blocks of `source` in order, and what is odd about their sequence. What the hints say is taken for certain."""
    text = plain_lines(source)
    told = {hint.start: hint for hint in hints}
    paged = () if told else feet(text) if layout.width is not None else ()
    told = told or {hint.start: hint for hint in (*paged, *heads(text), *front(text))}
    reader = _Reader(text, layout, told, bool(paged))
    for match in EVENT.finditer(reader.text):
        reader.line(match)
    return reader.finish()


class _Reader:
    """Reads line by line, holding the block that is open and the labels that were last seen."""

    def __init__(self, text: str, layout: Layout, hints: dict[int, Hint], paged: bool) -> None:
        self.text = text
        self.hints = hints
        self.paged = paged  # the hints are the feet of pages
        self.called = {hint.label for hint in hints.values() if hint.kind == "note" and hint.label}  # the figures of notes
        self.layout = layout
        self.runs_on = layout.width is not None and not layout.short_line_ends_paragraph
        self.blocks: list[_Open] = []
        self.diagnostics: list[Diagnostic] = []
        self.current: _Open | None = None
        self.section: _Open | None = None
        self.section_number = 0
        self.number = 0
        self.numbered_in_section = False
        self.left: set[int] = set()  # the last numbers of the rows of numbers that others interrupt: headings among paragraphs
        self.items: list[tuple[str, int, _Open | None]] = []  # style, last number, the block that they hang on
        self.anchors: dict[int, list[int]] | None = None  # of notes, by their figure; looked for when first asked
        self.has_items = False
        self.seen = -1  # where the last line began: a match that holds only blank lines is followed by one at the same line
        self.last_line_end = 0  # of the last line that is no page furniture
        self.behind_furniture = False
        self.above: tuple[_Open | None, int] | None = None  # at the foot of a page: the block above the notes, and its end

    def line(self, match: re.Match[str]) -> None:
        """Read one line: does it open a block, end one, or go on?"""
        start = match.end("indent")
        if start == self.seen:
            return
        self.seen = start
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        plain = match.end() == start and not match["gap"] and self.text[start : start + 1] != "|"
        if self.above is not None and start not in self.hints:
            self.last_line_end = end if self.text[start:end].strip() else self.last_line_end
            return  # more of a note
        plain = plain and self.text[start : start + 1] not in "*•▪‣"
        if plain and start not in self.hints and self.runs_on and self.current is not None and self.current.kind in _PROSE:
            self.last_line_end, self.behind_furniture = end, False
            return  # a line in the midst of a paragraph, as most are
        if not self.text[start:end].strip():
            return
        hint = self.hints.get(start)
        if hint is not None and hint.kind == "furniture":
            self._page_ends(start, end)
            return
        if hint is not None:
            if hint.kind == "note" and self.above is None and self.paged:
                self.above = (self.current, self.last_line_end)
            self._told(hint, match, start)
            self.behind_furniture = False
            self.last_line_end = end
        elif match["furniture"]:
            self._interrupt("furniture", start, end)
            self.behind_furniture = True
        else:
            self._read(match, start, end)
            self.behind_furniture = False
            self.last_line_end = end

    def _told(self, hint: Hint, match: re.Match[str], start: int) -> None:
        """Open the block that the file's format says is here."""
        label = read_label(match) if match.end() > start and hint.kind in (None, "section") else None
        tab = self.text.find("\t", start, self.text.find("\n", start))
        if label is None and hint.kind == "section" and tab > start:  # Article 1, and its title behind a tab
            before = EVENT.match(self.text[start:tab])
            label = read_label(before) if before is not None else None
            label = replace(label, start=start, end=tab + 1) if label is not None else None
        if label is None and hint.kind == "section" and self.text.startswith(hint.label, start):
            before = EVENT.match(hint.label)
            label = read_label(before) if before is not None and before.end() == len(hint.label) else None
            label = replace(label, start=start, end=start + len(hint.label)) if label is not None else None
        if label is not None and (label.printed.startswith("#") or (hint.label and label.printed != hint.label)):
            label = None
        printed = label.printed if label else hint.label
        if label is not None:
            body = start if label.in_bracket else label.end
        else:
            body = start + len(hint.label) * self.text.startswith(hint.label, start)  # it may stand behind a tag
        short = label.short if label else "".join(c for c in printed if c.isalnum()) or printed
        if hint.kind == "section":
            section = self._open("section", printed, start, body, short)
            section.title_in_capitals = _capitals(self.text[body : self.text.find("\n", body)])
            if not printed and section.title_in_capitals:
                return  # a title, as in a text
            self.section = section
            if label is not None and label.kind == "section":
                self.section_number = label.number or 0
            self.numbered_in_section = False
            self.left.clear()
            self.items.clear()
        elif hint.kind is None and label is not None and label.kind == "item":
            if not self._opens_item(label, start, True):
                self._open("item", printed, start, body, short, self.section)
        elif hint.kind is None and label is None:  # 1.a.ii, § 4: a label that only the format knows for one
            self._open("item", printed, start, body, short, self._item_parent(printed))
        else:
            self._open(hint.kind or "paragraph", printed, start, body, short).rank = hint.rank
            if label is not None and label.number is not None and not label.dotted:
                self.number, self.numbered_in_section = label.number, True
            if hint.kind != "note":
                self.items.clear()

    def _page_ends(self, start: int, end: int) -> None:
        """A page number at the foot of a page: what stands above the notes goes on behind it, or ends there."""
        if self.above is not None:
            if self.current is not None:
                self.current.end = self.last_line_end
            self.current, self.last_line_end = self.above
            self.above = None
            if self.current is not None:
                self.current.end = 0
        self._interrupt("furniture", start, end)
        self.behind_furniture = True

    def _read(self, match: re.Match[str], start: int, end: int) -> None:
        broken = self._breaks(match["gap"], start) or self._behind_option(start)
        label = read_label(match) if match.end() > start else None
        if label is not None and self._opens(label, start, end, broken):
            return
        if label is None and self._opens_bare_note(start, broken):
            return
        if self._is_bullet(start):
            self._open("paragraph", "", start, start)
            return
        broken = broken and not self._goes_on(start)
        if self.text[start] == "|":  # a row of a table
            self._open("paragraph", "", start, start)
        elif self.current is None:
            self._unlabelled(start, end)
        elif self.current.kind == "note" and self.current.interrupted is not None:
            if self._resumes(start, end, broken):
                self._resume()
        elif self.current.kind == "section":
            if not self._continues_title(match, start, end):
                self._unlabelled(start, end)
        elif (self.current.kind == "note" and broken and self.text[start].isupper()) or (
            broken and self.current.kind != "note"
        ):
            self._unlabelled(start, end)

    def _breaks(self, gap: str, start: int) -> bool:
        """True where the lines alone would end a paragraph before this line."""
        if self.layout.width is None:
            return True
        if not gap and not self.layout.short_line_ends_paragraph:
            return False
        before = self._before()
        first = self.text[start]
        blank = gap.count("\n")
        if not blank:
            return (
                first.isupper()
                and before.endswith((".", ";", ":"))
                and len(before) - before.rfind("\n") < self.layout.width * 0.8
            )
        if self.layout.blank_line_ends_paragraph or blank >= 2 or " " in gap or "\t" in gap:
            return True
        return before.endswith((".", ";", ":")) and first.isupper()

    def _behind_option(self, start: int) -> bool:
        """True behind an option's label that stands alone on its line."""
        block = self.current
        return block is not None and OPTION.match(block.label) is not None and not self.text[block.body : start].strip()

    def _goes_on(self, start: int) -> bool:
        """True where the sentence before goes on in this line, whatever stands between."""
        if self.layout.width is None or finished(self._before()):
            return False
        return self.text[start].islower() or self.behind_furniture

    def _before(self) -> str:
        return self.text[max(0, self.last_line_end - 400) : self.last_line_end].rstrip()

    def _opens(self, label: Label, start: int, end: int, broken: bool) -> bool:
        """Open the block that the label announces, if it fits."""
        if label.kind == "section":
            return self._opens_section(label, start, end, broken)
        if label.kind == "paragraph":
            return self._opens_paragraph(label, start, broken)
        if label.kind == "option":
            alone = label.end >= end
            if broken or alone or self._ended():
                self.left.add(self.number)
                self._open("item", label.printed, start, start if label.in_bracket else label.end, label.short)
                return True
            return False
        return self._opens_item(label, start, broken)

    def _opens_section(self, label: Label, start: int, end: int, broken: bool) -> bool:
        title = self.text[label.end : end].strip()
        capitals = _capitals(title)
        if label.number is not None:
            restart = (label.number == 1 or (not self.section_number and label.number <= 30)) and (
                broken or capitals or self.current is None
            )
            if not (label.number == self.section_number + 1 or restart):
                return False
            if not title or not _first_letter(title).isupper() or (len(title) > _TITLE and not capitals):
                return False
            if not broken and not capitals and not self._ended():
                return False
            self.section_number = label.number
        elif not (broken or capitals) and not self._ended():
            return False
        self.section = self._open("section", label.printed, start, start if label.in_bracket else label.end, label.short)
        self.section.title_in_capitals = capitals
        self.numbered_in_section = False
        self.left.clear()
        self.items.clear()
        if label.number is None and not label.in_bracket and self._is_sentence(title, end):  # no title, but the article's words
            self.section.end = label.end
            self._open("paragraph", "", label.end, label.end)
        return True

    def _is_sentence(self, title: str, end: int) -> bool:
        """True where what stands behind an article's label is a sentence: it ends with a stop, or runs on in the next line."""
        if _LEADING.match(title):
            return True
        following = self.text[end + 1 : end + 81].lstrip(" \t")[:1]
        runs_on = self.layout.width is not None and following.islower()
        return _SENTENCE.search(title) is not None and (title.rstrip("]* ")[-1:] in (*".;:",) or runs_on)

    def _opens_paragraph(self, label: Label, start: int, broken: bool) -> bool:
        printed = label
        label = self._without_figure(label, start)
        number = label.number or 0
        fits = self._fits(label, broken)
        ended = self._ended()
        sure = fits and ended and (number == 1 or self.number > 0)
        if not label.suffix and not label.in_bracket and not sure and self._has_anchor(number, start):
            self._interrupt_by_note(label, start, ended)
            return True
        if not fits or not (broken or ended or label.suffix or number == self.number + 1):
            return False
        in_row = self._in_row(label, number)
        if self.number and number > self.number + 1 and not label.dotted and not in_row and label is printed:
            self.diagnostics.append(
                Diagnostic(
                    "P014",
                    start,
                    label.end,
                    f"The label before {label.printed} is {self.number}: {number - 1} is missing.",
                )
            )
        if not label.dotted:
            self.number = number
        self.numbered_in_section = True
        self.items.clear()
        block = self._open("paragraph", label.printed, start, start if label.in_bracket else label.end, label.short)
        block.in_row = in_row
        return True

    def _without_figure(self, label: Label, start: int) -> Label:
        """The label without the figure of a note that stands glued behind its number, as PDF extraction leaves it: `116.`
        is 1. with note 16."""
        digits = str(label.number or 0)
        expected = {1, self.number + 1, self.number + 2} if self.numbered_in_section else {1}
        if label.dotted or label.suffix or (label.number or 0) <= self.number + (_JUMP if self.numbered_in_section else 1):
            return label
        for cut in range(1, len(digits)):
            number, figure = int(digits[:cut]), digits[cut:]
            if number in expected and self._stands_in(label, figure):
                self.diagnostics.append(
                    Diagnostic(
                        "P014",
                        start,
                        label.end,
                        f"The label {label.printed} would leave a gap, and there is a note {figure}.",
                        f"Read as {number}. with the figure of that note.",
                    )
                )
                return replace(label, number=number, short=digits[:cut])
        return label

    def _stands_in(self, label: Label, figure: str) -> bool:
        """True where a label may hold the figure of a note: there is such a note, nothing else calls it, and no label with
        the next number follows."""
        return figure in self.called and not self._counts_on(label) and not self._called_elsewhere(figure)

    def _counts_on(self, label: Label) -> bool:
        """True where a label with the next number follows."""
        following = rf"^[ \t]*\[?{(label.number or 0) + 1}[.)]\s"
        return re.compile(following, re.MULTILINE).search(self.text, label.end, label.end + _REACH) is not None

    def _called_elsewhere(self, figure: str) -> bool:
        """True where the note is called in the text."""
        self._has_anchor(0, 0)  # looks for all anchors
        return bool((self.anchors or {}).get(int(figure))) or re.search(rf"\[ ?{figure} ?\]", self.text) is not None

    def _in_row(self, label: Label, number: int) -> bool:
        """True for a number that goes on where the one before ended, or where a row of numbers was left off, or begins one."""
        if label.dotted or label.suffix:
            return False
        if number == self.number + 1:
            return True
        resumes = number == 1 or number - 1 in self.left
        self.left.discard(number - 1)
        self.left.add(self.number)
        return resumes

    def _fits(self, label: Label, broken: bool) -> bool:
        number = label.number or 0
        if label.dotted:
            return broken or self.current is None
        if label.in_bracket and number == self.number and self._before().endswith("]"):
            return True  # [2. …] and below it [2. …]
        if label.suffix:
            return number == self.number or (broken and self.number < number < 1000)  # an excerpt leaves some out
        if not self.number and (broken or self.current is None) and number < 1000:
            return True  # an excerpt may begin anywhere
        if number == self.number + 1 or (number == 1 and (broken or not self.numbered_in_section)):
            return number != 1 or self.current is None or broken or self._ended()
        behind = self.text[label.end : label.end + 1]
        return broken and number < 1000 and (behind.isupper() or behind in '[“"«¿')

    def _opens_item(self, label: Label, start: int, broken: bool) -> bool:
        broken = broken or self.current is None
        if not (broken or self._ended()):
            return False
        for depth in range(len(self.items) - 1, -1, -1):
            style, last, parent = self.items[depth]
            for reading, number in label.readings:
                if reading == style and (number == last + 1 or (label.suffix and number == last)):
                    del self.items[depth + 1 :]
                    self.items[depth] = (style, number, parent)
                    self._open("item", label.printed, start, start if label.in_bracket else label.end, label.short, parent)
                    return True
        for reading, number in label.readings:
            begins = number == 1 or (reading[0] == "i" and not self.has_items and broken)  # an excerpt may begin anywhere
            if begins and (self.current is None or self.current.kind != "note"):
                parent = self._item_parent(reading)
                self.items.append((reading, number, parent))
                self.has_items = True
                self._open("item", label.printed, start, start if label.in_bracket else label.end, label.short, parent)
                return True
        return False

    def _item_parent(self, style: str) -> _Open | None:
        """What a new list hangs on: a labelled block before it, else the section."""
        for depth, (known, _, parent) in enumerate(self.items):
            if known == style:  # the list begins anew
                del self.items[depth:]
                return parent
        block = self.current
        while block is not None and (block.kind in ("note", "furniture") or (block.kind == "paragraph" and not block.label)):
            block = block.parent
        return block

    def _ended(self) -> bool:
        """True where the text before is a finished sentence, a title, or nothing."""
        if self.current is None or self.current.kind == "section" or self._behind_option(self.last_line_end):
            return True
        before = self._before()
        return finished(before) or goes_on(before)

    def _has_anchor(self, number: int, start: int) -> bool:
        """True where the raised figure of a note stands in the text before, as PDF extraction leaves it: `Unidas1`, `”2/`."""
        if self.anchors is None:
            self.anchors = {}
            for match in _ANCHOR.finditer(self.text):
                before = self.text[max(0, match.start() - 3) : match.start()]
                closed = before.rstrip(",.;")[-1:] in ("”", '"', "»", ")", "]")
                if len(before) == 3 and (before.isalpha() or closed):
                    self.anchors.setdefault(int(match[0].rstrip("/")), []).append(match.start())
        places = self.anchors.get(number, [])
        nearest = bisect_left(places, start) - 1
        return nearest >= 0 and start - places[nearest] < _REACH

    def _is_bullet(self, start: int) -> bool:
        """True where a bullet begins the line: a star or dot always, a dash behind a finished line or another bullet."""
        if _BULLET.match(self.text, start) is None:
            return False
        block = self.current
        among = block is not None and _BULLET.match(self.text, block.start) is not None
        return self.text[start] not in "–-" or among or self._ended()

    def _opens_bare_note(self, start: int, broken: bool) -> bool:
        """Open a note whose figure has no stop (`12 At least one …`), if an anchor of that figure stands before it."""
        figure = _BARE_NOTE.match(self.text, start)
        if figure is None or not (broken or self._ended()):
            return False
        behind_stop = re.compile(rf"[^\W\d_]{{2}}[.,;]{figure[1]}(?=\s)")
        if not self._has_anchor(int(figure[1]), start) and not behind_stop.search(self.text, max(0, start - _REACH), start):
            return False
        self._open("note", figure[1], start, figure.end())
        return True

    def _interrupt_by_note(self, label: Label, start: int, ended: bool) -> None:
        body = self.current
        while body is not None and body.kind == "note":
            body = body.interrupted
        note = self._open("note", label.printed, start, label.end)
        if not ended and body is not None:
            note.interrupted = body

    def _resumes(self, start: int, end: int, broken: bool) -> bool:
        """True where the sentence that a note interrupted goes on at this line."""
        before = self.text[max(0, self.last_line_end - 2000) : self.last_line_end].rstrip()
        last = before[before.rfind("\n") + 1 :]
        complete = finished(last) or (re.search(r"https?://\S+\Z", last) is not None and not last.endswith("-"))
        line = self.text[start:end]
        return complete and (line[0].islower() or broken) and not line.startswith(("http", "www."))

    def _resume(self) -> None:
        note = self.current
        assert note is not None
        note.end = self.last_line_end
        self.current = note.interrupted
        if self.current is not None:
            self.diagnostics.append(
                Diagnostic(
                    "P010",
                    note.start,
                    self._stripped(note.start, note.end),
                    "A note stands inside a sentence.",
                    "Versions put it behind the paragraph.",
                )
            )

    def _interrupt(self, kind: Kind, start: int, end: int) -> None:
        """A line of page furniture: a block of its own, the one that is open goes on."""
        inside = self.current is not None and not self._ended()
        self.blocks.append(_Open(kind, "", start, start, end=end))
        if inside and not self.behind_furniture:
            what = "running head" if any(map(str.isalpha, self.text[start:end])) else "page number"
            self.diagnostics.append(
                Diagnostic(
                    "P010",
                    start,
                    self._stripped(start, end),
                    f"A {what} stands inside a sentence.",
                    "Versions leave it out.",
                )
            )

    def _continues_title(self, match: re.Match[str], start: int, end: int) -> bool:
        """True where this line is more of the section's title."""
        assert self.current is not None
        line = self.text[start:end]
        if not match["gap"] and self.current.label and not self.text[self.current.body : self.last_line_end].strip():
            return len(line) <= _TITLE  # Article 2, and its title on the next line
        if self.layout.width is None or match["markdown"]:
            return False
        before = self.text[self.current.start : self.last_line_end]
        if self.current.title_in_capitals:
            ends = match["gap"] and self.layout.blank_line_ends_paragraph and before.count("[") <= before.count("]")
            return _capitals(line) and not ends
        return not match["gap"] and len(before) > self.layout.width * 0.75 and not finished(before)

    def _unlabelled(self, start: int, end: int) -> None:
        line = self.text[start:end].strip()
        following = self.text[end + 1 : end + 2]
        if _capitals(line) and len(line) <= _TITLE and "[" not in line and (following in ("\n", "\v", " ", "")):
            title = self._open("section", "", start, start)
            title.title_in_capitals = True
            return
        self._open("paragraph", "", start, start)
        self.items.clear()

    def _open(self, kind: Kind, label: str, start: int, body: int, short: str = "", parent: _Open | None = None) -> _Open:
        if self.current is not None and not self.current.end:
            self.current.end = self.last_line_end
        block = _Open(kind, label, start, body, short)
        if parent is not None:
            block.parent = parent
        elif kind != "section":
            block.parent = self.section
        block.place = len(self.blocks)
        self.blocks.append(block)
        self.current = block
        return block

    def _stripped(self, start: int, end: int) -> int:
        return start + len(self.text[start:end].rstrip(" \n\t\v"))

    def finish(self) -> tuple[list[Block], list[Diagnostic]]:
        """Close what is open and name every block."""
        for block in self.blocks:
            block.end = self._stripped(block.start, block.end or self.last_line_end)
        for block in self.blocks:  # a block goes on behind the note that interrupts it
            if block.interrupted is not None:
                block.interrupted.end = self._end_of(block.interrupted)
        _name(self.blocks, self.diagnostics)
        return [
            Block(b.id, b.kind, b.label, b.level, b.start, b.end, min(b.body, b.end), b.parent.id if b.parent else None)
            for b in self.blocks
        ], self.diagnostics

    def _end_of(self, block: _Open) -> int:
        """Where a block ends that was interrupted: before the next one that is not inside it."""
        for after in itertools.islice(self.blocks, block.place + 1, None):
            if after.kind != "furniture" and after.interrupted is not block:
                return self._stripped(block.start, after.start)
        return self._stripped(block.start, self.last_line_end)


def _name(blocks: Sequence[_Open], diagnostics: list[Diagnostic]) -> None:
    """Give every block its id and level (`commands.md`, Ids): IV, IV.25, III.22.ii, P.8, II.p1, note1, ~2 for a repetition."""
    seen: dict[str, int] = {}
    counts: dict[str, int] = {}
    ranks = {block.rank for block in blocks}
    free = (n for n in itertools.count(1) if n not in ranks)
    anew = False  # a list that begins again repeats all its labels, and none of them is a fault

    def count(name: str) -> int:
        counts[name] = counts.get(name, 0) + 1
        return counts[name]

    for block in blocks:
        parent = block.parent
        if block.kind in ("note", "furniture"):
            block.id = f"note{block.rank or next(free)}" if block.kind == "note" else f"page{count(block.kind)}"
            continue
        if block.kind == "section":
            block.id = block.short or f"T{count('title')}"
        elif block.label:
            block.id = f"{parent.id}.{block.short}" if parent else block.short
            block.level = parent.level + 1 if parent else 1
        elif parent is None:
            block.id, block.level = f"P.{count('P')}", 1
        else:
            block.id, block.level = f"{parent.id}.p{count(parent.id)}", parent.level + 1
        seen[block.id] = seen.get(block.id, 0) + 1
        repeated = seen[block.id] > 1
        if repeated:
            anew = anew or block.short in ("1", "i", "a") or block.kind == "section" or block.short.startswith("Option")
            if not anew and not block.in_row:
                diagnostics.append(Diagnostic("P013", block.start, block.body, f"The label {block.label} stands here again."))
            block.id = f"{block.id}~{seen[block.id]}"
        elif block.label:
            anew = False


def _capitals(text: str) -> bool:
    """True where all letters are capitals (and there are at least two)."""
    return text.isupper() and sum(c.isalpha() for c in text[:40]) > 1 and not _SYMBOL.match(text)


def _first_letter(text: str) -> str:
    return next((c for c in text if c.isalpha()), "")
