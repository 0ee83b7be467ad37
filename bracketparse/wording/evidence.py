"""Evidence: what speaks for or against a reading of a bracket. A function a rule; each looks at one thing and says what it saw.

A rule gives a number, 0 where it sees nothing; what the number is worth is data (`data/wording.tsv`). `docs/wording.md` lists
the rules and what they rest on. No rule knows a word of any draft.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bracketparse.basetext import root
from bracketparse.wording.classes import WORD
from bracketparse.wording.joins import join
from bracketparse.wording.view import View

ONE, TWO, SEVERAL, ALL = (1,), (2,), (2, 3), (1, 2, 3)
"""Of how many runs the readings are that a rule looks at."""
SAME, REVERSED = 1.0, -1.0
"""What a rule sees in two texts where old and new are exchanged: as much for it, or as much against it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, what it looks at, and the sentences for what it saw."""

    name: str
    look: Callable[[View], float]
    """Given a reading of so many runs as `runs` has."""
    for_it: str
    """Said where it speaks for the reading; empty where that is not worth a sentence."""
    against: str
    """Said where it speaks against."""
    runs: tuple[int, ...]
    """Readings of another number of runs it has nothing to say of."""
    turned: float
    """`SAME`, `REVERSED`, or 0 where it has to look anew."""

    def measure(self, seen: View) -> float:
        """What it sees in a reading."""
        return self.look(seen) if len(seen.runs) in self.runs else 0.0


RULES: list[Rule] = []


def measured(seen: View, turned: Sequence[float] = ()) -> list[float]:
    """What every rule of `RULES` measures of a reading. `turned` is what was measured of the same two texts with old and
    new exchanged, where that is at hand."""
    values = [0.0] * len(RULES)
    for n, look, again in _looking(len(seen.runs)):
        values[n] = again * turned[n] if again and turned else look(seen)
    return values


@cache
def _looking(runs: int) -> list[tuple[int, Callable[[View], float], float]]:
    """The rules that look at readings of so many runs."""
    return [(n, rule.look, rule.turned) for n, rule in enumerate(RULES) if runs in rule.runs]


VOCABULARY = {"new_is_stranger", "old_is_more_usual", "old_phrase_known"}
"""Rules that look at the words alone, wherever they stand."""
SIGNS = {"capital_begins_old", "capital_begins_new", "stop_ends_new", "stop_ends_old", "colon_between"}
SIGNS |= {"whole_paragraph", "labelled_alternative", "has_alternative"}
"""Rules that look at what the writing itself tells."""


def _rule(
    for_it: str = "", against: str = "", runs: tuple[int, ...] = ALL, turned: float = 0.0
) -> Callable[[Callable[[View], float]], Callable[[View], float]]:
    def add(look: Callable[[View], float]) -> Callable[[View], float]:
        RULES.append(Rule(look.__name__, look, for_it, against, runs, turned))
        return look

    return add


# How many texts the bracket holds


@_rule(runs=ONE)
def one_old_text(v: View) -> float:
    """The bracket holds old words only."""
    return float(v.runs[0][0] == "delete")


@_rule(runs=TWO, turned=SAME)
def two_texts(v: View) -> float:
    """The bracket holds an old text and a new one."""
    return float(len(v.runs) == 2)


@_rule(runs=TWO, turned=SAME)
def two_texts_by_length(v: View) -> float:
    """The longer the bracket, the more places there are where two texts could meet."""
    return math.log(v.case.size)


@_rule(runs=ONE)
def one_text_by_length(v: View) -> float:
    """Long brackets are more seldom one text than short ones, or more often: the weight says."""
    return math.log(max(v.case.size, 1))


@_rule()
def three_runs(v: View) -> float:
    """Old words stand between new ones."""
    return float(len(v.runs) == 3)


@_rule("a lone small word may well be a slip that is struck", "a lone small word may be put in", runs=ONE)
def old_small_word(v: View) -> float:
    """Only function words, and old: a slip struck out."""
    small = v.ground.language.function_words
    return float(one_old_text(v) and all(word in small for word in v.old_words))


@_rule("the bracket holds the whole paragraph, and no other text stands in its place")
def whole_paragraph(v: View) -> float:
    """A bracket round a whole paragraph puts it in."""
    return float(v.case.proposal.whole_block and not v.case.has_alternative and v.runs[0][0] == "insert")


@_rule("its label says that it is an alternative text", runs=ONE)
def labelled_alternative(v: View) -> float:
    """`4ALT` is new: its label presupposes a text on the table."""
    return float(v.case.proposal.alternative_to is not None and v.runs[0][0] == "insert")


@_rule("the same delegation has an alternative to it, so it is the text on the table", runs=ONE)
def has_alternative(v: View) -> float:
    """One delegation that brackets both a text and its alternative wants the first replaced."""
    return float(v.case.has_alternative and v.runs[0][0] == "delete")


# How the two texts read


@_rule("the base text reads well", "the base text reads oddly: “{before_old}”")
def base_reads(v: View) -> float:
    """Agreement and government where the old words meet the words outside, or those outside each other."""
    return v.base.reads


@_rule(against="the base text would be broken: “{before_old}”")
def base_broken(v: View) -> float:
    """A connector that connects nothing, a doubled word, in the base text; a slip of small words set right says
    nothing here."""
    if not v.old_content and not v.new_content:
        return 0.0
    return v.base.broken


@_rule("the text outside brackets has “{before_old}” elsewhere too")
def base_attested(v: View) -> float:
    """The base text has the same neighbours elsewhere."""
    return v.base.attested


@_rule("the new text reads well", "the new text reads oddly: “{before_new}”")
def new_reads(v: View) -> float:
    """Agreement and government in the new text."""
    return v.accepted.reads


@_rule(against="two signs would stand side by side in the base text: “{before_old}”")
def base_signs(v: View) -> float:
    """Two commas, or a comma before a full stop, in the base text."""
    return 0.0 if v.case.proposal.whole_block else v.base.signs


@_rule(against="a small letter would follow a full stop in the base text: “{before_old}”")
def base_stops(v: View) -> float:
    """A full stop in the midst of the base text's sentence."""
    return v.base.stops


