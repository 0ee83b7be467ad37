"""Questionnaires in the programs that a delegation has: LibreOffice, a browser."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from cases import plan
from test_forms import DRAFT, filled

import bracketparse
from bracketparse.decisions import loads
from bracketparse.readers.form import read

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

if (shutil.which("soffice") is None or CHROMIUM is None) and not os.environ.get("CI"):
    pytest.skip("missing: soffice or chromium", allow_module_level=True)


def test_a_form_that_went_through_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "c.docx").write_bytes(filled(t0r3="X", t1r2="x"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", "out", "c.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    back = read(bracketparse.parse(DRAFT, venue="oas"), (tmp_path / "out/c.docx").read_bytes(), "c.docx")
    assert back.answered == 2


_DUMP = ("--virtual-time-budget=5000", "--dump-dom")
_PERSON = """
<script>
var sets = document.querySelectorAll("fieldset"), saved;
URL.createObjectURL = function (blob) { saved = blob; return "#"; };
sets[0].querySelectorAll("input")[1].checked = true;
sets[2].querySelector("textarea").value = 'So "war" es\\nnicht [red]';
[].slice.call(sets[2].querySelectorAll("input")).pop().checked = true;
document.getElementById("save").click();
saved.text().then(function (text) { document.body.textContent = text; });
</script>
"""
"""Someone who chooses, writes, and saves; what would be the saved file is shown instead."""


def test_the_page_saves_what_was_chosen(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    assert plan(["review", "draft.txt", "--questionnaire", "form.html"], tmp_path).returncode == 0
    page = tmp_path / "used.html"
    page.write_text((tmp_path / "form.html").read_text(encoding="utf-8") + _PERSON, encoding="utf-8")
    shown = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", f"--user-data-dir={tmp_path}/user", *_DUMP, page.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    ).stdout.decode()
    body = re.search(r"<body[^>]*>(.*)</body>", shown, re.DOTALL)
    assert body is not None
    (tmp_path / "answers.toml").write_text(html.unescape(body[1]), encoding="utf-8")
    done = plan(["review", "draft.txt", "--answers", "answers.toml"], tmp_path)
    assert done.returncode == 0, done.stdout.decode()
    record = loads((tmp_path / "draft.decisions.toml").read_text(encoding="utf-8"))
    assert [w.place.id for w in record.wordings] == ["1#1", "2#1"]
    assert [r.text for r in record.remarks] == ['So "war" es\nnicht [red]']
