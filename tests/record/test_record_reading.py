"""A page being read: what became of each glyph; what stops its reading; names that are given out."""

import pytest
from record_build import job, record
from record_sheets import line, page, sheet

from sbparse.errors import UnreadableRecordError
from sbparse.page.extents import Undecided
from sbparse.page.model import Ruling
from sbparse.record.columns import HeaderMisfit
from sbparse.record.model import PAID_BY_PERSON, Insurance, PrintBasis
from sbparse.record.reading import sheet_of
from sbparse.record.refusal import reading_page
from sbparse.record.table import HeaderMissing


def test_what_nobody_used_is_left_line_by_line() -> None:
    made = sheet([(50.0, 100.0, "甲乙 丙"), (50.0, 120.0, "丁戊")])
    assert [left.text for left in made.unread()] == ["甲乙丙", "丁戊"]
    made.use("name", made.lines[:1])
    assert ([left.text for left in made.unread()], made.uses) == (["丁戊"], {0: "name", 1: "name", 2: "name"})
    made.use_glyphs("code", [3])
    assert [left.text for left in made.unread()] == ["戊"]
    made.use_glyphs("code", [4])
    assert made.unread() == []
    assert (made.number, sheet([], number=7).number) == (1, 7)


def test_words_are_cut_at_rulings_and_doubled_glyphs_are_used() -> None:
    made = sheet([(50.0, 100.0, "甲乙丙丁")], verticals=[Ruling(70.0, 90.0, 120.0)])
    assert [[word.text for word in each.words] for each in made.lines] == [["甲乙", "丙丁"]]
    assert [word.text for word in made.words] == ["甲乙", "丙丁"]
    bold = sheet_of(page([(50.0, 100.0, "甲乙丙"), (50.5, 100.0, "甲乙丙")]))
    assert ([each.text for each in bold.lines], sorted(bold.uses.values())) == (["甲乙丙"], ["doubled"] * 3)
    assert [each.text for each in bold.unread()] == ["甲乙丙"]


def test_a_place_is_around_words() -> None:
    made = sheet([(50.0, 100.0, "甲乙 丙"), (20.0, 120.0, "丁戊")], number=4)
    place = made.place([*made.lines[0].words[:1], made.lines[1]])
    assert (place.page, place.bbox) == (4, (20.0, 100.0, 70.0, 130.0))


WORD = line("某" * 41).words[0]


@pytest.mark.parametrize(
    ("error", "key", "params"),
    [
        (Undecided(WORD), "reading.undecided", {"text": "某" * 40}),
        (HeaderMisfit([WORD], unknown=["甲"], missing=["乙"]), "reading.unknown-columns", {"texts": ("甲",)}),
        (HeaderMisfit([WORD], missing=["乙"]), "reading.unknown-columns", {"texts": ("乙",)}),
        (HeaderMissing(), "reading.header-missing", {}),
    ],
)
def test_what_stops_the_reading_of_a_page_names_file_and_page(error: Exception, key: str, params: dict[str, object]) -> None:
    with pytest.raises(UnreadableRecordError) as caught, reading_page("x.pdf", 3):
        raise error
    assert (caught.value.what.key, caught.value.what.params, caught.value.file) == (key, params, "x.pdf")
    assert caught.value.place is not None and (caught.value.place.key, caught.value.place.params) == ("place.page", {"page": 3})


def test_a_page_that_was_read_stops_nothing_and_other_errors_pass() -> None:
    with reading_page("x.pdf", 3):
        pass
    with pytest.raises(KeyError), reading_page("x.pdf", 3):
        raise KeyError


def test_the_last_paid_month_is_that_of_the_last_employment() -> None:
    jobs = [job("2020-01", "2020-12"), job("2018-01", "2021-01"), job("2019-01", "2019-12")]
    assert str(record(jobs=jobs).last_paid) == "2021-01"
    assert record(jobs=[]).last_paid is None


def test_names_that_are_given_out() -> None:
    assert [str(i) for i in Insurance] == ["pension", "unemployment", "work_injury", "medical", "maternity"]
    assert [str(basis) for basis in PrintBasis] == ["given", "printed", "query-date", "pdf-metadata"]
    assert PAID_BY_PERSON == (Insurance.PENSION, Insurance.UNEMPLOYMENT, Insurance.MEDICAL)
    assert record().last_paid is not None
