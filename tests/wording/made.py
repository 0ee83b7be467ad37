"""Made drafts: real sentences of a corpus, with artificial proposals whose truth is known.

What the weights of the wording rules are fitted on (`fit.py`). Nothing of the corpus is kept; only weights are.
Paragraphs without brackets are taken from a text; proposals are put into them: words put in or taken out,
substitutions in both orders, longer texts
that repeat the old one, slips of small words, capitals and full stops in mid-bracket, lists, changes that a delegation
makes throughout, and changes written as two brackets.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import bracketparse
from bracketparse.languages import language as language_of
from bracketparse.wording.classes import classes

WORD = re.compile(r"\w+(?:[-’'/]\w+)*")
TOKEN = re.compile(r"\w+(?:[-’'/]\w+)*|[.,;:!?…()“”«»–—]")
DELEGATIONS = ("CAN", "CRI", "COL", "MEX", "BRA")
Truth = tuple[tuple[str, int], ...]
"""Roles with their number of words, in order."""


@dataclass(frozen=True)
class Piece:
    """A phrase found in a text, with the classes of the words before and behind it."""

    words: tuple[str, ...]
    before: str
    after: str


@dataclass
class Text:
    """Paragraphs to work on, and phrases from elsewhere to put in."""

    language: str
    paragraphs: list[str]
    foreign: list[str]
    pool: dict[tuple[str, str, str], list[Piece]] = field(default_factory=lambda: defaultdict(list))
    between: dict[tuple[str, str, str], list[Piece]] = field(default_factory=lambda: defaultdict(list))
    adverbials: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for paragraph in self.foreign:
            tokens = TOKEN.findall(paragraph)
            kinds = [self.kind(t) for t in tokens]
            for i in range(1, len(tokens) - 1):
                for size in range(1, 7):
                    piece = tokens[i : i + size]
                    if i + size >= len(tokens) or not all(t[0].isalnum() for t in piece):
                        break
                    if self.small(piece[-1]) or piece[0][0].isupper():
                        continue
                    found = Piece(tuple(piece), kinds[i - 1], kinds[i + size])
                    self.pool[kinds[i], kinds[i + size - 1], "1" if size == 1 else "n"].append(found)
                    self.between[kinds[i - 1], kinds[i + size], "1" if size == 1 else "n"].append(found)
            self.adverbials += [m[1] for m in re.finditer(r", ((?:\w+ ){1,4}\w+),", paragraph)]

    def kind(self, token: str) -> str:
        return classes(self.language).of(token.lower())

    def small(self, token: str) -> bool:
        return token.lower() in language_of(self.language).function_words | classes(self.language).closed


@dataclass
class Edit:
    """One proposal: where in a paragraph, and what its brackets say."""

    start: int
    end: int
    before: str
    """What of the words replaced stays in front."""
    brackets: list[tuple[str, Truth]]
    behind: str = ""
    """A sign behind the brackets."""
    others: set[int] = field(default_factory=set)
    """Which of the brackets are another delegation's."""


def paragraphs(source: str) -> list[str]:
    """The paragraphs of a text that have no brackets."""
    draft = bracketparse.parse(source)
    found = []
    for block in draft.blocks:
        text = " ".join(source[block.body : block.end].split())
        if block.kind in ("paragraph", "item") and not re.search(r"[\[\]|{}*#_]", text):
            found.append(text)
    return [text for text in found if len(WORD.findall(text)) >= 9 and len(text) < 1500]


