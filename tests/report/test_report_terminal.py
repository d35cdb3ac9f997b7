import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_example import clean_review, review
from report_example_record import CODE, ID_NUMBER, bare_record, extraction
from report_goldens import printed
from rich.cells import cell_len
from rich.console import Console

from sbparse.findings import RULES
from sbparse.messages import message
from sbparse.record.model import Extraction
from sbparse.report.terminal import show_extraction, show_review, show_rule, show_rules, show_years
from sbparse.report.terminal.prose import longest_piece, wrapped
from sbparse.report.terminal.tables import Grid, show_grid
from sbparse.report.voice import Voice
from sbparse.review.model import Source

PAGES = {
    "check": lambda console: show_review(review(), console),
    "check-en": lambda console: show_review(review(), console, lang="en"),
    "clean": lambda console: show_review(clean_review(), console),
    "extract": lambda console: show_extraction(extraction(), console),
    "years": lambda console: show_years(extraction(), console),
    "rules": show_rules,
    "rule": lambda console: show_rule("overlap", console, lang="en"),
}


def squeezed(text):
    """Without white space and line art, so that wrapping does not matter."""
    return re.sub(r"[\s─│╭╮╰╯]", "", text)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("name", PAGES)
def test_no_line_is_wider_than_the_terminal(name, width):
    assert max(map(cell_len, printed(PAGES[name], width).splitlines())) <= width


@pytest.mark.parametrize("width", [50, 60, 79, 80, 99, 100, 101, 120])
def test_no_figure_is_cut(width):
    page = squeezed(printed(PAGES["extract"], width))
    assert page.count("合计357356303279231") == 1 or width < 60
    if width >= 100:
        assert "480,476.00" in page
        assert "113,469.00" in page
    assert "512,345.60" in page


@given(st.lists(st.tuples(st.integers(0, 10**12), st.integers(0, 10**6)), min_size=1, max_size=4), st.integers(12, 60))
@settings(deadline=None, max_examples=50)
def test_a_grid_of_any_width_keeps_every_figure(figures, width):
    rows = [(str(a), str(b)) for a, b in figures]
    page = printed(lambda console: show_grid(console, Grid(["甲", "乙"], rows, right=(0, 1))), width)
    assert sorted(re.sub(r"\D", "", page)) == sorted("".join(a + b for a, b in rows))


@pytest.mark.parametrize("name", PAGES)
def test_plain_when_piped_or_without_colour(name, monkeypatch):
    assert "\x1b" not in printed(PAGES[name], 80)
    monkeypatch.setenv("NO_COLOR", "1")
    console = Console(file=io.StringIO(), force_terminal=True, width=80)
    PAGES[name](console)
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", console.file.getvalue())


