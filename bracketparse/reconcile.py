"""Reconcile: a draft under a set of decisions becomes a rendition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bracketparse.attribution import Attribution, named
from bracketparse.delegations import Registry, registry
from bracketparse.ends import Rendered, mend_lists
from bracketparse.labels import ALTERNATIVE, OPTION
from bracketparse.languages import Language
from bracketparse.languages import language as language_of
from bracketparse.marks import UNDECIDED, in_marks, marked_text
from bracketparse.outcomes import Decisions, Outcome, Verb, settle
from bracketparse.selectors import Selection, select
from bracketparse.stretches import Stretches
from bracketparse.tree import Block, Draft, Leaf, Proposal, Role
from bracketparse.typography import Piece, Run, join


@dataclass(frozen=True, slots=True)
class Rendition:
    """The draft under a set of decisions."""

    draft: Draft
    blocks: tuple[Rendered, ...]
    outcomes: tuple[Outcome, ...]
    """One for each proposal of the draft."""
    dropped: tuple[str, ...] = ()
    """Ids of the blocks that fell away."""
    left_out: int = 0
    """How many pieces of page furniture were left out."""
    marked: bool = False
    """True where what was taken in and out is shown as such."""
    selections: tuple[tuple[Verb, Selection], ...] = field(default=())


def reconcile(
    draft: Draft,
    decisions: Decisions,
    known: Registry | None = None,
    *,
    marked: bool = False,
    explicit: bool = False,
    attribution: Attribution = "full",
) -> Rendition:
    """Carry the decisions out. Raises `selectors.UnknownSelectorError` for a WHO that names nothing.

    `marked` shows what was taken in and out; `explicit` writes what is known of the wording into the brackets that stay open,
    and closes none that the draft leaves unclosed; `attribution` is how their sponsors are named.
    """
    return Reconciler(draft, known).reconcile(decisions, marked=marked, explicit=explicit, attribution=attribution)


class Reconciler:
    """Reconciles one draft under several sets of decisions; what is the same under all of them is done once."""

    def __init__(self, draft: Draft, known: Registry | None = None) -> None:
        self.draft = draft
        self.known = known or registry("oas")
        self._cut: dict[str, Stretches] = {}

    def reconcile(
        self, decisions: Decisions, *, marked: bool = False, explicit: bool = False, attribution: Attribution = "full"
    ) -> Rendition:
        """The draft under these decisions, as `reconcile` gives it."""
        whos = decisions.all_whos()
        selections = tuple((verb, select(self.draft, self.known, who, decisions.with_groups)) for verb, who in whos)
        stretches = self._stretches(decisions.undecided)
        outcomes = settle(stretches.draft, decisions, selections)
        return _Renderer(stretches, outcomes, marked, explicit, attribution).render(selections)

    def _stretches(self, undecided: str) -> Stretches:
        if undecided not in self._cut:
            self._cut[undecided] = Stretches(guessed(self.draft) if undecided == "guess" else self.draft)
        return self._cut[undecided]


def guessed(draft: Draft) -> Draft:
    """The draft with the likeliest reading of every undecided wording: an inference that nothing speaks for enough."""
    return replace(draft, proposals=tuple(_guessed(p) for p in draft.proposals))


def _guessed(p: Proposal) -> Proposal:
    if p.effect != "undecided" or not p.likeliest:
        return p
    return replace(p, segments=p.likeliest, evidence="inferred", confidence=0.0)


class _Renderer:
    def __init__(
        self, stretches: Stretches, outcomes: tuple[Outcome, ...], marked: bool, explicit: bool, attribution: Attribution
    ) -> None:
        self.stretches = stretches
        self.draft = draft = stretches.draft
        self.outcomes = outcomes
        self.marked = marked
        self.explicit = explicit
        self.attribution = attribution
        language = language_of(draft.language)
        self.apart = {n for n, p in enumerate(draft.proposals) if _is_word_apart(draft.source, p, language)}
        self.contexts = self._contexts()
        self.excluded = self._excluded()
        self.options = {p.block: o.settled for p, o in zip(draft.proposals, outcomes, strict=True) if p.option}
        self.first_options = {
            p.block: (p.alternative_to or p.id).partition("#")[0] for p in draft.proposals if p.option
        }  # an option's block → that of the first option, which may carry the paragraph's number
        self.bracketed = {p.block for p in draft.proposals if p.whole_block}
        self.by_start = {p.start: n for n, p in enumerate(draft.proposals)}
        self.by_end = {p.end: n for n, p in enumerate(draft.proposals)}
        self.labels = {block.id: block.label for block in draft.blocks if block.label}

    def render(self, selections: tuple[tuple[Verb, Selection], ...]) -> Rendition:
        pieces: dict[int, list[Piece]] = defaultdict(list)
        touched: set[int] = set()
        for place, leaf in self.stretches.leaves:
            if leaf.proposal is not None:
                touched.add(place)
            pieces[place].append(self._piece(leaf, place))
        language = language_of(self.draft.language)
        blocks: list[Rendered] = []
        dropped, left_out = [], 0
        gone: dict[str, Rendered] = {}  # of the dropped ones, those that have a label, without words
        signs: list[Piece] = []  # the opening brackets of blocks that are gone, whose closing ones stand in the next
        for index, block in enumerate(self.draft.blocks):
            if block.kind == "furniture":
                left_out += 1
                continue
            mine = [*signs, *pieces.get(index, [])]
            shown = block.id not in self.excluded
            plain = self.stretches.plain.get(index) if not signs else None
            runs = [] if not shown else list(plain) if plain is not None else self._runs(mine, language, block)
            empty = not any(c.isalnum() for run in runs for c in run.text) or self._is_figure(block, runs)
            waits = self.options.get(block.id) == "open"  # its label stands alone on its line, and its text below
            if ((index in touched or block.id in self.options) and empty and not waits) or not shown:
                dropped.append(block.id)
                if shown and block.id not in self.options and (label := self._label(block, mine)):
                    gone[block.id] = Rendered(block, block.kind, label, (), True)
                left = "".join(run.text for run in runs).strip()
                if left.endswith("["):
                    signs = [piece for piece in mine if piece.shown]
                elif left.startswith("]") and blocks:
                    blocks[-1] = replace(blocks[-1], runs=(*blocks[-1].runs, *runs))
                continue
            signs = []
            for above in self._labels_above(block, gone) if block.kind != "note" else ():
                dropped.remove(above.block.id)
                blocks.append(above)
            blocks.append(Rendered(block, block.kind, self._label(block, mine), tuple(runs), index in touched))
        blocks = blocks if self.explicit else mend_lists(self.draft, blocks)
        return Rendition(self.draft, tuple(blocks), self.outcomes, tuple(dropped), left_out, self.marked, selections)

    def _runs(self, pieces: list[Piece], language: Language, block: Block) -> list[Run]:
        """The pieces of a block joined."""
        for piece in pieces:
            piece.text = self.stretches.folded(piece.text)
        return join(pieces, language, sentence=block.kind == "paragraph")

    def _contexts(self) -> list[bool]:
        """For each proposal: is the place shown where it stands?"""
        shown: list[bool] = []
        for proposal in self.draft.proposals:
            if proposal.parent is None:
                shown.append(True)
                continue
            outcome = self.outcomes[proposal.parent].settled
            role = proposal.role_in_parent
            hidden = (outcome == "accepted" and role == "delete" and not self.marked) or (
                outcome == "rejected" and role == "insert"
            )
            shown.append(shown[proposal.parent] and not hidden)
        return shown

    def _excluded(self) -> set[str]:
        """The blocks whose place an accepted alternative takes."""
        blocks = {block.id for block in self.draft.blocks}
        return {
            p.alternative_to
            for p, outcome in zip(self.draft.proposals, self.outcomes, strict=True)
            if outcome.settled == "accepted" and p.alternative_to in blocks and p.alternative_to is not None
        }

    def _is_figure(self, block: Block, runs: Sequence[Run]) -> bool:
        """True where of a paragraph that was all in one bracket only the figure of a note is left, which stands behind it."""
        if block.id not in self.bracketed or not all(run.proposal is None for run in runs):
            return False
        return _FIGURE.fullmatch("".join(run.text for run in runs)) is not None

    def _labels_above(self, block: Block, gone: dict[str, Rendered]) -> list[Rendered]:
        """The blocks without words that the block stands under, outermost first: a label goes only with all that stands
        under it."""
        above = gone.pop(block.parent, None) if block.parent else None
        return [*self._labels_above(above.block, gone), above] if above else []

    def _label(self, block: Block, pieces: list[Piece]) -> str:
        """The label as printed; an alternative that takes a place takes its label; in open brackets it stands inside."""
        if block.body == block.start and OPTION.match(block.label):
            return ""  # it stands among the words
        if self.options.get(block.id) == "accepted":
            label = self.labels.get(self.first_options.get(block.id, ""), "")
            return "" if OPTION.match(label) else label
        if block.id in self.options:
            return block.label
        printed = self.draft.source.find(block.label, block.start)
        for piece in pieces:
            if piece.proposal is None:
                continue
            proposal = self.draft.proposals[piece.proposal]
            if proposal.block != block.id:
                continue
            settled = self.outcomes[piece.proposal].settled
            if proposal.alternative_to and settled == "accepted":
                rival = proposal.alternative_to.partition("#")[0]
                return self.labels.get(rival, block.label)
            inside = block.label and block.body == block.start and proposal.start <= printed
            if inside and (settled == "open" or (settled == "rejected" and proposal.start == block.start)):
                return ""
        return block.label

    def _piece(self, leaf: Leaf, place: int) -> Piece:
        piece = self._settled(leaf, place)
        piece.start, piece.role = leaf.start, leaf.role
        return piece

    def _settled(self, leaf: Leaf, place: int) -> Piece:
        """The leaf as its proposal's outcome has it; a note that a bracket runs across is no part of the bracket."""
        text = self.draft.source[leaf.start : leaf.end]
        block = self.draft.blocks[place]
        if leaf.proposal is None or (block.kind == "note" and self.draft.proposals[leaf.proposal].start < block.start):
            return Piece(text, "base", None, True)
        piece = self._of_proposal(leaf, leaf.proposal, text)
        open_as_written = self.explicit and self.outcomes[leaf.proposal].settled == "open"
        piece.exact = open_as_written or self.draft.proposals[leaf.proposal].tracked
        return piece

    def _of_proposal(self, leaf: Leaf, index: int, text: str) -> Piece:
        proposal = self.draft.proposals[index]
        settled = self.outcomes[index].settled
        inside = proposal.start < leaf.start and leaf.end < proposal.end and not text.strip()
        tight = not inside and not _tag_before(self.draft.source, proposal)
        if not self.contexts[index]:
            return Piece(text, "open" if leaf.role == "markup" else "base", index, False, tight)
        if settled == "open":
            text = self._as_written(proposal, leaf, text)
            if self.explicit:
                text = marked_text(self.draft, leaf, text, guess=True)
            if leaf.end == proposal.end and ((not proposal.closed and not self.explicit) or self._parted(proposal)):
                text = text.rstrip() + "]"
            return Piece(text, "open", index, True, tight)
        if leaf.role == "markup":
            return Piece(text, "open", index, False, tight)
        accepted = settled == "accepted"
        if leaf.role == "undecided" and not accepted:
            return Piece(text, "open", leaf.proposal, False, tight)
        if self.explicit and (around := open_around(self.draft, self.outcomes, index)) is not None:
            text = in_marks(self.draft, *around, text)
        if leaf.role == "insert":
            text = f" {text}" if index in self.apart else text
            return Piece(text, "inserted", index, accepted, tight)
        if leaf.role == "delete":
            shown = not accepted or self.marked
            return Piece(text, "deleted" if accepted else "base", index, shown, tight)
        return Piece(text, "base", index, True, tight)

    def _as_written(self, proposal: Proposal, leaf: Leaf, text: str) -> str:
        """What stands in open brackets, as written; only the bracket and its tag are set right."""
        if leaf.role == "markup" and not _tag_before(self.draft.source, proposal):
            if proposal.positions and self.attribution != "full" and leaf.end == proposal.end:
                return self._without_names(proposal)
            return self._beside_slash(proposal, leaf, text)
        if leaf.role != "markup":
            return text
        start, end = max(leaf.start, proposal.inner), min(leaf.end, proposal.stop)
        text = self.draft.source[start:end].replace(UNDECIDED, "") if start < end else ""
        if leaf.start == proposal.start:
            text = self._head(proposal) + text.lstrip()
        if leaf.end == proposal.end and (proposal.closed or not self.explicit):
            text = text.rstrip() + "]"
        return text

    def _beside_slash(self, proposal: Proposal, leaf: Leaf, text: str) -> str:
        """The markup of a part between slashes; it has the bracket where the part beside it is not shown."""
        source = self.draft.source
        if leaf.start == proposal.start and source[proposal.start] == "/":
            before = next(
                (n for at in range(proposal.start, proposal.start - 3, -1) if (n := self.by_end.get(at)) is not None), None
            )
            if before is None or self.outcomes[before].settled != "open":
                text = text[1:] if "[" in text else f"[{text[1:].lstrip()}"
        return text

    def _parted(self, proposal: Proposal) -> bool:
        """True for a part before a slash whose next part is not shown in brackets."""
        source = self.draft.source
        if source[proposal.end : proposal.end + 1] != "/" or source[proposal.end - 1] == "]":
            return False
        behind = self.by_start.get(proposal.end)
        return behind is None or self.outcomes[behind].settled != "open"

    def _without_names(self, proposal: Proposal) -> str:
        """The end of a bracket whose tag stands behind its words, where delegations are not to be named."""
        tag = named([p.delegation for p in proposal.positions], self.attribution, self.draft.language)
        closing = "]" if self.draft.source[proposal.end - 1] == "]" else " "
        return f" - {tag}{closing}" if tag else closing

    def _head(self, proposal: Proposal) -> str:
        """The opening bracket with its tag, set right: `[CAN: `; a tag that says more than who is kept as written."""
        source = self.draft.source
        tag = " ".join(source[proposal.start : proposal.inner].split())
        sure = tag.endswith(":") or not any(p.inferred for p in proposal.positions)
        if sure and self.attribution == "full" and _SAYS_MORE.search(tag):
            return f"{'' if tag.startswith('[') or self.explicit else '['}{tag} "
        label = re.match(r"\[\s*(\d+\s?\w*\.)\s", source[proposal.start : proposal.start + 20])
        behind = _BEHIND.search(source, proposal.start, proposal.inner)
        names = [p.delegation if p.inferred else p.as_written or p.delegation for p in proposal.positions]
        tag = named(names, self.attribution, self.draft.language)
        alt = _alternative(source, proposal).strip()
        rest = behind[1] if behind else alt
        return f"[{label[1] + ' ' if label else ''}{tag + ': ' if tag else ''}{rest + ' ' if rest else ''}"


