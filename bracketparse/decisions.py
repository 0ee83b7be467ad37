"""The decisions file: what people decided of the proposals, and which wording they confirmed, kept for the next draft.

    [[decision]]                                     [[wording]]
    id = "IV.25#1"                                   id = "IV.25#1"
    sponsors = ["CAN"]                               sponsors = ["CAN"]
    decision = "accept"                              reading = [{ old = "vulnerabilidad" }, { new = "riesgo" }]
    words = "vulnerabilidad riesgo"                  words = "vulnerabilidad riesgo"
    before = "…"                                     before = "…"
    after = "…"                                      after = "…"

Ids are of one draft. An entry therefore also keeps the sponsors, the words, and a little of what stands around them
(`finding.py`). A file may hold several entries on one proposal that differ, as when two reviewers' files were merged: that
is a conflict, which is carried as such and named, until someone settles it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bracketparse.finding import Place, place
from bracketparse.outcomes import Verb
from bracketparse.readings import Parts
from bracketparse.tree import Draft, Role

_NAMES: dict[Role, str] = {"delete": "old", "insert": "new", "keep": "kept"}
"""What the roles are called in the file."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A `[[decision]]`: what is to become of a proposal."""

    verb: Verb
    place: Place


@dataclass(frozen=True, slots=True)
class Wording:
    """A `[[wording]]`: a person said which words of a bracket are old and which new."""

    reading: Parts
    place: Place
    source: str = ""
    """Where the answer came from, such as the name of a questionnaire; empty for a reviewer's own."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A `[[remark]]`: what a delegation wrote to a question instead of choosing a reading. It settles nothing."""

    id: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a decisions file holds."""

    decisions: tuple[Decision, ...] = ()
    wordings: tuple[Wording, ...] = ()
    remarks: tuple[Remark, ...] = ()


class DecisionsError(ValueError):
    """A decisions file that cannot be read; the message is a sentence."""


def of(draft: Draft, proposals: Iterable[tuple[int, Verb]]) -> list[Decision]:
    """The decisions on some proposals of a draft, by index."""
    return [Decision(verb, place(draft, index)) for index, verb in proposals]


# Reading

_PLACE = {"id", "sponsors", "words", "before", "after"}


def loads(text: str) -> Record:
    """Read a decisions file. Raises DecisionsError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DecisionsError(f"it is no TOML: {error}") from None
    tables = {key: data.pop(key, []) for key in ("decision", "wording", "remark")}
    if unknown := sorted(set(data) - {"schema", "draft"}):
        raise DecisionsError(
            f"unknown key “{unknown[0]}”; a decisions file holds schema, draft, [[decision]], [[wording]] and [[remark]]"
        )
    for key, entries in tables.items():
        if not isinstance(entries, list):
            raise DecisionsError(f"{key}s are written as [[{key}]], in double brackets")
    return Record(
        tuple(_decision(f"decision {n}", entry) for n, entry in enumerate(tables["decision"], 1)),
        tuple(_wording(f"wording {n}", entry) for n, entry in enumerate(tables["wording"], 1)),
        tuple(_remark(f"remark {n}", entry) for n, entry in enumerate(tables["remark"], 1)),
    )


def _decision(what: str, entry: object) -> Decision:
    table = _table(what, entry, {*_PLACE, "decision"})
    verb = table.get("decision")
    if verb not in ("accept", "reject", "hold"):
        raise DecisionsError(f"{what} says “{verb}”, not accept, reject or hold")
    return Decision(verb, _place(what, table))


def _wording(what: str, entry: object) -> Wording:
    table = _table(what, entry, {*_PLACE, "reading", "source"})
    source = table.get("source", "")
    if not isinstance(source, str):
        raise DecisionsError(f"{what}: source is a text")
    return Wording(_reading(what, table.get("reading")), _place(what, table), source)


def _remark(what: str, entry: object) -> Remark:
    table = _table(what, entry, {"id", "text", "source"})
    texts = [table.get(key, "") for key in ("id", "text", "source")]
    if not all(isinstance(text, str) for text in texts):
        raise DecisionsError(f"{what}: id, text and source are texts")
    return Remark(*map(str, texts))


def _reading(what: str, value: object) -> Parts:
    roles: dict[str, Role] = {name: role for role, name in _NAMES.items()}
    parts: list[tuple[Role, str]] = []
    for item in value if isinstance(value, list) else ():
        if not isinstance(item, dict) or len(item) != 1:
            break
        name, text = next(iter(item.items()))
        if name not in roles or not isinstance(text, str) or not text.strip():
            break
        parts.append((roles[name], " ".join(text.split())))
    else:
        if parts:
            return tuple(parts)
    raise DecisionsError(f'{what}: reading is written as [{{ old = "…" }}, {{ new = "…" }}], with old, new or kept words')


def _table(what: str, entry: object, known: set[str]) -> dict[str, object]:
    if not isinstance(entry, dict):
        raise DecisionsError(f"{what} is no table")
    if unknown := sorted(set(entry) - known):
        raise DecisionsError(f"{what} has the unknown key “{unknown[0]}”; known are {', '.join(sorted(known))}")
    return entry


def _place(what: str, table: dict[str, object]) -> Place:
    texts = {key: table.get(key, "") for key in ("id", "words", "before", "after")}
    sponsors = table.get("sponsors", [])
    if not all(isinstance(text, str) for text in texts.values()) or not isinstance(sponsors, list):
        raise DecisionsError(f"{what}: sponsors is a list of texts, the others are texts")
    if not texts["words"]:
        raise DecisionsError(f"{what} has no words: an id alone could be another proposal's in the next draft")
    return Place(sponsors=tuple(map(str, sponsors)), **{key: str(text) for key, text in texts.items()})


# Writing


def dumps(record: Record, name: str = "") -> str:
    """Write a decisions file."""
    head = ["schema = 1"] + ([f"draft = {quoted(name)}"] if name else [])
    entries = [*map(decision_entry, record.decisions), *map(wording_entry, record.wordings), *map(remark_entry, record.remarks)]
    return "\n".join(["\n".join(head) + "\n", *entries])


def decision_entry(decision: Decision) -> str:
    """A `[[decision]]`."""
    return _entry("decision", decision.place, [f"decision = {quoted(decision.verb)}"])


def wording_entry(wording: Wording) -> str:
    """A `[[wording]]`."""
    parts = ", ".join(f"{{ {_NAMES[role]} = {quoted(text)} }}" for role, text in wording.reading)
    source = [f"source = {quoted(wording.source)}"] if wording.source else []
    return _entry("wording", wording.place, [f"reading = [{parts}]", *source])


def remark_entry(remark: Remark) -> str:
    """A `[[remark]]`."""
    lines = ["[[remark]]", f"id = {quoted(remark.id)}", f"text = {quoted(remark.text)}"]
    return "\n".join(lines + ([f"source = {quoted(remark.source)}"] if remark.source else [])) + "\n"


def _entry(kind: str, where: Place, what: Sequence[str]) -> str:
    lines = [
        f"[[{kind}]]",
        f"id = {quoted(where.id)}",
        f"sponsors = [{', '.join(map(quoted, where.sponsors))}]",
        *what,
        f"words = {quoted(where.words)}",
        f"before = {quoted(where.before)}",
        f"after = {quoted(where.after)}",
    ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A TOML basic string. JSON's escapes are TOML's, but for DEL and what is no character."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")
