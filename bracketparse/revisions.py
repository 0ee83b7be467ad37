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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bracketparse.attribution import Attribution
from bracketparse.delegations import Registry
from bracketparse.ends import Rendered
from bracketparse.outcomes import Decisions, Recorded
from bracketparse.parts import parts
from bracketparse.reconcile import Reconciler, Rendition
from bracketparse.tree import Block, Draft, Proposal
from bracketparse.venues import venue


@dataclass(frozen=True, slots=True)
class Author:
    """Who a tracked change is by: the sponsors of a proposal, or those of several whose proposals meet."""

    sponsors: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()
    """Of what comes about only where several proposals are taken in: the sponsors of each."""

    @property
    def together(self) -> bool:
        """True for what comes about only where the proposals of all its parts are taken in."""
        return bool(self.parts)


def _together(authors: Iterable[Author]) -> Author:
    """The author of what all of these bring about only together."""
    parts = tuple(dict.fromkeys(author.sponsors for author in authors))
    return Author(tuple(dict.fromkeys(code for part in parts for code in part)), parts)


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

    def taken(accepted: Iterable[int]) -> Rendition:
        mine = [Recorded(n, "accept") for n in accepted]
        mixed = Decisions(recorded=(*decided_otherwise(decided), *mine), undecided=decisions.undecided)
        return reconciler.reconcile(mixed, attribution=attribution)

    def version(accepted: Iterable[Author]) -> Rendition:
        sponsors = {author.sponsors for author in accepted}
        return taken(n for n in held if draft.proposals[n].sponsors in sponsors)

    base, everything = version(()), version(authors)
    rivals, company = _rivals(draft, held), _company(draft, held)
    replacing = {author for found in rivals.values() for author in found}
    without = version(author for author in authors if author not in replacing) if replacing else everything
    around = {n: company[n][:-1] for n in held if draft.proposals[n].parent is not None and len(company[n]) > 2}
    part = parts(draft)
    wishes: dict[int, dict[tuple[Author, ...], int]] = defaultdict(dict)  # part → the authors taken in → in which of the rounds
    rank = {author: n for n, author in enumerate(authors)}
    for n in sorted(held, key=lambda n: rank[Author(draft.proposals[n].sponsors)]):
        mine = wishes[part[draft.proposals[n].block]]
        mine.setdefault((Author(draft.proposals[n].sponsors),), len(mine))
    for n, outer in around.items():
        mine = wishes[part[draft.proposals[n].block]]
        mine.setdefault(outer, len(mine))
    rounds = [taken(accepted) for accepted in _rounds(draft, held, part, wishes)]
    texts = _Texts(base, everything, without, rounds, {n: (_together(outer), outer) for n, outer in around.items()})
    paragraphs: list[Revised] = []
    shared: list[str] = []
    meeting = _meeting(draft, held)
    for block in draft.blocks:
        meet = meeting.get(block.id, meeting[""])
        revised = _Block(block, texts, wishes.get(part[block.id], {}), meet, company, rivals.get(block.id, ())).revise()
        paragraphs += revised.paragraphs
        shared += [block.id] if revised.shared else []
    return Revisions(tuple(paragraphs), _in_order(paragraphs, authors), base, everything, tuple(shared))


Wishes = Mapping[tuple[Author, ...], int]
"""Whose proposals are taken in, in a part of the draft → the round in which they are."""


def _rounds(draft: Draft, held: Sequence[int], part: Mapping[str, int], wishes: Mapping[int, Wishes]) -> Iterator[list[int]]:
    """The proposals to take in, so that after the last round each part has been seen with each of its wishes."""
    accepted: list[list[int]] = [[] for _ in range(max(map(len, wishes.values()), default=0))]
    for n in held:
        for authors, turn in wishes[part[draft.proposals[n].block]].items():
            if Author(draft.proposals[n].sponsors) in authors:
                accepted[turn].append(n)
    yield from accepted


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
    authors: dict[str, dict[Author, None]] = defaultdict(dict)
    for proposal in proposals:
        for block in {proposal.block, _rival(proposal), ""}:
            authors[block][Author(proposal.sponsors)] = None
    for proposal in proposals:
        if (rival := _rival(proposal)) != proposal.block:
            authors[proposal.block] |= authors[rival]
    return {"": _together(()), **{block: _together(found) for block, found in authors.items() if len(found) > 1 or not block}}


def _rivals(draft: Draft, held: Sequence[int]) -> dict[str, tuple[Author, ...]]:
    """Block → the authors of the alternatives that would take its place."""
    found: dict[str, tuple[Author, ...]] = {}
    for n in held:
        if target := draft.proposals[n].alternative_to:
            author = Author(draft.proposals[n].sponsors)
            found[target] = tuple(dict.fromkeys((*found.get(target, ()), author)))
    return found


Company = dict[int, tuple[Author, ...]]
"""A proposal, by its index → the authors whose proposals must all be taken in for what is otherwise not said in it: those of
the proposals that it stands in, the outermost first, and its own; of one that stands alone its own and its alternatives'."""


