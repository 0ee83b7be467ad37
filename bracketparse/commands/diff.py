"""`plan diff`: one draft, two of its versions; or two drafts."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bracketparse.commands.shared import (
    AuthorOption,
    DraftArgument,
    Failure,
    ForceOption,
    LanguageOption,
    Loaded,
    OutputOption,
    VenueOption,
    check_choice,
    check_wrap,
    coloured,
    in_venue,
    load,
    may_write,
    put,
    read_record,
    split,
    tell,
    with_progress,
    with_record,
    write_whole,
)

if TYPE_CHECKING:
    from bracketparse.difference import Difference
    from bracketparse.reconcile import Rendition
    from bracketparse.sides import Side
    from bracketparse.writers.difference_view import View

_KINDS = {".html": "html", ".htm": "html", ".md": "md", ".json": "json", ".txt": "terminal", ".docx": "docx"}
_VERSION = "base, open, all, WHO (its proposals taken in; comma-separated), or a decisions file."
_WIDE = 100
"""Columns from which two texts fit side by side."""


def command(
    draft: DraftArgument = None,
    second: Annotated[str | None, typer.Argument(metavar="[B]", help="A second draft, to compare the first with.")] = None,
    from_version: Annotated[
        str | None, typer.Option("--from", metavar="VERSION", help=f"The old version: {_VERSION} Default: base.")
    ] = None,
    as_version: Annotated[
        str | None, typer.Option("--as", metavar="VERSION", help="The new version, likewise. Default: all.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="terminal|html|docx|md|json", help="Kind of output.")] = None,
    around: Annotated[
        int, typer.Option("-U", "--unified", metavar="N", min=0, help="Show N unchanged paragraphs around a changed one.")
    ] = 0,
    full: Annotated[bool, typer.Option("--full", help="Show the unchanged paragraphs too, and all words.")] = False,
    side_by_side: Annotated[bool, typer.Option("--side-by-side", help=f"Two columns, from {_WIDE} columns on.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where there are differences.")] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="ID", help="Say why a paragraph or proposal is matched as it is.")
    ] = None,
    label: Annotated[
        list[str] | None, typer.Option("--label", metavar="NAME", help="Call the old text this; again: the new text.")
    ] = None,
    undecided: Annotated[str, typer.Option("--undecided", metavar="hold|guess", help="As for render.")] = "hold",
    with_groups: Annotated[bool, typer.Option("--with-groups", help="A State's groups speak for it too.")] = False,
    wrap: Annotated[
        str, typer.Option("--wrap", metavar="N|none|source", help="Of versions: as for render; seen in JSON only.")
    ] = "source",
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="docx: of the tracked changes. Default: plan.toml's."),
    ] = None,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Print at once, however long it is.")] = False,
    output: OutputOption = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    author: AuthorOption = None,
    lang: LanguageOption = None,
) -> None:
    """Show what differs between two versions of a draft, or between two drafts."""
    check_choice("--undecided", undecided, ("hold", "guess"))
    check_wrap(wrap)
    if to is None and output is not None and output.suffix and output.suffix.lower() not in _KINDS:
        kinds = ", ".join(_KINDS)
        raise Failure(f"{output.name}: plan diff writes {kinds} files, by the suffix or by --to.")
    kind = to or (_KINDS.get(output.suffix.lower(), "terminal") if output else "terminal")
    check_choice("--to", kind, ("terminal", "html", "docx", "md", "json"))
    if draft == second == "-":
        raise Failure("Standard input can be one of the two drafts, not both.")
    if kind == "docx" and output is None:
        raise Failure("A Word file is written with -o FILE.docx.")
    loaded = load(draft, venue, lang, authors=author)
    other = load(second, venue, lang, authors=author) if second is not None else loaded
    if second is not None and venue is None:
        loaded, other = _settled(loaded, other)
    for one in (loaded, other):
        if output is not None:
            may_write(output, one, force)
    names = (label or [])[:2]
    told: list[str] = []
    if second is not None and from_version is None and as_version is None:
        difference = _drafts(loaded, other, names)
    else:
        settings = (undecided, with_groups, wrap)
        difference = _versions((loaded, other), (from_version or "base", as_version or "all"), settings, names, told)
    if explain is not None:
        _explain(difference, explain)
    else:
        _write(difference, kind, (loaded, output, force), (around, full, side_by_side, no_pager), told, date)
    if exit_code and difference.differs:
        raise typer.Exit(1)


# The two texts


def _settled(a: Loaded, b: Loaded) -> tuple[Loaded, Loaded]:
    """Both drafts in one venue's notation, where neither project names its own; told, where one of them changed it."""
    if a.draft.venue == b.draft.venue or a.project.venue or b.project.venue:
        return a, b
    from bracketparse.settling import settle

    settled = settle(a.draft, b.draft, lambda venue: (in_venue(a, venue), in_venue(b, venue)))
    alone = f"Alone, {a.shown_name} reads as a text of {a.draft.venue} and {b.shown_name} as one of {b.draft.venue}"
    if settled is None:
        tell(f"{alone}, and no notation fits both: much may seem changed that is not. Name one with --venue.")
        return a, b
    venue = settled[0].venue
    if a.draft.proposals and b.draft.proposals:  # without a bracket, a draft says nothing of its venue
        tell(f"{alone}: both are read as {venue}, in which more of their brackets are understood (--venue names another).")
    return replace(a, draft=settled[0]), replace(b, draft=settled[1])


