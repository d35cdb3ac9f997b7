"""The rules that add up: 合计, 实际缴费月数, months a row, 累计年限; both sides of each boundary."""

from dataclasses import replace
from decimal import Decimal

import pytest
from record_build import BLANK, actuals, job, outcome, record, row, totals_of

from sbparse.findings import Severity
from sbparse.record.model import Amounts, Contribution, Insurance, Totals

THREE = [row("2018-01", "2018-12"), row("2019-01", "2019-12"), row("2020-01", "2020-12")]


def without(rows: list[Contribution], insurance: Insurance, **changed: object) -> list[Contribution]:
    """The rows with one insurance's cell values changed."""
    return [replace(r, amounts={**r.amounts, insurance: replace(r.amounts[insurance], **changed)}) for r in rows]  # type: ignore[arg-type]


def printed(totals: Totals, insurance: Insurance, **changed: object) -> Totals:
    return replace(totals, amounts={**totals.amounts, insurance: replace(totals.amounts[insurance], **changed)})  # type: ignore[arg-type]


class TestTotals:
    @pytest.mark.parametrize("lost", range(3))
    def test_one_of_three_rows_dropped_fails_every_column(self, lost: int) -> None:
        left = [r for index, r in enumerate(THREE) if index != lost]
        found = actuals("total-mismatch", record(left, totals=totals_of(THREE)))
        assert len(found) == 5 + 3
        assert found[0] == ("24", "36")

    def test_no_rows_is_not_run(self) -> None:
        assert outcome("total-mismatch", record([], totals=totals_of(THREE))) == "integrity.no-rows"

    def test_no_total_is_not_run(self) -> None:
        assert outcome("total-mismatch", record(THREE, totals=None)) == "integrity.no-total"

    def test_a_blank_total_is_not_run(self) -> None:
        blank = replace(totals_of(THREE), amounts=dict.fromkeys(Insurance, BLANK))
        assert outcome("total-mismatch", record(THREE, totals=blank)) == "integrity.no-total"

    @pytest.mark.parametrize("insurance", Insurance)
    def test_one_blank_total_of_months_is_not_run(self, insurance: Insurance) -> None:
        blank = printed(totals_of(THREE), insurance, months=None)
        assert outcome("total-mismatch", record(THREE, totals=blank)) == "integrity.no-total"

    def test_a_blank_total_over_a_blank_column_passes(self) -> None:
        rows = without(THREE, Insurance.MATERNITY, months=None, base=None)
        assert totals_of(rows).amounts[Insurance.MATERNITY].months is None
        assert outcome("total-mismatch", record(rows)) == []

    @pytest.mark.parametrize("insurance", Insurance)
    @pytest.mark.parametrize("off", [-1, 1])
    def test_a_month_off(self, insurance: Insurance, off: int) -> None:
        totals = printed(totals_of(THREE), insurance, months=36 + off)
        assert actuals("total-mismatch", record(THREE, totals=totals)) == [("36", str(36 + off))]

    @pytest.mark.parametrize("insurance", [Insurance.PENSION, Insurance.UNEMPLOYMENT, Insurance.MEDICAL])
    @pytest.mark.parametrize("off", ["-0.01", "0.01"])
    def test_a_fen_off(self, insurance: Insurance, off: str) -> None:
        due = totals_of(THREE).amounts[insurance].personal
        assert due is not None
        totals = printed(totals_of(THREE), insurance, personal=due + Decimal(off))
        assert actuals("total-mismatch", record(THREE, totals=totals)) == [(str(due), str(due + Decimal(off)))]

    def test_a_total_of_bases_is_checked_where_printed(self) -> None:
        right = printed(totals_of(THREE), Insurance.PENSION, base=Decimal("180000.00"))
        wrong = printed(right, Insurance.PENSION, base=Decimal("180000.01"))
        assert outcome("total-mismatch", record(THREE, totals=right)) == []
        assert actuals("total-mismatch", record(THREE, totals=wrong)) == [("180000.00", "180000.01")]

    def test_a_sum_over_a_column_that_reads_blank_fails(self) -> None:
        """Either the file or our reading has lost the column."""
        rows = without(THREE, Insurance.PENSION, personal=None)
        assert actuals("total-mismatch", record(rows, totals=totals_of(THREE))) == [("0", "14400.00")]

    def test_blank_amounts_without_sums_pass(self) -> None:
        rows = without(without(without(THREE, Insurance.PENSION, personal=None), Insurance.UNEMPLOYMENT, personal=None), Insurance.MEDICAL,
                       personal=None)  # fmt: skip
        assert outcome("total-mismatch", record(rows)) == []


