"""Named: the blocks that a remark names: `paragraph 2(b)`, `paragraphs 1 to 3`, `Article 5, paragraph 2`, `Annex II`, `OP4bis`.

A number is one of the remark's own section or article, where it names no other. What another text has, `Article 4 of the Paris
Agreement`, is not in the draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bracketparse.tree import Block

_RESOLUTION = re.compile(r"\b(?:OP|PP)\.? ?\d{1,3} ?(?:(?:bis|ter|quater|quat|alt)\.? ?\d{0,2})?", re.IGNORECASE)
"""A paragraph of a resolution."""
_SMALL = (
    r"its|their|the|position|inclusion|retention|text|wording|placement|of|to|on|in|for|against|regarding|concerning|with|respect|"
    r"regard|su|posición|sobre|al?|en|del?|la|el|los|las|sa|leur|aux?|sur|le|les|à|aos?|os?|do|na?"
)
_LEAD = re.compile(rf"\s*(?:(?:{_SMALL})\s+)*+", re.IGNORECASE)
"""What may stand between a verb and what it is said of."""
_DELETION = re.compile(
    rf"{_LEAD.pattern}(?:delet(?:e|ing|ion)|remov(?:e|ing|al)|suppr(?:ession|imer)|supresión|suprimir|eliminación|supressão|eliminação)\b",
    re.IGNORECASE,
)
_ORDINAL = r"(?:\s?(?:bis|ter|quater|quinquies)\b)?"
_NUMBER = rf"\d{{1,3}}(?:\.\d{{1,3}})*{_ORDINAL}"
_ITEM = r"\((?:\d{1,2}|[a-z]{1,4})\)"
_FIGURE = rf"{_NUMBER}(?:\s?{_ITEM}|\s[a-z]\))*"
_LETTERED = r"\(?[a-z]{1,4}\)"
_RANGE = r"\s*[-–—‑]\s*|\s+(?:to|through|al?|à|au|até)\s+"
_BETWEEN = rf"(?:{_RANGE}|\s*,\s*(?:(?:and|or|y|e|et|ou|o)\s+)?|\s+(?:and|or|y|e|et|ou|o)\s+)"
_SECTION = rf"(?:(?:[A-Z]{{1,3}}\.)+(?:\d{{1,3}}|X{{1,3}}\b)|\d{{1,3}}|(?-i:[IVX]{{1,5}}|[A-Z])\b){_ORDINAL}"
"""What numbers a section: `5bis`, `QQ.E.4`, `II`, `A`."""
_KIND = r"art(?:icle|ículo|igo)|annex|anexo|annexe|chapter|capítulo|chapitre|section|sección|seção"
_PART = re.compile(
    rf"(?P<kind>{_KIND})s?\s+(?P<sections>{_SECTION}(?:{_BETWEEN}{_SECTION})*)(?P<inner>(?:\.{_FIGURE}|(?:\s?{_ITEM})+)(?:{_BETWEEN}{_ITEM})*)?"
    r"|(?:paragraphe?|para|párrafo|parágrafo|apartado)s?\.?\s+"
    rf"(?P<paragraphs>{_FIGURE}(?:{_BETWEEN}(?:{_FIGURE}|{_LETTERED}))*)"
    rf"|(?:sub-?para(?:graph)?|item|inciso|alinéa|alínea)s?\s+(?:(?P<items>{_LETTERED}(?:{_BETWEEN}{_LETTERED})*)|(?P<sub>{_FIGURE}))"
    rf"|(?P<bare>{_NUMBER}\s?\([a-z]{{1,4}}\)(?:{_BETWEEN}{_LETTERED})*)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*,?\s*(?:(?:of|del?|do|du|da|the|la)\s+)*+(?:de\s+l['’])?", re.IGNORECASE)
_AND = re.compile(rf"\s*,?\s*(?:and|or|as\s+well\s+as|y|e|et|ou|o)\s+(?:(?:{_SMALL})\s+)*+", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\s*,?\s*(?:of|to|in|del?|du|da|do)\s+(?!(?:this|the\s+present|est[ea]|el\s+presente|la\s+presente)\b)(?:[\w.'’-]+\s+){0,5}?"
    r"(?:(?:Agreement|Convention|Protocol|Treaty|Charter|Declaration|Covenant|Annex|Appendix|Schedule|Resolution|Decision|Acuerdo|"
    r"Convenio|Convención|Protocolo|Tratado|Carta|Anexo|Accord|Protocole|Traité|Annexe|Acordo|Convenção)(?:\s+(?:[IVX\d]+|[A-Z])\b)?|"
    r"TRIPS|GATT|GATS|UNCLOS|UNFCCC)"
)
"""Another text, whose article or paragraph a remark names."""
_UNREAD = re.compile(rf"{_BETWEEN}(?:\d|{_LETTERED})", re.IGNORECASE)
"""More that is named in a way that is not read."""
_STEP = re.compile(rf"(?P<between>{_BETWEEN})?(?:(?P<figure>{_FIGURE})|(?P<item>{_LETTERED}))", re.IGNORECASE)
_SECTIONS = re.compile(rf"(?P<between>{_BETWEEN})?(?P<number>{_SECTION})", re.IGNORECASE)
_RANK = ("ar", "se", "ch", "ca", "an")
"""Kinds of sections, by their first letters in any language, the smaller first."""
_HEADING = re.compile(rf"(?P<kind>{_KIND})\s+(?P<number>{_SECTION})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """What a remark names."""

    words: str
    """As written."""
    blocks: tuple[str, ...]
    """The ids of what was found by it; fewer than are named where the draft does not have all."""
    missing: bool
    end: int
    """Where it ends in the text that was read."""


@dataclass(slots=True)
class _Parts:
    """One thing named: paragraphs or items, sections, or those of such."""

    sections: dict[str, str] = field(default_factory=dict)
    """Kind → numbers."""
    figures: str = ""
    items: str = ""
    led: bool = False
    """True where the section is said first: it goes for what is joined to it, too."""
    inherited: bool = False
    """True where that section is the one of the name before."""
    elsewhere: bool = False
    """True for what is another text's."""

    def holds(self, part: re.Match[str]) -> bool:
        """True where `part` says again what is said: it belongs to another name."""
        if part["kind"]:
            return (not self.inherited and _kind(part["kind"]) in self.sections) or bool(part["inner"] and self.figures)
        return bool(self.items if part["items"] else self.figures)

    def add(self, part: re.Match[str]) -> None:
        """Take a part in."""
        if part["kind"]:
            self.led = not self.figures and not self.items
            if self.inherited:
                self.sections, self.inherited = {}, False
            self.sections[_kind(part["kind"])] = part["sections"]
            inner = (part["inner"] or "").strip(". ")
            self.figures = re.sub(r"\((\d{1,2})\)", r"\1", inner) or self.figures
        elif part["items"]:
            self.items = part["items"]
        else:
            self.figures = part["paragraphs"] or part["sub"] or part["bare"]


