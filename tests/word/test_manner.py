"""Word's manner: what Word, and people with it, put into a file beside plain runs."""

from __future__ import annotations

import itertools
import zipfile
from pathlib import Path

import pytest
from cases import ROOT, plan
from drafts import change, run, write

import bracketparse
from bracketparse.readers.word.authors import UnknownAuthorsError, delegations
from bracketparse.tree import Draft

NUMBERS = itertools.count(1)


def para(*inner: str, properties: str = "") -> str:
    return f'<w:p w:rsidR="00AA"><w:pPr>{properties}</w:pPr>{"".join(inner)}</w:p>'


def new(text: str, who: str = "CAN") -> str:
    return change("+", who, NUMBERS, run(text))


def old(text: str, who: str = "CAN") -> str:
    return change("-", who, NUMBERS, run(text, deleted=True))


def lines(folder: Path, *paragraphs: str, **parts: str) -> list[str]:
    return read(folder, *paragraphs, **parts).source.rstrip("\n").split("\n")


def read(folder: Path, *paragraphs: str, **parts: str) -> Draft:
    return bracketparse.read(write(folder / "a.docx", "".join(paragraphs), parts))


def test_moves(tmp_path: Path) -> None:
    moved = run("Moved words.")
    gone = f'<w:moveFrom w:id="2" w:author="CAN">{moved}</w:moveFrom>'
    gone = f'<w:moveFromRangeStart w:id="1" w:name="m"/>{gone}<w:moveFromRangeEnd w:id="1"/>'
    come = f'<w:moveTo w:id="4" w:author="CAN">{moved}</w:moveTo>'
    come = f'<w:moveToRangeStart w:id="3" w:name="m"/>{come}<w:moveToRangeEnd w:id="3"/>'
    first = para(gone, properties='<w:rPr><w:moveFrom w:id="5" w:author="CAN"/></w:rPr>')
    last = para(come, properties='<w:rPr><w:moveTo w:id="6" w:author="CAN"/></w:rPr>')
    assert lines(tmp_path, first, para(run("Between.")), last, para(run("End."))) == [
        "[CAN: {--Moved words.--}]",
        "Between.",
        "[CAN: {++Moved words.++}]",
        "End.",
    ]


def test_changes_of_looks_are_no_proposals(tmp_path: Path) -> None:
    looks = '<w:b/><w:rPrChange w:id="1" w:author="Nobody"><w:rPr><w:u w:val="single"/></w:rPr></w:rPrChange>'
    change = (
        '<w:jc w:val="both"/><w:pPrChange w:id="2" w:author="Nobody"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>'
    )
    draft = read(tmp_path, para(run("[CAN: Some words]", looks), properties=change))
    assert draft.source == "[CAN: Some words]\n"
    assert draft.blocks[0].kind == "paragraph"


def test_fields_controls_links_and_signs(tmp_path: Path) -> None:
    underlined = '<w:u w:val="single"/>'
    field = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin",))
    field += '<w:r><w:instrText> REF x </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    field += run("Article 3") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    content = (
        f"{field}<w:sdt><w:sdtPr/><w:sdtContent>{run(' in a control')}</w:sdtContent></w:sdt>"
        f'<w:hyperlink r:id="x">{run(" and a link", underlined)}</w:hyperlink>'
        f'<w:fldSimple w:instr="PAGE">{run(" 7")}</w:fldSimple><w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'
        "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:br/><w:t>line</w:t><w:tab/><w:t>tab</w:t><w:softHyphen/></w:r>"
    )
    draft = read(tmp_path, para(content))
    assert draft.source == "Article 3 in a control and a link 7•co‑op\u2028line\ttab\xad\n"
    assert draft.diagnostics == ()
    assert bracketparse.render(draft) == "Article 3 in a control and a link 7•co‑op line\ttab\xad\n"


