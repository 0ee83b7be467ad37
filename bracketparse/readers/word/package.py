"""The package of a Word file: its parts, out of the zip, with nothing fetched and nothing unpacked beyond bounds."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from bracketparse.readers.text import UnreadableError
from bracketparse.word.pieces import Element, W

MOST = 200_000_000
"""Bytes of one part, unpacked: some 500 times a long draft."""
_OLE = b"\xd0\xcf\x11\xe0"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""ISO 29500 Strict has names of its own for the same elements."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to."""

    kind: str
    """The last word of its type: `styles`, `footnotes`, `hyperlink`."""
    target: str
    external: bool


class Package:
    """A .docx. Raises UnreadableError, with a sentence, for whatever cannot be read."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise UnreadableError(_of_ole(data))
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise UnreadableError("its zip is broken; open it in Word, which may repair it, and save it again") from None
        self._names = set(self._zip.namelist())
        start = next((r for r in self.relations("") if r.kind == "officeDocument" and not r.external), None)
        if start is None or start.target not in self._names:
            raise UnreadableError("it is a zip file, but no Word document is in it")
        self.main = start.target
        self._of_main = self.relations(self.main)

    def part(self, kind: str) -> Element | None:
        """The root of the part of the main document that is of this kind; None if it has none, or names one that is missing."""
        name = self.name_of(kind)
        return self.parse(name) if name else None

    def name_of(self, kind: str) -> str | None:
        """The name of the part of that kind, if it is there."""
        found = next((r.target for r in self._of_main if r.kind == kind and not r.external), None)
        return found if found in self._names else None

    def missing(self) -> list[str]:
        """The parts with words that the main document names and that are not in the package."""
        kinds = ("styles", "numbering", "footnotes", "endnotes", "comments")
        return [r.target for r in self._of_main if r.kind in kinds and not r.external and r.target not in self._names]

    def parts(self, kind: str) -> Iterator[Element]:
        """The roots of all parts of that kind."""
        for relation in self._of_main:
            if relation.kind == kind and not relation.external and relation.target in self._names:
                yield self.parse(relation.target)

    def outside(self) -> list[str]:
        """What the main document takes from outside the package: links that a reader may follow left out."""
        return [r.kind for r in self._of_main if r.external and r.kind != "hyperlink"]

    def custom_parts(self) -> Iterator[Element]:
        """The roots of the custom XML parts that can be parsed."""
        for relation in self._of_main:
            if relation.kind == "customXml" and not relation.external and relation.target in self._names:
                try:
                    yield self.parse(relation.target)
                except UnreadableError:
                    continue  # another program's, and none of ours

    def relations(self, part: str) -> list[Relation]:
        """The relations of a part, their targets as names in the package."""
        folder, name = posixpath.split(part)
        rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if rels not in self._names:
            return []
        found = []
        for element in self.parse(rels).iter(_RELATION):
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")
            found.append(Relation(element.get("Type", "").rpartition("/")[2], target, external))
        return found

    def parse(self, name: str) -> Element:
        """The root of a part."""
        try:
            root = etree.fromstring(self._bytes(name), _parser())
        except etree.XMLSyntaxError as error:
            raise UnreadableError(_of_syntax(name, error)) from None
        _refuse_doctype(root)
        return root

    def blocks(self) -> Iterator[Element]:
        """The paragraphs, tables and content controls of the body one by one; each is gone when the next is asked for."""
        wanted = [f"{W}{name}" for name in ("p", "tbl", "sdt", "customXml", "altChunk", "sectPr")]
        wanted.append("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
        stream = BytesIO(self._bytes(self.main))
        seen = False
        events = etree.iterparse(stream, tag=[*wanted, f"{W}body"], resolve_entities=False, no_network=True, load_dtd=False)
        try:
            for _, element in events:
                if not seen:
                    _refuse_doctype(element)
                    seen = True
                if element.tag == f"{W}body":
                    return
                parent = element.getparent()
                if parent is None or parent.tag != f"{W}body":
                    continue
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del parent[0]
        except etree.XMLSyntaxError as error:
            raise UnreadableError(_of_syntax(self.main, error)) from None
        raise UnreadableError("its document has no body")

    def _bytes(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as part:
                data = part.read(MOST + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, KeyError):
            raise UnreadableError(
                f"its part {name} is broken; open it in Word, which may repair it, and save it again"
            ) from None
        except RuntimeError:  # zipfile says so of what is encrypted
            raise UnreadableError(_PROTECTED) from None
        if len(data) > MOST:
            raise UnreadableError(f"its part {name} unpacks to over {MOST // 1_000_000} MB, as no draft does")
        if b"<!DOCTYPE" in data[:_PROLOGUE]:  # before any entity is looked at
            raise UnreadableError(_DOCTYPE)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return data


_PROLOGUE = 100_000
_DOCTYPE = "it declares a document type, which no Word file does; nothing of it was read"
_PROTECTED = "it is protected by a password; open it in Word and save it without one"


def _of_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _PROTECTED
    return "it is an old Word file (.doc); open it in Word and save it as .docx"


def _parser() -> Element:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _refuse_doctype(element: Element) -> None:
    """No Word file has a document type; what has one means to have entities fetched or blown up."""
    if element.getroottree().docinfo.doctype:
        raise UnreadableError(_DOCTYPE)


def _of_syntax(name: str, error: Exception) -> str:
    return f"its part {name} is no well-formed XML ({str(error).partition(', line')[0]})"
