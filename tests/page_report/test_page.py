"""The web report as one file: what it says, what it hides, that nothing in it comes from outside."""

import re
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_examples import evidence, page, thirty_years, three_years
from page_goldens import FOLDER, GOLDENS, REWRITE
from page_reading import read
from report_example import HISTORY_FILE, clean_review
from report_example_record import CODE, FILE, ID_NUMBER
from report_hostile import with_employer
from review_build import AGENCY, BAY, BLUE, GREEN, HOST, check, history, record

import sbparse.report.page
from sbparse.findings import RULES, Outcome
from sbparse.messages import catalogue
from sbparse.policy import default_ruleset
from sbparse.report.evidence import Evidence
from sbparse.report.inputs import Input, short_names
from sbparse.report.page import review_page
from sbparse.review.plan import plan

OWN = sorted(key for key in catalogue("zh") if key.split(".")[0] in ("page", "timeline", "evidence"))
PARTS = {entry.name: entry.read_text("utf-8") for entry in files(sbparse.report.page).iterdir() if entry.name.endswith((".jinja", ".css"))}
HOSTILE = [
    "<script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</style></title></svg><iframe src=//x>",
    "<!--",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; &#60;",
    "javascript:alert(1)",
]


class TestGoldens:
    @pytest.mark.parametrize("name", GOLDENS)
    def test_page_is_as_its_golden(self, name):
        path = FOLDER / name
        assert path.exists(), f"no golden {name}; look at the page, then {REWRITE}"
        assert GOLDENS[name]() == path.read_text("utf-8"), f"{name} changed; if it should, {REWRITE}"

    def test_no_golden_without_a_page(self):
        assert {path.name for path in FOLDER.iterdir()} == set(GOLDENS)


class TestNothingFromOutside:
    """A page is opened from a mail's attachment, by people who do not know what is in the PDFs it was made from."""

    def shape(self, html):
        """Every element and attribute of a page, without values that are texts (a class may tell short texts from long ones)."""
        return Counter((e.tag, *sorted(e.attributes.keys() - {"class"})) for e in read(html).iter())

    @pytest.mark.parametrize("text", HOSTILE)
    def test_a_hostile_name_stays_a_text_wherever_it_stands(self, text):
        plain = "北京样例有限公司二十字以上的一个名称甲乙"
        hostile = text.ljust(len(plain), "甲")
        html = page(with_employer(hostile))
        assert self.shape(html) == self.shape(page(with_employer(plain)))
        texts = [e.text for e in read(html).iter()]
        assert sum(hostile in text for text in texts) > 10

    @given(st.text(st.characters(codec="utf-8"), min_size=15, max_size=40))
    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_text_stays_a_text(self, text):
        html = page(with_employer(text))
        tags = {e.tag for e in read(html).iter()}
        assert tags == {e.tag for e in read(page(with_employer("北京样例有限公司二十字以上的名称"))).iter()}
        assert not any(name.startswith("on") for e in read(html).iter() for name in e.attributes)

    @pytest.mark.parametrize("make", [thirty_years, three_years, clean_review])
    def test_no_script_and_no_address(self, make):
        html = page(make())
        root = read(html)
        assert not {"script", "iframe", "object", "embed", "link", "base", "form"} & {e.tag for e in root.iter()}
        for element in root.iter():
            for name, value in element.attributes.items():
                assert not name.startswith("on")
                if name in ("src", "href", "action", "data", "srcset", "poster"):
                    assert value.startswith(("data:image/png;base64,", "#")), value
                assert "//" not in value or name == "content" or value.startswith("data:image/png"), (name, value)
        style = root.all("style")[0].text
        assert not re.search(r"url\(|@import|//|expression", style)

    def test_the_policy_forbids_everything_else(self):
        policy = next(e for e in read(page(thirty_years())).all("meta") if e.attributes.get("http-equiv") == "Content-Security-Policy")
        assert policy.attributes["content"] == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

    def test_same_bytes_on_every_run(self):
        assert page(thirty_years()) == page(thirty_years())


