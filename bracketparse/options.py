"""Options: `Option 1: …`, `Option 2: …`, each a proposal of nobody named, at most one of which stands.

An option may have an office for its number: `Facilitators' Option`. It may fill its paragraph, or stand over several. Where the
last one ends is not written: it is read as ending where the text is less indented, where a heading follows, or where the
numbers before the options go on. `Option 3: No text` is one too.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bracketparse.found import Found, Places, Reading, nest
from bracketparse.labels import OPTION, OPTION_AT_END, OPTION_IN_BLOCK, OPTION_IN_BRACKET, OPTION_IN_LINE, roman_value
from bracketparse.layout import finished
from bracketparse.tree import Block, Diagnostic

_NO_TEXT = re.compile(
    r"\W*(?:No|Sin|Pas\s+de)\s+(?:text|texto|texte|provisions?|reference|article|paragraph|section)\b[^.{]{0,100}\.?\W*(?:\{>>[^{}]*<<\}\W*)?\Z",
    re.IGNORECASE,
)
_POINTER = re.compile(r"\s*\((?:paragraphe?s?|paras?\.?|párrafos?|parágrafos?)\s[^()\n]{1,40}\)(?:\*{0,2}:)?\s*", re.IGNORECASE)
"""Which paragraphs are the option's, `Option 2: (paragraphs 3-3quater)`, before the paragraphs themselves."""
_TITLE = re.compile(r"\{[^{}]*\}\W*")
"""What the option is about, behind its label: `Option 2: {voluntary elements}`."""
_OVER = re.compile(
    r"^[ \t\v]*[{\[(]?(?:End of (?:the )?options?|Fin de (?:las )?opciones|Fin des options|Fim das opções)[}\])]?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""Where the last option ends, written."""
_HEADING = re.compile(r"(?:[A-Z]|[IVXLC]{2,6})\.[ \t]+[A-ZÀ-Þ][^\n]{0,118}[^\s.;:,\]]")
"""A heading with a letter, which the outline has for a paragraph: `B. Content of the report`."""
_OFFICE = "office"
"""The style of an option without a number: `Facilitators' Option`."""
_NEAR = 200
"""The number before the options is looked for so many blocks back."""


@dataclass(slots=True)
class _Option:
    """An option's label, and where it stands."""

    place: int
    """Of its block: a block of its own, or a numbered paragraph that begins with it."""
    start: int
    inner: int
    """Behind the label."""
    style: str
    number: int
    suffix: str
    readings: tuple[tuple[str, int], ...]
    """What its style and number may be; none where it has an office for a number."""
    end: int = 0
    told: bool = False
    """There is no other place where it could end: it is one paragraph before a heading, or no text."""


def add(source: str, blocks: Sequence[Block], reading: Reading) -> None:
    """Add the options of a draft to what was found."""
    spans = _Spans(reading.found)
    added: list[Found] = []
    for series in _series(source, blocks):
        _bound(source, blocks, series)
        made = [_found(source, blocks[option.place], option) for option in series]
        for item in made:
            spans.cut(item)
            if item is made[-1]:
                spans.reach(item, _reach(source, blocks, series[-1].place))
            for bracket in spans.crossing(item):
                _close(bracket, item.end, reading)
        for item in made[1:]:
            item.rival = made[0]
        added += made
        _report_end(source, blocks, series, reading)
    reading.diagnostics += _unread(source, blocks, added)
    _label(source, reading.found, added)
    if added:
        reading.found += added
        nest(reading.found)


def _series(source: str, blocks: Sequence[Block]) -> Iterator[list[_Option]]:
    """The options that belong together: of one style, counted up. One may be missing, the first too, as in an excerpt."""
    running: dict[str, list[_Option]] = {}
    for place, block in enumerate(blocks):
        if block.kind == "section" or (place and _OVER.search(source, blocks[place - 1].start, block.start)):
            yield from (s for s in running.values() if len(s) > 1)
            running = {}
        option = _read(source, place, block)
        if option is None:
            continue
        series = _continued(source, blocks, option, running)
        if series:
            series.append(option)
            continue
        series = running.get(option.style)
        if series and len(series) > 1:
            yield series
        running[option.style] = [option]
    yield from (s for s in running.values() if len(s) > 1)


def _continued(
    source: str, blocks: Sequence[Block], option: _Option, running: dict[str, list[_Option]]
) -> list[_Option] | None:
    """The series that an option goes on, whose style and number are then its own; None where it begins one."""
    if not option.readings:
        series = _to_join(running)
        if series and not _is_beside(source, blocks, series, option):
            series = None
        option.number, option.suffix = (series[-1].number if series else 0), _OFFICE
        return series
    for style, number in option.readings:
        series = running.get(style)
        first = running.get(_OFFICE)
        if series is None and number == 1 and first and _is_beside(source, blocks, first, option):
            series = running[style] = running.pop(_OFFICE)  # that of an office stands first
        if series and (series[-1].number < number <= series[-1].number + 2 or (option.suffix and number == series[-1].number)):
            option.style, option.number = style, number
            return series
    return None


def _is_beside(source: str, blocks: Sequence[Block], series: list[_Option], option: _Option) -> bool:
    """True where nothing but the words of a series stands between it and an option, one of which is an office's.

    An office's proposal may as well be the title of a draft, or a remark amid its paragraphs.
    """
    first = series[0]
    if len(series) == 1 and not first.readings:
        if not first.place or not (_words(source, blocks, first) or any(b.label for b in blocks[: first.place])):
            return False  # a title
        own, other = (_number(blocks[o.place + 1 :]) for o in (first, option))
        before = _number(blocks[first.place - 1 :: -1])
        return own is None or own == other or (before is not None and own <= before)
    return _stop(source, blocks, series, option.place) == option.place


def _number(blocks: Sequence[Block]) -> int | None:
    """The first number of a paragraph among blocks, none of them behind a heading or an option."""
    near = itertools.takewhile(lambda b: b.kind != "section" and not OPTION.match(b.label), blocks[:_NEAR])
    return next((int(m[0]) for b in near if (m := re.match(r"\d+", b.label))), None)


def _to_join(running: dict[str, list[_Option]]) -> list[_Option] | None:
    """The series that the option of an office goes on: the last one, lists inside an option apart."""
    top = [series for style, series in running.items() if not style.startswith("(")]
    return max(top, key=lambda series: series[-1].place, default=None)


def _read(source: str, place: int, block: Block) -> _Option | None:
    """The option that a block is, or begins with."""
    match = OPTION.match(block.label)
    if match is not None:
        found = source.find(block.label, block.start)
        start, inner = (block.start if block.body > block.start else found), found + len(block.label)
    else:
        if block.kind not in ("paragraph", "item"):
            return None
        match = OPTION_IN_BLOCK.match(source, block.body, min(block.end, block.body + 60))
        match = match or OPTION_AT_END.search(source, max(block.start, block.end - 40), block.end)
        if match is None:
            return None
        start, inner = match.span("label")
    readings = _readings(match["count"]) if match["count"] else ()
    style, number = readings[0] if readings else (_OFFICE, 0)
    return _Option(place, start, inner, style, number, (match["suffix"] or "").strip(), readings)


def _readings(count: str) -> tuple[tuple[str, int], ...]:
    """The styles that a number or letter may be in, and its number in each, the likelier first: `(c)` is the third, or 100."""
    written, indent = count.strip("()"), "(" if "(" in count else ""
    if written.isdigit():
        return ((f"{indent}1", int(written)), (f"{indent}I", int(written)))  # Option I, Option 2
    found = []
    if len(written) == 1:
        found.append((f"{indent}{'A' if written.isupper() else 'a'}", ord(written.lower()) - 96))
    if value := roman_value(written.lower()):
        found.insert(0 if written.lower() in "ivx" else len(found), (f"{indent}{'I' if written.isupper() else 'i'}", value))
    return tuple(found)


def _bound(source: str, blocks: Sequence[Block], series: list[_Option]) -> None:
    """Set where each option ends: before the next, and the last one where it seems to."""
    for option, following in itertools.pairwise(series):
        option.end = _end_before(source, blocks, following.place)
    last = series[-1]
    if over := _OVER.search(source, last.inner, _reach(source, blocks, last.place)):
        last.end, last.told = last.inner + len(source[last.inner : over.start()].rstrip()), True
        return
    words = _words(source, blocks, last)
    alone = words and all(b.place - a.place == 1 for a, b in itertools.pairwise(series))
    stop = last.place + 1
    if not words and stop < len(blocks) and _NO_TEXT.match(source[blocks[stop].start : blocks[stop].end]):
        stop += 1
        last.told = True
    elif not alone and not _NO_TEXT.match(words):
        stop = _stop(source, blocks, series, len(blocks))
        heading = stop == len(blocks) or blocks[stop].kind == "section"
        while blocks[stop - 1].kind in ("note", "furniture") and stop - 1 > last.place:
            stop -= 1  # the notes below are no part of it
        last.told = heading and not words and stop == last.place + 2
    last.end = _end_before(source, blocks, stop)


def _is_heading(source: str, block: Block) -> bool:
    return block.kind == "paragraph" and not block.label and _HEADING.fullmatch(source, block.start, block.end) is not None


def _words(source: str, blocks: Sequence[Block], option: _Option) -> str:
    """The words behind an option's label, in its own paragraph; a title in braces is none."""
    words = source[option.inner : blocks[option.place].end].strip()
    return "" if _TITLE.fullmatch(words) and not _NO_TEXT.match(words) else words


def _stop(source: str, blocks: Sequence[Block], series: list[_Option], limit: int) -> int:
    """The block before which the last option ends, `limit` at most."""
    opening, last = blocks[series[0].place], series[-1].place
    indent = _indent(source, opening.start)
    earlier = blocks[max(0, series[0].place - _NEAR) : series[0].place + 1]
    before = next((b.label for b in reversed(earlier) if b.label[:1].isdigit()), "")
    figure = re.match(r"\d+", before)
    resumes = f"{int(figure[0]) + 1}" if figure else ""
    second = series[1].place if len(series) > 1 else limit
    within = [b.label for b in blocks[series[0].place + 1 : second] if re.match(r"\d+\.?\Z", b.label)]
    behind = f"{int(within[-1].rstrip('.')) + 1}" if within else ""
    if within and within[0].rstrip(".") == resumes:  # the numbers go on in each option, and behind them
        resumes = behind
    following = next((b.label for b in blocks[last + 1 : limit] if b.kind not in ("note", "furniture")), "")
    if resumes and not _words(source, blocks, series[-1]) and re.match(rf"{resumes}\b", following):
        resumes = behind if behind != resumes else ""  # they go on through the options, and do not tell where the last one ends
    lettered = not any(_is_heading(source, b) for b in blocks[series[0].place : last + 2])  # else they are within the options
    for place in range(last + 1, limit):
        block = blocks[place]
        if lettered and _is_heading(source, block):
            return place
        option = _read(source, place, block)
        inside = option is not None and option.style.startswith("(") and not series[0].style.startswith("(")
        if block.kind == "section" or (option and not inside) or _indent(source, block.start) < indent:
            return place
        if block.kind not in ("note", "furniture") and resumes and re.match(rf"{resumes}\b", block.label):
            return place
    return limit


def _end_before(source: str, blocks: Sequence[Block], place: int) -> int:
    """Where the text before a block ends."""
    end = blocks[place].start if place < len(blocks) else len(source)
    while end and (source[end - 1].isspace() or (place < len(blocks) and source[end - 1] in "[*")):
        end -= 1
    return end


def _indent(source: str, offset: int) -> int:
    line = source[source.rfind("\n", 0, offset) + 1 : offset]
    return len(line.expandtabs(4)) if not line.strip(" \t[*") else 0


def _found(source: str, block: Block, option: _Option) -> Found:
    """The option as a proposal: its label is markup, its words the content. `No text` has none."""
    pointer = _POINTER.match(source, option.inner, option.end)
    inner = pointer.end() if pointer and pointer.end() < option.end else option.inner
    inner = option.end if _NO_TEXT.match(source[inner : option.end]) else inner
    return Found(option.start, option.end, inner, option.end, block, (), None, (), closed=True, option=True)


class _Spans:
    """The brackets that were found, to be asked which of them run across an option."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.found = found
        self.starts = [f.start for f in found]

    def around(self, offset: int) -> Iterator[Found]:
        """The brackets that hold an offset, from the innermost on."""
        index: int | None = bisect_right(self.starts, offset) - 1
        while index is not None and index >= 0:
            if self.found[index].end > offset:
                yield self.found[index]
            index = self.found[index].parent

    def cut(self, item: Found) -> None:
        """End the option before the closing bracket of the bracket that it stands in."""
        ends = [f.stop for f in self.around(item.start) if f.end <= item.end]
        if ends:
            item.end = item.stop = max(min(ends), item.start + 1)
            item.inner = min(item.inner, item.end)

    def crossing(self, item: Found) -> list[Found]:
        """The brackets that open in the option and close behind it."""
        first, last = bisect_left(self.starts, item.start), bisect_left(self.starts, item.end)
        return [f for f in self.found[first:last] if f.end > item.end]

    def reach(self, item: Found, limit: int) -> None:
        """Let the last option go on to where the brackets close that open in it, if that is not beyond `limit`."""
        while ends := [f.end for f in self.crossing(item) if f.closed and f.end <= limit]:
            item.end = item.stop = max(ends)


def _reach(source: str, blocks: Sequence[Block], place: int) -> int:
    """Where the text before the next heading or option ends: as far as the option at `place` can go."""
    rest = range(place + 1, len(blocks))
    stop = next((n for n in rest if blocks[n].kind == "section" or _read(source, n, blocks[n])), len(blocks))
    return _end_before(source, blocks, stop)


def _close(bracket: Found, end: int, reading: Reading) -> None:
    """End a bracket with its paragraph: it runs on behind the option, so its own closing bracket is missing."""
    if bracket.block.start <= bracket.start < bracket.block.end:
        end = min(end, bracket.block.end)
    message = "This bracket would run on behind the option that it opens in, so its own closing bracket is missing."
    reading.diagnostics.append(Diagnostic("P027", bracket.start, bracket.inner, message, "Read as ending with its paragraph."))
    if bracket.closed:
        reading.diagnostics.append(
            Diagnostic("P002", bracket.end - 1, bracket.end, "Nothing opens this closing bracket.", "It is kept as it stands.")
        )
    bracket.end = bracket.stop = end
    bracket.inner = min(bracket.inner, end)
    bracket.closed = False


def _report_end(source: str, blocks: Sequence[Block], series: list[_Option], reading: Reading) -> None:
    last = series[-1]
    if blocks[last.place].end < last.end and not last.told:
        words = " ".join(source[last.end - 40 : last.end].split()[1:])
        block = blocks[last.place]
        message = "Where this option, the last one, ends is not written."
        reading.diagnostics.append(Diagnostic("P026", block.start, block.body, message, f"Read as ending with “{words}”."))


def _label(source: str, found: Sequence[Found], options: Sequence[Found]) -> None:
    """Take the label of an option from the words of the bracket that it begins: `[Option 5A: , subject to terms]`."""
    starts = {option.start for option in options}
    before: Found | None = None
    for bracket in found:
        label = OPTION_IN_BRACKET.match(source, bracket.inner, bracket.stop)
        if label is None or not starts.isdisjoint(range(*label.span())):
            continue
        bracket.inner = label.end()
        if before is not None and before.end <= bracket.start and not source[before.end : bracket.start].strip():
            bracket.rival = before.rival or before
        before = bracket


def _unread(source: str, blocks: Sequence[Block], options: Sequence[Found]) -> Iterator[Diagnostic]:
    """The lines that begin as an option does, and are none; those in the midst of a sentence apart."""
    places, starts = Places(blocks), {option.start for option in options}
    for match in OPTION_IN_LINE.finditer(source):
        if match["count"] is None or starts.intersection(range(match.start(), match.end())):
            continue
        block, before = places.at(match.start("label")), source[max(0, match.start() - 400) : match.start()]
        if block.kind in ("note", "furniture") or (block.start < match.start() and not finished(before)):
            continue
        message = f"“{match['label'].strip('*')}” begins this line, and no other option was found beside it."
        yield Diagnostic("P034", *match.span("label"), message, "Its words are read as agreed text.")
