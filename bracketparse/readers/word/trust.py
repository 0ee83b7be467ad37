"""Trust: a source that an export kept is used only where it says what the paragraph says.

It is tried: written again, as tracked changes or as marks, it must give the words that one sees, each changed or marked by whom
it is in the file; and who says anything else of them must stand there too, in a tag or a comment.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby

from bracketparse import venues
from bracketparse.delegations import LANGUAGES, Registry, registry
from bracketparse.marks import EXPLICIT
from bracketparse.outcomes import Decisions
from bracketparse.parsing import parse_source
from bracketparse.readers.word.authors import Authors
from bracketparse.readers.word.document import Line
from bracketparse.readers.word.sidecar import Kept, Sidecar
from bracketparse.reconcile import reconcile
from bracketparse.revisions import Author, revise
from bracketparse.source import Source
from bracketparse.tally_texts import tell
from bracketparse.tree import Draft, Proposal

_ONE_BY_ONE = 4
"""In so many trials only what is wrong is dropped; then its neighbours too, twice as many each time. Each trial reads the whole
draft, and where one paragraph after the other makes the next wrong, that must come to an end.
"""
_WORD = re.compile(r"[^\W_]+")

Assembled = tuple[Source, list[int]]


def trusted(
    assemble: Callable[[Mapping[int, Kept]], Assembled],
    wanted: dict[int, Kept],
    lines: Sequence[Line],
    comments: Mapping[str, str],
    sidecar: Sidecar,
    authors: Authors,
) -> dict[int, Kept]:
    """Those of the kept sources, by line, that give the paragraphs that one sees. `comments`: their words by their ids."""
    known = authors.known
    own = () if known is registry(venues.venue(sidecar.venue or "oas").roster) else tuple(known.delegations.values())
    seen = {n: _seen(lines[n], one, authors) for n, one in wanted.items()}
    said = {n: _said(lines[n], comments) for n in wanted}
    trial = 0
    while wanted:
        source, starts = assemble(wanted)
        draft = parse_source(source, venue=sidecar.venue, delegations=own)
        if sidecar.way == "marked":
            written, unsaid = _marked(draft, starts, known), set()  # its tags are among the words
        else:
            written, unsaid = _tracked(draft, starts, known), set(_unsaid(draft, starts, said, known))
        wrong: set[int] = set()
        for first, group in _groups(wanted):
            members = range(first, first + len(group))
            one, other = (_merged(w for n in members for w in found.get(n, ())) for found in (seen, written))
            if one != other or unsaid.intersection(members):
                wrong.update(members)
        if not wrong:
            break
        wanted = _without(wanted, wrong, 2 ** (trial - _ONE_BY_ONE) if trial >= _ONE_BY_ONE else 0)
        trial += 1
    return wanted


def _without(wanted: Mapping[int, Kept], wrong: Set[int], around: int) -> dict[int, Kept]:
    """Those that are not wrong, nor within so many groups of one that is."""
    groups = [(first, first + len(group)) for first, group in _groups(wanted)]
    bad = [n for n, (first, _) in enumerate(groups) if first in wrong]
    dropped = {m for n in bad for m in range(n - around, n + around + 1)}
    left = {line for n, span in enumerate(groups) if n not in dropped for line in range(*span)}
    return {n: one for n, one in wanted.items() if n in left}


def _groups(wanted: Mapping[int, Kept]) -> Iterator[tuple[int, list[Kept]]]:
    """The kept sources that are taken together, with the line of the first."""
    for _, group in groupby(wanted.items(), key=lambda pair: pair[1].group or pair[0]):
        members = list(group)
        yield members[0][0], [one for _, one in members]


@dataclass(frozen=True, slots=True)
class _Words:
    """Words as one sees them."""

    text: str
    inserted: object = None
    """Who put them in; None for nobody."""
    deleted: object = None
    look: str = ""
    """`struck`, `underlined`, or nothing."""


_TOGETHER = "together"
"""Who bring about what comes only with the proposals of several, whoever these are."""


# What one sees


def _seen(line: Line, kept: Kept, authors: Authors) -> list[_Words]:
    """What one sees of a paragraph; a footnote's figure, which Word may count itself, is seen as it was kept."""

    def who(names: tuple[str, ...]) -> object:
        if len(names) == 1:
            return _TOGETHER if len(authors.together(names[0])) > 1 else authors.of(names[0])
        return names or None

    words = [_Words(s.text, who(s.inserted), who(s.deleted), s.look) for s in line.said]
    figure = _letters(kept.label) if line.place == "note" else ""
    printed = _letters("".join(word.text for word in words[:2]))
    return words if printed.startswith(figure) else [_Words(figure), *words]


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a paragraph, and what the comments on it say."""

    words: str
    comments: tuple[str, ...]
    """In parts, as an export writes them: `opposes: Chile, Peru`."""

    def has(self, tag: str) -> bool:
        """True where the tag stands among the words of the paragraph, which are compared with what was kept."""
        parts = [_spaced(part) for part in tag.split("…")]
        return any(part.strip() for part in parts) and all(part in self.words for part in parts)

    def count(self, names: Iterable[str], attitude: str) -> int:
        """How many comments say this of one of these names, in any language; `Guinea` is not named in `Equatorial Guinea`."""
        verbs = {tell(attitude, language).casefold() for language in LANGUAGES}
        named = re.compile(rf"(?:\A|,)\s*(?:{'|'.join(map(re.escape, names))})\s*(?:,|\Z)", re.IGNORECASE)
        found = 0
        for part in self.comments:
            verb, colon, told = part.rpartition(": ")
            fits = verb.strip().casefold() in verbs if colon else attitude == "propose"
            found += fits and named.search(told) is not None
        return found


def _said(line: Line, comments: Mapping[str, str]) -> _Said:
    """What is said in a paragraph and the comments on it."""
    beside = {name for kind, name, _ in line.paragraph.comments if kind == "comment start"}
    parts = (part for name in sorted(beside) for part in re.split(r" · |\n", comments.get(name, "")))
    return _Said(_spaced("".join(s.text for s in line.said)), tuple(parts))


def _spaced(text: str) -> str:
    """The words of a text with a space before and behind each."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return f" {' '.join(words)} "