class TestMasking:
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_numbers_and_codes_are_hidden_unless_asked(self, lang):
        hidden, shown = (page(thirty_years(), lang=lang, show_ids=show) for show in (False, True))
        assert ID_NUMBER not in hidden
        assert not re.search(rf"(?<!\w){CODE}(?!\w)", hidden)
        assert ID_NUMBER in shown
        assert CODE in shown

    def test_says_so(self):
        note = catalogue("zh")["report.note.masked"]
        assert note in page(thirty_years())
        assert note not in page(thirty_years(), show_ids=True)

    def test_folders_are_left_out(self):
        full = thirty_years()
        elsewhere = replace(
            full,
            sources=tuple(replace(source, file="/home/somebody/材料/记录.pdf") for source in full.sources),
            history=replace(full.history, file="C:/用户/申报.xlsx"),
        )
        html = review_page(elsewhere, evidence=evidence(elsewhere))
        assert "somebody" not in html
        assert "用户" not in html
        assert "记录.pdf" in html

    def test_files_of_one_name_are_told_apart(self):
        assert short_names(["a/x.pdf", "b/x.pdf", "b/y.pdf", "a/x.pdf"]) == {"a/x.pdf": "a/x.pdf", "b/x.pdf": "b/x.pdf", "b/y.pdf": "y.pdf"}


def top(html):
    return read(html).by_id("h-summary").parent.whole_text


class TestTop:
    def test_verdict_years_limit_and_routes(self):
        text = top(page(thirty_years()))
        for part in (
            "× 核对未通过：检出错误 5 项；另有 4 项规则未能检查",
            "29年8个月",
            "最晚 2024-07-10 提交",
            "线上核验截至 2024-07-10",
            "高级工程师：× 未满足",
            "× 任工程师 5年以上：需 60个月，已有 55个月，尚缺 5个月，预计 2024-12 满足",
            "？ 从事本专业 5年以上：所需信息未给出",
            "√ 毕业 10年以上：需 120个月，已有 359个月",
        ):
            assert part in text

    def test_nothing_found_is_said_of_the_rules_that_ran(self):
        html = page(clean_review())
        assert "√ 核对通过：未检出错误" in top(html)
        assert "全部规则均已检查" in top(html)
        assert "已检查的规则未检出问题。" in read(html).by_id("h-findings").parent.whole_text

    def test_what_was_not_given_is_not_shown_as_fine(self):
        text = top(page(clean_review()))
        assert "所需的日期未给出，期限未计算。" in text
        assert "所需的申报信息未给出，申报条件未检查。" in text

    @pytest.mark.parametrize(
        ("outcome", "text"), [(Outcome.PASSED, "√ 未超过期限"), (Outcome.FAILED, "× 超过期限"), (Outcome.NOT_RUN, "？ 未给出提交日期")]
    )
    def test_the_limit_is_judged_by_its_rule(self, outcome, text):
        full = thirty_years()
        checks = tuple(replace(c, outcome=outcome) if c.rule == "print-date-stale" else c for c in full.checks)
        assert text in top(page(replace(full, checks=checks)))


class TestPlan:
    """What to do when, below the verdict; each with the rule that it follows from and where that is written."""

    def parts(self, html):
        return [e.whole_text for e in read(html).by_id("h-summary").parent.all("li") if e.parent.classes == ["plan"]]

    def test_when_to_print_until_when_it_serves_and_when_a_route_opens(self):
        printing, routes = self.parts(page(thirty_years()))
        for part in (
            "请使用 2024-06-08 至 2024-07-08 之间打印的权益记录",
            "本次打印（2024-06-10），可用至 2024-07-10",
            "依据：社保打印时间须在提交纸质材料之日前 30 天以内",
            "（申报指南：社保打印时间须在提交纸质材料之日前30天以内",
        ):
            assert part in printing
        assert "“任工程师 5年以上”还差 5 个月，照此继续自 2024-12 起满足" in routes
        assert "依据：学历“本科”申报“高级工程师”的条件，“以上”含本数（申报指南：申报条件表）" in routes

    def test_without_a_plan_nothing_is_said(self):
        html = review_page(thirty_years())
        assert self.parts(html) == []
        assert catalogue("zh")["plan.heading"] not in html

    def test_a_hostile_rule_set_stays_a_text(self):
        rules = default_ruleset()
        hostile = replace(rules, sources=dict.fromkeys(rules.sources, HOSTILE[0]))
        html = review_page(thirty_years(), plan=plan(thirty_years(), hostile))
        assert HOSTILE[0] in " ".join(self.parts(html))
        assert "<script" not in html


