"""Where the corrected 工作经历 is cut at a rename: at its month, or at the next where the rows, else the record, keep the old name."""

import pytest
from review_build import AGENCY, BAY, BLUE, GREEN, HOST, check, history, record

RENAMED = [(BLUE, BAY, "2019-11")]
AT = record((BLUE, "2017-01/2019-10"), (BAY, "2019-11/2023-03"))
AFTER = record((BLUE, "2017-01/2019-11"), (BAY, "2019-12/2023-03"))
LATER = record((BLUE, "2017-01/2019-12"), (BAY, "2020-01/2023-03"))
FORMER, CURRENT = record((BLUE, "2017-01/2023-03")), record((BAY, "2017-01/2023-03"))


def cuts(shown, *spans: str, renames=RENAMED, name: str = BLUE) -> list[tuple[str, str]]:
    rows = [(name, span, {"post": "岗"}) for span in spans]
    return [(s.employer, str(s.start)) for s in check(shown, history(*rows, renames=renames)).suggested_history]


@pytest.mark.parametrize(
    ("shown", "spans", "start"),
    [
        (AT, ["2017.1-2023.3"], "2019-11"),
        (AFTER, ["2017.1-2023.3"], "2019-12"),
        (LATER, ["2017.1-2023.3"], "2019-11"),
        (FORMER, ["2017.1-2023.3"], "2019-11"),
        (CURRENT, ["2017.1-2023.3"], "2019-11"),
        (AT, ["2017.1-2019.10", "2019.11-2023.3"], "2019-11"),
        (AFTER, ["2017.1-2019.10", "2019.11-2023.3"], "2019-11"),
        (AT, ["2017.1-2019.11", "2019.12-2023.3"], "2019-12"),
        (FORMER, ["2017.1-2019.11", "2019.12-2023.3"], "2019-12"),
        (AT, ["2017.1-2020.3", "2019.12-2023.3"], "2019-11"),
        (AT, ["2017.1-2019.11", "2020.1-2023.3"], "2019-11"),
        (AFTER, ["2017.1-2019.8", "2019.11-2023.3"], "2019-12"),
        (AFTER, ["2017.1-2019.10", "2020.1-2023.3"], "2019-12"),
        (AFTER, ["2017.1-2019.9", "2019.10-2023.3"], "2019-12"),
        (AFTER, ["2017.1-2019.12", "2020.1-2023.3"], "2019-12"),
    ],
)
def test_the_first_month_of_the_new_name(shown, spans, start):
    assert cuts(shown, *spans) == [(BLUE, "2017-01"), (BAY, start)]


def test_a_name_that_is_borne_for_one_month():
    assert cuts(record((BLUE, "2017-01/2019-11"), (BAY, "2019-12/2019-12")), "2017.1-2019.12") == [(BLUE, "2017-01"), (BAY, "2019-12")]
    assert cuts(record((BLUE, "2017-01/2019-11")), "2017.1-2019.11") == [(BLUE, "2017-01"), (BAY, "2019-11")]


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ("2017-01/2019-10", [(BLUE, "2017-01")]),
        ("2019-10/2020-12", [(BLUE, "2019-10"), (BAY, "2019-11")]),
        ("2019-11/2020-12", [(BAY, "2019-11")]),
        ("2019-12/2020-12", [(BAY, "2019-12")]),
    ],
)
def test_a_stint_that_does_not_cross_the_rename_has_one_name(span, found):
    start, end = (f"{at[:4]}.{int(at[5:])}" for at in span.split("/"))
    for name in (BLUE, BAY):
        assert cuts(record((name, span)), f"{start}-{end}") == found


def test_a_chain_of_renames_is_cut_at_each():
    third = "北京三度更名样例有限公司"
    found = cuts(record((third, "2017-01/2023-03")), "2017.1-2023.3", renames=[*RENAMED, (BAY, third, "2021-06")])
    assert found == [(BLUE, "2017-01"), (BAY, "2019-11"), (third, "2021-06")]
    back = cuts(record((BLUE, "2017-01/2023-03")), "2017.1-2023.3", renames=[*RENAMED, (BAY, BLUE, "2021-06")])
    assert back == [(BLUE, "2017-01"), (BAY, "2019-11"), (BLUE, "2021-06")]


def test_a_name_is_written_as_in_the_record():
    spaced = BLUE.replace("北京", "北京 ")
    assert cuts(AT, "2017.1-2023.3", renames=[(spaced, BAY, "2019-11")])[0] == (BLUE, "2017-01")
    assert cuts(CURRENT, "2017.1-2023.3", renames=[(spaced, BAY, "2019-11")])[0] == (spaced, "2017-01")


def test_an_agency_that_was_renamed_keeps_the_host():
    old = "北京中科旧名人力资源有限公司"
    found = cuts(record((AGENCY, "2017-01/2023-03")), "2017.1-2023.3", renames=[(old, AGENCY, "2019-11")], name=f"{old}派遣至{HOST}")
    assert found == [(f"{old}派遣至{HOST}", "2017-01"), (f"{AGENCY}派遣至{HOST}", "2019-11")]


def test_a_stint_that_nobody_declared_is_cut_as_the_record_has_it():
    shown = record((BLUE, "2017-01/2019-11"), (BAY, "2019-12/2020-12"), (GREEN, "2021-01/2023-03"))
    result = check(shown, history((GREEN, "2021.1-2023.3"), renames=RENAMED))
    assert [(s.employer, str(s.start), s.row) for s in result.suggested_history] == [
        (BLUE, "2017-01", None),
        (BAY, "2019-12", None),
        (GREEN, "2021-01", 2),
    ]
