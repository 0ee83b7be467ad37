"""What a difference shows, in its order, whatever it is written as: the terminal, a web page, Markdown and Word all write this.

First the changes of the base text that no bracket announces, then proposal by proposal, then the words, last the account.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from bracketparse.account import Account
from bracketparse.difference import Difference
from bracketparse.difference_texts import counted, tell
from bracketparse.matching import Change, Match
from bracketparse.passages import Op, Passage
from bracketparse.sides import Side
from bracketparse.tokens import text_tokens
from bracketparse.tree import Proposal
from bracketparse.unannounced import Unannounced
from bracketparse.wordwise import Hunk, differences
from bracketparse.writers.listing import change

ORDER: tuple[Change, ...] = (
    "new",
    "unbracketed",
    "gone",
    "reworded",
    "roles",
    "moved",
    "sponsors",
    "extent",
    "split",
    "merged",
)
_LONGEST = 70
"""A stretch of more unchanged words is shortened to its ends."""
_END = 25
_MANY = 5
"""Words of nobody that came or went in so many places are told once."""
_WIDEST = 400
"""Longer words are shortened too."""
_SIGNS = " ,.;:()[]"


class Span(NamedTuple):
    """Some words as shown: kept, deleted, inserted, or about the text rather than of it."""

    op: Op | str
    """`keep`, `delete`, `insert`, or `note` for what plan itself says."""
    text: str
    space: bool = True
    """True where white space stands before it."""
    proposals: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A line about a proposal, or about a change of the base text."""

    place: str
    """Ids: `II.5#1`, `II.5#1 → II.6#1`."""
    who: tuple[str, ...]
    spans: tuple[Span, ...]
    notes: tuple[str, ...] = ()
    anchor: str = ""
    """The passage that it stands in."""
    left: tuple[str, ...] = ()
    """Delegations that it is about too, though it is theirs no more."""


@dataclass(frozen=True, slots=True)
class Group:
    """The proposals to which the same happened."""

    change: Change
    title: str
    count: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as shown, or, where `folded`, how many unchanged ones stand here."""

    place: str
    kinds: tuple[str, ...]
    """What happened to it, as codes; empty where nothing did."""
    told: str
    """The same in words."""
    who: tuple[str, ...] = ()
    """The delegations whose proposals differ in it."""
    spans: tuple[Span, ...] = ()
    entries: tuple[Entry, ...] = ()
    """What each change belongs to."""
    folded: int = 0
    anchor: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A difference as it is shown."""

    language: str
    names: tuple[str, str]
    drafts: bool
    """True for two drafts; False for two versions of one."""
    unannounced: tuple[Entry, ...]
    groups: tuple[Group, ...]
    passages: tuple[Shown, ...]
    last: tuple[str, ...]
    """The closing lines, the account the last of them."""
    delegations: tuple[str, ...] = ()
    """All that propose something that changed."""

    @property
    def is_uncertain(self) -> bool:
        """True where a change that no bracket announces may have been announced after all."""
        return any(note.startswith("?") for entry in self.unannounced for note in entry.notes)

    def say(self, key: str, **values: object) -> str:
        """A sentence in the language of the view."""
        return tell(key, self.language, **values)


def view(difference: Difference, language: str, *, around: int = 0, full: bool = False, told: Sequence[str] = ()) -> View:
    """What to show.

    `around`: so many unchanged paragraphs beside a changed one; `full`: all of everything; `told`: closing lines.
    """
    return _Viewer(difference, language).view(around, full, told)


