"""Which employer a name means: the part before 派遣至, through renames, in any spelling."""

from review_build import AGENCY, BAY, BLUE, GREEN, HOST, history

from sbparse.policy import default_ruleset
from sbparse.review.companies import Companies, dispatches, equal, host, insurer

SENT = f"{GREEN}派遣至{HOST}"
COMPANIES = Companies.of_history(history((SENT, "2020.1-2020.6"), renames=[(BAY, BLUE, "2019-11")]), default_ruleset())


def test_a_dispatched_name_has_an_insurer_and_a_host():
    assert (insurer(SENT), host(SENT)) == (GREEN, HOST)
    assert (insurer(BLUE), host(BLUE)) == (BLUE, None)
    assert [(each.agency, each.host) for each in dispatches([BLUE, SENT])] == [(GREEN, HOST)]


def test_one_company_under_its_names():
    assert COMPANIES.of(BAY) == COMPANIES.of(BLUE) and COMPANIES.same(BLUE, f"{BAY}派遣至{HOST}")
    assert COMPANIES.same(GREEN, SENT) and not COMPANIES.same(GREEN, BLUE)
    assert [(each.former, each.current) for each in COMPANIES.renames(f"{BLUE}派遣至{HOST}")] == [(BAY, BLUE)]
    assert COMPANIES.renames(GREEN) == ()


def test_agencies_are_those_of_the_rules_and_those_that_a_row_names():
    assert [COMPANIES.is_agency(name) for name in (AGENCY, GREEN, SENT, BLUE, HOST)] == [True, True, True, False, False]


def test_equal_in_any_spelling_but_not_through_a_rename():
    assert equal("北京远山（集团）", "北京远山(集团)") and not equal(BAY, BLUE)
