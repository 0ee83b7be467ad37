"""Known edits, planted in a draft: what `plan diff` has to find again.

An edit is planted in the text by its own rules, with no help of what is tested but the places of blocks and brackets.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import bracketparse
from bracketparse.difference import Difference
from bracketparse.sides import Paragraph
from bracketparse.tree import Draft

_WORDS = ["umbral", "farolito", "quebracho", "zaguán", "mirlo", "cántaro", "trébol", "jilguero", "alféizar", "velamen"]
_NAMES = ["PER", "BRA", "CHL", "ECU"]
SILENT = ("silent word", "silent insertion", "silent deletion")
WORD_KINDS = (
    "reword",
    "rewrite",
    "joins",
    "leaves",
    "bracket moves",
    "falls",
    "gone",
    "new",
    "silent word",
    "silent insertion",
    "silent deletion",
)
BLOCK_KINDS = ("move", "split", "merge", "renumber")


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit that was planted."""

    kind: str
    proposal: int | None = None
    """The proposal of A that it was done to."""
    old: str = ""
    new: str = ""


@dataclass(slots=True)
class Planted:
    """Two texts and the edits between them."""

    a: str
    b: str
    edits: list[Edit] = field(default_factory=list)
    cuts: list[tuple[int, int, str]] = field(default_factory=list)
    """`(start, end, new)`: what was done to A's text."""


def plant_words(source: str, rng: random.Random, most: int) -> Planted:
    """Edits inside paragraphs, two at most in each, not side by side."""
    draft = bracketparse.parse(source)
    blocks = [b for b in draft.blocks if b.kind in ("paragraph", "item") and b.end - b.body > 60]
    rng.shuffle(blocks)
    inner = {p.parent for p in draft.proposals}
    cuts: list[tuple[int, int, str]] = []
    edits: list[Edit] = []
    tagged = sum(bool(p.positions) for p in draft.proposals) * 2 > len(draft.proposals)
    kinds = [k for k in WORD_KINDS if tagged or k != "joins"]
    for block in [*blocks, *blocks]:
        if len(edits) >= most:
            break
        mine = [n for n, p in enumerate(draft.proposals) if p.start < block.end and p.end > block.start]
        if any(not block.start <= draft.proposals[n].start or draft.proposals[n].end > block.end for n in mine):
            continue  # a bracket runs across the block's edge
        free = [n for n in mine if n not in inner and draft.proposals[n].parent is None and draft.proposals[n].closed]
        kind = rng.choice(kinds)
        made = _CHANGES[kind](draft, block.body, block.end, free, mine, rng)
        if made is None or any(start - 40 < made[0][1] and made[0][0] < end + 40 for start, end, _ in cuts):
            continue
        if kind == "bracket moves":
            target = _elsewhere(draft, block.id, cuts, made[0], rng)
            if target is None:
                continue
            cuts.append(target)
        cuts.append(made[0])
        edits.append(made[1])
    text = source
    for start, end, new in sorted(cuts, reverse=True):
        text = text[:start] + new + text[end:]
    return Planted(source, text, edits, cuts)


_Made = tuple[tuple[int, int, str], Edit] | None


def _reword(draft: Draft, _s: int, _e: int, free: list[int], _m: list[int], rng: random.Random) -> _Made:
    for n in rng.sample(free, len(free)):
        p = draft.proposals[n]
        words = list(re.finditer(r"\w{3,}", draft.source[p.inner : p.stop]))
        if len(words) >= 3:
            word = rng.choice(words)
            new = rng.choice(_WORDS)
            return (p.inner + word.start(), p.inner + word.end(), new), Edit("reword", n, word[0], new)
    return None


def _joins(draft: Draft, _s: int, _e: int, free: list[int], _m: list[int], rng: random.Random) -> _Made:
    for n in rng.sample(free, len(free)):
        p = draft.proposals[n]
        opener = re.match(r"\[\s*(?:\d+\w*\. )?(?P<who>[^\[\]:]+):", draft.source[p.start : p.inner])
        if p.positions and opener and not any(x.inferred for x in p.positions):
            who = next(name for name in _NAMES if name not in p.sponsors)
            at = p.start + opener.end("who")
            return (at, at, f", {who}"), Edit("joins", n, "", who)
    return None


def _rewrite(draft: Draft, _s: int, _e: int, free: list[int], _m: list[int], rng: random.Random) -> _Made:
    for n in rng.sample(free, len(free)):
        p = draft.proposals[n]
        if p.positions and p.words and not p.whole_block and "{" not in p.words:
            new = " ".join(rng.sample(_WORDS, 4))
            return (p.inner, p.stop, f" {new}"), Edit("rewrite", n, p.words, new)
    return None


