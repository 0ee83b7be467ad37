"""The project file `plan.toml`: which draft, venue and language, and whom else the tags name."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from bracketparse.delegations import LANGUAGES, Delegation

NAME = "plan.toml"
_KEYS = {"draft", "venue", "language", "delegations", "document", "authors"}
_DELEGATION_KEYS = {"aliases", "kind", "members", *LANGUAGES}
_DOCUMENT_KEYS = {"organization", "symbol", "date", "original_language", "title", "status"}


class ProjectError(ValueError):
    """A `plan.toml` that cannot be used; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Project:
    """What a `plan.toml` says."""

    path: Path | None = None
    draft: Path | None = None
    venue: str | None = None
    language: str | None = None
    delegations: tuple[Delegation, ...] = ()
    document: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    """Names of authors in Word → the delegations that they stand for."""


def find(folder: Path) -> Project:
    """The project of the folder or of its nearest parent that has a `plan.toml`; an empty one if there is none."""
    for place in (folder, *folder.parents):
        path = place / NAME
        if path.is_file():
            return load(path)
    return Project()


def load(path: Path) -> Project:
    """Read a `plan.toml`. Raises ProjectError."""
    import tomllib

    name = os.path.relpath(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{name} cannot be read: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"{name} is no TOML: {error}.") from None
    _known_keys(name, data, _KEYS, "")
    document = _table(name, data, "document")
    _known_keys(name, document, _DOCUMENT_KEYS, "document.")
    authors = _table(name, data, "authors")
    if not all(isinstance(who, str) for who in authors.values()):
        raise ProjectError(f'{name}: [authors] holds texts, as in "Jane Roe" = "CAN".')
    draft = data.get("draft")
    for key in ("draft", "venue", "language"):
        if key in data and not isinstance(data[key], str):
            raise ProjectError(f"{name}: {key} is a text.")
    return Project(
        path=path,
        draft=path.parent / draft if draft else None,
        venue=data.get("venue"),
        language=data.get("language"),
        delegations=tuple(_delegation(name, code, entry) for code, entry in _table(name, data, "delegations").items()),
        document={key: str(value) for key, value in document.items()},
        authors={key: str(value) for key, value in authors.items()},
    )


def _table(path: str, data: dict[str, object], key: str) -> dict[str, object]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise ProjectError(f"{path}: {key} is a table, written [{key}].")
    return value


def _known_keys(path: str, data: dict[str, object], known: set[str], under: str) -> None:
    for key in data:
        if key not in known:
            import difflib

            near = difflib.get_close_matches(key, known, 1)
            hint = f" Did you mean {under}{near[0]}?" if near else f" Known are {', '.join(sorted(known))}."
            raise ProjectError(f"{path} has the unknown key “{under}{key}”.{hint}")


def _delegation(path: str, code: str, entry: object) -> Delegation:
    """`XYZ = "Name"`, or a table with a name for each language, aliases, kind and members."""
    if isinstance(entry, str):
        return Delegation(code, "state", dict.fromkeys(LANGUAGES, entry))
    if not isinstance(entry, dict):
        raise ProjectError(f"{path}: delegations.{code} is a name, or a table of names.")
    _known_keys(path, entry, _DELEGATION_KEYS, f"delegations.{code}.")
    names = {language: entry[language] for language in LANGUAGES if language in entry}
    if not all(isinstance(name, str) for name in names.values()):
        raise ProjectError(f"{path}: the names of delegations.{code} are texts.")
    lists = {}
    for key in ("aliases", "members"):
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ProjectError(f"{path}: delegations.{code}.{key} is a list of texts.")
        lists[key] = tuple(value)
    return Delegation(code, str(entry.get("kind", "state")), names, lists["aliases"], lists["members"])
