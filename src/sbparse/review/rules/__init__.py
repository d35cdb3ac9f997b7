"""One pure function a rule: it takes the case and says what it found, or why it could not look.

A new rule is a name in ``findings.RULES``, a function here, its sentences in ``messages/review.toml`` and its page in
``messages/report.toml``.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from sbparse.review.case import Case
from sbparse.review.rules import assessments, coverage, eligibility, months, names, overlap, person, renames, submission, unpaid
from sbparse.review.ruling import Ruling

Rule: TypeAlias = Callable[[Case], Ruling]

REVIEW_RULES: Final[Mapping[str, Rule]] = {
    "start-mismatch": months.start_mismatch,
    "end-mismatch": months.end_mismatch,
    "employer-mismatch": names.employer_mismatch,
    "employer-spelling": names.employer_spelling,
    "missing-from-history": coverage.missing_from_history,
    "missing-from-record": coverage.missing_from_record,
    "needs-contract": coverage.needs_contract,
    "unpaid-months": unpaid.unpaid_months,
    "overlap": overlap.overlap,
    "rename-not-split": renames.rename_not_split,
    "rename-unknown": renames.rename_unknown,
    "dispatch-form": names.dispatch_form_missing,
    "print-date-missing": submission.print_date_missing,
    "print-date-stale": submission.print_date_stale,
    "print-date-after-submission": submission.print_date_after_submission,
    "outside-window": submission.outside_window,
    "record-too-short": submission.record_too_short,
    "not-eligible": eligibility.not_eligible,
    "person-mismatch": person.person_mismatch,
    "career-start-mismatch": person.career_start_mismatch,
    "post-mismatch": person.post_mismatch,
    "post-is-title": person.post_is_title,
    "assessment-mismatch": assessments.assessment_mismatch,
    "personal-payer": names.personal_payer,
}
"""The rules about record and declaration; of those about one record alone only ``personal-payer``, with the row that it concerns."""
