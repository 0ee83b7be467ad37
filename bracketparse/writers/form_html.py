"""A questionnaire as one web page: readable and printable as it is; with script, it saves the answers as a decisions file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from bracketparse.decisions import Record, quoted, wording_entry
from bracketparse.forms import Item, Option, items
from bracketparse.phrases import phrase
from bracketparse.questions import Question, answer
from bracketparse.sentences import Marked
from bracketparse.tree import Draft
from bracketparse.visible import visible

_STYLE = """
body { font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }
fieldset { margin: 1.5rem 0; border: 1px solid #888; break-inside: avoid }
legend { font-weight: bold; padding: 0 .4rem }
label { display: grid; grid-template-columns: 1.6rem 1fr; margin: .6rem 0; cursor: pointer }
label b { display: block }
.written { font-family: monospace; white-space: pre-wrap }
ins { text-decoration: underline; background: #e6f4e6 }
del { text-decoration: line-through; background: #f8e4e4 }
textarea { width: 100%; box-sizing: border-box; font: inherit }
button { font: inherit; padding: .5rem 1rem }
@media print { button { display: none } body { margin: 0; max-width: none } ins, del { background: none } }
"""
_SCRIPT = """
document.getElementById("save").hidden = false;
document.getElementById("save").addEventListener("click", function () {
  var parts = [document.body.dataset.head];
  document.querySelectorAll("input:checked").forEach(function (input) {
    var own = input.closest("label").querySelector("textarea");
    if (!own) { parts.push(input.dataset.entry); }
    else if (own.value.trim()) {
      var text = JSON.stringify(own.value.trim()).replace(/\\u007f/g, "\\\\u007f");
      parts.push("[[remark]]\\nid = " + input.dataset.id + "\\ntext = " + text + "\\n");
    }
  });
  var link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([parts.join("\\n")], {type: "application/toml"}));
  link.download = document.body.dataset.file;
  link.click();
});
"""


def write(draft: Draft, asked: Sequence[Question], language: str, names: Sequence[str] = ()) -> str:
    """The page. `names`: the delegations that it is for."""
    title = phrase("form_title", language)
    head = f"schema = 1\ndraft = {quoted(draft.name)}\n"
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        f'<body data-head="{_attribute(head)}" data-file="{_attribute(_file_name(draft.name, names))}">',
        f"<h1>{escape(title)}</h1>",
    ]
    if names:
        lines.append(f"<p>{_text(phrase('form_to', language, who=', '.join(names)))}</p>")
    if draft.name:
        lines.append(f"<p>{_text(phrase('form_draft', language, name=draft.name))}</p>")
    intro = escape(phrase("form_intro", language))
    intro = re.sub(r"__(.+?)__", r"<ins>\1</ins>", re.sub(r"~~(.+?)~~", r"<del>\1</del>", intro))
    lines += [f"<p>{intro}</p>", f"<p>{escape(phrase('form_how_html' if asked else 'form_nothing', language))}</p>", "<form>"]
    for item in items(draft, asked, language):
        lines += _fieldset(draft, item, language)
    lines += [
        f'<button type="button" id="save" hidden>{escape(phrase("form_save", language))}</button>' if asked else "",
        "</form>",
        f"<script>{_SCRIPT}</script>" if asked else "",
        "</body>",
        "</html>",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _fieldset(draft: Draft, item: Item, language: str) -> list[str]:
    lines = [
        "<fieldset>",
        f"<legend>{item.number}. {_text(item.ids[0])} ({_text(', '.join(item.sponsors))})</legend>",
        f'<p>{escape(phrase("form_as_written", language))}: <span class="written">{_text(item.written)}</span></p>',
    ]
    if len(item.ids) > 1:
        lines.append(f"<p>{_text(phrase('also_at', language, ids=', '.join(item.ids[1:])))}</p>")
    for option in item.options:
        lines.append(
            f'<label><input type="radio" name="q{item.number}" data-entry="{_attribute(_entries(draft, item, option))}">'
            f"<span><b>{option.letter}. {_text(option.words)}</b>{_sentence(option.sentence, language)}</span></label>"
        )
    lines.append(
        f'<label><input type="radio" name="q{item.number}" data-id="{_attribute(quoted(item.ids[0]))}">'
        f'<span><b>{escape(phrase("form_other", language))}</b><textarea rows="2"></textarea></span></label>'
    )
    return [*lines, "</fieldset>"]


def _entries(draft: Draft, item: Item, option: Option) -> str:
    """What the decisions file says if this reading is chosen."""
    made = answer(draft, Record(), item.question, option.segments)
    return "\n".join(map(wording_entry, made.record.wordings))


def _sentence(sentence: Marked, language: str) -> str:
    tags = {"old": "del", "new": "ins"}
    if not sentence:
        return escape(phrase("not_in_text", language))
    return "".join(
        f"<{tags[state]}>{_text(words)}</{tags[state]}>" if state in tags else _text(words) for state, words in sentence
    )


def _file_name(name: str, names: Sequence[str]) -> str:
    stem = "-".join([name.rpartition(".")[0] or "plan", *names])
    return re.sub(r"[^\w-]", "_", stem) + ".answers.toml"


def _text(text: str) -> str:
    return escape(visible(text, keep="\n"))


def _attribute(text: str) -> str:
    """A text in an attribute: exactly as it is, line ends included."""
    return escape(text, quote=True).replace("\n", "&#10;")