def findings_of(html):
    return [e for e in read(html).all("article") if "finding" in e.classes]


class TestFindings:
    def test_in_the_reviews_order_with_their_anchors(self):
        found = findings_of(page(thirty_years()))
        assert [e.attributes["id"] for e in found] == [f"finding-{n}" for n in range(1, 10)]
        assert [e.all("code")[0].text for e in found] == [f.rule for f in thirty_years().findings]

    def test_severity_is_a_symbol_and_a_word(self):
        signs = [next(s.text for s in e.all("span") if "sign" in s.classes) for e in findings_of(page(thirty_years()))]
        assert signs == ["× 错误"] * 5 + ["▲ 警告"] * 2 + ["○ 提示"] * 2

    def test_both_sides_and_the_place(self):
        text = findings_of(page(thirty_years()))[0].whole_text
        assert "申报内容 1994-07（申报第2行）" in text
        assert "记录内容 1994-08" in text
        assert f"PDF 位置 第1页（{FILE}）" in text

    def test_a_picture_has_words_and_is_shown_once(self):
        found = findings_of(page(thirty_years()))
        (image,) = [img for e in found for img in e.all("img")]
        assert image.attributes["alt"] == f"{FILE} 第 1 页的截图，方框标出：1994-08"
        assert (image.attributes["width"], image.attributes["height"]) == ("780", "60")
        assert "（号码和可能含号码的图形已遮盖）" in found[0].whole_text
        (again,) = [e for e in found if "截图见第 1 项" in e.whole_text]
        assert again.attributes["id"] == "finding-9"

    def test_a_missing_picture_is_explained(self):
        assert "没有 PDF 文件，未附截图。" in findings_of(page(thirty_years()))[1].whole_text

    def test_without_any_evidence(self):
        html = review_page(thirty_years())
        assert not read(html).all("img")
        assert "未附截图" not in html
        assert review_page(thirty_years(), evidence=Evidence()) == html

    def test_every_stint_links_to_its_findings(self):
        cells = [c for c in read(page(thirty_years())).all("td") if c.attributes["data-label"] == "核对结果"]
        links = [[a.attributes["href"] for a in cell.all("a")] for cell in cells]
        assert links[:6] == [["#finding-1"], [], [], [], ["#finding-2"], ["#finding-3"]]
        assert "未检出差异" in cells[1].whole_text


def copies(result):
    """The texts to copy of every finding, by rule."""
    found = findings_of(page(result))
    fields = {e.all("code")[0].text: [(d.all("label")[0].text, d.all("textarea")[0].text) for d in copy_fields(e)] for e in found}
    return {rule: texts for rule, texts in fields.items() if texts}


def copy_fields(element):
    return [e for e in element.all("div") if "copy" in e.classes]


FIVE = record((BLUE, "2018-09/2020-03"), (GREEN, "2020-04/2023-03"))