class _Viewer:
    def __init__(self, difference: Difference, language: str) -> None:
        self.difference, self.language = difference, language
        self.a, self.b = difference.a, difference.b
        self.places = {paragraph.id: n for n, passage in enumerate(difference.passages) for paragraph in passage.b_paragraphs}
        self.places_a = {paragraph.id: n for n, passage in enumerate(difference.passages) for paragraph in passage.a_paragraphs}

    def view(self, around: int, full: bool, told: Sequence[str]) -> View:
        names = _names(self.a, self.b)
        groups = tuple(self._groups())
        passages = tuple(self._passages(around, full))
        last = list(told)
        if self.difference.account is not None:
            last += [*self._rests(), account_sentence(self.difference.account, names, self.language)]
        who = tuple(
            dict.fromkeys(
                [code for group in groups for entry in group.entries for code in (*entry.who, *entry.left)]
                + [code for shown in passages for code in shown.who]
            )
        )
        return View(
            self.language,
            names,
            self.difference.account is not None,
            tuple(map(self._unannounced, self.difference.unannounced)),
            groups,
            passages,
            tuple(last),
            who,
        )

    # First

    def _unannounced(self, found: Unannounced) -> Entry:
        passage = self.difference.passages[found.passage]
        before, after = found.before.lstrip(_SIGNS), found.after.rstrip(_SIGNS)
        spans = [Span("keep", f"…{before}")] if before and found.kind == "changed" else []
        if found.deleted:
            spans.append(Span("delete", shortened(found.deleted)))
        if found.inserted:
            spans.append(Span("insert", shortened(found.inserted)))
        if after and found.kind == "changed":
            spans.append(Span("keep", f"{after}…", after[0] not in ",.;:)]"))
        if found.kind in ("moved", "split", "merged"):
            spans = [Span("note", f"{tell(f'{found.kind}_paragraph', self.language)}:"), Span("keep", f"{found.before}…")]
        notes = () if found.certain else (f"?{self._named(found.beside)}",)
        if found.renumbering:
            notes = (*notes, tell("renumbering", self.language))
        return Entry(place(passage), (), tuple(spans), notes, _anchor(found.passage))

    def _named(self, beside: tuple[tuple[int, ...], tuple[int, ...]]) -> str:
        named = dict.fromkeys(
            f"{', '.join(p.sponsors)} {p.id}".strip()
            for side, indices in zip((self.a, self.b), beside, strict=True)
            for p in map(side.proposal, indices)
        )
        return f" {', '.join(named)}" if named else ""

    def _rests(self) -> list[str]:
        fallen = [m.a for m in self.difference.matches if m.change in ("unbracketed", "gone")]
        ended = [self.a.proposal(n) for n in fallen if n is not None]
        inferred = sum(p.evidence in ("inferred", "none") for p in ended)
        return [tell("rests", self.language, n=inferred, all=len(ended))] if inferred else []

    # Proposal by proposal

    def _groups(self) -> Iterator[Group]:
        for kind in ORDER:
            found = [m for m in self.difference.matches if m.change == kind]
            if found:
                yield Group(kind, tell(kind, self.language), len(found), tuple(self._entries(found)))

    def _entries(self, matches: Sequence[Match]) -> Iterator[Entry]:
        """One for each proposal; those that nobody signed and that came or went, one for each paragraph.

        The same words of nobody in many places are one entry, first.
        """
        recurrent: dict[str, list[Match]] = {}
        for match in matches:
            if self._unsigned_block(match) and (words := self._one(match).words):
                recurrent.setdefault(words, []).append(match)
        recurrent = {words: found for words, found in recurrent.items() if len(found) >= _MANY}
        for found in recurrent.values():
            ids = [self._one(match).id for match in found[1:]]
            yield self._entry(found[0])._replace(notes=(tell("more", self.language, n=len(ids), ids=" ".join(ids)),))
        alone = (match for match in matches if self._one(match).words not in recurrent or not self._unsigned_block(match))
        for block, run in groupby(alone, key=self._unsigned_block):
            found = list(run)
            if block is None or len(found) == 1:
                yield from map(self._entry, found)
                continue
            entries = [self._entry(match) for match in found]
            spans = [
                Span("keep", f"{'· ' if n else ''}{shortened(span.text.removeprefix('? '), 14, 6)}")
                for n, entry in enumerate(entries)
                for span in entry.spans
            ]
            numbers = " ".join(f"#{entry.place.partition('#')[2]}" for entry in entries)
            yield Entry(f"{block}{numbers}", (), tuple(spans), (), entries[0].anchor)

    def _unsigned_block(self, match: Match) -> str | None:
        if match.change not in ("new", "gone"):
            return None
        one = self._one(match)
        return None if one.positions else one.block

    def _one(self, match: Match) -> Proposal:
        """The proposal as it is in B, or was in A."""
        return self.b.proposal(match.b) if match.b is not None else self.a.proposal(match.a or 0)

    def _entry(self, match: Match) -> Entry:
        p = self.a.proposal(match.a) if match.a is not None else None
        q = self.b.proposal(match.b) if match.b is not None else None
        one = q or p
        assert one is not None
        ids = " → ".join(dict.fromkeys(x.id for x in (p, q) if x is not None))
        spans: tuple[Span, ...]
        if p and q and match.change == "reworded" and "roles" not in match.changes and not self._is_wide(q):
            first, *rest = _old_and_new(*_with_arrows(p, q), self.b.small_words)
            spans = (first._replace(space=True), *rest)
        else:
            now = match.change in ("new", "split", "reworded") or "roles" in match.changes
            shown = q if now and q else p or one
            spans = (Span("keep", shortened(change(shown))),)
        where = self.places.get(q.block) if q else self.places_a.get(one.block)
        return Entry(ids, one.sponsors, spans, tuple(self._notes(match, p, q)), _anchor(where), match.left)

    def _is_wide(self, q: Proposal) -> bool:
        """True for a bracket that reaches over paragraphs of B, each of which shows its own words."""
        where = self.places.get(q.block)
        return where is not None and q.end > max(p.spans[-1][1] for p in self.difference.passages[where].b_paragraphs)

    def _notes(self, match: Match, p: Proposal | None, q: Proposal | None) -> Iterator[str]:
        if match.stands and _plain(match.stands) != _plain(p.words if p else ""):
            yield tell("stands", self.language, words=shortened(match.stands))
        if match.within is not None:
            yield tell("within", self.language, id=self.b.proposal(match.within).id)
        for key, codes in (("joined", match.joined), ("left", match.left)):
            if codes:
                yield tell(key, self.language, who=", ".join(codes))
        for code, then, now in match.attitudes:
            yield f"{code}: {then} → {now}"
        if p and q and "roles" in match.changes:
            yield tell("was", self.language, words=shortened(change(p)))
        if p and q and "extent" in match.changes:
            yield tell("now_part" if p.whole_block else "now_whole", self.language)
        told = ("roles", "sponsors", "extent")
        others = [tell(kind, self.language).lower() for kind in match.changes[1:] if kind not in told]
        if others:
            yield f"{tell('also', self.language)}: {', '.join(others)}"

    # Then the words

    def _passages(self, around: int, full: bool) -> Iterator[Shown]:
        passages = self.difference.passages
        changed = [passage.kinds != ("same",) for passage in passages]
        near = list(changed)
        if around or full:
            last = -around - 1
            for n, differs in enumerate(changed):
                last = n if differs else last
                near[n] = near[n] or full or n - last <= around
            last = len(changed) + around + 1
            for n in range(len(changed) - 1, -1, -1):
                last = n if changed[n] else last
                near[n] = near[n] or last - n <= around
        for shown, run in groupby(range(len(passages)), key=lambda n: near[n]):
            numbers = list(run)
            if not shown:
                yield Shown("", (), counted("folded", len(numbers), self.language), folded=len(numbers))
                continue
            for n in numbers:
                yield self._shown(n, passages[n], changed[n], full)

    def _shown(self, n: int, passage: Passage, changed: bool, full: bool) -> Shown:
        kinds = passage.kinds if changed else ()
        paragraphs = passage.b_paragraphs or passage.a_paragraphs
        told = ", ".join(tell(f"{kind}_paragraph", self.language) for kind in kinds)
        if not self.difference.matching and kinds == ("reworded",):
            told = ""
        heading = paragraphs[0].kind == "section"
        if not changed:
            words = f"{paragraphs[0].label} {paragraphs[0].words}".strip()
            return Shown(place(passage), (), "", (), (Span("keep", words),), anchor=_anchor(n), heading=heading)
        spans = list(self._spans(passage))
        entries = tuple(_entries(spans)) if not self.difference.matching else ()
        if kinds in (("inserted",), ("deleted",)):
            entries = tuple(entry._replace(spans=()) for entry in entries)  # the words stand above, whole
        who = tuple(dict.fromkeys(code for span in spans for code in span.sponsors))
        if not full:
            spans = [s._replace(text=shortened(s.text, _LONGEST, _END)) if s.op == "keep" else s for s in spans]
        return Shown(place(passage), tuple(kinds), told, who, tuple(spans), entries, anchor=_anchor(n), heading=heading)

    def _spans(self, passage: Passage) -> Iterator[Span]:
        for piece in passage.pieces():
            owners = self.difference.proposals_of(piece) if piece.op != "keep" else ()
            side = self.a if piece.op == "delete" else self.b
            proposals = [side.proposal(n) for n in owners]
            sponsors = tuple(dict.fromkeys(code for p in proposals for code in p.sponsors))
            yield Span(piece.op, piece.text, piece.space, tuple(p.id for p in proposals), sponsors)


