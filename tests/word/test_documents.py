"""Documents for circulation: what is in their bytes, and what is not."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from cases import plan

import bracketparse

DRAFT = """PLAN OF ACTION

1. The Parties protect the coast [CAN: and the sea] and the [Japan: {--forest--}{++woods++}].

2. [CAN, Japan: The Parties report [CRI: lo el] each year.]

3. The Parties meet at [COL: lo el] seat[CAN: , as often as they wish].
"""
NAMES = ("CAN", "CRI", "COL", "JPN", "Canad", "Japan", "Costa Rica", "Colombia")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def export(folder: Path, *arguments: str) -> tuple[bytes, str]:
    """The document, and what was said."""
    done = plan(["export", "draft.txt", "-o", "out.docx", "--force", *arguments], folder)
    assert done.returncode == 0, done.stdout.decode()
    return (folder / "out.docx").read_bytes(), done.stdout.decode()


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


KINDS = ("clean", "marked", "tracked", "table")


@pytest.mark.parametrize("attribution", ["count", "none"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_delegation_is_named_where_none_is_to_be(kind: str, attribution: str, folder: Path) -> None:
    options = ["--allow-open", "--accept", "CAN"] if kind == "clean" else []
    data, _ = export(folder, "--as", kind, "--attribution", attribution, *options)
    for name, content in parts(data).items():
        assert not [n for n in NAMES if n in content], name


def test_clean_names_nobody_whatever_the_attribution(folder: Path) -> None:
    data, _ = export(folder, "--as", "clean", "--allow-open", "--accept", "all")
    for name, content in parts(data).items():
        assert not [n for n in NAMES if n in content], name


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes_each_time(kind: str, folder: Path) -> None:
    options = ["--allow-open"] if kind == "clean" else []
    assert export(folder, "--as", kind, *options)[0] == export(folder, "--as", kind, *options)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_python_docx_opens_it(kind: str, folder: Path) -> None:
    data, _ = export(folder, "--as", kind, *(["--allow-open"] if kind == "clean" else []))
    document = docx.Document(io.BytesIO(data))
    words = "\n".join(p.text for p in document.paragraphs) + "\n".join(c.text for t in document.tables for c in t._cells)
    assert "The Parties protect the coast" in words


def test_headings_symbol_and_language(folder: Path) -> None:
    (folder / "plan.toml").write_text(
        '[document]\norganization = "ORGANIZATION"\nsymbol = "ORG/DOC.1/26"\ndate = "2026-11-20"\noriginal_language = "es"\n'
        'status = "Rev. 2"\n'
    )
    (folder / "draft.txt").write_text("PLAN OF ACTION\n\nI. AIMS\n\n1. The Parties meet.\n\n2. They report.\n")
    data, _ = export(folder, "--toc", "--line-numbers")
    document = docx.Document(io.BytesIO(data))
    assert [p.style.name for p in document.paragraphs if p.style][:2] == ["Title", "TOC Heading"]
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"] == ["I.\tAIMS"]
    section = document.sections[0]
    first = [p.text for p in section.first_page_header.paragraphs]
    assert first[:3] == ["ORGANIZATION\tORG/DOC.1/26", "\t20 November 2026", "\tOriginal: Spanish"]
    assert "Rev. 2" in first
    assert [p.text for p in section.header.paragraphs] == ["\tORG/DOC.1/26"]
    assert "PAGE" in parts(data)["word/footer1.xml"]
    assert 'w:val="en-GB"' in parts(data)["word/styles.xml"]
    assert "lnNumType" in parts(data)["word/document.xml"]
    assert document.core_properties.author == "ORGANIZATION"


def test_letter_for_the_oas_and_a4_elsewhere(folder: Path) -> None:
    assert 'w:w="12240"' in parts(export(folder, "--as", "marked")[0])["word/document.xml"]
    assert 'w:w="11906"' in parts(export(folder, "--as", "marked", "--paper", "a4")[0])["word/document.xml"]


def test_each_delegation_has_its_author_and_a_joint_proposal_one_of_its_own(folder: Path) -> None:
    text = (
        "1. The Parties [CAN: {++meet and++}] report[Japan: {++ each year++}].\n\n2. [CAN, Japan: {++They end.++}]\n\n3. End.\n"
    )
    (folder / "draft.txt").write_text(text, encoding="utf-8")
    data, _ = export(folder, "--as", "tracked", "--date", "2026-11-20")
    content = parts(data)
    authors = set(re.findall(r'<w:(?:ins|del) [^>]*w:author="([^"]+)"', content["word/document.xml"]))
    assert authors == {"CAN", "JPN", "CAN, JPN"}
    assert "CAN, JPN" in content["word/header1.xml"] + content["word/header2.xml"]
    assert 'w:date="2026-11-20T' in content["word/document.xml"]


def test_a_text_that_tries_markup_is_text(folder: Path) -> None:
    text = "1. The Parties </w:t><w:br/> & <b>meet</b> {MERGEFIELD x} =cmd()|' "
    text += "[CAN: <script>\x07alert(1)\x1b[31m\ufffe</script>].\n"
    (folder / "draft.txt").write_text(text, encoding="utf-8")
    for kind in KINDS:
        data, _ = export(folder, "--as", kind, *(["--allow-open", "--rest", "hold"] if kind == "clean" else []))
        words = "".join(docx.Document(io.BytesIO(data)).element.itertext())
        assert "</w:t><w:br/> & <b>meet</b> {MERGEFIELD x} =cmd()|'" in words
        assert "<script>␇alert(1)␛" in words
        assert "⟨U+FFFE⟩</script>" in words


def template(folder: Path, **names: str) -> None:
    """A ministry's template: a letterhead, and styles by other ids."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "MINISTRY OF FOREIGN AFFAIRS"
    for name, identifier in names.items():
        document.styles[name.replace("_", " ")].element.set(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", identifier
        )
    document.add_paragraph("Words of the template.")
    document.save(str(folder / "ministry.docx"))


