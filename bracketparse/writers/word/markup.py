"""Markup: the small pieces of WordprocessingML that every document is made of, as strings.

A draft's text is data: everything goes through `escaped`, and what XML cannot hold is shown as a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from bracketparse.notes import MARKERS, is_marker
from bracketparse.visible import visible
from bracketparse.writers.word import markdown

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

BOLD, ITALIC, STRIKE, UNDERLINE = "<w:b/>", "<w:i/>", "<w:strike/>", '<w:u w:val="single"/>'

_ORDER = ("<w:rStyle", "<w:b/>", "<w:i/>", "<w:strike/>", "<w:color", "<w:sz ", "<w:u ", "<w:vertAlign")
"""The order of a run's properties that the schema fixes, as far as they are used here."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_PARTS = re.compile(f"[\t\n\r\v\f\u2028\u2029]|[{MARKERS[0]}-{MARKERS[1]}]|[^\t\n\r\v\f\u2028\u2029{MARKERS[0]}-{MARKERS[1]}]+")


def escaped(text: str) -> str:
    """Text that XML can hold: its own signs escaped, what acts on a screen or cannot be in XML shown as a sign."""
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub(lambda match: _sign(match[0]), text)
    return escape(text, {'"': "&quot;"})


def _sign(character: str) -> str:
    shown = visible(character)
    return shown if shown != character else f"⟨U+{ord(character):04X}⟩"


def look(*properties: str) -> str:
    """Run properties in the order of the schema."""
    return "".join(
        sorted(filter(None, properties), key=lambda p: next(n for n, start in enumerate(_ORDER) if p.startswith(start)))
    )


def color(rgb: str) -> str:
    """A colour, as six hexadecimal digits."""
    return f'<w:color w:val="{rgb}"/>'


def size(points: float) -> str:
    """A size in points."""
    return f'<w:sz w:val="{round(2 * points)}"/>'


def char_style(name: str) -> str:
    """A character style by its id."""
    return f'<w:rStyle w:val="{name}"/>'


def runs(text: str, properties: str = "", *, deleted: bool = False) -> str:
    """The runs of a text; tabs, line breaks and the anchors of notes are elements of their own."""
    kind = "delText" if deleted else "t"
    return "".join(_run(part, properties, kind) for part in _PARTS.findall(text))


def _run(part: str, properties: str, kind: str) -> str:
    if is_marker(part):  # the anchor itself is put in when the notes are numbered
        return "" if part == MARKERS[1] else f"<w:r><w:rPr>{char_style('FootnoteReference')}</w:rPr>{part}</w:r>"
    if part == "\t":
        inner = "<w:tab/>"
    elif part in "\n\r\v\f\u2028\u2029":
        inner = "<w:br/>"
    else:
        inner = f'<w:{kind} xml:space="preserve">{escaped(part)}</w:{kind}>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def paragraph(style: str, content: str, *, mark: str = "", before: str = "", after: str = "") -> str:
    """A paragraph. `mark` is what its pilcrow carries; `before` and `after` are properties, in the order of the schema."""
    pilcrow = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    if markdown.is_list(content) and style == "BodyText":
        after = f'<w:ind w:left="709"/><w:jc w:val="left"/>{after}'
    content = markdown.applied(content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}{after}{pilcrow}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str = "", properties: str = "") -> str:
    """A field with the result that is shown until Word counts anew."""

    def part(kind: str) -> str:
        return f'<w:r>{rpr}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    code = f'<w:r>{rpr}<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText></w:r>'
    return f"{part('begin')}{code}{part('separate')}{runs(shown, properties)}{part('end')}"


def numbers(first: int = 1) -> Iterator[int]:
    """The ids of comments and revisions, unique in the document and small enough for Word."""
    while first < 0x7FFFFFFF:
        yield first
        first += 1
