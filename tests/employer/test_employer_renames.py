"""Renames: chains, names that come back, names filled in loosely, and contradictions."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbparse.employer.names import normal
from sbparse.employer.renames import RenameBook, Renaming
from sbparse.values.month import Month

A, B, C, D = "甲公司", "乙公司", "丙公司", "丁公司"
M10, M12, M15, M18, M20 = (Month.of(year, 5) for year in (2010, 2012, 2015, 2018, 2020))


def book(*entries: tuple[Month, str, str]) -> RenameBook:
    return RenameBook.of([Renaming(*entry) for entry in entries])


def test_without_renames_every_name_is_its_own_company() -> None:
    empty = book()
    assert empty.same("蓝鲸（北京）公司", "蓝鲸(北京) 公司")
    assert not empty.same(A, B)
    assert empty.names_of(A) == (A,)
    assert empty.rename_months(A) == ()
    assert empty.name_in(A, M15) == A


def test_a_rename_links_two_names() -> None:
    renamed = book((M15, A, B))
    assert renamed.same(A, B)
    assert not renamed.same(A, C)
    assert renamed.company_of(A) == renamed.company_of(B)
    assert renamed.names_of(renamed.company_of(B)) == (A, B)
    assert renamed.rename_months(B) == (Renaming(M15, A, B),)


def test_the_name_changes_in_the_month_of_the_rename() -> None:
    renamed = book((M15, A, B))
    assert renamed.name_in(B, M15 + -1) == A
    assert renamed.name_in(A, M15) == B
    assert renamed.name_in(A, M10) == A
    assert renamed.name_in(A, M20) == B


def test_a_chain_is_one_company_throughout() -> None:
    chain = book((M18, B, C), (M15, A, B))
    assert chain.same(A, C)
    assert chain.names_of(C) == (A, B, C)
    assert [step.month for step in chain.rename_months(A)] == [M15, M18]
    assert chain.name_in(A, Month.of(2016, 1)) == B


def test_names_are_matched_in_normal_form_and_kept_as_written() -> None:
    chain = book((M15, "蓝鲸（北京）公司", "蓝鲸(集团)公司"), (M18, "蓝鲸（集团）公司", C))
    assert chain.names_of(C) == ("蓝鲸（北京）公司", "蓝鲸(集团)公司", C)


def test_a_name_may_come_back() -> None:
    back = book((M12, A, B), (M15, B, A), (M18, A, C))
    assert back.names_of(C) == (A, B, C)
    assert [back.name_in(A, month) for month in (M10, M12, M15, M18)] == [A, B, A, C]
    assert back.contradictions == ()


@pytest.mark.parametrize(
    "entries",
    [
        [(M15, A, B), (M18, B, C)],
        [(M15, A, C), (M18, B, C)],  # 现用名 filled in with today's name
        [(M15, A, B), (M18, A, C)],  # 曾用名 filled in with the first name
    ],
)
def test_a_chain_is_understood_however_it_was_filled_in(entries: list[tuple[Month, str, str]]) -> None:
    for order in (entries, entries[::-1]):
        chain = book(*order)
        assert chain.contradictions == ()
        assert chain.rename_months(A) == (Renaming(M15, A, B), Renaming(M18, B, C))


def test_longer_chains_filled_in_with_todays_or_the_first_name() -> None:
    expected = (Renaming(M10, A, B), Renaming(M15, B, C), Renaming(M18, C, D))
    assert book((M10, A, D), (M15, B, D), (M18, C, D)).rename_months(A) == expected
    assert book((M10, A, B), (M15, A, C), (M18, A, D)).rename_months(A) == expected


def test_two_renames_in_one_month_in_any_order() -> None:
    for entries in ([(M15, A, B), (M15, B, C)], [(M15, B, C), (M15, A, B)]):
        assert book(*entries).names_of(A) == (A, B, C)
    bridged = book((M12, A, B), (M15, C, D), (M15, B, C))
    assert bridged.names_of(A) == (A, B, C, D)
    assert bridged.contradictions == ()


def test_one_name_given_up_for_two_at_once_links_nothing() -> None:
    torn = book((M15, A, B), (M15, A, C))
    assert not torn.same(A, B)
    assert not torn.same(A, C)
    assert len(torn.contradictions) == 2


@pytest.mark.parametrize(
    ("kept", "refused"),
    [
        ([(M10, C, D)], (M15, A, C)),  # C was given up before A took it
        ([(M10, A, B), (M12, C, D)], (M15, B, D)),  # D is another company's name
        ([(M10, A, B)], (M15, A, B)),  # A was given up already
        ([(M10, A, B), (M12, B, C)], (M15, A, B)),
    ],
)
def test_what_contradicts_the_earlier_entries_is_left_out_and_listed(
    kept: list[tuple[Month, str, str]], refused: tuple[Month, str, str]
) -> None:
    contradictory = book(*kept, refused)
    assert contradictory.contradictions == (Renaming(*refused),)
    assert contradictory.chains == book(*kept).chains


def test_an_entry_given_twice_counts_once() -> None:
    twice = book((M15, A, B), (M15, A, B))
    assert twice.rename_months(A) == (Renaming(M15, A, B),)
    assert twice.contradictions == ()


def test_a_rename_to_the_same_name_is_none() -> None:
    assert book((M15, "蓝鲸（北京）公司", "蓝鲸(北京)公司")) == RenameBook()


ENTRIES = st.lists(
    st.builds(Renaming, st.integers(2010 * 12, 2010 * 12 + 6).map(Month), st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")), max_size=12
)


@given(ENTRIES)
def test_any_set_of_entries_makes_orderly_companies(entries: list[Renaming]) -> None:
    found = RenameBook.of(entries)
    for chain in found.chains:
        assert all(before.current == after.former and before.month <= after.month for before, after in pairwise(chain))
        assert found.rename_months(chain[0].former) == chain
    named = [name for chain in found.chains for name in found.names_of(chain[0].former)]
    assert len(named) == len(set(named)), "no name belongs to two companies"
    for name in "ABCDEF":
        company = found.company_of(name)
        assert found.company_of(company) == company
        assert normal(name) in found.names_of(company)
        assert found.name_in(company, M20) in found.names_of(company)


@given(ENTRIES)
def test_nothing_is_linked_that_was_not_declared(entries: list[Renaming]) -> None:
    found = RenameBook.of(entries)
    linked = {name: {name} for name in "ABCDEF"}
    for entry in entries:
        union = linked[entry.former] | linked[entry.current]
        linked.update(dict.fromkeys(union, union))
    assert all(b in linked[a] for a in "ABCDEF" for b in "ABCDEF" if found.same(a, b))
