"""The web report in a real browser: a headless Chromium at desktop and at phone width, in light and dark, on paper, by keyboard.

Screenshots go to the folder that SBPARSE_SCREENSHOTS names, else to a temporary one. Needs /usr/bin/chromium (Debian: chromium and
fonts-noto-cjk) and, for the accessibility rules, axe-core (MPL-2.0, no part of the package): npm install --prefix .cache/axe axe-core@4
"""

import os
from pathlib import Path

import pypdfium2
import pytest
from page_examples import page, thirty_years, three_years
from report_example import clean_review, example_sentences

from sbparse import read_records, reconcile
from sbparse.report.evidence.gather import evidence_of
from sbparse.report.page import review_page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e .[test]")

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
AXE = ROOT / ".cache/axe/node_modules/axe-core/axe.min.js"
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium fonts-noto-cjk")


def fixture_review(name):
    pdf = ROOT / "fixtures/check" / name / "record.pdf"
    result = reconcile(read_records(pdf), pdf.with_name("history.xlsx"))
    return review_page(result, evidence=evidence_of(result, {str(pdf): pdf.read_bytes()}))


PAGES = {
    "thirty-years": lambda: page(thirty_years()),
    "three-years-en": lambda: page(three_years(), lang="en"),
    "clean": lambda: page(clean_review()),
    "with-pictures": lambda: fixture_review("05_rename_not_split"),
}


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("pages")
    with example_sentences():
        for name, html in PAGES.items():
            (made / f"{name}.html").write_text(html(), "utf-8")
    return made


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory):
    chosen = Path(os.environ.get("SBPARSE_SCREENSHOTS") or tmp_path_factory.mktemp("screenshots"))
    chosen.mkdir(parents=True, exist_ok=True)
    return chosen


@pytest.fixture
def opened(chromium, folder):
    """Opens a page of :data:`PAGES`; every request and every complaint of the browser is kept."""
    contexts = []

    def open_(name, width=1280, scheme="light", **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.requests, tab.complaints = [], []
        tab.on("request", lambda request: tab.requests.append(request.url))
        tab.on("console", lambda line: tab.complaints.append(line.text))
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.goto((folder / f"{name}.html").as_uri())
        return tab

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_fits_the_screen_and_asks_for_nothing(opened, screenshots, name, width, scheme):
    tab = opened(name, width, scheme)
    tab.screenshot(path=screenshots / f"{name}-{width}-{scheme}.png", full_page=True)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in tab.requests if not url.startswith(("file:", "data:"))] == []
    assert tab.complaints == []
    assert tab.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")


def violations(tab):
    """What axe-core finds wrong: the rule, the element, how to mend it."""
    if not AXE.exists():
        pytest.skip(f"axe-core is not installed: npm install --prefix .cache/axe axe-core@4 (looked for {AXE})")
    tab.evaluate(AXE.read_text("utf-8"))
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(each["id"], node["html"][:120], node["failureSummary"]) for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_accessibility_rules_find_nothing(opened, name, width, scheme):
    tab = opened(name, width, scheme, bypass_csp=True)
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(tab) == []


def test_accessibility_rules_find_what_is_wrong(opened):
    """Else finding nothing would prove nothing."""
    tab = opened("with-pictures", bypass_csp=True)
    tab.evaluate("document.images[0].removeAttribute('alt'); document.querySelector('label').remove(); document.body.style.color = '#bbb'")
    assert {"image-alt", "label", "color-contrast"} <= {rule for rule, *_ in violations(tab)}


@pytest.mark.parametrize("name", PAGES)
def test_by_keyboard(opened, name):
    tab = opened(name)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    reached = set()
    for _ in range(120):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement === document.body"):
            break
        reached.add(tab.evaluate("document.activeElement.tagName + (document.activeElement.id || document.activeElement.className)"))
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert set(tab.evaluate("[...document.querySelectorAll('textarea')].map(e => 'TEXTAREA' + e.id)")) <= reached
    if name == "with-pictures":
        assert "DIVscroll" in reached


@pytest.mark.parametrize("name", PAGES)
def test_a_correction_is_seen_whole_and_can_be_copied(opened, name):
    tab = opened(name, 390)
    cut = "e => e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 1"
    assert tab.evaluate(f"[...document.querySelectorAll('textarea')].filter({cut}).length") == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_names_end_inside_their_bars(opened, name, width):
    """With the fonts of a real browser, not by the widths that the drawing reckons with."""
    over = opened(name, width).evaluate(
        """[...document.querySelectorAll('.tl-bar')].filter(bar => bar.querySelector('.tl-name')).map(bar => {
            const box = bar.querySelector('.tl-box').getBoundingClientRect(), name = bar.querySelector('.tl-name').getBoundingClientRect();
            return [bar.querySelector('.tl-name').textContent, name.right - box.right];
        }).filter(([_, over]) => over > 1)"""
    )
    assert over == []


@pytest.mark.parametrize("width", WIDTHS)
def test_only_one_drawing_is_shown(opened, width):
    shown = opened("thirty-years", width).evaluate(
        "[...document.querySelectorAll('svg')].filter(e => getComputedStyle(e).display !== 'none').map(e => e.classList[1])"
    )
    assert shown == (["tl-wide"] if width > 640 else ["tl-narrow"])


def test_a_picture_on_a_phone_is_moved_inside_its_frame(opened):
    tab = opened("with-pictures", 390)
    assert tab.evaluate("(() => { const e = document.querySelector('.scroll'); return e.scrollWidth > e.clientWidth + 100 })()")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["thirty-years", "with-pictures"])
def test_prints_on_a4_in_light_colours(opened, screenshots, name, scheme):
    tab = opened(name, 1280, scheme)
    tab.pdf(path=screenshots / f"{name}-{scheme}.pdf", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(screenshots / f"{name}-{scheme}.pdf") as document:
        assert len(document) <= 8
        texts = [each.get_textpage().get_text_bounded() for each in document]
        for number, each in enumerate(document):
            assert [round(side) for side in each.get_size()] == [595, 842]
            image = each.render(scale=1.3).to_pil().convert("RGB")
            image.save(screenshots / f"{name}-{scheme}-paper{number + 1}.png")
            assert image.getpixel((5, 5)) == (255, 255, 255)
            assert sum(image.resize((1, 1)).getpixel((0, 0))) > 3 * 215  # mostly paper
    assert "核对未通过" in texts[0]
    assert "跳到正文" not in "".join(texts)
