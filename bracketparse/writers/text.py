"""Plain text: the blocks of a rendition as lines."""

from __future__ import annotations

import re

from bracketparse.ends import Rendered
from bracketparse.messages import say
from bracketparse.reconcile import Rendition
from bracketparse.tree import Block
from bracketparse.typography import Run
from bracketparse.unconfirmed import with_signs

MARKS = {"inserted": ("{++", "++}"), "deleted": ("{--", "--}")}
"""How a marked rendition shows what was taken in and out (CriticMarkup)."""


def write(rendition: Rendition, wrap: int | str = "source", notes: str = "") -> str:
    """The rendition as text. `wrap`: a number of columns, `none` for a line a paragraph, `source` for the draft's width.

    `notes`: a language, in which a closing note says how many wordings are to be confirmed; a sign stands at the place of each.
    """
    if not notes:
        return "".join(parts(rendition, wrap))
    rendition, sign, count = with_signs(rendition)
    closing = f"\n{sign} {say('to_confirm', notes)}{say('colon', notes)}{count}\n" if count else ""
    return "".join(parts(rendition, wrap)) + closing


def parts(rendition: Rendition, wrap: int | str = "source") -> list[str]:
    """The text block by block, each with the line breaks before it; the last line break is a part of its own."""
    width = _width(rendition, wrap)
    made: list[str] = []
    gone = _gone_before(rendition)
    for rendered in rendition.blocks:
        blank = max(_blank_lines(rendition, block) for block in (*gone.get(rendered.block.id, ()), rendered.block))
        lead = "\n" * (1 + blank) if made else ""
        made.append(lead + _block(rendition, rendered, width))
    if any(made):
        made.append("\n")
    return made


def _width(rendition: Rendition, wrap: int | str) -> int | None:
    if wrap == "source":
        return rendition.draft.layout.width
    return None if wrap == "none" else int(wrap)


def _gone_before(rendition: Rendition) -> dict[str, list[Block]]:
    """For a block, those that fell away just before it: the blank lines that led to them lead to it."""
    dropped = set(rendition.dropped)
    gone: dict[str, list[Block]] = {}
    waiting: list[Block] = []
    for block in rendition.draft.blocks if dropped else ():
        if block.id in dropped:
            waiting.append(block)
        elif block.kind != "furniture":
            if waiting:
                gone[block.id] = waiting
            waiting = []
    return gone


def _blank_lines(rendition: Rendition, block: Block) -> int:
    """How many blank lines stand before a block: as in the draft, where its blank lines can be relied on."""
    layout = rendition.draft.layout
    if layout.width is not None and not layout.blank_line_ends_paragraph:
        return 1
    before = rendition.draft.source[: block.start]
    gap = before[len(before.rstrip()) :]
    return min(max(len(re.findall(r"\r\n?|\n", gap)) - 1, 0), 3)


def _block(rendition: Rendition, rendered: Rendered, width: int | None) -> str:
    text = "".join(_marked(run) for run in rendered.runs) if rendition.marked else rendered.text
    first, rest = _indents(rendition, rendered)
    if rendered.label:
        text = f"{rendered.label}{_behind_label(rendition, rendered)}{text}".rstrip()
    if width is None:
        return first + text
    return "\n".join(_fill(text, first, rest, width))


def _behind_label(rendition: Rendition, rendered: Rendered) -> str:
    """What stands between a label and its words: as in the draft where a line is a paragraph, else a space."""
    if rendition.draft.layout.width is not None:
        return " "
    block = rendered.block
    lead = rendition.draft.source[block.start : block.body][len(block.label) :]
    return lead or " "


def _marked(run: Run) -> str:
    if run.state not in MARKS:
        return run.text
    before, after = MARKS[run.state]
    words = run.text.strip(" ")
    start = run.text.index(words) if words else 0
    return f"{run.text[:start]}{before}{words}{after}{run.text[start + len(words) :]}"


def _indents(rendition: Rendition, rendered: Rendered) -> tuple[str, str]:
    """The indentation of a block's first line and of the others, as in a draft that a person typed."""
    source, block = rendition.draft.source, rendered.block
    layout = rendition.draft.layout
    if layout.width is not None and not layout.blank_line_ends_paragraph:
        return "", ""
    line = max(source.rfind("\n", 0, block.start), source.rfind("\r", 0, block.start)) + 1
    first = source[line : block.start]
    if first.strip(" \t"):
        first = ""
    second = re.match(r"[^\n]*\n([ \t]*)\S", source[block.start : block.end])
    return first, second[1] if second else first


def _fill(text: str, first: str, rest: str, width: int) -> list[str]:
    """Fill lines of at most `width` columns; a longer word has a line of its own."""
    lines, line, room = [], first, width - len(first)
    empty = True
    for word in text.split(" "):
        need = len(word) if empty else len(word) + 1
        if need > room and not empty:
            lines.append(line)
            line, room, need = rest, width - len(rest), len(word)
            empty = True
        line += word if empty else " " + word
        room -= need
        empty = False
    lines.append(line)
    return lines
