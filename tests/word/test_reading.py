"""What a Word file says is what is read: in Word's manner, as LibreOffice and pandoc read it too, and as export wrote it."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import drafts
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracles import LibreOffice, Text, missing, pandoc
from test_oracles import ANN, BEN, CASES
from test_oracles import write as write_case

import bracketparse
from bracketparse.delegations import registry
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import reconcile
from bracketparse.tree import Draft

if missing() and not os.environ.get("CI"):
    pytest.skip(f"missing: {', '.join(missing())}", allow_module_level=True)

AUTHORS = {ANN: "CAN", BEN: "CRI"}
ACCEPT, REJECT = Decisions(rest="accept"), Decisions()


@pytest.fixture(scope="module")
def office() -> Iterator[LibreOffice]:
    with LibreOffice() as office:
        yield office


def paragraphs(draft: Draft, decisions: Decisions) -> list[str]:
    """The paragraphs of a version, without notes."""
    blocks = reconcile(draft, decisions, registry("oas")).blocks
    return said([f"{b.label} {b.text}" for b in blocks if b.kind != "note"])


def said(texts: list[str]) -> list[str]:
    """What texts say: white space folded, empty ones left out."""
    return [text for text in Text(texts, []).words().paragraphs if text]


def read(path: Path) -> Draft:
    draft = bracketparse.read(path, authors=AUTHORS)
    assert "".join(draft.source[a:b] for a, b in draft.spans) == draft.source
    return draft


@pytest.mark.parametrize("name", CASES)
def test_every_version_of_the_cases_by_hand(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    draft = read(write_case(tmp_path / "case.docx", case.body))
    assert paragraphs(draft, ACCEPT) == said(case.accepted)
    assert paragraphs(draft, REJECT) == said(case.rejected)
    assert paragraphs(draft, Decisions(accept=("CAN",))) == said(case.anns)
    assert paragraphs(draft, Decisions(accept=("CRI",))) == said(case.bens)
    assert all(p.evidence == "marked" for p in draft.proposals)


@pytest.mark.parametrize("name", CASES)
def test_the_same_as_libreoffice_writes_them(name: str, office: LibreOffice, tmp_path: Path) -> None:
    path = write_case(tmp_path / "case.docx", CASES[name].body)
    draft = read(office.resave(path, tmp_path / "again.docx"))
    assert paragraphs(draft, ACCEPT) == said(CASES[name].accepted)
    assert paragraphs(draft, REJECT) == said(CASES[name].rejected)


def test_pandocs_tracked_changes(tmp_path: Path) -> None:
    import pypandoc  # type: ignore[import-untyped]

    text = (
        '# Title\n\nWe [shall]{.insertion author="CAN" date="2026-01-01T00:00:00Z"}'
        '[may]{.deletion author="CAN" date="2026-01-01T00:00:00Z"} act.[^1]\n\n[^1]: A note.\n'
    )
    path = tmp_path / "made.docx"
    pypandoc.convert_text(text, "docx", "markdown", outputfile=str(path), extra_args=["--track-changes=all"])
    draft = read(path)
    assert [b.kind for b in draft.blocks] == ["section", "paragraph", "note"]
    assert paragraphs(draft, ACCEPT) == ["Title", "We shall act.¹"]
    assert paragraphs(draft, REJECT) == ["Title", "We may act.¹"]
    assert reconcile(draft, REJECT, registry("oas")).blocks[-1].text == "A note."


# Documents made at random


WORDS = st.sampled_from(["and", "b", "civil", "x1", "Rights", "state’s", "co-operation", "of", "(so)", "peace;", "11", "é"])
SPACE = st.sampled_from(["", " ", " ", " "])
WHO = st.sampled_from(["CAN", "CRI", "COL"])


@st.composite
def stretches(draw: st.DrawFn) -> str:
    """Some words, as they are or with a tracked change; white space falls on either side of it."""
    text = draw(SPACE) + " ".join(draw(st.lists(WORDS, min_size=1, max_size=3))) + draw(SPACE)
    kind = draw(st.sampled_from(["", "", "+", "-", "+-"]))
    who = draw(WHO)
    if kind == "+-":
        other = draw(WHO.filter(lambda code: code != who))
        inner = drafts.change("-", other, NUMBERS, drafts.run(f"{draw(WORDS)} ", deleted=True))
        return drafts.change("+", who, NUMBERS, drafts.run(text) + inner + drafts.run(draw(WORDS)))
    return drafts.change(kind, who, NUMBERS, drafts.run(text, deleted=kind == "-")) if kind else drafts.run(text)


NUMBERS = itertools.count(1)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Paragraphs, some with the mark of their end inserted or deleted; the last as it is, for its end is the document's."""
    made = []
    for _ in range(draw(st.integers(1, 5))):
        kind, who = draw(st.sampled_from(["", "", "", "+", "-"])), draw(WHO)
        mark = drafts.change(kind, who, NUMBERS) if kind else ""
        if kind and draw(st.booleans()):
            words = drafts.run(" ".join(draw(st.lists(WORDS, min_size=1, max_size=4))), deleted=kind == "-")
            content = drafts.change(kind, who, NUMBERS, words)
        else:
            content = "".join(draw(st.lists(stretches(), min_size=1, max_size=5)))
        made.append(f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{content}</w:p>")
    return "".join(made) + f"<w:p>{drafts.run('The end.')}</w:p>"


def letters(texts: list[str]) -> list[str]:
    """Paragraphs by their letters: a space more or less at a seam is no other word."""
    return [word for word in ("".join(c for c in text if c.isalnum()) for text in texts) if word]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(bodies())
def test_versions_are_those_of_pandoc(body: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = drafts.write(Path(folder, "made.docx"), body)
        draft = read(path)
        assert letters(paragraphs(draft, REJECT)) == letters(
            pandoc(path, "reject").paragraphs
        )  # it puts a space where it joins
        assert letters(paragraphs(draft, ACCEPT)) == letters(pandoc(path, "accept").paragraphs)
        again = bracketparse.parse("\n".join(paragraphs(draft, Decisions(rest="hold"))))
        assert again.source  # total, whatever it holds


def test_a_paragraph_put_in_whose_mark_goes_keeps_its_place(tmp_path: Path) -> None:
    """`and` is followed by a paragraph that CAN puts in and joins to the next one."""
    marks = [drafts.change(kind, "CAN", NUMBERS) for kind in "+-"]
    bodies = [drafts.run("One"), drafts.change("+", "CAN", NUMBERS, drafts.run("and"))]
    made = [f"<w:p><w:pPr><w:rPr>{m}</w:rPr></w:pPr>{b}</w:p>" for m, b in zip(marks, bodies, strict=True)]
    path = drafts.write(tmp_path / "made.docx", f"{''.join(made)}<w:p>{drafts.run('The end.')}</w:p>")
    assert paragraphs(read(path), ACCEPT) == ["One", "andThe end."]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=bodies())
def test_versions_are_those_of_libreoffice(body: str, office: LibreOffice) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = drafts.write(Path(folder, "made.docx"), body)
        draft = read(path)
        assert paragraphs(draft, ACCEPT) == said(office.paragraphs(path, "accept"))
        assert paragraphs(draft, REJECT) == said(office.paragraphs(path, "reject"))
