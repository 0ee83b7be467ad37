"""Visible: a draft's text is data, and must not act on a terminal."""

from __future__ import annotations

import re

_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"  # compiled where text holds any
)


def visible(text: str, keep: str = "") -> str:
    """Text that cannot act on a terminal: control, bidirectional and invisible characters as signs."""
    if text.replace("\n", "").isprintable() and ("\n" in keep or "\n" not in text):
        return text
    return re.sub(_UNSAFE, lambda match: match[0] if match[0] in keep else _sign(match[0]), text)


def _sign(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
