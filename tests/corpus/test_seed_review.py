"""The review of the draft that the project starts from: how much it asks, and that what it learns travels with the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import plan
from test_marks import outside, told

import bracketparse
from bracketparse.confirm import confirm
from bracketparse.decisions import Record, dumps, loads
from bracketparse.marking import marked
from bracketparse.questions import answer, questions
from bracketparse.tree import Draft
from bracketparse.writers.asking import as_text


@pytest.fixture(scope="module")
def draft(seed: str) -> Draft:
    return bracketparse.parse(seed)


def answered(draft: Draft, everything: bool = False) -> tuple[Draft, Record, int]:
    """The draft when each question has its first reading for an answer, the record, and how many answers that took."""
    record, now, count = Record(), draft, 0
    while asked := questions(now, everything):
        record = answer(now, record, asked[0], asked[0].readings(now)[0].segments).record
        now, count = confirm(draft, record.wordings).draft, count + 1
    return now, record, count


def test_at_most_25_answers_settle_it(draft: Draft) -> None:
    done, record, count = answered(draft)
    assert count <= 25
    assert all(p.effect != "undecided" for p in done.proposals)
    assert loads(dumps(record)) == record
    assert not confirm(draft, loads(dumps(record)).wordings).unfit


def test_equal_cases_are_asked_once(draft: Draft) -> None:
    asked = questions(draft, everything=True)
    assert len(asked) < sum(len(q.proposals) for q in asked)
    words = [draft.proposals[q.proposals[0]] for q in asked]
    assert len({(p.sponsors, p.words, p.whole_block, p.effect) for p in words}) == len(words)


def test_each_sentence_is_shown_in_full(draft: Draft) -> None:
    listed = as_text(draft, questions(draft), "es")
    assert "…" not in listed
    assert all(len(line) <= 80 for line in listed.splitlines()[:-1])


def test_what_was_confirmed_and_inferred_travels_with_the_text(draft: Draft) -> None:
    for done in (answered(draft)[0], answered(draft, everything=True)[0], draft):
        made = marked(done, guess=True)
        assert not made.left
        again = bracketparse.parse(made.text)
        assert told(again) == told(done)
        assert outside(again) == outside(done)


def test_what_was_decided_survives_marking(seed: str, draft: Draft, tmp_path: Path) -> None:
    """Answers to the draft as it came still fit when it is marked: they agree with its marks."""
    done, record, _ = answered(draft)
    again = confirm(bracketparse.parse(marked(done).text), record.wordings)
    assert not again.unfit
    (tmp_path / "seed.txt").write_text(seed, encoding="utf-8")
    (tmp_path / "answers.toml").write_text(dumps(record), encoding="utf-8")
    printed = plan(["render", "seed.txt", "--decisions", "answers.toml", "--accept", "all"], tmp_path).stdout.decode()
    assert "answers.toml:" not in printed
