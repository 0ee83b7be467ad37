"""Numbering: what the labels become when paragraphs came or went, and which cross-references that puts at risk."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bracketparse.ends import Rendered
from bracketparse.labels import SUFFIXES, roman_value, to_roman
from bracketparse.languages import language as language_of
from bracketparse.reconcile import Rendition
from bracketparse.tree import Block


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A rendition whose labels run on."""

    rendition: Rendition
    table: tuple[tuple[str, str, str], ...]
    """`(id, old label, new label)` of every label that changed."""
    at_risk: tuple[tuple[str, str], ...]
    """`(id of the block, the words)` of every reference to a label that changed. None of them is changed."""


_AROUND = "().- •▪‣*–"
"""What stands around a number or letter in a label."""
_NUMBER = re.compile(r"\d+")
_LETTERS = re.compile(r"[A-Za-z]+")


def renumber(rendition: Rendition) -> Renumbered:
    """Renumber what follows a paragraph that came or went. A number that the draft leaves out stays left out."""
    shown = {rendered.block.id: n for n, rendered in enumerate(rendition.blocks)}
    blocks = list(rendition.blocks)
    table: list[tuple[str, str, str]] = []
    replaced = {
        (p.alternative_to or "").partition("#")[0]
        for p, outcome in zip(rendition.draft.proposals, rendition.outcomes, strict=True)
        if outcome.settled == "accepted"
    }
    shift: dict[tuple[str | None, str], int] = {}
    last: dict[tuple[str | None, str], int] = {}
    for block in rendition.draft.blocks:
        value = _value(block)
        if value is None or block.kind in ("note", "furniture"):
            continue
        style = block.kind if block.kind == "paragraph" else f"{block.kind}{_style(block)}"
        group = (None, style) if block.kind in ("paragraph", "section") else (block.parent, style)
        between = _is_between(block)
        again = "~" in block.id and value > 1 and value <= last.get(group, 0)  # a label by mistake used twice
        if not between and not again and value <= last.get(group, 0):
            shift[group] = 0  # the count begins again
        last[group] = last.get(group, 0) if again else value
        if block.id not in shown:
            shift[group] = shift.get(group, 0) - (not between and not again and block.id not in replaced)
            continue
        n = shown[block.id]
        if blocks[n].label != block.label:  # an alternative has the label of the text whose place it takes
            blocks[n] = replace(blocks[n], label=_label(block, value + shift.get(group, 0), True))
            continue
        shift[group] = shift.get(group, 0) + between * _is_whole(blocks[n])
        new = _label(block, value + shift[group], between and _is_whole(blocks[n]))
        if new != block.label:
            table.append((block.id, block.label, new))
            blocks[n] = replace(blocks[n], label=new)
    renewed = replace(rendition, blocks=tuple(blocks))
    gone = {block.label for block in rendition.draft.blocks if block.label and block.id not in shown} if table else set()
    return Renumbered(renewed, tuple(table), _at_risk(renewed, {old for _, old, _ in table} | gone))


def _is_whole(rendered: Rendered) -> bool:
    """True where the paragraph stands as text, not in open brackets."""
    return bool(rendered.runs) and not all(run.state == "open" for run in rendered.runs)


def _is_between(block: Block) -> bool:
    return any(suffix in block.label for suffix in SUFFIXES) or "alt" in block.label.lower()


def _style(block: Block) -> str:
    core = block.label.strip(_AROUND)
    if core.isdigit():
        return "1"
    return "i" if roman_value(core.lower()) and not (len(core) == 1 and core.lower() not in "ivx") else "a"


def _value(block: Block) -> int | None:
    core = block.label.strip(_AROUND + ":")
    if number := _NUMBER.match(core):
        return int(number[0]) if "." not in core else None
    letters = _LETTERS.fullmatch(core)
    if letters is None:
        return None
    if _style(block) == "i":
        return roman_value(core.lower())
    return ord(core.lower()) - 96 if len(core) == 1 else None


def _label(block: Block, value: int, plain: bool) -> str:
    """The label with another number, printed as the draft prints its labels."""
    if _NUMBER.search(block.label):
        label = _NUMBER.sub(str(value), block.label, count=1)
        if plain:  # 21bis. becomes 22.
            label = re.sub(r"(\d+)[ ]?[A-Za-z]+(?:\.?[ ]?\d+)?", r"\1", label)
        return label
    core = block.label.strip(_AROUND)
    new = to_roman(value) if _style(block) == "i" else chr(96 + value) if 0 < value < 27 else core
    return block.label.replace(core, new.upper() if core.isupper() else new, 1)


def _at_risk(rendition: Rendition, changed: set[str]) -> tuple[tuple[str, str], ...]:
    """References to labels that changed: `párrafo 22`, `paragraphs 22 to 24`, `el párrafo anterior`."""
    numbers = {match[0] for label in changed if (match := re.search(r"\w+", label))}
    words = "|".join(language_of(rendition.draft.language).paragraph_words)
    reference = re.compile(
        rf"\b(?:{words})\s+(?:\w+\s+)?(?P<what>\(?\d+(?:\s?(?:bis|ter|quater))?(?:\s*(?:,|;|y|e|and|et|a|to|à|-|–)\s*\d+)*"
        r"|\(?[ivx]+\)?(?=\W)|anterior(?:es)?|siguientes?|above|below|preceding|following|précédents?|suivants?|seguintes?)",
        re.IGNORECASE,
    )
    found = []
    for rendered in rendition.blocks:
        for match in reference.finditer(rendered.text):
            named = set(re.findall(r"\d+(?:\s?(?:bis|ter|quater))?|\b[ivx]+\b", match["what"]))
            figures = sorted(int(name) for name in named if name.isdigit())
            if figures and re.search(r"\d\s*(?:a|to|à|-|–)\s*\d", match["what"]):
                named |= {str(n) for n in range(figures[0], min(figures[-1], figures[0] + 500))}
            if (numbers and not named) or named & numbers:
                found.append((rendered.block.id, match[0]))
    return tuple(found)
