"""The timeline as SVG and in block characters."""

import io
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
import report_example
from hypothesis import given
from hypothesis import strategies as st
from review_build import BAY, BLUE, CONTRACT, GREEN, check, history, months, record
from review_worlds import worlds, wrong
from rich.cells import cell_len
from rich.console import Console

from sbparse.messages import catalogue
from sbparse.report.timeline.blocks import show_timeline
from sbparse.report.timeline.build import timeline_of
from sbparse.report.timeline.canvas import fitting, width_of
from sbparse.report.timeline.legend import legend_text
from sbparse.report.timeline.model import Lane, Undecided
from sbparse.report.timeline.scale import bands, labelled_years
from sbparse.report.timeline.svg import NARROW, WIDE, timeline_css, timeline_svg
from sbparse.report.voice import Voice
from sbparse.values.month import Period

VOICE = Voice()


def three_years():
    own = record((BLUE, "2020-03/2021-06"), (GREEN, "2021-07/2023-03"), unpaid=months("2022-05"))
    return timeline_of(check(own, history((BLUE, "2020.2-2021.5"), (GREEN, "2021.7-至今"), renames=[(BAY, GREEN, "2022-01")])))


def thirty_years():
    return timeline_of(report_example.review())


def svg(timeline, face=WIDE, voice=VOICE):
    return ET.fromstring(timeline_svg(timeline, voice, face))  # noqa: S314 - our own text


def shown(timeline, width, voice=VOICE, **console):
    out = Console(file=io.StringIO(), width=width, legacy_windows=False, **console)
    show_timeline(out, timeline, voice)
    return out.file.getvalue()


def numbers_in(root):
    """The pair numbers that can be read in bars."""
    texts = [text.text or "" for text in root.iter("text") if text.get("class") == "tl-name"]
    return {int(match[0]) for text in texts if (match := re.match(r"\d+", text))}


