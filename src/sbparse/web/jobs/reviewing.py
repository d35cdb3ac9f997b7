"""The jobs ``check``, ``html`` and ``xlsx``: the declaration of the page held against the records."""

from collections.abc import Iterator
from dataclasses import dataclass

from sbparse.history.forms import CLAIM_ITEMS
from sbparse.messages import Lang
from sbparse.policy import RuleSet, load_ruleset
from sbparse.record.model import Extraction
from sbparse.report import wording
from sbparse.report.evidence import Evidence
from sbparse.report.evidence.gather import evidence_of
from sbparse.report.inputs import Input
from sbparse.report.page import review_page, review_parts
from sbparse.report.voice import Voice
from sbparse.report.workbook import review_workbook
from sbparse.review.correct import correct, unreliable
from sbparse.review.model import Review
from sbparse.review.plan import Plan, plan
from sbparse.review.review import review
from sbparse.web.jobs.inputs import declared, extractions, lang_of, record_files, sources
from sbparse.web.jobs.suggesting import suggestions
from sbparse.web.parcel import Parcel, Plain

_ITEM_RULES = {"career-start-mismatch": "career_start", "post-mismatch": "post", "post-is-title": "post", "outside-window": "submitted"}
"""Rules that are about one item of 申报信息."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A review with what was needed for it."""

    review: Review
    read: list[Extraction]
    rules: RuleSet
    lang: Lang

    @property
    def plan(self) -> Plan:
        return plan(self.review, self.rules)

    @property
    def inputs(self) -> list[Input]:
        return [*(Input(each.file, each.sha256) for each in self.read), Input(self.review.history.file)]


def checked(parcel: Parcel) -> Checked:
    """Review what the page declares. Gets ``files`` with their bytes, ``entries``, ``history_name``; raises as the readers do."""
    lang, rules = lang_of(parcel), load_ruleset(None)
    history = declared(parcel, lang)
    read = extractions(parcel)
    return Checked(review(sources(read), history, ruleset=rules), read, rules, lang)


def check(parcel: Parcel) -> Parcel:
    """The report in two pieces of HTML, what was found by declared row, and what can be taken over."""
    done = checked(parcel)
    voice = Voice.of_review(done.review, done.lang, show_ids=False)
    summary, sections = review_parts(done.review, lang=done.lang, evidence=_evidence(done, parcel), inputs=done.inputs, plan=done.plan)
    stop = unreliable(done.review)
    offered = [] if stop else suggestions(done.review, correct(done.review, done.rules), voice)
    return Parcel(
        {
            "summary": summary,
            "sections": sections,
            "verdict": wording.verdict(voice, done.review),
            "counts": wording.counts(voice, done.review),
            "found": list(_found(done.review, voice)),
            "suggestions": offered,
        }
    )


def _found(result: Review, voice: Voice) -> Iterator[Plain]:
    """Each finding about something declared: the table and row, or the item, where it is shown."""
    known = {item.key for item in CLAIM_ITEMS}
    for number, finding in enumerate(result.findings, start=1):
        table = "assessments" if finding.rule == "assessment-mismatch" else "stints"
        item = _ITEM_RULES.get(finding.rule)
        if finding.history_row is not None or item in known:
            yield {
                "number": number,
                "table": None if item else table,
                "row": None if item else str(finding.history_row),
                "item": item,
                "severity": str(finding.severity),
                "text": f"{wording.severity(voice, finding.severity)} {wording.rule_title(voice, finding.rule)}",
            }


def html(parcel: Parcel) -> Parcel:
    """The report as a page of its own."""
    done = checked(parcel)
    page = review_page(done.review, lang=done.lang, evidence=_evidence(done, parcel), inputs=done.inputs, plan=done.plan)
    return Parcel({}, (page.encode(),))


def xlsx(parcel: Parcel) -> Parcel:
    """The report as a workbook."""
    done = checked(parcel)
    book = review_workbook(done.review, lang=done.lang, inputs=done.inputs, evidence=_evidence(done, parcel), plan=done.plan)
    return Parcel({}, (book,))


def _evidence(done: Checked, parcel: Parcel) -> Evidence:
    return evidence_of(done.review, record_files(parcel))
