"""Wording: which words of a bracket are old, and which are new.

One seam: `resolve` takes a draft whose proposals are undecided where nobody marked them, and gives it back with roles, evidence
and confidence. What the evidence does not settle stays undecided; its likeliest reading is kept beside it.

Where strike and underline are lost the order does not tell (`[CAN: vulnerabilidad riesgo]` beside `[CAN: riesgo
vulnerabilidad]`). What can tell: a capital or a full stop in mid-bracket, repeated words, the vocabulary of the text outside
the brackets, and the same change by the same delegation elsewhere.
"""

from __future__ import annotations

import itertools
import re
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bracketparse.basetext import BaseText, stem
from bracketparse.languages import LANGUAGES, Language
from bracketparse.tree import Draft, Evidence, Proposal, Role, Segment

LEAST = 0.6
"""Below this confidence a wording is undecided."""

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_CONTEXT = 120
_LONGEST_RUN = 50
"""So many brackets side by side may be one idea."""
_ALIKE = 200
"""So many brackets with the same small word are asked for their vote."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a bracket: runs of words `(role, first, behind last)`, by the index of the word."""

    runs: tuple[tuple[Role, int, int], ...]
    confidence: float
    reason: str
    separator: str = ""
    """A sign between the runs that belongs to neither."""


@dataclass(slots=True)
class Case:
    """A bracket to be read: its words, and the words around it."""

    proposal: Proposal
    index: int
    words: list[str]
    """In small letters."""
    starts: array[int]
    """Where each word begins in the source; kept small, a draft may hold very many."""
    ends: array[int]
    left: list[str]
    """The two words before it in its block, brackets left out."""
    right: list[str]
    """The two words behind it; empty where a punctuation mark comes first."""
    begins: bool
    """True where a sentence begins at the bracket."""
    commas: bool
    """True where a comma stands on either side."""
    reading: Reading | None = None
    split: int | None = None
    """Where two texts meet in the bracket, when only that much is known."""
    doubts: list[str] = field(default_factory=list)


def resolve(draft: Draft) -> Draft:
    """The draft with the wording of its proposals resolved as far as the evidence goes."""
    reader = _Resolver(draft)
    return replace(draft, proposals=tuple(reader.resolve()))


