"""The shipped rule set against DOMAIN section 2, and what a broken rule set file says."""

from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from sbparse.errors import RuleSetError
from sbparse.policy import default_ruleset, load_ruleset
from sbparse.policy.model import DayLimit, NeedKind
from sbparse.values.month import Month

RULES = default_ruleset()
SHIPPED = files("sbparse.policy").joinpath("beijing.toml").read_text("utf-8")

# (学历, level) -> years by the words of the guide's table; a list of alternatives, each a list of needs.
GUIDE = {
    ("博士研究生", "正高级工程师"): ["任高级工程师 5"],
    ("硕士研究生", "正高级工程师"): ["任高级工程师 5"],
    ("本科", "正高级工程师"): ["任高级工程师 5"],
    ("大专", "正高级工程师"): [],
    ("中专", "正高级工程师"): [],
    ("博士研究生", "高级工程师"): ["从事 2"],
    ("硕士研究生", "高级工程师"): ["任工程师 5"],
    ("本科", "高级工程师"): ["任工程师 5"],
    ("大专", "高级工程师"): ["毕业 10 任工程师 8 从事 20"],
    ("中专", "高级工程师"): [],
    ("博士研究生", "工程师"): [],
    ("硕士研究生", "工程师"): ["从事 2", "任助理工程师 2"],
    ("本科", "工程师"): ["从事 5", "任助理工程师 4"],
    ("大专", "工程师"): ["从事 7", "任助理工程师 4"],
    ("中专", "工程师"): ["从事 15", "任助理工程师 10"],
    ("博士研究生", "助理工程师"): [],
    ("硕士研究生", "助理工程师"): [],
    ("本科", "助理工程师"): ["从事 1"],
    ("大专", "助理工程师"): ["从事 3"],
    ("中专", "助理工程师"): ["从事 5"],
}


@pytest.mark.parametrize("cell", GUIDE)
def test_eligibility_is_the_guides_table(cell):
    education, level = cell
    routes = RULES.routes_for(level, education)
    assert [" ".join(f"{n.kind}{n.title or ''} {n.years}" for n in r.needs) for r in routes] == GUIDE[cell]


def test_route_names_say_their_needs():
    words = {
        NeedKind.PROFESSION: "从事本专业 {n.years}年以上",
        NeedKind.TITLE: "任{n.title} {n.years}年以上",
        NeedKind.GRADUATION: "毕业 {n.years}年以上",
    }
    for route in RULES.routes:
        assert route.name == "且".join(words[n.kind].format(n=n) for n in route.needs)


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        ("2022-12-31", set()),
        ("2023-01-01", {"助理工程师", "工程师", "高级工程师"}),
        ("2023-04-10", {"助理工程师", "工程师", "高级工程师"}),
        ("2023-04-11", set()),
        ("2023-06-30", set()),
        ("2023-07-01", {"助理工程师", "工程师", "高级工程师", "正高级工程师"}),
        ("2023-09-10", {"助理工程师", "工程师", "高级工程师", "正高级工程师"}),
        ("2023-09-11", {"正高级工程师"}),
        ("2023-10-10", {"正高级工程师"}),
        ("2023-10-11", set()),
    ],
)
def test_windows_include_their_end_days(day, levels):
    open_for = {level for level in RULES.levels if any(date.fromisoformat(day) in w for w in RULES.windows_for(level))}
    assert open_for == levels


def test_day_limit_counts_the_limit_day_or_not():
    assert (RULES.print_limit.days, RULES.print_limit.limit_passes, RULES.verification_days, RULES.lag_months) == (30, True, 30, 2)
    with_day, without_day = DayLimit(30, True), DayLimit(30, False)
    assert with_day.passes(30) and not with_day.passes(31) and with_day.last_day(date(2023, 4, 1)) == date(2023, 5, 1)
    assert without_day.passes(29) and not without_day.passes(30) and without_day.last_day(date(2023, 4, 1)) == date(2023, 4, 30)


@pytest.mark.parametrize(
    ("month", "pension", "unemployment"),
    [
        ("1999-10", None, []),
        ("2005-12", None, ["0.002", "0.005"]),
        ("2006-01", "0.08", ["0.002", "0.005"]),
        ("2011-06", "0.08", ["0.002", "0.005"]),
        ("2011-07", "0.08", ["0.002"]),
        ("2021-04", "0.08", ["0.002"]),
        ("2021-05", "0.08", ["0.005"]),
        ("2026-11", "0.08", ["0.005"]),
    ],
)
def test_rates_by_month(month, pension, unemployment):
    at = Month.parse(month)
    assert RULES.pension_rate(at) == (Decimal(pension) if pension else None)
    assert RULES.unemployment_rates(at) == tuple(map(Decimal, unemployment))


