"""Inputs made to be slow or deep: they parse like any other. (How fast is measured in `bench/`.)"""

from __future__ import annotations

import pytest

import bracketparse

INPUTS = {
    "openers": "[" * 100_000,
    "closers": "]" * 100_000,
    "pairs": "[]" * 50_000,
    "nested": "[" * 50_000 + "]" * 50_000,
    "words": "[a" * 100_000,
    "tags": "[CAN: " * 20_000,
    "spaces": "[" + " " * 1_000_000,
    "newlines": "\n" * 1_000_000,
    "marks": "{--" * 100_000,
    "marks in a bracket": "[CAN: " + "{--" * 50_000 + "]",
    "labels": "1. a\n" * 20_000,
    "romans": "i. a;\n" * 20_000,
    "never closed": "[CAN: a, " * 5_000,
    "never closed, paragraphs": "".join(f"{n}. x [CAN: a.\n\n" for n in range(1, 3_000)),
    "one long line": "víctimas " * 200_000 + "[CAN: y]",
    "capitals": "[A y B " * 20_000,
    "commas": "[CAN, CRI, " * 20_000,
}


@pytest.mark.parametrize("name", INPUTS)
def test_parses_and_loses_nothing(name: str) -> None:
    source = INPUTS[name]
    draft = bracketparse.parse(source)
    position = 0
    for start, end in draft.spans:
        assert start == position < end
        position = end
    assert position == len(source)
