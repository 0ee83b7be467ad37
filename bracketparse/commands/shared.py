"""What the sub-commands share: finding and reading the draft, writing a result, telling a fault."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bracketparse.visible import visible

if TYPE_CHECKING:
    from bracketparse.decisions import Record, Wording
    from bracketparse.delegations import Registry
    from bracketparse.finding import Place
    from bracketparse.outcomes import Recorded
    from bracketparse.project import Project
    from bracketparse.source import Source
    from bracketparse.tree import Draft

_NO_DRAFTS = re.compile(r"(?i)(?:~\$|(?:readme|changelog|contributing|license|index)\b)")

DraftArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[DRAFT]", help="The draft; - for standard input. Default: that of plan.toml, else the only one here."
    ),
]
VenueOption = Annotated[
    str | None,
    typer.Option("--venue", metavar="NAME", help="Whose notation: oas, tpp, un, unfccc … Default: told from the text."),
]
BaseOption = Annotated[
    Path | None,
    typer.Option("--base", metavar="FILE", help="The base text, or an earlier draft: it tells which words are old."),
]
AuthorOption = Annotated[
    list[str] | None,
    typer.Option("--author", metavar="NAME=WHO", help="Whose the tracked changes by this author in Word are; repeatable."),
]
LanguageOption = Annotated[
    str | None,
    typer.Option("--lang", metavar="es|en|fr|pt", help="Language of what plan itself says. Default: the draft's."),
]
DecisionsOption = Annotated[
    Path | None,
    typer.Option("--decisions", metavar="FILE", help="Decisions and confirmed wording kept in a file (plan review)."),
]
OutputOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace an existing file.")]


class Failure(Exception):  # noqa: N818
    """A fault that a user can mend: one sentence, and the exit code."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


class SeenEnoughError(Exception):
    """Who reads the output has closed it, as `head` does: no fault."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A draft, as a command needs it."""

    draft: Draft
    known: Registry
    project: Project
    path: Path | None
    language: str
    """The language of what plan itself says."""
    record: Record | None = None
    """What the decisions file holds, where one was named."""
    source: Source | None = None
    """What the reader made of the file, where the draft may have to be read in another venue's notation."""
    recorded: tuple[Recorded, ...] = ()
    """Its decisions that fit this draft; its confirmed wording is in the draft already."""

    @property
    def shown_name(self) -> str:
        """The name of the draft, safe to print."""
        return visible(self.draft.name or "-")


def load(
    draft: str | None,
    venue: str | None = None,
    language: str | None = None,
    decisions: Path | None = None,
    authors: Iterable[str] | None = None,
    base: Path | None = None,
) -> Loaded:
    """Read and parse the draft that a command was given, or finds. A long one shows a progress bar.

    With `decisions`, what that file confirms is in it; with `base`, what the text in that file tells of its wording.
    """
    from bracketparse.parsing import STEPS

    loaded = with_progress(loading(draft, venue, language, decisions, authors, base), STEPS, "reading", size_of(draft))[-1]
    assert isinstance(loaded, Loaded)
    return loaded


def size_of(draft: str | None) -> int:
    """How many bytes a draft has, as far as that is known before it is read."""
    try:
        return os.stat(draft).st_size if draft not in (None, "-") else 0
    except (OSError, ValueError):
        return 0