def test_a_ministrys_template(folder: Path) -> None:
    template(folder, Body_Text="Textoindependiente", Title="Ttulo")
    data, said = export(folder, "--as", "marked", "--template", "ministry.docx")
    document = docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.style_id == "Ttulo"
    assert document.paragraphs[1].style is not None
    assert document.paragraphs[1].style.style_id == "Textoindependiente"
    assert "Words of the template." not in "\n".join(p.text for p in document.paragraphs)
    assert document.sections[0].first_page_header.paragraphs[0].text == "MINISTRY OF FOREIGN AFFAIRS"
    assert document.sections[0].header.paragraphs[0].text == "MINISTRY OF FOREIGN AFFAIRS"
    assert "no style" not in said
    assert (
        "ministry.docx has no style for annotation text" in export(folder, "--as", "tracked", "--template", "ministry.docx")[1]
    )


def test_a_template_that_is_none(folder: Path) -> None:
    done = plan(["export", "draft.txt", "-o", "out.docx", "--as", "marked", "--template", "draft.txt"], folder)
    assert done.returncode == 2
    assert b"draft.txt cannot be the template" in done.stdout
    assert not (folder / "out.docx").exists()


def test_what_is_new_since_an_earlier_draft_has_a_bar(folder: Path) -> None:
    (folder / "rev1.txt").write_text(DRAFT.replace(" [CAN: and the sea]", ""), encoding="utf-8")
    data, _ = export(folder, "--as", "marked", "--since", "rev1.txt")
    barred = re.findall(r"<w:p><w:pPr><w:pStyle[^>]*/><w:pBdr>.*?</w:p>", parts(data)["word/document.xml"])
    assert len(barred) == 1
    assert "and the sea" in barred[0]


def test_the_table_repeats_its_head_and_breaks_no_row(folder: Path) -> None:
    data, said = export(folder, "--as", "table", "--columns", "CAN,Costa Rica")
    document = docx.Document(io.BytesIO(data))
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Paragraph", "Base text", "Canada", "Costa Rica", "Remarks"]
    content = parts(data)["word/document.xml"]
    assert content.count("<w:tblHeader/>") == 1
    assert content.count("<w:cantSplit/>") == len(table.rows)
    assert 'w:orient="landscape"' in content
    assert "without a column in the table" in said


def test_the_table_holds_what_a_secretariat_would_circulate(tmp_path: Path) -> None:
    text = (
        "Recalling the sea [CAN: and the coast],\n\nI. AIMS\n\n1. The Parties meet.\n\nII. MEANS\n\n"
        "2. The Parties:\n\n(a) report [CRI: every year];\n\n(b) meet [CAN, CRI: often].\n\n3. "
        + "All meet. " * 90
        + "[COL: Now.]\n"
    )
    (tmp_path / "draft.txt").write_text(text, encoding="utf-8")
    data, _ = export(tmp_path, "--as", "table", "--columns", "CAN,CRI", "--lang", "en")
    rows = [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(data)).tables[0].rows]
    assert [row[0] for row in rows[1:]] == ["", "II. MEANS", "2. (a)", "2. (b)"]  # no id of plan's own, no empty paragraph
    assert rows[-1][2].startswith("CAN, CRI: ")  # joint, and said so
    assert not rows[1][2].startswith("CAN")  # its column is its name
    assert "Only the paragraphs with open proposals: 3 of" in "".join(
        parts(data)[name] for name in parts(data) if "header" in name
    )
    data, _ = export(tmp_path, "--as", "table", "--lang", "en")
    content = parts(data)["word/document.xml"]
    assert content.count("<w:cantSplit/>") == len(docx.Document(io.BytesIO(data)).tables[0].rows) - 1  # a long one breaks
    assert 'w:orient="landscape"' in content


