"""What a corrected copy cannot keep is found before anything is written."""

import io
import zipfile

import pytest
from forms_files import opened, saved
from forms_workbooks import fixed_workbook
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture
from review_build import BLUE, check, record
from test_fix_workbook import read_workbook, table

from sbparse.errors import UnusableFileError
from sbparse.policy import default_ruleset
from sbparse.report.forms.losses import inspect, is_workbook
from sbparse.review.correct import correct


def plain() -> Workbook:
    return table((BLUE, "研发岗", "2016.2-2023.3", "甲某"))


def with_members(data: bytes, members: dict[str, bytes | None], changed: dict[str, tuple[bytes, bytes]] | None = None) -> bytes:
    """A package with more members, or with a piece of a member exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            old, new = (changed or {}).get(name, (b"", b""))
            content = source.read(name)
            assert old in content
            target.writestr(name, content.replace(old, new) if old else content)
        for name, content in members.items():
            target.writestr(name, content or b"x")
    return out.getvalue()


def with_macros(data: bytes) -> bytes:
    types = {
        "[Content_Types].xml": (
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )
    }
    return with_members(data, {"xl/vbaProject.bin": b"macros"}, types)


def lost(data: bytes) -> list[str]:
    return [loss.key.removeprefix("form.loss.") for loss in inspect(data, "w.xlsx").losses]


def test_an_ordinary_workbook_loses_nothing():
    book = plain()
    sheet = book.active
    sheet["A2"].comment = Comment("批注", "me")
    rule = DataValidation("list", formula1='"社保,合同"')
    rule.add("E2:E9")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("A2:D9", FormulaRule(formula=["$B2=1"], fill=PatternFill("solid", bgColor="FFFF0000")))
    for kind in ("PNG", "JPEG", "GIF"):
        stream = io.BytesIO()
        Picture.new("RGB", (20, 10), "blue").save(stream, kind)
        sheet.add_image(Image(stream), "F2")
    found = inspect(saved(book), "w.xlsx")
    assert found.losses == () and not found.macros


def test_charts():
    book = plain()
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_row=2))
    book.active.add_chart(chart, "F2")
    assert lost(saved(book)) == ["charts"]


@pytest.mark.parametrize(
    ("member", "content", "kind"),
    [
        ("xl/drawings/drawing9.xml", b"<xdr:wsDr><xdr:sp macro=''/></xdr:wsDr>", "shapes"),
        ("xl/drawings/drawing9.xml", b"<xdr:wsDr><xdr:grpSp><xdr:pic/></xdr:grpSp></xdr:wsDr>", "shapes"),
        ("xl/ctrlProps/ctrlProp1.xml", b"<x/>", "controls"),
        ("xl/activeX/activeX1.xml", b"<x/>", "controls"),
        ("xl/embeddings/oleObject1.bin", None, "objects"),
        ("xl/threadedComments/threadedComment1.xml", b"<x/>", "threads"),
        ("xl/slicers/slicer1.xml", b"<x/>", "slicers"),
        ("xl/connections.xml", b"<x/>", "queries"),
        ("xl/cellimages.xml", b"<x/>", "cell-pictures"),
        ("xl/richData/rdrichvalue.xml", b"<x/>", "cell-pictures"),
        ("xl/media/image1.emf", None, "pictures"),
        ("xl/macrosheets/sheet1.xml", b"<x/>", "other-sheets"),
        ("_xmlsignatures/sig1.xml", b"<x/>", "signature"),
    ],
)
def test_what_openpyxl_would_drop(member, content, kind):
    assert lost(with_members(saved(plain()), {member: content})) == [kind]


@pytest.mark.parametrize(
    ("put_in", "kind"),
    [
        (b'<legacyDrawingHF r:id="rId9"/></worksheet>', "header-pictures"),
        (b"<extLst><ext><x14:sparklineGroups/></ext></extLst></worksheet>", "extensions"),
        (b'<extLst><ext><x14:dataValidations count="1"/></ext></extLst></worksheet>', "extensions"),
    ],
)
def test_what_openpyxl_would_drop_of_a_sheet(put_in, kind):
    assert lost(with_members(saved(plain()), {}, {"xl/worksheets/sheet1.xml": (b"</worksheet>", put_in)})) == [kind]


def test_macros_are_seen_and_kept_with_their_controls():
    data = with_members(with_macros(saved(plain())), {"xl/ctrlProps/ctrlProp1.xml": b"<x/>"})
    assert inspect(data, "w.xlsm").macros and lost(data) == []
    fix = correct(check(record((BLUE, "2016-03/2023-03")), read_workbook(data)), default_ruleset())
    after = fixed_workbook(data, fix, macros=True)
    with zipfile.ZipFile(io.BytesIO(after)) as package:
        assert package.read("xl/vbaProject.bin") == b"macros"
        assert b"sheet.macroEnabled.main+xml" in package.read("[Content_Types].xml")
    assert opened(after).active["C2"].value == "2016.3-2023.3"


def test_merged_ranges_that_would_fill_the_memory_are_refused():
    data = with_members(
        saved(plain()),
        {},
        {"xl/worksheets/sheet1.xml": (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A9:XFD99999"/></mergeCells>')},
    )
    with pytest.raises(UnusableFileError) as error:
        inspect(data, "w.xlsx")
    assert error.value.what.key == "form.error.merged-too-large"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"%PDF-1.4", "单位,起止时间".encode()])
def test_other_files_are_no_workbooks(data):
    assert not is_workbook(data)
