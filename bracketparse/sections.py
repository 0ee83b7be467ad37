"""Sections: the headings that a draft is counted by, and which section of one draft is which of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bracketparse.delegations import key
from bracketparse.tree import Draft

_ALIKE = 0.6
"""Under the same number, titles so much alike are one section's."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a draft."""

    id: str
    """Empty for what stands in no section."""
    title: str
    """The heading without its label, white space folded; a draft's own text."""


OUTSIDE = Section("", "")


def sections(draft: Draft) -> tuple[Section, ...]:
    """The sections in their order, behind what stands in none."""
    found = []
    for block in draft.blocks:
        if block.kind == "section":
            title = " ".join(draft.source[block.body : block.end].split())
            found.append(Section(block.id, title.replace("*", "").strip() if block.label.startswith("#") else title))
    return (OUTSIDE, *found)


def section_of(draft: Draft) -> dict[str, str]:
    """Each block's id → the id of the section that it belongs under; empty where that is none."""
    found: dict[str, str] = {}
    for block in draft.blocks:  # what a block hangs on stands before it
        found[block.id] = block.id if block.kind == "section" else found.get(block.parent or "", "")
    return found


@dataclass(frozen=True, slots=True)
class Joined:
    """A section of several drafts."""

    section: Section
    """As the last draft that has it writes it."""
    ids: tuple[str | None, ...]
    """Its id in each draft; None where it has none."""


def join(drafts: Sequence[Draft]) -> tuple[Joined, ...]:
    """The sections of all drafts. Those of one title are one, then those of one number whose titles are alike.

    A section that is new stands behind the one before it. Between drafts of different languages the number alone tells.
    """
    rows: list[tuple[Section, list[str | None]]] = []
    for n, draft in enumerate(drafts):
        own = sections(draft)
        same_language = n == 0 or draft.language == drafts[n - 1].language
        partners = dict(_pairs([row[0] for row in rows], own, same_language))
        at = 0
        for m, section in enumerate(own):
            if m in partners:
                row = next(r for r in rows if r[0] is partners[m])
                ids = [*row[1], section.id]
                at = rows.index(row)
                rows[at] = (section, ids)
            else:
                rows.insert(at, (section, [*[None] * n, section.id]))
            at += 1
        rows = [(section, ids if len(ids) > n else [*ids, None]) for section, ids in rows]
    return tuple(Joined(section, tuple(ids)) for section, ids in rows)


def _pairs(before: Sequence[Section], own: Sequence[Section], same_language: bool) -> Iterator[tuple[int, Section]]:
    """Which of the sections so far each of these is, by index."""
    left = list(before)
    for by_title in (True, False):
        taken: set[int] = set()
        for m, section in enumerate(own):
            for other in left:
                if _is(section, other) if by_title else _likely(section, other, same_language):
                    left.remove(other)
                    taken.add(m)
                    yield m, other
                    break
        own = [Section("\0", "") if m in taken else section for m, section in enumerate(own)]


def _is(a: Section, b: Section) -> bool:
    return key(a.title) == key(b.title) if a.title else a.id == b.id and not b.title


def _likely(a: Section, b: Section, same_language: bool) -> bool:
    from difflib import SequenceMatcher

    if a.id != b.id or a.id in ("", "\0"):
        return False
    return not same_language or SequenceMatcher(None, key(a.title), key(b.title), autojunk=False).ratio() >= _ALIKE