class TestCorrections:
    def test_only_the_field_that_changes(self):
        result = check(FIVE, history((BLUE, "2018.8-2020.3"), (GREEN, "2020.4-2023.3")))
        assert copies(result) == {"start-mismatch": [("起止时间", "2018.9-2020.3")]}

    def test_a_name(self):
        result = check(FIVE, history((BLUE.replace("蓝", "篮"), "2018.9-2020.3"), (GREEN, "2020.4-2023.3")))
        assert copies(result) == {"employer-spelling": [("单位", BLUE)]}

    def test_a_stint_to_add(self):
        result = check(FIVE, history((BLUE, "2018.9-2020.3")))
        assert copies(result) == {"missing-from-history": [("单位", GREEN), ("起止时间", "2020.4-2023.3")]}

    def test_a_split_at_a_rename_gives_both_parts(self):
        result = check(record((BLUE, "2018-09/2023-03")), history((BLUE, "2018.9-2023.3"), renames=[(BAY, BLUE, "2021-05")]))
        assert copies(result)["rename-not-split"] == [
            ("单位", BAY), ("起止时间", "2018.9-2021.4"), ("单位", BLUE), ("起止时间", "2021.5-2023.3"),
        ]  # fmt: skip

    def test_a_dispatch(self):
        result = check(record((AGENCY, "2018-09/2023-03")), history((HOST, "2018.9-至今")))
        assert copies(result)["dispatch-form"] == [("单位", f"{AGENCY}派遣至{HOST}")]

    def test_the_assessments_of_a_year_in_lines_of_cells(self):
        own = [("2021.1-2021.12", "2021年度", GREEN), ("2022.1-2022.12", "2022年度", GREEN), ("2020.1-2020.12", "2020年度", BLUE)]
        result = check(FIVE, history((BLUE, "2018.9-2020.3"), (GREEN, "2020.4-2023.3"), assessments=own))
        ((label, text),) = copies(result)["assessment-mismatch"]
        assert label == "建议填写的考核情况"
        assert text == f"2020.1-2020.3\t任职期满\t{BLUE}\n2020.4-2020.12\t2020年度\t{GREEN}"

    def test_a_month_of_the_form(self):
        result = check(FIVE, history((BLUE, "2018.9-2020.3"), (GREEN, "2020.4-2023.3"), career_start=FIVE.employments[0].period.start + 1))
        assert [text for _, text in copies(result)["career-start-mismatch"]] == ["2018-09"]

    def test_a_contract_row_that_stays_has_nothing_to_copy(self):
        assert "needs-contract" not in copies(thirty_years())

    def test_a_text_to_copy_is_labelled_read_only_and_whole(self):
        root = read(page(three_years()))
        labels = {e.attributes["for"] for e in root.all("label")}
        areas = root.all("textarea")
        assert areas
        assert {e.attributes["id"] for e in areas} == labels
        assert all("readonly" in e.attributes for e in areas)


