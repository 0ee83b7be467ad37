"""Asides: brackets that are no proposals, told apart by their content. `notations.md` §3.10 collects them from real texts."""

from __future__ import annotations

import re
from functools import cache

_PATTERNS = (
    ("year", r"(?:1[89]|20)\d\d (?:\s*[-–/]\s*(?:(?:1[89]|20)?\d\d))?\Z"),
    ("footnote anchor", r"\^?\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*/?\Z | \^[\w-]+\Z | [*†‡]{1,3}\Z"),
    ("timestamp", r"\d{1,2}:\d\d(?::\d\d)?\Z"),
    ("ellipsis", r"(?:…|\.\s?\.\s?\.|_{2,}|\s*)\Z"),
    (
        "language of the document",
        r"(?i:(?:original\s*:\s*)?(?:english|french|spanish|portuguese|arabic|chinese|russian|inglés|español|francés|"
        r"portugués|anglais|français|espagnol|portugais|inglês|francês|espanhol|português)"
        r"(?:\s*(?:,|and|y|et|e|/)\s*(?:english|french|spanish|inglés|español|francés|anglais|français))*"
        r"\s*(?:only|solamente|únicamente|seulement|somente|apenas)?)\Z",
    ),
    (
        "cross-reference",
        r"(?i:(?:articles?|art\.|artículos?|artigos?|paragraphs?|paras?\.?|párrafos?|paragraphes?|parágrafos?|sections?|"
        r"sección|seção|chapters?|capítulos?|annex|anexo|annexe|subparagraphs?)\s+"
        r"[\dA-Z][\w.()]*(?:\s*(?:,|and|y|et|e|to|a|-|–)\s*[\dA-Z][\w.()]*)*)\Z"
        r" | [A-Z]{1,3}(?:\.[A-Z\d]{1,3})+\Z | \d{1,2}\.\d{1,2}(?:\([a-z]\))*\Z",
    ),
    (
        "document symbol",
        r"(?:\d+/)?[A-Z]{1,8}(?:[./\-][A-Z\d]+)*/[A-Z\d./\- ]*\d[\w./\- ]*(?:\s*\([\w\-/ ]+\))?"
        r"(?:\s*(?i:rev|add|corr)\.?\s*\d+)*\Z | \d+[./](?:CP|CMP|CMA|COP)[./]\d+\Z",
    ),
    (
        "date",
        r"(?i:(?:as\s+of|al|au|em)\s+)?(?:\d{1,2}\s+)?(?i:january|february|march|april|may|june|july|august|september|"
        r"october|november|december)\s+\d{1,2}?,?\s*\d{4}\Z",
    ),
    (
        "editorial note",
        r"(?i:(?:note\s+by|negotiators?['’]?s?['’]?\s+note|note\s+du|nota\s+(?:de|da)|document\s+symbol|sic\s*\Z|"
        r"in\s+the\s+spanish\b|suggested\s+for\s+closure|agreed\s+ad\s+ref|to\s+be\s+(?:added|inserted|completed)))",
    ),
    ("data", r"[a-z]\w*:\s*-?\d+(?:\.\d+)?(?:,\s*[a-z]\w*:\s*-?\d+(?:\.\d+)?)*\Z"),
)
_LINK = re.compile(r"\((?:[^()\s]|\([^()\s]*\))+\)|\[[^\[\]\n]{0,80}\]|:\s+(?:https?:|<|/)")
_LONGEST = 120
"""None of these is longer."""


def aside(source: str, start: int, end: int, tagged: bool) -> str | None:
    """Why the bracket at `start`…`end` is no proposal; None if it may be one. A tag is a proposal's, but for a link."""
    if source.startswith(("(", ":"), end) and (link := _LINK.match(source, end)) and _leads_somewhere(link[0]):
        return "link"
    if source.startswith("[", end) and _is_defined(source, end):
        return "link"
    if tagged or end - start > _LONGEST:
        return None
    content = source[start + 1 : end - 1].strip()
    if not content:
        return "ellipsis"
    for reason, pattern in _compiled():
        if pattern.match(content):
            return reason
    return None


@cache
def _compiled() -> list[tuple[str, re.Pattern[str]]]:
    """Compiled at first use: a draft whose brackets all have tags needs none."""
    return [(reason, re.compile(pattern, re.VERBOSE)) for reason, pattern in _PATTERNS]


def _leads_somewhere(target: str) -> bool:
    """True where the round brackets behind it hold an address, not words."""
    return target.startswith(":") or any(sign in target for sign in ("/", ".", "#", "@"))


def _is_defined(source: str, end: int) -> bool:
    """True where a Markdown reference such as `[text][name]` follows and the name is defined in the text."""
    close = source.find("]", end, end + 80)
    return close > end + 1 and f"\n{source[end : close + 1]}: " in source
