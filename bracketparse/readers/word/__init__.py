"""Word files (.docx): tracked changes and formatted words become brackets with explicit marks, one paragraph a line.

lxml reads the parts; python-docx leaves tracked changes out of a paragraph's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bracketparse.delegations import Registry
from bracketparse.readers.word import sidecar
from bracketparse.readers.word.assembly import Ready, Remark, assemble, prepare
from bracketparse.readers.word.authors import Authors
from bracketparse.readers.word.document import Document, plain_text
from bracketparse.readers.word.notation import Writer
from bracketparse.readers.word.package import Package
from bracketparse.source import Source
from bracketparse.tree import Diagnostic
from bracketparse.word.pieces import W


def read(data: bytes, known: Registry, authors: Mapping[str, str] | None = None) -> Source:
    """The source of a Word file. `authors`: names in Word → the delegations that they stand for.

    Raises UnreadableError for what is no Word file, UnknownAuthorsError where a tracked change is nobody's.
    """
    package = Package(data)
    kept = sidecar.kept(package)
    found = Authors(known, {**kept.letters, **(authors or {})})
    document = Document(package, found, signed=bool(kept.paragraphs))
    writer = Writer(found)
    lines = [prepare(line, writer) for line in document.lines()]
    found.refuse_unknown()
    remarks = _remarks(package)

    def assembled(instead: Mapping[int, sidecar.Kept]) -> tuple[Source, list[int]]:
        return assemble(lines, known, remarks, instead)

    wanted = sidecar.lookup(kept, [r.line.signature for r in lines])
    instead: dict[int, sidecar.Kept] = {}
    if wanted:
        from bracketparse.readers.word.trust import trusted

        comments = {name: remark.text for name, remark in remarks.items()}
        instead = trusted(assembled, wanted, [r.line for r in lines], comments, kept, found)
    source, starts = assembled(instead)
    said = [*source.diagnostics, *_of_file(package, document, found)]
    said += [_distrusted(starts[n], lines[n]) for n in wanted if n not in instead]
    tracked = [n for n, ready in enumerate(lines) if any(s.changed for s in ready.line.paragraph.stretches)]
    if kept.paragraphs and (changed := [n for n in tracked if n not in wanted]):
        said.append(_changed(starts[changed[0]], lines[changed[0]], len(changed)))
    return replace(source, diagnostics=tuple(said), venue=kept.venue)


def _remarks(package: Package) -> dict[str, Remark]:
    """The comments by their ids."""
    root = package.part("comments")
    if root is None:
        return {}
    return {
        element.get(f"{W}id", ""): Remark(element.get(f"{W}author", ""), plain_text(element))
        for element in root.iterchildren(f"{W}comment")
    }


def _distrusted(start: int, ready: Ready) -> Diagnostic:
    message = "What an earlier export kept of this paragraph says other words, or for other delegations, than the paragraph."
    return Diagnostic("D005", start, start + max(len(ready.label), 1), message, "The paragraph is read as it stands.")


def _changed(start: int, ready: Ready, count: int) -> Diagnostic:
    many = "This paragraph was" if count == 1 else f"{count} paragraphs, of which this is the first, were"
    message = f"{many} changed since the file was exported, or stood with one that was."
    repair = "Read as it stands: who opposes or supports a proposal there, its comment tells, or the draft that was exported."
    return Diagnostic("D010", start, start + max(len(ready.label), 1), message, repair)


def _of_file(package: Package, document: Document, authors: Authors) -> list[Diagnostic]:
    """What the file holds beside its text."""
    found = []

    def tell(code: str, message: str, repair: str = "") -> None:
        found.append(Diagnostic(code, 0, 1, message, repair))

    for author, codes in authors.readings().items():
        if author == ", ".join(codes):
            continue
        count = authors.counts[author]
        changes = "1 tracked change" if count == 1 else f"{count} tracked changes"
        tell("D008", f"{changes} by “{author}”: read as {', '.join(codes)}.")
    if document.seen.boxes:
        many = "A text box stands" if document.seen.boxes == 1 else f"{document.seen.boxes} text boxes stand"
        tell("D002", f"{many} in the file.", "Their paragraphs are read behind the text and its notes.")
    furniture = [kind for kind in ("header", "footer") if any(plain_text(part) for part in package.parts(kind))]
    if furniture:
        tell("D003", f"The {' and '.join(f'{kind}s' for kind in furniture)} of its pages hold words.", "They are left out.")
    if outside := package.outside():
        kinds = ", ".join(sorted(set(outside)))
        tell(
            "D004",
            f"The file refers to {len(outside)} thing{'' if len(outside) == 1 else 's'} outside of it ({kinds}).",
            "Nothing was fetched.",
        )
    for name in package.missing():
        tell("D009", f"The file names the part {name} and does not hold it.", "It is read without.")
    if document.seen.unread:
        tell("D009", f"The file holds {document.seen.unread} inserted documents in other formats.", "They are not read.")
    return found
