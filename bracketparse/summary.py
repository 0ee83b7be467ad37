"""Summary: one sentence that says what a version is, and how much of it is certain."""

from __future__ import annotations

from dataclasses import dataclass

from bracketparse.delegations import Registry
from bracketparse.messages import count, listed, say
from bracketparse.reconcile import Rendition
from bracketparse.venues import venue


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of a set of proposals in a rendition."""

    all: int
    incorporated: int
    inferred: int
    """Settled on an inferred wording: the version rests on it, whether the proposal is in or out."""
    guessed: int
    """Settled in a reading that is no more than the likeliest."""
    open: int
    """Still in brackets."""


def counts(rendition: Rendition, asked: bool) -> Counts:
    """Count what became of the proposals that were to be taken in (`asked`), or of all others."""
    pairs = [
        (p, o) for p, o in zip(rendition.draft.proposals, rendition.outcomes, strict=True) if (o.wanted == "accept") == asked
    ]
    settled = [(p, o) for p, o in pairs if o.settled != "open"]
    return Counts(
        all=len(pairs),
        incorporated=sum(o.settled == "accepted" for _, o in pairs),
        inferred=sum(p.evidence == "inferred" and not p.likeliest for p, _ in settled),
        guessed=sum(bool(p.likeliest) for p, _ in settled),
        open=sum(o.settled == "open" for _, o in pairs),
    )


def summary(rendition: Rendition, known: Registry, language: str) -> list[str]:
    """What the version is, a sentence or two: "Base text with the proposals of Canada incorporated: 64 of 67; 6 rest on …"."""
    asked, others = counts(rendition, True), counts(rendition, False)
    accepting = [selection for verb, selection in rendition.selections if verb == "accept"]
    text = "" if venue(rendition.draft.venue).tabled else "_unattributed"
    values = {"done": asked.incorporated, "asked": asked.all}
    if any(selection.who == "all" for selection in accepting):
        head = say("preview", language, **values)
    elif accepting and all(selection.delegation for selection in accepting):
        names = list(dict.fromkeys(known.name_in_text(s.delegation or "", language) for s in accepting))
        head = say(f"incorporated{text}", language, who=listed(names, language), **values)
    elif asked.all:
        head = say(f"chosen{text}", language, **values)
    elif rendition.outcomes and all(o.reason == "held" for o in rendition.outcomes):
        return [say("open", language)]
    elif _stays(rendition):
        return [_with_figures(say("unattributed", language), others, language)]
    else:
        return [_with_figures(say(f"base{text}", language), others, language)]
    told = [_with_figures(head, asked, language)]
    if others.inferred or others.guessed or others.open:
        told.append(_with_figures(count("others", others.all, language), others, language))
    return told


def _stays(rendition: Rendition) -> bool:
    """True where nobody is named in any bracket, and all stay as they are."""
    named = any(p.positions for p in rendition.draft.proposals)
    return bool(rendition.outcomes) and not named and all(o.settled == "open" for o in rendition.outcomes)


def _with_figures(head: str, figures: Counts, language: str) -> str:
    rest = [
        count(key, n, language)
        for key, n in (("inferred", figures.inferred), ("guessed", figures.guessed), ("stay_open", figures.open))
        if n
    ]
    return head + (f"{say('then', language)}{', '.join(rest)}" if rest else "")
