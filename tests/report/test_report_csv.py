import csv
import io

import pytest
from report_example_record import ID_NUMBER, bare_record, extraction
from report_hostile import FORMULAS, with_employer

from sbparse.record.model import Extraction
from sbparse.report.csvfile import extraction_csv


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_byte_order_mark_and_line_ends():
    content = extraction_csv([extraction()])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 1 + 12 + 31 + 1


def test_rows():
    rows = table(extraction_csv([extraction()]))
    assert [row["部分"] for row in rows] == ["单位变动"] * 12 + ["缴费明细"] * 31 + ["合计"]
    assert (rows[0]["缴费起始年月"], rows[0]["单位名称"], rows[0]["实际缴费月数"], rows[0]["养老月数"]) == (
        "1994-08",
        "北京市第三无线电器材厂",
        "20",
        "",
    )
    assert (rows[12]["养老月数"], rows[12]["养老年缴费基数"], rows[12]["养老个人缴费"], rows[12]["医疗月数"]) == ("5", "4000", "320.00", "")
    assert [row["含补缴"] for row in rows[12:17]] == ["", "", "", "*", ""]
    assert (rows[-1]["养老月数"], rows[-1]["PDF 页码"]) == ("357", "3")


def test_every_row_has_every_column():
    rows = list(csv.reader(io.StringIO(extraction_csv([extraction(), extraction()]).decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {23}


def test_english():
    assert table(extraction_csv([extraction()], lang="en"))[0]["Employer"] == "北京市第三无线电器材厂"


@pytest.mark.parametrize("text", [text for text in FORMULAS if text[0] in "=+-@＝\t\r"])
def test_no_text_can_be_a_formula(text):
    source = with_employer(text).sources[0]
    rows = table(extraction_csv([Extraction(text, "", 1, (source.record,), ())]))
    shown = [rows[0][name] for name in ("PDF 文件", "单位名称", "缴费区县")]
    assert [value[0] for value in shown] == ["'"] * 3
    assert rows[12]["单位名称"] == ""


def test_an_ordinary_text_is_left_alone():
    assert table(extraction_csv([extraction()]))[0]["缴费区县"] == "北京市西城区"


def test_an_id_number_in_a_files_name_is_hidden_unless_asked():
    named = Extraction(f"样例{ID_NUMBER}.pdf", "", 1, extraction().records, ())
    assert table(extraction_csv([named]))[0]["PDF 文件"] == "样例110***********2413.pdf"
    assert table(extraction_csv([named], show_ids=True))[0]["PDF 文件"] == f"样例{ID_NUMBER}.pdf"


def test_nothing_to_show():
    assert table(extraction_csv([Extraction("a.pdf", "", 1, (bare_record(),), ())])) == []