def _leaves(draft: Draft, _s: int, _e: int, free: list[int], _m: list[int], rng: random.Random) -> _Made:
    for n in rng.sample(free, len(free)):
        p = draft.proposals[n]
        opener = re.match(r"\[(?P<who>[^\[\]:]+):", draft.source[p.start : p.inner])
        if opener and len(p.positions) > 1 and opener["who"].count(",") == len(p.positions) - 1:
            at = p.start + 1 + opener["who"].rindex(",")
            return (at, p.start + opener.end("who"), ""), Edit("leaves", n, p.sponsors[-1])
    return None


def _moves(draft: Draft, start: int, end: int, free: list[int], mine: list[int], rng: random.Random) -> _Made:
    alone = [n for n in free if len(draft.proposals[n].words.split()) >= 4]
    made = _gone(draft, start, end, alone, mine, rng)
    return made and (made[0], Edit("bracket moves", made[1].proposal))


def _elsewhere(
    draft: Draft, block: str, cuts: list[tuple[int, int, str]], cut: tuple[int, int, str], rng: random.Random
) -> tuple[int, int, str] | None:
    """A place in another paragraph for a bracket that is cut out."""
    for other in rng.sample(draft.blocks, len(draft.blocks)):
        mine = [n for n, p in enumerate(draft.proposals) if p.start < other.end and p.end > other.start]
        places = _outside(draft, other.body, other.end, mine) if other.id != block and other.kind == "paragraph" else []
        places = [m for m in places if not any(a - 60 < m.end() < b + 60 for a, b, _ in (*cuts, cut))]
        if places:
            at = rng.choice(places).end()
            return at, at, " " + draft.source[cut[0] : cut[1]].strip()
    return None


def _falls(draft: Draft, _s: int, _e: int, free: list[int], _m: list[int], rng: random.Random) -> _Made:
    for n in rng.sample(free, len(free)):
        p = draft.proposals[n]
        words = draft.source[p.inner : p.stop].strip()
        if len(words.split()) >= 2 and p.effect in ("insert", "undecided") and not p.alternative_to and "{" not in words:
            return (p.start, p.end, words), Edit("falls", n, words)
    return None


def _gone(draft: Draft, start: int, _e: int, free: list[int], _m: list[int], rng: random.Random) -> _Made:
    for n in rng.sample(free, len(free)):
        p = draft.proposals[n]
        alone = draft.source[p.end : p.end + 1] not in "[(" and draft.source[p.start - 1] != "]"
        if not p.whole_block and p.effect in ("insert", "undecided") and p.start > start and p.words and alone:
            begin = p.start - (draft.source[p.start - 1].isspace() and not draft.source[p.end : p.end + 1].isalnum())
            return (begin, p.end, ""), Edit("gone", n)
    return None


def _outside(draft: Draft, start: int, end: int, mine: list[int]) -> list[re.Match[str]]:
    """Words outside all brackets, not beside one, that begin with a small letter."""
    holes = [(draft.proposals[n].start - 12, draft.proposals[n].end + 12) for n in mine]
    holes += [(a.start - 3, a.end + 3) for a in draft.asides]
    holes += [(b.start, b.end) for b in draft.blocks if b.kind in ("note", "furniture")]
    found = list(re.compile(r"(?<=\s)[a-záéíóúñç]{4,}(?=\s)").finditer(draft.source, start, end))[1:-1]
    return [m for m in found if not any(a < m.end() and m.start() < b for a, b in holes)]


def _new(draft: Draft, start: int, end: int, _f: list[int], mine: list[int], rng: random.Random) -> _Made:
    places = _outside(draft, start, end, mine)
    if not places:
        return None
    at = rng.choice(places).end()
    words = " ".join(rng.sample(_WORDS, 3))
    who = f"{rng.choice(_NAMES)}: " if any(p.positions for p in draft.proposals) else ""
    return (at, at, f" [{who}{words}]"), Edit("new", None, "", words)


def _silent_word(draft: Draft, start: int, end: int, _f: list[int], mine: list[int], rng: random.Random) -> _Made:
    places = _outside(draft, start, end, mine)
    if not places:
        return None
    word, new = rng.choice(places), rng.choice(_WORDS)
    return (word.start(), word.end(), new), Edit("silent word", None, word[0], new)


def _silent_insertion(draft: Draft, start: int, end: int, _f: list[int], mine: list[int], rng: random.Random) -> _Made:
    places = _outside(draft, start, end, mine)
    if not places:
        return None
    at, new = rng.choice(places).end(), " ".join(rng.sample(_WORDS, rng.randint(1, 2)))
    return (at, at, f" {new}"), Edit("silent insertion", None, "", new)


