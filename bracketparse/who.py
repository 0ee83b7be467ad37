"""Who: from brackets to proposals, each with its delegations, in its block.

Faulty brackets are repaired here by stated rules (`rules.py`), each repair with a diagnostic. The words of a proposal come out
as one undecided segment; which of them are old and which new is the next pass (`wording.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bracketparse.asides import aside
from bracketparse.brackets import Bracket, Mark
from bracketparse.delegations import Registry
from bracketparse.tags import read_tag
from bracketparse.tree import Aside, Block, Diagnostic, Position
from bracketparse.venues import Venue

_FAR = 100
"""A tag outside its bracket is at most so long."""


@dataclass(slots=True)
class Found:
    """A bracket that is a proposal."""

    start: int
    end: int
    inner: int
    stop: int
    """Where its content ends: before the closing bracket."""
    block: Block
    positions: tuple[Position, ...]
    parent: int | None
    marks: tuple[Mark, ...]
    closed: bool
    children: list[tuple[int, int]]
    """The spans of the proposals inside it."""
    whole_block: bool = False


@dataclass(slots=True)
class Reading:
    """What the brackets of a draft are."""

    found: list[Found]
    asides: list[Aside]
    diagnostics: list[Diagnostic]


def proposals(
    source: str, blocks: Sequence[Block], brackets: list[Bracket], strays: list[int], venue: Venue, known: Registry
) -> Reading:
    """Tell which brackets are proposals, whose, and where each ends."""
    return _Reader(source, blocks, venue, known).read(brackets, strays)


class Places:
    """Finds the innermost block of an offset."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._starts = [block.start for block in blocks]

    def at(self, offset: int) -> Block:
        """The innermost block that the offset is in, else the nearest before it."""
        last = max(bisect_right(self._starts, offset) - 1, 0)
        for position in range(last, max(last - 20, -1), -1):
            if self.blocks[position].start <= offset < self.blocks[position].end:
                return self.blocks[position]
        return self.blocks[last]

    def starting(self, start: int, end: int) -> Iterator[Block]:
        """The blocks that start behind `start` and before `end`."""
        position = bisect_right(self._starts, start)
        while position < len(self.blocks) and self.blocks[position].start < end:
            yield self.blocks[position]
            position += 1


