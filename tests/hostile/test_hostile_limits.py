"""Both sides of the limits that hostile files led to: at it a file is read, beyond it refused for what it is."""

import json
from io import BytesIO
from typing import Final

import pytest

from bombs.drawings import dark_ground, images_many, whiteout
from bombs.packages import document, package, word_row
from bombs.records import pages_full
from bombs.signatures import SIGNED_FILE
from sbparse.errors import SbparseError
from sbparse.history.cells import LONGEST_NAME
from sbparse.history.jsonfile import MAX_SHEETS
from sbparse.history.load import history_of
from sbparse.history.sheets import MAX_DECLARED, MAX_RENAMES
from sbparse.page import budget
from sbparse.page.budget import Budget, TooMuch
from sbparse.page.pdfium import Document
from sbparse.page.rulings import Paint
from sbparse.record.document import Engine, read_bytes
from sbparse.record.verification import verified_file

ENGINES: Final[tuple[Engine, ...]] = ("pdfium", "pdfplumber")


def told(data: bytes, engine: Engine = "pdfium") -> str:
    with pytest.raises(SbparseError) as refused:
        read_bytes(data, "x.pdf", engine=engine)
    return refused.value.what.key


def declared(rows: list[dict[str, str]], **sheets: object) -> str:
    """What is said of a JSON history; "read" where nothing is."""
    try:
        history_of(json.dumps({"工作经历": rows, **sheets}, ensure_ascii=False).encode(), "x.json")
    except SbparseError as error:
        return error.what.key
    return "read"


def stint(name: str = "甲") -> dict[str, str]:
    return {"单位": name, "起止时间": "2018.9-2019.3"}


def test_a_budget_is_spent_to_the_last() -> None:
    left = Budget(3)
    left.spend(2)
    left.spend()
    with pytest.raises(TooMuch):
        left.spend()


def test_white_paint_is_counted_by_the_lines_that_it_meets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sbparse.page.rulings.MOST_COMPARED", 4)
    paint = Paint()
    paint.outline((0, 0, 50, 50))
    paint.erase((200, 200, 300, 300))
    with pytest.raises(TooMuch):
        paint.erase((200, 200, 300, 300))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("drawn", [whiteout, dark_ground])
def test_a_page_may_ask_for_so_much_looking_up_and_no_more(engine: Engine, drawn: object, monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn(200)  # type: ignore[operator]
    monkeypatch.setattr("sbparse.page.rulings.MOST_COMPARED", 100 * 100)
    assert told(data, engine) == "reading.empty"
    monkeypatch.setattr("sbparse.page.rulings.MOST_COMPARED", 100)
    assert told(data, engine) == "reading.page-too-full"


@pytest.mark.parametrize(("number", "drawn"), [(20, True), (21, False)])
def test_a_page_of_so_many_pictures_is_drawn_and_no_more(number: int, drawn: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sbparse.page.pdfium.MOST_PICTURES", 20)
    with Document(images_many(number), "x.pdf") as document:
        assert (document.raster(0, 50) is not None) is drawn
    assert budget.MOST_PICTURES > 3508


def test_all_pages_together_may_hold_so_much_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pages_full(3)
    assert told(data) == "reading.undecodable"
    for name in ("MOST_GLYPHS_OF_FILE", "MOST_OBJECTS_OF_FILE"):
        with monkeypatch.context() as patch:
            patch.setattr(f"sbparse.page.pdfium.{name}", 100)
            assert told(data) == "reading.too-full"
    assert budget.MOST_GLYPHS_OF_FILE > 2000 * 2500


def test_rows_of_a_declared_table() -> None:
    assert declared([stint()] * MAX_DECLARED) == "read"
    assert declared([stint()] * (MAX_DECLARED + 1)) == "history.too-many-rows"


def test_renames() -> None:
    one = {"曾用名": "甲", "现用名": "乙", "更名日期": "2018.9"}
    assert declared([stint()], 更名=[one] * MAX_RENAMES) == "read"
    assert declared([stint()], 更名=[one] * (MAX_RENAMES + 1)) == "history.too-many-rows"


def test_a_name() -> None:
    assert declared([stint("甲" * LONGEST_NAME)]) == "read"
    assert declared([stint("甲" * (LONGEST_NAME + 1))]) == "history.long-name"


def test_sheets_of_json() -> None:
    others = {f"k{number}": [] for number in range(MAX_SHEETS - 1)}
    assert declared([stint()], **others) == "read"
    assert declared([stint()], **others, more=[]) == "history.too-many-tables"


def test_columns_of_json_are_counted_before_there_are_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sbparse.history.jsonfile._row", lambda *_: pytest.fail("a row was made"))
    rows = [{**stint(), f"k{number}": "x"} for number in range(256)]
    assert declared(rows) == "history.too-many-columns"


def word(span: int) -> bytes:
    rows = word_row("单位", "起止时间") + word_row("甲", "2018.9-2019.3", span=span)
    return package(document(f"<w:tbl>{rows}</w:tbl>"))


def test_cells_of_word_tables_count_in_every_column_that_they_span(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sbparse.history.docx.MAX_CELLS", 4)
    assert len(history_of(word(1), "x.docx").stints) == 1
    with pytest.raises(SbparseError) as refused:
        history_of(word(2), "x.docx")
    assert refused.value.what.key == "history.too-large-unpacked"


@pytest.mark.parametrize(
    ("name", "limit", "key"), [("LAST_ROW", 2, "history.too-many-rows"), ("LAST_COLUMN", 2, "history.too-many-columns")]
)
def test_lines_and_fields_of_csv(name: str, limit: int, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, wide = "单位,起止时间\n甲,2018.9-2019.3\n", "单位,起止时间,\n甲,2018.9-2019.3,\n"
    monkeypatch.setattr(f"sbparse.history.csvfile.{name}", limit)
    assert len(history_of((rows if name == "LAST_ROW" else wide).encode(), "x.csv").stints) == 1
    with pytest.raises(SbparseError) as refused:
        history_of((rows + "\n" if name == "LAST_ROW" else wide.replace("\n", ",\n")).encode(), "x.csv")
    assert refused.value.what.key == key


def test_a_structure_whose_end_lies_far_before_the_file_s_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """pyHanko goes back from the end byte by byte until it meets ``startxref``."""
    looked: list[int] = []

    def reader(stream: BytesIO, **_: object) -> None:
        looked.append(len(stream.getvalue()))
        raise ValueError

    monkeypatch.setattr("sbparse.signing.verify.PdfFileReader", reader)
    near = SIGNED_FILE.read_bytes() + b"\n%" + b" " * 60_000
    far = SIGNED_FILE.read_bytes() + b"\n%" + b" " * 70_000
    assert not verified_file(near, "x.pdf", ()).report.holds(trusted=False)
    assert len(near) in looked
    assert not verified_file(far, "x.pdf", ()).report.holds(trusted=False)
    assert len(far) not in looked
