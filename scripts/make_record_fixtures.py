"""Makes the fixtures in ``fixtures/record``: documents of the form generator with their truth, for what no given specimen shows.

    python scripts/make_record_fixtures.py

Only when the generator changes; the results are committed.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import formdraw  # noqa: E402
from formdraw import older_site  # noqa: E402
from formdraw.bundles import Foreign, Printed, bundle  # noqa: E402
from formdraw.model import FormRecord  # noqa: E402

FIXTURES: Final = ROOT / "fixtures" / "record"
STYLES: Final = {style.name: style for style in formdraw.ALL_STYLES}
SUPPLEMENT: Final = (
    "pension_months",
    "medical_months",
    "backfilled_months",
    "rural_months",
    "transferred_months",
    "pension_lump_sum_months",
    "medical_lump_sum_months",
    "account_balance",
    "account_year",
)
Document = tuple[bytes, dict[str, Any]]


def older() -> Document:
    """The older site's monthly tables; its one employer is the employments' one row."""
    record = formdraw.make_record(81, monthly=True, jobs=1, years=1.5, unpaid=False)
    site = older_site.Site()
    job = record.jobs[0]
    row = {"start": str(job.start), "end": str(job.end), "months": len(job.paid), "employer": job.employer, "district": None}
    truth = older_site.truth(record, site) | {"employments": [row], "supplement": dict.fromkeys(SUPPLEMENT)}
    return older_site.build(record, site), {"records": [truth], "skipped_pages": [], "pages": len(truth["pages"])}


def merged() -> Document:
    """A contract, a record with another paper between its pages, the back-payments of the same person, and a national print."""
    first, second = formdraw.make_record(82, jobs=3, years=9), formdraw.make_record(83, jobs=2, years=6)
    style = STYLES["supplement-alone"]
    parts = [Foreign("contract", first), Printed(first, style), Foreign("leaving", first), Foreign("back-payments", first)]
    file = bundle([*parts, Printed(second, STYLES["national"])], [0, 1, 3, 2, 4, 5])
    return file.pdf, file.truth


def printed(name: str, record: FormRecord) -> Document:
    style = STYLES[name]
    truth = formdraw.truth(record, style)
    return formdraw.build(record, style), {"records": [truth], "skipped_pages": [], "pages": len(truth["pages"])}


def documents() -> dict[str, Document]:
    rare = replace(formdraw.make_record(84, jobs=4, years=12, rare="supplementary"), code="ffttll")
    return {
        "older-site": older(),
        "merged": merged(),
        "turned-in-a-form": printed("in-form-rotated", rare),
        "full-width-digits": printed("full-width-digits", formdraw.make_record(85, jobs=3, years=8)),
        "one-object-a-character": printed("char-objects", formdraw.make_record(86, jobs=3, years=7, rare="bmp")),
        "horizontal-rules": printed("horizontal-rules", formdraw.make_record(87, jobs=5, years=11)),
    }


def main() -> int:
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for name, (pdf, truth) in documents().items():
        (FIXTURES / f"{name}.pdf").write_bytes(pdf)
        (FIXTURES / f"{name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{name}: {len(pdf)} bytes, {truth['pages']} pages")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
