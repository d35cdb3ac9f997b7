"""What the reader must know of the form: its wordings one by one, and texts that look like them and say something else."""

from dataclasses import replace

import pytest
from record_sheets import sheet

from sbparse.record.columns import HeaderMisfit, flat_columns, grouped_columns
from sbparse.record.header import read_header
from sbparse.record.layouts import LAYOUTS, MONTHLY, YEARLY, FlatTable, GroupedTable, Layout, Part, Sentence
from sbparse.record.model import Insurance
from sbparse.values.text import fold


def next_year() -> Layout:
    """A form of another year, made as the documentation says: it knows all that this year's does."""
    return replace(YEARLY, name="beijing-next-year")


LABELS = {
    "name": "参保人姓名 参保人员姓名 姓名",
    "id_number": "社会保障号码 社会保障号 公民身份号码 身份证号码 证件号码",
    "employer": "单位名称 现参保单位名称 参保单位名称 现单位名称",
    "code": "校验码 验证码",
    "serial": "查询流水号 业务流水号 流水号",
    "query_date": "查询日期 查询时间",
    "query_period": "查询时间段 查询期间 查询起止年月 查询时段",
}


@pytest.mark.parametrize(("field", "label"), [(field, label) for field, labels in LABELS.items() for label in labels.split()])
def test_labels_of_the_header_block(field: str, label: str) -> None:
    made = sheet([(50.0, 100.0, f"{label}：甲")])
    assert read_header(made, made.lines, next_year()).texts == {field: "甲"}


CAPTIONS = {
    Part.EMPLOYMENTS: "养老保险单位变动记录 养老保险参保单位变动记录 单位变动记录 养老保险单位变动情况",
    Part.CONTRIBUTIONS: "五险缴费明细 缴费明细 社会保险缴费明细 五险缴费信息",
    Part.SUPPLEMENT: "补充资料 补充信息",
    Part.NOTES: "备注 说明 注",
}


def test_captions_titles_and_names() -> None:
    for layout in map(replace, LAYOUTS):
        assert {part: set(texts.split()) for part, texts in CAPTIONS.items()} == {p: set(texts) for p, texts in layout.captions.items()}
        assert layout.title == ("社会保险个人权益记录", "参保人员缴费信息")
    # Given out as ``layout``; users' own programs may look at it.
    assert [layout.name for layout in LAYOUTS] == ["beijing-yearly", "beijing-monthly"]


def test_parts_are_named_in_coverage_and_debugging() -> None:
    assert all(part in Part for part in next_year().captions)
    assert [str(part) for part in Part] == ["title", "header", "employments", "contributions", "supplement", "notes", "end"]


COLUMNS = {
    "index": "序号",
    "start": "缴费起始年月 起始年月 缴费开始年月",
    "end": "缴费截止年月 截止年月 缴费终止年月",
    "months": "实际缴费月数 缴费月数 实缴月数",
    "employer": "单位名称 缴费单位名称 参保单位名称 单位",
    "district": "缴费区县 参保区县 区县 缴费地区 社保经办机构 经办机构",
}


@pytest.mark.parametrize(("field", "text"), [(field, text) for field, texts in COLUMNS.items() for text in texts.split()])
def test_columns_of_the_employers(field: str, text: str) -> None:
    texts = {name: known.split()[0] for name, known in COLUMNS.items()} | {field: text}
    made = sheet([(50.0 + 100 * at, 100.0, shown) for at, shown in enumerate(texts.values())])
    assert [column.field for column in flat_columns(made, made.lines, replace(next_year().employments))] == list(texts)


@pytest.mark.parametrize("needed", ["start", "end", "employer"])
def test_columns_that_the_employers_need(needed: str) -> None:
    made = sheet([(50.0 + 100 * at, 100.0, known.split()[0]) for at, (name, known) in enumerate(COLUMNS.items()) if name != needed])
    with pytest.raises(HeaderMisfit):
        flat_columns(made, made.lines, replace(next_year().employments))


GROUPS = {
    Insurance.PENSION: "养老 养老实际缴费 养老保险 基本养老保险 养老保险实际缴费",
    Insurance.UNEMPLOYMENT: "失业 失业实际缴费 失业保险 失业保险实际缴费",
    Insurance.WORK_INJURY: "工伤 工伤实际缴费 工伤保险 工伤保险实际缴费",
    Insurance.MEDICAL: "医疗 医疗实际缴费 医疗保险 基本医疗保险 医疗保险实际缴费",
    Insurance.MATERNITY: "生育 生育实际缴费 生育保险 生育保险实际缴费",
}
KEYS = ["缴费起止年月", "缴费年月", "起止年月", "缴费起止时间", "缴费期间"]
LEAVES = {"months": "月数 缴费月数 实际缴费月数", "personal": "个人缴费 个人缴费金额 个人缴纳 个人缴费额"}
BASES = {YEARLY: "年缴费基数 年缴费工资基数 年度缴费基数", MONTHLY: "缴费基数 月缴费基数 缴费工资 基数"}


