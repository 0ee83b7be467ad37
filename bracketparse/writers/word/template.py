"""Template: the document that ours begins from, our own or a ministry's, and the styles that it brings."""

from __future__ import annotations

import copy
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bracketparse.writers.word.markup import HEAD, R, W
from bracketparse.writers.word.sheet import SPELLING, Sheet

if TYPE_CHECKING:
    from docx.document import Document

_DATA = Path(__file__).parent.parent.parent / "data" / "word"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


MOST = 100_000_000
"""Bytes of a template, unpacked: many pictures."""
_OF_ITS_TEXT = frozenset(
    ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "footnotes", "endnotes", "customXml")
)
"""Parts that belong to the template's own words, which are not taken over."""


class TemplateError(ValueError):
    """A template that cannot be used; the message is a sentence."""


def opened(template: bytes | None) -> Document:
    """The template as python-docx has it; our own where none is given. Raises TemplateError."""
    import docx

    if template is None:
        return docx.Document(io.BytesIO(_own_template()))
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MOST:
            raise TemplateError(f"unpacked it is larger than {MOST // 1_000_000} MB")
        document = docx.Document(io.BytesIO(template))
        assert document.element.body.sectPr is not None
    except TemplateError:
        raise
    except Exception:
        raise TemplateError("it is no Word document that can be opened (.docx, without macros or password)") from None
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] in _OF_ITS_TEXT:
            del document.part.rels[name]
    for kind in ("footnotePr", "endnotePr"):  # the settings name the separators of notes that are gone
        for found in document.settings.element.findall(f"{{{W}}}{kind}"):
            document.settings.element.remove(found)
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


def with_styles(document: Document, sheet: Sheet) -> tuple[dict[str, str], dict[str, str]]:
    """Set the language, and add the styles that a template lacks.

    A template may know a style by another id (`Ttulo1`); built-in styles are told by their English names, which Word keeps in
    every language. Our id → the template's, and our id → the name of the built-in styles that it lacks.
    """
    from docx.oxml import parse_xml

    styles = document.styles.element
    if sheet.template is None:
        for lang in styles.iter(f"{{{W}}}lang"):
            lang.set(f"{{{W}}}val", SPELLING.get(sheet.language, "en-GB"))
        return {}, {}
    there = {_name(style).lower(): str(style.get(f"{{{W}}}styleId")) for style in styles.iter(f"{{{W}}}style")}
    names: dict[str, str] = {}
    missing: dict[str, str] = {}
    for style in parse_xml((_DATA / "styles.xml").read_bytes()).iter(f"{{{W}}}style"):
        identifier, name = str(style.get(f"{{{W}}}styleId")), _name(style)
        if (known := there.get(name.lower())) is not None:
            names[identifier] = known
        elif not style.get(f"{{{W}}}default"):
            styles.append(copy.deepcopy(style))
            missing |= {identifier: name} if not style.get(f"{{{W}}}customStyle") else {}
    return names, missing


def _name(style: Any) -> str:
    return str(style.find(f"{{{W}}}name").get(f"{{{W}}}val"))