def test_automatic_numbers(tmp_path: Path) -> None:
    def item(text: str, level: int, number: int = 1) -> str:
        return para(run(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    levels = [(0, 1), (1, 1), (1, 1), (2, 1), (0, 1), (1, 1), (3, 1), (0, 2), (0, 2)]
    printed = ["1.", "a)", "b)", "1.b.i", "2.", "a)", "•", "7.", "8."]
    draft = read(tmp_path, *(item("Words.", level, number) for level, number in levels))
    assert draft.source == "".join(f"{label} Words.\n" for label in printed)
    assert [b.label for b in draft.blocks] == ["1.", "a)", "b)", "1.b.i", "2.", "a)", "", "7.", "8."]


def test_strike_and_underline_through_the_styles(tmp_path: Path) -> None:
    words = run("[CAN: ") + run("old", '<w:rStyle w:val="Old"/>') + run(" new", '<w:rStyle w:val="New"/>')
    words += run(" kept", '<w:rStyle w:val="New"/><w:u w:val="none"/>') + run("] end")
    draft = read(tmp_path, para(words))
    assert draft.source == "[CAN: {--old--} {++new++} kept] end\n"
    assert [(s.role, s.text) for s in draft.proposals[0].segments] == [("delete", "old"), ("insert", "new"), ("keep", "kept")]


def test_tables_rows_and_cells(tmp_path: Path) -> None:
    def row(*cells: str, changed: str = "") -> str:
        inner = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
        return f"<w:tr><w:trPr>{changed}</w:trPr>{inner}</w:tr>"

    table = row(para(run("a")), para(run("b"), new(" more")))
    table += row(para(run("c")), para(run("d")), changed=change("+", "CRI", NUMBERS))
    assert lines(tmp_path, para(run("Before.")), f"<w:tbl>{table}</w:tbl>", para(run("After."))) == [
        "Before.",
        "a",
        "b[CAN: {++ more++}]",
        "[CRI: {++c++}]",
        "[CRI: {++d++}]",
        "After.",
    ]


def test_comments_have_their_author_and_place(tmp_path: Path) -> None:
    words = run("Some ") + '<w:commentRangeStart w:id="4"/>' + run("words") + '<w:commentRangeEnd w:id="4"/>' + new(" here")
    note = f'<w:comment w:id="4" w:author="Jane">{para(run("Whose?"))}</w:comment>'
    draft = read(tmp_path, para(run("First.")), para(words), comments=note)
    (comment,) = draft.comments
    assert (comment.author, comment.text, draft.source[comment.start : comment.end]) == ("Jane", "Whose?", "words")
    done = plan(["check", "-v", "a.docx"], tmp_path).stdout.decode()
    assert "Comment in paragraph 2 on “words”: Jane: Whose?" in done


def test_boxes_headers_and_notes(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para(run('In the box.'))}</w:txbxContent>"
    drawn = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    drawn += f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    notes = f'<w:footnote w:id="2">{para("<w:r><w:footnoteRef/></w:r>", run(" The note"), new(", changed"))}</w:footnote>'
    words = para(run("Text"), '<w:r><w:footnoteReference w:id="2"/></w:r>', drawn, run(" goes on."))
    assert lines(tmp_path, words, para(run("More.")), footnotes=notes, header=para(run("Page 1"))) == [
        "Text¹ goes on.",
        "More.",
        "¹ The note[CAN: {++, changed++}]",
        "In the box.",
    ]
    draft = bracketparse.read(tmp_path / "a.docx")
    assert [b.kind for b in draft.blocks] == ["paragraph", "paragraph", "note", "paragraph"]
    assert sorted(d.code for d in draft.diagnostics) == ["D002", "D003"]


@pytest.mark.parametrize(
    ("author", "codes"),
    [
        ("CAN", ("CAN",)),
        ("canada", ("CAN",)),
        ("CAN, CRI", ("CAN", "CRI")),
        ("Jane Roe (Canada)", ("CAN",)),
        ("Delegation of Canada", ("CAN",)),
        ("Delegación de Costa Rica", ("CRI",)),
        ("Délégation du Canada", ("CAN",)),
        ("Missão Permanente do Brasil", ("BRA",)),
        ("Jane Roe", None),
        ("Canadian Intern", None),
        ("USER", None),
        ("", None),
    ],
)
def test_whose_a_name_is(author: str, codes: tuple[str, ...] | None) -> None:
    from bracketparse.parsing import known

    assert delegations(author, known(None)) == codes


def test_unknown_authors_are_all_listed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", para(new("x", "Jane"), run(" y "), old("z", "Jane"), new("w", "Tom (Lima)")))
    with pytest.raises(UnknownAuthorsError) as caught:
        bracketparse.read(path)
    assert caught.value.counts == {"Jane": 2, "Tom (Lima)": 1}
    draft = bracketparse.read(path, authors={"jane": "CAN", "Tom (Lima)": "PER, CRI"})
    assert draft.roster() == ("CAN", "PER", "CRI")


# What an export kept


def exported(folder: Path, text: str) -> Path:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    done = plan(["export", "a.txt", "--as", "tracked", "-o", "a.docx", "--date", "2026-01-01"], folder)
    assert done.returncode == 0, done.stdout.decode()
    return folder / "a.docx"


def again(path: Path, before: bytes, after: bytes) -> Draft:
    """The draft, after its custom part was changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert any(before in data for data in parts.values())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(before, after) if name.startswith("customXml") else data)
    return bracketparse.read(path)


INFERRED = "1. Los Estados protegen a las víctimas [CAN: y sobrevivientes] de la trata [CRI: de personas].\n2. Ver 1.\n"


@pytest.mark.parametrize("sample", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.stem)
def test_what_was_inferred_stays_inferred(sample: Path, tmp_path: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    first, second = bracketparse.parse(text), bracketparse.read(exported(tmp_path, text))

    def said(draft: Draft) -> list[object]:
        return [(p.id, p.sponsors, p.effect, p.evidence, [(s.role, s.text) for s in p.segments]) for p in draft.proposals]

    assert said(second) == said(first)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"[CRI: {++de personas", b"[COL: {++de personas"),
        (b"{++y sobrevivientes++}", b"{++y culpables++}"),
        (b"protegen", b"vigilan"),
        (b"[CAN: {++y sobrevivientes++}", b"[CRI: {++y sobrevivientes++}"),
        (b"{++de personas++}", b"{--de personas--}"),
    ],
)
def test_a_kept_source_puts_no_words_into_a_mouth(before: bytes, after: bytes, tmp_path: Path) -> None:
    path = exported(tmp_path, INFERRED)
    honest = bracketparse.read(path)
    assert {p.evidence for p in honest.proposals} == {"inferred"}
    draft = again(path, before, after)
    assert [d.code for d in draft.diagnostics if d.code == "D005"] == ["D005"]
    assert [(p.sponsors, p.inserted(), p.deleted(), p.evidence) for p in draft.proposals] == [
        (p.sponsors, p.inserted(), p.deleted(), "marked") for p in honest.proposals
    ]


OPPOSED = """1. Fees [US propose; BN oppose: and rates] are low.

2. [MX propose; PE oppose: Each Party shall:

(a) publish [CL propose: all] fees; and

(b) lower them.]

3. Ports [JP oppose: and piers] are open.
"""


@pytest.mark.parametrize("after", [b"BN support", b"PE oppose", b"BN, PE oppose"])
def test_a_kept_source_opposes_for_nobody_who_is_not_seen_to(after: bytes, tmp_path: Path) -> None:
    path = exported(tmp_path, OPPOSED)
    draft = again(path, b"US propose; BN oppose", b"US propose; " + after)
    assert [d.code for d in draft.diagnostics if d.code == "D005"] == ["D005"]
    first = draft.proposals[0]
    assert (first.sponsors, first.objectors, first.inserted()) == (("USA",), (), "and rates")


@pytest.mark.parametrize(("before", "after"), [(b"opposes: B", b"supports: B"), (b"Brunei Dar", b"South Brunei Dar")])
def test_a_comment_that_a_person_changed_opposes_no_more(before: bytes, after: bytes, tmp_path: Path) -> None:
    draft = changed(exported(tmp_path, OPPOSED), before, after, "word/comments.xml")
    assert [d.code for d in draft.diagnostics if d.code == "D005"] == ["D005"]
    assert [p.objectors for p in draft.proposals] == [(), ("PER",), (), ()]


def test_one_comment_speaks_for_one_of_two_proposals(tmp_path: Path) -> None:
    text = "1. Fees [US propose; BN oppose: all] are [MX propose; BN oppose: very] low.\n2. Ports [CL; PE oppose: now] open.\n"
    before, after = ("Mexico · opposes".encode(), "Mexico · supports".encode())
    draft = changed(exported(tmp_path, text), before, after, "word/comments.xml")
    assert [p.objectors for p in draft.proposals] == [(), (), ("PER",)]


def test_letters_within_a_word_are_nobodys(tmp_path: Path) -> None:
    text = "1. USMCA fees [MX propose; US oppose: and rates] are low.\n"
    draft = changed(exported(tmp_path, text), b"opposes: United States of America", b"opposes: nobody", "word/comments.xml")
    assert [(p.sponsors, p.objectors) for p in draft.proposals] == [(("MEX",), ())]


def changed(path: Path, before: bytes, after: bytes, part: str = "word/document.xml") -> Draft:
    """The draft, after somebody changed its words, or what a comment says, in Word."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(before, after) if name == part else data)
    return bracketparse.read(path)


def test_what_runs_over_a_changed_paragraph_comes_in_parts_and_the_rest_whole(tmp_path: Path) -> None:
    draft = changed(exported(tmp_path, OPPOSED), b"lower them", b"cap them")
    assert [(p.id, p.sponsors, p.objectors, p.inserted() or p.deleted(), p.parent) for p in draft.proposals] == [
        ("1#1", ("USA",), ("BRN",), "and rates", None),
        ("2#1", ("MEX",), (), "Each Party shall:", None),
        ("2.a#1", ("MEX",), (), "publish fees; and", None),
        ("2.a#2", ("CHL",), (), "all", 2),
        ("2.b#1", ("MEX",), (), "cap them.", None),
        ("3#1", ("JPN",), (), "and piers", None),
    ]
    told = [d for d in draft.diagnostics if d.code == "D010"]
    assert [draft.source[d.start : d.end] for d in told] == ["2."]
    assert told[0].message.startswith("3 paragraphs")


def test_a_change_in_word_does_not_change_how_the_rest_is_read(tmp_path: Path) -> None:
    """Delegations behind the words, as the United Nations write them, and a tracked change, which has its own before them."""
    text = "1. Fees [and rates - EU; G77 delete] are low.\n\n2. Ports [and piers - Norway; EU delete] are open.\n"
    draft = changed(exported(tmp_path, text), b" are open", b" are free")
    assert draft.venue == "un"
    assert [(p.sponsors, p.objectors, p.inserted()) for p in draft.proposals] == [
        (("EU",), ("G77",), "and rates"),
        (("NOR",), (), "and piers"),
    ]


def test_a_paragraph_that_a_person_changed_is_read_as_it_stands(tmp_path: Path) -> None:
    draft = changed(exported(tmp_path, INFERRED), b"sobrevivientes", b"testigos")
    assert draft.proposals[0].inserted() == "y testigos"
    assert {p.evidence for p in draft.proposals} == {"marked"}