def contributions(key: str, group: str, months: str, base: str, personal: str, table: GroupedTable) -> list[str]:
    made = sheet([(10.0, 110.0, key), (200.0, 100.0, group), (100.0, 120.0, months), (200.0, 120.0, base), (300.0, 120.0, personal)])
    return [column.field for column in grouped_columns(made, made.lines, table)]


@pytest.mark.parametrize(("insurance", "group"), [(insurance, text) for insurance, texts in GROUPS.items() for text in texts.split()])
def test_groups_of_the_contributions(insurance: Insurance, group: str) -> None:
    found = contributions("缴费年月", group, "月数", "年缴费基数", "个人缴费", YEARLY.contributions)
    assert found == ["period", f"{insurance}.months", f"{insurance}.base", f"{insurance}.personal"]


FOUND = ["period", "pension.months", "pension.base", "pension.personal"]


def test_key_and_leaves_of_the_contributions() -> None:
    for layout, bases in BASES.items():
        table = layout.contributions
        for key in KEYS:
            assert contributions(key, "养老", "月数", bases.split()[0], "个人缴费", table) == FOUND
        for base in bases.split():
            assert contributions("缴费年月", "养老", "月数", base, "个人缴费", table) == FOUND
        for months in LEAVES["months"].split():
            assert contributions("缴费年月", "养老", months, bases.split()[0], "个人缴费", table) == FOUND
        for personal in LEAVES["personal"].split():
            assert contributions("缴费年月", "养老", "月数", bases.split()[0], personal, table) == FOUND


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_base_of_the_other_form_is_not_this_one_s(layout: object) -> None:
    for other, bases in BASES.items():
        for base in bases.split():
            if other is not layout:
                with pytest.raises(HeaderMisfit):
                    contributions("缴费年月", "养老", "月数", base, "个人缴费", layout.contributions)  # type: ignore[attr-defined]


# Sentences.


def sentence(field: str, text: str) -> str | None:
    (known,) = [s for s in next_year().sentences if s.field == field]
    match = known.pattern.search(fold(text))
    return match["value"] if match else None


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("pension_months", "养老保险累计实际缴费年限：4年7个月", "4年7个月"),
        ("pension_months", "养老保险累计缴费时间为04年零07月", "04年零07月"),
        ("pension_months", "基本养老保险累计缴费月数共计55个月", "55个月"),
        ("pension_months", "养老保险累计实际缴费年限10年", "10年"),
        ("pension_months", "养老保险累计实际缴费年限10年某某7个月", None),  # months torn from their years
        ("pension_months", "养老保险累计实际缴费年限10年7", None),
        ("pension_months", "养老保险累计实际缴费年限10年，7个月", "10年"),
        ("pension_months", "养老保险累计实际缴费年限10年（其中7个月", "10年"),
        ("pension_months", "养老保险缴费年限：4年7个月", None),
        ("medical_months", "医疗保险累计实际缴费年限是120个月", "120个月"),
        ("medical_months", "养老保险累计实际缴费年限是120个月", None),
        ("backfilled_months", "本市补填记录缴费年限：1年0个月", "1年0个月"),
        ("backfilled_months", "补填缴费月数共12月", "12月"),
        ("backfilled_months", "转入补填记录缴费年限：1年0个月", None),
        ("rural_months", "农转非年限：2年", "2年"),
        ("rural_months", "农转非缴费月数计：24个月", "24个月"),
        ("transferred_months", "2010年前外省转入补填记录缴费年限：3年1个月", "3年1个月"),
        ("transferred_months", "外省转入缴费月数为3个月", "3个月"),
        ("pension_lump_sum_months", "趸缴年限：5年0个月", "5年0个月"),
        ("medical_lump_sum_months", "趸缴缴费月数：5个月", "5个月"),
        ("account_year", "截至2022年末", "2022"),
        ("account_year", "截止到2022年底", "2022"),
        ("account_year", "截止2022年年末", "2022"),
        ("account_year", "2022年末", None),
        ("account_balance", "养老保险个人账户本息合计金额：12,345.67元", "12,345.67"),
        ("account_balance", "养老保险个人账户储存额为0.50元", "0.50"),
        ("account_balance", "养老保险个人账户余额：元", ""),
        ("account_balance", "养老保险个人账户余额：-元", ""),
        ("account_balance", "养老保险个人账户资金总额1元", "1"),
        ("account_balance", "养老保险个人账户累计储存额1元", "1"),
        ("account_balance", "医疗保险个人账户余额：1元", None),
    ],
)
def test_sentences_of_the_supplement(field: str, text: str, value: str | None) -> None:
    assert sentence(field, text) == value


def test_lump_sums_follow_their_insurance() -> None:
    assert {s.field: s.after for s in next_year().sentences if s.after} == {
        "pension_lump_sum_months": "pension_months",
        "medical_lump_sum_months": "medical_months",
    }


