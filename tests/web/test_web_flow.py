"""The whole way through in a real browser: a headless Chromium at desktop and at phone width, light and dark, with and without script.

Screenshots go to the folder that SBPARSE_SCREENSHOTS names, else to a temporary one. Needs what page_report/test_page_browser.py needs.
"""

import os
import socket
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
import uvicorn

from sbparse.history.load import history_of
from sbparse.web.app import Site
from sbparse.web.desk import Desk
from sbparse.web.guard import Guard
from sbparse.web.work import Workshop

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e .[test]")

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
AXE = ROOT / ".cache/axe/node_modules/axe-core/axe.min.js"
CASES = ROOT / "fixtures/check"
TOKEN = "flow-token"
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium fonts-noto-cjk")


@pytest.fixture(scope="module")
def served():
    """The site on a port of its own, with a short grace."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    made = SimpleNamespace(desk=Desk(time.monotonic, grace=1.5), address=f"http://127.0.0.1:{port}/{TOKEN}/", port=port)

    def run():
        import asyncio

        async def main():
            app = Guard(Site(made.desk, Workshop(), "zh", 1800.0).app(), token=TOKEN, port=port)
            made.server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
            await made.server.serve(sockets=[listening])

        asyncio.run(main())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield made
    made.server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory):
    chosen = Path(os.environ.get("SBPARSE_SCREENSHOTS") or tmp_path_factory.mktemp("web-screenshots"))
    chosen.mkdir(parents=True, exist_ok=True)
    return chosen


@pytest.fixture
def opened(chromium, served):
    """Opens the first page; every request and every complaint of the browser is kept."""
    contexts = []

    def open_(width=1280, scheme="light", lang="zh", **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.requests, tab.complaints = [], []
        context.on("request", lambda request: tab.requests.append(request.url))
        tab.on("console", lambda line: tab.complaints.append(line.text))
        tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.goto(f"{served.address}?lang={lang}")
        return tab

    yield open_
    for context in contexts:
        context.close()


def hand_in(tab, name, *, history=True):
    tab.set_input_files("#records", CASES / name / "record.pdf")
    if history:
        tab.set_input_files("#history", CASES / name / "history.xlsx")
    tab.click("main button.primary")
    tab.wait_for_url("**/confirm")


def confirm(tab):
    tab.click(".decide button")
    tab.wait_for_url("**/report")


def press(tab, selector):
    """A button of the declaration, until the page is shown anew."""
    old = tab.locator("#declaration").element_handle()
    tab.click(selector)
    tab.wait_for_function("old => !old.isConnected", arg=old)


def fits(tab, width):
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_way_through(opened, served, screenshots, tmp_path, width, scheme):
    lang = {"light": "zh", "dark": "en"}[scheme]
    tab = opened(width, scheme, lang)

    def shot(step):
        fits(tab, width)
        tab.screenshot(path=screenshots / f"web-{step}-{width}-{scheme}-{lang}.png", full_page=True)

    shot("1-files")
    began = time.monotonic()
    hand_in(tab, "02_start_mismatch")
    shot("2-confirm")
    tab.click(".amounts tbody tr:nth-child(2) td")
    assert tab.locator("rect.picked").get_attribute("id") == "box-1-c2"
    tab.screenshot(path=screenshots / f"web-2b-row-{width}-{scheme}-{lang}.png")
    tab.locator("#box-1-e1").click(force=True)
    assert tab.locator("tr.picked").get_attribute("id") == "row-1-e1"
    confirm(tab)
    print(f"from upload to report, with all looks at the page between: {time.monotonic() - began:.1f} s")
    assert tab.locator(".verdict").get_attribute("class") == "verdict verdict-fail"
    assert tab.locator("article.finding-error").count() == 1
    shot("3-report")
    tab.fill("#stints-2-period", "2017.5-2023.3")
    press(tab, ".bar button[value=check]")
    assert tab.locator(".verdict").get_attribute("class") == "verdict verdict-pass"
    assert tab.locator("article.finding-error").count() == 0
    tab.wait_for_function("() => document.getElementById('status').textContent !== ''")
    assert tab.locator(".verdict").inner_text() in tab.locator("#status").inner_text()
    assert tab.evaluate("document.activeElement.value") == "check"
    shot("4-corrected")
    for name in ("report.html", "report.xlsx", "declaration.xlsx", "corrected.xlsx"):
        with tab.expect_download() as waiting:
            tab.click(f".downloads a[href$='{name}']")
        assert waiting.value.suggested_filename.endswith(name[-4:])
        waiting.value.save_as(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 3000
    assert {url.split("/")[2] for url in tab.requests if not url.startswith("data:")} == {f"127.0.0.1:{served.port}"}
    assert tab.complaints == []


def test_a_suggestion_is_taken_over_row_by_row_and_for_all(opened):
    tab = opened()
    hand_in(tab, "05_rename_not_split")
    confirm(tab)
    press(tab, "button[value='take:stints-2']")
    assert [tab.input_value(f"#stints-{row}-period") for row in (2, 3)] == ["2017.1-2019.10", "2019.11-2023.3"]
    assert tab.locator(".verdict-pass").count() == 1
    tab.fill("#stints-2-period", "2017.2-2019.10")
    tab.fill("#stints-3-period", "2019.11-2023.2")
    press(tab, ".bar button[value=check]")
    assert tab.locator(".row-findings li").count() == 2
    press(tab, "button[value=take-all]")
    assert tab.locator(".row-findings li").count() == 0


def test_rows_by_the_keyboard(opened):
    tab = opened()
    hand_in(tab, "02_start_mismatch")
    confirm(tab)
    tab.focus("button[value='add:stints']")
    old = tab.locator("#declaration").element_handle()
    tab.keyboard.press("Enter")
    tab.wait_for_function("old => !old.isConnected", arg=old)
    assert tab.evaluate("document.activeElement.id") == "stints-3-employer"
    tab.keyboard.type("某单位")
    old = tab.locator("#declaration").element_handle()
    tab.keyboard.press("Enter")  # in a field it only checks
    tab.wait_for_function("old => !old.isConnected", arg=old)
    assert tab.locator("#trouble").is_visible()
    assert tab.input_value("#stints-3-employer") == "某单位"
    press(tab, "button[value='remove:stints:3']")
    assert tab.locator("#trouble").count() == 0


def test_what_was_typed_is_checked_before_it_is_taken_away(opened, tmp_path):
    tab = opened()
    hand_in(tab, "02_start_mismatch")
    confirm(tab)
    assert not tab.locator(".dirty").is_visible()
    tab.fill("#stints-2-post", "高级研发岗")
    assert tab.locator(".dirty").is_visible()
    with tab.expect_download() as waiting:
        tab.click(".downloads a[href$='declaration.xlsx']")
    waiting.value.save_as(tmp_path / "form.xlsx")
    assert history_of((tmp_path / "form.xlsx").read_bytes(), "form.xlsx").stints[0].post == "高级研发岗"
    assert not tab.locator(".dirty").is_visible()


def test_a_server_that_is_gone_loses_nothing_that_was_typed(opened):
    tab = opened()
    hand_in(tab, "02_start_mismatch")
    confirm(tab)
    tab.fill("#stints-2-post", "高级研发岗")
    tab.route("**/report", lambda route: route.abort())
    tab.click(".bar button[value=check]")
    tab.wait_for_selector("#lost")
    assert tab.input_value("#stints-2-post") == "高级研发岗"
    tab.unroute("**/report")
    press(tab, ".bar button[value=check]")
    assert tab.locator("#lost").count() == 0 and tab.input_value("#stints-2-post") == "高级研发岗"


@pytest.mark.parametrize("step", ["files", "confirm", "report"])
def test_by_keyboard_everything_is_reached_and_seen(opened, step):
    tab = opened()
    if step != "files":
        hand_in(tab, "02_start_mismatch")
    if step == "report":
        confirm(tab)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    reached = 0
    for _ in range(200):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement === document.body"):
            break
        reached += 1
        # A file is chosen in a field that shows the outline itself.
        seen = "(e => getComputedStyle(e.type === 'file' ? e.closest('.drop') : e).outlineStyle)(document.activeElement)"
        assert tab.evaluate(seen) != "none", tab.evaluate("document.activeElement.outerHTML")
    assert reached >= 4


def test_files_are_dropped(opened):
    tab = opened()
    tab.evaluate(
        """() => {
            const taken = new DataTransfer();
            taken.items.add(new File(["x"], "记录.pdf")); taken.items.add(new File(["y"], "二.pdf"));
            document.querySelector(".drop").dispatchEvent(new DragEvent("drop", {dataTransfer: taken, bubbles: true, cancelable: true}));
        }"""
    )
    assert tab.evaluate("document.getElementById('records').files.length") == 2
    assert "记录.pdf、二.pdf" in tab.locator(".drop-names").first.inner_text()


@pytest.mark.parametrize("width", WIDTHS)
def test_without_script(opened, width):
    tab = opened(width, java_script_enabled=False)
    hand_in(tab, "02_start_mismatch")
    tab.click("a.seek[href='#box-1-c2']")
    confirm(tab)
    assert tab.locator(".verdict-fail").count() == 1
    tab.click("button[value='take:stints-2']")
    tab.wait_for_url("**/report#declaration")
    assert tab.locator(".verdict-pass").count() == 1


def test_without_a_declaration(opened, screenshots):
    tab = opened()
    hand_in(tab, "08_assessment", history=False)
    confirm(tab)
    fits(tab, 1280)
    tab.screenshot(path=screenshots / "web-5-from-record.png", full_page=True)
    assert tab.input_value("#stints-2-employer") != ""


def test_a_file_that_is_none_is_told_on_the_first_page(opened, screenshots, tmp_path):
    tab = opened(390)
    (tmp_path / "合同.pdf").write_bytes(b"no pdf at all")
    tab.set_input_files("#records", tmp_path / "合同.pdf")
    tab.click("main button.primary")
    tab.wait_for_selector(".alert")
    assert "合同.pdf" in tab.locator(".alert").inner_text()
    fits(tab, 390)
    tab.screenshot(path=screenshots / "web-6-refused-390.png", full_page=True)


def _cleared(served, left, seconds=20.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        served.desk.sweep()
        if len(served.desk) <= left:
            return True
        time.sleep(0.1)
    return False


def test_loading_again_keeps_the_files_and_closing_clears_them(opened, served):
    served.desk._places.clear()  # of contexts that were closed without a goodbye
    tab = opened()
    hand_in(tab, "02_start_mismatch")
    confirm(tab)
    tab.reload()
    tab.go_back()
    tab.go_forward()
    time.sleep(2.5)
    served.desk.sweep()
    assert len(served.desk) == 1
    tab.close()
    assert _cleared(served, 0)


def test_the_policy_stops_an_inline_script_and_a_style(opened):
    """Else no complaint would prove nothing."""
    tab = opened()
    tab.evaluate("const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s)")
    tab.evaluate("document.body.setAttribute('style', 'color: red')")
    tab.evaluate("fetch('http://127.0.0.1:1/').catch(() => null)")
    assert tab.evaluate("window.ran") is None
    assert sum("Content Security Policy" in line for line in tab.complaints) >= 3


def violations(tab):
    """What axe-core finds wrong: the rule, the element, how to mend it."""
    if not AXE.exists():
        pytest.skip(f"axe-core is not installed: npm install --prefix .cache/axe axe-core@4 (looked for {AXE})")
    tab.evaluate(AXE.read_text("utf-8"))
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(each["id"], node["html"][:160], node["failureSummary"]) for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_accessibility_rules_find_nothing(opened, width, scheme):
    tab = opened(width, scheme, bypass_csp=True)
    assert violations(tab) == []
    hand_in(tab, "08_assessment")
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(tab) == []
    tab.click(".amounts tbody tr:nth-child(1) td")
    assert violations(tab) == []
    confirm(tab)
    assert violations(tab) == []
    tab.fill("#stints-2-period", "x")
    press(tab, ".bar button[value=check]")
    assert violations(tab) == []


def test_accessibility_rules_find_what_is_wrong(opened):
    """Else finding nothing would prove nothing."""
    tab = opened(bypass_csp=True)
    tab.evaluate("document.querySelector('label[for=level]').remove(); document.body.style.color = '#ccc'")
    assert {"select-name", "color-contrast"} <= {rule for rule, *_ in violations(tab)}
