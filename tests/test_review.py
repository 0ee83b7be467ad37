"""`plan review` on the screen: with Textual's Pilot, and on a real terminal that is killed."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from cases import ROOT, plan
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

import bracketparse
from bracketparse.confirm import confirm
from bracketparse.decisions import Record, dumps, loads
from bracketparse.delegations import registry
from bracketparse.questions import answer, questions
from bracketparse.readings import segments_of
from bracketparse.review.app import Review
from bracketparse.review.decision import DecisionScreen
from bracketparse.review.work import Work

DRAFT = """I. MEDIDAS

1. En un momento en [CRI: lo el{>>undecided<<}] cual la región [red]avanza[/red] sin pausa.

2. Reducir la [CAN: vulnerabilidad riesgo{>>undecided<<}] de las personas [COL: y comunidades].

3. Contribuir [CRI: para a{>>undecided<<}] la capacitación de la [CAN: riesgo vulnerabilidad{>>undecided<<}] ajena.
"""


def test_two_orders_of_one_change_are_one_question() -> None:
    draft = bracketparse.parse(DRAFT)
    asked = questions(draft)
    assert [[draft.proposals[n].id for n in q.proposals] for q in asked] == [["I.1#1"], ["I.2#1", "I.3#2"], ["I.3#1"]]
    parts = (("delete", "vulnerabilidad"), ("insert", "riesgo"))
    segments = segments_of(draft, draft.proposals[asked[1].proposals[0]], parts)
    assert segments is not None
    record = answer(draft, Record(), asked[1], segments).record
    assert [w.reading for w in record.wordings] == [parts, parts[::-1]]
    assert len(questions(confirm(draft, record.wordings).draft)) == 2


class Desk:
    """Keeps what is saved, as the decisions file would."""

    def __init__(self) -> None:
        self.saved: list[Record] = []
        self.fault = ""

    def __call__(self, record: Record) -> str:
        if not self.fault:
            self.saved.append(record)
        return self.fault


def pilot(
    steps: Callable[[Review, Pilot[None]], Awaitable[None]],
    draft: str = DRAFT,
    record: Record | None = None,
    desk: Desk | None = None,
    size: tuple[int, int] = (80, 24),
) -> Desk:
    """Run the review on a screen of 80×24 that is not there."""
    desk = desk or Desk()
    parsed = bracketparse.parse(draft)

    async def run() -> None:
        app = Review(Work(parsed, record or Record(), desk), registry("oas"), parsed.language)
        async with app.run_test(size=size) as driver:
            await steps(app, driver)

    asyncio.run(run())
    return desk


def text_of(app: Review, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


def test_each_answer_is_saved_and_undone() -> None:
    async def steps(app: Review, driver: Pilot[None]) -> None:
        asked = len(app.work.asked)
        assert asked >= 2
        first = text_of(app, "#question")
        assert "[CRI: lo el" in first
        assert "{--" in first
        await driver.press("1")
        assert len(app.work.asked) < asked
        assert "[CRI: lo el" not in text_of(app, "#question")
        await driver.press("u")
        assert len(app.work.asked) == asked
        assert text_of(app, "#question") == first
        await driver.press("u")
        assert "deshacer" in text_of(app, ".note")

    desk = pilot(steps)
    assert [len(record.wordings) > 0 for record in desk.saved] == [True, False]


def test_what_an_answer_tells_of_other_brackets_is_said_and_counted() -> None:
    draft = (
        "1. Diálogo a nivel [MEX: provincial regional] en los países.\n\n"
        "2. A nivel [MEX: regional local provincial] cada año.\n"
    )

    async def steps(app: Review, driver: Pilot[None]) -> None:
        assert "1 de 2" in text_of(app, ".head")
        await driver.press("1")
        assert not app.work.asked
        assert "2#1" in text_of(app, ".note")
        await driver.press("u")
        assert "1 de 2" in text_of(app, ".head")

    pilot(steps, draft=draft)


def test_a_question_that_an_answer_brings_up_is_counted() -> None:
    draft = (
        "1. Fomentar el diálogo a nivel [MEX: provincial regional] en los países.\n\n"
        "2. Reuniones en el plano [MEX: provincial regional anual].\n"
    )

    async def steps(app: Review, driver: Pilot[None]) -> None:
        assert "1 de 1" in text_of(app, ".head")
        await driver.press("1")
        assert "2 de 2" in text_of(app, ".head")
        assert "1#1" in text_of(app, ".note")

    pilot(steps, draft=draft)


def test_a_question_can_be_skipped_and_comes_back() -> None:
    async def steps(app: Review, driver: Pilot[None]) -> None:
        first = text_of(app, "#question")
        for _ in app.work.asked:
            await driver.press("s")
        assert "Saltadas" in text_of(app, "#question")
        await driver.press("s")
        assert text_of(app, "#question") == first

    assert pilot(steps).saved == []


def test_a_reading_of_ones_own() -> None:
    async def steps(app: Review, driver: Pilot[None]) -> None:
        await driver.press("o", *"{++")
        await driver.press("enter")
        assert "lo el" in text_of(app, ".note")  # those are not the words of the bracket
        await driver.press("escape", "o", *"{++", "end", *"++}", "enter")

    (record,) = pilot(steps).saved
    assert [(w.place.id, w.reading) for w in record.wordings] == [("I.1#1", (("insert", "lo el"),))]


def test_what_cannot_be_saved_is_said_and_asked_again() -> None:
    desk = Desk()
    desk.fault = "the disk is full"

    async def steps(app: Review, driver: Pilot[None]) -> None:
        first = text_of(app, "#question")
        await driver.press("1")
        assert "the disk is full" in text_of(app, ".note")
        assert text_of(app, "#question") == first

    assert pilot(steps, desk=desk).saved == []


def test_decisions_show_the_paragraph_that_results() -> None:
    async def steps(app: Review, driver: Pilot[None]) -> None:
        await driver.press("d")
        await driver.pause()
        assert isinstance(app.screen, DecisionScreen)
        await driver.press("slash", *"by:COL", "enter")
        await driver.pause()
        table = app.screen.query_one(DataTable)
        assert table.row_count == 1
        assert "[COL: y comunidades]" in text_of(app, "#result")
        await driver.press("a")
        await driver.pause()
        assert "y comunidades†" in text_of(app, "#result")
        assert "COL" not in text_of(app, "#result")
        assert "[COL: y comunidades]" in text_of(app, "#draft")
        await driver.press("r")
        await driver.pause()
        assert "comunidades" not in text_of(app, "#result")
        await driver.press("u")
        await driver.pause()
        assert "y comunidades" in text_of(app, "#result")

    desk = pilot(steps)
    assert [[d.verb for d in record.decisions] for record in desk.saved] == [["accept"], ["reject"], ["accept"]]


def test_filters_by_section_and_state_and_search() -> None:
    async def steps(app: Review, driver: Pilot[None]) -> None:
        await driver.press("d")
        await driver.pause()
        screen = app.screen
        assert isinstance(screen, DecisionScreen)
        every = len(app.work.draft.proposals)
        for typed, ids in (("vulnerab", {"I.2#1", "I.3#2"}), ("in:I.3", {"I.3#1", "I.3#2"}), ("is:accept", set()), ("", None)):
            await driver.press("slash", *["backspace"] * 0, "ctrl+u", *typed, "enter")
            await driver.pause()
            shown = {app.work.draft.proposals[n].id for n in screen.rows}
            assert shown == ids if ids is not None else len(shown) == every
        await driver.press("c")
        assert str(screen.filter).startswith("by:")

    pilot(steps)


def test_nothing_in_a_draft_acts_as_markup() -> None:
    evil = "1. A [CAN: [red]x y[/red] x z] b [@click=app.quit]z[/] [COL: [bold]y] \x1b[31m [/nothing] [CRI: lo el] c.\n"

    async def steps(app: Review, driver: Pilot[None]) -> None:
        for key in ("s", "s", "s", "s", "d", "a", "down", "a", "down", "r", "question_mark", "x"):
            await driver.press(key)
            await driver.pause()
        await driver.press("slash", *"x", "enter")
        await driver.pause()
        assert isinstance(app.screen, DecisionScreen)
        assert "[@click=app.quit]" in text_of(app, "#draft")

    pilot(steps, draft=evil)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
def test_it_fits_the_screen(size: tuple[int, int]) -> None:
    async def steps(app: Review, driver: Pilot[None]) -> None:
        for key in ("v", "1", "o", "escape", "question_mark", "x", "d", "a", "slash", "escape", "space"):
            await driver.press(key)
            await driver.pause()
            assert app.screen.size == size
        assert app.screen.query_one(".foot").region.bottom <= size[1]

    pilot(steps, size=size)


# A real terminal


def on_a_terminal(folder: Path, keys: str, end: int | None, delay: float = 0) -> str:
    """Type keys into `plan review`, one at a time, then quit, or kill the process at once."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "review", "draft.txt"],
        cwd=folder,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "80", "LINES": "24"},
    )
    os.close(slave)
    os.set_blocking(master, False)
    shown = ""

    def read_until(sign: str, seconds: float = 20) -> None:
        nonlocal shown
        begin, new = time.monotonic(), ""
        while sign not in new and time.monotonic() - begin < seconds:
            try:
                new += os.read(master, 65536).decode("utf-8", "replace")
            except BlockingIOError:
                time.sleep(0.02)
            except OSError:
                break
        shown += new

    read_until("lo el")
    for n, key in enumerate(keys):
        os.write(master, key.encode())
        if n + 1 < len(keys):
            read_until("riesgo")  # the next question
    if end is not None:
        time.sleep(delay)
        process.send_signal(end)
    else:
        read_until("Saved in")
    process.wait(timeout=20)
    os.close(master)
    return shown