def draft(text: Text, seed: int) -> tuple[str, list[tuple[Truth, str]]]:
    """A draft with proposals, and for each proposal, in order, its truth and the kind of edit."""
    chance = random.Random(seed)
    size = min(120, len(text.paragraphs) * 2 // 3)
    first = chance.randrange(max(1, len(text.paragraphs) - size + 1))
    chosen = text.paragraphs[first : first + size]
    if not text.foreign:  # no other text of this language: new words come from what is left of this one
        rest = text.paragraphs[:first] + text.paragraphs[first + size :]
        text = Text(text.language, chosen, rest)
    maker = Maker(text, chance, chosen)
    lines, truths = [], []
    programmes = maker.programmes(chosen)
    for number, paragraph in enumerate(chosen, 1):
        edits = maker.repeated(paragraph, programmes) if chance.random() < 0.8 else []
        for _ in range(chance.choice((0, 0, 1, 1, 2) if size > 60 else (0, 1, 1, 1, 2))):
            if (edit := maker.edit(paragraph)) and not any(
                e.start <= edit.end + 1 and edit.start <= e.end + 1 for _, e, _ in edits
            ):
                edits.append((chance.choice(DELEGATIONS[:3]), edit, maker.last))
        for who, edit, _ in sorted(edits, key=lambda e: -e[1].start):
            if len(edit.brackets) > 1 and chance.random() < 0.3 and (more := maker._put_in(paragraph)):  # of another delegation
                roles = [truth[0][0] for _, truth in edit.brackets]
                at = chance.choice([n for n in range(len(roles) + 1) if roles[max(n - 1, 0) : n + 1] != ["insert", "insert"]])
                edit.brackets.insert(at, more.brackets[0])
                edit.others.add(at)
            other = next(d for d in DELEGATIONS if d != who)
            shown = " ".join(f"[{other if n in edit.others else who}: {inside}]" for n, (inside, _) in enumerate(edit.brackets))
            head, tail = paragraph[: edit.start], paragraph[edit.end :]
            if head and not head.endswith((" ", "(", "“")):
                head += " "
            if tail and tail[0] not in " ,.;:)”":
                tail = " " + tail
            paragraph = f"{head}{edit.before}{shown}{edit.behind}{tail}"
        truths += [(truth, kind) for _, edit, kind in sorted(edits, key=lambda e: e[1].start) for _, truth in edit.brackets]
        lines.append(f"{number}. {paragraph}")
        if chance.random() < 0.05:
            whole = chance.choice(text.foreign)
            lines.append(f"{number}bis. [{chance.choice(DELEGATIONS[:3])}: {whole}]")
            truths.append(((("insert", len(WORD.findall(whole))),), "whole paragraph"))
    return "I. A\n\n" + "\n\n".join(lines) + "\n", truths


class Maker:
    """Makes proposals."""

    def __init__(self, text: Text, chance: random.Random, chosen: Sequence[str]) -> None:
        self.text, self.chance = text, chance
        self.draft = " ".join(" ".join(TOKEN.findall(p)) for p in chosen).lower()
        self.last = ""

    # Changes that a delegation makes throughout

    def programmes(self, chosen: Sequence[str]) -> list[tuple[str, str, str, str]]:
        counts: dict[str, int] = defaultdict(int)
        for paragraph in chosen:
            for word in set(WORD.findall(paragraph)):
                if word.islower() and len(word) > 4 and not self.text.small(word):
                    counts[word] += 1
        joint = {"es": "y", "en": "and", "fr": "et", "pt": "e"}[self.text.language]
        own: dict[tuple[str, str], int] = defaultdict(int)  # what the draft itself often adds to a word
        for paragraph in chosen:
            for match in re.finditer(rf"\b(\w{{5,}}) ({joint} \w{{5,}})\b", paragraph):
                own[match[1], match[2]] += 1
        made = [
            (self.chance.choice(DELEGATIONS[:3]), "insert", *pair)
            for pair in self.chance.sample(sorted(p for p, c in own.items() if c > 1), min(1, sum(c > 1 for c in own.values())))
        ]
        usual = sorted(w for w, c in counts.items() if 3 <= c <= 14)
        for word in self.chance.sample(usual, min(5, len(usual))):
            who = self.chance.choice(DELEGATIONS[:3])
            if self.chance.random() < 0.55:
                tries = [new for _ in range(6) if (new := self._other(word))]
                if self.chance.random() < 0.75:  # a term of its own for a term of the draft
                    tries = [new for new in tries if 2 * counts.get(new.split()[-1], 0) < counts[word]]
                if tries:
                    made.append((who, "replace", word, tries[0]))
            elif addition := self._addition(word):
                made.append((who, "insert", word, addition))
        return made

    def _other(self, word: str) -> str | None:
        kind = self.text.kind(word)
        pool = self.text.pool[kind, kind, "1"]
        if self.chance.random() < 0.25:
            pool = [
                p for (_, last, n), ps in self.text.pool.items() if n == "n" and last == kind for p in ps if len(p.words) < 4
            ]
        for _ in range(5):
            if pool and (piece := self.chance.choice(pool)).words[-1] != word:
                return " ".join(piece.words)
        return None

    def _addition(self, word: str) -> str | None:
        kind = self.text.kind(word)
        pool = self.text.pool[kind, kind, "1"]
        joints = {"es": "y", "en": "and", "fr": "et", "pt": "e"}
        return f"{joints[self.text.language]} {self.chance.choice(pool).words[0]}" if pool else None

    def repeated(self, paragraph: str, programmes: Sequence[tuple[str, str, str, str]]) -> list[tuple[str, Edit, str]]:
        edits: list[tuple[str, Edit, str]] = []
        for who, what, word, new in programmes:
            match = re.search(rf"\b{re.escape(word[: max(5, len(word) * 6 // 10)])}\w*\b", paragraph)
            if not match or self.chance.random() < 0.35:
                continue
            word = match[0]
            if what == "replace" and self.chance.random() < 0.3:  # in other words around it
                head, last = (
                    self.chance.choice((("prep",), ("in",), ("of",), (self.text.kind(new.split()[0]),))),
                    new.split()[-1],
                )
                near = [p for p in self.text.pool[head[0], self.text.kind(last), "n"] if len(p.words) < 5]
                if near:
                    new = " ".join([*self.chance.choice(near).words[:-1], new.split()[-1]])
            if any(e.start <= match.end() + 1 and match.start() <= e.end + 1 for _, e, _ in edits):
                continue
            if what == "replace":
                edits.append((who, self._substitution(match.start(), match.end(), word, new), "throughout"))
            elif not paragraph[match.end() :].startswith(" " + new.split()[0]):
                edits.append((who, self._insertion(match.end(), new), "added throughout"))
        return edits

    # Single changes

    def edit(self, paragraph: str) -> Edit | None:
        kinds: tuple[tuple[str, float], ...] = (
            ("put_in", 32),
            ("clause", 18),
            ("list_item", 8),
            ("taken_out", 8),
            ("word", 10),
            ("phrase", 7),
            ("longer", 10),
            ("reworded", 16),
            ("rewritten", 7),
            ("small_word", 7),
            ("beginning", 5),
            ("ending", 4),
            ("two_brackets", 4),
        )
        names, weights = zip(*kinds, strict=True)
        for _ in range(4):
            self.last = self.chance.choices(names, weights)[0]
            if made := getattr(self, f"_{self.last}")(paragraph):
                return made
        return None

    def _substitution(self, start: int, end: int, old: str, new: str) -> Edit:
        a, b = len(WORD.findall(old)), len(WORD.findall(new))
        if self.chance.random() < 0.5:
            return Edit(start, end, "", [(f"{old} {new}", (("delete", a), ("insert", b)))])
        return Edit(start, end, "", [(f"{new} {old}", (("insert", b), ("delete", a)))])

    def _with_tail(self, paragraph: str, end: int, old: str, new: str) -> tuple[int, str, str]:
        """Sometimes the connector behind the old words is struck and written again with the new ones."""
        follows = re.match(r" (\w+)(?= \w)", paragraph[end:])
        if not follows or self.text.kind(follows[1]) not in ("prep", "of", "in", "to", "and") or self.chance.random() > 0.12:
            return end, old, new
        return end + follows.end(), f"{old} {follows[1]}", f"{new} {follows[1]}"

    def _insertion(self, at: int, new: str) -> Edit:
        return Edit(at, at, "", [(new, (("insert", len(WORD.findall(new))),))])

    def _matches(self, paragraph: str) -> list[re.Match[str]]:
        return list(TOKEN.finditer(paragraph))

    def _span(self, paragraph: str, least: int, most: int) -> tuple[int, int, list[str], str, str] | None:
        """A run of words that ends with a content word, with the classes on either side."""
        tokens = self._matches(paragraph)
        if self.chance.random() < 0.2:  # a whole item between signs
            signs = [n for n, t in enumerate(tokens) if not t[0][0].isalnum()]
            items = [(a + 1, b) for a, b in itertools.pairwise(signs) if least <= b - a - 1 <= most]
            items = [
                (a, b)
                for a, b in items
                if not self.text.small(tokens[b - 1][0]) and not any(t[0][0].isupper() for t in tokens[a:b])
            ]
            if items:
                a, b = self.chance.choice(items)
                piece = tokens[a:b]
                kinds = (self.text.kind(tokens[a - 1][0]), self.text.kind(tokens[b][0]))
                return piece[0].start(), piece[-1].end(), [m[0] for m in piece], *kinds
        for _ in range(12):
            size = self.chance.randint(least, most)
            if len(tokens) < size + 3:
                return None
            i = self.chance.randrange(1, len(tokens) - size)
            piece = tokens[i : i + size]
            words = [m[0] for m in piece]
            if not all(w[0].isalpha() for w in words) or self.text.small(words[-1]) or any(w[0].isupper() for w in words):
                continue
            return (
                piece[0].start(),
                piece[-1].end(),
                words,
                self.text.kind(tokens[i - 1][0]),
                self.text.kind(tokens[i + size][0]),
            )
        return None

    def _removable(self, paragraph: str) -> tuple[int, int, str] | None:
        """A run without which the sentence reads: a phrase led by a connector, or an attribute."""
        tokens = self._matches(paragraph)
        kinds = [self.text.kind(t[0]) for t in tokens]
        for _ in range(20):
            i = self.chance.randrange(2, max(3, len(tokens) - 1))
            if i >= len(tokens) - 1:
                return None
            lead = kinds[i] in ("prep", "and", "of", "in", "that") and kinds[i - 1] not in (
                "and",
                "comma",
                "stop",
                "prep",
                "of",
                "in",
                "to",
                "that",
                "conj",
            )
            single = tokens[i][0].isalpha() and not self.text.small(tokens[i][0]) and not tokens[i][0][0].isupper()
            if self.text.language == "en":
                single = (
                    single
                    and kinds[i] in ("adj", "ed", "adv")
                    and not self.text.small(tokens[i + 1][0])
                    and kinds[i + 1] not in ("comma", "stop")
                )
            else:
                single = single and kinds[i - 1] == kinds[i] and kinds[i] not in ("inf", "ger")
            if lead:
                j = i + 1
                limit = i + self.chance.choice((3, 4, 6, 9))
                while j < len(tokens) and kinds[j] not in ("comma", "stop", "close", "open"):
                    if j >= limit and kinds[j] in ("prep", "and", "of", "in", "that", "to"):
                        break
                    j += 1
                if not 2 <= j - i <= 14 or self.text.small(tokens[j - 1][0]):
                    continue
                if kinds[i] in ("of", "in") and self.chance.random() < 0.5:
                    continue
            elif single and self.chance.random() < 0.6:
                j = i + 1
            else:
                continue
            if not all(t[0][0].isalnum() for t in tokens[i:j]):
                continue
            return tokens[i].start(), tokens[j - 1].end(), paragraph[tokens[i].start() : tokens[j - 1].end()]
        return None

    def _put_in(self, paragraph: str) -> Edit | None:
        if self.chance.random() < 0.25 and self.text.adverbials:
            tokens = self._matches(paragraph)
            i = self.chance.randrange(2, max(3, len(tokens) - 1))
            before = tokens[i - 1][0]
            if i < len(tokens) - 1 and tokens[i][0].isalpha() and before.isalpha() and not self.text.small(before):
                words = self.chance.choice(self.text.adverbials)
                shown = self.chance.choice((f", {words},", f", {words},", words))
                return Edit(tokens[i].start(), tokens[i].start(), "", [(shown, (("insert", len(WORD.findall(words))),))])
        found = self._removable(paragraph)
        if not found:
            return None
        start, end, words = found
        if self.chance.random() < 0.6:  # words of the same make from elsewhere
            tokens = WORD.findall(words)
            size = "1" if len(tokens) == 1 else "n"
            pool = self.text.pool[self.text.kind(tokens[0]), self.text.kind(tokens[-1]), size]
            if pool:
                words = " ".join(self._pick(pool) or [])
        return Edit(start, end, "", [(words, (("insert", len(WORD.findall(words))),))])

    def _clause(self, paragraph: str) -> Edit | None:
        """A longer phrase or clause, put in where a phrase ends."""
        tokens = self._matches(self.chance.choice(self.text.foreign))
        kinds = [self.text.kind(t[0]) for t in tokens]
        leads = [n for n, k in enumerate(kinds) if k in ("prep", "that", "and", "in", "ger", "ing") and n]
        if not leads:
            return None
        i = self.chance.choice(leads)
        j, most = i + 1, i + self.chance.randint(5, 26)
        while (
            j < len(tokens)
            and kinds[j] not in ("stop", "open", "close")
            and (kinds[j] != "comma" or self.chance.random() < 0.5)
        ):
            if j >= most and kinds[j] in ("prep", "and", "that", "in"):
                break
            j += 1
        if j - i < 5 or self.text.small(tokens[j - 1][0]) or not tokens[j - 1][0][0].isalnum():
            return None
        words = tokens[i].string[tokens[i].start() : tokens[j - 1].end()]
        places = [
            a.end()
            for a, b in zip(self._matches(paragraph), self._matches(paragraph)[1:], strict=False)
            if a[0].isalpha()
            and not self.text.small(a[0])
            and self.text.kind(b[0]) in ("comma", "stop", "prep", "and", "in", "that")
        ]
        if not places:
            return None
        at = self.chance.choice(places)
        inside = self.chance.choice((words, words, f", {words}", f", {words},"))
        return Edit(at, at, "", [(inside, (("insert", len(WORD.findall(words))),))])

    def _list_item(self, paragraph: str) -> Edit | None:
        commas = [m for m in re.finditer(r"(\w+), (?=\w)", paragraph) if not self.text.small(m[1])]
        if not commas:
            return None
        comma = self.chance.choice(commas)
        kind = self.text.kind(comma[1])
        pool = self.text.pool[kind, kind, "1"] + self.text.pool[kind, kind, "n"][:40]
        if not pool:
            return None
        words = " ".join(self.chance.choice(pool).words)
        truth: Truth = (("insert", len(WORD.findall(words))),)
        match self.chance.choice((0, 0, 1, 1, 2, 2, 3, 4)):
            case 4:  # a last item, and its comma is left outside
                last = re.search(r"(\w+)\.?$", paragraph)
                if not last or self.text.small(last[1]):
                    return None
                joint = {"es": "y", "en": "and", "fr": "et", "pt": "e"}[self.text.language]
                truth = (("insert", truth[0][1] + 1),)
                return Edit(last.start(1), last.end(1), f"{last[1]}, ", [(f"{joint} {words}", truth)])
            case 3:  # its comma is left outside
                return Edit(comma.end(), comma.end(), "", [(words, truth)], ",")
            case 0:
                return Edit(comma.end(), comma.end(), "", [(f"{words},", truth)])
            case 1:
                return Edit(comma.end() - 2, comma.end() - 2, "", [(f", {words}", truth)])
            case _:
                return Edit(comma.end(), comma.end(), "", [(words, truth)])

    def _taken_out(self, paragraph: str) -> Edit | None:
        if self.chance.random() < 0.15:  # something between two commas, or before one
            items = list(re.finditer(r"(?<=, )((?:\w+ ){0,3}\w+)(?=,)", paragraph))
            if items:
                item = self.chance.choice(items)
                return Edit(item.start(), item.end(), "", [(item[0], (("delete", len(WORD.findall(item[0]))),))])
        if self.chance.random() < 0.3 and (span := self._span(paragraph, 1, 4)):
            start, end, words, _, _ = span
            return Edit(start, end, "", [(" ".join(words), (("delete", len(words)),))])
        found = self._removable(paragraph)
        if not found:
            return None
        start, end, words = found
        return Edit(start, end, "", [(words, (("delete", len(WORD.findall(words))),))])

    def _pick(self, pieces: Sequence[Piece]) -> list[str] | None:
        """One of the phrases; mostly one that the draft does not have."""
        for _ in range(6):
            words = list(self.chance.choice(pieces).words) if pieces else None
            if not words or self.chance.random() < (0.4 if len(words) == 1 else 0.15):
                return words
            if f" {' '.join(words).lower()} " not in self.draft:
                return words
        return words

    def _replacement(self, words: list[str], before: str, after: str, size: str) -> list[str] | None:
        if self.chance.random() < 0.75:  # of the same make
            pool = self.text.pool[self.text.kind(words[0]), self.text.kind(words[-1]), size]
            near = [p for p in pool if p.before == before and p.after == after] or [p for p in pool if p.before == before]
        else:  # of any make that fits the words around it
            near = self.text.between[before, after, size] or self.text.between[before, after, "n"]
        near = [p for p in near if list(p.words) != words]
        return self._pick(near)

    def _word(self, paragraph: str) -> Edit | None:
        span = self._span(paragraph, 1, 1)
        if not span:
            return None
        start, end, words, before, after = span
        new = self._replacement(words, before, after, self.chance.choice(("1", "1", "1", "n")))
        if not new:
            return None
        end, before, after = self._with_tail(paragraph, end, words[0], " ".join(new))
        return self._substitution(start, end, before, after)

    def _phrase(self, paragraph: str) -> Edit | None:
        span = self._span(paragraph, 2, 5)
        if not span:
            return None
        start, end, words, before, after = span
        new = self._replacement(words, before, after, self.chance.choice(("n", "n", "n", "1")))
        if not new:
            last = self.text.kind(words[-1])
            pool = [p for (_, kind, _), ps in self.text.pool.items() if kind == last for p in ps[:30] if p.before == before]
            new = self._pick(pool)
        if not new:
            return None
        end, before, after = self._with_tail(paragraph, end, " ".join(words), " ".join(new))
        return self._substitution(start, end, before, after)

    def _longer(self, paragraph: str) -> Edit | None:
        """The old words, and more: or the other way round."""
        span = self._span(paragraph, 1, 4)
        if not span:
            return None
        start, end, words, _, _ = span
        last = self.text.kind(words[-1])
        pool = self.text.pool[last, last, "1"] + self.text.pool[last, last, "n"][:60]
        if not pool:
            return None
        more = " ".join(self.chance.choice(pool).words)
        joint = {"es": ("y", "o", "e"), "en": ("and", "or"), "fr": ("et", "ou"), "pt": ("e", "ou")}[self.text.language]
        old = " ".join(words)
        new = self.chance.choice(
            (
                f"{old} {joint[0]} {more}",
                f"{old}, {more}",
                f"{more} {joint[0]} {old}",
                f"{old} {more}",
                f"{old} {joint[1]} {more}",
            )
        )
        if self.chance.random() < 0.15:
            old, new = new, old
            return self._substitution(start, end, old, new)
        return self._substitution(start, end, old, new)

    def _reworded(self, paragraph: str) -> Edit | None:
        """Some words of a phrase exchanged, the others kept."""
        span = self._span(paragraph, 3, 8)
        if not span:
            return None
        start, end, words, _, _ = span
        new = list(words)
        content = [n for n, w in enumerate(words) if not self.text.small(w)]
        kept = set(content)
        for n in self.chance.sample(content, max(1, len(content) // 2)):
            kept.discard(n)
            kind = self.text.kind(words[n])
            pool = self.text.pool[kind, kind, self.chance.choice("111n")]
            if pool:
                new[n] = " ".join(self.chance.choice(pool).words)
        for n in kept:
            if self.chance.random() < 0.3:  # in another form
                new[n] = new[n][:-1] if new[n].endswith("s") else f"{new[n]}s"
        if new == words or (len(content) == 1):
            return None
        end, before, after = self._with_tail(paragraph, end, " ".join(words), " ".join(new))
        return self._substitution(start, end, before, after)

    def _rewritten(self, paragraph: str) -> Edit | None:
        """A phrase for which a much longer one is put, which may keep its words."""
        span, clause = self._span(paragraph, 1, 6), self._clause(paragraph)
        if not span or not clause:
            return None
        start, end, words, _, _ = span
        new = re.sub(r"^, |,$", "", clause.brackets[0][0])
        if not self.text.small(words[0]) and self.chance.random() < 0.6:
            new = " ".join(WORD.findall(new)[1:])
        if self.chance.random() < 0.4:
            new = f"{' '.join(words[: self.chance.randint(1, len(words))])} {new}"
        end, before, after = self._with_tail(paragraph, end, " ".join(words), new)
        return self._substitution(start, end, before, after)

    def _small_word(self, paragraph: str) -> Edit | None:
        """A slip of the base text in its small words, set right."""
        tokens = self._matches(paragraph)
        language = language_of(self.text.language)
        small = sorted(language.prepositions | language.articles | language.conjunctions)
        for _ in range(15):
            i = self.chance.randrange(1, max(2, len(tokens) - 1))
            if i >= len(tokens) - 1 or not tokens[i + 1][0].isalpha() or not tokens[i - 1][0].isalpha():
                continue
            word = tokens[i][0]
            start, end = tokens[i].start(), tokens[i].end()
            match self.chance.randrange(4):
                case 0 if word in small:  # the base text lacks it
                    return Edit(start, end, "", [(word, (("insert", 1),))])
                case 1 if word not in small and tokens[i - 1][0] not in small:  # the base text has one too many
                    slip = self.chance.choice(small[:40])
                    return Edit(start, start, "", [(slip, (("delete", 1),))])
                case 2 | 3 if word in small:
                    kind = language.prepositions if word in language.prepositions else language.articles
                    rivals = sorted(kind - {word})
                    if word in kind and rivals:
                        slip = self.chance.choice(rivals)
                        if self.chance.random() < 0.3 and not self.text.small(tokens[i + 1][0]):  # with the word behind it
                            return self._substitution(start, tokens[i + 1].end(), slip, f"{word} {tokens[i + 1][0]}")
                        return self._substitution(start, end, slip, word)
        return None

    def _beginning(self, paragraph: str) -> Edit | None:
        """The first words of a sentence replaced: a capital in mid-bracket."""
        match = re.match(r"([A-ZÁÉÍÓÚ][a-záéíóúñ]+)((?: \w+){0,3}?)(?= \w)", paragraph)
        if not match or self.text.small(match[1]):
            return None
        old = match[0]
        if self.text.small(old.split()[-1]):
            return None
        kind = self.text.kind(match[1].lower())
        pool = self.text.pool[kind, self.text.kind(old.split()[-1].lower()), "n"] + self.text.pool[kind, kind, "1"]
        if not pool:
            return None
        new = " ".join(self.chance.choice(pool).words)
        joint = {"es": "o", "en": "or", "fr": "ou", "pt": "ou"}[self.text.language]
        if self.chance.random() < 0.35:
            new = self.chance.choice((f"{new} {joint} {old.lower()}", f"{old.lower()} {joint} {new}"))
        if self.chance.random() < 0.7:
            new = new[0].upper() + new[1:]
        if self.chance.random() < 0.3 and self.text.adverbials:
            tail = self.chance.choice(self.text.adverbials)
            a, b, c = (len(WORD.findall(x)) for x in (new, old, tail))
            if self.chance.random() < 0.4:
                inside = f"{new} {old}, {tail},"
                return Edit(0, match.end(), "", [(inside, (("insert", a), ("delete", b), ("insert", c)))])
            new = f"{new}, {tail},"
        return self._substitution(0, match.end(), old, new)

    def _ending(self, paragraph: str) -> Edit | None:
        """The last words of a sentence replaced, with the full stop in the bracket."""
        match = re.search(r"((?:\w+ ){1,5}\w+)\.?$", paragraph)
        if not match or (self.text.small(match[1].split()[0]) and self.chance.random() < 0.3):
            return None
        old = match[1]
        words = old.split()
        pool = [
            p for (first, _, n), ps in self.text.pool.items() if n == "n" and first == self.text.kind(words[0]) for p in ps[:60]
        ]
        if not pool or any(w[0].isupper() for w in words):
            return None
        new = " ".join(self.chance.choice(pool).words)
        if self.chance.random() < 0.3:
            new = f"{words[0]} {new}"
        a, b = len(words), len(WORD.findall(new))
        end = len(paragraph)
        match self.chance.randrange(4):
            case 0:
                return Edit(match.start(), end, "", [(f"{new}. {old}", (("insert", b), ("delete", a)))])
            case 1:
                return Edit(match.start(), end, "", [(f"{old}. {new}.", (("delete", a), ("insert", b)))])
            case 2:
                return Edit(match.start(), end, "", [(f"{old} {new}.", (("delete", a), ("insert", b)))])
            case _:
                return Edit(match.start(), match.start() + len(old), "", [(f"{new} {old}", (("insert", b), ("delete", a)))])

    def _two_brackets(self, paragraph: str) -> Edit | None:
        """A substitution, or two additions, written as two brackets side by side."""
        if self.chance.random() < 0.5:
            first = self._put_in(paragraph)
            second = self.chance.choice((self._put_in, self._clause))(paragraph)
            return Edit(first.start, first.start, "", [*first.brackets, *second.brackets]) if first and second else None
        made = self._phrase(paragraph)
        if not made:
            return None
        inside, truth = made.brackets[0]
        words = inside.split(" ")
        k = truth[0][1]
        if self.chance.random() < 0.3 and truth[1][1] > 1:  # the second text in two pieces
            m = k + self.chance.randint(1, truth[1][1] - 1)
            role = truth[1][0]
            pieces = [(words[:k], truth[0][0]), (words[k:m], role), (words[m:], role)]
            return Edit(made.start, made.end, "", [(" ".join(w), ((r, len(w)),)) for w, r in pieces])
        return Edit(made.start, made.end, "", [(" ".join(words[:k]), (truth[0],)), (" ".join(words[k:]), (truth[1],))])


def split(rows: Sequence[str]) -> tuple[list[str], list[str]]:
    """Every second run of five paragraphs: one part to fit on, one that stays unseen."""
    parts: tuple[list[str], list[str]] = ([], [])
    for n, row in enumerate(rows):
        parts[n // 5 % 2].append(row)
    return parts


def texts(corpus: dict[str, list[str]], part: int) -> Iterator[tuple[str, Text]]:
    """For each file, its paragraphs of one part, with foreign words from the same language's other texts of that part."""
    rows = {name: split(found)[part] for name, found in corpus.items()}
    for name, own in rows.items():
        others = [p for other, ps in rows.items() if other != name and language(other) == language(name) for p in ps]
        if len(own) >= 20:
            yield name, Text(language(name), own, others if len(others) > 50 else [])


def language(name: str) -> str:
    """The language that a file's name tells: `draft.es.txt`."""
    return name.rsplit(".", 2)[-2]
