"""Languages: the small words of Spanish, English, French and Portuguese, and what each fuses at a join.

They are data, a file a language in `data/languages`. Function words only: no vocabulary of any draft belongs there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Language:
    """The function words of a language, all in small letters."""

    code: str
    articles: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    others: frozenset[str]
    """Relative and other pronouns, possessives, demonstratives."""
    contractions: Mapping[tuple[str, str], str]
    """What two words become when a join brings them together: `a el` → `al`."""
    paragraph_words: tuple[str, ...]
    """How a text refers to its own paragraphs and sections."""
    elisions: Mapping[str, str] = field(default_factory=dict)
    """What a word becomes before a vowel: `de` → `d’`."""
    infinitives: tuple[str, ...] = ("\0",)
    """How infinitives end, before which what looks like an article is a pronoun."""
    spaced_punctuation: bool = False
    """A space stands before `;`, `:`, `!` and `?`, and inside guillemets."""

    function_words: frozenset[str] = field(init=False)
    """All of them."""
    fused: Mapping[str, str] = field(init=False)
    """The first of the words of each contraction: `al` → `a`."""
    openers: frozenset[str] = field(init=False)
    """The words that may not end a phrase."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "openers", self.articles | self.prepositions | self.conjunctions)
        object.__setattr__(self, "fused", {whole: first for (first, _), whole in self.contractions.items()})
        object.__setattr__(self, "function_words", self.openers | self.others)


CODES = ("es", "en", "fr", "pt")
"""The languages with a file in `data/languages`."""
_DATA = Path(__file__).parent / "data" / "languages"
_SAMPLE = 10_000


@cache
def rows(code: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """What a language's file holds, `(what, how told, which)`; nothing for a language without a file."""
    path = _DATA / f"{code}.tsv"
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((what, by, tuple(forms.split())) for what, by, forms in cells)


@cache
def language(code: str) -> Language:
    """A language, one of `CODES`. Raises KeyError for another."""
    if code not in CODES:
        raise KeyError(code)
    told = {what: forms for what, by, forms in rows(code) if by in ("small", "fused", "flag")}
    fused = (pair.partition("=") for pair in told.get("contractions", ()))
    elided = (pair.partition("=") for pair in told.get("elisions", ()))
    return Language(
        code,
        frozenset(told["articles"]),
        frozenset(told["prepositions"]),
        frozenset(told["conjunctions"]),
        frozenset(told["others"]),
        {(first, second): whole for both, _, whole in fused for first, _, second in [both.partition("+")]},
        told["paragraph_words"],
        {word: short for word, _, short in elided},
        told.get("infinitives", ("\0",)),
        "spaced_punctuation" in told,
    )


def detect(source: str, default: str = "en") -> str:
    """The language that most of the text's small words are of; `default` where there are none."""
    sample = source[:_SAMPLE].lower()
    counts = Counter(re.findall(r"\w+", sample))
    scores = {code: _score(code, counts, sample) for code in CODES}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else default


def _score(code: str, counts: Counter[str], sample: str) -> float:
    """How many of the small words and of the letters that tell the language from the others are in the sample."""
    told = {what: forms for what, by, forms in rows(code) if by == "small"}
    letters = sum(sample.count(letter) for letter in told.get("letters", ()))
    return sum(counts[word] for word in told["distinctive"]) + letters / 2
