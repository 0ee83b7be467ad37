"""A tally as a web page: the drawing, the table, the notes; one file, no script, nothing loaded."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from bracketparse.writers.tally_svg import drawing, safe
from bracketparse.writers.tally_view import Line, View

_STYLE = """
body { font: 1rem/1.45 sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
svg { max-width: 100%; height: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .2rem .7rem; border-bottom: 1px solid #ddd; text-align: right; vertical-align: top; }
th:first-child { text-align: left; font-weight: normal; overflow-wrap: anywhere; }
thead th:first-child, .apart th:first-child { font-weight: bold; }
"""


def write(view: View) -> str:
    """The tally as one HTML file."""
    return "\n".join(_page(view)) + "\n"


def _page(view: View) -> Iterator[str]:
    style = b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    yield f'<!DOCTYPE html>\n<html lang="{view.language}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{safe(view.heading)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{safe(view.heading)}</h1>"
    if view.lines:
        if view.tally.several or view.tally.by != "alternatives":
            yield drawing(view, headed=False)
        yield '<div class="scroll"><table>\n<thead><tr>'
        heads = (view.first, *view.columns)
        yield "".join(f'<th scope="col">{safe(head)}</th>' for head in heads) + "</tr></thead>\n<tbody>"
        yield from (_row(line) for line in view.lines)
        yield "</tbody></table></div>"
    yield from (f"<p>{safe(note)}</p>" for note in view.notes)
    yield "</body>\n</html>"


def _row(line: Line) -> str:
    cells = "".join(f"<td>{'–' if n is None else n}</td>" for n in line.cells)
    kind = ' class="apart"' if line.apart else ""
    return f'<tr{kind}><th scope="row">{safe(f"{line.name}  {line.title}".strip())}</th>{cells}</tr>'
