"""The sidecar: the source that `plan export` kept beside each paragraph, used only where it says what the paragraph says."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bracketparse.delegations import Registry
from bracketparse.outcomes import Decisions
from bracketparse.parsing import parse_source
from bracketparse.readers.word.package import Package
from bracketparse.reconcile import Reconciler
from bracketparse.source import Source
from bracketparse.tags import read_tag
from bracketparse.tree import Draft, Proposal

ROOT = "{urn:bracketparse:plan:1}plan"
AUTHOR = "{urn:bracketparse:plan:1}author"
PARAGRAPH = "{urn:bracketparse:plan:1}paragraph"

Assembled = tuple[Source, list[int]]


@dataclass(slots=True)
class Kept:
    """What an export kept."""

    sources: dict[str, deque[str]]
    """Signature → the sources of paragraphs of that signature, in order."""
    letters: dict[str, str]
    """The authors whose names are tags as the draft has them, of delegations that are perhaps not known."""


def kept(package: Package) -> Kept:
    """What an export kept in the package; nothing where none wrote it."""
    found: defaultdict[str, deque[str]] = defaultdict(deque)
    letters = {}
    for root in package.custom_parts():
        if root.tag == ROOT:
            for element in root.iterchildren(PARAGRAPH):
                found[element.get("signature", "")].append(" ".join(re.split(r"[\r\n]+", element.text or "")))
            for element in root.iterchildren(AUTHOR):
                name = element.get("name", "")
                if name == element.get("tag"):  # a name that stands for another delegation only a person can give
                    letters[name] = name
    return Kept(dict(found), letters)


def trusted(assemble: Callable[[dict[int, str]], Assembled], instead: dict[int, str], known: Registry) -> dict[int, str]:
    """Those of the kept sources that put the same words, for and against each delegation, into the same paragraphs."""
    seen = _Reading(*assemble({}), known)
    wanted = dict(instead)
    for _ in range(3):
        if not wanted:
            break
        differ = seen.differs(_Reading(*assemble(wanted), known))
        if not differ:
            return wanted
        if not differ <= set(wanted):
            break  # one of them reaches into other paragraphs
        wanted = {n: text for n, text in wanted.items() if n not in differ}
    return {}


def _uninferred(draft: Draft) -> Draft:
    """The draft without what was inferred here, as a bracket without marks says nothing of which words are new."""
    return replace(draft, proposals=tuple(_as_printed(draft, p) for p in draft.proposals))


def _as_printed(draft: Draft, proposal: Proposal) -> Proposal:
    if proposal.evidence != "inferred" or "{" in draft.source[proposal.inner : proposal.stop]:
        return proposal
    segments = tuple(replace(s, role="undecided") for s in proposal.segments)
    return replace(proposal, segments=segments, evidence="none", confidence=None)


class _Reading:
    """A file as it is read with some of the kept sources, line by line."""

    def __init__(self, source: Source, starts: list[int], known: Registry) -> None:
        self.draft = _uninferred(parse_source(source))
        self._starts = starts
        self._known = known
        self._reconciler = Reconciler(self.draft, known)
        self._versions: dict[Decisions, dict[int, str]] = {}

    def differs(self, other: _Reading) -> set[int]:
        """The lines that are otherwise there under some decision that names all, none, or one delegation."""
        pairs = zip(self._sponsors(), other._sponsors(), strict=True)
        differ = {n for n, (mine, its) in enumerate(pairs) if not its <= mine}
        roster = {*self.draft.roster(), *other.draft.roster()} & set(self._known.delegations)
        for decisions in (Decisions(), Decisions(rest="accept"), *(Decisions(accept=(c,)) for c in sorted(roster))):
            if differ and decisions.accept:
                break  # they are read again without these
            mine, its = self._version(decisions), other._version(decisions)
            lines = [(n, mine.get(n, ""), its.get(n, "")) for n in mine.keys() | its.keys()]
            differ |= {n for n, one, two in lines if one != two and _letters(one) != _letters(two)}
        return differ

    def _sponsors(self) -> list[set[str]]:
        """For each line who proposes something in it."""
        found: list[set[str]] = [set() for _ in self._starts]
        for proposal in self.draft.proposals:
            if proposal.segments:  # an empty bracket proposes nothing
                found[self._line(proposal.start)].update(proposal.sponsors)
        for match in _INNER_TAG.finditer(self.draft.source):  # a bracket that stays, in the words of a tracked change
            if (tag := read_tag(match[1], self._known)) is not None:
                found[self._line(match.start())].update(position.delegation for position in tag.positions)
        return found

    def _version(self, decisions: Decisions) -> dict[int, str]:
        """What each line says."""
        if decisions not in self._versions:
            found: defaultdict[int, str] = defaultdict(str)
            for block in self._reconciler.reconcile(decisions).blocks:
                found[self._line(block.block.start)] += f"{block.label} {block.text}"
            self._versions[decisions] = dict(found)
        return self._versions[decisions]

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


_INNER_TAG = re.compile(r"［([^\[\]［］:\n]{1,160}:)")
_TAG = re.compile(r"[\[［][^\[\]［］:]{1,160}:")
_MARK = re.compile(r"\{>>[^<]*<<\}")


def _letters(text: str) -> str:
    """The letters of a line: no case, no spaces, no signs, no tags of what stays open."""
    plain = unicodedata.normalize("NFKC", _TAG.sub(" ", _MARK.sub("", text))).casefold()
    return "".join(re.findall(r"[^\W_]+", plain))


def lookup(kept: dict[str, deque[str]], signatures: Iterable[str]) -> dict[int, str]:
    """For the paragraphs of these signatures, in order, the sources that were kept."""
    return {n: kept[name].popleft() for n, name in enumerate(signatures) if kept.get(name)}