class _Reader:
    def __init__(self, source: str, blocks: Sequence[Block], venue: Venue, known: Registry) -> None:
        self.source = source
        self.places = Places(blocks)
        self.venue = venue
        self.known = known
        self.roster: dict[str, str] = {}  # as written → code, of the tags that are well formed
        self.words: dict[str, bool] = {}  # letters → do they stand as a word outside brackets?
        self.result = Reading([], [], [])

    def read(self, brackets: list[Bracket], strays: list[int]) -> Reading:
        if self.venue.tagged:
            self.roster = self._own_roster(brackets)
        closers = list(strays)
        stack: list[tuple[Iterator[Bracket], int | None]] = [(iter(brackets), None)]
        while stack:
            children, parent = stack[-1]
            bracket = next(children, None)
            if bracket is None:
                stack.pop()
                continue
            while parent is not None and bracket.start >= self.result.found[parent].end:
                parent = self.result.found[parent].parent  # that one was never closed, and ends before this one
            limit = len(self.source) if parent is None else self.result.found[parent].stop
            tag = self._tag(bracket)
            if bracket.end > 0 and (reason := aside(self.source, bracket.start, bracket.end, tag is not None)):
                self.result.asides.append(Aside(bracket.start, bracket.end, reason))
                continue
            end, closed = self._end(bracket, tag is not None, limit)
            if not closed and bracket.end > 0:
                closers.append(bracket.end - 1)
            index = self._add(bracket, tag, end, closed, parent)
            inside = [child for child in bracket.children if child.start < end]
            if len(inside) < len(bracket.children):
                stack.append((iter(bracket.children[len(inside) :]), parent))
            if inside:
                stack.append((iter(inside), index))
        self._report_strays(sorted(closers))
        return self.result

    # Tags

    def _own_roster(self, brackets: list[Bracket]) -> dict[str, str]:
        """The delegations of the well-formed tags, as written → code, from the most frequent on."""
        counts: Counter[tuple[str, str]] = Counter()
        for bracket in _all(brackets):
            if bracket.tag and not bracket.bare and (tag := read_tag(self.source[slice(*bracket.tag)], self.known)):
                counts.update((written, code) for code, written in tag.delegations)
        return {written: code for (written, code), _ in counts.most_common()}

    def _tag(self, bracket: Bracket) -> tuple[Position, ...] | None:
        """The delegations of a bracket; None if it names none. Sets `bracket.inner` to where the words begin."""
        if bracket.tag is None or not self.venue.tagged:
            bracket.inner = bracket.start + 1
            return None
        text = self.source[slice(*bracket.tag)]
        if bracket.bare:
            return self._bare_tag(bracket, text)
        tag = read_tag(text, self.known)
        if tag is None:
            bracket.inner = bracket.start + 1
            return None
        if text[:1].isspace():
            self._report("P006", bracket.start, bracket.tag[1], "A space stands before the tag.", "It is left out.")
        for letters in tag.unknown:
            near = self.known.nearest(letters, [code for code in self.roster.values() if code in self.known.delegations])
            hint = f"; the nearest known are {', '.join(near)}" if near else ""
            self._report("P011", *bracket.tag, f"“{letters}” is no known delegation{hint}.", "It is kept as written.")
        return tuple(Position(code, as_written=written) for code, written in tag.delegations)

    def _bare_tag(self, bracket: Bracket, text: str) -> tuple[Position, ...] | None:
        """A tag without its colon: only if the draft's own roster has those letters, whole or cut short."""
        letters = text.strip()
        start = bracket.tag[0] + len(text) - len(text.lstrip()) if bracket.tag else bracket.start + 1
        bracket.inner = bracket.start + 1
        written = next((w for w in self.roster if letters == w or (letters[:-1] == w and letters)), None)
        if written is not None:
            bracket.inner = start + len(written)
            self._report(
                *("P003", bracket.start, bracket.inner, f"The tag “{written}” has no colon."),
                f"Read as {self.roster[written]}, whose tag stands elsewhere in this draft.",
            )
            return (Position(self.roster[written], as_written=written, inferred=True),)
        whole = {code for w, code in self.roster.items() if w.startswith(letters) and len(w) - len(letters) == 1}
        if len(whole) != 1 or self._is_word(letters):
            return None
        code = whole.pop()
        bracket.inner = start + len(letters)
        self._report(
            *("P004", bracket.start, bracket.inner, f"The tag “{letters}” is cut short and has no colon."),
            f"Read as {code}: of the delegations in this draft only that one begins so.",
        )
        return (Position(code, as_written=letters, inferred=True),)

    def _is_word(self, letters: str) -> bool:
        """True where the letters stand elsewhere as a word, so that they are no tag cut short."""
        if letters not in self.words:
            self.words[letters] = re.search(rf"[^\[\w]{letters}\b(?!:)", self.source) is not None
        return self.words[letters]

    def _outside_tag(self, bracket: Bracket, block: Block) -> tuple[int, tuple[Position, ...]] | None:
        """Delegations before the bracket, at the beginning of the block: `49bis. CAN: [Tomar …]`."""
        lead = self.source[block.body : bracket.start]
        if not 0 < len(lead) <= _FAR or not lead.rstrip().endswith(":"):
            return None
        tag = read_tag(lead, self.known)
        if tag is None:
            return None
        self._report(
            *("P005", block.body, bracket.start, "The tag stands before its bracket."),
            "Read as the tag of the bracket.",
        )
        return block.body, tuple(Position(code, as_written=written) for code, written in tag.delegations)

    # Where a bracket ends

    def _end(self, bracket: Bracket, tagged: bool, limit: int) -> tuple[int, bool]:
        """The end of a bracket, and whether its own closing bracket is there."""
        block = self.places.at(bracket.start)
        if bracket.end > 0:
            crossed = self._crossed(bracket, block) if tagged else None
            if crossed is None:
                self._report_crossing(bracket, block)
                return bracket.end, True
            self._report_unclosed(
                bracket, f"This bracket would run on into {crossed.id}, so its own closing bracket is missing."
            )
        else:
            self._report_unclosed(bracket, "This bracket is never closed.")
        return min(self._guess_end(bracket, block), limit), False

    def _crossed(self, bracket: Bracket, block: Block) -> Block | None:
        """The labelled block of the same or a higher level that a bracket opened in mid-paragraph would run into."""
        if not self.source[block.body : bracket.start].strip():
            return None
        for other in self.places.starting(bracket.start, bracket.end):
            if other.label and other.level <= block.level and other.kind not in ("note", "furniture"):
                return other
        return None

    def _guess_end(self, bracket: Bracket, block: Block) -> int:
        """Before the next delegation's bracket, or the full stop of the sentence, or the block's end: what comes first."""
        end = max(block.end, bracket.inner)
        for child in bracket.children:
            if child.start >= end:
                break
            if child.tag and not child.bare:
                end = bracket.inner + len(self.source[bracket.inner : child.start].rstrip())
                break
        stop = re.compile(r"[.;](?=\s+[A-ZÀ-Þ¿¡“\"]|\s*\Z)").search(self.source, bracket.inner, end)
        return stop.start() if stop else end

    def _report_unclosed(self, bracket: Bracket, message: str) -> None:
        self._report("P001", bracket.start, bracket.inner, message, "Read as ending before the full stop of its sentence.")

    def _report_crossing(self, bracket: Bracket, block: Block) -> None:
        heading = block.kind == "section" and re.search(r"\n[ \t\r]*+\n", self.source[bracket.start : bracket.end])
        if heading or bracket.end > block.end:
            self._report("P009", bracket.start, bracket.inner, "This bracket runs across a blank line.", "")

    def _report_strays(self, closers: list[int]) -> None:
        """One diagnostic for each run of closing brackets."""
        behind = -1
        for offset in closers:
            if not behind <= offset <= behind + 2:
                self._report("P002", offset, offset + 1, "Nothing opens this closing bracket.", "It is kept as it stands.")
            behind = offset + 1

    # Proposals

    def _add(self, bracket: Bracket, tag: tuple[Position, ...] | None, end: int, closed: bool, parent: int | None) -> int:
        block = self.places.at(bracket.start)
        start = bracket.start
        if tag is None and self.venue.tagged and (outside := self._outside_tag(bracket, block)):
            start, tag = outside
        stop = end - 1 if closed else end
        found = Found(
            *(start, end, bracket.inner, max(stop, bracket.inner), block, tag or (), parent, tuple(bracket.marks)),
            closed=closed,
            children=[],
        )
        found.whole_block = (
            not self.source[block.body : start].strip()
            and len(rest := self.source[end : block.end].strip()) <= 1
            and rest in ".;,: "
        )
        if parent is not None:
            self.result.found[parent].children.append((start, end))
        if tag:
            self._report_spacing(found, bracket)
        if tag and not self.source[found.inner : found.stop].strip():
            self._report("P012", start, end, "The bracket has no words.", "It changes nothing.")
        self.result.found.append(found)
        return len(self.result.found) - 1

    def _report_spacing(self, found: Found, bracket: Bracket) -> None:
        before, after = self.source[bracket.start - 1 : bracket.start], self.source[found.end : found.end + 1]
        if before.isalnum() or (found.closed and after.isalnum()):
            self._report(
                *("P006", found.start, found.end, "The bracket is glued to the word beside it."),
                "Versions put a space between them.",
            )
        elif (
            bracket.tag
            and self.source[bracket.inner : bracket.inner + 1].isalpha()
            and not any(p.inferred for p in found.positions)
        ):
            self._report("P006", found.start, bracket.inner, "No space stands behind the tag.", "")
        lead = self.source[max(found.block.body, bracket.start - 60) : bracket.start].rstrip()
        words = self.source[bracket.inner : found.stop].lstrip()
        if lead.endswith(".") and not found.whole_block and (words[:1] in tuple(",;") or words[:1].islower()):
            self._report(
                *("P008", bracket.start, bracket.inner, "A full stop stands before words that continue the sentence."),
                "Versions that take the words in set the full stop as the words ask.",
            )

    def _report(self, code: str, start: int, end: int, message: str, repair: str) -> None:
        self.result.diagnostics.append(Diagnostic(code, start, end, message, repair))


def _all(brackets: list[Bracket]) -> Iterator[Bracket]:
    stack = list(reversed(brackets))
    while stack:
        bracket = stack.pop()
        yield bracket
        stack.extend(reversed(bracket.children))
