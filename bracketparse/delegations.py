"""Delegations: States, groups, the Chair and the Secretariat, by code, name, alias or group.

The data are `data/delegations.tsv`, `data/groups.tsv` and one roster per organization in `data/rosters/`: its own names, in
its own order. `plan.toml` may add to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("es", "en", "fr", "pt")
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Delegation:
    """One that may stand in a tag."""

    code: str
    kind: str
    """`state`, `observer`, `group`, `chair` or `secretariat`."""
    names: Mapping[str, str]
    """Language → name."""
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    """Of a group: the codes of its members, where membership is certain."""


class Registry:
    """All known delegations."""

    def __init__(self, delegations: Iterable[Delegation]) -> None:
        self.delegations: dict[str, Delegation] = {}
        self._by_letters: dict[str, str] | None = None
        self._by_name: dict[str, str] = {}
        for delegation in delegations:
            self.add(delegation)

    def add(self, delegation: Delegation) -> None:
        """Add a delegation, or replace the one of that code."""
        self.delegations[delegation.code] = delegation
        self._by_letters = None

    def resolve(self, written: str) -> str | None:
        """The code of the delegation that is written so; None if none is known by it.

        Codes and abbreviations of up to four letters count only in capitals: `is` is no Iceland.
        """
        if written in self.delegations:
            return written
        return self._letters().get(written) or self._by_name.get(key(written))

    def _letters(self) -> dict[str, str]:
        """The index of abbreviations; made, with that of names, when first asked for: most tags are codes."""
        if self._by_letters is None:
            self._by_letters, self._by_name = {}, {}
            for delegation in self.delegations.values():
                for name in (delegation.code, *delegation.names.values(), *delegation.aliases):
                    if name.isupper() and len(name) <= 4:
                        self._by_letters[name] = delegation.code
                    elif name:
                        self._by_name[key(name)] = delegation.code
        return self._by_letters

    def name(self, code: str, language: str) -> str:
        """The delegation's name in that language; the code itself where it is unknown."""
        delegation = self.delegations.get(code)
        if delegation is None:
            return code
        return delegation.names.get(language) or delegation.names.get("en") or code

    def name_in_text(self, code: str, language: str) -> str:
        """The name as it stands in a sentence: in English a group has its article, unless it is an acronym."""
        name = self.name(code, language)
        group = code in self.delegations and self.delegations[code].kind in ("group", "chair", "secretariat")
        article = group and language == "en" and " " in name and not name.startswith("The ")
        return f"the {name}" if article else name

    def groups_of(self, code: str) -> tuple[str, ...]:
        """The groups that the State is a member of."""
        return tuple(d.code for d in self.delegations.values() if code in d.members)

    def nearest(self, written: str, among: Iterable[str] = (), most: int = 3) -> list[str]:
        """The known codes and names nearest to what was written, those of `among` first."""
        import difflib

        own = difflib.get_close_matches(written.upper(), list(among), most, 0.4)
        letters = difflib.get_close_matches(written.upper(), self._letters(), most, 0.6)
        names = difflib.get_close_matches(key(written), self._by_name, most, 0.7)
        found = [*own, *(self._by_name[name] for name in names), *(self._letters()[match] for match in letters)]
        return list(dict.fromkeys(found))[:most]


def key(name: str) -> str:
    """What names are compared by: no case, no accents, no punctuation, single spaces."""
    import unicodedata

    plain = name if name.isascii() else _COMBINING.sub("", unicodedata.normalize("NFKD", name))
    return " ".join(_LETTERS.findall(plain.casefold()))


_LETTERS = re.compile(r"[^\W_]+")
_COMBINING = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")


@cache
def registry(organization: str | None = None) -> Registry:
    """All known delegations, under the names that the organization gives them (`oas`, `un`) where it has any."""
    own = {row["code"]: row for row in _rows(f"rosters/{organization}.tsv")} if organization else {}
    known = Registry(())
    for row in _rows("delegations.tsv"):
        code = row["code"]
        common = {language: row[language] for language in LANGUAGES}
        names = {language: own.get(code, row)[language] or row[language] for language in LANGUAGES}
        aliases = (row["iso2"], *common.values(), *filter(None, row["aliases"].split("|")))
        known.add(Delegation(code, row["kind"], names, tuple(a for a in aliases if a)))
    for row in _rows("groups.tsv"):
        names = {language: row[language] for language in LANGUAGES}
        aliases = tuple(filter(None, row["aliases"].split("|")))
        known.add(Delegation(row["code"], "group", names, aliases, tuple(row["members"].split())))
    return known


def extended(organization: str | None, added: Iterable[Delegation]) -> Registry:
    """The registry of an organization, with the delegations of a `plan.toml`."""
    known = Registry(registry(organization).delegations.values())
    for delegation in added:
        before = known.delegations.get(delegation.code)
        if before is not None:
            delegation = Delegation(
                before.code,
                before.kind,
                {**before.names, **delegation.names},
                before.aliases + delegation.aliases,
                delegation.members or before.members,
            )
        known.add(delegation)
    return known


@cache
def roster(organization: str) -> tuple[str, ...]:
    """The codes of the organization's members, in its own order."""
    return tuple(row["code"] for row in _rows(f"rosters/{organization}.tsv"))


def in_order(codes: Iterable[str], organization: str | None) -> list[str]:
    """`codes` in the organization's order; those that it does not list come last, as given."""
    order = {code: n for n, code in enumerate(roster(organization))} if organization else {}
    return sorted(codes, key=lambda code: order.get(code, len(order)))


def _rows(name: str) -> list[dict[str, str]]:
    lines = [line for line in (_DATA / name).read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]
