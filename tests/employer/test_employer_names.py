"""Names: equal in normal form, alike, and what may be one company before and after a rename."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbparse.employer.names import Branch, alike, branch_of, difference, likeliest, looks_like_one_company, normal

AGENCY = "北京中科创嘉人力资源咨询有限公司"
OTHER_AGENCY = "北京中科众创人力资源咨询有限公司"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("蓝鲸软件（北京）有限公司", "蓝鲸软件(北京)有限公司"),
        ("北京 蓝鲸软件\n有限公司", "北京蓝鲸软件有限公司"),
        ("北京ＡＢＣ软件有限公司", "北京ABC软件有限公司"),
        ("北京⻔头沟⽂化有限公司", "北京门头沟文化有限公司"),
        ("让·雅克（北京）咨询有限公司", "让•雅克(北京)咨询有限公司"),
        ("“蓝鲸”软件有限公司", "「蓝鲸」软件有限公司"),
        ("‘蓝鲸’软件有限公司", '"蓝鲸"软件有限公司'),
        ("北京蓝鲸【样例】有限公司", "北京蓝鲸（样例）有限公司"),
    ],
)
def test_one_name_in_two_shapes_is_equal(one: str, other: str) -> None:
    assert normal(one) == normal(other)
    assert difference(one, other) == ()
    assert not alike(one, other), "equal names are not merely alike"
    assert not looks_like_one_company(one, other), "nothing to rename"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北京Abc软件有限公司", "北京ABC软件有限公司"),
        ("北京蓝鲸（样例）有限公司", "北京蓝鲸样例有限公司"),
        (AGENCY, OTHER_AGENCY),
        ("中国电子第十四研究所", "中国电子第十五研究所"),
    ],
)
def test_what_only_resembles_is_not_equal(one: str, other: str) -> None:
    assert normal(one) != normal(other)


# What names are written with: ideographs, compatibility radicals, letters and punctuation of both widths.
NAME_CHARACTERS = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x2E80, max_codepoint=0x2FD5),
    st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E),
    st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    st.sampled_from("·•‧“”‘’「」【】〔〕—–〇○①㈱\u3000\u200b"),
)


@given(st.text(NAME_CHARACTERS))
def test_the_normal_form_is_its_own_normal_form(name: str) -> None:
    assert normal(normal(name)) == normal(name)


@pytest.mark.parametrize(
    ("name", "branch"),
    [
        ("北京蓝鲸软件有限公司上海分公司", Branch("北京蓝鲸软件有限公司", "上海分公司")),
        ("北京蓝鲸软件有限公司（上海分公司）", Branch("北京蓝鲸软件有限公司", "上海分公司")),
        ("北京蓝鲸软件有限公司烟台分公司", Branch("北京蓝鲸软件有限公司", "烟台分公司")),
        ("北京蓝鲸软件有限公司分支机构", Branch("北京蓝鲸软件有限公司", "分支机构")),
        ("蓝鲸集团驻京办事处", Branch("蓝鲸集团", "驻京办事处")),
        ("中国科学院上海分院", Branch("中国科学院", "上海分院")),
        ("北京市建筑设计研究院第三分院", Branch("北京市建筑设计研究院", "第三分院")),
        ("蓝鲸电信北京分公司", Branch("蓝鲸电信", "北京分公司")),
        ("蓝鲸电信分公司", Branch("蓝鲸电信", "分公司")),
        ("青禾银行股份有限公司北京海淀支行", Branch("青禾银行股份有限公司", "北京海淀支行")),
        ("北京蓝鲸软件有限公司", None),
        ("北京分众样例传媒有限公司", None),
        ("中国科学院示例天文台", None),
    ],
)
def test_branches_are_told_from_their_heads(name: str, branch: Branch | None) -> None:
    assert branch_of(name) == branch


@pytest.mark.parametrize(
    ("one", "other", "pieces"),
    [
        ("北京竹间光电技术研究所", "北京竹问光电技术研究所", (("间", "问"),)),
        (AGENCY, OTHER_AGENCY, (("", "众"), ("嘉", ""))),
        ("北京蓝鲸有限公司", "北京蓝鲸有限责任公司", (("", "责任"),)),
        ("甲", "", (("甲", ""),)),
        ("北京青禾软件公司", "北京蓝鲸湾软件公司", (("青禾", "蓝鲸湾"),)),
    ],
)
def test_the_difference_is_shown_piece_by_piece(one: str, other: str, pieces: tuple[tuple[str, str], ...]) -> None:
    assert difference(one, other) == pieces


@given(st.text(alphabet="甲乙丙丁", max_size=8), st.text(alphabet="甲乙丙丁", max_size=8))
def test_the_pieces_account_for_the_whole_difference(one: str, other: str) -> None:
    pieces = difference(one, other)
    assert (pieces == ()) == (one == other)
    assert sum(len(a) - len(b) for a, b in pieces) == len(one) - len(other)
    assert all(a != b for a, b in pieces)


SLIPS = [
    ("北京竹间光电技术研究所", "北京竹问光电技术研究所"),
    (AGENCY, OTHER_AGENCY),
    ("北京蓝鲸软件有限公司", "北京蓝鲸软件有限责任公司"),
    ("蓝鲸样例软件有限公司", "北京蓝鲸样例软件有限公司"),
    ("北京蓝鲸样例软件有限公司", "北京蓝鲸样例软件有限公"),
    ("北京鲸蓝样例软件有限公司", "北京蓝鲸样例软件有限公司"),
    ("北京蓝鲸软件有限公司", "北京监鲸软仵有限公司"),
    ("中国电子第十四研究所", "中国电子第十五研究所"),
    ("北京Abc软件有限公司", "北京ABC软件有限公司"),
    ("青禾大学", "青苗大学"),
    ("北京蓝鲸软件有限公司上海分公司", "北京监鲸软件有限公司上海分公司"),
]
OTHER_NAMES = [
    ("北京蓝鲸样例软件有限公司", "北京青禾样例软件有限公司"),
    ("北京蓝鲸样例软件有限公司", "上海蓝鲸样例软件有限公司"),
    ("北京蓝鲸软件有限公司", "北京蓝鲸软件有限公司上海分公司"),
    ("北京蓝鲸软件公司分部", "北京蓝鲸软件公司"),
    ("北京蓝鲸样例软件有限公司", "北京蓝鲸样例生物科技有限公司"),
    ("中国科学院地理研究所", "中国科学院声学研究所"),
    ("百度", "百合"),
    ("青禾大学", "蓝鲸大学"),
    ("", "北京蓝鲸软件有限公司"),
]


@pytest.mark.parametrize(("one", "other"), SLIPS)
def test_a_slip_of_the_pen_is_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER_NAMES)
def test_another_name_is_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


def test_how_many_characters_may_differ_grows_with_the_name() -> None:
    assert alike("甲乙丙丁", "甲乙丙戊"), "one of four"
    assert not alike("甲乙丙", "甲乙丁"), "one of three"
    assert alike("甲乙丙丁戊己庚辛", "申乙丙丁戊己庚壬"), "two of eight, apart"
    assert not alike("甲乙丙丁戊己庚", "申乙丙丁戊己壬"), "two of seven"
    assert alike("甲乙丙丁戊己庚辛子丑寅卯", "申乙丙丁戊己壬辛子丑寅辰"), "three of twelve"
    assert not alike("甲乙丙丁戊己庚辛子丑寅卯辰巳午未", "申乙丙酉戊己壬辛子丑寅卯戌巳午未"), "four are too many at any length"


ONE_COMPANY = [
    # the 字号 stays, the line of business changes
    ("北京蓝鲸软件有限公司", "北京蓝鲸科技有限公司"),
    ("北京蓝鲸样例软件有限公司", "北京蓝鲸样例数字技术有限公司"),
    ("北京青禾样例生物科技有限公司", "北京青禾样例医药有限公司"),
    ("北京海棠湾数字技术有限公司", "北京海棠湾信息技术有限公司"),
    (AGENCY, "北京中科创嘉科技发展有限公司"),
    ("北京蓝海洋科技有限公司", "北京蓝海洋环保科技有限公司"),
    # the legal form changes
    ("北京蓝鲸软件有限公司", "北京蓝鲸软件有限责任公司"),
    ("北京蓝鲸软件有限公司", "北京蓝鲸软件股份有限公司"),
    ("北京蓝鲸软件有限公司", "北京蓝鲸软件集团有限公司"),
    ("北京蓝鲸软件有限公司", "北京蓝鲸软件(集团)股份有限公司"),
    ("北京蓝鲸软件公司", "北京蓝鲸集团控股有限公司"),
    ("北京竹间光电技术研究所", "北京竹间光电技术有限公司"),
    ("北京竹间光电技术研究所", "北京竹间光电技术研究院"),
    ("北京市青禾设计研究院", "北京市青禾设计研究院有限公司"),
    ("北京科技有限公司", "北京科技股份有限公司"),
    # the place moves, is added or narrowed
    ("蓝鲸软件（北京）有限公司", "北京蓝鲸软件有限公司"),
    ("蓝鲸软件有限公司", "北京蓝鲸软件有限公司"),
    ("北京市海淀区蓝鲸软件公司", "北京蓝鲸软件有限公司"),
    ("江苏蓝鲸软件有限公司", "江苏省南京市蓝鲸软件有限公司"),
    ("中国蓝鲸软件有限公司", "蓝鲸软件有限公司"),
    ("蓝鲸(中国)软件有限公司", "蓝鲸软件有限公司"),
    # a longer 字号
    ("北京蓝鲸软件有限公司", "北京蓝鲸样例软件有限公司"),
    ("北京蓝鲸软件有限公司", "北京蓝鲸云帆科技有限公司"),
    # a slip in a long 字号
    ("北京蓝鲸样例软件有限公司", "北京蓝鲸样列软件有限公司"),
    # one numbered institute, one branch
    ("中国蓝鲸电子第十四研究所", "蓝鲸电子第14研究所"),
    ("中国蓝鲸电子第一四研究所", "蓝鲸电子第十四研究所"),
    ("北京蓝鲸软件有限公司上海分公司", "北京蓝鲸科技有限公司上海分公司"),
    ("北京ABC软件有限公司", "北京Abc科技有限公司"),
]
SEVERAL_COMPANIES = [
    # only the line of business is shared
    ("北京蓝鲸软件有限公司", "北京青禾软件有限公司"),
    ("北京蓝鲸样例软件有限公司", "北京青禾样例软件有限公司"),
    ("北京青禾样例生物科技有限公司", "北京海棠湾生物科技有限公司"),
    ("北京科技有限公司", "北京软件有限公司"),
    ("北京数字科技有限公司", "北京数字软件有限公司"),
    ("北京人力资源服务有限公司", "北京人力资源咨询有限公司"),
    ("中国石油天然气集团有限公司", "中国石油化工集团有限公司"),
    ("中国农业银行", "中国工商银行"),
    # a short 字号 differs in a character
    ("北京竹间光电技术研究所", "北京竹问光电技术研究所"),
    ("北京华宇软件有限公司", "北京华信软件有限公司"),
    ("北京东方软件有限公司", "北京东方红软件有限公司"),
    (AGENCY, OTHER_AGENCY),
    # a beginning that many share
    ("北京中科信息技术有限公司", "北京中科生物科技有限公司"),
    ("中国科学院地理研究所", "中国科学院地质研究所"),
    ("中国科学院自动化研究所", "中国科学院示例天文台"),
    ("中国农业科学院信息研究所", "中国农业科学院生物技术研究所"),
    # numerals
    ("中国蓝鲸电子第十四研究所", "中国蓝鲸电子第十五研究所"),
    ("中国蓝鲸集团第七一一研究所", "中国蓝鲸集团第七一二研究所"),
    ("北京市第一建筑工程公司", "北京市第二建筑工程公司"),
    ("北京市第一中学", "北京市第一百中学"),
    # another place
    ("北京蓝鲸软件有限公司", "上海蓝鲸软件有限公司"),
    ("蓝鲸软件（北京）有限公司", "蓝鲸软件（深圳）有限公司"),
    ("南京蓝鲸软件有限公司", "苏州蓝鲸软件有限公司"),
    ("南京大学", "北京大学"),
    # a branch or a part beside the whole, two branches, two parts
    ("北京蓝鲸软件有限公司", "北京蓝鲸软件有限公司上海分公司"),
    ("北京蓝鲸软件有限公司", "北京蓝鲸科技有限公司上海分公司"),
    ("北京蓝鲸软件有限公司上海分公司", "北京蓝鲸软件有限公司天津分公司"),
    ("北京蓝鲸软件有限公司第一分公司", "北京蓝鲸软件有限公司第二分公司"),
    ("青禾大学", "青禾大学出版社有限公司"),
    ("青禾大学附属中学", "青禾大学附属小学"),
    ("青禾大学口腔医院", "青禾大学口腔医学院"),
    ("青禾大学信息中心", "青禾大学软件研究所"),
]


@pytest.mark.parametrize(("one", "other"), ONE_COMPANY)
def test_names_before_and_after_a_likely_rename(one: str, other: str) -> None:
    assert looks_like_one_company(one, other)
    assert looks_like_one_company(other, one)


@pytest.mark.parametrize(("one", "other"), SEVERAL_COMPANIES)
def test_names_that_raise_no_false_alarm(one: str, other: str) -> None:
    assert not looks_like_one_company(one, other)
    assert not looks_like_one_company(other, one)


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_has_no_direction_and_never_fails(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert looks_like_one_company(one, other) == looks_like_one_company(other, one)


def test_the_likeliest_candidates_come_first() -> None:
    candidates = ["北京青禾样例生物科技有限公司", "北京竹间光电技术研究所", "北京蓝鲸样例软件有限公司"]
    assert likeliest("北京竹问光电技术研究所", candidates) == ("北京竹间光电技术研究所",)
    assert likeliest("北京蓝鲸样例科技有限公司", candidates, limit=1) == ("北京蓝鲸样例软件有限公司",)


def test_a_shared_place_and_legal_form_make_no_candidate() -> None:
    assert likeliest("北京甲乙有限公司", ["北京丙丁有限公司"]) == ()


def test_a_candidate_is_named_once_and_as_written() -> None:
    assert likeliest("蓝鲸软件(北京)有限公司", ["蓝鲸软件（北京）有限公司"] * 2) == ("蓝鲸软件（北京）有限公司",)
