"""Accepting tracked changes by our own code: what a reader of Word files is expected to do with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bracketparse.revisions import Atom, Author, Revised
from bracketparse.tree import Block


def accepted_by(paragraphs: Sequence[Revised], authors: Iterable[Author]) -> Iterator[tuple[Block, str]]:
    """What is left when the changes of these authors are accepted and all others rejected: the blocks with their text."""
    taken = set(authors)
    for revised in paragraphs:
        stands = revised.inserted is None or revised.inserted in taken
        if stands and not (revised.deleted is not None and revised.deleted in taken):
            yield revised.block, "".join(a.text for a in revised.atoms if _stands(a, taken))


def _stands(atom: Atom, taken: set[Author]) -> bool:
    return (atom.inserted is None or atom.inserted in taken) and not (atom.deleted is not None and atom.deleted in taken)