def _entries(spans: Iterable[Span]) -> Iterator[Entry]:
    """Of two versions: every change of a paragraph, with the proposal that it is of."""
    for (ids, who), run in groupby((s for s in spans if s.op != "keep"), key=lambda s: (s.proposals, s.sponsors)):
        found = list(run)
        if ids:
            yield Entry(", ".join(ids), who, tuple(s._replace(space=True) for s in found))


def _with_arrows(p: Proposal, q: Proposal) -> tuple[str, str]:
    """The words of a proposal in A and in B; with an arrow from the old to the new, where both put some in others' place."""
    if p.effect == q.effect == "replace":
        return change(p), change(q)
    return p.words, q.words


def _old_and_new(old: str, new: str, small: Container[str]) -> Iterator[Span]:
    """Two short texts, word by word."""
    a, b = text_tokens(old), text_tokens(new)
    hunks = differences([t for t, _ in a], [t for t, _ in b], small=small)
    at = 0
    for hunk in (*hunks, Hunk(len(a), len(a), len(b), len(b))):
        for op, tokens, start, stop in (
            ("keep", b, at, hunk.b0),
            ("delete", a, hunk.a0, hunk.a1),
            ("insert", b, hunk.b0, hunk.b1),
        ):
            if stop > start:
                text = "".join((" " if space and n else "") + t for n, (t, space) in enumerate(tokens[start:stop]))
                text = shortened(text, 40, 15)
                space = tokens[start][1] or (op == "insert" and hunk.a1 > hunk.a0) or (op == "keep" and start == 0)
                yield Span(op, text, space)
        at = hunk.b1


