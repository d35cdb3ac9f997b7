"""The declaration as a workbook: the declared one with what was changed on the page, or a new form where that cannot be done."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from sbparse.history.load import history_of
from sbparse.web.jobs import JOBS
from sbparse.web.parcel import Parcel

CASE = Path(__file__).parents[2] / "fixtures/check/02_start_mismatch"
RECORD = (CASE / "record.pdf").read_bytes()


def declared_book(**sheets):
    """The fixture's workbook with a sheet of somebody's own and a coloured cell."""
    book = openpyxl.load_workbook(CASE / "history.xlsx")
    book.create_sheet("备忘")["B2"] = "别动"
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def parcel(data, name="history.xlsx", entries=None, **values):
    read = JOBS["read"](Parcel({"lang": "zh", "files": ["record.pdf"], "history": name, "chosen": {}}, (RECORD, data)))
    whole = {**read.values["entries"], **(entries or {})}
    given = {"lang": "zh", "files": ["record.pdf"], "history": name, "history_name": name, "entries": whole, **values}
    return Parcel(given, (RECORD, data))


def formed(given):
    done = JOBS["form"](given)
    assert "error" not in done.values, done.values
    return done.values["in_place"], done.blobs[0]


def stint(**changes):
    return {"row": "2", "employer": "北京竹间光电技术研究所", "work": "软件研发", "post": "研发岗", "period": "2017.4-2023.3",
            "reference": "某证明人", "evidence": "社保"} | changes  # fmt: skip


def test_what_was_not_changed_is_given_back_byte_by_byte():
    data = declared_book()
    assert formed(parcel(data)) == (True, data)


def test_what_was_typed_is_marked_in_a_copy():
    in_place, written = formed(parcel(declared_book(), entries={"stints": [stint(post="研发工程岗")]}))
    book = openpyxl.load_workbook(BytesIO(written))
    assert in_place and book["备忘"]["B2"].value == "别动"
    changed = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "研发工程岗")
    assert "研发岗" in changed.comment.text
    assert history_of(written, "x").stints[0].post == "研发工程岗"


def test_correcting_goes_on_from_what_was_typed():
    in_place, written = formed(parcel(declared_book(), entries={"stints": [stint(post="研发工程岗")]}, corrected=True))
    assert in_place
    row = history_of(written, "x").stints[0]
    assert (row.post, str(row.start)) == ("研发工程岗", "2017-05")


def test_rows_that_were_added_and_removed():
    new = stint(row="3", employer="某单位", period="2010.1-2010.5")
    in_place, written = formed(parcel(declared_book(), entries={"stints": [stint(), new]}))
    assert in_place
    assert [each.employer for each in history_of(written, "x").stints] == ["北京竹间光电技术研究所", "某单位"]
    in_place, written = formed(parcel(declared_book(), entries={"stints": [{**new, "row": "9"}]}))
    assert [each.employer for each in history_of(written, "x").stints] == ["某单位"]


def test_a_column_that_the_workbook_lacks_takes_a_new_form():
    """The fixture has no column 依据: what is said there must not get lost."""
    in_place, written = formed(parcel(declared_book(), entries={"stints": [stint(evidence="合同")]}))
    assert not in_place
    assert history_of(written, "x").stints[0].evidence == "合同"


@pytest.mark.parametrize(
    "sheets",
    [
        {},
        {"申报信息": [["项目", "内容"], ["姓名", "郑试用"]]},
        {"申报信息": [["项目", "内容"], ["申报级别", "助理工程师"], ["学历", "本科"]]},
    ],
    ids=["no-sheet", "other-items", "other-values"],
)
def test_items_chosen_on_the_page_are_written_too(sheets):
    data = declared_book(**sheets)
    before = history_of(data, "x").claim
    claim = {"level": "工程师", "education": "本科", "submitted": "2023-05-08", "name": before.name or ""}
    in_place, written = formed(parcel(data, entries={"claim": claim}))
    after = history_of(written, "x").claim
    assert in_place
    assert (after.level, after.education, after.submitted.isoformat(), after.name) == ("工程师", "本科", "2023-05-08", before.name)
    book = openpyxl.load_workbook(BytesIO(written))
    assert book["备忘"]["B2"].value == "别动"
    levels = [row[1] for row in book["申报信息"].iter_rows() if row[0].value == "申报级别"]
    assert len(levels) == 1 and levels[0].comment is not None


def test_items_and_rows_together():
    claim = {"level": "工程师"}
    in_place, written = formed(parcel(declared_book(), entries={"claim": claim}, corrected=True))
    history = history_of(written, "x")
    assert in_place and history.claim.level == "工程师" and str(history.stints[0].start) == "2017-05"


def test_a_text_that_looks_like_a_formula_stays_a_text():
    in_place, written = formed(parcel(declared_book(), entries={"claim": {"post": "=1+1"}}))
    assert in_place
    cell = next(row[1] for row in openpyxl.load_workbook(BytesIO(written))["申报信息"].iter_rows() if row[0].value == "现有技术职务")
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_renames_go_into_a_new_form_and_are_not_lost():
    renames = [{"row": "2", "former": "甲公司", "current": "乙公司", "month": "2019-05"}]
    in_place, written = formed(parcel(declared_book(), entries={"renames": renames}))
    assert not in_place
    assert [(each.former, each.current) for each in history_of(written, "x").renames] == [("甲公司", "乙公司")]


def test_a_declaration_that_is_no_workbook_becomes_one():
    text = "单位,起止时间\n北京竹间光电技术研究所,2017.4-2023.3\n".encode()
    in_place, written = formed(parcel(text, "a.csv", corrected=True))
    assert not in_place
    book = openpyxl.load_workbook(BytesIO(written))
    assert "2017.5-2023.3" in [cell.value for cell in book["工作经历"][2]]
    assert book["工作经历"]["C2"].comment.text.startswith("待填写")
