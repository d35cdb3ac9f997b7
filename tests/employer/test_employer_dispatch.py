"""Dispatch: agency and host in every spelling, and names that only sound like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbparse.employer.dispatch import Dispatch, dispatch_form, parse_dispatch

AGENCY = "北京中科创嘉人力资源咨询有限公司"
HOST = "中国科学院示例天文台"


@pytest.mark.parametrize(
    "verb", ["派遣至", "派遣到", "派遣往", "劳务派遣至", "劳务派遣到", "派驻", "派驻至", "派驻到", "派往", "派至", "外派至", "外派到"]
)
@pytest.mark.parametrize(
    "form", ["{a}{v}{h}", "{a}（{v}{h}）", "{a}({v}{h})", "{a} {v} {h}", "{a}，{v}{h}", "{a}——{v}：{h}", "{a}【{v}{h}】"]
)
def test_every_spelling_is_read_the_same_way(verb: str, form: str) -> None:
    assert parse_dispatch(form.format(a=AGENCY, v=verb, h=HOST)) == Dispatch(AGENCY, HOST)


@pytest.mark.parametrize(
    "name",
    [
        AGENCY,
        HOST,
        "北京青禾劳务派遣有限公司",
        "北京青禾派遣服务有限公司",
        "北京青禾劳务派遣有限公司（海淀分公司）",
        "派遣至" + HOST,
        AGENCY + "派遣至",
        AGENCY + "（派遣至）",
        "",
        " ",
    ],
)
def test_a_name_without_agency_verb_and_host_is_no_dispatch(name: str) -> None:
    assert parse_dispatch(name) is None


def test_an_agency_whose_name_speaks_of_dispatch() -> None:
    assert parse_dispatch("北京青禾劳务派遣有限公司派遣至" + HOST) == Dispatch("北京青禾劳务派遣有限公司", HOST)
    assert parse_dispatch("北京青禾劳务派遣有限公司（劳务派遣至" + HOST + "）") == Dispatch("北京青禾劳务派遣有限公司", HOST)


def test_brackets_that_belong_to_the_names_stay() -> None:
    assert parse_dispatch("青禾（北京）公司派遣至蓝鲸（上海）") == Dispatch("青禾（北京）公司", "蓝鲸（上海）")
    assert parse_dispatch("青禾（北京）公司（派遣至蓝鲸（上海））") == Dispatch("青禾（北京）公司", "蓝鲸（上海）")
    assert parse_dispatch("青禾公司（派遣至蓝鲸公司") == Dispatch("青禾公司", "蓝鲸公司"), "a bracket that was never closed"


def test_text_copied_out_of_a_pdf_is_read() -> None:
    assert parse_dispatch("青禾公司派遣⾄蓝鲸\n公司") == Dispatch("青禾公司", "蓝鲸公司")


@given(st.text("甲乙丙公司研究所", min_size=1), st.text("甲乙丙公司研究所（）", min_size=1))
def test_the_form_reads_back(agency: str, host: str) -> None:
    assert parse_dispatch(dispatch_form(agency, host)) == Dispatch(agency, host)


@given(st.text())
def test_any_text_is_a_dispatch_or_none(name: str) -> None:
    found = parse_dispatch(name)
    assert found is None or (found.agency and found.host)