MARKDOWN = """# Draft *Declaration* on Water

*Recalling* their **earlier decisions** [CAN: and *also* others],

*[Taking* account of the needs,]

## I. Aims

1. Each Party **shall [CAN: always] report** 2 * 3 times, snake_case_words and all, \\*so\\*.

* meet [COL: often];
* report.

**Option 1:** No text.

**Option 2:** [Parties meet.]
"""


@pytest.mark.parametrize("kind", KINDS)
def test_markdown_becomes_headings_emphasis_and_lists_of_word(kind: str, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(MARKDOWN, encoding="utf-8")
    options = ["--allow-open"] if kind == "clean" else []
    done = plan(["export", "draft.md", "-o", "out.docx", "--as", kind, "--lang", "en", *options], tmp_path)
    assert done.returncode == 0, done.stdout.decode()
    content = parts((tmp_path / "out.docx").read_bytes())["word/document.xml"]
    assert not re.search("[\U0010ef00-\U0010efff]|#|\\\\", content)
    text = "".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", content))
    assert "2 * 3 times, snake_case_words and all, *so*." in text
    assert text.count("*") == (3 if kind != "table" else text.count("2 * 3") + 2 * text.count("*so*"))
    assert re.search(r'<w:rPr>(?:<w:b/>)?<w:i/></w:rPr><w:t xml:space="preserve">Declaration<', content)
    assert re.search(r'<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">earlier decisions<', content)
    assert "• meet" in text
    if kind != "table":  # which holds the paragraphs with open proposals only
        assert "• report." in text
        assert 'w:val="Title"/></w:pPr>' in content
        assert 'w:val="Heading1"/></w:pPr>' in content


@pytest.mark.parametrize("kind", ["marked", "tracked"])
def test_markdown_comes_back_from_word_with_its_proposals(kind: str, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(MARKDOWN, encoding="utf-8")
    plan(["export", "draft.md", "-o", "out.docx", "--as", kind, "--lang", "en"], tmp_path)
    before, after = (bracketparse.read(tmp_path / name) for name in ("draft.md", "out.docx"))
    assert [(p.sponsors, p.words) for p in after.proposals] == [(p.sponsors, p.words) for p in before.proposals]


def test_columns_name_delegations_and_so_want_them_named(folder: Path) -> None:
    options = ["export", "draft.txt", "-o", "t.docx", "--as", "table", "--columns", "CAN", "--attribution", "none"]
    assert plan(options, folder).returncode == 2


def test_a_table_of_contents_is_no_text_of_the_draft(folder: Path) -> None:
    text = "I. AIMS [CAN: AND MEANS]\n\n1. The Parties meet.\n\n2. They report.\n"
    (folder / "draft.txt").write_text(text, encoding="utf-8")
    export(folder, "--as", "marked", "--toc")
    draft = bracketparse.read(folder / "out.docx")
    assert len(draft.proposals) == 1
    assert [block.id for block in draft.blocks] == ["I", "I.1", "I.2"]


def test_tracked_changes_of_nobody_named_read_back_as_nobodys(folder: Path) -> None:
    export(folder, "--as", "tracked", "--attribution", "none")
    draft = bracketparse.read(folder / "out.docx")
    assert draft.proposals
    assert not any(p.positions for p in draft.proposals)


@pytest.mark.parametrize("kind", ["tracked", "marked"])
def test_what_was_no_more_than_a_guess_reads_back_as_no_more(kind: str, folder: Path) -> None:
    text = "1. Reducir la [CAN: pobreza miseria] de los niños.\n\n2. Proteger a [CRI: lo el] {x} cual.\n\n3. Fin.\n"
    (folder / "draft.txt").write_text(text, encoding="utf-8")
    assert [p.evidence for p in bracketparse.read(folder / "draft.txt").proposals] == ["none", "none"]
    export(folder, "--as", kind, "--undecided", "guess")
    found = bracketparse.read(folder / "out.docx").proposals
    assert [(p.evidence, p.confidence) for p in found] == [("inferred", 0.0)] * 2


def test_a_template_that_unpacks_to_very_much_is_refused(folder: Path) -> None:
    template(folder)
    with zipfile.ZipFile(folder / "ministry.docx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(300_000_000))
    done = plan(["export", "draft.txt", "-o", "out.docx", "--as", "marked", "--template", "ministry.docx"], folder)
    assert done.returncode == 2
    assert b"ministry.docx cannot be the template" in done.stdout


def test_what_people_said_in_a_template_is_not_circulated(folder: Path) -> None:
    document = docx.Document()
    document.add_comment(document.add_paragraph("Words.").runs, text="Ask Canada first.", author="Colombia")
    document.save(str(folder / "ministry.docx"))
    (folder / "draft.txt").write_text("1. The Parties meet.\n\n2. They report.\n")
    data, _ = export(folder, "--template", "ministry.docx")
    for name, content in parts(data).items():
        assert "Ask Canada first." not in content, name
