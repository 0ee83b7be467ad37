"""The application: two passes over a draft, first its wording, then the proposals."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from bracketparse.delegations import Registry
from bracketparse.review.decision import DecisionScreen
from bracketparse.review.wording import WordingScreen
from bracketparse.review.work import Work


class Review(App[None]):
    """`plan review` on the terminal."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", priority=True, show=False)]
    CSS = """
    .head { height: 1; text-style: reverse; padding: 0 1; }
    .note { height: auto; max-height: 3; padding: 0 1; text-style: bold; }
    .foot { height: auto; max-height: 2; padding: 0 1; border-top: solid $foreground; }
    Input { display: none; }
    """

    def __init__(self, work: Work, known: Registry, language: str) -> None:
        super().__init__()
        self.work = work
        self.known = known
        self.language = language

    def on_mount(self) -> None:
        """Begin where there is something to do."""
        self.theme = "ansi-dark"
        self.push_screen(WordingScreen(self.work, self.known, self.language) if self.work.question else self._decisions())

    def _decisions(self) -> DecisionScreen:
        return DecisionScreen(self.work, self.known, self.language)

    def to_decisions(self) -> None:
        """Go over to the proposals."""
        self.switch_screen(self._decisions())

    def to_wording(self) -> None:
        """Go back to the questions of wording."""
        self.switch_screen(WordingScreen(self.work, self.known, self.language))
