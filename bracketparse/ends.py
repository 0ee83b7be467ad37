"""Ends: how the items of a list close, when an item came or went.

In a list that goes "…; …; y …." a new last item ends with the full stop, and the one before it with "; y"
(United Nations Editorial Manual, Lists). Items that nothing came to or went from beside keep the ends they have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from bracketparse.tree import Block, Draft, Kind
from bracketparse.typography import Run


@dataclass(frozen=True, slots=True)
class Rendered:
    """A block of a rendition."""

    block: Block
    kind: Kind
    label: str
    runs: tuple[Run, ...]
    changed: bool
    """True where a proposal of the draft touches it."""

    @property
    def text(self) -> str:
        """The words, without the label."""
        return "".join(run.text for run in self.runs)


_END = re.compile(r"(?P<sign>[;,.]?)(?P<joint>\s+(?:y|e|and|et|o|or|ou))?\s*\Z")


def mend_lists(draft: Draft, blocks: list[Rendered]) -> list[Rendered]:
    """The blocks, with the ends of those lists set right that a whole item came to or went from."""
    lists: dict[tuple[str | None, Kind], list[Block]] = defaultdict(list)
    for block in draft.blocks:
        if block.label and block.kind == "item":
            lists[block.parent, block.kind].append(block)
    whole = {p.block for p in draft.proposals if p.whole_block and not p.tracked}
    position = {rendered.block.id: n for n, rendered in enumerate(blocks)}
    mended = list(blocks)
    for members in lists.values():
        if not any(member.id in whole for member in members):
            continue
        for n, text in _mended(draft, members, [position[m.id] for m in members if m.id in position], blocks, whole):
            mended[n] = replace(mended[n], runs=_with_end(mended[n].runs, text))
    return mended


def _mended(
    draft: Draft, members: list[Block], shown: list[int], blocks: list[Rendered], whole: set[str]
) -> list[tuple[int, str]]:
    """Which of the shown items must end otherwise, and how."""
    written = [_END.search(draft.source[m.body : m.end].rstrip("] ")) for m in members]
    signs = Counter(match["sign"] for match in written[:-1] if match and match["sign"] in (";", ","))
    if not signs or not shown:
        return []
    sign = signs.most_common(1)[0][0]
    joint = next((match["joint"] for match in written if match and match["joint"]), "")
    base = [
        (m, match["sign"] if match else "", bool(match and match["joint"]))
        for m, match in zip(members, written, strict=True)
        if m.id not in whole
    ]
    last_of_base = base[-1][0].id if base else None
    closes = not base or base[-1][1] == "." or base[-1][2]  # else the list goes on into what follows it
    changes = []
    for rank, n in enumerate(shown):
        rendered = blocks[n]
        match = _END.search(rendered.text)
        if match is None or (rendered.runs and rendered.runs[-1].state == "open"):
            continue
        if rendered.text.rstrip().endswith(":"):
            continue  # a list of its own follows
        now = match[0].rstrip()
        final, penultimate = rank == len(shown) - 1, rank == len(shown) - 2
        if final:
            wanted = "." if now in (sign, sign + (match["joint"] or "")) or (not now and rendered.block.id in whole) else now
        elif match["joint"] or rendered.block.id in whole or rendered.block.id == last_of_base:
            wanted = sign + (joint if penultimate else "")
        elif penultimate and joint and now == sign:
            wanted = sign + joint
        else:
            continue
        if wanted != now and (closes or not final):
            changes.append((n, wanted))
    return changes


def _with_end(runs: tuple[Run, ...], end: str) -> tuple[Run, ...]:
    if not runs:
        return runs
    last = runs[-1]
    match = _END.search(last.text)
    text = (last.text[: match.start()] if match else last.text).rstrip() + end
    return (*runs[:-1], replace(last, text=text))
