"""Tables of a Word document: merged cells, nested tables, content controls, tracked changes."""

from pathlib import Path

from history_files import read
from office_parts import refused, word_cell, word_row, word_table


def test_merged_cells_of_a_word_table(tmp_path: Path) -> None:
    header = word_row(word_cell("单位"), word_cell("起止时间"), word_cell("证明人"))
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        word_row(word_cell("工作经历", '<w:gridSpan w:val="3"/>')),
        header,
        word_row(word_cell("甲公司", restart), word_cell("2018.9-2019.3"), word_cell("某某", restart)),
        word_row(word_cell("", goes_on), word_cell("2019.4-至今"), word_cell("", goes_on)),
    ]
    history = read(tmp_path / "h", word_table("".join(rows)))
    assert [(s.row, s.employer, s.reference) for s in history.stints] == [(3, "甲公司", "某某"), (4, "甲公司", "某某")]


def test_text_in_content_controls_and_tracked_changes(tmp_path: Path) -> None:
    employer = "<w:p><w:r><w:t>甲</w:t></w:r><w:ins><w:r><w:t>公司</w:t></w:r></w:ins></w:p>"
    control = f"<w:tc><w:sdt><w:sdtContent>{employer}</w:sdtContent></w:sdt></w:tc>"
    moved = "<w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:del><w:r><w:delText>y</w:delText></w:r></w:del>"
    deleted = f"<w:tc><w:p>{moved}<w:r><w:t>2018.9</w:t><w:t>-至今</w:t></w:r></w:p></w:tc>"
    gone = word_row(word_cell("丙公司"), word_cell("2010.1-2011.1"), properties="<w:trPr><w:del/></w:trPr>")
    cell_control = f"<w:sdt><w:sdtContent>{control}</w:sdtContent></w:sdt>"
    rows = (
        word_row(word_cell("单位"), word_cell("起止时间"))
        + gone
        + f"<w:sdt><w:sdtContent>{word_row(cell_control, deleted)}</w:sdtContent></w:sdt>"
    )
    [stint] = read(tmp_path / "h", word_table(rows)).stints
    assert (stint.employer, str(stint.start), stint.end) == ("甲公司", "2018-09", None)


def test_a_table_inside_a_cell(tmp_path: Path) -> None:
    inner = (
        "<w:tbl>"
        + word_row(word_cell("单位"), word_cell("起止时间"))
        + word_row(word_cell("甲公司"), word_cell("2018.9-至今"))
        + "</w:tbl>"
    )
    rows = word_row(f"<w:tc><w:p><w:r><w:t>工作经历</w:t></w:r></w:p>{inner}<w:p/></w:tc>", word_cell("备注"))
    assert [(s.row, s.employer) for s in read(tmp_path / "h", word_table(rows)).stints] == [(2, "甲公司")]


def test_a_word_table_wider_than_any_is_refused(tmp_path: Path) -> None:
    wide = word_row(word_cell("单位", '<w:gridSpan w:val="99999999"/>'))
    assert refused(tmp_path / "h", word_table(wide)).what.key == "history.too-many-columns"
    assert refused(tmp_path / "h", word_table(word_row(word_cell("单位", '<w:gridSpan w:val="x"/>')))).what.key == "history.damaged"