class TestScale:
    def test_one_band_where_the_years_fit(self):
        assert [str(band) for band in bands(Period.parse("2018-01", "2023-12"), 15)] == ["2018-01–2023-12"]

    def test_bands_of_equal_length_that_hold_every_month_once(self):
        axis = Period.parse("1994-01", "2024-12")
        cut = bands(axis, 15)
        assert [band.months // 12 for band in cut] == [11, 11, 9]
        assert [month for band in cut for month in band] == list(axis)

    def test_year_labels_thin_out_and_never_touch(self):
        axis = Period.parse("1994-01", "2024-12")
        for width in (0.2, 0.5, 1, 2, 5, 20):
            at = [(january.index - axis.start.index) * width for january in labelled_years(axis, width, 34)]
            assert at
            assert all(later - one >= 34 for one, later in pairwise(at))
        assert len(list(labelled_years(axis, 20, 34))) == 31


class TestSvg:
    @pytest.mark.parametrize("make", [three_years, thirty_years])
    @pytest.mark.parametrize("face", [WIDE, NARROW], ids=lambda face: face.name)
    def test_every_stint_of_a_year_or_more_shows_its_number(self, make, face):
        timeline = make()
        wanted = {bar.pair for bar in timeline.bars if bar.period.months >= 12}
        assert wanted <= numbers_in(svg(timeline, face))

    @pytest.mark.parametrize("face", [WIDE, NARROW], ids=lambda face: face.name)
    @pytest.mark.parametrize(("hole", "behind"), [("2020-06/2020-12", False), ("2020-03/2020-06", True), ("2020-04/2020-06", True)])
    def test_a_bar_that_begins_with_a_hole_has_its_name_behind_it(self, face, hole, behind):
        timeline = three_years()
        first, *others = timeline.bars
        holed = replace(timeline, bars=(replace(first, undecided=(Undecided(Period.parse(*hole.split("/")), 1, 1),)), *others))
        plain, moved = (
            next(float(t.get("x")) for t in svg(each, face).iter("text") if t.get("class") == "tl-name") for each in (timeline, holed)
        )
        assert (moved - plain > 2 * (face.width - 60) / timeline.axis.months) is behind

    @pytest.mark.parametrize("face", [WIDE, NARROW], ids=lambda face: face.name)
    def test_nothing_is_drawn_outside(self, face):
        for timeline in (three_years(), thirty_years()):
            root = svg(timeline, face)
            _, _, width, height = map(float, root.get("viewBox").split())
            for rect in root.iter("rect"):
                assert float(rect.get("x")) >= 0
                assert float(rect.get("x")) + float(rect.get("width")) <= width + 0.5
                assert float(rect.get("y")) + float(rect.get("height")) <= height

    def test_ids_of_both_drawings_can_stand_in_one_page(self):
        ids = [e.get("id") for face in (WIDE, NARROW) for e in svg(thirty_years(), face).iter() if e.get("id")]
        assert len(ids) == len(set(ids))

    def test_every_hatch_that_is_used_is_there(self):
        root = svg(thirty_years())
        there = {pattern.get("id") for pattern in root.iter("pattern")}
        used = {re.fullmatch(r"url\(#(.+)\)", e.get("fill"))[1] for e in root.iter() if e.get("fill")}
        assert used <= there

    def test_screen_readers_get_title_and_description(self):
        root = svg(three_years())
        assert root.get("role") == "img"
        texts = {e.get("id"): e.text for e in root if e.get("id")}
        title, description = (texts[name] for name in root.get("aria-labelledby").split())
        assert title == "记录与申报的时间轴"
        assert description == (
            "2020-02至2023-04：记录 2 段，申报 2 段。两侧不同的月份：2020-02 仅见于申报（段 1）、2021-06 仅见于记录（段 1）。"
        )

    def test_nothing_is_said_by_colour_alone(self):
        """Months of one side have a hatch and a symbol, a contract is dashed, unpaid months have a hatch."""
        root = svg(three_years())
        symbols = [e.text for e in root.iter("text") if e.get("class") == "tl-symbol"]
        assert symbols == ["▼", "▲", "？缺 1 个月"]
        hatches = {e.get("fill") for e in root.iter("rect") if e.get("class") == "tl-hatch"}
        assert hatches == {f"url(#tl-wide-{name})" for name in ("record", "declared", "undecided", "silent")}
        contract = timeline_of(check(record((BLUE, "2020-03/2021-06")), history((BLUE, "2020.3-2021.6", CONTRACT))))
        assert 'class="tl-box tl-contract"' in timeline_svg(contract, VOICE)

    def test_differences_of_both_lanes_at_one_time_are_both_seen(self):
        """Insured at an archive agency, declared at an employer on a contract: both have months of their own in 2009."""
        root = svg(thirty_years())
        tops = {
            group.get("class"): float(next(r for r in group.iter("rect") if r.get("class") == "tl-hatch").get("y"))
            for group in root.iter("g")
            if (group.get("class") or "").startswith("tl-only") and "2009" in group.findtext("title", "")
        }
        assert tops["tl-only-record"] + 14 <= tops["tl-only-declared"]

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_no_entry_of_the_key_is_wider_than_a_phone(self, lang):
        names = [key.rpartition(".")[2] for key in catalogue(lang) if key.startswith("timeline.legend.")]
        assert all(28 + width_of(legend_text(Voice(lang), name), 12) <= NARROW.width for name in names if name != "cell")

    def test_marks_do_not_lie_over_each_other(self):
        """A rename shortly before the print: the print's label goes to the other side of its line, or is left out."""
        own = record((BLUE, "2020-03/2023-03"))
        for renamed in ("2022-02", "2022-11", "2023-01", "2023-04"):
            timeline = timeline_of(check(own, history((BLUE, "2020.3-2023.3"), renames=[(BAY, BLUE, renamed)])))
            for face in (WIDE, NARROW):
                texts = [e for e in svg(timeline, face).iter("text") if e.get("class") in ("tl-mark", "tl-note")]
                spans = []
                for e in texts:
                    wide = width_of(e.text, 11)
                    left = float(e.get("x")) - (wide if e.get("text-anchor") == "end" else 0)
                    spans.append((float(e.get("y")), left, left + wide))
                assert not any(a != b and a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in spans for b in spans)

    def test_texts_from_outside_are_escaped(self):
        bad = "<script>alert(1)</script>&\"'>"
        timeline = three_years()
        hostile = replace(
            timeline,
            bars=tuple(replace(bar, employer=bad) for bar in timeline.bars),
            renames=tuple(replace(rename, former=bad, current=bad) for rename in timeline.renames),
        )
        text = timeline_svg(hostile, VOICE)
        assert "<script" not in text
        assert any(bad in (e.text or "") for e in ET.fromstring(text).iter("title"))  # noqa: S314 - our own text

    def test_an_id_number_as_a_name_is_hidden(self):
        secret = report_example.ID_NUMBER
        voice = Voice.of_review(report_example.review(), "zh", show_ids=False)
        timeline = replace(thirty_years(), bars=tuple(replace(bar, employer=secret) for bar in thirty_years().bars))
        assert secret not in timeline_svg(timeline, voice)

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_same_on_every_run_and_in_both_languages(self, lang):
        voice = Voice(lang)
        assert timeline_svg(thirty_years(), voice) == timeline_svg(thirty_years(), voice)
        assert {e.text for e in svg(thirty_years(), voice=voice).iter("text") if e.get("class") == "tl-lane"} == (
            {"记录", "申报"} if lang == "zh" else {"Record", "Declared"}
        )

    def test_two_hundred_and_forty_years_still_draw(self):
        timeline = timeline_of(check(record((BLUE, "2020-03/2021-06")), history((BLUE, "1910.1-2150.11"))))
        assert svg(timeline) is not None

    @given(st.data())
    def test_any_career_draws(self, data):
        world = data.draw(worlds())
        timeline = timeline_of(check(world.record, data.draw(wrong(world))))
        for face in (WIDE, NARROW):
            assert svg(timeline, face).get("viewBox").startswith(f"0 0 {face.width:.0f} ")

    def test_every_class_has_a_rule_and_every_colour_a_dark_one(self):
        css = timeline_css()
        used = {
            name for timeline in (three_years(), thirty_years()) for e in svg(timeline).iter() for name in (e.get("class") or "").split()
        }
        bare = {"tl-bar", "tl-hatch", "tl-name", "tl-silent", "tl-gap", "tl-rename"}  # drawn by what is inside, or as every text
        assert {name for name in used if not re.search(rf"\.{name}\b(?!-)", css)} <= bare
        light, dark = css.split("prefers-color-scheme: dark")
        names = set(re.findall(r"(--tl-[\w-]+):", light))
        assert names == set(re.findall(r"(--tl-[\w-]+):", dark))
        assert set(re.findall(r"var\((--tl-[\w-]+)\)", css)) <= names

    def test_a_name_is_cut_where_its_bar_ends(self):
        assert fitting("北京蓝鲸", 60, 12.5) == "北京蓝鲸"
        cut = fitting("北京蓝鲸样例软件有限公司", 80, 12.5)
        assert cut.endswith("…")
        assert width_of(cut, 12.5) <= 80
        assert fitting("北京蓝鲸样例软件有限公司", 20, 12.5) == ""


class TestBlocks:
    def test_three_years(self):
        assert shown(three_years(), 80).splitlines()[:5] == [
            "年份 2020        2021        2022        2023",
            "更名                         ◆",
            "记录   1███████████████2▓▓▓▓▓????????????▓▓▓┄",
            "差异  ▼               ▲",
            "申报  1███████████████·2▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓→",
        ]

    def test_what_cells_cannot_show_is_told(self):
        assert shown(three_years(), 80).splitlines()[-5:] == [
            f"1 {BLUE}", f"2 {GREEN}", "▼ 2020-02 仅见于申报（段 1）", "▲ 2021-06 仅见于记录（段 1）", f"◆1 2022-01：{BAY} → {GREEN}",
        ]  # fmt: skip

    @pytest.mark.parametrize("width", [40, 60, 80, 100, 140, 200])
    @pytest.mark.parametrize("make", [three_years, thirty_years])
    def test_no_row_is_wider_than_the_terminal(self, make, width):
        assert max(cell_len(line) for line in shown(make(), width).splitlines()) <= width

    @pytest.mark.parametrize("width", [40, 80, 200])
    def test_a_job_of_a_year_is_seen_at_thirty_years(self, width):
        """At most three months a cell, in as many bands as that takes."""
        lanes = "".join(re.findall(r"^(?:记录|申报) (.*)$", shown(thirty_years(), width), re.MULTILINE))
        assert {int(number) for number in re.findall(r"\d+", lanes)} >= set(range(1, 13))
        assert "每格 3个月" in shown(thirty_years(), 80)

    def test_cells_stand_under_each_other(self):
        rows = [row for row in shown(three_years(), 80).splitlines() if row[:2] in ("年份", "记录", "申报")]
        january = rows[0].index("2022")
        assert rows[1][january] == "?"  # the year with an unpaid month

    def test_plain_when_piped(self):
        assert "\x1b" not in shown(three_years(), 80)

    def test_coloured_on_a_terminal_unless_asked_not_to(self, monkeypatch):
        monkeypatch.delenv("NO_COLOR", raising=False)
        assert "\x1b[" in shown(three_years(), 80, force_terminal=True, color_system="standard")
        assert "\x1b[3" not in shown(three_years(), 80, force_terminal=True, no_color=True)

    def test_a_long_month_is_at_most_three_cells_wide(self):
        one = timeline_of(check(record((BLUE, "2022-03/2023-03")), history((BLUE, "2022.3-2023.3"))))
        assert shown(one, 300).splitlines()[1] == "记录 " + " " * 6 + "1" + "█" * 38

    @given(st.data(), st.integers(20, 160))
    def test_any_career_at_any_width(self, data, width):
        world = data.draw(worlds())
        timeline = timeline_of(check(world.record, data.draw(wrong(world))))
        text = shown(timeline, width)
        bars = timeline.lane(Lane.RECORD)
        assert all(f"{bar.pair} " in text for bar in bars)


def test_months_are_counted_in_words():
    from sbparse.messages import render
    from sbparse.report.timeline.words import months as counted

    assert [render(counted(n), "en") for n in (1, 2)] == ["1 month", "2 months"]