class TestEmploymentMonths:
    def test_equal_passes(self) -> None:
        assert outcome("employment-months-mismatch", record()) == []

    @pytest.mark.parametrize("declared", [23, 25])
    def test_a_month_off_fails(self, declared: int) -> None:
        assert actuals("employment-months-mismatch", record(jobs=[job("2019-01", "2020-12", declared)])) == [("24", str(declared))]

    def test_a_blank_count_is_not_run(self) -> None:
        assert outcome("employment-months-mismatch", record(jobs=[job("2019-01", "2020-12", None)])) == "integrity.months-blank"

    def test_no_rows_is_not_run(self) -> None:
        assert outcome("employment-months-mismatch", record(jobs=[])) == "integrity.no-rows"
        assert outcome("employment-months-mismatch", record([])) == "integrity.no-rows"

    @pytest.mark.parametrize(("second", "passes"), [(6, True), (7, False), (5, True), (0, True)])
    def test_months_at_two_employers_explain_as_many(self, second: int, passes: bool) -> None:
        """Six months lie in both rows, and the table counts each once."""
        jobs = [job("2019-01", "2020-12"), job("2020-07", "2020-12", second, "上海样例中心")]
        assert (outcome("employment-months-mismatch", record(jobs=jobs)) == []) is passes

    @pytest.mark.parametrize(("declared", "passes"), [(22, True), (21, False), (24, True), (25, False)])
    def test_months_without_an_employer_row_explain_as_many(self, declared: int, passes: bool) -> None:
        """The table has two months more than the employer's row covers."""
        jobs = [job("2019-03", "2020-12", declared)]
        assert (outcome("employment-months-mismatch", record(jobs=jobs)) == []) is passes


class TestSpans:
    @pytest.mark.parametrize("insurance", Insurance)
    @pytest.mark.parametrize(("months", "passes"), [(5, True), (6, True), (7, False)])
    def test_a_row_has_no_more_months_than_its_period(self, insurance: Insurance, months: int, passes: bool) -> None:
        rows = without([row("2020-01", "2020-06")], insurance, months=months)
        found = actuals("row-exceeds-span", record(rows, jobs=[]))
        assert found == ([] if passes else [("6", "7")])

    @pytest.mark.parametrize(("months", "passes"), [(24, True), (25, False)])
    def test_an_employment_has_no_more_months_than_its_period(self, months: int, passes: bool) -> None:
        found = outcome("row-exceeds-span", record([], jobs=[job("2019-01", "2020-12", months)]))
        assert [f.employment for f in found if not isinstance(f, str)] == ([] if passes else [0])

    def test_a_repeated_row_counts_its_months_twice(self) -> None:
        rows = [row("2019-01", "2019-12", months=7), row("2019-01", "2019-12", months=5)]
        assert outcome("row-exceeds-span", record(rows)) == []
        rows = [row("2019-01", "2019-12", months=7), row("2019-01", "2019-12", months=6)]
        assert actuals("row-exceeds-span", record(rows)) == [("12", "13")] * 5

    def test_two_employers_in_one_month_explain_a_repeated_row(self) -> None:
        rows = [row("2019-05", "2019-05"), row("2019-05", "2019-05")]
        jobs = [job("2019-01", "2019-05"), job("2019-05", "2019-12", employer="上海样例中心")]
        assert outcome("row-exceeds-span", record(rows, jobs=jobs)) == []
        assert actuals("row-exceeds-span", record(rows)) == [("1", "2")] * 5

    def test_nothing_to_count_is_not_run(self) -> None:
        assert outcome("row-exceeds-span", record([], jobs=[])) == "integrity.no-rows"
        blank = [replace(r, amounts=dict.fromkeys(Insurance, Amounts())) for r in THREE]
        assert outcome("row-exceeds-span", record(blank, jobs=[job("2019-01", "2020-12", None)])) == "integrity.no-rows"


class TestCumulative:
    def outcome(self, pension: int | None, medical: int | None = 24, **changed: object) -> list[tuple[str, Severity]] | str:
        sound = record()
        supplement = replace(sound.supplement, pension_months=pension, medical_months=medical, **changed)  # type: ignore[arg-type]
        found = outcome("cumulative-mismatch", replace(sound, supplement=supplement))
        return found if isinstance(found, str) else [(f.message.key, f.severity) for f in found]

    def test_equal_passes(self) -> None:
        assert self.outcome(24) == []
        assert self.outcome(None) == []  # only the medical figure is printed

    def test_a_month_below_is_an_error(self) -> None:
        assert self.outcome(23) == [("integrity.cumulative-below", Severity.ERROR)]
        assert self.outcome(24, 23) == [("integrity.cumulative-below", Severity.ERROR)]

    def test_a_month_above_is_information(self) -> None:
        assert self.outcome(25) == [("integrity.cumulative-above", Severity.INFO)]

    @pytest.mark.parametrize("part", ["backfilled_months", "rural_months", "pension_lump_sum_months"])
    def test_the_bracketed_parts_are_included(self, part: str) -> None:
        assert self.outcome(31, **{part: 7}) == []
        assert self.outcome(32, **{part: 7}) == [("integrity.cumulative-above", Severity.INFO)]
        assert self.outcome(23, **{part: 7}) == [("integrity.cumulative-below", Severity.ERROR)]

    def test_months_from_another_province_stand_outside(self) -> None:
        assert self.outcome(31, transferred_months=7) == [("integrity.cumulative-above", Severity.INFO)]

    def test_a_medical_lump_sum_is_the_medical_figure_s(self) -> None:
        assert self.outcome(24, 31, medical_lump_sum_months=7) == []
        assert self.outcome(31, 24, medical_lump_sum_months=7) == [("integrity.cumulative-above", Severity.INFO)]

    def test_nothing_printed_is_not_run(self) -> None:
        assert self.outcome(None, None) == "integrity.no-cumulative"
        sound = record()
        assert outcome("cumulative-mismatch", replace(record([]), supplement=sound.supplement)) == "integrity.no-rows"
