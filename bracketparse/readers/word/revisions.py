"""Revisions: tracked changes of words and of paragraphs, as conditions on which each stretch of text is seen.

A stretch is seen where all who insert it are accepted and none who deletes it is. A paragraph that is split or joined is shown
so too: what goes to another paragraph is deleted in the one and inserted in the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bracketparse.readers.word.styles import Look
from bracketparse.word.pieces import Change

_LONGEST = 20
"""So many paragraphs at most are read as joined or split one after the other; a longer row, which no person makes, is cut."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that were inserted and deleted by the same authors."""

    text: str
    inserted: tuple[str, ...] = ()
    """Those who insert it, the first to do so first."""
    deleted: tuple[str, ...] = ()
    look: Look = ""
    origin: int = -1
    """Where it began in the paragraph as Word has it; -1 where it comes from another."""

    @property
    def changed(self) -> bool:
        """True where it is not simply in the text."""
        return bool(self.inserted or self.deleted)

    def under(self, inserted: Iterable[str] = (), deleted: Iterable[str] = ()) -> Stretch:
        """The stretch on these conditions too."""
        return replace(
            self,
            inserted=tuple(dict.fromkeys([*inserted, *self.inserted])),
            deleted=tuple(dict.fromkeys([*self.deleted, *deleted])),
        )


@dataclass(slots=True)
class Paragraph:
    """A Word paragraph."""

    stretches: list[Stretch]
    mark: tuple[Change, ...] = ()
    """The tracked changes of its pilcrow."""
    moved: bool = False
    """True where words of it stand elsewhere too, as it is split from another or joined to it."""
    comments: list[tuple[str, str, int]] = field(default_factory=list)
    """The kind (`comment start`, `comment end`), id and place of what begins and ends in it."""

    def is_all(self, kind: str) -> bool:
        """True where every word of it is inserted, or deleted."""
        said = [s for s in self.stretches if s.text.strip()]
        return all(s.inserted if kind == "ins" else s.deleted for s in said)


