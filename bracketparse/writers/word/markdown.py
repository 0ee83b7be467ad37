"""Markdown: in a Word file its headings, lists and emphasis are Word's, and its signs are no words of the text.

As with notes, markers of Unicode's private area take the place of the signs, which every rendition then carries along; they
are as long, so that no offset moves. When a paragraph is written, `applied` turns them into bold, italics and bullets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bracketparse.tree import Block, Draft, Proposal

_FIRST = 0x10EF00
_STARS, _STARS_END, _STAR, _STAR_END, _LINE, _LINE_END, _DASH, _POINT, _PLUS, _ESCAPE, _REST = (
    chr(_FIRST + n) for n in range(11)
)
_SIGNS = {_FIRST + n: sign for n, sign in enumerate("****__-*+\\*")}
"""What each marker stands for; the last is the second star of two."""
_ENDS = {_STARS: _STARS_END, _STAR: _STAR_END, _LINE: _LINE_END}
_LOOKS = {_STARS: "<w:b/>", _STAR: "<w:i/>", _LINE: "<w:i/>"}
_BULLETS = {"-": _DASH, "*": _POINT, "+": _PLUS}
_MARKER = f"[{_STARS}-{_REST}]"

_WITHIN = r"(?:[^{0}\n]|\n(?!\s*\n))"
"""Anything but the sign, as far as the paragraph goes."""
_EMPHASIS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (
        rf"(?<![\\*\w])\*\*(?=[^\s*])((?:{_WITHIN.format('*')}|\*(?!\*))++)(?<=[^\s*])\*\*(?!\*)",
        lambda m: f"{_STARS}{_REST}{m[1]}{_STARS_END}{_REST}",
    ),
    (rf"(?<![\\*])\*(?=[^\s*])({_WITHIN.format('*')}++)(?<=[^\s*\\])\*(?!\*)", lambda m: f"{_STAR}{m[1]}{_STAR_END}"),
    (rf"(?<![\\\w])_(?=[^\s_])({_WITHIN.format('_')}++)(?<=[^\s_\\])_(?!\w)", lambda m: f"{_LINE}{m[1]}{_LINE_END}"),
    (r"(?m)^([ \t]*)([-*+])(?=[ \t]+\S)", lambda m: m[1] + _BULLETS[m[2]]),
    (r"\\(?=[\\`*_{}\[\]()#+.!\n-])", lambda _: _ESCAPE),
)


def is_markdown(draft: Draft) -> bool:
    """True for a draft whose name says so, or whose headings do."""
    return draft.name.lower().endswith((".md", ".markdown")) or any(block.label.startswith("#") for block in draft.blocks)


def marked(draft: Draft) -> Draft:
    """A Markdown draft with markers for its signs, and headings without their `##`; any other as it is."""
    if not is_markdown(draft) or re.search(_MARKER, draft.source):
        return draft
    source = _with_markers(draft.source)
    blocks = tuple(replace(block, label=_label(block)) for block in draft.blocks)
    return replace(
        draft, source=source, blocks=blocks, proposals=tuple(_marked(p, draft.source, source) for p in draft.proposals)
    )


def _with_markers(text: str) -> str:
    for pattern, markers in _EMPHASIS:
        text = re.sub(pattern, markers, text)
    return text


def _label(block: Block) -> str:
    """The label as it is to be printed; one that stands among the words, as an option's may, is found there."""
    if block.label.startswith("#"):
        return ""
    return block.label if block.body == block.start else _with_markers(block.label)


def _marked(proposal: Proposal, old: str, new: str) -> Proposal:
    """The proposal with the markers in its words."""
    segments = tuple(
        replace(s, text=" ".join(new[s.start : s.end].split())) if s.text == " ".join(old[s.start : s.end].split()) else s
        for s in proposal.segments
    )
    return replace(proposal, segments=segments)


def restored(text: str) -> str:
    """Text with the signs in the place of the markers."""
    return text.translate(_SIGNS)


def is_list(content: str) -> bool:
    """True for the runs of a paragraph that begins with a bullet."""
    return re.match(rf"(?:<[^>]*>)*[{''.join(_BULLETS.values())}]", content) is not None


_RUN = re.compile(r'<w:r>(?:<w:rPr>((?:(?!</w:rPr>).)*+)</w:rPr>)?<w:(t|delText) xml:space="preserve">([^<]*+)</w:\2></w:r>')


def applied(content: str) -> str:
    """The runs of a paragraph with bold, italics and bullets for the markers; each item of a list has a line.

    Emphasis whose other end is not in the paragraph, as where a proposal that held it was left out, is none.
    """
    if not re.search(_MARKER, content):
        return content
    ends = _ends(content)
    looks: set[str] = set()
    place, items = -1, 0

    def run(match: re.Match[str]) -> str:
        nonlocal place, items
        parts = []
        for part in re.split(f"({_MARKER})", match[3]):
            if not re.fullmatch(_MARKER, part):
                parts.append(_run(part, match[1] or "", match[2], looks))
                continue
            place += 1
            if part in _BULLETS.values():
                items += 1
                parts.append(("<w:r><w:br/></w:r>" if items > 1 else "") + _run("•", "", match[2], set()))
            elif place in ends:
                looks.symmetric_difference_update({ends[place]})
        return "".join(parts)

    return re.sub(_MARKER, "", _RUN.sub(run, content))


def _ends(content: str) -> dict[int, str]:
    """Where emphasis begins and ends, of the markers counted from 0, and what it looks like; only what does both."""
    found: dict[int, str] = {}
    opened: dict[str, int] = {}
    for n, match in enumerate(re.finditer(_MARKER, content)):
        if match[0] in _ENDS:
            opened[match[0]] = n
        start = next((start for start, end in _ENDS.items() if end == match[0]), "")
        if start in opened:
            found |= {opened.pop(start): _LOOKS[start], n: _LOOKS[start]}
    return found


def _run(text: str, properties: str, kind: str, looks: set[str]) -> str:
    from bracketparse.writers.word.markup import look

    if not text:
        return ""
    mine = look(*{*re.findall(r"<[^>]*>", properties), *looks})
    return f'<w:r>{f"<w:rPr>{mine}</w:rPr>" if mine else ""}<w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'
