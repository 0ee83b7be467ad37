"""Palette: one fixed colour a delegation, from draft to draft.

The colours are told apart by people who do not see red or green, and all are dark enough to read on white and in black and
white (after Okabe and Ito, "Color Universal Design", darkened). Colour is never alone: tag, underline and strike say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from bracketparse.delegations import roster

_COLOURS = ("0072B2", "A34700", "6A3D8F", "00664D", "8A5A00", "9C2C66", "3C4F76", "5B5B00")


def colour(sponsors: Sequence[str], organization: str | None) -> str:
    """The colour of a delegation by its place in the organization's roster; black for nobody, grey for several."""
    if not sponsors:
        return "000000"
    if len(sponsors) > 1:
        return "404040"
    order = roster(organization) if organization else ()
    place = order.index(sponsors[0]) if sponsors[0] in order else crc32(sponsors[0].encode("utf-8", "replace"))
    return _COLOURS[place % len(_COLOURS)]