def conditions(changes: Iterable[Change]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those who insert and those who delete, of nested tracked changes."""
    changes = tuple(changes)
    inserted = dict.fromkeys(author for kind, author in changes if kind == "ins")
    return tuple(inserted), tuple(dict.fromkeys(author for kind, author in changes if kind == "del"))


def settle(paragraphs: Sequence[Paragraph]) -> None:
    """Turn the marks of paragraphs that follow each other, each but the last with a changed mark, into conditions.

    A paragraph whose words all came, or all went, takes its own mark along, or else that of the paragraph before, as Word
    writes it at the end of a document. What is left of the marks splits or joins.
    """
    taken: list[bool] = []
    reaching: tuple[Change, ...] = ()  # the mark before that is left, and reaches over what comes or goes along with it
    for paragraph in paragraphs[:-1]:
        taken.append(reaching in ((), paragraph.mark) and paragraph.is_all(paragraph.mark[0][0]))
        if not taken[-1]:
            reaching = paragraph.mark
    own = [*taken, False]
    for n, paragraph in enumerate(paragraphs[:-1]):
        following, kind = paragraphs[n + 1], paragraph.mark[0][0]
        if following.mark and following.mark[0][0] != kind:
            continue  # its own mark does the contrary, and stands whatever becomes of this one
        if not taken[n] and not own[n + 1] and following.stretches and following.is_all(kind):
            taken[n] = own[n + 1] = True
    standing = [n for n in range(len(paragraphs)) if not own[n]]
    pairs = []
    for n, behind in itertools.pairwise(standing):
        if marks := [paragraphs[m].mark for m in range(n, behind) if not taken[m]]:
            pairs.append((paragraphs[n], paragraphs[behind], marks[0]))
    for first, second, mark in reversed(pairs[:_LONGEST]):
        _split_or_join(first, second, *conditions(mark))


def _split_or_join(first: Paragraph, second: Paragraph, inserted: tuple[str, ...], deleted: tuple[str, ...]) -> None:
    """`second` is a paragraph of its own where all who insert the mark are accepted and none who deletes it is."""
    words = second.stretches
    if inserted:
        elsewhere = [s.under(deleted=inserted) for s in words]
        elsewhere += [s.under(inserted=(*inserted, *deleted)) for s in words] if deleted else []
    else:
        elsewhere = [s.under(inserted=deleted) for s in words]
    first.stretches = seen([*first.stretches, *(replace(s, origin=-1) for s in elsewhere)])
    second.stretches = seen(s.under(inserted, deleted) for s in words)
    first.moved = second.moved = True


def seen(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches without those that no decision shows, as who inserts them also deletes them; like beside like as one."""
    merged: list[Stretch] = []
    for stretch in stretches:
        if not stretch.text or not set(stretch.inserted).isdisjoint(stretch.deleted):
            continue
        last = merged[-1] if merged else None
        if last and (last.inserted, last.deleted, last.look) == (stretch.inserted, stretch.deleted, stretch.look):
            merged[-1] = replace(last, text=last.text + stretch.text)
        else:
            merged.append(stretch)
    return merged


def unspaced(stretches: list[Stretch]) -> list[Stretch]:
    """The stretches without the space that they begin with, as behind the figure of a note."""
    if not stretches or not stretches[0].text[:1].isspace():
        return stretches
    first = stretches[0]
    text = first.text.lstrip()
    rest = stretches[1:]
    return [replace(first, text=text, origin=first.origin + len(first.text) - len(text)), *rest] if text else unspaced(rest)


# Words


def whole_words(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The same with every change of one author inside a word as a change of the word: `mechanism` to `mechanisms`.

    Inside a word that several change the letters stay as they are.
    """
    made: list[Stretch] = []
    position = 0
    while position < len(stretches):
        if not stretches[position].changed:
            made.append(stretches[position])
            position += 1
            continue
        stop = _region(stretches, position)
        region = stretches[position:stop]
        before = made[-1].text if made and not made[-1].changed else ""
        after = stretches[stop].text if stop < len(stretches) else ""
        left, right = _glued(region, before, after)
        if (left and len(left) == len(before) and len(made) > 1) or (
            right and len(right) == len(after) and stop + 1 < len(stretches)
        ):
            left = right = ""  # another's change is in the same word
        if not left and not right:
            made += region
            position = stop
            continue
        author = region[0].inserted or region[0].deleted
        look = region[0].look
        old = left + "".join(s.text for s in region if not s.inserted) + right
        new = left + "".join(s.text for s in region if not s.deleted) + right
        if left:
            made[-1] = replace(made[-1], text=before[: -len(left)])
        origin = max(region[0].origin - len(left), -1)
        made += [Stretch(old, (), author, look, origin), Stretch(new, author, (), look, origin)]
        position = stop
        if right:
            rest = after[len(right) :]
            if rest:
                made.append(replace(stretches[stop], text=rest, origin=stretches[stop].origin + len(right)))
            position = stop + 1
    return seen(made)


def _region(stretches: Sequence[Stretch], start: int) -> int:
    """Where the changed stretches from `start` on end; those of one author within one word, letters between, are one region."""
    stop = start
    while stop < len(stretches) and stretches[stop].changed:
        stop += 1
    while stop + 1 < len(stretches) and _in_word(stretches[stop].text):
        end = stop + 1
        while end < len(stretches) and stretches[end].changed:
            end += 1
        changed = [*stretches[start:stop], *stretches[stop + 1 : end]]
        touches = _is_letter(stretches[stop - 1].text[-1:]) or _is_letter(stretches[stop + 1].text[:1])
        if not touches or len({s.inserted or s.deleted for s in changed if s.changed}) != 1:
            break
        stop = end
    return stop


def _glued(region: Sequence[Stretch], before: str, after: str) -> tuple[str, str]:
    """The letters of one word on either side of a change by one author that stands inside the word; else nothing."""
    authors = {(s.inserted or s.deleted) for s in region if s.changed}
    if len(authors) != 1 or any(s.inserted and s.deleted for s in region) or len(next(iter(authors))) > 1:
        return "", ""
    left, right = _tail(before), _head(after)
    old = "".join(s.text for s in region if not s.inserted)
    new = "".join(s.text for s in region if not s.deleted)
    at_left = left and (_is_letter((old + right)[:1]) or _is_letter((new + right)[:1]))
    at_right = right and (_is_letter((left + old)[-1:]) or _is_letter((left + new)[-1:]))
    return left if at_left else "", right if at_right else ""


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and sign not in "⁰¹²³⁴⁵⁶⁷⁸⁹"


def _in_word(text: str) -> bool:
    return all(map(_is_letter, text))


def _tail(text: str) -> str:
    """The letters that it ends with."""
    start = len(text)
    while start and _is_letter(text[start - 1]):
        start -= 1
    return text[start:]


def _head(text: str) -> str:
    """The letters that it begins with."""
    stop = 0
    while stop < len(text) and _is_letter(text[stop]):
        stop += 1
    return text[:stop]