Step = tuple[bool, str | None]
"""Whether all since the one before is meant, and the block; None where the draft does not have it."""


class Names:
    """Finds in a draft what is named."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = {block.id: block for block in blocks}
        self.ordered = tuple(blocks)
        self.resolutions = {_resolution(b.label): b.id for b in reversed(blocks) if _RESOLUTION.match(b.label)}
        self.inside: dict[tuple[str | None, str], list[Block]] = {}  # of a block, or of none: those with a label
        self.sections: dict[tuple[str, str], list[Block]] = {}  # kind and number → those with words before those without
        full = {block.parent for block in blocks}
        for block in sorted(blocks, key=lambda block: block.id not in full):
            heading = _HEADING.match(block.label) if block.kind == "section" else None
            if heading:
                self.sections.setdefault((_kind(heading["kind"]), _plain(heading["number"])), []).append(block)
        for block in blocks:
            if block.label and block.kind in ("paragraph", "item"):
                self.inside.setdefault((block.parent, _plain(block.label)), []).append(block)

    def resolution(self, text: str) -> str | None:
        """The paragraph of a resolution that stands in a text: `retain OP3`, `PP4bis has been agreed`."""
        match = _RESOLUTION.search(text)
        return self.resolutions.get(_resolution(match[0])) if match else None

    def behind(self, text: str, about: str) -> Name | None:
        """What `text`, the words behind a verb, begins to name; None where it names nothing.

        `about` is the id of the block that a remark without a name would be about.
        """
        lead = _LEAD.match(text)
        start = lead.end() if lead else 0
        names, end = _read(text, start)
        if not names:
            return None
        found = [block for name in names for block in self._found(name, about)]
        blocks = tuple(dict.fromkeys(block for block in found if block is not None))
        return Name(text[start:end], blocks, None in found or _UNREAD.match(text, end) is not None, end)

    def _found(self, name: _Parts, about: str) -> list[str | None]:
        """The blocks of a name, with None for what the draft does not have."""
        if name.elsewhere:
            return [None]
        sections = self._sections(name.sections) if name.sections else [self._section(about)]
        if name.sections and (None in sections or not (name.figures or name.items)):
            return sections
        found: list[str | None] = []
        for section in sections:
            paths = list(_paths(name.figures))
            if name.items:
                paths = [path for _, stem in paths or [(False, ())] for path in _paths(name.items, stem)]
            found += self._run((ranged, self._at(path, section, about)) for ranged, path in paths)
        return found

    def _sections(self, named: dict[str, str]) -> list[str | None]:
        """The sections that are named, in the larger one that is named with them."""
        smallest, *larger = sorted(named, key=lambda kind: _RANK.index(kind) if kind in _RANK else len(_RANK))
        around = [(kind, _plain(named[kind])) for kind in larger]
        steps: list[Step] = []
        for match in _SECTIONS.finditer(named[smallest]):
            fitting = (b for b in self.sections.get((smallest, _plain(match["number"])), []) if self._stands_in(b, around))
            block = next(fitting, None)
            steps.append((_is_range(match["between"]), block.id if block else None))
        return self._run(steps)

    def _stands_in(self, block: Block, around: Sequence[tuple[str, str]]) -> bool:
        """True where the last section of each of these kinds before a block is the one with that number."""
        for kind, number in around:
            before = [b for (k, _), found in self.sections.items() if k == kind for b in found if b.start <= block.start]
            if not before or max(before, key=lambda b: b.start) not in self.sections.get((kind, number), []):
                return False
        return True

    def _run(self, steps: Iterable[Step]) -> list[str | None]:
        """The blocks of the steps, those between the ends of a range with them."""
        found: list[str | None] = []
        for ranged, block in steps:
            found += self._between(found[-1], block) if ranged and found else [block]
        return found

    def _between(self, first: str | None, last: str | None) -> list[str | None]:
        """The blocks behind the first up to the last, both numbered in one row; None alone where they are not."""
        if first is None or last is None or first == last:
            return [last]
        a, b = self.blocks[first], self.blocks[last]
        if a.parent != b.parent or a.kind != b.kind or b.start < a.start:
            return [None]
        row = (c for c in self.ordered if c.parent == a.parent and c.kind == a.kind and a.start < c.start <= b.start)
        return [block.id for block in row if block.label]

    def _section(self, about: str) -> str | None:
        block = self.blocks.get(about)
        while block is not None and block.kind != "section":
            block = self.blocks.get(block.parent or "")
        return block.id if block else None

    def _at(self, path: Sequence[str], section: str | None, about: str) -> str | None:
        """The block at the end of a path, `2` `b`, under a section; a letter alone is an item of the block's own paragraph.

        An item that is no block of its own is in its paragraph. None where there is no such paragraph.
        """
        at = section
        if path and path[0].isalpha() and self._section(about) == section:
            at = self._paragraph(about)
        for label in path:
            found = self.inside.get((at, label), [])
            before = [block for block in found if block.start <= self.blocks[about].start]
            if not found:
                return at if at != section else None
            at = (before or found)[-1 if before else 0].id  # of options, each with its own numbers, the nearest
        return at

    def _paragraph(self, about: str) -> str:
        """The paragraph that a block is, or is an item of."""
        block = self.blocks[about]
        while block.kind == "item" and block.parent in self.blocks and self.blocks[block.parent].kind != "section":
            block = self.blocks[block.parent]
        return block.id


def of_deletion(text: str) -> int | None:
    """Where the words end by which a verb is said of a deletion: `opposes the deletion of …`; None where it is not."""
    match = _DELETION.match(text)
    return match.end() if match else None


def _read(text: str, start: int) -> tuple[list[_Parts], int]:
    """What is named one after the other from `start` on, and where it ends."""
    names: list[_Parts] = []
    position = end = start
    joined = True
    while part := _PART.match(text, position):
        if joined or names[-1].holds(part):
            inherits = bool(names) and names[-1].led and not part["kind"]
            names.append(_Parts(dict(names[-1].sections) if inherits else {}, led=inherits, inherited=inherits))
        names[-1].add(part)
        end = position = part.end()
        joint = _JOINT.match(text, end)
        joined = joint is None or _PART.match(text, joint.end()) is None
        if not joined and joint:
            position = joint.end()
            continue
        if away := _ELSEWHERE.match(text, end):
            names[-1].elsewhere = True
            end = away.end()
        conjunction = _AND.match(text, end)
        position = conjunction.end() if conjunction else end
    return names, end


def _paths(figures: str, stem: tuple[str, ...] = ()) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """`2(a) and (b)` is `2`, `a` and `2`, `b`; with each, whether all since the one before is meant: `2(a)-(c)`."""
    for match in _STEP.finditer(figures):
        if match["item"]:
            path = (*stem, _plain(match["item"]))
        else:
            path = _path(match["figure"])
            stem = path[:-1] if len(path) > 1 else path
        yield _is_range(match["between"]), path


def _is_range(between: str | None) -> bool:
    return re.fullmatch(_RANGE, between or "", re.IGNORECASE) is not None


def _path(figure: str) -> tuple[str, ...]:
    """`2 bis (b)` is `2bis`, `b`."""
    number = re.match(_NUMBER, figure, re.IGNORECASE)
    end = number.end() if number else 0
    return (_plain(figure[:end]), *re.findall(r"[a-z\d]+", figure[end:].lower()))


def _kind(word: str) -> str:
    """What kind of section a word says, in any language."""
    return word[:2].lower()


def _resolution(label: str) -> str:
    return _plain(label).replace(".", "")


def _plain(label: str) -> str:
    """A label without its brackets, spaces and outer stops, in small letters."""
    return re.sub(r"[^\w.]|\.(?=[bt]|qu)", "", label.lower()).strip(".")