# What one would see


def _tracked(draft: Draft, starts: Sequence[int], known: Registry) -> dict[int, list[_Words]]:
    """What one would see of a draft with its proposals as tracked changes, by line."""

    def who(author: Author | None) -> object:
        return author and (_TOGETHER if author.together else author.sponsors)

    found: defaultdict[int, list[_Words]] = defaultdict(list)
    for revised in revise(draft, Decisions(rest="hold"), known).paragraphs:
        line = bisect_right(starts, revised.block.start) - 1
        found[line] += [_Words(a.text, who(a.inserted), who(a.deleted)) for a in revised.atoms]
    return found


_LOOKS = {"insert": "underlined", "delete": "struck"}
_RAISED = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
"""The figure of a note, which no mark is set to."""


def _marked(draft: Draft, starts: Sequence[int], known: Registry) -> dict[int, list[_Words]]:
    """What one would see of a draft with its brackets typed and marked, by line."""
    found: defaultdict[int, list[_Words]] = defaultdict(list)
    for rendered in reconcile(draft, Decisions(rest="hold"), known).blocks:
        line = bisect_right(starts, rendered.block.start) - 1
        found[line].append(_Words(rendered.label))
        for run in rendered.runs:
            look = _LOOKS.get(run.role, "") if run.state == "open" and run.proposal is not None else ""
            parts = _RAISED.split(run.text)
            found[line] += [_Words(part, look="" if n % 2 else look) for n, part in enumerate(parts)]
    return found


def _unsaid(draft: Draft, starts: Sequence[int], said: Mapping[int, _Said], known: Registry) -> Iterator[int]:
    """The lines of proposals of which somebody says something that stands nowhere beside them.

    It may stand in their tag, or as `opposes: Chile` in as many comments as there are such proposals.
    """
    positions = Counter(
        (line, position.delegation, position.as_written, position.attitude)
        for proposal in draft.proposals
        if (line := bisect_right(starts, proposal.start) - 1) in said and not said[line].has(_tag(draft, proposal))
        for position in proposal.positions
        if position.delegation not in proposal.sponsors
    )
    for (line, code, as_written, attitude), count in positions.items():
        delegation = known.delegations.get(code)
        names = {code, as_written, *(delegation.names.values() if delegation else ())} - {""}
        if said[line].count(names, attitude) < count:
            yield line


def _tag(draft: Draft, proposal: Proposal) -> str:
    """All that the bracket of a proposal says before and behind its words."""
    return f"{draft.source[proposal.start : proposal.inner]} … {draft.source[proposal.stop : proposal.end]}"


# The same


def _merged(words: Iterable[_Words]) -> list[_Words]:
    """The letters of neighbours of one kind, as one; what has no letters is nothing."""
    lettered = (replace(word, text=_letters(EXPLICIT.sub(" ", word.text))) for word in _joined(words))
    return list(_joined(word for word in lettered if word.text))


def _joined(words: Iterable[_Words]) -> Iterator[_Words]:
    for kind, group in groupby(words, key=lambda word: replace(word, text="")):
        yield replace(kind, text="".join(word.text for word in group))


def _letters(text: str) -> str:
    """The letters and figures of a text: no case, no spaces, no signs."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_WORD.findall(plain))
