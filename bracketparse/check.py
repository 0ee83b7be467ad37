"""Check: the diagnostics of a draft, and the drafting queries that its versions raise.

A drafting query is a seam that still does not read after typography. It is reported, never corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bracketparse.delegations import Registry
from bracketparse.languages import Language
from bracketparse.languages import language as language_of
from bracketparse.layout import goes_on
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import Reconciler, Rendition
from bracketparse.tree import Diagnostic, Draft, Proposal
from bracketparse.typography import Run

_WORD_BEFORE = re.compile(r"(?<![\w’'-])([\w’'-]+)\s*\Z")
_WORD_BEHIND = re.compile(r"\s*([\w’'-]+)")


@dataclass(frozen=True, slots=True)
class Query:
    """A drafting query: a diagnostic, and the versions that show it."""

    diagnostic: Diagnostic
    versions: tuple[str, ...]


def check(draft: Draft, known: Registry) -> list[Diagnostic]:
    """All diagnostics of a draft in order, drafting queries included."""
    found = [*draft.diagnostics, *(_told(query) for query in queries(draft, known))]
    return sorted(found, key=lambda d: (d.start, d.code))


def queries(draft: Draft, known: Registry) -> list[Query]:
    """The drafting queries of `base` and of each delegation's version."""
    versions = {"base": Decisions()} | {f"base+{code}": Decisions(accept=(code,)) for code in draft.roster()}
    seen: dict[tuple[str, int, str], tuple[Diagnostic, list[str]]] = {}
    reconciler = Reconciler(draft, known)
    for name, decisions in versions.items():
        for diagnostic in _of(reconciler.reconcile(decisions)):
            key = (diagnostic.code, diagnostic.start, diagnostic.message)
            seen.setdefault(key, (diagnostic, []))[1].append(name)
    return [Query(diagnostic, tuple(names)) for diagnostic, names in seen.values()]


def _told(query: Query) -> Diagnostic:
    d = query.diagnostic
    where = ", ".join(query.versions)
    return Diagnostic(d.code, d.start, d.end, f"{d.message} In {where}.", d.repair)


def _of(rendition: Rendition) -> Iterator[Diagnostic]:
    language = language_of(rendition.draft.language)
    for rendered in rendition.blocks:
        if not rendered.changed:
            continue
        left = ""
        last_touched = None
        yield from _lists(rendition, rendered.runs, language)
        for run in rendered.runs:
            if left and run.seam:
                for code, message in _seam(left, run.text, language, run.state):
                    excerpt = f"…{left[-30:].partition(' ')[2]}{run.text[:30].rpartition(' ')[0]}…"
                    place = rendition.draft.proposals[run.seam[0]]
                    yield Diagnostic(code, place.start, place.end, f"{message}: “{excerpt.strip()}”.")
            left = left[-80:] + run.text
            last_touched = run.proposal if run.proposal is not None and run.state == "inserted" else None
        if rendered.kind in ("paragraph", "item") and last_touched is not None and left[-1:].isalnum() and not goes_on(left):
            place = rendition.draft.proposals[last_touched]
            if _takes_place_of_title(rendition.draft, place):
                continue
            yield Diagnostic("Q004", place.start, place.end, f"The paragraph ends without punctuation: “…{left[-40:]}”.")


def _takes_place_of_title(draft: Draft, proposal: Proposal) -> bool:
    """True for an alternative to a text that ends without punctuation itself, as a title does."""
    rival = next((block for block in draft.blocks if block.id == proposal.alternative_to), None)
    return rival is not None and draft.source[rival.end - 1].isalnum()


def _lists(rendition: Rendition, runs: Sequence[Run], language: Language) -> Iterator[Diagnostic]:
    """An item that was put into a list without its comma: `edad, género [etnia] origen`."""
    for before, run, behind in zip(runs, runs[1:], runs[2:], strict=False):
        word = _WORD_BEHIND.match(behind.text)
        joined = language.conjunctions | language.prepositions
        if run.state != "inserted" or run.proposal is None or word is None or word[1].lower() in joined:
            continue
        first = _WORD_BEHIND.match(run.text)
        lone = before.text.rstrip().endswith(",") and run.text.rstrip()[-1:].isalnum()
        if lone and first and first[1].lower() not in language.conjunctions:
            place = rendition.draft.proposals[run.proposal]
            text = f"{before.text[-20:].partition(' ')[2]}{run.text}{behind.text[:20].rpartition(' ')[0]}"
            yield Diagnostic("Q005", place.start, place.end, f"A list may go on without its comma: “…{text}…”.")


def _seam(left: str, right: str, language: Language, state: str) -> Iterator[tuple[str, str]]:
    """What does not read where `left` and `right` meet."""
    before, behind = _WORD_BEFORE.search(left), _WORD_BEHIND.match(right)
    if state == "open" or left.rstrip().endswith("]"):
        return
    if before and behind and before[1].lower() == behind[1].lower():
        yield "Q001", f"“{before[1]}” stands twice"
    if before and behind and (before[1].lower(), behind[1]) in language.contractions:
        yield "Q002", f"“{before[1]} {behind[1]}” may have to be “{language.contractions[before[1].lower(), behind[1]]}”"
    elif before and before[1].lower() in language.openers and not behind:
        yield "Q002", f"“{before[1]}” connects nothing"
    elif before and behind and before[1].lower() in language.prepositions and _clash(before[1], behind[1], language):
        yield "Q002", f"“{before[1]} {behind[1]}” does not read"
    if re.search(r"[.!?][”»)]?\s*\Z", left) and right.lstrip()[:1].islower():
        yield "Q003", "Small letters follow a full stop"


def _clash(first: str, second: str, language: Language) -> bool:
    """Two prepositions, or a preposition and a conjunction, in a row; `para que` is a conjunction itself."""
    if second.lower() in ("que", "qu"):
        return False
    return second.lower() in language.conjunctions or (
        second.lower() in language.prepositions and first.lower() != second.lower()
    )
