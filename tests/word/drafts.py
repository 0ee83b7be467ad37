"""Word files for tests, written by code in Word's manner: from XML, or from a readable notation of one line a paragraph.

# A heading                 a paragraph in a heading style
1) The words                an automatically numbered paragraph (`1)`, nested `1.a)`); its label is Word's
{+CAN:new+}{-CAN:old-}      tracked changes; as the whole of a line, the paragraph with its mark
~~old~~ __new__             struck and underlined
^[A note.]                  a footnote
"""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"document": "document.main"}

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="New"><w:name w:val="New"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Old"><w:name w:val="Old"/><w:basedOn w:val="New"/><w:rPr><w:u w:val="none"/>
<w:dstrike/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
"""


def write(path: Path, body: str, parts: Mapping[str, str] = {}, links: str = "", more: Mapping[str, bytes] = {}) -> Path:
    """A .docx of this body; `parts` are the contents of others by name, `links` more relationships, `more` raw files."""
    contents = {
        "document": f"<w:document {WORD}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "styles": f"<w:styles {WORD}>{STYLES}</w:styles>",
        "numbering": f"<w:numbering {WORD}>{NUMBERING}</w:numbering>",
        "settings": f"<w:settings {WORD}/>",
        "fontTable": f"<w:fonts {WORD}/>",
        **{name: f"<w:{name} {WORD}>{content}</w:{name}>" for name, content in parts.items()},
    }
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{_KINDS.get(name, name)}+xml"/>' for name in contents
    )
    own = "".join(
        f'<Relationship Id="r{name}" Type="{RELATION}/{name}" Target="{name}.xml"/>' for name in contents if name != "document"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
            f'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'{XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{RELATION}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{own}{links}</Relationships>',
        )
        for name, content in contents.items():
            archive.writestr(f"word/{name}.xml", XML + content)
        for name, data in more.items():
            archive.writestr(name, data)
    return path


_TOKEN = re.compile(
    r"\{(?P<sign>[+-])(?P<who>[^:{}]+):(?P<words>.*?)(?P=sign)\}|~~(?P<old>.+?)~~|__(?P<new>.+?)__|\^\[(?P<note>[^\]]*)\]"
)
_NUMBERED = re.compile(r"1(?P<depth>(?:\.[a-z])*)\) ")


def draft(path: Path, text: str) -> Path:
    """The .docx that a text in the notation above stands for."""
    numbers = itertools.count(1)
    notes: list[str] = []
    body = "".join(_paragraph(line, numbers, notes) for line in text.rstrip("\n").split("\n"))
    parts = {"footnotes": "".join(notes)} if notes else {}
    return write(path, body, parts)


def _paragraph(line: str, numbers: itertools.count[int], notes: list[str]) -> str:
    properties = ""
    if line.startswith("# "):
        properties, line = '<w:pStyle w:val="Heading1"/>', line[2:]
    elif match := _NUMBERED.match(line):
        depth = match["depth"].count(".")
        properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
        line = line[match.end() :]
    whole = _TOKEN.fullmatch(line)
    if whole and whole["sign"]:
        properties += f"<w:rPr>{change(whole['sign'], whole['who'], numbers)}</w:rPr>"
    content, position = "", 0
    for match in _TOKEN.finditer(line):
        content += run(line[position : match.start()])
        position = match.end()
        if match["sign"]:
            content += change(match["sign"], match["who"], numbers, run(match["words"], deleted=match["sign"] == "-"))
        elif match["note"] is not None:
            number = len(notes) + 1
            notes.append(
                f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{run(" " + match["note"])}</w:p></w:footnote>'
            )
            content += f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
        else:
            content += run(match["old"] or match["new"], "<w:strike/>" if match["old"] else '<w:u w:val="single"/>')
    return f'<w:p w:rsidR="00A1"><w:pPr>{properties}</w:pPr>{content}{run(line[position:])}</w:p>'


def change(sign: str, who: str, numbers: itertools.count[int], inner: str = "") -> str:
    """A tracked change around runs; without any, that of a pilcrow.

    Each is two minutes after the one before, as LibreOffice makes one of those nearer, and of a plain pilcrow between them.
    """
    kind = "ins" if sign == "+" else "del"
    number = next(numbers)
    date = datetime(2026, 1, 1) + timedelta(minutes=2 * number)
    head = f'<w:{kind} w:id="{number}" w:author={quoteattr(who)} w:date="{date.isoformat()}Z"'
    return f"{head}>{inner}</w:{kind}>" if inner else f"{head}/>"


def run(text: str, properties: str = "", *, deleted: bool = False) -> str:
    """Words as Word writes them: cut into runs wherever the author paused."""
    kind = "delText" if deleted else "t"
    middle = len(text) // 2
    return "".join(
        f'<w:r w:rsidR="00B{n}"><w:rPr>{properties}</w:rPr><w:{kind} xml:space="preserve">{escape(piece)}</w:{kind}></w:r>'
        for n, piece in enumerate((text[:middle], text[middle:]))
        if piece
    )