def _drafts(a: Loaded, b: Loaded, names: list[str]) -> Difference:
    from bracketparse.difference import STEPS, Difference, steps
    from bracketparse.sides import of_draft

    called = _called((a, b), names)
    sides = [of_draft(a.draft, called[0], b.draft.source), of_draft(b.draft, called[1], a.draft.source)]
    size = len(a.draft.source) + len(b.draft.source)
    difference = with_progress(lambda: steps(*sides), STEPS, "differences", size)[-1]
    assert isinstance(difference, Difference)
    return difference


def _called(loaded: tuple[Loaded, Loaded], names: list[str]) -> list[str]:
    """What the two texts are called: as the user says, else by their files; by their paths where those have one name."""
    a, b = loaded
    found = [one.draft.name for one in loaded]
    if a is not b and found[0] == found[1]:
        found = [str(one.path) if one.path else one.draft.name for one in loaded]
    return [*names, *found[len(names) :]]


def _versions(
    loaded: tuple[Loaded, Loaded], wanted: tuple[str, str], settings: tuple[str, bool, str], names: list[str], told: list[str]
) -> Difference:
    """Two versions, and in `told` what each is and rests on."""
    from bracketparse.difference import compare_versions
    from bracketparse.sides import of_rendition
    from bracketparse.summary import summary
    from bracketparse.writers.text import parts

    sides: list[Side] = []
    for one, version, name in zip(loaded, wanted, _called(loaded, names), strict=True):
        rendition = _rendition(one, version, settings)
        sides.append(of_rendition(rendition, parts(rendition, settings[2]), name, version))
        sentences = [f"{version}: {sentence}." for sentence in summary(rendition, one.known, loaded[0].language)]
        told += [sentence for sentence in sentences if sentence not in told]
    return compare_versions(*sides)


def _rendition(loaded: Loaded, version: str, settings: tuple[str, bool, str]) -> Rendition:
    from bracketparse.outcomes import Decisions
    from bracketparse.reconcile import reconcile
    from bracketparse.selectors import UnknownSelectorError

    undecided, with_groups, _ = settings
    decisions = Decisions(undecided=undecided, with_groups=with_groups)  # type: ignore[arg-type]
    if version == "open":
        decisions = replace(decisions, rest="hold")
    elif Path(version).suffix == ".toml":
        loaded = with_record(loaded, read_record(Path(version)), Path(version))
        decisions = replace(decisions, recorded=loaded.recorded)
    elif version != "base":
        decisions = replace(decisions, accept=split([version]))
    try:
        return reconcile(loaded.draft, decisions, loaded.known)
    except UnknownSelectorError as error:
        raise Failure(f"{error} A version is base, open, all, WHO, or a decisions file (.toml).") from None


# What is shown


