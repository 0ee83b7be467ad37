"""The sidecar: what `plan export` kept beside each paragraph, found again by the paragraph's signature."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

from bracketparse import venues
from bracketparse.readers.word.package import Package
from bracketparse.tree import Kind

ROOT = "{urn:bracketparse:plan:1}plan"
AUTHOR = "{urn:bracketparse:plan:1}author"
PARAGRAPH = "{urn:bracketparse:plan:1}paragraph"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of one paragraph."""

    text: str
    """Its source; empty where the paragraph before says it all."""
    kind: Kind
    label: str
    rank: int
    """Of a note: its place among the notes of the draft; else 0."""
    group: str
    """Paragraphs of one group are taken together or not at all; empty for one that stands alone."""


@dataclass(slots=True)
class Sidecar:
    """What an export kept."""

    paragraphs: list[tuple[str, Kept]]
    """The signature of each, and what was kept of it."""
    way: str = ""
    """`tracked` or `marked`: how its proposals are shown."""
    venue: str | None = None
    letters: dict[str, str] = field(default_factory=dict)
    """The authors whose names are tags as the draft has them, of delegations that are perhaps not known."""


_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}


def kept(package: Package) -> Sidecar:
    """What an export kept in the package; nothing where none wrote it."""
    found = Sidecar([])
    for root in package.custom_parts():
        if root.tag != ROOT:
            continue
        found.way = root.get("way", "")
        found.venue = venue if (venue := root.get("venue")) in venues.names() else None
        for element in root.iterchildren(PARAGRAPH):
            text = " ".join(re.split(r"[\r\n]+", element.text or ""))
            rank = element.get("rank", "")
            place = int(rank) if rank.isascii() and rank.isdecimal() and len(rank) < 10 else 0
            kind = _KINDS.get(element.get("kind", ""), "paragraph")
            one = Kept(text, kind, element.get("label", ""), place, element.get("group", ""))
            found.paragraphs.append((element.get("signature", ""), one))
        for element in root.iterchildren(AUTHOR):
            name = element.get("name", "")
            if name == element.get("tag"):  # a name that stands for another delegation only a person can give
                found.letters[name] = name
    return found


def lookup(sidecar: Sidecar, signatures: Sequence[str]) -> dict[int, Kept]:
    """For the paragraphs of these signatures, by their places, what was kept; of a group all or nothing."""
    left: defaultdict[str, deque[int]] = defaultdict(deque)
    for n, (signature, _) in enumerate(sidecar.paragraphs):
        left[signature].append(n)
    places = {left[name].popleft(): n for n, name in enumerate(signatures) if left.get(name)}
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for m, (_, one) in enumerate(sidecar.paragraphs):
        groups[one.group or f"alone {m}"].append(m)
    found: dict[int, Kept] = {}
    for members in groups.values():
        first = places.get(members[0])
        if first is not None and [places.get(m) for m in members] == list(range(first, first + len(members))):
            found |= {places[m]: sidecar.paragraphs[m][1] for m in members}
    return dict(sorted(found.items()))
