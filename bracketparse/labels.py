"""Labels: what numbers a block. `9.`, `21bis.`, `xii.`, `(a)`, `4ALT.`, `IV.`, `Article 3:`"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

SUFFIXES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")
"""Of paragraphs put in between (UN Editorial Manual)."""

_OFFICE = (
    r"(?i:co-?)?(?i:facilitators?|chair(?:person|man|woman)?s?|presidents?|rapporteurs?|secretariat|bureau"
    r"|facilitador(?:a|es|as)?|president[ae]s?|presidencia|presidência|relator(?:a|es|as)?|secretaría|secretaria|mesa"
    r"|facilita(?:teur|trice)s?|présidente?s?|présidence|rapporteure?s?|secrétariat)"
)
_OF = r"(?:(?:presented[ ]|proposed[ ])?(?:by|of|from)[ ]the|de[ ](?:los|las|la)|del|des|du|de[ ]la|dos|das|do|da)"
_BY_OFFICE = (
    rf"(?:(?:The[ ])?(?P<office>{_OFFICE})['’]?(?:s['’]?)?[ ](?:[Oo]ption|[Pp]roposal)"
    rf"|(?:Option|Opción|Opção|Proposal|Propuesta|Proposition|Proposta)[ ]{_OF}[ ](?P<office_behind>{_OFFICE}))"
)
"""An option that has an office for its number: `Facilitators' Option`, `Opción de la Presidencia`."""

_SUFFIX = rf"[ ]?(?:{'|'.join(SUFFIXES)}|ALT|Alt|alt)\.?[ ]?\d{{0,2}}(?:[ ]?(?:bis|ter|ALT|Alt|alt)\.?[ ]?\d?)?"

_LABEL_ENDS = r"(?:[ ]?[.:]\*{0,2}:?|\*{2}(?:[ ]?:)?)(?=\s|\{|\Z)"
"""Behind the number of an option."""

EVENT = re.compile(
    rf"""
    ^(?P<gap>(?:[ \t\v]*+\n)*+)(?P<indent>[ \t]*+)
    (?:
        (?P<furniture>-[ ]?\d{{1,4}}[ ]?-[ \t\v]*+$)
      | (?P<markdown>\#{{1,6}}[ \t]+)
      | (?:[•▪‣*–-][ \t]+|\*\*(?=\[Op))?(?P<bracket>\[[ ]?(?:[A-Z]{{2,6}}[A-Z\d/, ]*+[^\[\]\n:.]{{0,160}}+:\d{{0,3}}[ ])?)?
        (?:
            (?P<number>\d{{1,4}}(?:\.\d{{1,3}}){{0,3}})
              (?: (?P<suffix>\.?{_SUFFIX})(?:[.):](?=\s|\[)|(?=[ \t]+\S))
                | [.)](?=\s|\[|$) | (?<=\.\d):?(?=[ \t]) | (?<=\.\d\d):?(?=[ \t]) )
          | (?P<resolution>(?:OP|PP|Op|Pp)[.]?[ ]?\d{{1,3}})(?P<resolution_suffix>[.]?(?:{_SUFFIX}|quat)|)[.:)]?
              (?=[ \t]*$|[ \t]+(?:[A-ZÀ-Þ*“"(\[]))
          | (?P<option>\*{{0,2}}(?:Option|Opción|Opção)[ ]\(?(?:\d{{1,2}}|[IVX]{{1,4}}|[ivx]{{1,4}}|[a-zA-H])\)?
              (?:[ ]?(?:bis|ter|quater|[Aa]lt\.?[ ]?\d?))?(?:\[\^\d{{1,3}}\])*+
              {_LABEL_ENDS}
              | (?:Option|Opción|Opção)[ ](?:\d{{1,2}}|[IVX]{{1,4}}|[A-H])(?=[ \t\v]*(?:$|\{{)|\t)
              | \*{{0,2}}{_BY_OFFICE}(?:[ ]?[.:]\*{{0,2}}:?(?=\s|$)|\*{{0,2}}(?=[ \t\v]*$)))
          | (?P<roman>[IVXLC]{{1,7}})(?:\.-?|\)|[ ][-–—])(?=[ \t]+\S)
          | \(?(?P<item>[ivxlc]{{1,7}}|[a-z]|(?<=\()\d{{1,2}})(?P<item_suffix>[ ]?(?:bis|ter))?[.)](?=\s|\[)
          | (?P<word>(?i:article|artículo|articulo|artigo|chapter|chapitre|capítulo|capitulo|part|parte|partie|section|sección
              |seção|annex|annexe|anexo))
              [ ](?P<ordinal>[\dIVXLC][\w.]{{0,8}}?|[A-Z]{{2,3}}(?:\.[A-Z\d]{{1,3}}){{1,3}}\w{{0,6}}
              |(?i:premier|première|primero|único|unique)
              |(?:ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN))
              (?P<word_suffix>[ ](?:bis|ter|quater))?
              (?:[ ]?[:.](?=\s)|(?=[ \t\v]*$)|(?=[ ][*(\[{{–—-]))
        )
    )?
    """,
    re.VERBOSE | re.MULTILINE,
)
"""Every line's beginning: the blank lines before it, and what may be a label. Works on `layout.plain_lines`."""

OPTION = re.compile(
    rf"\**(?:{_BY_OFFICE}|(?:Option|Opción|Opção) (?P<count>\(?(?:\d{{1,2}}|[IVX]{{1,4}}|[ivx]{{1,4}}|[a-zA-H])\)?)"
    r"(?P<suffix> ?(?:bis|ter|quater|[Aa]lt\.? ?\d?))?)"
)
"""The label of an option, as printed: `Option 1:`, `Option (a):`, `**Option 2 bis:**`, `Facilitators' Option`."""
OPTION_IN_BLOCK = re.compile(rf"(?:\d+\.\s+)?[\[*\s]*?(?P<label>{OPTION.pattern}{_LABEL_ENDS})")
"""The same where a paragraph's own number stands before it: `3. Option 1: …`."""
OPTION_AT_END = re.compile(rf"\s\*{{0,2}}(?<=[\s*])\[(?P<label>{OPTION.pattern}\**:?)\s*\Z")
"""The same behind a title, over the paragraphs below it: `Fees **[Option 1**`."""
OPTION_IN_LINE = re.compile(rf"^[ \t\v]*(?:\d+\.[ \t]+)?[\[*]*(?P<label>{OPTION.pattern})(?!\w)", re.MULTILINE)
"""A line that begins as an option does, whatever follows."""
OPTION_IN_BRACKET = re.compile(r"\s*\*{0,2}(?:Option|Opción|Opção)[ ](?:\d{1,2}[ ]?[A-Za-z]?|[IVX]{1,4}|[A-H])[ ]?:\*{0,2}[ ]*")
"""What a bracket amid a sentence begins with: `sold [Option 5A: , subject to terms] [Option 5B: at any time]`."""

ALTERNATIVE = re.compile(
    r"""\s*\*{0,2}(?<!\w)(?:
        (?:ALT|Alt|alt)\b(?:[ ]?\d{1,2}\b)?[.:]?
      | (?i:alternative(?:[ ](?P<title_en>title|heading)|[ ](?:text|paragraph|wording|formulation|language|provision))?
          | (?P<title_es>(?:título|titulo)[ ]alternativo)
          | (?:texto|párrafo|parágrafo)[ ]alternativo | (?:redacción[ ]|redação[ ])?alternativa |
            (?P<title_fr>titre[ ]alternatif|autre[ ]titre)
          | (?:texte|paragraphe|libellé)[ ]alternatif|autre[ ]libellé|variante)[ \xa0]?:
    )\*{0,2}\s+""",
    re.VERBOSE,
)
"""What begins a bracket that calls itself an alternative: `[alt. …]`, `[alt 2. …]`, `[Alternative title: …]`."""


@dataclass(frozen=True, slots=True)
class Label:
    """What may be a label, at a line's start."""

    kind: Literal["section", "paragraph", "item", "option"]
    printed: str
    short: str
    """As it stands in ids."""
    start: int
    end: int
    """Where the words behind it begin."""
    number: int | None = None
    suffix: str = ""
    dotted: bool = False
    readings: tuple[tuple[str, int], ...] = ()
    """Of an item: the styles that it may be in, and its number in each. `i.` is roman one or the ninth letter."""
    in_bracket: bool = False
    """The label stands inside the bracket: `[4ALT. CAN: …]`."""


def read_label(match: re.Match[str]) -> Label | None:
    """The label that a match of EVENT found."""
    start = match.end("indent")
    end = match.end()
    while end < len(match.string) and match.string[end] in " \t":
        end += 1
    printed = match.string[match.end("bracket") if match["bracket"] else start : match.end()].strip()
    inside = match["bracket"] is not None
    if match["number"]:
        suffix = (match["suffix"] or "").strip()
        number = match["number"]
        short = number + "".join(suffix.split()).replace(".", "")
        dotted = "." in number
        return Label(*("paragraph", printed, short, start, end, int(number.split(".")[0]), suffix, dotted), in_bracket=inside)
    if match["resolution"]:
        suffix = re.sub(r"[ .]", "", match["resolution_suffix"])
        short = re.sub(r"[ .]", "", match["resolution"]).upper() + suffix
        return Label("paragraph", printed, short, start, end, suffix=suffix, dotted=True, in_bracket=inside)
    if match["option"]:
        return Label("option", printed, _option_in_ids(printed), start, end, in_bracket=inside)
    if match["roman"]:
        value = roman_value(match["roman"].lower())
        return Label("section", printed, match["roman"], start, end, value, in_bracket=inside) if value else None
    if match["item"]:
        return _item(match, printed, start, end, inside)
    if match["word"]:
        ordinal = match["ordinal"].rstrip(".")
        ordinal = "1" if ordinal.lower().startswith(("premi", "primer", "ún", "uni")) else ordinal
        short = match["word"].capitalize()[:3] + ordinal + (match["word_suffix"] or "").strip()
        if dash := re.compile(r"[–—-][ \t]+").match(match.string, end):
            printed, end = f"{printed} {dash[0].strip()}", dash.end()
        return Label("section", printed, short, start, end, in_bracket=inside)
    if match["markdown"]:
        return Label("section", match["markdown"].strip(), "", start, end)
    return None


def _option_in_ids(printed: str) -> str:
    """`Option2bis`, `OptionFacilitators`."""
    option = OPTION.match(printed)
    if option is None:
        return ""
    office = option["office"] or option["office_behind"]
    short = f"{office[0].upper()}{office[1:]}" if office else f"{option['count']}{option['suffix'] or ''}"
    return "Option" + re.sub(r"[^\w]", "", short)


def _item(match: re.Match[str], printed: str, start: int, end: int, inside: bool) -> Label | None:
    written, suffix = match["item"], (match["item_suffix"] or "").strip()
    opening = "(" if "(" in printed else ""
    style = opening + printed[-1]
    readings: list[tuple[str, int]] = []
    if written.isdigit():
        readings.append(("1" + style, int(written)))
    elif value := roman_value(written):
        readings.append(("i" + style, value))
    if len(written) == 1 and written.isalpha():
        readings.append(("a" + style, ord(written) - 96))
    if not readings:
        return None
    return Label(*("item", printed, written + suffix, start, end), suffix=suffix, readings=tuple(readings), in_bracket=inside)


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman_value(text: str) -> int:
    """The number that a roman numeral in small letters stands for; 0 if it is none."""
    total = 0
    for sign, following in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN.get(sign, 0)
        total += -value if following and value < _ROMAN.get(following, 0) else value
    return total if total > 0 and to_roman(total) == text else 0


def to_roman(number: int) -> str:
    """The roman numeral of a number, in small letters."""
    signs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        text += sign * count
    return text
