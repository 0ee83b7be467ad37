"""What both passes share: a head line, a note, the keys, help, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from bracketparse.delegations import Registry
from bracketparse.phrases import phrase
from bracketparse.review.shown import plain
from bracketparse.review.work import Work

if TYPE_CHECKING:
    from bracketparse.review.app import Review


class Help(ModalScreen[None]):
    """What the keys do; any key closes it."""

    CSS = """
    Help { align: center middle; }
    Help VerticalScroll { width: 76; height: auto; max-height: 90%; border: solid $foreground; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(plain(self.text))

    def on_key(self) -> None:
        self.dismiss()


class Pass(Screen[None]):
    """One of the two passes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("u", "undo", "undo"),
        ("question_mark", "help", "help"),
        ("q", "app.quit", "quit"),
    ]
    help_key = ""

    def __init__(self, work: Work, known: Registry, language: str) -> None:
        super().__init__()
        self.work = work
        self.known = known
        self.language = language

    @property
    def review(self) -> Review:
        """The application."""
        return self.app  # type: ignore[return-value]

    def say(self, key: str, **values: object) -> str:
        """A phrase in the language of the review."""
        return phrase(key, self.language, **values)

    def note(self, text: str) -> None:
        """Say something above the keys."""
        self.query_one(".note", Static).update(plain(text))

    def head(self, text: str) -> None:
        """Say where we are."""
        self.query_one(".head", Static).update(plain(text))

    def refresh_all(self) -> None:
        """Show the present state."""

    def action_help(self) -> None:
        """Explain the keys."""
        self.app.push_screen(Help(self.say(self.help_key)))

    def action_undo(self) -> None:
        """Take back the last step."""
        if not self.work.can_undo:
            self.note(self.say("nothing_to_undo"))
            return
        fault = self.work.undo()
        self.refresh_all()
        self.note(fault or self.say("undone"))
