"""`plan versions`: all the versions of a draft, in a folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from bracketparse.commands.shared import (
    FILE_KINDS,
    AuthorOption,
    BaseOption,
    DecisionsOption,
    DraftArgument,
    Failure,
    ForceOption,
    LanguageOption,
    VenueOption,
    check_choice,
    check_wrap,
    load,
    may_write,
    tell,
    with_progress,
    write_whole,
)
from bracketparse.visible import visible

if TYPE_CHECKING:
    from bracketparse.versions import Version


def command(
    draft: DraftArgument = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write to.")] = Path("versions"),
    to: Annotated[str, typer.Option("--to", metavar="text|md", help="Kind of the files.")] = "text",
    undecided: Annotated[str, typer.Option("--undecided", metavar="hold|guess", help="As for render.")] = "hold",
    wrap: Annotated[str, typer.Option("--wrap", metavar="N|none|source", help="As for render.")] = "source",
    notes: Annotated[
        bool, typer.Option("--notes/--no-notes", help="A sign where the text rests on inferred wording, and a closing note.")
    ] = True,
    decisions: DecisionsOption = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    base: BaseOption = None,
    author: AuthorOption = None,
    lang: LanguageOption = None,
) -> None:
    """Write every version into a folder, with an index.

    For every delegation base+CAN and CAN-working; besides them base, open and all.
    """
    from bracketparse.versions import versions
    from bracketparse.writers import text

    check_choice("--to", to, ("text", "md"))
    check_choice("--undecided", undecided, ("hold", "guess"))
    check_wrap(wrap)
    if output.is_file() or (output.suffix.lower() in FILE_KINDS and not output.is_dir()):
        what = "is a file" if output.is_file() else "is named like a file"
        raise Failure(f"{visible(str(output))} {what}, and plan versions writes many: name a folder, -o DIR.")
    loaded = load(draft, venue, lang, decisions, author, base)
    suffix = ".md" if to == "md" else ".txt"
    roster = loaded.draft.roster()
    made = with_progress(
        versions(loaded.draft, loaded.known, loaded.language, undecided),
        *(3 + 2 * len(roster), "versions", len(loaded.draft.source)),
    )
    language = loaded.language if notes else ""
    files = {}
    for version in cast("list[Version]", made):
        path = output / _file_name(version.name, suffix)
        files[path] = f"{version.heading}\n\n{text.write(version.rendition, wrap, language)}"
    files[output / "index.md"] = _index(loaded.shown_name, cast("list[Version]", made), suffix, loaded.language)
    for path in files:
        may_write(path, loaded, force)
    for path, content in files.items():
        write_whole(path, content.encode("utf-8", "backslashreplace"))
    tell(f"{len(files)} files in {output}: {', '.join(p.stem for p in files if p.stem != 'index')}, and an index.")


def _file_name(name: str, suffix: str) -> str:
    """A file name that stays in its folder, whatever a delegation is called."""
    return re.sub(r"[^\w+-]", "_", name) + suffix


def _index(name: str, made: list[Version], suffix: str, language: str) -> str:
    """What each version contains."""
    from bracketparse.messages import say
    from bracketparse.unconfirmed import unconfirmed

    heads, colon = say("index", language), say("colon", language)
    _, *titles, to_confirm, _ = (head[0].upper() + head[1:] for head in heads.split(" | "))
    lines = [f"# {name}", "", f"| {heads} |", "|---|---:|---:|---:|---:|---|"]
    for version in made:
        settled = [outcome.settled for outcome in version.rendition.outcomes]
        figures = " | ".join(str(settled.count(kind)) for kind in ("accepted", "rejected", "open"))
        file = _file_name(version.name, suffix)
        open_wording = len(unconfirmed(version.rendition))
        lines.append(f"| [{file}]({file}) | {figures} | {open_wording} | {version.heading} |")
    for version in made:
        lines += ["", f"## {version.name}", "", version.heading + ".", ""]
        draft = version.rendition.draft
        for title, kind in zip(titles, ("accepted", "rejected", "open"), strict=True):
            ids = [p.id for p, o in zip(draft.proposals, version.rendition.outcomes, strict=True) if o.settled == kind]
            if ids:
                lines.append(f"* {title}{colon}{', '.join(ids)}")
        if ids := [draft.proposals[n].id for n in unconfirmed(version.rendition)]:
            lines.append(f"* {to_confirm}{colon}{', '.join(ids)}")
    return "\n".join(lines) + "\n"
