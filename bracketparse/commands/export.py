"""`plan export`: Word documents for circulation."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bracketparse.commands.selecting import (
    AcceptOption,
    HoldOption,
    RejectOption,
    RenumberOption,
    StrictOption,
    UndecidedOption,
    WithGroupsOption,
    reconciled,
    refuse_guesses,
    renumbered,
    some,
    tell_of,
    wanted,
)
from bracketparse.commands.shared import (
    AuthorOption,
    BaseOption,
    DecisionsOption,
    DraftArgument,
    Failure,
    ForceOption,
    LanguageOption,
    Loaded,
    VenueOption,
    check_choice,
    load,
    may_write,
    split,
    tell,
    write_whole,
)

if TYPE_CHECKING:
    from bracketparse.outcomes import Decisions
    from bracketparse.reconcile import Rendition
    from bracketparse.writers.word.job import Job
    from bracketparse.writers.word.package import Content
    from bracketparse.writers.word.sheet import Sheet

KINDS = ("clean", "marked", "tracked", "table")


def command(
    draft: DraftArgument = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE.docx", help="The file to write.")] = None,
    kind: Annotated[str, typer.Option("--as", metavar="|".join(KINDS), help="Which document.")] = "clean",
    accept: AcceptOption = None,
    reject: RejectOption = None,
    hold: HoldOption = None,
    rest: Annotated[
        str | None,
        typer.Option("--rest", metavar="reject|accept|hold", help="What becomes of all others: clean, reject; else hold."),
    ] = None,
    decisions: DecisionsOption = None,
    undecided: UndecidedOption = "hold",
    with_groups: WithGroupsOption = False,
    renumber: RenumberOption = False,
    strict: StrictOption = False,
    allow_open: Annotated[bool, typer.Option("--allow-open", help="clean: let brackets stand that nobody decided.")] = False,
    attribution: Annotated[
        str, typer.Option("--attribution", metavar="full|count|none", help="How sponsors are named.")
    ] = "full",
    since: Annotated[
        Path | None, typer.Option("--since", metavar="DRAFT", help="marked: a bar in the margin at what is new since then.")
    ] = None,
    columns: Annotated[
        list[str] | None, typer.Option("--columns", metavar="CAN,CRI", help="table: a column a delegation, up to 4.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE.docx", help="A document whose styles and letterhead to use.")
    ] = None,
    paper: Annotated[
        str | None, typer.Option("--paper", metavar="letter|a4", help="Default: letter for the OAS, else A4.")
    ] = None,
    toc: Annotated[bool, typer.Option("--toc", help="A table of contents.")] = False,
    line_numbers: Annotated[bool, typer.Option("--line-numbers", help="Lines numbered on each page.")] = False,
    comments: Annotated[
        bool, typer.Option("--comments/--no-comments", help="What plan knows of a proposal, in comments.")
    ] = True,
    date: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Date of tracked changes. Default: that of plan.toml.")
    ] = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    base: BaseOption = None,
    author: AuthorOption = None,
    lang: LanguageOption = None,
) -> None:
    """Write a Word document for circulation.

    It is one version of the text, or the draft with its proposals marked, as tracked changes, or in a table.
    """
    check_choice("--as", kind, KINDS)
    check_choice("--attribution", attribution, ("full", "count", "none"))
    check_choice("--paper", paper, ("letter", "a4"))
    _check_options(kind, since=since, columns=columns, allow_open=allow_open, renumber=renumber)
    if columns and not split(columns):
        raise Failure("--columns names nobody: give up to 4 delegations, as in --columns CAN,CRI.")
    if columns and attribution != "full":
        raise Failure("--columns names delegations: it goes with --attribution full.")
    if output is None:
        raise Failure("Name the file to write: -o FILE.docx.")
    if output.suffix.lower() != ".docx":
        raise Failure(f"{output.name}: plan export writes .docx files.")
    loaded = load(draft, venue, lang, decisions, author, base)
    may_write(output, loaded, force)
    chosen = wanted(
        *(loaded, accept, reject, hold),
        *(rest or ("reject" if kind == "clean" else "hold"), undecided, with_groups),
    )
    rendition = reconciled(loaded, chosen)
    if strict:
        refuse_guesses(rendition)
    sheet = _sheet(loaded, kind, paper, toc, line_numbers, date, template)
    job = _job(loaded, chosen, sheet, "none" if kind == "clean" else attribution, comments)
    content = _content(job, kind, rendition, loaded, allow_open, renumber, since, columns)
    from bracketparse.writers.word.package import assemble
    from bracketparse.writers.word.template import TemplateError

    try:
        made = assemble(content, sheet)
    except TemplateError as error:
        raise Failure(f"{template} cannot be the template: {error}.") from None
    write_whole(output, made.data)
    if made.missing:
        tell(f"{template} has no style for {', '.join(made.missing)}; plan's own is used.")
    if kind == "tracked":
        _tell_tracked(loaded, rendition)
        if not comments:
            _tell_unsaid(rendition)
    else:
        tell_of(loaded, rendition)


def _tell_tracked(loaded: Loaded, rendition: Rendition) -> None:
    """Say how many proposals became tracked changes, and on how many of them the wording is only inferred."""
    from bracketparse.messages import count
    from bracketparse.revisions import is_on_the_table

    pairs = list(zip(rendition.draft.proposals, rendition.outcomes, strict=True))
    held = [p for p, o in pairs if o.reason == "held" and p.effect != "undecided"]
    shown = [p for p in held if not is_on_the_table(rendition.draft, p)]
    figures = {
        "tracked": len(shown),
        "inferred": sum(p.evidence == "inferred" and not p.likeliest for p in shown),
        "guessed": sum(bool(p.likeliest) for p in shown),
        "stay_open": sum(o.settled == "open" for _, o in pairs) - len(shown),
    }
    told = [count(key, n, loaded.language) for key, n in figures.items() if n or key == "tracked"]
    tell(f"{'; '.join(told)}.")


def _check_options(kind: str, **given: object) -> None:
    """Refuse an option that means nothing for this kind of document."""
    belongs = {"since": "marked", "columns": "table", "allow_open": "clean", "renumber": "clean"}
    for name, value in given.items():
        if value and belongs[name] != kind:
            raise Failure(f"--{name.replace('_', '-')} goes with --as {belongs[name]}.")


def _tell_unsaid(rendition: Rendition) -> None:
    """Say of which proposals the document does not tell who opposes or keeps them: only comments would."""
    pairs = zip(rendition.draft.proposals, rendition.outcomes, strict=True)
    left = [p.id for p, o in pairs if o.reason == "held" and any(x.delegation not in p.sponsors for x in p.positions)]
    if left:
        many = "1 proposal" if len(left) == 1 else f"{len(left)} proposals"
        tell(f"Without comments the document does not show who else has a position on {many}: {some(left)}.")


def _sheet(
    loaded: Loaded,
    kind: str,
    paper: str | None,
    toc: bool,
    line_numbers: bool,
    date: str | None,
    template: Path | None,
) -> Sheet:
    """How the document is set up: by the options, else by plan.toml."""
    from bracketparse.writers.word.sheet import NO_DATE, Sheet

    document = loaded.project.document
    given = date or document.get("date")
    day = NO_DATE
    if given is not None:
        try:
            day = Date.fromisoformat(given)
        except ValueError:
            if date is not None:
                raise Failure(f"--date is a day written YYYY-MM-DD, not “{date}”.") from None
    if kind == "tracked" and day == NO_DATE:
        tell(f"No date is known: the tracked changes are dated {NO_DATE}. Give one with --date, or in plan.toml, [document].")
    return Sheet(
        language=loaded.language,
        document=document,
        paper=paper or ("letter" if loaded.draft.venue == "oas" else "a4"),
        landscape=kind == "table",
        toc=toc,
        line_numbers=line_numbers,
        day=day,
        template=_template(template),
    )


def _template(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror or error}.") from None


def _job(loaded: Loaded, decisions: Decisions, sheet: Sheet, attribution: str, comments: bool) -> Job:
    from bracketparse.venues import venue
    from bracketparse.writers.word.job import Job

    organization = venue(loaded.draft.venue).roster
    return Job(loaded.draft, decisions, loaded.known, sheet, attribution, organization, comments)  # type: ignore[arg-type]


def _content(
    job: Job,
    kind: str,
    rendition: Rendition,
    loaded: Loaded,
    allow_open: bool,
    renumber: bool,
    since: Path | None,
    columns: list[str] | None,
) -> Content:
    if kind == "clean":
        from bracketparse.writers.word.clean import clean, undecided

        if (left := undecided(rendition)) and not allow_open:
            brackets = "1 bracket" if len(left) == 1 else f"{len(left)} brackets"
            raise Failure(
                f"refused: {brackets} that nobody decided would be left: {some(left)}. Decide, hold, or let stand with "
                "--allow-open.",
                1,
            )
        shown = job.rendition()
        return clean(job, renumbered(shown) if renumber else shown)
    if kind == "marked":
        from bracketparse.writers.word.marked import marked

        return marked(job, load(str(since)).draft if since else None)
    if kind == "table":
        from bracketparse.writers.word.table import MOST_COLUMNS, table

        codes = _codes(loaded, columns)
        if len(codes) > MOST_COLUMNS:
            raise Failure(f"--columns takes up to {MOST_COLUMNS} delegations; {len(codes)} were named.")
        if codes:
            _tell_left_out(rendition, codes)
        return table(job, codes)
    from bracketparse.writers.word.tracked import tracked

    content, revisions = tracked(job)
    for name in revisions.shared:
        tell(
            f"{name}: two delegations make the same small change there, which tracked changes can give to one author only; "
            "accepted alone, the other's leaves it undone."
        )
    return content


def _tell_left_out(rendition: Rendition, codes: list[str]) -> None:
    """Say whose proposals have no column."""
    held = [p for p, o in zip(rendition.draft.proposals, rendition.outcomes, strict=True) if o.settled == "open"]
    others = [p for p in held if not set(codes) & set(p.sponsors)]
    if others:
        who = ", ".join(dict.fromkeys(code for p in others for code in p.sponsors or ("nobody named",)))
        tell(f"{'1 proposal' if len(others) == 1 else f'{len(others)} proposals'} of {who} without a column in the table.")


def _codes(loaded: Loaded, columns: list[str] | None) -> list[str]:
    """The codes of the delegations that are to have a column."""
    from bracketparse.selectors import UnknownSelectorError, named

    try:
        return [named(loaded.draft, loaded.known, who) for who in split(columns)]
    except UnknownSelectorError as error:
        raise Failure(str(error)) from None
