"""Every page is what the program is now: its tables and quotations, its commands with their output, its walk-throughs, its sessions."""

import doctest
import re
from pathlib import Path

import pytest
from doc_blocks import blocks_of
from doc_follow import ROOT, Project, followed
from doc_generated import filled
from make_docs import pages

PAGES = [*pages(), *(ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"))]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)

_LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@each_page
def test_generated_parts_are_fresh(page: Path) -> None:
    text = page.read_text("utf-8")
    assert filled(text) == text, "run python scripts/make_docs.py"


@each_page
def test_a_page_can_be_followed_to_the_letter(page: Path, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    assert followed(text, Project(tmp_path)) == text, "run python scripts/make_docs.py"


@each_page
def test_the_sessions_of_a_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = "\n".join(block.body for block in blocks_of(page.read_text("utf-8")) if block.language == "pycon")
    monkeypatch.chdir(Project(tmp_path).folder)
    example = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    report: list[str] = []
    doctest.DocTestRunner().run(example, out=report.append)
    assert not report, "".join(report)


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    for match in _LINK.finditer(page.read_text("utf-8")):
        name, _, anchor = match["target"].partition("#")
        if name.startswith(("https:", "http:")):
            continue
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), match[0]
        assert not anchor or anchor in _anchors(target), match[0]


def _anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives to headings."""
    headings = _HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page
def test_no_line_is_a_paragraph(page: Path) -> None:
    """Prose is wrapped, so that a change shows where it is; tables and blocks are as long as they are."""
    prose = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert not [line for line in prose.splitlines() if len(line) > 155 and not line.startswith(("|", ">"))]