def open_around(draft: Draft, outcomes: Sequence[Outcome], index: int) -> tuple[int, Role] | None:
    """The proposal that stays open around one that is settled, and the role of the words among which that one stands in it."""
    proposal = draft.proposals[index]
    while proposal.parent is not None and proposal.role_in_parent is not None:
        if outcomes[proposal.parent].settled == "open":
            return proposal.parent, proposal.role_in_parent
        proposal = draft.proposals[proposal.parent]
    return None


_BEHIND = re.compile(r":\s*([^\s:\[][^:\[]*?)\s*\Z")
"""The label of a paragraph that stands behind the tag: `[EU: 2. Each Party …]`."""
_SIGN_BEFORE = re.compile(r"\[[,;]\]\Z")
_FIGURE = re.compile(r"[\s.]*(?:\[?\s*\d{1,3}\s*\]?[\s.]*)+")
_SAYS_MORE = re.compile(r"[/;]|\s(?:\w*ly\s)?(?:[Pp]ropos|oppos|support|retain|delet|reserv|consider|flexib|ad ref)\w*")
"""What a list of delegations does not say: it is kept as written."""


def _is_word_apart(source: str, proposal: Proposal, language: Language) -> bool:
    """True for a bracket that is glued to a word and yet no part of it: `de[las] personas`, `fundamentales[,][y] la`."""
    before = source[max(0, proposal.start - 20) : proposal.start]
    if proposal.positions or not before or before[-1].isspace() or source[proposal.end : proposal.end + 1].isalnum():
        return False
    words = source[proposal.inner : proposal.stop].strip().lower()
    if words in language.articles:
        return before.split()[-1].lower() in language.prepositions
    return words in language.conjunctions and _SIGN_BEFORE.search(before) is not None


def _tag_before(source: str, proposal: Proposal) -> bool:
    """True where a tag stands before the words."""
    head = source[proposal.start : proposal.inner].removesuffix(_alternative(source, proposal))
    return bool(proposal.positions) and head.strip() not in ("[", "/", "")


def _alternative(source: str, proposal: Proposal) -> str:
    """What a bracket calls itself right before its words, `alt. `; empty where it does not call itself an alternative."""
    alt = ALTERNATIVE.search(source, proposal.start, proposal.inner)
    return alt[0] if alt and alt.end() == proposal.inner else ""
