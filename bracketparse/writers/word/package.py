"""Package: a body and what belongs to it become a .docx, the same bytes each time.

python-docx opens the template (our own, or a ministry's) and keeps its parts and relations in order; what it has no notion of,
footnotes and our custom part, are parts of our own making.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bracketparse.writers.word import masthead
from bracketparse.writers.word.markup import HEAD, NAMESPACES, R, W
from bracketparse.writers.word.sheet import MARGIN, SPELLING, Sheet

if TYPE_CHECKING:
    from docx.document import Document

_DATA = Path(__file__).parent.parent.parent / "data" / "word"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SETTINGS_BEFORE = (
    *("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries"),
    *("displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData"),
    *("embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges"),
    *("bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors"),
    *("activeWritingStyle", "proofState", "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter"),
    *("stylePaneSortMethod", "documentType", "mailMerge", "revisionView"),
)
"""What stands before `trackRevisions` in the settings (ECMA-376, CT_Settings)."""


_ITEM = (
    f'{HEAD}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{6D0E7C52-53B6-4E2D-9B0A-4C1F0A5E7B31}"><ds:schemaRefs><ds:schemaRef ds:uri="urn:bracketparse:plan:1"/>'
    "</ds:schemaRefs></ds:datastoreItem>"
).encode()
"""Word wants every custom part to have an id; ours is always the same."""


class TemplateError(ValueError):
    """A template that cannot be used; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a document."""

    body: str
    """Paragraphs and tables, as markup."""
    footnotes: str | None = None
    comments: str | None = None
    legend: Sequence[str] = ()
    sidecar: Sequence[tuple[int, str]] = field(default=())
    """`(which paragraph of the body, its source)`: what plan knows of the wording, for the way back."""
    authors: Sequence[tuple[str, str]] = ()
    """`(author of tracked changes, the tag that it stands for)`."""
    tracked: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A document, and what is to be told of it."""

    data: bytes
    missing: tuple[str, ...]
    """Names of styles that the template lacks."""


def assemble(content: Content, sheet: Sheet) -> Made:
    """The document. Raises TemplateError."""
    from docx.oxml import parse_xml

    document = _open(sheet.template)
    missing = _styles(document, sheet)
    old = document.element.body
    section = old.sectPr
    body = parse_xml(f"<w:body {NAMESPACES}>{content.body}</w:body>")
    for child in list(old):
        if child is not section:
            old.remove(child)
    for child in list(body):
        section.addprevious(child)
    _pages(document, sheet, content.legend)
    if content.footnotes:
        _add(document, "footnotes", content.footnotes)
    if content.comments:
        _add(document, "comments", content.comments)
    if content.tracked:
        _track(document)
    if content.sidecar:
        _sidecar(document, content)
    _properties(document, sheet)
    return Made(_repacked(document), missing)


def _open(template: bytes | None) -> Document:
    import docx

    if template is None:
        return docx.Document(io.BytesIO(_own_template()))
    try:
        document = docx.Document(io.BytesIO(template))
        assert document.element.body.sectPr is not None
    except Exception:
        raise TemplateError("it is no Word document that can be opened (.docx, without macros or password)") from None
    for part in document.part.package.iter_parts():
        for name, relation in list(part.rels.items()):
            if relation.is_external:  # nothing is fetched when the document is opened
                del part.rels[name]
                _unlink(part, name)
    return document


def _unlink(part: Any, name: str) -> None:
    """Take out what refers to a relation that is gone."""
    element = getattr(part, "element", None)
    if element is None:
        return
    for found in element.iter():
        if found.get(f"{{{R}}}id") == name and found.getparent() is not None:
            found.getparent().remove(found)
            return


