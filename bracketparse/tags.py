"""Tags: the delegations written at a bracket, and what they say of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bracketparse.attitudes import attitude_of, verb
from bracketparse.delegations import Registry
from bracketparse.tree import Position

_LABEL = re.compile(r"\s*(?P<label>\d+\s?\w*\.)\s+(?=\S)")
_LISTED = re.compile(r"\s*[,;]\s*")
_SLASHES = re.compile(r"\s*/+\s*")
_JOINED = re.compile(r"\s+(?:y|e|and|et)\s+|\s*&\s*")
_LETTERS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9\-]{1,6}\Z")
_FIGURES = re.compile(r"(?<=\w)[\d\s]+\Z")
"""Figures of footnotes, glued to a name: CA5, MX143 144."""
_BY = re.compile(r"\s+by\s+|[\s\d]+")
_NO_DELEGATION = frozenset(
    {"ARTICLE", "SECTION", "CHAPTER", "ANNEX", "PART", "TITLE", "ALT", "NB", "NOTA", "NOTE", "OPTION", "PS", "PP", "OP"}
)


@dataclass(frozen=True, slots=True)
class Tag:
    """The delegations of a tag."""

    label: str
    """The label that stands in the tag (`4ALT.`), or nothing."""
    positions: tuple[Position, ...]
    """In the printed order, each delegation once; an unknown one has its own letters for a code."""
    unknown: tuple[str, ...]
    """The letters among them that no known delegation has."""
    verbs: bool = False
    """True where it says what they do: propose, oppose, …"""


def read_tag(text: str, known: Registry, verbs: bool = False) -> Tag | None:
    """The tag that `text` (up to its colon) is; None if it is no list of delegations, with `verbs` or without."""
    label = _LABEL.match(text)
    names = text[label.end() if label else 0 :].strip(": \t\r\n\xa0«»")
    found: dict[str, Position] = {}
    unknown: list[str] = []
    said = False
    for attitude, listed in _clauses(" ".join(names.split())) if verbs else (("", " ".join(names.split())),):
        said = said or bool(attitude)
        for written in _names(listed, known):
            code, written = _resolve(written, known)
            if code is None:
                if not _LETTERS.match(written) or written in _NO_DELEGATION:
                    return None
                unknown.append(written)
                code = written
            found.setdefault(code, Position(code, attitude or "propose", written))
    if not found:
        return None
    return Tag(label["label"] if label else "", tuple(found.values()), tuple(unknown), said)


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    """`(attitude, names)`: the verb stands behind its names (`US, MX propose; BN oppose`) or before them (`support NZ`)."""
    for part in text.split(";"):
        part = part.lstrip("0123456789 ")  # the figure of a note to the verb before: propose;99 CL/MY oppose
        pieces: list[tuple[str, str]] = []  # the names before a verb, and what it says
        position = 0
        for match in verb().finditer(part):
            pieces.append((part[position : match.start()].strip(" ,"), attitude_of(match)))
            by = _BY.match(part, match.end())
            position = by.end() if by else match.end()
        rest = part[position:].strip(" ,.")
        if pieces and rest:  # the verb leads: what stands before the first is bare
            if pieces[0][0]:
                yield "", pieces[0][0]
            behind = [names for names, _ in pieces[1:]] + [rest]
            yield from ((attitude, names) for (_, attitude), names in zip(pieces, behind, strict=True))
        else:
            yield from ((attitude, names) for names, attitude in pieces)
            if rest:
                yield "", rest


def _resolve(written: str, known: Registry) -> tuple[str | None, str]:
    """The code of a name, and the name without the figures of footnotes."""
    code = known.resolve(written)
    if code is None and written[-1:].isdigit():
        plain = _FIGURES.sub("", written)
        code = known.resolve(plain)
        return code, plain if code else written
    return code, written


def _names(text: str, known: Registry) -> list[str]:
    """The names in a list of delegations. A name may hold an "and" or a slash of its own: Trinidad and Tobago, G77/China."""
    names = [text]
    for separator in (_LISTED, _SLASHES, _JOINED):
        names = [
            part for name in names for part in ([name] if known.resolve(name) is not None else separator.split(name)) if part
        ]
    return names
