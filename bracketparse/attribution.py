"""Attribution: how the sponsors of a proposal are named in what is written: by name, by number, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bracketparse.messages import count

Attribution = Literal["full", "count", "none"]


def named(sponsors: Sequence[str], attribution: Attribution, language: str) -> str:
    """`CAN, CRI`; `2 delegations`; or nothing."""
    if attribution == "none" or not sponsors:
        return ""
    return ", ".join(sponsors) if attribution == "full" else count("delegations", len(sponsors), language)
