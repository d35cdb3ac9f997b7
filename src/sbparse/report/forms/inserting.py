"""A row put into a sheet of somebody's workbook, with all that refers to rows moved along."""

from typing import Any, Final

from openpyxl import Workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from sbparse.report.forms.references import Insertion

_FORMULA: Final = "f"


def insert_row(book: Workbook, sheet: Worksheet, insertion: Insertion) -> None:
    """Put an empty row into ``sheet``, the sheet of the insertion."""
    _move_formulas(book, insertion)
    _move_names(book, insertion)
    merged = [str(area) for area in sheet.merged_cells.ranges if area.max_row >= insertion.at]
    for area in merged:
        sheet.unmerge_cells(area)
    sheet.insert_rows(insertion.at)
    for area in merged:
        sheet.merge_cells(insertion.reference(area))
    _move_links(sheet)
    _move_dimensions(sheet, insertion)
    _move_rules(sheet, insertion)
    _move_areas(sheet, insertion)
    _move_drawings(sheet, insertion)


def _move_formulas(book: Workbook, insertion: Insertion) -> None:
    for sheet in book.worksheets:
        for cell in cells_of(sheet):
            if cell.data_type == _FORMULA:
                _move_formula(cell, sheet.title, insertion)


def _move_formula(cell: Any, home: str, insertion: Insertion) -> None:
    if isinstance(cell.value, ArrayFormula):
        cell.value.text = insertion.formula(str(cell.value.text), home)
        if home == insertion.sheet:
            cell.value.ref = insertion.reference(cell.value.ref)
    elif isinstance(cell.value, str):
        cell.value = insertion.formula(cell.value, home)


def _move_names(book: Workbook, insertion: Insertion) -> None:
    homes = [(book.defined_names, ""), *((sheet.defined_names, sheet.title) for sheet in book.worksheets)]
    for names, home in homes:
        for name in names.values():
            if name.value:
                name.value = insertion.formula(f"={name.value}", home).removeprefix("=")


def _move_links(sheet: Worksheet) -> None:
    """A hyperlink keeps the address that its cell had when the file was read."""
    for cell in cells_of(sheet):
        if cell.hyperlink and cell.hyperlink.ref:
            cell.hyperlink.ref = cell.coordinate


def _move_dimensions(sheet: Worksheet, insertion: Insertion) -> None:
    """Heights and hidden rows; the new row is as high as the one that it joins."""
    height = sheet.row_dimensions[insertion.like].height
    below = {number: sheet.row_dimensions.pop(number) for number in sorted(sheet.row_dimensions) if number >= insertion.at}
    for number, dimension in below.items():
        dimension.index = insertion.row(number)
        sheet.row_dimensions[dimension.index] = dimension
    sheet.row_dimensions[insertion.at].height = height


def _move_rules(sheet: Worksheet, insertion: Insertion) -> None:
    """Data validations and conditional formats, their ranges and their formulas."""
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = insertion.areas(str(rule.sqref))
        rule.formula1, rule.formula2 = (_moved(formula, sheet.title, insertion) for formula in (rule.formula1, rule.formula2))
    moved = ConditionalFormattingList()
    for formatting in sheet.conditional_formatting:
        for rule in formatting.rules:
            rule.formula = [_moved(formula, sheet.title, insertion) for formula in rule.formula]
            moved.add(insertion.areas(str(formatting.sqref)), rule)
    sheet.conditional_formatting = moved


def _moved(formula: str | None, home: str, insertion: Insertion) -> str | None:
    return insertion.formula(f"={formula}", home).removeprefix("=") if formula else formula


def _move_areas(sheet: Worksheet, insertion: Insertion) -> None:
    """Filter, tables, what is printed, where panes are frozen and pages end."""
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = insertion.area(sheet.auto_filter.ref)
    for table in sheet.tables.values():
        table.ref = insertion.area(table.ref)
        if table.autoFilter and table.autoFilter.ref:
            table.autoFilter.ref = insertion.area(table.autoFilter.ref)
    if sheet.print_area:
        areas = [part.rpartition("!")[2] for part in str(sheet.print_area).split(",")]
        sheet.print_area = ",".join(insertion.area(area) for area in areas)
    pane = sheet.freeze_panes
    if pane and insertion.reference(str(pane)) != str(pane):
        sheet.freeze_panes = insertion.reference(str(pane))
    for page_end in sheet.row_breaks.brk:
        page_end.id = insertion.row(page_end.id)


def _move_drawings(sheet: Worksheet, insertion: Insertion) -> None:
    """Pictures and charts below the new row; their anchors count rows from 0."""
    for drawing in (*_of(sheet, "_images"), *_of(sheet, "_charts")):
        for corner in (getattr(drawing.anchor, "_from", None), getattr(drawing.anchor, "to", None)):
            if corner is not None:
                corner.row = insertion.row(corner.row + 1) - 1


def cells_of(sheet: Worksheet) -> list[Any]:
    """The cells that are there; walking over rows and columns would make new ones in every gap."""
    return list(_of(sheet, "_cells").values())


def _of(sheet: Worksheet, name: str) -> Any:
    return getattr(sheet, name)  # openpyxl has no public way to the cells and drawings that a sheet has
