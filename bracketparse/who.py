"""Who: from brackets to proposals, each with its delegations, in its block.

Faulty brackets are repaired here by stated rules (`rules.py`), each repair with a diagnostic. The words of a proposal come out
as one undecided segment; which of them are old and which new is the next pass (`wording.py`).
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bracketparse.asides import Asides
from bracketparse.brackets import Bracket, Structure
from bracketparse.delegations import Registry
from bracketparse.found import Found, Places, Reading, nest
from bracketparse.labels import ALTERNATIVE, OPTION
from bracketparse.slashes import slashes
from bracketparse.tagging import Tagger, every
from bracketparse.tags import read_tag
from bracketparse.tree import Aside, Block, Diagnostic, Position
from bracketparse.venues import Venue

_ENDING = re.compile(r"\[(?!and\]|or\])[a-z]{1,4}\]")
_STOP = re.compile(r"[.;](?<!\[\d.)(?<!\b\d.)(?=\s+[A-ZÀ-Þ¿¡“\"]|\s*\Z)")
_BELOW = 6_000
"""So many characters behind a figure, some two pages, the note that it calls is looked for."""
_NUMBER = re.compile(r"\d{1,3}[.)]")
_ITEM = re.compile(r"\((?:[a-z]|[ivx]{1,5})\)\s")
"""An item out of its order is a paragraph for the outline."""
_BLANK = re.compile(r"\s*+")
_NOTES_BEHIND = re.compile(r"\s*(?:\*?\{[^{}]*\}\*?|\[\s?\^?\d{1,3}\s?\]|\b\d{1,3}\Z)\s*")
"""A chair's note or a footnote's anchor behind a bracket, which makes it no smaller."""
_BACK = 600
"""A tag that lost its opening bracket stands at most so far before the closing one."""
_LOOSE_TAG = re.compile(r"\b[A-Z]{2,6}+\d*+(?:[/, ]++[A-Z]{2,6}+\d*+)*\s++(?:propos|oppos)[^\[\]:.]{1,80}+:")


def proposals(
    source: str,
    blocks: Sequence[Block],
    structure: Structure,
    venue: Venue,
    known: Registry,
    tracked: Collection[int] = (),
) -> Reading:
    """Tell which brackets are proposals, whose, and where each ends. Those that begin at `tracked` were tracked changes."""
    return _Reader(source, blocks, venue, known, tracked).read(structure)


class _Reader:
    def __init__(self, source: str, blocks: Sequence[Block], venue: Venue, known: Registry, tracked: Collection[int]) -> None:
        self.source = source
        self.places = Places(blocks)
        self.venue = venue
        self.known = known
        self.tagger = Tagger(source, venue, known, self._report, tracked)
        self.asides = Asides(source, venue, self.places)
        self.notes: dict[str, list[int]] = defaultdict(list)  # the figure of a note → where notes of it stand
        for block in blocks:
            if block.kind == "note":
                self.notes[block.label].append(block.start)
        self.outermost: list[tuple[int, int]] = []
        self.result = Reading([], [], [])

    def read(self, structure: Structure) -> Reading:
        brackets = structure.outermost
        if self.venue.tagged:
            self.tagger.learn(brackets)
        closers = list(structure.strays)
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
            tag = self.tagger.before(bracket)
            if bracket.end > 0 and (reason := self.asides.reason(bracket, tag is not None) or self._on_margin(bracket)):
                self.result.asides.append(Aside(bracket.start, bracket.end, reason))
                if bracket.children:
                    stack.append((iter(bracket.children), parent))
                continue
            end, closed = self._end(bracket, tag is not None, limit)
            if not closed and bracket.end > 0:
                closers.append(bracket.end - 1)
            parts = self._add(bracket, tag, end, closed, parent)
            inside = [child for child in bracket.children if child.start < end]
            if len(inside) < len(bracket.children):
                stack.append((iter(bracket.children[len(inside) :]), parent))
            for index in reversed(parts):
                part = self.result.found[index]
                if mine := [child for child in inside if part.start <= child.start < part.end]:
                    stack.append((iter(mine), index))
        self._report_strays(sorted(closers))
        self._tags_amid_words()
        self._braces(structure)
        nest(self.result.found)
        return self.result

    def _on_margin(self, bracket: Bracket) -> str | None:
        return "page furniture" if self.places.at(bracket.start).kind == "furniture" else None

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
        inside: list[tuple[int, int]] = []  # of a venue whose tags nest: what stands in brackets ends no sentence of this one
        for child in bracket.children:
            if child.start >= end:
                break
            if self.venue.fused and child.tag and not child.bare:
                end = bracket.inner + len(self.source[bracket.inner : child.start].rstrip())
                break
            inside.append((child.start, child.end))
        if (last := self._list_behind(bracket, block)) and not self.venue.fused:
            return last
        start = self._behind_label(bracket, block)
        for stop in _STOP.finditer(self.source, start, end):
            if self.venue.fused or not any(a < stop.start() < b for a, b in inside):
                return stop.start()
        return end

    def _list_behind(self, bracket: Bracket, block: Block) -> int:
        """Where the list ends that a bracket leads to, whose words are a number only or end with a colon; 0 without a list."""
        words = self.source[bracket.inner : block.end].strip()
        if not (words.endswith(":") or _NUMBER.fullmatch(words)):
            return 0
        end = 0
        for other in self.places.starting(block.start, len(self.source)):
            if other.kind == "item" or _ITEM.match(self.source, other.start):
                end = other.end
            elif other.kind not in ("note", "furniture"):
                break
        return end

    def _report_unclosed(self, bracket: Bracket, message: str) -> None:
        block = self.places.at(bracket.start)
        listed = bool(self._list_behind(bracket, block)) and not self.venue.fused
        where = "with the list that it leads to" if listed else "before the full stop of its sentence"
        self._report("P001", bracket.start, bracket.inner, message, f"Read as ending {where}.")

    def _report_crossing(self, bracket: Bracket, block: Block) -> None:
        heading = block.kind == "section" and re.search(r"\n[ \t\r]*+\n", self.source[bracket.start : bracket.end])
        if heading or bracket.end > block.end:
            self._report("P009", bracket.start, bracket.inner, "This bracket runs across a blank line.", "")

    def _report_strays(self, closers: list[int]) -> None:
        """One diagnostic for each run of closing brackets; one that a tag with a verb leads up to closes a proposal."""
        behind = -1
        self.outermost = sorted((f.start, f.end) for f in self.result.found if f.parent is None)
        for offset in closers:
            if not behind <= offset <= behind + 2 and not self._opened_by_tag(offset):
                self._report("P002", offset, offset + 1, "Nothing opens this closing bracket.", "It is kept as it stands.")
            behind = offset + 1

    def _opened_by_tag(self, offset: int) -> bool:
        """Read `US/MY propose: and the WTO]`, whose opening bracket is missing, as the proposal that it was."""
        if not self.venue.verbs or "prefix" not in self.venue.tags:
            return False
        block = self.places.at(offset)
        match = next(iter(list(_LOOSE_TAG.finditer(self.source, max(block.body, offset - _BACK), offset))[-1:]), None)
        tag = read_tag(match[0], self.known, verbs=True) if match else None
        if match is None or tag is None or not tag.verbs:
            return False
        at = bisect_left(self.outermost, (offset, 0)) - 1
        if at >= 0 and self.outermost[at][1] > match.start():
            return False
        insort(self.outermost, (match.start(), offset + 1))
        positions = tuple(replace(p, inferred=True) for p in tag.positions)
        found = Found(match.start(), offset + 1, match.end(), offset, block, positions, None, (), closed=True)
        self._report(
            *("P025", match.start(), offset + 1, "A tag and a closing bracket stand without their opening bracket."),
            "Read as a proposal that begins with the tag.",
        )
        self.result.found.append(found)
        return True

    def _tags_amid_words(self) -> None:
        """Read a tag with a verb amid the words of a bracket as a proposal: `[CA: its annexes US/MY propose: and notes]`."""
        if not self.venue.verbs or "prefix" not in self.venue.tags:
            return
        for match in _LOOSE_TAG.finditer(self.source):
            if self.source[max(0, match.start() - 4) : match.start()].rstrip().endswith("["):
                continue
            around = [f for f in self.result.found if f.start < match.start() and match.end() <= f.stop]
            if any(match.start() < f.inner for f in around):
                continue  # the tag of its bracket
            tag = read_tag(match[0], self.known, verbs=True) if around else None
            if tag is None or not tag.verbs or tag.unknown:
                continue
            outer = max(around, key=lambda f: f.start)
            block = self.places.at(match.start())
            positions = tuple(replace(p, inferred=True) for p in tag.positions)
            self._report(
                *("P025", match.start(), match.end(), "A tag stands amid the words of a bracket, without its opening bracket."),
                "Read as a proposal that begins with the tag and ends with the bracket.",
            )
            self.result.found.append(
                Found(match.start(), outer.stop, match.end(), outer.stop, block, positions, None, (), closed=False)
            )

    def _braces(self, structure: Structure) -> None:
        """Words in braces are no part of the text, where the venue says so."""
        inside = (b for bracket in every(structure.outermost) for b in bracket.braces)
        asides = [Aside(b.start, b.end, self.venue.braces) for b in (*structure.braces, *inside)]
        self.result.asides = sorted([*self.result.asides, *asides], key=lambda a: a.start)

    # Proposals

    def _add(self, bracket: Bracket, tag: tuple[Position, ...] | None, end: int, closed: bool, parent: int | None) -> list[int]:
        """Add the proposals of a bracket: one, or one for each part between slashes. Their places in the list."""
        block = self.places.at(bracket.start)
        start = bracket.start
        if tag is None and "outside" in self.venue.tags and (outside := self.tagger.outside(bracket, block)):
            start, tag = outside
        limit = end - 1 if closed else end
        if not tag:
            start = self._joined_start(start, parent)
        bracket.inner = min(self._behind_label(bracket, block), limit)
        alt = ALTERNATIVE.match(self.source, bracket.inner, limit)
        if alt and "suffix" not in self.venue.tags and alt[0].strip().isalpha():
            alt = None  # `[alt energy]`: without a stop it may be a word
        if alt:
            bracket.inner = alt.end()
        stop = max(limit, bracket.inner)
        children = [(c.start, c.end if c.end > 0 else stop) for c in bracket.children if c.start < stop]
        parted = closed and not tag
        cuts = slashes(self.source, bracket.inner, stop, children) if parted else []
        parts: list[Found] = []
        edges = [start, *cuts, end]
        for n, (first, last) in enumerate(itertools.pairwise(edges)):
            inner = bracket.inner if n == 0 else first + 1
            words_end = stop if last == end else last
            positions = tag or ()
            if tag is None:
                behind = max([inner, *(b for a, b in children if inner <= a and b <= words_end)])
                if found := self.tagger.behind(behind, words_end):
                    words_end, positions = found
            marks = tuple(m for m in bracket.marks if inner <= m.start < last)
            part = Found(first, last, inner, words_end, block, positions, parent, marks, closed=closed)
            part.rival = parts[0] if parts else None
            part.alt = "" if alt is None else "title" if alt.lastgroup else "text"
            parts.append(part)
        if not cuts:
            parts[0].whole_block = self._is_whole(start, end, block)
        if tag:
            self._report_spacing(parts[0], bracket)
            self._report_empty(parts[0])
        self.result.found += parts
        return list(range(len(self.result.found) - len(parts), len(self.result.found)))

    def _is_whole(self, start: int, end: int, block: Block) -> bool:
        """True where a bracket is all that its block holds, but for a sign or a note behind it."""
        if not _BLANK.fullmatch(self.source, block.body, start):
            return False
        rest = self.source[end : block.end].strip()
        if not self.venue.fused:
            rest = _NOTES_BEHIND.sub("", rest)
        return len(rest) <= 1 and rest in ".;,: "

    def _behind_label(self, bracket: Bracket, block: Block) -> int:
        """Where the words begin, behind a number that stands in the bracket: `[1. Each Party …]`."""
        if not block.label or not block.body == block.start == bracket.start or OPTION.match(block.label):
            return bracket.inner
        label = self.source.find(block.label, bracket.inner, bracket.inner + len(block.label) + 4)
        return label + len(block.label) if label > 0 else bracket.inner

    def _joined_start(self, start: int, parent: int | None) -> int:
        """Where a bracket begins that is joined to the one before it: the joint is then its own.

        A slash joins, `[shall]/[should]`; so does the space between two endings of one word, `Part[y] [ies]`.
        """
        if not self.result.found:
            return start
        before = self.result.found[-1]
        while before.parent is not None and before.parent != parent:
            before = self.result.found[before.parent]
        between = self.source[before.end : start]
        if before.parent != parent or not before.closed or len(between) > 3 or before.end > start:
            return start
        if between.strip() == "/":
            return self.source.index("/", before.end)
        ending, other = _ENDING.match(self.source, start), _ENDING.match(self.source, before.start)
        of_one_word = other and other.end() == before.end and self.source[before.start - 1 : before.start].isalpha()
        return before.end if ending and of_one_word and not between.strip(" ") else start

    def _report_empty(self, found: Found) -> None:
        """A tag without words, or with a note's figure for words: `[CA propose:209]`."""
        content = self.source[found.inner : found.stop]
        figure = content.strip()
        if self.venue.verbs and figure.isdigit() and (content[:1].isdigit() or self._calls_note(found, figure)):
            found.inner = found.stop
        if not self.source[found.inner : found.stop].strip():
            self._report("P012", found.start, found.end, "The bracket has no words.", "It changes nothing.")

    def _calls_note(self, found: Found, figure: str) -> bool:
        """True for the anchor of a note that stands below, `[PE oppose: 232 ]`, `published.[US: 97]`; a figure may be words."""
        stray = self.source[found.stop - 1].isspace() or self.source[found.start - 1 : found.start] in (*".;)]",)
        return stray and any(found.stop < start <= found.stop + _BELOW for start in self.notes.get(figure, ()))

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
            and not self.source[bracket.inner - 1].isspace()
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
