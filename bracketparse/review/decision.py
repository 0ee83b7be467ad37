"""The decision pass: the proposals in a table, and beside the draft the paragraph that results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Key
from textual.widgets import DataTable, Input, Static

from bracketparse.deciding import STATES, Filter, parse_filter, sections, shown
from bracketparse.outcomes import Verb
from bracketparse.review.base import Pass
from bracketparse.review.shown import SIGNS, line_of, paragraph, plain, result
from bracketparse.unconfirmed import is_unconfirmed, sign_for
from bracketparse.visible import visible
from bracketparse.writers.listing import change


class DecisionScreen(Pass):
    """What is to become of each proposal?"""

    help_key = "help_decision"
    CSS = """
    DataTable { height: 9; overflow-x: hidden; }
    Horizontal { height: 1fr; border-top: solid $foreground; }
    Horizontal VerticalScroll { width: 1fr; padding: 0 1; }
    #right { border-left: solid $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("a", "put('accept')", "accept"),
        ("r", "put('reject')", "reject"),
        ("h", "put('hold')", "hold"),
        ("x", "put('')", "clear"),
        ("n", "next_open", "next open"),
        ("slash", "filter", "filter"),
        ("c", "cycle('by')", "delegation"),
        ("i", "cycle('in')", "section"),
        ("t", "cycle('is')", "state"),
        ("w", "wording", "wording"),
        ("space", "scroll_panes", "scroll"),
    ]

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.filter = Filter()
        self.rows: tuple[int, ...] = ()
        self.sign = sign_for(self.work.plain.source)

    def compose(self) -> ComposeResult:
        yield Static(classes="head", markup=False)
        yield Input(id="filter", placeholder=self.say("filter_prompt"), select_on_focus=False)
        yield DataTable(cursor_type="row", cell_padding=1, show_header=False)
        with Horizontal():
            with VerticalScroll(id="left", can_focus=False):
                yield Static(id="draft", markup=False)
            with VerticalScroll(id="right", can_focus=False):
                yield Static(id="result", markup=False)
        yield Static(classes="note", markup=False)
        yield Static(plain(self.say("decision_keys")), classes="foot", markup=False)

    def on_mount(self) -> None:
        """Show all proposals, the first one that is open chosen."""
        table = self._table
        for name in ("state", "id", "who", "change"):
            table.add_column(name, key=name)
        self.refresh_all()
        self.action_next_open()
        table.focus()

    @property
    def _table(self) -> DataTable[Text]:
        return self.query_one(DataTable)

    @property
    def _current(self) -> int | None:
        row = self._table.cursor_row
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def refresh_all(self) -> None:
        """Fill the table anew, and keep the proposal that is chosen."""
        current = self._current
        self.rows = shown(self.work.draft, self.work.states, self.filter)
        table = self._table
        table.clear()
        for index in self.rows:
            table.add_row(*self._cells(index), key=str(index))
        if self.rows:
            table.move_cursor(row=self.rows.index(current) if current in self.rows else 0)
        self.note("" if self.rows else self.say("no_proposals"))
        self._show()

    def _cells(self, index: int) -> Sequence[Text]:
        proposal, state = self.work.draft.proposals[index], self.work.states[index]
        what = change(proposal) + (self.sign if is_unconfirmed(proposal) else "")
        return (
            Text(f"{SIGNS[state]} {self.say(state)}"),
            Text(visible(proposal.id)),
            Text(visible(", ".join(proposal.sponsors))),
            Text(visible(what), overflow="ellipsis", no_wrap=True),
        )

    def _show(self) -> None:
        """The head line, and the paragraph of the chosen proposal."""
        done = sum(state in ("accept", "reject", "hold") for state in self.work.states)
        told = [self.say("decided", done=done, all=len(self.work.states))]
        if str(self.filter):
            told.append(f"{self.filter}: {self.say('shown', n=len(self.rows))}")
        self.head("  ".join(told))
        index = self._current
        if index is None:
            self.query_one("#draft", Static).update("")
            self.query_one("#result", Static).update("")
            return
        draft, states = self.work.draft, self.work.states
        for name, side, (text, place) in (
            ("#draft", "#left", paragraph(draft, index)),
            ("#result", "#right", result(draft, index, states)),
        ):
            key = "draft" if name == "#draft" else "result"
            pane = self.query_one(side, VerticalScroll)
            self.query_one(name, Static).update(plain(f"{self.say(key)}\n", "bold").append(text))
            line = line_of(text.plain, place, (self.size.width - 6) // 2)
            pane.scroll_to(y=max(line - 2, 0) if line > 5 else 0, animate=False)
        if draft.proposals[index].effect == "undecided" and states[index] in ("accept", "reject"):
            self.note(self.say("wording_open"))

    def on_data_table_row_highlighted(self) -> None:
        """Another proposal was chosen."""
        if self.is_mounted:
            self.note("")
            self._show()

    def action_put(self, verb: Verb | str) -> None:
        """Decide on the chosen proposal, and go on to the next one."""
        index = self._current
        if index is None:
            return
        row = self._table.cursor_row
        fault = self.work.decide({index}, verb or None)  # type: ignore[arg-type]
        self.refresh_all()
        if fault:
            self.note(fault)
        elif index in self.rows and verb:
            self._table.move_cursor(row=min(self.rows.index(index) + 1, len(self.rows) - 1))
        elif self.rows:
            self._table.move_cursor(row=min(row, len(self.rows) - 1))

    def action_next_open(self) -> None:
        """Go to the next proposal that nothing was decided of."""
        here = self._table.cursor_row
        order = [*range(here, len(self.rows)), *range(here)]
        found = next((row for row in order if self.work.states[self.rows[row]] == "open"), None)
        if found is not None:
            self._table.move_cursor(row=found)

    def action_wording(self) -> None:
        """Go back to the questions of wording."""
        self.review.to_wording()

    def action_scroll_panes(self) -> None:
        """Scroll both paragraphs on, and at their end back."""
        for name in ("#left", "#right"):
            pane = self.query_one(name, VerticalScroll)
            pane.scroll_to(y=0 if pane.scroll_y >= pane.max_scroll_y else pane.scroll_y + pane.size.height - 1, animate=False)

    # Filters

    def action_filter(self) -> None:
        """Type a filter."""
        box = self.query_one(Input)
        box.value = str(self.filter)
        box.display = True
        box.focus()
        self.note(self.say("filter_prompt"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Apply the filter."""
        self.filter = parse_filter(event.value)
        self._close_filter()

    def on_key(self, event: Key) -> None:
        """Leave the filter line."""
        if event.key == "escape" and self.query_one(Input).display:
            event.stop()
            self._close_filter()

    def _close_filter(self) -> None:
        self.query_one(Input).display = False
        self._table.focus()
        self.refresh_all()

    def action_cycle(self, what: str) -> None:
        """The next delegation, section or state; behind the last one, all."""
        from dataclasses import replace

        name, choices = {
            "by": ("by", self.work.draft.roster()),
            "in": ("within", sections(self.work.draft)),
            "is": ("state", STATES),
        }[what]
        values = ["", *choices]
        now = getattr(self.filter, name)
        following = values[(values.index(now) + 1) % len(values)] if now in values else ""
        self.filter = replace(self.filter, **{name: following})
        self.refresh_all()
