"""Roles: whether one proposal's old and new words are the same in two drafts.

What was only inferred may be inferred otherwise next to other words, and then nobody changed anything: roles count where a
bracket tells them by explicit marks that are no inference.
"""

from __future__ import annotations

from bracketparse.sides import Side
from bracketparse.tokens import without_marks
from bracketparse.tree import Proposal
from bracketparse.wordwise import differences, equal_stretches


def roles_changed(a: Side, n: int, b: Side, m: int) -> bool:
    """True where words that proposal `n` of A and `m` of B share are old in the one and new in the other.

    Where all their words are the same, words of which nothing was known, and now is, count too.
    """
    p, q = a.proposal(n), b.proposal(m)
    if [(s.role, s.text) for s in p.segments] == [(s.role, s.text) for s in q.segments]:
        return False
    if not _is_marked(a, p) and not _is_marked(b, q):
        return False
    old, new = _roles(p), _roles(q)
    texts = [word for word, _ in old], [word for word, _ in new]
    pairs = [
        (old[same.a0 + k][1], new[same.b0 + k][1])
        for same in equal_stretches(differences(*texts), len(old), len(new))
        for k in range(same.a1 - same.a0)
    ]
    if texts[0] == texts[1]:
        return any(x != y for x, y in pairs)
    return any({x, y} == {"insert", "delete"} for x, y in pairs)


def _is_marked(side: Side, p: Proposal) -> bool:
    """True where the roles are told by marks that somebody made."""
    if p.evidence in ("inferred", "none"):
        return False
    text = side.text[p.start : p.end]
    return "{" in text and without_marks(text) != text


def _roles(p: Proposal) -> list[tuple[str, str]]:
    return [(word, segment.role) for segment in p.segments for word in segment.text.split()]
