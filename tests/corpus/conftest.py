"""Tests on the real texts of `../shared`, which are not part of the project: without them these tests say so and skip."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parent.parent.parent.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if (SHARED / "corpus").is_dir():
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="needs ../shared, the corpus of real texts, which is not here"))


@pytest.fixture(scope="session")
def shared() -> Path:
    return SHARED


@pytest.fixture(scope="session")
def seed(shared: Path) -> str:
    return (shared / "corpus/oas_third_plan_draft.es.txt").read_text(encoding="utf-8")
