"""Tagging: which delegations a bracket names, wherever its venue writes them.

A tag stands before the words (`[CAN: x]`), behind them (`[x - US; G77 delete]`), or before the bracket (`49bis. CAN: [x]`).
What is faulty is read by a stated rule (`rules.py`), with a diagnostic.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from bracketparse.attitudes import attitude_of, verb
from bracketparse.brackets import Bracket
from bracketparse.delegations import Registry
from bracketparse.tags import Tag, read_tag
from bracketparse.tree import Block, Position
from bracketparse.venues import Venue

_FAR = 100
"""A tag outside its bracket is at most so long."""
_TAIL = 200
"""A tag behind the words is at most so long."""
_OF_TRACKED = re.compile(r"[^\[\]{}:]{1,400}:")
"""The tag that a tracked change has in our notation."""
_SEPARATOR = re.compile(r"\s*(?:[-–—]+|[;:])\s*(?=[A-ZÀ-Þ])")
_MARK = re.compile(r"\d{1,3}(?=\s)")
"""A note's mark behind the colon: `oppose:13 4. Each Party`."""
_LATE_VERB = re.compile(r"\s*(?:oppos|propos)\w+\b[\s\d]*:?")
_SWAPPED = re.compile(r"\s*(?P<clause>[A-Z][A-Za-z\d/, ]{1,100}?\s(?:oppos|propos)\w+)[\s\d]*;")
"""The colon and the semicolon of a tag in each other's place: `AU/CL propose: US oppose; consistent with`."""
_FAULTY_LIST = re.compile(r"//|,\s*,|[A-Z](?:propose|oppose|support|retain|delete)")
_LISTED = re.compile(r"[A-ZÀ-Þ][\w.'’&/\-]*(?:(?:\s*[,/;]\s*|\s+and\s+|\s+)[A-ZÀ-Þ][\w.'’&/\-]*)*\Z")
_LEADS = frozenset(
    [
        "of",
        "by",
        "with",
        "to",
        "from",
        "for",
        "in",
        "between",
        "among",
        "the",
        "a",
        "an",
        "on",
        "at",
        "into",
        "within",
        "across",
        "against",
        "towards",
        "including",
        "like",
        "except",
        "via",
        "per",
        "namely",
        "de",
        "del",
        "la",
        "el",
        "los",
        "las",
        "du",
        "des",
    ]
)
"""Behind one of these a name belongs to the sentence."""

Report = Callable[[str, int, int, str, str], None]