def place(passage: Passage) -> str:
    """The ids of a passage: `II.5`, `II.5 → II.6`, `II.5 → II.5 + II.6`."""
    a = " + ".join(p.id for p in passage.a_paragraphs)
    b = " + ".join(p.id for p in passage.b_paragraphs)
    labelled = any(p.label for p in (*passage.a_paragraphs, *passage.b_paragraphs)) or passage.pair.moved
    if not a or not b or a == b or (not labelled and len(passage.pair.a) == len(passage.pair.b) == 1):
        return b or a
    return f"{a} → {b}"


def _anchor(n: int | None) -> str:
    return "" if n is None else f"w{n + 1}"


def _plain(words: str) -> list[str]:
    return [text for text, _ in text_tokens(words) if text[0].isalnum()]


def shortened(text: str, longest: int = 45, end: int = 20) -> str:
    """A long text by its ends, and a word that no line holds."""
    words = [word if len(word) <= _WIDEST else f"{word[:40]}[…]{word[-40:]}" for word in text.split(" ")]
    text = " ".join(words)
    return text if len(words) <= longest else f"{' '.join(words[:end])} […] {' '.join(words[-end:])}"


def _names(a: Side, b: Side) -> tuple[str, str]:
    if a.name == b.name and (a.version, b.version) != ("draft", "draft"):
        return f"{a.name} ({a.version})", f"{b.name} ({b.version})"
    return tuple(  # type: ignore[return-value]
        s.name if s.version == "draft" else f"{s.name} ({s.version})" for s in (a, b)
    )


def account_sentence(account: Account, names: tuple[str, str], language: str) -> str:
    """`Rev. 1 had 96 proposals: 71 unchanged, 8 reworded, …; Rev. 2 adds 9 and has 88.`"""
    figures = account.figures
    old, new = names if names[0] != names[1] else (tell("old_name", language), tell("new_name", language))
    kept = [
        tell(f"count_{key}", language, n=figures[key])
        for key in ("same", "reworded", "roles", "moved", "sponsors", "extent", "merged", "unbracketed", "gone")
        if figures[key] or key == "same"
    ]
    head = counted("had", account.a, language, name=old)
    added = tell("adds", language, name=new, n=figures["new"])
    if figures["split"]:
        added += ", " + tell("splits", language, n=figures["split"])
    end = "" if not account.a else f": {', '.join(kept)}"
    return f"{head[:1] if old == names[0] else head[:1].upper()}{head[1:]}{end}; {added} {tell('has', language, n=account.b)}"
