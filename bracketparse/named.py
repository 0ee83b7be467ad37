"""Named: the blocks that a remark names: `paragraph 2(b)`, `paragraphs 1 and 3`, `Article 5, paragraph 2`, `OP4bis`.

A number is one of the remark's own section or article, where it names no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bracketparse.tree import Block

_RESOLUTION = re.compile(r"\b(?:OP|PP)\.? ?\d{1,3} ?(?:(?:bis|ter|quater|quat|alt)\.? ?\d{0,2})?", re.IGNORECASE)
"""A paragraph of a resolution."""
_LEAD = re.compile(
    r"\s*(?:(?:its|their|the|position|delet(?:e|ing|ion)|inclusion|retention|text|wording|placement|of|to|on|in|for|against|"
    r"regarding|concerning|with|respect|regard|su|posición|sobre|al?|en|del?|la|el|los|las|sa|leur|aux?|sur|le|les|à|aos?|os?|do|na?)"
    r"\s+)*",
    re.IGNORECASE,
)
"""What may stand between a verb and what it is said of."""
_NUMBER = r"\d{1,3}(?:\s?(?:bis|ter|quater|quinquies)\b)?"
_FIGURE = rf"{_NUMBER}(?:\s?\([a-z\d]{{1,4}}\)|\s[a-z]\))*"
_PART = re.compile(
    rf"(?:article|artículo|artigo)s?\s+(?P<article>{_NUMBER})(?:\.(?P<inner>{_FIGURE}))?"
    r"|(?:paragraphe?|para|párrafo|parágrafo|apartado)s?\.?\s+"
    rf"(?P<paragraphs>{_FIGURE}(?:(?:\s*,\s*|\s+(?:and|or|y|e|et|ou|o)\s+){_FIGURE})*)"
    r"|(?:sub-?para(?:graph)?|item|inciso|alinéa|alínea)s?\s+\(?(?P<item>[a-z]{1,4})\)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*,?\s*(?:(?:of|del?|do|du|the)\s+)*(?:de\s+l['’])?", re.IGNORECASE)
_ARTICLE = re.compile(rf"(?:article|artículo|artigo)\s+({_NUMBER})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """What a remark names."""

    words: str
    """As written."""
    blocks: tuple[str, ...]
    """The ids of what was found by it; fewer than are named where the draft does not have all."""
    missing: bool


class Names:
    """Finds in a draft what is named."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = {block.id: block for block in blocks}
        self.resolutions = {_plain(b.label): b.id for b in reversed(blocks) if _RESOLUTION.match(b.label)}
        self.articles = {_plain(m[1]): b.id for b in reversed(blocks) if (m := _ARTICLE.match(b.label))}
        self.inside: dict[tuple[str | None, str], list[Block]] = {}  # of a block, or of none: those with a label
        for block in blocks:
            if block.label and block.kind in ("paragraph", "item"):
                self.inside.setdefault((block.parent, _plain(block.label)), []).append(block)

    def resolution(self, text: str) -> str | None:
        """The paragraph of a resolution that stands in a text: `retain OP3`, `PP4bis has been agreed`."""
        match = _RESOLUTION.search(text)
        return self.resolutions.get(_plain(match[0])) if match else None

    def behind(self, text: str, about: str) -> Name | None:
        """What `text`, the words behind a verb, begins to name; None where it names nothing.

        `about` is the id of the block that a remark without a name would be about.
        """
        lead = _LEAD.match(text)
        start = position = end = lead.end() if lead else 0
        article, item, figures = "", "", []
        while part := _PART.match(text, position):
            article, item = part["article"] or article, part["item"] or item
            figures += re.findall(_FIGURE, part["paragraphs"] or part["inner"] or "", re.IGNORECASE)
            end = part.end()
            joint = _JOINT.match(text, end)
            position = joint.end() if joint else end
        if end == start:
            return None
        paths = [_path(figure) for figure in figures] or [[]]
        if item:
            paths = [[*path, item.lower()] for path in paths]
        section = self.articles.get(_plain(article)) if article else self._section(about)
        found = [] if article and section is None else [self._at(path, section, about) for path in paths]
        blocks = tuple(block for block in found if block is not None)
        return Name(text[start:end], blocks, len(blocks) < len(paths))

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


def _path(figure: str) -> list[str]:
    """`2 bis (b)` is `2bis`, `b`."""
    number = re.match(_NUMBER, figure, re.IGNORECASE)
    end = number.end() if number else 0
    return [_plain(figure[:end]), *re.findall(r"[a-z\d]+", figure[end:].lower())]


def _plain(label: str) -> str:
    """A label without its stops, brackets and spaces, in small letters."""
    return re.sub(r"[^\w]", "", label).lower()
