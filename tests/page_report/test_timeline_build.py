"""What the timeline says of a review: which months are drawn where, and which of them differ."""

from dataclasses import replace

import pytest
import report_example
from hypothesis import given
from hypothesis import strategies as st
from review_build import BAMBOO, BAY, BLUE, CONTRACT, GREEN, check, history, month, months, period, record
from review_worlds import correct, worlds, wrong

from sbparse.findings import Severity
from sbparse.report.timeline.build import timeline_of
from sbparse.report.timeline.model import Lane, Timeline

FIVE_YEARS = record((BLUE, "2018-09/2020-03"), (GREEN, "2020-04/2023-03"))
AS_RECORDED = ((BLUE, "2018.9-2020.3"), (GREEN, "2020.4-至今"))


def drawn(*rows, declared=AS_RECORDED, of=FIVE_YEARS, **more) -> Timeline:
    return timeline_of(check(of, history(*(rows or declared), **more)))


def differing(timeline: Timeline) -> list[tuple[str, str]]:
    return [(str(d.only), str(d.period)) for d in timeline.differences]


class TestBars:
    def test_each_stint_in_its_lane_with_the_number_of_its_pair(self):
        bars = [(str(b.lane), b.pair, str(b.period), b.employer) for b in drawn().bars]
        assert bars == [
            ("record", 1, "2018-09–2020-03", BLUE),
            ("record", 2, "2020-04–2023-03", GREEN),
            ("declared", 1, "2018-09–2020-03", BLUE),
            ("declared", 2, "2020-04–2023-04", GREEN),  # 至今 is drawn to the month of the print
        ]

    def test_the_axis_is_whole_years(self):
        assert drawn().axis == period("2018-01/2023-12")
        assert drawn().years == 6

    def test_overlapping_stints_lie_on_levels_of_their_own(self):
        timeline = drawn((BLUE, "2018.9-2020.3"), (BAMBOO, "2019.1-2019.6"), (GREEN, "2020.3-2023.3"))
        levels = {(b.employer, b.level) for b in timeline.lane(Lane.DECLARED)}
        assert levels == {(BLUE, 0), (BAMBOO, 1), (GREEN, 1)}

    def test_neighbours_share_a_level(self):
        assert {bar.level for bar in drawn().bars} == {0}

    def test_a_finding_marks_the_bar_it_is_about_and_no_other(self):
        timeline = drawn((BLUE, "2018.8-2020.3"), (GREEN, "2020.4-2023.3"))
        assert {(bar.pair, bar.worst) for bar in timeline.bars} == {(1, Severity.ERROR), (2, None)}

    def test_contract_and_ongoing(self):
        timeline = drawn((BLUE, "2018.9-2020.3", CONTRACT), (GREEN, "2020.4-至今"))
        assert [(b.contract, b.ongoing) for b in timeline.lane(Lane.DECLARED)] == [(True, False), (False, True)]

    def test_nothing_to_draw(self):
        assert timeline_of(check(record(), history())) is None


class TestUnpaid:
    def test_months_that_the_record_names_are_holes(self):
        own = record((BLUE, "2018-09/2020-03"), (GREEN, "2020-04/2023-03"), unpaid=months("2019-05/2019-06"), monthly=True)
        first = drawn(of=own).lane(Lane.RECORD)[0]
        assert (first.unpaid, first.undecided) == ((period("2019-05/2019-06"),), ())
        assert first.paid_months == 17

    def test_months_that_it_does_not_name_are_undecided_in_their_year(self):
        own = record((BLUE, "2018-09/2020-03"), (GREEN, "2020-04/2023-03"), unpaid=months("2019-05/2019-06"))
        first = drawn(of=own).lane(Lane.RECORD)[0]
        assert first.unpaid == ()
        (part,) = first.undecided
        assert (str(part.period), part.least, part.most) == ("2019-01–2019-12", 2, 2)

    def test_unpaid_months_are_no_difference(self):
        own = record((BLUE, "2018-09/2020-03"), (GREEN, "2020-04/2023-03"), unpaid=months("2019-05"), monthly=True)
        assert differing(drawn(of=own)) == []


