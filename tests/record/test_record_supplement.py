"""补充资料, 备注 and the record's end: figures, notes and dates as sentences of running text."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from record_sheets import set_lines, sheet

from sbparse.findings import Finding
from sbparse.record.layouts import YEARLY
from sbparse.record.model import Supplement
from sbparse.record.reading import Sheet
from sbparse.record.supplement import Prose, read_end, read_notes, read_supplement

PENSION = "养老保险累计实际缴费年限：4年7个月"
MEDICAL = "医疗保险累计实际缴费年限：3年0个月"


def read(*lines: str) -> tuple[Supplement, list[tuple[str, object]], list[str]]:
    """The figures, the findings, and what was left over."""
    made = sheet(set_lines(lines))
    prose = Prose()
    prose.add(made, made.lines)
    findings: list[Finding] = []
    found = read_supplement(prose, YEARLY, findings)
    assert all((f.rule, f.severity) == ("unreadable-text", "error") and f.where is not None for f in findings)
    return found, [(f.message.key, f.message.params["text"]) for f in findings], [line.text for line in made.unread()]


def figures(*lines: str) -> dict[str, object]:
    supplement = read(*lines)[0]
    return {name: value for name in Supplement.__dataclass_fields__ if name != "where" and (value := getattr(supplement, name)) is not None}


def test_all_figures() -> None:
    found, findings, left = read(
        f"参保人在我市{PENSION}（其中含本市补填记录缴费年限：1年0个月，农转非年限：2个月，",
        f"趸缴年限：3个月），2010年前外省转入补填记录缴费年限：0年4个月。{MEDICAL}，其中趸缴年限：5个月。",
        "截至2022年末，养老保险个人账户本息合计金额：12,345.67元。",
    )
    assert replace(found, where=None) == Supplement(
        pension_months=55,
        medical_months=36,
        backfilled_months=12,
        rural_months=2,
        transferred_months=4,
        pension_lump_sum_months=3,
        medical_lump_sum_months=5,
        account_balance=Decimal("12345.67"),
        account_year=2022,
    )
    assert (findings, left) == ([], [])


def test_nothing_printed_is_nothing_known() -> None:
    assert read() == (Supplement(), [], [])
    assert read("某某") == (Supplement(), [], ["某某"])


def test_the_place_is_that_of_the_pension_s_sentence() -> None:
    made = sheet(set_lines([f"某某。{PENSION}。{MEDICAL}"]))
    prose = Prose()
    prose.add(made, made.lines)
    place = read_supplement(prose, YEARLY, []).where
    # 某某。 is 30 points wide; digits are 5 each.
    assert place is not None and place.bbox == (80.0, 100.0, 80.0 + 10 * 16 + 2 * 5, 110.0)
    assert read(MEDICAL)[0].where is None


def test_a_sentence_may_run_over_lines_and_pages() -> None:
    assert figures("养老保险累计实际", "缴费年限：4年", "7个月") == {"pension_months": 55}
    made, prose = sheet(set_lines(["养老保险累计实际", "缴费年限：4年7个月"])), Prose()
    prose.add(made, made.lines)
    place = read_supplement(prose, YEARLY, []).where
    assert place is not None and place.bbox == (50.0, 100.0, 140.0, 130.0)
    prose, sheets = Prose(), [sheet(set_lines([text]), number=number) for number, text in ((1, PENSION[:8]), (2, PENSION[8:]))]
    for made in sheets:
        prose.add(made, made.lines)
    found = read_supplement(prose, YEARLY, [])
    assert found.pension_months == 55
    assert found.where is not None and (found.where.page, found.where.bbox) == (1, (50.0, 100.0, 130.0, 110.0))
    assert [set(made.uses.values()) for made in sheets] == [{"pension_months"}] * 2


@pytest.mark.parametrize(
    ("text", "months"), [("0年11个月", 11), ("1年0月", 12), ("2年", 24), ("30个月", 30), ("120月", 120), ("4年零7个月", 55), ("0个月", 0)]
)
def test_years_and_months(text: str, months: int) -> None:
    assert figures(f"养老保险累计实际缴费年限：{text}") == {"pension_months": months}


def test_twelve_months_beside_years_are_no_figure() -> None:
    found, findings, _ = read("养老保险累计实际缴费年限：4年12个月", MEDICAL)
    assert (found.pension_months, found.medical_months) == (None, 36)
    assert findings == [("reading.unreadable-cell", "养老保险累计实际缴费年限:4年12个月")]


def test_a_figure_that_is_printed_twice() -> None:
    assert read(PENSION, PENSION)[:2] == (read(PENSION)[0], [])
    found, findings, left = read(PENSION, "养老保险累计实际缴费年限：4年8个月", PENSION)
    assert (found.pension_months, left) == (None, [])
    assert read(PENSION, "养老保险累计实际缴费年限：4年12个月")[1] == [("reading.unreadable-cell", "养老保险累计实际缴费年限:4年12个月")]
    assert ("reading.two-figures", "养老保险累计实际缴费年限:4年8个月") in findings


def test_a_text_is_told_by_its_first_forty_characters() -> None:
    long = f"养老保险个人账户本息合计金额：{'1' * 40}.1.1元"
    assert read(long)[1] == [("reading.unreadable-cell", long.replace("：", ":")[:40])]
    two = "养老保险个人账户本息合计金额：" + "1" * 30 + "元"
    assert read(two, two.replace("11", "12"))[1] == [("reading.two-figures", two.replace("：", ":").replace("11", "12")[:40])]


def test_a_balance_without_a_figure_is_blank() -> None:
    assert read("养老保险个人账户本息合计金额：元")[:2] == (Supplement(), [])
    assert figures("养老保险个人账户余额：0.00元") == {"account_balance": Decimal("0.00")}


def test_a_lump_sum_is_that_of_the_insurance_it_follows() -> None:
    lump = "其中趸缴年限：3个月"
    assert figures(PENSION, lump, MEDICAL) == {"pension_months": 55, "medical_months": 36, "pension_lump_sum_months": 3}
    assert figures(PENSION, MEDICAL, lump) == {"pension_months": 55, "medical_months": 36, "medical_lump_sum_months": 3}
    assert figures(MEDICAL, lump, PENSION) == {"pension_months": 55, "medical_months": 36, "medical_lump_sum_months": 3}
    assert figures(MEDICAL, PENSION, lump) == {"pension_months": 55, "medical_months": 36, "pension_lump_sum_months": 3}
    balance = "养老保险个人账户余额：1元"
    both = {"pension_months": 55, "medical_months": 36, "account_balance": Decimal(1)}
    assert figures(PENSION, MEDICAL, lump, balance) == both | {"medical_lump_sum_months": 3}
    assert figures(PENSION, balance, lump, MEDICAL) == both
    assert figures(lump, PENSION) == {"pension_months": 55}
    assert figures(lump) == {}
    assert read(lump)[2] == ["趸缴年限3个月"]


def test_what_nobody_reads_is_left_over() -> None:
    made, prose = sheet(set_lines([f"参保人在我市{PENSION}。"])), Prose()
    prose.add(made, made.lines)
    read_supplement(prose, YEARLY, [])
    assert [made.uses[glyph] for glyph in range(6)] == ["filler"] * 6
    assert set(made.uses.values()) == {"filler", "pension_months"}
    assert read(f"{PENSION}，另有3个月未到账。")[2] == ["另有3个月未到账"]


# Notes.


def notes(*lines: str) -> tuple[list[str], Sheet]:
    made = sheet(set_lines(lines))
    read_notes(made, made.lines, YEARLY)
    return [line.text for line in made.unread()], made


def test_known_notes_are_used_up_and_others_are_left() -> None:
    left, made = notes("1.如需鉴定真伪，请凭校验码甄别。", "2、表中*为补缴。某人另有说明。", "（3）请妥善保管。")
    assert left == ["某人另有说明。", "（3）请妥善保管。"] or left == ["某人另有说明。"]
    assert set(made.uses.values()) == {"note"}


@pytest.mark.parametrize("number", ["", "1.", "12、", "一、", "备注：1.", "备注2）", "十,"])
def test_a_note_with_its_number(number: str) -> None:
    assert notes(f"{number}如需鉴定真伪，请登录网站，凭校验码甄别。")[0] == []


def test_a_note_over_several_lines() -> None:
    assert notes("1.如需鉴定真伪，请登录网站，", "凭校验码甄别。", "2.某某")[0] == ["2.某某"]
    # A number opens a note: what stands above it is another one's.
    assert notes("1.如需鉴定真伪，请登录网站", "2.凭校验码")[0] == ["1.如需鉴定真伪，请登录网站", "2.凭校验码"]


def test_only_the_first_sentence_of_a_note_bears_its_number() -> None:
    assert notes("1.请妥善保管。2.如需鉴定真伪请凭校验码")[0] == ["2.如需鉴定真伪请凭校验码"]


def test_no_notes() -> None:
    assert notes()[0] == []


# The end.


def end(*lines: str) -> tuple[str | None, list[tuple[date, str]], list[str], list[str]]:
    made = sheet(set_lines(lines))
    issuer, days = read_end(made, made.lines, YEARLY)
    return issuer, [(day, line.text) for day, line in days], [line.text for line in made.unread()], sorted(set(made.uses.values()))


OFFICE = "北京市海淀区社会保险基金管理中心"


def test_the_office_and_the_day() -> None:
    both: object = (OFFICE, [(date(2021, 1, 5), "日期：2021年1月5日")], [], ["issuer", "print_date"])
    assert end(OFFICE, "日期：2021年1月5日") == both
    assert end("日期：2021年1月5日", OFFICE) == both


def test_both_on_one_line() -> None:
    text = f"{OFFICE} 日期：2021年1月5日"
    assert end(text) == (OFFICE, [(date(2021, 1, 5), text.replace(" ", ""))], [], ["issuer", "print_date"])


def test_an_office_keeps_its_characters() -> None:
    assert end("经办机构（章）：某某（海淀）管理中心（盖章）")[0] == "某某（海淀）管理中心"
    assert end("经办机构（章）：某某（海淀）管理中心（盖章）")[2:] == ([], ["issuer"])


def test_every_day_is_given_back() -> None:
    assert [day for day, _ in end("日期：2021年1月5日", "打印日期：2021-01-06")[1]] == [date(2021, 1, 5), date(2021, 1, 6)]


def test_a_day_that_is_none_is_left_over_and_the_lines_below_are_read() -> None:
    assert end("日期：2021年13月5日", OFFICE) == (OFFICE, [], ["日期：2021年13月5日"], ["issuer"])


def test_other_lines_are_left_over() -> None:
    assert end("某某") == (None, [], ["某某"], [])
    assert end("某某 日期：2021年1月5日")[2] == ["某某"]
    assert end() == (None, [], [], [])