def loading(
    draft: str | None,
    venue: str | None = None,
    language: str | None = None,
    decisions: Path | None = None,
    authors: Iterable[str] | None = None,
    base: Path | None = None,
) -> Iterator[object]:
    """`load` step by step; the last thing is the loaded draft."""
    from bracketparse import readers
    from bracketparse.delegations import extended, registry
    from bracketparse.parsing import known as registered
    from bracketparse.parsing import steps
    from bracketparse.project import ProjectError, find
    from bracketparse.readers.text import UnreadableError
    from bracketparse.tree import Draft
    from bracketparse.venues import names
    from bracketparse.venues import venue as venue_of

    path = None if draft in (None, "-") else Path(draft or "")
    try:
        project = find((path.parent if path else Path.cwd()).resolve())
    except ProjectError as error:
        raise Failure(str(error)) from None
    if draft is None:
        path = project.draft or _only_draft()
    check_choice("--lang", language, ("es", "en", "fr", "pt"))
    check_choice("--venue", venue, names())
    for key, value, choices in (
        ("venue", project.venue, names()),
        ("language", project.language, ("es", "en", "fr", "pt")),
    ):
        if value is not None and value not in choices:
            raise Failure(f"{visible(str(project.path))}: {key} is one of {', '.join(choices)}, not “{visible(value)}”.")
    data = sys.stdin.buffer.read() if path is None else _bytes(path)
    name = path.name if path else "standard input"
    chosen = venue or project.venue
    told = {**project.authors, **_authors(authors)}
    try:
        source = readers.source(data, registered(chosen, project.delegations), told)
    except UnreadableError as error:
        raise Failure(f"{visible(name)} cannot be read: {error}.") from None
    named_word = path is not None and path.suffix.lower() == ".docx"
    if named_word and not data:
        raise Failure(f"{visible(name)} is empty, and so no Word file.")
    if named_word and source.encoding != "Word":
        tell(f"{visible(name)} is no Word file, whatever its name says: it is read as a text ({source.encoding}).")
    elif path is not None and source.encoding == "Word" and not named_word:
        tell(f"{visible(name)} is a Word file, whatever its name says, and is read as one.")
    elif source.encoding not in ("UTF-8", "Word"):
        tell(f"{visible(name)} is read as {source.encoding}.")
    if not source.text.strip():
        tell(f"{visible(name)} holds no text.")
    passes = steps(
        source,
        venue=chosen,
        delegations=project.delegations,
        language=project.language,
        name=name,
        base=_base_text(base) if base else None,
    )
    parsed = next(passes)
    while not isinstance(parsed, Draft):
        yield parsed
        parsed = next(passes)
    evidence = {p.evidence for p in parsed.proposals if p.positions}
    if base and "base" not in evidence and evidence & {"inferred", "none"}:
        tell(f"{visible(base.name)} tells the wording of no bracket: their places are not found in it, or inferred there too.")
    organization = venue_of(parsed.venue).roster or "un"
    known = extended(organization, project.delegations) if project.delegations else registry(organization)
    loaded = Loaded(parsed, known, project, path, language or parsed.language, source=source)
    yield with_record(loaded, read_record(decisions), decisions) if decisions else loaded


def _base_text(path: Path) -> str:
    """The text that tells which words are old."""
    from bracketparse import readers
    from bracketparse.delegations import registry
    from bracketparse.readers.text import UnreadableError
    from bracketparse.writers.word.remarks import BY

    try:
        source = readers.source(_bytes(path), registry("un"), {})
    except UnreadableError as error:
        raise Failure(f"{visible(path.name)} cannot be read: {error}.") from None
    text = source.text
    for comment in sorted(source.comments, key=lambda comment: comment.start, reverse=True):
        if comment.author == BY:  # a paragraph of a version of ours that rests on inference
            text = f"{text[: comment.start]}†{text[comment.end :]}"
    return text


def in_venue(loaded: Loaded, venue: str) -> Draft:
    """The draft as it is read in a venue's notation."""
    from bracketparse.parsing import parse_source

    assert loaded.source is not None
    project = loaded.project
    return parse_source(
        loaded.source, venue=venue, delegations=project.delegations, language=project.language, name=loaded.draft.name
    )


def read_record(path: Path) -> Record:
    """What a decisions file holds."""
    from bracketparse.decisions import DecisionsError, loads

    try:
        return loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"{visible(str(path))} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    except DecisionsError as error:
        raise Failure(f"{visible(str(path))}: {error}.") from None


