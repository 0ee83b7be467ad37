"""The amendment tree, drawn for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bracketparse.messages import count as count_of
from bracketparse.messages import say
from bracketparse.tree import Block, Draft, Remark
from bracketparse.unconfirmed import is_unconfirmed, sign_for
from bracketparse.visible import visible
from bracketparse.writers.listing import change, said, stands, who

if TYPE_CHECKING:
    from rich.tree import Tree

_FIRST_WORDS = 60
_SIGNS = {"section": "bold", "note": "dim italic", "furniture": "dim"}


def draw(draft: Draft, language: str, depth: int | None = None, within: str | None = None) -> Tree:
    """The outline with its proposals, folded below `depth`, or only `within` a block."""
    from rich.text import Text
    from rich.tree import Tree

    held: dict[str, list[int]] = {}
    for index, proposal in enumerate(draft.proposals):
        held.setdefault(proposal.block, []).append(index)
    homes = {p.id: p.block for p in draft.proposals}
    remarks: dict[str, list[Remark]] = {}
    for remark in draft.remarks:
        remarks.setdefault(homes.get(remark.about, remark.about), []).append(remark)
    below = _below(draft, held)
    sign, count = sign_for(draft.source), sum(map(is_unconfirmed, draft.proposals))
    note = f"; {sign} {say('to_confirm', language)}{say('colon', language)}{count}" if count else ""
    if standing := sum(map(stands, draft.proposals)):
        note += f"; = {say('stands', language)}{say('colon', language)}{standing}"
    held_in_all = count_of("proposals", len(draft.proposals), language)
    root = Tree(Text(visible(f"{draft.name or 'draft'}: {held_in_all}{note}")), guide_style="dim")
    nodes: dict[str | None, tuple[Tree, int] | None] = {None: (root, 0)}
    for block in draft.blocks:
        place = nodes.get(block.parent)
        if within is not None and (block.id == within or (place is None and block.parent is None)):
            place = (root, 0) if block.id == within else None
        elif within is not None and block.parent is None:
            place = None
        if place is None:
            nodes[block.id] = None
            continue
        parent, level = place
        folded = depth is not None and level + 1 >= depth
        line = Text(visible(_line(draft, block)), _SIGNS.get(block.kind, ""))
        if folded and below[block.id]:
            line.append(f"  ({count_of('proposals', below[block.id], language)})", "yellow")
        node = parent.add(line)
        nodes[block.id] = None if folded else (node, level + 1)
        if not folded:
            for index in held.get(block.id, ()):
                p = draft.proposals[index]
                node.add(
                    Text(
                        visible(f"#{p.id.rpartition('#')[2]} {who(p, language)}: {_short(change(p))}")
                        + (sign if is_unconfirmed(p) else ""),
                        "green",
                    )
                )
            for remark in remarks.get(block.id, ()):
                node.add(Text(visible(f"{remark.about}: {said(remark)}"), "magenta"))
    return root


def _below(draft: Draft, held: dict[str, list[int]]) -> dict[str, int]:
    """How many proposals each block holds, those of what hangs on it included."""
    counts = {block.id: len(held.get(block.id, ())) for block in draft.blocks}
    for block in reversed(draft.blocks):
        if block.parent in counts and block.parent is not None:
            counts[block.parent] += counts[block.id]
    return counts


def _line(draft: Draft, block: Block) -> str:
    words = " ".join(draft.source[block.body : min(block.end, block.body + 4 * _FIRST_WORDS)].split())
    shown = words if len(words) <= _FIRST_WORDS else words[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"
    return f"{block.id}  {shown}"


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:70].rstrip()} … {text[-25:].lstrip()}"
