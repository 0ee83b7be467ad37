"""A difference as a web page: one file, to be read without a script, on screen, aloud and in print.

The draft's text is data: everything is escaped, and the page's own policy lets no script run but the one below and loads nothing.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from bracketparse.visible import visible
from bracketparse.writers.difference_view import Entry, Group, Shown, Span, View

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --faint: #595959; --rule: #c9c9c9;
  --in: #0b5d1e; --in-back: #e3f6e6; --out: #97121f; --out-back: #fce8e8; --alarm: #8a4b00; --alarm-back: #fff6e5; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #16181b; --faint: #a9adb3; --rule: #43474d;
  --in: #8fe3a0; --in-back: #123319; --out: #ffa8a8; --out-back: #431a1d; --alarm: #ffcf87; --alarm-back: #3a2a0e; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.25rem 4rem; max-width: 52rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, .place, .filter, .who, .notes, .fold, .count { font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
h1 { font-size: 1.4rem; line-height: 1.3; } h2 { font-size: 1.2rem; margin-top: 2.5rem; border-bottom: 1px solid var(--rule); }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
ins { color: var(--in); background: var(--in-back); text-decoration: underline; text-underline-offset: .15em; }
del { color: var(--out); background: var(--out-back); text-decoration: line-through; }
.box { border: 2px solid var(--rule); padding: .25rem 1rem .75rem; margin: 1.5rem 0; }
.box.alarm { border-color: var(--alarm); background: var(--alarm-back); } .box h2 { border: 0; margin: .75rem 0 .5rem; font-size: 1.05rem; }
ul { padding-left: 0; list-style: none; margin: .25rem 0; } li { padding: .2rem 0 .2rem 1.2rem; text-indent: -1.2rem; }
.place { color: inherit; font-size: .85rem; font-weight: 600; } .who { font-size: .85rem; font-weight: 600; }
.notes, .fold, .count { color: var(--faint); font-size: .85rem; } .fold { text-align: center; margin: 1rem 0; }
article { margin: 1.25rem 0; } article > h3 { margin: 0; font-size: .85rem; } article > h3 .notes { font-weight: 400; }
article > p { margin: .2rem 0; } article.heading > p { font-weight: 700; } article.same { color: var(--faint); }
:target { outline: 2px solid var(--alarm); outline-offset: .4rem; } a:focus-visible, select:focus-visible { outline: 3px solid var(--alarm); }
.filter { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; background: var(--paper);
  border-bottom: 1px solid var(--rule); padding: .5rem 0; font-size: .9rem; z-index: 1; } .filter[hidden], [hidden] { display: none; }
select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--faint); border-radius: .2rem; padding: .15rem .3rem; }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; user-select: none; }
.skip:not(:focus) { position: absolute; left: -99rem; } .last { border-top: 1px solid var(--rule); margin-top: 2.5rem; padding-top: .5rem; }
@media print { :root { --ink: #000; --paper: #fff; --in: #000; --out: #000; --in-back: #fff; --out-back: #fff; --faint: #333; --alarm: #000; --alarm-back: #fff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } .filter, .skip { display: none; }
  h2, h3 { break-after: avoid; } article, li { break-inside: avoid; } a { color: inherit; text-decoration: none; } }
"""
_SCRIPT = """
(function () {
  var bar = document.querySelector('.filter'), selects = bar.querySelectorAll('select'), count = bar.querySelector('output');
  var things = Array.prototype.slice.call(document.querySelectorAll('[data-kinds]'));
  function has(thing, name, wanted) { return !wanted || thing.getAttribute(name).split(' ').indexOf(wanted) >= 0; }
  function show() {
    var who = selects[0].value, kind = selects[1].value, shown = 0;
    things.forEach(function (thing) {
      var fits = has(thing, 'data-who', who) && has(thing, 'data-kinds', kind);
      thing.hidden = !fits; shown += fits ? 1 : 0;
    });
    Array.prototype.forEach.call(document.querySelectorAll('section.group'), function (group) {
      group.hidden = !group.querySelector('[data-kinds]:not([hidden])');
    });
    Array.prototype.forEach.call(document.querySelectorAll('.fold, article.same'), function (fold) { fold.hidden = !!(who || kind); });
    count.textContent = bar.getAttribute('data-count').replace('{n}', shown).replace('{all}', things.length);
  }
  Array.prototype.forEach.call(selects, function (one) { one.addEventListener('change', show); });
  bar.hidden = false; show();
})();
"""


def write(view: View) -> str:
    """The difference as one HTML file."""
    return "\n".join(_page(view)) + "\n"


def _page(view: View) -> Iterator[str]:
    title = f"{view.names[0]} → {view.names[1]}"
    policy = f"default-src 'none'; style-src {_hash(_STYLE)}; script-src {_hash(_SCRIPT)}; base-uri 'none'; form-action 'none'"
    yield f'<!DOCTYPE html>\n<html lang="{view.language}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">'
    yield f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
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
    yield f"</footer>\n<script>{_SCRIPT}</script>\n</body>\n</html>"


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
    legend = f'<p class="notes">? {view.say("uncertain")}</p>' if any(entry.notes for entry in view.unannounced) else ""
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
    data = f" {_data(entry.who, kinds)}" if kinds else ""
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
