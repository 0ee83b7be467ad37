"""A thousand known edits, planted in real drafts and in the samples: `plan diff` says of each what it is."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

from cases import ROOT, plan
from planted import SILENT, found, plant_blocks, plant_words, unplanted

import bracketparse
from bracketparse.account import ADDED, ENDED, KEPT
from bracketparse.writers import difference_json

ROUNDS = 3


def test_a_thousand_planted_edits(shared: Path) -> None:
    planted_of, right, beyond = Counter(), Counter(), 0
    missed = []
    texts = [*sorted((ROOT / "samples").glob("*.txt")), *sorted((shared / "corpus").glob("*.??.*"))]
    for path in texts:
        source = path.read_text(encoding="utf-8")
        for plant, most in ((plant_words, 25), (plant_blocks, 10)):
            for round_ in range(2 * ROUNDS if "oas" in path.name else ROUNDS):
                planted = plant(source, random.Random(f"{path.name} {round_}"), most)
                if not planted.a:
                    continue
                difference = bracketparse.compare(bracketparse.parse(planted.a), bracketparse.parse(planted.b))
                words = json.loads(difference_json.write(difference))["words"]
                assert "".join(w["text"] for w in words if w["op"] != "insert") == planted.a
                assert "".join(w["text"] for w in words if w["op"] != "delete") == planted.b
                beyond += len(unplanted(planted, difference))
                for edit, good in found(planted, difference):
                    planted_of[edit.kind] += 1
                    right[edit.kind] += good
                    missed += [] if good else [(path.name, edit)]
    assert planted_of.total() >= 1000
    assert right.total() >= 0.98 * planted_of.total(), missed
    for kind in SILENT:
        assert right[kind] == planted_of[kind], missed
    assert beyond <= 0.02 * planted_of.total()


def test_two_drafts_of_one_agreement(shared: Path, tmp_path: Path) -> None:
    """Untagged and heavily reworked: what is the same is found to be the same, and every output is written."""
    names = [str(shared / f"corpus/unfccc_paris_2015-{day}.en.md") for day in ("10-23", "12-04")]
    for kind in ("json", "html", "md"):
        done = plan(["diff", *names, "-o", f"paris.{kind}"], tmp_path)
        assert done.returncode == 0, done.stdout.decode("utf-8")
    data = json.loads((tmp_path / "paris.json").read_text(encoding="utf-8"))
    changes = Counter(paragraph["change"] for paragraph in data["paragraphs"])
    assert changes["same"] >= 150
    assert changes["deleted"] <= 200
    account = data["account"]
    a, b = (len(bracketparse.read(name).proposals) for name in names)
    assert (account["a"], account["b"]) == (a, b)
    kept = sum(account[key] for key in KEPT)
    assert kept + sum(account[key] for key in ENDED) == a
    assert kept + sum(account[key] for key in ADDED) == b
    assert account["same"] >= 300


def test_versions_of_the_seed(shared: Path, tmp_path: Path) -> None:
    """Base against Canada: every word that differs is Canada's."""
    seed = str(shared / "corpus/oas_third_plan_draft.es.txt")
    done = plan(["diff", seed, "--as", "CAN", "--wrap", "none", "--to", "json"], tmp_path)
    data = json.loads(done.stdout.decode("utf-8"))
    assert "".join(w["text"] for w in data["words"] if w["op"] != "delete") == bracketparse.render(
        bracketparse.read(seed), accept=["CAN"], wrap="none"
    )
    changed = [w for w in data["words"] if w["op"] != "keep" and any(c.isalpha() for c in w["text"])]
    assert len(changed) > 60
    assert [w for w in changed if "CAN" not in w["sponsors"]] == []
