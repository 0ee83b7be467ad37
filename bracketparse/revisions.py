"""Revisions: all renditions of a draft in one text, as tracked changes say it.

A tracked change is an insertion or a deletion by one author. `revise` writes the held proposals of a draft so that rejecting
all of them gives the base text, accepting all gives what `--accept all` gives, and accepting one author's alone gives the base
text with that author's proposals: word for word, with the typography of each. What comes about only when proposals of several
authors are taken in together (a comma between two new items) is a change of all of them together, an author of its own.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bracketparse.attribution import Attribution
from bracketparse.delegations import Registry
from bracketparse.ends import Rendered
from bracketparse.outcomes import Decisions, Recorded
from bracketparse.reconcile import Reconciler, Rendition
from bracketparse.tree import Block, Draft, Proposal
from bracketparse.venues import venue


@dataclass(frozen=True, slots=True)
class Author:
    """Who a tracked change is by: the sponsors of a proposal, or those of several whose proposals meet."""

    sponsors: tuple[str, ...]
    together: bool = False
    """True for what comes about only where the proposals of all of them are taken in."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A run of text that one kind of change applies to. Deleted by one author, it may have been inserted by another."""

    text: str
    inserted: Author | None = None
    deleted: Author | None = None
    proposal: int | None = None
    """The index of the proposal whose bracket it stands in."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A block with its changes, and who inserted or deleted it as a whole."""

    block: Block
    atoms: tuple[Atom, ...]
    inserted: Author | None = None
    deleted: Author | None = None
    whole: bool = True
    """False for one of two paragraphs that are the same block under different decisions."""


@dataclass(frozen=True, slots=True)
class Revisions:
    """A draft with its held proposals as tracked changes."""

    paragraphs: tuple[Revised, ...]
    authors: tuple[Author, ...]
    """In the order in which they come."""
    base: Rendition
    all: Rendition
    shared: tuple[str, ...]
    """Ids of blocks where two authors delete the same sign or insert the same block, which tracked changes cannot say: it is
    the first author's, and by the others alone it stays as it was."""


Text = dict[int, str]
"""The words of a block under some decisions: where each stretch begins in the source → its text. The label is at -1."""
LABEL = -1


def revise(draft: Draft, decisions: Decisions, known: Registry, attribution: Attribution = "full") -> Revisions:
    """The proposals that `decisions` hold, as tracked changes; all others as they are decided.

    Brackets of nobody named that the base text leaves open are nobody's change: they stay brackets in every version.

    `attribution` is how sponsors are named in brackets that stay.

    Raises `selectors.UnknownSelectorError` for a WHO that names nothing.
    """
    reconciler = Reconciler(draft, known)
    decided = reconciler.reconcile(decisions)
    held = [n for n, o in enumerate(decided.outcomes) if o.reason == "held" and not is_on_the_table(draft, draft.proposals[n])]
    authors = tuple(dict.fromkeys(Author(draft.proposals[n].sponsors) for n in held))

    def version(accepted: Iterable[Author]) -> Rendition:
        taken = {author.sponsors for author in accepted}
        mine = [Recorded(n, "accept") for n in held if draft.proposals[n].sponsors in taken]
        mixed = Decisions(recorded=(*decided_otherwise(decided), *mine), undecided=decisions.undecided)
        return reconciler.reconcile(mixed, attribution=attribution)

    base, everything = version(()), version(authors)
    texts = _Texts(base, everything, {author: version([author]) for author in authors})
    paragraphs: list[Revised] = []
    shared: list[str] = []
    meeting = _meeting(draft, held)
    everyone = meeting.get("", Author((), together=True))
    for block in draft.blocks:
        revised = _Block(block, texts, meeting.get(block.id, everyone)).revise()
        paragraphs += revised.paragraphs
        shared += [block.id] if revised.shared else []
    return Revisions(tuple(paragraphs), _in_order(paragraphs, authors), base, everything, tuple(shared))


def is_on_the_table(draft: Draft, proposal: Proposal) -> bool:
    """True for a bracket that the base text itself leaves open, as its venue has it."""
    return proposal.tabled and venue(draft.venue).untagged == "open"


def decided_otherwise(rendition: Rendition) -> tuple[Recorded, ...]:
    """What was decided of the proposals that are not held, so that the held ones can be settled another way."""
    return tuple(Recorded(n, o.wanted) for n, o in enumerate(rendition.outcomes) if o.reason not in ("held", "tabled"))


