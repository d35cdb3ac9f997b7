"""A masked record reads as it was meant: same months, same shape, sums that hold where they held, and other identities."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mask_files import BUNDLE, EMBEDDED, FILES, OLDER, SEED, STYLES, bare, drawn, masked_file, read, retold

import formdraw
from sbparse.errors import UnusableFileError
from sbparse.mask import Way, masked
from sbparse.mask.substitution import AREAS, STAND_INS, check_digit
from sbparse.record.model import Extraction, RightsRecord

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def original(path: Path) -> Extraction:
    return read(path.read_bytes())


@cache
def read_back(path: Path) -> Extraction:
    return read(masked_file(path).data)


def pairs_of(path: Path) -> list[tuple[RightsRecord, RightsRecord]]:
    return list(zip(original(path).records, read_back(path).records, strict=True))


@each_file
def test_every_fixture_is_masked_to_the_record_that_was_meant(path: Path) -> None:
    made = masked_file(path)
    assert made.way is (Way.SHAPE if path == OLDER else Way.RECORD)
    assert made.before is None and made.after is None


@each_file
def test_months_stay_and_identities_do_not(path: Path) -> None:
    for before, after in pairs_of(path):
        for key in ("pages", "layout", "query_period", "query_date", "print_date", "cumulative"):
            assert bare(before)[key] == bare(after)[key]
        rows = [[(row.period, row.months) for row in record.employments] for record in (before, after)]
        assert rows[0] == rows[1]
        assert [row.period for row in before.contributions] == [row.period for row in after.contributions]
        for one, other in (
            (before.person.name, after.person.name),
            (before.person.id_number, after.person.id_number),
            (before.code, after.code),
        ):
            assert (one is None) == (other is None)
            assert one is None or (one != other and len(one) == len(other or ""))
        for old, new in zip(before.employments, after.employments, strict=True):
            assert len(old.employer) == len(new.employer)
            assert {char for char in new.employer if "\u4e00" <= char <= "\u9fff"} <= set(STAND_INS)


@each_file
def test_an_employer_is_the_same_everywhere(path: Path) -> None:
    for before, after in pairs_of(path):
        olds = [before.person.employer, *(row.employer for row in before.employments)]
        news = [after.person.employer, *(row.employer for row in after.employments)]
        assert len(set(olds)) == len(set(news)) == len(set(zip(olds, news, strict=True)))


@each_file
def test_the_check_digit_is_right_where_it_was(path: Path) -> None:
    for before, after in pairs_of(path):
        old, new = before.person.id_number or "", after.person.id_number or ""
        if len(old) == 18 and masked_file(path).way is Way.RECORD:
            assert new.startswith(AREAS)
            assert (check_digit(new[:17]) == new[17]) == (check_digit(old[:17]) == old[17])


@each_file
def test_sums_move_with_their_rows(path: Path) -> None:
    if masked_file(path).way is not Way.RECORD:
        return
    for before, after in pairs_of(path):
        for insurance in before.totals.amounts if before.totals else ():
            off = []
            for record in (before, after):
                assert record.totals
                total = record.totals.amounts[insurance].personal
                parts = [row.amounts[insurance].personal or Decimal(0) for row in record.contributions]
                off.append(None if total is None else total - sum(parts, Decimal(0)))
            assert off[0] == off[1]


@each_file
def test_amounts_keep_their_digits(path: Path) -> None:
    for before, after in pairs_of(path):
        for old, new in zip(before.contributions, after.contributions, strict=True):
            for insurance, amounts in old.amounts.items():
                other = new.amounts[insurance]
                assert amounts.months == other.months
                for one, two in ((amounts.base, other.base), (amounts.personal, other.personal)):
                    assert (one is None) == (two is None)
                    if one is not None and two is not None and masked_file(path).way is Way.RECORD:
                        assert len(str(one)) == len(str(two))


@each_file
def test_both_engines_read_the_same_record(path: Path) -> None:
    data = masked_file(path).data
    assert [bare(record) for record in read_back(path).records] == [bare(record) for record in read(data, "pdfplumber").records]


@each_file
def test_findings_about_sums_months_and_pages_stay(path: Path) -> None:
    if masked_file(path).way is Way.RECORD:
        assert not set(masked_file(path).rules) - {"unread-text", "unreadable-text"}


def boxes(extraction: Extraction) -> list[tuple[float, ...]]:
    return [row.where.bbox for record in extraction.records for row in (*record.employments, *record.contributions)]


@each_file
def test_the_table_stands_where_it_stood(path: Path) -> None:
    before, after = original(path), read_back(path)
    for old, new in zip(boxes(before), boxes(after), strict=True):
        assert all(abs(one - other) < 1 for one, other in zip(old, new, strict=True))


def test_foreign_pages_of_a_bundle_are_emptied() -> None:
    made, before = masked_file(BUNDLE), read(BUNDLE.read_bytes())
    assert made.blank == before.skipped_pages != ()
    assert read(made.data).skipped_pages == before.skipped_pages
    from sbparse.record.document import open_document

    with open_document(made.data, "x.pdf") as document:
        for number in made.blank:
            page = document.page(number - 1)
            assert not page.chars and not page.set_aside and not page.horizontals


def test_a_seed_makes_it_repeatable_and_none_does_not() -> None:
    data = SEED.read_bytes()
    assert masked(data, "x.pdf", seed=7).data == masked_file(SEED).data
    assert masked(data, "x.pdf", seed=8).data != masked_file(SEED).data
    assert len({masked(data, "x.pdf").data for _ in range(2)}) == 2


@pytest.mark.parametrize(
    "name", ["form-2026", "fpdf2-serif", "char-objects-by-column", "fake-bold-0.8", "sideways-90", "watermark-alpha", "thousands"]
)
def test_styles_of_other_producers(name: str) -> None:
    made = masked(drawn(name, 31, jobs=4), "x.pdf", seed=3)
    assert made.way is Way.RECORD


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 10**6), formdraw.styles())
def test_whatever_can_be_read_is_masked_exactly_or_refused(seed: int, style: formdraw.Style) -> None:
    data = drawn(style, seed)
    try:
        made = masked(data, "x.pdf", seed=seed)
    except UnusableFileError as error:
        assert error.what.key in ("mask.error.reads-differently", "mask.error.no-figures")
        return
    if made.way is Way.RECORD:
        before, after = read(data).records, read(made.data).records
        for one, other in zip(before, after, strict=True):
            assert [row.period for row in one.employments] == [row.period for row in other.employments]
            assert one.person.id_number != other.person.id_number


def test_a_wrong_check_digit_and_a_wrong_sum_stay_wrong() -> None:
    data = SEED.read_bytes()
    record = read(data).records[0]
    number = record.person.id_number or ""
    broken = retold(data, number, number[:17] + ("1" if number[17] != "1" else "2"))
    made = masked(broken, "x.pdf", seed=1)
    assert "id-checksum" in {finding.rule for finding in read(made.data).records[0].findings}
    assert made.way is Way.RECORD and not made.rules


def test_stand_ins_are_shared_so_that_the_way_back_is_lost() -> None:
    from random import Random

    from sbparse.mask.substitution import Substitution

    substitution = Substitution(Random(1))  # noqa: S311
    drawn_ones = substitution.text("".join(map(chr, range(0x4E00, 0x4F00))))
    assert set(drawn_ones) <= set(STAND_INS)
    assert min(Counter(drawn_ones).values()) > 3
    assert all(one != other for one, other in zip(map(chr, range(0x4E00, 0x4F00)), drawn_ones, strict=True))


def test_no_stand_ins_make_a_word_of_the_form() -> None:
    from sbparse.mask.catalogue import phrases

    assert not [phrase for phrase in phrases() for one, other in pairwise(phrase) if one in STAND_INS and other in STAND_INS]


def test_styles_and_fixtures_are_there() -> None:
    assert len(FILES) >= 20 and len(STYLES) > 50 and EMBEDDED in FILES


def test_letters_drawn_twice_one_by_one_become_the_same_both_times() -> None:
    style = replace(STYLES["char-objects"], fake_bold=1.5, font_size=6.0)
    assert masked(drawn(style, 9, jobs=3), "x.pdf", seed=1).way is Way.RECORD
