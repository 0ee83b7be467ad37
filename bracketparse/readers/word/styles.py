"""Styles: what a paragraph and a run look like, through run, character style, paragraph style and defaults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bracketparse.word.pieces import Element, W, is_on, value, whole

Look = Literal["", "struck", "underlined"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a paragraph's style and own properties say."""

    style: str
    heading: bool
    number: str | None
    """Of its numbering: the `w:numId`."""
    level: int
    struck: bool
    underlined: bool
    contents: bool = False
    """True for a line of a table of contents, which says again what the headings say."""
    note: bool = False
    """True for a note that stands among the paragraphs, as nothing calls it."""


@dataclass(slots=True)
class _Style:
    based_on: str | None
    name: str
    outline: int | None
    number: str | None
    level: int | None
    struck: bool | None
    underlined: bool | None


class Styles:
    """The styles of a document; none at all will do."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        self._struck: bool = False
        self._underlined: bool = False
        self._resolved: dict[str, _Style] = {}
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        struck, underlined = _look(defaults)
        self._struck, self._underlined = bool(struck), bool(underlined)
        for element in root.iter(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            self._styles[name] = _style(element)
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
                self._default = name

    def paragraph(self, element: Element) -> Paragraph:
        """What a `w:p` is."""
        properties = element.find(f"{W}pPr")
        name = value(properties, "pStyle") or self._default
        style = self._whole(name)
        outline, number, level = style.outline, style.number, style.level
        if properties is not None:
            own = whole(properties, "outlineLvl")
            outline = outline if own is None else own
            numbering = properties.find(f"{W}numPr")
            if numbering is not None:
                number = value(numbering, "numId") or number
                own = whole(numbering, "ilvl")
                level = level or 0 if own is None else own
        heading = (outline is not None and outline < 9) or style.name.lower() in ("title", "subtitle")
        return Paragraph(
            name,
            heading,
            number if number != "0" else None,
            -1 if level is None else level,
            self._struck if style.struck is None else style.struck,
            self._underlined if style.underlined is None else style.underlined,
            style.name.lower().startswith("toc "),
            style.name.lower() in ("footnote text", "endnote text"),
        )

    def look(self, run: Element, paragraph: Paragraph) -> Look:
        """Whether the words of a run are struck or underlined, singly or doubly."""
        struck: bool | None
        underlined: bool | None
        properties = run.find(f"{W}rPr")
        if properties is None:
            struck, underlined = paragraph.struck, paragraph.underlined
        else:
            struck, underlined = _look(properties)
            if (named := value(properties, "rStyle")) is not None:
                style = self._whole(named)
                struck = style.struck if struck is None else struck
                underlined = style.underlined if underlined is None else underlined
            struck = paragraph.struck if struck is None else struck
            underlined = paragraph.underlined if underlined is None else underlined
        return "struck" if struck else "underlined" if underlined else ""

    def number_of(self, style: str) -> str | None:
        """The numbering that a style has."""
        return self._whole(style).number

    def _whole(self, name: str) -> _Style:
        """A style with what it takes from those that it is based on."""
        if name in self._resolved:
            return self._resolved[name]
        own = self._styles.get(name) or _Style(None, "", None, None, None, None, None)
        found = _Style(own.based_on, own.name, own.outline, own.number, own.level, own.struck, own.underlined)
        seen, above = {name}, own.based_on
        while above and above not in seen and above in self._styles:
            seen.add(above)
            style = self._styles[above]
            for key in ("outline", "number", "level", "struck", "underlined"):
                if getattr(found, key) is None:
                    setattr(found, key, getattr(style, key))
            above = style.based_on
        self._resolved[name] = found
        return found


def _style(element: Element) -> _Style:
    numbering = element.find(f"{W}pPr/{W}numPr")
    struck, underlined = _look(element.find(f"{W}rPr"))
    return _Style(
        value(element, "basedOn"),
        value(element, "name") or "",
        whole(element.find(f"{W}pPr"), "outlineLvl"),
        value(numbering, "numId"),
        whole(numbering, "ilvl"),
        struck,
        underlined,
    )


def _look(properties: Element | None) -> tuple[bool | None, bool | None]:
    """Struck, underlined; None where the properties do not say."""
    strikes = [on for name in ("strike", "dstrike") if (on := is_on(properties, name)) is not None]
    return (any(strikes) if strikes else None), is_on(properties, "u")