def _explain(difference: Difference, wanted: str) -> None:
    from bracketparse.writers.difference_explanation import explain

    lines = explain(difference, wanted)
    if not lines:
        import difflib

        ids = {p.id for side in (difference.a, difference.b) for p in side.draft.proposals}
        ids |= {p.id for side in (difference.a, difference.b) for p in side.paragraphs}
        near = difflib.get_close_matches(wanted, sorted(ids), 3, 0.5)
        hint = f" The nearest are: {', '.join(near)}." if near else ""
        raise Failure(f"“{wanted}” is no paragraph or proposal of either text.{hint}")
    put("\n".join(lines) + "\n", None)


def _write(
    difference: Difference,
    kind: str,
    place: tuple[Loaded, Path | None, bool],
    shown: tuple[int, bool, bool, bool],
    told: list[str],
    day: str | None,
) -> None:
    loaded, output, force = place
    around, full, side_by_side, no_pager = shown
    if kind == "json":
        from bracketparse.writers import difference_json

        put(difference_json.write(difference), output, loaded, force)
        return
    from bracketparse.writers.difference_view import view

    made = view(difference, loaded.language, around=around, full=full, told=told)
    if kind == "terminal":
        _print(made, side_by_side, no_pager, place)
    elif kind == "md":
        from bracketparse.writers import difference_markdown

        put(difference_markdown.write(made), output, loaded, force)
    elif kind == "html":
        from bracketparse.writers import difference_html

        put(difference_html.write(made), output, loaded, force)
    else:
        _write_word(difference, made, loaded, output, day)


def _write_word(difference: Difference, made: View, loaded: Loaded, output: Path | None, day: str | None) -> None:
    from datetime import date

    from bracketparse.writers.word.difference import difference as document
    from bracketparse.writers.word.package import assemble
    from bracketparse.writers.word.sheet import NO_DATE, Sheet

    assert output is not None
    given = day or loaded.project.document.get("date")
    try:
        dated = date.fromisoformat(given) if given else NO_DATE
    except ValueError:
        if day is not None:
            raise Failure(f"--date is a day written YYYY-MM-DD, not “{day}”.") from None
        dated = NO_DATE
    if dated == NO_DATE:
        tell(f"No date is known: the tracked changes are dated {NO_DATE}. Give one with --date, or in plan.toml, [document].")
    paper = "letter" if loaded.draft.venue == "oas" else "a4"
    sheet = Sheet(language=loaded.language, document=loaded.project.document, paper=paper, day=dated)
    write_whole(output, assemble(document(difference, made, sheet), sheet).data)


def _print(made: View, side_by_side: bool, no_pager: bool, place: tuple[Loaded, Path | None, bool]) -> None:
    """Print lines: in the terminal's width and style, through a pager; as plain text of 80 columns elsewhere."""
    from bracketparse.writers import difference_terminal

    loaded, output, force = place
    on_terminal = output is None and sys.stdout.isatty()
    columns = _columns(on_terminal)
    if side_by_side and columns < _WIDE:
        tell(f"Side by side needs {_WIDE} columns, and there are {columns}: one below the other.")
        side_by_side = False
    style = "plain" if not on_terminal else "colour" if coloured(sys.stdout) else "mono"
    text = difference_terminal.write(made, columns, style, side_by_side)  # type: ignore[arg-type]
    if not on_terminal:
        put(text, output, loaded, force)
    elif no_pager or not _page(text):
        sys.stdout.write(text)  # the text in it is safe to print already


def _columns(on_terminal: bool) -> int:
    named = os.environ.get("COLUMNS", "")
    if named.isdecimal() and int(named):
        return int(named)
    return os.get_terminal_size(sys.stdout.fileno()).columns or 80 if on_terminal else 80


def _page(text: str) -> bool:
    """Show the text in a pager, as git does: $PLAN_PAGER, $PAGER, less; False where there is none."""
    import shutil
    import subprocess

    pager = os.environ.get("PLAN_PAGER", os.environ.get("PAGER", "less"))
    if pager in ("", "cat") or shutil.which(pager.split()[0]) is None:
        return False
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    with contextlib.suppress(BrokenPipeError):  # who leaves the pager has seen enough
        subprocess.run(pager, shell=True, input=text.encode("utf-8", "backslashreplace"), env=environment, check=False)
    return True
