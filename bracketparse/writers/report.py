"""Reports of `plan check`: as text with an excerpt and a caret, as JSON, and the explanation of a rule."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bracketparse.delegations import Registry
from bracketparse.lines import Lines
from bracketparse.marks import without_signs
from bracketparse.rules import RULES, Rule
from bracketparse.tree import Comment, Diagnostic, Draft, Severity
from bracketparse.venues import detect
from bracketparse.visible import visible
from bracketparse.writers.json import diagnostic as as_data
from bracketparse.writers.json import number_paragraphs
from bracketparse.writers.listing import said

_WIDTH = 76
"""An excerpt is at most so long."""
_FAR = 400
"""Farther from the place nothing is looked at, for lines can be long."""
_BEGINNING = 30
"""So much of a Word paragraph's beginning stands before an excerpt."""


def severity(found: Diagnostic) -> Severity:
    """How grave it is."""
    return RULES[found.code].severity


def codes() -> list[str]:
    """The codes of all rules."""
    return list(RULES)


def as_text(draft: Draft, found: Sequence[Diagnostic], verbose: bool) -> str:
    """A line for each, with the place, then the excerpt with a caret under it."""
    lines = Lines(draft.source)
    parts = []
    for d in found:
        if severity(d) == "info" and not verbose:
            continue
        line, column = lines.place(d.start)
        message = f"{d.message} {d.repair}".strip()
        place = f" paragraph {line}" if draft.unit == "paragraph" else f"{line}:{column}"
        parts.append(f"{visible(draft.name)}:{place}: {d.code} {RULES[d.code].name}: {visible(message)}")
        parts += [f"    {row}" for row in _excerpt(draft, d, lines)]
    return "\n".join(parts) + "\n" if parts else ""


def _excerpt(draft: Draft, d: Diagnostic, lines: Lines) -> list[str]:
    """The line of the draft, cut around the place, and a row of carets."""
    line, _ = lines.place(d.start)
    start, end = lines.span(line, draft.source)
    stop = min(max(d.end, d.start + 1), end)
    before, marked, after = (
        visible(without_signs(draft.source[a:b]))
        for a, b in ((max(start, d.start - _FAR), d.start), (d.start, min(stop, d.start + _FAR)), (stop, min(end, stop + _FAR)))
    )
    left = max(0, min(len(before) - 30, len(before) + len(marked) + len(after) - _WIDTH))
    cut = left > 0 or d.start - _FAR > start
    room = _WIDTH - len(before[left:])
    before, marked, after = before[left:], marked[:room], after[: max(room - len(marked), 0)]
    if draft.unit == "paragraph" and cut:  # no page shows its number: its first words find it
        first = without_signs(draft.source[start : min(d.start, start + _BEGINNING)])
        before = f"{visible(first.rpartition(' ')[0] or first)} … {before}"
    return [f"{before}{marked}{after}".rstrip(), " " * len(before) + "^" * max(1, len(marked.rstrip()))]


def coloured(report: str) -> str:
    """The report with its codes and carets in colour."""
    colours = {"error": "31", "warning": "33", "info": "36"}

    def paint(match: re.Match[str]) -> str:
        return f"{match[1]}\033[1;{colours[RULES[match[2]].severity]}m{match[2]}\033[0m{match[3]}"

    report = re.sub(r"(?m)^(\S.*?:(?:\d+:\d+| paragraph \d+): )([A-Z]\d{3})( )", paint, report)
    return re.sub(r"(?m)^( +\^+)$", "\033[1;36m\\1\033[0m", report)


def totals(found: Sequence[Diagnostic], verbose: bool) -> str:
    """How many of each kind."""
    counts = Counter(severity(d) for d in found)
    parts = [f"{counts[kind]} {kind}{'' if counts[kind] == 1 else 's'}" for kind in ("error", "warning") if counts[kind]]
    if counts["info"]:
        parts.append(f"{counts['info']} note{'' if counts['info'] == 1 else 's'}" + ("" if verbose else " (plan check -v)"))
    return ", ".join(parts) + "." if parts else "Nothing to report."


def reading(draft: Draft, known: Registry) -> list[str]:
    """How the text was read: encoding, language, venue and layout, each with its evidence."""
    detected, evidence = detect(draft.source, known)
    venue = evidence if detected.name == draft.venue else "as told"
    return [
        f"Encoding: {draft.encoding or 'text'}. Language: {draft.language}. Venue: {draft.venue} ({venue}).",
        f"Layout: {draft.layout.reason}.",
        *(f"Comment {where}: {c.author}: {' '.join(c.text.split())}" for where, c in _comments(draft)),
        f"Blocks: {len(draft.blocks)}; proposals: {_proposals(draft)}; brackets that are no proposals: {_asides(draft)}.",
        *(f"Remark on {r.about}: {said(r)}." for r in draft.remarks),
    ]


def _comments(draft: Draft) -> Iterator[tuple[str, Comment]]:
    """The comments that people made in the file, and on what."""
    lines = Lines(draft.source)
    for comment in draft.comments:
        words = " ".join(draft.source[comment.start : comment.end].split())
        words = words if len(words) <= _BEGINNING else f"{words[:_BEGINNING].rpartition(' ')[0] or words[:_BEGINNING]} …"
        yield f"in {draft.unit} {lines.line(comment.start)}" + (f" on “{words}”" if words else ""), comment


def _proposals(draft: Draft) -> str:
    """How many; those of nobody named are counted apart."""
    nobody = sum(not p.positions for p in draft.proposals)
    return f"{len(draft.proposals)}, {nobody} of them of nobody named" if nobody else f"{len(draft.proposals)}"


def _asides(draft: Draft) -> str:
    """How many, and why."""
    reasons = Counter(aside.reason for aside in draft.asides)
    told = ", ".join(f"{reason} {n}" for reason, n in reasons.most_common())
    return f"{len(draft.asides)} ({told})" if told else "0"


def as_json(draft: Draft, found: Sequence[Diagnostic]) -> str:
    """The diagnostics as JSON, of the form that `plan parse` gives them."""
    lines = Lines(draft.source)
    diagnostics = [as_data(d, lines) for d in found]
    if draft.unit == "paragraph":
        diagnostics = number_paragraphs(diagnostics)
    data = {"schema": 1, "draft": draft.name, "diagnostics": diagnostics}
    return json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def explain(code: str) -> str | None:
    """What a rule does, why it matters, and an example; of all rules for `all` (the page docs/rules.md)."""
    if code == "all":
        intro = "# Rules of `plan check`\n\nWritten by `plan check --explain all`.\n\n"
        return intro + "\n".join(_explained(rule) for rule in RULES.values())
    rule = RULES.get(code.upper()) or next((r for r in RULES.values() if r.name == code), None)
    return _explained(rule) if rule else None


def _explained(rule: Rule) -> str:
    return (
        f"## {rule.code} {rule.name} ({rule.severity})\n\n"
        f"**What it reports.** {rule.what}\n\n**Why it matters.** {rule.why}\n\n**Example.**\n\n    {rule.example}\n"
    )
