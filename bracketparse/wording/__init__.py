"""Wording: which words of a bracket are old, and which are new.

Where strike and underline are lost the order does not tell (`[CAN: vulnerabilidad riesgo]` beside `[CAN: riesgo
vulnerabilidad]`). So every reading is a candidate (`candidates`), scored by small rules (`evidence`) with weights that are
data (`weights`), and judged jointly over the draft (`chains`, `elsewhere`, `inference`).

`resolve` takes a draft whose proposals are undecided where nobody marked them, and gives it back with roles, evidence and
confidence; `again` does so once more, after a person confirmed some; `readings` gives the ways to read one proposal. What
the evidence does not settle stays undecided; its likeliest reading is kept beside it.
"""

from __future__ import annotations

from bracketparse.wording.resolution import Reading, again, readings, resolve, surrounded

__all__ = ["Reading", "again", "readings", "resolve", "surrounded"]
