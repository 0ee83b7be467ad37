"""The web page of `plan diff` in a browser: headless Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cases import plan

sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright, which is not here")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
OLD = """I. GOALS

1. Each Party shall [CAN: endeavour to] end waste, in particular plastics.

2. The Parties shall inform each other every two years [MEX: and publish what they learn].

3. This text is <script>document.title = 'broken'</script> reviewed [CRI: <img src=x onerror="document.title='broken'">].

4. Nothing in this text affects the law of the sea.
"""
NEW = (
    OLD.replace("[CAN: endeavour to] ", "")
    .replace("two years", "five years")
    .replace("[MEX:", "[MEX, CRI:")
    .replace("reviewed [CRI: <img", "examined </ins></p> [CRI: and [COL: read] <img")
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium, which is not here")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    (folder / "rev1.txt").write_text(OLD, encoding="utf-8")
    (folder / "rev2.txt").write_text(NEW, encoding="utf-8")
    done = plan(["diff", "rev1.txt", "rev2.txt", "-o", "out.html"], folder)
    assert done.returncode == 0, done.stdout
    return folder / "out.html"


@pytest.fixture
def opened(browser: Any, page_file: Path) -> Iterator[tuple[Any, list[str]]]:
    """The page, and what it complained of."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(page_file.as_uri())
    yield page, said
    page.close()


def visible(page: Any, selector: str) -> int:
    return sum(one.is_visible() for one in page.query_selector_all(selector))


def test_the_text_is_text(opened: tuple[Any, list[str]]) -> None:
    page, said = opened
    assert page.title() == "rev1.txt → rev2.txt"
    assert said == []
    assert "<script>document.title = 'broken'</script>" in page.inner_text("body")
    assert page.query_selector_all("img") == []
    assert len(page.query_selector_all("script")) == 1
    assert page.evaluate("document.querySelectorAll('body > *').length") == 6  # nothing in the draft closes an element


def test_the_policy_lets_nothing_else_run(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = "document.title = 'broken'";
        document.body.appendChild(script);
    }""")
    assert page.title() == "rev1.txt → rev2.txt"


def test_filter_by_delegation_and_kind(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    everything = visible(page, "[data-kinds]")
    assert page.inner_text("output") == f"{everything} of {everything} shown"
    page.select_option("select >> nth=0", "MEX")
    texts = [one.inner_text() for one in page.query_selector_all("[data-kinds]") if one.is_visible()]
    assert len(texts) == 2  # its proposal, and the paragraph
    assert all("publish what they learn" in text for text in texts)
    page.select_option("select >> nth=1", "sponsors")
    assert visible(page, "[data-kinds]") == 1
    page.select_option("select >> nth=0", "")
    page.select_option("select >> nth=1", "unannounced")
    assert visible(page, ".box li") == visible(page, "[data-kinds]") >= 1
    page.select_option("select >> nth=1", "")
    assert visible(page, "[data-kinds]") == everything


def test_by_keyboard(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#words"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    page.keyboard.press("ArrowDown")
    assert visible(page, "[data-kinds]") < len(page.query_selector_all("[data-kinds]"))


def test_aloud(opened: tuple[Any, list[str]]) -> None:
    """What a screen reader says names what was deleted and inserted, and the count of what is shown is announced."""
    page, _ = opened
    assert "deleted: two inserted: five" in " ".join(page.text_content("article:has-text('five years')").split())
    assert page.get_attribute("output", "aria-live") == "polite"
    assert page.get_attribute("html", "lang") == "en"
    levels = [int(one.evaluate("e => e.tagName[1]")) for one in page.query_selector_all("h1, h2, h3, h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_without_a_script(browser: Any, page_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert not page.is_visible(".filter")
    assert page.is_visible("text=five")
    assert visible(page, "article") == 3
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(browser: Any, page_file: Path, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(page_file.as_uri())
    ratio = page.evaluate("""() => {
        const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map(v => { v /= 255;
            return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        return ['body', 'ins', 'del', '.notes'].map(name => {
            const element = document.querySelector(name), style = getComputedStyle(element);
            let back = style.backgroundColor, above = element;
            while (back === 'rgba(0, 0, 0, 0)') { above = above.parentElement; back = getComputedStyle(above).backgroundColor; }
            const [x, y] = [light(style.color), light(back)].sort((m, n) => n - m);
            return (x + 0.05) / (y + 0.05);
        });
    }""")
    assert min(ratio) >= 4.5  # WCAG 2, level AA
    page.close()


def test_in_print(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.emulate_media(media="print")
    assert not page.is_visible(".filter")
    assert page.evaluate("getComputedStyle(document.querySelector('del')).textDecorationLine") == "line-through"
    assert page.evaluate("getComputedStyle(document.querySelector('ins')).textDecorationLine") == "underline"
    assert len(page.pdf()) > 1000
    page.close()
