"""Who may have organised an assessment, and gaps that may be assessed either way."""

from datetime import date

import pytest
from review_assessed import assessed, years
from review_build import AGENCY, BAMBOO, BAY, BLUE, GREEN, HOST, only, record


@pytest.mark.parametrize(
    ("organiser", "right"),
    [
        (AGENCY, True),
        (HOST, True),
        (f"{AGENCY}派遣至{HOST}", True),
        (f"{AGENCY}派遣至{BAY}", True),
        (f"{HOST[:4]} {HOST[4:]}", True),
        (None, True),
        (BAMBOO, False),
        (f"{BAMBOO}派遣至{HOST}", False),
    ],
)
def test_the_organiser_of_a_dispatched_year(organiser, right):
    shown = record((AGENCY, "2019-01/2023-03"), printed="2023-04-03")
    rows = [(f"{year}.1-{year}.12", f"{year}年度", organiser) for year in (2020, 2021, 2022)]
    result = assessed(*rows, shown=shown, declared=((f"{AGENCY}派遣至{HOST}", "2019.1-至今"),))
    assert years(result) == ([] if right else [2020, 2021, 2022])


def test_where_the_host_is_not_known_anybody_may_have_organised():
    shown = record((AGENCY, "2019-01/2023-03"), printed="2023-04-03")
    rows = [(f"{year}.1-{year}.12", f"{year}年度", BAMBOO) for year in (2020, 2021, 2022)]
    assert years(assessed(*rows, shown=shown, declared=((AGENCY, "2019.1-至今"),))) == []


def test_a_gap_that_a_declared_row_spans_may_be_assessed_either_way():
    shown = record((BLUE, "2019-04/2021-05"), (BLUE, "2021-08/2023-03"), printed="2023-04-03")
    declared = ((BLUE, "2019.4-至今"),)
    years_ = [(f"{year}.1-{year}.12", f"{year}年度", BLUE) for year in (2020, 2021, 2022)]
    parts = [years_[0], ("2021.1-2021.5", "任职期满", BLUE), ("2021.8-2021.12", "2021年度", BLUE), years_[2]]
    assert years(assessed(*years_, shown=shown, declared=declared)) == []
    assert years(assessed(*parts, shown=shown, declared=declared)) == []
    wrong = only(assessed(years_[0], ("2021.1-2021.11", None, BLUE), years_[2], shown=shown, declared=declared), "assessment-mismatch")
    assert len(wrong.message.params["expected"]) == 2  # as the record has it
    thirds = [("2021.1-2021.5", "任职期满", BLUE), ("2021.6-2021.7", "任职期满", BLUE), ("2021.8-2021.12", "2021年度", BAMBOO)]
    stranger = only(assessed(years_[0], *thirds, years_[2], shown=shown, declared=declared), "assessment-mismatch")
    assert stranger.message.params["organiser"] == BAMBOO
    apart = ((BLUE, "2019.4-2021.5"), (BLUE, "2021.8-至今"))
    assert years(assessed(*years_, shown=shown, declared=apart)) == [2021]


def test_organisers_of_two_jobs_at_once_that_are_crossed_are_no_strangers():
    shown = record((BLUE, "2020-01/2020-12"), (GREEN, "2020-01/2020-06"), printed="2021-01-03")
    declared = ((BLUE, "2020.1-2020.12"), (GREEN, "2020.1-2020.6"))
    rows = [("2020.1-2020.12", "2020年度", GREEN), ("2020.1-2020.6", "任职期满", BLUE)]
    crossed = only(assessed(*rows, shown=shown, declared=declared, submitted=date(2021, 1, 4)), "assessment-mismatch")
    assert crossed.message.key == "review.assessment-mismatch.periods"
