"""Attitudes: what a delegation says of words, by the verbs that tags, notes and comment lines use (`notations.md` §2).

Three groups matter to a version: who wants the words in, who wants them out, and who keeps what is on the table. All else
(a reservation, something still being considered) is a position and changes nothing.
"""

from __future__ import annotations

import re
from functools import cache

WANTS_IN = frozenset({"propose", "support"})
WANTS_OUT = frozenset({"oppose", "delete"})
KEEPS = frozenset({"retain"})

_WORDS = {
    "propose": r"(?:alternative(?:ly)?\s+)?propos(?:es?|ed|ing|als?|ent?|en)|adds?|amend(?:s|ed)?|suggest(?:s|ed)?",
    "support": r"support(?:s|ed)?|apoyan?|appuient?",
    "retain": r"retains?|keeps?|maintains?|reinstates?|mantener|mantienen?|maintenir",
    "delete": r"deletes?|deletion|deleting|(?:suggest(?:s|ed)?|propos(?:es?|ed)\s+to)\s+delet(?:e|ing)|suprimir|supprimer",
    "oppose": r"oppos(?:es?|ed|ent)|objects?|rejects?|se\s+oponen?|s['’]oppos(?:e|ent)",
    "reserve": r"(?:has\s+|have\s+|enters?\s+)?(?:(?<!\w)(?:an?|the)\s+)?(?:general\s+|scrutiny\s+|parliamentary\s+)*"
    r"reserv(?:es?|ed|ations?|as?)(?:\s+(?:its|their|the)\s+(?:positions?|rights?))?",
    "flexible": r"(?:(?<!\w)(?:is|are)\s+)?flexible",
    "consider": r"(?:(?<!\w)(?:is|are)\s+)?(?:still\s+)?consider(?:s|ing)?|pending"
    r"|(?:(?<!\w)(?:to|will|may|would)\s+)?comes?\s+back|(?:still\s+)?under\s+(?:internal\s+)?(?:examination|consideration|review)",
    "ad referendum": r"(?:accepts?|agrees?)?\s*ad\s+ref(?:erendum)?",
    "withdraw": r"withdraws?|withdrew",
    "accept": r"accepts?|agrees?|can\s+accept|(?:has|have)\s+no\s+(?:substantive\s+)?objections?",
}
_ORDER = ("delete", "ad referendum", "accept", *(a for a in _WORDS if a not in ("delete", "ad referendum", "accept")))
"""Those first whose verbs hold another's: `proposes to delete`, `accept ad referendum`, `no objection`."""


@cache
def verb() -> re.Pattern[str]:
    """Matches a verb of attitude. It may be glued to a delegation's letters (`MX/CLpropose`), never to a small letter."""
    groups = "|".join(f"(?P<{_group(attitude)}>{_WORDS[attitude]})" for attitude in _ORDER)
    return re.compile(rf"(?<![a-zß-öø-ÿ])(?i:{groups})(?![a-zß-öø-ÿ-])")


def attitude_of(match: re.Match[str]) -> str:
    """The attitude that a match of `verb()` expresses."""
    return (match.lastgroup or "").replace("_", " ")


def _group(attitude: str) -> str:
    return attitude.replace(" ", "_")
