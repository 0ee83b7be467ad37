"""The signature of a Word paragraph: a hash of what it says and of the tracked changes in it.

`plan export` keeps, for every paragraph that it writes, the paragraph's source beside its signature; a reader takes that
source only while the paragraph still says the same. How the text is cut into runs, ids, dates, rsids, bookmarks, comments
and the marks of the spell checker do not count.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import groupby

from bracketparse.word.pieces import Element, W, is_on, mark_changes, pieces


def signature(paragraph: Element) -> str:
    """The signature of a `w:p` of lxml, as hexadecimal digits. The words count, and what is tracked, struck or underlined."""
    digest = hashlib.sha256()
    for (changes, struck, underlined), group in groupby(_stretches(paragraph), key=lambda stretch: stretch[1]):
        text = "".join(text for text, _ in group)
        digest.update(repr((text, changes, struck, underlined)).encode("utf-8", "surrogatepass"))
    digest.update(repr(mark_changes(paragraph)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


_Look = tuple[tuple[tuple[str, str], ...], bool, bool]


def _stretches(paragraph: Element) -> Iterator[tuple[str, _Look]]:
    for piece in pieces(paragraph):
        if piece.kind in ("footnote", "endnote"):
            yield "\ufffc", (piece.changes, False, False)
        elif piece.kind == "text":
            properties = piece.run.find(f"{W}rPr")
            struck = bool(is_on(properties, "strike") or is_on(properties, "dstrike"))
            yield piece.text, (piece.changes, struck, bool(is_on(properties, "u")) and not piece.link)
