"""Remarks: attitudes and statuses outside brackets, in notes, footnotes, comment lines and markers (`notations.md` §2.3, §3.8).

A remark is about the paragraph that it names, `opposes paragraph 2(b)` (named.py). One that names none is about the proposal
that it follows directly, else about its paragraph; a footnote's is about the paragraph that its anchor stands in. A status
(agreed ad referendum, suggested for closure) is a marker's own words, never inferred.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bracketparse.attitudes import attitude_of, verb
from bracketparse.delegations import Registry
from bracketparse.found import Places
from bracketparse.named import Names, of_deletion
from bracketparse.tags import read_tag
from bracketparse.tree import Aside, Block, Position, Proposal, Remark

_NOTE = re.compile(
    r"\W{0,8}+(?:\d{1,3}\s+)?\W{0,4}+(?:Negotiators?['’]?s?['’]?|Chair(?:['’]s)?|Drafting|Editor['’]s)?\s*"
    r"[Nn]ot[ea](?:\s+(?:by|of|del?|d[oau]|des)\s[^:.\n]{1,40})?\s?:\s?"
)
_UNNAMED = re.compile(
    r"\b(?:[Aa]t least (?:one|two|three)|[Oo]ne|[Ss]ome|[Ss]everal|[Mm]any|[Aa] few|[Tt]wo|[Tt]hree) "
    r"(?:[Dd]elegations?|[Pp]art(?:y|ies)|[Mm]embers?)\b"
)
_UNNAMED_ELSEWHERE = re.compile(
    r"\b(?:(?:(?:[Aa]l|[Pp]or lo) menos una|[Uu]na|[Aa]lgunas|[Vv]arias) [Dd]elegaci(?:ón|ones)"
    r"|(?:[Aa]u moins une|[Uu]ne|[Cc]ertaines|[Pp]lusieurs) [Dd]élégations?"
    r"|(?:[Pp]elo menos uma|[Uu]ma|[Aa]lgumas|[Vv]árias) [Dd]elegaç(?:ão|ões))\b"
)
"""The same in Spanish, French and Portuguese."""
_SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?]\]))\s+(?=[A-Z])|\n")
_STATUS = re.compile(
    r"(?i:agreed\s*(?:,?\s*(?:ad\s+ref(?:erendum)?|in\s+informals))?(?:\s*,?\s*pending\s+[^.\[\]]{2,60})?|suggested\s+for\s+closure)\s*\.?"
)
_STATUS_LINE = re.compile(r"(?:OP|PP)\.?\s?\d+\w*\s+(?:has\s+been\s+|is\s+|was\s+)?(?=agreed)", re.I)
_LIST = re.compile(r"[A-Z][\w.'’&/\- ]*(?:\s*[,/]\s*[A-Z][\w.'’&/\- ]*)*(?:\s+and\s+[A-Z][\w.'’& \-]*)?\s*\Z")
_LINE = re.compile(r"(?P<who>[A-Z][^:\n\[\]]{1,80}):\s*(?P<said>\S[^\n]{0,200})")
_NOTE_MARK = re.compile(r"\s*\[\^\w{1,20}\]:\s*")
"""What a note begins with in Markdown: `[^5]: `."""
_BETWEEN_LINES = re.compile(r"\s*/\s*(?=[A-Z][^:/\n]{1,60}:\s)")
"""`EU: a or d / Japan: d`: comments of several in one line."""
_SECTOR = re.compile(r",\s*(?:Government|Gobierno|Gouvernement)\Z")
"""For whom a country's line speaks: `Canada, Government: …`."""
_BY = re.compile(
    r"(?P<verb>Proposed|Suggested|Supported|Opposed|Propuest[oa]|Apoyad[oa]|Proposée?|Appuyée?)\s+(?:by|por|par)\s+"
    r"(?:(?:the|la|el)\s+)?(?:(?:Permanent\s+)?(?:Mission|Delegation)s?\s+of\s+(?:the\s+)?|"
    r"(?:Misión\s+Permanente|[Dd]elegación|[Dd]élégation)\s+(?:del?|du)\s+)?(?P<who>[^.;]{2,120})"
)
"""`Proposed by the Permanent Mission of Canada`: a note that says whose words are."""
_BY_VERBS = {"Pro": "propose", "Sug": "propose", "Sup": "support", "Apo": "support", "App": "support", "Opp": "oppose"}
_CLAUSE = re.compile(r"(?:\s*[,;]\s+|\s+)(?:(?:and|but|while|whereas|y|pero|et|mais|e|mas)\s+)|\s*[,;]\s+")
"""Between two clauses of a sentence."""
_DELETION_IS = {
    "oppose": "retain",
    "retain": "",
    "accept": "",
    "ad referendum": "",
    "withdraw": "",
    "support": "delete",
    "propose": "delete",
}
"""What an attitude to a deletion is to the words themselves; nothing that could be recorded, where it is empty."""
_OF_WHAT_STANDS = re.compile(
    r"\s*(?:[.;,)\]]|\Z|and\b|but\b|(?:(?:of|del?|du|do|da|the|this|la|el|le|est[ea])\s+)*"
    r"(?:art|para|párr|pará|sub-?para|item|inciso|al[ií]n|apartado|text\b|provision|disposi|annex|anex|section|chapter|\d|[A-Z]{2}\.))",
    re.IGNORECASE,
)
"""What a deletion is of, where it is all that a remark is about, and not some of its words."""
_JOINED = re.compile(r",?\s+supported\s+by\s+(?P<who>[A-Z][^.;]{1,80})")
_LINES = re.compile(r"(?m)^[ \t]*(?:\d{1,3}[ \t]*\n)?[^\n]*")
"""The figure of a note on a line of its own belongs to the next."""
_GLUED = re.compile(
    r"""(?:[a-zß-öø-ÿ]{2}|[a-zß-öø-ÿ][.,;]|[a-z]{3}:|[\])}”"'’]|\b[A-Z]{2}(?<!CO)|\b[A-Z]{2}\s(?=\d+\s(?:propos|oppos))"""
    r"""|(?:propose|oppose)[;:,]\s(?=\d+\s[A-Z]{2}\b)|\bArticle\s[A-Z.]{0,8}\d{1,2}(?=\d{3}(?::|\s\d{3}:)))"""
    r"""(\d{1,3})(?=[\s.,;:)\]/]|\Z)"""
)
"""A note's figure, glued to what stands before it, an article's number too, or amid a tag, as plain copies have it."""
_SAYS = re.compile(
    r"(?P<who>[A-Z][^:\n\[\]\-–]{1,60}?)(?:\s?[-–]\s|\s(?=(?:do|does|would|can|will|supports?|prefers?|welcomes?)\b))"
)
"""`CARICOM- include …`, `Brazil do not support …`: a comment line without its colon."""
_NOTES = ("editorial note", "footnote", "note of another group")
"""The asides that may hold a remark."""
_PARAGRAPHS = ("paragr", "para.", "párrafo", "parágrafo", "article", "artículo", "artigo")
_LETTERS = re.compile(r"[a-z](?:\s*(?:,|or|/|and)\s*[a-z])*\s*\.?\Z")
_LONGEST = 600
"""A remark is at most so long."""


