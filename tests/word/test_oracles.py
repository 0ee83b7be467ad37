"""The oracles agree with what is plain by eye in small documents made by hand."""

from __future__ import annotations

import itertools
import os
import re
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from oracles import LibreOffice, OracleError, Text, audit, missing, pandoc, uno_python

if missing() and not os.environ.get("CI"):
    pytest.skip(f"missing: {', '.join(missing())}", allow_module_level=True)

NUMBERS = itertools.count(1)
ANN, BEN = "Ann of the Chair", "Ben"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def change(kind: Literal["ins", "del"], author: str, inner: str = "") -> str:
    number = next(NUMBERS)
    date = datetime(2024, 1, 1) + timedelta(minutes=2 * number)  # LibreOffice makes one of changes nearer than that
    return f'<w:{kind} w:id="{number}" w:author="{author}" w:date="{date.isoformat()}Z">{inner}</w:{kind}>'


def run(said: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{said}</w:t></w:r>'


def added(author: str, said: str) -> str:
    return change("ins", author, run(said))


def gone(author: str, said: str) -> str:
    return change("del", author, f'<w:r><w:delText xml:space="preserve">{said}</w:delText></w:r>')


def para(*inner: str, mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{''.join(inner)}</w:p>"


def added_para(author: str, said: str) -> str:
    return para(added(author, said), mark=change("ins", author))


def gone_para(author: str, said: str) -> str:
    return para(gone(author, said), mark=change("del", author))


def note_mark(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def note(number: int, *inner: str) -> str:
    return f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{"".join(inner)}</w:p></w:footnote>'


def table(*rows: list[str]) -> str:
    cells = [[f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in row] for row in rows]
    grid = '<w:gridCol w:w="2000"/>' * len(rows[0])
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def write(path: Path, body: str, notes: str = "") -> Path:
    """A .docx of the least parts that all the oracles take."""
    parts = {
        "document": ("document.main", f"<w:document {WORD}><w:body>{body}<w:sectPr/></w:body></w:document>"),
        "styles": ("styles", f"<w:styles {WORD}/>"),
        "settings": ("settings", f"<w:settings {WORD}/>"),
        "fontTable": ("fontTable", f"<w:fonts {WORD}/>"),
    }
    if notes:
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in enumerate(("separator", "continuationSeparator"), -1)
        )
        parts["footnotes"] = ("footnotes", f"<w:footnotes {WORD}>{lines}{notes}</w:footnotes>")
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{KIND}.{kind}+xml"/>' for name, (kind, _) in parts.items()
    )
    links = "".join(
        f'<Relationship Id="r{name}" Type="{RELATION}/{name}" Target="{name}.xml"/>' for name in parts if name != "document"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
            f'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{RELATION}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
        )
        for name, (_, content) in parts.items():
            archive.writestr(f"word/{name}.xml", f"{XML}{content}")
    return path


@dataclass(frozen=True, slots=True)
class Case:
    """A body, and its paragraphs when all is accepted, all rejected, and each author's accepted and the other's not."""

    body: str
    accepted: list[str]
    rejected: list[str]
    anns: list[str]
    bens: list[str]


ONE, END = para(run("One.")), para(run("End."))
CASES = {
    "words": Case(
        para(run("Keep "), gone(ANN, "old"), added(ANN, "new"), gone(BEN, " x"), added(BEN, " y"), run(" end.")),
        ["Keep new y end."],
        ["Keep old x end."],
        ["Keep new x end."],
        ["Keep old y end."],
    ),
    "paragraphs added": Case(
        ONE + added_para(ANN, "Ann's.") + added_para(ANN, "Ann's too.") + added_para(BEN, "Ben's.") + END,
        ["One.", "Ann's.", "Ann's too.", "Ben's.", "End."],
        ["One.", "End."],
        ["One.", "Ann's.", "Ann's too.", "End."],
        ["One.", "Ben's.", "End."],
    ),
    "paragraphs gone": Case(
        ONE + gone_para(ANN, "Ann's.") + gone_para(BEN, "Ben's.") + gone_para(BEN, "Ben's too.") + END,
        ["One.", "End."],
        ["One.", "Ann's.", "Ben's.", "Ben's too.", "End."],
        ["One.", "Ben's.", "Ben's too.", "End."],
        ["One.", "Ann's.", "End."],
    ),
    "paragraph for paragraph": Case(
        ONE + gone_para(ANN, "Old.") + added_para(ANN, "New.") + END,
        ["One.", "New.", "End."],
        ["One.", "Old.", "End."],
        ["One.", "New.", "End."],
        ["One.", "Old.", "End."],
    ),
    "first paragraph added": Case(
        added_para(ANN, "First.") + gone_para(BEN, "Second.") + END,
        ["First.", "End."],
        ["Second.", "End."],
        ["First.", "Second.", "End."],
        ["End."],
    ),
    "last paragraph added": Case(  # the mark is on the one before it, as Word does
        para(run("One."), mark=change("ins", ANN)) + para(added(ANN, "Last.")),
        ["One.", "Last."],
        ["One."],
        ["One.", "Last."],
        ["One."],
    ),
    "last paragraph gone": Case(
        para(run("One."), mark=change("del", BEN)) + para(gone(BEN, "Last.")),
        ["One."],
        ["One.", "Last."],
        ["One.", "Last."],
        ["One."],
    ),
    "paragraph left empty": Case(
        ONE + para(gone(ANN, "Gone.")) + END, *[["One.", said, "End."] for said in ("", "Gone.", "", "Gone.")]
    ),
    "split": Case(
        para(run("Left"), added(ANN, " more"), mark=change("ins", ANN)) + para(run(" right.")),
        ["Left more", " right."],
        ["Left right."],
        ["Left more", " right."],
        ["Left right."],
    ),
    "joined": Case(
        para(run("Left"), gone(BEN, " less"), mark=change("del", BEN)) + para(run(" right.")),
        ["Left right."],
        ["Left less", " right."],
        ["Left less", " right."],
        ["Left right."],
    ),
    "split before paragraph for paragraph": Case(  # where the split falls, what is new falls too, and the old one is next
        para(run("Left"), mark=change("ins", ANN)) + added_para(ANN, " new.") + gone_para(ANN, " old.") + END,
        ["Left", " new.", "End."],
        ["Left old.", "End."],
        ["Left", " new.", "End."],
        ["Left old.", "End."],
    ),
    "joined before paragraph for paragraph": Case(
        para(run("Left"), mark=change("del", ANN)) + gone_para(ANN, " old.") + added_para(ANN, " new.") + END,
        ["Left new.", "End."],
        ["Left", " old.", "End."],
        ["Left new.", "End."],
        ["Left", " old.", "End."],
    ),
    "added at the end and behind it": Case(
        para(run("Left"), change("ins", ANN, run(" aaa") + gone(BEN, " bbb") + run(" ccc"))) + added_para(ANN, "New.") + END,
        ["Left aaa ccc", "New.", "End."],
        ["Left", "End."],
        ["Left aaa bbb ccc", "New.", "End."],
        ["Left", "End."],
    ),
    "gone within what is added": Case(
        para(run("Keep "), change("ins", ANN, run("aaa ") + gone(BEN, "bbb ") + run("ccc ")), run("end.")),
        ["Keep aaa ccc end."],
        ["Keep end."],
        ["Keep aaa bbb ccc end."],
        ["Keep end."],
    ),
    "all gone that is added": Case(
        para(run("Keep "), change("ins", ANN, gone(BEN, "bbb ")), run("end.")),
        ["Keep end."],
        ["Keep end."],
        ["Keep bbb end."],
        ["Keep end."],
    ),
    "gone within a paragraph added": Case(
        ONE + para(change("ins", ANN, run("New") + gone(BEN, " bbb") + run(".")), mark=change("ins", ANN)) + END,
        ["One.", "New.", "End."],
        ["One.", "End."],
        ["One.", "New bbb.", "End."],
        ["One.", "End."],
    ),
    "table": Case(
        ONE
        + table(
            [para(run("a"), added(ANN, " 1")), para(run("b"), gone(BEN, " 2"))],
            [para(run("c")), added_para(BEN, "d") + para(run("e"))],
        )
        + added_para(ANN, "After.")
        + END,
        ["One.", "a 1", "b", "c", "d", "e", "After.", "End."],
        ["One.", "a", "b 2", "c", "e", "End."],
        ["One.", "a 1", "b 2", "c", "e", "After.", "End."],
        ["One.", "a", "b", "c", "d", "e", "End."],
    ),
    "white space": Case(
        para(run("a"), "<w:r><w:tab/></w:r>", run("b"), "<w:r><w:br/></w:r>", run("c")) + para() + para(run("“z” 'z' -- ...")),
        *[["a\tb\nc", "", "“z” 'z' -- ..."]] * 4,
    ),
}


@pytest.fixture(scope="module")
def office() -> Iterator[LibreOffice]:
    with LibreOffice() as office:
        yield office


def words(paragraphs: list[str]) -> list[str]:
    return Text(paragraphs, []).words().paragraphs


@pytest.mark.parametrize("name", CASES)
def test_libreoffice(name: str, office: LibreOffice, tmp_path: Path) -> None:
    case = CASES[name]
    path = write(tmp_path / "case.docx", case.body)
    assert office.paragraphs(path, "accept") == case.accepted
    assert office.paragraphs(path, "reject") == case.rejected
    assert office.paragraphs(path, "accept-author", ANN) == case.anns
    assert office.paragraphs(path, "accept-author", BEN) == case.bens


@pytest.mark.parametrize("name", CASES)
def test_pandoc(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    path = write(tmp_path / "case.docx", case.body)
    assert pandoc(path, "accept").words().paragraphs == words(case.accepted)
    assert pandoc(path, "reject").words().paragraphs == words(case.rejected)


@pytest.mark.parametrize("name", CASES)
def test_libreoffice_writes_the_changes_again(name: str, office: LibreOffice, tmp_path: Path) -> None:
    path = write(tmp_path / "case.docx", CASES[name].body)
    again = office.resave(path, tmp_path / "again.docx")
    assert again.read_bytes() != path.read_bytes()
    assert pandoc(again, "accept").words().paragraphs == words(CASES[name].accepted)


def test_a_paragraph_added_by_one_and_gone_by_another(office: LibreOffice, tmp_path: Path) -> None:
    """LibreOffice forgets who added the mark, and pandoc who took it away: each leaves one empty paragraph."""
    both = para(change("ins", ANN, gone(BEN, "Two.")), mark=change("ins", ANN) + change("del", BEN))
    path = write(tmp_path / "both.docx", ONE + both + END)
    assert office.paragraphs(path, "accept") == ["One.", "End."]
    assert office.paragraphs(path, "accept-author", ANN) == ["One.", "Two.", "End."]
    assert office.paragraphs(path, "accept-author", BEN) == ["One.", "End."]
    assert [said for said in office.paragraphs(path, "reject") if said] == ["One.", "End."]
    assert [said for said in pandoc(path, "accept").paragraphs if said] == ["One.", "End."]
    assert pandoc(path, "reject").paragraphs == ["One.", "End."]


def test_changes_of_one_minute(office: LibreOffice, tmp_path: Path) -> None:
    """LibreOffice makes one of what one author inserts in one minute, and the mark between goes along, which nobody changed."""
    body = re.sub('w:date="[^"]*"', 'w:date="2024-01-01T00:00:00Z"', CASES["added at the end and behind it"].body)
    path = write(tmp_path / "minute.docx", body)
    assert office.paragraphs(path, "accept") == ["Left aaa ccc", "New.", "End."]
    assert office.paragraphs(path, "reject") == ["LeftEnd."]
    assert pandoc(path, "reject").paragraphs == ["Left", "End."]


def test_footnotes(office: LibreOffice, tmp_path: Path) -> None:
    path = write(
        tmp_path / "notes.docx",
        para(
            run("Body"),
            note_mark(1),
            change("ins", ANN, run(" more") + note_mark(2)),
            change("del", BEN, note_mark(3)),
            run("."),
        ),
        note(1, run("Note "), added(ANN, "in"), gone(BEN, "out"))
        + note(2, added(ANN, "Ann's."))
        + note(3, gone(BEN, "Ben's.")),
    )
    accepted, rejected = Text(["Body more."], ["Note in", "Ann's."]), Text(["Body."], ["Note out", "Ben's."])
    assert office.text(path, "accept") == pandoc(path, "accept") == accepted
    assert office.text(path, "reject") == pandoc(path, "reject") == rejected
    assert office.text(path, "accept-author", ANN) == Text(["Body more."], ["Note inout", "Ann's.", "Ben's."])
    assert office.text(path, "accept-author", BEN).words() == Text(["Body."], ["Note"])
    assert office.paragraphs(path, "accept") == accepted.paragraphs
    assert office.footnotes(path, "reject") == rejected.footnotes


def test_an_author_is_wanted_whole(office: LibreOffice, tmp_path: Path) -> None:
    path = write(tmp_path / "case.docx", para(run("a"), added("Ann", "b"), added(ANN, "c"), gone("Ann", "d")))
    assert office.paragraphs(path, "accept-author", ANN) == ["acd"]
    assert office.paragraphs(path, "accept-author", "Ann") == ["ab"]
    assert office.paragraphs(path, "accept-author", "nobody") == ["ad"]
    with pytest.raises(ValueError, match="author"):
        office.text(path, "accept-author")


def test_a_page_is_drawn(office: LibreOffice, tmp_path: Path) -> None:
    drawn = office.convert(write(tmp_path / "case.docx", CASES["words"].body), "pdf", tmp_path)
    assert drawn == tmp_path / "case.pdf"
    assert drawn.read_bytes().startswith(b"%PDF")


def test_what_is_no_document(office: LibreOffice, tmp_path: Path) -> None:
    path = tmp_path / "no.docx"
    path.write_text("One.")
    with pytest.raises(OracleError, match="cannot load"):
        office.text(path, "accept")
    with pytest.raises(OracleError):
        pandoc(path, "accept")
    with pytest.raises(OracleError, match="No such file"):
        office.text(tmp_path / "absent.docx", "accept")
    assert office.paragraphs(write(path, ONE), "accept") == ["One."]


def members(group: int) -> dict[int, str]:
    listed = subprocess.run(["ps", "-eo", "pid=,pgid=,stat=,comm="], capture_output=True, text=True, check=True).stdout
    found = [line.split(None, 3) for line in listed.splitlines()]
    return {int(pid): name for pid, of, state, name in found if int(of) == group and not state.startswith("Z")}


def test_an_office_that_hangs_or_is_worn(tmp_path: Path) -> None:
    path = write(tmp_path / "case.docx", ONE)
    with LibreOffice(documents=2) as office:
        groups = []
        for _ in range(3):
            assert office.paragraphs(path, "accept") == ["One."]
            assert office._process
            groups.append(office._process.pid)
        assert groups[0] == groups[1] != groups[2]
        for number, name in members(groups[2]).items():
            if name.startswith("soffice"):
                os.kill(number, signal.SIGSTOP)
        office.seconds = 1
        with pytest.raises(OracleError, match="no answer in 1 s"):
            office.text(path, "accept")
        office.seconds = 60
        assert office.paragraphs(path, "accept") == ["One."]
        assert office._process
        groups.append(office._process.pid)
    assert not any(members(group) for group in groups)


def test_audit(tmp_path: Path) -> None:
    body = CASES["words"].body + CASES["table"].body + para(run("Noted"), note_mark(1))
    assert audit(write(tmp_path / "right.docx", body, note(1, run("Note.")))) == []
    assert any("unique" in said for said in audit(write(tmp_path / "twice.docx", CASES["words"].body * 2)))
    wrong = write(tmp_path / "wrong.docx", "<w:p><w:r><w:t>One.</w:t><w:rPr><w:b/></w:rPr></w:r></w:p>")
    assert any("rPr" in said for said in audit(wrong))


def test_this_machine() -> None:
    assert missing() == []
    assert uno_python()