@pytest.mark.parametrize(
    "text", ["参保人", "参保人员在我市", "在本市", "北京市", "其中包含", "其中", "截至目前", "（", "）", "，", "。", "；", "：", "元"]
)
def test_filler_says_nothing(text: str) -> None:
    assert next_year().filler.fullmatch(fold(text))


def test_what_may_say_something_is_no_filler() -> None:
    assert next_year().filler.findall(fold("已退休3个月")) == []


@pytest.mark.parametrize(
    "text",
    [
        "如需鉴定真伪，请登录网站，凭校验码甄别。",
        "如需鉴定真伪，请凭查询流水号",
        "如需鉴定真伪请到窗口鉴定",
        "如需鉴定真伪请在网站验证",
        "请登录rsj.beijing.gov.cn凭校验码查看",
        "登录后输入流水号查询",
        "请妥善保管。",
        "表中“*”为补缴月份",
        "标*的为补缴",
        "数据来源于社保系统",
        "以窗口打印的为准。",
        "养老、失业由社保经办机构负责",
        "医疗请咨询医保经办机构",
    ],
)
def test_known_notes(text: str) -> None:
    assert any(pattern.fullmatch(fold(text)) for pattern in next_year().notes)


@pytest.mark.parametrize("text", ["本人已离职", "补缴", "请登录", "缴费有误"])
def test_other_texts_are_no_notes(text: str) -> None:
    assert not any(pattern.fullmatch(fold(text)) for pattern in next_year().notes)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("日期：2021年1月5日", "2021年1月5日"),
        ("打印时间：2021-01-05 10:20:33", "2021-01-05"),
        ("出具日期2021/1/5", "2021/1/5"),
        ("制表日期：2021.01.05 10:20", "2021.01.05"),
        ("填表时间：2021-1-5", "2021-1-5"),
        ("开具日期：2021-1-5", "2021-1-5"),
        ("2021年1月5日", "2021年1月5日"),
        ("2021-01-05", "2021-01-05"),
        ("查询日期：2021年1月5日", None),
        ("查询时间：2021-01-05", None),
        ("于2021年1月5日", None),
        ("2021年1月5日起", None),
    ],
)
def test_print_dates(text: str, day: str | None) -> None:
    match = next_year().print_date.search(fold(text))
    assert (match["value"] if match else None) == day


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("北京市海淀区社会保险基金管理中心", "北京市海淀区社会保险基金管理中心"),
        ("经办机构（章）：海淀区社保中心", "海淀区社保中心"),
        ("经办单位：某某分局（盖章）", "某某分局"),
        ("单位（盖章）某某事务所章", "某某事务所"),
        ("某某人力资源和社会保障局", "某某人力资源和社会保障局"),
        ("社会保险管理局", "社会保险管理局"),
        ("社会保险管理处", "社会保险管理处"),
        ("社会保险经办处", "社会保险经办处"),
        ("市民服务大厅", "市民服务大厅"),
        ("北京示例有限公司", None),
        ("中心", None),
        ("经办人：某某中心", None),
    ],
)
def test_offices(text: str, office: str | None) -> None:
    match = next_year().issuer.fullmatch(fold(text))
    assert (match["value"] if match else None) == office


# What a layout refuses of itself.


def test_a_layout_s_own_faults_are_named() -> None:
    with pytest.raises(ValueError, match=r"label text '姓名' stands for both name and employer"):
        replace(YEARLY, labels={"name": ("姓名",), "employer": ("姓名",)})
    with pytest.raises(ValueError, match=r"layout beijing-yearly: '备 注' is not in folded form"):
        replace(YEARLY, captions={Part.NOTES: ("备注", "备 注")})
    with pytest.raises(ValueError, match=r"column text '甲' stands for both start and end"):
        FlatTable(columns={"start": ("甲",), "end": ("甲",)}, required=frozenset())
    with pytest.raises(ValueError, match=r"required columns that are not defined: .*end"):
        FlatTable(columns={"start": ("甲",)}, required=frozenset({"start", "end"}))
    with pytest.raises(ValueError, match=r"leaf text '甲' stands for both months and base"):
        GroupedTable(key=("乙",), groups={}, leaves={"months": ("甲",), "base": ("甲",)})
    with pytest.raises(ValueError, match=r"group text '甲' stands for both pension and medical"):
        GroupedTable(key=("乙",), groups={Insurance.PENSION: ("甲",), Insurance.MEDICAL: ("甲",)}, leaves={})
    with pytest.raises(ValueError, match="sentence for rural_months has no group 'value'"):
        Sentence("rural_months", YEARLY.filler)


def test_every_column_may_be_required() -> None:
    assert FlatTable(columns={"start": ("甲",)}, required=frozenset({"start"})).required == {"start"}


def test_the_first_leaf_opens_a_group() -> None:
    assert GroupedTable(key=("乙",), groups={}, leaves={"base": ("甲",), "months": ("丙",)}).opener == "base"