def remarks_of(
    source: str, blocks: Sequence[Block], proposals: Sequence[Proposal], asides: Sequence[Aside], known: Registry
) -> list[Remark]:
    """The remarks of a draft, in order."""
    found = dict.fromkeys(_Reader(source, blocks, proposals, asides, known).read())  # a block holds the notes inside it
    return sorted(found, key=lambda r: (r.start, r.end))


def is_unnamed(delegation: str) -> bool:
    """True for "At least one delegation", "some Parties": somebody, and not always the same."""
    return any(pattern.fullmatch(delegation) for pattern in (_UNNAMED, _UNNAMED_ELSEWHERE))


class _Reader:
    def __init__(
        self, source: str, blocks: Sequence[Block], proposals: Sequence[Proposal], asides: Sequence[Aside], known: Registry
    ) -> None:
        self.source = source
        self.blocks = blocks
        self.proposals = proposals
        self.ends = sorted((p.end, n) for n, p in enumerate(proposals))
        self.asides = asides
        self.places = Places(blocks)
        self.known = known
        self.names = Names(blocks)
        self.starts = {p.start for p in proposals}
        self.anchors = self._anchors()
        tags = [(p.start, p.inner, p.id) for p in proposals if p.positions]
        self._tagged = {  # an anchor in a tag → the proposal
            offset: tags[at][2]
            for offsets in self.anchors.values()
            for offset in offsets
            if (at := bisect_right(tags, (offset,)) - 1) >= 0 and offset < tags[at][1]
        }
        notes = {aside.start for aside in asides if aside.reason in _NOTES}
        self.before: dict[str, str] = {}  # a block → the paragraph before it, which a note of its own line is about
        before = ""
        for block in blocks:
            if before:
                self.before[block.id] = before
            if block.kind in ("paragraph", "item") and block.start not in notes:
                before = block.id

    def read(self) -> Iterator[Remark]:
        for aside in self.asides:
            if aside.reason in _NOTES:
                yield from self._of_bracket(aside)
        before = ""
        for block in self.blocks:
            if block.kind in ("section", "furniture"):
                continue
            yield from self._of_block(block, before)
            if block.kind != "note" and not self._is_remark(block):
                before = block.id

    def _anchors(self) -> dict[str, list[int]]:
        """Where the anchors of notes stand, by their figures, in order."""
        found = [(a.start, self.source[a.start : a.end].strip("[] ^/")) for a in self.asides if a.reason == "footnote anchor"]
        if any(block.kind == "note" for block in self.blocks):
            found += [(match.start(1), match[1]) for match in _GLUED.finditer(self.source)]
            found += [(block.start, figure) for block in self.blocks if (figure := _figure_in_label(block))]
        anchors: dict[str, list[int]] = {}
        for start, figure in sorted(found):
            anchors.setdefault(figure, []).append(start)
        return anchors

    def _of_bracket(self, aside: Aside) -> Iterator[Remark]:
        content = self.source[aside.start + 1 : aside.end - 1]
        if (status := _STATUS.match(content.lstrip())) and len(content) < 120:
            yield Remark(aside.start, aside.end, self._paragraph_of(aside.start), status=_folded(status[0]))
            return
        yield from self._sentences(aside.start + 1, aside.end - 1, self._about(aside.start))

    def _about(self, offset: int) -> str:
        """The proposal that ends just before an offset, else the paragraph."""
        at = bisect_right(self.ends, (offset, len(self.proposals))) - 1
        if at >= 0 and not self.source[self.ends[at][0] : offset].strip():
            return self.proposals[self.ends[at][1]].id
        return self._paragraph_of(offset)

    def _paragraph_of(self, offset: int) -> str:
        """The paragraph that a bracket is a note to: the one it stands in, or behind."""
        block = self.places.at(offset)
        return self.before.get(block.id, block.id) if block.start == offset else block.id

    def _paragraph(self, offset: int) -> str:
        return self.places.at(offset).id

    def _of_block(self, block: Block, before: str) -> Iterator[Remark]:
        text = self.source[block.body : min(block.end, block.body + _LONGEST)]
        if _LINE.match(text) and "[" not in text and len(text) < 2 * _LONGEST // 3:
            for line in filter(None, map(_LINE.match, _BETWEEN_LINES.split(text))):
                yield from self._comment_line(block, line, before)
        if _STATUS_LINE.match(text) and (status := _STATUS.search(text)):
            yield Remark(block.body, block.end, self.names.resolution(text) or before or block.id, status=_folded(status[0]))
            return
        whole = self.source[block.start : block.end]
        spoken = "ote" in whole or "ota" in whole or whole.startswith("[^") or _anonymous(whole)
        for match in _LINES.finditer(whole) if spoken else ():
            offset = block.start + match.start()
            mark = _NOTE_MARK.match(match[0])
            if match[0].lstrip().startswith("[") and not mark:
                continue  # a bracket, and read as one
            if block.kind != "note" and self.places.at(offset).kind == "note":
                continue  # of a note inside it, which has its turn
            if mark or _NOTE.match(match[0]) or _anonymous(match[0]):
                offset += mark.end() if mark else 0
                yield from self._sentences(offset, block.start + match.end(), self._anchored(block, match[0], before))
        if (block.kind == "note" and not _anonymous(text)) or (not spoken and self._names_paragraph(block)):
            yield from self._sentences(block.body, block.end, self._anchored(block, block.label, before))

    def _is_remark(self, block: Block) -> bool:
        if _LINE.match(self.source, block.body) or _NOTE.match(self.source, block.body):
            return True
        if self._names_paragraph(block) or self._begins_unnamed(block):
            return True
        said = _SAYS.match(self.source, block.body)
        tag = read_tag(said["who"], self.known) if said else None
        return tag is not None and not tag.unknown

    def _begins_unnamed(self, block: Block) -> bool:
        """True for a line of some delegations, `At least one delegation opposes this.` Of Parties a text itself speaks."""
        found = None if block.label else _anonymous(self.source[block.body : block.body + _LONGEST // 10])
        return (
            found is not None
            and found.start() == 0
            and not found[0].lower().endswith(("party", "parties", "member", "members"))
        )

    def _names_paragraph(self, block: Block) -> bool:
        """True for a line that is a remark for nothing but its words: `CL reserves its position on paragraph 2.`"""
        if block.label or block.kind != "paragraph":
            return False
        text = self.source[block.body : min(block.end, block.body + _LONGEST)]
        head = text[: _LONGEST // 4].lower()
        if not any(word in head for word in _PARAGRAPHS):
            return False
        positions, rest = self._positions(text)
        return bool(positions) and self.names.behind(rest[of_deletion(rest) or 0 :], block.id) is not None

    def _anchored(self, block: Block, text: str, before: str) -> str:
        """What a footnote or note is about: the paragraph of its anchor, else its own, else the one before."""
        figure = re.match(r"\D{0,3}(\d{1,3})\b", text)
        places = self.anchors.get(figure[1], []) if figure else []
        if nearest := bisect_left(places, block.start):
            return self._tagged.get(places[nearest - 1]) or self._paragraph(places[nearest - 1])
        remark = block.kind == "note" or _NOTE.match(text) or (not block.label and self._is_remark(block))
        return (before or block.id) if remark else block.id

    def _comment_line(self, block: Block, line: re.Match[str], before: str) -> Iterator[Remark]:
        """`Japan, Canada: retain preamble`, `EU: a or d`: a line by delegations on the paragraph before it."""
        said = verb().match(line["said"])
        attitude = attitude_of(said) if said else "prefer" if _LETTERS.match(line["said"]) else ""
        positions = self._of(_SECTOR.sub("", line["who"]), attitude) if attitude else ()
        if positions:
            about = self.names.resolution(line["said"]) or before or block.id
            yield from self._about_named(block.start, block.end, about, positions, line["said"][said.end() :] if said else "")

    def _sentences(self, start: int, end: int, about: str) -> Iterator[Remark]:
        """The sentences that begin with delegations, or somebody unnamed, and say an attitude."""
        text = self.source[start:end]
        note = _NOTE.match(text)
        position = note.end() if note else 0
        for cut in [*(m.start() for m in _SENTENCE.finditer(text, position)), len(text)]:
            sentence = text[position:cut]
            lead = len(sentence) - len(sentence.lstrip(" \t\r\n[("))
            if any(start + position + n in self.starts for n in range(lead)):
                position = cut
                continue  # a bracket, and read as one
            positions, rest = self._positions(sentence.strip(" \t\r\n[("))
            if positions:
                yield from self._about_named(
                    start + position + lead, start + position + len(sentence.rstrip()), about, positions, rest
                )
            position = cut

    def _about_named(self, start: int, end: int, about: str, positions: tuple[Position, ...], rest: str) -> Iterator[Remark]:
        """The remarks on what is named in `rest`, the words behind the verb; on `about`, where nothing is."""
        deletion = of_deletion(rest)
        if deletion is not None:
            rest = rest[deletion:]
            positions = _of_deletion(positions, whole=_OF_WHAT_STANDS.match(rest) is not None)
        name = self.names.behind(rest, about.partition("#")[0])
        for block in (name.blocks if name else ()) or (about,) if positions else ():
            yield Remark(start, end, block, positions, missing=name.words if name and name.missing else "")
        clause = self._next_clause(positions, rest, name.end if name else 0, about)
        if clause:
            yield from self._about_named(start, end, about, *clause)

    def _next_clause(
        self, positions: tuple[Position, ...], rest: str, start: int, about: str
    ) -> tuple[tuple[Position, ...], str] | None:
        """Who says what, in `supports paragraph 1 but opposes paragraph 3`, with the words behind the second verb."""
        for joint in _CLAUSE.finditer(rest, start):
            if said := verb().match(rest, joint.end()):
                attitude = attitude_of(said)
                clause = tuple(replace(position, attitude=attitude) for position in positions), rest[said.end() :]
            else:
                clause = self._positions(rest[joint.end() :])
            named = clause[1][of_deletion(clause[1]) or 0 :]
            if clause[0] and self.names.behind(named, about.partition("#")[0]):
                return clause
        return None

    def _positions(self, sentence: str) -> tuple[tuple[Position, ...], str]:
        """The positions that a sentence says, and the words behind its verb."""
        if behind := _BY.match(sentence):
            return self._of(behind["who"], _BY_VERBS[behind["verb"][:3]]), ""
        said = verb().search(sentence[:200])
        if said is None:
            return (), ""
        if anonymous := _anonymous(sentence):
            by = re.search(r"\b(?:by|to)\s+\Z", sentence[: anonymous.start()]) and "delegation" in anonymous[0]
            if anonymous.start() and not by:
                return (), ""
            said = said if by else verb().search(sentence, anonymous.end())
            return ((Position(anonymous[0], attitude_of(said), anonymous[0]),), sentence[said.end() :]) if said else ((), "")
        names = sentence[: said.start()].strip(" \t\r\n:")
        positions = self._of(names, attitude_of(said)) if _LIST.match(names) else ()
        if positions and (joined := _JOINED.match(sentence, said.end())):
            positions += self._of(joined["who"], attitude_of(said))
        return positions, sentence[said.end() :] if positions else ""

    def _of(self, names: str, attitude: str) -> tuple[Position, ...]:
        """The positions of those who are named; none where one of them is not known."""
        tag = read_tag(names, self.known)
        if tag is None or tag.unknown:
            return ()
        return tuple(Position(p.delegation, attitude, p.as_written) for p in tag.positions)


def _of_deletion(positions: Sequence[Position], whole: bool) -> tuple[Position, ...]:
    """Positions on a deletion as positions on what would be deleted; `whole`: that is all that the remark is about."""
    told = ((p, _DELETION_IS.get(p.attitude, p.attitude)) for p in positions if whole or p.attitude not in _DELETION_IS)
    return tuple(replace(position, attitude=attitude) for position, attitude in told if attitude)


def _figure_in_label(block: Block) -> str:
    """The figure of a note that is glued to a paragraph's number: in `116.` of paragraph 1, 16."""
    number, digits = block.id.rpartition(".")[2].partition("~")[0], block.label.rstrip(".")
    return digits[len(number) :] if digits.isdigit() and number.isdigit() and digits.startswith(number) else ""


def _anonymous(text: str) -> re.Match[str] | None:
    """Where somebody unnamed is spoken of; few lines hold the word, so the patterns are seldom tried."""
    small = text.lower()
    if "delegaci" in small or "délégation" in small or "delegaç" in small:
        return _UNNAMED_ELSEWHERE.search(text)
    if any(word in small for word in ("delegation", "party", "parties", "member")):
        return _UNNAMED.search(text)
    return None


def _folded(text: str) -> str:
    """A marker's own words, in small letters but for names, `ad ref` written out."""
    text = re.sub(r"(?i)ad\s+ref(?!e)", "ad referendum", " ".join(text.split()).rstrip("."))
    return text[:1].lower() + text[1:]
