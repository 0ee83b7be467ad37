"""Assembly: the lines of a Word file joined to a source, with what the file says of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bracketparse.delegations import Registry
from bracketparse.labels import EVENT, read_label
from bracketparse.layout import plain_lines
from bracketparse.readers.word.document import Line
from bracketparse.readers.word.notation import Writer, Written
from bracketparse.readers.word.revisions import Stretch, whole_words
from bracketparse.readers.word.sidecar import Kept
from bracketparse.readers.word.typed import Edits, marks
from bracketparse.source import Hint, Source
from bracketparse.tree import Comment, Diagnostic, Layout

LAYOUT = Layout(None, True, "each Word paragraph is one paragraph")
_FIGURE = re.compile(r"[0-9⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣˡᶜivxlc]+[./)]*")


@dataclass(slots=True)
class Ready:
    """A line, its label apart."""

    line: Line
    label: str
    written: Written
    lifted: bool = False
    """True where the label was typed in a paragraph that came or went as a whole: it stands before the bracket."""


@dataclass(slots=True)
class Remark:
    """A comment, as its part holds it."""

    author: str
    text: str


def prepare(line: Line, writer: Writer) -> Ready:
    """The line in our notation."""
    stretches: Sequence[Stretch] = line.paragraph.stretches
    if any(s.changed for s in stretches):
        stretches = whole_words(stretches)
    label, lifted = line.label, False
    if not label and stretches and all(s.changed for s in stretches):
        label, stretches = _lift(stretches)
        lifted = bool(label)
    return Ready(line, label, writer.write(stretches), lifted)


def _lift(stretches: Sequence[Stretch]) -> tuple[str, Sequence[Stretch]]:
    """The typed label of a paragraph that came or went as a whole, and the rest."""
    text = stretches[0].text
    match = EVENT.match(plain_lines(text))
    label = read_label(match) if match and not match["markdown"] and not match["bracket"] else None
    if label is None or not text[label.end :].strip():
        return "", stretches
    first = stretches[0]
    return label.printed, [replace(first, text=text[label.end :], origin=first.origin + label.end), *stretches[1:]]


def assemble(
    lines: Sequence[Ready], known: Registry, remarks: Mapping[str, Remark], instead: Mapping[int, Kept] = {}
) -> tuple[Source, list[int]]:
    """The source of these lines, and where each begins; `instead` holds what was kept of lines that are known better."""
    parts, starts, hints = [], [], []
    tracked: dict[int, int] = {}
    looks = []
    offset = 0
    for n, ready in enumerate(lines):
        starts.append(offset)
        if n in instead:
            text = instead[n].text
            hint = _hint_for(instead[n])
        else:
            lead = f"{ready.label} " if ready.label else ""
            text = lead + ready.written.text
            hint = _hint(ready)
            at = offset + len(lead)
            tracked.update((start + at, end + at) for start, end in ready.written.tracked.items())
            looks += [(start + at, end + at, look) for start, end, look in ready.written.looks]
        if hint is not None and text.strip():
            hints.append(replace(hint, start=offset + len(text) - len(text.lstrip())))
        parts.append(text)
        offset += len(text) + 1
    text = "\n".join([*parts, ""])
    edits, outside = marks(text, looks, tracked, known) if looks else (Edits(), [])
    moved = [edits.moved(start) for start in starts]
    source = Source(
        edits.apply(text),
        "Word",
        "paragraph",
        LAYOUT,
        tuple(replace(hint, start=edits.moved(hint.start)) for hint in hints),
        frozenset(edits.moved(start) for start in tracked),
        tuple(_comments(lines, remarks, starts, instead, edits)),
        tuple(_diagnostics(lines, instead, moved, [(edits.moved(a), edits.moved(b)) for a, b in outside])),
    )
    return source, moved


def _hint(ready: Ready) -> Hint | None:
    """What the file says of a line's block."""
    line = ready.line
    label = ready.label if line.numbered or ready.lifted or line.place == "note" else ""
    if line.place == "note":
        return Hint(0, "note", label)
    if line.heading:
        return Hint(0, "section", label)
    if label:
        return Hint(0, None, label)
    return Hint(0, "paragraph") if line.place == "box" else None


def _hint_for(kept: Kept) -> Hint | None:
    """What was kept of a line's block, where its words do not tell."""
    if kept.kind == "note" or (kept.kind == "section" and not kept.label.startswith("#")):
        return Hint(0, kept.kind, kept.label, kept.rank)
    return None


def _comments(
    lines: Sequence[Ready], remarks: Mapping[str, Remark], starts: Sequence[int], instead: Mapping[int, Kept], edits: Edits
) -> list[Comment]:
    """The comments with their places; what has no place in the text stands at its beginning."""
    places: dict[str, list[int]] = {}
    for n, ready in enumerate(lines):
        for kind, name, place in ready.line.paragraph.comments:
            if n in instead:
                offset = 0 if kind == "comment start" else len(instead[n].text)
            else:
                offset = ready.written.offset(place, end=kind == "comment end") + (len(ready.label) + 1 if ready.label else 0)
            places.setdefault(name, []).append(edits.moved(starts[n] + offset))
    made = []
    for name, remark in remarks.items():
        found = places.get(name, [0])
        made.append(Comment(remark.author, remark.text, min(found), max(found)))
    return sorted(made, key=lambda comment: comment.start)


def _diagnostics(
    lines: Sequence[Ready], instead: Mapping[int, Kept], starts: Sequence[int], outside: Sequence[tuple[int, int]]
) -> list[Diagnostic]:
    found = []
    if outside:
        start, end = outside[0]
        count = len({bisect_right(starts, at) for at, _ in outside})
        where = "one paragraph" if count == 1 else f"{count} paragraphs"
        message = f"Words in {where} are struck or underlined outside any bracket with a tag."
        found.append(Diagnostic("D001", start, end, message, "They are read as plain text."))
    for n, (ready, start) in enumerate(zip(lines, starts, strict=True)):
        if n in instead:
            continue
        if ready.written.replaced:
            message = "A tracked change holds square brackets or braces."
            repair = "They are shown as ［ ］ ｛ ｝, so that they do not end its own bracket."
            found.append(Diagnostic("D006", start, start + 1, message, repair))
        if ready.line.paragraph.moved:
            message = "A tracked change splits or joins this paragraph."
            repair = "Words that go to another paragraph are deleted in the one and inserted in the other."
            found.append(Diagnostic("D007", start, start + 1, message, repair))
    return found