def test_medical_rate_with_and_without_the_flat_amount():
    assert RULES.medical_rate(Month.of(2020, 1)) == Decimal("0.02")
    assert RULES.medical_flat(Month.of(2020, 1)) == (Decimal(0), Decimal(3))
    assert RULES.medical_rate(Month.of(2001, 3)) is None
    assert RULES.medical_flat(Month.of(2001, 3)) == ()


@pytest.mark.parametrize(
    ("month", "insurance", "cap"),
    [
        ("2013-06", "pension", None),
        ("2013-07", "pension", 15669),
        ("2019-06", "medical", 25401),
        ("2019-07", "medical", 27786),
        ("2019-07", "maternity", 27786),
        ("2019-07", "pension", 23565),
        ("2021-06", "maternity", 29732),
        ("2021-07", "maternity", 28221),
        ("2027-06", "work_injury", 36348),
        ("2027-07", "work_injury", None),
    ],
)
def test_caps_run_from_july_to_june(month, insurance, cap):
    assert RULES.cap(Month.parse(month), insurance) == cap


@pytest.mark.parametrize(
    ("name", "personal"),
    [
        ("灵活就业人员", True),
        ("北京市海淀区职业介绍服务中心", True),
        ("北京市人才服务中心", True),
        ("北京市朝阳区人力资源公共服务中心", True),
        ("北京外企人力资源服务有限公司（存档人员）", True),
        ("海淀区中关村街道社会保障事务所", True),
        ("北京某某人才服务中心有限公司", False),
        ("北京英才人才服务有限公司", False),
        ("北京灵活就业科技有限公司", False),
        ("北京中科创嘉人力资源咨询有限公司", False),
        ("北京示例有限公司", False),
        ("中国科学院示例天文台", False),
    ],
)
def test_personal_payers(name, personal):
    assert RULES.personal_payer(name) is personal


@pytest.mark.parametrize("text", ["工程师", " 高级工程师 ", "高工", "中级", "副高", "助工", "正高级工程师", "教授级高工", "实验师", "初级"])
def test_nothing_but_a_title(text):
    assert RULES.titles.is_title(text)


@pytest.mark.parametrize("text", ["软件工程师", "结构工程师", "总工程师", "研发岗", "工程师岗", "技术员", "主任工程师", ""])
def test_posts_are_no_titles(text):
    assert not RULES.titles.is_title(text)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("工程师", "工程师"),
        ("正高", "正高级工程师"),
        ("助工", "助理工程师"),
        ("初级", "助理工程师"),
        (" 高 级 ", "高级工程师"),
        ("院士", None),
        ("实验师", None),
        ("无", None),
        ("", None),
    ],
)
def test_levels(text, level):
    assert RULES.level(text) == level


def test_a_level_is_written_like_its_title_and_in_ways_of_its_own():
    assert RULES.level_names == ("助理工程师", "工程师", "高级工程师", "正高级工程师") == tuple(dict.fromkeys(RULES.titles.series.values()))
    assert {text: RULES.level(text) for text in RULES.titles.series} == RULES.titles.series
    assert RULES.levels == frozenset(RULES.level_names)
    for text in ("助理", "初级", "高级", "中级职称", "正高级职称"):
        assert RULES.level(text) and RULES.titles.title(text) is None, "it names a level, but no title that somebody holds"


def test_capitals_do_not_matter(tmp_path):
    rules = changed(tmp_path, ('"本科" = ["大学本科"', '"本科" = ["Bachelor", "大学本科"'), ('"助理", "初级"', '"Junior", "初级"'))
    assert rules.education(" bachelor") == rules.education("ＢＡＣＨＥＬＯＲ") == "本科"
    assert rules.level("junior") == "助理工程师" and rules.level("助理") is None


def test_a_level_need_be_no_title_and_a_word_need_have_no_other_spelling(tmp_path):
    rules = changed(
        tmp_path,
        ('"正高级工程师" = ["正高级职称"]', '"正高级工程师" = []\n"首席" = []'),
        ('levels = ["正高级工程师"]', 'levels = ["正高级工程师", "首席"]'),
        ('"中专" = ["中等专科", "中等专业学校", "中专学历"]', '"中专" = []\n"高中" = []'),
    )
    assert (rules.level("首席"), rules.level("正高"), rules.level("正高级职称")) == ("首席", "正高级工程师", None)
    assert (rules.education("高中"), rules.education("中专学历")) == ("高中", None)
    assert rules.level_names[-1] == "首席" and rules.education_names == ("博士研究生", "硕士研究生", "本科", "大专", "中专", "高中")


def changed(tmp_path, *changes):
    """The shipped rule set with texts of its file exchanged."""
    text = SHIPPED
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    return load_ruleset(path)


