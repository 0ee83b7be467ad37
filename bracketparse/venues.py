"""Venues: where a text is negotiated, hence how its brackets are written.

A venue is a grammar in `grammar/` and the few facts here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bracketparse.delegations import Registry
from bracketparse.tags import read_tag


@dataclass(frozen=True, slots=True)
class Venue:
    """The facts of a venue that its passes need."""

    name: str
    grammar: str
    """The grammar file, without its suffix."""
    roster: str | None
    """The organization whose names and order are used."""
    tagged: bool
    """True where brackets name their delegations."""


VENUES: dict[str, Venue] = {
    venue.name: venue
    for venue in (
        Venue("oas", "oas", "oas", tagged=True),
        Venue("core", "core", None, tagged=False),
    )
}

_TAGGED = re.compile(r"\[[ \t\r\n]*+([A-ZÀ-Þ\d][\w ,;.&'’/()\-]{1,80}+:)|^([A-ZÀ-Þ\d][^\n:]{1,40}+:)[ ]*+\[", re.MULTILINE)


def detect(source: str, known: Registry) -> tuple[Venue, str]:
    """The venue of a text, and the evidence for it."""
    unknown: dict[str, int] = {}
    for match in _TAGGED.finditer(source):
        text = match[1] or match[2]
        tag = read_tag(text, known)
        if tag is None:
            continue
        if len(tag.unknown) < len(tag.delegations):
            return VENUES["oas"], f"a delegation and a colon before the words: “{text}”"
        unknown[text] = unknown.get(text, 0) + 1
        if unknown[text] == 2:
            return VENUES["oas"], f"the same letters and a colon before the words, twice: “{text}”"
    return VENUES["core"], "no bracket names a delegation"
