"""Wording: which words of a bracket are old, and which are new.

Two doors: `resolve` takes a draft whose proposals are undecided where nobody marked them, and gives it back with
roles, evidence and
confidence; `readings` gives all the likely ways to read one proposal. What the evidence does not settle stays
undecided; its likeliest
reading is kept beside it.

Where strike and underline are lost the order does not tell (`[CAN: vulnerabilidad riesgo]` beside `[CAN: riesgo
vulnerabilidad]`). So every reading is a candidate (`candidates`), scored by small rules (`evidence`) with weights
that are data (`weights`), judged
jointly over the draft (`inference`, `chains`).
"""

from __future__ import annotations

from bracketparse.wording.resolution import Reading, readings, resolve

__all__ = ["Reading", "readings", "resolve"]
