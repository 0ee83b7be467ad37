"""The document: its paragraphs in order, those of tables among them, then its notes and text boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bracketparse.readers.word.authors import Authors
from bracketparse.readers.word.numbers import Numbers, figure
from bracketparse.readers.word.package import Package
from bracketparse.readers.word.revisions import Paragraph, Stretch, conditions, seen, settle, unspaced
from bracketparse.readers.word.styles import Styles
from bracketparse.word.pieces import CHANGES, Change, Element, Piece, W, mark_changes, pieces
from bracketparse.word.signature import signature

_RAISED = str.maketrans("0123456789ivxlc", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣˡᶜ")
_THROUGH = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml")
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

Place = Literal["body", "note", "box"]


@dataclass(slots=True)
class Line:
    """A Word paragraph, which is a line of the source."""

    place: Place
    paragraph: Paragraph
    heading: bool = False
    label: str = ""
    """The label that Word prints before it, or the figure of a note."""
    numbered: bool = False
    """True where that label is an automatic number, and no bullet."""
    signature: str = ""
    said: Sequence[Stretch] = ()
    """Where it has a signature: its words as the file has them, each with the authors who put it in or take it out."""


@dataclass(slots=True)
class _Note:
    element: Element
    figure: str
    changes: tuple[Change, ...]


@dataclass(slots=True)
class Seen:
    """What else there was on the way."""

    boxes: int = 0
    unread: int = 0
    """Parts in other formats, and documents within the document."""


class Document:
    """Reads the paragraphs of a package one by one."""

    def __init__(self, package: Package, authors: Authors, signed: bool) -> None:
        self._package = package
        self._authors = authors
        self._signed = signed
        self._styles = Styles(package.part("styles"))
        self._numbers = Numbers(package.part("numbering"), self._styles)
        self._fields: list[bool] = []
        self._stores: dict[str, dict[str, Element]] = {}
        self._notes: list[_Note] = []
        self._counts = {"footnote": 0, "endnote": 0}
        self._boxes: list[tuple[Element, tuple[Change, ...]]] = []
        self.seen = Seen()

    def lines(self) -> Iterator[Line]:
        """The lines in order. A paragraph is given out once its mark, and those of what follows it, are settled."""
        yield from self._settled(self._blocks(self._package.blocks(), (), "body"))
        done = 0
        while done < len(self._notes):  # a note may hold another
            note = self._notes[done]
            done += 1
            for n, line in enumerate(self._settled(self._blocks(note.element, note.changes, "note"))):
                if n == 0:
                    line.label = note.figure
                    line.paragraph.stretches = unspaced(line.paragraph.stretches)
                yield line
        while self._boxes:
            element, changes = self._boxes.pop(0)
            self.seen.boxes += 1
            yield from self._settled(self._blocks(element, changes, "box"))

    def _settled(self, lines: Iterable[Line | None]) -> Iterator[Line]:
        """The lines, those that hang together by changed marks as one; None stands where a cell or the text ends."""
        chain: list[Line] = []
        for line in lines:
            if line is not None:
                chain.append(line)
                if line.paragraph.mark:
                    continue
            if len(chain) > 1:
                settle([each.paragraph for each in chain])
            yield from chain
            chain = []
        if len(chain) > 1:
            settle([each.paragraph for each in chain])
        yield from chain

    def _blocks(self, parent: Iterable[Element], changes: tuple[Change, ...], place: Place) -> Iterator[Line | None]:
        """The paragraphs among the children of the body, a cell, a note or a box."""
        for element in parent:
            tag = element.tag
            if tag == f"{W}p":
                yield self._line(element, changes, place)
            elif tag == f"{W}tbl":
                yield None
                yield from self._table(element, changes, place)
            elif tag in _THROUGH:
                yield from self._blocks(element, changes, place)
            elif tag in CHANGES:
                yield from self._blocks(element, (*changes, (CHANGES[tag], element.get(f"{W}author", ""))), place)
            elif tag == f"{_CHOICE}AlternateContent":
                yield from self._blocks(element.iterchildren(f"{_CHOICE}Choice"), changes, place)
            elif tag == f"{_CHOICE}Choice":
                yield from self._blocks(element, changes, place)
            elif tag in (f"{W}altChunk", f"{W}subDoc"):
                self.seen.unread += 1
        yield None

    def _table(self, table: Element, changes: tuple[Change, ...], place: Place) -> Iterator[Line | None]:
        for row in table.iter(f"{W}tr"):
            if _table_of(row) is not table:
                continue
            properties = row.find(f"{W}trPr")
            own = (
                [(CHANGES[c.tag], c.get(f"{W}author", "")) for c in properties if c.tag in CHANGES]
                if properties is not None
                else []
            )
            for cell in row.iter(f"{W}tc"):
                if _table_of(cell) is table:
                    yield from self._blocks(cell, (*changes, *own), place)

    def _line(self, element: Element, changes: tuple[Change, ...], place: Place) -> Line:
        style = self._styles.paragraph(element)
        label = self._numbers.label(style)
        stretches: list[Stretch] = []
        said: list[Stretch] = []
        comments: list[tuple[str, str, int]] = []
        position = 0
        for piece in pieces(element, self._fields):
            if piece.kind in ("comment start", "comment end"):
                comments.append((piece.kind, piece.text, position))
                continue
            text = self._text(piece, changes)
            if text and not style.contents:
                look = self._styles.look(piece.run, style) if piece.kind == "text" and not piece.link else ""
                if self._signed:
                    said.append(Stretch(text, *conditions((*changes, *piece.changes)), look))
                for inserted, deleted in self._conditions((*changes, *piece.changes)):
                    stretches.append(Stretch(text, inserted, deleted, look, position))
                position += len(text)
        if style.heading and all(stretch.look for stretch in stretches if stretch.text.strip()):
            stretches = [replace(stretch, look="") for stretch in stretches]  # a heading that is underlined as a heading
        paragraph = Paragraph(seen(stretches), mark_changes(element), comments=comments)
        bullet = bool(label) and not any(map(str.isalnum, label))
        signed = signature(element) if self._signed and stretches else ""
        place = "note" if style.note else place
        return Line(place, paragraph, style.heading, label, bool(label) and not bullet, signed, said)

    def _conditions(self, changes: tuple[Change, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """On what a stretch is seen; two or more where several delete it only together: each case by itself."""
        if not changes:
            yield (), ()
            return
        inserted, deleted = conditions(changes)
        inserted = tuple(one for author in inserted for one in self._authors.together(author))
        alone = tuple(author for author in deleted if len(self._authors.together(author)) == 1)
        jointly = [self._authors.together(author) for author in deleted if author not in alone]
        if not jointly:
            yield inserted, alone
        for authors in jointly[:1]:
            for n, author in enumerate(authors):
                yield (*inserted, *authors[:n]), (*alone, author)

    def _text(self, piece: Piece, changes: tuple[Change, ...]) -> str:
        """The letters that a piece shows."""
        if piece.kind == "text":
            return (piece.text.translate(_RAISED) if piece.own_figure else piece.text).translate(_BREAKS)
        if piece.kind == "box":
            for box in piece.run.iter(f"{W}txbxContent"):
                self._boxes.append((box, (*changes, *piece.changes)))
            return ""
        return self._note(piece, changes)

    def _note(self, piece: Piece, changes: tuple[Change, ...]) -> str:
        """The raised figure of a note, which is kept for the end."""
        kind = piece.kind
        note = self._store(kind).get(piece.text)
        if note is None:
            return ""
        if piece.own_figure:  # it follows in the run, and stands before the note's words too
            self._notes.append(_Note(note, "", (*changes, *piece.changes)))
            return ""
        self._counts[kind] += 1
        number = figure(self._counts[kind], "decimal" if kind == "footnote" else "lowerRoman").translate(_RAISED)
        self._notes.append(_Note(note, number, (*changes, *piece.changes)))
        return number

    def _store(self, kind: str) -> dict[str, Element]:
        """The footnotes or endnotes by their ids."""
        if kind not in self._stores:
            root = self._package.part(f"{kind}s")
            found = root.iterchildren(f"{W}{kind}") if root is not None else ()
            self._stores[kind] = {note.get(f"{W}id", ""): note for note in found if note.get(f"{W}type", "normal") == "normal"}
        return self._stores[kind]


_BREAKS = {ord(sign): " " for sign in "\n\r\x85\u2029\v\f"}
"""Ends of lines that are none in Word, where only a paragraph ends a line."""


def _table_of(element: Element) -> Element:
    return next(element.iterancestors(f"{W}tbl"), None)


def plain_text(parent: Element) -> str:
    """The text of all paragraphs of a comment or a header, what is deleted left out."""
    texts = (
        "".join(p.text for p in pieces(paragraph) if p.kind == "text" and all(kind == "ins" for kind, _ in p.changes))
        for paragraph in parent.iter(f"{W}p")
    )
    return "\n".join(text for text in texts if text.strip())