@pytest.mark.parametrize(
    ("text", "education"),
    [("硕士", "硕士研究生"), ("大学本科", "本科"), ("专科", "大专"), ("研究生（博士）", "博士研究生"), ("研究生", None)],
)
def test_educations(text, education):
    assert RULES.education(text) == education


def test_agencies_and_sources():
    assert RULES.agencies == ("北京中科创嘉人力资源咨询有限公司", "北京中科众创人力资源咨询有限公司")
    assert all(RULES.sources.values()) and "eligibility" in RULES.sources


def test_a_copy_of_the_shipped_file_loads(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(SHIPPED.replace("limit_days = 30", "limit_days = 45"), "utf-8")
    assert load_ruleset(path).print_limit.days == 45
    assert load_ruleset(None) is RULES


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("limit_days = 30\n", "", "print-date.limit_days"),
        ("limit_days = 30", "limit_days = true", "print-date.limit_days"),
        ("limit_days = 30", "limit_days = -1", "print-date.limit_days"),
        ("limit_days = 30", 'limit_days = "30"', "print-date.limit_days"),
        ("limit_day_passes = true", "limit_day_passes = 1", "print-date.limit_day_passes"),
        ("lag_months = 2", "lag_months = 2\nlag_days = 3", "posting.lag_days"),
        ("[posting]", "[posted]", "posting"),
        ('name = "中国', 'colour = "red"\nname = "中国', "colour"),
        ('first = "07-01"', 'first = "13-01"', "windows.periods[2].first"),
        ('last = "04-10"', 'last = "00-10"', "windows.periods[1].last"),
        ('first = "01-01", last = "04-10"', 'first = "04-10", last = "01-01"', "windows.periods[1].last"),
        ('levels = ["正高级工程师"]', 'levels = ["大师"]', "windows.periods[3].levels"),
        ('education = "博士研究生", name', 'education = "高中", name', "eligibility.routes[1].education"),
        ('kind = "毕业", years = 10', 'kind = "活着", years = 10', "eligibility.routes[7].needs[1].kind"),
        ('kind = "毕业", years = 10', 'kind = "毕业", years = 0', "eligibility.routes[7].needs[1].years"),
        ('kind = "任", title = "高级工程师"', 'kind = "任", title = "高工"', "eligibility.routes[1].needs[1].title"),
        ('level = "正高级工程师", education', 'level = "正高", education', "eligibility.routes[1].level"),
        ('"专科", "大学专科"', '"专科", "本科"', "educations.大专"),
        ('"中级职称"', '"初级"', "levels.工程师"),
        ('"中级职称"', '"高工"', "levels.工程师"),
        ('"中级职称"', '""', "levels.工程师"),
        ('"中级职称"', "1", "levels.工程师"),
        ('"工程师" = ["中级职称"]\n', "", "windows.periods[1].levels"),
        ('"工程师" = ["中级职称"]', '"工程师" = ["中级职称"]\n"首席" = []', "levels.首席"),
        ("[levels]", "[grades]", "levels"),
        ('[levels]\nsource = "申报指南', '[levels]\nresource = "申报指南', "levels.source"),
        ('rates = ["0.08"]', 'rates = ["8 %"]', "rates.pension[1].rates"),
        ('rates = ["0.08"]', 'rates = ["8"]', "rates.pension[1].rates"),
        ('rates = ["0.08"]', "rates = [0.08]", "rates.pension[1].rates"),
        ('from = "2021-05", rates', 'from = "2021-04", rates', "rates.unemployment"),
        ('from = "2011-07", to = "2021-04"', 'from = "2011-07", to = "2011-06"', "rates.unemployment[2].to"),
        ('from = "2006-01"', 'from = "2006.1"', "rates.pension[1].from"),
        ("year = 2014", "year = 2013", "caps.years[2].year"),
        ("cap = 17379", "cap = 0", "caps.years[2].cap"),
        ('agencies = ["北京中科创嘉人力资源咨询有限公司", "北京中科众创人力资源咨询有限公司"]', "agencies = []", "dispatch.agencies"),
        ('source = "北京市各年度', 'source = ""\n#', "caps.source"),
    ],
)
def test_a_broken_file_names_table_and_key(tmp_path, old, new, key):
    assert old in SHIPPED
    path = tmp_path / "broken.toml"
    path.write_text(SHIPPED.replace(old, new, 1), "utf-8")
    with pytest.raises(RuleSetError) as error:
        load_ruleset(path)
    for lang in ("zh", "en"):
        line = error.value.line(lang)
        assert "broken.toml" in line and key in line and "\n" not in line


@pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe\x00", b""])
def test_what_is_no_ruleset_at_all(tmp_path, content):
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(RuleSetError):
        load_ruleset(path)


def test_a_missing_file(tmp_path):
    with pytest.raises(RuleSetError, match=r"none\.toml"):
        load_ruleset(tmp_path / "none.toml")
