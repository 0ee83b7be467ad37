"""`plan review`: what only people can say of a draft, asked on the terminal, in a list, or by a form that is sent."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bracketparse.commands.shared import (
    AuthorOption,
    BaseOption,
    DraftArgument,
    Failure,
    ForceOption,
    LanguageOption,
    Loaded,
    VenueOption,
    load,
    may_write,
    put,
    read_record,
    split,
    tell,
    with_record,
    write_whole,
)

if TYPE_CHECKING:
    from bracketparse.decisions import Record
    from bracketparse.questions import Question
    from bracketparse.tree import Draft, Segment


def command(
    draft: DraftArgument = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            "--decisions", metavar="FILE", help="Where answers are kept. Default: DRAFT.decisions.toml beside the draft."
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Print the open questions of wording.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Ask also about wording that was inferred.")] = False,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer",
            metavar="ID=READING",
            help="Settle a question: a number of --list, new, old, or the words marked: '{--old--} {++new++}'. Repeatable.",
        ),
    ] = None,
    apart: Annotated[
        bool, typer.Option("--apart", help="With --answer: that bracket only, not all with the same words.")
    ] = False,
    merge: Annotated[
        list[Path] | None, typer.Option("--merge", metavar="FILE", help="Bring in another reviewer's decisions file.")
    ] = None,
    questionnaire: Annotated[
        Path | None, typer.Option("--questionnaire", metavar="FILE", help="Write a form to send out: .docx or .html.")
    ] = None,
    to: Annotated[
        list[str] | None, typer.Option("--for", metavar="WHO", help="Only the questions for this delegation.")
    ] = None,
    answers: Annotated[
        list[Path] | None, typer.Option("--answers", metavar="FILE", help="Read a form back that was filled in.")
    ] = None,
    force: ForceOption = False,
    venue: VenueOption = None,
    base: BaseOption = None,
    author: AuthorOption = None,
    lang: LanguageOption = None,
) -> None:
    """Confirm the wording of brackets and decide on proposals.

    Each answer is saved at once in the decisions file.
    """
    loaded = load(draft, venue, lang, authors=author, base=base)
    desk = _Desk(loaded, _decisions_file(loaded, decisions), everything)
    if merge or answers:
        desk.merge(merge or (), answers or ())
    if answer:
        desk.answer(answer, apart)
    if questionnaire is not None:
        desk.write_form(questionnaire, split(to), force)
    if listing:
        desk.show(split(to))
    if not (listing or answer or merge or answers or questionnaire):
        desk.review()
    if desk.short:
        raise typer.Exit(1)


def _decisions_file(loaded: Loaded, named: Path | None) -> Path:
    if named is not None:
        return named
    if loaded.path is None:
        raise Failure("Standard input has no place to keep answers beside it: name a file with --decisions.")
    return loaded.path.with_name(f"{loaded.path.stem}.decisions.toml")


class _Desk:
    """A draft, and the decisions file that answers go to."""

    def __init__(self, loaded: Loaded, path: Path, everything: bool) -> None:
        self.plain = loaded
        self.path = path
        self.everything = everything
        self.short = False
        self.record = self._on_disk()
        self.loaded = with_record(loaded, self.record, path)
        self._tell_remarks()

    def _tell_remarks(self) -> None:
        """What delegations wrote instead of choosing a reading."""
        for remark in self.record.remarks:
            tell(f"{self.path}: a remark on {remark.id}{f' ({remark.source})' if remark.source else ''}: “{remark.text}”")

    def _on_disk(self) -> Record:
        from bracketparse.decisions import Record

        return read_record(self.path) if self.path.exists() else Record()

    def save(self, record: Record) -> None:
        """Keep a record in the decisions file, whole and at once."""
        from bracketparse.decisions import dumps

        write_whole(self.path, dumps(record, self.plain.draft.name).encode("utf-8"), durable=True)
        self.record = record

    def _apply(self) -> None:
        from dataclasses import replace

        from bracketparse.confirm import confirm

        self.loaded = replace(self.loaded, draft=confirm(self.plain.draft, self.record.wordings).draft)

    def questions(self, whos: tuple[str, ...] = ()) -> tuple[Question, ...]:
        """The open questions, or those that some delegations can answer."""
        from bracketparse.questions import questions

        draft = self.loaded.draft
        codes = {self._delegation(who) for who in whos}
        asked = questions(draft, self.everything)
        return tuple(q for q in asked if not codes or codes & set(draft.proposals[q.proposals[0]].sponsors))

    def _delegation(self, who: str) -> str:
        from bracketparse.selectors import UnknownSelectorError, delegation, select

        code = delegation(self.loaded.draft, self.loaded.known, who)
        if code is None:
            try:
                select(self.loaded.draft, self.loaded.known, who)
            except UnknownSelectorError as error:
                raise Failure(str(error)) from None
            raise Failure(f"--for names a delegation, which “{who}” is not.")
        return code

    def show(self, whos: tuple[str, ...]) -> None:
        """Print the open questions."""
        import os

        from bracketparse.writers.asking import as_text

        columns = os.environ.get("COLUMNS", "")
        if sys.stdout.isatty():
            columns = str(os.get_terminal_size(sys.stdout.fileno()).columns)
        width = max(int(columns), 40) if columns.isdecimal() and int(columns) else 80
        put(as_text(self.loaded.draft, self.questions(whos), self.loaded.language, width), None, self.loaded)

    # Answers

    def answer(self, answers: list[str], apart: bool) -> None:
        """Settle questions, one after the other: all that were asked, or none."""
        from bracketparse.questions import answer as settle
        from bracketparse.questions import ask, read_anew
        from bracketparse.readings import parts_of, to_marks

        told = []
        before = self.record, self.loaded
        try:
            for written in answers:
                name, sign, reading = written.partition("=")
                if not sign:
                    raise Failure(f"--answer is written ID=READING, not “{written}”.")
                draft = self.plain.draft if self._is_settled(name.strip()) else self.loaded.draft
                index = self._index(name.strip())
                question = ask(draft, index)
                if question is None:
                    raise Failure(f"{name.strip()}: its wording is marked in the draft; there is nothing to ask.")
                segments = self._reading(draft, question, reading.strip(), name.strip())
                done = settle(draft, self.record, question, segments, only_first=apart)
                self.record = done.record
                self._apply()
                ids = [draft.proposals[n].id for n in done.settled]
                told.append(f"{', '.join(ids)}: {to_marks(parts_of(segments))}")
        except Failure:
            self.record, self.loaded = before
            raise
        self.save(self.record)
        for line in told:
            tell(line)
        if anew := read_anew(before[1].draft, self.loaded.draft):
            tell(f"For this answer, these are read otherwise now: {', '.join(anew)}.")
        tell(f"Saved in {self.path}. {_still_open(len(self.questions()))}")

    def _is_settled(self, name: str) -> bool:
        return any(p.id == name and p.evidence == "confirmed" for p in self.loaded.draft.proposals)

    def _index(self, name: str) -> int:
        ids = [p.id for p in self.plain.draft.proposals]
        if name in ids:
            return ids.index(name)
        from bracketparse.selectors import nearest

        near = nearest(name, ids)
        hint = f" The nearest are: {', '.join(near)}." if near else ""
        raise Failure(f"“{name}” is no proposal of this draft.{hint}")

    def _reading(self, draft: Draft, question: Question, written: str, name: str) -> tuple[Segment, ...]:
        """The reading that someone named: by its number, as `new` or `old`, or by its words."""
        from bracketparse.readings import from_marks, segments_of

        proposal = draft.proposals[question.proposals[0]]
        if written.isdecimal():
            offered = question.readings(draft)
            if 1 <= int(written) <= len(offered):
                return offered[int(written) - 1].segments
            raise Failure(f"{name} has the readings 1 to {len(offered)}, no {written} (plan review --list).")
        whole = {"new": "insert", "insert": "insert", "old": "delete", "delete": "delete"}.get(written)
        parts = ((whole, proposal.words),) if whole else from_marks(written)
        segments = segments_of(draft, proposal, parts)  # type: ignore[arg-type]
        if segments is None or all(role == "keep" for role, _ in parts):
            raise Failure(
                f"{name}: “{written}” is no reading of its words. Say a number of --list, new, old, or mark all its words "
                f"with {{--old--}} and {{++new++}}: {proposal.words}"
            )
        return segments

    # Other people's answers

    def merge(self, files: tuple[Path, ...] | list[Path], forms: tuple[Path, ...] | list[Path]) -> None:
        """Bring in decisions files and forms; conflicts are kept on both sides and named."""
        from bracketparse.merging import merge

        record, conflicts, new, before = self.record, [], 0, len(self.record.remarks)
        for path in (*files, *forms):
            theirs = read_record(path) if path in files else self._read_form(path)
            merged = merge(self.plain.draft, record, theirs)
            record = merged.record
            new += merged.new
            conflicts += [(path, conflict) for conflict in merged.conflicts]
        self.save(record)
        self.loaded = with_record(self.plain, record, self.path)
        for path, conflict in conflicts:
            tell(f"Conflict at {conflict.id}: {self.path} says {conflict.mine}, {path} says {conflict.theirs}.")
        self.short = self.short or bool(conflicts)
        if len(record.remarks) > before:
            self._tell_remarks()
        tell(f"{new} new {'entry' if new == 1 else 'entries'} in {self.path}. {_still_open(len(self.questions()))}")

    def _read_form(self, path: Path) -> Record:
        from bracketparse.readers.form import FormError, read

        try:
            form = read(self.plain.draft, path.read_bytes(), path.name)
        except OSError as error:
            raise Failure(f"{path} cannot be read: {error.strerror or error}.") from None
        except FormError as error:
            raise Failure(f"{path}: {error}.") from None
        for refused in form.refused:
            tell(f"{path}: {refused}.")
        self.short = self.short or bool(form.refused)
        tell(f"{path}: {form.answered} answered, {form.unanswered} left open, {len(form.refused)} refused.")
        return form.record

    def write_form(self, path: Path, whos: tuple[str, ...], force: bool) -> None:
        """Write a form with the questions for some delegations, or for all."""
        if path.suffix.lower() not in (".docx", ".html", ".htm"):
            raise Failure(f"{path.name}: a questionnaire is a .docx or .html file.")
        may_write(path, self.loaded, force)
        asked = self.questions(whos)
        if not asked:
            whom = f" for {', '.join(whos)}" if whos else ""
            more = "" if self.everything else " --all asks also about wording that was inferred."
            raise Failure(f"There is nothing to ask: no question of wording is open{whom}, and no form was written.{more}", 1)
        names = [self.loaded.known.name(self._delegation(who), self.loaded.language) for who in whos]
        if path.suffix.lower() == ".docx":
            from bracketparse.writers.form_docx import write as write_docx

            data = write_docx(self.loaded.draft, asked, self.loaded.language, names)
        else:
            from bracketparse.writers.form_html import write as write_html

            data = write_html(self.loaded.draft, asked, self.loaded.language, names).encode("utf-8", "replace")
        write_whole(path, data)
        tell(f"{len(asked)} {'question' if len(asked) == 1 else 'questions'} in {path}.")

    # On the terminal

    def review(self) -> None:
        """Walk through the questions and proposals in the terminal."""
        without = "Without one: plan review --list, --answer, --questionnaire."
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise Failure(f"plan review needs a terminal. {without}")
        try:
            import textual  # noqa: F401
        except ImportError:
            raise Failure(
                "plan review needs Textual: pip install 'bracketparse[review]'. Without it: plan review --list, --answer, "
                "--questionnaire."
            ) from None
        from bracketparse.review.app import Review
        from bracketparse.review.work import Work

        work = Work(self.plain.draft, self.record, self._saved, self.everything)
        Review(work, self.loaded.known, self.loaded.language).run()
        if self.path.exists():
            tell(f"Saved in {self.path}. To use it: plan render --decisions {self.path}")

    def _saved(self, record: Record) -> str:
        """Keep a record, unless someone else wrote to the file; gives back why that failed, or nothing."""
        try:
            if self._on_disk() != self.record:
                return f"{self.path} was changed by someone else; nothing was saved. Quit, and start again."
            self.save(record)
        except Failure as failure:
            return str(failure)
        return ""


def _still_open(n: int) -> str:
    if n == 0:
        return "No question of wording is open."
    return f"{n} {'question' if n == 1 else 'questions'} of wording still open."
