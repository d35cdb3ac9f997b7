"""All lines of a page filled as one path: some producers draw so, and the rulings are the same as one by one."""

from io import BytesIO
from itertools import chain

import pikepdf

import formdraw
from sbparse.page.model import Page
from sbparse.page.pdfium import Document

RECORD = formdraw.make_record(3, jobs=3)
STYLE = next(style for style in formdraw.ALL_STYLES if style.name == "filled-rules")


def _as_one_path(pdf: bytes) -> bytes:
    """The same pages with all their filled rectangles gathered to one path each, painted last."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            kept, pending, rectangles = [], [], []
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator == "re":
                    pending.append(instruction)
                elif operator in ("f", "f*") and pending:
                    rectangles.append(pending)
                    pending = []
                else:
                    kept += [*pending, instruction]
                    pending = []
            fill = pikepdf.ContentStreamInstruction([], pikepdf.Operator("f"))
            if rectangles:
                kept += [*chain(*rectangles), fill]
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(kept))
        result = BytesIO()
        document.save(result)
    return result.getvalue()


def _page(pdf: bytes) -> Page:
    with Document(pdf, "x.pdf") as document:
        return document.page(0)


def test_rulings_filled_as_one_path_are_rulings() -> None:
    pdf = formdraw.build(RECORD, STYLE)
    apart, together = _page(pdf), _page(_as_one_path(pdf))
    assert len(apart.horizontals) > 10
    assert [round(r.at, 1) for r in together.horizontals] == [round(r.at, 1) for r in apart.horizontals]
    assert [round(r.at, 1) for r in together.verticals] == [round(r.at, 1) for r in apart.verticals]