def _silent_deletion(draft: Draft, start: int, end: int, _f: list[int], mine: list[int], rng: random.Random) -> _Made:
    places = _outside(draft, start, end, mine)
    if not places:
        return None
    word = rng.choice(places)
    return (word.start() - 1, word.end(), ""), Edit("silent deletion", None, word[0], "")


_CHANGES: dict[str, Callable[[Draft, int, int, list[int], list[int], random.Random], _Made]] = {
    "reword": _reword,
    "rewrite": _rewrite,
    "joins": _joins,
    "leaves": _leaves,
    "bracket moves": _moves,
    "falls": _falls,
    "gone": _gone,
    "new": _new,
    "silent word": _silent_word,
    "silent insertion": _silent_insertion,
    "silent deletion": _silent_deletion,
}


def plant_blocks(source: str, rng: random.Random, most: int) -> Planted:
    """Edits of whole paragraphs. The draft is written anew, its paragraphs numbered, a line each."""
    bodies = _bodies(source)
    if len(bodies) < 12:
        return Planted("", "")
    old = _numbered(bodies)
    who = "BRA: " if any(p.positions for p in bracketparse.parse(old).proposals) else ""  # a first tag would change the venue
    changed = list(bodies)
    touched: set[str] = set()
    edits: list[Edit] = []
    for _ in range(most * 4):
        if len(edits) >= most:
            break
        at = rng.randrange(2, len(changed) - 2)
        around = changed[max(at - 2, 0) : at + 3]
        if touched & set(around):
            continue
        edit = _change_block(changed, at, rng.choice(BLOCK_KINDS), who, rng, touched)
        if edit is not None:
            edits.append(edit)
            touched.update(around)
            touched.update(changed[max(at - 2, 0) : at + 3])
    return Planted(old, _numbered(changed), edits)


def _bodies(source: str) -> list[str]:
    """Paragraphs of some length, whose brackets close in them, each once."""
    draft = bracketparse.parse(source)
    found = {}
    for block in draft.blocks:
        text = " ".join(source[block.body : block.end].split())
        closed = text.count("[") == text.count("]") and not re.search(r"\[\d|\d\]|\|", text)
        if block.kind in ("paragraph", "item") and len(text) > 80 and text[0].isupper() and closed:
            found[text.rstrip(".;, ") + "."] = None
    return list(found)


def _numbered(bodies: list[str]) -> str:
    return "I. TEXTO\n\n" + "\n\n".join(f"{n}. {body}" for n, body in enumerate(bodies, 1)) + "\n"


