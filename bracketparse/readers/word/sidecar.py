"""The sidecar: the source that `plan export` kept beside each paragraph, used only where it says what the paragraph says."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from bracketparse.delegations import Registry
from bracketparse.outcomes import Decisions
from bracketparse.parsing import parse_source
from bracketparse.readers.word.package import Package
from bracketparse.reconcile import reconcile
from bracketparse.source import Source
from bracketparse.tree import Draft, Proposal

ROOT = "{urn:bracketparse:plan:1}plan"
PARAGRAPH = "{urn:bracketparse:plan:1}paragraph"

Assembled = tuple[Source, list[int]]


def kept(package: Package) -> dict[str, deque[str]]:
    """Signature → the sources kept for paragraphs of that signature, in order."""
    found: defaultdict[str, deque[str]] = defaultdict(deque)
    for root in package.custom_parts():
        if root.tag == ROOT:
            for element in root.iterchildren(PARAGRAPH):
                found[element.get("signature", "")].append(" ".join(re.split(r"[\r\n]+", element.text or "")))
    return dict(found)


def trusted(assemble: Callable[[dict[int, str]], Assembled], instead: dict[int, str], known: Registry) -> dict[int, str]:
    """Those of the kept sources that put the same words, for and against each delegation, into the same paragraphs."""
    visible, starts = assemble({})
    seen = _uninferred(parse_source(visible))
    wanted = dict(instead)
    for _ in range(3):
        if not wanted:
            break
        source, its_starts = assemble(wanted)
        differ = _differ(seen, starts, _uninferred(parse_source(source)), its_starts, known)
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


def _differ(seen: Draft, starts: Sequence[int], kept: Draft, its_starts: Sequence[int], known: Registry) -> set[int]:
    """The lines that two readings of a file render otherwise under any decision that names all, none, or one delegation."""
    if set(seen.roster()) != set(kept.roster()):
        return set(range(len(starts)))
    differ = {
        n
        for n, (one, other) in enumerate(zip(_sponsors(seen, starts), _sponsors(kept, its_starts), strict=True))
        if one != other
    }
    if differ:
        return differ
    whole = [Decisions(), Decisions(rest="accept"), *(Decisions(accept=(code,)) for code in seen.roster())]
    for decisions in whole:
        one, other = _letters(seen, starts, decisions, known), _letters(kept, its_starts, decisions, known)
        differ |= {n for n in one.keys() | other.keys() if one.get(n, "") != other.get(n, "")}
    return differ


def _sponsors(draft: Draft, starts: Sequence[int]) -> list[set[str]]:
    """For each line who proposes something in it."""
    found: list[set[str]] = [set() for _ in starts]
    for proposal in draft.proposals:
        found[bisect_right(starts, proposal.start) - 1].update(proposal.sponsors)
    return found


def _letters(draft: Draft, starts: Sequence[int], decisions: Decisions, known: Registry) -> dict[int, str]:
    """The letters of each line in a version: no case, no spaces, no signs, no tags of what stays open."""
    found: defaultdict[int, str] = defaultdict(str)
    for block in reconcile(draft, decisions, known).blocks:
        found[bisect_right(starts, block.block.start) - 1] += "".join(_words(f"{block.label} {block.text}"))
    return {n: letters for n, letters in found.items() if letters}


_TAG = re.compile(r"[\[［][^\[\]［］:]{1,160}:")
_MARK = re.compile(r"\{>>[^<]*<<\}")


def _words(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", _TAG.sub(" ", _MARK.sub("", text))).casefold()
    return (match[0] for match in re.finditer(r"[^\W_]+", plain))


def lookup(kept: dict[str, deque[str]], signatures: Iterable[str]) -> dict[int, str]:
    """For the paragraphs of these signatures, in order, the sources that were kept."""
    return {n: kept[name].popleft() for n, name in enumerate(signatures) if kept.get(name)}
