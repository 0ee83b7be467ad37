"""Tags: the delegations written at a bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bracketparse.delegations import Registry

_LABEL = re.compile(r"\s*(?P<label>\d+\s?\w*\.)\s+(?=\S)")
_LISTED = re.compile(r"\s*(?:[,;]|/+)\s*")
_JOINED = re.compile(r"\s+(?:y|e|and|et)\s+")
_LETTERS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9\-]{1,6}\Z")
_NO_DELEGATION = frozenset({"ALT", "NB", "NOTA", "NOTE", "OPTION", "PS", "PP", "OP"})


@dataclass(frozen=True, slots=True)
class Tag:
    """The delegations of a tag."""

    label: str
    """The label that stands in the tag (`4ALT.`), or nothing."""
    delegations: tuple[tuple[str, str], ...]
    """`(code, as written)` in the printed order; an unknown one has its own letters for a code."""
    unknown: tuple[str, ...]
    """The letters among them that no known delegation has."""


def read_tag(text: str, known: Registry) -> Tag | None:
    """The tag that `text` (up to its colon) is, or None if it is no list of delegations."""
    label = _LABEL.match(text)
    names = text[label.end() if label else 0 :].rstrip(": \t\r\n\xa0").strip(" \t\r\n\xa0")
    found: list[tuple[str, str]] = []
    unknown: list[str] = []
    for written in _names(" ".join(names.split()), known):
        code = known.resolve(written)
        if code is None:
            if not _LETTERS.match(written) or written in _NO_DELEGATION:
                return None
            unknown.append(written)
            code = written
        found.append((code, written))
    if not found:
        return None
    once: dict[str, str] = {}
    for code, written in found:
        once.setdefault(code, written)
    return Tag(label["label"] if label else "", tuple(once.items()), tuple(unknown))


def _names(text: str, known: Registry) -> list[str]:
    """The names in a list of delegations. A name may hold an "and" of its own: Trinidad and Tobago."""
    if known.resolve(text) is not None:
        return [text]
    names = []
    for part in _LISTED.split(text):
        if not part:
            continue
        names += [part] if known.resolve(part) is not None else _JOINED.split(part)
    return names
