"""The ground: what all brackets of a draft are judged by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bracketparse.basetext import BaseText
from bracketparse.languages import Language
from bracketparse.wording.classes import Classes

if TYPE_CHECKING:
    from bracketparse.wording.joins import Join


@dataclass(slots=True)
class Ground:
    """The base text of a draft, its language, and what was looked up of them."""

    base: BaseText
    language: Language
    classes: Classes
    frames: dict[tuple[str, str], float]
    joins: dict[tuple[str, str], Join] = field(default_factory=dict)
    """What is known of two tokens side by side."""
    small: frozenset[str] = frozenset()
    """Words without content."""
    said: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    """The delegations with the words of their brackets."""
