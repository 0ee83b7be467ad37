"""Look: how a bracket is typed: the tag in bold, new words underlined, old words struck, in the sponsors' colour."""

from __future__ import annotations

import re

from bracketparse.marks import EXPLICIT
from bracketparse.messages import say
from bracketparse.tree import LeafRole
from bracketparse.word.pieces import SIGN_STYLE
from bracketparse.writers.word.markup import BOLD, STRIKE, UNDERLINE, char_style, color, look, runs

SIGN = "†"
"""Stands behind words whose marks were inferred; the legend says what it means."""
UNKNOWN = "‡"
"""Stands behind a bracket in which nobody knows which words are new."""
_ROLES: dict[str, str] = {"insert": UNDERLINE, "delete": STRIKE}


_BETWEEN = re.compile(r"--\}\{\+\+|\+\+\}\{--|~>")


def typed(text: str, role: LeafRole, rgb: str) -> str:
    """The runs of a stretch of a bracket. Explicit marks are what strike and underline say; spaces bear neither."""
    if role == "markup":
        text = EXPLICIT.sub("", _BETWEEN.sub(" ", text))
        return runs(text, look(BOLD, color(rgb)))
    words = text.strip(" ")
    start = text.find(words)
    around = (text[:start], text[start + len(words) :])
    return runs(around[0]) + runs(words, look(_ROLES.get(role, ""), color(rgb))) + runs(around[1])


def sign(character: str) -> str:
    """A sign behind a bracket. Its style tells a reader that it is no word of the text."""
    return runs(character, look(char_style(SIGN_STYLE)))


def meanings(language: str, tagged: bool, inferred: bool, unknown: bool) -> str:
    """The line of a legend that says what the typography means."""
    parts = [runs(say("legend_tag", language), BOLD)] if tagged else []
    parts += [
        runs(say("legend_inserted", language), UNDERLINE),
        runs(say("legend_deleted", language), STRIKE),
    ]
    parts += [runs(f"{SIGN} {say('to_confirm', language)}")] if inferred else []
    parts += [runs(f"{UNKNOWN} {say('undecided', language)}")] if unknown else []
    return runs(" · ").join(parts)