def _meeting(draft: Draft, held: Sequence[int]) -> dict[str, Author]:
    """Block → all sponsors whose proposals could meet in it: its own, its alternatives' and those of what it would replace.

    At "" stand all sponsors of the draft, for where these are not several.
    """
    proposals = [draft.proposals[n] for n in held]
    sponsors: dict[str, dict[str, None]] = defaultdict(dict)
    for proposal in proposals:
        for block in {proposal.block, _rival(proposal), ""}:
            sponsors[block] |= dict.fromkeys(proposal.sponsors)
    for proposal in proposals:
        if (rival := _rival(proposal)) != proposal.block:
            sponsors[proposal.block] |= sponsors[rival]
    return {block: Author(tuple(found), together=True) for block, found in sponsors.items() if len(found) > 1 or not block}


def _rival(proposal: Proposal) -> str:
    """The block whose place an alternative would take; its own, where it is none."""
    return (proposal.alternative_to or proposal.block).partition("#")[0]


def _in_order(paragraphs: Sequence[Revised], authors: Sequence[Author]) -> tuple[Author, ...]:
    """The authors of the proposals, then those of what comes about together."""
    named: dict[Author, None] = {}
    for revised in paragraphs:
        pairs = [(revised.inserted, revised.deleted), *((atom.inserted, atom.deleted) for atom in revised.atoms)]
        named |= dict.fromkeys(author for pair in pairs for author in pair if author is not None)
    return tuple(dict.fromkeys([*(author for author in authors if author in named), *named]))


class _Texts:
    """The words of every block in every rendition."""

    def __init__(self, base: Rendition, everything: Rendition, single: dict[Author, Rendition]) -> None:
        self.base = _by_block(base)
        self.all = _by_block(everything)
        self.single = {author: _by_block(rendition) for author, rendition in single.items()}
        self.proposals = _proposals(base) | _proposals(everything)
        for rendition in single.values():
            self.proposals |= _proposals(rendition)


def _by_block(rendition: Rendition) -> dict[str, Text]:
    return {rendered.block.id: _text(rendered) for rendered in rendition.blocks}


def _text(rendered: Rendered) -> Text:
    """Where each stretch begins → its text. The label stands before all, with a tab behind it.

    A space between two stretches goes with the second: words that two authors put in side by side then never touch.
    """
    found: Text = {LABEL: f"{rendered.label}\t"} if rendered.label else {}
    space = ""
    for run in rendered.runs:
        text = space + run.text
        words = text.rstrip(" ")
        space = text[len(words) :]
        found[run.start] = found.get(run.start, "") + words
    if space and rendered.runs:
        found[rendered.runs[-1].start] += space
    return found


def _proposals(rendition: Rendition) -> dict[int, int | None]:
    """Where each stretch begins → the proposal that it is of."""
    return {run.start: run.proposal for rendered in rendition.blocks for run in rendered.runs if run.proposal is not None}


@dataclass(slots=True)
class _Outcome:
    paragraphs: list[Revised]
    shared: bool


