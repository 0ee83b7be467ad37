"""Venues: where a text is negotiated, hence how its brackets are written.

A venue is a grammar in `grammar/` and a few facts in `data/venues/NAME.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bracketparse.delegations import Registry
from bracketparse.tags import read_tag

TagPlace = Literal["prefix", "suffix", "bare suffix", "outside"]
_DATA = Path(__file__).parent / "data" / "venues"
_SAMPLE = 400_000
"""So many characters are searched for what tells the venue."""
_MANY = 60
"""So many tags are looked at."""


@dataclass(frozen=True, slots=True)
class Venue:
    """The facts of a venue that its passes need: the keys of its file."""

    name: str
    title: str
    grammar: str
    """The grammar file, without its suffix."""
    roster: str | None = None
    """The organization whose names and order are used."""
    tags: tuple[TagPlace, ...] = ()
    """Where brackets name delegations: before the words, behind them, behind them without a separator, before the bracket."""
    verbs: bool = False
    """True where tags say what a delegation wants (propose, oppose, …); there a bare tag proposes the words."""
    fused: bool = False
    """True where old and new words may share a bracket, so that the wording has to be found out."""
    objections: bool = False
    """True where the text records who objects."""
    tabled: bool = True
    """False where nobody tabled a base text: what stands outside the brackets is then called the unattributed text."""
    untagged: Literal["open", "out"] = "open"
    """What the base text does with a bracket of nobody named: the text is on the table, and open; or it is left out."""
    numbers: bool = False
    """True where a number in brackets is mostly a contested number, not a note's anchor."""
    braces: str = ""
    """What words in braces are, where they are no part of the text; empty where they are."""
    signs: tuple[str, ...] = ()
    """Words that tell an untagged text of this venue."""

    @property
    def tagged(self) -> bool:
        """True where brackets name delegations."""
        return bool(self.tags)


class VenueError(ValueError):
    """A venue's file that cannot be used; the message is a sentence."""


@cache
def names() -> tuple[str, ...]:
    """The names of all venues, those of `oas` and `core` first."""
    found = sorted(path.stem for path in _DATA.glob("*.toml"))
    return ("oas", "core", *(name for name in found if name not in ("oas", "core")))


@cache
def venue(name: str) -> Venue:
    """The venue of that name. Raises VenueError where its file has a key that is none."""
    import tomllib

    facts = tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))
    unknown = set(facts) - {key for key in Venue.__dataclass_fields__ if key != "name"}
    if unknown:
        raise VenueError(f"{name}.toml has the unknown key “{sorted(unknown)[0]}”")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in facts.items()}
    return Venue(name, **values)


_PREFIX = re.compile(
    r"\[[ \t\r\n]*+([A-ZÀ-Þ\d][\w ,;.&'’/()\-\t\r\n]{1,120}+:)|^([A-ZÀ-Þ\d][^\n:]{1,40}+:)[ ]*+\[", re.MULTILINE
)
_SUFFIX = re.compile(r"[-–—:;][ ]*+([A-Z][^\[\]:–—]{1,80}?)\.?[ ]*+\]")


_ALT = re.compile(r"\[[ ]*+alt\b[^\[\]]{2,400}?\s((?:\w[\w'’&/.,\-]*+[ \t\r\n]+){0,4}[A-Z][\w'’&/.\-]*+)[ ]*+\]")
"""`[alt. the words themselves India]`: an alternative that names its delegation last."""


def _named_last(text: str, known: Registry) -> str | None:
    """The delegations at the end of a text; None if there are none."""
    words = text.split()
    for n in range(len(words)):
        name = " ".join(words[n:])
        tag = read_tag(name, known, verbs=True) if name[:1].isupper() else None
        if tag is not None and not tag.unknown:
            return name
    return None


def detect(source: str, known: Registry) -> tuple[Venue, str]:
    """The venue of a text, and the evidence for it: tags before the words, tags behind them, then words that tell."""
    return _by_prefix(source, known) or _by_suffix(source, known) or _by_signs(source)


def _by_prefix(source: str, known: Registry) -> tuple[Venue, str] | None:
    """Tags before the words: with verbs or slashes they are `tpp`'s, else those of `oas`, unless other words tell."""
    unknown: dict[str, int] = {}
    first = ""
    slashes = 0
    for seen, match in enumerate(_PREFIX.finditer(source, 0, _SAMPLE)):
        text = " ".join((match[1] or match[2]).split())
        tag = read_tag(text, known, verbs=True)
        if tag is None:
            continue
        if tag.verbs and len(tag.unknown) < len(tag.positions):
            return venue("tpp"), f"delegations and a verb before the words: “{text}”"
        slashes += "/" in text and len(tag.positions) > 1 and not tag.unknown
        if slashes == 2:
            return venue("tpp"), f"delegations with slashes between them before the words: “{text}”"
        if len(tag.unknown) < len(tag.positions):
            first = first or f"a delegation and a colon before the words: “{text}”"
        unknown[text] = unknown.get(text, 0) + 1
        if unknown[text] == 2:
            first = first or f"the same letters and a colon before the words, twice: “{text}”"
        if seen >= _MANY and first:
            break
    if not first:
        return None
    found, evidence = _by_signs(source)
    return (found, evidence) if "prefix" in found.tags else (venue("oas"), first)


def _by_suffix(source: str, known: Registry) -> tuple[Venue, str] | None:
    """Two tags behind the words, of delegations that are known."""
    found = [name for match in _ALT.finditer(source, 0, _SAMPLE) if (name := _named_last(match[1], known))]
    if len(found) > 1:
        return venue("un"), f"alternatives that end with delegations: “{found[0]}”, “{found[1]}”"
    for match in _SUFFIX.finditer(source, 0, _SAMPLE):
        tag = read_tag(match[1], known, verbs=True)
        if tag is not None and not tag.unknown:
            found.append(match[1])
            if len(found) == 2:
                return venue("un"), f"delegations behind the words: “{found[0]}”, “{found[1]}”"
    return None


def _by_signs(source: str) -> tuple[Venue, str]:
    """The venue whose words stand most often in the text; `core` where there are hardly any."""
    counts: dict[str, tuple[int, str]] = {}
    sample = source[:_SAMPLE]
    for name in names():
        counts[name] = _commonest(sample, venue(name).signs)
    best = max(counts, key=lambda name: counts[name][0])
    times, sign = counts[best]
    if times < 2:
        return venue("core"), "no bracket names a delegation"
    return venue(best), f"no bracket names a delegation, and “{sign}” stands in the text"


def _commonest(source: str, signs: Iterable[str]) -> tuple[int, str]:
    """How often all the signs stand in the text together, and the commonest of them."""
    counted = [(_times(source, sign), sign) for sign in signs]
    return sum(n for n, _ in counted), max(counted, default=(0, ""))[1]


def _times(source: str, sign: str) -> int:
    """How often a sign stands at the beginning of a word."""
    times, position = 0, source.find(sign)
    while position >= 0:
        before = source[position - 1 : position]
        times += not (before.isalnum() or before == "_")
        position = source.find(sign, position + len(sign))
    return times
