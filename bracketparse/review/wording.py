"""The wording pass: one question after the other, each with its sentence in full in every reading."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from bracketparse.phrases import in_words
from bracketparse.questions import Question, read_anew
from bracketparse.readings import from_marks, parts_of, segments_of
from bracketparse.review.base import Pass
from bracketparse.review.shown import plain, sentence
from bracketparse.sentences import sentences
from bracketparse.tree import Segment
from bracketparse.wording import Reading


class WordingScreen(Pass):
    """Which words are old, and which are new?"""

    help_key = "help_wording"
    BINDINGS: ClassVar[list[BindingType]] = [
        *((str(n), f"choose({n})", str(n)) for n in range(1, 10)),
        ("o", "other", "other"),
        ("a", "apart", "only here"),
        ("s", "skip", "skip"),
        ("v", "view", "side by side"),
        ("d", "decide", "decide"),
    ]

    only_here = False
    side_by_side = False

    def compose(self) -> ComposeResult:
        yield Static(classes="head", markup=False)
        with VerticalScroll():
            yield Static(id="question", markup=False)
        yield Static(classes="note", markup=False)
        yield Input(id="other", select_on_focus=False)
        yield Static(plain(self.say("wording_keys")), classes="foot", markup=False)

    def on_mount(self) -> None:
        """Show the first open question."""
        self.refresh_all()

    def refresh_all(self) -> None:
        """Show the question that is next."""
        question = self.work.question
        self.query_one(Input).display = False
        self.query_one(VerticalScroll).focus()
        done = self.work.done
        count = self.say("of", n=done + 1, all=self.work.total)
        self.note("")
        if question is None:
            self.head(f"{self.say('wording')}  {self.say('of', n=done, all=self.work.total)}")
            left = len(self.work.asked)
            text = self.say("skipped", n=left) if left else self.say("all_answered")
            self.query_one("#question", Static).update(plain(f"\n{text}"))
            return
        proposal = self.work.draft.proposals[question.proposals[0]]
        who = ", ".join(self.known.name(code, self.language) for code in proposal.sponsors)
        self.head(f"{self.say('wording')} {count}  {proposal.id}  {who}")
        self.query_one("#question", Static).update(self._question(question))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _readings(self, question: Question) -> tuple[Reading, ...]:
        return question.readings(self.work.draft)[:9]

    def _question(self, question: Question) -> Content:
        draft = self.work.draft
        proposal = draft.proposals[question.proposals[0]]
        parts = [plain(" ".join(draft.source[proposal.start : proposal.end].split()), "bold")]
        if len(question.proposals) > 1:
            ids = ", ".join(draft.proposals[n].id for n in question.proposals[1:])
            counts = self.say("only_here") if self.only_here else self.say("everywhere", n=len(question.proposals))
            parts.append(plain(f"\n{self.say('also_at', ids=ids)}. {counts}"))
        for n, reading in enumerate(self._readings(question), 1):
            note = f" ({self.say('likeliest')})" if n == 1 else ""
            parts.append(plain(f"\n\n{n}  {in_words(parts_of(reading.segments), self.language)}{note}\n", "bold"))
            read = sentences(draft, question.proposals[0], reading.segments)
            if self.side_by_side:
                for key, side in (("base_text", read.base), ("with_proposal", read.result)):
                    parts += [plain(f"{self.say(key)}: "), sentence(side, self.language), plain("\n")]
            else:
                parts.append(sentence(read.marked, self.language))
        return Content("").join(parts)

    def action_choose(self, n: int) -> None:
        """Settle the question in a reading."""
        question = self.work.question
        offered = self._readings(question) if question is not None else ()
        if question is not None and n <= len(offered):
            self._settle(question, offered[n - 1].segments)

    def _settle(self, question: Question, segments: tuple[Segment, ...]) -> None:
        before = self.work.draft
        fault = self.work.answer(question, segments, self.only_here)
        self.only_here = False
        self.refresh_all()
        anew = read_anew(before, self.work.draft)
        self.note(fault or (self.say("read_anew", ids=", ".join(anew)) if anew else ""))

    def action_apart(self) -> None:
        """Let the answer count here only, or everywhere."""
        self.only_here = not self.only_here
        self.refresh_all()

    def action_view(self) -> None:
        """Show base text and result apart, or together."""
        self.side_by_side = not self.side_by_side
        self.refresh_all()

    def action_skip(self) -> None:
        """Leave the question for later; at the end, begin again with those that were skipped."""
        if self.work.question is not None:
            self.work.skip(self.work.question)
        else:
            self.work.skipped.clear()
        self.only_here = False
        self.refresh_all()

    def action_decide(self) -> None:
        """Go over to the proposals."""
        self.review.to_decisions()

    # A reading of one's own

    def action_other(self) -> None:
        """Let the reviewer mark the words."""
        question = self.work.question
        if question is None:
            return
        box = self.query_one(Input)
        box.value = self.work.draft.proposals[question.proposals[0]].words
        box.display = True
        box.cursor_position = 0
        box.focus()
        self.note(self.say("other_prompt"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the words as they were marked."""
        question = self.work.question
        if question is None:
            return
        proposal = self.work.draft.proposals[question.proposals[0]]
        parts = from_marks(event.value)
        segments = segments_of(self.work.draft, proposal, parts)
        if segments is None or all(role == "keep" for role, _ in parts):
            self.note(self.say("other_wrong", words=proposal.words))
            return
        self._settle(question, segments)

    def on_key(self, event: Key) -> None:
        """Leave the box."""
        if event.key == "escape" and self.query_one(Input).display:
            event.stop()
            self.refresh_all()