@_rule(against="a small letter would follow a full stop in the new text: “{before_new}”")
def new_stops(v: View) -> float:
    """A full stop in the midst of the new text's sentence."""
    return v.accepted.stops


@_rule(against="the new text would be broken: “{before_new}”")
def new_broken(v: View) -> float:
    """The new text would be broken."""
    return v.accepted.broken


@_rule("the text outside brackets has “{before_new}” elsewhere", "“{before_new}” is how the base text itself goes elsewhere")
def new_attested(v: View) -> float:
    """The base text elsewhere has the neighbours that the new text would have."""
    return v.accepted.attested


@_rule(
    "the base text has “{before_old}” with the words around it elsewhere",
    "the base text has “{before_new}” elsewhere",
    runs=SEVERAL,
    turned=REVERSED,
)
def phrase_across(v: View) -> float:
    """Of two texts, the old one has edges at which three words stand together in the base text elsewhere."""
    return _threes(v, v.old_words) - _threes(v, v.new_words)


@_rule(
    "the base text has “{before_old}” with the words around it elsewhere",
    "the base text has “{before_new}” elsewhere",
    runs=ONE,
)
def one_phrase_across(v: View) -> float:
    """Of one text, put in or taken out: three words across its edges stand together in the base text elsewhere, with
    it or without."""
    return _threes(v, v.old_words) - _threes(v, v.new_words)


@_rule("the words of “{before_old}” agree", "the words of “{before_old}” would not agree")
def base_agrees(v: View) -> float:
    """Gender and number of the words where the old text meets those outside."""
    return v.base.agree


