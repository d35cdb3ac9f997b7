"""Tables as a picture might be read: a record of them, and what was read of each cell and how surely.

Cells of a row stand between spaces; ``_`` is a blank one, ``?`` a character that was not read, and a cell that ends in ``~`` is read
unsurely (:data:`UNSURE`), one that ends in ``=`` just surely enough.
"""

from dataclasses import replace
from typing import Final

from record_build import record
from record_sheets import Text, page

from sbparse.findings import Finding
from sbparse.page.words import Word
from sbparse.record.contradicted import CERTAIN
from sbparse.record.layouts import EMPLOYMENTS, YEARLY_CONTRIBUTIONS
from sbparse.record.model import Employment, RightsRecord
from sbparse.record.reading import Sheet, sheet_of
from sbparse.record.table import TableState, contributions, employments, read_rows

UNSURE: Final = 0.89
SURE: Final = 0.99

_GROUPS: Final = ("养老实际缴费", "失业实际缴费", "医疗实际缴费")
_LEAVES: Final = ("月数", "年缴费基数", "个人缴费")
_XS: Final = (10.0, *(130.0 + 70 * at for at in range(9)))
_HEADER: Final[list[Text]] = [
    (10.0, 110.0, "缴费起止年月"),
    *[(190.0 + 210 * at, 100.0, group) for at, group in enumerate(_GROUPS)],
    *[(x, 120.0, _LEAVES[at % 3]) for at, x in enumerate(_XS[1:])],
]
_JOB_XS: Final = (10.0, 110.0, 210.0, 310.0, 600.0)
_JOB_HEADER: Final[list[Text]] = [
    (x, 100.0, text) for x, text in zip(_JOB_XS, ("缴费起始年月", "缴费截止年月", "实际缴费月数", "单位名称", "区县"), strict=True)
]


def _sheet(header: list[Text], rows: tuple[str, ...], xs: tuple[float, ...]) -> Sheet:
    cells = [(x, 140.0 + 20 * at, cell) for at, row in enumerate(rows) for x, cell in zip(xs, row.split(), strict=False) if cell != "_"]
    shown: list[Text] = [(x, top, cell.rstrip("~=").replace("?", "\ufffd")) for x, top, cell in cells]
    made = page([*header, *shown], sure=SURE)
    marks = {(x, top): {"~": UNSURE, "=": CERTAIN}.get(cell[-1], SURE) for x, top, cell in cells}
    sheet = sheet_of(made)
    for word in sheet.words:
        _mark(made.sure, made.chars, word, marks.get((word.x0, word.top), SURE))
    return sheet


def _mark(sure: list[float], chars: list[str], word: Word, known: float) -> None:
    """The last character of a word is the unsure one."""
    sure[word.glyphs[-1]] = known
    for glyph in word.glyphs:
        if chars[glyph] == "\ufffd":
            sure[glyph] = 0.0


def table_of(*rows: str) -> tuple[RightsRecord, TableState]:
    """A record with these rows of 缴费明细 (养老, 失业 and 医疗: 月数, 基数, 个人缴费), of which the last may be 合计; no employments."""
    sheet = _sheet(_HEADER, rows, _XS)
    state = TableState(YEARLY_CONTRIBUTIONS)
    read_rows(state, sheet, sheet.lines)
    findings: list[Finding] = []
    found, totals = contributions(state, findings)
    bare = record([], [])
    supplement = replace(bare.supplement, pension_months=None, medical_months=None)
    return replace(bare, contributions=tuple(found), totals=totals, findings=tuple(findings), supplement=supplement), state


def jobs_of(*rows: str) -> tuple[tuple[Employment, ...], TableState]:
    """Rows of 单位变动记录: start, end, months, employer, district."""
    sheet = _sheet(_JOB_HEADER, rows, _JOB_XS)
    state = TableState(EMPLOYMENTS)
    read_rows(state, sheet, sheet.lines)
    return tuple(employments(state, [])), state
