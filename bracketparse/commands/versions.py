"""`plan versions`: all the versions of a draft, in a folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from bracketparse.commands.shared import (
    AuthorOption,
    BaseOption,
    DecisionsOption,
    DraftArgument,
    ForceOption,
    LanguageOption,
    NotesOption,
    VenueOption,
    check_choice,
    check_wrap,
    load,
    may_write,
    tell,
    with_progress,
    write_whole,
)

if TYPE_CHECKING:
    from bracketparse.versions import Version


def command(
    draft: DraftArgument = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write to.")] = Path("versions"),
    to: Annotated[str, typer.Option("--to", metavar="text|md", help="Kind of the files.")] = "text",
    undecided: Annotated[str, typer.Option("--undecided", metavar="hold|guess", help="As for render.")] = "hold",
    wrap: Annotated[str, typer.Option("--wrap", metavar="N|none|source", help="As for render.")] = "source",
    notes: NotesOption = True,
    decisions: DecisionsOption = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    base: BaseOption = None,
    author: AuthorOption = None,
    lang: LanguageOption = None,
) -> None:
    """Write base, open, all, and base+XXX and XXX-working for every delegation, with an index."""
    from bracketparse.versions import versions
    from bracketparse.writers import text

    check_choice("--to", to, ("text", "md"))
    check_choice("--undecided", undecided, ("hold", "guess"))
    check_wrap(wrap)
    loaded = load(draft, venue, lang, decisions, author, base)
    suffix = ".md" if to == "md" else ".txt"
    roster = loaded.draft.roster()
    made = with_progress(
        lambda: versions(loaded.draft, loaded.known, loaded.language, undecided),
        *(3 + 2 * len(roster), "versions", len(loaded.draft.source)),
    )
    language = loaded.language if notes else ""
    files = {}
    for version in cast("list[Version]", made):
        path = output / _file_name(version.name, suffix)
        files[path] = f"{version.heading}\n\n{text.write(version.rendition, wrap, language)}"
    files[output / "index.md"] = _index(loaded.shown_name, cast("list[Version]", made), suffix)
    for path in files:
        may_write(path, loaded, force)
    for path, content in files.items():
        write_whole(path, content.encode("utf-8", "backslashreplace"))
    tell(f"{len(files)} files in {output}: {', '.join(p.stem for p in files if p.stem != 'index')}, and an index.")


def _file_name(name: str, suffix: str) -> str:
    """A file name that stays in its folder, whatever a delegation is called."""
    return re.sub(r"[^\w+-]", "_", name) + suffix


def _index(name: str, made: list[Version], suffix: str) -> str:
    """What each version contains."""
    from bracketparse.unconfirmed import unconfirmed

    lines = [
        f"# {name}",
        "",
        "| version | incorporated | left out | in brackets | wording to be confirmed | what it is |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for version in made:
        settled = [outcome.settled for outcome in version.rendition.outcomes]
        figures = " | ".join(str(settled.count(kind)) for kind in ("accepted", "rejected", "open"))
        file = _file_name(version.name, suffix)
        open_wording = len(unconfirmed(version.rendition))
        lines.append(f"| [{file}]({file}) | {figures} | {open_wording} | {version.heading} |")
    for version in made:
        lines += ["", f"## {version.name}", "", version.heading + ".", ""]
        draft = version.rendition.draft
        for title, kind in (("Incorporated", "accepted"), ("Left out", "rejected"), ("In brackets", "open")):
            ids = [p.id for p, o in zip(draft.proposals, version.rendition.outcomes, strict=True) if o.settled == kind]
            if ids:
                lines.append(f"* {title}: {', '.join(ids)}")
        if ids := [draft.proposals[n].id for n in unconfirmed(version.rendition)]:
            lines.append(f"* Wording to be confirmed: {', '.join(ids)}")
    return "\n".join(lines) + "\n"