@_rule(against="it reads as broken inside", turned=SAME)
def broken_inside(v: View) -> float:
    """What is broken inside the runs, where no two texts meet."""
    return min(_breaks(v) - (meeting_broken(v) if v.meets else 0.0), 3.0)


# Where two texts meet


@_rule(against="“{meeting}” reads on without a break, as one text does", runs=SEVERAL, turned=SAME)
def meeting_reads(v: View) -> float:
    """Where two texts meet, the words do not read on."""
    return join(v.ground, *_meeting(v)).reads


@_rule("no sentence reads “{meeting}”: two texts meet there", runs=SEVERAL, turned=SAME)
def meeting_broken(v: View) -> float:
    """Where two texts meet, no sentence could read on."""
    return join(v.ground, *_meeting(v)).broken


@_rule(against="the base text has “{meeting}” elsewhere, so no two texts meet there", runs=SEVERAL, turned=SAME)
def meeting_attested(v: View) -> float:
    """The base text has these two words side by side elsewhere."""
    return join(v.ground, *_meeting(v)).attested


@_rule(against="“{meeting}” goes on from a word of the same kind", runs=SEVERAL, turned=SAME)
def meeting_joined(v: View) -> float:
    """A conjunction stands where two texts would meet, with words of one class on either side of it."""
    at = v.runs[0][2]
    if at < 2:
        return 0.0
    before, joint, behind = (v.case.tokens[v.case.words[k]] for k in (at - 2, at - 1, at))
    kinds = v.ground.classes
    return float(joint in v.ground.language.conjunctions and kinds.of(before) == kinds.of(behind))


@_rule(against="a comma joins what stands on either side", runs=SEVERAL, turned=SAME)
def meeting_comma(v: View) -> float:
    """A comma stands where two texts would meet."""
    return float(v.case.tokens[v.meets - 1] == ",")


@_rule(against="the bracket brings its own comma or colon, as one text does", runs=SEVERAL, turned=SAME)
def own_signs(v: View) -> float:
    """Words that are put in or taken out whole bring the sign that leads them."""
    return float(v.case.tokens[0] in ",:;")


@_rule(against="the bracket brings the comma behind it, as one text does", runs=SEVERAL, turned=SAME)
def own_sign_behind(v: View) -> float:
    """An item put into a list brings the comma that closes it."""
    return float(v.case.tokens[-1] in ",;")


@_rule("old and new words begin with words of one kind", runs=TWO)
def begin_alike(v: View) -> float:
    """Two texts for one place begin with words of one class."""
    return _alike(v, _lead(v, v.old_words[0]), _lead(v, v.new_words[0]))


@_rule("old and new words begin with the same word", runs=TWO, turned=SAME)
def same_first_word(v: View) -> float:
    """Two texts for one place begin with the same word."""
    return float(_lead(v, v.old_words[0]) == _lead(v, v.new_words[0]))


@_rule("old and new words end with words of one kind", runs=TWO)
def end_alike(v: View) -> float:
    """Two texts for one place end with words of one class."""
    return _alike(v, v.old_words[-1], v.new_words[-1])


@_rule("old and new words end with the same word", runs=TWO, turned=SAME)
def same_last_word(v: View) -> float:
    """Two texts for one place end with the same word."""
    return float(v.old_words[-1] == v.new_words[-1])


@_rule("old and new words end with the same preposition", runs=TWO, turned=SAME)
def same_preposition_ends(v: View) -> float:
    """Two texts that end with the same preposition: what goes before it is exchanged, and it is written again."""
    return same_last_word(v) and float(v.old_words[-1] in v.ground.language.prepositions)


@_rule(against="one text would end with a connector, the other not", runs=TWO, turned=SAME)
def end_unlike(v: View) -> float:
    """One of two texts ends with a word that may not end a phrase, the other with none, or with one of another kind."""
    return float(_opening(v, v.old_words[-1]) != _opening(v, v.new_words[-1]))


