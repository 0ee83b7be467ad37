"""Tracked changes say exactly what the versions say, whatever the draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from accepting import accepted_by
from cases import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from test_properties import drafts

import bracketparse
from bracketparse.delegations import registry
from bracketparse.outcomes import Decisions
from bracketparse.reconcile import Rendition, reconcile
from bracketparse.revisions import Author, Revisions, revise
from bracketparse.tree import Draft

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


def paragraphs(rendition: Rendition) -> list[tuple[str, str]]:
    return [(r.block.id, (f"{r.label}\t" if r.label else "") + r.text) for r in rendition.blocks]


def left(revisions: Revisions, *authors: Author) -> list[tuple[str, str]]:
    return [(block.id, text) for block, text in accepted_by(revisions.paragraphs, authors)]


def check(draft: Draft, revisions: Revisions) -> None:
    known = registry("oas")
    assert left(revisions) == paragraphs(reconcile(draft, Decisions(), known))
    assert left(revisions, *revisions.authors) == paragraphs(revisions.all)
    if not any(p.tabled for p in draft.proposals):  # what nobody named put in brackets stays in them
        assert paragraphs(revisions.all) == paragraphs(reconcile(draft, Decisions(accept=("all",)), known))
    for author in revisions.authors:
        if author.together:
            continue
        ids = tuple(p.id for p in draft.proposals if p.sponsors == author.sponsors)
        alone = paragraphs(reconcile(draft, Decisions(accept=ids), known))
        mine = left(revisions, author)
        but = set(revisions.shared)
        assert [p for p in mine if p[0] not in but] == [p for p in alone if p[0] not in but]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    draft = bracketparse.read(path)
    revisions = revise(draft, Decisions(rest="hold"), registry("oas"))
    assert not revisions.shared
    check(draft, revisions)


@given(drafts())
@settings(max_examples=200, deadline=None)
def test_drafts_that_nobody_wrote(source: str) -> None:
    draft = bracketparse.parse(source)
    check(draft, revise(draft, Decisions(rest="hold"), registry("oas")))


@given(drafts(), st.sampled_from(["CAN", "CRI", "COL"]), st.sampled_from(["accept", "reject"]))
@settings(max_examples=100, deadline=None)
def test_what_is_decided_is_no_change(source: str, who: str, verb: str) -> None:
    draft = bracketparse.parse(source)
    decisions = Decisions(**{verb: (who,)}, rest="hold")  # type: ignore[arg-type]
    revisions = revise(draft, decisions, registry("oas"))
    assert not any(who in author.sponsors for author in revisions.authors)
    rejected = reconcile(draft, Decisions(**{verb: (who,)}), registry("oas"))  # type: ignore[arg-type]
    assert left(revisions) == paragraphs(rejected)


def test_words_of_two_authors_side_by_side_do_not_touch() -> None:
    draft = bracketparse.parse("1. Protect the coast [CAN: and the sea] [CRI: and the land].\n")
    revisions = revise(draft, Decisions(rest="hold"), registry("oas"))
    assert [(a.text, a.inserted and a.inserted.sponsors) for a in revisions.paragraphs[0].atoms] == [
        ("1.\tProtect the coast", None),
        (" and the sea", ("CAN",)),
        (" and the land", ("CRI",)),
        (".", None),
    ]


def test_the_space_before_old_and_new_words_is_no_change() -> None:
    draft = bracketparse.parse("1. Protect the [CAN: {--coast--}{++shore++}] today.\n")
    revisions = revise(draft, Decisions(rest="hold"), registry("oas"))
    assert [a.text for a in revisions.paragraphs[0].atoms] == ["1.\tProtect the ", "coast", "shore", " today."]


def test_what_comes_about_only_together_is_of_both() -> None:
    draft = bracketparse.parse("1. Protect the [CAN: {++coast, and the++} [CRI: {++sandy++}] {++beach++}].\n")
    revisions = revise(draft, Decisions(rest="hold"), registry("oas"))
    both = Author(("CAN", "CRI"), parts=(("CAN",), ("CRI",)))
    assert both in revisions.authors
    check(draft, revisions)


def changes(text: str, venue: str) -> list[tuple[str, tuple[tuple[str, ...], ...], tuple[str, ...]]]:
    """The changed words of a draft, labels left out, with those who put them in and those who take them out."""
    revisions = revise(bracketparse.parse(text, venue=venue), Decisions(rest="hold"), registry("oas"))
    return [
        (a.text, (a.inserted.parts or (a.inserted.sponsors,)) if a.inserted else (), a.deleted.sponsors if a.deleted else ())
        for revised in revisions.paragraphs
        for a in revised.atoms
        if (a.inserted or a.deleted) and not a.text.endswith("\t")
    ]


def test_what_stands_in_words_of_others_is_by_all_of_them_and_no_one_else() -> None:
    text = "1. Ports [US/MX propose: and the [PE propose: old [CL oppose: grey]] piers] open [CA: daily].\n"
    outer, both = (("USA", "MEX"),), (("USA", "MEX"), ("PER",))
    assert changes(text, "tpp") == [
        (" and the", outer, ()),
        (" old", both, ()),
        (" grey", both, ("CHL",)),
        (" piers", outer, ()),
        (" daily", (("CAN",),), ()),
    ]


def test_a_paragraph_that_one_puts_in_and_another_replaces_is_shown() -> None:
    text = "1. Ports open.\n\n[CAN: 2. Ports close.\n\n3. Fees [CRI: of all kinds] are low.]\n\n3ALT. [MEX: Fees are fair.]\n"
    assert changes(text, "oas") == [
        ("Ports close.", (("CAN",),), ()),
        ("Fees", (("CAN",),), ("MEX",)),
        (" of all kinds", (("CAN",), ("CRI",)), ("MEX",)),
        (" are low.", (("CAN",),), ("MEX",)),
        ("Fees are fair.", (("MEX",),), ()),
    ]
