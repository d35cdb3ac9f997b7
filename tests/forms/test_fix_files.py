"""Corrections through files: what is read from the corrected workbook has no error left, and the rest of it is as it was."""

import io

from forms_careers import careers, correction
from forms_workbooks import OWN, REMARK, fixed_workbook, read_workbook, workbooks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from review_build import check

from sbparse.review.correct import errors_left

slow = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def opened(data: bytes):
    return load_workbook(io.BytesIO(data))


@slow
@given(st.data(), careers().filter(lambda drawn: bool(drawn[1].stints)))
def test_the_corrected_file_has_no_error_left(data, drawn):
    world, history = drawn
    book = data.draw(workbooks(history))
    read = read_workbook(book)
    _, fix = correction(world, read)
    again = read_workbook(fixed_workbook(book, fix))
    assert errors_left(check(world.record, again)) == ()
    assert [(s.employer, s.start, s.end, s.post) for s in again.stints] == [
        (s.employer, s.start, s.end, s.post) for s in fix.history.stints
    ]
    _, nothing = correction(world, again)
    assert nothing.empty


@slow
@given(st.data(), careers().filter(lambda drawn: bool(drawn[1].stints)))
def test_all_else_is_as_it_was(data, drawn):
    world, history = drawn
    book = data.draw(workbooks(history))
    _, fix = correction(world, read_workbook(book))
    before, after = opened(book), opened(fixed_workbook(book, fix))
    assert after.sheetnames == before.sheetnames
    assert [[c.value for c in row] for row in after[OWN].iter_rows()] == [[c.value for c in row] for row in before[OWN].iter_rows()]
    old, new = before.worksheets[0], after.worksheets[0]
    added = sum(change.added for change in fix.stints)
    assert new.max_row == old.max_row + added
    marked = {cell.coordinate for row in new.iter_rows() for cell in row if cell.comment}
    unmarked = [cell.value for row in new.iter_rows() for cell in row if cell.coordinate not in marked and cell.value is not None]
    said = [cell.value for row in old.iter_rows() for cell in row if cell.value is not None]
    copied = [value for value in unmarked if isinstance(value, str) and value.startswith("备注")]  # columns of their own follow a split row
    assert all(unmarked.count(value) <= said.count(value) for value in unmarked if value not in copied)
    heights = {old.cell(n, 1).value: old.row_dimensions[n].height for n in range(1, old.max_row + 1) if old.cell(n, 1).value}
    for n in range(1, new.max_row + 1):
        value = new.cell(n, 1).value
        if isinstance(value, str) and value.startswith("注"):
            assert new.row_dimensions[n].height == heights[value]


@slow
@given(st.data(), careers().filter(lambda drawn: bool(drawn[1].stints)))
def test_every_change_is_marked_with_what_was_there(data, drawn):
    world, history = drawn
    book = data.draw(workbooks(history))
    read = read_workbook(book)
    _, fix = correction(world, read)
    after = opened(fixed_workbook(book, fix))
    notes = [cell.comment.text for sheet in after for row in sheet.iter_rows() for cell in row if cell.comment]
    for change in fix.stints:
        if "employer" in change.fields or change.cleared:
            assert any(f"原为“{change.origin.employer}”" in note for note in notes)
    if not fix.empty:
        assert notes
    assert bool(notes) == (not fix.empty)
    assert REMARK or notes