@_rule("“{old}” and “{new}” are formed alike", runs=TWO, turned=SAME)
def formed_alike(v: View) -> float:
    """Two words for one place are formed alike: they end in the same letters, as `-idad` words do."""
    a, b = v.old_words[-1], v.new_words[-1]
    return float(a != b and len(a) > 5 < len(b) and a[-4:] == b[-4:])


@_rule(against="two single words of different kinds are no rivals", runs=TWO, turned=SAME)
def words_of_two_kinds(v: View) -> float:
    """Two texts of one content word each, of different classes: a verb does not stand where an adverb stood."""
    if len(v.old_words) + len(v.new_words) > 2 or not v.old_content or not v.new_content:
        return 0.0
    a, b = (v.ground.classes.of(w) for w in (v.old_words[0], v.new_words[0]))
    return float(a != b)


@_rule(against="one text would end with a word that leads on, the other not", runs=TWO)
def ends_open(v: View) -> float:
    """One of two texts ends with an auxiliary verb or a word of degree, which wants the next word, the other does not."""
    if not (v.old[-1][0].isalnum() and v.new[-1][0].isalnum()):
        return 0.0
    kinds = v.ground.classes
    return float((kinds.of(v.old_words[-1]) in _LEADS_ON) != (kinds.of(v.new_words[-1]) in _LEADS_ON))


_LEADS_ON = {"degree", "be", "modal", "clitic"}


@_rule(against="one text would begin with a conjunction, the other not", runs=TWO, turned=SAME)
def begin_unlike(v: View) -> float:
    """One of two texts begins with a conjunction, the other does not."""
    kinds = v.ground.classes
    return float((kinds.of(v.old_words[0]) == "and") != (kinds.of(v.new_words[0]) == "and"))


@_rule(against="the one text is much longer than the other", runs=TWO, turned=SAME)
def unlike_length(v: View) -> float:
    """How much longer one text is than the other, as a logarithm."""
    return abs(math.log(len(v.old_words) / len(v.new_words)))


@_rule("new texts are mostly longer than old ones", runs=TWO, turned=REVERSED)
def new_is_longer(v: View) -> float:
    """How much longer the new text is, as a logarithm."""
    return math.log(len(v.new_words) / len(v.old_words))


@_rule(against="words stand twice in one text", turned=SAME)
def words_twice(v: View) -> float:
    """Content words that stand twice within one run: perhaps they are two texts. In a long one that tells less."""
    old, new = [root(w) for w in v.old_content], [root(w) for w in v.new_content]
    twice = min(len(old) - len(set(old)) + len(new) - len(set(new)), 3)
    return twice * min(1.0, _SHORT / v.case.size) if twice else 0.0


_SHORT = 8
"""A bracket of so many words repeats none without need."""


# Capitals and signs


@_rule("“{old_first}” has the capital with which the old sentence began", runs=SEVERAL)
def capital_begins_old(v: View) -> float:
    """Where a sentence begins at the bracket, a capital inside it begins the old text."""
    return float(v.runs[1][0] == "delete" and _capital(v))


@_rule("“{new_first}” has the capital with which the new sentence begins", runs=SEVERAL)
def capital_begins_new(v: View) -> float:
    """Where a sentence begins at the bracket, a capital inside it begins the new text."""
    return float(v.runs[1][0] == "insert" and _capital(v))


@_rule(against="a capital in the midst would mean nothing", turned=SAME)
def capital_for_nothing(v: View) -> float:
    """A capital inside, where a sentence begins at the bracket, that no text begins with."""
    return float(v.case.begins and any(k != v.runs[0][2] for k in _capitals(v)))


@_rule("a full stop inside ends the new text; the old goes on in small letters", runs=SEVERAL)
def stop_ends_new(v: View) -> float:
    """New text that closes with a full stop, before old words in small letters."""
    return float(v.runs[0][0] == "insert" and _stops(v))


