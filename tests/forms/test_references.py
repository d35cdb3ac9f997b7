"""Addresses, ranges and formulas after a row was put in."""

import pytest

from sbparse.report.forms.references import Insertion

BELOW = Insertion("工作经历", at=5, like=4)
ABOVE = Insertion("工作经历", at=5, like=5)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("=A4+A5", "=A4+A6"),
        ("=$A$5", "=$A$6"),
        ("=SUM(A2:A4)", "=SUM(A2:A4)"),
        ("=SUM(A2:A5)", "=SUM(A2:A6)"),
        ("=SUM(A:A)+SUM(5:7)+SUM($4:$5)", "=SUM(A:A)+SUM(6:8)+SUM($4:$6)"),
        ('=IF(A5="A5","第A5行",更名!A5)', '=IF(A6="A5","第A5行",更名!A5)'),
        ("=工作经历!A5+'工作经历'!A9:B10", "=工作经历!A6+'工作经历'!A10:B11"),
        ("=[1]工作经历!A5", "=[1]工作经历!A5"),
        ("=LOG10(A5)+合计5+T1[月数]", "=LOG10(A6)+合计5+T1[月数]"),
        ("=A5:INDEX(A1:A9,3)", "=A6:INDEX(A1:A10,3)"),
        ("=#REF!+A5", "=#REF!+A6"),
        ("=1E5+5", "=1E5+5"),
    ],
)
def test_formulas(before, after):
    assert BELOW.formula(before, "工作经历") == after


def test_a_formula_of_another_sheet_moves_only_what_names_this_one():
    assert BELOW.formula("=A5+工作经历!A5", "更名") == "=A5+工作经历!A6"
    assert Insertion("It's", 5, 4).formula("='It''s'!A5", "更名") == "='It''s'!A6"


@pytest.mark.parametrize(
    ("area", "below", "above"),
    [
        ("A2:D3", "A2:D3", "A2:D3"),
        ("A2:D4", "A2:D5", "A2:D4"),  # ends with the row above: it takes in what joins from there
        ("A5:D9", "A6:D10", "A5:D10"),  # begins with the row below
        ("A2:D9", "A2:D10", "A2:D10"),
        ("A6:D9", "A7:D10", "A7:D10"),
        ("$A$2:$D$4", "$A$2:$D$5", "$A$2:$D$4"),
        ("B4", "B4", "B4"),
        ("B5", "B6", "B6"),
        ("A:D", "A:D", "A:D"),
    ],
)
def test_ranges(area, below, above):
    assert (BELOW.area(area), ABOVE.area(area)) == (below, above)


def test_several_ranges():
    assert BELOW.areas("A2:A4 C5 E6:E7") == "A2:A5 C6 E7:E8"