@pytest.mark.parametrize("delay", [0, 0.004, 0.02])
def test_kill_loses_at_most_the_last_key(delay: float, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    on_a_terminal(tmp_path, "11", signal.SIGKILL, delay)
    kept = loads((tmp_path / "draft.decisions.toml").read_text(encoding="utf-8"))
    assert len(kept.wordings) >= 1
    listed = plan(["review", "draft.txt", "--list"], tmp_path).stdout.decode()
    assert "[CRI: lo el" not in listed  # it goes on where it stopped


def test_on_a_terminal_without_colour(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    shown = on_a_terminal(tmp_path, "1q", None)
    assert "{--" in shown
    assert "\x1b[31m" not in shown
    assert "\x1b[38;5" not in shown
    assert "draft.decisions.toml" in shown


def test_without_textual_a_sentence_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "textual.py").write_text("raise ImportError('not here')", encoding="utf-8")
    master, slave = pty.openpty()
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "review", "draft.txt"],
        cwd=tmp_path,
        stdin=slave,
        stdout=slave,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
    )
    os.close(master)
    os.close(slave)
    assert done.returncode == 2
    assert b"pip install 'bracketparse[review]'" in done.stderr


def test_a_file_that_someone_else_changed_is_not_written_over(tmp_path: Path) -> None:
    from bracketparse.commands.review import _Desk
    from bracketparse.commands.shared import load

    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    path = tmp_path / "draft.decisions.toml"
    desk = _Desk(load(str(tmp_path / "draft.txt")), path, False)
    work = Work(desk.plain.draft, desk.record, desk._saved)
    assert work.decide({0}, "accept") == ""
    theirs = dumps(Record(), "draft.txt")
    path.write_text(theirs, encoding="utf-8")
    assert "someone else" in work.decide({1}, "accept")
    assert path.read_text(encoding="utf-8") == theirs