class _Block:
    """One block: what each author does to it, and what all together do."""

    def __init__(self, block: Block, texts: _Texts, together: Author) -> None:
        self.block = block
        self.base = texts.base.get(block.id)
        self.all = texts.all.get(block.id)
        self.single = {author: found.get(block.id) for author, found in texts.single.items()}
        self.proposals = texts.proposals
        self.together = together
        self.shared = False

    def revise(self) -> _Outcome:
        """The block as paragraphs with changes."""
        gone = [author for author, text in self.single.items() if text is None]
        come = [author for author, text in self.single.items() if text is not None]
        if self.base is None and self.all is None:
            self.shared = bool(come)
            return _Outcome([], self.shared)
        if self.base is None:
            return self._inserted(come)
        if self.all is None:
            deleted = gone[0] if gone else self.together
            self.shared |= len(gone) > 1
            return _Outcome([Revised(self.block, self._atoms(deleter=deleted), deleted=deleted)], self.shared)
        if gone:  # taken out by one alone, and still there when all is taken in
            return self._twice(gone)
        return _Outcome([Revised(self.block, self._atoms())], self.shared)

    def _inserted(self, come: list[Author]) -> _Outcome:
        """A block that is not in the base text."""
        if len(come) > 1:  # each alone would insert it, which no paragraph mark can say
            self.shared = True
            self.single = dict.fromkeys(self.single)
        inserted = come[0] if len(come) == 1 else self.together
        return _Outcome([Revised(self.block, self._atoms(), inserted=inserted)], self.shared)

    def _twice(self, gone: list[Author]) -> _Outcome:
        """The block as the base text has it, deleted; and as it stands when all is taken in, inserted."""
        self.shared |= len(gone) > 1
        everything, self.all = self.all, None
        old = Revised(self.block, self._atoms(deleter=gone[0]), deleted=gone[0], whole=False)
        text = "".join((everything or {}).values())
        new = Revised(self.block, (Atom(text, inserted=self.together),), inserted=self.together, whole=False)
        return _Outcome([old, new], self.shared)

    def _atoms(self, deleter: Author | None = None) -> tuple[Atom, ...]:
        """The text of the block with the changes of every author."""
        base, everything = self.base or {}, self.all or {}
        changing = {author: text or {} for author, text in self.single.items() if (text or {}) != base}
        if deleter is not None and deleter.together:
            changing[deleter] = {}
        starts = sorted({*base, *everything, *(start for text in changing.values() for start in text)})
        atoms: list[Atom] = []
        for start in starts:
            mine = {author: text.get(start, "") for author, text in changing.items()}
            atoms += self._stretch(base.get(start, ""), mine, everything.get(start, ""), self.proposals.get(start))
        return tuple(_merged(_with_spaces_out(list(_merged(atoms)))))

    def _stretch(self, base: str, single: dict[Author, str], everything: str, proposal: int | None) -> list[Atom]:
        """One stretch of the source: the base text's words, each author's changes to them, and what all together make of it."""
        changed = {author: text for author, text in single.items() if text != base}
        if not changed and everything == base:
            return [Atom(base, proposal=proposal)] if base else []
        tokens = _TOKEN.findall(base)
        deleted: list[Author | None] = [None] * len(tokens)
        inserted: list[list[Atom]] = [[] for _ in range(len(tokens) + 1)]
        for author, text in changed.items():
            for start, end, new in _edits(tokens, _TOKEN.findall(text)):
                for n in range(start, end):
                    self.shared |= deleted[n] is not None
                    deleted[n] = deleted[n] or author
                if new:
                    words = "".join(new)
                    first = next((a for a in inserted[end] if a.text == words and a.deleted is None), None)
                    inserted[end].append(Atom(words, author, first.inserted if first else None, proposal))
        atoms = list(inserted[0])
        for n, token in enumerate(tokens):
            atoms += [Atom(token, None, deleted[n], proposal), *inserted[n + 1]]
        return self._completed(atoms, everything, proposal)

    def _completed(self, atoms: list[Atom], everything: str, proposal: int | None) -> list[Atom]:
        """The atoms, with what is still to be changed when all of them are accepted."""
        standing = [n for n, atom in enumerate(atoms) if atom.deleted is None]
        tokens = [(n, token) for n in standing for token in _TOKEN.findall(atoms[n].text)]
        if "".join(token for _, token in tokens) == everything:
            return atoms
        made: list[Atom] = []
        edits = {start: (end, new) for start, end, new in _edits([t for _, t in tokens], _TOKEN.findall(everything))}
        position = taken = 0  # a place among the tokens, and how many atoms are copied
        until = 0
        while position <= len(tokens):
            if position in edits:
                until, new = edits[position]
                if new:
                    made.append(Atom("".join(new), self.together, None, proposal))
            if position == len(tokens):
                break
            n, token = tokens[position]
            made += (a for a in atoms[taken:n] if a.deleted is not None)
            taken = max(taken, n + 1)
            made.append(replace(atoms[n], text=token, deleted=self.together if position < until else None))
            position += 1
        return [*made, *(a for a in atoms[taken:] if a.deleted is not None)]


_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def _edits(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, Sequence[str]]]:
    """The tokens of `old` to be replaced: `(start, end, new tokens)`. Two renditions of a stretch differ at its edges only."""
    if not old or not new:
        return [(0, len(old), new)] if old or new else []
    if old == new:
        return []
    same = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [(i, j, new[k:m]) for tag, i, j, k, m in same.get_opcodes() if tag != "equal"]


def _with_spaces_out(atoms: list[Atom]) -> Iterator[Atom]:
    """Of old and new words by one author side by side, the space before both is no change."""
    n = 0
    while n < len(atoms):
        pair = atoms[n : n + 2]
        if len(pair) == 2 and _is_pair(*pair):
            yield Atom(" ")
            yield from (replace(atom, text=atom.text[1:]) for atom in pair if atom.text != " ")
            n += 2
        else:
            yield atoms[n]
            n += 1


def _is_pair(first: Atom, second: Atom) -> bool:
    """True for words that an author deletes beside words that the same author inserts, each with a space before it."""
    old, new = (first, second) if first.inserted is None else (second, first)
    mine = old.inserted is None and new.deleted is None and old.deleted is not None and old.deleted == new.inserted
    return mine and first.text[:1] == second.text[:1] == " "


def _merged(atoms: Iterable[Atom]) -> Iterator[Atom]:
    """Neighbours of the same kind as one."""
    last: Atom | None = None
    for atom in atoms:
        if last is not None and replace(atom, text="") == replace(last, text=""):
            last = replace(last, text=last.text + atom.text)
            continue
        if last is not None:
            yield last
        last = atom
    if last is not None:
        yield last