def test_coloured_on_a_terminal(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    console = Console(file=io.StringIO(), force_terminal=True, width=80, color_system="standard")
    PAGES["check"](console)
    assert "\x1b[1;31m" in console.file.getvalue()


@pytest.mark.parametrize(
    "text", ["[red]样例[/red]", "[/]", "[link=file:///x]甲[/link]", ":smile:", "a\x1b[31mb\x1b]0;x\x07c", "甲\u202e乙", "\r甲", "\ud800"]
)
def test_text_of_a_file_is_shown_as_it_is_and_obeyed_by_nothing(text):
    record = replace(extraction().records[0], issuer=text, findings=())
    console = Console(file=io.StringIO(), force_terminal=True, width=100, color_system=None)
    show_extraction(Extraction(text, "", 1, (record,), ()), console)
    page = console.file.getvalue()
    assert "\x1b]" not in page
    assert not set(page) & set("\x07\r\u202e\ud800")
    if text.isprintable():
        assert page.count(text) == 2


def test_every_finding_is_told_with_its_number_place_and_correction():
    page = printed(PAGES["check"], 200)
    for number, finding in enumerate(review().findings, start=1):
        assert re.search(rf"^{number} .*（{finding.rule}）$", page, re.MULTILINE)
    assert "→ 起始时间改为 1994.8。" in page
    assert "第1页 · 申报第2行 · 1994-07" in page


def test_worst_first_whatever_the_order():
    mixed = tuple(reversed(review().findings))
    page = printed(lambda c: show_review(replace(review(), findings=mixed), c), 80)
    assert page.index("× 错误（5）") < page.index("▲ 警告（2）") < page.index("○ 提示（2）")


def test_a_finding_names_its_file_only_among_several():
    full = review()
    assert f"{full.sources[0].file} · 第1页" not in printed(PAGES["check"], 120)
    several = replace(full, sources=(*full.sources, Source("b.pdf", bare_record())))
    assert f"{full.sources[0].file} · 第1页" in printed(lambda c: show_review(several, c), 120)


def test_what_was_not_checked_is_listed():
    page = printed(PAGES["check"], 80)
    assert "未能检查的规则（4）" in page
    assert re.search("^assessment-mismatch +没有“考核情况”表$", page, re.MULTILINE)
    assert "未能检查的规则" not in printed(PAGES["clean"], 80)


def test_note_without_routes():
    noted = replace(review(), eligibility=replace(review().eligibility, routes=(), note=message("example.guide")))
    page = printed(lambda c: show_review(noted, c), 80)
    assert "申报指南没有这一学历的途径。" in page
    assert "申报途径" not in page


def test_ids_are_hidden_unless_asked():
    for show in (show_extraction, show_years):
        hidden = printed(lambda c, show=show: show(extraction(), c), 120)
        assert ID_NUMBER not in hidden
        assert CODE not in hidden
        assert ID_NUMBER in printed(lambda c, show=show: show(extraction(), c, show_ids=True), 120)


def test_several_records_of_a_file_are_told_apart():
    twice = replace(extraction(), records=extraction().records * 2)
    page = printed(lambda c: show_years(twice, c), 80)
    assert [line for line in page.splitlines() if "记录" in line] == [f"{twice.file}：记录 1", f"{twice.file}：记录 2"]


def test_a_record_without_anything():
    page = printed(lambda c: show_extraction(Extraction("a.pdf", "", 1, (bare_record(),), ()), c), 80)
    assert "补充资料\n" not in page
    assert "已检查的规则未检出问题。" in page
    assert re.search("^养老 +— +— +— +—$", page, re.MULTILINE)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_listed_and_explained(rule, lang):
    voice = Voice(lang)
    page = squeezed(printed(lambda c: show_rule(rule, c, lang=lang), 80))
    for part in ("title", "holds", "example"):
        assert squeezed(voice.say(f"rule.{rule}.{part}")) in page
    assert squeezed(voice.say(f"rule.{rule}.holds"))[:20] in squeezed(printed(lambda c: show_rules(c, lang=lang), 200))


def test_no_such_rule():
    with pytest.raises(KeyError):
        printed(lambda c: show_rule("no-such-rule", c), 80)


@pytest.mark.parametrize("name", PAGES)
def test_chinese_windows_can_write_it(name):
    """A pipe on a Chinese Windows is encoded in code page 936, which lacks most symbols of Unicode."""
    printed(PAGES[name], 80).encode("cp936")


class TestWrapping:
    @given(st.text(st.sampled_from("北京样例，。（）“”12a -\n"), max_size=60), st.integers(8, 40))
    def test_loses_nothing(self, text, width):
        assert squeezed("".join(wrapped(text, width))) == squeezed(text)

    @given(st.text(st.sampled_from("北京样例，。12a -\n"), max_size=60), st.integers(8, 40))
    def test_only_an_unbroken_piece_is_wider_than_asked(self, text, width):
        assert all(cell_len(line) <= max(width, longest_piece(line)) for line in wrapped(text, width))

    def test_between_any_two_characters_but_not_before_a_closing_mark(self):
        assert wrapped("记录中这一段，相差", 12) == ["记录中这一", "段，相差"]

    def test_not_inside_a_number(self):
        assert wrapped("申报从2018-09开始", 10) == ["申报从", "2018-09开", "始"]

    def test_not_after_an_opening_bracket(self):
        assert wrapped("北京远山（集团）公司", 10) == ["北京远山", "（集团）公", "司"]

    def test_nothing(self):
        assert wrapped("", 10) == [""]
