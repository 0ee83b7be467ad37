"""Package: a body and what belongs to it become a .docx, the same bytes each time.

python-docx opens the template (our own, or a ministry's) and keeps its parts and relations in order; what it has no notion of,
footnotes and our custom part, are parts of our own making.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bracketparse.writers.word import masthead
from bracketparse.writers.word.markup import HEAD, NAMESPACES, R, W
from bracketparse.writers.word.sheet import MARGIN, Sheet
from bracketparse.writers.word.template import opened, with_styles
from bracketparse.writers.word.zipped import repacked

if TYPE_CHECKING:
    from docx.document import Document

    from bracketparse.writers.word.sidecar import Sidecar

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


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a document."""

    body: str
    """Paragraphs and tables, as markup."""
    footnotes: str | None = None
    comments: str | None = None
    legend: Sequence[str] = ()
    sidecar: Sidecar | None = None
    """What plan knows of the text, for the way back."""
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

    document = opened(sheet.template)
    names, missing = with_styles(document, sheet)

    def styled(markup: str) -> str:
        """The markup with the template's own ids of its styles."""
        return _STYLE.sub(lambda match: f'{match[1]}"{names.get(match[2], match[2])}"', markup) if names else markup

    old = document.element.body
    body = parse_xml(styled(f"<w:body {NAMESPACES}>{content.body}</w:body>"))
    body.append(old.sectPr)
    old.getparent().replace(old, body)  # one move: many small ones are slow in lxml
    _pages(document, sheet, [styled(part) for part in _margins(sheet, content.legend)])
    if content.footnotes:
        _add(document, "footnotes", styled(content.footnotes))
    if content.comments:
        _add(document, "comments", styled(content.comments))
    if content.tracked:
        _track(document)
    if content.sidecar is not None:
        _sidecar(document, content.sidecar, styled(content.footnotes or ""))
    _properties(document, sheet)
    written = "".join(filter(None, (content.body, content.footnotes, content.comments)))
    sink = io.BytesIO()
    document.save(sink)
    return Made(repacked(sink.getvalue()), tuple(name for key, name in missing.items() if f'Style w:val="{key}"' in written))


_STYLE = re.compile(r'(<w:(?:p|r|tbl)Style w:val=)"([^"]*)"')


_MARGINS = ("first_page_header", "header", "first_page_footer", "footer")


def _margins(sheet: Sheet, legend: Sequence[str]) -> list[str]:
    """The headers and footers, in the order of `_MARGINS`."""
    return [masthead.first_header(sheet, legend), masthead.header(sheet), masthead.footer(), masthead.footer()]


def _pages(document: Document, sheet: Sheet, margins: Sequence[str]) -> None:
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
    letterheads = _letterheads(section) if sheet.template is not None else {}
    section.different_first_page_header_footer = True
    for name, markup in zip(_MARGINS, margins, strict=True):
        part = getattr(section, name)
        part.is_linked_to_previous = False
        for child in list(part._element):
            part._element.remove(child)
        ours = list(parse_xml(markup.encode("utf-8")))
        if name in letterheads:
            ours = [child for child in ours if "".join(child.itertext()).strip()] if name.endswith("header") else []
            ours = [*_brought(letterheads[name], part.part), *ours]
        for child in ours:
            part._element.append(child)


@dataclass(frozen=True, slots=True)
class _Letterhead:
    """What a template has in a margin, and the part that its pictures belong to."""

    children: list[Any]
    part: Any


def _letterheads(section: Any) -> dict[str, _Letterhead]:
    """What a template has in its margins; where its first page is like all others, that is the first page's too."""
    found: dict[str, _Letterhead] = {}
    first = section.different_first_page_header_footer
    for name in _MARGINS:
        margin = getattr(section, name if first else name.removeprefix("first_page_"))
        children = [] if margin.is_linked_to_previous else list(margin._element)
        if any(e.tag != f"{{{W}}}p" or len(e) > 1 or "".join(e.itertext()).strip() for e in children):
            found[name] = _Letterhead([copy.deepcopy(child) for child in children], margin.part)
    return found


def _brought(letterhead: _Letterhead, part: Any) -> list[Any]:
    """A letterhead in another part, its pictures brought along."""
    children = [copy.deepcopy(child) for child in letterhead.children]
    for element in (e for child in children for e in child.iter()):
        for key, value in element.attrib.items():
            if key.startswith(f"{{{R}}}") and value in letterhead.part.rels:
                relation = letterhead.part.rels[value]
                element.set(key, part.relate_to(relation.target_part, relation.reltype))
    return children


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


def _sidecar(document: Document, sidecar: Sidecar, footnotes: str) -> None:
    """The custom part that says what the marks rest on, paragraph by paragraph."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    from bracketparse.writers.word.sidecar import write

    paragraphs = [e for e in document.element.body if e.tag == f"{{{W}}}p" and not (e.style or "").startswith("TOC")]
    kept = [(paragraphs[n], one) for n, one in sidecar.body]
    if sidecar.notes:
        notes = parse_xml(footnotes.encode("utf-8")).findall(f"{{{W}}}footnote/{{{W}}}p")
        kept += zip(notes[-len(sidecar.notes) :], sidecar.notes, strict=True)  # the separators stand before them
    data = write(sidecar, kept)
    package = document.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    n = next(n for n in range(1, len(taken) + 2) if f"/customXml/item{n}.xml" not in taken)
    made = Part(PackURI(f"/customXml/item{n}.xml"), "application/xml", data, package)
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    made.relate_to(Part(PackURI(f"/customXml/itemProps{n}.xml"), kind, _ITEM, package), f"{R}/customXmlProps")
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
