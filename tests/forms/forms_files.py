"""Forms written and read back, and careers to start them from."""

import io
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook, load_workbook

from sbparse.history.load import read_history
from sbparse.history.model import DeclaredHistory
from sbparse.policy import default_ruleset
from sbparse.record.model import RightsRecord
from sbparse.review.draft import Draft, draft
from sbparse.review.model import Source

SHEETS = {
    "工作经历": ["单位", "专业技术工作", "技术职务", "起止时间", "证明人", "依据"],
    "更名": ["曾用名", "现用名", "更名日期"],
    "申报信息": ["项目", "内容"],
    "考核情况": ["起止时间", "种类", "结论", "组织单位"],
}
"""The columns of CONTRACT section 2."""
GUIDANCE = "填写说明"


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_back(folder: Path, data: bytes) -> DeclaredHistory:
    """The history in a workbook, its file's name left out so that contents compare."""
    path = folder / "form.xlsx"
    path.write_bytes(data)
    return replace(read_history(path), file="")


def drafted(*records: RightsRecord, **options) -> Draft:
    return draft([Source(f"{i}.pdf", record) for i, record in enumerate(records)], default_ruleset(), **options)


def notes(sheet) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