@_rule("a full stop inside ends the old text, and another one the new", runs=SEVERAL)
def stop_ends_old(v: View) -> float:
    """Old text that closes with a full stop, before new words in small letters that close with one too."""
    return float(v.runs[0][0] == "delete" and _stops(v) and v.case.tokens[-1] == ".")


@_rule("a second colon stands between old and new words", runs=SEVERAL)
def colon_between(v: View) -> float:
    """A colon after the first word or two, behind the tag's own: what is before it is corrected to what follows."""
    return float(v.runs[0][0] == "delete" and v.runs[0][2] <= 4 and v.case.tokens[v.meets - 1] == ":")


# The vocabulary of the base text


@_rule(against="words that are taken out stand in the base text, and these are strange to it", runs=ONE)
def one_old_strange(v: View) -> float:
    """The words taken out are strange to the base text: how many of them."""
    return _strange(v, v.old_content)


@_rule("the base text uses the words elsewhere", runs=ONE)
def one_old_usual(v: View) -> float:
    """The words taken out are usual in the base text: the mean of logarithms."""
    return _usual(v, v.old_content)


@_rule("the base text has the whole phrase “{old}” elsewhere", runs=ONE)
def one_old_phrase(v: View) -> float:
    """The base text has the words taken out elsewhere, one after the other."""
    return _phrase(v, v.old_words)


@_rule(
    "the new words are stranger to the base text than the old",
    "the old words would be stranger to the base text than the new",
    runs=SEVERAL,
    turned=REVERSED,
)
def new_is_stranger(v: View) -> float:
    """Of two texts, the new one has more words that the base text does not know in any form."""
    return _strange(v, v.new_content) - _strange(v, v.old_content) if v.old_content and v.new_content else 0.0


@_rule(
    "the base text uses the old words more than the new",
    "the base text uses the new words more than the old",
    runs=SEVERAL,
    turned=REVERSED,
)
def old_is_more_usual(v: View) -> float:
    """Of two texts, the old one has words that the base text uses more."""
    return _usual(v, v.old_content) - _usual(v, v.new_content) if v.old_content and v.new_content else 0.0


@_rule(
    "the text outside brackets has “{before_new}” elsewhere, and not “{before_old}”",
    "the text outside brackets has “{before_old}” elsewhere, and not “{before_new}”",
    runs=ONE,
)
def small_words_as_elsewhere(v: View) -> float:
    """Small words are put right: the new text is the one that the text outside brackets has elsewhere."""
    left, right = v.case.left[-1].lower(), v.case.right[0].lower()
    if v.old_content or v.new_content or not (left[0].isalpha() and right[0].isalpha()) or v.case.size > 4:
        return 0.0
    count = v.ground.base.count
    return math.log1p(count(left, *v.new_words, right)) - math.log1p(count(left, *v.old_words, right))


@_rule(
    "the base text has the whole phrase “{old}” elsewhere",
    "the base text has the whole phrase “{new}” elsewhere",
    runs=SEVERAL,
    turned=REVERSED,
)
def old_phrase_known(v: View) -> float:
    """Of two texts, the base text has the old one elsewhere, whole, and not the new."""
    return _phrase(v, v.old_words) - _phrase(v, v.new_words)


@_rule(
    "the base text has “{place_old}” elsewhere, and not “{place_new}”",
    "the base text has “{place_new}” elsewhere",
    runs=TWO,
    turned=REVERSED,
)
def old_in_place(v: View) -> float:
    """Of two texts, the old one is what the base text elsewhere has behind the small word before the bracket."""
    left = v.case.left[-1].lower()
    if not left[0].isalpha() or left not in v.ground.small:
        return 0.0
    old, new = v.old_words[0], v.new_words[0]
    if old == new or old in v.ground.small or new in v.ground.small:
        return 0.0
    count = v.ground.base.count
    return min(math.log1p(count(left, old)), 1.5) - min(math.log1p(count(left, new)), 1.5)


