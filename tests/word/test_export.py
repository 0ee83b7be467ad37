"""What is written for Word says what the versions say, by readers that are not ours."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from accepting import accepted_by
from cases import ROOT, plan
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracles import LibreOffice, Text, audit, missing, pandoc
from test_properties import drafts

import bracketparse
from bracketparse.delegations import registry
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import Rendition, reconcile
from bracketparse.revisions import Author, Revisions
from bracketparse.tree import Draft
from bracketparse.writers.word.job import Job
from bracketparse.writers.word.package import assemble
from bracketparse.writers.word.sheet import Sheet
from bracketparse.writers.word.tracked import author_name, tracked

if missing() and not os.environ.get("CI"):
    pytest.skip(f"missing: {', '.join(missing())}", allow_module_level=True)

SHARED = ROOT.parent / "shared"
KNOWN = registry("oas")
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def office() -> Iterator[LibreOffice]:
    with LibreOffice() as office:
        yield office


def write(draft: Draft, path: Path) -> tuple[Path, Job, Revisions]:
    job = Job(draft, Decisions(rest="hold"), KNOWN, Sheet(language=draft.language), organization="oas")
    content, revisions = tracked(job)
    path.write_bytes(assemble(content, job.sheet).data)
    return path, job, revisions


def expected(job: Job, rendition: Rendition) -> Text:
    """The paragraphs of a version, and its notes; the anchors of notes are no words."""
    paragraphs, notes = [], {}
    for r in rendition.blocks:
        text = " ".join(filter(None, (r.label, r.text)))
        if r.block.id in job.markers:
            notes[job.markers[r.block.id]] = r.text
        else:
            paragraphs.append(text)
    called = [sign for text in paragraphs for sign in text if sign in notes]
    return Text([without(text) for text in paragraphs], [without(notes[sign]) for sign in called]).words()


def without(text: str) -> str:
    return "".join(sign for sign in text if not "\U0010f000" <= sign <= "\U0010fffd")


def version(job: Job, *accept: str) -> Text:
    return expected(job, reconcile(job.draft, Decisions(accept=accept), job.known))


def by_author(job: Job, revisions: Revisions, author: Author) -> list[str]:
    """The paragraphs by our own code, for where tracked changes cannot say it (`Revisions.shared`)."""
    left = accepted_by(revisions.paragraphs, [author])
    return Text([without(text) for block, text in left if block.id not in job.markers], []).words().paragraphs


def says(text: Text) -> list[str]:
    """The paragraphs as words; a document without any has one that is empty."""
    return text.words().paragraphs or [""]


def check(draft: Draft, path: Path, office: LibreOffice | None) -> None:
    _, job, revisions = write(draft, path)
    base, everything = version(job), expected(job, revisions.all)
    if not any(p.tabled for p in draft.proposals):  # what nobody named put in brackets stays in them
        assert everything == version(job, "all")
    empty = not any(p.inserted is p.deleted is None for p in revisions.paragraphs)  # then a paragraph stands in for all
    tail = [""] if empty and revisions.paragraphs else []
    for action, wanted in (("reject", base), ("accept", everything)):
        found = pandoc(path, action)  # type: ignore[arg-type]
        assert [p for p in says(found) if p] == [p for p in says(wanted) if p], action
        assert found.words().footnotes == wanted.footnotes
        if office is not None:
            assert office.text(path, action).words().paragraphs == (wanted.paragraphs + tail or [""]), action  # type: ignore[arg-type]
    if office is None:
        return
    for author in revisions.authors:
        if not author.together:
            found_by = office.text(path, "accept-author", author_name(author, job)).words().paragraphs
            assert found_by == (by_author(job, revisions, author) + tail or [""]), author


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path: Path, tmp_path: Path, office: LibreOffice) -> None:
    made = tmp_path / "tracked.docx"
    check(bracketparse.read(path), made, office)
    assert audit(made) == []


@given(st.lists(drafts(), min_size=8, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_200_drafts_that_nobody_wrote_eight_at_a_time(office: LibreOffice, sources: list[str]) -> None:
    """Eight at a time, as what takes long is to open a document."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "tracked.docx")
        check(bracketparse.parse("\n\n".join(sources)), made, office)
        assert audit(made) == []


@given(drafts())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_drafts_that_nobody_wrote_one_by_one(office: LibreOffice, source: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(bracketparse.parse(source), Path(folder, "tracked.docx"), office)


@pytest.mark.parametrize("kind", ["tracked", "marked"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_is_exported_reads_back_as_the_same_proposals(path: Path, kind: str, tmp_path: Path) -> None:
    done = plan(["export", str(path), "--as", kind, "-o", "out.docx"], tmp_path)
    assert done.returncode == 0, done.stdout.decode()
    assert known(bracketparse.read(tmp_path / "out.docx")) == known(bracketparse.read(path))


def known(draft: Draft) -> list[tuple[object, ...]]:
    """What is known of each proposal; what was inferred stays inferred."""
    return [(p.id, p.sponsors, p.evidence, p.confidence, [(s.role, s.text) for s in p.segments]) for p in draft.proposals]


def test_without_comments_libreoffice_has_every_note_in_its_place(office: LibreOffice, tmp_path: Path) -> None:
    """With a comment between two notes, LibreOffice 7.4 shows the text of one under the other."""
    draft = str(ROOT / "samples/health_faults.pt.txt")
    done = plan(["export", draft, "--as", "tracked", "--no-comments", "-o", "out.docx"], tmp_path)
    assert done.returncode == 0, done.stdout.decode()
    notes = office.text(tmp_path / "out.docx", "reject").words().footnotes
    assert [note.split()[0] for note in notes] == ["Fonte:", "Criado"]
    assert pandoc(tmp_path / "out.docx", "reject").words().footnotes == notes
