"""Beside: whether two brackets side by side vie for one place, `[shall] [should]`, or are two additions, `[all] [, in time,]`.

The notation is the same for both. What tells is the words: whether the sentence can be read with both, whether one goes on from
the other, and whether they are made alike. Where nothing tells, that is said, and no version decides it.
"""

from __future__ import annotations

import re
from enum import Enum

from bracketparse.languages import Language


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MODALS = _words(
    "shall should may will must can could would might is are was were be been has have had "
    "debe deben debería deberían deberá deberán puede pueden podrá podrán podría podrían será serán es son "
    "doit doivent devrait devraient devra devront peut peuvent pourra pourront pourrait est sont sera seront "
    "deve devem deveria deveriam deverá deverão pode podem poderá poderão poderia poderiam é são"
)
_AND = _words("and or nor but y e o u et ou")
_JOINTS = _AND | {
    "and/or",
    "y/o",
    "et/ou",
    "e/ou",
    "as well as",
    "such as",
    "in particular",
    "including",
    "inter alia",
    "especially",
}
"""They lead from one phrase to the next."""
_OTHER = _words("other otro otra otros otras autre autres outro outra outros outras")
"""What begins so stands in the place of what is named before it: `[registry] [other modality]`."""
_POINTERS = _words("above below")
"""Behind a noun or a number they lead nowhere: `the paragraphs below`."""
_INCLUDING = _words("including concerning regarding")
_MORE_PREPOSITIONS = _words("before after until toward per via above below")
_GOES_ON = re.compile(
    r"\W*(?:(?:and|or|nor|y|e|o|u|et|ou)(?:/\w+)?\s+\w|(?:as\s+well\s+as|including|inter\s+alia|such\s+as|in\s+particular|especially|"
    r"where|if|unless|that|which|who|so\s+as|according|subject\s+to|incluid[oa]s?|inclusive|y\s+compris|tal(?:es)?\s+como|tels?\s+que|"
    r"cuando|si|que|quando|se|qui)\b)|\s*[,;.]",
    re.IGNORECASE,
)
"""What begins so goes on from what stands before it."""
_SAME_CLASS = (
    frozenset(("that", "which", "who", "que", "qui")),
    frozenset(("if", "unless", "where", "when", "whether", "si", "cuando", "quando", "se")),
)
"""Two clauses that begin with words of one class say in two ways when, or of whom."""
_LEADS_ON = re.compile(r"(?:[,;]|\w\s+(?:and|or|y|o|et|ou))\s*\Z", re.IGNORECASE)
"""What ends so is to be followed."""
_NUMBER = re.compile(
    r"[\d≥≤<>~±$€]|[xyz]\b|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|first|second|third|un[oa]?|dos|tres|cuatro|cinco|seis|"
    r"deux|trois|quatre|cinq|dois|duas|três)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W_]+)*|\d[\w.,]*|[≥≤<>~±$€%]")
_ADVERB = re.compile(r"[^\W\d_]{3,}(?:ly|mente)\Z")
_LETTERS = 5
"""A body's letters are no more than these: `[CMA] [CMP]`."""
_FEW = 6
"""A phrase of so many words is short."""


class Beside(Enum):
    """What two brackets side by side are."""

    EXCLUSIVE = "the sentence does not read with both"
    ALIKE = "they are made alike"
    ADDITION = "the one goes on from the other"
    UNKNOWN = "nothing tells"


def beside(a: str, b: str, before: str, tight: bool, language: Language) -> Beside:
    """What the words `a` and `b` of two brackets are.

    `before` is the word in front of them, in small letters; `tight` is true where no space is between them.
    """
    a, b = a.replace("[", "").replace("]", ""), b.replace("[", "").replace("]", "")
    first, second = _WORD.findall(a.lower()), _WORD.findall(b.lower())
    if not first or not second:
        return Beside.ADDITION
    if a.lower().strip().endswith(("at least", "at most", "up to", "about", "around")) and _NUMBER.match(second[0]):
        return Beside.ADDITION
    told = _by_joints(a, b, first, second) or _by_sentences(a, b, first, second) or _by_going_on(a, b, first, second, tight)
    told = told or _by_other(first, second, language)
    told = told or _by_open_ends(first, second, language) or _by_modals(first, second, tight)
    return told or _by_beginnings(first, second, tight, language) or _by_likeness(a, b, first, second, before, tight)


def _by_joints(a: str, b: str, first: list[str], second: list[str]) -> Beside | None:
    """A lone "and" joins, and what begins with one is joined to what stands before it; of two lone joints one can stand."""
    one, other = (" ".join(x.lower().strip(" ,;").split()) in _JOINTS for x in (a, b))
    if one or other:
        return Beside.EXCLUSIVE if one and other else Beside.ADDITION
    if first[0] in _AND and second[0] not in _AND and len(first) > 1:
        return Beside.UNKNOWN if _common(first, second) else Beside.ADDITION
    return None


def _by_sentences(a: str, b: str, first: list[str], second: list[str]) -> Beside | None:
    """Two full sentences or paragraphs: two texts of one thing where they have words in common."""
    if a.rstrip()[-1:] not in (".", ";") or len(first) < 3:
        return None
    if len(second) < 3:
        return Beside.ADDITION if b.strip()[-1:] not in (".", ";") else None  # another sentence begins
    if a.lstrip()[:1] == ",":
        return Beside.ADDITION if b.lstrip("* ")[:1].isupper() else None  # the end of one sentence, and another
    if not b.lstrip("* ")[:1].isupper():
        return Beside.ADDITION
    return Beside.ALIKE if _common(first, second) else Beside.UNKNOWN