class TestDifferences:
    @pytest.mark.parametrize(
        ("span", "expected"),
        [
            ("2018.9-2020.3", []),
            ("2018.8-2020.3", [("declared", "2018-08–2018-08")]),
            ("2018.10-2020.3", [("record", "2018-09–2018-09")]),
            ("2018.9-2020.2", [("record", "2020-03–2020-03")]),
            ("2018.9-2020.5", [("declared", "2020-04–2020-05")]),
        ],
    )
    def test_a_start_or_an_end_that_is_off(self, span, expected):
        assert differing(drawn((BLUE, span), (GREEN, "2020.4-至今"))) == expected

    def test_it_names_the_findings_about_its_months(self):
        result = check(FIVE_YEARS, history((BLUE, "2018.8-2020.3"), (GREEN, "2020.5-至今")))
        found = {str(d.period.start): [result.findings[n - 1].rule for n in d.findings] for d in timeline_of(result).differences}
        assert found == {"2018-08": ["start-mismatch"], "2020-04": ["start-mismatch"]}

    def test_a_stint_on_one_side_only(self):
        assert differing(drawn((BLUE, "2018.9-2020.3"))) == [("record", "2020-04–2023-03")]
        assert differing(drawn((BAMBOO, "2016.1-2016.6"), *AS_RECORDED)) == [("declared", "2016-01–2016-06")]

    def test_months_before_the_query_period_are_silent_and_no_difference(self):
        own = record((BLUE, "2018-09/2020-03"), (GREEN, "2020-04/2023-03"), query="2018-01/2023-04")
        timeline = drawn((BAMBOO, "2016.1-2018.8"), *AS_RECORDED, of=own)
        assert differing(timeline) == [("declared", "2018-01–2018-08")]
        assert str(timeline.silent[0]) == "2016-01–2017-12"

    def test_months_not_posted_yet_are_silent_and_no_difference(self):
        timeline = drawn()
        assert [str(run) for run in timeline.silent] == ["2023-04–2023-04"]
        assert differing(timeline) == []

    def test_months_that_must_have_been_posted_are_a_difference(self):
        own = record((BLUE, "2018-09/2020-03"), (GREEN, "2020-04/2022-12"))
        assert differing(drawn(of=own)) == [("declared", "2023-01–2023-02")]

    def test_a_current_job_after_a_left_one(self):
        """至今 at an employer that was left: the months of the next employer differ too, on both sides."""
        timeline = drawn((BLUE, "2018.9-至今"), (GREEN, "2020.4-至今"))
        assert differing(timeline) == [("declared", "2020-04–2023-03")]

    def test_a_gap_in_the_record_inside_one_declared_row(self):
        own = record((BLUE, "2018-09/2020-03"), (BLUE, "2020-06/2023-03"))
        timeline = drawn((BLUE, "2018.9-2023.3"), of=own)
        assert differing(timeline) == [("declared", "2020-04–2020-05")]
        assert [(str(gap.lane), str(gap.period)) for gap in timeline.gaps] == [("record", "2020-04–2020-05")]


class TestRenames:
    def test_in_time_order_and_only_on_the_axis(self):
        own = record((BLUE, "2018-09/2023-03"))
        timeline = drawn(
            (BLUE, "2018.9-2023.3"), of=own, renames=[(BLUE, BAY, "2021-05"), (GREEN, BAMBOO, "2019-02"), (BAMBOO, GREEN, "2010-01")]
        )
        assert [(r.number, str(r.month), r.current) for r in timeline.renames] == [(1, "2019-02", BAMBOO), (2, "2021-05", BAY)]


class TestPrinted:
    def test_a_given_date_goes_before_the_records(self):
        from datetime import date

        result = check(FIVE_YEARS, history(*AS_RECORDED), print_date=date(2023, 5, 2))
        assert timeline_of(result).printed == month("2023-05")
        assert drawn().printed == month("2023-04")


class TestAnyCareer:
    @given(st.data())
    def test_a_correct_declaration_has_no_month_that_differs_but_unpaid_and_unposted_ones(self, data):
        world = data.draw(worlds())
        result = check(world.record, data.draw(correct(world)))
        assert differing(timeline_of(result)) == []

    @given(st.data())
    def test_every_month_is_where_it_belongs(self, data):
        world = data.draw(worlds())
        result = check(world.record, data.draw(wrong(world)))
        timeline = timeline_of(result)
        for number, pair in enumerate(result.pairs, start=1):
            insured = {m for stint in pair.insured for m in stint.period}
            only = {m for d in timeline.differences if (d.pair, d.only) == (number, Lane.RECORD) for m in d.period}
            declared = {m for bar in timeline.lane(Lane.DECLARED) if bar.pair == number for m in bar.period}
            assert only == insured - declared
            told = {m for d in timeline.differences if (d.pair, d.only) == (number, Lane.DECLARED) for m in d.period}
            assert told <= declared - insured
            assert declared - insured - told <= {m for run in timeline.silent for m in run}

    @given(st.data())
    def test_no_two_bars_of_a_level_share_a_month(self, data):
        world = data.draw(worlds())
        timeline = timeline_of(check(world.record, data.draw(wrong(world))))
        for lane in Lane:
            taken = [(bar.level, m) for bar in timeline.lane(lane) for m in bar.period]
            assert len(taken) == len(set(taken))
            assert all(m in timeline.axis for _, m in taken)

    @given(st.data())
    def test_a_start_or_end_that_is_found_wrong_is_seen(self, data):
        world = data.draw(worlds(unpaid=False))
        result = check(world.record, data.draw(wrong(world)))
        timeline = timeline_of(result)
        for number, pair in enumerate(result.pairs, start=1):
            seen = {m for d in timeline.differences if d.pair == number for m in d.period}
            sides = [{m for b in timeline.lane(lane) if b.pair == number for m in b.period} for lane in Lane]
            for finding in pair.findings:
                if finding.severity is Severity.ERROR and finding.rule in ("start-mismatch", "end-mismatch", "missing-from-record"):
                    # Of the months between two ends some may be in neither lane (another gap), or in both (another row).
                    assert set(finding.months) & (sides[0] ^ sides[1]) <= seen, finding


def test_a_finding_that_is_not_the_reviews_own_has_no_number():
    full = report_example.review()
    timeline = timeline_of(replace(full, findings=()))
    assert {d.findings for d in timeline.differences} == {()}