def _company(draft: Draft, held: Sequence[int]) -> Company:
    """The company of the held proposals."""
    found: Company = {}
    family: dict[str, dict[Author, None]] = defaultdict(dict)
    for n in held:
        proposal = draft.proposals[n]
        parent = proposal.parent
        while parent is not None and parent not in found:
            parent = draft.proposals[parent].parent
        outer = found[parent] if parent is not None else ()
        found[n] = tuple(dict.fromkeys((*outer, Author(proposal.sponsors))))
        family[proposal.alternative_to or proposal.id][Author(proposal.sponsors)] = None
    for n, authors in found.items():
        proposal = draft.proposals[n]
        if len(authors) == 1:
            found[n] = tuple(family[proposal.alternative_to or proposal.id])
    return found


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

    def __init__(
        self,
        base: Rendition,
        everything: Rendition,
        without: Rendition,
        rounds: Sequence[Rendition],
        around: dict[int, tuple[Author, tuple[Author, ...]]],
    ) -> None:
        self.base = _by_block(base)
        self.all = _by_block(everything)
        self.without = _by_block(without)
        """All but what those propose who replace a block."""
        self.rounds = [_by_block(rendition) for rendition in rounds]
        self.around = around
        """Of a proposal in what comes about only together: who these are, as one author and each."""
        self.proposals = _proposals(base) | _proposals(everything) | _proposals(without)
        for rendition in rounds:
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

    def __init__(
        self, block: Block, texts: _Texts, wishes: Wishes, meeting: Author, company: Company, rivals: Sequence[Author]
    ) -> None:
        self.block = block
        self.base = texts.base.get(block.id)
        self.all = texts.all.get(block.id)
        self.without = texts.without.get(block.id)
        self.rivals = rivals
        taken = {authors: texts.rounds[turn].get(block.id) for authors, turn in wishes.items()}
        self.single = {authors[0]: text for authors, text in taken.items() if len(authors) == 1}
        self.several = {authors: text or {} for authors, text in taken.items() if len(authors) > 1}
        self.proposals = texts.proposals
        self.around = texts.around
        self.meeting = meeting
        self.company = company
        self.shared = False

    def revise(self) -> _Outcome:
        """The block as paragraphs with changes."""
        gone = [author for author, text in self.single.items() if text is None]
        come = [author for author, text in self.single.items() if text is not None]
        if self.base is None and self.all is None:
            return self._replaced(come)
        if self.base is None:
            return self._inserted(come)
        if self.all is None:
            deleted = gone[0] if gone else self.meeting
            self.shared |= len(gone) > 1
            return _Outcome([Revised(self.block, self._atoms(deleter=deleted), deleted=deleted)], self.shared)
        if gone:  # taken out by one alone, and still there when all is taken in
            return self._twice(gone)
        return _Outcome([Revised(self.block, self._atoms())], self.shared)

    def _replaced(self, come: list[Author]) -> _Outcome:
        """A block that some would put in and others replace: it is nowhere in the text when all is taken in."""
        if self.without is None:
            self.shared = bool(come)
            return _Outcome([], self.shared)
        self.all = self.without
        inserted = self._inserted(come).paragraphs[0]
        deleted = self.rivals[0] if len(self.rivals) == 1 else self.meeting
        atoms = tuple(_merged(replace(a, deleted=a.deleted or deleted) for a in inserted.atoms))
        return _Outcome([replace(inserted, atoms=atoms, deleted=deleted)], self.shared)

    def _inserted(self, come: list[Author]) -> _Outcome:
        """A block that is not in the base text."""
        if len(come) > 1:  # each alone would insert it, which no paragraph mark can say
            self.shared = True
            self.single = dict.fromkeys(self.single)
        inserted = come[0] if len(come) == 1 else self._together(self._first())
        return _Outcome([Revised(self.block, self._atoms(), inserted=inserted)], self.shared)

    def _twice(self, gone: list[Author]) -> _Outcome:
        """The block as the base text has it, deleted; and as it stands when all is taken in, inserted."""
        self.shared |= len(gone) > 1
        everything, self.all = self.all, None
        old = Revised(self.block, self._atoms(deleter=gone[0]), deleted=gone[0], whole=False)
        text = "".join((everything or {}).values())
        new = Revised(self.block, (Atom(text, inserted=self.meeting),), inserted=self.meeting, whole=False)
        return _Outcome([old, new], self.shared)

    def _first(self) -> int | None:
        """The proposal that the words of the block begin in."""
        starts = sorted(start for start in self.all or {} if start != LABEL)
        return self.proposals.get(starts[0]) if starts else None

    def _together(self, proposal: int | None, but: Author | None = None) -> Author:
        """Who bring about what comes only with several: the company of the words' proposal, else all that meet here.

        `but` is the author who put the words in that are to be taken out.
        """
        company = self.company.get(proposal, ()) if proposal is not None else ()
        if len(company) < 2:
            return self.meeting
        rest = [a for a in company if but is None or a.sponsors not in (but.parts or (but.sponsors,))]
        return rest[0] if len(rest) == 1 else _together(rest)

    def _atoms(self, deleter: Author | None = None) -> tuple[Atom, ...]:
        """The text of the block with the changes of every author."""
        base, everything = self.base or {}, self.all or {}
        changing = {author: text or {} for author, text in self.single.items() if (text or {}) != base}
        if deleter is not None and deleter.together:
            changing[deleter] = {}
        texts = (base, everything, *changing.values(), *self.several.values())
        atoms: list[Atom] = []
        for start in sorted({start for text in texts for start in text}):
            mine = {author: text.get(start, "") for author, text in changing.items()}
            proposal = self.proposals.get(start)
            author, outer = self.around.get(-1 if proposal is None else proposal, (None, ()))
            if author is not None and all(words == base.get(start, "") for words in mine.values()):
                mine[author] = self.several.get(outer, {}).get(start, "")
            atoms += self._stretch(base.get(start, ""), mine, everything.get(start, ""), proposal)
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
                    made.append(Atom("".join(new), self._together(proposal), None, proposal))
            if position == len(tokens):
                break
            n, token = tokens[position]
            made += (a for a in atoms[taken:n] if a.deleted is not None)
            taken = max(taken, n + 1)
            gone = position < until
            made.append(replace(atoms[n], text=token, deleted=self._together(proposal, atoms[n].inserted) if gone else None))
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
