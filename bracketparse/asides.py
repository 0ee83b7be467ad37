"""Asides: brackets that are no proposals, told apart by their content and by what stands before and behind them.

`notations.md` §3.7 and §3.10 collect them from real texts.
"""

from __future__ import annotations

import re
from functools import cache

from bracketparse.brackets import Bracket
from bracketparse.found import Places
from bracketparse.venues import Venue

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
        r"[\dA-Z][\w.()]*(?:\s*(?:,|and|y|et|e|to|a|-|–)\s*[\dA-Z][\w.()]*)*)(?:\s*\([^()\[\]]{1,60}\))*\Z"
        r" | [A-Z]{1,3}(?:\.[A-Z\d]{1,3})+(?:[-–]\d+)?(?:_+\(.*)?\Z | \d{1,2}\.\d{1,2}(?:\([a-z]\))*\Z",
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
_MORE = (
    (
        "placeholder",
        r"\*?\s*(?i:place\s?holders?|insert(?:ar)?\b|insérer\b|inserir\b|name\s+of\b|document\s+symbol|title\s+to\s+be)",
    ),
    ("placeholder", r"(?:[XYZxyz]{1,2}|N|n|20XX|20xx|\d+\s?[+\-]\s?[XYZ]|[XYZ]\s?[+\-]\s?\d+)\Z"),
    ("footnote", r"\d{1,3}(?:\s+[A-ZÀ-Þ“\"‘]\w*|[A-ZÀ-Þ][a-zß-öø-ÿ]+)\s"),
    (
        "editorial note",
        r"(?i:\*?\s*(?:negotiators?['’]?s?['’]?\s+note|drafting\s+note|"
        r"note\s+(?:by|to|for)\b|not[ea]\s*:|n\.\s?b\.|a\s+suitable\s+(?:provision|text)|"
        r"(?:to\s+)?move[sd]?\s*(?:\(|to\b|up\b|down\b|this\b|para|art)|replace\s.{1,40}\swith\s|this\s+text\s+is\b|"
        r"(?:text|provision|article|definition|language)s?\s+(?:is|are)?\s*(?:still\s+)?(?:to\s+be|pending|under)\b|"
        r"(?:article|paragraph|section)s?\s+[\d.]+\s+(?:should|to)\s+be\s+(?:re(?:viewed|visited|considered|drafted)|moved|read)\b|"
        r"further\s+(?:definitions?|discussions?|work|consideration)\b|see\s+(?:also\s+)?(?:art|para|section|annex|note)|"
        r"parties\s+to\s+(?:determine|discuss|consider|decide|revert)\b|"
        r"agreed\s*(?:ad\s+ref(?:erendum)?|in\s+(?:informals|principle))?\s*\.?\s*\Z|suggested\s+for\s+closure))",
    ),
    ("note of another group", r"[A-Z][\w&]*(?:\s+[A-Z][\w&]*){0,3}\s+Group:\s"),
)
"""Placeholders and whole notes; of any length."""
_ANCHOR = re.compile(r"\[\^\w+\]\Z")
"""An anchor in a bracket of its own: `[[^10]]`."""
_FIGURE = re.compile(r"\s*(?:[≥≤<>~±]\s?)?\d[\d.,]*\s?(?:%|°C)?\s*[-–]?\s*\Z")
_UNIT = re.compile(
    r"\s*\]?\s*(?:-?(?i:per\s?cent|%|days?|weeks?|months?|years?|members?|part(?:y|ies)|states?|representatives?|meetings?|sessions?|"
    r"million|billion|tonnes?|degrees?|°|gt\b|ppm|kg|km|met(?:re|er)s?|hectares?|calendar|working|instruments?|levels?|copies|times)\b)"
)
_BEFORE_NUMBER = re.compile(
    r"(?i)\b(?:at\s+least|than|by|in|within|every|until|to|from|of|for|after|before|below|above|between|since|and|or|"
    r"articles?|paragraphs?|annex(?:es)?|sections?|about|around|exceed|exceeding|least|most|table|annex|level)\s*\[?\s*\Z"
)
_SUBNUMBER = re.compile(r"(?i)\b(?:articles?|paragraphs?|sections?)\s+\d+\.\s?\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_RUN_BEFORE = re.compile(r"(?:\[\d{1,3}\])+\Z")
_FIGURES = re.compile(r"(?:[ ]?\[\d[\d.,]*\])+")
_FIGURES_BEFORE = re.compile(r"(?:\[\d[\d.,]*\][ ]?)+\Z")
_RENUMBERED = re.compile(r"(?:\[\d{1,3}\]){2,}\.\s")
_RENUMBERED_PAIR = re.compile(r"\[\d{1,2}\.\][ ]?\[\d{1,2}(?:\.\d{1,2})*\.?\](?=[ ]?[A-Z\[])")
"""A paragraph's old and new number: `[7.] [6.2] Each Party`."""
_NUMBERED = re.compile(r"(?i)\b(?:articles?|art\.|paragraphs?|paras?\.?|sections?|chapters?)\s+[\dA-Z][\w.()]*\s+\Z")
_GLOSS = re.compile(r"[a-z][\w\-]*(?:\s+[\w\-–]+){1,6}\Z")
_NO_GLOSS = frozenset(
    [
        "and",
        "or",
        "in",
        "on",
        "of",
        "for",
        "to",
        "with",
        "by",
        "as",
        "is",
        "are",
        "shall",
        "should",
        "may",
        "including",
        "such",
        "at",
        "from",
        "under",
        "above",
        "below",
        "which",
        "that",
        "not",
        "also",
        "only",
    ]
)
_LINK = re.compile(r"\((?:[^()\s]|\([^()\s]*\))+\)|\[[^\[\]\n]{0,80}\]|:\s+(?:https?:|<(?!!)|/)")
_DEFINITION = re.compile(r"^\[([^\]\n^][^\]\n]{0,78})\]: ", re.MULTILINE)
_MASTHEAD = re.compile(
    r"(?i)(?:without\s+reference\s+to\s+a\s+main|on\s+the\s+report\s+of\s+the\s+\w+(?:\s\w+)?)\s+committee\s*\([^()]*\)\Z"
)
"""On a line of its own below the title of a UN resolution."""
_SAID = re.compile(r"\s*(?:(?i:negotiators?['’]?s?['’]?\s+note)\b|reserves?\s+(?:its|their)\s+positions?\b)")
"""Behind a tag, a note by its delegations: `[SG: Negotiators' Note: …]`, `[CL: reserves its position …]`."""
_LONGEST = 120
"""None of the short ones is longer."""


class Asides:
    """Tells which brackets of a draft are no proposals."""

    def __init__(self, source: str, venue: Venue, places: Places) -> None:
        self.source = source
        self.venue = venue
        self.places = places
        self._defined: set[str] | None = None  # the names of Markdown references
        self._last = ("", -1)  # the reason and the end of the aside before

    def reason(self, bracket: Bracket, tagged: bool) -> str | None:
        """Why a closed bracket is no proposal; None if it may be one. A tag is a proposal's, but for a link."""
        found = self._reason(bracket.start, bracket.end, tagged)
        if tagged and not found and _SAID.match(self.source, bracket.inner):
            found = "editorial note"
        if found:
            self._last = (found, bracket.end)
        return found

    def _reason(self, start: int, end: int, tagged: bool) -> str | None:
        source = self.source
        if source.startswith(("(", ":"), end) and (link := _LINK.match(source, end)) and _leads_somewhere(link[0]):
            return "link"
        if source.startswith("[", end) and self._is_defined(end):
            return "link"
        if self._last == ("link", start) and self._is_defined(start):
            return "link"
        if tagged:
            return None
        content = source[start + 1 : min(end - 1, start + 400)].strip()
        if not content:
            return "ellipsis" if end - start <= _LONGEST else None
        if found := self._more(start, end, content):
            return found if found != "contested" else None
        if end - start > _LONGEST:
            return None
        return _first(_compiled(), content)

    def _is_defined(self, end: int) -> bool:
        """True where a Markdown reference such as `[text][name]` follows and the name is defined in the text."""
        if self._defined is None:
            self._defined = set(_DEFINITION.findall(self.source))
        close = self.source.find("]", end, end + 80)
        return close > end + 1 and self.source[end + 1 : close] in self._defined

    def _more(self, start: int, end: int, content: str) -> str | None:
        """What a bracket without a tag may be besides; `contested` for what looks like an aside and is a proposal."""
        source = self.source
        beside = source[max(0, start - 2) : start].rstrip(" ").endswith("]") or source[end : end + 2].lstrip(" ").startswith(
            "["
        )
        if _ANCHOR.match(content):
            return "footnote anchor"
        if _FIGURE.match(content):
            return self._figure(start, end, beside, content)
        found = _first(_compiled_more(), content)
        if found == "placeholder" and beside and len(content) < 3:
            return "contested"  # one of several: [acknowledge][X]
        if not found and start == self.places.at(start).start and _MASTHEAD.match(content):
            return "editorial note"
        if found == "footnote" and source[max(0, start - 1) : start] not in ("", "\n"):
            block = self.places.at(start)
            behind_sentence = source[max(0, start - 8) : start].rstrip(" \n0123456789")[-1:] in (".", "]", "")
            return found if start in (block.start, block.body) or behind_sentence else None
        return found or self._gloss(start, content)

    def _figure(self, start: int, end: int, beside: bool, content: str) -> str | None:
        """A number: a contested one, the old number of a paragraph, or a note's anchor."""
        source = self.source
        block = self.places.at(start)
        before = source[max(0, start - 40) : start]
        if any(p.start() <= start < p.end() for p in _RENUMBERED_PAIR.finditer(source, max(0, start - 8), end + 16)):
            return "renumbering"
        if start - block.start < 30 and not source[block.start : start].strip(" \t[]0123456789.") and block.kind != "note":
            return "renumbering"
        run = _RUN_BEFORE.search(before)
        if beside and _RENUMBERED.match(source, start - len(run[0]) if run else start):
            return "renumbering"
        if source[start - 1 : start] in (*",.;”’",) and start and content.isdigit() and not _SUBNUMBER.search(before):
            return None  # a note's anchor stands tight behind a stop: `Agreement,[1] parties …`
        if _UNIT.match(source, end) or _SUBNUMBER.search(before) or (self.venue.numbers and _BEFORE_NUMBER.search(before)):
            return "contested"
        if beside and self._is_one_of_several(start, end, content):
            return "contested"
        tight = source[start - 1 : start] == "]" or source[end : end + 1] == "["
        if self.venue.numbers and (tight or (beside and _YEAR.match(content))):
            return "contested"
        return None

    def _is_one_of_several(self, start: int, end: int, content: str) -> bool:
        """A number beside others: `[20] [30] per cent`, `below [1.5][2] metres`, `by [2050][the end of the century]`."""
        source = self.source
        before = _FIGURES_BEFORE.search(source, max(0, start - 40), start)
        behind = _FIGURES.match(source, end)
        first, last = before.start() if before else start, behind.end() if behind else end
        if _UNIT.match(source, last):
            return True
        fraction = "." in source[first:last]
        words = last == end and first == start and (source.startswith("[", end) or source[start - 1 : start] == "]")
        led = _BEFORE_NUMBER.search(source[max(0, first - 40) : first]) is not None
        return led and (fraction or (words and _YEAR.match(content) is not None))

    def _gloss(self, start: int, content: str) -> str | None:
        """Words that explain the reference before them: `paragraph 1 [national treatment]`, `[QQ.G.16.1] [exceptions …]`."""
        behind_reference = self._last[0] == "cross-reference" and not self.source[self._last[1] : start].strip()
        before = self.source[max(0, start - 40) : start]
        if not (behind_reference and start - self._last[1] < 3) and not _NUMBERED.search(before):
            return None
        words = content.lower().split()
        return "gloss" if words and words[0] not in _NO_GLOSS and _GLOSS.match(content) else None


def _first(patterns: list[tuple[str, re.Pattern[str]]], content: str) -> str | None:
    return next((reason for reason, pattern in patterns if pattern.match(content)), None)


@cache
def _compiled() -> list[tuple[str, re.Pattern[str]]]:
    """Compiled at first use: a draft whose brackets all have tags needs none."""
    return [(reason, re.compile(pattern, re.VERBOSE)) for reason, pattern in _PATTERNS]


@cache
def _compiled_more() -> list[tuple[str, re.Pattern[str]]]:
    return [(reason, re.compile(pattern)) for reason, pattern in _MORE]


def _leads_somewhere(target: str) -> bool:
    """True where the round brackets behind it hold an address, not words."""
    return target.startswith(":") or any(sign in target for sign in ("/", ".", "#", "@"))
