"""A difference as Markdown: what is put in is `<ins>`, what is taken out `<del>`; the draft's own signs are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bracketparse.visible import visible
from bracketparse.writers.difference_view import Entry, Span, View

_TAGS = {"insert": ("<ins>", "</ins>"), "delete": ("<del>", "</del>"), "note": ("*", "*")}
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~!&$^=+-])")


def write(view: View) -> str:
    """The difference as Markdown."""
    return "\n".join(_lines(view)) + "\n"


def _lines(view: View) -> Iterator[str]:
    yield f"# {escaped(view.names[0])} → {escaped(view.names[1])}"
    if view.drafts:
        yield ""
        if view.unannounced:
            yield f"> **{view.say('unannounced')} ({len(view.unannounced)})**"
            yield ">"
            for entry in view.unannounced:
                yield f"> {_entry(entry)}"
            if view.is_uncertain:
                yield from (">", f"> *? {view.say('uncertain')}*")
        else:
            yield f"> {view.say('none_unannounced')}"
        yield from ("", f"## {view.say('proposals')}") if view.groups else ()
        for group in view.groups:
            yield from ("", f"### {group.title} ({group.count})", "")
            yield from map(_entry, group.entries)
        yield from ("", f"## {view.say('words')}")
    if not any(shown.kinds for shown in view.passages):
        yield from ("", view.say("no_difference"))
    for shown in view.passages:
        yield ""
        if shown.folded:
            yield f"*⋯ {shown.told}*"
            continue
        yield f"**{escaped(shown.place)}**{f' *({shown.told})*' if shown.told else ''}"
        yield from ("", _text(shown.spans))
        if shown.entries:
            yield ""
            yield from map(_entry, shown.entries)
    for sentence in view.last:
        yield from ("", escaped(sentence))


def _entry(entry: Entry) -> str:
    who = f" **{escaped(', '.join(entry.who))}**" if entry.who else ""
    notes = "".join(f" *({escaped(note)})*" for note in entry.notes)
    return f"* {escaped(entry.place)}{who}: {_text(entry.spans)}{notes}"


def _text(spans: Iterable[Span]) -> str:
    parts: list[str] = []
    for span in spans:
        before, after = _TAGS.get(span.op, ("", ""))
        parts.append(f"{' ' if span.space and parts else ''}{before}{escaped(span.text)}{after}")
    return "".join(parts)


def escaped(text: str) -> str:
    """The draft's text as text: none of its signs is markup."""
    return re.sub(r"\A(\d+)([.)])", r"\1\\\2", _SIGNS.sub(r"\\\1", visible(" ".join(text.split()))))
