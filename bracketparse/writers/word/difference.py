"""A difference as a Word document: a cover that says what changed, then the text with the changes old → new tracked.

Behind the cover, rejecting all changes gives the paragraphs of A, accepting all those of B. The author of a change is who
proposes it; what is nobody's proposal is by the name of the new text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bracketparse.difference import Difference
from bracketparse.passages import Op, Passage
from bracketparse.sides import Side
from bracketparse.tokens import Token
from bracketparse.tree import Block
from bracketparse.wordlist import Word
from bracketparse.wordwise import Hunk
from bracketparse.writers.difference_view import Entry, Span, View
from bracketparse.writers.word.blocks import Styles
from bracketparse.writers.word.markup import BOLD, ITALIC, STRIKE, UNDERLINE, escaped, numbers, paragraph, runs
from bracketparse.writers.word.package import Content
from bracketparse.writers.word.sheet import Sheet
from bracketparse.writers.word.table import cell, grid, row

_LOOKS = {"insert": UNDERLINE, "delete": STRIKE, "note": ITALIC}
_SHARES = (0.2, 0.15, 0.65)
"""The widths of the cover's columns: where, who, what."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of one kind, or, where `ends` is set, the end of a paragraph."""

    op: Op
    text: str
    author: str = ""
    ends: Block | None = None
    """The paragraph that ends here."""
    side: int = 1
    """Of which text that paragraph is: 0 for A, 1 for B."""


def difference(found: Difference, view: View, sheet: Sheet) -> Content:
    """The document."""
    return _Writer(found, view, sheet).content()


