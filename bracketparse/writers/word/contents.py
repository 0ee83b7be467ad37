"""Contents: the table of contents as a field of Word's."""

from __future__ import annotations

from collections.abc import Sequence

from bracketparse.messages import say
from bracketparse.writers.word.markup import paragraph, runs

_INSTRUCTION = '<w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z \\u </w:instrText>'


def table_of_contents(headings: Sequence[tuple[int, str]], language: str) -> list[str]:
    """The paragraphs of a field with the headings, `(level, text)`; the pages come when Word updates it."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r>{_INSTRUCTION}</w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    title = paragraph("TOCHeading", runs(say("contents", language)))
    if not headings:
        return [title, paragraph("TOC1", begin + separate + end)]
    lines = [
        paragraph(
            f"TOC{level}",
            (begin + separate if n == 0 else "") + runs(text) + (end if n == len(headings) - 1 else ""),
        )
        for n, (level, text) in enumerate(headings)
    ]
    return [title, *lines]