# The same delegation's other proposals


@_rule("the same delegation has the same words in the other order elsewhere: they are two texts", runs=TWO, turned=SAME)
def turned_elsewhere(v: View) -> float:
    """One delegation has the two texts in the other order in another bracket."""
    words = v.case.spoken
    k = v.runs[0][2]
    turned = (*words[k:], *words[:k])
    return float(list(turned) != words and any((s, turned) in v.ground.said for s in v.case.proposal.sponsors))


def _breaks(v: View) -> float:
    """How many joins of the bracket's own words are broken, if they are one text."""
    if v.case.breaks is None:
        v.case.breaks = sum(join(v.ground, a, b).broken for a, b in pairwise(v.case.written))
    return v.case.breaks


def _opening(v: View, word: str) -> str:
    """Which kind of opener a word is, if it is one: what it wants behind it."""
    language = v.ground.language
    if word in language.articles:  # and what holds one, as `del`
        return "article"
    if word in language.prepositions:
        return "preposition"
    return "conjunction" if word in language.conjunctions else ""


def _meeting(v: View) -> tuple[str, str]:
    return v.case.written[v.meets - 1], v.case.written[v.meets]


def _alike(v: View, a: str, b: str) -> float:
    kind = v.ground.classes.of(a)
    if not v.ground.frames or kind == WORD:  # of no known class
        return 0.5 * (a[-1] == b[-1])
    return float(kind == v.ground.classes.of(b))


def _lead(v: View, word: str) -> str:
    """The preposition in a contraction, `al` as `a`; else the word."""
    return v.ground.language.fused.get(word, word)


def _capitals(v: View) -> list[int]:
    """The words of the bracket, the first left out, that are written as words are that begin a sentence."""
    if v.case.capitals is None:
        v.case.capitals = [k for k in range(1, v.case.size) if _begins_sentence(v, k)]
    return v.case.capitals


def _begins_sentence(v: View, k: int) -> bool:
    written = v.case.written[v.case.words[k]]
    if not written[0].isupper() or not written[1:].islower() or v.case.tokens[v.case.words[k] - 1] in ".:!?“(«":
        return False
    return v.case.tokens[v.case.words[k - 1]] not in v.ground.language.openers and not v.ground.base.is_name(written)


def _capital(v: View) -> bool:
    return v.case.begins and v.runs[0][2] in _capitals(v)


def _stops(v: View) -> bool:
    before, behind = _meeting(v)
    return before == "." and behind[0].islower()


def _strange(v: View, words: Sequence[str]) -> float:
    return sum(not v.ground.base.knows(w) for w in words) / len(words) if words else 0.0


def _usual(v: View, words: Sequence[str]) -> float:
    return sum(min(math.log1p(v.ground.base.forms(w)), 3.0) for w in words) / len(words) if words else 0.0


def _phrase(v: View, words: Sequence[str]) -> float:
    return float(1 < len(words) <= 6 and v.ground.base.count(*words) > 0)


def _threes(v: View, words: Sequence[str]) -> float:
    """How often the base text has the words on either side of an edge where a small word stands, such as `situation
    of risk`."""
    if len(words) > 4:
        words = [*words[:2], *words[-2:]]  # the others are at no edge
    left, right = v.case.left[-2:], v.case.right[:2]
    row = [*map(str.lower, left), *words, *map(str.lower, right)]
    small = v.ground.small
    found = 0.0
    for edge in {len(left), len(left) + len(words)}:
        for middle in (edge - 1, edge):
            if 0 < middle < len(row) - 1 and row[middle] in small:
                a, b, c = row[middle - 1 : middle + 2]
                if a not in small and c not in small and a[0].isalpha() and b[0].isalpha() and c[0].isalpha():
                    found += min(math.log1p(v.ground.base.count(a, b, c)), 2.0)
    return found
