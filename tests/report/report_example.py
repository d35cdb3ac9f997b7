"""A rich example of everything a report has to show: twelve employers in thirty years, findings of every severity, awkward texts.

The sentences of its findings are the example's own, so that
no report's golden changes when a rule is worded otherwise.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from report_example_record import FILE, ID_NUMBER, ROWS, place, record, total_mismatch, unread

from sbparse import messages
from sbparse.findings import RULES, Check, Finding, Outcome, Severity
from sbparse.history.model import Assessment, Claim, DeclaredHistory, DeclaredStint, Evidence, Rename
from sbparse.messages import Lang, message
from sbparse.record.model import (
    PrintBasis,
)
from sbparse.review.model import (
    Eligibility,
    InsuredStint,
    Pair,
    PrintWindow,
    Review,
    Route,
    Source,
    SuggestedAssessment,
    SuggestedStint,
    Verdict,
)
from sbparse.values.month import Month, Period

HISTORY_FILE = "王样例_工作经历.xlsx"

_SENTENCES: dict[str, dict[Lang, str]] = {
    "start": {
        "zh": "第 {row} 行申报从 {actual} 开始，记录中这一段从 {expected} 开始，相差 1 个月。",
        "en": "row {row} is declared from {actual}; the record starts this stint in {expected}, one month later.",
    },
    "start-fix": {"zh": "起始时间改为 {month}。", "en": "change the start to {month}."},
    "spelling": {
        "zh": "单位名称有一个字不同：申报“科拔”，记录“科技”（第 6 个字）。",
        "en": "one character of the name differs: declared “科拔”, recorded “科技” (character 6).",
    },
    "spelling-fix": {"zh": "按记录写作“{name}”。", "en": "write {name}, as the record does."},
    "missing": {
        "zh": "记录中 {start} 至 {end} 在“{name}”缴费，申报的工作经历里没有这一段。",
        "en": "the record has {name} from {start} to {end}, which is not declared.",
    },
    "missing-fix": {"zh": "补填这一段，技术职务和证明人由本人填写。", "en": "add the stint; post and reference are for you to fill in."},
    "dispatch": {
        "zh": "这一段由派遣机构参保，只申报了用工单位。",
        "en": "the stint is insured by a dispatch agency, and only the host is declared.",
    },
    "dispatch-fix": {"zh": "写作“{name}”。", "en": "write {name}."},
    "unpaid": {
        "zh": "{start} 至 {end} 之间有 2 个月未缴费，记录看不出是哪两个月。",
        "en": "2 of {start}…{end} are unpaid; which ones the record does not say.",
    },
    "contract": {"zh": "这一段依据劳动合同，记录中没有，须附合同。", "en": "the stint rests on a contract and is not insured; attach it."},
    "total": {
        "zh": "养老月数的合计印为 {actual}，各行之和为 {expected}。",
        "en": "the total of pension months says {actual}, the rows add up to {expected}.",
    },
    "payer": {
        "zh": "2009-01 至 2009-12 由存档机构缴费，缴费方不是用人单位。",
        "en": "2009-01 to 2009-12 were paid through an archive agency, which is no employer.",
    },
    "unread": {"zh": "表格下方有一段文字没有用到：“{text}”", "en": "a text below the table was not used: “{text}”"},
    "needs": {"zh": "没有“考核情况”表", "en": "there is no sheet 考核情况"},
    "needs-signature": {"zh": "本版本不检查电子签名", "en": "this version does not check signatures"},
    "guide": {"zh": "申报指南没有这一学历的途径。", "en": "the guide has no route for this education."},
}


@contextmanager
def example_sentences() -> Iterator[None]:
    """The catalogue with the sentences of this example in it."""
    real = messages._sentence

    def extended(key: str, lang: Lang) -> str:
        name = key.removeprefix("example.")
        return real(key, lang) if name == key else _SENTENCES[name][lang]

    with patch.object(messages, "_sentence", extended):
        yield


_DISPATCHED = "北京中科创嘉人力资源咨询有限公司派遣至中国科学院样例空间应用工程与技术研究所"

STINTS = (
    DeclaredStint(2, "北京市第三无线电器材厂", Month.of(1994, 7), Month.of(1996, 3), work="电路设计", post="技术员", reference="甲某"),
    DeclaredStint(3, "北京白杨树样例电子技术开发公司", Month.of(1996, 4), Month.of(1998, 12), work="电路设计", post="工艺岗"),
    DeclaredStint(4, ROWS[2][3], Month.of(1999, 1), Month.of(2001, 6), work="过程控制系统研发与工程实施", post="系统设计岗"),
    DeclaredStint(5, "北京蓝鲸样例软件有限公司", Month.of(2001, 7), Month.of(2003, 2), work="软件研发", post="软件工程师"),
    DeclaredStint(6, "北京青禾样例生物科技有限公司", Month.of(2003, 9), Month.of(2006, 5), work="仪器研发", post="研发岗"),
    DeclaredStint(7, "北京青禾样例生物科拔股份有限公司", Month.of(2006, 6), Month.of(2008, 12), work="仪器研发", post="研发岗"),
    DeclaredStint(8, "=cmd|' /C calc'!A0（样例）", Month.of(2009, 1), Month.of(2009, 12), Evidence.CONTRACT, work="仪器研发"),
    DeclaredStint(9, "北京竹间样例光电技术研究所", Month.of(2010, 1), Month.of(2011, 12), work="光学设计", post="光学设计岗"),
    DeclaredStint(10, "北京竹间样例光电技术研究所", Month.of(2012, 1), Month.of(2013, 6), work="光学设计", post="项目负责人"),
    DeclaredStint(11, ROWS[9][3], Month.of(2013, 7), Month.of(2016, 9), work="遥感数据处理", post="算法岗"),
    DeclaredStint(12, "北京松果样例智能装备股份有限公司", Month.of(2016, 10), Month.of(2019, 12), work="装备研发", post="研发岗"),
    DeclaredStint(
        13, "中国科学院样例空间应用工程与技术研究所", Month.of(2020, 1), None, work="空间应用软件", post="软件研发岗", reference="乙某"
    ),
)


def history() -> DeclaredHistory:
    return DeclaredHistory(
        HISTORY_FILE,
        STINTS,
        (Rename(2, "北京青禾样例生物科技有限公司", "北京青禾样例生物科技股份有限公司", Month.of(2006, 6)),),
        Claim(name="王样例", id_number=ID_NUMBER, level="高级工程师", education="本科", submitted=date(2024, 7, 8)),
        (Assessment(2, Month.of(2021, 1), Month.of(2021, 12), "2021年度", "合格"),),
    )


def insured(row: int, months: int | None = None) -> InsuredStint:
    start, end, paid, employer, _ = ROWS[row]
    return InsuredStint(employer, (employer,), Period.parse(start, end), months or paid, 0, (row,), place(1, row), FILE)


def _renamed() -> InsuredStint:
    period = Period.parse("2003-09", "2008-12")
    return InsuredStint(ROWS[6][3], (ROWS[5][3], ROWS[6][3]), period, 64, 0, (5, 6), place(1, 5), FILE)


def findings() -> tuple[Finding, ...]:
    error, warning, info = Severity
    return (
        Finding(
            rule="start-mismatch",
            severity=error,
            message=message("example.start", row=2, actual=Month.of(1994, 7), expected=Month.of(1994, 8)),
            suggestion=message("example.start-fix", month="1994.8"),
            history_row=2,
            record=0,
            employment=0,
            expected="1994-08",
            actual="1994-07",
            months=(Month.of(1994, 7),),
            where=place(1, 0),
        ),
        Finding(
            rule="missing-from-history",
            severity=error,
            message=message("example.missing", name=ROWS[4][3], start=Month.of(2003, 3), end=Month.of(2003, 8)),
            suggestion=message("example.missing-fix"),
            record=0,
            employment=4,
            months=tuple(Period.parse("2003-03", "2003-08")),
            where=place(1, 4),
        ),
        Finding(
            rule="employer-spelling",
            severity=error,
            message=message("example.spelling"),
            suggestion=message("example.spelling-fix", name=ROWS[6][3]),
            history_row=7,
            record=0,
            employment=6,
            expected=ROWS[6][3],
            actual="北京青禾样例生物科拔股份有限公司",
            where=place(1, 6),
        ),
        Finding(
            rule="dispatch-form",
            severity=error,
            message=message("example.dispatch"),
            suggestion=message("example.dispatch-fix", name=_DISPATCHED),
            history_row=13,
            record=0,
            employment=11,
            expected=_DISPATCHED,
            actual="中国科学院样例空间应用工程与技术研究所",
            where=place(1, 11),
        ),
        total_mismatch(0),
        Finding(rule="needs-contract", severity=warning, message=message("example.contract"), history_row=8),
        Finding(
            rule="unpaid-months",
            severity=warning,
            message=message("example.unpaid", start=Month.of(2018, 1), end=Month.of(2018, 12)),
            history_row=12,
            record=0,
            employment=10,
            months=(*Period.parse("2018-01", "2018-04"), Month.of(2018, 9), *Period.parse("2018-11", "2018-12")),
            where=place(1, 10),
        ),
        Finding(rule="personal-payer", severity=info, message=message("example.payer"), record=0, employment=7, where=place(1, 7)),
        unread(0),
    )


def pairs(found: tuple[Finding, ...]) -> tuple[Pair, ...]:
    start, missing, spelling, dispatch, _, contract, unpaid, payer, _ = found
    return (
        Pair(STINTS[0:1], (insured(0),), (start,)),
        Pair(STINTS[1:2], (insured(1),)),
        Pair(STINTS[2:3], (insured(2),)),
        Pair(STINTS[3:4], (insured(3),)),
        Pair((), (insured(4),), (missing,)),
        Pair(STINTS[4:6], (_renamed(),), (spelling,)),
        Pair(STINTS[6:7], (), (contract,)),
        Pair((), (insured(7),), (payer,)),
        Pair(STINTS[7:9], (insured(8),)),
        Pair(STINTS[9:10], (insured(9),)),
        Pair(STINTS[10:11], (insured(10),), (unpaid,)),
        Pair(STINTS[11:12], (insured(11),), (dispatch,)),
    )


def suggested() -> tuple[SuggestedStint, ...]:
    kept = [
        SuggestedStint(
            stint.employer,
            stint.start,
            stint.end or Month.of(2024, 5),
            stint.end is None,
            stint.evidence,
            stint.work,
            stint.post,
            stint.reference,
            stint.row,
        )
        for stint in STINTS
    ]
    first, last = kept[0], kept[-1]
    kept[0] = SuggestedStint(
        first.employer, Month.of(1994, 8), first.end, work=first.work, post=first.post, reference=first.reference, row=2
    )
    kept[5] = SuggestedStint(ROWS[6][3], Month.of(2006, 6), Month.of(2008, 12), work="仪器研发", post="研发岗", row=7)
    kept[-1] = SuggestedStint(_DISPATCHED, last.start, last.end, True, work=last.work, post=last.post, reference=last.reference, row=13)
    kept.insert(4, SuggestedStint(ROWS[4][3], Month.of(2003, 3), Month.of(2003, 8)))
    return tuple(kept)


def checks(found: tuple[Finding, ...]) -> tuple[Check, ...]:
    reasons = {
        "assessment-mismatch": message("example.needs"),
        "signature-invalid": message("example.needs-signature"),
        "edited-after-signing": message("example.needs-signature"),
        "not-signed": message("example.needs-signature"),
    }
    failed = {finding.rule for finding in found}
    return tuple(
        Check(rule, Outcome.NOT_RUN, reasons[rule])
        if rule in reasons
        else Check(rule, Outcome.FAILED if rule in failed else Outcome.PASSED)
        for rule in RULES
    )


def review() -> Review:
    found, own = findings(), record()
    return Review(
        Verdict.FAIL,
        (Source(FILE, own),),
        history(),
        found,
        checks(found),
        pairs(found),
        suggested(),
        tuple(
            SuggestedAssessment(Month.of(year, 1), Month.of(year, 12), f"{year}年度", "中国科学院样例空间应用工程与技术研究所")
            for year in (2021, 2022, 2023)
        ),
        own.cumulative,
        PrintWindow(date(2024, 6, 10), PrintBasis.PRINTED, date(2024, 7, 8), 28, 30, date(2024, 7, 10), date(2024, 7, 10)),
        Eligibility(
            "高级工程师",
            False,
            (
                Route("任工程师 5年以上", 60, 55, False, Month.of(2024, 12)),
                Route("从事本专业 5年以上", 60, None, False, None),
                Route("毕业 10年以上", 120, 359, True, Month.of(2004, 7)),
            ),
        ),
    )


def clean_review() -> Review:
    """A review that found nothing and ran all rules it could, without submission date and level."""
    full = review()
    return Review(
        Verdict.PASS,
        full.sources,
        full.history,
        (),
        tuple(Check(rule, Outcome.PASSED) for rule in RULES),
        full.pairs[1:4],
        (),
        (),
        full.cumulative,
        None,
        None,
    )
