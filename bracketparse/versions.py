"""Versions: the renditions that a secretariat circulates of one draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bracketparse.delegations import Registry, in_order
from bracketparse.messages import say
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import Reconciler, Rendition
from bracketparse.tree import Draft
from bracketparse.venues import venue


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its name, its heading, and the text."""

    name: str
    heading: str
    rendition: Rendition


def versions(draft: Draft, known: Registry, language: str, undecided: str = "hold") -> Iterator[Version]:
    """`base`, `open`, `all`, and `base+XXX` and `XXX-working` for every delegation, in the organization's order."""

    reconciler = Reconciler(draft, known)

    def made(name: str, heading: str, decisions: Decisions, marked: bool = False) -> Version:
        return Version(name, heading, reconciler.reconcile(decisions, marked=marked))

    guess = "guess" if undecided == "guess" else "hold"
    text = "" if venue(draft.venue).tabled else "_unattributed"
    yield made("base", say(f"base{text}", language), Decisions(undecided=guess))  # type: ignore[arg-type]
    yield made("open", say("open", language), Decisions(rest="hold"))
    whole = made("all", "", Decisions(accept=("all",), undecided=guess))  # type: ignore[arg-type]
    yield Version("all", say("preview", language, **_figures(whole.rendition)), whole.rendition)
    for code in in_order(draft.roster(), venue(draft.venue).roster):
        who = known.name_in_text(code, language)
        mine = Decisions(accept=(code,), undecided=guess)  # type: ignore[arg-type]
        yield made(f"base+{code}", say(f"not_position{text}", language, who=who), mine)
        working = Decisions(accept=(code,), rest="hold", undecided=guess)  # type: ignore[arg-type]
        yield made(f"{code}-working", say("working", language, who=who), working, marked=True)


def _figures(rendition: Rendition) -> dict[str, int]:
    asked = len(rendition.outcomes)
    return {"done": sum(o.settled == "accepted" for o in rendition.outcomes), "asked": asked}