@dataclass(slots=True)
class _Writer:
    difference: Difference
    view: View
    sheet: Sheet
    ids: Iterator[int] = field(default_factory=numbers)
    changes: int = 0

    def content(self) -> Content:
        """The cover, the text, and the closing lines, which no change touches."""
        body = [*self._cover(), paragraph("Heading1", runs(self.view.say("words")), before="<w:pageBreakBefore/>")]
        body += self._text()
        body += [paragraph("BodyText", runs(sentence, ITALIC)) for sentence in self.view.last or ("",)]
        return Content("".join(body), tracked=True)

    # The cover

    def _cover(self) -> Iterator[str]:
        yield paragraph("Title", runs(f"{self.view.names[0]} → {self.view.names[1]}"))
        if self.view.drafts:
            key = "unannounced" if self.view.unannounced else "none_unannounced"
            count = f" ({len(self.view.unannounced)})" if self.view.unannounced else ""
            yield paragraph("Heading2", runs(self.view.say(key) + count))
            if self.view.unannounced:
                yield self._table(self.view.unannounced)
        groups = [(f"{group.title} ({group.count})", group.entries) for group in self.view.groups]
        if not self.view.drafts:
            groups = [(self.view.say("proposals"), tuple(e for shown in self.view.passages for e in shown.entries))]
        for title, entries in groups:
            if entries:
                yield paragraph("Heading2", runs(title))
                yield self._table(entries)
        for sentence in self.view.last:
            yield paragraph("BodyText", runs(sentence))

    def _table(self, entries: Sequence[Entry]) -> str:
        widths = [round(share * self.sheet.text_width) for share in _SHARES]
        rows = [
            row(
                [
                    cell(runs(entry.place), widths[0]),
                    cell(runs(", ".join(entry.who), BOLD), widths[1]),
                    cell(_shown(entry.spans) + runs("".join(f" ({note})" for note in entry.notes), ITALIC), widths[2]),
                ]
            )
            for entry in entries
        ]
        return grid(rows, widths) + paragraph("DraftCell", "")

    # The text

    def _text(self) -> Iterator[str]:
        """The paragraphs: the stretches between two ends."""
        styles = [Styles(side.draft.blocks) for side in (self.difference.a, self.difference.b)]
        content: list[str] = []
        for stretch in _merged(self._stretches()):
            if stretch.ends is None:
                text = runs(stretch.text, deleted=stretch.op == "delete")
                content.append(text if stretch.op == "keep" else self._change(stretch.op, stretch.author, text))
            else:
                mark = "" if stretch.op == "keep" else self._change(stretch.op, stretch.author)
                yield paragraph(styles[stretch.side].of(stretch.ends), "".join(content), mark=mark)
                content = []

    def _change(self, op: Op, author: str, inner: str | None = None) -> str:
        kind = "ins" if op == "insert" else "del"
        self.changes += 1  # two changes that meet are two minutes apart, or LibreOffice makes one of them
        day = datetime.combine(self.sheet.day, datetime.min.time())
        date = (day + timedelta(minutes=2 * (self.changes % 700))).isoformat()
        head = f'<w:{kind} w:id="{next(self.ids)}" w:author="{escaped(author)}" w:date="{date}Z"'
        return f"{head}/>" if inner is None else f"{head}>{inner}</w:{kind}>"

    def _stretches(self) -> Iterator[_Stretch]:
        """Both texts, in the order of B; what is only in A, and what moved away, where it stood."""
        a, b = self.difference.a, self.difference.b
        at_a = at_b = 0
        in_place = [p for p in self.difference.passages if p.pair.a and p.pair.b and not p.pair.moved]
        for passage in (*in_place, None):
            first_a = passage.pair.a[0] if passage else len(a.paragraphs)
            first_b = passage.pair.b[0] if passage else len(b.paragraphs)
            for n in range(at_a, first_a):
                yield from self._whole("delete", a, n)
            for m in range(at_b, first_b):
                yield from self._whole("insert", b, m)
            if passage is not None:
                yield from self._changed(passage)
                at_a, at_b = passage.pair.a[-1] + 1, passage.pair.b[-1] + 1

    def _whole(self, op: Op, side: Side, n: int) -> Iterator[_Stretch]:
        tokens = side.tokens(n)
        author = self._author(op, side, tokens)
        text = "".join(_before(side, (n,), tokens, k) + token.text for k, token in enumerate(tokens))
        yield _Stretch(op, text, author)
        yield _Stretch(op, "", author, side.block(n), int(op == "insert"))

    def _changed(self, passage: Passage) -> Iterator[_Stretch]:
        """A passage that both have: words kept, deleted and inserted, and the ends of its paragraphs."""
        a, b = self.difference.a, self.difference.b
        tokens_a, tokens_b, hunks = passage.words()
        ends_a, ends_b = _ends(a, passage.pair.a), _ends(b, passage.pair.b)
        at_a = at_b = 0
        for hunk in (*hunks, Hunk(len(tokens_a), len(tokens_a), len(tokens_b), len(tokens_b))):
            while at_b < hunk.b0:
                yield from self._space(passage, tokens_a, tokens_b, at_a, at_b)
                yield _Stretch("keep", tokens_b[at_b].text)
                at_a, at_b = at_a + 1, at_b + 1
                if at_a in ends_a:
                    yield _Stretch("delete", "", b.name, ends_a[at_a], 0)
                if at_b in ends_b:
                    yield _Stretch("insert", "", b.name, ends_b[at_b])
            yield from self._one_side("delete", a, passage.pair.a, tokens_a[: hunk.a1], hunk.a0, ends_a)
            yield from self._one_side("insert", b, passage.pair.b, tokens_b[: hunk.b1], hunk.b0, ends_b)
            at_a, at_b = hunk.a1, hunk.b1
        yield _Stretch("keep", "", "", b.block(passage.pair.b[-1]))

    def _one_side(
        self, op: Op, side: Side, paragraphs: Sequence[int], tokens: Sequence[Token], start: int, ends: dict[int, Block]
    ) -> Iterator[_Stretch]:
        """The words from `start` that only one of the texts has."""
        author = self._author(op, side, tokens[start:])
        for k in range(start, len(tokens)):
            yield _Stretch(op, _before(side, paragraphs, tokens, k) + tokens[k].text, author)
            if k + 1 in ends:
                yield _Stretch(op, "", author, ends[k + 1], int(op == "insert"))

    def _space(
        self, passage: Passage, tokens_a: Sequence[Token], tokens_b: Sequence[Token], at_a: int, at_b: int
    ) -> Iterator[_Stretch]:
        """The white space before a word that both have."""
        a, b = self.difference.a, self.difference.b
        old, new = _before(a, passage.pair.a, tokens_a, at_a), _before(b, passage.pair.b, tokens_b, at_b)
        if old == new:
            if new:
                yield _Stretch("keep", new)
            return
        if old:
            yield _Stretch("delete", old, b.name)
        if new:
            yield _Stretch("insert", new, b.name)

    def _author(self, op: Op, side: Side, tokens: Sequence[Token]) -> str:
        """The sponsors of what differs; the name of the new text, where it is nobody's proposal."""
        if not tokens:
            return self.difference.b.name
        owners = self.difference.proposals_of(Word(op, "", tokens[0].start, tokens[-1].end))
        sponsors = dict.fromkeys(code for n in owners for code in side.proposal(n).sponsors)
        return ", ".join(sponsors) or self.difference.b.name


def _shown(spans: Iterable[Span]) -> str:
    parts: list[str] = []
    for span in spans:
        if span.space and parts:
            parts.append(runs(" "))
        parts.append(runs(span.text, _LOOKS.get(span.op, "")))
    return "".join(parts)


def _merged(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Stretches of one kind side by side as one."""
    last: _Stretch | None = None
    for stretch in stretches:
        if last is not None and last.ends is stretch.ends is None and (last.op, last.author) == (stretch.op, stretch.author):
            last = replace(last, text=last.text + stretch.text)
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last


def _ends(side: Side, paragraphs: Sequence[int]) -> dict[int, Block]:
    """How many words of a passage have gone by where each of its paragraphs but the last ends."""
    found, count = {}, 0
    for n in paragraphs[:-1]:
        count += len(side.tokens(n))
        found[count] = side.block(n)
    return found


def _before(side: Side, paragraphs: Sequence[int], tokens: Sequence[Token], k: int) -> str:
    """The white space before a word: a tab behind a label, else a space, none where a paragraph begins."""
    first = 0
    for n in paragraphs:
        if k == first:
            return ""
        if k == first + side.in_label(n) and side.paragraphs[n].label:
            return "\t"
        first += len(side.tokens(n))
    return " " if tokens[k].space else ""