class _Resolver:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.language: Language = LANGUAGES[draft.language]
        self.base = BaseText(draft)
        self.blocks = {block.id: block for block in draft.blocks}
        self.cases: list[Case] = []
        self.by_words: dict[tuple[str, ...], list[Case]] = defaultdict(list)
        self.votes: dict[tuple[tuple[str, ...], str], int] = {}
        self.said: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.outer = {p.parent for p in draft.proposals}
        self.alternatives: dict[str, list[Case]] = defaultdict(list)

    def resolve(self) -> list[Proposal]:
        proposals = list(self.draft.proposals)
        open_ones = [
            n for n, p in enumerate(proposals) if p.positions and p.evidence == "none" and p.segments and not p.reasons
        ]
        self.cases = [self._case(n) for n in open_ones]
        for case in self.cases:
            self.by_words[tuple(case.words)].append(case)
            self.said.update((sponsor, tuple(case.words)) for sponsor in case.proposal.sponsors)
            if case.proposal.alternative_to:
                self.alternatives[case.proposal.alternative_to].append(case)
        linked = self._chains()
        for case in self.cases:
            case.reading = self._alternative(case) or self._marks_of_style(case)
        self._repeated_insertions()
        for case in self.cases:
            if case.reading is None:
                case.split = self._split(case)
        self._directions()
        self._known_changes()
        self._chained(linked)
        for case in self.cases:
            if case.reading is None and case.split is None:
                self._whole(case, linked)
        for case in self.cases:
            proposals[case.index] = self._decided(case, linked.get(case.index, ()))
        return proposals

    # The cases

    def _case(self, index: int) -> Case:
        proposal, source = self.draft.proposals[index], self.draft.source
        words, starts, ends = [], array("L"), array("L")
        for segment in proposal.segments:
            for match in _WORD.finditer(source, segment.start, segment.end):
                words.append(sys.intern(match[0].lower()))
                starts.append(match.start())
                ends.append(match.end())
        block = self.blocks[proposal.block]
        before = self._outside(max(block.body, proposal.start - _CONTEXT), proposal.start, index, -1)
        after = self._outside(proposal.end, min(block.end, proposal.end + _CONTEXT), index, 1)
        left = [w.lower() for w in _WORD.findall(before)[-2:]] if re.search(r"\w\s*\Z", before) else []
        right = [w.lower() for w in _WORD.findall(after)[:2]] if re.match(r"\s*\w", after) else []
        begins = re.search(r"\w[^.;:!?]*\Z", before) is None
        commas = before.rstrip().endswith(",") and after.lstrip().startswith(",")
        return Case(proposal, index, words, starts, ends, left, right, begins, commas)

    def _outside(self, start: int, end: int, index: int, step: int) -> str:
        """The source from `start` to `end`, the brackets in it left out."""
        source, proposals = self.draft.source, self.draft.proposals
        text: list[str] = []
        inner = index + step
        position = end if step < 0 else start
        while 0 <= inner < len(proposals):
            other = proposals[inner]
            if step < 0:
                if other.end <= start or other.end > position:
                    break
                text.insert(0, source[other.end : position])
                position = max(other.start, start)
            else:
                if other.start >= end:
                    break
                if other.start >= position:
                    text.append(source[position : other.start])
                    position = other.end
            inner += step
        if step < 0:
            text.insert(0, source[start:position])
        else:
            text.append(source[position:end])
        return " ".join(text)

    def _chains(self) -> dict[int, tuple[int, ...]]:
        """Brackets of one delegation that stand directly side by side: one idea in several brackets.

        `[CRI: los principios] [CRI: identidad] [CAN: cultura] [CRI: y otros factores]`: the first two make the link, the
        last joins it. Two that each begin with "and" are two additions.
        """
        links: dict[int, tuple[int, ...]] = {}
        for run in self._runs():
            by_sponsor: dict[str, list[int]] = defaultdict(list)
            for n in run:
                for sponsor in self.cases[n].proposal.sponsors:
                    by_sponsor[sponsor].append(n)
            for members in by_sponsor.values():
                if any(b - a == 1 and not self._two_additions(a, b) for a, b in itertools.pairwise(members)):
                    for n in members:
                        own = {self.cases[m].index for m in members} | set(links.get(self.cases[n].index, ()))
                        links[self.cases[n].index] = tuple(sorted(own - {self.cases[n].index}))
        return links

    def _runs(self) -> Iterable[list[int]]:
        """Runs of brackets with nothing but spaces and commas between them."""
        run: list[int] = []
        for n, case in enumerate(self.cases):
            if run:
                between = self.draft.source[self.cases[run[-1]].proposal.end : case.proposal.start]
                apart = self.cases[run[-1]].proposal.block != case.proposal.block or len(run) == _LONGEST_RUN
                if apart or not re.fullmatch(r"[\s,;]*", between):
                    if len(run) > 1:
                        yield run
                    run = []
            run.append(n)
        if len(run) > 1:
            yield run

    def _two_additions(self, a: int, b: int) -> bool:
        return all(self.cases[n].words[:1] and self.cases[n].words[0] in self.language.conjunctions for n in (a, b))

    # Evidence

    def _alternative(self, case: Case) -> Reading | None:
        """An ALT presupposes a text on the table: one delegation that brackets both wants the first replaced."""
        proposal = case.proposal
        everything = len(case.words)
        if proposal.alternative_to is not None:
            return Reading((("insert", 0, everything),), 0.85, "its label says that it is an alternative text")
        for other in self.alternatives.get(proposal.id, ()):
            if set(other.proposal.sponsors) & set(proposal.sponsors):
                return Reading(
                    (("delete", 0, everything),),
                    0.8,
                    "the same delegation has an alternative to it, so it is the text on the table",
                )
        return None

    def _marks_of_style(self, case: Case) -> Reading | None:
        """A second colon, a capital or a full stop in mid-bracket."""
        if case.index in self.outer:
            return None  # what stands in a bracket inside is not this one's
        return self._colon(case) or self._capital(case) or self._sentence_end(case)

    def _colon(self, case: Case) -> Reading | None:
        for k in range(1, min(len(case.words), 5)):
            if ":" in self._between(case, k):
                runs: tuple[tuple[Role, int, int], ...] = (("delete", 0, k), ("insert", k, len(case.words)))
                return Reading(runs, 0.75, "a second colon stands between old and new words", ":")
        return None

    def _capital(self, case: Case) -> Reading | None:
        """A capital inside, where the sentence of the base text begins at the bracket: there the old words begin."""
        if not case.begins:
            return None
        for k in range(1, len(case.words)):
            start, end = case.starts[k], case.ends[k]
            written = self.draft.source[start:end]
            if not (written[0].isupper() and written[1:].islower()) or self.base.is_name(written):
                continue
            if case.words[k - 1] in self.language.openers or (self.draft.source[case.starts[k - 1]].isupper() and k > 1):
                continue  # the World Bank
            if re.search(r"[.:!?“\"(]", self._between(case, k)):
                continue
            known = case.words[k] in case.words[:k] or self.base.count(case.words[k])
            if not known and not case.proposal.whole_block:
                return Reading(
                    (("insert", 0, k), ("delete", k, len(case.words))), 0.5, f"“{written}” may begin the old sentence"
                )
            if known:
                reason = f"“{written}” has the capital with which the old sentence began"
                return Reading((("insert", 0, k), ("delete", k, len(case.words))), 0.85, reason)
        return None

    def _sentence_end(self, case: Case) -> Reading | None:
        """A full stop inside, and small letters behind it: the new text came to its end, the old one follows."""
        for k in range(1, len(case.words)):
            between = self._between(case, k)
            first = self.draft.source[case.starts[k]]
            if "." in between and first.islower() and len(case.words[k - 1]) > 2:
                runs: tuple[tuple[Role, int, int], ...] = (("insert", 0, k), ("delete", k, len(case.words)))
                return Reading(runs, 0.7, "a full stop inside ends the new text; the old goes on in small letters")
        return None

    def _repeated_insertions(self) -> None:
        """Behind old words that a capital gave away, words that the same delegation adds elsewhere are an addition too."""
        added: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for case in self.cases:
            for sponsor in case.proposal.sponsors:
                added[sponsor].add(tuple(case.words))
        for case in self.cases:
            if case.reading is None or len(case.reading.runs) != 2 or case.reading.separator:
                continue
            role, first, last = case.reading.runs[1]
            if role != "delete":
                continue
            for k in range(first + 1, last):
                tail = tuple(case.words[k:last])
                if "," in self._between(case, k) and any(tail in added[s] for s in case.proposal.sponsors):
                    runs = (case.reading.runs[0], ("delete", first, k), ("insert", k, last))
                    reason = f"{case.reading.reason}; “{' '.join(tail)}” is added by the same delegation elsewhere"
                    case.reading = Reading(runs, min(case.reading.confidence, 0.8), reason)  # type: ignore[arg-type]
                    break

    def _split(self, case: Case) -> int | None:
        """Where two texts meet in the bracket, if they do."""
        words = case.words
        if len(words) < 2 or case.proposal.whole_block or case.index in self.outer:
            return None
        return self._same_class(words) or self._same_article(case) or self._repetition(case) or self._pair(case)

    def _same_class(self, words: list[str]) -> int | None:
        """Two articles, or at the beginning two prepositions, follow each other: they are rivals."""
        for kind in (self.language.articles, self.language.prepositions):
            if len(words) <= 3 and words[0] in kind and words[1] in kind and not self.base.count(*words[:2]):
                return 1
        return None

    def _same_article(self, case: Case) -> int | None:
        """Two short phrases that begin with one article, nothing joining them: `la normativa la legislación`."""
        words = case.words
        for k in range(2, min(len(words) - 1, 4)):
            again = words[k] == words[0] in self.language.articles and words[k - 1] not in self.language.function_words
            if again and len(words) <= 6 and not self._between(case, k).strip():
                return k
        return None

    def _repetition(self, case: Case) -> int | None:
        """The split whose two sides share most of their words; both must be phrases that can stand alone."""
        words, language = case.words, self.language
        content = [w not in language.function_words for w in words]
        beginnings = [w[:4] for w, c in zip(words, content, strict=True) if c]
        best, best_score = None, 0.0
        for k in range(1, len(words)) if len(set(beginnings)) < len(beginnings) else ():  # else no two words are alike
            if words[k - 1] in language.openers or re.search(r"[,;(]", self._between(case, k)):
                continue
            a, b = words[:k], words[k:]
            leads = language.prepositions | set(language.contractions.values())
            if b[0] in language.conjunctions or (b[0] in language.prepositions and a[0] not in leads):
                continue
            if len(b) == 1 and b[0] not in a:
                continue
            if not any(content[:k]) or not any(content[k:]):
                continue
            shared = sum(any(same_stem(w, v) for v in a) for w, c in zip(b, content[k:], strict=True) if c)
            smaller = min(sum(content[:k]), sum(content[k:]))
            score = min(shared, smaller) / smaller + 0.2 * shared + 0.3 * (a[0] == b[0]) + 0.3 * same_stem(a[-1], b[-1])
            if shared and min(shared, smaller) / smaller >= 0.5 and score > best_score:
                best, best_score = k, score
        if best is None and len(words) >= 4 and words[-1] == words[-3] and words[-1] in language.prepositions:
            return len(words) - 2  # … centrada en | basado en
        return best

    def _pair(self, case: Case) -> int | None:
        """Two words of one kind, side by side without a joint."""
        words = case.words
        if len(words) != 2 or set(words) & self.language.function_words or "," in self._between(case, 1):
            return None
        a, b = words
        reverse = any((sponsor, (b, a)) in self.said for sponsor in case.proposal.sponsors)
        alike = len(a) > 4 < len(b) and a[-2:] == b[-2:] and a[-1] not in "aeious"  # two of a kind, and no agreement
        if reverse or alike or _same_ending(a, b):
            return 1
        if case.left and not self.base.count(a, b):
            fits = [self.base.count(case.left[-1], w) for w in (a, b)]
            removed = self.base.count(case.left[-1], case.right[0]) if case.right else 1
            if max(fits) >= 2 and min(fits) == 0 and not removed:
                return 1
        return None

    def _directions(self) -> None:
        """Which side of a split is old: votes of all brackets of one delegation with the same two sides, whatever the order."""
        votes: dict[tuple[frozenset[str], tuple[str, str]], float] = defaultdict(float)
        keys: dict[int, tuple[tuple[frozenset[str], tuple[str, str]], bool]] = {}
        for case in self.cases:
            if case.split is None:
                continue
            a, b = " ".join(case.words[: case.split]), " ".join(case.words[case.split :])
            turned = a > b
            key = (frozenset(case.proposal.sponsors), (b, a) if turned else (a, b))
            keys[case.index] = (key, turned)
            vote = self._first_is_old(case)
            votes[key] += -vote if turned else vote
        for case in self.cases:
            if case.split is None or case.index not in keys:
                continue
            key, turned = keys[case.index]
            vote = -votes[key] if turned else votes[key]
            k, n = case.split, len(case.words)
            old_first: tuple[tuple[Role, int, int], ...] = (("delete", 0, k), ("insert", k, n))
            new_first: tuple[tuple[Role, int, int], ...] = (("insert", 0, k), ("delete", k, n))
            confidence = min(0.5 + 0.12 * abs(vote), 0.82)
            if abs(vote) < 0.9:
                confidence = 0.4
            old = " ".join(case.words[:k] if vote > 0 else case.words[k:])
            reason = f"two texts meet in the bracket, and “{old}” fits the base text better"
            if confidence < LEAST:
                reason = "two texts meet in the bracket, and the base text does not tell which of them is old"
            case.reading = Reading(old_first if vote > 0 else new_first, confidence, reason)

    def _first_is_old(self, case: Case) -> float:
        """Votes for the first side being old (positive) or the second (negative), from the words of the base text."""
        assert case.split is not None
        a, b = case.words[: case.split], case.words[case.split :]
        base, small = self.base, self.language.function_words

        def strange(words: list[str]) -> int:
            return sum(1 for w in words if w not in small and not base.knows(w))

        def in_context(words: list[str]) -> float:
            found = 0.0
            if len(case.left) == 2:
                found += 1.0 * (base.count(*case.left, words[0]) > 0) * (words[0] not in small)
            if case.left and words[0] not in small:
                found += 0.5 * min(base.count(case.left[-1], words[0]), 2)
            if case.right:
                found += 0.5 * min(base.count(words[-1], case.right[0]), 2) * (words[-1] not in small)
            if len(case.right) == 2:
                found += 1.0 * (base.count(words[-1], *case.right) > 0)
            return found

        vote = 0.0
        if bool(strange(a)) != bool(strange(b)):
            vote += 1.0 if strange(b) else -1.0
        if len(a) > 1 and len(b) > 1:
            vote += 1.0 * (bool(base.count(*a)) - bool(base.count(*b)))
        if len(a) > 1 or len(b) > 1:
            vote += base.attested(a) - base.attested(b)
        return vote + max(-1.5, min(1.5, in_context(a) - in_context(b)))

    def _known_changes(self) -> None:
        """One delegation makes one change throughout: what it replaces by what, known from one bracket, reads the others."""
        changes: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for case in self.cases:
            if case.reading is None or case.reading.confidence < LEAST or len(case.reading.runs) != 2:
                continue
            parts = {role: case.words[first:last] for role, first, last in case.reading.runs}
            if set(parts) != {"insert", "delete"} or any(len(part) != 1 for part in parts.values()):
                continue
            for sponsor in case.proposal.sponsors:
                changes[sponsor].add((parts["delete"][0], parts["insert"][0]))
        for case in self.cases:
            if case.reading is not None and case.reading.confidence >= LEAST:
                continue
            for sponsor in case.proposal.sponsors:
                for old, new in sorted(changes[sponsor]):
                    if reading := self._same_change(case, old, new):
                        case.reading = reading

    def _same_change(self, case: Case, old: str, new: str) -> Reading | None:
        words, n = case.words, len(case.words)
        olds = [k for k, w in enumerate(words) if same_stem(w, old)]
        news = [k for k, w in enumerate(words) if same_stem(w, new)]
        if len(olds) != 1 or not news or olds[0] not in (0, n - 1):
            return None
        reason = f"the same delegation replaces “{old}” by “{new}” elsewhere"
        if olds[0] == 0:
            return Reading((("delete", 0, 1), ("insert", 1, n)), 0.75, reason)
        return Reading((("insert", 0, n - 1), ("delete", n - 1, n)), 0.75, reason)

    def _chained(self, linked: dict[int, tuple[int, ...]]) -> None:
        """In a row of brackets by one delegation, new words that close with a full stop take the place of what follows."""
        by_index = {case.index: case for case in self.cases}
        for index in sorted(linked):
            chain = [by_index[n] for n in sorted({index, *linked[index]}) if n in by_index]
            closing = next((n for n, case in enumerate(chain) if self._closes(case)), None)
            if closing is None or closing + 1 == len(chain):
                continue
            first, followers = chain[closing], chain[closing + 1 :]
            starts = [self.draft.source[c.starts[0]] for c in followers if c.starts]
            if not all(sign.islower() for sign in starts):
                continue
            reason = (
                "of brackets side by side by one delegation, the one that closes with a full stop is new, what follows is old"
            )
            if first.reading is None and first.split is None:
                first.reading = Reading((("insert", 0, len(first.words)),), 0.65, reason)
            for case in followers:
                if case.reading is None and case.split is None:
                    case.reading = Reading((("delete", 0, len(case.words)),), 0.65, reason)

    def _closes(self, case: Case) -> bool:
        """True where the new words of a bracket end with a full stop, and small letters follow."""
        if not case.starts:
            return False
        end = case.proposal.segments[-1].end
        if case.reading is not None and case.reading.runs[0][0] == "insert" and len(case.reading.runs) == 2:
            end = case.starts[case.reading.runs[1][1]]
        return self.draft.source[case.starts[0] : end].rstrip().endswith(".")

    # One text only: put in, or taken out?

    def _whole(self, case: Case, linked: dict[int, tuple[int, ...]]) -> None:
        words, n = case.words, len(case.words)
        if not n:
            case.reading = Reading((("insert", 0, 0),), 0.4, "the bracket holds punctuation only")
            return
        if n == 1 and words[0] in self.language.function_words:
            case.reading = self._small_word(case)
            return
        case.doubts = self._doubts(case, case.index in linked)
        if case.doubts:
            case.reading = Reading((("insert", 0, n),), 0.4, "; ".join(case.doubts))
            return
        same = max(self.said[sponsor, tuple(words)] for sponsor in case.proposal.sponsors)
        reason, confidence = "the words are one text, and the base text reads without them", 0.75
        if case.proposal.whole_block:
            reason, confidence = (
                "a delegation's bracket holds the whole paragraph, and no other text stands in its place",
                0.8,
            )
        elif same > 1:
            reason, confidence = f"{reason}; the same delegation adds them {same} times", 0.85
        case.reading = Reading((("insert", 0, n),), confidence, reason)

    def _small_word(self, case: Case) -> Reading:
        """A lone article, preposition or conjunction: the text that reads like the base text elsewhere is the wanted one."""
        word = case.words[0]
        key = (case.proposal.sponsors, word)
        if key not in self.votes:
            self.votes[key] = self._votes(case, word)
        votes = self.votes[key]
        role: Role = "insert" if votes >= 0 else "delete"
        read = "with" if votes >= 0 else "without"
        reason = f"elsewhere the base text reads as this would {read} “{word}”"
        return Reading(
            ((role, 0, 1),), 0.7 if votes else 0.4, reason if votes else f"“{word}” alone may be put in or taken out"
        )

    def _votes(self, case: Case, word: str) -> int:
        """For taking the word in (positive) or leaving it out, from all brackets of the delegation that hold it alone."""
        votes = 0
        for other in self.by_words[word,][:_ALIKE]:
            if _share(other, case) and other.left and other.right:
                taken_in = self.base.count(other.left[-1], word, other.right[0])
                left_out = self.base.count(other.left[-1], other.right[0])
                votes += (taken_in > left_out) - (left_out > taken_in)
        return votes

    def _doubts(self, case: Case, in_chain: bool) -> list[str]:
        """Why the words may not be a plain addition."""
        doubts = []
        source, proposal = self.draft.source, case.proposal
        first = source[proposal.segments[0].start]
        last = source[proposal.segments[-1].end - 1]
        if in_chain:
            doubts.append("brackets of the same delegation stand side by side, so one may be old and one new")
        if case.commas and first not in ",;" and last not in ",;":
            doubts.append("there are commas on both sides, so something may have stood between them")
        loose_signs = "[,.]" if self.language.spaced_punctuation else "[,;.]"
        if re.match(rf"[ \t\n]+{loose_signs}", source[proposal.end : proposal.end + 20]) and first not in ",;":
            doubts.append("a space is left before the punctuation behind it")
        if re.search(r"\s\.\s*\Z", source[max(0, proposal.start - 20) : proposal.start]):
            doubts.append("a full stop was displaced before it")
        if (
            case.left
            and case.right
            and case.words[-1] in self.language.conjunctions
            and case.left[-1] in self.language.openers
            and not self.base.count(case.left[-1], case.right[0])
        ):
            doubts.append(f"“{case.left[-1]} {case.right[0]}” would not read without it")
        if self._loose(case):
            doubts.append(f"“{case.left[-1]}” would connect nothing without it")
        return doubts

    def _loose(self, case: Case) -> bool:
        """True where a small word before the bracket hangs in the air without it."""
        if not case.left or case.left[-1] not in self.language.function_words or case.proposal.whole_block:
            return False
        source, proposal = self.draft.source, case.proposal
        if source[max(0, proposal.start - 3) : proposal.start].rstrip().endswith("]") or source[
            proposal.end : proposal.end + 3
        ].lstrip().startswith("["):
            return False  # what stands in the bracket beside it may be what it connects
        if not case.right:
            return True
        return case.right[0] in self.language.prepositions | self.language.conjunctions

    # The result

    def _between(self, case: Case, k: int) -> str:
        return self.draft.source[case.ends[k - 1] : case.starts[k]]

    def _decided(self, case: Case, linked: tuple[int, ...]) -> Proposal:
        proposal, reading = case.proposal, case.reading
        ids = tuple(self.draft.proposals[n].id for n in linked)
        if reading is None:
            return replace(proposal, linked=ids or proposal.linked)
        segments = self._segments(case, reading)
        evidence: Evidence = "inferred" if reading.confidence >= LEAST else "none"
        confidence = reading.confidence
        if any(p.inferred for p in proposal.positions):
            confidence = min(confidence, 0.8)
        if evidence == "none":
            return replace(
                proposal, linked=ids or proposal.linked, reasons=(reading.reason,), likeliest=segments, confidence=None
            )
        return replace(
            proposal,
            segments=segments,
            evidence=evidence,
            confidence=round(confidence, 2),
            reasons=(reading.reason,),
            linked=ids or proposal.linked,
        )

    def _segments(self, case: Case, reading: Reading) -> tuple[Segment, ...]:
        """The runs of a reading as segments. A run takes the punctuation around its words with it, but for a separator."""
        if not case.words or len(reading.runs) == 1:
            return tuple(replace(s, role=reading.runs[0][0]) for s in case.proposal.segments)
        found = []
        for role, first, last in reading.runs:
            start = 0 if first == 0 else self._run_start(case, first, reading.separator)
            stop = len(self.draft.source) if last == len(case.words) else self._run_start(case, last, reading.separator)
            for segment in case.proposal.segments:
                a, b = max(segment.start, start), min(segment.end, stop)
                text = self.draft.source[a:b]
                if text.strip():
                    a += len(text) - len(text.lstrip())
                    text = text.strip().rstrip(reading.separator or None)
                    found.append(Segment(role, a, a + len(text), " ".join(text.split())))
        return tuple(found)

    def _run_start(self, case: Case, k: int, separator: str) -> int:
        """Where the run that begins with word `k` begins: a comma that leads an addition belongs to it."""
        start = case.starts[k]
        between = self._between(case, k)
        if separator or not between.lstrip().startswith(",") or len(case.reading.runs if case.reading else ()) < 3:
            opening = re.search(r"[¿¡“\"«(]*\Z", between)
            return start - len(opening[0]) if opening else start
        return case.ends[k - 1] + between.index(",")


def _share(a: Case, b: Case) -> bool:
    """True where one delegation stands behind both."""
    return not set(a.proposal.sponsors).isdisjoint(b.proposal.sponsors)


def same_stem(a: str, b: str) -> bool:
    """True where two words look like forms of one: they begin alike for most of the shorter one."""
    if a == b:
        return True
    shorter = min(len(a), len(b))
    if shorter < 4 or a[0] != b[0]:
        return False
    common = len(stem(min(a, b, key=len)))
    return a[:common] == b[:common]


def _same_ending(a: str, b: str) -> bool:
    return len(a) > 5 and len(b) > 5 and a[-4:] == b[-4:]
