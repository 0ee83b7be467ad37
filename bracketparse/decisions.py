"""The decisions file: what was decided of each proposal, kept so that it survives the next draft.

Ids are of one draft. A decision therefore also keeps the sponsors, the words, and a little of what stands around them; in
another draft it is applied only where these are found again, and reported where they are not.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bracketparse.outcomes import Recorded, Verb
from bracketparse.tree import Draft, Proposal

AROUND = 40
"""So many characters on either side are kept."""


_LIKELY = 10
"""With so many characters in common beside it, a bracket probably stands at the same place."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of a decisions file."""

    verb: Verb
    id: str = ""
    sponsors: tuple[str, ...] = ()
    words: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """The decisions that fit a draft, and what is to be said of the others."""

    recorded: tuple[Recorded, ...]
    moved: tuple[tuple[Decision, str], ...]
    """Those whose proposal has another id now."""
    unfit: tuple[tuple[Decision, str], ...]
    """Those that were not applied, each with the reason."""


class DecisionsError(ValueError):
    """A decisions file that cannot be read; the message is a sentence."""


_KEYS = {"id", "sponsors", "words", "before", "after", "decision"}


def loads(text: str) -> list[Decision]:
    """Read a decisions file. Raises DecisionsError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DecisionsError(f"it is no TOML: {error}") from None
    entries = data.pop("decision", [])
    if unknown := sorted(set(data) - {"schema", "draft"}):
        raise DecisionsError(f"unknown key “{unknown[0]}”; a decisions file holds schema, draft and [[decision]]")
    if not isinstance(entries, list):
        raise DecisionsError("decisions are written as [[decision]], in double brackets")
    return [_decision(n, entry) for n, entry in enumerate(entries, 1)]


def _decision(n: int, entry: object) -> Decision:
    if not isinstance(entry, dict):
        raise DecisionsError(f"decision {n} is no table")
    if unknown := sorted(set(entry) - _KEYS):
        raise DecisionsError(f"decision {n} has the unknown key “{unknown[0]}”; known are {', '.join(sorted(_KEYS))}")
    verb = entry.get("decision")
    if verb not in ("accept", "reject", "hold"):
        raise DecisionsError(f"decision {n} says “{verb}”, not accept, reject or hold")
    strings = {key: entry.get(key, "") for key in ("id", "words", "before", "after")}
    sponsors = entry.get("sponsors", [])
    if not all(isinstance(v, str) for v in strings.values()) or not isinstance(sponsors, list):
        raise DecisionsError(f"decision {n}: sponsors is a list of texts, the others are texts")
    if not strings["words"]:
        raise DecisionsError(f"decision {n} has no words: an id alone could be another proposal's in the next draft")
    return Decision(verb, sponsors=tuple(map(str, sponsors)), **strings)


def of(draft: Draft, proposals: Iterable[tuple[int, Verb]]) -> list[Decision]:
    """The decisions on some proposals of a draft, by index."""
    made = []
    for index, verb in proposals:
        proposal = draft.proposals[index]
        before, after = _around(draft, proposal)
        made.append(Decision(verb, proposal.id, proposal.sponsors, proposal.words, before, after))
    return made


def dumps(decisions: Sequence[Decision], name: str = "") -> str:
    """Write a decisions file."""
    lines = ["schema = 1"]
    if name:
        lines.append(f"draft = {_quoted(name)}")
    for decision in decisions:
        lines += [
            "",
            "[[decision]]",
            f"id = {_quoted(decision.id)}",
            f"sponsors = [{', '.join(map(_quoted, decision.sponsors))}]",
            f"decision = {_quoted(decision.verb)}",
            f"words = {_quoted(decision.words)}",
            f"before = {_quoted(decision.before)}",
            f"after = {_quoted(decision.after)}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's, but for DEL and what is no character."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")


def match(draft: Draft, decisions: Sequence[Decision]) -> Matched:
    """Find each decision's proposal: the same sponsors and words, told apart by surroundings, then by id."""
    by_words: dict[tuple[frozenset[str], str], list[int]] = {}
    for index, proposal in enumerate(draft.proposals):
        by_words.setdefault((frozenset(proposal.sponsors), proposal.words), []).append(index)
    recorded, moved, unfit = [], [], []
    for decision in decisions:
        found = by_words.get((frozenset(decision.sponsors), " ".join(decision.words.split())), [])
        chosen = _choose(draft, decision, found)
        if chosen is not None and draft.proposals[chosen].id != decision.id:
            own = [d for d in decisions if d.id == draft.proposals[chosen].id and d.words == decision.words and d.sponsors]
            if any(set(d.sponsors) == set(decision.sponsors) and d != decision for d in own):
                chosen = None  # that one has a decision of its own
        if chosen is None:
            unfit.append((decision, _why_not(draft, decision, found)))
            continue
        recorded.append(Recorded(chosen, decision.verb))
        if decision.id and decision.id != draft.proposals[chosen].id:
            moved.append((decision, draft.proposals[chosen].id))
    return Matched(tuple(recorded), tuple(moved), tuple(unfit))


def _choose(draft: Draft, decision: Decision, found: list[int]) -> int | None:
    """The one of several proposals with the same words that the decision is about, if that is certain."""
    scores = {n: _likeness(decision, *_around(draft, draft.proposals[n])) for n in found}
    if not scores:
        return None
    best = max(scores.values())
    top = [n for n in found if scores[n] == best]
    if len(top) > 1:
        top = [n for n in top if draft.proposals[n].id == decision.id]
    return top[0] if len(top) == 1 and (best >= _LIKELY or draft.proposals[top[0]].id == decision.id) else None


def _likeness(decision: Decision, before: str, after: str) -> int:
    """How many characters next to the bracket are the same."""
    same = 0
    for a, b in zip(reversed(decision.before), reversed(before), strict=False):
        if a != b:
            break
        same += 1
    for a, b in zip(decision.after, after, strict=False):
        if a != b:
            break
        same += 1
    return same


def _why_not(draft: Draft, decision: Decision, found: list[int]) -> str:
    if len(found) == 1:
        return f"its words stand at {draft.proposals[found[0]].id} only, in other surroundings"
    if found:
        places = ", ".join(draft.proposals[n].id for n in found)
        return f"its words stand in several places ({places}), and its surroundings do not tell which is meant"
    same_words = next((p for p in draft.proposals if p.words == " ".join(decision.words.split())), None)
    if same_words is not None:
        return f"{same_words.id} has these words but other sponsors: {', '.join(same_words.sponsors)}"
    here = max(
        (p for p in draft.proposals if set(p.sponsors) == set(decision.sponsors)),
        key=lambda p: _likeness(decision, *_around(draft, p)),
        default=None,
    )
    if here is not None and _likeness(decision, *_around(draft, here)) >= _LIKELY:
        return f"at its place {here.id} has other words now: “{here.words}”"
    return "no proposal of these sponsors has these words"


def _around(draft: Draft, proposal: Proposal) -> tuple[str, str]:
    """A little of the text on either side, white space folded, as far as its block goes."""
    source = draft.source
    before = " ".join(source[max(0, proposal.start - 2 * AROUND) : proposal.start].split())[-AROUND:]
    after = " ".join(source[proposal.end : proposal.end + 2 * AROUND].split())[:AROUND]
    return before, after
