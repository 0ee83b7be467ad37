"""The table of docs/venues.md: what stands in the brackets of the real texts of ../shared, counted; and a draw to judge by eye.

    python tests/corpus/table.py             # the table, as Markdown
    python tests/corpus/table.py --draw 7    # 40 brackets of each file, drawn by this seed, with what they are taken for
    python tests/corpus/table.py --draw 7 FOLDER    # of the texts in another folder

The texts belong to their authors and stay where they are: only counts go into the docs.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

import bracketparse  # noqa: E402
from bracketparse.lines import Lines  # noqa: E402
from bracketparse.tally import kind  # noqa: E402
from bracketparse.tree import Draft, Proposal  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus"
DRAWN = 40


def texts(folder: Path = CORPUS) -> list[tuple[str, Draft]]:
    """The drafts of a folder, by name."""
    paths = sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".md") and p.stem != "README")
    return [(path.name, bracketparse.read(path)) for path in paths]


def rivals(draft: Draft) -> set[str | None]:
    """The proposals that others are alternatives to."""
    return {p.alternative_to for p in draft.proposals}


def table() -> str:
    """The counts of every file."""
    rows = [
        "| file | venue | `[` | proposals, by class | no proposals, by reason | diagnostics |",
        "|---|---|---:|---|---|---|",
    ]
    for name, draft in texts():
        others = rivals(draft)
        classes = Counter(kind(draft, p, others) for p in draft.proposals)
        reasons = Counter(a.reason for a in draft.asides)
        codes = Counter(d.code for d in draft.diagnostics)
        cells = [f"{len(draft.proposals)}: {_counts(classes)}", f"{len(draft.asides)}: {_counts(reasons)}", _counts(codes)]
        rows.append(f"| {name} | {draft.venue} | {draft.source.count('[')} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _kind(draft: Draft, proposal: Proposal, others: set[str | None]) -> str:
    """The class of a proposal; of an alternative also to what, or that nothing tells."""
    what = kind(draft, proposal, others)
    if proposal.unsure:
        return f"{what}?"
    return f"{what} to {proposal.alternative_to}" if proposal.alternative_to else what


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counter.most_common()) or "none"


def draw(seed: int, folder: Path = CORPUS) -> str:
    """Some brackets of each file with what they are taken for."""
    lines = []
    for name, draft in texts(folder):
        place = Lines(draft.source)
        others = rivals(draft)
        brackets = [(p.start, p.end, _kind(draft, p, others)) for p in draft.proposals if not p.option]
        brackets += [(a.start, a.end, f"no proposal: {a.reason}") for a in draft.asides if draft.source[a.start] == "["]
        chosen = sorted(random.Random(seed).sample(sorted(brackets), min(DRAWN, len(brackets))))
        lines.append(f"\n{name}: {len(chosen)} of {len(brackets)}")
        for n, (start, end, what) in enumerate(chosen, 1):
            before, after = draft.source[max(0, start - 150) : start], draft.source[end : end + 150]
            words = draft.source[start:end]
            words = words if len(words) < 160 else f"{words[:100]} … {words[-55:]}"
            shown = f"{before}⟦{words}⟧{after}"
            lines.append(f"{n:2} {place.line(start)} {what} ‖ {' '.join(shown.split())}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(draw(int(sys.argv[2]), *map(Path, sys.argv[3:4])) if sys.argv[1:2] == ["--draw"] else table())