def _by_going_on(a: str, b: str, first: list[str], second: list[str], tight: bool) -> Beside | None:
    """A comma, an "and", "including": the one leads to the other."""
    if any(first[0] in words and second[0] in words for words in _SAME_CLASS):
        return Beside.ALIKE
    same = a.lstrip()[:1] == b.lstrip()[:1] == "," and a.rstrip()[-1:] == b.rstrip()[-1:]
    if same and _common(first, second):
        return Beside.ALIKE
    if {first[0], second[0]} == {"and", "or"} and tight:
        return Beside.UNKNOWN
    if _GOES_ON.match(b):
        return Beside.UNKNOWN if tight and second[0] in _SAME_CLASS[0] else Beside.ADDITION
    if _LEADS_ON.search(a):
        return Beside.UNKNOWN if first[0] == second[0] else Beside.ADDITION
    return None


def _by_other(first: list[str], second: list[str], language: Language) -> Beside | None:
    """`other` and one word more stand for a thing that is not named yet, in the place of the one that is."""
    leads = first[-1] in language.prepositions | language.articles
    return Beside.EXCLUSIVE if second[0] in _OTHER and len(second) == 2 and not leads and not second[1].endswith("s") else None


def _by_open_ends(first: list[str], second: list[str], language: Language) -> Beside | None:
    """What ends with an article or a preposition leads to the next word: in the other bracket, or behind both."""
    leading = language.articles | language.prepositions | _MORE_PREPOSITIONS
    if first[-1] not in leading or (first[-1] in _POINTERS and len(first) > 1):
        return None
    article = first[-1] in language.articles
    if second[-1] in leading or (article and second[0] in language.function_words | MODALS):
        return Beside.EXCLUSIVE
    if len(first) > 1 and _common(first, second):
        return Beside.ALIKE
    if article or len(first) == 1 or second[0] in language.articles | language.others:
        return Beside.ADDITION
    return Beside.ALIKE if _ending(first[0]) == _ending(second[0]) else Beside.UNKNOWN


def _by_modals(first: list[str], second: list[str], tight: bool) -> Beside | None:
    """Two of "shall", "should", "may" cannot follow each other; one leads to a verb, and follows what it is said of."""
    one, other = first[0] in MODALS, second[0] in MODALS
    if one and other:
        return Beside.EXCLUSIVE
    if (one or other) and _common(first, second):
        return Beside.ALIKE
    if one and len(first) < 3:
        return Beside.UNKNOWN if tight else Beside.ADDITION
    return Beside.ADDITION if other and len(second) < 3 else None


def _by_beginnings(first: list[str], second: list[str], tight: bool, language: Language) -> Beside | None:
    """Articles, numbers, prepositions, adverbs: a place takes one of a kind; of two kinds, the one follows the other."""
    determiners = language.articles | language.others
    one, other = (w in determiners or _NUMBER.match(w) is not None for w in (first[0], second[0]))
    if one and other and min(len(first), len(second)) <= _FEW:
        return Beside.EXCLUSIVE
    prepositions = language.prepositions | _MORE_PREPOSITIONS
    opens = first[0] in (prepositions | _SAME_CLASS[1]) - _INCLUDING
    if second[0] in prepositions:
        if first[0] == second[0] or first[-2:-1] == second[:1] == ["to"]:
            return Beside.ALIKE
        if tight and first[-1] == second[-1] and max(len(first), len(second)) <= _FEW:
            return Beside.ALIKE
        if not opens or (first[0] == "to") != (second[0] == "to"):
            return Beside.ALIKE if tight and _common(first, second) else Beside.ADDITION
    if opens:
        return Beside.ALIKE if _common(first, second) else Beside.UNKNOWN
    adverbs = [len(words) == 1 and _ADVERB.match(words[0]) is not None for words in (first, second)]
    return Beside.ALIKE if all(adverbs) else Beside.ADDITION if any(adverbs) else None


def _by_likeness(a: str, b: str, first: list[str], second: list[str], before: str, tight: bool) -> Beside:
    """Letters that stand for a body, words in common, the place of a verb, one ending, no space: they are made alike."""
    letters = [
        len(words) == 1 and text.strip().isupper() and 1 < len(text.strip()) <= _LETTERS
        for words, text in ((first, a), (second, b))
    ]
    participles = first[0].endswith(("ed", "ing")) and _ending(first[0]) == _ending(second[0])
    alike = (
        all(letters)
        or participles
        or first[0] == second[0]
        or _ending(first[-1]) == _ending(second[-1])
        or _common(first, second)
    )
    verbs = (before in MODALS or before == "to") and not any(words[0].endswith(("ed", "ing")) for words in (first, second))
    return Beside.ALIKE if alike or tight or verbs else Beside.UNKNOWN


def _ending(word: str) -> str:
    """How a word ends, a plural's s apart: `circumstances` as `situations` do."""
    return "s" if word.endswith("s") and len(word) > 3 else word[-2:]


def _common(first: list[str], second: list[str]) -> bool:
    """True where a third of the longer words of the shorter one stand in both, in whatever form."""
    one, other = ({_stem(word) for word in words if len(word) > 3} for words in (first, second))
    least = min(len(one), len(other))
    return least > 0 and len(one & other) * 3 >= least


def _stem(word: str) -> str:
    return word[:6] if len(word) > 6 else word.rstrip("s")
