"""What is filled into a form is what is read from it, whatever it looks like."""

from pathlib import Path

import pytest
from forms_files import opened, read_back
from history_files import histories
from hypothesis import HealthCheck, given, settings
from report_hostile import FORMULAS

from sbparse.history.model import Assessment, Claim, DeclaredHistory, DeclaredStint, Rename
from sbparse.report.forms.declared import declared_form
from sbparse.report.forms.workbook import form_workbook
from sbparse.values.month import Month

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@SLOW
@given(histories())
def test_a_declared_history_comes_back(tmp_path: Path, history: DeclaredHistory):
    assert read_back(tmp_path, form_workbook(declared_form(history), 2026)) == history


def test_january_and_october_stay_apart(tmp_path: Path):
    spans = [(Month.of(2018, 1), Month.of(2018, 10)), (Month.of(2018, 10), None), (Month.of(2019, 10), Month.of(2020, 1))]
    history = DeclaredHistory("", tuple(DeclaredStint(n, "甲", start, end) for n, (start, end) in enumerate(spans, 2)))
    assert [(s.start, s.end) for s in read_back(tmp_path, form_workbook(declared_form(history), 2026)).stints] == spans


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_or_a_number(text):
    month = Month.of(2019, 1)
    history = DeclaredHistory(
        "",
        (DeclaredStint(2, text, month, month, work=text, post=text, reference=text),),
        (Rename(2, text, text, month),),
        Claim(name=text, id_number=text, title=text, post=text),
        (Assessment(2, month, month, text, text, text),),
    )
    book = opened(form_workbook(declared_form(history), 2026))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    shown = text.replace("\r", "\n").strip("\t") if text.startswith(("\t", "\r")) else text
    quoted = [cell for cell in cells if cell.value.strip() == shown.strip()]
    assert len(quoted) == 13
