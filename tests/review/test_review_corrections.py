"""A correction's rows: what changed in them, and where an added one goes."""

from dataclasses import replace

import pytest
from review_build import BLUE, GREEN, check, history, month, record, stints

from sbparse.review.corrections import Change, Correction, newest_first, place_in_time

ROW = stints((BLUE, "2018.1-2020.6", {"post": "研发岗"}))[0]


@pytest.mark.parametrize(
    ("change", "fields", "start", "cleared", "untouched"),
    [
        (Change(ROW, ROW), set(), "2018-01", False, True),
        (Change(ROW, replace(ROW, row=9)), set(), "2018-01", False, True),
        (Change(ROW, replace(ROW, start=month("2018-02"), employer=GREEN)), {"start", "employer"}, "2018-02", False, False),
        (Change(ROW, replace(ROW, start=month("2019-02")), added=True), set(), "2019-02", False, False),
        (Change(ROW, ROW, added=True), set(), "2018-01", False, False),
        (Change(None, ROW, added=True), set(), "2018-01", False, False),
        (Change(ROW, None), set(), "None", True, False),
        (Change(None, ROW), set(), "2018-01", False, True),
    ],
)
def test_what_became_of_a_row(change, fields, start, cleared, untouched):
    assert (change.fields, str(change.start), change.cleared, change.untouched) == (fields, start, cleared, untouched)


@pytest.mark.parametrize(("stint", "assessment", "empty"), [(True, True, True), (False, True, False), (True, False, False)])
def test_a_correction_is_empty_where_no_row_of_either_table_is_touched(stint, assessment, empty):
    declared = history((BLUE, "2018.1-2020.6"), assessments=[("2018.1-2018.12", "2018年度", BLUE)])
    result = check(record((BLUE, "2018-01/2020-06")), declared)
    (row,), (assessed,) = declared.stints, declared.assessments
    stints_ = (Change(row, row), Change(row, row if stint else None))
    assessments = (Change(assessed, assessed), Change(assessed, assessed if assessment else None))
    assert Correction(stints_, assessments, declared, result).empty is empty


@pytest.mark.parametrize(
    ("starts", "newest"),
    [
        ([], False),
        (["2018-01"], False),
        (["2018-01", "2018-01"], False),
        (["2018-01", "2019-01"], False),
        (["2019-01", "2018-01"], True),
        (["2019-01", "2018-01", "2018-01"], True),
        (["2019-01", "2018-01", "2018-02"], False),
    ],
)
def test_whether_a_table_has_its_newest_row_first(starts, newest):
    assert newest_first([month(each) for each in starts]) is newest


@pytest.mark.parametrize(
    ("starts", "start", "descending", "place"),
    [
        ([], "2019-01", False, 0),
        ([], "2019-01", True, 0),
        (["2018-01", "2020-01"], "2017-12", False, 0),
        (["2018-01", "2020-01"], "2018-01", False, 1),
        (["2018-01", "2020-01"], "2019-01", False, 1),
        (["2018-01", "2020-01"], "2020-02", False, 2),
        (["2018-01", None, "2020-01"], "2019-01", False, 1),
        (["2020-01", "2018-01"], "2020-02", True, 0),
        (["2020-01", "2018-01"], "2020-01", True, 0),
        (["2020-01", "2018-01"], "2019-01", True, 1),
        (["2020-01", "2018-01"], "2017-12", True, 2),
        (["2020-01", None, "2018-01"], "2019-01", True, 2),
    ],
)
def test_where_a_row_goes_by_its_start(starts, start, descending, place):
    assert place_in_time([each and month(each) for each in starts], month(start), descending=descending) == place
