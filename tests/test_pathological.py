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
    "spaces between words": "1. Each Party [a" + " " * 500_000 + "b] acts" + " " * 500_000 + "c.\n",
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


OF_VENUES = {
    "options": "".join(f"Option {n}: a [b] c\n\n" for n in range(1, 1_000)),
    "options again": "Option 1: a [b] c\n\ntext\n\nOption 2:\n\n[x] y\n\n" * 500,
    "options crossed": "Option 1: a [b c\n\ntext\n\nOption 2:\n\nx] y\n\n" * 500,
    "slashes": "[a / b]" * 5_000,
    "slashes between": "[shall]/[should]" * 3_000,
    "side by side": "[shall][should]" * 5_000,
    "suffix tags": "[a - US; G77 delete] " * 3_000,
    "names at the end": "[a b US] " * 3_000,
    "tags with verbs": "[US/MX propose; BN oppose: x] " * 3_000,
    "closed before the verb": "[US/NZ] propose: x] " * 3_000,
    "never opened": "x US/MY propose: y] " * 3_000,
    "letters": "[AA/BB AA/BB " * 5_000,
    "stray letters": "AA/BB x] " * 5_000,
    "a long tag": "[US" + "/MX" * 50_000 + ": x]",
    "notes": "Negotiators' Note: JP reserves its position.\n\n" * 1_000,
    "braces": "{a} " * 20_000 + "{" * 20_000,
    "numbers": "1. [4][2]. " * 3_000,
}


@pytest.mark.parametrize("venue", ["tpp", "un", "unfccc"])
@pytest.mark.parametrize("name", OF_VENUES)
def test_every_venue_loses_nothing(name: str, venue: str) -> None:
    source = OF_VENUES[name]
    draft = bracketparse.parse(source, venue=venue)
    assert "".join(source[start:end] for start, end in draft.spans) == source


@pytest.mark.parametrize("name", INPUTS)
def test_parses_and_loses_nothing(name: str) -> None:
    source = INPUTS[name]
    draft = bracketparse.parse(source)
    position = 0
    for start, end in draft.spans:
        assert start == position < end
        position = end
    assert position == len(source)
