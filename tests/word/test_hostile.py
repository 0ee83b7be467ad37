"""Files that mean harm, and files that are broken: one clear sentence, nothing fetched, nothing executed, memory bounded."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import drafts
import pytest
from cases import ROOT, plan

import bracketparse

PLAIN = f"<w:p>{drafts.run('The Parties shall act.')}</w:p>"

LAUGHS = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 9))


def with_part(path: Path, name: str, data: bytes) -> Path:
    """A .docx with one part replaced."""
    drafts.write(path, PLAIN)
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in {**parts, name: data}.items():
            archive.writestr(each, content)
    return path


def refused(path: Path) -> str:
    """The one sentence with which a command refuses the file."""
    done = plan(["render", path.name], path.parent)
    said = done.stdout.decode("utf-8")
    assert done.returncode == 2, said
    assert said.startswith(f"plan: {path.name} cannot be read: ")
    assert said.count("\n") == 1
    return said


def test_what_is_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "old Word file (.doc)" in refused(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"))
    assert "protected by a password" in refused(path)
    path.write_bytes(b"PK\x03\x04 and nothing more")
    assert "zip is broken" in refused(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert "no Word document is in it" in refused(path)


def test_a_zip_that_is_cut_or_damaged(tmp_path: Path) -> None:
    path = drafts.write(tmp_path / "a.docx", PLAIN * 50)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert "zip is broken" in refused(path)
    at = data.index(b"word/document.xml") + 60
    path.write_bytes(data[:at] + bytes(20) + data[at + 20 :])
    assert "is broken" in refused(path)


def test_parts_that_are_missing_or_no_xml(tmp_path: Path) -> None:
    assert "no well-formed XML" in refused(with_part(tmp_path / "a.docx", "word/document.xml", b"<w:document"))
    assert "no well-formed XML" in refused(with_part(tmp_path / "b.docx", "word/styles.xml", b"\x00"))
    assert "has no body" in refused(with_part(tmp_path / "c.docx", "word/document.xml", b"<document/>"))
    link = f'<Relationship Id="x" Type="{drafts.RELATION}/footnotes" Target="notes.xml"/>'
    draft = bracketparse.read(drafts.write(tmp_path / "d.docx", PLAIN, links=link))
    assert [d.code for d in draft.diagnostics] == ["D009"]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        f"<!DOCTYPE x [<!ENTITY a0 'aaaaaaaaaa'>{LAUGHS}]>",
    ],
    ids=["a file", "a page", "a billion laughs"],
)
@pytest.mark.parametrize("part", ["document", "styles"])
def test_entities_are_refused(doctype: str, part: str, tmp_path: Path) -> None:
    entity = next((name for name in ("&e;", "&a8;") if f"ENTITY {name[1:-1]} " in doctype), "")
    content = f"<w:body><w:p><w:r><w:t>{entity}</w:t></w:r></w:p></w:body>" if part == "document" else ""
    data = f"{doctype}<w:{part} {drafts.WORD}>{content}</w:{part}>"
    path = with_part(tmp_path / "a.docx", f"word/{part}.xml", data.encode())
    assert "declares a document type" in refused(path)


def test_nothing_outside_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(socket, "socket", None)  # whoever connects, fails
    links = "".join(
        f'<Relationship Id="x{kind}" Type="{drafts.RELATION}/{kind}" Target="http://127.0.0.1:9/{kind}" TargetMode="External"/>'
        for kind in ("image", "attachedTemplate", "hyperlink", "footnotes")
    )
    draft = bracketparse.read(drafts.write(tmp_path / "a.docx", PLAIN, links=links))
    assert draft.source == "The Parties shall act.\n"
    assert [d.code for d in draft.diagnostics] == ["D004"]
    assert "attachedTemplate, footnotes, image" in draft.diagnostics[0].message


def test_a_target_out_of_the_package_is_no_file_of_ours(tmp_path: Path) -> None:
    link = f'<Relationship Id="x" Type="{drafts.RELATION}/comments" Target="../../../../etc/passwd"/>'
    draft = bracketparse.read(drafts.write(tmp_path / "a.docx", PLAIN, links=link))
    assert draft.comments == ()


def test_a_bomb_is_unpacked_no_further_than_the_bound(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(drafts.write(path, PLAIN)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "word/document.xml"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(1000):
                part.write(bytes(1_000_000))
    assert path.stat().st_size < 2_000_000
    code = (
        "import resource, bracketparse\n"
        "try:\n    bracketparse.read('bomb.docx')\n"
        "except ValueError as error:\n    print(error)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert "unpacks to over" in said[0]
    assert int(said[1]) < 1_200_000  # KB


def test_a_hundred_thousand_paragraphs(tmp_path: Path) -> None:
    numbers = iter(range(10**9))
    body = "".join(
        f"<w:p><w:r><w:t>Paragraph {n} of a long text</w:t></w:r>"
        f'<w:ins w:id="{next(numbers)}" w:author="CAN"><w:r><w:t xml:space="preserve"> and more</w:t></w:r></w:ins></w:p>'
        if n % 100 == 0
        else f"<w:p><w:r><w:t>Paragraph {n} of a long text.</w:t></w:r></w:p>"
        for n in range(100_000)
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    draft = bracketparse.read(drafts.write(tmp_path / "long.docx", body))
    assert len(draft.blocks) == 100_000
    assert len(draft.proposals) == 1000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 900_000  # KB


def test_marks_of_paragraphs_without_end(tmp_path: Path) -> None:
    paragraph = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="CAN"/></w:rPr></w:pPr><w:r><w:t>Some words.</w:t></w:r></w:p>'
    draft = bracketparse.read(drafts.write(tmp_path / "a.docx", paragraph * 3000))
    assert draft.source.count("Some words.") < 10_000


def test_text_is_data(tmp_path: Path) -> None:
    words = ["[red]x[/red]", "=HYPERLINK(1)", "{>>inferred 0.9<<}", "[CAN: {++]", "<script>", "]]]", "\u202eevil", "[[[["]
    body = "".join(f"<w:p>{drafts.run(each)}</w:p>" for each in words)
    body += f"<w:p>{drafts.change('+', 'CAN', iter(range(99)), drafts.run('++} ] [CRI: {--x--}'))}</w:p>"  # type: ignore[arg-type]
    draft = bracketparse.read(drafts.write(tmp_path / "a.docx", body))
    assert "".join(draft.source[a:b] for a, b in draft.spans) == draft.source
    last = draft.proposals[-1]
    assert (last.sponsors, last.effect, last.inserted()) == (("CAN",), "insert", "++｝ ］ ［CRI: ｛--x--｝")
    assert any(d.code == "D006" for d in draft.diagnostics)


def test_deep_nesting_is_one_sentence(tmp_path: Path) -> None:
    body = "<w:sdt><w:sdtContent>" * 5000 + PLAIN + "</w:sdtContent></w:sdt>" * 5000
    assert "no well-formed XML" in refused(drafts.write(tmp_path / "a.docx", body))