def with_record(loaded: Loaded, record: Record, path: Path) -> Loaded:
    """The draft with what a record confirms and decides; what does not fit it is told."""
    from bracketparse.confirm import confirm
    from bracketparse.finding import match
    from bracketparse.outcomes import Recorded

    confirmation = confirm(loaded.draft, record.wordings)
    for wording, now in confirmation.moved:
        tell(f"{path}: {wording.place.id} is {now} in this draft; its confirmed wording goes with it.")
    for wording, why in confirmation.unfit:
        tell(f"{path}: the wording confirmed for {_named(wording.place)} was not applied: {why}.")
    for proposal, answers in confirmation.conflicts:
        tell(f"{path}: {proposal} stays in its brackets, for the answers differ: {' and '.join(map(answered, answers))}.")
    recorded = []
    found = match(confirmation.draft, [decision.place for decision in record.decisions])
    for decision, where in zip(record.decisions, found, strict=True):
        if where.index is None:
            tell(f"{path}: the decision on {_named(decision.place)} ({decision.verb}) was not applied: {where.why_not}.")
            continue
        recorded.append(Recorded(where.index, decision.verb))
        now = confirmation.draft.proposals[where.index].id
        if decision.place.id not in ("", now):
            tell(f"{path}: {decision.place.id} is {now} in this draft; its decision ({decision.verb}) goes with it.")
    return replace(loaded, draft=confirmation.draft, record=record, recorded=tuple(recorded))


def _named(place: Place) -> str:
    return place.id or repr(place.words)


def answered(wording: Wording) -> str:
    """An answer as it is shown: `{--old--} {++new++} (from form.docx)`."""
    from bracketparse.readings import to_marks

    return f"{to_marks(wording.reading)}{f' ({wording.source})' if wording.source else ''}"


def _authors(options: Iterable[str] | None) -> dict[str, str]:
    """What `--author NAME=WHO` says."""
    told = {}
    for option in options or ():
        name, sign, who = option.rpartition("=")
        if not sign or not who.strip():
            raise Failure(f'--author is NAME=WHO, as in --author "Jane Roe=CAN", not “{visible(option)}”.')
        told[name.strip().strip('"“”')] = who.strip()
    return told


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Failure(f"There is no file {visible(str(path))}.") from None
    except IsADirectoryError:
        raise Failure(f"{visible(str(path))} is a folder, not a draft.") from None
    except (OSError, ValueError) as error:
        raise Failure(f"{visible(str(path))} cannot be read: {getattr(error, 'strerror', None) or error}.") from None


def _only_draft() -> Path:
    """The only draft in this folder."""
    from bracketparse.readers import SUFFIXES

    here = Path.cwd()
    found = sorted(p for p in here.iterdir() if p.suffix in SUFFIXES and p.is_file() and not _NO_DRAFTS.match(p.name))
    if len(found) == 1:
        return found[0]
    looked = (
        f"No draft was named. A plan.toml with a draft was looked for in {visible(str(here))} and above it, "
        "then a single .txt, .md or .docx file here"
    )
    if found:
        raise Failure(f"{looked}; there are {len(found)}: {', '.join(visible(p.name) for p in found[:5])}. Name one.")
    raise Failure(f"{looked}; there is none. Name one: plan render DRAFT.")


def check_choice(option: str, value: str | None, choices: tuple[str, ...]) -> None:
    """Refuse a value that is none of the choices."""
    if value is not None and value not in choices:
        raise Failure(f"{option} is one of {', '.join(choices)}, not “{visible(value)}”.")


def check_wrap(wrap: str) -> None:
    """Refuse a width that is none."""
    if wrap not in ("none", "source") and not (wrap.isdecimal() and 20 <= int(wrap) <= 10_000):
        raise Failure(f"--wrap is none, source, or a number of columns from 20, not “{wrap}”.")


def check_suffix(output: Path | None, written: tuple[str, ...]) -> None:
    """Refuse a file name that promises another kind of file than the command writes, or, where it chooses the kind, none."""
    suffix = output.suffix.lower() if output is not None else ""
    chooses = bool(set(written) - {".txt", ".md"})
    if output is not None and suffix and suffix not in written and (chooses or suffix in FILE_KINDS):
        raise Failure(f"{visible(output.name)}: this command does not write {suffix} files; it writes {', '.join(written)}.")


FILE_KINDS = {
    ".docx",
    ".doc",
    ".odt",
    ".rtf",
    ".pdf",
    ".html",
    ".htm",
    ".json",
    ".csv",
    ".xlsx",
    ".ods",
    ".txt",
    ".md",
    ".toml",
}


def split(values: Iterable[str] | None) -> tuple[str, ...]:
    """The WHOs of a repeatable, comma-separated option."""
    return tuple(who.strip() for value in values or () for who in value.split(",") if who.strip())


