"""A difference as a web page: one file, to be read without a script, on screen, aloud and in print.

The draft's text is data: everything is escaped, and the page's own policy lets no script run but its own, and loads nothing.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path

from bracketparse.visible import visible
from bracketparse.writers.difference_view import Entry, Group, Shown, Span, View

_DATA = Path(__file__).parent.parent / "data"


def write(view: View) -> str:
    """The difference as one HTML file."""
    return "\n".join(_page(view)) + "\n"


def _page(view: View) -> Iterator[str]:
    title = f"{view.names[0]} → {view.names[1]}"
    style, script = ((_DATA / f"difference.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    yield f'<!DOCTYPE html>\n<html lang="{view.language}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">'
    yield f"<title>{_safe(title)}</title>\n<style>{style}</style>\n</head>\n<body>"
    yield f'<a class="skip" href="#words">{view.say("skip")}</a>'
    yield f"<header><h1>{_safe(title)}</h1></header>"
    yield from _filter(view)
    yield "<main>"
    if view.drafts:
        yield from _box(view)
        if view.groups:
            yield f"<h2>{view.say('proposals')}</h2>"
        for group in view.groups:
            yield from _group(group, view)
    yield f'<h2 id="words">{view.say("words")}</h2>'
    if not any(shown.kinds for shown in view.passages):
        yield f"<p>{view.say('no_difference')}</p>"
    for shown in view.passages:
        yield from _passage(shown, view)
    yield '</main>\n<footer class="last">'
    yield from (f"<p>{_safe(sentence)}</p>" for sentence in view.last)
    yield f"</footer>\n<script>{script}</script>\n</body>\n</html>"


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _safe(text: str) -> str:
    return escape(visible(text))


def _filter(view: View) -> Iterator[str]:
    """Two lists to choose from; hidden where no script runs."""
    kinds: dict[str, str] = {}
    if view.unannounced:
        kinds["unannounced"] = view.say("unannounced")
    kinds |= {group.change: group.title for group in view.groups}
    for shown in view.passages:
        kinds |= {f"p-{kind}": f"¶ {view.say(f'{kind}_paragraph')}" for kind in shown.kinds}
    yield f'<form class="filter" hidden data-count="{escape(view.say("shown", n="{n}", all="{all}"))}">'
    for label, options in ((view.say("who"), {code: code for code in view.delegations}), (view.say("kind"), kinds)):
        yield f'<label>{label} <select><option value="">{view.say("everyone")}</option>'
        yield "".join(f'<option value="{_token(value)}">{_safe(name)}</option>' for value, name in options.items())
        yield "</select></label>"
    yield '<output class="count" aria-live="polite"></output></form>'


def _token(value: str) -> str:
    """A value of an attribute that holds several, separated by spaces."""
    return escape(visible("_".join(value.split())))


def _data(who: Iterable[str], kinds: Iterable[str]) -> str:
    return f'data-who="{" ".join(map(_token, who))}" data-kinds="{" ".join(map(_token, kinds))}"'


def _box(view: View) -> Iterator[str]:
    if not view.unannounced:
        yield f'<section class="box"><h2>{view.say("none_unannounced")}</h2></section>'
        return
    yield f'<section class="box alarm group"><h2>{view.say("unannounced")} ({len(view.unannounced)})</h2><ul>'
    yield from (_entry(entry, view, ("unannounced",)) for entry in view.unannounced)
    legend = f'<p class="notes">? {view.say("uncertain")}</p>' if view.is_uncertain else ""
    yield f"</ul>{legend}</section>"


def _group(group: Group, view: View) -> Iterator[str]:
    yield f'<section class="group"><h3>{group.title} ({group.count})</h3><ul>'
    yield from (_entry(entry, view, (group.change,)) for entry in group.entries)
    yield "</ul></section>"


def _entry(entry: Entry, view: View, kinds: tuple[str, ...]) -> str:
    place = f'<span class="place">{_safe(entry.place)}</span>'
    if entry.anchor:
        place = f'<a class="place" href="#{entry.anchor}">{_safe(entry.place)}</a>'
    who = f' <span class="who">{_safe(", ".join(entry.who))}</span>' if entry.who else ""
    notes = "".join(f' <span class="notes">({_safe(note)})</span>' for note in entry.notes)
    data = f" {_data((*entry.who, *entry.left), kinds)}" if kinds else ""
    return f"<li{data}>{place}{who} {_text(entry.spans, view)}{notes}</li>"


def _passage(shown: Shown, view: View) -> Iterator[str]:
    if shown.folded:
        yield f'<p class="fold">⋯ {_safe(shown.told)}</p>'
        return
    names = [name for name, holds in (("heading", shown.heading), ("same", not shown.kinds)) if holds]
    name = f' class="{" ".join(names)}"' if names else ""
    data = f" {_data(shown.who, (f'p-{kind}' for kind in shown.kinds))}" if shown.kinds else ""
    told = f' <span class="notes">{_safe(shown.told)}</span>' if shown.told else ""
    yield f'<article id="{shown.anchor}"{name}{data}><h3><span class="place">{_safe(shown.place)}</span>{told}</h3>'
    yield f"<p>{_text(shown.spans, view)}</p>"
    if shown.entries:
        yield "<ul>" + "".join(_entry(entry, view, ()) for entry in shown.entries) + "</ul>"
    yield "</article>"


def _text(spans: Iterable[Span], view: View) -> str:
    parts: list[str] = []
    for span in spans:
        text = _safe(span.text)
        if span.op in ("insert", "delete"):
            tag = "ins" if span.op == "insert" else "del"
            named = ", ".join(dict.fromkeys((*span.sponsors, *span.proposals)))
            title = f' title="{_safe(named)}"' if named else ""
            aloud = view.say("inserted" if span.op == "insert" else "deleted")
            text = f'<{tag}{title}><span class="aloud">{aloud}: </span>{text}</{tag}>'
        elif span.op == "note":
            text = f'<span class="notes">{text}</span>'
        parts.append(f"{' ' if span.space and parts else ''}{text}")
    return "".join(parts)