def _own_template() -> bytes:
    """Our template: styles, settings, fonts and an empty document, from their files."""
    names = ("document", "styles", "settings", "fontTable")
    kinds = {"document": "document.main"}
    types = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{_TYPES}.{kinds.get(n, n)}+xml"/>' for n in names)
    package = "http://schemas.openxmlformats.org/package/2006"
    links = "".join(f'<Relationship Id="rId{i}" Type="{R}/{n}" Target="{n}.xml"/>' for i, n in enumerate(names[1:], 1))
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{HEAD}<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
            f'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'{HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'{HEAD}<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        )
        for name in names:
            archive.writestr(f"word/{name}.xml", (_DATA / f"{name}.xml").read_bytes())
    return sink.getvalue()


def _styles(document: Document, sheet: Sheet) -> tuple[str, ...]:
    """Set the language, and add the styles that a template lacks; their names."""
    from docx.oxml import parse_xml

    own = parse_xml((_DATA / "styles.xml").read_bytes())
    styles = document.styles.element
    if sheet.template is None:
        for lang in styles.iter(f"{{{W}}}lang"):
            lang.set(f"{{{W}}}val", SPELLING.get(sheet.language, "en-GB"))
        return ()
    there = {style.get(f"{{{W}}}styleId") for style in styles.iter(f"{{{W}}}style")}
    names = {_name(style): style.get(f"{{{W}}}styleId") for style in styles.iter(f"{{{W}}}style")}
    missing = []
    for style in own.iter(f"{{{W}}}style"):
        identifier, name = style.get(f"{{{W}}}styleId"), _name(style)
        if identifier in there or style.get(f"{{{W}}}default"):
            continue
        if name.lower() in {n.lower() for n in names}:  # a template in another language has other ids
            continue
        styles.append(style)
        missing += [name] if not style.get(f"{{{W}}}customStyle") else []
    return tuple(missing)


def _name(style: Any) -> str:
    return str(style.find(f"{{{W}}}name").get(f"{{{W}}}val"))


def _pages(document: Document, sheet: Sheet, legend: Sequence[str]) -> None:
    """Paper, margins, header and footer. A template keeps its own paper, and its header and footer where they hold anything."""
    from docx.oxml import parse_xml
    from docx.shared import Twips

    section = document.sections[0]
    element = document.element.body.sectPr
    if sheet.template is None or sheet.landscape:
        section.page_width, section.page_height = (Twips(n) for n in sheet.page)
        if sheet.landscape:
            element.pgSz.set(f"{{{W}}}orient", "landscape")
        section.left_margin = section.right_margin = Twips(MARGIN)
    if sheet.line_numbers:
        numbering = parse_xml(f'<w:lnNumType {NAMESPACES} w:countBy="1" w:restart="newPage"/>')
        _insert(element, numbering, ("footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders"))
    section.different_first_page_header_footer = True
    own = {
        "first_page_header": masthead.first_header(sheet, legend),
        "header": masthead.header(sheet),
        "first_page_footer": masthead.footer(),
        "footer": masthead.footer(),
    }
    for name, markup in own.items():
        there = getattr(section, name)
        kept = list(there._element) if sheet.template is not None and not there.is_linked_to_previous else []
        there.is_linked_to_previous = False
        letterhead = any(e.tag != f"{{{W}}}p" or len(e) > 1 or "".join(e.itertext()).strip() for e in kept)
        if not letterhead:
            for child in list(there._element):
                there._element.remove(child)
        if not letterhead or name.endswith("header"):
            for child in parse_xml(markup.encode("utf-8")):
                if not letterhead or "".join(child.itertext()).strip():
                    there._element.append(child)


def _insert(parent: Any, child: Any, before: tuple[str, ...]) -> None:
    """Put a child where the schema wants it: behind all of these."""
    place = 0
    for n, sibling in enumerate(parent, 1):
        if re.sub(r"\{.*\}", "", str(sibling.tag)) in (*before, "headerReference", "footerReference"):
            place = n
    parent.insert(place, child)


def _track(document: Document) -> None:
    """Let Word track what is changed from here on too."""
    from docx.oxml import parse_xml

    settings = document.settings.element
    if settings.find(f"{{{W}}}trackRevisions") is None:
        _insert(settings, parse_xml(f"<w:trackRevisions {NAMESPACES}/>"), _SETTINGS_BEFORE)


def _add(document: Document, kind: str, markup: str) -> None:
    """Add a part, or put it in the place of the template's."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = document.part
    relation = f"{R}/{kind}"
    for name, found in list(part.rels.items()):
        if found.reltype == relation:
            del part.rels[name]
    made = Part(PackURI(f"/word/{kind}.xml"), f"{_TYPES}.{kind}+xml", markup.encode("utf-8"), part.package)
    part.relate_to(made, relation)


def _sidecar(document: Document, content: Content) -> None:
    """The custom part that says what the marks rest on, paragraph by paragraph."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    from bracketparse.writers.word.sidecar import write

    paragraphs = [e for e in document.element.body if e.tag == f"{{{W}}}p"]
    data = write([(paragraphs[n], source) for n, source in content.sidecar], content.authors)
    package = document.part.package
    made = Part(PackURI("/customXml/item1.xml"), "application/xml", data, package)
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    made.relate_to(Part(PackURI("/customXml/itemProps1.xml"), kind, _ITEM, package), f"{R}/customXmlProps")
    document.part.relate_to(made, f"{R}/customXml")


def _properties(document: Document, sheet: Sheet) -> None:
    """Title, organization and language. Nobody's name, and no clock's time."""
    properties = document.core_properties
    when = datetime(sheet.day.year, sheet.day.month, sheet.day.day)
    properties.title = sheet.document.get("title", "")[:255]
    properties.author = sheet.document.get("organization", "")[:255]
    properties.subject = sheet.document.get("symbol", "")[:255]
    properties.last_modified_by = properties.comments = properties.keywords = properties.category = ""
    properties.language = sheet.language
    properties.revision = 1
    properties.created = properties.modified = when
    for name, relation in list(document.part.package.rels.items()):  # the template's own: company, manager, statistics
        if relation.reltype.endswith(("/extended-properties", "/custom-properties", "/thumbnail")):
            del document.part.package.rels[name]


def _repacked(document: Document) -> bytes:
    """The package as bytes that are the same each time: its parts in order, under one date."""
    sink, packed = io.BytesIO(), io.BytesIO()
    document.save(sink)
    with zipfile.ZipFile(sink) as made, zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, made.read(name))
    return packed.getvalue()