NotesOption = Annotated[
    bool | None,
    typer.Option(
        "--notes/--no-notes",
        help="A sign where the text rests on inferred wording, and a closing note. Default: not in a pipe.",
        show_default=False,
    ),
]


def notes_wanted(asked: bool | None, output: Path | None) -> bool:
    """Whether to say in the text itself where it rests on inferred wording.

    A person reads what goes to a terminal or a file. A program, which reads a pipe, gets the words alone; stderr says how many
    are inferred.
    """
    return asked if asked is not None else output is not None or sys.stdout.isatty()


# Results


def put(text: str, output: Path | None, loaded: Loaded | None = None, force: bool = False) -> None:
    """Print a result, or write it to a file, whole or not at all."""
    if output is None:
        shown = visible(text, keep="\n\t") if sys.stdout.isatty() else text
        try:
            sys.stdout.buffer.write(shown.encode("utf-8", "backslashreplace"))
            sys.stdout.flush()
        except BrokenPipeError:
            raise SeenEnoughError from None
        return
    may_write(output, loaded, force)
    write_whole(output, text.encode("utf-8", "backslashreplace"))


def may_write(output: Path, loaded: Loaded | None, force: bool) -> None:
    """Refuse to write over the draft, or over a file that is there unless forced."""
    if output.is_dir():
        raise Failure(f"{visible(str(output))} is a folder; name a file.")
    if output.exists():
        if loaded and loaded.path and loaded.path.exists() and output.samefile(loaded.path):
            raise Failure(f"{visible(str(output))} is the draft itself, which plan never writes to.")
        if not force and output.is_file():  # what is written to a device or a pipe replaces nothing
            raise Failure(f"{visible(str(output))} exists. Use --force to replace it.")


def write_whole(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file so that it is there whole, or not at all; with `durable`, so that it outlives a power cut."""
    import tempfile

    try:
        if path.exists() and not path.is_file():  # a device, a pipe
            path.write_bytes(data)
            return
        path = path.resolve()  # what a link points to is written, not the link
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".plan-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask)
            os.replace(name, path)
            if durable and hasattr(os, "O_DIRECTORY"):
                folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
                try:
                    os.fsync(folder)
                finally:
                    os.close(folder)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise Failure(f"{visible(str(path))} cannot be written: {error.strerror or error}.") from None


# What is said on the terminal


def tell(message: str) -> None:
    """Say something on stderr."""
    try:
        print(visible(message, keep="\n"), file=sys.stderr)
    except BrokenPipeError:
        raise SeenEnoughError from None


def show_error(message: str) -> None:
    """Say on stderr what went wrong."""
    print(f"plan: {visible(message, keep=chr(10))}", file=sys.stderr)


def coloured(stream: object) -> bool:
    """True where colour may be used: on a terminal, unless NO_COLOR is set."""
    return bool(getattr(stream, "isatty", lambda: False)()) and not os.environ.get("NO_COLOR")


def rich_print(renderable: object, output: Path | None, loaded: Loaded, force: bool) -> None:
    """Print something of rich's: at the terminal's width, or as plain text of 80 columns."""
    from rich.console import Console

    if output is not None or not sys.stdout.isatty():
        import io

        columns = os.environ.get("COLUMNS", "")
        width = max(int(columns), 20) if columns.isdecimal() and output is None else 80 if output is None else 100
        sink = io.StringIO()
        Console(file=sink, width=width, color_system=None, markup=False, highlight=False, emoji=False).print(renderable)
        text = "\n".join(line.rstrip() for line in sink.getvalue().split("\n"))
        put(text, output, loaded, force)
        return
    Console(markup=False, highlight=False, emoji=False).print(renderable)


_LONG = 500_000
"""Bytes, or characters, from which work takes long enough for a bar."""


def with_progress(work: Iterable[object], total: int, what: str, size: int) -> list[object]:
    """Do long work with a progress bar, where there is a terminal to show it on."""
    if size < _LONG or not sys.stderr.isatty():
        return list(work)
    from rich.console import Console
    from rich.progress import track

    return list(track(work, description=what, total=total, console=Console(stderr=True), transient=True))
