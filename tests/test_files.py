"""Files as they come: encodings, and what is no text; results are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cases import plan

from bracketparse.readers.text import UnreadableError, decode

TEXT = "1. Asistir a las víctimas – “niñas” [CAN: y niños] según corresponda.\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_encodings_are_read_right_and_stated(codec: str, name: str) -> None:
    assert decode(TEXT.encode(codec)) == (TEXT, name)


def test_latin_1() -> None:
    text = "Protección de las víctimas: acción según la Convención.\n"
    assert decode(text.encode("latin-1")) == (text, "Latin-1")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "Word or zip"),
        (b"\xd0\xcf\x11\xe0....", "old Word"),
        (TEXT.encode("cp437", "replace") + bytes(range(128, 160)) * 4, "cannot be told"),
        (b"\x00\x01\x02\xff\xfe\xfd" * 50, "zero bytes"),
        (TEXT.encode() * 20 + b"v\xc3 ctimas", "broken byte in line 21"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        decode(data)


def test_the_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes(TEXT.encode("cp1252"))
    told = plan(["render", "draft.txt"], tmp_path).stdout.decode()
    assert "draft.txt is read as Windows-1252." in told
    assert "víctimas – “niñas” según" in told


def test_a_result_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "out.txt").mkdir()
    done = plan(["render", "draft.txt", "-o", "out.txt"], tmp_path)
    assert done.returncode == 2
    assert done.stdout.decode() == "plan: out.txt is a folder; name a file.\n"
    done = plan(["versions", "draft.txt", "-o", "draft.txt/versions"], tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stdout
    assert sorted(os.listdir(tmp_path)) == ["draft.txt", "out.txt"]


def test_a_strict_refusal_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(TEXT, encoding="utf-8")
    done = plan(["render", "draft.txt", "--accept", "CAN", "--strict", "-o", "out.txt"], tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "out.txt").exists()


def test_same_input_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(TEXT, encoding="utf-8")
    for command in (["parse"], ["render", "--accept", "CAN"], ["proposals", "--to", "csv"], ["check", "--to", "json"]):
        first, second = (plan([*command, "draft.txt"], tmp_path, PYTHONHASHSEED=seed, LC_ALL="C").stdout for seed in "12")
        assert first == second
