"""The sheets of the form as data: contract's names, widths, what may be chosen, what is looked at while typing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from sbparse.history.forms import (
    ASSESSMENTS,
    CLAIM_HEADINGS,
    CLAIM_ITEMS,
    CLAIM_TITLES,
    RENAMES,
    STINTS,
    Column,
    SheetForm,
)
from sbparse.history.model import Evidence
from sbparse.policy import RuleSet
from sbparse.review.assess import END_KIND, YEAR_KIND, YEARS

# Warnings of the spreadsheet while somebody types, never refusals: more spellings are read than these formulas know.
_YEAR_FIRST: Final = "ISNUMBER(VALUE(LEFT(TRIM({cell}),4)))"
LOOKS: Final[dict[str, str]] = {
    "period": f"AND({_YEAR_FIRST},LEN(TRIM({{cell}}))>6)",
    "month": f"AND({_YEAR_FIRST},LEN(TRIM({{cell}}))>5)",
    "id": "OR(LEN(TRIM({cell}))=18,LEN(TRIM({cell}))=15)",
}
"""Formulas that hold for what a cell of a kind usually holds, the cell's address in them."""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A table of the form.

    Attributes:
        part: how the catalogue's hints name it (``form.hint.<part>.<column>``).
        form: the sheet that it is read as.
        widths: its columns, left to right, with their widths in digits.
        looks: which formula of :data:`LOOKS` a column is held against.
        room: empty rows that are ready to be filled in.
    """

    part: str
    form: SheetForm
    widths: Mapping[str, float]
    looks: Mapping[str, str] = field(default_factory=dict)
    room: int = 12

    @property
    def title(self) -> str:
        return self.form.titles[0]

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(self.form.column(key) for key in self.widths)


STINT_SHEET: Final = FormSheet(
    "stints",
    STINTS,
    {"employer": 46, "work": 28, "post": 18, "period": 20, "reference": 12, "evidence": 8},
    {"period": "period"},
    room=16,
)
RENAME_SHEET: Final = FormSheet("renames", RENAMES, {"former": 46, "current": 46, "month": 16}, {"month": "month"}, room=6)
ASSESSMENT_SHEET: Final = FormSheet(
    "assessments", ASSESSMENTS, {"period": 20, "kind": 16, "result": 12, "organiser": 60}, {"period": "period"}
)

CLAIM_TITLE: Final = CLAIM_TITLES[0]
CLAIM_HEADER: Final = (CLAIM_HEADINGS[0][0], CLAIM_HEADINGS[1][0])
CLAIM_WIDTHS: Final = (26.0, 46.0)
CLAIM_LOOKS: Final[dict[str, str]] = {
    "id_number": "id",
    **dict.fromkeys(("graduated", "title_since", "profession_since", "career_start", "submitted"), "month"),
}
CLAIM_KEYS: Final = tuple(item.key for item in CLAIM_ITEMS)


Choices: TypeAlias = Mapping[tuple[str, str], Sequence[str]]
"""What may be chosen in a column or an item, by part and key."""


def choices(year: int, ruleset: RuleSet) -> Choices:
    """What may be chosen in a column or an item, by part and key; ``year`` is that of the submission: the three before it are assessed.

    Levels and 学历 are the rule set's.
    """
    kinds = [YEAR_KIND.format(year=each) for each in range(year - YEARS, year + 1)]
    return {
        ("stints", "evidence"): [str(evidence) for evidence in Evidence],
        ("assessments", "kind"): [*kinds, END_KIND],
        ("claim", "level"): ruleset.level_names,
        ("claim", "education"): ruleset.education_names,
    }
