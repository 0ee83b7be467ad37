"""A difference as JSON, schema 1 (`docs/diff-json.md`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bracketparse.difference import Difference
from bracketparse.matching import Evidence, Match
from bracketparse.passages import Passage
from bracketparse.sides import Paragraph, Side
from bracketparse.tree import Proposal
from bracketparse.unannounced import Unannounced

SCHEMA = 1


def write(difference: Difference) -> str:
    """The difference as JSON text. Half a surrogate, which JSON cannot hold, is escaped."""
    text = json.dumps(tree(difference), ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def tree(difference: Difference) -> dict[str, Any]:
    """The difference as plain data. Offsets are code points into the text of A or of B, half-open."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "a": _side(difference.a),
        "b": _side(difference.b),
        "differs": difference.differs,
        "words": list(_words(difference)),
        "paragraphs": [_passage(passage) for passage in difference.passages],
    }
    if difference.account is not None:
        data["proposals"] = [_match(difference, match) for match in difference.matches]
        data["unannounced"] = [_unannounced(difference, found) for found in difference.unannounced]
        data["account"] = {"a": difference.account.a, "b": difference.account.b, **difference.account.figures}
    return data


def _side(side: Side) -> dict[str, Any]:
    return {"name": side.name, "version": side.version, "characters": len(side.text)}


def _words(difference: Difference) -> Iterator[dict[str, Any]]:
    """Both texts as one list. What differs names the proposals that it is of."""
    for word in difference.words:
        record: dict[str, Any] = {"op": word.op, "text": word.text}
        if word.op != "keep":
            if word.is_space:
                record["space"] = True
            if word.form:
                record["form"] = True
            side = difference.a if word.op == "delete" else difference.b
            owners = [side.proposal(n) for n in difference.proposals_of(word)]
            record["proposals"] = [p.id for p in owners]
            record["sponsors"] = list(dict.fromkeys(code for p in owners for code in p.sponsors))
        yield record


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "a": [_paragraph(p) for p in passage.a_paragraphs],
        "b": [_paragraph(p) for p in passage.b_paragraphs],
        "change": passage.kinds[0],
        "changes": list(passage.kinds),
        "likeness": round(passage.pair.likeness, 3),
        "reason": passage.pair.reason,
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "id": paragraph.id,
        "kind": paragraph.kind,
        "label": paragraph.label,
        "start": paragraph.start,
        "end": paragraph.spans[-1][1],
    }


def _match(difference: Difference, match: Match) -> dict[str, Any]:
    p = difference.a.proposal(match.a) if match.a is not None else None
    q = difference.b.proposal(match.b) if match.b is not None else None
    return {
        "change": match.change,
        "changes": list(match.changes),
        "a": p.id if p else None,
        "b": q.id if q else None,
        "sponsors": list((q or p).sponsors),  # type: ignore[union-attr]
        "old": p.words if p else None,
        "new": q.words if q else None,
        "roles": {"a": _roles(p), "b": _roles(q)} if p and q and "roles" in match.changes else None,
        "joined": list(match.joined),
        "left": list(match.left),
        "attitudes": [{"delegation": code, "a": then, "b": now} for code, then, now in match.attitudes],
        "stands": match.stands or None,
        "within": difference.b.proposal(match.within).id if match.within is not None else None,
        "evidence": p.evidence if p else None,
        "why": _evidence(match.evidence) if match.evidence else None,
    }


def _roles(p: Proposal) -> list[dict[str, str]]:
    """Which words are old and which new."""
    return [{"role": segment.role, "text": segment.text} for segment in p.segments]


def _evidence(found: Evidence) -> dict[str, Any]:
    return {
        "weight": round(found.weight, 3),
        "words": round(found.words, 3),
        "sponsors": round(found.sponsors, 3),
        "place": found.place,
        "paragraph": found.paragraph,
        "common": found.common,
    }


def _unannounced(difference: Difference, found: Unannounced) -> dict[str, Any]:
    passage = difference.passages[found.passage]
    return {
        "kind": found.kind,
        "a": [p.id for p in passage.a_paragraphs],
        "b": [p.id for p in passage.b_paragraphs],
        "deleted": found.deleted,
        "inserted": found.inserted,
        "before": found.before,
        "after": found.after,
        "certain": found.certain,
        "renumbering": found.renumbering,
        "beside": {
            "a": [difference.a.proposal(n).id for n in found.beside[0]],
            "b": [difference.b.proposal(n).id for n in found.beside[1]],
        },
    }