class TestShape:
    @pytest.mark.parametrize("make", [thirty_years, three_years, clean_review])
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_headings_landmarks_captions_and_anchors(self, make, lang):
        root = read(page(make(), lang=lang))
        levels = [int(e.tag[1]) for e in root.iter() if re.fullmatch(r"h[1-6]", e.tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later - one <= 1 for one, later in pairwise(levels))
        assert [len(root.all(tag)) for tag in ("main", "header", "nav", "footer")] == [1, 1, 1, 1]
        assert all(table.all("caption")[0].text.strip() for table in root.all("table"))
        assert all(e.attributes.get("scope") == "col" for e in root.all("th"))
        ids = [e.attributes["id"] for e in root.iter() if "id" in e.attributes]
        assert len(ids) == len(set(ids))
        named = {e.attributes["href"][1:] for e in root.all("a")} | {
            name for e in root.iter() for name in (e.attributes.get("aria-labelledby") or "").split()
        }
        assert named <= set(ids)
        assert root.all("html")[0].attributes["lang"] == ("zh-CN" if lang == "zh" else "en")
        assert root.all("a")[0].attributes == {"class": "skip", "href": "#main"}

    def test_every_rule_is_there_with_what_became_of_it(self):
        details = read(page(thirty_years())).all("details")[0]
        rows = {row.all("code")[0].text: row.all("td")[1].whole_text for row in details.all("tr")[1:]}
        assert list(rows) == list(RULES)
        assert rows["start-mismatch"] == "× 检出问题"
        assert rows["assessment-mismatch"] == "？ 未检查"
        assert rows["end-mismatch"] == "√ 未检出问题"

    def test_what_could_not_run_is_listed_with_what_is_missing(self):
        rows = read(page(thirty_years())).by_id("h-not-run").parent.all("tr")[1:]
        assert len(rows) == 4
        assert "没有“考核情况”表" in rows[0].whole_text

    def test_suggested_columns_that_nobody_filled_are_left_out(self):
        table = next(t for t in read(page(three_years())).all("table") if t.all("caption")[0].text == "建议填写的工作经历")
        assert [th.text for th in table.all("th")] == ["单位", "起止时间", "技术职务", "依据", "与申报相比"]

    def test_the_files_with_their_sums(self):
        text = read(page(thirty_years())).by_id("h-records").parent.whole_text
        assert "3a7b" * 16 in text
        assert HISTORY_FILE in text
        assert Input(FILE).sha256 is None

    def test_twelve_employers_in_thirty_years_are_a_page_that_can_be_mailed(self):
        assert len(page(thirty_years()).encode()) < 150_000
        assert len(page(three_years()).encode()) < 80_000

    def test_nothing_to_draw(self):
        html = review_page(check(record(), history()))
        assert not read(html).all("svg")
        assert "h-timeline" not in html


class TestWords:
    @pytest.mark.parametrize("key", OWN)
    def test_both_languages_say_the_same_things_in_their_own_punctuation(self, key):
        zh, en = catalogue("zh")[key], catalogue("en")[key]
        assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en))
        assert not re.search(r"[\u4e00-\u9fff][,:;!?()]|[,:;!?()][\u4e00-\u9fff]", zh)
        assert not re.search("无问题|作假|造假|伪造|虚假|骗", zh)
        assert not re.search(r"[\u4e00-\u9fff，。：；（）]", en)

    def test_the_template_holds_no_sentence(self):
        for name, text in PARTS.items():
            assert not re.search(r"[\u4e00-\u9fff]", text), name

    def test_every_sentence_is_used(self):
        folder = files(sbparse.report)
        sources = [*PARTS.values()]
        for part in ("page", "timeline", "evidence", "sheets"):
            sources += [entry.read_text("utf-8") for entry in folder.joinpath(part).iterdir() if entry.name.endswith(".py")]
        source = "\n".join(sources)
        composed = {
            "timeline.lane",
            "timeline.only",
            "timeline.legend",
            "timeline.sheet",
            "page.outcome",
            "page.window",
            "page.route",
            "page.picture",
        }
        said = {key for key in OWN if f'"{key}"' in source or f'"{key.partition(".")[2]}"' in source}
        unused = [key for key in OWN if key not in said and key.rpartition(".")[0] not in composed]
        assert unused == []

    def test_every_style_is_used_and_every_class_has_one(self):
        html = "".join(page(make()) for make in (thirty_years, three_years, clean_review)) + PARTS["parts.html.jinja"]
        used = {name for match in re.findall(r'class="([^"{]*)', html) for name in match.split()}
        styled = set(re.findall(r"\.([a-z][\w-]*)(?!\w)", re.sub(r"/\*.*?\*/", "", PARTS["report.css"], flags=re.DOTALL)))
        styled -= {name for name in styled if re.fullmatch(r"\d.*|rem", name)}
        assert {name for name in used if not name.startswith("tl")} - styled <= {"finding-"}
        assert {name for name in styled if not name.startswith(("tl", "finding-", "verdict-"))} - used == set()


def test_the_timeline_is_on_it_in_both_sizes():
    drawings = read(page(three_years())).all("svg")
    assert [e.classes[1] for e in drawings] == ["tl-wide", "tl-narrow"]
    text = read(page(three_years())).by_id("h-timeline").parent.whole_text
    assert f"◆1 2022-01：{BAY} → {GREEN}" in text


def test_no_line_ends_inside_a_date():
    whole = [e.text for e in read(page(three_years())).all("span") if "whole" in e.classes]
    assert {"2020-02", "2023-05-26"} <= set(whole)
    assert all(re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text) for text in whole)
    name = "甲<b>2020-01</b>&2020-01-01x二十字以上的一个名称甲乙丙丁"
    assert any(e.whole_text == name for e in read(page(with_employer(name))).all("dd"))
