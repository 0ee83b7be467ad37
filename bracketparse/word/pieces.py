"""Pieces: the text of a Word paragraph in order, each stretch with the tracked changes that it stands in.

Runs, content controls, links, smart tags and the results of fields are read through; the instructions of fields, the
properties and the fallbacks for old programs are not text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Element = Any
"""An element of lxml, which comes without types."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

Kind = Literal["text", "footnote", "endnote", "comment start", "comment end", "box"]

Change = tuple[Literal["ins", "del"], str]
"""A tracked change, and its author as Word names them."""

CHANGES: dict[str, Literal["ins", "del"]] = {
    f"{W}ins": "ins",
    f"{W}del": "del",
    f"{W}moveTo": "ins",
    f"{W}moveFrom": "del",
}
"""A move is an insertion here and a deletion there."""
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\u2028",
    f"{W}cr": "\u2028",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\xad",
}
_TEXT = (f"{W}t", f"{W}delText")
_THROUGH = frozenset(
    f"{W}{name}" for name in ("hyperlink", "sdt", "sdtContent", "smartTag", "fldSimple", "customXml", "rubyBase", "dir", "bdo")
)
_REFERENCES: dict[str, Kind] = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentRangeStart": "comment start",
    f"{W}commentRangeEnd": "comment end",
}
_BOXES = (f"{W}drawing", f"{W}pict", f"{W}object")


@dataclass(slots=True)
class Piece:
    """A stretch of text in one run, or something that stands between the letters."""

    kind: Kind
    text: str
    """The text; of a reference or a comment's end its id."""
    changes: tuple[Change, ...]
    """The tracked changes around it, the outermost first."""
    run: Element
    """The run that it stands in, for its formatting; of a box the box, of a comment's end None."""
    link: bool = False
    """True inside a hyperlink, whose underline is no mark."""


def pieces(paragraph: Element, fields: list[bool] | None = None) -> Iterator[Piece]:
    """The pieces of a paragraph.

    `fields` holds, for every field that is open, whether its instruction is still being read: a field may run across
    paragraphs, so a reader of several passes the same list each time.
    """
    yield from _inside(paragraph, (), False, [] if fields is None else fields)


def _inside(parent: Element, changes: tuple[Change, ...], link: bool, fields: list[bool]) -> Iterator[Piece]:
    for child in parent:
        tag = child.tag
        if tag == f"{W}r":
            yield from _run(child, child, changes, link, fields)
        elif tag in CHANGES:
            yield from _inside(child, (*changes, (CHANGES[tag], child.get(f"{W}author", ""))), link, fields)
        elif tag in _THROUGH:
            yield from _inside(child, changes, link or tag == f"{W}hyperlink", fields)
        elif tag in _REFERENCES:
            yield Piece(_REFERENCES[tag], child.get(f"{W}id", ""), changes, None)
        elif tag == f"{_MC}AlternateContent":
            yield from _inside(_choice(child), changes, link, fields)


def _run(run: Element, parent: Element, changes: tuple[Change, ...], link: bool, fields: list[bool]) -> Iterator[Piece]:
    for child in parent:
        tag = child.tag
        if tag == f"{W}fldChar":
            _field(child.get(f"{W}fldCharType"), fields)
        elif fields and any(fields):
            continue
        elif tag in _TEXT:
            if child.text:
                yield Piece("text", child.text, changes, run, link)
        elif tag in _SIGNS:
            if child.get(f"{W}type") in (None, "textWrapping"):  # a page's or column's end is no text
                yield Piece("text", _SIGNS[tag], changes, run, link)
        elif tag == f"{W}sym":
            yield Piece("text", _symbol(child), changes, run, link)
        elif tag in _REFERENCES:
            yield Piece(_REFERENCES[tag], child.get(f"{W}id", ""), changes, run, link)
        elif tag == f"{_MC}AlternateContent":
            yield from _run(run, _choice(child), changes, link, fields)
        elif tag in _BOXES:
            yield Piece("box", "", changes, child)
        elif tag == f"{W}ruby":
            yield from _inside(child, changes, link, fields)


def _choice(alternatives: Element) -> Element:
    """What a Word of today reads."""
    return next((child for child in alternatives if child.tag == f"{_MC}Choice"), ())


def _field(kind: str | None, fields: list[bool]) -> None:
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()


def _symbol(element: Element) -> str:
    """A sign of a font of signs: its code point, out of the private area where such fonts put theirs."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return "\ufffd"
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code - 0xF000, chr(code))
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


_SYMBOLS = {
    0xB7: "•",
    0xA7: "▪",
    0xFC: "✓",
    0xFB: "✗",
    0xA8: "☐",
    0xFE: "☑",
    0xE0: "→",
    0xD8: "➢",
    0x2D: "−",
    0xB0: "°",
    0x6E: "■",
}
"""Those of the fonts Symbol and Wingdings that stand in drafts."""


def mark_changes(paragraph: Element) -> tuple[Change, ...]:
    """The tracked changes of the paragraph's mark (its pilcrow): that it came or went, not how it looks."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    if properties is None:
        return ()
    found = [(CHANGES[child.tag], child.get(f"{W}author", "")) for child in properties if child.tag in CHANGES]
    return tuple(sorted(found, key=lambda change: change[0], reverse=True))  # an insertion holds the deletion


def is_on(properties: Element, name: str) -> bool | None:
    """Whether a switch such as `w:strike` is on in these properties; None where they do not say."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    if found is None:
        return None
    off = ("none", "0", "false", "off") if name == "u" else ("0", "false", "off")
    return found.get(f"{W}val", "single") not in off
