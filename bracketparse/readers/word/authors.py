"""Authors: the delegations behind the names that Word gives to those who made tracked changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from bracketparse.delegations import Registry
from bracketparse.readers.text import UnreadableError
from bracketparse.tags import read_tag
from bracketparse.word.names import TOGETHER, UNTAGGED

_OF = re.compile(
    r"(?i)(?:the\s+|la\s+)?(?:permanent\s+)?(?:delegation|delegaci[oó]n|d[eé]l[eé]gation|delega[cç][aã]o|mission|misi[oó]n|miss[aã]o|"
    r"embassy|embajada|ambassade|embaixada|government|gobierno|gouvernement|governo|chair|secretariat)"
    r"(?:\s+(?:permanente?|permanent))?\s+(?:of\s+the|of|de\s+la|de\s+los|des|del|du|de|do|da|dos|d['’])\s*(?P<who>.+)\Z"
)
_ROUND = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


class UnknownAuthorsError(UnreadableError):
    """Tracked changes whose authors are no known delegation; the message lists them and says what to do."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)
        listed = "; ".join(f"“{name}” ({count} change{'' if count == 1 else 's'})" for name, count in self.counts.items())
        first = next(iter(self.counts)).replace('"', "")
        super().__init__(
            f"its tracked changes are by authors who are no known delegation: {listed}. "
            f'Say whose they are: --author "{first}=CAN", once for each, or [authors] in plan.toml'
        )


class Authors:
    """Finds the delegations of authors, and keeps count of their changes."""

    def __init__(self, known: Registry, told: Mapping[str, str]) -> None:
        self.known = known
        self._told = {_key(name): codes for name, codes in told.items()}
        self._found: dict[str, tuple[str, ...] | None] = {}
        self.counts: Counter[str] = Counter()

    def of(self, author: str) -> tuple[str, ...]:
        """The codes of the delegations that an author stands for; the author's own name where none is known."""
        if author == UNTAGGED:
            self._found[author] = ()
        if author not in self._found:
            told = self._told.get(_key(author))
            self._found[author] = delegations(author if told is None else told, self.known, told is not None)
        codes = self._found[author]
        return (author,) if codes is None else codes

    def together(self, author: str) -> tuple[str, ...]:
        """The authors that a name stands for: one, or those of a change that comes about only with all of them."""
        parts = tuple(author.split(TOGETHER))
        whole = len(parts) > 1 and _key(author) not in self._told
        return parts if whole and all(self._names(part) for part in parts) else (author,)

    def _names(self, author: str) -> bool:
        """True where the name says whose changes are meant, be it nobody's."""
        self.of(author)
        return self._found[author] is not None

    def count(self, author: str) -> None:
        """One change more by this author."""
        self.of(author)
        self.counts[author] += 1

    def readings(self) -> dict[str, tuple[str, ...]]:
        """Author → delegations, of those who made changes."""
        return {author: codes for author in self.counts if (codes := self._found[author])}

    def refuse_unknown(self) -> None:
        """Raise UnknownAuthorsError where an author of changes is no known delegation."""
        unknown = {author: n for author, n in self.counts.most_common() if self._found[author] is None}
        if unknown:
            raise UnknownAuthorsError(unknown)


def delegations(author: str, known: Registry, told: bool = False) -> tuple[str, ...] | None:
    """The codes of `Canada`, `CAN`, `CAN, CRI`, `Jane Roe (Canada)`, `Delegation of Canada`; None where no delegation is meant.

    Letters that no known delegation has count only where a person has `told` that they are one.
    """
    name = " ".join(author.split())
    named = [name, *reversed(_ROUND.findall(name))]
    named += [match["who"] for part in (name, _ROUND.sub("", name).strip()) if (match := _OF.match(part))]
    for candidate in named:
        tag = read_tag(candidate, known)
        if tag is not None and not tag.label and (told or not tag.unknown):
            return tuple(position.delegation for position in tag.positions)
    return None


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
