"""Reading a workbook back."""

from io import BytesIO

from openpyxl import load_workbook


def opened(content):
    return load_workbook(BytesIO(content))


def rows(sheet):
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def texts(book):
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
