"""Every value knows where it stood: a row's place is its row on the page as displayed, whatever the page's box and rotation."""

import pytest
from record_documents import STYLES

import formdraw
from formdraw import forms
from formdraw.style import Style
from sbparse.record.document import read_bytes
from sbparse.values.place import Box

RECORD = formdraw.make_record(61, jobs=3, years=9)
UPRIGHT = ["seed-2023", "form-2026", "national", "split", "no-rules", "horizontal-rules", "wrapped-labels-and-periods"]
TURNED = ["rotated-90", "rotated-180", "rotated-270", "sideways-90", "sideways-270", "upside-down"]
BOXED = ["shifted-box", "cropped-box", "in-form-rotated"]
NAMES = [*UPRIGHT, *TURNED, *BOXED]


def displayed(box: Box, width: float, height: float, style: Style) -> Box:
    """A box of the laid-out page where a viewer shows it: a sideways page is shown turned clockwise."""
    x0, top, x1, bottom = box
    match style.rotate if style.sideways else 0:
        case 90:
            return (height - bottom, x0, height - top, x1)
        case 180:
            return (width - x1, height - bottom, width - x0, height - top)
        case 270:
            return (top, width - x1, bottom, width - x0)
        case _:
            return box


def laid_rows(style: Style) -> tuple[list[tuple[int, list[Box]]], list[tuple[int, list[Box]]]]:
    """Page and cells of each row as laid out: of 单位变动记录 and of 缴费明细."""
    employments: list[tuple[int, list[Box]]] = []
    contributions: list[tuple[int, list[Box]]] = []
    starts = {str(job.start) for job in RECORD.jobs}
    periods = {forms.period(row, style) for row in RECORD.rows}
    for number, sheet in enumerate(formdraw.sheets(RECORD, style), 1):
        cells = [(text, displayed(box, sheet.width, sheet.height, style)) for text, box in sheet.cells]
        for at, (text, _) in enumerate(cells):
            if text in starts and at + 4 < len(cells) and cells[at + 1][0][:4].isdigit():
                employments.append((number, [box for _, box in cells[at : at + 5]]))
            elif text in periods:
                contributions.append((number, [box for _, box in cells[at : at + 14]]))
    return employments, contributions


def inside(inner: Box, outer: Box, slack: float = 1.5) -> bool:
    return inner[0] >= outer[0] - slack and inner[1] >= outer[1] - slack and inner[2] <= outer[2] + slack and inner[3] <= outer[3] + slack


def around(boxes: list[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def middle(box: Box) -> Box:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return (x, y, x, y)


@pytest.mark.parametrize("name", NAMES)
def test_a_row_s_place_is_its_row(name: str) -> None:
    style = STYLES[name]
    (record,) = read_bytes(formdraw.build(RECORD, style), "record.pdf")[0].records
    employments, contributions = laid_rows(style)
    assert (len(employments), len(contributions)) == (len(record.employments), len(record.contributions))
    for row, (page, cells) in [*zip(record.employments, employments, strict=True), *zip(record.contributions, contributions, strict=True)]:
        assert row.where.page == page
        assert inside(row.where.bbox, around(cells))
        # The key cell and the last one lie inside, so that the whole row is shown, and no other row's cells do.
        assert inside(middle(cells[0]), row.where.bbox)
        others = [boxes for other, boxes in employments + contributions if other == page and boxes is not cells]
        assert not any(inside(middle(box), row.where.bbox, 0.0) for boxes in others for box in boxes)


@pytest.mark.parametrize("name", NAMES)
def test_the_totals_and_the_header_have_places(name: str) -> None:
    (record,) = read_bytes(formdraw.build(RECORD, STYLES[name]), "record.pdf")[0].records
    assert record.totals is not None and record.origin is not None and record.supplement.where is not None
    assert record.origin.page == 1
    assert record.totals.where.page >= record.contributions[0].where.page
