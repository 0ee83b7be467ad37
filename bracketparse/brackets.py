"""From text to brackets: the Lark grammar of a venue, and the bracket tree that it yields.

The grammar knows the structure; whose a bracket is, and whether it is a proposal at all, later passes say.
"""

from __future__ import annotations

import os
import re
import sys
import zlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lark import Lark, Transformer

if TYPE_CHECKING:
    from lark import Token

DEEPEST = 100
"""Brackets nested deeper than this within one paragraph are read as characters; real texts reach 10."""

MarkKind = Literal["DELETION", "INSERTION", "SUBSTITUTION", "COMMENT"]


@dataclass(slots=True)
class Mark:
    """An explicit mark inside a bracket: `{--old--}`, `{++new++}`, `{~~old~>new~~}`, `{>>comment<<}`."""

    kind: MarkKind
    start: int
    end: int


@dataclass(slots=True)
class Bracket:
    """A bracket as the grammar sees it."""

    start: int
    end: int
    """Behind the closing bracket; -1 where it is never closed."""
    inner: int
    """Where its content begins, behind the opening bracket and what the venue's grammar takes for a tag."""
    tag: tuple[int, int] | None = None
    bare: bool = False
    """True where the tag lacks its colon, so that only the roster can tell whether it is one."""
    children: list[Bracket] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    braces: list[Braces] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Braces:
    """Words in braces, where the venue's grammar tells them from the text: `{Objectives}`."""

    start: int
    end: int


@dataclass(slots=True)
class Structure:
    """What the grammar finds in a text."""

    outermost: list[Bracket]
    strays: list[int]
    """Closing brackets that none opened."""
    braces: list[Braces]
    """Those outside brackets."""
    too_deep: list[int]


def brackets(source: str, grammar: str) -> Structure:
    """Parse `source` in the notation of a grammar."""
    readable, too_deep = _flatten(source)
    items: list[Bracket | int | Braces] = _parser(grammar).parse(readable)  # type: ignore[assignment]
    return Structure(
        [i for i in items if isinstance(i, Bracket)],
        [i for i in items if isinstance(i, int)],
        [i for i in items if isinstance(i, Braces)],
        too_deep,
    )


class _Brackets(Transformer):  # type: ignore[type-arg]
    """Build brackets while parsing, so that no second tree is held."""

    def __default_token__(self, token: Token) -> None:
        return None

    def _mark(self, token: Token) -> Mark:
        return Mark(token.type, token.start_pos, token.end_pos)  # type: ignore[arg-type]

    DELETION = INSERTION = SUBSTITUTION = COMMENT = _mark

    def BRACED(self, token: Token) -> Braces:  # noqa: N802
        return Braces(token.start_pos, token.end_pos)  # type: ignore[arg-type]

    def OPEN(self, token: Token) -> int:  # noqa: N802
        return token.start_pos  # type: ignore[return-value]

    def CLOSE(self, token: Token) -> int:  # noqa: N802
        return token.start_pos  # type: ignore[return-value]

    def TEXT(self, _: Token) -> None:  # noqa: N802
        return None

    def TAG(self, token: Token) -> tuple[int, int, bool]:  # noqa: N802
        return (token.start_pos, token.end_pos, False)  # type: ignore[return-value]

    def BARE(self, token: Token) -> tuple[int, int, bool]:  # noqa: N802
        return (token.start_pos, token.end_pos, True)  # type: ignore[return-value]

    def opener(self, parts: list) -> Bracket:  # type: ignore[type-arg]
        start = parts[0]
        if len(parts) == 1:
            return Bracket(start, -1, start + 1)
        tag_start, tag_end, bare = parts[1]
        return Bracket(start, -1, tag_end, (tag_start, tag_end), bare)

    def items(self, parts: list) -> list:  # type: ignore[type-arg]
        if not parts:
            return []
        found, item = parts
        if item is not None:
            found.append(item)
        return found  # type: ignore[no-any-return]

    top = items

    def _fill(self, bracket: Bracket, items: list) -> Bracket:  # type: ignore[type-arg]
        if items:
            bracket.children = [item for item in items if isinstance(item, Bracket)]
            bracket.marks = [item for item in items if isinstance(item, Mark)]
            bracket.braces = [item for item in items if isinstance(item, Braces)]
        return bracket

    def bracket(self, parts: list) -> Bracket:  # type: ignore[type-arg]
        opener, items, close = parts
        opener.end = close + 1
        return self._fill(opener, items)

    def unclosed(self, parts: list) -> Bracket:  # type: ignore[type-arg]
        return self._fill(parts[0], parts[1] + parts[2:])

    def start(self, parts: list) -> list:  # type: ignore[type-arg]
        return parts[0] + parts[1:]  # type: ignore[no-any-return]


@cache
def _parser(venue: str) -> Lark:
    return Lark.open(
        str(grammar_folder() / f"{venue}.lark"),
        parser="lalr",
        lexer="contextual",
        transformer=_Brackets(),
        maybe_placeholders=False,
        cache=_cache_file(venue) or False,
    )


def grammar_folder() -> Path:
    """Where the grammars lie: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    inside = package / "grammar"
    return inside if inside.is_dir() else package.parent / "grammar"


def _cache_file(venue: str) -> str | None:
    """A file of the user's own for the built parser: Lark unpickles it, so it must not lie where others can write."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = os.path.join(base, "bracketparse")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        found = os.stat(folder)
    except OSError:
        return None
    if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o022):
        return None
    if not os.access(folder, os.W_OK):
        return None
    place = zlib.crc32(str(grammar_folder()).encode("utf-8", "replace"))  # two installations would rebuild each other's file
    return os.path.join(folder, f"{venue}-{place:08x}-{sys.implementation.cache_tag}.lark")


_NESTING = re.compile(r"[\[\]]|\n[ \t\r]*+\n")


def _flatten(source: str) -> tuple[str, list[int]]:
    """`source` with the brackets nested deeper than DEEPEST masked, and where those stood."""
    if source.count("[") <= DEEPEST:
        return source, []
    depth, too_deep = 0, []
    for match in _NESTING.finditer(source):
        sign = match[0]
        if sign == "[":
            depth += 1
            if depth > DEEPEST:
                too_deep.append(match.start())
        elif sign == "]":
            if depth > DEEPEST:
                too_deep.append(match.start())
            depth = max(0, depth - 1)
        else:
            depth = 0
    if not too_deep:
        return source, []
    masked = list(source)
    for offset in too_deep:
        masked[offset] = "("
    return "".join(masked), too_deep