def _change_block(changed: list[str], at: int, kind: str, who: str, rng: random.Random, touched: set[str]) -> Edit | None:
    body = changed[at]
    match kind:
        case "move":
            targets = [n for n in range(1, len(changed) - 1) if abs(n - at) >= 3 and not touched & set(changed[n - 1 : n + 2])]
            if not targets:
                return None
            target = rng.choice(targets)
            changed.insert(target, changed.pop(at))
            touched.update(changed[max(target - 2, 0) : target + 3])
            return Edit("move", None, body)
        case "split":
            cut = next((m.end() for m in re.finditer(r"[a-záéíóúñ,] ", body) if 40 < m.end() < len(body) - 40), 0)
            middles = [m.end() for m in re.finditer(r"[a-záéíóúñ,] ", body) if 40 < m.end() < len(body) - 40]
            middles = [m for m in middles if body[:m].count("[") == body[:m].count("]")]
            if not cut or not middles:
                return None
            middle = min(middles, key=lambda m: abs(m - len(body) // 2))
            if not 0.25 < middle / len(body) < 0.75:
                return None
            changed[at : at + 1] = [body[:middle].rstrip(", ") + ".", body[middle].upper() + body[middle + 1 :]]
            return Edit("split", None, body)
        case "merge":
            changed[at : at + 2] = [f"{body} {changed[at + 1]}"]
            return Edit("merge", None, body)
        case _:
            new = f"[{who}{' '.join(rng.choices(_WORDS, k=9)).capitalize()}.]"
            changed.insert(at, new)
            return Edit("renumber", None, changed[at + 1], new)


def plant_mixed(source: str, rng: random.Random, most: int) -> Planted:
    """Edits of all kinds at once: paragraphs move, split, merge and get new numbers, words and signs change.

    The lines are wrapped anew: in A they are of 76 columns, in B of 66, and many a word is broken at their ends.
    """
    planted = plant_blocks(source, rng, most)
    if not planted.a:
        return planted
    paragraphs = planted.b.split("\n\n")
    for at in rng.sample(range(1, len(paragraphs)), min(most, len(paragraphs) - 1)):
        words = list(re.finditer(r"(?<= )[a-záéíóúñ]{4,}(?=(,?) )", paragraphs[at].partition("[")[0]))
        if not words:
            continue
        word, kind = rng.choice(words), rng.choice(("word", "sign", "insertion"))
        new = {"word": rng.choice(_WORDS), "sign": word[0], "insertion": f"{word[0]} {rng.choice(_WORDS)}"}[kind]
        rest = paragraphs[at][word.end() :]
        if kind == "sign":
            rest = rest[1:] if rest[0] == "," else f",{rest}"
        paragraphs[at] = paragraphs[at][: word.start()] + new + rest
        planted.edits.append(Edit(f"silent {kind}", None, word[0], new))
    planted.a = _wrapped(planted.a, 76, None)
    planted.b = _wrapped("\n\n".join(paragraphs), 66, rng)
    return planted


def _wrapped(text: str, width: int, rng: random.Random | None) -> str:
    """Paragraphs in lines, two blank lines between them; with `rng`, many words are broken at a line's end."""
    made = []
    for paragraph in text.split("\n\n"):
        lines = [""]
        for word in paragraph.split():
            room = width - len(lines[-1]) - 1
            if len(word) <= room or not lines[-1]:
                lines[-1] = f"{lines[-1]} {word}".strip()
                continue
            if rng and word.isalpha() and word.islower() and 3 < room <= len(word) - 3 and rng.random() < 0.5:
                lines[-1] += f" {word[: room - 1]}-"
                lines.append(word[room - 1 :])
            else:
                lines.append(word)
        made.append("\n".join(lines))
    return "\n\n\n".join(made)


# What was found


def found(planted: Planted, difference: Difference) -> Iterator[tuple[Edit, bool]]:
    """Each edit, with whether the difference says that it is what it is."""
    becomes = {m.a: m for m in difference.matches if m.a is not None}
    for edit in planted.edits:
        match = becomes.get(edit.proposal) if edit.proposal is not None else None
        match edit.kind:
            case "reword" | "rewrite":
                yield edit, match is not None and match.change == "reworded" and edit.new in _new_words(difference, match.b)
            case "joins":
                yield edit, match is not None and match.change == "sponsors" and match.joined == (edit.new,)
            case "leaves":
                yield edit, match is not None and match.change == "sponsors" and match.left == (edit.old,)
            case "bracket moves":
                yield edit, match is not None and match.change == "moved"
            case "falls":
                yield edit, match is not None and match.change == "unbracketed"
            case "gone":
                yield edit, match is not None and match.change == "gone"
            case "new":
                yield edit, any(m.change == "new" and _new_words(difference, m.b) == edit.new for m in difference.matches)
            case "silent word" | "silent insertion" | "silent deletion":
                yield (
                    edit,
                    any(
                        edit.old in [*u.deleted.split(), ""] and (edit.new or u.inserted) == u.inserted and u.certain
                        for u in difference.unannounced
                    ),
                )
            case _:
                yield edit, _block_found(edit, difference)


def _new_words(difference: Difference, b: int | None) -> str:
    return "" if b is None else difference.b.proposal(b).words


def _block_found(edit: Edit, difference: Difference) -> bool:
    for passage in difference.passages:
        if any(edit.old == _written(difference.a.text, p) for p in passage.a_paragraphs):
            kinds = passage.kinds
            match edit.kind:
                case "move":
                    return "moved" in kinds and passage.same_words
                case "split":
                    return "split" in kinds
                case "merge":
                    return "merged" in kinds
                case _:
                    inserted = any(
                        q.kinds == ("inserted",) and q.b_paragraphs[0].words == edit.new for q in difference.passages
                    )
                    same_label = passage.a_paragraphs[0].label == passage.b_paragraphs[0].label  # a merger made up for it
                    return kinds == (("same",) if same_label else ("renumbered",)) and inserted
    return False


def _written(text: str, paragraph: Paragraph) -> str:
    """The words of a paragraph as written, white space folded."""
    parts = [text[max(start, paragraph.body) : end] for start, end in paragraph.spans]
    return " ".join(" ".join(parts).split())


def unplanted(planted: Planted, difference: Difference) -> list[str]:
    """What the difference says beyond what was planted, of proposals and of the base text."""
    touched = {edit.proposal for edit in planted.edits}
    said = [f"{m.change}" for m in difference.matches if m.a not in touched and m.change not in ("same", "new", "moved")]
    planned = [e for e in planted.edits if e.kind.startswith("silent") or e.kind in BLOCK_KINDS]
    return said + ["unannounced"] * max(len(difference.unannounced) - len(planned), 0)


def rebuilt(difference: Difference) -> bool:
    """True where the word list gives both texts back."""
    words = difference.words
    a = "".join(w.text for w in words if w.op != "insert")
    b = "".join(w.text for w in words if w.op != "delete")
    return a == difference.a.text and b == difference.b.text
