"""Independent readers of a .docx with tracked changes: LibreOffice, pandoc and openxml-audit."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

WORKER = Path(__file__).with_name("uno_worker.py")
DOCUMENTS = 500  # an office is started anew after so many
SECONDS = 60.0  # for one document

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SILENT = {f"{OFFICE}annotation", f"{DRAW}frame", f"{TEXT}note-citation", f"{TEXT}number", f"{TEXT}ruby-text"}

Change = Literal["accept", "reject", "accept-author"]
Action = Literal["keep", Change]


class OracleError(RuntimeError):
    """An oracle could not do what was asked."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a document says: its paragraphs in order, table cells among them, and its footnotes."""

    paragraphs: list[str]
    footnotes: list[str]

    def words(self) -> Text:
        """The same with every run of white space, a no-break space too, as one space, and none at the ends."""
        return Text([" ".join(said.split()) for said in self.paragraphs], [" ".join(said.split()) for said in self.footnotes])


def soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


@functools.cache
def uno_python() -> str | None:
    """A Python that can import ``uno``: the system's, or the one that comes with LibreOffice."""
    beside = [str(Path(office).resolve().with_name("python"))] if (office := soffice()) else []
    for name in ("/usr/bin/python3", "python3", *beside):
        found = shutil.which(name)
        if found and subprocess.run([found, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return found
    return None


@functools.cache
def pandoc_path() -> str | None:
    if find_spec("pypandoc"):
        import pypandoc  # type: ignore[import-untyped]

        with contextlib.suppress(OSError):
            return str(pypandoc.get_pandoc_path())
    return shutil.which("pandoc")


def missing() -> list[str]:
    """The oracles that this machine lacks."""
    found = {
        "libreoffice": soffice(),
        "python3-uno": uno_python(),
        "pandoc": pandoc_path(),
        "openxml-audit": find_spec("openxml_audit"),
    }
    return [name for name, value in found.items() if not value]


class LibreOffice:
    """One hidden LibreOffice with a profile of its own, for many documents."""

    def __init__(self, seconds: float = SECONDS, documents: int = DOCUMENTS) -> None:
        self.seconds = seconds
        self.documents = documents
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._done = 0

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()

    def text(self, path: Path, action: Change, author: str | None = None) -> Text:
        """The text after the action; ``accept-author`` accepts what is of this author and rejects all else."""
        with tempfile.TemporaryDirectory(prefix="oracle-") as folder:
            return _flat_text(self.resave(path, Path(folder, "text.fodt"), action, author))

    def paragraphs(self, path: Path, action: Change, author: str | None = None) -> list[str]:
        return self.text(path, action, author).paragraphs

    def footnotes(self, path: Path, action: Change, author: str | None = None) -> list[str]:
        return self.text(path, action, author).footnotes

    def convert(self, path: Path, kind: Literal["pdf", "docx", "odt", "fodt"], folder: Path) -> Path:
        """The document as LibreOffice writes it, in the folder."""
        return self.resave(path, folder / f"{path.stem}.{kind}")

    def resave(self, path: Path, target: Path, action: Action = "keep", author: str | None = None) -> Path:
        """The document as LibreOffice writes it after the action, in the format that the target's name tells."""
        if (action == "accept-author") != (author is not None):
            raise ValueError("an author goes with accept-author, and only with it")
        self._ask(path=str(path.resolve()), target=str(target.resolve()), action=action, author=author or "")
        return target

    def _start(self) -> None:
        office, python = soffice(), uno_python()
        if not office or not python:
            raise OracleError(f"missing: {', '.join(missing())}")
        self._folder = tempfile.TemporaryDirectory(prefix="oracle-", ignore_cleanup_errors=True)
        with Path(self._folder.name, "log").open("wb") as log:
            self._process = subprocess.Popen(
                [python, str(WORKER), office, self._folder.name, str(self.seconds + 30)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,  # the office is of its group, and is ended with it
            )
        self._done = 0
        self._read()

    def _stop(self) -> None:
        if process := self._process:
            self._process = None
            assert process.stdin
            assert process.stdout
            with contextlib.suppress(OSError):
                process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
            self._kill(process)
            process.stdout.close()
        if self._folder:
            self._folder.cleanup()
            self._folder = None

    @staticmethod
    def _kill(process: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _ask(self, **order: str) -> None:
        if self._process is None or self._done >= self.documents:
            self._stop()
            self._start()
        self._done += 1
        assert self._process
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()
        if error := self._read(order["path"]):
            raise OracleError(f"{order['path']}: {error}")

    def _read(self, what: str = "LibreOffice's start") -> str:
        """The worker's next answer; a worker that is late or gone is done away with."""
        assert self._process
        assert self._process.stdout
        pipe, data, end = self._process.stdout.fileno(), b"", time.monotonic() + self.seconds
        while not data.endswith(b"\n"):
            ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
            chunk = os.read(pipe, 1 << 20) if ready else b""
            if not chunk:
                assert self._folder
                reason = "LibreOffice ended" if ready else f"no answer in {self.seconds:g} s"
                log = Path(self._folder.name, "log").read_text("utf-8", "replace").splitlines()[-1:]
                self._kill(self._process)
                self._stop()
                raise OracleError(": ".join([what, reason, *log]))
            data += chunk
        return str(json.loads(data))


def _flat_text(path: Path) -> Text:
    """The text of a flat ODF file that has no tracked changes."""
    body = ElementTree.parse(path).getroot().find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise OracleError(f"{path}: no text")
    notes: list[str] = []
    return Text(list(_flat_paragraphs(body, notes)), notes)


def _flat_paragraphs(element: Element, notes: list[str]) -> Iterator[str]:
    for child in element:
        if child.tag in {f"{TEXT}p", f"{TEXT}h"}:
            yield "".join(_flat_words(child, notes))
        elif child.tag not in SILENT:
            yield from _flat_paragraphs(child, notes)


def _flat_words(element: Element, notes: list[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * int(child.get(f"{TEXT}c", "1"))
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        elif child.tag == f"{TEXT}note":
            notes.append("\n".join(_flat_paragraphs(child, notes)))
        elif child.tag not in SILENT:
            yield from _flat_words(child, notes)
        yield child.tail or ""


def pandoc(path: Path, mode: Literal["accept", "reject"]) -> Text:
    """The text that pandoc reads; it makes one space of a tab and of several spaces, and drops those at the ends."""
    program = pandoc_path()
    if not program:
        raise OracleError("missing: pandoc")
    done = subprocess.run(
        [program, "--from=docx+empty_paragraphs", f"--track-changes={mode}", "--to=json", str(path)],
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    if done.returncode:
        raise OracleError(f"{path}: {done.stderr.decode(errors='replace').strip()}")
    tree = json.loads(done.stdout)
    notes: list[str] = []
    front = [_inlines(found, notes) for found in _front(tree["meta"])]
    return Text([*front, *_blocks(tree["blocks"], notes)], notes)


def _front(meta: dict[str, Any]) -> Iterator[list[Any]]:
    """The paragraphs that pandoc takes for a title and the like, by their styles."""
    for name in ("title", "subtitle", "author", "date", "abstract"):
        found = [meta[name]] if name in meta else []
        while found:
            value = found.pop(0)
            match value["t"]:
                case "MetaInlines":
                    yield value["c"]
                case "MetaBlocks":
                    yield from (block["c"] for block in value["c"])
                case "MetaList":
                    found = [*value["c"], *found]


def _blocks(blocks: list[Any], notes: list[str]) -> Iterator[str]:
    for block in blocks:
        content = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                yield _inlines(content, notes).strip(" ")
            case "Header":
                yield _inlines(content[2], notes).strip(" ")
            case "CodeBlock":
                yield from content[1].split("\n")
            case "LineBlock":
                yield "\n".join(_inlines(line, notes) for line in content)
            case "BlockQuote":
                yield from _blocks(content, notes)
            case "Div":
                yield from _blocks(content[1], notes)
            case "Figure":
                yield from _blocks(content[2], notes)
            case "BulletList":
                for item in content:
                    yield from _blocks(item, notes)
            case "OrderedList":
                for item in content[1]:
                    yield from _blocks(item, notes)
            case "DefinitionList":
                for term, meanings in content:
                    yield _inlines(term, notes)
                    for meaning in meanings:
                        yield from _blocks(meaning, notes)
            case "Table":
                _, _, _, head, bodies, foot = content
                for _, row in [*head[1], *(row for body in bodies for part in body[2:] for row in part), *foot[1]]:
                    for cell in row:
                        yield from _blocks(cell[4], notes)
            case "HorizontalRule" | "RawBlock":
                pass
            case other:
                raise OracleError(f"a block of pandoc's is unknown: {other}")


def _inlines(inlines: list[Any], notes: list[str]) -> str:
    said = []
    for inline in inlines:
        content = inline.get("c")
        match inline["t"]:
            case "Str":
                said.append(content)
            case "Space" | "SoftBreak":
                said.append(" ")
            case "LineBreak":
                said.append("\n")
            case "Code" | "Math" | "RawInline":
                said.append(content[1])
            case "Note":
                notes.append("\n".join(_blocks(content, notes)))
            case "Span" | "Quoted" | "Link" | "Cite":
                said.append(_inlines(content[1], notes))
            case "Image":
                pass
            case _:  # Emph, Strong, Underline and their like
                said.append(_inlines(content, notes))
    return re.sub(" +", " ", "".join(said))


def audit(path: Path) -> list[str]:
    """What openxml-audit finds wrong, by its strict policy, for a Word of today.

    It wants a theme, styles, settings and a table of fonts in every document; the standard does not.
    """
    try:
        from openxml_audit import FileFormat, OpenXmlValidator  # type: ignore[import-untyped]
    except ImportError:
        raise OracleError("missing: openxml-audit") from None
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, strict=True)
    found = [str(error) for error in validator.validate(path).errors]
    return [
        said for said in found if not re.search(r"required relationship type '\S+/(theme|styles|settings|fontTable)'", said)
    ]
