"""Layout: what the lines of a file mean, decided from the file's own lines.

Text extracted from PDF is wrapped, and a lone blank line in it is mostly an artefact; a hand-written file has a blank line
between paragraphs, or a line a paragraph.
"""

from __future__ import annotations

import itertools
import re

from bracketparse.tree import Layout

_FINISHED = frozenset('.;:!?”"»)]}’')
_SAMPLE = 4000
"""Lines looked at; a file is written in one way throughout."""


def measure(source: str) -> Layout:
    """Decide how the lines of `source` make paragraphs."""
    lines = plain_lines(source[: _SAMPLE * 200]).split("\n")[:_SAMPLE]
    wrapped, pairs = _continuations(lines)
    if pairs and wrapped / pairs < 0.5:
        return Layout(None, True, f"a line is a paragraph: only {wrapped} of {pairs} lines run on into the next")
    if not pairs and max(map(len, lines), default=0) > 160:
        return Layout(None, True, "a line is a paragraph: there are lines of over 160 characters, and none runs on")
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    width = max(lengths[int(len(lengths) * 0.95)], 40) if lengths else 80
    inside, lone = _lone_blanks(lines)
    if lone >= 3 and inside / lone > 0.5:
        return Layout(width, False, f"{inside} of {lone} lone blank lines stand inside a sentence")
    blank = sum(not line.strip() for line in lines)
    if blank * 20 < len(lines):
        return Layout(width, True, "there are hardly any blank lines: a short line that ends a sentence ends a paragraph", True)
    return Layout(width, True, f"lines are wrapped at about {width} characters, a blank line ends a paragraph")


def plain_lines(source: str) -> str:
    """`source`, offset by offset, with every line break as "\\n" (its "\\r" as a vertical tab) and every space as a space."""
    for sign, plain in _PLAIN:
        source = source.replace(sign, plain)
    return source


_PLAIN = (
    *(("\r\n", "\v\n"), ("\r", "\n"), ("\f", "\n"), ("\x85", "\n"), ("\u2028", "\n"), ("\u2029", "\n")),
    *(("\xa0", " "), ("\ufeff", " ")),
)


_ITEM_BEFORE_LAST = re.compile(r"[;,]\s+(?:y|e|o|u|and|or|et|ou|y/o|e/ou|and/or|et/ou)\s*\Z")


def finished(text: str) -> bool:
    """True where the text ends like a sentence, a list item, or a heading with a colon."""
    stripped = text.rstrip()
    return not stripped or stripped[-1] in _FINISHED


def goes_on(text: str) -> bool:
    """True where the text ends like the last but one item of a list: `; and`."""
    return _ITEM_BEFORE_LAST.search(text) is not None


def _continuations(lines: list[str]) -> tuple[int, int]:
    """How many lines run on into the next, of all that have a line directly below them."""
    wrapped = pairs = 0
    for line, following in itertools.pairwise(lines):
        if line.strip() and following.strip() and len(line.strip()) > 25:
            pairs += 1
            wrapped += not finished(line)
    return wrapped, pairs


_LABELLED = re.compile(r"\s*\[?\s*\(?(?:\d+|[ivxlcIVXLC]+|[a-z])(?:\s?(?:bis|ter|quater|ALT))?[.)]|\s*[-#*]")


def _lone_blanks(lines: list[str]) -> tuple[int, int]:
    """How many lone, truly empty lines stand inside a sentence, of all that have no label below them."""
    inside = lone = 0
    for before, blank, after in zip(lines, lines[1:], lines[2:], strict=False):
        if blank or not before.strip() or not after.strip() or _LABELLED.match(after):
            continue
        lone += 1
        first = after.lstrip()[:1]
        inside += not finished(before) and not first.isupper()
    return inside, lone
