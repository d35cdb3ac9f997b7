"""The declaration as texts: typed, taken over, read."""

import pytest

from sbparse.errors import HistoryError
from sbparse.web.entries import MOST_ROWS, empty_entries, given, history_of_entries, taken, typed, with_row, without_row
from sbparse.web.jobs.drafting import entries_of

STINT = {"row": "2", "employer": "甲公司", "work": "", "post": "研发岗", "period": "2018.9-2023.3", "reference": "", "evidence": "社保"}


def entries(*stints, **claim):
    return {**empty_entries(), "stints": list(stints or (STINT,)), "claim": claim}


def test_texts_are_read_as_a_workbook_is():
    history = history_of_entries(entries(level="中级", submitted="2023-04-08"), "页面")
    stint = history.stints[0]
    assert (stint.row, stint.employer, str(stint.start), str(stint.end), stint.post) == (2, "甲公司", "2018-09", "2023-03", "研发岗")
    assert (history.claim.level, history.claim.submitted.isoformat()) == ("工程师", "2023-04-08")
    assert history.assessments is None


def test_a_column_in_which_nothing_stands_is_not_there():
    assert {"work", "reference"} <= history_of_entries(entries(), "页面").missing_columns
    assert "post" not in history_of_entries(entries(), "页面").missing_columns


def test_what_was_read_is_typed_alike():
    again = entries_of(history_of_entries(entries(level="工程师"), "页面"))
    assert again["stints"] == [STINT]
    assert again["claim"]["level"] == "工程师"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"period": "2018.1x"}, ("页面", "2", "起止时间")),
        ({"period": ""}, ("2", "起止时间")),
        ({"employer": ""}, ("2", "单位")),
        ({"evidence": "传说"}, ("2", "依据", "传说")),
    ],
)
def test_an_entry_that_cannot_be_read_is_named(change, said):
    with pytest.raises(HistoryError) as caught:
        history_of_entries(entries({**STINT, **change}), "页面")
    assert all(word in caught.value.line("zh") for word in said)


def test_a_bad_item_is_named():
    with pytest.raises(HistoryError) as caught:
        history_of_entries(entries(submitted="昨天"), "页面")
    assert "提交纸质材料日期" in caught.value.line("zh")


def test_nothing_typed_at_all():
    with pytest.raises(HistoryError):
        history_of_entries(empty_entries(), "页面")


def test_a_form_is_taken_in_its_order_with_its_numbers():
    pairs = [
        ("stints-7-employer", " 乙 公司 "),
        ("stints-2-employer", "甲"),
        ("stints-7-period", "2020.1-2020.2"),
        ("claim-level", "工程师"),
    ]
    assert typed(pairs, entries(name="张三", level="")) == {
        "stints": [{"row": "7", "employer": "乙 公司", "period": "2020.1-2020.2"}, {"row": "2", "employer": "甲"}],
        "renames": [],
        "assessments": [],
        "claim": {"name": "张三", "level": "工程师"},
    }


@pytest.mark.parametrize(
    "name", ["stints-x-employer", "stints-²-employer", "stints-12345678-employer", "stints-2-no", "others-2-employer", "claim-no", "x", ""]
)
def test_fields_that_are_none_of_the_form_s(name):
    assert typed([(name, "x")], entries()) == {**empty_entries(), "claim": {}}


def test_no_more_than_so_many_rows_and_characters():
    many = typed([(f"stints-{n}-employer", "x" * 1000) for n in range(2, 400)], entries())
    assert len(many["stints"]) == MOST_ROWS
    assert {len(line["employer"]) for line in many["stints"]} == {500}


def test_a_new_row_has_a_number_that_no_other_has():
    more = with_row(entries(STINT, {**STINT, "row": "9"}), "stints")
    assert [line["row"] for line in more["stints"]] == ["2", "9", "10"]
    assert [line["row"] for line in without_row(more, "stints", "9")["stints"]] == ["2", "10"]
    assert with_row(empty_entries(), "renames")["renames"] == [{"row": "2"}]


OFFERED = [
    {"name": "stints-2", "table": "stints", "row": "2", "lines": [{"row": "2", "employer": "甲"}, {"employer": "乙"}]},
    {"name": "stints-3", "table": "stints", "row": "3", "lines": []},
    {"name": "stints-new-1", "table": "stints", "row": None, "after": "3", "lines": [{"employer": "丙"}]},
    {"name": "stints-new-2", "table": "stints", "row": None, "after": None, "lines": [{"employer": "丁"}]},
    {"name": "claim-post", "table": None, "item": "post", "text": "研发岗"},
]


def employers(*names):
    before = entries({**STINT, "employer": "甲乙"}, {**STINT, "row": "3", "employer": "戊"})
    after = taken(before, OFFERED, names)
    assert len({line["row"] for line in after["stints"]}) == len(after["stints"])
    return [line["employer"] for line in after["stints"]]


def test_suggestions_are_taken_over_one_by_one_and_all():
    assert employers("stints-2") == ["甲", "乙", "戊"]
    assert employers("stints-3") == ["甲乙"]
    assert employers("stints-new-1") == ["甲乙", "戊", "丙"]
    assert employers("stints-new-2") == ["丁", "甲乙", "戊"]
    assert employers("no-such") == ["甲乙", "戊"]
    assert employers("stints-new-1", "stints-new-2", "stints-2") == ["丁", "甲", "乙", "戊", "丙"]
    assert taken(entries(post=""), OFFERED, ["claim-post"])["claim"] == {"post": "研发岗"}


def test_what_was_chosen_beside_the_files_goes_before_and_blank_changes_nothing():
    assert given(entries(level="工程师", name="张三"), {"level": "高级工程师", "education": ""})["claim"] == {
        "level": "高级工程师",
        "name": "张三",
    }