class Tagger:
    """Reads the tags of one draft; it learns the draft's own roster from the tags that are well formed."""

    def __init__(self, source: str, venue: Venue, known: Registry, report: Report, tracked: Collection[int] = ()) -> None:
        self.source = source
        self.venue = venue
        self.known = known
        self.report = report
        self.tracked = tracked
        self.roster: dict[str, str] = {}  # as written → code, of the tags that are well formed
        self.words: dict[str, bool] = {}  # letters → do they stand as a word outside brackets?

    def learn(self, brackets: list[Bracket]) -> None:
        """Learn the delegations of the well-formed tags, from the most frequent on."""
        counts: Counter[tuple[str, str]] = Counter()
        for bracket in every(brackets):
            if bracket.tag and not bracket.bare and (tag := self._read(self.source[slice(*bracket.tag)])):
                counts.update((p.as_written, p.delegation) for p in tag.positions)
        self.roster = {written: code for (written, code), _ in counts.most_common()}

    def _read(self, text: str) -> Tag | None:
        return read_tag(text, self.known, self.venue.verbs)

    # Before the words

    def before(self, bracket: Bracket) -> tuple[Position, ...] | None:
        """The delegations before the words; None if there are none. Sets `bracket.inner` to where the words begin."""
        tracked = _OF_TRACKED.match(self.source, bracket.start + 1) if bracket.start in self.tracked else None
        if tracked is not None:  # whatever the venue writes, the reader of Word files writes it so
            bracket.tag, bracket.bare, bracket.inner = tracked.span(), False, tracked.end()
        tagged = bracket.tag
        if tagged is None or not (self.venue.tagged or tracked):
            bracket.inner = bracket.start + 1
            return self._before_bracket(bracket) if self.venue.verbs and bracket.children else None
        text = self.source[slice(*tagged)]
        if bracket.bare:
            return self._without_colon(bracket, text)
        early, stopped = "]" in text, text.endswith(".")
        tag = self._read(text.replace("]", " ").rstrip("."))
        if tag is None or (stopped and not tag.verbs):
            bracket.inner = bracket.start + 1
            return None
        if text[:1].isspace():
            self.report("P006", bracket.start, tagged[1], "A space stands before the tag.", "It is left out.")
        if early:
            self.report(
                "P020", bracket.start, tagged[1], "The bracket is closed before the verb.", "Read as closed at its end."
            )
        if stopped:
            self.report("P021", bracket.start, tagged[1], "The tag ends with a full stop.", "Read as a colon.")
        if self.venue.verbs and _FAULTY_LIST.search(text):
            self.report("P023", *tagged, "The list of delegations is not well formed.", "Read as a list all the same.")
        self._report_unknown(tag, tagged)
        if self.venue.verbs and (mark := _MARK.match(self.source, bracket.inner)):
            bracket.inner = mark.end()
        return self._with_swapped_clause(bracket, tag) if tag.verbs else self._with_late_verb(bracket, tag.positions)

    def _before_bracket(self, bracket: Bracket) -> tuple[Position, ...] | None:
        """A tag without its colon, whose words begin with another bracket: `[US/AU propose [MX: no] party`."""
        text = self.source[bracket.start + 1 : bracket.children[0].start]
        tag = self._read(text) if len(text) <= _TAIL else None
        if tag is None or not tag.verbs or tag.unknown:
            return None
        bracket.inner = bracket.children[0].start
        self.report(
            *("P003", bracket.start, bracket.inner, f"The tag “{' '.join(text.split())}” has no colon."),
            "Read as a tag all the same: it names known delegations, and what they do.",
        )
        return tag.positions

    def _with_swapped_clause(self, bracket: Bracket, tag: Tag) -> tuple[Position, ...]:
        """A second clause of the tag behind the colon, and the semicolon behind that."""
        clause = _SWAPPED.match(self.source, bracket.inner)
        more = self._read(clause["clause"]) if clause else None
        if clause is None or more is None or not more.verbs or more.unknown:
            return tag.positions
        self.report(
            *("P022", bracket.start, clause.end(), "The colon and the semicolon of the tag stand in each other's place."),
            "Read as set right: what stands before the semicolon is the tag.",
        )
        bracket.inner = clause.end()
        named = {p.delegation for p in tag.positions}
        return (*tag.positions, *(p for p in more.positions if p.delegation not in named))

    def _with_late_verb(self, bracket: Bracket, positions: tuple[Position, ...]) -> tuple[Position, ...]:
        """A verb behind the colon instead of before it: `[VN: oppose adequate]`."""
        late = _LATE_VERB.match(self.source, bracket.inner) if self.venue.verbs else None
        said = verb().search(late[0]) if late else None
        if late is None or said is None:
            return positions
        self.report("P022", bracket.start, late.end(), "The verb stands behind the colon.", "Read as the tag's.")
        bracket.inner = late.end()
        return tuple(replace(p, attitude=attitude_of(said)) for p in positions)

    def _report_unknown(self, tag: Tag, place: tuple[int, int]) -> None:
        for letters in tag.unknown:
            near = self.known.nearest(letters, [code for code in self.roster.values() if code in self.known.delegations])
            hint = f"; the nearest known are {', '.join(near)}" if near else ""
            self.report("P011", *place, f"“{letters}” is no known delegation{hint}.", "It is kept as written.")

    def _without_colon(self, bracket: Bracket, text: str) -> tuple[Position, ...] | None:
        """A tag without its colon: only if the draft's own roster has those letters, whole or cut short."""
        letters = text.strip()
        start = bracket.tag[0] + len(text) - len(text.lstrip()) if bracket.tag else bracket.start + 1
        bracket.inner = bracket.start + 1
        written = next((w for w in self.roster if letters == w or (letters[:-1] == w and letters)), None)
        if written is not None:
            bracket.inner = start + len(written)
            self.report(
                *("P003", bracket.start, bracket.inner, f"The tag “{written}” has no colon."),
                f"Read as {self.roster[written]}, whose tag stands elsewhere in this draft.",
            )
            return (Position(self.roster[written], as_written=written, inferred=True),)
        whole = {code for w, code in self.roster.items() if w.startswith(letters) and len(w) - len(letters) == 1}
        if len(whole) != 1 or self._is_word(letters):
            return None
        code = whole.pop()
        bracket.inner = start + len(letters)
        self.report(
            *("P004", bracket.start, bracket.inner, f"The tag “{letters}” is cut short and has no colon."),
            f"Read as {code}: of the delegations in this draft only that one begins so.",
        )
        return (Position(code, as_written=letters, inferred=True),)

    def _is_word(self, letters: str) -> bool:
        """True where the letters stand elsewhere as a word, so that they are no tag cut short."""
        if letters not in self.words:
            self.words[letters] = re.search(rf"[^\[\w]{letters}\b(?!:)", self.source) is not None
        return self.words[letters]

    # Before the bracket

    def outside(self, bracket: Bracket, block: Block) -> tuple[int, tuple[Position, ...]] | None:
        """Delegations before the bracket, at the beginning of the block: `49bis. CAN: [Tomar …]`."""
        lead = self.source[block.body : bracket.start]
        if not 0 < len(lead) <= _FAR or not lead.rstrip().endswith(":"):
            return None
        tag = self._read(lead)
        if tag is None:
            return None
        self.report(
            *("P005", block.body, bracket.start, "The tag stands before its bracket."),
            "Read as the tag of the bracket.",
        )
        return block.body, tag.positions

    # Behind the words

    def behind(self, start: int, stop: int) -> tuple[int, tuple[Position, ...]] | None:
        """Delegations behind the words in `start`…`stop`, and where the words end: `extreme - US; G77 delete`."""
        if "suffix" not in self.venue.tags:
            return None
        first = max(start, stop - _TAIL)
        for separator in _SEPARATOR.finditer(self.source, first, stop):
            tag = self._read(self.source[separator.end() : stop].strip(" \t\r\n."))
            if tag is not None and not tag.unknown:
                return separator.start(), tag.positions
        return self._behind_without_separator(first, stop) if "bare suffix" in self.venue.tags else None

    def _behind_without_separator(self, start: int, stop: int) -> tuple[int, tuple[Position, ...]] | None:
        """A name at the end, nothing before it: only a known delegation, and not where the sentence itself names it."""
        tail = self.source[start:stop].rstrip(" \t\r\n.")
        words = [match.start() for match in re.finditer(r"(?<=\s)(?=[A-ZÀ-Þ])", tail)][-6:]
        for offset in words:
            tag = self._read(tail[offset:]) if _LISTED.match(tail, offset) else None
            if tag is None or tag.unknown:
                continue
            before = tail[:offset].split()
            word = before[-1].strip(",") if before else ""
            joined = word.lower() in ("and", "or") and not tail[offset:].isupper()
            if not word or joined or word.lower() in _LEADS or word[0].isupper():
                return None
            self.report(
                *("P024", start + offset, start + len(tail), "A delegation's name ends the bracket, without a separator."),
                "Read as the tag; the roster knows the name.",
            )
            return start + offset, tuple(replace(p, inferred=True) for p in tag.positions)
        return None


def every(brackets: list[Bracket]) -> Iterator[Bracket]:
    """All brackets, those inside others too, in their order."""
    stack = list(reversed(brackets))
    while stack:
        bracket = stack.pop()
        yield bracket
        stack.extend(reversed(bracket.children))
